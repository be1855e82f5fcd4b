//! Declared tables: the header is found and matched, cells become typed values, with exact errors.
//!
//! A [`Table`](crate::format::table::Table) and the declared [`Field`]s go in, [`Records`] come out. What the
//! table is about is not known here: ledgers, rosters and lists of people are all read this way.

mod cell;
mod control;
mod field;
mod findings;
mod header;
mod limits;
mod mask;
mod read;
#[cfg(test)]
mod tests;

pub use field::{Field, FieldType, Role};
pub use limits::{Bound, Limits, Pattern};
pub use mask::Mask;
pub use read::{Options, Record, Records, Total, read};

use crate::value::{Date, Money, Period};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing: a blank cell, or a dash where a number belongs.
    Absent,
    /// Text, trimmed.
    Text(Box<str>),
    /// An amount.
    Money(Money),
    /// A whole number.
    Integer(i64),
    /// A number with decimals, in its plain form: `-1234.5`.
    Decimal(Box<str>),
    /// A date.
    Date(Date),
    /// 是 or 否.
    Boolean(bool),
    /// A month.
    Month(Period),
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The amount, if it is one.
    pub fn as_money(&self) -> Option<Money> {
        if let Self::Money(money) = self { Some(*money) } else { None }
    }

    /// The date, if it is one.
    pub fn as_date(&self) -> Option<Date> {
        if let Self::Date(date) = self { Some(*date) } else { None }
    }

    /// The whole number, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(integer) = self { Some(*integer) } else { None }
    }

    /// The canonical form in `data.csv`: `1234.50`, `2026-03-05`, 是, empty for an absent value.
    pub fn canonical(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Text(text) | Self::Decimal(text) => text.to_string(),
            Self::Money(money) => money.to_string(),
            Self::Integer(integer) => integer.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Boolean(true) => "是".to_owned(),
            Self::Boolean(false) => "否".to_owned(),
            Self::Month(month) => month.to_string(),
        }
    }
}
