//! The texts of documents, for excerpts: packs of units in their order, each beginning with what its document is called.

use std::fmt::Write;
use std::ops::Range;

use rayon::prelude::*;

use super::chunk::DataFile;
use super::gather::Document;

/// A pack is closed when it has grown to so many bytes.
const LIMIT: usize = 8 << 10;

/// A document as it stands in packs.
pub(super) struct Text {
    /// Title, number and versions as JSON, without brackets.
    head: String,
    /// Each unit as JSON, one after the other.
    units: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Text {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let (versions, own) = &document.versions;
        let head = [document.title.as_ref(), document.number, versions, own].map(json).join(",");
        let mut text = Self { head, units: String::new(), ends: Vec::new() };
        for unit in &document.units {
            text.units.push_str(&json(&format!("{}\n{}", unit.anchor, unit.text)));
            text.ends.push(text.units.len());
        }
        text
    }

    /// Where the unit before one ends.
    fn end_before(&self, unit: usize) -> usize {
        unit.checked_sub(1).map_or(0, |before| self.ends[before])
    }
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("texts are JSON")
}

/// A pack that is filled: the number of its first unit among all, and its JSON so far.
struct Open {
    first: usize,
    /// Bytes of its texts, by which it is closed.
    size: usize,
    data: String,
}

/// All packs, each listed under the number of its first unit. The heading of a document is a unit of its own.
pub(super) fn packs(texts: Vec<Text>) -> Vec<DataFile> {
    let mut packs: Vec<Open> = Vec::new();
    let mut unit = 0;
    for (document, text) in texts.into_iter().enumerate() {
        let mut start = 0;
        loop {
            let first = if start == 0 { unit } else { unit + 1 + start };
            if packs.last().is_none_or(|pack| pack.size >= LIMIT) {
                packs.push(Open { first, size: 0, data: String::with_capacity(LIMIT + LIMIT / 4) });
            }
            let pack = packs.last_mut().expect("just opened");
            let from = text.end_before(start);
            // At least one unit goes in, however long it is.
            let room = text.ends[start..].iter().take_while(|end| pack.size + (**end - from) <= LIMIT).count();
            let end = (start + room.max(1)).min(text.ends.len());
            pack.size += text.end_before(end) - from + text.head.len();
            pack.push(document, &text, start..end);
            start = end;
            if start == text.ends.len() {
                break;
            }
            pack.size = pack.size.max(LIMIT);
        }
        unit += 1 + text.ends.len();
    }
    packs.into_par_iter().enumerate().map(|(number, pack)| pack.file(number)).collect()
}

impl Open {
    /// Appends units of a document that follow each other:
    /// `[document, first unit within it, title, number, versions, own version, unit…]`
    fn push(&mut self, document: usize, text: &Text, units: Range<usize>) {
        self.data.push_str(if self.data.is_empty() { "[" } else { ",\n" });
        write!(self.data, "[{document},{},{}", units.start, text.head).expect("a string takes any text");
        for unit in units {
            self.data.push(',');
            self.data.push_str(&text.units[text.end_before(unit)..text.ends[unit]]);
        }
        self.data.push(']');
    }

    fn file(mut self, number: usize) -> DataFile {
        self.data.push(']');
        DataFile::new(&format!("t{number}"), &self.data).under(self.first.to_string())
    }
}
