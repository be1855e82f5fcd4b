//! Dates as offices write them.

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::Period;

/// An extra notation a field declares, `%d/%m/%Y`: `%Y` four digits, `%y` two (2000–2099), `%m`, `%d`,
/// `%b` an English month name; every other character stands for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat(String);

impl DateFormat {
    /// Takes a notation; an error names what is wrong with it.
    pub fn new(pattern: &str) -> Result<Self, &'static str> {
        let has = |directive: &str| pattern.contains(directive);
        if (has("%Y") || has("%y")) && (has("%m") || has("%b")) && has("%d") {
            Ok(Self(pattern.to_owned()))
        } else {
            Err("a date format needs a year, a month and a day")
        }
    }

    /// Reads a date in this notation.
    fn parse(&self, text: &str) -> Option<Result<NaiveDate, DateError>> {
        let (mut year, mut month, mut day) = (None, None, None);
        let mut rest = text;
        let mut pattern = self.0.chars();
        while let Some(character) = pattern.next() {
            if character != '%' {
                rest = rest.strip_prefix(character)?;
                continue;
            }
            match pattern.next()? {
                'Y' => (year, rest) = number(rest, 4, 4)?,
                'y' => {
                    (year, rest) = number(rest, 2, 2)?;
                    year = year.map(|year| year + 2000);
                }
                'm' => (month, rest) = number(rest, 1, 2)?,
                'd' => (day, rest) = number(rest, 1, 2)?,
                'b' => (month, rest) = english_month(rest)?,
                _ => return None,
            }
        }
        rest.is_empty().then(|| date(year?, month?, day?).into())?
    }
}

/// A date read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedDate {
    /// The date.
    pub date: NaiveDate,
    /// Whether the year came from the period because the cell had none.
    pub year_assumed: bool,
}

/// Why a cell is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// No such day: 2026-02-30.
    Impossible,
    /// A year of two digits: the century is a guess.
    TwoDigitYear,
    /// Outside 1900–2099.
    OutOfRange,
    /// A time with a zone: which day it was depends on where.
    Zone,
    /// Anything else.
    Malformed,
}

/// Reads 2026-03-05, 2026/3/5, 2026.3.5, 20260305, 2026年3月5日, 3月5日 (the year from `period`), each with
/// an optional time of day, or one of `formats`. `Ok(None)` is a blank cell or a lone dash.
pub fn parse_date(cell: &str, formats: &[DateFormat], period: Option<Period>) -> Result<Option<ParsedDate>, DateError> {
    if let Some((year, month, day)) = iso_parts(cell).filter(|_| formats.is_empty()) {
        return Ok(Some(ParsedDate { date: date(year, month, day)?, year_assumed: false }));
    }
    let folded: String = cell.nfkc().collect();
    let text = folded.trim();
    if text.is_empty() || matches!(text, "-" | "–" | "—") {
        return Ok(None);
    }
    let parsed = |date| Ok(Some(ParsedDate { date, year_assumed: false }));
    for format in formats {
        match format.parse(text) {
            Some(Ok(date)) => return parsed(date),
            Some(Err(error)) => return Err(error),
            None => {}
        }
    }
    let text = strip_time(text)?;
    if let Some((year, month, day)) = parts(text) {
        return parsed(date(year, month, day)?);
    }
    if let Some((month, day)) = month_day(text) {
        let year = period.map(Period::year).ok_or(DateError::Malformed)?;
        return Ok(Some(ParsedDate { date: date(year, month, day)?, year_assumed: true }));
    }
    if two_digit_year(text) { Err(DateError::TwoDigitYear) } else { Err(DateError::Malformed) }
}

/// 2026年3月5日, with or without zeros before the numbers.
pub fn long_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    if !(1900..=2099).contains(&year) {
        return Err(DateError::OutOfRange);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::Impossible)
}

/// Reads `least` to `most` digits from the front.
fn number<N: std::str::FromStr>(text: &str, least: usize, most: usize) -> Option<(Option<N>, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if length < least {
        return None;
    }
    let (digits, rest) = text.split_at(length);
    Some((Some(digits.parse().ok()?), rest))
}

fn english_month(text: &str) -> Option<(Option<u32>, &str)> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at(length);
    let word = word.to_lowercase();
    let index =
        MONTHS.iter().position(|month| word.len() >= 3 && (month.starts_with(&word) || (word == "sept" && *month == "september")))?;
    Some((u32::try_from(index + 1).ok(), rest))
}

/// Drops a time of day that has no zone: `2026-03-05 00:00:00`, `2026-03-05T08:30`.
fn strip_time(text: &str) -> Result<&str, DateError> {
    let Some(split) = text.find([' ', 'T']) else { return Ok(text) };
    let (date, time) = (&text[..split], text[split + 1..].trim());
    let clock = |time: &str| {
        let mut fields = time.split(':');
        let valid = |field: Option<&str>, limit: u32| field.is_some_and(|field| field.parse::<u32>().is_ok_and(|value| value < limit));
        valid(fields.next(), 24)
            && valid(fields.next(), 60)
            && fields
                .next()
                .is_none_or(|seconds| seconds.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())))
            && fields.next().is_none()
    };
    if clock(time) {
        return Ok(date);
    }
    let zone = time.ends_with('Z') || time.contains('+') || time.matches('-').count() == 1;
    Err(if zone && time.contains(':') { DateError::Zone } else { DateError::Malformed })
}

/// `2026-03-05`, the way most dates are written.
fn iso_parts(text: &str) -> Option<(i32, u32, u32)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    let number = |digits: &[u8]| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    let all = digits.iter().all(u8::is_ascii_digit);
    all.then(|| (i32::try_from(number(&digits[..4])).unwrap_or_default(), number(&digits[4..6]), number(&digits[6..])))
}

/// Year, month and day in one of the notations of four-digit years.
fn parts(text: &str) -> Option<(i32, u32, u32)> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?));
    }
    let (year, rest) = number::<i32>(text, 4, 4)?;
    for (first, second, last) in [("-", "-", ""), ("/", "/", ""), (".", ".", ""), ("年", "月", "日"), ("年", "月", "号")] {
        let read = || {
            let (month, rest) = number::<u32>(rest.strip_prefix(first)?.trim_start(), 1, 2)?;
            let (day, rest) = number::<u32>(rest.strip_prefix(second)?.trim_start(), 1, 2)?;
            (rest == last).then_some((year?, month?, day?))
        };
        if let Some(found) = read() {
            return Some(found);
        }
    }
    None
}

fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, rest) = number(text, 1, 2)?;
    let (day, rest) = number(rest.strip_prefix('月')?, 1, 2)?;
    matches!(rest, "日" | "号").then_some((month?, day?))
}

/// `26-3-5`, `05/03/26`, `26年3月5日`: three numbers, none of four digits.
fn two_digit_year(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(['-', '/', '.', '年', '月']).map(|part| part.trim_end_matches(['日', '号'])).collect();
    numbers.len() == 3 && numbers.iter().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{DateError, DateFormat, parse_date};
    use crate::value::Period;

    fn check(cell: &str, formats: &[&str], expected: Result<Option<&str>, DateError>) {
        let formats: Vec<_> = formats.iter().map(|format| DateFormat::new(format).unwrap()).collect();
        let period = Period::parse_name("2026-03").map(|(period, _)| period);
        let read = parse_date(cell, &formats, period).map(|read| read.map(|read| read.date.to_string()));
        assert_eq!(read, expected.map(|date| date.map(str::to_owned)), "{cell:?}");
    }

    #[test]
    fn dates_as_offices_write_them() {
        for cell in [
            "2026-03-05",
            "2026-3-5",
            "2026/3/5",
            "2026.3.5",
            "2026.03.05",
            "20260305",
            "2026年3月5日",
            "２０２６年３月５日",
            "2026 年3月5日".replace(' ', "").as_str(),
            "3月5日",
            "03月05日",
            "2026-03-05 00:00:00",
            "2026-03-05T08:30",
            " 2026/3/5 ",
            "2026-03-05 8:30:15.000",
        ] {
            check(cell, &[], Ok(Some("2026-03-05")));
        }
        check("05/03/2026", &["%d/%m/%Y"], Ok(Some("2026-03-05")));
        check("5/3/2026", &["%d/%m/%Y"], Ok(Some("2026-03-05")));
        check("05/03/26", &["%d/%m/%y"], Ok(Some("2026-03-05")));
        check("05-Mar-2026", &["%d-%b-%Y"], Ok(Some("2026-03-05")));
        check("05-Sept-26", &["%d-%b-%y"], Ok(Some("2026-09-05")));
        for cell in ["", " ", "—", "-"] {
            check(cell, &[], Ok(None));
        }
    }

    #[test]
    fn dates_that_are_none() {
        for (cell, error) in [
            ("2026-02-30", DateError::Impossible),
            ("2026/13/1", DateError::Impossible),
            ("20260230", DateError::Impossible),
            ("2月30日", DateError::Impossible),
            ("26-3-5", DateError::TwoDigitYear),
            ("05/03/26", DateError::TwoDigitYear),
            ("26年3月5日", DateError::TwoDigitYear),
            ("1899-01-01", DateError::OutOfRange),
            ("2100-01-01", DateError::OutOfRange),
            ("2026-03-05T08:30Z", DateError::Zone),
            ("2026-03-05 08:30+08:00", DateError::Zone),
            ("5 March", DateError::Malformed),
            ("05/03/2026", DateError::Malformed),
            ("2026-03", DateError::Malformed),
            ("46086", DateError::Malformed),
            ("2026-03-05 25:00", DateError::Malformed),
            ("三月五日", DateError::Malformed),
        ] {
            check(cell, &[], Err(error));
        }
    }
}
