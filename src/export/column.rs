//! The shape of a table: its columns and what a cell may hold.

use crate::value::{Date, Money, Period};

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text: names, codes, numbers that are no quantities.
    Text,
    /// Amounts.
    Money,
    /// Numbers with so many decimals.
    Decimal(u8),
    /// Whole numbers.
    Integer,
    /// Days.
    Date,
    /// Months.
    Month,
    /// 是 or 否.
    Boolean,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// English name: `amount`.
    pub name: String,
    /// Title, as the head of `data.csv` has it: 金额.
    pub title: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Unit: 元; or empty.
    pub unit: String,
    /// What it means, a sentence; or empty.
    pub description: String,
    /// No cell is empty.
    pub required: bool,
    /// No two cells are equal.
    pub unique: bool,
    /// Part of the key of a row.
    pub key: bool,
    /// The only values allowed; empty where any is.
    pub values: Vec<String>,
    /// Least value allowed, as `data.csv` writes it.
    pub minimum: Option<String>,
    /// Largest value allowed, as `data.csv` writes it.
    pub maximum: Option<String>,
    /// A regular expression the whole text matches.
    pub pattern: Option<String>,
}

impl Column {
    /// A column without further rules. One of money counts in 元.
    pub fn new(name: &str, title: &str, kind: ColumnKind) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            kind,
            unit: if kind == ColumnKind::Money { "元".to_owned() } else { String::new() },
            description: String::new(),
            required: false,
            unique: false,
            key: false,
            values: Vec::new(),
            minimum: None,
            maximum: None,
            pattern: None,
        }
    }

    /// The title with its unit: 金额（元）.
    pub fn full_title(&self) -> String {
        let Self { title, unit, .. } = self;
        if unit.is_empty() || title.contains(&format!("（{unit}）")) { title.clone() } else { format!("{title}（{unit}）") }
    }
}

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text, whatever it looks like.
    Text(&'a str),
    /// An amount.
    Money(Money),
    /// A whole number.
    Integer(i64),
    /// A number in its plain form, `-1234.5`, and with how many decimals it is shown.
    Decimal(&'a str, u8),
    /// A day.
    Date(Date),
    /// A month; any other period is written as text.
    Month(Period),
    /// 是 or 否.
    Boolean(bool),
}
