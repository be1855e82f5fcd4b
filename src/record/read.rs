//! A table to its records.

use std::collections::{BTreeMap, HashMap};

use super::cell::{self, Reading, Remark};
use super::control::{self, Control, Reconciliation};
use super::findings::{self, At};
use super::header::{self, Header};
use super::{Field, FieldType, Value};
use crate::diag::{Checked, Diagnostic, Place};
use crate::format::table::{Row, Table};
use crate::value::{Money, MoneyUnit, Period, fold};

/// Most columns of a table.
const WIDEST: usize = 1024;

/// What is known of a table before it is read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The period its file is named by.
    pub period: Option<Period>,
    /// The unit of amounts where the table does not say.
    pub unit: MoneyUnit,
    /// Most rows.
    pub max_rows: usize,
    /// Whether a table without rows is an error.
    pub must_have_rows: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { period: None, unit: MoneyUnit::Yuan, max_rows: 1_048_575, must_have_rows: false }
    }
}

/// The rows of a declared table, all their cells typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records {
    /// For each declared field, its column; absent where the table has none.
    columns: Vec<Option<usize>>,
    /// Titles by column, as they stand.
    titles: Vec<String>,
    /// For each record, its row's index in the table.
    rows: Vec<u32>,
    /// All values, record by record, as many as there are fields.
    values: Vec<Value>,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// Its values by the position of their fields.
    pub values: &'a [Value],
    /// Its row's index in the table.
    row: u32,
}

impl Records {
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
        let width = self.columns.len();
        Record { values: &self.values[index * width..(index + 1) * width], row: self.rows[index] }
    }

    /// All rows.
    pub fn iter(&self) -> impl Iterator<Item = Record<'_>> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Where a record's cell stands in the table it was read from.
    pub fn place(&self, table: &Table, record: Record<'_>, field: usize) -> Place {
        let row = table.row(record.row as usize);
        match self.columns.get(field).copied().flatten() {
            Some(column) => row.place(column, self.titles.get(column).map(String::as_str)),
            None => row.row_place(),
        }
    }

    /// Appends the rows of another part of the same period; its columns are taken in too.
    pub fn append(&mut self, other: Self) {
        if self.columns.is_empty() {
            *self = other;
            return;
        }
        for (mine, theirs) in self.columns.iter_mut().zip(&other.columns) {
            *mine = mine.or(*theirs);
        }
        self.rows.extend(other.rows);
        self.values.extend(other.values);
    }
}

/// Reads a table by its declared fields. After a header that cannot be used nothing is read; else every row is, and
/// all that is wrong is told.
pub fn read(table: &Table, fields: &[Field], options: &Options) -> Checked<Option<Records>> {
    if table.rows().all(|row| row.is_blank()) {
        let diagnostics = if options.must_have_rows { vec![findings::empty_table(table)] } else { Vec::new() };
        return Checked::new(Some(Records { columns: vec![None; fields.len()], ..Records::default() }), diagnostics);
    }
    let mut diagnostics = Vec::new();
    let Some(header) = header::find(table, fields, options.unit).take(&mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    if header.width > WIDEST {
        diagnostics.push(findings::too_many_columns(table, header.width, WIDEST));
        return Checked::new(None, diagnostics);
    }
    if let (Some(stated), Some(period)) = (header.period, options.period)
        && stated.cycle() == period.cycle()
        && stated != period
    {
        diagnostics.push(findings::period_mismatch(table, stated, period));
    }
    let mut reader = Reader::new(table, fields, options, &header, diagnostics);
    reader.rows();
    let (records, mut diagnostics) = reader.finish();
    if records.is_empty() && options.must_have_rows && !crate::diag::has_errors(&diagnostics) {
        diagnostics.push(findings::empty_table(table));
    }
    Checked::new(Some(records), diagnostics)
}

struct Reader<'a> {
    table: &'a Table,
    fields: &'a [Field],
    options: &'a Options,
    header: &'a Header,
    readings: Vec<Reading<'a>>,
    reconciliation: Reconciliation<'a>,
    records: Records,
    diagnostics: Vec<Diagnostic>,
    /// Remarks by field: the first place and how often.
    remarks: BTreeMap<(usize, Remark), (Diagnostic, usize)>,
    /// Rows by key.
    keys: HashMap<String, u32>,
    uniques: HashMap<(usize, String), u32>,
}

impl<'a> Reader<'a> {
    fn new(table: &'a Table, fields: &'a [Field], options: &'a Options, header: &'a Header, diagnostics: Vec<Diagnostic>) -> Self {
        let readings = fields.iter().enumerate().map(|(index, field)| Reading {
            field,
            unit: header.units[index],
            serial: field.kind == FieldType::Date && header.columns[index].is_some_and(|column| is_serial_column(table, header, column)),
            period: options.period,
        });
        Self {
            table,
            fields,
            options,
            header,
            readings: readings.collect(),
            reconciliation: Reconciliation::new(fields, &header.columns, &header.titles, &header.units),
            records: Records { columns: header.columns.clone(), titles: header.titles.clone(), ..Records::default() },
            diagnostics,
            remarks: BTreeMap::new(),
            keys: HashMap::new(),
            uniques: HashMap::new(),
        }
    }

    fn rows(&mut self) {
        for index in self.header.data..self.table.len() {
            let row = self.table.row(index);
            if row.is_blank() {
                continue;
            }
            if self.records.len() == self.options.max_rows {
                self.diagnostics.push(findings::too_many_rows(row, self.options.max_rows));
                break;
            }
            self.row(index, row);
        }
    }

    fn row(&mut self, index: usize, row: Row<'a>) {
        if self.repeats_header(row) {
            self.diagnostics.push(findings::header_repeated(row));
            return;
        }
        if (self.lacks_required(row) || self.is_bare_total(row))
            && let Some(control) = control::recognise(row)
        {
            self.control(row, &control);
            return;
        }
        let before = self.diagnostics.len();
        if let Some(column) = self.lone_amount(row) {
            self.diagnostics.push(findings::lone_amount(At { row, column, title: &self.header.titles[column] }));
        } else if has_open_quote(row) {
            // Told already where the quote opens; what follows from it is not told again.
            self.reconciliation.refuse();
        } else if row.len() < self.header.width {
            self.diagnostics.push(findings::row_short(row, row.len(), self.header.width));
        } else if let Some(beyond) = (self.header.width..row.len()).find(|column| !row.text(*column).is_empty()) {
            self.diagnostics.push(findings::row_long(row, beyond, self.header.width));
        } else {
            self.data(index, row);
        }
        if crate::diag::has_errors(&self.diagnostics[before..]) {
            self.reconciliation.refuse();
        }
    }

    fn data(&mut self, index: usize, row: Row<'a>) {
        let start = self.records.values.len();
        for (position, field) in self.fields.iter().enumerate() {
            let value = match self.header.columns[position] {
                Some(column) => self.cell(row, position, field, column),
                None => Value::Absent,
            };
            self.records.values.push(value);
        }
        self.records.rows.push(u32::try_from(index).unwrap_or(u32::MAX));
        self.check_keys(row, start);
        let values = &self.records.values[start..];
        self.reconciliation.row(row, |field| values[field].as_money());
    }

    fn cell(&mut self, row: Row<'a>, position: usize, field: &Field, column: usize) -> Value {
        let at = At { row, column, title: &self.header.titles[column] };
        let text = row.text(column);
        let read = cell::read(at, &text, self.readings[position]);
        if let Some(remark) = read.remark {
            let entry = self.remarks.entry((position, remark)).or_insert_with(|| (remark.diagnostic(at), 0));
            entry.1 += 1;
        }
        let error = read.error.or_else(|| field.limits.check(at, &read.value).map(|found| findings::with_field_help(found, &field.help)));
        let failed = error.is_some();
        self.diagnostics.extend(error);
        let value = match read.value {
            Value::Absent if field.fill_down && !failed => self.above(position),
            value => value,
        };
        if value == Value::Absent && field.required && !failed {
            self.diagnostics.push(findings::required_missing(at));
        }
        value
    }

    /// The value of the row above, for merged cells.
    fn above(&self, position: usize) -> Value {
        let width = self.fields.len();
        self.records.rows.len().checked_sub(1).map_or(Value::Absent, |last| self.records.values[last * width + position].clone())
    }

    fn lacks_required(&self, row: Row<'_>) -> bool {
        self.fields
            .iter()
            .zip(&self.header.columns)
            .any(|(field, column)| field.required && !field.fill_down && column.is_some_and(|column| row.text(column).is_empty()))
    }

    /// In a table that requires nothing: whether a row holds the word 合计 and numbers, and nothing else.
    fn is_bare_total(&self, row: Row<'_>) -> bool {
        if self.fields.iter().any(|field| field.required) {
            return false;
        }
        let numeric = |column: usize| {
            let mut known = self.fields.iter().zip(&self.header.columns);
            known.any(|(field, at)| *at == Some(column) && field.kind.is_numeric())
        };
        let mut others = row.texts().enumerate().filter(|(column, text)| !text.is_empty() && !numeric(*column));
        matches!((others.next(), others.next()), (Some((_, label)), None) if control::is_total_word(&label))
    }

    /// The amount that is all a row holds: most likely a total that does not say so.
    fn lone_amount(&self, row: Row<'_>) -> Option<usize> {
        let mut filled = row.texts().enumerate().filter(|(_, text)| !text.is_empty());
        let (column, _) = filled.next()?;
        let is_money = |(field, at): (&Field, &Option<usize>)| *at == Some(column) && field.kind == FieldType::Money;
        let money = self.fields.iter().zip(&self.header.columns).any(is_money);
        (filled.next().is_none() && money && self.lacks_required(row)).then_some(column)
    }

    /// The titles again, as a workbook prints them on each page.
    fn repeats_header(&self, row: Row<'_>) -> bool {
        let titled = self.header.titles.iter().enumerate().filter(|(_, title)| !title.is_empty());
        let mut same = 0;
        for (column, title) in titled {
            if row.text(column).is_empty() || fold(&row.text(column)) != fold(title) {
                return false;
            }
            same += 1;
        }
        same >= 2
    }

    fn control(&mut self, row: Row<'a>, control: &Control) {
        let found = self.reconciliation.control(row, control);
        self.diagnostics.extend(found);
    }

    /// Rows that share a key, where the table has all its columns, or a unique value.
    fn check_keys(&mut self, row: Row<'a>, start: usize) {
        let values = &self.records.values[start..];
        let at = |position: usize| {
            let column = self.header.columns[position].unwrap_or_default();
            At { row, column, title: &self.header.titles[column] }
        };
        let parts: Vec<usize> = (0..self.fields.len()).filter(|position| self.fields[*position].key).collect();
        let complete = !parts.is_empty() && parts.iter().all(|position| values[*position] != Value::Absent);
        if complete {
            let key = parts.iter().map(|position| values[*position].canonical()).collect::<Vec<_>>().join(" / ");
            let first = *self.keys.entry(key.clone()).or_insert_with(|| row.number());
            if first != row.number() {
                self.diagnostics.push(findings::key_duplicate(at(parts[0]), first, &key));
            }
        }
        for position in (0..self.fields.len()).filter(|position| self.fields[*position].unique && values[*position] != Value::Absent) {
            let value = values[position].canonical();
            let first = *self.uniques.entry((position, value.clone())).or_insert_with(|| row.number());
            if first != row.number() {
                self.diagnostics.push(findings::key_duplicate(at(position), first, &value));
            }
        }
    }

    fn finish(self) -> (Records, Vec<Diagnostic>) {
        let mut diagnostics = self.diagnostics;
        diagnostics.extend(self.remarks.into_values().map(|(diagnostic, count)| findings::with_count(diagnostic, count)));
        (self.records, diagnostics)
    }
}

/// Whether the last cell of a row opens a quote and never closes it.
fn has_open_quote(row: Row<'_>) -> bool {
    let last = row.raw(row.len().saturating_sub(1)).trim();
    last.starts_with('"') && (last.len() == 1 || !last.ends_with('"'))
}

/// Whether a column of dates holds nothing but serial numbers, control rows aside.
fn is_serial_column(table: &Table, header: &Header, column: usize) -> bool {
    let mut any = false;
    for index in header.data..table.len() {
        let row = table.row(index);
        let text = row.text(column);
        if text.is_empty() || control::recognise(row).is_some() {
            continue;
        }
        if !cell::is_serial(&text) {
            return false;
        }
        any = true;
    }
    any
}

/// The sum of amounts, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The sum; absent where it passes what 分 can count.
    pub sum: Option<Money>,
    /// How many amounts there were.
    pub count: usize,
}

impl Total {
    /// Adds up.
    pub fn of(amounts: impl Iterator<Item = Money>) -> Self {
        let mut total = Self { sum: Some(Money::ZERO), count: 0 };
        for amount in amounts {
            total.sum = total.sum.and_then(|sum| sum.checked_add(amount));
            total.count += 1;
        }
        total
    }
}
