//! A small reception ledger, and what is asked of it.

mod properties;
mod questions;
mod refusals;

use super::{Builder, Cell, Database, QueryError, Row, Shape, Standard, Value};
use crate::record::{Field, FieldType};
use crate::value::{Date, Period, WorkCalendar};

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn reception() -> Shape {
    let fields = [
        Field::new("date", "日期", FieldType::Date),
        Field::new("meal", "餐别", FieldType::Text),
        Field::new("guests", "人数", FieldType::Integer),
        Field::new("amount", "金额", FieldType::Money),
        Field::new("litres", "升", FieldType::Decimal(2)),
        Field::new("to", "去向", FieldType::Text),
    ];
    Shape::new("reception", "公务接待", &fields)
}

pub(super) fn lunch() -> Standard {
    Standard {
        class: "接待餐".into(),
        key: "午餐".into(),
        limit: Value::Integer(5000),
        from: Some(day("2026-01-01")),
        to: Some(day("2026-10-31")),
    }
}

/// Rows of a reception ledger: period, file, date, meal, guests, amount.
pub(super) type Sample<'a> = (Period, &'a str, Option<&'a str>, Option<&'a str>, i64, Option<i64>);

pub(super) fn database(rows: &[Sample<'_>]) -> Database {
    let mut builder = Builder::new().unwrap();
    builder.table(&reception()).unwrap();
    builder.table(&Shape::new("spending", "支出", &[Field::new("amount", "金额", FieldType::Money)])).unwrap();
    for part in rows.chunk_by(|one, other| one.0 == other.0) {
        let rows = part.iter().zip(1..).map(|(row, number)| Row {
            number,
            file: row.1,
            cells: [
                row.2.map_or(Cell::Null, |date| Cell::Date(day(date))),
                row.3.map_or(Cell::Null, Cell::Text),
                Cell::Integer(row.4),
                row.5.map_or(Cell::Null, Cell::Integer),
            ],
        });
        builder.load("reception", part[0].0, rows).unwrap();
    }
    let price = Standard { class: "油价".into(), key: "92".into(), limit: Value::Real(7.5), from: None, to: None };
    builder.finish(vec![lunch(), price], WorkCalendar::built_in()).unwrap()
}

pub(super) const OCTOBER: Period = Period::Month(2026, 10);
pub(super) const NOVEMBER: Period = Period::Month(2026, 11);

pub(super) fn sample() -> Database {
    database(&[
        (OCTOBER, "b.csv", Some("2026-10-09"), Some("午餐"), 2, Some(10_000)),
        (OCTOBER, "b.csv", Some("2026-10-10"), Some("午餐"), 2, Some(10_001)),
        (OCTOBER, "a.csv", Some("2026-10-11"), Some("晚餐"), 2, Some(8_000)),
        (OCTOBER, "a.csv", None, Some("午餐"), 2, None),
        (NOVEMBER, "c.csv", Some("2026-11-02"), Some("午餐"), 2, Some(9_000)),
        (NOVEMBER, "c.csv", Some("2026-10-31"), None, 1, Some(7_000)),
    ])
}

/// The only cell of an answer.
pub(super) fn ask(sql: &str) -> Result<Value, QueryError> {
    sample().select(sql, 10).map(|answer| answer.rows[0][0].clone())
}

pub(super) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
