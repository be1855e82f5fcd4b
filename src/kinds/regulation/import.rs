//! Pasted or downloaded text to a regulation of this site.
//!
//! Knows the header of published collections: a `# title`, lines that begin with a date (`2023年3月13日 … 修正`), and
//! `<!-- INFO END -->` before the text. Without that mark the first line is the title and the rest the text.

use super::check::{clause, instrument_of};
use super::grammar::{is_space, parse, trim};
use crate::diag::{Checked, Diagnostic, Text, front_matter};
use crate::say;
use crate::source::SourceText;
use crate::value::{Date, NumeralError, parse_numeral};

/// A regulation in this program's format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Front matter and body as Markdown.
    pub text: String,
    /// The day it takes effect, which names the file of a version; absent where nothing says it.
    pub effective: Option<Date>,
    /// What was read into settings, changed or left out.
    pub changes: Vec<Text>,
}

/// What a header says.
#[derive(Default)]
struct Header<'a> {
    title: &'a str,
    adopted: Option<Date>,
    published: Option<Date>,
    effective: Option<Date>,
    made_by: Option<&'static str>,
    number: Option<&'a str>,
    /// The last date of all, which a text without better is dated by.
    last: Option<Date>,
}

const END: &str = "<!-- INFO END -->";

/// Turns a text into a regulation. `name` is the name of the file it came from: a date in it dates the version
/// where the text does not.
pub fn import(text: &str, name: &str) -> Checked<Imported> {
    let mut changes = Vec::new();
    let text = text.trim_start_matches('\u{FEFF}');
    let (head, rest) = split(text);
    let header = header(head, &mut changes);
    let body = body(rest, &mut changes);
    let mut diagnostics = Vec::new();
    if header.title.is_empty() {
        diagnostics.push(no_title(name));
    }
    let effective = effective(&header, &body, name, &mut changes);
    if effective.is_none() {
        diagnostics.push(no_date(name));
    }
    let text = format!("+++\n{}+++\n\n{body}", settings(&header, effective));
    Checked::new(Imported { text, effective, changes }, diagnostics)
}

/// Header and body: at the mark, or after the first line that says something.
fn split(text: &str) -> (&str, &str) {
    if let Some((head, rest)) = text.split_once(END) {
        return (head, rest);
    }
    let start = text.len() - text.trim_start_matches(is_space).len();
    let end = text[start..].find('\n').map_or(text.len(), |length| start + length + 1);
    text.split_at(end)
}

fn header<'a>(head: &'a str, changes: &mut Vec<Text>) -> Header<'a> {
    let mut header = Header::default();
    for line in head.lines().map(trim).filter(|line| !line.is_empty()) {
        match dated(line) {
            Some((date, words)) => read_date(&mut header, date, words, line, changes),
            None if header.title.is_empty() => {
                header.title = trim(line.trim_start_matches('#'));
                let title = header.title;
                changes.push(say!("标题“{title}”写入 title", "the heading “{title}” became title"));
            }
            None => changes.push(say!("题注没有用上：{line}", "left out of the header: {line}")),
        }
    }
    header
}

/// A line that begins with a date, and the words after it.
fn dated(line: &str) -> Option<(Date, &str)> {
    let end = line.find('日')? + '日'.len_utf8();
    let (year, rest) = line[..end].split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let number = |text: &str| -> Result<u32, NumeralError> { parse_numeral(trim(text)) };
    let day = number(day.trim_end_matches('日')).ok()?;
    let date = Date::from_ymd_opt(i32::try_from(number(year).ok()?).ok()?, number(month).ok()?, day)?;
    Some((date, trim(&line[end..])))
}

/// What a dated line says: later lines tell of later versions and count.
fn read_date<'a>(header: &mut Header<'a>, date: Date, words: &'a str, line: &str, changes: &mut Vec<Text>) {
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
    if ["公布", "发布", "公告"].iter().any(|word| words.contains(word)) && !words.contains("公告公布施行") {
        header.published = Some(date);
        used.push("published");
    }
    if ["施行", "实施"].iter().any(|word| words.ends_with(word)) {
        header.effective = Some(date);
        used.push("effective");
    }
    if let Some(number) = order(words) {
        header.number = Some(number);
        used.push("number");
    }
    let used = used.join("、");
    if used.is_empty() {
        changes.push(say!("题注没有用上：{line}", "left out of the header: {line}"));
    } else {
        changes.push(say!("题注“{line}”写入 {used}", "the line “{line}” became {used}"));
    }
}

/// 国务院令第621号
fn order(words: &str) -> Option<&str> {
    let at = words.find("令第")?;
    let end = at + words[at..].find('号')? + '号'.len_utf8();
    Some(trim(&words[..end]))
}

/// The body without comments of the collection and without blank lines at its ends.
fn body(rest: &str, changes: &mut Vec<Text>) -> String {
    let mut body = String::with_capacity(rest.len());
    let mut blank = true;
    for line in rest.lines() {
        let words = trim(line);
        if words.starts_with("<!--") && words.ends_with("-->") {
            changes.push(say!("删去注释 {words}", "left out the comment {words}"));
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
fn effective(header: &Header<'_>, body: &str, name: &str, changes: &mut Vec<Text>) -> Option<Date> {
    if header.effective.is_some() {
        return header.effective;
    }
    let clause = || (header.made_by != Some("amend")).then(|| last_clause(body)).flatten();
    if let Some(date) = clause() {
        changes.push(say!("施行日期 {date} 取自正文的施行条款", "effective {date} was taken from the text's own clause"));
        return Some(date);
    }
    if let Some(date) = date_in(name) {
        changes.push(say!("施行日期 {date} 取自文件名，请核对", "effective {date} was taken from the file's name: check it"));
        return Some(date);
    }
    let date = header.last?;
    changes.push(say!("施行日期 {date} 取自题注中最后一个日期，请核对", "effective {date} is the last date of the header: check it"));
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

fn settings(header: &Header<'_>, effective: Option<Date>) -> String {
    let mut settings = String::new();
    let mut text = |key: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            settings += &format!("{key} = {}\n", toml::Value::String(value.to_owned()));
        }
    };
    text("title", Some(header.title));
    text("number", header.number);
    text("instrument", instrument_of(header.title));
    text("made-by", header.made_by.or(Some("issue")));
    for (key, date) in [("adopted", header.adopted), ("published", header.published), ("effective", effective)] {
        if let Some(date) = date {
            settings += &format!("{key} = {date}\n");
        }
    }
    settings
}

fn no_title(name: &str) -> Diagnostic {
    Diagnostic::error(front_matter::MISSING_KEY, say!("{name} 里没有找到标题", "{name} has no title"))
        .at(crate::diag::Place::file(&SourceText::new(name, "").file))
        .help(say!("第一行应当是标题：# 财务管理办法", "the first line should be the title: # …"))
}

fn no_date(name: &str) -> Diagnostic {
    Diagnostic::warning(front_matter::MISSING_KEY, say!("{name} 没有说何时施行", "{name} does not say when it takes effect"))
        .at(crate::diag::Place::file(&SourceText::new(name, "").file))
        .help(say!("请在参数中补上一行：effective = 2026-03-01", "add a line to its settings: effective = 2026-03-01"))
}

#[cfg(test)]
mod tests {
    use super::import;

    #[test]
    fn a_header_becomes_settings() {
        let text = "# 机关事务管理条例\n\n2012年6月13日 国务院第208次常务会议通过\n\n2012年6月28日 中华人民共和国国务院令第621号公布\n\n\
                    2012年10月1日 施行\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n<!-- FORCE BREAK -->\n\n第一条 为了\n";
        let imported = import(text, "条例(2012-06-28).md").value;
        assert_eq!(
            imported.text,
            "+++\ntitle = \"机关事务管理条例\"\nnumber = \"中华人民共和国国务院令第621号\"\ninstrument = \"条例\"\nmade-by = \"issue\"\n\
             adopted = 2012-06-13\npublished = 2012-06-28\neffective = 2012-10-01\n+++\n\n## 第一章 总则\n\n第一条 为了\n"
        );
        assert_eq!(imported.changes.len(), 5);
    }

    #[test]
    fn the_day_it_takes_effect() {
        let day = |header: &str, body: &str, name: &str| {
            let imported = import(&format!("# 某某办法\n{header}\n<!-- INFO END -->\n{body}"), name).value;
            imported.effective.map(|date| date.to_string()).unwrap_or_default()
        };
        let clause = "第一条 本办法自2020年10月1日起施行。";
        assert_eq!(day("2020年8月3日 公布", clause, "a(2020-08-03).md"), "2020-10-01");
        assert_eq!(day("2023年3月13日 《决定》第二次修正）", clause, "a(2023-03-13).md"), "2023-03-13");
        assert_eq!(day("2023年3月13日 公布", "第一条 甲", "a.md"), "2023-03-13");
        assert_eq!(day("", "第一条 甲", "a.md"), "");
    }

    #[test]
    fn a_pasted_text_begins_with_its_title() {
        let imported = import("值班“制度”\n第一条 甲\n", "a.txt");
        assert!(imported.value.text.starts_with("+++\ntitle = \"值班“制度”\"\n"), "{}", imported.value.text);
        assert!(imported.value.text.ends_with("+++\n\n第一条 甲\n"));
        assert_eq!(imported.diagnostics.len(), 1);
    }
}
