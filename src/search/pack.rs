//! The texts of documents, for excerpts: packs of units in their order, each beginning with what its document is called.

use rayon::prelude::*;

use super::chunk::DataFile;
use super::gather::Document;

/// A pack is closed when it has grown to so many bytes.
const LIMIT: usize = 8 << 10;

/// A document as it stands in packs.
pub(super) struct Text {
    /// Title, number and versions as JSON, without brackets.
    head: String,
    /// Each unit as JSON, one after the other.
    units: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Text {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let (versions, own) = &document.versions;
        let head = [document.title.as_ref(), document.number, versions, own].map(json).join(",");
        let mut text = Self { head, units: String::new(), ends: Vec::new() };
        for unit in &document.units {
            text.units.push_str(&json(&format!("{}\n{}", unit.anchor, unit.text)));
            text.ends.push(text.units.len());
        }
        text
    }
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("texts are JSON")
}

/// A pack that is filled: the number of its first unit among all, and its segments.
struct Open<'t> {
    first: usize,
    size: usize,
    segments: Vec<Segment<'t>>,
}

/// Units of a document that follow each other.
struct Segment<'t> {
    document: usize,
    text: &'t Text,
    units: std::ops::Range<usize>,
}

/// All packs, each listed under the number of its first unit. The heading of a document is a unit of its own.
pub(super) fn packs(texts: &[Text]) -> Vec<DataFile> {
    let mut packs: Vec<Open<'_>> = Vec::new();
    let mut unit = 0;
    for (document, text) in texts.iter().enumerate() {
        let mut start = 0;
        loop {
            let first = if start == 0 { unit } else { unit + 1 + start };
            if packs.last().is_none_or(|pack| pack.size >= LIMIT) {
                packs.push(Open { first, size: 0, segments: Vec::new() });
            }
            let pack = packs.last_mut().expect("just opened");
            let from = start.checked_sub(1).map_or(0, |before| text.ends[before]);
            // At least one unit goes in, however long it is.
            let room = text.ends[start..].iter().take_while(|end| pack.size + (**end - from) <= LIMIT).count();
            let end = (start + room.max(1)).min(text.ends.len());
            let length = end.checked_sub(1).map_or(0, |last| text.ends[last]) - from;
            pack.size += length + text.head.len();
            pack.segments.push(Segment { document, text, units: start..end });
            start = end;
            if start == text.ends.len() {
                break;
            }
            pack.size = pack.size.max(LIMIT);
        }
        unit += 1 + text.ends.len();
    }
    packs.par_iter().enumerate().map(|(number, pack)| pack.file(number)).collect()
}

impl Open<'_> {
    /// `[[document, first unit within it, title, number, versions, own version, unit…]…]`
    fn file(&self, number: usize) -> DataFile {
        let mut data = String::with_capacity(self.size + 256);
        for segment in &self.segments {
            data.push_str(if data.is_empty() { "[" } else { ",\n" });
            data.push_str(&format!("[{},{},{}", segment.document, segment.units.start, segment.text.head));
            for unit in segment.units.clone() {
                let start = unit.checked_sub(1).map_or(0, |before| segment.text.ends[before]);
                data.push(',');
                data.push_str(&segment.text.units[start..segment.text.ends[unit]]);
            }
            data.push(']');
        }
        data.push(']');
        DataFile::new(&format!("t{number}"), &data).under(self.first.to_string())
    }
}
