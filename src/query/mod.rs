//! SQL over declared tables: what checks and pages ask of the ledgers.
//!
//! Tables go in once ([`Builder`]): name, columns, rows of borrowed cells. A [`Database`] comes out that only reads.
//! It answers three kinds of questions: which rows do not fit a rule ([`Database::require`]), which rows a query finds
//! ([`Database::find`]), and what a page shows ([`Database::select`]); and it gives itself away as the bytes of a file
//! ([`Database::to_bytes`]). What a table is about is not known here.
//!
//! An answer is a function of the tables and the question: no clock, no chance, no order of memory. What does not end
//! is stopped after a number of steps, not of seconds, so that one machine never accepts what another refuses.
//!
//! # Tables
//! Money is INTEGER in 分, whole numbers INTEGER, 是/否 INTEGER 1 and 0, dates TEXT `2026-03-05`, months TEXT `2026-03`,
//! decimals REAL, all else TEXT, an empty cell NULL. Before them stand `_row` (data row from 1), `_file` and `_period`.
//! `_columns` tells title, type and unit of every column.
//!
//! # Functions
//! Those of SQLite that depend on their arguments alone, and
//! - `yuan(x)`: x 元 as 分; more than two decimals is an error.
//! - `standard(class, key, date)`: the limit in force on that day; NULL where there is none, which is remembered.
//! - `workdays(a, b)`: working days after `a` up to and with `b`; negative where `b` is earlier.
//! - `add_workdays(d, n)`: the `n`-th working day after `d`, before it where `n` is negative, `d` itself for 0. For a
//!   working day `b` other than `a`, `add_workdays(a, workdays(a, b)) = b`. Both are NULL where a year has no calendar.
//! - `date` `time` `datetime` `julianday` `strftime` `unixepoch` as in SQLite, without `now` and the time zone.

mod build;
mod catalogue;
mod dates;
mod error;
mod finding;
mod functions;
mod guard;
mod require;
mod script;
mod select;
mod shape;
mod standard;
#[cfg(test)]
mod tests;
mod value;
mod words;
mod workdays;

pub use build::{Builder, Bytes, Row};
pub use error::{Available, Denied, Fault, QueryError};
pub use finding::diagnostic;
pub use guard::Reads;
pub use require::{Expression, Reign, Requirement, Unclear, Verdict, Verdicts};
pub use select::{FOUND, Found, Rows};
pub use shape::{Column, SYSTEM_COLUMNS, Shape};
pub use standard::{MissingStandard, Standard};
pub use value::{Cell, Value};

use std::sync::Arc;

use rusqlite::Connection;

use catalogue::Catalogue;
use guard::Watch;

/// Tables that are asked and no longer changed.
///
/// It may be handed to another thread; two threads take turns behind a lock.
pub struct Database {
    connection: Connection,
    watch: Arc<Watch>,
    catalogue: Arc<Catalogue>,
}

impl Database {
    /// The tables, by name.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.catalogue.shapes.values()
    }

    /// The table of that name.
    pub fn shape(&self, name: &str) -> Option<&Shape> {
        self.catalogue.shapes.get(name)
    }
}
