//! Sections made of texts, for the tests of the kinds.

use crate::config::{SectionFront, read_site};
use crate::diag::Diagnostic;
use crate::format::{Area, Document, Parsed, ParsedFile, read_toml, table::Table};
use crate::kinds::{Directory, External, Section, Shared, Tables};
use crate::source::SourceText;
use crate::value::{Date, WorkCalendar};

/// A section's `_index.md` and files, kept while a test looks at them.
pub(crate) struct Fixture {
    folder: String,
    index: Document,
    front: SectionFront,
    files: Vec<ParsedFile>,
}

impl Fixture {
    /// Of a section `content/<name>` with that front matter.
    pub(crate) fn new(name: &str, front: &str, files: &[(&str, &str)], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let folder = format!("content/{name}");
        let index = Document::split(SourceText::new(&format!("{folder}/_index.md"), &format!("+++\n{front}+++\n"))).value;
        let range = index.front_matter.clone().unwrap();
        let front = read_toml(&index.source, &range, Area::FrontMatter).take(diagnostics).unwrap();
        let files = files.iter().map(|(name, text)| parsed(&format!("{folder}/{name}"), text, diagnostics)).collect();
        Self { folder, index, front, files }
    }

    pub(crate) fn section(&self) -> Section<'_> {
        let name = self.folder.trim_start_matches("content/").to_owned();
        Section {
            title: name.clone(),
            name,
            folder: self.folder.as_str().into(),
            front: self.front.clone(),
            index: &self.index,
            files: self.files.iter().collect(),
        }
    }
}

/// A file as the pipeline parses it.
pub(crate) fn parsed(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> ParsedFile {
    let source = SourceText::new(path, text);
    let content = match path.rsplit_once('.').unwrap().1 {
        "md" => Parsed::Document(Document::split(source).value),
        "csv" => Parsed::Table(Box::new(Table::scan(source).take(diagnostics))),
        _ => Parsed::Bytes(text.as_bytes().to_vec()),
    };
    ParsedFile { path: path.into(), content }
}

/// A site of that day without people.
pub(crate) fn shared(as_of: &str, directory: Directory) -> Shared {
    let site = read_site(&SourceText::new("gongshi.toml", "title = \"云岭\"\n")).value.unwrap();
    Shared {
        site,
        as_of: as_of.parse::<Date>().unwrap(),
        directory,
        calendar: WorkCalendar::built_in(),
        tables: Tables::default(),
        external: External::default(),
    }
}

/// `code file cell` of each finding, in the order they are shown.
pub(crate) fn described(mut diagnostics: Vec<Diagnostic>) -> Vec<String> {
    crate::diag::sort(&mut diagnostics);
    diagnostics
        .iter()
        .map(|diagnostic| {
            let Some(place) = &diagnostic.place else { return diagnostic.code.to_string() };
            let file = place.file.rsplit_once('/').map_or(place.file.as_ref(), |(_, name)| name);
            let cell =
                place.cell.as_ref().map(|cell| format!(" {}{}", cell.column.map(crate::diag::column_letter).unwrap_or_default(), cell.row));
            format!("{} {file}{}", diagnostic.code, cell.unwrap_or_default())
        })
        .collect()
}
