//! A declared column.

use super::{Limits, Mask};
use std::sync::OnceLock;

use crate::value::{DateFormat, fold};

/// What the cells of a column are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// Any text.
    Text,
    /// An amount.
    Money,
    /// A number with so many decimals.
    Decimal(u8),
    /// A whole number.
    Integer,
    /// A date.
    Date,
    /// A month.
    Month,
    /// 是/否, true/false, 1/0, 有/无, √.
    Boolean,
    /// One of a list of words.
    Enum(Vec<String>),
    /// A code of a list.
    Code(String),
    /// A value of another ledger's field.
    Reference(String),
    /// A department's name, short name or id.
    Department,
    /// A person's name or id.
    Person,
}

impl FieldType {
    /// Reads a declared type, `decimal(2)`; `values` are those of an `enum`.
    pub fn parse(text: &str, values: &[String]) -> Option<Self> {
        let (name, argument) = match text.split_once('(') {
            Some((name, rest)) => (name.trim(), rest.strip_suffix(')')?.trim()),
            None => (text.trim(), ""),
        };
        Some(match (name, argument) {
            ("text", "") => Self::Text,
            ("money", "") => Self::Money,
            ("decimal", places) => Self::Decimal(if places.is_empty() { 2 } else { places.parse().ok().filter(|places| *places <= 9)? }),
            ("integer", "") => Self::Integer,
            ("date", "") => Self::Date,
            ("month", "") => Self::Month,
            ("boolean", "") => Self::Boolean,
            ("enum", "") if !values.is_empty() => Self::Enum(values.to_vec()),
            ("code", list) if !list.is_empty() => Self::Code(list.to_owned()),
            ("ref", target) if !target.is_empty() => Self::Reference(target.to_owned()),
            ("department", "") => Self::Department,
            ("person", "") => Self::Person,
            _ => return None,
        })
    }

    /// Whether its cells stand right-aligned.
    pub fn is_numeric(&self) -> bool {
        matches!(self, Self::Money | Self::Decimal(_) | Self::Integer)
    }
}

/// What the program uses a field for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The day a row belongs to.
    Date,
    /// The amount that is added up.
    Amount,
    /// Who may see the row.
    Visibility,
}

/// A declared column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// English name, `[a-z][a-z0-9_]*`.
    pub name: String,
    /// Title.
    pub title: String,
    /// Other titles it may stand under.
    pub aliases: Vec<String>,
    /// What its cells are.
    pub kind: FieldType,
    /// Whether the column and each of its cells must be there.
    pub required: bool,
    /// No two rows may share a value.
    pub unique: bool,
    /// Part of the key.
    pub key: bool,
    /// Extra notations of dates.
    pub formats: Vec<DateFormat>,
    /// What the program uses it for.
    pub role: Option<Role>,
    /// Blanks repeat the value above.
    pub fill_down: bool,
    /// Unit shown behind the title, or empty.
    pub unit: String,
    /// What is demanded of its values.
    pub limits: Limits,
    /// Whether the public edition shows it.
    pub public: bool,
    /// It names natural persons.
    pub persons: bool,
    /// What the public edition shows in place of a value; the value itself where absent.
    pub mask: Option<Mask>,
    /// Words for whoever fills the table in, or empty.
    pub help: String,
    /// Title and aliases as headers are compared with them, folded when first asked for.
    folded: OnceLock<Vec<String>>,
}

impl Field {
    /// A field of that name and title, optional, without aliases.
    pub fn new(name: &str, title: &str, kind: FieldType) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            aliases: Vec::new(),
            kind,
            required: false,
            unique: false,
            key: false,
            formats: Vec::new(),
            role: None,
            fill_down: false,
            unit: String::new(),
            limits: Limits::default(),
            public: false,
            persons: false,
            mask: None,
            help: String::new(),
            folded: OnceLock::new(),
        }
    }

    /// The same, under further titles.
    #[must_use]
    pub fn aliases(mut self, aliases: &[&str]) -> Self {
        self.aliases.extend(aliases.iter().map(|alias| (*alias).to_owned()));
        self
    }

    /// The same, required.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, as part of the key.
    #[must_use]
    pub fn key(mut self) -> Self {
        self.key = true;
        self
    }

    /// Whether a folded header names it.
    pub(crate) fn is_named(&self, folded: &str) -> bool {
        let names = || std::iter::once(&self.title).chain(&self.aliases).map(|title| fold(title)).collect();
        // `Fund source` is fund_source: blanks are folded away, and underscores are none of a header's.
        folded == self.name
            || folded.bytes().eq(self.name.bytes().filter(|byte| *byte != b'_'))
            || self.folded.get_or_init(names).iter().any(|name| name == folded)
    }
}
