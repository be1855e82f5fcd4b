//! Notices of ledgers: long tables, downloads, comparisons, and that every sum is that of the rows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::support::{Dice, assert_same, built, json, site};

type Tree = BTreeMap<String, Vec<u8>>;

/// Amounts of zero pass: months that come to nothing are compared too.
const SPENDING: &str = "+++\ntitle = \"支出\"\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\n\
    [[ledger.check]]\nid = \"spending/zero-amount\"\nrequire = \"amount IS NOT NULL\"\nmessage = \"没有金额\"\n+++\n";
const DEPARTMENTS: &str = "id,name,short\noffice,办公室,\ntechnology,检察信息技术科,技术科\npolice,司法警察大队,法警大队\n";

/// A site with a ledger of these months.
fn ledger(months: &[(&str, &str)]) -> Tree {
    let files: Vec<(String, &[u8])> =
        months.iter().map(|(month, table)| (format!("content/spending/{month}.csv"), table.as_bytes())).collect();
    let mut all: Vec<(&str, &[u8])> =
        vec![("content/departments.csv", DEPARTMENTS.as_bytes()), ("content/spending/_index.md", SPENDING.as_bytes())];
    all.extend(files.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
    built(site(&all).path())
}

/// A month with that total in one row.
fn month(month: &str, total: &str) -> String {
    format!("日期,部门,科目名称,摘要,金额\n{month}-05,办公室,办公费,纸,{total}\n")
}

fn page<'a>(tree: &'a Tree, name: &str) -> &'a str {
    std::str::from_utf8(tree.get(name).unwrap_or_else(|| panic!("there is no {name}"))).unwrap()
}

fn long_table(rows: usize) -> String {
    let mut table = String::from("日期,部门,科目名称,摘要,金额\n");
    for row in 1..=rows {
        let _ = writeln!(table, "2026-10-{:02},办公室,办公费,第{row}笔,{}.{:02}", row % 28 + 1, row % 900, row % 100);
    }
    table
}

#[test]
fn a_long_table_stands_on_pages_of_its_own() {
    let tree = ledger(&[("2026-10", &long_table(5_001))]);
    let pages = tree.keys().filter(|name| name.starts_with("spending/2026-10/rows/")).count();
    assert_eq!(pages, 11);
    let notice = page(&tree, "spending/2026-10/index.html");
    assert_eq!(notice.matches("<tr id=\"row-").count(), 500);
    assert!(notice.contains("明细共 5001 行，本页列出前 500 行") && notice.contains("/spending/2026-10/rows/1/index.html\""));
    let mut next = 1;
    for number in 1..=11 {
        let rows = page(&tree, &format!("spending/2026-10/rows/{number}/index.html"));
        let ids: Vec<usize> = rows
            .match_indices("<tr id=\"row-")
            .map(|(at, mark)| rows[at + mark.len()..].split('"').next().unwrap().parse().unwrap())
            .collect();
        let expected: Vec<usize> = (next..next + if number == 11 { 1 } else { 500 }).collect();
        assert_eq!(ids, expected, "page {number}");
        next += ids.len();
        assert_eq!(rows.contains("rel=\"prev\""), number > 1, "page {number}");
        assert_eq!(rows.contains("rel=\"next\""), number < 11, "page {number}");
        assert!(rows.contains(&format!("第{}笔<", ids[0])), "page {number}");
        for (at, mark) in rows.match_indices("href=\"") {
            let link = rows[at + mark.len()..].split(['"', '#']).next().unwrap();
            if link.is_empty() || link.starts_with("data:") {
                continue;
            }
            let mut parts: Vec<&str> = vec!["spending", "2026-10", "rows"];
            let folder = number.to_string();
            parts.push(&folder);
            for part in link.split('/') {
                if part == ".." {
                    parts.pop();
                } else {
                    parts.push(part);
                }
            }
            assert!(tree.contains_key(&parts.join("/")), "page {number}: {link}");
        }
    }
}

#[test]
fn a_table_of_five_thousand_rows_stands_on_the_notice() {
    let tree = ledger(&[("2026-10", &long_table(5_000))]);
    assert!(!tree.keys().any(|name| name.contains("/rows/")));
    assert_eq!(page(&tree, "spending/2026-10/index.html").matches("<tr id=\"row-").count(), 5_000);
}

#[test]
fn beyond_fifty_thousand_rows_there_is_no_workbook_and_rows_are_in_the_csv() {
    let tree = ledger(&[("2026-10", &long_table(50_001))]);
    assert!(!tree.contains_key("spending/2026-10/data.xlsx"));
    assert!(page(&tree, "spending/2026-10/index.html").contains("表超过 5 万行，请用 CSV"));
    let data = json(&tree, "spending/2026-10/data.json");
    assert!(data["rows"].is_null() && data["rows_in"] == "data.csv");
    assert_eq!(tree["spending/2026-10/data.csv"].iter().filter(|byte| **byte == b'\n').count(), 50_002);
}

/// Cells of a workbook as `data.csv` would write them.
fn cell(data: &Data, title: &str) -> String {
    match data {
        Data::Empty => String::new(),
        Data::Float(number) if title.contains('元') => format!("{number:.2}"),
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

#[test]
fn the_workbook_and_the_package_hold_what_the_csv_holds() {
    let rows = "日期,凭证号,部门,科目名称,摘要,金额\n2026-10-08,0012,办公室,办公费,\"纸,笔\",\"1,234.50\"\n2026-10-09,12345678901234567890,技术科,水费,=1+1,-0.05\n2026-10-10,,,办公费,\"两\n行\",99999999.99\n";
    let tree = ledger(&[("2026-10", rows)]);
    let csv = &tree["spending/2026-10/data.csv"];
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&csv[3..]);
    let expected: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let mut book = Xlsx::new(Cursor::new(tree["spending/2026-10/data.xlsx"].clone())).unwrap();
    let sheet = book.worksheet_range("数据").unwrap();
    let titles: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(titles.iter().map(|title| title.replace("（元）", "")).collect::<Vec<_>>(), expected[0]);
    let read: Vec<Vec<String>> =
        sheet.rows().skip(1).map(|row| row.iter().zip(&titles).map(|(data, title)| cell(data, title)).collect()).collect();
    assert_eq!(read, expected[1..]);
    let package = json(&tree, "spending/2026-10/datapackage.json");
    assert_eq!((package["name"].as_str(), package["created"].as_str()), (Some("spending-2026-10"), Some("2026-10-31T00:00:00+08:00")));
    let resource = &package["resources"][0];
    let fields = resource["schema"]["fields"].as_array().unwrap();
    assert_eq!(fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(), expected[0]);
    assert!(fields.iter().any(|field| field["gongshi:field"] == "amount" && field["type"] == "number"));
    let sha256 = json(&tree, "spending/2026-10/data.json")["sha256"].as_str().unwrap().to_owned();
    assert_eq!(resource["hash"], format!("sha256:{sha256}"));
    assert_eq!(resource["bytes"], csv.len());
    let notice = page(&tree, "spending/2026-10/index.html");
    for name in ["data.xlsx", "data.csv", "data.safe.csv", "data.json", "datapackage.json"] {
        assert!(notice.contains(&format!("/spending/2026-10/{name}\" download")), "{name}");
    }
    assert!(notice.contains(&sha256));
    assert_same(&tree, &ledger(&[("2026-10", rows)]), "the second build");
}

#[test]
fn every_edge_of_a_comparison_is_said_on_the_page() {
    let of = |months: &[(&str, &str)]| {
        let tables: Vec<(&str, String)> = months.iter().map(|(name, total)| (*name, month(name, total))).collect();
        let tables: Vec<(&str, &str)> = tables.iter().map(|(name, table)| (*name, table.as_str())).collect();
        page(&ledger(&tables), "spending/2026-10/index.html").to_owned()
    };
    for (months, sentences) in [
        (
            &[("2026-10", "100")][..],
            &["本月为首期，没有上月可比", "本月为首期，没有上年同期可比", "2026年10月累计 100.00 元（自2026年10月起公示）"][..],
        ),
        (&[("2026-09", "0"), ("2026-10", "100")], &["上月为零，本月 100.00 元，无法计算百分比", "上年同期尚未公示，不作比较"]),
        (&[("2026-09", "100"), ("2026-10", "100")], &["与上月持平"]),
        (&[("2026-09", "-200"), ("2026-10", "100")], &["上月 -200.00 元，本月 100.00 元，增加 300.00 元（有负数，不计算百分比）"]),
        (&[("2026-09", "200"), ("2026-10", "-100")], &["上月 200.00 元，本月 -100.00 元，减少 300.00 元（有负数，不计算百分比）"]),
        (&[("2026-09", "100000"), ("2026-10", "100001")], &["与上月基本持平（增加 1.00 元）"]),
        (
            &[("2025-10", "50"), ("2026-08", "20"), ("2026-10", "100")],
            &["上月未报，不作比较", "比上年同期增加 50.00 元，增长 100.0%", "2026年1月至10月累计 120.00 元（未含未报的1月至7月、9月）"],
        ),
    ] {
        let page = of(months);
        for sentence in sentences {
            assert!(page.contains(sentence), "{months:?}: {sentence}");
        }
        let summary = page.split("<p class=\"summary\">").nth(1).unwrap().split("</p>").next().unwrap();
        assert!(summary.starts_with("2026年10月共 1 笔，合计") && summary.ends_with('。'), "{summary}");
    }
}

#[test]
fn shares_and_percentages_are_left_out_where_amounts_are_below_zero() {
    let rows = "日期,部门,科目名称,摘要,金额\n2026-10-05,办公室,办公费,纸,300\n2026-10-06,技术科,水费,退水费,-200\n";
    let tree = ledger(&[("2026-08", &month("2026-08", "100")), ("2026-09", &month("2026-09", "-100")), ("2026-10", rows)]);
    let notice = page(&tree, "spending/2026-10/index.html");
    let year = page(&tree, "spending/2026/index.html");
    for percent in ["300.0%", "-200.0%", "−200.0%"] {
        assert!(!notice.contains(percent) && !year.contains(percent), "{percent}");
    }
    assert!(!page(&tree, "spending/index.html").contains("−200.0%"), "the archive says what the notice says");
    assert!(year.contains("自2026年8月起公示。") && !year.contains("未报"), "before the first period nothing is missing: {year}");
    assert_eq!(json(&tree, "spending/2026/data.json")["missing"], serde_json::json!([]));
}

/// The first sheet of a print-out stays one: it has room for eight findings that want an explanation.
#[test]
fn many_findings_go_on_behind_the_first_sheet() {
    let rows = |count: usize| (1..=count).map(|row| format!("2026-10-{row:02},办公室,办公费,其他,{row}00\n")).collect::<String>();
    let notice = |count: usize| {
        let tree = ledger(&[("2026-10", &format!("日期,部门,科目名称,摘要,金额\n{}", rows(count)))]);
        page(&tree, "spending/2026-10/index.html").to_owned()
    };
    let (few, many) = (notice(8), notice(10));
    assert!(few.matches("<li class=\"finding warning\">").count() == 8 && !few.contains("findings-rest"), "{few}");
    let (first, rest) = many.split_once("<h2 id=\"findings-rest\">系统比对提示（续）</h2>").unwrap();
    let count = |part: &str| part.matches("<li class=\"finding warning\">").count();
    assert_eq!((count(first), count(rest)), (8, 2));
    assert!(first.contains("其余") && first.contains("class=\"sign-off\"") && rest.contains("id=\"row-1\""));
}

/// Frictionless allows no blank in a primary key.
#[test]
fn a_key_with_blanks_is_no_key_of_the_package() {
    let key = |rows: &str| {
        let tree = ledger(&[("2026-10", &format!("日期,凭证号,行号,部门,科目名称,摘要,金额\n{rows}"))]);
        json(&tree, "spending/2026-10/datapackage.json")["resources"][0]["schema"]["primaryKey"].clone()
    };
    let whole = "2026-10-08,12,1,办公室,办公费,纸,5\n2026-10-09,12,2,办公室,办公费,笔,6\n";
    assert_eq!(key(whole), serde_json::json!(["凭证号", "行号"]));
    for blank in ["2026-10-10,,,办公室,办公费,墨,7\n", "2026-10-10,13,,办公室,办公费,墨,7\n"] {
        assert_eq!(key(&format!("{whole}{blank}")), serde_json::Value::Null, "{blank}");
    }
}

/// An amount in 分.
fn fen(amount: &serde_json::Value) -> i64 {
    let text = amount.as_str().unwrap();
    let (whole, fraction) = text.trim_start_matches('-').split_once('.').unwrap();
    let fen = whole.parse::<i64>().unwrap() * 100 + fraction.parse::<i64>().unwrap();
    if text.starts_with('-') { -fen } else { fen }
}

fn groups(data: &serde_json::Value, amount: &str) -> Vec<i64> {
    let rollups = data["rollups"].as_array().unwrap();
    assert!(rollups.len() >= 2, "by category and by department");
    rollups.iter().map(|rollup| rollup["groups"].as_array().unwrap().iter().map(|group| fen(&group[amount])).sum()).collect()
}

#[test]
fn all_sums_of_random_ledgers_are_those_of_their_rows() {
    let mut dice = Dice(20_261_031);
    for round in 0..3 {
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        let mut tables: Vec<(String, String)> = Vec::new();
        for month in 1..=12 {
            // A month in five was not reported.
            if dice.below(5) == 0 {
                continue;
            }
            let name = format!("2026-{month:02}");
            let mut table = String::from("日期,部门,科目名称,摘要,金额\n");
            for row in 0..1 + dice.below(40) {
                let fen = i64::try_from(dice.below(2_000_000_000)).unwrap() - 400_000_000;
                let department = ["办公室", "技术科", "检察信息技术科", "法警大队", ""][dice.below(5)];
                let category = ["办公费", "水费", "差旅费", ""][dice.below(4)];
                let sign = if fen < 0 { "-" } else { "" };
                let (whole, part) = (fen.abs() / 100, fen.abs() % 100);
                let _ = writeln!(table, "{name}-{:02},{department},{category},第{row}笔,{sign}{whole}.{part:02}", row % 28 + 1);
                for longer in [name.clone(), format!("2026-Q{}", (month + 2) / 3), "2026".to_owned()] {
                    *sums.entry(longer).or_default() += fen;
                }
            }
            tables.push((name, table));
        }
        let tables: Vec<(&str, &str)> = tables.iter().map(|(name, table)| (name.as_str(), table.as_str())).collect();
        let tree = ledger(&tables);
        for (period, sum) in &sums {
            let data = json(&tree, &format!("spending/{period}/data.json"));
            assert_eq!(fen(&data["total"]), *sum, "round {round}, {period}");
            for groups in groups(&data, "amount") {
                assert_eq!(groups, *sum, "round {round}, {period}");
            }
        }
    }
}
