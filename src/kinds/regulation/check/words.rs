//! The words of the text: what it calls itself, when it says it takes effect, characters nobody sees.

use std::collections::BTreeMap;

use super::super::model::MadeBy;
use super::super::tree::{Kind, Span};
use super::Subject;
use crate::diag::{Diagnostic, regulation};
use crate::say;
use crate::value::{Date, is_invisible, long_date, parse_numeral};

/// What instruments call themselves behind 本.
pub(in super::super) const INSTRUMENTS: [&str; 10] = ["办法", "规定", "制度", "细则", "规程", "条例", "规则", "准则", "守则", "章程"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    characters(subject, found);
    marked_secret(subject, found);
    instrument(subject, found);
    effective(subject, found);
}

/// The text of the regulation itself, annexes left out.
fn main_text<'a>(subject: &'a Subject<'_>) -> (usize, &'a str) {
    let start = subject.body.start;
    let annex = subject.tree.main_end();
    let end = if annex < subject.tree.len() { subject.tree.node(annex).label.start as usize } else { subject.body.end };
    (start, &subject.text()[start..end.max(start)])
}

/// “本条例” inside a 办法.
fn instrument(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some((front, _)) = subject.front else { return };
    let stated = front.instrument.as_deref().or_else(|| instrument_of(&front.title));
    let Some(own) = stated.filter(|own| INSTRUMENTS.contains(own) || *own == "法") else { return };
    let (start, text) = main_text(subject);
    let mut others: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, mark) in text.match_indices('本') {
        let after = &text[at + mark.len()..];
        let other = INSTRUMENTS.iter().find(|word| **word != own && after.starts_with(**word));
        if let Some(word) = other.filter(|_| begins_a_word(&text[..at])) {
            others.entry(word).or_insert((at, 0)).1 += 1;
        }
    }
    for (word, (at, times)) in others {
        let at = start + at;
        found.push(instrument_mismatch(own, word, times).at(subject.source.place(at..at + "本".len() + word.len())));
    }
}

/// Whether 本 here means "this", not the end of 基本, 根本, 资本 …
pub(in super::super) fn begins_a_word(before: &str) -> bool {
    !before.ends_with(['基', '根', '资', '成', '文', '样', '版', '日', '书', '副', '课', '剧', '脚', '标', '原', '抄'])
}

/// The instrument a title ends in; （试行） and other brackets behind it are passed over.
pub(in super::super) fn instrument_of(title: &str) -> Option<&'static str> {
    let mut rest = title.trim();
    while let Some(inner) = rest.strip_suffix(['）', ')']) {
        rest = inner.rfind(['（', '(']).map_or("", |open| inner[..open].trim_end());
    }
    let known = ["通知", "决定", "意见", "方案", "公告", "法"];
    INSTRUMENTS.into_iter().chain(known).find(|word| rest.ends_with(word))
}

/// “本办法自2026年3月1日起施行” says another day than the front matter. An amended text keeps its old clause.
fn effective(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some((front, _)) = subject.front else { return };
    let Some(effective) = subject.effective else { return };
    if matches!(front.made_by, Some(MadeBy::Amend | MadeBy::Repeal)) {
        return;
    }
    // The clause stands at the end: in one of the last articles.
    let articles: Vec<usize> = subject.tree.articles().map(|(index, _)| index).collect();
    for article in articles.iter().rev().take(3) {
        for paragraph in subject.tree.children(*article).filter(|child| subject.tree.node(*child).kind == Kind::Paragraph) {
            let text = subject.tree.node(paragraph).text;
            if let Some((span, day)) = clause(subject.text(), text).filter(|(_, day)| *day != effective) {
                found.push(effective_mismatch(day, effective).at(subject.place(span)));
            }
        }
    }
}

/// The day in 本…自…起施行, or in 自…起施行 alone, and where it stands.
pub(in super::super) fn clause(text: &str, span: Span) -> Option<(Span, Date)> {
    let words = span.of(text);
    for (end, _) in words.match_indices('起') {
        let verb = words[end + '起'.len_utf8()..].trim_start_matches("正式");
        if !["施行", "实施", "执行", "试行", "生效"].iter().any(|word| verb.starts_with(word)) {
            continue;
        }
        let start = words[..end].rfind(['。', '；', '，']).map_or(0, |at| at + '。'.len_utf8());
        let Some((head, day)) = words[start..end].split_once('自') else { continue };
        // 自2026年5月1日起施行。 is a whole sentence, and of this text too.
        let ends = ["施行", "实施", "执行", "试行", "生效"].iter().find_map(|word| verb.strip_prefix(word)).unwrap_or_default();
        let whole = head.trim().is_empty() && (ends.is_empty() || ends.starts_with(['。', '；', '\n']));
        let own = whole || head.trim().strip_prefix('本').is_some_and(|word| word == "法" || INSTRUMENTS.contains(&word));
        if let Some(date) = date(day).filter(|_| own) {
            let from = span.start as usize + start + head.len() + '自'.len_utf8();
            return Some((Span::new(from, from + day.len()), date));
        }
    }
    None
}

/// 2026年3月1日 or 二〇二六年三月一日.
fn date(text: &str) -> Option<Date> {
    let (year, rest) = text.trim().split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let number = |text: &str| parse_numeral(text.trim()).ok();
    Date::from_ymd_opt(i32::try_from(number(year)?).ok()?, number(month)?, number(day)?)
}

/// Zero-width and bidirectional characters, private use, replacement characters: one finding a character and file.
fn characters(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let text = subject.source.slice(&subject.body);
    let bytes = text.as_bytes();
    let mut suspects: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    for (at, byte) in bytes.iter().enumerate() {
        // The first bytes of all suspects; E2 80 and EF BC–BF are those of common punctuation too, and looked at closer.
        let possible = match byte {
            0xC2 => bytes.get(at + 1) == Some(&0xAD),
            0xD8 | 0xE1 | 0xEE | 0xF3 | 0xF4 => true,
            0xE2 => matches!(bytes.get(at + 1), Some(0x80 | 0x81)),
            0xEF => bytes.get(at + 1).is_some_and(|next| !matches!(next, 0xBC | 0xBD)) || bytes.get(at + 2) == Some(&0xBD),
            _ => false,
        };
        if !possible {
            continue;
        }
        if let Some(character) = text[at..].chars().next().filter(|character| is_suspect(*character)) {
            suspects.entry(character).or_insert((at, 0)).1 += 1;
        }
    }
    for (character, (at, times)) in suspects {
        let at = subject.body.start + at;
        found.push(character_suspect(character, times).at(subject.source.place(at..at + character.len_utf8())));
    }
}

fn is_suspect(character: char) -> bool {
    is_invisible(character) || matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\u{F0000}'..='\u{10FFFF}')
}

/// A line such as 秘密★10年 at the head of the text.
fn marked_secret(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (index, node) in subject.tree.iter().take(12) {
        if !matches!(node.kind, Kind::Paragraph | Kind::Heading) {
            continue;
        }
        let words = node.text.of(subject.text());
        let grade = ["绝密", "机密", "秘密"]
            .into_iter()
            .find(|grade| words.strip_prefix(grade).is_some_and(|rest| rest.is_empty() || rest.starts_with('★') || rest.starts_with('☆')));
        if let Some(grade) = grade.filter(|_| subject.tree.ancestor(index, Kind::Article).is_none()) {
            found.push(secrecy(grade).at(subject.place(node.text)));
        }
    }
}

pub(super) fn secrecy(grade: &str) -> Diagnostic {
    Diagnostic::error(
        regulation::SECRECY,
        say!("密级为“{grade}”的文件不能放进本系统", "a document graded {grade} has no place on this site"),
    )
    .help(say!("请立即移出这个文件，并按保密规定处理", "take the file out at once and handle it as the rules on secrecy demand"))
}

fn instrument_mismatch(own: &str, word: &str, times: usize) -> Diagnostic {
    Diagnostic::warning(
        regulation::INSTRUMENT_MISMATCH,
        say!("这是一部{own}，正文却写“本{word}”（共 {times} 处）", "this is a {own}, but its text says 本{word} ({times} times)"),
    )
    .help(say!(
        "请改成“本{own}”；题目里的文种不对时，用 instrument 说明",
        "write 本{own}, or state the instrument where the title misleads"
    ))
}

fn effective_mismatch(day: Date, effective: Date) -> Diagnostic {
    let (day, effective) = (long_date(day), long_date(effective));
    Diagnostic::warning(
        regulation::EFFECTIVE_MISMATCH,
        say!("正文说自{day}起施行，而施行日期是{effective}", "the text takes effect on {day}, but the file says {effective}"),
    )
    .help(say!(
        "请改正其中一个；修正案保留旧的施行条款时，写 made-by = \"amend\"",
        "correct one of them; where an amendment keeps the old clause, write made-by = \"amend\""
    ))
}

fn character_suspect(character: char, times: usize) -> Diagnostic {
    let code = u32::from(character);
    Diagnostic::warning(
        regulation::CHARACTER_SUSPECT,
        say!(
            "有看不见或字体里没有的字符 U+{code:04X}（共 {times} 处）",
            "a character nobody sees or no font has, U+{code:04X} ({times} times)"
        ),
    )
    .help(say!("请删去或重新输入这个字", "delete it, or type the character anew"))
}

#[cfg(test)]
mod tests {
    use super::{clause, date, instrument_of};
    use crate::kinds::regulation::tree::Span;

    #[test]
    fn instruments_of_titles() {
        for (title, instrument) in [
            ("云岭县人民检察院财务管理办法", Some("办法")),
            ("公务接待管理规定（试行）", Some("规定")),
            ("办公室值班制度(2010年第1号)", Some("制度")),
            ("中华人民共和国会计法", Some("法")),
            ("关于加强管理的通知", Some("通知")),
            ("工作纪要", None),
        ] {
            assert_eq!(instrument_of(title), instrument, "{title}");
        }
    }

    #[test]
    fn clauses_on_taking_effect() {
        let day = |text: &str| clause(text, Span::new(0, text.len())).map(|(span, date)| format!("{} {date}", span.of(text)));
        assert_eq!(day("本办法自2026年3月1日起施行。").as_deref(), Some("2026年3月1日 2026-03-01"));
        assert_eq!(day("本办法由办公室解释，本办法自二〇二六年三月一日起正式施行。").as_deref(), Some("二〇二六年三月一日 2026-03-01"));
        assert_eq!(day("本办法自公布之日起施行。《旧办法》自2020年1月1日起施行的，同时废止。"), None);
        assert_eq!(day("自2026年5月1日起施行。").as_deref(), Some("2026年5月1日 2026-05-01"));
        assert_eq!(day("由办公室负责解释，自2026年5月1日起执行").as_deref(), Some("2026年5月1日 2026-05-01"));
        assert_eq!(day("自2026年5月1日起施行的标准不变。"), None);
        assert_eq!(day("《旧办法》自2020年1月1日起施行。"), None);
        assert_eq!(date("2026年2月30日"), None);
    }
}
