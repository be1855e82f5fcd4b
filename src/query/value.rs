//! Cells: as they go in, borrowed, and as they come out, owned.

use std::cmp::Ordering;

use crate::record;
use crate::value::{Date, Period};

/// A cell on its way into a table; nothing of it is copied before SQLite does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// An empty cell.
    Null,
    /// A whole number, an amount in 分, or 1 and 0 for 是 and 否.
    Integer(i64),
    /// A number with decimals.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// A date, stored as `2026-03-05`.
    Date(Date),
    /// A period, stored as `2026-03`.
    Month(Period),
}

impl<'a> From<record::Value<'a>> for Cell<'a> {
    fn from(value: record::Value<'a>) -> Self {
        match value {
            record::Value::Absent => Self::Null,
            record::Value::Text(text) => Self::Text(text),
            record::Value::Money(money) => Self::Integer(money.fen()),
            record::Value::Integer(integer) => Self::Integer(integer),
            record::Value::Decimal(text) => text.parse().map_or(Self::Null, Self::Real),
            record::Value::Date(date) => Self::Date(date),
            record::Value::Boolean(boolean) => Self::Integer(i64::from(boolean)),
            record::Value::Month(month) => Self::Month(month),
        }
    }
}

/// A cell of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number; an amount is in 分.
    Integer(i64),
    /// A number with decimals; never NaN.
    Real(f64),
    /// A text without NUL.
    Text(String),
}

impl Value {
    /// The whole number, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(integer) = self { Some(*integer) } else { None }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Whether it is NULL.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The order answers are sorted in, which is SQLite's: NULL, numbers, texts by their bytes.
    pub fn order(&self, other: &Self) -> Ordering {
        let rank = |value: &Self| match value {
            Self::Null => 0,
            Self::Integer(_) | Self::Real(_) => 1,
            Self::Text(_) => 2,
        };
        match (self, other) {
            (Self::Integer(one), Self::Integer(two)) => one.cmp(two),
            (Self::Real(one), Self::Real(two)) => one.total_cmp(two),
            // Whole numbers beyond 2^53 may tie with their neighbours here; the order stays the same from run to run.
            (Self::Integer(one), Self::Real(two)) => as_real(*one).total_cmp(two).then(Ordering::Less),
            (Self::Real(one), Self::Integer(two)) => one.total_cmp(&as_real(*two)).then(Ordering::Greater),
            (Self::Text(one), Self::Text(two)) => one.cmp(two),
            _ => rank(self).cmp(&rank(other)),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "only an order is made of it")]
fn as_real(integer: i64) -> f64 {
    integer as f64
}
