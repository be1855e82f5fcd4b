//! What a text is found by: pairs of neighbouring Han characters, words of Latin letters and digits, articles, numbers of
//! documents, months. The script of the search makes the same of what is typed.

use unicode_normalization::UnicodeNormalization;

use crate::kinds::regulation::tree::Number;
use crate::value::{folded_alone, numeral_of, parse_numeral};

/// One term of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term<'a> {
    /// One that is made of numbers or of two characters.
    Key(Key),
    /// A word in small letters.
    Word(&'a str),
}

/// A term that is no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(pub u64);

const KIND: u32 = 60;
const SECOND: u32 = 21;

impl Key {
    /// Two characters that stand together; without a second one, a character that ends a run of them.
    fn pair(first: char, second: Option<char>) -> Self {
        Self(u64::from(u32::from(first)) << SECOND | u64::from(second.map_or(0, u32::from)))
    }

    /// An article that is named: 第十二条.
    fn article(number: Number) -> Self {
        Self(1 << KIND | u64::from(number.base) << 16 | u64::from(number.suffix))
    }

    /// The article that has that number.
    pub(super) fn own_article(number: Number) -> Self {
        Self(2 << KIND | u64::from(number.base) << 16 | u64::from(number.suffix))
    }

    /// 〔2026〕3号
    fn number(year: u32, number: u32) -> Self {
        Self(3 << KIND | u64::from(year) << 20 | u64::from(number))
    }

    /// 令第514号
    fn order(number: u32) -> Self {
        Self(4 << KIND | u64::from(number))
    }

    /// 2026年3月
    fn month(year: u32, month: u32) -> Self {
        Self(5 << KIND | u64::from(year) << 8 | u64::from(month))
    }

    /// Whether it is made of characters of the text; such terms stand behind all others.
    pub(super) fn is_han(self) -> bool {
        self.0 >> KIND == 0
    }

    /// As the script writes it.
    pub(super) fn written(self) -> String {
        let rest = self.0 & ((1 << KIND) - 1);
        let article = |mark: char| match (rest >> 16, rest & 0xffff) {
            (base, 0) => format!("{mark}{base}"),
            (base, suffix) => format!("{mark}{base}.{suffix}"),
        };
        let character = |bits: u64| u32::try_from(bits).ok().and_then(char::from_u32).filter(|c| *c != '\0');
        match self.0 >> KIND {
            0 => [character(rest >> SECOND), character(rest & ((1 << SECOND) - 1))].into_iter().flatten().collect(),
            1 => article('§'),
            2 => article('#'),
            3 => format!("№{}-{}", rest >> 20, rest & 0xf_ffff),
            4 => format!("№{rest}"),
            _ => format!("@{}-{}", rest >> 8, rest & 0xff),
        }
    }
}

/// Longest word that is told from others.
const LONGEST_WORD: usize = 40;

/// Whether a character is Chinese.
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// Splits texts into terms; keeps its memory from one to the next.
#[derive(Default)]
pub(super) struct Splitter {
    folded: Vec<char>,
    word: String,
}

impl Splitter {
    /// Hands on every term of a text, as often as it occurs.
    pub(super) fn split(&mut self, text: &str, take: &mut impl FnMut(Term<'_>)) {
        self.folded.clear();
        fold(text, &mut self.folded);
        let mut before = None;
        let mut at = 0;
        while let Some(&character) = self.folded.get(at) {
            if is_han(character) {
                if let Some(before) = before {
                    take(Term::Key(Key::pair(before, Some(character))));
                }
                before = Some(character);
                if let Some(key) = number_ending(&self.folded, at, character) {
                    take(Term::Key(key));
                }
                at += 1;
                continue;
            }
            if let Some(before) = before.take() {
                take(Term::Key(Key::pair(before, None)));
            }
            if character.is_ascii_alphanumeric() {
                at = self.word(at, take);
            } else {
                at += 1;
            }
        }
        if let Some(before) = before {
            take(Term::Key(Key::pair(before, None)));
        }
    }

    /// Hands on the word that begins there, and says where it ends. 1,284 is one word; A4 is also A and 4.
    fn word(&mut self, start: usize, take: &mut impl FnMut(Term<'_>)) -> usize {
        let folded = &self.folded;
        let digit = |at: usize| folded.get(at).is_some_and(char::is_ascii_digit);
        let mut end = start;
        self.word.clear();
        while let Some(&character) = folded.get(end) {
            if character.is_ascii_alphanumeric() {
                self.word.push(character);
            } else if !(character == ',' && digit(end - 1) && (1..=3).all(|next| digit(end + next)) && !digit(end + 4)) {
                break;
            }
            end += 1;
        }
        if let Some(key) = month_with_hyphen(folded, end) {
            take(Term::Key(key));
        }
        self.word.truncate(LONGEST_WORD);
        take(Term::Word(&self.word));
        let parts = || self.word.split_inclusive(char::is_alphabetic);
        if self.word.bytes().any(|byte| byte.is_ascii_digit()) && parts().any(|part| part.ends_with(char::is_alphabetic)) {
            for part in pieces(&self.word) {
                take(Term::Word(part));
            }
        }
        end
    }
}

/// Letters and digits of a word, each by itself.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let bytes = word.as_bytes();
    let mut start = 0;
    (1..=bytes.len()).filter_map(move |end| {
        let ends = end == bytes.len() || bytes[end].is_ascii_digit() != bytes[end - 1].is_ascii_digit();
        ends.then(|| &word[std::mem::replace(&mut start, end)..end])
    })
}

/// How many pairs of characters and words a text has.
pub(super) fn length(text: &str) -> usize {
    let mut length = 0;
    Splitter::default().split(text, &mut |term| {
        let counts = match term {
            Term::Key(key) => key.is_han() && key.written().chars().count() == 2,
            Term::Word(_) => true,
        };
        length += usize::from(counts);
    });
    length
}

/// NFKC and small letters; what is folded already is not looked at twice.
fn fold(text: &str, into: &mut Vec<char>) {
    for character in text.chars() {
        match folded_alone(character) {
            Some(alone) => into.push(alone),
            None => into.extend(std::iter::once(character).nfkc().flat_map(char::to_lowercase)),
        }
    }
}

/// The article, number or month whose last character stands there.
fn number_ending(folded: &[char], at: usize, character: char) -> Option<Key> {
    match character {
        '条' => article_ending(folded, at),
        '号' => document_number(folded, at),
        '月' => {
            let (month, before) = digits(folded, at)?;
            let (year, start) = digits(folded, sign(folded, before, &['年'])?)?;
            ((1..=12).contains(&month) && is_year(year) && start < before).then(|| Key::month(year, month))
        }
        _ => None,
    }
}

fn article_ending(folded: &[char], at: usize) -> Option<Key> {
    let end = skip_spaces(folded, at);
    let start = folded[..end].iter().rposition(|c| !is_numeral(*c))?;
    sign(folded, start + 1, &['第'])?;
    let base = numeral(&folded[start + 1..end])?;
    Some(Key::article(Number { base, suffix: suffix(&folded[at + 1..]) }))
}

/// The number behind 之; 0 where there is none.
fn suffix(after: &[char]) -> u16 {
    if after.first() != Some(&'之') {
        return 0;
    }
    let end = after[1..].iter().take_while(|c| is_numeral(**c)).count();
    numeral(&after[1..=end]).unwrap_or(0)
}

fn numeral(characters: &[char]) -> Option<u16> {
    numeral_of(characters.iter().copied()).ok().and_then(|number| u16::try_from(number).ok())
}

fn is_numeral(character: char) -> bool {
    character.is_ascii_digit() || "零〇一二三四五六七八九十百千两".contains(character)
}

/// 〔2026〕3号, [2026]3号, (2026)第3号, 2026 3号, 20263号; 令第514号, 令514号.
fn document_number(folded: &[char], at: usize) -> Option<Key> {
    let (number, start) = digits(folded, at)?;
    let before = sign(folded, start, &['第']).unwrap_or(start);
    if sign(folded, before, &['令']).is_some() {
        return Some(Key::order(number));
    }
    let bracket = sign(folded, before, &['〕', ']', ')', '】', '〉', '>']).unwrap_or(before);
    match digits(folded, bracket) {
        Some((year, _)) if is_year(year) => Some(Key::number(year, number)),
        _ if before == start => split_number(&folded[start..skip_spaces(folded, at)]),
        _ => None,
    }
}

/// 20263 as 2026 and 3.
fn split_number(written: &[char]) -> Option<Key> {
    let (year, number) = (value(written.get(..4)?)?, value(written.get(4..)?)?);
    is_year(year).then(|| Key::number(year, number))
}

/// 2026-03 as a month, where the last two digits end.
fn month_with_hyphen(folded: &[char], end: usize) -> Option<Key> {
    let (month, start) = digits(folded, end).filter(|(month, start)| end - start == 2 && (1..=12).contains(month))?;
    let before = start.checked_sub(1).filter(|before| folded[*before] == '-')?;
    let (year, _) = digits(folded, before).filter(|(year, _)| is_year(*year))?;
    Some(Key::month(year, month))
}

/// The value of one to nine digits.
fn value(digits: &[char]) -> Option<u32> {
    if !(1..10).contains(&digits.len()) {
        return None;
    }
    digits.iter().try_fold(0, |value, digit| Some(value * 10 + digit.to_digit(10)?))
}

fn is_year(number: u32) -> bool {
    (1900..2100).contains(&number)
}

/// The number whose digits end before a place, and where they begin. Of at most nine digits.
fn digits(folded: &[char], end: usize) -> Option<(u32, usize)> {
    let end = skip_spaces(folded, end);
    let start = folded[..end].iter().rposition(|c| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let value = value(&folded[start..end])?;
    Some((value, start))
}

/// Where a character of these begins that stands before a place.
fn sign(folded: &[char], end: usize, wanted: &[char]) -> Option<usize> {
    let end = skip_spaces(folded, end);
    end.checked_sub(1).filter(|at| wanted.contains(&folded[*at]))
}

fn skip_spaces(folded: &[char], mut end: usize) -> usize {
    while end > 0 && folded[end - 1] == ' ' {
        end -= 1;
    }
    end
}

/// The number of the article that a text begins with.
pub(super) fn leading_article(text: &str) -> Option<Number> {
    let text = text.trim_start();
    let end = text.strip_prefix('第').and_then(|rest| rest.find('条').map(|at| at + '第'.len_utf8()))?;
    let base = parse_numeral(text['第'.len_utf8()..end].trim()).ok()?;
    let after: Vec<char> = text[end + '条'.len_utf8()..].chars().take(6).collect();
    Some(Number { base: u16::try_from(base).ok()?, suffix: suffix(&after) })
}

#[cfg(test)]
mod tests {
    use super::{Splitter, Term, leading_article, length};

    fn terms(text: &str) -> String {
        let mut found = Vec::new();
        Splitter::default().split(text, &mut |term| {
            found.push(match term {
                Term::Key(key) => key.written(),
                Term::Word(word) => word.to_owned(),
            });
        });
        found.join(" ")
    }

    #[test]
    fn terms_of_texts() {
        for (text, expected) in [
            ("公务用车", "公务 务用 用车 车"),
            ("“小金库”。", "小金 金库 库"),
            ("Ａ4纸", "a4 a 4 纸"),
            ("GB/T 24988-2020", "gb t 24988 2020"),
            ("1,284,306.55元", "1284306 55 元"),
            ("第十二条", "第十 十二 二条 §12 条"),
            ("第５３条", "第 53 条 §53"),
            ("第一百二十条之一", "第一 一百 百二 二十 十条 §120.1 条之 之一 一"),
            ("云检办〔2026〕3号", "云检 检办 办 2026 3 号 №2026-3"),
            ("[2026] 3 号", "2026 3 号 №2026-3"),
            ("20263号", "20263 号 №2026-3"),
            ("令第514号", "令第 第 514 号 №514"),
            ("2026年3月", "2026 年 3 月 @2026-3"),
            ("2026-03", "2026 @2026-3 03"),
            ("12人，13", "12 人 13"),
        ] {
            let mut found: Vec<String> = terms(text).split(' ').map(str::to_owned).collect();
            let mut wanted: Vec<String> = expected.split(' ').map(str::to_owned).collect();
            found.sort();
            wanted.sort();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_article_number_or_month() {
        for text in ["收支两条线", "若干条", "2026年13月", "五号楼", "第3号", "12345号"] {
            let found = terms(text);
            assert!(!found.contains(['§', '№', '@']), "{text}: {found}");
        }
    }

    #[test]
    fn articles_at_the_beginning() {
        let number = |text| leading_article(text).map(|number| number.to_string());
        assert_eq!(number("第十二条　为了").as_deref(), Some("12"));
        assert_eq!(number("第120条之一").as_deref(), Some("120.1"));
        assert_eq!(number("第十二章 条件"), None);
        assert_eq!(number("依照第十二条"), None);
    }

    #[test]
    fn lengths_of_titles() {
        assert_eq!(length("公务接待管理办法"), 7);
        assert_eq!(length("A4纸"), 3);
    }
}
