//! The SQL of the presets, on tables made of their declarations.

mod cases;

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

use self::cases::CASES;
use super::presets;
use crate::config::Test;
use crate::kinds::ledger::checks::placeholders;
use crate::kinds::ledger::model::Declaration;
use crate::record::FieldType;
use crate::value::{Date, DayClass, WorkCalendar};

const SITE_TABLES: &str = r#"
CREATE TABLE standards (class TEXT, key TEXT, amount, unit TEXT, "from" TEXT, "to" TEXT, doc_no TEXT, confirmed_by TEXT);
CREATE TABLE approval_bands (class TEXT, "from" INTEGER, "to" INTEGER, level INTEGER);
CREATE TABLE control_totals (ledger TEXT, period TEXT, source TEXT, amount INTEGER);
CREATE TABLE people (id TEXT, name TEXT, department TEXT, title TEXT, level INTEGER, "from" TEXT, "to" TEXT);
CREATE TABLE departments (id TEXT, name TEXT, parent TEXT, short TEXT, "from" TEXT, "to" TEXT);
"#;

fn column_type(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Money | FieldType::Integer | FieldType::Boolean => "INTEGER",
        FieldType::Decimal(_) => "REAL",
        _ => "TEXT",
    }
}

/// A table as the engine makes it: declared fields, derived ones as text, and where a row stands.
fn table(name: &str, declaration: &Declaration) -> String {
    let fields = declaration.fields.iter().map(|field| format!("{} {}", field.name, column_type(&field.kind)));
    let derived = declaration.derived.iter().map(|derived| format!("{} TEXT", derived.name));
    let columns: Vec<String> = fields.chain(derived).collect();
    format!("CREATE TABLE {name} ({}, _row INTEGER, _file TEXT, _period TEXT);", columns.join(", "))
}

/// A working day by the calendar of the years the tests speak of.
fn is_work(calendar: &WorkCalendar, date: Date) -> bool {
    calendar.class(date).is_ok_and(|(class, _)| class == DayClass::Work)
}

fn functions(database: &Connection) {
    let flags = FunctionFlags::SQLITE_UTF8;
    database.create_scalar_function("yuan", 1, flags, |call| Ok(call.get::<i64>(0)? * 100)).unwrap();
    let between = |call: &mut Context<'_>| {
        let calendar = WorkCalendar::built_in();
        let (Some(from), Some(to)) = (call.get::<Option<String>>(0)?, call.get::<Option<String>>(1)?) else { return Ok(None) };
        let (from, to): (Date, Date) = (from.parse().unwrap(), to.parse().unwrap());
        let days = from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| is_work(&calendar, *day));
        Ok(Some(i64::try_from(days.count()).unwrap()))
    };
    database.create_scalar_function("workdays", 2, flags, between).unwrap();
    let after = |call: &mut Context<'_>| {
        let calendar = WorkCalendar::built_in();
        let days = usize::try_from(call.get::<i64>(1)?).unwrap();
        let from: Date = call.get::<String>(0)?.parse().unwrap();
        Ok(from.iter_days().skip(1).filter(|day| is_work(&calendar, *day)).take(days).last().unwrap_or(from).to_string())
    };
    database.create_scalar_function("add_workdays", 2, flags, after).unwrap();
    // A test's standards hold for ever.
    let standard = |call: &mut Context<'_>| {
        let (class, key) = (call.get::<Option<String>>(0)?, call.get::<Option<String>>(1)?);
        let date = call.get::<Option<String>>(2)?;
        let known = |(of, at, _): &&(&str, &str, i64)| Some(*of) == class.as_deref() && Some(*at) == key.as_deref() && date.is_some();
        Ok(STANDARDS.iter().find(known).map(|(_, _, limit)| *limit))
    };
    database.create_scalar_function("standard", 3, flags, standard).unwrap();
}

const STANDARDS: [(&str, &str, i64); 16] = [
    ("接待餐", "午餐", 6000),
    ("现金结算", "起点", 100_000),
    ("公务卡结算目录", "办公费", 0),
    ("审批权限", "党组会/支出", 5_000_000),
    ("波动说明", "金额", 100_000),
    ("波动说明", "比例", 10),
    ("公车配备", "执法执勤/价格", 18_000_000),
    ("公车更新", "年限", 8),
    ("定点加油站", "城东加油站", 0),
    ("定点维修厂", "城西汽修厂", 0),
    ("采购限额", "公开招标/货物", 200_000_000),
    ("采购限额", "三家询价", 200_000),
    ("采购限额", "党组会", 5_000_000),
    ("采购时限", "合同公告", 2),
    ("采购时限", "签订合同", 30),
    ("资产配置", "台式计算机", 500_000),
];

fn database(presets: &BTreeMap<&str, Declaration>) -> Connection {
    let database = Connection::open_in_memory().unwrap();
    functions(&database);
    database.execute_batch(SITE_TABLES).unwrap();
    for (name, declaration) in presets {
        database.execute_batch(&table(&name.replace('-', "_"), declaration)).unwrap();
    }
    for (class, key, limit) in STANDARDS {
        database.execute("INSERT INTO standards (class, key, amount) VALUES (?, ?, ?)", (class, key, limit)).unwrap();
    }
    let people = "INSERT INTO people (id, name, level, \"to\") VALUES ('z01', '周明远', 4, NULL), ('b01', '陈立群', 2, NULL), ('b09', '旧人', 1, '2025-12-31')";
    let bands = "INSERT INTO approval_bands VALUES ('支出', NULL, 200000, 2), ('支出', 200000, 2000000, 3), ('支出', 2000000, NULL, 4)";
    database.execute_batch(&format!("{people}; {bands};")).unwrap();
    database
}

/// The query that finds the rows at fault of a check.
fn query(ledger: &str, test: &Test) -> String {
    match test {
        Test::Query(query) => query.clone(),
        Test::Require { require, filter } => {
            let filter = filter.as_deref().unwrap_or("1");
            format!("SELECT '{ledger}' AS _ledger, _period, _row FROM {ledger} WHERE ({filter}) AND ({require}) IS NOT TRUE")
        }
    }
}

#[test]
fn the_sql_of_every_check_is_sound() {
    let presets = presets();
    let database = database(&presets);
    for (name, declaration) in &presets {
        for check in &declaration.checks {
            let sql = query(&name.replace('-', "_"), &check.test);
            let statement = database.prepare(&sql).unwrap_or_else(|error| panic!("{}: {error}", check.id));
            let columns: Vec<&str> = statement.column_names().collect();
            for needed in ["_ledger", "_period", "_row"] {
                assert!(columns.contains(&needed), "{}: no column {needed}", check.id);
            }
            if let Test::Query(_) = check.test {
                let fields = &declaration.fields;
                for (placeholder, unit) in placeholders(&check.message.zh) {
                    let known = columns.contains(&placeholder);
                    assert!(known, "{}: {placeholder} is not selected", check.id);
                    let declared = presets.values().any(|other| other.fields.iter().any(|field| field.name == placeholder));
                    let text = fields.iter().any(|field| field.name == placeholder) || declared || is_text(placeholder);
                    assert!(!unit.is_empty() || text, "{}: {placeholder} says no unit", check.id);
                }
            }
        }
    }
}

/// Computed columns that are texts and need no unit.
fn is_text(column: &str) -> bool {
    matches!(column, "earlier" | "other" | "source" | "category" | "paid" | "first")
}

#[test]
fn checks_find_what_they_should_and_nothing_else() {
    let presets = presets();
    for case in CASES {
        let database = database(&presets);
        for (table, columns, rows) in case.rows {
            let place = if matches!(*table, "control_totals" | "people") { "" } else { ", _row" };
            for (index, row) in rows.iter().enumerate() {
                let number = if place.is_empty() { String::new() } else { format!(", {}", index + 1) };
                database
                    .execute_batch(&format!("INSERT INTO {table} ({columns}{place}) VALUES ({row}{number});"))
                    .unwrap_or_else(|error| panic!("{} {table}: {error}", case.check));
            }
        }
        let (name, _) = case.check.split_once('/').unwrap();
        let check = presets[name].checks.iter().find(|check| check.id == case.check).unwrap_or_else(|| panic!("{}", case.check));
        let sql = query(&name.replace('-', "_"), &check.test);
        let mut statement = database.prepare(&format!("SELECT COALESCE(_row, 0) FROM ({sql}) ORDER BY 1")).unwrap();
        let found: Vec<i64> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(found, case.found, "{}", case.check);
    }
}
