use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::diag::{Language, Place};
use crate::record::{Field, FieldType};
use crate::value::{Date, Period, WorkCalendar};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn reception() -> Shape {
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

fn lunch() -> Standard {
    Standard {
        class: "接待餐".into(),
        key: "午餐".into(),
        limit: Value::Integer(5000),
        from: Some(day("2026-01-01")),
        to: Some(day("2026-10-31")),
    }
}

/// Rows of a reception ledger: period, file, date, meal, guests, amount.
type Sample<'a> = (Period, &'a str, Option<&'a str>, Option<&'a str>, i64, Option<i64>);

fn database(rows: &[Sample<'_>]) -> Database {
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

const OCTOBER: Period = Period::Month(2026, 10);
const NOVEMBER: Period = Period::Month(2026, 11);

fn sample() -> Database {
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
fn ask(sql: &str) -> Result<Value, QueryError> {
    sample().select(sql, 10).map(|answer| answer.rows[0][0].clone())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

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

/// What is wrong with a query, and the part of it that is shown.
fn refused(sql: &str) -> (Fault, Option<&str>) {
    let error = sample().select(sql, 10).unwrap_err();
    (error.fault, error.at.map(|at| &sql[at]))
}

#[test]
fn what_a_query_may_not_do() {
    let action = |name| Fault::Denied(Denied::Action(name));
    let function = |name: &str| Fault::Denied(Denied::Function(name.to_owned()));
    let table = |name: &str| Fault::Denied(Denied::Table(name.to_owned()));
    let clock = || Fault::Denied(Denied::Clock);
    for (sql, fault, at) in [
        ("ATTACH 'x.db' AS x", action("ATTACH"), Some("ATTACH")),
        ("PRAGMA table_info(reception)", action("PRAGMA"), Some("PRAGMA")),
        ("DELETE FROM reception", Fault::NotSelect, Some("DELETE")),
        ("CREATE TABLE t (a)", Fault::NotSelect, Some("CREATE")),
        ("EXPLAIN SELECT 1", Fault::NotSelect, Some("EXPLAIN")),
        ("WITH t AS (SELECT 1) DELETE FROM reception", action("DELETE"), Some("DELETE")),
        ("WITH t AS (SELECT 1) INSERT INTO reception SELECT * FROM t", action("INSERT"), Some("INSERT")),
        ("SELECT * FROM sqlite_master", table("sqlite_master"), Some("sqlite_master")),
        ("SELECT * FROM sqlite_schema", table("sqlite_master"), None),
        ("SELECT randomblob(1000000000)", function("randomblob"), Some("randomblob")),
        ("SELECT zeroblob(1000000000)", function("zeroblob"), Some("zeroblob")),
        ("SELECT random()", function("random"), Some("random")),
        ("SELECT load_extension('x')", function("load_extension"), Some("load_extension")),
        ("SELECT sqlite_version()", function("sqlite_version"), Some("sqlite_version")),
        ("SELECT fts5(1)", function("fts5"), Some("fts5")),
        ("SELECT date('now')", clock(), Some("'now'")),
        ("SELECT date('n' || 'ow')", clock(), None),
        ("SELECT date()", clock(), None),
        ("SELECT strftime('%Y')", clock(), None),
        ("SELECT date('2026-01-01', 'localtime')", clock(), None),
        ("SELECT current_date", clock(), None),
        ("SELECT current_timestamp", clock(), None),
        ("SELECT 1; SELECT 2", Fault::NotOneStatement, Some("SELECT 2")),
        ("", Fault::Empty, None),
        (";", Fault::Empty, None),
        ("-- nothing", Fault::Empty, None),
        ("SELECT x'00'", Fault::Bytes { column: "x'00'".into() }, None),
        ("SELECT CAST(x'00' AS TEXT) AS t", Fault::Bytes { column: "t".into() }, None),
        ("SELECT sum(amount) FROM (SELECT 9223372036854775807 AS amount UNION ALL SELECT 1)", Fault::Overflow, None),
        ("SELECT * FROM reception a, reception b", Fault::TooManyRows { limit: 10 }, None),
    ] {
        assert_eq!(refused(sql), (fault, at), "{sql}");
    }
    for sql in ["SELECT * FROM pragma_table_info('reception')", "SELECT * FROM json_each('[1]')", "SELECT * FROM dbstat"] {
        let (fault, _) = refused(sql);
        assert!(matches!(fault, Fault::Denied(_)), "{sql}: {fault:?}");
    }
}

#[test]
fn what_a_query_misspells() {
    let syntax = |message: &str| Fault::Syntax { message: message.to_owned() };
    for (sql, fault, at) in [
        ("SELECT amount FORM reception", syntax("near \"reception\": syntax error"), Some("reception")),
        ("SELECT amount FROM", syntax("incomplete input"), Some("FROM")),
        ("SELECT count(DISTINCT)", syntax("DISTINCT aggregates must have exactly one argument"), None),
        ("SELECT yuan(1, 2)", syntax("wrong number of arguments to function yuan()"), Some("yuan")),
        ("SELECT 金额 FROM reception WHERE amount ＞ 1", Fault::Fullwidth('＞'), Some("＞")),
        ("SELECT yaun(1)", Fault::UnknownFunction { name: "yaun".into(), nearest: Some("yuan".into()) }, Some("yaun")),
    ] {
        assert_eq!(refused(sql), (fault, at), "{sql}");
    }
    for (sql, name, quotes, nearest, at) in [
        ("SELECT amout FROM reception", "amout", false, Some("amount"), "amout"),
        ("SELECT r.amout FROM reception r", "r.amout", false, Some("amount"), "r.amout"),
        ("SELECT 金额 FROM reception", "金额", false, Some("amount"), "金额"),
        ("SELECT * FROM reception WHERE meal = \"午餐\"", "午餐", true, None, "\"午餐\""),
    ] {
        let (fault, shown) = refused(sql);
        let Fault::UnknownField { name: named, quoted, nearest: near, available } = fault else { panic!("{sql}: {fault:?}") };
        assert_eq!((named.as_str(), quoted, near.as_deref(), shown), (name, quotes, nearest, Some(at)), "{sql}");
        assert_eq!(available.len(), 9, "{sql}");
    }
    let (fault, at) = refused("SELECT * FROM receptions");
    assert!(matches!(&fault, Fault::UnknownTable { nearest: Some(near), .. } if near == "reception"), "{fault:?}");
    assert_eq!(at, Some("receptions"));
}

#[test]
fn what_has_no_end_is_stopped_alike_and_soon() {
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    let ten = "(SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9 UNION SELECT 10)";
    let product = format!("SELECT count(*) FROM {}", [ten; 9].join(", "));
    let growing = "WITH RECURSIVE g(t) AS (SELECT 'a' UNION ALL SELECT t || t FROM g) SELECT max(length(t)) FROM g";
    let deep = format!("SELECT {}1{}", "(1 + ".repeat(300), ")".repeat(300));
    let compound = format!("SELECT 1{}", " UNION SELECT 1".repeat(60));
    let long = format!("SELECT '{}'", "a".repeat(200_000));
    let started = Instant::now();
    for (sql, budget) in [
        (endless, true),
        (product.as_str(), true),
        (growing, false),
        (deep.as_str(), false),
        (compound.as_str(), false),
        (long.as_str(), false),
        ("SELECT printf('%1000000000d', 1)", false),
        ("SELECT length(replace(printf('%900000d', 1), ' ', 'aaaaaaaa'))", false),
    ] {
        for _ in 0..2 {
            let (fault, _) = refused(sql);
            let expected =
                if budget { matches!(fault, Fault::Budget { steps: 20_003_000 }) } else { matches!(fault, Fault::TooLarge { .. }) };
            assert!(expected, "{sql:.80}: {fault:?}");
        }
    }
    assert!(started.elapsed().as_secs() < 60, "it took {:?}", started.elapsed());
}

#[test]
fn a_question_after_a_refused_one_is_answered() {
    let database = sample();
    assert!(database.select("SELECT random()", 10).is_err());
    assert!(database.select("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", 10).is_err());
    assert_eq!(database.select("SELECT count(*) FROM reception", 10).unwrap().rows, [[Value::Integer(6)]]);
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
fn expressions_are_understood_before_they_are_asked() {
    let database = sample();
    for (expression, fault, at) in [
        ("guests <= ", "Syntax", "<="),
        ("guests <= 3 3", "Syntax", "3"),
        ("count(*) > 1", "Syntax", "count"),
        ("SELECT 1", "Syntax", "SELECT"),
        ("guests <= gusts", "UnknownField", "gusts"),
        ("amount > (SELECT max(x) FROM budget)", "UnknownTable", "budget"),
        ("random() > 1", "Denied", "random"),
    ] {
        let error = database.expression("reception", expression).unwrap_err();
        assert!(format!("{:?}", error.fault).starts_with(fault), "{expression}: {error:?}");
        assert_eq!(error.at.map(|at| &expression[at]), Some(at), "{expression}");
    }
    assert!(matches!(database.expression("receptions", "1").unwrap_err().fault, Fault::UnknownTable { .. }));
    let reads = database.expression("reception", "amount <= (SELECT sum(amount) FROM spending) AND meal <> ''").unwrap();
    let columns: Vec<&str> = reads.reads()["reception"].iter().map(String::as_str).collect();
    assert_eq!((reads.table(), columns), ("reception", vec!["amount", "meal"]));
    assert!(reads.reads().contains_key("spending"));
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

#[test]
fn findings_point_at_the_characters() {
    let file = "content/reception/_index.md".into();
    for (sql, code, at, zh, help) in [
        (
            "SELECT amout FROM reception",
            "check/unknown-field",
            107..112,
            "没有名为“amout”的列",
            "是不是“amount”？可用的有：date（日期）、meal（餐别）、guests（人数）、amount（金额）、litres（升）、to（去向）",
        ),
        (
            "SELECT 1 FROM receptoin",
            "check/unknown-ledger",
            114..123,
            "没有名为“receptoin”的台账",
            "是不是“reception”？可用的有：reception、spending",
        ),
        (
            "SELECT * FROM reception WHERE meal = \"午餐\"",
            "check/unknown-field",
            137..145,
            "没有名为“午餐”的列",
            "如果是文字，请用单引号：'午餐'",
        ),
        (
            "SELECT 1 FROM reception WHERE 1 ！= 2",
            "check/sql",
            132..135,
            "“！”是中文标点，SQL 不认识",
            "请用英文输入法输入：, ; : ( ) = > < + - * / % '",
        ),
        ("SELECT printf('%9999999d', 1)", "check/budget-exceeded", 0..0, "查询或它的结果太长、太复杂", "请写得简单一些，或拆成几个"),
    ] {
        let error = sample().select(sql, 10).unwrap_err();
        let finding = diagnostic(&error, |range| Place::span(&file, range.map_or(0..0, |range| range.start + 100..range.end + 100)));
        assert_eq!(finding.code.as_str(), code, "{sql}");
        assert_eq!(finding.place.unwrap().span, Some(at), "{sql}");
        assert_eq!((finding.message.get(Language::Zh), finding.help.unwrap().get(Language::Zh)), (zh, help), "{sql}");
    }
}

fn cell() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), any::<i64>().prop_map(Value::Integer), "[^\\x00]{0,12}".prop_map(Value::Text),]
}

proptest! {
    #[test]
    fn cells_come_back_as_they_went_in(
        rows in prop::collection::vec((cell(), prop::option::of(any::<i64>()), prop::option::of(-1.0e15_f64..1.0e15)), 0..40)
    ) {
        let fields = [Field::new("a", "甲", FieldType::Text), Field::new("b", "乙", FieldType::Money), Field::new("c", "丙", FieldType::Decimal(2))];
        let mut builder = Builder::new().unwrap();
        builder.table(&Shape::new("t-1", "表", &fields)).unwrap();
        let input = rows.iter().zip(1..).map(|((a, b, c), number)| Row {
            number,
            file: "f",
            cells: [
                a.as_text().map_or(Cell::Null, Cell::Text),
                b.map_or(Cell::Null, Cell::Integer),
                c.map_or(Cell::Null, Cell::Real),
            ],
        });
        prop_assert_eq!(builder.load("t_1", Period::All, input).unwrap(), rows.len());
        let database = builder.finish(Vec::new(), WorkCalendar::built_in()).unwrap();
        let answer = database.select("SELECT _row, _file, _period, a, b, c FROM t_1 ORDER BY _row", 100).unwrap();
        let expected: Vec<Vec<Value>> = rows.iter().zip(1..).map(|((a, b, c), number)| vec![
            Value::Integer(number),
            text("f"),
            text("all"),
            a.as_text().map_or(Value::Null, text),
            b.map_or(Value::Null, Value::Integer),
            c.map_or(Value::Null, Value::Real),
        ]).collect();
        prop_assert_eq!(answer.rows, expected);
    }
}
