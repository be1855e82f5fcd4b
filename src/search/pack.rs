//! The texts of documents, for excerpts: packs of units in their order, each beginning with what its document is called.

use std::io::Write;
use std::ops::Range;

use rayon::prelude::*;
use serde::Serializer;

use super::chunk::DataFile;
use super::gather::Document;
use crate::value::holds_where;

/// A pack is closed when it has grown to so many bytes.
const LIMIT: usize = 8 << 10;

/// A document as it stands in packs.
pub(super) struct Text {
    /// Title, number and versions as JSON, without brackets.
    head: String,
    /// Each unit as JSON, one after the other.
    units: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Text {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let (versions, own) = &document.versions;
        let head = [document.title.as_ref(), document.number, versions, own].map(json).join(",");
        let size: usize = document.units.iter().map(|unit| unit.anchor.len() + unit.text.len() + 8).sum();
        let (mut units, mut ends) = (Vec::with_capacity(size), Vec::with_capacity(document.units.len()));
        for unit in &document.units {
            push(&mut units, &unit.anchor, &unit.text);
            ends.push(units.len());
        }
        Self { head, units, ends }
    }

    /// Where the unit before one ends.
    fn end_before(&self, unit: usize) -> usize {
        unit.checked_sub(1).map_or(0, |before| self.ends[before])
    }
}

/// Appends a unit as JSON: its anchor and its words, a line each.
fn push(bytes: &mut Vec<u8>, anchor: &str, text: &str) {
    // Few texts hold a character that is escaped.
    let is_escaped = |byte: u8| u8::from((byte < 0x20) | (byte == b'"') | (byte == b'\\'));
    if holds_where(text, is_escaped) || holds_where(anchor, is_escaped) {
        return serde_json::Serializer::new(bytes).collect_str(&format_args!("{anchor}\n{text}")).expect("texts are JSON");
    }
    for piece in ["\"", anchor, "\\n", text, "\""] {
        bytes.extend_from_slice(piece.as_bytes());
    }
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("texts are JSON")
}

/// A pack that is filled: the number of its first unit among all, and its JSON so far.
struct Open {
    first: usize,
    /// Bytes of its texts, by which it is closed.
    size: usize,
    data: Vec<u8>,
}

/// All packs, each listed under the number of its first unit. The heading of a document is a unit of its own.
pub(super) fn packs(texts: Vec<Text>) -> Vec<DataFile> {
    let mut packs: Vec<Open> = Vec::new();
    let mut unit = 0;
    for (document, text) in texts.into_iter().enumerate() {
        let mut start = 0;
        loop {
            let first = if start == 0 { unit } else { unit + 1 + start };
            if packs.last().is_none_or(|pack| pack.size >= LIMIT) {
                packs.push(Open { first, size: 0, data: Vec::with_capacity(LIMIT + LIMIT / 4) });
            }
            let pack = packs.last_mut().expect("just opened");
            let from = text.end_before(start);
            // At least one unit goes in, however long it is.
            let room = text.ends[start..].iter().take_while(|end| pack.size + (**end - from) <= LIMIT).count();
            let end = (start + room.max(1)).min(text.ends.len());
            pack.size += text.end_before(end) - from + text.head.len();
            pack.push(document, &text, start..end);
            start = end;
            if start == text.ends.len() {
                break;
            }
            pack.size = pack.size.max(LIMIT);
        }
        unit += 1 + text.ends.len();
    }
    packs.into_par_iter().enumerate().map(|(number, pack)| pack.file(number)).collect()
}

impl Open {
    /// Appends units of a document that follow each other:
    /// `[document, first unit within it, title, number, versions, own version, unit…]`
    fn push(&mut self, document: usize, text: &Text, units: Range<usize>) {
        self.data.extend_from_slice(if self.data.is_empty() { b"[" } else { b",\n" });
        write!(self.data, "[{document},{},{}", units.start, text.head).expect("memory takes any bytes");
        for unit in units {
            self.data.push(b',');
            self.data.extend_from_slice(&text.units[text.end_before(unit)..text.ends[unit]]);
        }
        self.data.push(b']');
    }

    fn file(mut self, number: usize) -> DataFile {
        self.data.push(b']');
        DataFile::new(&format!("t{number}"), &self.data).under(self.first.to_string())
    }
}
