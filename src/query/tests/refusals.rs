//! What is refused, where it points, and what is said of it.

use std::time::Instant;

use super::*;
use crate::diag::{Language, Place};
use crate::query::{Denied, Fault, diagnostic, guard};

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
        ("SELECT strftime('%Y', 'NOW')", clock(), Some("'NOW'")),
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
fn the_functions_that_may_be_called_exist() {
    let database = sample();
    let sql = "SELECT 1 FROM pragma_function_list WHERE name = ?1";
    let exists = |name: &str| database.watch.open(|| database.connection.prepare(sql).and_then(|mut found| found.exists([name])));
    let missing: Vec<&str> = guard::FUNCTIONS.into_iter().filter(|name| !exists(name).unwrap()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_question_after_a_refused_one_is_answered() {
    let database = sample();
    assert!(database.select("SELECT random()", 10).is_err());
    assert!(database.select("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", 10).is_err());
    assert_eq!(database.select("SELECT count(*) FROM reception", 10).unwrap().rows, [[Value::Integer(6)]]);
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
