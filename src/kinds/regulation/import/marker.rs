//! What a line begins with, read more widely than the grammar does: `第 一 条`, `（ 一 ）`, with tabs and spaces behind.

use std::ops::Range;

use crate::kinds::regulation::grammar::is_space;
use crate::value::parse_numeral;

/// What a marker counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// 第N编, 第N分编, 第N篇
    Part,
    /// 第N章
    Chapter,
    /// 第N节
    Section,
    /// 第N条
    Article,
    /// （一） （1） 1. 一、
    List,
}

/// A marker at the front of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker {
    /// What it counts.
    pub mark: Mark,
    /// The marker without spaces in it.
    pub label: String,
    /// Its number; absent where it cannot be read.
    pub number: Option<u32>,
    /// Bytes of it in the line.
    pub length: usize,
    /// Where the words begin.
    pub rest: usize,
}

impl Marker {
    /// Whether a space or the end of the line stands behind it.
    pub(super) fn is_parted(&self, line: &str) -> bool {
        self.rest > self.length || self.rest == line.len()
    }
}

/// The marker of a line without spaces before it.
pub(super) fn read(line: &str) -> Option<Marker> {
    let mut scan = Scan { line, at: 0 };
    let (mark, digits) = match line.chars().next()? {
        '第' => structural(&mut scan)?,
        '（' | '(' => (Mark::List, bracketed(&mut scan)?),
        _ => (Mark::List, dotted(&mut scan)?),
    };
    let label: String = line[..scan.at].chars().filter(|c| !is_space(*c)).collect();
    let digits: String = line[digits].chars().filter(|c| !is_space(*c)).collect();
    let length = scan.at;
    scan.spaces();
    Some(Marker { mark, label, number: parse_numeral(&digits).ok(), length, rest: scan.at })
}

struct Scan<'a> {
    line: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.line[self.at..]
    }

    fn spaces(&mut self) {
        self.at = self.line.len() - self.rest().trim_start_matches(is_space).len();
    }

    /// Goes past one of these words.
    fn word(&mut self, words: &[&str]) -> Option<usize> {
        let found = words.iter().position(|word| self.rest().starts_with(word))?;
        self.at += words[found].len();
        Some(found)
    }

    /// Goes past digits of one kind and the spaces between them; at least one and at most `most`.
    fn digits(&mut self, is_digit: fn(char) -> bool, most: usize) -> Option<Range<usize>> {
        let start = self.at;
        let mut count = 0;
        let mut end = start;
        for (at, character) in self.line[start..].char_indices() {
            if is_digit(character) {
                count += 1;
                end = start + at + character.len_utf8();
            } else if count == 0 || !is_space(character) {
                break;
            }
        }
        self.at = end;
        (1..=most).contains(&count).then_some(start..end)
    }
}

fn is_chinese(character: char) -> bool {
    "一二三四五六七八九十百千零〇○两".contains(character)
}

fn is_arabic(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

fn is_either(character: char) -> bool {
    is_chinese(character) || is_arabic(character)
}

/// 第N条, 第N条之N
fn structural(scan: &mut Scan<'_>) -> Option<(Mark, Range<usize>)> {
    const WORDS: [(&str, Mark); 6] =
        [("条", Mark::Article), ("章", Mark::Chapter), ("节", Mark::Section), ("编", Mark::Part), ("分编", Mark::Part), ("篇", Mark::Part)];
    scan.word(&["第"])?;
    scan.spaces();
    let digits = scan.digits(is_either, 9)?;
    scan.spaces();
    let word = scan.word(&WORDS.map(|(word, _)| word))?;
    let end = scan.at;
    if scan.word(&["之"]).is_none() || scan.digits(is_either, 9).is_none() {
        scan.at = end;
    }
    Some((WORDS[word].1, digits))
}

/// （一） （1）
fn bracketed(scan: &mut Scan<'_>) -> Option<Range<usize>> {
    scan.word(&["（", "("])?;
    scan.spaces();
    let start = scan.at;
    let digits = scan.digits(is_chinese, 9).or_else(|| {
        scan.at = start;
        scan.digits(is_arabic, 3)
    })?;
    scan.spaces();
    scan.word(&["）", ")"])?;
    Some(digits)
}

/// 1. 1、 and 一、; not 1.5
fn dotted(scan: &mut Scan<'_>) -> Option<Range<usize>> {
    if scan.rest().starts_with(is_chinese) {
        let digits = scan.digits(is_chinese, 9)?;
        return scan.word(&["、"]).map(|_| digits);
    }
    let digits = scan.digits(is_arabic, 3)?;
    scan.word(&[".", "．", "、"])?;
    (!scan.rest().starts_with(is_arabic)).then_some(digits)
}

/// Words of which each character stands by itself, 总　则, without the spaces; other words as they are.
pub(super) fn tighten(words: &str) -> Option<String> {
    let spread = words.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let single = |word: &&str| word.chars().count() == 1 && word.starts_with(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    (spread.len() > 1 && spread.iter().all(single)).then(|| spread.concat())
}

/// Whether a line says just this word, spaces inside it passed over.
pub(super) fn is_word(line: &str, word: &str) -> bool {
    line.chars().filter(|c| !is_space(*c)).eq(word.chars())
}

#[cfg(test)]
mod tests {
    use super::{Mark, read, tighten};

    #[test]
    fn markers_as_word_leaves_them() {
        for (line, expected) in [
            ("第一条　为了", Some((Mark::Article, "第一条", 1, "为了"))),
            ("第 一 百 二 十 条\t为了", Some((Mark::Article, "第一百二十条", 120, "为了"))),
            ("第１２条 甲", Some((Mark::Article, "第１２条", 12, "甲"))),
            ("第三条之二 甲", Some((Mark::Article, "第三条之二", 3, "甲"))),
            ("第三条之规定", Some((Mark::Article, "第三条", 3, "之规定"))),
            ("第 二 章 管理", Some((Mark::Chapter, "第二章", 2, "管理"))),
            ("第一分编", Some((Mark::Part, "第一分编", 1, ""))),
            ("（ 一 ） 甲", Some((Mark::List, "（一）", 1, "甲"))),
            ("(12)甲", Some((Mark::List, "(12)", 12, "甲"))),
            ("1.\t甲", Some((Mark::List, "1.", 1, "甲"))),
            ("一、 甲", Some((Mark::List, "一、", 1, "甲"))),
            ("1.5米", None),
            ("2026. 甲", None),
            ("（一甲）", None),
            ("第条", None),
            ("甲", None),
            ("", None),
        ] {
            let found = read(line);
            let found = found.as_ref().map(|m| (m.mark, m.label.as_str(), m.number.unwrap_or(0), &line[m.rest..]));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn words_spread_out() {
        assert_eq!(tighten("总　则").as_deref(), Some("总则"));
        assert_eq!(tighten("财 务 管 理 办 法").as_deref(), Some("财务管理办法"));
        assert_eq!(tighten("总则"), None);
        assert_eq!(tighten("总则 附则"), None);
    }
}
