use super::{Limit, Tables, read_tables};
use crate::format::table::Table;
use crate::kinds::test_support::described;
use crate::source::SourceText;
use crate::value::{Date, Money};

fn tables(files: &[(&str, &str)]) -> (Tables, Vec<String>) {
    let files: Vec<(&str, Table)> =
        files.iter().map(|(name, text)| (*name, Table::scan(SourceText::new(&format!("content/{name}.csv"), text)).value)).collect();
    let read = read_tables(|name| files.iter().find(|(file, _)| *file == name).map(|(_, table)| table));
    (read.value, described(read.diagnostics))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn a_limit_holds_from_day_to_day() {
    let (tables, found) = tables(&[(
        "standards",
        "类别,档次,标准金额,单位,起,止,文号,确认人\n\
         接待餐,午餐,70,元/人·餐,2024-01-01,2026-02-28,云财〔2024〕1号,许丹\n\
         接待餐,午餐,60,元/人·餐,2026-03-01,,云财〔2026〕2号,许丹\n\
         采购限额,公开招标/货物,200,万元,,,,\n\
         公车配备,执法执勤/排气量,1.8,升,,,,\n",
    )]);
    assert_eq!(found, [""; 0]);
    let limit = |class, key, date| tables.standard(class, key, day(date)).map(|standard| standard.limit);
    for (class, key, date, expected) in [
        ("接待餐", "午餐", "2023-12-31", None),
        ("接待餐", "午餐", "2026-02-28", Some(Limit::Money(Money::from_fen(7000)))),
        ("接待餐", "午餐", "2026-03-01", Some(Limit::Money(Money::from_fen(6000)))),
        ("接待餐", "早餐", "2026-03-01", None),
        ("采购限额", "公开招标/货物", "2026-03-01", Some(Limit::Money(Money::from_fen(200_000_000)))),
        ("公车配备", "执法执勤/排气量", "2026-03-01", Some(Limit::Number(180))),
    ] {
        assert_eq!(limit(class, key, date), expected, "{class} {key} {date}");
    }
    assert!(tables.has_class("接待餐") && !tables.has_class("会议"));
}

#[test]
fn two_limits_for_one_day_are_an_error_naming_both() {
    let row = |from: &str, to: &str| format!("接待餐,午餐,70,元/人·餐,{from},{to}\n");
    for (rows, expected) in [
        (row("2024-01-01", "") + &row("2026-01-01", ""), vec!["table/periods-overlap standards.csv A3"]),
        (row("", "") + &row("", "2020-01-01"), vec!["table/periods-overlap standards.csv A3"]),
        (row("2024-01-01", "2026-01-01") + &row("2026-01-01", ""), vec!["table/periods-overlap standards.csv A3"]),
        (row("2026-01-02", "") + &row("2024-01-01", "2026-01-01"), vec![]),
        (row("2026-01-02", "2025-01-01"), vec!["table/periods-overlap standards.csv A2"]),
    ] {
        let (_, found) = tables(&[("standards", &format!("class,key,amount,unit,from,to\n{rows}"))]);
        assert_eq!(found, expected, "{rows}");
    }
}

#[test]
fn who_may_approve() {
    let (tables, found) =
        tables(&[("approval_bands", "类别,超过,不超过,级别\n支出,,2000,2\n支出,2000,20000,3\n支出,20000,,4\n采购,,50000,3\n采购,5,6,x\n")]);
    assert_eq!(found, ["ledger/value-invalid approval_bands.csv D6"]);
    for (class, yuan, level) in [
        ("支出", 2000, Some(2)),
        ("支出", 2001, Some(3)),
        ("支出", 20_000, Some(3)),
        ("支出", 1_000_000, Some(4)),
        ("采购", 50_001, None),
        ("接待", 1, None),
    ] {
        assert_eq!(tables.approval_level(class, Money::from_fen(yuan * 100), day("2026-10-08")), level, "{class} {yuan}");
    }
}

/// Bands without days hold always, and a table need not have the columns at all; with them the level follows the day.
#[test]
fn who_may_approve_from_day_to_day() {
    let (tables, found) = tables(&[(
        "approval_bands",
        "class,from,to,level,since,until\n支出,,1000,2,,2026-02-28\n支出,,2000,2,2026-03-01,\n支出,1000,,3,,2026-02-28\n支出,2000,,3,2026-03-01,\n接待,,,3,,\n",
    )]);
    assert_eq!(found, [""; 0]);
    for (class, yuan, date, level) in [
        ("支出", 1500, "2026-02-28", Some(3)),
        ("支出", 1500, "2026-03-01", Some(2)),
        ("支出", 2001, "2026-03-01", Some(3)),
        ("接待", 1, "1999-01-01", Some(3)),
    ] {
        assert_eq!(tables.approval_level(class, Money::from_fen(yuan * 100), day(date)), level, "{class} {yuan} {date}");
    }
}

#[test]
fn totals_of_other_books() {
    let (tables, found) = tables(&[(
        "control_totals",
        "台账,期间,来源,金额\nspending,2026-10,银行,\"12,345.67\"\nspending,2026年9月,总账,1\nspending,十月,银行,1\nspending,2026-10,银行,2\n",
    )]);
    assert_eq!(found, ["ledger/value-invalid control_totals.csv B4", "ledger/key-duplicate control_totals.csv A5"]);
    assert_eq!(tables.control_totals[0].amount.to_string(), "12345.67");
    assert_eq!(tables.control_totals[1].period.to_string(), "2026-09");
}
