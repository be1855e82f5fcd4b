//! `data.json` and `data.xlsx` of a notice, and `datapackage.json`, which says what `data.csv` holds.

use std::io::{self, Write};

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use super::budget;
use super::canonical::present;
use super::figures::{self, Compared};
use super::finding_view;
use super::model::{Declaration, Ledger, PeriodTable, Rollup};
use crate::config::Site;
use crate::export::{self, Cell, ColumnKind, Contributor, Package, Workbook};
use crate::kinds::Corpus;
use crate::record::{Bound, Field, FieldType, Record, Value};
use crate::value::{Date, MoneyUnit, Period, parse_money};

/// Beyond this many rows `data.json` refers to `data.csv`, and there is no workbook.
pub(super) const MANY_ROWS: usize = 50_000;

/// `data.json`.
#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    ledger: &'a str,
    period: String,
    title: &'a str,
    number: Option<&'a str>,
    version: Option<u32>,
    state: &'static str,
    total: Option<String>,
    rows: Option<Rows<'a>>,
    rollups: Vec<Json>,
    comparisons: Json,
    budget: Json,
    findings: Vec<Json>,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows_in: Option<&'static str>,
}

/// Writes `data.json`.
pub(super) fn json(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable, out: &mut dyn Write) -> io::Result<()> {
    let declaration = &ledger.declaration;
    let comparisons = figures::comparisons(ledger, period);
    let many = table.records.len() > MANY_ROWS;
    let document = Document {
        format: 1,
        ledger: &ledger.name,
        period: period.to_string(),
        title: &ledger.title,
        number: Some(table.number.as_str()).filter(|number| !number.is_empty()),
        version: None,
        state: "open",
        total: table.total.map(|total| total.to_string()),
        rows: (!many).then_some(Rows { declaration, table }),
        rollups: table.rollups.iter().map(|rollup| rollup_json(declaration, rollup)).collect(),
        comparisons: json!({
            "previous": compared_json(comparisons.previous),
            "year_ago": compared_json(comparisons.year_ago),
            "year_to_date": comparisons.year_to_date.map(|total| total.to_string()),
        }),
        budget: budget::json(corpus, ledger, period),
        findings: finding_view::json(corpus.findings_of(ledger, period), corpus.shared.site.language),
        sha256: &table.facts(declaration).sha256,
        rows_in: many.then_some("data.csv"),
    };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// The rows of a table, written one by one.
struct Rows<'a> {
    declaration: &'a Declaration,
    table: &'a PeriodTable,
}

struct Row<'a> {
    rows: &'a Rows<'a>,
    fields: &'a [usize],
    index: usize,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = present(self.declaration, &self.table.records);
        let count = self.table.records.len();
        let mut rows = serializer.serialize_seq(Some(count))?;
        (0..count).try_for_each(|index| rows.serialize_element(&Row { rows: self, fields: &fields, index }))?;
        rows.end()
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Rows { declaration, table } = self.rows;
        let record = table.records.get(self.index);
        let mut cells = serializer.serialize_map(Some(self.fields.len() + 1))?;
        for field in self.fields {
            cells.serialize_entry(&declaration.fields[*field].name, &value_json(record.value(*field)))?;
        }
        cells.serialize_entry("_row", &(self.index + 1))?;
        cells.end()
    }
}

fn value_json(value: Value<'_>) -> Json {
    match value {
        Value::Absent => Json::Null,
        Value::Integer(integer) => json!(integer),
        Value::Boolean(boolean) => json!(boolean),
        other => Json::String(other.canonical().into_owned()),
    }
}

fn rollup_json(declaration: &Declaration, rollup: &Rollup) -> Json {
    let groups = rollup
        .groups
        .iter()
        .map(|group| json!({ "key": group.key, "amount": group.amount.map(|amount| amount.to_string()), "rows": group.rows }));
    json!({
        "by": rollup.by.iter().map(|dimension| declaration.name(*dimension)).collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
    })
}

/// Where there is nothing to compare with, every key is there and null.
fn compared_json(compared: Option<Compared>) -> Json {
    json!({
        "period": compared.map(|compared| compared.period.to_string()),
        "total": compared.map(|compared| compared.base.to_string()),
        "change": compared.map(|compared| compared.change.to_string()),
        "percent": compared.and_then(|compared| compared.now().percent_change(compared.base)),
    })
}

/// JSON as the site publishes it: one line, and an end of line.
pub(super) fn to_bytes(document: &Json) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(document).expect("a JSON value is written without fault");
    bytes.push(b'\n');
    bytes
}

/// Writes `data.xlsx`.
pub(super) fn xlsx(site: &Site, ledger: &Ledger, period: Period, table: &PeriodTable, out: &mut dyn Write) -> io::Result<()> {
    let declaration = &ledger.declaration;
    let facts = table.facts(declaration);
    let fields = present(declaration, &table.records);
    let period_title = super::words::period_title(period, site.language);
    let book = Workbook {
        title: &ledger.title,
        period: if period == Period::All { "" } else { &period_title },
        organisation: &site.organisation,
        total: table.total,
        sha256: &facts.sha256,
        columns: &columns(declaration, &fields),
        rows: table.records.len(),
        created: created(period, facts.latest),
        language: site.language,
    };
    let rows = table.records.iter().map(|record| cells(declaration, &fields, record));
    out.write_all(&export::workbook(&book, rows).map_err(io::Error::other)?)
}

/// `datapackage.json`.
pub(super) fn datapackage(site: &Site, ledger: &Ledger, period: Period, table: &PeriodTable) -> Vec<u8> {
    let declaration = &ledger.declaration;
    let facts = table.facts(declaration);
    let fields = present(declaration, &table.records);
    let folder = ledger.folder(period);
    let title = match period {
        Period::All => ledger.title.clone(),
        period => format!("{}{}", super::words::period_title(period, site.language), ledger.title),
    };
    let mut document = export::datapackage(&Package {
        name: &folder.replace('/', "-").to_ascii_lowercase(),
        title: &title,
        id: &site.base_url.as_ref().map(|url| format!("{url}/{folder}/")).unwrap_or_default(),
        created: created(period, facts.latest),
        columns: &keyed(declaration, table, columns(declaration, &fields)),
        bytes: usize::try_from(facts.csv_bytes).unwrap_or(usize::MAX),
        sha256: &facts.sha256,
        licenses: &[],
        contributors: &[Contributor { title: site.organisation.clone(), roles: vec!["publisher".to_owned()] }],
    });
    document["gongshi:ledger"] = json!(ledger.name);
    document["gongshi:period"] = json!(period.to_string());
    to_bytes(&document)
}

/// When files that must say so were made: the period's last day. A ledger without periods says the latest day in its
/// rows, and the first of 2000 where it has no days, so that the same rows give the same bytes on every day.
fn created(period: Period, latest: Option<Date>) -> Date {
    let fixed = Date::from_ymd_opt(2000, 1, 1).expect("a day of the calendar");
    period.days().map(|(_, last)| last).or(latest).unwrap_or(fixed)
}

fn columns(declaration: &Declaration, fields: &[usize]) -> Vec<export::Column> {
    fields.iter().map(|field| column(&declaration.fields[*field])).collect()
}

/// The columns, without a key where a part of it is missing somewhere: Frictionless allows no blank in a primary key.
fn keyed(declaration: &Declaration, table: &PeriodTable, mut columns: Vec<export::Column>) -> Vec<export::Column> {
    let mut key = (0..declaration.fields.len()).filter(|field| declaration.fields[*field].key);
    if key.any(|field| table.records.iter().any(|record| record.value(field) == Value::Absent)) {
        columns.iter_mut().for_each(|column| column.key = false);
    }
    columns
}

fn column(field: &Field) -> export::Column {
    let kind = match field.kind {
        FieldType::Money => ColumnKind::Money,
        FieldType::Decimal(places) => ColumnKind::Decimal(places),
        FieldType::Integer => ColumnKind::Integer,
        FieldType::Date => ColumnKind::Date,
        FieldType::Month => ColumnKind::Month,
        FieldType::Boolean => ColumnKind::Boolean,
        _ => ColumnKind::Text,
    };
    let mut column = export::Column::new(&field.name, &field.title, kind);
    if kind != ColumnKind::Money {
        column.unit.clone_from(&field.unit);
    }
    column.description.clone_from(&field.help);
    column.required = field.required && !field.fill_down;
    column.unique = field.unique;
    column.key = field.key;
    if let FieldType::Enum(values) = &field.kind {
        column.values.clone_from(values);
    }
    column.minimum = field.limits.min.as_ref().and_then(|limit| bound(field, limit));
    column.maximum = field.limits.max.as_ref().and_then(|limit| bound(field, limit));
    column
}

/// A limit of values as `data.csv` would write it; those of lengths are left out.
fn bound(field: &Field, limit: &Bound) -> Option<String> {
    let text = limit.as_str();
    match field.kind {
        FieldType::Money => parse_money(text, MoneyUnit::Yuan).ok()?.map(|money| money.to_string()),
        FieldType::Integer | FieldType::Decimal(_) => Some(text.to_owned()),
        FieldType::Date => text.parse::<Date>().ok().map(|date| date.to_string()),
        _ => None,
    }
}

fn cells<'a>(declaration: &Declaration, fields: &[usize], record: Record<'a>) -> Vec<Cell<'a>> {
    fields.iter().map(|field| cell(&declaration.fields[*field], record.value(*field))).collect()
}

fn cell<'a>(field: &Field, value: Value<'a>) -> Cell<'a> {
    match value {
        Value::Absent => Cell::Empty,
        Value::Text(text) => Cell::Text(text),
        Value::Money(money) => Cell::Money(money),
        Value::Integer(integer) => Cell::Integer(integer),
        Value::Decimal(text) => Cell::Decimal(text, if let FieldType::Decimal(places) = field.kind { places } else { 2 }),
        Value::Date(date) => Cell::Date(date),
        Value::Boolean(boolean) => Cell::Boolean(boolean),
        Value::Month(month) => Cell::Month(month),
    }
}
