//! What the library that reads cells does not tell: hidden rows, and formulas that were never worked out.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Fault;

/// Bytes a part may unpack to. A sheet of a million rows takes some 400 MB.
const LARGEST: u64 = 2 << 30;

/// A workbook's package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// What is found in a sheet beside the values of its cells.
#[derive(Debug, Default)]
pub(super) struct More {
    /// Numbers of the hidden rows that have cells.
    pub(super) hidden: Vec<u32>,
    /// Cells, by row number and column, with a formula and no value.
    pub(super) bare_formulas: BTreeSet<(u32, usize)>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        ZipArchive::new(Cursor::new(bytes)).map(|archive| Self { archive }).map_err(|_| Fault::Damaged)
    }

    /// Makes sure that the texts shared by all cells fit; what a package says of its sizes is not believed.
    pub(super) fn measure_strings(&mut self) -> Result<(), Fault> {
        let Ok(part) = self.archive.by_name("xl/sharedStrings.xml") else { return Ok(()) };
        let length = std::io::copy(&mut part.take(LARGEST + 1), &mut std::io::sink()).map_err(|_| Fault::Damaged)?;
        if length > LARGEST { Err(Fault::TooLarge) } else { Ok(()) }
    }

    /// Looks through the sheet of that name.
    pub(super) fn look_at(&mut self, name: &str) -> Result<More, Fault> {
        let Some(path) = self.path_of(name)? else { return Ok(More::default()) };
        let part = self.archive.by_name(&path).map_err(|_| Fault::Damaged)?;
        scan(BufReader::new(part.take(LARGEST)))
    }

    /// Where the sheet of that name stands in the package.
    fn path_of(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let mut id = None;
        self.each("xl/workbook.xml", "sheet", |element| {
            if attribute(element, "name").as_deref() == Some(name) {
                id = attribute(element, "id");
            }
        })?;
        let mut target = None;
        self.each("xl/_rels/workbook.xml.rels", "Relationship", |element| {
            if id.is_some() && attribute(element, "Id") == id {
                target = attribute(element, "Target");
            }
        })?;
        Ok(target.map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        }))
    }

    fn each(&mut self, path: &str, name: &str, mut take: impl FnMut(&BytesStart<'_>)) -> Result<(), Fault> {
        let part = self.archive.by_name(path).map_err(|_| Fault::Damaged)?;
        let mut reader = Reader::from_reader(BufReader::new(part.take(LARGEST)));
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).map_err(|_| Fault::Damaged)? {
                Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == name => take(&element),
                Event::Eof => return Ok(()),
                _ => {}
            }
            buffer.clear();
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}

fn scan(source: impl std::io::BufRead) -> Result<More, Fault> {
    let mut reader = Reader::from_reader(source);
    let mut buffer = Vec::new();
    let mut more = More::default();
    let mut row = 0;
    let mut cell = Cell::default();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| Fault::Damaged)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => row = begin_row(&element, row, &mut more),
                "c" => cell = Cell { place: attribute(&element, "r").and_then(|text| place(&text)), ..Cell::default() },
                "f" => cell.formula = true,
                "v" | "is" => cell.within = true,
                _ => {}
            },
            // Programs that write formulas without working them out leave an empty value behind.
            Event::Text(text) => cell.value |= cell.within && !text.is_empty(),
            Event::Empty(element) => match element.local_name().as_ref() {
                "row" => row = begin_row(&element, row, &mut more),
                "f" => cell.formula = true,
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "c" => {
                more.bare_formulas.extend(cell.place.filter(|_| cell.formula && !cell.value));
            }
            Event::Eof => return Ok(more),
            _ => {}
        }
        buffer.clear();
    }
}

#[derive(Default)]
struct Cell {
    place: Option<(u32, usize)>,
    formula: bool,
    value: bool,
    /// Whether what is read now is its value.
    within: bool,
}

fn begin_row(element: &BytesStart<'_>, before: u32, more: &mut More) -> u32 {
    let number = attribute(element, "r").and_then(|number| number.parse().ok()).unwrap_or(before.saturating_add(1));
    if matches!(attribute(element, "hidden").as_deref(), Some("1" | "true")) {
        more.hidden.push(number);
    }
    number
}

/// `D7` as row 7 and the fourth column.
fn place(text: &str) -> Option<(u32, usize)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let column = text[..digits].bytes().try_fold(0_usize, |column, letter| {
        letter.is_ascii_uppercase().then(|| column.saturating_mul(26).saturating_add(usize::from(letter - b'A') + 1))
    })?;
    Some((text[digits..].parse().ok()?, column.checked_sub(1)?))
}
