//! Questions in pages: a fenced block of SQL, answered as a table, a chart or a figure; and the tables as one file.

use std::process::Command;

use super::support::{TempDir, built, checked, site, write};

const SPENDING: &[u8] = "+++\ntitle = \"支出\"\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\n+++\n".as_bytes();
const OCTOBER: &[u8] = "日期,部门,科目名称,摘要,金额\r\n2026-10-03,办公室,办公费,打印纸,1200.50\r\n2026-10-09,技术科,印刷费,制度汇编,800\r\n2026-10-12,办公室,办公费,笔,99.50\r\n".as_bytes();
const SEPTEMBER: &[u8] = "日期,部门,科目名称,摘要,金额\r\n2026-09-03,办公室,水费,8月水费,300\r\n".as_bytes();

fn page(question: &str) -> TempDir {
    let text = format!("+++\ntitle = \"数据\"\n+++\n\n前文。\n\n```{question}\n```\n\n后文。\n");
    let root = site(&[
        ("content/spending/_index.md", SPENDING),
        ("content/spending/2026-09.csv", SEPTEMBER),
        ("content/spending/2026-10.csv", OCTOBER),
        ("content/guide/_index.md", "+++\ntitle = \"指南\"\n+++\n".as_bytes()),
    ]);
    write(root.path(), &[("content/guide/figures.md", text.as_bytes())]);
    root
}

fn answered(question: &str) -> String {
    let files = built(page(question).path());
    let page = String::from_utf8(files["guide/figures/index.html"].clone()).unwrap();
    assert!(page.contains("<p>前文。</p>") && page.contains("<p>后文。</p>") && !page.contains("SELECT"), "{page}");
    page
}

#[test]
fn answers_stand_in_the_place_of_questions() {
    let table = answered(
        "sql table money=total count=n\nSELECT category, SUM(amount) AS total, COUNT(*) AS n FROM spending GROUP BY category ORDER BY total DESC",
    );
    let row = "<tr><td>办公费</td><td class=\"money\">1,300.00</td><td class=\"number\">2</td></tr>";
    assert!(table.contains(row) && table.find("1,300.00") < table.find("800.00"), "{table}");
    assert!(
        table.contains("<th scope=\"col\">费用类别</th><th scope=\"col\" class=\"money\">total（元）</th>"),
        "titles of fields, and units"
    );
    let value = answered("sql value money=total\nSELECT SUM(amount) AS total FROM spending WHERE _period = '2026-10'");
    assert!(value.contains("<span class=\"amount\">2,100.00</span> <span class=\"unit\">元</span>"));
    let bars = answered("sql bar x=_period money=total\nSELECT _period, SUM(amount) AS total FROM spending GROUP BY _period");
    assert!(bars.contains("<svg") && bars.contains("role=\"img\"") && bars.contains("2026年10月") && bars.contains("2,100.00"), "{bars}");
    let line =
        answered("sql line x=_period money=total count=n\nSELECT _period, SUM(amount) AS total, COUNT(*) AS n FROM spending GROUP BY 1");
    let head = "<th scope=\"col\" class=\"money\">total（元）</th><th scope=\"col\" class=\"number\">n</th>";
    assert!(line.contains("<svg") && line.contains(head) && line.contains("<td class=\"number\">3</td>"), "{line}");
    assert!(line.contains("<title id=\"") && line.contains("各期间total</title>"), "one scale, one unit: {line}");
    let blank = answered("sql bar money=total\nSELECT NULL AS k, 5 AS total");
    assert!(blank.contains("（未填）"), "{blank}");
    let none = answered("sql value money=total\nSELECT SUM(amount) AS total FROM spending WHERE amount < 0");
    assert!(none.contains("<span class=\"amount\">—</span></p>"), "{none}");
    for own in [
        "WITH z AS (SELECT category FROM spending GROUP BY 1) SELECT COUNT(*) AS n FROM z",
        "WITH v(x) AS NOT MATERIALIZED (VALUES (1), (2), (3)) SELECT COUNT(*) AS n FROM V",
    ] {
        assert!(answered(&format!("sql value count=n\n{own}")).contains("<span class=\"amount\">3</span>"), "{own}");
    }
    let nothing = answered("sql table\nSELECT summary FROM spending WHERE amount > yuan(100000)");
    assert!(nothing.contains("没有符合条件的记录。"));
}

#[test]
fn a_question_that_is_wrong_is_pointed_at() {
    for (question, code, at) in [
        ("sql table\nSELECT SUM(amount) AS total FROM spending", "check/undeclared-unit", "sql table"),
        ("sql pie money=total\nSELECT 1 AS total", "check/sql", "pie"),
        ("sql table money=totl\nSELECT SUM(amount) AS total FROM spending", "check/unknown-field", "totl"),
        ("sql table money=total\nSELECT SUM(amout) AS total FROM spending", "check/unknown-field", "amout"),
        ("sql table\nSELECT summary FROM spendings", "check/unknown-ledger", "spendings"),
        ("sql table money=department\nSELECT department FROM spending", "check/undeclared-unit", "department"),
        ("sql value count=n\nSELECT 1.5 AS n", "check/undeclared-unit", "n"),
        ("sql table colour=red\nSELECT summary FROM spending", "check/sql", "colour=red"),
        ("sql value money=a\nSELECT amount AS a FROM spending", "check/sql", "sql value"),
        ("sql table\nATTACH 'x' AS y", "check/sql", "ATTACH"),
        ("sql table\nPRAGMA table_info(spending)", "check/sql", "PRAGMA"),
        (
            "sql table number=n\nWITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c",
            "check/budget-exceeded",
            "WITH",
        ),
    ] {
        let root = page(question);
        let document = checked(root.path());
        let errors: Vec<&serde_json::Value> =
            document["diagnostics"].as_array().unwrap().iter().filter(|found| found["severity"] == "error").collect();
        assert_eq!(errors.len(), 1, "{question}: {errors:?}");
        assert_eq!((&errors[0]["code"], &errors[0]["file"]), (&code.into(), &"content/guide/figures.md".into()), "{errors:?}");
        let text = std::fs::read_to_string(root.path().join("content/guide/figures.md")).unwrap();
        let [line, column] = ["line", "column"].map(|key| usize::try_from(errors[0][key].as_u64().unwrap()).unwrap());
        let read: String = text.lines().nth(line - 1).unwrap().chars().skip(column - 1).collect();
        assert!(read.starts_with(at), "{question}: {read}");
    }
}

#[test]
fn the_tables_are_one_file_that_sqlite_opens() {
    let root = page("sql table\nSELECT summary FROM spending");
    let files = built(root.path());
    let bytes = &files["data/site.sqlite"];
    assert_eq!(bytes, &built(root.path())["data/site.sqlite"], "the same tables, the same bytes");
    let file = root.path().join("site.sqlite");
    std::fs::write(&file, bytes).unwrap();
    let rows = rusqlite::Connection::open(&file)
        .unwrap()
        .query_row("SELECT COUNT(*), SUM(amount), MIN(date) FROM spending", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
        })
        .unwrap();
    assert_eq!(rows, (4, 240_000, "2026-09-03".to_owned()));
    let shell =
        Command::new("sqlite3").arg(&file).arg("SELECT title FROM _columns WHERE \"table\" = 'spending' AND name = 'amount'").output();
    match shell {
        Ok(output) => assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "金额"),
        Err(_) => println!("skipped: the sqlite3 shell is not installed"),
    }
}
