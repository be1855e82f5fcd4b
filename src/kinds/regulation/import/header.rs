//! What a text says of itself before it begins: title, dates, 发文字号; and the published dialect of such a header.
//!
//! Published collections have a `# title`, lines that begin with a date (`2023年3月13日 … 修正`), and `<!-- INFO END -->`
//! before the text. Such a text is taken as it stands.

use super::changes::Changes;
use crate::diag::{Diagnostic, Place, front_matter};
use crate::kinds::regulation::check::{clause, instrument_of};
use crate::kinds::regulation::grammar::{parse, trim};
use crate::say;
use crate::source::SourceText;
use crate::value::{Date, NumeralError, parse_numeral};

/// What a header says.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// The title; empty where none was found.
    pub title: String,
    /// The 发文字号, or the order it was issued by.
    pub number: Option<String>,
    adopted: Option<Date>,
    published: Option<Date>,
    effective: Option<Date>,
    made_by: Option<&'static str>,
    /// The last date of all, which a text without better is dated by.
    last: Option<Date>,
}

const END: &str = "<!-- INFO END -->";

/// Whether a text has the header of published collections.
pub(super) fn is_published(text: &str) -> bool {
    text.contains(END)
}

/// Header and body of a text of a published collection.
pub(super) fn published(text: &str, changes: &mut Changes) -> (Header, String) {
    let (head, rest) = text.split_once(END).unwrap_or(("", text));
    (header(head.trim_start_matches('\u{FEFF}'), changes), body(rest, changes))
}

fn header(head: &str, changes: &mut Changes) -> Header {
    let mut header = Header::default();
    for line in head.lines().map(trim).filter(|line| !line.is_empty()) {
        match dated(line) {
            Some((date, words)) => read_date(&mut header, date, words, line, changes),
            None if header.title.is_empty() => {
                trim(line.trim_start_matches('#')).clone_into(&mut header.title);
                let title = &header.title;
                changes.say(say!("标题“{title}”写入 title", "the heading “{title}” became title"));
            }
            None => changes.say(say!("题注没有用上：{line}", "left out of the header: {line}")),
        }
    }
    header
}

/// A line that begins with a date, and the words after it.
pub(super) fn dated(line: &str) -> Option<(Date, &str)> {
    let end = line.find('日')? + '日'.len_utf8();
    let (year, rest) = line[..end].split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let number = |text: &str| -> Result<u32, NumeralError> { parse_numeral(trim(text)) };
    let day = number(day.trim_end_matches('日')).ok()?;
    let date = Date::from_ymd_opt(i32::try_from(number(year).ok()?).ok()?, number(month).ok()?, day)?;
    Some((date, trim(&line[end..])))
}

/// What a dated line says: later lines tell of later versions and count.
pub(super) fn read_date(header: &mut Header, date: Date, words: &str, line: &str, changes: &mut Changes) {
    // A closing bracket is left over from the brackets such notes stand in.
    let words = words.trim_end_matches(['）', ')', '　', ' ']);
    header.last = header.last.max(Some(date));
    let mut used: Vec<&str> = Vec::new();
    if ["修订", "修正", "修改"].iter().any(|word| words.ends_with(word)) {
        (header.adopted, header.published) = (Some(date), None);
        header.made_by = Some(if words.ends_with("修订") { "revise" } else { "amend" });
        used.extend(["adopted", "made-by"]);
    } else if words.contains("通过") {
        header.adopted = Some(date);
        used.push("adopted");
    }
    if ["公布", "发布", "公告", "印发"].iter().any(|word| words.contains(word)) && !words.contains("公告公布施行") {
        header.published = Some(date);
        used.push("published");
    }
    if ["施行", "实施"].iter().any(|word| words.ends_with(word)) {
        header.effective = Some(date);
        used.push("effective");
    }
    if let Some(number) = order(words) {
        header.number = Some(number.to_owned());
        used.push("number");
    }
    let used = used.join("、");
    if used.is_empty() {
        changes.say(say!("题注没有用上：{line}", "left out of the header: {line}"));
    } else {
        changes.say(say!("题注“{line}”写入 {used}", "the line “{line}” became {used}"));
    }
}

/// 国务院令第621号
fn order(words: &str) -> Option<&str> {
    let at = words.find("令第")?;
    let end = at + words[at..].find('号')? + '号'.len_utf8();
    Some(trim(&words[..end]))
}

/// The body without comments of the collection and without blank lines at its ends.
fn body(rest: &str, changes: &mut Changes) -> String {
    let mut body = String::with_capacity(rest.len());
    let mut blank = true;
    for line in rest.lines() {
        let words = trim(line);
        if words.starts_with("<!--") && words.ends_with("-->") {
            changes.say(say!("删去注释 {words}", "left out the comment {words}"));
        } else if !words.is_empty() || !blank {
            body.push_str(line.trim_end());
            body.push('\n');
            blank = words.is_empty();
        }
    }
    body.truncate(body.trim_end().len());
    body.push('\n');
    body
}

/// The day it takes effect: the header says it, or the text, or the file's name, or the last date of the header.
pub(super) fn effective(header: &Header, body: &str, name: &str, changes: &mut Changes) -> Option<Date> {
    if header.effective.is_some() {
        return header.effective;
    }
    let clause = || (header.made_by != Some("amend")).then(|| last_clause(body)).flatten();
    if let Some(date) = clause() {
        changes.say(say!("施行日期 {date} 取自正文的施行条款", "effective {date} was taken from the text's own clause"));
        return Some(date);
    }
    if let Some(date) = date_in(name) {
        changes.say(say!("施行日期 {date} 取自文件名，请核对", "effective {date} was taken from the file's name: check it"));
        return Some(date);
    }
    let date = header.last?;
    changes.say(say!("施行日期 {date} 取自题注中最后一个日期，请核对", "effective {date} is the last date of the header: check it"));
    Some(date)
}

fn last_clause(body: &str) -> Option<Date> {
    let tree = parse(body, &(0..body.len()), false);
    let articles: Vec<usize> = tree.articles().map(|(index, _)| index).collect();
    let paragraphs = articles.iter().rev().take(3).flat_map(|article| tree.children(*article));
    paragraphs.into_iter().find_map(|paragraph| clause(body, tree.node(paragraph).text)).map(|(_, date)| date)
}

/// The last `2024-06-28` in a name.
fn date_in(name: &str) -> Option<Date> {
    let starts = name.char_indices().map(|(at, _)| at).rev();
    starts.filter_map(|at| name.get(at..at + 10)).find_map(|part| part.parse().ok())
}

pub(super) fn settings(header: &Header, effective: Option<Date>) -> String {
    let mut settings = String::new();
    let mut text = |key: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            settings += &format!("{key} = {}\n", toml::Value::String(value.to_owned()));
        }
    };
    text("title", Some(&header.title));
    text("number", header.number.as_deref());
    text("instrument", instrument_of(&header.title));
    text("made-by", header.made_by.or(Some("issue")));
    for (key, date) in [("adopted", header.adopted), ("published", header.published), ("effective", effective)] {
        if let Some(date) = date {
            settings += &format!("{key} = {date}\n");
        }
    }
    settings
}

pub(super) fn no_title(name: &str) -> Diagnostic {
    Diagnostic::error(front_matter::MISSING_KEY, say!("{name} 里没有找到标题", "{name} has no title"))
        .at(Place::file(&SourceText::new(name, "").file))
        .help(say!("第一行应当是标题：# 财务管理办法", "the first line should be the title: # …"))
}

pub(super) fn no_date(name: &str) -> Diagnostic {
    Diagnostic::warning(front_matter::MISSING_KEY, say!("{name} 没有说何时施行", "{name} does not say when it takes effect"))
        .at(Place::file(&SourceText::new(name, "").file))
        .help(say!("请在参数中补上一行：effective = 2026-03-01", "add a line to its settings: effective = 2026-03-01"))
}
