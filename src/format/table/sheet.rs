//! What a sheet of a workbook knows besides the texts of its cells.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Row, RowStart, Table, scan};
use crate::diag::{Checked, Place, SheetRow};
use crate::source::{Encoding, SourceText};
use crate::value::Date;

/// A sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub(super) name: Arc<str>,
    /// Whether its dates are counted from 1904, as old Macintosh workbooks do.
    pub(in crate::format) from_1904: bool,
    /// Cells, by row number and column, whose formula was never worked out.
    pub(super) bare_formulas: BTreeSet<(u32, usize)>,
}

/// Longest part of a cell that is drawn, in characters.
const SHOWN: usize = 40;

impl Sheet {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The day a number stands for: 1 is 1900-01-01, and Excel counts a 1900-02-29 that never was. A time of day is dropped.
    pub fn date(&self, number: &str) -> Option<Date> {
        let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
        if whole.len() > 5 || !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return None;
        }
        let serial: u64 = whole.parse().ok()?;
        let (zero, serial) = match (self.from_1904, serial) {
            (true, serial) => (Date::from_ymd_opt(1904, 1, 1)?, serial),
            (false, 0) => return None,
            (false, serial @ 1..60) => (Date::from_ymd_opt(1899, 12, 31)?, serial),
            (false, serial) => (Date::from_ymd_opt(1899, 12, 30)?, serial),
        };
        zero.checked_add_days(chrono::Days::new(serial))
    }

    /// Whether a cell holds a formula and no value.
    pub fn is_bare_formula(&self, row: u32, column: usize) -> bool {
        self.bare_formulas.contains(&(row, column))
    }

    /// Where a cell, or a whole row, stands: the row is drawn with its filled cells side by side.
    pub(super) fn place(&self, row: Row<'_>, column: Option<usize>) -> Place {
        let mut line = String::new();
        let mut span = None;
        for (at, text) in row.texts().enumerate().filter(|(at, text)| !text.is_empty() || Some(*at) == column) {
            if !line.is_empty() {
                line.push_str(" | ");
            }
            let start = line.len();
            line.extend(text.chars().take(SHOWN).map(|c| if c.is_whitespace() { ' ' } else { c }));
            if Some(at) == column {
                span = Some(start..line.len());
            }
        }
        let span = span.unwrap_or(if column.is_some() { line.len()..line.len() } else { 0..line.len() });
        Place::file(&row.table.source.file).sheet(SheetRow { sheet: Arc::clone(&self.name), line, span })
    }
}

/// Lays the cells of a sheet out as a text, row by row.
pub(in crate::format) struct SheetBuilder {
    text: String,
    cells: Vec<u32>,
    rows: Vec<RowStart>,
    file: Arc<str>,
    sheet: Sheet,
}

/// Why a sheet cannot be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::format) enum TooLarge {
    /// The row of that number has cells beyond the widest table.
    Wide(u32),
    /// More than 4 GB of text.
    Long,
    /// Its cells do not follow one another.
    Disorder,
}

/// What parts the cells of a row.
const PART: char = '\t';

impl SheetBuilder {
    pub(in crate::format) fn new(file: &Arc<str>, name: &str, from_1904: bool, bare_formulas: BTreeSet<(u32, usize)>) -> Self {
        let sheet = Sheet { name: name.into(), from_1904, bare_formulas };
        Self { text: String::new(), cells: Vec::new(), rows: Vec::new(), file: Arc::clone(file), sheet }
    }

    /// Takes in the next cell, by the number of its row and its column.
    pub(in crate::format) fn cell(&mut self, number: u32, column: usize, text: &str) -> Result<(), TooLarge> {
        let before = self.rows.last().map_or(0, |row| row.number);
        if text.is_empty() && !self.sheet.is_bare_formula(number, column) {
            return Ok(());
        }
        if column >= super::WIDEST {
            return Err(TooLarge::Wide(number));
        }
        if number < before {
            return Err(TooLarge::Disorder);
        }
        if number > before {
            if before > 0 {
                self.text.push('\n');
            }
            let first = u32::try_from(self.cells.len()).map_err(|_| TooLarge::Long)?;
            self.rows.push(RowStart { first, end: 0, number });
        }
        let row = self.rows.last_mut().ok_or(TooLarge::Disorder)?;
        let first = row.first as usize;
        if self.cells.len() - first > column {
            return Err(TooLarge::Disorder);
        }
        while self.cells.len() - first <= column {
            if self.cells.len() > first {
                self.text.push(PART);
            }
            self.cells.push(u32::try_from(self.text.len()).map_err(|_| TooLarge::Long)?);
        }
        self.text.push_str(text);
        row.end = u32::try_from(self.text.len()).map_err(|_| TooLarge::Long)?;
        Ok(())
    }

    /// The table, and what may not stand in its cells.
    pub(in crate::format) fn finish(self) -> Checked<Table> {
        let Self { text, cells, rows, file, sheet } = self;
        let source = SourceText { file, text: Arc::new(text), encoding: Encoding::Utf8 };
        let table = Table { source, sheet: Some(sheet), delimiter: PART, cells, rows, explanations: None };
        let mut diagnostics = Vec::new();
        for row in table.rows() {
            for column in 0..row.len() {
                let found = scan::forbidden(row.raw(column)).map(|(_, character)| scan::character_forbidden(character));
                diagnostics.extend(found.map(|finding| finding.at(row.place(column, None))));
            }
        }
        Checked::new(table, diagnostics)
    }
}
