//! Which tables there are, and where in them the rows of a period stand.

use std::collections::BTreeMap;

use super::{Shape, error::Available, words};
use crate::value::{Date, Period};

/// The tables of a database.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    /// By name.
    pub(super) shapes: BTreeMap<String, Shape>,
    /// For each table its rows by period, in the order they were loaded.
    pub(super) chunks: BTreeMap<String, Vec<Chunk>>,
}

/// Rows of one period, one after the other; so no index over periods is needed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    pub(super) period: Period,
    /// Number SQLite gave to the first row.
    pub(super) first: i64,
    /// Number of the last row.
    pub(super) last: i64,
}

impl Chunk {
    /// The period's last day; `None` for a table without periods.
    pub(super) fn last_day(self) -> Option<Date> {
        self.period.days().map(|(_, last)| last)
    }
}

impl Catalogue {
    /// The rows of a table, of one period or of all, by period.
    pub(super) fn chunks(&self, table: &str, period: Option<Period>) -> Vec<Chunk> {
        let all = self.chunks.get(table).into_iter().flatten().copied();
        let mut wanted: Vec<Chunk> = all.filter(|chunk| period.is_none_or(|period| chunk.period == period)).collect();
        wanted.sort_by_key(|chunk| (chunk.period.to_string(), chunk.first));
        wanted
    }

    /// How many rows there are in all.
    pub(super) fn rows(&self) -> u64 {
        let chunks = self.chunks.values().flatten();
        chunks.map(|chunk| u64::try_from(chunk.last - chunk.first + 1).unwrap_or_default()).sum()
    }

    /// The columns that may be named in a statement: those of the tables it names.
    pub(super) fn available(&self, tables: &[&str]) -> Vec<Available> {
        let named = self.shapes.values().filter(|shape| tables.iter().any(|table| shape.name.eq_ignore_ascii_case(table)));
        let columns = named.flat_map(|shape| {
            shape.names().map(|(name, title)| Available { table: shape.name.clone(), name: name.to_owned(), title: title.to_owned() })
        });
        columns.collect()
    }

    /// Names of all tables.
    pub(super) fn table_names(&self) -> Vec<String> {
        self.shapes.keys().cloned().collect()
    }

    /// The table whose name or title comes nearest.
    pub(super) fn nearest_table(&self, name: &str) -> Option<String> {
        words::nearest(name, self.shapes.values().map(|shape| (shape.name.as_str(), shape.title.as_str())))
    }
}
