//! Writing XML: elements a line each, text escaped, and nothing that XML cannot hold.

use crate::value::holds_where;

/// Attributes by name, in the order they are written.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document being written.
pub(super) struct Xml(String);

impl Xml {
    /// A document with nothing but its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self(String::with_capacity(1 << 15));
        xml.0.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml
    }

    /// The bytes of the whole document.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    /// Begins an element that holds others; each stands on lines of its own.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes, ">\n");
    }

    /// Ends an element and its line.
    pub(super) fn close(&mut self, name: &str) {
        self.end(name);
        self.0.push('\n');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes, "/>\n");
    }

    /// An element that holds text alone.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.start(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Begins an element within text.
    pub(super) fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes, ">");
    }

    /// Ends an element within text.
    pub(super) fn end(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        self.escaped(text, in_text);
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>, end: &str) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push(' ');
            self.0.push_str(key);
            self.0.push_str("=\"");
            self.escaped(value, in_attribute);
            self.0.push('"');
        }
        self.0.push_str(end);
    }

    fn escaped(&mut self, text: &str, instead: impl Fn(u8) -> Option<&'static str>) {
        // 0xBF is in the middle of the two characters beyond ASCII.
        let special = |byte| (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == b'"') | (byte == b'\'') | (byte == 0xBF);
        if !holds_where(text, |byte| u8::from((byte < 0x20) | special(byte))) {
            return self.0.push_str(text);
        }
        let mut done = 0;
        for (at, byte) in text.bytes().enumerate() {
            let (instead, length) = match byte {
                // Two characters beyond ASCII that XML 1.0 cannot hold.
                0xEF if text[at..].starts_with(['\u{FFFE}', '\u{FFFF}']) => ("", 3),
                _ => match instead(byte) {
                    Some(instead) => (instead, 1),
                    None => continue,
                },
            };
            self.0.push_str(&text[done..at]);
            self.0.push_str(instead);
            done = at + length;
        }
        self.0.push_str(&text[done..]);
    }
}

/// What is written instead of a byte: its reference, or nothing for a character that XML 1.0 cannot hold, not even escaped.
fn in_text(byte: u8) -> Option<&'static str> {
    match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'\r' => Some("&#13;"),
        0..=0x8 | 0xB | 0xC | 0xE..=0x1F => Some(""),
        _ => None,
    }
}

/// The same in an attribute, where quotes end it and blanks would become spaces.
fn in_attribute(byte: u8) -> Option<&'static str> {
    match byte {
        b'"' => Some("&quot;"),
        b'\'' => Some("&apos;"),
        b'\n' => Some("&#10;"),
        b'\t' => Some("&#9;"),
        _ => in_text(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut xml = Xml::new();
        xml.leaf("p", &[("title", "a\"<&\u{1}\n'\t")], "1 < 2 & \"三\"\u{B}\r\u{FFFE}，\u{FFFF}");
        let text = String::from_utf8(xml.into_bytes()).unwrap();
        let expected = "<p title=\"a&quot;&lt;&amp;&#10;&apos;&#9;\">1 &lt; 2 &amp; \"三\"&#13;，</p>\n";
        assert_eq!(text, format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{expected}"));
    }
}
