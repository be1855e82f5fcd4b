//! What pages ask of a period's rows again and again, found once: the size and the hash of `data.csv`, the columns
//! that hold anything.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::canonical::{self, Form};
use super::model::{Declaration, PeriodTable};
use crate::record::Value;
use crate::value::Date;

/// Facts of a period's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Bytes of `data.csv`.
    pub csv_bytes: u64,
    /// Bytes of `data.safe.csv`.
    pub safe_bytes: u64,
    /// sha256 of `data.csv`, lower-case hex.
    pub sha256: String,
    /// Columns that hold anything, in declared order.
    pub columns: Vec<ShownColumn>,
    /// The latest day of all rows.
    pub latest: Option<Date>,
}

/// A column that holds anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownColumn {
    /// Position of its field.
    pub field: usize,
    /// Whether its texts are so short that they stay on one line.
    pub short: bool,
}

/// Longest text, in characters, that stays on one line.
const WORD: usize = 14;

impl PeriodTable {
    /// The facts of its rows; `declaration` is that of its ledger.
    pub(super) fn facts(&self, declaration: &Declaration) -> &Facts {
        self.facts.get_or_init(|| facts(declaration, self))
    }
}

fn facts(declaration: &Declaration, table: &PeriodTable) -> Facts {
    let records = &table.records;
    let mut counter = Counter::default();
    canonical::write(declaration, records, Form::Canonical, &mut counter).expect("counting does not fail");
    let fields = canonical::present(declaration, records);
    let dangerous = |field: usize| records.iter().filter(|record| canonical::is_dangerous(record.value(field))).count();
    let apostrophes: usize = fields.iter().map(|field| dangerous(*field)).sum();
    let filled = |field: &usize| records.iter().any(|record| record.value(*field) != Value::Absent);
    let short = |field: usize| records.iter().all(|record| record.value(field).as_text().is_none_or(is_word));
    Facts {
        csv_bytes: counter.bytes,
        safe_bytes: counter.bytes + apostrophes as u64,
        sha256: hex(&counter.hasher.finalize()),
        columns: fields.into_iter().filter(filled).map(|field| ShownColumn { field, short: short(field) }).collect(),
        latest: declaration.date.and_then(|date| records.iter().filter_map(|record| record.value(date).as_date()).max()),
    }
}

fn is_word(text: &str) -> bool {
    text.len() <= WORD || text.chars().count() <= WORD
}

/// Counts and hashes what is written into it.
#[derive(Default)]
struct Counter {
    bytes: u64,
    hasher: Sha256,
}

impl Write for Counter {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.bytes += piece.len() as u64;
        self.hasher.update(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Lower-case hex.
fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from_digit(digit.into(), 16).expect("a nibble is a digit")).collect()
}
