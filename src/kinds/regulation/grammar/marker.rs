//! What a line begins with: 第N条, （N）, D., 一、, 附件N. Each function reads from the front of a text and says how far.

use crate::value::{NumeralError, is_invisible, parse_numeral};

use super::super::tree::Number;

/// A number read, or why it cannot be.
pub(super) type Read = Result<Number, NumeralError>;

/// 第N条[之N] and its like: what stands before the separator.
pub(super) struct Structural {
    /// The word: 编, 分编, 篇, 章, 节, 条.
    pub word: &'static str,
    /// Its number.
    pub number: Read,
    /// Bytes up to the end of the word or of 之N.
    pub length: usize,
}

/// Whether a character parts words: a space of any kind, or one that is not seen at all.
pub(in super::super) fn is_space(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

/// Strips spaces from both ends.
pub(in super::super) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Bytes of spaces at the front.
fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_space).len()
}

fn is_chinese_digit(character: char) -> bool {
    matches!(character, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '零' | '〇' | '○' | '两')
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

/// Bytes at the front that may be a number, Chinese or Arabic.
pub(in super::super) fn digits(text: &str) -> usize {
    run(text, |c| is_chinese_digit(c) || is_digit(c))
}

/// Bytes at the front that satisfy `test`.
fn run(text: &str, test: impl Fn(char) -> bool) -> usize {
    text.find(|c| !test(c)).unwrap_or(text.len())
}

fn value(text: &str) -> Result<u16, NumeralError> {
    parse_numeral(text).map(|number| u16::try_from(number).expect("numerals end at 9999"))
}

/// Reads 第N条[之N], 第N章[之N], 第N节, 第N编, 第N分编, 第N篇; spaces around the number are passed over.
pub(super) fn structural(text: &str) -> Option<Structural> {
    let mut at = '第'.len_utf8();
    at += spaces(&text[at..]);
    let digits = digits(&text[at..]);
    if digits == 0 {
        return None;
    }
    let number = value(&text[at..at + digits]);
    at += digits;
    at += spaces(&text[at..]);
    let word = ["条", "章", "节", "编", "分编", "篇"].into_iter().find(|word| text[at..].starts_with(word))?;
    at += word.len();
    let (suffix, length) = suffix(&text[at..]);
    let number = number.and_then(|base| suffix.map(|suffix| Number { base, suffix }));
    Some(Structural { word, number, length: at + length })
}

/// Reads 之N.
fn suffix(text: &str) -> (Result<u16, NumeralError>, usize) {
    let Some(rest) = text.strip_prefix('之') else { return (Ok(0), 0) };
    let digits = digits(rest);
    if digits == 0 { (Ok(0), 0) } else { (value(&rest[..digits]), '之'.len_utf8() + digits) }
}

/// A marker of a list.
pub(super) struct Listed {
    /// What kind of marker.
    pub style: Style,
    /// Its number.
    pub number: Read,
    /// Bytes of the marker.
    pub length: usize,
}

/// How a list is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// （一）
    Item,
    /// （1）
    Bracketed,
    /// 1.
    Dotted,
    /// 一、
    Enumerated,
}

/// Reads a marker of a list.
pub(super) fn listed(text: &str) -> Option<Listed> {
    match text.chars().next()? {
        '（' | '(' => bracketed(text),
        c if is_digit(c) => dotted(text),
        c if is_chinese_digit(c) => enumerated(text),
        _ => None,
    }
}

/// Reads （N） or （D）, with brackets of either width.
pub(super) fn bracketed(text: &str) -> Option<Listed> {
    let mut at = text.chars().next()?.len_utf8();
    at += spaces(&text[at..]);
    let chinese = run(&text[at..], is_chinese_digit);
    let arabic = run(&text[at..], is_digit);
    let (style, digits) = if chinese > 0 { (Style::Item, chinese) } else { (Style::Bracketed, arabic) };
    let number = &text[at..at + digits];
    if digits == 0 || (style == Style::Bracketed && number.chars().count() > 3) {
        return None;
    }
    at += digits;
    at += spaces(&text[at..]);
    let close = text[at..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    Some(Listed { style, number: value(number).map(Number::plain), length: at + close.len_utf8() })
}

/// Reads 1. 1． 1、 where no digit follows, which would make it 1.5.
fn dotted(text: &str) -> Option<Listed> {
    let digits = run(text, is_digit);
    let number = &text[..digits];
    let dot = text[digits..].chars().next().filter(|c| matches!(c, '.' | '．' | '、'))?;
    let length = digits + dot.len_utf8();
    if number.chars().count() > 3 || text[length..].starts_with(is_digit) {
        return None;
    }
    Some(Listed { style: Style::Dotted, number: value(number).map(Number::plain), length })
}

/// Reads 一、
fn enumerated(text: &str) -> Option<Listed> {
    let digits = run(text, is_chinese_digit);
    text[digits..].starts_with('、').then(|| Listed {
        style: Style::Enumerated,
        number: value(&text[..digits]).map(Number::plain),
        length: digits + '、'.len_utf8(),
    })
}

/// A heading of an annex.
pub(super) struct AnnexMark {
    /// Its number, if it states one that can be read.
    pub number: Option<u16>,
    /// Bytes of 附件1.
    pub length: usize,
    /// Where the title begins.
    pub title: usize,
}

/// Reads 附件/附表/附录/附 [N][：title]. Without `#` the line must be short and no sentence.
pub(super) fn annex(text: &str, hashed: bool) -> Option<AnnexMark> {
    const LONGEST: usize = 40;
    let sentence = text.ends_with(['。', '；', '，', ';']) || text.chars().nth(LONGEST).is_some();
    if sentence && !hashed {
        return None;
    }
    let word = ["附件", "附表", "附录", "附"].into_iter().find(|word| text.starts_with(word))?;
    let after = word.len() + spaces(&text[word.len()..]);
    let digits = digits(&text[after..]);
    let separator = |rest: &str| rest.is_empty() || rest.starts_with(|c| is_space(c) || matches!(c, '：' | ':' | '.' | '．' | '、'));
    let numbered = digits > 0 && separator(&text[after + digits..]);
    let mark = if numbered { after + digits } else { word.len() };
    let rest = &text[mark..];
    // 附 alone is too short a word to be followed by anything but its number or a colon.
    let parted = if word == "附" { numbered || rest.is_empty() || rest.starts_with(['：', ':']) } else { hashed || separator(rest) };
    if !parted {
        return None;
    }
    let title = mark + (rest.len() - rest.trim_start_matches(|c| is_space(c) || matches!(c, '：' | ':' | '.' | '．' | '、')).len());
    // 附件：1. 审批单 at the end of a notice lists what comes with it.
    if !numbered && listed(&text[title..]).is_some_and(|mark| mark.style == Style::Dotted) {
        return None;
    }
    let number = numbered.then(|| value(&text[after..mark]).ok()).flatten();
    Some(AnnexMark { number, length: mark, title })
}

/// Bytes of 附件： where the first name of a list of annexes follows on the same line: 附件：1.审批单. Else 0.
pub(super) fn enclosures(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("附件") else { return 0 };
    let Some(names) = rest.trim_start_matches(is_space).strip_prefix(['：', ':']) else { return 0 };
    let first = listed(names.trim_start_matches(is_space));
    if first.is_some_and(|mark| mark.style == Style::Dotted && mark.number == Ok(Number::plain(1))) { text.len() - names.len() } else { 0 }
}

/// Whether a line says just this word, spaces inside it passed over: 总　则.
pub(super) fn is_word(text: &str, word: &str) -> bool {
    text.chars().filter(|c| !is_space(*c)).eq(word.chars())
}

/// The 〔heading〕 or 【heading】 at the front, its brackets included.
pub(super) fn heading(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '〔' => '〕',
        '【' => '】',
        _ => return None,
    };
    let end = text.find(close)?;
    (end < 200).then_some(end + close.len_utf8())
}

/// Whether a text begins with （删除）.
pub(super) fn deletion(text: &str) -> bool {
    text.starts_with("（删除）") || text.starts_with("(删除)")
}
