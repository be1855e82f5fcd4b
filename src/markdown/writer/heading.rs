//! Headings: their anchors, and their levels beside each other.

use super::Writer;
use crate::markdown::heading::{Heading, stated};

impl Writer<'_> {
    pub(super) fn end_heading(&mut self, level: u8, at: usize) {
        let mut inner = self.html.split_off(at);
        let mut title = self.title.take().unwrap_or_default().trim().to_owned();
        let (given, id) = match stated(&title).map(|(rest, id)| (rest.to_owned(), id)) {
            // The id goes only where it stands as plain text at the very end of the markup.
            Some((rest, id)) if inner.trim_end().ends_with(&title[rest.trim_end().len()..]) => {
                inner.truncate(inner.trim_end().len() - (title.len() - rest.len()));
                (rest, self.anchors.unique(id))
            }
            _ => (title.clone(), self.anchors.of_title(&title)),
        };
        title = given;
        self.html.push_str(&format!("<h{level} id=\"{id}\">{}</h{level}>\n", inner.trim()));
        self.headings.push(Heading { level, id, title });
    }
}

/// Writes the levels of headings: the highest becomes `base`, the others follow at their distance, none beyond 6.
/// Text is escaped, so `<h` and a digit are always a tag of [`Writer::end_heading`].
pub(super) fn level_headings(html: String, headings: &[Heading], base: u8) -> String {
    let Some(highest) = headings.iter().map(|heading| heading.level).min() else { return html };
    let mut bytes = html.into_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(2).position(|pair| pair[1] == b'h' && matches!(pair[0], b'<' | b'/')) {
        at += found + 2;
        if let Some(level @ b'1'..=b'6') = bytes.get(at).copied()
            && (bytes[at - 2] == b'<' || bytes[..at - 2].ends_with(b"<"))
        {
            bytes[at] = b'0' + base.saturating_add(level - b'0' - highest).clamp(1, 6);
        }
    }
    String::from_utf8(bytes).expect("digits take the place of digits")
}
