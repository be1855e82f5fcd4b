//! The data files of a notice: `data.csv` (the canonical form), `data.safe.csv`, `data.json`.

use std::borrow::Cow;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde_json::{Map, Value as Json, json};

use super::figures::{self, Compared};
use super::finding_view;
use super::model::{Declaration, Ledger, PeriodTable, Rollup};
use crate::kinds::Corpus;
use crate::record::{Records, Value};
use crate::value::Period;

/// Beyond this many rows `data.json` refers to `data.csv`.
const JSON_ROWS: usize = 50_000;

/// Fields the table has columns for, in declared order.
pub(super) fn present(declaration: &Declaration, records: &Records) -> Vec<usize> {
    (0..declaration.fields.len()).filter(|field| records.is_empty() || records.has(*field)).collect()
}

/// The canonical form: UTF-8 with a byte order mark, CRLF, minimal quotes, titles in declared order, values as
/// [`Value::canonical`] writes them. Reading it again gives the same rows.
pub(super) fn canonical_csv(declaration: &Declaration, records: &Records) -> Vec<u8> {
    csv(declaration, records, |_, text| text.into_owned())
}

/// The same for opening in a spreadsheet: a cell it would run as a formula begins with an apostrophe.
pub(super) fn safe_csv(declaration: &Declaration, records: &Records) -> Vec<u8> {
    csv(declaration, records, |value, text| {
        let dangerous = matches!(value, Value::Text(_)) && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        if dangerous { format!("'{text}") } else { text.into_owned() }
    })
}

fn csv(declaration: &Declaration, records: &Records, cell: impl Fn(Value<'_>, Cow<'_, str>) -> String) -> Vec<u8> {
    let fields = present(declaration, records);
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary).from_writer("\u{FEFF}".as_bytes().to_vec());
    let in_memory = "writing into memory does not fail";
    writer.write_record(fields.iter().map(|field| &declaration.fields[*field].title)).expect(in_memory);
    for record in records.iter() {
        writer.write_record(fields.iter().map(|field| cell(record.value(*field), record.value(*field).canonical()))).expect(in_memory);
    }
    writer.into_inner().expect(in_memory)
}

/// `data.json`; `sha256` is that of `data.csv`.
pub(super) fn json(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable, sha256: &str) -> Vec<u8> {
    let declaration = &ledger.declaration;
    let comparisons = figures::comparisons(ledger, period);
    let rows = table.records.len();
    let mut document = json!({
        "format": 1,
        "ledger": ledger.name,
        "period": period.to_string(),
        "title": ledger.title,
        "number": (!table.number.is_empty()).then_some(&table.number),
        "version": null,
        "state": "open",
        "total": table.total.map(|total| total.to_string()),
        "rows": if rows > JSON_ROWS { Json::Null } else { Json::Array(rows_json(declaration, table)) },
        "rollups": table.rollups.iter().map(|rollup| rollup_json(declaration, rollup)).collect::<Vec<_>>(),
        "comparisons": {
            "previous": comparisons.previous.map(compared_json),
            "year_ago": comparisons.year_ago.map(compared_json),
            "year_to_date": comparisons.year_to_date.map(|total| total.to_string()),
        },
        "findings": finding_view::json(corpus.findings_of(ledger, period), corpus.shared.site.language),
        "sha256": sha256,
    });
    if rows > JSON_ROWS {
        document["rows_in"] = json!("data.csv");
    }
    to_bytes(&document)
}

fn rows_json(declaration: &Declaration, table: &PeriodTable) -> Vec<Json> {
    let fields = present(declaration, &table.records);
    let row = |(index, record): (usize, crate::record::Record<'_>)| {
        let cells = fields.iter().map(|field| (declaration.fields[*field].name.clone(), value_json(record.value(*field))));
        let mut row: Map<String, Json> = cells.collect();
        row.insert("_row".to_owned(), json!(index + 1));
        Json::Object(row)
    };
    table.records.iter().enumerate().map(row).collect()
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

fn compared_json(compared: Compared) -> Json {
    json!({
        "period": compared.period.to_string(),
        "total": compared.base.to_string(),
        "change": compared.change.to_string(),
        "percent": (compared.base + compared.change).percent_change(compared.base),
    })
}

/// JSON as the site publishes it: one line, and an end of line.
pub(super) fn to_bytes(document: &Json) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(document).expect("a JSON value is written without fault");
    bytes.push(b'\n');
    bytes
}
