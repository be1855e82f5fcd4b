//! The SQL of the presets, on tables made of their declarations.

mod cases;
mod further;
mod registers;

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

use self::cases::CASES;
use self::further::FURTHER;
use self::registers::REGISTERS;
use super::presets;
use crate::config::Test;
use crate::kinds::ledger::checks::placeholders;
use crate::kinds::ledger::model::Declaration;
use crate::record::FieldType;
use crate::value::{Date, DayClass, WorkCalendar};

const SITE_TABLES: &str = r#"
CREATE TABLE standards (class TEXT, key TEXT, amount, unit TEXT, "from" TEXT, "to" TEXT, doc_no TEXT, confirmed_by TEXT);
CREATE TABLE approval_bands (class TEXT, "from" INTEGER, "to" INTEGER, level INTEGER, since TEXT, until TEXT);
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

const STANDARDS: [(&str, &str, i64); 25] = [
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
    ("预算执行进度", "06", 45),
    ("公车配备", "执法执勤/排气量", 2),
    ("车辆维修", "占车价比例", 15),
    ("采购限额", "政府采购/货物", 30_000_000),
    ("采购时限", "意向公开", 30),
    ("采购时限", "结果公告", 2),
    ("资产入账", "通用", 100_000),
    ("资产年限", "台式计算机", 6),
    ("资产数量", "台式计算机", 1),
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
    let bands = "INSERT INTO approval_bands (class, \"from\", \"to\", level) VALUES ('支出', NULL, 200000, 2), ('支出', 200000, 2000000, 3), ('支出', 2000000, NULL, 4)";
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
            for column in &check.one_of {
                assert!(sql.contains(column), "{}: {column} of one-of is not read", check.id);
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

/// The statistics over many rows have a test of their own.
const STATISTICS: [&str; 2] = ["spending/round-amounts", "spending/first-digits"];

#[test]
fn every_check_is_tried_on_rows() {
    let tried: Vec<&str> = CASES.iter().chain(FURTHER).chain(REGISTERS).map(|case| case.check).chain(STATISTICS).collect();
    for check in presets().values().flat_map(|declaration| &declaration.checks) {
        assert!(tried.contains(&check.id.as_str()), "{} is tried on no rows", check.id);
    }
}

/// So many amounts a year; whether a check finds them.
#[test]
fn statistics_need_many_rows() {
    let presets = presets();
    let natural = |n: i64| 100 + n * n * n / 7;
    let uniform = |n: i64| 100_000 + (n * 7_919) % 900_000;
    let round = |n: i64| if n % 3 == 0 { 500_000 } else { 512_345 };
    type Amount<'a> = &'a dyn Fn(i64) -> i64;
    let amounts: [(&str, Amount<'_>, i64, usize); 6] = [
        ("spending/first-digits", &natural, 299, 0),
        ("spending/first-digits", &|n| if n == 0 { 1 } else { uniform(n) }, 300, 1),
        ("spending/first-digits", &|n| if n == 0 { 1 } else { uniform(n) }, 299, 0),
        ("spending/first-digits", &uniform, 300, 0),
        ("spending/round-amounts", &round, 20, 1),
        ("spending/round-amounts", &round, 19, 0),
    ];
    for (id, amount, rows, found) in amounts {
        let database = database(&presets);
        for n in 0..rows {
            let period = format!("2026-{:02}", n % 12 + 1);
            database.execute("INSERT INTO spending (_period, _row, amount) VALUES (?, ?, ?)", (period, n, amount(n))).unwrap();
        }
        // Months of twelve rows are too few; a single one holds them all.
        if id == "spending/round-amounts" {
            database.execute("UPDATE spending SET _period = '2026-10'", ()).unwrap();
        }
        let check = presets["spending"].checks.iter().find(|check| check.id == id).unwrap();
        let sql = format!("SELECT COUNT(*) FROM ({})", query("spending", &check.test));
        let told: i64 = database.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(usize::try_from(told).unwrap(), found, "{id} {rows}");
    }
}

#[test]
fn checks_find_what_they_should_and_nothing_else() {
    let presets = presets();
    for case in CASES.iter().chain(FURTHER).chain(REGISTERS) {
        let database = database(&presets);
        for (table, columns, rows) in case.rows {
            let place =
                if matches!(*table, "control_totals" | "people" | "departments" | "standards" | "approval_bands") { "" } else { ", _row" };
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
