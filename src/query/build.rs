//! Filling a database, once; and giving it away as a file.

use std::io::Write;
use std::ops::Deref;
use std::sync::Arc;

use rusqlite::serialize::Data;
use rusqlite::{Connection, Statement};

use super::catalogue::{Catalogue, Chunk};
use super::error::{Fault, QueryError};
use super::guard::{self, Watch};
use super::shape::{Column, SYSTEM_COLUMNS, quoted};
use super::{Cell, Database, Shape, Standard, functions};
use crate::record::FieldType;
use crate::value::{Date, Datelike, Period, WorkCalendar};

/// Pages SQLite keeps in memory, in KiB; what is more stands in a file of the system's temporary folder, which nobody
/// else can open and which is gone when the database is.
const CACHE: u32 = 8192;

/// Takes tables in.
pub struct Builder {
    connection: Connection,
    catalogue: Catalogue,
}

/// A row on its way in.
#[derive(Debug, Clone)]
pub struct Row<'a, C> {
    /// Its number among the data rows of its period, from 1.
    pub number: i64,
    /// The file it stands in.
    pub file: &'a str,
    /// Its cells in the order of the columns; those left out at the end are empty.
    pub cells: C,
}

/// The bytes of a file of SQLite's.
pub struct Bytes<'a>(Data<'a>);

impl Deref for Bytes<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Builder {
    /// An empty database.
    pub fn new() -> Result<Self, QueryError> {
        let connection = Connection::open("")?;
        // Nobody else sees it and a failed build throws it away: no journal, no waiting for the disk. With secure_delete
        // no byte of its file is left over from anything else.
        connection.execute_batch(&format!(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
             PRAGMA secure_delete = ON; PRAGMA cache_size = -{CACHE}; BEGIN"
        ))?;
        let mut builder = Self { connection, catalogue: Catalogue::default() };
        builder.table(&columns_shape())?;
        Ok(builder)
    }

    /// Adds a table without rows. A second one of the same name is an error.
    pub fn table(&mut self, shape: &Shape) -> Result<(), QueryError> {
        self.connection.execute_batch(&shape.create())?;
        self.catalogue.shapes.insert(shape.name.clone(), shape.clone());
        Ok(())
    }

    /// Whether there is a table of that name.
    pub fn has(&self, name: &str) -> bool {
        self.catalogue.shapes.contains_key(name)
    }

    /// Gives a table another name, under which it is read too. One that a table has already is left to that.
    pub fn alias(&mut self, alias: &str, table: &str) -> Result<(), QueryError> {
        let Some(shape) = self.catalogue.shapes.get(table).filter(|_| !self.catalogue.shapes.contains_key(alias)) else { return Ok(()) };
        self.connection.execute_batch(&format!("CREATE VIEW {} AS SELECT * FROM {}", quoted(alias), quoted(table)))?;
        let shape = Shape { name: alias.to_owned(), ..shape.clone() };
        self.catalogue.shapes.insert(alias.to_owned(), shape);
        Ok(())
    }

    /// Adds the rows of a period to a table that was added before; gives how many they were.
    pub fn load<'a, R, C>(&mut self, table: &str, period: Period, rows: R) -> Result<usize, QueryError>
    where
        R: IntoIterator<Item = Row<'a, C>>,
        C: IntoIterator<Item = Cell<'a>>,
    {
        let unknown = || QueryError::whole(Fault::Failed { message: format!("no such table: {table}") });
        let shape = self.catalogue.shapes.get(table).ok_or_else(unknown)?;
        let mut insert = self.connection.prepare(&shape.insert())?;
        let (title, width) = (period.to_string(), SYSTEM_COLUMNS.len() + shape.columns.len());
        let before = if self.catalogue.chunks.contains_key(table) { last_row(&self.connection, table)? } else { 0 };
        let mut buffer = Vec::new();
        let mut count = 0;
        insert.raw_bind_parameter(3, &title)?;
        for row in rows {
            insert.raw_bind_parameter(1, row.number)?;
            insert.raw_bind_parameter(2, row.file)?;
            let mut next = SYSTEM_COLUMNS.len() + 1;
            for cell in row.cells {
                bind(&mut insert, next, cell, &mut buffer)?;
                next += 1;
            }
            for empty in next..=width {
                insert.raw_bind_parameter(empty, rusqlite::types::Null)?;
            }
            insert.raw_execute()?;
            count += 1;
        }
        drop(insert);
        let chunk = Chunk { period, first: before + 1, last: before + i64::try_from(count).unwrap_or(i64::MAX) };
        self.catalogue.chunks.entry(table.to_owned()).or_default().push(chunk);
        Ok(count)
    }

    /// Shuts the database: from here on it is only asked.
    pub fn finish(mut self, standards: Vec<Standard>, calendar: WorkCalendar) -> Result<Database, QueryError> {
        self.describe()?;
        self.connection.execute_batch("COMMIT")?;
        let (watch, catalogue) = (Arc::new(Watch::default()), Arc::new(self.catalogue));
        functions::register(&self.connection, &watch, standards, calendar)?;
        guard::shut(&mut self.connection, &watch, &catalogue)?;
        Ok(Database { connection: self.connection, watch, catalogue })
    }

    /// Fills `_columns`.
    fn describe(&mut self) -> Result<(), QueryError> {
        let shapes: Vec<Shape> = self.catalogue.shapes.values().filter(|shape| shape.name != COLUMNS).cloned().collect();
        let types: Vec<Vec<String>> = shapes.iter().map(|shape| shape.columns.iter().map(Column::type_word).collect()).collect();
        let mut rows: Vec<[&str; 5]> = Vec::new();
        for (shape, types) in shapes.iter().zip(&types) {
            let system = SYSTEM_COLUMNS.iter().map(|(name, title, storage)| [*name, *title, storage_word(storage), ""]);
            let own = shape
                .columns
                .iter()
                .zip(types)
                .map(|(column, kind)| [column.name.as_str(), column.title.as_str(), kind.as_str(), column.unit_word()]);
            rows.extend(system.chain(own).map(|[name, title, kind, unit]| [shape.name.as_str(), name, title, kind, unit]));
        }
        let mut insert = self.connection.prepare(&columns_shape().insert())?;
        for row in rows {
            insert.execute(row)?;
        }
        Ok(())
    }
}

/// Name of the table that tells what the columns of all others are.
const COLUMNS: &str = "_columns";

fn columns_shape() -> Shape {
    let column =
        |name: &str, title: &str| Column { name: name.to_owned(), title: title.to_owned(), kind: FieldType::Text, unit: String::new() };
    let columns = [("table", "表"), ("name", "列"), ("title", "列名"), ("type", "类型"), ("unit", "单位")];
    Shape { name: COLUMNS.to_owned(), title: "列的说明".to_owned(), columns: columns.map(|(name, title)| column(name, title)).into() }
}

fn storage_word(storage: &str) -> &'static str {
    if storage == "INTEGER" { "integer" } else { "text" }
}

fn last_row(connection: &Connection, table: &str) -> rusqlite::Result<i64> {
    connection.query_row(&format!("SELECT coalesce(max(_rowid_), 0) FROM {}", quoted(table)), [], |row| row.get(0))
}

/// Hands a cell to SQLite; dates and periods are written into a buffer that all rows share.
fn bind(insert: &mut Statement<'_>, index: usize, cell: Cell<'_>, buffer: &mut Vec<u8>) -> Result<(), QueryError> {
    match cell {
        Cell::Null => insert.raw_bind_parameter(index, rusqlite::types::Null)?,
        Cell::Integer(integer) => insert.raw_bind_parameter(index, integer)?,
        Cell::Real(real) => insert.raw_bind_parameter(index, real)?,
        Cell::Text(text) => insert.raw_bind_parameter(index, text)?,
        Cell::Date(date) => {
            write_date(buffer, date);
            insert.raw_bind_parameter(index, rusqlite::types::ToSqlOutput::Borrowed(rusqlite::types::ValueRef::Text(buffer)))?;
        }
        Cell::Month(period) => insert.raw_bind_parameter(index, period.to_string())?,
    }
    Ok(())
}

fn write_date(buffer: &mut Vec<u8>, date: Date) {
    buffer.clear();
    let written = write!(buffer, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
    written.expect("a buffer in memory takes any text");
}

impl Database {
    /// The database as a file that SQLite, DB Browser and Datasette open; the same tables give the same bytes.
    ///
    /// Money is in 分; the table `_columns` says so.
    pub fn to_bytes(&mut self) -> Result<Bytes<'_>, QueryError> {
        let Self { connection, watch, .. } = self;
        Ok(Bytes(watch.open(|| connection.serialize(rusqlite::MAIN_DB))?))
    }
}
