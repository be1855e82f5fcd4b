//! A table to its records.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::{self, Reading, Remark};
use super::control::{self, Reconciliation};
use super::findings::{self, At};
use super::header::{self, Header};
use super::pool::Index;
use super::{Field, FieldType, Records, Role, Value};
use crate::diag::{Checked, Diagnostic};
use crate::format::table::{Row, Table, WIDEST};
use crate::value::{Money, MoneyUnit, Period, fold, folds_to};

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

/// Reads a table by its declared fields. After a header that cannot be used nothing is read; else every row is, and
/// all that is wrong is told.
pub fn read(table: &Table, fields: &[Field], options: &Options) -> Checked<Option<Records>> {
    if table.rows().all(|row| row.is_blank()) {
        let diagnostics = if options.must_have_rows { vec![findings::empty_table(table)] } else { Vec::new() };
        return Checked::new(Some(Records::of(table, fields, vec![None; fields.len()], Vec::new(), 0)), diagnostics);
    }
    let mut diagnostics = Vec::new();
    let width = header::widest(table);
    if width > WIDEST {
        return Checked::new(None, vec![findings::too_many_columns(table, width, WIDEST)]);
    }
    let Some(header) = header::find(table, fields, options.unit).take(&mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    if let (Some(stated), Some(period)) = (header.period, options.period)
        && stated.cycle() == period.cycle()
        && stated != period
    {
        diagnostics.push(findings::period_mismatch(table, stated, period));
    }
    let mut reader = Reader::new(table, fields, options, &header, diagnostics);
    reader.rows();
    let (records, mut diagnostics) = reader.finish();
    let refused = crate::diag::has_errors(&diagnostics) || table.rows().any(has_open_quote);
    if records.is_empty() && options.must_have_rows && !refused {
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
    /// Titles as they are compared, by column; those of columns without one are left out.
    titles: Vec<(usize, String)>,
    records: Records,
    diagnostics: Vec<Diagnostic>,
    /// Remarks by field: the first place and how often.
    remarks: BTreeMap<(usize, Remark), (Diagnostic, usize)>,
    /// Fields no two rows may agree in: those of the key, and each that is unique.
    distinct: Vec<(Vec<usize>, Index)>,
    /// The first field of the key.
    key: Option<usize>,
}

/// The cells of a row.
type Texts<'a> = [Cow<'a, str>];

impl<'a> Reader<'a> {
    fn new(table: &'a Table, fields: &'a [Field], options: &'a Options, header: &'a Header, diagnostics: Vec<Diagnostic>) -> Self {
        let readings = fields.iter().enumerate().map(|(index, field)| Reading {
            field,
            unit: header.units[index],
            serial: field.kind == FieldType::Date
                && table.sheet().is_none()
                && header.columns[index].is_some_and(|column| is_serial_column(table, header, column)),
            period: options.period,
            within: options.period.filter(|_| field.role == Some(Role::Date)).and_then(Period::days),
            sheet: table.sheet(),
        });
        let titles = header.titles.iter().enumerate().map(|(column, title)| (column, fold(title))).filter(|(_, title)| !title.is_empty());
        let among = |chosen: fn(&Field) -> bool| (0..fields.len()).filter(move |position| chosen(&fields[*position]));
        let key: Vec<usize> = among(|field| field.key).collect();
        let distinct = Some(key).filter(|key| !key.is_empty()).into_iter().chain(among(|field| field.unique).map(|field| vec![field]));
        Self {
            key: among(|field| field.key).next(),
            table,
            fields,
            options,
            header,
            readings: readings.collect(),
            reconciliation: Reconciliation::new(fields, &header.columns, &header.titles, &header.units),
            titles: titles.collect(),
            records: Records::of(table, fields, header.columns.clone(), header.titles.clone(), table.row(header.data - 1).number()),
            diagnostics,
            remarks: BTreeMap::new(),
            distinct: distinct.map(|fields| (fields, Index::default())).collect(),
        }
    }

    fn rows(&mut self) {
        let mut texts: Vec<Cow<'a, str>> = Vec::new();
        for index in self.header.data..self.table.len() {
            let row = self.table.row(index);
            texts.clear();
            texts.extend(row.texts());
            if texts.iter().all(|text| text.is_empty()) {
                continue;
            }
            if self.records.len() == self.options.max_rows {
                self.diagnostics.push(findings::too_many_rows(row, self.options.max_rows));
                break;
            }
            self.row(row, &texts);
        }
        self.diagnostics.extend(self.reconciliation.finish());
    }

    fn row(&mut self, row: Row<'a>, texts: &Texts<'a>) {
        if self.repeats_header(texts) {
            self.diagnostics.push(findings::header_repeated(row));
            return;
        }
        let lacking = self.lacks_required(texts);
        if (lacking || self.is_total(row, texts))
            && let Some(control) = control::recognise(texts)
        {
            let found = self.reconciliation.control(row, &control);
            self.diagnostics.extend(found);
            return;
        }
        let before = self.diagnostics.len();
        if let Some(column) = self.lone_amount(texts).filter(|_| lacking) {
            self.diagnostics.push(findings::lone_amount(At { row, column, title: &self.header.titles[column] }));
        } else if has_open_quote(row) {
            // Told already where the quote opens; what follows from it is not told again.
            self.reconciliation.refuse();
        } else if row.len() < self.header.width && self.table.sheet().is_none() {
            self.diagnostics.push(findings::row_short(row, row.len(), self.header.width));
        } else if let Some(beyond) = (self.header.width..row.len()).find(|column| !texts[*column].is_empty()) {
            self.diagnostics.push(findings::row_long(row, beyond, self.header.width));
        } else {
            self.data(row, texts);
        }
        if crate::diag::has_errors(&self.diagnostics[before..]) {
            self.reconciliation.refuse();
        }
    }

    fn data(&mut self, row: Row<'a>, texts: &Texts<'a>) {
        for position in 0..self.fields.len() {
            if let Some(column) = self.header.columns[position] {
                self.cell(row, texts.get(column).map_or("", AsRef::as_ref), position, column);
            }
        }
        let index = self.records.len();
        self.records.end_row(row.number());
        self.check_distinct(row, index);
        let record = self.records.get(index);
        self.reconciliation.row(texts, |field| record.value(field).as_money());
    }

    fn cell(&mut self, row: Row<'a>, text: &str, position: usize, column: usize) {
        let field = &self.fields[position];
        let at = At { row, column, title: &self.header.titles[column] };
        let read = cell::read(at, text, self.readings[position]);
        if let Some(remark) = read.remark {
            self.remark(position, remark, at);
        }
        let value = read.value();
        let error = read.error.clone().or_else(|| field.limits.check(at, value));
        let error = error.map(|found| findings::with_field_help(found, &field.help));
        let blank = value == Value::Absent && error.is_none();
        if blank && self.key == Some(position) && !field.required && !field.fill_down {
            self.remark(position, Remark::KeyBlank, at);
        }
        if blank && field.fill_down {
            self.records.repeat(position);
        } else {
            self.records.push(position, value);
        }
        let filled = field.fill_down && self.records.last_is_filled(position);
        if blank && field.required && !filled {
            self.diagnostics.push(findings::with_field_help(findings::required_missing(at), &field.help));
        }
        self.diagnostics.extend(error);
    }

    fn remark(&mut self, position: usize, remark: Remark, at: At<'_>) {
        let entry = self.remarks.entry((position, remark)).or_insert_with(|| (remark.diagnostic(at), 0));
        entry.1 += 1;
    }

    fn lacks_required(&self, texts: &Texts<'_>) -> bool {
        self.fields
            .iter()
            .zip(&self.header.columns)
            .any(|(field, column)| field.required && !field.fill_down && column.is_some_and(|column| is_blank(texts, column)))
    }

    /// Whether a row holds 合计 and numbers, and nothing else: a total where all that is required is filled. So is 食堂小计 where
    /// the rows before it come to the same: counted as data, they would be counted twice.
    fn is_total(&self, row: Row<'a>, texts: &Texts<'_>) -> bool {
        let numeric = |column: usize| {
            let mut known = self.fields.iter().zip(&self.header.columns);
            known.any(|(field, at)| *at == Some(column) && field.kind.is_numeric())
        };
        let mut others = texts.iter().enumerate().filter(|(column, text)| !text.is_empty() && !numeric(*column));
        let (Some((_, label)), None) = (others.next(), others.next()) else { return false };
        control::is_total_word(label) || control::total(label).is_some() && self.reconciliation.adds_up(row)
    }

    /// The amount that is all a row holds: most likely a total that does not say so.
    fn lone_amount(&self, texts: &Texts<'_>) -> Option<usize> {
        let mut filled = texts.iter().enumerate().filter(|(_, text)| !text.is_empty());
        let (column, _) = filled.next()?;
        let is_money = |(field, at): (&Field, &Option<usize>)| *at == Some(column) && field.kind == FieldType::Money;
        let money = self.fields.iter().zip(&self.header.columns).any(is_money);
        (filled.next().is_none() && money).then_some(column)
    }

    /// The titles again, as a workbook prints them on each page.
    fn repeats_header(&self, texts: &Texts<'_>) -> bool {
        self.titles.len() >= 2 && self.titles.iter().all(|(column, title)| texts.get(*column).is_some_and(|text| folds_to(text, title)))
    }

    /// Rows that share a key, where the table has all its columns, or a unique value.
    fn check_distinct(&mut self, row: Row<'a>, index: usize) {
        let record = self.records.get(index);
        for (fields, seen) in &mut self.distinct {
            if fields.iter().any(|field| record.value(*field) == Value::Absent) {
                continue;
            }
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            let first = seen.find_or_insert(
                number,
                self.records.hash(index, fields),
                |other| self.records.agree(index, other as usize, fields),
                |other| self.records.hash(other as usize, fields),
            );
            if first != number {
                let column = self.header.columns[fields[0]].unwrap_or_default();
                let at = At { row, column, title: &self.header.titles[column] };
                let key = fields.iter().map(|field| record.value(*field).canonical()).collect::<Vec<_>>().join(" / ");
                self.diagnostics.push(findings::key_duplicate(at, self.records.get(first as usize).row(), &key));
            }
        }
    }

    fn finish(self) -> (Records, Vec<Diagnostic>) {
        let mut diagnostics = self.diagnostics;
        diagnostics.extend(self.remarks.into_values().map(|(diagnostic, count)| findings::with_count(diagnostic, count)));
        let mut records = self.records;
        records.close();
        (records, diagnostics)
    }
}

impl Records {
    fn of(table: &Table, fields: &[Field], columns: Vec<Option<usize>>, titles: Vec<String>, header: u32) -> Self {
        Self::new(Arc::clone(&table.source().file), fields.iter().map(|field| &field.kind), columns, titles, header)
    }
}

fn is_blank(texts: &Texts<'_>, column: usize) -> bool {
    texts.get(column).is_none_or(|text| text.is_empty())
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
        if cell::is_serial(&text) {
            any = true;
        } else if !text.is_empty() && control::recognise(&row.texts().collect::<Vec<_>>()).is_none() {
            return false;
        }
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
