//! Why a question was not answered.

use std::fmt;
use std::ops::Range;

use rusqlite::ErrorCode;

use super::catalogue::Catalogue;
use super::guard::Watch;
use super::script::{Kind, Script};
use super::words;
use crate::diag::Text;

/// A question that was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Why.
    pub fault: Fault,
    /// The part of the given text that is at fault, in bytes; absent where it is the whole.
    pub at: Option<Range<usize>>,
}

/// Why a question was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no such table.
    UnknownTable {
        /// What was written.
        name: String,
        /// What was most likely meant.
        nearest: Option<String>,
        /// All tables.
        available: Vec<String>,
    },
    /// None of the tables has such a column.
    UnknownField {
        /// What was written, without quotes.
        name: String,
        /// Whether it stood in double quotes, as a text does elsewhere.
        quoted: bool,
        /// What was most likely meant.
        nearest: Option<String>,
        /// All columns of the tables named.
        available: Vec<Available>,
    },
    /// There is no such function.
    UnknownFunction {
        /// What was written.
        name: String,
        /// What was most likely meant.
        nearest: Option<String>,
    },
    /// It is not SQL.
    Syntax {
        /// What SQLite says.
        message: String,
    },
    /// A character that only looks like SQL.
    Fullwidth(char),
    /// It asks for what a question may not do.
    Denied(Denied),
    /// It took more steps than it may.
    Budget {
        /// How many it may take.
        steps: u64,
    },
    /// The statement or something it makes is too large.
    TooLarge {
        /// What SQLite says.
        message: String,
    },
    /// More rows than may be shown.
    TooManyRows {
        /// How many may.
        limit: usize,
    },
    /// A second statement follows.
    NotOneStatement,
    /// Nothing but blanks and comments.
    Empty,
    /// Something else than SELECT.
    NotSelect,
    /// Columns that the answer of a check must have.
    MissingColumns(Vec<&'static str>),
    /// A column that every answer of a check has, with something else in it than it must hold.
    WrongColumn(&'static str),
    /// A row that the answer of a check points at and that is not there.
    NoSuchRow {
        /// Its table.
        table: String,
        /// Its period.
        period: String,
        /// Its number.
        row: i64,
        /// How many rows there are.
        rows: usize,
    },
    /// A column of bytes or of a text that holds NUL.
    Bytes {
        /// Its name.
        column: String,
    },
    /// A function was given what it cannot take.
    Argument {
        /// Its name.
        function: &'static str,
        /// What is wrong.
        message: Text,
    },
    /// A sum passed the largest whole number.
    Overflow,
    /// The disk or the memory did not suffice, or SQLite found something else.
    Failed {
        /// What SQLite says.
        message: String,
    },
}

/// A column that may be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Available {
    /// Its table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
}

/// What a question may not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// Anything but reading: ATTACH, PRAGMA, CREATE, INSERT.
    Action(&'static str),
    /// A function whose answer does not depend on its arguments alone, or that reaches outside.
    Function(String),
    /// A table of SQLite's own.
    Table(String),
    /// The clock or the time zone of the machine.
    Clock,
}

impl QueryError {
    /// A fault of the whole text.
    pub(super) fn whole(fault: Fault) -> Self {
        Self { fault, at: None }
    }

    /// A fault of a part of the text.
    pub(super) fn at(fault: Fault, range: Range<usize>) -> Self {
        Self { fault, at: Some(range) }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.fault)
    }
}

impl std::error::Error for QueryError {}

/// An error of SQLite that has nothing to do with a question's text.
impl From<rusqlite::Error> for QueryError {
    fn from(error: rusqlite::Error) -> Self {
        Self::whole(Fault::Failed { message: error.to_string() })
    }
}

/// What a statement was made of: the given text, and where it begins in what SQLite was handed.
pub(super) struct Origin<'a> {
    pub(super) script: &'a Script<'a>,
    pub(super) prefix: usize,
    /// The table of an expression; none for a whole query.
    pub(super) table: Option<&'a str>,
}

/// What SQLite's error means.
pub(super) fn explain(error: &rusqlite::Error, origin: &Origin<'_>, watch: &Watch, catalogue: &Catalogue) -> QueryError {
    let offset = if let rusqlite::Error::SqlInputError { offset, .. } = error { usize::try_from(*offset).ok() } else { None };
    let at = offset.map(|offset| origin.script.around(offset.saturating_sub(origin.prefix)));
    if let Some(fault) = watch.complaint() {
        let named = match &fault {
            Fault::Denied(Denied::Function(name) | Denied::Table(name)) => origin.script.find(name),
            Fault::Denied(Denied::Action(action)) => action.split(' ').next().and_then(|word| origin.script.find(word)),
            _ => None,
        };
        return QueryError { fault, at: named };
    }
    match error {
        rusqlite::Error::SqlInputError { msg, .. } => understand(msg, at, origin, catalogue),
        rusqlite::Error::MultipleStatement => QueryError::whole(Fault::NotOneStatement),
        rusqlite::Error::Empty => QueryError::whole(Fault::Empty),
        _ => match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => QueryError::whole(Fault::Budget { steps: watch.budget() }),
            Some(ErrorCode::TooBig) => QueryError::whole(Fault::TooLarge { message: message(error) }),
            Some(ErrorCode::Unknown) => understand(&message(error), at, origin, catalogue),
            _ => QueryError::whole(Fault::Failed { message: message(error) }),
        },
    }
}

fn message(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        _ => error.to_string(),
    }
}

/// Reads SQLite's words; what it does not know is passed on as they are.
fn understand(message: &str, at: Option<Range<usize>>, origin: &Origin<'_>, catalogue: &Catalogue) -> QueryError {
    let named = |range: Option<Range<usize>>, name: &str| range.or_else(|| origin.script.find(name));
    if let Some(name) = message.strip_prefix("no such table: ") {
        let fault =
            Fault::UnknownTable { name: name.to_owned(), nearest: catalogue.nearest_table(name), available: catalogue.table_names() };
        return QueryError { fault, at: named(at, name) };
    }
    if let Some(rest) = message.strip_prefix("no such column: ") {
        return unknown_field(rest, at, origin, catalogue);
    }
    if let Some(name) = message.strip_prefix("no such function: ") {
        let known = super::guard::FUNCTIONS.iter().map(|name| (*name, ""));
        let fault = Fault::UnknownFunction { name: name.to_owned(), nearest: words::nearest(name, known) };
        return QueryError { fault, at: named(at, name) };
    }
    const LARGE: [&str; 6] = ["too many", "too large", "too big", "too complex", "too long", "parser stack overflow"];
    let at = if message == "incomplete input" { Some(origin.script.around(usize::MAX)) } else { at };
    let fault = match message {
        "integer overflow" => Fault::Overflow,
        _ if LARGE.iter().any(|words| message.contains(words)) || message.starts_with("at most") => {
            Fault::TooLarge { message: message.to_owned() }
        }
        _ => Fault::Syntax { message: message.to_owned() },
    };
    QueryError { fault, at }
}

/// `no such column: r.amout` or `no such column: "abc" - should this be a string literal in single-quotes?`.
fn unknown_field(rest: &str, at: Option<Range<usize>>, origin: &Origin<'_>, catalogue: &Catalogue) -> QueryError {
    let written = rest.split(" - should this").next().unwrap_or(rest);
    let quoted = written.starts_with('"');
    let name = written.trim_matches('"');
    let column = name.rsplit('.').next().unwrap_or(name);
    let words: Vec<&str> = match origin.table {
        Some(table) => vec![table],
        None => origin.script.words(&[Kind::Word, Kind::Quoted]).collect(),
    };
    let available = catalogue.available(&words);
    let names = available.iter().map(|column| (column.name.as_str(), column.title.as_str()));
    let nearest = words::nearest(column, names.clone());
    let at = at.or_else(|| origin.script.find(column));
    QueryError { fault: Fault::UnknownField { name: name.to_owned(), quoted, nearest, available: available.clone() }, at }
}
