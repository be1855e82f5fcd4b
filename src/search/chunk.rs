//! Files of the index: classic scripts that hold data only, named by their content.

use std::sync::Arc;

use memchr::memmem;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::FOLDER;
use super::postings::List;
use crate::view::Address;

const LINE_END: &[u8] = "\u{2028}".as_bytes();
const PARAGRAPH_END: &[u8] = "\u{2029}".as_bytes();

/// A file of postings is closed when it has grown to so many bytes. A longer list stands in a file of its own.
pub(super) const LIMIT: usize = 16 << 10;

/// A file of data and where it belongs in its table.
pub(super) struct DataFile {
    /// `i12-k3j9d2`, without the ending.
    pub name: String,
    /// The part of the name that follows from the content.
    pub hash: String,
    /// The first term, or what else its table lists it under.
    pub first: String,
    text: Vec<u8>,
}

impl DataFile {
    /// The JSON `data` as the entry `key` of the global that the script reads.
    pub(super) fn new(key: &str, data: &[u8]) -> Self {
        let mut text = [b"gongshiSearch.", key.as_bytes(), b"=", data, b"\n"].concat();
        // Two characters may stand in JSON and not in a script of ES2017.
        if memmem::find(&text, LINE_END).is_some() || memmem::find(&text, PARAGRAPH_END).is_some() {
            let whole = String::from_utf8(text).expect("JSON is text");
            text = whole.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").into_bytes();
        }
        let hash = hash(&text);
        Self { name: format!("{key}-{hash}"), hash, first: String::new(), text }
    }

    /// The file, listed under its first term or unit.
    pub(super) fn under(self, first: String) -> Self {
        Self { first, ..self }
    }

    /// The file and its address.
    pub(super) fn placed(self) -> (Address, Arc<Vec<u8>>) {
        (Address::known(&format!("{FOLDER}/{}.js", self.name)), Arc::new(self.text))
    }
}

/// Files of postings, in the order of terms; each knows its first one.
pub(super) fn of_postings(lists: &[List]) -> Vec<DataFile> {
    let mut cuts = vec![0];
    let mut size = 0;
    for (at, list) in lists.iter().enumerate() {
        let own = list.bytes.len() * 4 / 3 + 8;
        if size > 0 && size + own > LIMIT {
            cuts.push(at);
            size = 0;
        }
        size += own;
    }
    cuts.push(lists.len());
    let parts: Vec<&[List]> = cuts.windows(2).map(|cut| &lists[cut[0]..cut[1]]).filter(|part| !part.is_empty()).collect();
    parts.par_iter().enumerate().map(|(number, part)| file(number, part)).collect()
}

/// Terms as text, then for each the count of its postings and of its bytes, then all bytes.
fn file(number: usize, lists: &[List]) -> DataFile {
    let mut head = Vec::new();
    let mut bytes = Vec::new();
    for list in lists {
        push_number(&mut head, list.count);
        push_number(&mut head, u32::try_from(list.bytes.len()).expect("a list is shorter than the texts it is of"));
        bytes.extend_from_slice(&list.bytes);
    }
    head.extend(bytes);
    let data = serde_json::to_vec(&(terms(lists), base64(&head))).expect("texts are JSON");
    DataFile::new(&format!("i{number}"), &data).under(lists[0].term.clone())
}

/// Terms with spaces between them; those of two characters that share the first as one: `公务用开` for 公务 公用 公开. A term of
/// one character, which ends a run, has `.` in the place of the second.
fn terms(lists: &[List]) -> String {
    let mut text = String::new();
    let mut group = None;
    for list in lists {
        let mut characters = list.term.chars();
        let first = characters.next().filter(|first| super::terms::is_han(*first));
        if first.is_none() || group != first {
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend(first);
        }
        group = first;
        match first {
            Some(_) => text.push(characters.next().unwrap_or('.')),
            None => text.push_str(&list.term),
        }
    }
    text
}

/// Appends a number, seven bits a byte, the lowest first; the last byte has the high bit clear.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as `atob` reads them.
fn base64(bytes: &[u8]) -> String {
    let digit = |number: u32, place: u32| DIGITS[(number >> (6 * place) & 63) as usize];
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    let (groups, rest) = bytes.as_chunks::<3>();
    for [a, b, c] in groups {
        let number = u32::from(*a) << 16 | u32::from(*b) << 8 | u32::from(*c);
        text.extend_from_slice(&[digit(number, 3), digit(number, 2), digit(number, 1), digit(number, 0)]);
    }
    match *rest {
        [a] => text.extend_from_slice(&[digit(u32::from(a) << 4, 1), digit(u32::from(a) << 4, 0), b'=', b'=']),
        [a, b] => {
            let number = u32::from(a) << 10 | u32::from(b) << 2;
            text.extend_from_slice(&[digit(number, 2), digit(number, 1), digit(number, 0), b'=']);
        }
        _ => {}
    }
    String::from_utf8(text).expect("digits are ASCII")
}

/// Appends a number in so many digits of base 64, the highest first; what needs more digits is as large as they can say.
pub(super) fn push_digits(text: &mut String, number: u32, digits: usize) {
    let number = number.min(u32::try_from((1_u64 << (6 * digits)) - 1).unwrap_or(u32::MAX));
    for place in (0..digits).rev() {
        text.push(char::from(DIGITS[(number >> (6 * place) & 63) as usize]));
    }
}

/// Appends a line without what it shares with the one before: how much that is, in one digit, and the rest.
pub(super) fn push_shortened(lines: &mut String, before: &str, line: &str) {
    let shared = before.bytes().zip(line.bytes()).take(63).take_while(|(a, b)| a == b).count();
    push_digits(lines, u32::try_from(shared).expect("at most 63"), 1);
    lines.push_str(&line[shared..]);
    lines.push('\n');
}

/// Thirty bits of the hash of a content, in letters and digits of one case.
fn hash(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let digest = Sha256::digest(bytes);
    let bits = digest.iter().take(4).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
    (0..6).map(|place| char::from(LETTERS[(bits >> (5 * place) & 31) as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::{base64, push_digits, push_number, push_shortened};

    #[test]
    fn base64_of_every_length() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn numbers_in_bytes_and_digits() {
        for (number, expected) in [(0, vec![0]), (127, vec![127]), (128, vec![128, 1]), (300, vec![172, 2])] {
            let mut bytes = Vec::new();
            push_number(&mut bytes, number);
            assert_eq!(bytes, expected);
        }
        for (number, digits, expected) in [(0, 2, "AA"), (65, 2, "BB"), (5000, 2, "//")] {
            let mut text = String::new();
            push_digits(&mut text, number, digits);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn lines_without_what_they_share() {
        let mut lines = String::new();
        push_shortened(&mut lines, "", "duty/2026-10");
        push_shortened(&mut lines, "duty/2026-10", "duty/2026-11");
        assert_eq!(lines, "Aduty/2026-10\nL1\n");
    }
}
