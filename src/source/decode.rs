//! Bytes to text, never lossy and never by guessing: byte order mark, then strict UTF-8, then strict GB18030.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{DecoderResult, GB18030, UTF_16BE, UTF_16LE};

/// What a file was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with a byte order mark, either order.
    Utf16,
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
    /// One that the ledger names.
    Named(&'static str),
}

impl Encoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Gb18030 => "GB18030",
            Self::Named(name) => name,
        }
    }
}

/// Bytes that are no text in any encoding tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeError {
    /// Offset of the first byte at fault.
    pub offset: usize,
    /// Number of the line it stands in, from 1.
    pub line: usize,
    /// The byte.
    pub byte: u8,
    /// The encoding it is not valid in.
    pub encoding: &'static str,
}

/// Decodes a file. `label` is a WHATWG encoding label that replaces the detection, except over a byte order mark;
/// an unknown label is treated as none.
pub fn decode<'a>(bytes: impl Into<Cow<'a, [u8]>>, label: Option<&str>) -> Result<(String, Encoding), DecodeError> {
    let bytes: Cow<'a, [u8]> = bytes.into();
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return match utf8(bytes) {
            Ok(mut text) => {
                text.drain(..MARK.len_utf8());
                Ok((text, Encoding::Utf8))
            }
            Err((bytes, offset)) => Err(fault(&bytes, offset, "UTF-8")),
        };
    }
    for (mark, encoding) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if bytes.starts_with(mark) {
            return strict(&bytes, 2, encoding, "UTF-16").map(|text| (text, Encoding::Utf16));
        }
    }
    if let Some(encoding) = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes())) {
        return strict(&bytes, 0, encoding, encoding.name()).map(|text| (text, Encoding::Named(encoding.name())));
    }
    let (bytes, valid) = match utf8(bytes) {
        Ok(text) => return Ok((text, Encoding::Utf8)),
        Err((bytes, valid)) => (bytes, valid),
    };
    gb18030(&bytes).map(|text| (text, Encoding::Gb18030)).map_err(|error| {
        // What was UTF-8 for longer is UTF-8 with a damaged byte: that byte is at fault, not the one that is no GB18030.
        if valid > error.offset { fault(&bytes, valid, "UTF-8") } else { error }
    })
}

fn gb18030(bytes: &[u8]) -> Result<String, DecodeError> {
    // The decoder of the web takes 0x80 for a euro sign; GB18030 has no such byte.
    match lone_0x80(bytes) {
        Some(offset) => Err(fault(bytes, offset, "GB18030")),
        None => strict(bytes, 0, GB18030, "GB18030"),
    }
}

/// The byte order mark as a character.
const MARK: char = '\u{FEFF}';

/// The bytes as text, in the same memory where they are owned; or the bytes again and where they are no UTF-8.
fn utf8(bytes: Cow<'_, [u8]>) -> Result<String, (Vec<u8>, usize)> {
    String::from_utf8(bytes.into_owned()).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        (error.into_bytes(), offset)
    })
}

/// Whether an encoding of that label is known.
pub fn is_encoding(label: &str) -> bool {
    encoding_rs::Encoding::for_label(label.as_bytes()).is_some()
}

/// Where a text decoded as GB18030 looks as if it had been written in something else: a Chinese character alone between
/// Latin letters (`M醠aga`), or many kana, private and rare characters among those that are not ASCII.
pub fn suspicious(text: &str) -> Option<Range<usize>> {
    let mut before = [' ', ' '];
    let mut odd: Option<Range<usize>> = None;
    let (mut odds, mut others) = (0_usize, 0_usize);
    let mut last = 0;
    for (at, character) in text.char_indices() {
        if character.is_ascii_lowercase() && is_han(before[1]) && before[0].is_ascii_alphabetic() {
            return Some(last..at);
        }
        if !character.is_ascii() {
            others += 1;
            if is_odd(character) {
                odds += 1;
                odd.get_or_insert(at..at + character.len_utf8());
            }
        }
        before = [before[1], character];
        last = at;
    }
    odd.filter(|_| odds >= 2 && odds * 20 >= others)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Kana, private use, and Han characters outside the common block.
fn is_odd(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30FF}' | '\u{E000}'..='\u{F8FF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Decodes from `start` on, or names the first byte that is not valid.
fn strict(bytes: &[u8], start: usize, encoding: &'static encoding_rs::Encoding, name: &'static str) -> Result<String, DecodeError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let source = &bytes[start..];
    let capacity = decoder.max_utf8_buffer_length_without_replacement(source.len()).unwrap_or(source.len());
    let mut text = String::with_capacity(capacity);
    let (result, read) = decoder.decode_to_string_without_replacement(source, &mut text, true);
    match result {
        DecoderResult::InputEmpty => {
            text.shrink_to_fit();
            Ok(text)
        }
        DecoderResult::Malformed(length, after) => {
            Err(fault(bytes, start + read.saturating_sub(usize::from(length) + usize::from(after)), name))
        }
        DecoderResult::OutputFull => unreachable!("the buffer was made large enough for any input"),
    }
}

fn fault(bytes: &[u8], offset: usize, encoding: &'static str) -> DecodeError {
    let before = &bytes[..offset.min(bytes.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    DecodeError { offset, line, byte: bytes.get(offset).copied().unwrap_or(0), encoding }
}

/// Walks the characters of GB18030 and finds 0x80 where a character begins.
fn lone_0x80(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        at += match lead {
            0x80 => return Some(at),
            0x00..0x80 => 1,
            _ if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => 4,
            _ => 2,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode, suspicious};

    fn text(bytes: &[u8]) -> (String, Encoding) {
        decode(bytes, None).unwrap()
    }

    #[test]
    fn each_encoding_of_an_office() {
        assert_eq!(text("金额".as_bytes()), ("金额".into(), Encoding::Utf8));
        assert_eq!(text(b"\xEF\xBB\xBFa"), ("a".into(), Encoding::Utf8));
        assert_eq!(text(b"\xBD\xF0\xB6\xEE\xA3\xA4"), ("金额￥".into(), Encoding::Gb18030));
        assert_eq!(text(b"\x82\x35\x8F\x33"), ("\u{9FA6}".into(), Encoding::Gb18030));
        assert_eq!(text(b"\xFF\xFE\xD1\x91"), ("金".into(), Encoding::Utf16));
        assert_eq!(text(b"\xFE\xFF\x91\xD1"), ("金".into(), Encoding::Utf16));
        assert_eq!(decode(b"\xA3100", Some("windows-1252")).unwrap().0, "£100");
        assert_eq!(decode(b"\xEF\xBB\xBF\xE9\x87\x91", Some("windows-1252")).unwrap().0, "金");
    }

    #[test]
    fn what_was_hardly_written_in_gb18030() {
        for (text, odd) in [
            ("酒店 M醠aga Hotel", Some("醠")),
            ("日期,ソ,ア,金额", Some("ソ")),
            ("某某公司\u{E5E5}", None),
            ("日期,部门,A楼B座,摘要", None),
            ("购置ThinkPad笔记本", None),
            ("㐀", None),
        ] {
            assert_eq!(suspicious(text).map(|range| &text[range]), odd, "{text}");
        }
    }

    #[test]
    fn faults_name_the_byte() {
        for (bytes, offset, line) in [
            (&b"\xBD\xF0\n\xB6"[..], 3, 2),
            (b"\xBD\xF0\x80", 2, 1),
            (b"\xE9\x87\x91,\n\xFF", 5, 2),
            (b"\xBD\xF0\xFF\xFF", 2, 1),
            (b"\xEF\xBB\xBF\xE9\x87", 3, 1),
            (b"\xFF\xFE\xD1", 2, 1),
        ] {
            let error = decode(bytes, None).unwrap_err();
            assert_eq!((error.offset, error.line), (offset, line), "{bytes:?}");
        }
    }
}
