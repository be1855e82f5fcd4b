//! Whole queries: what a page shows, and which rows a check finds.

use rusqlite::types::ValueRef;

use super::error::{Fault, Origin, QueryError, explain};
use super::guard::Reads;
use super::script::Script;
use super::standard::MissingStandard;
use super::{Database, Value};

/// Columns that the query of a check selects: the table, the period and the row at fault.
pub const FOUND: [&str; 3] = ["_ledger", "_period", "_row"];

/// Bytes an answer may have in all: more is no page and no list of findings.
const LARGEST: usize = 64_000_000;

/// An answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// Names of its columns.
    pub columns: Vec<String>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Value>>,
    /// How many further rows there are, where only some are wanted.
    pub more: usize,
    /// Tables and columns that were read.
    pub reads: Reads,
    /// Limits that were asked for and are in no table.
    pub missing: Vec<MissingStandard>,
}

/// A row that the query of a check finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its table.
    pub table: String,
    /// Its period, `2026-10`.
    pub period: String,
    /// Its number among the data rows of its period; absent where the period as a whole is meant.
    pub row: Option<i64>,
    /// All columns of the query, by name.
    pub values: Vec<(String, Value)>,
}

impl Database {
    /// Understands a query without running it: its columns and what it reads.
    pub fn describe(&self, sql: &str) -> Result<(Vec<String>, Reads), QueryError> {
        self.watch.begin();
        self.understand(&Script::select(sql)?)
    }

    /// What a query selects, for a page.
    ///
    /// The rows are in a total order: by the terms of `ORDER BY`, then by all columns from the first to the last. More than
    /// `limit` rows are an error.
    pub fn select(&self, sql: &str, limit: usize) -> Result<Rows, QueryError> {
        self.watch.begin();
        let script = Script::select(sql)?;
        let (columns, reads) = self.understand(&script)?;
        let order: Vec<usize> = (1..=columns.len()).collect();
        let ordered = script.ordered(&order, limit.saturating_add(1).min(i64::MAX as usize));
        let rows = self.run(&script, &ordered, columns, limit)?;
        if rows.more > 0 {
            return Err(QueryError::whole(Fault::TooManyRows { limit }));
        }
        Ok(Rows { reads, ..rows })
    }

    /// The rows that the query of a check finds, by table, period and row, and how many there are beyond `limit`.
    pub fn find(&self, sql: &str, limit: usize) -> Result<(Vec<Found>, usize), QueryError> {
        self.watch.begin();
        let script = Script::select(sql)?;
        let (columns, _) = self.understand(&script)?;
        let places = found_columns(&columns)?;
        let others = (0..columns.len()).filter(|index| !places.contains(index));
        let order: Vec<usize> = places.into_iter().chain(others).map(|index| index + 1).collect();
        let rows = self.run(&script, &script.ordered(&order, i64::MAX as usize), columns, limit)?;
        let found = rows.rows.into_iter().map(|row| self.found(&rows.columns, row, places));
        let mut found = found.collect::<Result<Vec<Found>, QueryError>>()?;
        // Those that a query with an order of its own put elsewhere.
        found.sort_by(|one, other| (&one.table, &one.period, one.row).cmp(&(&other.table, &other.period, other.row)));
        Ok((found, rows.more))
    }

    fn understand(&self, script: &Script<'_>) -> Result<(Vec<String>, Reads), QueryError> {
        self.watch.know(script.defined());
        let origin = Origin { script, prefix: 0, table: None };
        let statement = self.connection.prepare(script.statement());
        let statement = statement.map_err(|error| explain(&error, &origin, &self.watch, &self.catalogue))?;
        Ok((statement.column_names().map(str::to_owned).collect(), self.watch.take_reads()))
    }

    fn run(&self, script: &Script<'_>, sql: &str, columns: Vec<String>, limit: usize) -> Result<Rows, QueryError> {
        let origin = Origin { script, prefix: 0, table: None };
        let stopped = |error: rusqlite::Error| QueryError { at: None, ..explain(&error, &origin, &self.watch, &self.catalogue) };
        let mut statement = self.connection.prepare(sql).map_err(stopped)?;
        let mut answer = Rows { columns, ..Rows::default() };
        let mut size = 0;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(stopped)? {
            if answer.rows.len() == limit {
                answer.more += 1;
                continue;
            }
            let mut cells = Vec::with_capacity(answer.columns.len());
            for (index, name) in answer.columns.iter().enumerate() {
                let cell = value_of(row.get_ref(index)?).ok_or_else(|| QueryError::whole(Fault::Bytes { column: name.clone() }))?;
                size += size_of::<Value>() + cell.as_text().map_or(0, str::len);
                cells.push(cell);
            }
            if size > LARGEST {
                return Err(QueryError::whole(Fault::TooLarge { message: format!("more than {LARGEST} bytes in the answer") }));
            }
            answer.rows.push(cells);
        }
        answer.missing = self.watch.take_missing();
        Ok(answer)
    }

    fn found(&self, columns: &[String], row: Vec<Value>, [table, period, number]: [usize; 3]) -> Result<Found, QueryError> {
        let wrong = |index: usize| QueryError::whole(Fault::WrongColumn(FOUND[index]));
        let named = row[table].as_text().map(|name| name.replace('-', "_"));
        let table = named.filter(|name| self.shape(name).is_some()).ok_or_else(|| wrong(0))?;
        let period = row[period].as_text().ok_or_else(|| wrong(1))?.to_owned();
        let number = match &row[number] {
            Value::Null => None,
            Value::Integer(number) => Some(*number),
            _ => return Err(wrong(2)),
        };
        Ok(Found { table, period, row: number, values: columns.iter().cloned().zip(row).collect() })
    }
}

/// Where the columns of a check stand.
fn found_columns(columns: &[String]) -> Result<[usize; 3], QueryError> {
    let places = FOUND.map(|name| columns.iter().position(|column| column == name));
    let missing: Vec<&'static str> = FOUND.iter().zip(places).filter(|(_, place)| place.is_none()).map(|(name, _)| *name).collect();
    match places {
        [Some(table), Some(period), Some(row)] => Ok([table, period, row]),
        _ => Err(QueryError::whole(Fault::MissingColumns(missing))),
    }
}

/// A cell as SQLite hands it over; `None` for bytes, and for a text that is none.
pub(super) fn value_of(value: ValueRef<'_>) -> Option<Value> {
    Some(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(integer) => Value::Integer(integer),
        ValueRef::Real(real) => Value::Real(real),
        ValueRef::Text(text) => Value::Text(std::str::from_utf8(text).ok().filter(|text| !text.contains('\0'))?.to_owned()),
        ValueRef::Blob(_) => return None,
    })
}
