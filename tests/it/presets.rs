//! What the checks of presets make of tables that have not every column.

use serde_json::Value as Json;

use super::support::{TempDir, checked, site};

fn ledger(preset: &str) -> String {
    format!("+++\ntitle = \"{preset}\"\nkind = \"ledger\"\n[ledger]\npreset = \"{preset}\"\n+++\n")
}

/// A site of ledgers, each with one table: name of the preset, of the file, and what it holds.
fn kept(tables: &[(&str, &str, &str)]) -> TempDir {
    let root = site(&[]);
    for (preset, file, text) in tables {
        let (index, table) = (format!("content/{preset}/_index.md"), format!("content/{preset}/{file}"));
        super::support::write(root.path(), &[(&index, ledger(preset).as_bytes()), (&table, text.as_bytes())]);
    }
    root
}

/// `check@row` of what is found, notices aside, and the ids of what is not asked.
fn outcome(tables: &[(&str, &str, &str)]) -> (Vec<String>, String) {
    let root = kept(tables);
    let document = checked(root.path());
    let all = document["diagnostics"].as_array().unwrap();
    let of = |found: &&Json| found["severity"] != "info" && found["check"].is_string();
    let found = all.iter().filter(of).map(|found| format!("{}@{}", found["check"].as_str().unwrap(), found["row"])).collect();
    let skipped = all.iter().filter(|found| found["code"] == "ledger/check-skipped").map(|found| found["message"].as_str().unwrap());
    (found, skipped.collect::<Vec<_>>().join("\n"))
}

fn check(tables: &[(&str, &str, &str)], expected: &[&str]) -> String {
    let (found, skipped) = outcome(tables);
    assert_eq!(found, expected, "{tables:?}\n{skipped}");
    skipped
}

const RECEIVED: &str = "接待单号,日期,来访单位,接待对象人数,陪餐人数,费用合计";

#[test]
fn one_column_of_several_is_enough() {
    let reception = |titles: &str, cells: &str| format!("{RECEIVED},{titles}\nJ1,2026-10-08,市院,5,2,300,{cells}\n");
    for (titles, cells, found) in [
        ("是否提供酒类", "是", "reception/alcohol-tobacco@2"),
        ("香烟", "是", "reception/alcohol-tobacco@2"),
        ("附公函", "否", "reception/documents@2"),
        ("陪餐人员", "", "reception/companion-names@2"),
    ] {
        check(&[("reception", "2026-10.csv", &reception(titles, cells))], &[found]);
    }
    let skipped = check(&[("reception", "2026-10.csv", &reception("备注", ""))], &[]);
    for id in ["alcohol-tobacco", "documents", "amount-sum", "companion-names", "no-letter"] {
        assert!(skipped.contains(&format!("reception/{id}")), "{id}: {skipped}");
    }
}

#[test]
fn entered_twice_is_told_of_the_shortest_table() {
    let text = "日期,部门,摘要,金额\n2026-10-08,办公室,办公用纸,5\n2026-10-08,办公室,办公用纸,5\n2026-10-08,办公室,办公用纸,6\n";
    check(&[("spending", "2026-10.csv", text)], &["spending/duplicate-row@3"]);
    let text = "日期,部门,摘要,金额,发票号\n2026-10-08,办公室,办公用纸,5,0295\n2026-10-20,办公室,复印纸,6,0295\n";
    check(&[("spending", "2026-10.csv", text)], &["spending/duplicate-invoice@3"]);
    let text = "项目编码,年初预算数,调整后预算数\nGY-1,5,5\nGY-1,5,5\n";
    check(&[("budget", "2026.csv", text)], &["budget/repeated-item@3"]);
}

#[test]
fn a_budget_without_versions_is_held_against_spending() {
    let budget = "项目编码,年初预算数,调整后预算数\nGY-1,5,5\nGY-2,5,5\n";
    let spending = "日期,部门,摘要,金额,预算项目\n2026-10-08,办公室,办公用纸,5.01,GY-1\n2026-10-09,办公室,复印纸,5,GY-2\n";
    check(&[("budget", "2026.csv", budget), ("spending", "2026-10.csv", spending)], &["budget/over-without-document@2"]);
}

#[test]
fn nothing_is_held_against_a_column_that_another_ledger_lacks() {
    let spending = "凭证号,日期,科目名称,摘要,金额\nV1,2026-10-08,公务接待费,接待市院,300\n";
    let without = format!("{RECEIVED}\nJ1,2026-10-08,市院,5,2,300\n");
    let skipped = check(&[("reception", "2026-10.csv", &without), ("spending", "2026-10.csv", spending)], &[]);
    assert!(skipped.contains("《reception》的凭证号") && skipped.contains("spending/reception-tie"), "{skipped}");
    let with = format!("{RECEIVED},凭证号\nJ1,2026-10-08,市院,5,2,200,V1\n");
    check(&[("reception", "2026-10.csv", &with), ("spending", "2026-10.csv", spending)], &["spending/reception-tie@2"]);
}

#[test]
fn what_a_list_of_receptions_does_not_say_is_not_held_against_it() {
    let text = "日期,接待对象人数,陪餐人数,金额\n2026-10-08,10,4,300\n2026-10-09,,1,300\n2026-10-09,5,1,300\n合计,,,900\n";
    check(&[("reception", "2026-10.csv", text)], &["reception/companions@2", "ledger/cannot-check@3"]);
}

#[test]
fn a_month_beside_the_row_is_that_of_the_table() {
    let text = "月份,日期,部门,摘要,金额\n2026-10,2026-10-08,办公室,办公用纸,5\n2026年9月,2026-10-08,办公室,复印纸,6\n";
    check(&[("spending", "2026-10.csv", text)], &["spending/period@3"]);
}
