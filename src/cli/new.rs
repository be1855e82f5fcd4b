//! `gongshi new`: a skeleton in the right place.

use std::borrow::Cow;
use std::path::Path;

use clap::Subcommand;

use super::report::Format;
use super::site::{Reading, as_of, read, root, show};
use super::{Context, Exit};
use crate::config::SectionKind;
use crate::diag::{Diagnostic, Language, Text, config};
use crate::kinds::ledger::checks::{Finding, explanation_fields};
use crate::kinds::roster::model::Roster;
use crate::kinds::{Corpus, roster};
use crate::output::{Overwrite, write_files};
use crate::say;
use crate::source::SourceMap;
use crate::value::{Date, Datelike, Period, long_date, slug};

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Clone, Subcommand)]
enum What {
    /// 一部制度 · a regulation
    Regulation {
        /// 编号，如 CW-04 · its code
        code: String,
        /// 标题 · its title
        title: String,
    },
    /// 一期通报：表头和说明 · a notice: the header of its table and its words
    Notice {
        /// 月份，如 2026-11 · the period
        period: String,
        /// 台账的文件夹名，如 spending · the ledger's folder
        ledger: Option<String>,
    },
    /// 一个月的值班表，人员待填 · a month of a roster, to be filled in
    Roster {
        /// 月份，如 2026-12 · the month
        month: String,
        /// 值班的文件夹名，如 duty · the roster's folder
        roster: Option<String>,
    },
    /// 一个台账 · a ledger
    Ledger {
        /// 文件夹名，小写英文 · its folder
        name: String,
        /// 标题 · its title
        title: String,
    },
    /// 一期要说明的提示，列好待填 · what wants an explanation in a period, to be filled in
    Explanations {
        /// 台账的文件夹名，如 spending · the ledger's folder
        ledger: String,
        /// 期间，如 2026-10 · the period
        period: String,
    },
    /// 一个普通页面 · an ordinary page
    Page {
        /// 路径，如 services/canteen · where it goes
        path: String,
        /// 标题 · its title
        title: String,
    },
}

/// Files to write, and what to do next.
struct Skeleton {
    files: Vec<(String, String)>,
    next: Text,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let (root, run) = match root(context, Format::Human).and_then(|root| read(context, &root, &Reading::default()).map(|run| (root, run))) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let language = super::site::language(context, &run);
    let Some(ready) = &run.ready else {
        show(context, &run.diagnostics, &run.map, language, Format::Human);
        return Exit::Usage;
    };
    match skeleton(&arguments.what, &ready.corpus, as_of(None)) {
        Ok(skeleton) => write(context, &root, skeleton, language),
        Err(diagnostic) => {
            show(context, &[*diagnostic], &SourceMap::default(), language, Format::Human);
            Exit::Usage
        }
    }
}

fn write(context: &Context, root: &Path, skeleton: Skeleton, language: Language) -> Exit {
    let files: Vec<(String, Vec<u8>)> = skeleton.files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    if let Err(error) = write_files(root, &files, Overwrite::No) {
        show(context, &[error.diagnostic()], &SourceMap::default(), language, Format::Human);
        return if error.exit_code() == 2 { Exit::Usage } else { Exit::Io };
    }
    for (name, _) in &files {
        context.console.out(&format!("{name}\n"));
    }
    context.console.say(skeleton.next.get(language));
    Exit::Ok
}

fn skeleton(what: &What, corpus: &Corpus, today: Date) -> Result<Skeleton, Box<Diagnostic>> {
    match what {
        What::Regulation { code, title } => regulation(corpus, code, title, today),
        What::Notice { period, ledger } => notice(corpus, period, ledger.as_deref()),
        What::Roster { month, roster } => month_table(corpus, month, roster.as_deref()),
        What::Ledger { name, title } => new_ledger(name, title),
        What::Explanations { ledger, period } => explanations(corpus, ledger, period),
        What::Page { path, title } => page(path, title),
    }
}

fn regulation(corpus: &Corpus, code: &str, title: &str, today: Date) -> Result<Skeleton, Box<Diagnostic>> {
    if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err(refuse(
            say!("编号只能用英文字母、数字和连字符：{code}", "a code has letters, digits and hyphens only: {code}"),
            say!("例如 CW-04", "for example CW-04"),
        ));
    }
    let works = corpus.regulations.iter().flat_map(|collection| &collection.works);
    if let Some(other) = works.map(|work| &work.code).find(|other| other.eq_ignore_ascii_case(code)) {
        return Err(refuse(
            say!("已经有编号是 {other} 的制度", "there is a regulation {other} already"),
            say!(
                "请另取编号；要写新的文本，在它的文件夹里以施行日期命名，如 {other}/2027-01-01.md",
                "take another code; a new version of it stands in its folder, named by the day it takes effect: {other}/2027-01-01.md"
            ),
        ));
    }
    let folder = folder_of(corpus, SectionKind::Regulations, None)?;
    let issuer = &corpus.shared.site.organisation;
    let (year, long) = (today.year(), long_date(today));
    let word = ["办法", "规定", "制度", "细则", "规程"].into_iter().find(|word| title.ends_with(word)).unwrap_or("办法");
    let text = format!(
        "+++\n# 标题和施行日期必填；其余不需要的可以删去。\ntitle = \"{title}\"\nnumber = \"办〔{year}〕1号\"\nissuer = \"{issuer}\"\ninstrument = \"{word}\"\n\
         published = {today}\neffective = {today}\nowner = \"office\"\ntopics = []\nreview-every = \"P2Y\"\n+++\n\n## 第一章　总则\n\n第一条　为规范……，制定本{word}。\n\n\
         第二条　本{word}适用于……：\n\n（一）……；\n\n（二）……。\n\n## 第二章　附则\n\n第三条　本{word}自{long}起施行。\n"
    );
    let file = format!("content/{folder}/{code}.md");
    let next = say!("请填写 {file}，再运行 gongshi check", "fill in {file}, then run gongshi check");
    Ok(Skeleton { files: vec![(file, text)], next })
}

fn notice(corpus: &Corpus, period: &str, name: Option<&str>) -> Result<Skeleton, Box<Diagnostic>> {
    let folder = folder_of(corpus, SectionKind::Ledger, name)?;
    let ledger = corpus.ledgers.iter().find(|ledger| ledger.name == folder);
    let cycle = ledger.map(|ledger| ledger.declaration.cycle);
    let period = Period::parse_name(period).filter(|(read, rest)| rest.is_empty() && Some(read.cycle()) == cycle).map(|(read, _)| read);
    let (Some(period), Some(ledger)) = (period, ledger) else {
        return Err(refuse(say!("不是这个台账的期间", "not a period of this ledger"), say!("例如 2026-11", "for example 2026-11")));
    };
    let titles: Vec<&str> = match ledger.latest() {
        Some((_, table)) => {
            let fields = ledger.declaration.fields.iter().enumerate();
            fields.filter(|(index, _)| table.records.has(*index)).map(|(_, field)| field.title.as_str()).collect()
        }
        None => ledger.declaration.fields.iter().filter(|field| field.required).map(|field| field.title.as_str()).collect(),
    };
    let titles: Vec<Cow<'_, str>> = titles.into_iter().map(quoted).collect();
    let table = format!("\u{FEFF}{}\r\n", titles.join(","));
    let year = period.year();
    let words = format!(
        "+++\n# 通报的文号；没有可以删去这一行。\nnumber = \"〔{year}〕1号\"\n# 本期没有发生时，删去下一行开头的 # 号。\n# empty = \"本月无支出\"\n+++\n本月支出的主要说明。\n"
    );
    let (csv, md) = (format!("content/{folder}/{period}.csv"), format!("content/{folder}/{period}.md"));
    let next = say!(
        "请在 Excel 里打开 {csv} 填写（保存为 CSV），说明写在 {md}，再运行 gongshi check",
        "fill in {csv} with Excel (keep it a CSV) and {md}, then run gongshi check"
    );
    Ok(Skeleton { files: vec![(csv, table), (md, words)], next })
}

/// A title as a cell of a header.
fn quoted(title: &str) -> Cow<'_, str> {
    if title.contains([',', '"', '\n', '\r']) { Cow::Owned(format!("\"{}\"", title.replace('"', "\"\""))) } else { Cow::Borrowed(title) }
}

/// A row for each finding that wants an explanation, those there are kept.
fn explanations(corpus: &Corpus, name: &str, period: &str) -> Result<Skeleton, Box<Diagnostic>> {
    let folder = folder_of(corpus, SectionKind::Ledger, Some(name))?;
    let ledger = corpus.ledgers.iter().find(|ledger| ledger.name == folder);
    let read = if period == "data" { Some(Period::All) } else { Period::parse_name(period).map(|(read, _)| read) };
    let table = ledger.zip(read).and_then(|(ledger, read)| Some((ledger, read, ledger.periods.get(&read)?)));
    let Some((ledger, period, table)) = table else {
        let kept: Vec<String> = ledger.into_iter().flat_map(|ledger| ledger.periods.keys()).rev().take(12).map(Period::to_string).collect();
        let list = kept.join("、");
        let help = if kept.is_empty() {
            say!("这个台账还没有表", "the ledger has no table yet")
        } else {
            say!("有：{list}", "there are: {list}")
        };
        return Err(refuse(say!("{name} 没有这一期：{period}", "{name} has no such period: {period}"), help));
    };
    let stem = if period == Period::All { "data".to_owned() } else { period.to_string() };
    let file = format!("content/{folder}/{stem}.explain.csv");
    let wanted: Vec<_> = corpus.findings_of(ledger, period).iter().filter(|finding| !finding.is_settled()).collect();
    if wanted.is_empty() {
        return Err(refuse(
            say!("{name} {period} 没有要说明的提示", "{name} {period}: nothing wants an explanation"),
            say!("不用再做什么", "nothing is left to do"),
        ));
    }
    if !table.explanations.is_empty() {
        let rows: Vec<String> =
            wanted.iter().filter(|finding| finding.explanation.is_none()).map(|finding| explanation_row(finding)).collect();
        if rows.is_empty() {
            let count = wanted.len();
            return Err(refuse(
                say!("{file} 已经有了，不缺行；有 {count} 条待说明", "{file} is there and lacks no row; {count} are still open"),
                say!("请填写“说明”和“处理结果”", "fill in what is said and the outcome"),
            ));
        }
        let rows = rows.concat().replace("\r\n", "\n");
        let rows = rows.trim_end();
        return Err(refuse(
            say!("{file} 已经有了；还缺这些行：\n{rows}", "{file} is there; it lacks these rows:\n{rows}"),
            say!("请把它们抄进去", "copy them into it"),
        ));
    }
    let titles: Vec<String> = explanation_fields().iter().map(|field| field.title.clone()).collect();
    let rows: String = wanted.iter().map(|finding| explanation_row(finding)).collect();
    let text = format!("\u{FEFF}{}\r\n{rows}", titles.join(","));
    let next = say!(
        "请在 {file} 里填写“说明”和“处理结果”（待说明、已说明、经核实属实、经核实不属实、已整改），再运行 gongshi check",
        "fill in what is said and the outcome in {file}, then run gongshi check"
    );
    Ok(Skeleton { files: vec![(file, text)], next })
}

/// A row of a table of explanations, what is to be said left blank.
fn explanation_row(finding: &Finding) -> String {
    let row = finding.row.map_or_else(String::new, |row| row.to_string());
    let message = finding.message.zh.replace('"', "\"\"");
    format!("{},{row},\"{message}\",,,,待说明\r\n", finding.check)
}

fn month_table(corpus: &Corpus, month: &str, name: Option<&str>) -> Result<Skeleton, Box<Diagnostic>> {
    let folder = folder_of(corpus, SectionKind::Roster, name)?;
    let month = Period::parse_name(month).filter(|(read, rest)| rest.is_empty() && matches!(read, Period::Month(..))).map(|(read, _)| read);
    let roster = corpus.rosters.iter().find(|roster| roster.name == folder);
    let (Some(month), Some(roster)) = (month, roster) else {
        return Err(refuse(say!("不是月份", "not a month"), say!("例如 2026-12", "for example 2026-12")));
    };
    let mut table = String::from("\u{FEFF}日期,班次,岗位,席位,人员\r\n");
    if roster.rotations.is_empty() {
        for row in empty_month(corpus, roster, month)? {
            table.push_str(&row);
            table.push_str(",\r\n");
        }
    } else {
        if !roster.months.contains_key(&month) {
            return Err(refuse(
                say!("{month} 不在值班表的 covers 里，轮值没有排到", "covers does not reach {month}, and neither do the rotations"),
                say!("请先在 content/{folder}/_index.md 里把 covers 延到那个月", "extend covers in content/{folder}/_index.md first"),
            ));
        }
        for row in roster::ruled_month(&corpus.shared, roster, month) {
            table.push_str(&row);
            table.push_str("\r\n");
        }
    }
    let file = format!("content/{folder}/{month}.csv");
    let next = if roster.rotations.is_empty() {
        say!("请在 {file} 的“人员”列填写姓名，再运行 gongshi check", "fill in the names in {file}, then run gongshi check")
    } else {
        say!(
            "{file} 是按轮值排出来的，改好后运行 gongshi check；表里写的优先于轮值，不用改的月份可以不要表",
            "{file} is what the rotations give; correct it and run gongshi check. A table goes before the rotations, and a month that needs none may do without"
        )
    };
    Ok(Skeleton { files: vec![(file, table)], next })
}

fn empty_month(corpus: &Corpus, roster: &Roster, month: Period) -> Result<Vec<String>, Box<Diagnostic>> {
    roster::empty_month(&corpus.shared.calendar, roster, month).map_err(|year| {
        refuse(
            say!("没有 {year} 年的放假安排", "there is no holiday table for {year}"),
            say!("请先填写 content/calendar/cn-{year}.csv", "add content/calendar/cn-{year}.csv first"),
        )
    })
}

fn new_ledger(name: &str, title: &str) -> Result<Skeleton, Box<Diagnostic>> {
    let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !fits {
        return Err(refuse(
            say!(
                "文件夹名只能用小写英文字母、数字和连字符：{name}",
                "a ledger's folder has lower-case letters, digits and hyphens only: {name}"
            ),
            say!("例如 vehicles", "for example vehicles"),
        ));
    }
    let text = format!(
        "+++\ntitle = \"{title}\"\nkind = \"ledger\"\n\n[ledger]\n# month 每月、quarter 每季、year 每年、none 不分期（文件名 data.csv）。\nperiod = \"month\"\n\n\
         # 每列一段；type 可以是 text、money、date、integer、decimal(2)、boolean、enum、department、person。\n[[ledger.field]]\nname = \"date\"\ntitle = \"日期\"\ntype = \"date\"\nrequired = true\n\n\
         [[ledger.field]]\nname = \"item\"\ntitle = \"事项\"\nrequired = true\n\n[[ledger.field]]\nname = \"amount\"\ntitle = \"金额\"\ntype = \"money\"\n\n\
         # 按哪一列汇总。\n[[ledger.rollup]]\nby = [\"item\"]\n+++\n"
    );
    let file = format!("content/{name}/_index.md");
    let next = say!(
        "请改好 {file} 里的列，再运行 gongshi new notice 2026-11 {name}",
        "declare the columns in {file}, then run gongshi new notice 2026-11 {name}"
    );
    Ok(Skeleton { files: vec![(file, text)], next })
}

fn page(path: &str, title: &str) -> Result<Skeleton, Box<Diagnostic>> {
    let path = path.trim_matches('/').trim_end_matches(".md");
    if path.is_empty() || path.split('/').any(|part| part.is_empty() || part.starts_with('.') || slug(part).is_empty()) {
        return Err(refuse(
            say!("不是页面的路径：{path}", "not a path of a page: {path}"),
            say!("例如 services/canteen", "for example services/canteen"),
        ));
    }
    let file = format!("content/{path}.md");
    let next = say!("请填写 {file}，再运行 gongshi serve 查看", "fill in {file}, then look at it with gongshi serve");
    Ok(Skeleton { files: vec![(file, format!("+++\ntitle = \"{title}\"\n+++\n\n正文。\n"))], next })
}

/// The folder of the section of that kind: the one named, else the only one.
fn folder_of(corpus: &Corpus, kind: SectionKind, name: Option<&str>) -> Result<String, Box<Diagnostic>> {
    let folders: Vec<&str> = corpus.outline.iter().filter(|section| section.kind == kind).map(|section| section.name.as_str()).collect();
    let list = folders.join("、");
    match (name, folders.as_slice()) {
        (Some(name), folders) if folders.contains(&name) => Ok(name.to_owned()),
        (None, [only]) => Ok((*only).to_owned()),
        (_, []) => Err(refuse(
            say!("站点里没有这一类的文件夹", "the site has no section of that kind"),
            say!("请先建一个文件夹，里面放 _index.md，写明 kind", "make a folder with an _index.md that says its kind"),
        )),
        (Some(name), _) => Err(refuse(
            say!("没有名为“{name}”的文件夹", "there is no folder {name}"),
            say!("有：{list}；先写什么后写什么见 gongshi new --help", "there are: {list}; gongshi new --help tells what comes first"),
        )),
        (None, _) => Err(refuse(
            say!("这样的文件夹不止一个", "there is more than one such folder"),
            say!("请在命令末尾写明是哪一个：{list}", "name one at the end of the command: {list}"),
        )),
    }
}

fn refuse(message: Text, help: Text) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(config::WRONG_TYPE, message).help(help))
}
