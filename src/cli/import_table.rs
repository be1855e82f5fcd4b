//! `gongshi import` for tables: any encoding, any workbook, to clean UTF-8 CSV.

use std::path::Path;
use std::sync::Arc;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::report::Format;
use super::site::{show, unreadable};
use super::{Context, Exit};
use crate::diag::ledger::QUOTE_UNCLOSED;
use crate::diag::{Checked, Diagnostic, Language, Text, config, has_errors, sort};
use crate::format::table::Table;
use crate::format::{TableSettings, parse_table, workbook};
use crate::kinds::declared_tables;
use crate::kinds::ledger::{self, model::Ledger};
use crate::output::{Overwrite, write_files};
use crate::say;
use crate::source::{SourceFile, SourceMap, SourceTree, read_outside};
use crate::value::{Cycle, Period};

/// What a table is imported for.
pub(super) struct Import<'a> {
    pub(super) context: &'a Context,
    pub(super) language: Language,
    pub(super) root: &'a Path,
    pub(super) ledgers: &'a [Ledger],
    /// The ledger that is named, if one is.
    pub(super) section: Option<&'a str>,
    pub(super) fix: bool,
    pub(super) force: bool,
}

/// Where files that are replaced are kept, below the site.
const ORIGINALS: &str = "originals";

/// Whether a file is a table rather than a regulation.
pub(super) fn is_table(file: &Path, bytes: &[u8]) -> bool {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let named = matches!(extension.as_str(), "csv" | "xlsx" | "xls" | "et" | "ods");
    named || workbook::kind(bytes) == workbook::Kind::Xlsx
}

/// What came of a table: its bytes and what was changed.
struct Clean {
    bytes: Vec<u8>,
    changes: Vec<Text>,
}

impl Import<'_> {
    pub(super) fn run(&self, file: &Path) -> Exit {
        let bytes = match read_outside(file) {
            Ok(bytes) => bytes,
            Err(error) => return unreadable(self.context, &error, Format::Human),
        };
        let ledger = self.ledger(file);
        if self.fix && ledger.is_none() {
            self.tell(&[no_ledger(self.ledgers)], &SourceMap::default());
            return Exit::Usage;
        }
        let mut map = SourceMap::default();
        let (clean, period) = self.clean(file, bytes.clone(), ledger, &mut map);
        let mut diagnostics = clean.diagnostics;
        sort(&mut diagnostics);
        self.tell(&diagnostics, &map);
        let Some(clean) = clean.value else {
            let words = say!(
                "没有写入，原文件没有动。请先在原文件里改好上面的错误，再运行一次",
                "nothing was written: correct the errors above in the file itself, then run it again"
            );
            self.context.console.say(words.get(self.language));
            return Exit::Content;
        };
        let written = self.write(file, bytes, &clean, ledger, period);
        if written == Exit::Ok && has_errors(&diagnostics) { Exit::Content } else { written }
    }

    fn clean(&self, file: &Path, bytes: Vec<u8>, ledger: Option<&Ledger>, map: &mut SourceMap) -> (Checked<Option<Clean>>, Option<Period>) {
        let name = file_name(file);
        let period = ledger.and_then(|ledger| period(&name, ledger));
        let mut diagnostics = Vec::new();
        let source = SourceFile { path: Arc::from(name), bytes };
        let table = parse_table(source, &settings(ledger)).take(&mut diagnostics);
        let clean = table.and_then(|table| {
            if table.sheet().is_none() {
                map.insert(&table.source().file, &table.source().text);
            }
            match ledger {
                // Rows that an unclosed quote swallowed would be lost.
                Some(_) if self.fix && diagnostics.iter().any(|found| found.code == QUOTE_UNCLOSED) => None,
                Some(ledger) if self.fix => {
                    let corrected = ledger::correct(&ledger.declaration, &table, period).take(&mut diagnostics);
                    corrected.map(|corrected| Clean { bytes: corrected.text, changes: corrected.changes })
                }
                Some(ledger) => {
                    let bytes = ledger::import(&ledger.declaration, &table, period).take(&mut diagnostics);
                    bytes.map(|bytes| Clean { bytes, changes: Vec::new() })
                }
                None => Some(Clean { bytes: as_it_stands(&table), changes: Vec::new() }).filter(|_| !has_errors(&diagnostics)),
            }
        });
        (Checked::new(clean, diagnostics), period)
    }

    /// The ledger a table is for: the one named, else the one in whose folder it lies.
    fn ledger(&self, file: &Path) -> Option<&Ledger> {
        if let Some(section) = self.section {
            return self.ledgers.iter().find(|ledger| ledger.name == section);
        }
        let folder = file.parent()?.canonicalize().ok()?;
        let root = self.root.canonicalize().ok()?;
        self.ledgers.iter().find(|ledger| root.join(folder_of(ledger)) == folder)
    }

    /// Writes the table into its ledger, or beside the file; a file that is replaced is kept first.
    fn write(&self, file: &Path, original: Vec<u8>, clean: &Clean, ledger: Option<&Ledger>, period: Option<Period>) -> Exit {
        let (folder, target) = match (ledger, period) {
            (Some(ledger), Some(Period::All)) => (self.root.to_owned(), format!("{}/data.csv", folder_of(ledger))),
            (Some(ledger), Some(period)) => (self.root.to_owned(), format!("{}/{period}.csv", folder_of(ledger))),
            _ => {
                let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                (file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned(), format!("{stem}.csv"))
            }
        };
        let itself = same_file(&folder.join(&target), file);
        let mut files = Vec::new();
        if itself {
            let kept = match ledger {
                Some(ledger) if folder == self.root => format!("{ORIGINALS}/{}/{}", ledger.name, file_name(file)),
                _ => format!("{ORIGINALS}/{}", file_name(file)),
            };
            files.push((kept, original));
        }
        if let Err(error) = write_files(&folder, &files, Overwrite::No) {
            return self.refused(&error);
        }
        let overwrite = if itself || self.force { Overwrite::Yes } else { Overwrite::No };
        if let Err(error) = write_files(&folder, &[(target.clone(), clean.bytes.clone())], overwrite) {
            return self.refused(&error);
        }
        let shown = if folder == self.root { target } else { folder.join(&target).display().to_string() };
        self.context.console.out(&format!("{shown}\n"));
        let kept = files.iter().map(|(kept, _)| say!("原件在 {kept}", "the original is in {kept}"));
        for Text { zh, en } in kept.chain(clean.changes.iter().cloned()) {
            self.context.console.say(say!("  · {zh}", "  · {en}").get(self.language));
        }
        Exit::Ok
    }

    fn refused(&self, error: &crate::output::OutputError) -> Exit {
        self.tell(&[error.diagnostic()], &SourceMap::default());
        if error.exit_code() == 2 { Exit::Usage } else { Exit::Io }
    }

    fn tell(&self, diagnostics: &[Diagnostic], map: &SourceMap) {
        show(self.context, diagnostics, map, self.language, Format::Human);
    }
}

/// What the ledger declares of its files: encoding, sheet, size.
fn settings(ledger: Option<&Ledger>) -> TableSettings {
    let Some(ledger) = ledger else { return TableSettings::default() };
    let index = SourceFile { path: Arc::clone(&ledger.index.file), bytes: ledger.index.text.as_bytes().to_vec() };
    declared_tables(&SourceTree { files: vec![index] }).of(&format!("{}/", folder_of(ledger)))
}

fn file_name(file: &Path) -> String {
    file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// `content/spending`
fn folder_of(ledger: &Ledger) -> &str {
    ledger.index.file.rsplit_once('/').map_or("content", |(folder, _)| folder)
}

fn period(name: &str, ledger: &Ledger) -> Option<Period> {
    let cycle = ledger.declaration.cycle;
    if cycle == Cycle::None {
        return Some(Period::All);
    }
    Period::parse_name(name).map(|(period, _)| period).filter(|period| period.cycle() == cycle)
}

/// The cells of a table as they stand, blank rows left out.
fn as_it_stands(table: &Table) -> Vec<u8> {
    let in_memory = "writing into memory does not fail";
    let mut builder = WriterBuilder::new();
    builder.terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary).flexible(true);
    let mut writer = builder.from_writer("\u{FEFF}".as_bytes().to_vec());
    let width = table.rows().map(|row| row.len()).max().unwrap_or(0);
    for row in table.rows().filter(|row| !row.is_blank()) {
        writer.write_record((0..width).map(|column| row.text(column).into_owned())).expect(in_memory);
    }
    writer.into_inner().expect(in_memory)
}

fn no_ledger(ledgers: &[Ledger]) -> Diagnostic {
    let list = ledgers.iter().map(|ledger| ledger.name.as_str()).collect::<Vec<_>>().join("、");
    Diagnostic::error(config::MISSING_KEY, say!("不知道这张表属于哪个台账", "which ledger the table belongs to is unknown"))
        .help(say!("请用 --section 指明，有：{list}", "name it with --section; there are {list}"))
}
