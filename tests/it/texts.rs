//! Real texts and real tables.

use std::fs;
use std::path::Path;

use super::support::{build, built, checked, found, gongshi, json, shared_data, site, write};

const COLLECTION: &[u8] = "+++\ntitle = \"制度\"\nkind = \"regulations\"\n+++\n".as_bytes();

/// A site with one text imported; the folder the import made is `content/regulations/<code>`.
fn imported(text: &Path) -> super::support::TempDir {
    let root = site(&[("content/regulations/_index.md", COLLECTION)]);
    let output = gongshi(root.path()).arg("import").arg(text).output().unwrap();
    assert!(output.status.success(), "{}: {}", text.display(), String::from_utf8_lossy(&output.stderr));
    root
}

/// The one version a site holds, as JSON.
fn only_version(tree: &std::collections::BTreeMap<String, Vec<u8>>) -> serde_json::Value {
    let list = json(tree, "regulations/index.json");
    let path = list["works"][0]["versions"][0]["path"].as_str().unwrap();
    json(tree, &path.replace("index.html", "index.json"))
}

#[test]
fn the_texts_of_the_law_are_counted_as_they_stand() {
    let Some(folder) = shared_data("regulations") else { return };
    for (name, articles, subitems) in [
        ("刑法.md", 505, None),
        ("立法法(2023-03-13).md", 120, None),
        ("会计法(2024-06-28).md", 51, None),
        ("机关事务管理条例(2012-06-28).md", 35, None),
        ("导弹及相关物项和技术出口管制条例(2002-08-22).md", 24, Some(124)),
    ] {
        let root = imported(&folder.join(name));
        let version = only_version(&built(root.path()));
        assert_eq!(version["counts"]["articles"], articles, "{name}");
        if let Some(subitems) = subitems {
            assert_eq!(version["counts"]["subitems"], subitems, "{name}");
        }
    }
}

#[test]
fn a_missing_article_is_an_error_until_the_gap_is_declared() {
    let Some(folder) = shared_data("regulations") else { return };
    let root = imported(&folder.join("刑事诉讼法(2018-10-26).md"));
    let errors: Vec<String> = found(&checked(root.path())).into_iter().filter(|line| line.starts_with("regulation/article-gap")).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(build(root.path(), &[]).status.code(), Some(1));
    let file = super::support::files(&root.path().join("content"))
        .into_keys()
        .find(|name| name.starts_with("regulations/") && !name.ends_with("_index.md"));
    let path = root.path().join("content").join(file.unwrap());
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("+++\n", "+++\ngaps = [\"art-128\"]\n", 1)).unwrap();
    assert_eq!(only_version(&built(root.path()))["counts"]["articles"], 307);
}

#[test]
fn defects_of_a_text_are_told_and_a_sound_one_is_left_in_peace() {
    let Some(folder) = shared_data("regulations") else { return };
    let root = imported(&folder.join("东莞市文明行为促进条例(2023-02-23).md"));
    let document = checked(root.path());
    let told: Vec<String> = document["diagnostics"].as_array().unwrap().iter().map(|d| format!("{} {}", d["code"], d["message"])).collect();
    for article in ["第十条", "第十三条", "第三十六条"] {
        assert!(told.iter().any(|line| line.contains(article)), "{article}: {told:#?}");
    }
    let root = imported(&folder.join("最高人民法院关于涉台民事诉讼文书送达的若干规定(2008-04-17).md"));
    assert_eq!(found(&checked(root.path())), [""; 0]);
}

#[test]
fn every_text_builds_or_says_why_not() {
    let Some(folder) = shared_data("regulations") else { return };
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let root = imported(&entry.unwrap().path());
        let output = build(root.path(), &[]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() || said.contains("错误[regulation/"), "{said}");
        count += 1;
    }
    assert_eq!(count, 15);
}

#[test]
fn what_the_texts_cite_is_there() {
    let Some(folder) = shared_data("regulations") else { return };
    let root = site(&[("content/regulations/_index.md", COLLECTION)]);
    let texts: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(gongshi(root.path()).arg("import").args(&texts).status().unwrap().success());
    let document = checked(root.path());
    let told = document["diagnostics"].as_array().unwrap().iter().filter(|found| found["code"] == "regulation/reference-unresolved");
    let told: Vec<String> = told.map(|found| format!("{} {} {}", found["file"], found["message"], found["help"])).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("dong-guan") && told[0].contains("本文没有第十条第一项") && told[0].contains("共有 2 款"), "{told:?}");
    // Those with errors are taken out; all that the others cite leads somewhere.
    let errors = document["diagnostics"].as_array().unwrap().iter().filter(|found| found["severity"] == "error");
    for file in errors.map(|found| root.path().join(found["file"].as_str().unwrap())) {
        let _ = fs::remove_file(file);
    }
    let tree = built(root.path());
    let mut references = 0;
    for (name, bytes) in
        tree.iter().filter(|(name, _)| name.ends_with("index.json") && name.matches('/').count() == 3 && !name.contains('_'))
    {
        let version: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        for reference in version["references"].as_array().unwrap() {
            assert_eq!(reference["resolved"], true, "{name}: {reference}");
            references += 1;
        }
    }
    assert!(references > 500, "{references}");
    // 立法法 cites an article of 宪法 without title marks.
    let law = json(&tree, "regulations/li-fa-fa/2023-03-13/index.json");
    let constitution = law["references"].as_array().unwrap().iter().find(|reference| reference["work"] == "xian-fa").unwrap();
    assert_eq!((&constitution["text"], &constitution["target"]), (&"第八十九条".into(), &"art-89".into()));
}

/// GB18030 as Excel writes it: CRLF, a title row, a unit row, thousands commas with ￥, a total.
fn excel_export(amounts: &[&str], total: &str) -> Vec<u8> {
    let mut text = String::from("云岭县人民检察院2026年10月支出明细表,,,,\r\n,,,单位：元,\r\n日期,部门,费用类别,摘要,金额\r\n");
    for (index, amount) in amounts.iter().enumerate() {
        text.push_str(&format!("2026/10/{},办公室,办公费,“办公”用品㈠、硒鼓,\"{amount}\"\r\n", index + 8));
    }
    text.push_str(&format!("合计,,,,\"{total}\"\r\n"));
    let (bytes, _, unmappable) = encoding_rs::GB18030.encode(&text);
    assert!(!unmappable && std::str::from_utf8(&bytes).is_err());
    bytes.into_owned()
}

const SPENDING: &[u8] = "+++\ntitle = \"支出\"\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\n+++\n".as_bytes();

#[test]
fn a_gb18030_export_of_excel_is_published_to_the_last_cent() {
    let table = excel_export(&["￥34,551.00", "￥1,200.5", "(0.01)"], "￥35,751.49");
    let root = site(&[("content/spending/_index.md", SPENDING), ("content/spending/2026年10月支出.csv", &table)]);
    assert_eq!(found(&checked(root.path())), [""; 0]);
    let data = json(&built(root.path()), "spending/2026-10/data.json");
    assert_eq!((data["total"].as_str(), data["rows"].as_array().map(Vec::len)), (Some("35751.49"), Some(3)));
}

#[test]
fn one_broken_cell_is_named_by_file_row_column_and_content() {
    for (amounts, total, expected) in [
        (["￥34,551,00", "1.00"], "1.00", "ledger/amount-malformed content/spending/2026-10.csv 4 E ￥34,551,00"),
        (["1.23E+10", "1.00"], "1.00", "ledger/amount-malformed content/spending/2026-10.csv 4 E 1.23E+10"),
        (["1.00", "#REF!"], "1.00", "ledger/excel-error content/spending/2026-10.csv 5 E #REF!"),
        (["1.00", "2.00"], "3.01", "ledger/total-mismatch content/spending/2026-10.csv 6 E 3.01"),
    ] {
        let table = excel_export(&amounts, total);
        let root = site(&[("content/spending/_index.md", SPENDING), ("content/spending/2026-10.csv", &table)]);
        assert_eq!(found(&checked(root.path())), [expected]);
        assert_eq!(build(root.path(), &[]).status.code(), Some(1));
        assert!(!root.path().join("output/internal").exists());
    }
    // Cut in the middle of a character.
    let mut cut = excel_export(&["1.00"], "1.00");
    cut.truncate(35);
    let root = site(&[("content/spending/_index.md", SPENDING), ("content/spending/2026-10.csv", &cut)]);
    let told = found(&checked(root.path()));
    assert!(told.iter().any(|line| line.starts_with("ledger/encoding-invalid content/spending/2026-10.csv")), "{told:?}");
}

/// What a British department's table is declared as.
fn declared(date: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let mut text = String::from("+++\ntitle = \"Spending\"\nkind = \"ledger\"\n[ledger]\n");
    for (name, title) in fields {
        text.push_str(&format!("[[ledger.field]]\nname = \"{name}\"\ntitle = \"{title}\"\n"));
        match *name {
            "date" => text.push_str(&format!("type = \"date\"\nrequired = true\nformat = \"{date}\"\n")),
            "amount" => text.push_str("type = \"money\"\nrequired = true\n"),
            _ => {}
        }
    }
    text.push_str("+++\n");
    text.into_bytes()
}

#[test]
fn messy_tables_of_other_bodies_are_read_to_the_cent_or_refused_with_the_cell() {
    let Some(folder) = shared_data("messy-csv") else { return };
    let common = [
        ("family", "Departmental family"),
        ("entity", "Entity"),
        ("expense_type", "Expense type"),
        ("area", "Expense area"),
        ("supplier", "Supplier"),
        ("amount", "Amount"),
    ];
    let with = |more: &[(&'static str, &'static str)]| common.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>();
    for (name, period, encoding, declaration, expected) in [
        (
            "062015_June_2015_-_25k.csv",
            "2015-06",
            "windows-1252",
            declared("%d/%m/%Y", &with(&[("date", "Date"), ("number", "Transaction Number"), ("text", "Description")])),
            Err(("ledger/header-empty", &["header-empty 1"][..])),
        ),
        (
            "20131213_Transparency_Nov13.csv",
            "2013-11",
            "windows-1252",
            declared(
                "%d/%m/%Y",
                &[
                    ("department", "Department"),
                    ("entity", "Entity"),
                    ("date", "Date"),
                    ("type", "Expense Type"),
                    ("area", "Expense Area"),
                    ("supplier", "Supplier"),
                    ("post_code", "Post Code"),
                    ("number", "Transaction Number"),
                    ("text", "Payment Description"),
                    ("amount", "Total"),
                ],
            ),
            Err(("ledger/id-damaged", &["date-invalid 1", "id-damaged 299"])),
        ),
        (
            "25k_data_September_2013_final.csv",
            "2013-09",
            "windows-1252",
            declared(
                "%d-%b-%Y",
                &[
                    ("family", "Department Family"),
                    ("entity", "Entity"),
                    ("date", "Date"),
                    ("area", "Expense Area"),
                    ("supplier", "Supplier"),
                    ("number", "Voucher Number"),
                    ("text", "Transation Description"),
                    ("amount", "Amount"),
                ],
            ),
            Ok(()),
        ),
        (
            "CCW+Over+25-1205.csv",
            "2012-05",
            "windows-1252",
            declared(
                "%d/%m/%Y",
                &[
                    ("family", "Department family"),
                    ("entity", "Entity"),
                    ("date", "Date paid"),
                    ("type", "Expense type"),
                    ("area", "Expense area"),
                    ("supplier", "Supplier"),
                    ("number", "Transaction number"),
                    ("amount", "Amount"),
                ],
            ),
            Ok(()),
        ),
        (
            "CO-Transparency-data-May-2012.csv",
            "2012-05",
            "windows-1252",
            declared(
                "%d/%m/%y",
                &with(&[
                    ("date", "Date"),
                    ("number", "Transaction Number"),
                    ("text", "Description"),
                    ("post_code", "Supplier Postcode"),
                    ("kind", "Supplier Type"),
                    ("expenditure", "Expenditure Type"),
                ]),
            ),
            Err(("ledger/required-missing content/spending/2012-05.csv 147 H 39,457,031.96", &["required-missing 1"])),
        ),
        (
            "cefas-over-25k-1004.csv",
            "2010-04",
            "windows-1252",
            declared(
                "%d/%m/%Y",
                &[
                    ("family", "Department family(T)"),
                    ("entity", "Entity(T)"),
                    ("date", "Pay date"),
                    ("type", "Expense type(T)"),
                    ("area", "Expense area(T)"),
                    ("supplier", "Supplier(T)"),
                    ("number", "TransNo"),
                    ("amount", "Amount"),
                ],
            ),
            Ok(()),
        ),
        (
            "moj-aramis-data-feb-10.csv",
            "2011-02",
            "windows-1252",
            declared("%d-%b-%y", &with(&[("date", "Date"), ("number", "Transaction Number")])),
            Err(("ledger/amount-malformed content/spending/2011-02.csv 505 H $30,000.00", &["amount-malformed 1"])),
        ),
        (
            "spend-transactions-with-descriptions-co-june-2011.csv",
            "2011-06",
            "windows-1252",
            declared(
                "%d/%m/%Y",
                &with(&[("date", "Date"), ("number", "Transaction Number"), ("text", "Description"), ("comments", "Comments")]),
            ),
            Err(("ledger/amount-malformed content/spending/2011-06.csv 64 H 34,551,00", &["amount-malformed 1"])),
        ),
    ] {
        let bytes = fs::read(folder.join(name)).unwrap();
        let declaration = String::from_utf8(declaration).unwrap();
        let declaration = declaration.replacen("[ledger]\n", &format!("[ledger]\nencoding = \"{encoding}\"\n"), 1);
        let root = site(&[("content/spending/_index.md", declaration.as_bytes())]);
        write(root.path(), &[(&format!("content/spending/{period}.csv"), &bytes)]);
        let told = found(&checked(root.path()));
        match expected {
            Err((first, counts)) => {
                assert!(told.iter().any(|line| line.starts_with(first)), "{name}: {told:#?}");
                assert_eq!(tally(&told), counts, "{name}");
            }
            Ok(()) => {
                let output = build(root.path(), &[]);
                assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
                let data = json(&super::support::files(&root.path().join("output/internal")), &format!("spending/{period}/data.json"));
                assert_eq!(data["total"].as_str().unwrap(), independent_total(&bytes, name), "{name}");
            }
        }
    }
}

#[test]
fn a_messy_table_whose_one_fault_is_mended_is_read_to_the_cent() {
    let Some(folder) = shared_data("messy-csv") else { return };
    let fields = [
        ("family", "Departmental family"),
        ("entity", "Entity"),
        ("date", "Date"),
        ("type", "Expense type"),
        ("area", "Expense area"),
        ("supplier", "Supplier"),
        ("number", "Transaction Number"),
        ("amount", "Amount"),
    ];
    for (name, period, date, fault, mended) in [
        ("moj-aramis-data-feb-10.csv", "2011-02", "%d-%b-%y", "$30,000.00", "30,000.00"),
        ("spend-transactions-with-descriptions-co-june-2011.csv", "2011-06", "%d/%m/%Y", "34,551,00", "34,551.00"),
        ("CO-Transparency-data-May-2012.csv", "2012-05", "%d/%m/%y", "39,457,031.96", ""),
    ] {
        let bytes = fs::read(folder.join(name)).unwrap();
        let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
        assert_eq!(text.matches(fault).count(), 1, "{name}");
        let text = text.replace(fault, mended);
        let root = site(&[("content/spending/_index.md", &declared(date, &fields))]);
        write(root.path(), &[(&format!("content/spending/{period}.csv"), text.as_bytes())]);
        let data = json(&built(root.path()), &format!("spending/{period}/data.json"));
        assert_eq!(data["total"].as_str().unwrap(), independent_total(&encoding_rs::WINDOWS_1252.encode(&text).0, name), "{name}");
    }
}

/// How often each code was found, `amount-malformed 2`.
fn tally(told: &[String]) -> Vec<String> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for line in told {
        *counts.entry(line.split(' ').next().unwrap().trim_start_matches("ledger/")).or_default() += 1;
    }
    counts.into_iter().map(|(code, count)| format!("{code} {count}")).collect()
}

/// The sum of the amount column, added up another way: a CSV library, digits picked out.
fn independent_total(bytes: &[u8], name: &str) -> String {
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
    let delimiter = if name.starts_with("cefas") { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let header = rows.iter().position(|row| row.iter().any(|cell| cell.trim().eq_ignore_ascii_case("amount"))).unwrap();
    let column = rows[header].iter().position(|cell| cell.trim().eq_ignore_ascii_case("amount")).unwrap();
    let mut sum: i64 = 0;
    for row in &rows[header + 1..] {
        let cell = row.get(column).unwrap_or_default();
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        let digits: String = cell.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        if digits.is_empty() || filled < 4 {
            continue;
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let fen = whole.parse::<i64>().unwrap() * 100 + format!("{fraction:0<2}")[..2].parse::<i64>().unwrap();
        sum += if cell.contains(['-', '(']) { -fen } else { fen };
    }
    let sign = if sum < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", sum.abs() / 100, sum.abs() % 100)
}
