//! The scale bench: a large site, built from nothing, then built again unchanged.
//!
//! `cargo bench --bench scale -- 10000 24 500` makes 10,000 regulations of about 6 KB and 24 months of 500 rows and prints CPU
//! seconds and peak memory of the program; then the same with something to find in every regulation. Figures belong to one machine: compare ratios of one run.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench writes its corpus and prints its figures")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let at = |index: usize, default: usize| numbers.get(index).copied().unwrap_or(default);
    let (regulations, months, rows) = (at(0, 10_000), at(1, 24), at(2, 500));
    println!("{regulations} regulations, {months} notices of {rows} rows");
    for lead in [Lead::Colon, Lead::Stop] {
        let root = tempfile::tempdir().expect("a temporary folder");
        corpus(root.path(), (regulations, lead), months, rows);
        for round in ["from nothing", "unchanged", "one month changed"] {
            if round == "one month changed" {
                let file = root.path().join("content/spending/2020-01.csv");
                fs::write(&file, table(1, rows).replace(",1.00", ",2.00")).expect("a table");
            }
            println!("{}, {round}: {}", lead.words(), measured(root.path()));
        }
    }
}

/// How a paragraph ends that leads to a list.
#[derive(Clone, Copy)]
enum Lead {
    /// As it should.
    Colon,
    /// In a full stop, which is found: seven times in each regulation.
    Stop,
}

impl Lead {
    fn words(self) -> &'static str {
        match self {
            Self::Colon => "nothing to find",
            Self::Stop => "seven findings a regulation",
        }
    }

    fn mark(self) -> char {
        match self {
            Self::Colon => '：',
            Self::Stop => '。',
        }
    }
}

/// Runs a build, and says what the system says it took.
fn measured(root: &Path) -> String {
    let program = env!("CARGO_BIN_EXE_gongshi");
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%U s user, %S s system, %M KB at most", program, "-C"])
        .arg(root)
        .args(["build", "--as-of", "2026-11-05"])
        .output()
        .expect("/usr/bin/time measures");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said.lines().next_back().unwrap_or_default().to_owned()
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn corpus(root: &Path, (regulations, lead): (usize, Lead), months: usize, rows: usize) {
    write(&root.join("gongshi.toml"), "title = \"规模测试\"\n");
    write(&root.join("content/_index.md"), "+++\n+++\n");
    write(&root.join("content/regulations/_index.md"), "+++\ntitle = \"规章制度\"\nkind = \"regulations\"\n+++\n");
    for number in 0..regulations {
        write(&root.join(format!("content/regulations/r-{number:05}.md")), &regulation(number, lead));
    }
    let ledger = "+++\ntitle = \"支出\"\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\n+++\n";
    write(&root.join("content/spending/_index.md"), ledger);
    for month in 0..months {
        let year = format!("{}-", 2020 + month / 12);
        let name = format!("content/spending/{year}{:02}.csv", month % 12 + 1);
        write(&root.join(name), &table(month % 12 + 1, rows).replace("2020-", &year));
    }
}

/// About 6 KB of articles with paragraphs and items.
fn regulation(number: usize, lead: Lead) -> String {
    const CLAUSE: &str = "各部门应当在每月五日前将上月办理情况报送办公室，由办公室汇总后提交分管院领导审核，并按照规定公布。";
    let mark = lead.mark();
    let mut text = format!("+++\ntitle = \"第{number}号管理办法\"\neffective = 2024-01-01\n+++\n\n");
    for article in 1..=36_u32 {
        if article % 6 == 1 {
            let chapter = gongshi::value::write_numeral(article / 6 + 1);
            writeln!(text, "## 第{chapter}章　分则\n").expect("text");
        }
        let label = gongshi::value::write_numeral(article);
        if article % 5 == 0 {
            writeln!(text, "第{label}条　下列事项应当登记{mark}\n\n（一）{CLAUSE}\n\n（二）编号为{number}的事项。\n").expect("text");
        } else {
            writeln!(text, "第{label}条　{CLAUSE}\n").expect("text");
        }
    }
    text
}

fn table(month: usize, rows: usize) -> String {
    let mut text = String::from("凭证号,日期,部门,科目名称,摘要,收款单位,金额\n");
    for row in 0..rows {
        let (day, department) = (row % 28 + 1, ["办公室", "技术科", "政治部"][row % 3]);
        let category = ["办公费", "水费", "电费", "差旅费"][row % 4];
        writeln!(text, "{month}-{row},2020-{month:02}-{day:02},{department},{category},第{row}笔支出,某某公司,{}.00", row * 7 + 1)
            .expect("text");
    }
    text
}
