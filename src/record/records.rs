//! The rows of a declared table, column by column.
//!
//! A month may have a million rows: a column is one compact vector, a text that occurs often is kept once, and a row is
//! its number in the sheet. [`Record`] and [`Value`] are views into that.

use std::sync::Arc;

use super::pool::{self, Pool};
use super::{FieldType, Value};
use crate::diag::{Cell, Place};
use crate::format::table::Table;
use crate::value::{Date, Datelike, Money, Period};

/// The rows of a declared table, all their cells typed.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// For each declared field its cells; none where no part has a column for it.
    columns: Vec<Option<Column>>,
    texts: Pool,
    /// For each record, the number of its row in the sheet.
    rows: Vec<u32>,
    /// The tables the rows came from, in order.
    parts: Vec<Part>,
}

/// The cells of a field. Numbers that no cell can hold stand for an absent one.
#[derive(Debug, Clone)]
enum Column {
    Money(Vec<i64>),
    Integer(Vec<i64>),
    /// Days since the beginning of the calendar.
    Date(Vec<i32>),
    Boolean(Vec<u8>),
    Month(Vec<Option<Period>>),
    /// Numbers of texts.
    Text(Vec<u32>),
    Decimal(Vec<u32>),
}

/// A table rows came from.
#[derive(Debug, Clone)]
struct Part {
    file: Arc<str>,
    /// Index of the first record that is not of it.
    end: usize,
    /// For each declared field its column; none where the table has none.
    columns: Vec<Option<usize>>,
    /// Titles by column, as they stand.
    titles: Vec<String>,
    /// Number of the last row of the header.
    header: u32,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    records: &'a Records,
    index: usize,
}

impl Records {
    /// Nothing yet, of a table of that file with these columns.
    pub(super) fn new<'k>(
        file: Arc<str>,
        kinds: impl Iterator<Item = &'k FieldType>,
        columns: Vec<Option<usize>>,
        titles: Vec<String>,
        header: u32,
    ) -> Self {
        let filled = kinds.zip(&columns).map(|(kind, column)| column.map(|_| Column::of(kind)));
        Self { columns: filled.collect(), parts: vec![Part { file, end: 0, columns, titles, header }], ..Self::default() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether the table has a column for the field at that position.
    pub fn has(&self, field: usize) -> bool {
        self.columns.get(field).is_some_and(Option::is_some)
    }

    /// The row at that index.
    pub fn get(&self, index: usize) -> Record<'_> {
        Record { records: self, index }
    }

    /// All rows.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Record<'_>> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// The column that holds a field, in the table the first row came from.
    pub fn column(&self, field: usize) -> Option<usize> {
        self.parts.first()?.columns.get(field).copied().flatten()
    }

    /// Titles by column as they stand in that table.
    pub fn titles(&self) -> &[String] {
        self.parts.first().map_or(&[], |part| &part.titles)
    }

    /// The number of the last row of the header of that table; 0 where it has none.
    pub fn header_row(&self) -> u32 {
        self.parts.first().map_or(0, |part| part.header)
    }

    /// Where a record's cell stands in the table it was read from.
    pub fn place(&self, table: &Table, record: Record<'_>, field: usize) -> Place {
        let Some(row) = table.find(record.row()) else { return record.place(field) };
        match record.column(field) {
            Some((column, title)) => row.place(column, title),
            None => row.row_place(),
        }
    }

    /// Appends the rows of another part of the same period; its columns are taken in too.
    pub fn append(&mut self, other: Self) {
        if self.parts.is_empty() {
            *self = other;
            return;
        }
        let count = self.len();
        self.texts.reopen();
        for (mine, theirs) in self.columns.iter_mut().zip(&other.columns) {
            match (&mut *mine, theirs) {
                (None, None) => {}
                (None, Some(theirs)) => {
                    let mut column = theirs.like();
                    (0..count).for_each(|_| column.push(&mut self.texts, Value::Absent));
                    *mine = Some(column);
                }
                _ => {}
            }
            let Some(mine) = mine else { continue };
            for index in 0..other.len() {
                mine.push(&mut self.texts, theirs.as_ref().map_or(Value::Absent, |theirs| theirs.get(&other.texts, index)));
            }
        }
        self.texts.close();
        self.rows.extend(&other.rows);
        self.parts.extend(other.parts.into_iter().map(|part| Part { end: part.end + count, ..part }));
    }

    /// Takes in the next cell of a field's column; rows are completed by [`Self::end_row`].
    pub(super) fn push(&mut self, field: usize, value: Value<'_>) {
        if let Some(column) = &mut self.columns[field] {
            column.push(&mut self.texts, value);
        }
    }

    /// Repeats the cell above in a field's column.
    pub(super) fn repeat(&mut self, field: usize) {
        if let Some(column) = &mut self.columns[field] {
            column.repeat(self.rows.len());
        }
    }

    /// Whether the cell just taken in holds anything.
    pub(super) fn last_is_filled(&self, field: usize) -> bool {
        let column = self.columns.get(field).and_then(Option::as_ref);
        column.is_some_and(|column| column.get(&self.texts, self.rows.len()) != Value::Absent)
    }

    /// Ends a record that stands in the row of that number.
    pub(super) fn end_row(&mut self, number: u32) {
        self.rows.push(number);
        if let Some(part) = self.parts.last_mut() {
            part.end = self.rows.len();
        }
    }

    /// Gives back what only further rows would need.
    pub(super) fn close(&mut self) {
        self.texts.close();
        self.rows.shrink_to_fit();
        self.columns.iter_mut().flatten().for_each(Column::shrink);
    }

    /// For each row the first one that has the same cells in some fields: rows are grouped without making a text of any.
    pub fn firsts(&self, fields: &[usize]) -> impl Iterator<Item = (usize, Record<'_>)> {
        let mut index = pool::Index::default();
        (0..self.len()).map(move |row| {
            let number = u32::try_from(row).expect("a table has fewer rows than 4 billion");
            let same = |first: u32| self.agree(first as usize, row, fields);
            let first = index.find_or_insert(number, self.hash(row, fields), same, |first| self.hash(first as usize, fields));
            (first as usize, self.get(row))
        })
    }

    /// A hash of some cells of a row.
    pub(super) fn hash(&self, index: usize, fields: &[usize]) -> u64 {
        fields.iter().fold(0, |hash, field| pool::hash((hash, self.code(index, *field))))
    }

    /// Whether two rows agree in some cells.
    pub(super) fn agree(&self, one: usize, other: usize, fields: &[usize]) -> bool {
        fields.iter().all(|field| self.code(one, *field) == self.code(other, *field))
    }

    /// A number that is equal for equal cells of a column.
    fn code(&self, index: usize, field: usize) -> i64 {
        self.columns[field].as_ref().map_or(0, |column| column.code(index))
    }
}

impl<'a> Record<'a> {
    /// Its value for the field at that position; absent too where the table has no column for it.
    pub fn value(self, field: usize) -> Value<'a> {
        let column = self.records.columns.get(field).and_then(Option::as_ref);
        column.map_or(Value::Absent, |column| column.get(&self.records.texts, self.index))
    }

    /// The number Excel shows beside its row.
    pub fn row(self) -> u32 {
        self.records.rows[self.index]
    }

    /// The file it stands in.
    pub fn file(self) -> &'a Arc<str> {
        &self.part().file
    }

    /// Where its cell stands, told without the table: file, row, column and what was understood.
    pub fn place(self, field: usize) -> Place {
        let column = self.column(field);
        Place::file(self.file()).cell(Cell {
            row: self.row(),
            column: column.and_then(|(column, _)| u32::try_from(column + 1).ok()),
            title: column.and_then(|(_, title)| title).map(str::to_owned),
            content: column.map(|_| self.value(field).canonical().into_owned()),
        })
    }

    /// The column of a field, and the title over it.
    fn column(self, field: usize) -> Option<(usize, Option<&'a str>)> {
        let part = self.part();
        let column = part.columns.get(field).copied().flatten()?;
        Some((column, part.titles.get(column).map(String::as_str)))
    }

    fn part(self) -> &'a Part {
        let parts = &self.records.parts;
        &parts[parts.partition_point(|part| part.end <= self.index)]
    }
}

impl Column {
    fn of(kind: &FieldType) -> Self {
        match kind {
            FieldType::Money => Self::Money(Vec::new()),
            FieldType::Integer => Self::Integer(Vec::new()),
            FieldType::Date => Self::Date(Vec::new()),
            FieldType::Boolean => Self::Boolean(Vec::new()),
            FieldType::Month => Self::Month(Vec::new()),
            FieldType::Decimal(_) => Self::Decimal(Vec::new()),
            _ => Self::Text(Vec::new()),
        }
    }

    /// An empty one of the same type.
    fn like(&self) -> Self {
        match self {
            Self::Money(_) => Self::Money(Vec::new()),
            Self::Integer(_) => Self::Integer(Vec::new()),
            Self::Date(_) => Self::Date(Vec::new()),
            Self::Boolean(_) => Self::Boolean(Vec::new()),
            Self::Month(_) => Self::Month(Vec::new()),
            Self::Text(_) => Self::Text(Vec::new()),
            Self::Decimal(_) => Self::Decimal(Vec::new()),
        }
    }

    /// A value of another type than the column's is absent.
    fn push(&mut self, texts: &mut Pool, value: Value<'_>) {
        match self {
            Self::Money(cells) => cells.push(value.as_money().map_or(i64::MIN, Money::fen)),
            Self::Integer(cells) => cells.push(value.as_integer().unwrap_or(i64::MIN)),
            Self::Date(cells) => cells.push(value.as_date().map_or(i32::MIN, |date| date.num_days_from_ce())),
            Self::Boolean(cells) => cells.push(if let Value::Boolean(boolean) = value { boolean.into() } else { u8::MAX }),
            Self::Month(cells) => cells.push(if let Value::Month(month) = value { Some(month) } else { None }),
            Self::Text(cells) => cells.push(value.as_text().map_or(u32::MAX, |text| texts.intern(text))),
            Self::Decimal(cells) => cells.push(if let Value::Decimal(text) = value { texts.intern(text) } else { u32::MAX }),
        }
    }

    /// Repeats the cell before `count`; the first has none above it.
    fn repeat(&mut self, count: usize) {
        fn again<T: Copy>(cells: &mut Vec<T>, count: usize, absent: T) {
            cells.push(count.checked_sub(1).map_or(absent, |above| cells[above]));
        }
        match self {
            Self::Money(cells) | Self::Integer(cells) => again(cells, count, i64::MIN),
            Self::Date(cells) => again(cells, count, i32::MIN),
            Self::Boolean(cells) => again(cells, count, u8::MAX),
            Self::Month(cells) => again(cells, count, None),
            Self::Text(cells) | Self::Decimal(cells) => again(cells, count, u32::MAX),
        }
    }

    fn get<'a>(&self, texts: &'a Pool, index: usize) -> Value<'a> {
        let text = |number: u32| (number != u32::MAX).then(|| texts.get(number));
        let value = match self {
            Self::Money(cells) => Some(cells[index]).filter(|fen| *fen != i64::MIN).map(|fen| Value::Money(Money::from_fen(fen))),
            Self::Integer(cells) => Some(cells[index]).filter(|integer| *integer != i64::MIN).map(Value::Integer),
            Self::Date(cells) => Date::from_num_days_from_ce_opt(cells[index]).map(Value::Date),
            Self::Boolean(cells) => Some(cells[index]).filter(|boolean| *boolean != u8::MAX).map(|boolean| Value::Boolean(boolean == 1)),
            Self::Month(cells) => cells[index].map(Value::Month),
            Self::Text(cells) => text(cells[index]).map(Value::Text),
            Self::Decimal(cells) => text(cells[index]).map(Value::Decimal),
        };
        value.unwrap_or(Value::Absent)
    }

    fn code(&self, index: usize) -> i64 {
        match self {
            Self::Money(cells) | Self::Integer(cells) => cells[index],
            Self::Date(cells) => cells[index].into(),
            Self::Boolean(cells) => cells[index].into(),
            Self::Month(cells) => cells[index].map_or(i64::MIN, |month| pool::hash(month).cast_signed()),
            Self::Text(cells) | Self::Decimal(cells) => cells[index].into(),
        }
    }

    fn shrink(&mut self) {
        match self {
            Self::Money(cells) | Self::Integer(cells) => cells.shrink_to_fit(),
            Self::Date(cells) => cells.shrink_to_fit(),
            Self::Boolean(cells) => cells.shrink_to_fit(),
            Self::Month(cells) => cells.shrink_to_fit(),
            Self::Text(cells) | Self::Decimal(cells) => cells.shrink_to_fit(),
        }
    }
}
