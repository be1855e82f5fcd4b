//! Rules of one row: `companions <= 3`, asked of the rows of a table.

use rusqlite::{Row, Statement};

use super::catalogue::Chunk;
use super::error::{Fault, Origin, QueryError, explain};
use super::guard::Reads;
use super::script::Script;
use super::select::value_of;
use super::shape::quoted;
use super::standard::MissingStandard;
use super::{Database, Value, words};
use crate::value::{Date, Period};

/// An expression over the columns of one table that SQLite has understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    table: String,
    text: String,
    reads: Reads,
}

/// What is asked of the rows of a table.
#[derive(Debug, Clone)]
pub struct Requirement<'a> {
    /// What must hold.
    pub demand: &'a Expression,
    /// Rows it is asked of, over the same table; all where absent. A row for which it is NULL is not asked.
    pub filter: Option<&'a Expression>,
    /// The period it is asked of; all where absent.
    pub period: Option<Period>,
    /// The days it is asked of; all where absent.
    pub reign: Option<Reign<'a>>,
    /// Columns that a message names.
    pub columns: &'a [String],
    /// How many rows are told in full.
    pub limit: usize,
}

/// The days a version of a rule is in force.
#[derive(Debug, Clone, Copy)]
pub struct Reign<'a> {
    /// The column that says on which day a row happened. A row without belongs to the last day of its period.
    pub column: Option<&'a str>,
    /// The first day; absent for always.
    pub from: Option<Date>,
    /// The day after the last; absent for still.
    pub until: Option<Date>,
    /// The day of rows that have none, in a table without periods.
    pub undated: Date,
}

/// Rows that do not fit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verdicts {
    /// By period, file and row.
    pub rows: Vec<Verdict>,
    /// How many further rows do not fit.
    pub more: usize,
}

/// A row that does not fit, or of which it cannot be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Its period, `2026-10`.
    pub period: String,
    /// Its file.
    pub file: String,
    /// Its number among the data rows of its period, from 1.
    pub row: i64,
    /// Why it cannot be told whether the row fits; absent where it does not.
    pub unclear: Option<Unclear>,
    /// What the columns asked for hold.
    pub values: Vec<Value>,
}

/// Why it cannot be told whether a row fits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unclear {
    /// Columns of the expression that are empty in this row, in their order in the table.
    pub empty: Vec<String>,
    /// Limits that no row of the table of limits tells.
    pub missing: Vec<MissingStandard>,
}

impl Expression {
    /// The table its columns are of.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// What it reads, other tables among them.
    pub fn reads(&self) -> &Reads {
        &self.reads
    }

    /// In brackets, its last comment closed.
    fn bracketed(&self) -> String {
        format!("(\n{}\n)", self.text)
    }
}

impl Database {
    /// Understands an expression over the columns of a table.
    pub fn expression(&self, table: &str, text: &str) -> Result<Expression, QueryError> {
        self.watch.begin();
        if self.shape(table).is_none() {
            return Err(QueryError::whole(Fault::UnknownTable {
                name: table.to_owned(),
                nearest: self.catalogue.nearest_table(table),
                available: self.catalogue.table_names(),
            }));
        }
        let script = Script::expression(text)?;
        self.watch.know(script.defined());
        let prefix = format!("SELECT 1 FROM {} WHERE (\n", quoted(table));
        let origin = Origin { script: &script, prefix: prefix.len(), table: Some(table) };
        let prepared = self.connection.prepare(&format!("{prefix}{text}\n)"));
        prepared.map_err(|error| explain(&error, &origin, &self.watch, &self.catalogue))?;
        Ok(Expression { table: table.to_owned(), text: text.to_owned(), reads: self.watch.take_reads() })
    }

    /// Asks the rows of a table; those that do not fit come back, and those of which it cannot be told.
    pub fn require(&self, requirement: &Requirement<'_>) -> Result<Verdicts, QueryError> {
        self.watch.begin();
        let dated = requirement.reign.and_then(|reign| reign.column);
        for name in requirement.columns.iter().map(String::as_str).chain(dated) {
            self.known_column(&requirement.demand.table, name)?;
        }
        let script = Script::expression(&requirement.demand.text)?;
        self.watch.know(script.defined());
        if let Some(filter) = requirement.filter {
            self.watch.know(Script::expression(&filter.text)?.defined());
        }
        let origin = Origin { script: &script, prefix: 0, table: Some(&requirement.demand.table) };
        self.judge(requirement).map_err(|error| match error {
            Trouble::Sqlite(error) => QueryError { at: None, ..explain(&error, &origin, &self.watch, &self.catalogue) },
            Trouble::Bytes(column) => QueryError::whole(Fault::Bytes { column }),
        })
    }

    fn judge(&self, requirement: &Requirement<'_>) -> Result<Verdicts, Trouble> {
        let mut scan = self.connection.prepare(&requirement.scan())?;
        let empties = self.empties(requirement.demand);
        let mut detail = self.connection.prepare(&requirement.detail(&empties))?;
        let mut verdicts = Verdicts::default();
        for chunk in self.catalogue.chunks(&requirement.demand.table, requirement.period) {
            requirement.bind(&mut scan, chunk)?;
            let mut hits = scan.raw_query();
            while let Some(hit) = hits.next()? {
                if verdicts.rows.len() == requirement.limit {
                    verdicts.more += 1;
                    continue;
                }
                self.watch.take_missing();
                let verdict = detail.query_row([hit.get::<_, i64>(0)?], |row| Ok(verdict(row, requirement.columns, &empties)))?;
                let mut verdict = verdict?;
                if let Some(unclear) = &mut verdict.unclear {
                    unclear.missing = self.watch.take_missing();
                }
                verdicts.rows.push(verdict);
            }
        }
        Ok(verdicts)
    }

    /// The columns an expression uses, in the order of the table.
    fn empties(&self, expression: &Expression) -> Vec<String> {
        let used = expression.reads.get(&expression.table);
        let columns = self.shape(&expression.table).into_iter().flat_map(|shape| &shape.columns);
        columns.filter(|column| used.is_some_and(|used| used.contains(&column.name))).map(|column| column.name.clone()).collect()
    }

    fn known_column(&self, table: &str, name: &str) -> Result<(), QueryError> {
        if self.shape(table).is_some_and(|shape| shape.has(name)) {
            return Ok(());
        }
        let available = self.catalogue.available(&[table]);
        let nearest = words::nearest(name, available.iter().map(|column| (column.name.as_str(), column.title.as_str())));
        Err(QueryError::whole(Fault::UnknownField { name: name.to_owned(), quoted: false, nearest, available }))
    }
}

/// What ends the judging of rows.
enum Trouble {
    Sqlite(rusqlite::Error),
    Bytes(String),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Requirement<'_> {
    /// Finds the rows that do not fit.
    fn scan(&self) -> String {
        let mut sql = format!("SELECT _rowid_ FROM {} WHERE _rowid_ BETWEEN ?1 AND ?2", quoted(&self.demand.table));
        if let Some(reign) = &self.reign {
            let day = reign.column.map_or_else(|| "?3".to_owned(), |column| format!("coalesce({}, ?3)", quoted(column)));
            sql += &format!(" AND (?4 IS NULL OR {day} >= ?4) AND (?5 IS NULL OR {day} < ?5)");
        }
        if let Some(filter) = self.filter {
            sql += &format!(" AND {}", filter.bracketed());
        }
        sql + &format!(" AND {} IS NOT TRUE ORDER BY _file, _row", self.demand.bracketed())
    }

    fn bind(&self, scan: &mut Statement<'_>, chunk: Chunk) -> rusqlite::Result<()> {
        scan.raw_bind_parameter(1, chunk.first)?;
        scan.raw_bind_parameter(2, chunk.last)?;
        if let Some(reign) = &self.reign {
            let text = |date: Option<Date>| date.map(|date| date.to_string());
            scan.raw_bind_parameter(3, text(Some(chunk.last_day().unwrap_or(reign.undated))))?;
            scan.raw_bind_parameter(4, text(reign.from))?;
            scan.raw_bind_parameter(5, text(reign.until))?;
        }
        Ok(())
    }

    /// Asks one row again: what it holds, and if nothing can be told, why. Alone, so that limits looked up in vain are its own.
    fn detail(&self, empties: &[String]) -> String {
        let asked = self.columns.iter().map(|column| format!(", {}", quoted(column)));
        let empty = empties.iter().map(|column| format!(", {} IS NULL", quoted(column)));
        let columns: String = asked.chain(empty).collect();
        let (table, demand) = (quoted(&self.demand.table), self.demand.bracketed());
        format!("SELECT _period, _file, _row, {demand} IS NULL{columns} FROM {table} WHERE _rowid_ = ?1")
    }
}

fn verdict(row: &Row<'_>, columns: &[String], empties: &[String]) -> Result<Verdict, Trouble> {
    let values = columns.iter().enumerate();
    let values = values.map(|(index, name)| value_of(row.get_ref(index + 4)?).ok_or_else(|| Trouble::Bytes(name.clone())));
    let values = values.collect::<Result<Vec<Value>, Trouble>>()?;
    let mut unclear = row.get::<_, bool>(3)?.then(Unclear::default);
    if let Some(unclear) = &mut unclear {
        for (index, name) in empties.iter().enumerate() {
            if row.get(index + 4 + columns.len())? {
                unclear.empty.push(name.clone());
            }
        }
    }
    Ok(Verdict { period: row.get(0)?, file: row.get(1)?, row: row.get(2)?, unclear, values })
}
