//! What is answered.

use super::*;
use crate::query::{Fault, MissingStandard, Reign, Requirement};

#[test]
fn functions_of_the_house() {
    for (call, expected) in [
        ("yuan(500)", Value::Integer(50_000)),
        ("yuan(0.29)", Value::Integer(29)),
        ("yuan('1234.50')", Value::Integer(123_450)),
        ("yuan(-3.5)", Value::Integer(-350)),
        ("yuan(NULL)", Value::Null),
        ("standard('接待餐', '午餐', '2026-01-01')", Value::Integer(5000)),
        ("standard('接待餐', '午餐', '2026-10-31')", Value::Integer(5000)),
        ("standard('接待餐', '午餐', '2026-11-01')", Value::Null),
        ("standard('接待餐', NULL, '2026-05-01')", Value::Null),
        ("standard('油价', 92, '1999-05-01')", Value::Real(7.5)),
        ("workdays('2026-11-06', '2026-11-09')", Value::Integer(1)),
        ("workdays('2026-12-31', '2027-01-04')", Value::Null),
        ("add_workdays('2026-11-06', 1)", text("2026-11-09")),
        ("add_workdays('2026-11-06', NULL)", Value::Null),
        ("date('2026-03-31', '-1 month')", text("2026-03-03")),
        ("(SELECT \"to\" FROM reception LIMIT 1)", Value::Null),
        ("(SELECT title || unit FROM _columns WHERE \"table\" = 'reception' AND name = 'amount')", text("金额分")),
    ] {
        assert_eq!(ask(&format!("SELECT {call}")), Ok(expected), "{call}");
    }
    for (call, function) in [
        ("yuan(0.001)", "yuan"),
        ("yuan('五百')", "yuan"),
        ("yuan(1e30)", "yuan"),
        ("standard('接待餐', '午餐', '三月')", "standard"),
        ("workdays('2026-11', '2026-11-09')", "workdays"),
        ("add_workdays('x', 1)", "add_workdays"),
        ("date('2026-11-09', '1 fortnight')", "date"),
        ("strftime('%Q', '2026-11-09')", "strftime"),
    ] {
        let error = ask(&format!("SELECT {call}")).unwrap_err();
        assert!(matches!(error.fault, Fault::Argument { function: named, .. } if named == function), "{call}: {error:?}");
    }
}

#[test]
fn a_database_may_go_to_another_thread() {
    let database = sample();
    let answer = std::thread::spawn(move || database.select("SELECT count(*) FROM reception", 1)).join().unwrap();
    assert_eq!(answer.unwrap().rows, [[Value::Integer(6)]]);
}

#[test]
fn answers_are_in_a_total_order() {
    let database = sample();
    let rows = |sql: &str| -> Vec<Vec<Option<i64>>> {
        database.select(sql, 100).unwrap().rows.iter().map(|row| row.iter().map(Value::as_integer).collect()).collect()
    };
    assert_eq!(
        rows("SELECT guests, amount FROM reception WHERE amount > 7000 ORDER BY guests"),
        [[Some(2), Some(8_000)], [Some(2), Some(9_000)], [Some(2), Some(10_000)], [Some(2), Some(10_001)]]
    );
    assert_eq!(rows("SELECT amount FROM reception"), [[None], [Some(7_000)], [Some(8_000)], [Some(9_000)], [Some(10_000)], [Some(10_001)]]);
    assert_eq!(rows("SELECT guests, amount FROM reception ORDER BY guests DESC LIMIT 2"), [[Some(2), None], [Some(2), Some(8_000)]]);
    assert_eq!(rows("SELECT 2 UNION ALL SELECT 1 UNION ALL SELECT 2"), [[Some(1)], [Some(2)], [Some(2)]]);
}

#[test]
fn what_is_read_and_looked_up_in_vain_is_told() {
    let answer = sample().select("WITH r AS (SELECT * FROM reception) SELECT r.meal, (SELECT count(*) FROM spending), standard('会议', '一类', '2026-03-05') FROM r", 10).unwrap();
    let tables: Vec<&str> = answer.reads.keys().map(String::as_str).collect();
    assert_eq!(tables, ["reception", "spending"]);
    assert!(answer.reads["reception"].contains("amount") && answer.reads["spending"].is_empty());
    assert_eq!(answer.missing, [MissingStandard { class: "会议".into(), key: "一类".into(), date: day("2026-03-05") }]);
    assert_eq!(answer.columns[0], "meal");
}

/// Rows that do not fit, as `period file row`, with what is unclear.
fn judged(demand: &str, filter: Option<&str>, period: Option<Period>, reign: Option<Reign<'_>>) -> Vec<String> {
    let database = sample();
    let demand = database.expression("reception", demand).unwrap();
    let filter = filter.map(|filter| database.expression("reception", filter).unwrap());
    let columns = ["meal".to_owned(), "guests".to_owned()];
    let requirement = Requirement { demand: &demand, filter: filter.as_ref(), period, reign, columns: &columns, limit: 10 };
    let verdicts = database.require(&requirement).unwrap();
    let shown = verdicts.rows.iter().map(|verdict| {
        assert_eq!(verdict.values.len(), 2);
        let why = verdict.unclear.as_ref().map_or(String::new(), |unclear| {
            let missing = unclear.missing.iter().map(|missing| format!("{}/{}/{}", missing.class, missing.key, missing.date));
            format!(" ? {}", unclear.empty.iter().cloned().chain(missing).collect::<Vec<_>>().join(" "))
        });
        format!("{} {} {}{why}", verdict.period, verdict.file, verdict.row)
    });
    shown.collect()
}

#[test]
fn rules_of_one_row() {
    let limit = "amount <= standard('接待餐', meal, date) * guests";
    assert_eq!(
        judged(limit, None, Some(OCTOBER), None),
        ["2026-10 a.csv 3 ? 接待餐/晚餐/2026-10-11", "2026-10 a.csv 4 ? date amount", "2026-10 b.csv 2"]
    );
    assert_eq!(
        judged(limit, Some("meal = '午餐' -- only"), None, None),
        ["2026-10 a.csv 4 ? date amount", "2026-10 b.csv 2", "2026-11 c.csv 1 ? 接待餐/午餐/2026-11-02"]
    );
    assert_eq!(judged("guests = 2", None, None, None), ["2026-11 c.csv 2"]);
    assert_eq!(
        judged("standard('会议', '一类', '2026-03-05') > 1", Some("_row = 1"), Some(NOVEMBER), None),
        ["2026-11 c.csv 1 ? 会议/一类/2026-03-05"]
    );
    assert!(judged("guests > 0", None, Some(Period::Month(2026, 9)), None).is_empty());
}

#[test]
fn rules_reign_over_dates() {
    let reign = |from: Option<&str>, until: Option<&str>| {
        Some(Reign { column: Some("date"), from: from.map(day), until: until.map(day), undated: day("2026-01-01") })
    };
    let no = "guests > 2";
    // A row without a date is of the last day of its period.
    assert_eq!(
        judged(no, None, None, reign(Some("2026-10-11"), None)),
        ["2026-10 a.csv 3", "2026-10 a.csv 4", "2026-11 c.csv 1", "2026-11 c.csv 2"]
    );
    assert_eq!(judged(no, None, None, reign(None, Some("2026-10-11"))), ["2026-10 b.csv 1", "2026-10 b.csv 2"]);
    assert_eq!(judged(no, None, Some(NOVEMBER), reign(Some("2026-10-31"), Some("2026-11-01"))), ["2026-11 c.csv 2"]);
    let by_period = Some(Reign { column: None, from: Some(day("2026-11-01")), until: None, undated: day("2026-01-01") });
    assert_eq!(judged(no, None, None, by_period), ["2026-11 c.csv 1", "2026-11 c.csv 2"]);
}

#[test]
fn rows_that_queries_find() {
    let database = sample();
    let sql =
        "SELECT 'reception' AS _ledger, _period, max(_row) AS _row, sum(amount) AS total FROM reception GROUP BY _period ORDER BY total";
    let (found, more) = database.find(sql, 10).unwrap();
    let told: Vec<_> =
        found.iter().map(|found| (found.table.as_str(), found.period.as_str(), found.row, found.values[3].clone())).collect();
    assert_eq!(more, 0);
    assert_eq!(
        told,
        [
            ("reception", "2026-10", Some(4), ("total".to_owned(), Value::Integer(28_001))),
            ("reception", "2026-11", Some(2), ("total".to_owned(), Value::Integer(16_000)))
        ]
    );
    let (found, more) = database.find("SELECT 'reception' AS _ledger, _period, _row FROM reception", 4).unwrap();
    assert_eq!((found.len(), more), (4, 2));
    for (sql, fault) in [
        ("SELECT _row FROM reception", Fault::MissingColumns(vec!["_ledger", "_period"])),
        ("SELECT 'x' AS _ledger, _period, _row FROM reception", Fault::WrongColumn("_ledger")),
        ("SELECT 'reception' AS _ledger, 2026 AS _period, _row FROM reception", Fault::WrongColumn("_period")),
        ("SELECT 'reception' AS _ledger, _period, '1' AS _row FROM reception", Fault::WrongColumn("_row")),
    ] {
        assert_eq!(database.find(sql, 10).unwrap_err().fault, fault, "{sql}");
    }
}

#[test]
fn the_database_is_a_file_of_the_same_bytes() {
    // Enough rows for a tree of many pages.
    let many: Vec<Sample<'_>> =
        (0..5000).map(|number| (OCTOBER, "a.csv", Some("2026-10-09"), Some("午餐"), number, Some(number * 7))).collect();
    assert!(*database(&many).to_bytes().unwrap() == *database(&many).to_bytes().unwrap(), "two databases of the same rows differ");
    let (mut one, mut other) = (sample(), sample());
    let bytes = one.to_bytes().unwrap().to_vec();
    assert!(bytes == *other.to_bytes().unwrap(), "two databases of the same tables differ");
    assert!(bytes.starts_with(b"SQLite format 3\0"));
    let mut read = rusqlite::Connection::open_in_memory().unwrap();
    read.deserialize_read_exact(rusqlite::MAIN_DB, bytes.as_slice(), bytes.len(), true).unwrap();
    let check: String = read.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    let sum: i64 = read.query_row("SELECT sum(amount) FROM reception", [], |row| row.get(0)).unwrap();
    let units: String = read
        .query_row(
            "SELECT group_concat(name || ' ' || title || ' ' || type || ' ' || unit, '; ') FROM _columns WHERE \"table\" = 'spending'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!((check.as_str(), sum), ("ok", 44_001));
    assert_eq!(units, "_row 行号 integer ; _file 文件 text ; _period 期间 text ; amount 金额 money 分");
    // It still answers, and is still shut.
    assert!(one.select("SELECT 1", 1).is_ok() && one.select("SELECT * FROM pragma_page_count", 1).is_err());
}
