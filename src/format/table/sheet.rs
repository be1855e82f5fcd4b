//! What a sheet of a workbook knows besides the texts of its cells.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Row;
use crate::diag::{Place, SheetRow};
use crate::value::Date;

/// A sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub(super) name: Arc<str>,
    /// Whether its dates are counted from 1904, as old Macintosh workbooks do.
    pub(super) from_1904: bool,
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
