//! `data.csv`, the canonical form of a table, and `data.safe.csv`, the same for opening in a spreadsheet.
//!
//! A million rows are written in pieces and without a text for each cell: a month of that size is written twice and
//! hashed once in every build.

use std::io::{self, Write};

use super::model::Declaration;
use crate::record::{Records, Value};
use crate::value::{Date, Datelike, Money};

/// So many bytes are handed on at once.
const PIECE: usize = 1 << 16;

/// Which of the two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// UTF-8 with a byte order mark, CRLF, minimal quotes, titles in declared order, values as [`Value::canonical`]
    /// writes them. Reading it again gives the same rows.
    Canonical,
    /// The same, but a cell that a spreadsheet would run as a formula begins with an apostrophe.
    Safe,
}

/// Fields the table has columns for, in declared order.
pub(super) fn present(declaration: &Declaration, records: &Records) -> Vec<usize> {
    (0..declaration.fields.len()).filter(|field| records.is_empty() || records.has(*field)).collect()
}

/// Writes the rows in one of the forms.
pub(super) fn write(declaration: &Declaration, records: &Records, form: Form, out: &mut dyn Write) -> io::Result<()> {
    let fields = present(declaration, records);
    let mut piece = Vec::with_capacity(2 * PIECE);
    piece.extend_from_slice("\u{FEFF}".as_bytes());
    line(&mut piece, fields.iter().map(|field| Value::Text(&declaration.fields[*field].title)), Form::Canonical);
    for record in records.iter() {
        line(&mut piece, fields.iter().map(|field| record.value(*field)), form);
        if piece.len() >= PIECE {
            out.write_all(&piece)?;
            piece.clear();
        }
    }
    out.write_all(&piece)
}

/// The rows in one of the forms, whole.
pub(super) fn bytes(declaration: &Declaration, records: &Records, form: Form) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(declaration, records, form, &mut bytes).expect("writing into memory does not fail");
    bytes
}

/// Whether a spreadsheet would run the cell as a formula; one set up for Chinese takes full-width signs as well. A negative
/// number that stands as text is none.
pub(super) fn is_dangerous(value: Value<'_>) -> bool {
    const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    value.as_text().is_some_and(|text| text.starts_with(SIGNS) && !is_negative_number(text))
}

/// `-12.50`
fn is_negative_number(text: &str) -> bool {
    let Some(number) = text.strip_prefix('-') else { return false };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    [whole, fraction].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn line<'a>(piece: &mut Vec<u8>, cells: impl Iterator<Item = Value<'a>>, form: Form) {
    let start = piece.len();
    let mut count = 0;
    for value in cells {
        if count > 0 {
            piece.push(b',');
        }
        count += 1;
        cell(piece, value, form);
    }
    // A line with nothing in it would be no row.
    if count == 1 && piece.len() == start {
        piece.extend_from_slice(b"\"\"");
    }
    piece.extend_from_slice(b"\r\n");
}

fn cell(piece: &mut Vec<u8>, value: Value<'_>, form: Form) {
    match value {
        Value::Absent => {}
        Value::Money(money) => amount(piece, money),
        Value::Date(date) => day(piece, date),
        Value::Text(text) => quoted(piece, text, form == Form::Safe && is_dangerous(value)),
        other => quoted(piece, &other.canonical(), false),
    }
}

/// A text, in quotes where it must be.
fn quoted(piece: &mut Vec<u8>, text: &str, apostrophe: bool) {
    let quotes = text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'));
    if quotes {
        piece.push(b'"');
    }
    if apostrophe {
        piece.push(b'\'');
    }
    if quotes {
        for byte in text.bytes() {
            if byte == b'"' {
                piece.push(b'"');
            }
            piece.push(byte);
        }
        piece.push(b'"');
    } else {
        piece.extend_from_slice(text.as_bytes());
    }
}

/// `-1234.50`
fn amount(piece: &mut Vec<u8>, money: Money) {
    let fen = money.fen();
    if fen < 0 {
        piece.push(b'-');
    }
    digits(piece, fen.unsigned_abs() / 100, 1);
    piece.push(b'.');
    digits(piece, fen.unsigned_abs() % 100, 2);
}

/// `2026-03-05`; tables hold years of four digits only.
fn day(piece: &mut Vec<u8>, date: Date) {
    digits(piece, date.year().unsigned_abs().into(), 4);
    piece.push(b'-');
    digits(piece, date.month().into(), 2);
    piece.push(b'-');
    digits(piece, date.day().into(), 2);
}

/// A number in at least so many digits.
fn digits(piece: &mut Vec<u8>, mut number: u64, least: usize) {
    let mut text = [b'0'; 20];
    let mut at = text.len();
    while number > 0 {
        at -= 1;
        text[at] = b'0' + u8::try_from(number % 10).expect("a digit");
        number /= 10;
    }
    piece.extend_from_slice(&text[at.min(text.len() - least)..]);
}

#[cfg(test)]
mod tests {
    use super::{Form, cell, line};
    use crate::record::Value;
    use crate::value::{Date, Money, Period};

    /// Every kind of cell as the `csv` crate would write it.
    #[test]
    fn cells_are_written_as_a_csv_writer_writes_their_canonical_form() {
        let texts = ["", "纸", "a,b", "他说\"好\"", "两\r\n行", "\n", "'", "=1+1", " x ", "；"];
        let amounts = [0, 1, -1, 10, 99, 100, -123_456, i64::MAX, i64::MIN + 1].map(|fen| Value::Money(Money::from_fen(fen)));
        let days = [(1900, 1, 1), (2026, 10, 31), (2099, 12, 9)].map(|(y, m, d)| Value::Date(Date::from_ymd_opt(y, m, d).unwrap()));
        let others = [
            Value::Absent,
            Value::Integer(i64::MIN),
            Value::Decimal("-0.50"),
            Value::Boolean(true),
            Value::Boolean(false),
            Value::Month(Period::Month(2026, 3)),
        ];
        for value in texts.map(Value::Text).into_iter().chain(amounts).chain(days).chain(others) {
            let mut expected = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
            expected.write_record([value.canonical().as_ref(), "z"]).unwrap();
            let mut lone = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
            lone.write_record([value.canonical().as_ref()]).unwrap();
            let (mut pair, mut alone) = (Vec::new(), Vec::new());
            line(&mut pair, [value, Value::Text("z")].into_iter(), Form::Canonical);
            line(&mut alone, [value].into_iter(), Form::Canonical);
            assert_eq!((pair, alone), (expected.into_inner().unwrap(), lone.into_inner().unwrap()), "{value:?}");
        }
    }

    #[test]
    fn formulas_are_made_harmless() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+86", "'+86"),
            ("-1+1", "'-1+1"),
            ("-", "'-"),
            ("-.5", "'-.5"),
            ("@a,b", "\"'@a,b\""),
            ("＝1+1", "'＝1+1"),
            ("－1", "'－1"),
            ("-1", "-1"),
            ("-12.50", "-12.50"),
            ("1=1", "1=1"),
            ("", ""),
        ] {
            let mut piece = Vec::new();
            cell(&mut piece, Value::Text(text), Form::Safe);
            assert_eq!(String::from_utf8(piece).unwrap(), safe);
        }
        let mut piece = Vec::new();
        cell(&mut piece, Value::Money(Money::from_fen(-50)), Form::Safe);
        assert_eq!(piece, b"-0.50");
    }
}
