//! What a cell holds.

use std::borrow::Cow;
use std::fmt;

use crate::value::{Date, Money, Period};

/// What a cell holds; its text is borrowed from the [`Records`](super::Records) it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value<'a> {
    /// Nothing: a blank cell, or a dash where a number belongs.
    Absent,
    /// Text, trimmed.
    Text(&'a str),
    /// An amount.
    Money(Money),
    /// A whole number.
    Integer(i64),
    /// A number with decimals, in its plain form: `-1234.5`.
    Decimal(&'a str),
    /// A date.
    Date(Date),
    /// 是 or 否.
    Boolean(bool),
    /// A month.
    Month(Period),
}

impl<'a> Value<'a> {
    /// The text, if it is one.
    pub fn as_text(self) -> Option<&'a str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The amount, if it is one.
    pub fn as_money(self) -> Option<Money> {
        if let Self::Money(money) = self { Some(money) } else { None }
    }

    /// The date, if it is one.
    pub fn as_date(self) -> Option<Date> {
        if let Self::Date(date) = self { Some(date) } else { None }
    }

    /// The whole number, if it is one.
    pub fn as_integer(self) -> Option<i64> {
        if let Self::Integer(integer) = self { Some(integer) } else { None }
    }

    /// The canonical form in `data.csv`: `1234.50`, `2026-03-05`, 是, empty for an absent value.
    pub fn canonical(self) -> Cow<'a, str> {
        match self {
            Self::Absent => Cow::Borrowed(""),
            Self::Text(text) | Self::Decimal(text) => Cow::Borrowed(text),
            Self::Boolean(true) => Cow::Borrowed("是"),
            Self::Boolean(false) => Cow::Borrowed("否"),
            Self::Money(money) => Cow::Owned(money.to_string()),
            Self::Integer(integer) => Cow::Owned(integer.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Month(month) => Cow::Owned(month.to_string()),
        }
    }
}

/// The canonical form.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical())
    }
}
