//! What a table looks like: its name, its columns, and how they are stored.

use crate::record::{Field, FieldType};

/// Columns every table begins with, but for `_columns`: name, title, storage.
pub const SYSTEM_COLUMNS: [(&str, &str, &str); 3] = [("_row", "行号", "INTEGER"), ("_file", "文件", "TEXT"), ("_period", "期间", "TEXT")];

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// English name, `[a-z][a-z0-9_]*`.
    pub name: String,
    /// Title.
    pub title: String,
    /// What its cells are.
    pub kind: FieldType,
    /// Unit of its numbers, or empty; amounts are in 分 whatever stands here.
    pub unit: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Its name in SQL, `[a-z][a-z0-9_]*`.
    pub name: String,
    /// Title.
    pub title: String,
    /// Its columns in order, without those every table begins with.
    pub columns: Vec<Column>,
}

impl Shape {
    /// A table of declared fields, without rows; `-` in its name becomes `_`.
    pub fn new<'a>(name: &str, title: &str, fields: impl IntoIterator<Item = &'a Field>) -> Self {
        let columns = fields.into_iter().map(|field| Column {
            name: field.name.clone(),
            title: field.title.clone(),
            kind: field.kind.clone(),
            unit: field.unit.clone(),
        });
        Self { name: name.replace('-', "_"), title: title.to_owned(), columns: columns.collect() }
    }

    /// The columns it begins with; a table of the room's own has none.
    pub(super) fn system(&self) -> &'static [(&'static str, &'static str, &'static str)] {
        if self.name.starts_with('_') { &[] } else { &SYSTEM_COLUMNS }
    }

    /// Names and titles of all columns, those every table begins with last.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.columns.iter().map(|column| (column.name.as_str(), column.title.as_str()));
        own.chain(self.system().iter().map(|(name, title, _)| (*name, *title)))
    }

    /// Whether it has a column of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|(own, _)| own == name)
    }

    /// The statement that makes it.
    pub(super) fn create(&self) -> String {
        let system = self.system().iter().map(|(name, _, storage)| format!("{} {storage} NOT NULL", quoted(name)));
        let own = self.columns.iter().map(|column| format!("{} {}", quoted(&column.name), column.storage()));
        let columns: Vec<String> = system.chain(own).collect();
        format!("CREATE TABLE {} ({})", quoted(&self.name), columns.join(", "))
    }

    /// The statement that adds a row.
    pub(super) fn insert(&self) -> String {
        let marks = vec!["?"; self.system().len() + self.columns.len()];
        format!("INSERT INTO {} VALUES ({})", quoted(&self.name), marks.join(", "))
    }
}

impl Column {
    /// How SQLite stores it.
    fn storage(&self) -> &'static str {
        match self.kind {
            FieldType::Money | FieldType::Integer | FieldType::Boolean => "INTEGER",
            FieldType::Decimal(_) => "REAL",
            _ => "TEXT",
        }
    }

    /// Its type as `_columns` names it.
    pub(super) fn type_word(&self) -> String {
        match &self.kind {
            FieldType::Money => "money".to_owned(),
            FieldType::Integer => "integer".to_owned(),
            FieldType::Boolean => "boolean".to_owned(),
            FieldType::Decimal(places) => format!("decimal({places})"),
            FieldType::Date => "date".to_owned(),
            FieldType::Month => "month".to_owned(),
            _ => "text".to_owned(),
        }
    }

    /// Its unit as `_columns` names it.
    pub(super) fn unit_word(&self) -> &str {
        if self.kind == FieldType::Money { "分" } else { &self.unit }
    }
}

/// A name as an identifier; words such as `from` need the quotes.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
