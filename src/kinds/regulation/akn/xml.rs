//! Writing XML: elements a line each, text escaped, and nothing that XML cannot hold.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Attributes by name, in the order they are written.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document being written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document with nothing but its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self(Writer::new(Vec::with_capacity(1 << 14)));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.line();
        xml
    }

    /// The bytes of the whole document.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// Begins an element that holds others; each stands on lines of its own.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.line();
    }

    /// Ends an element and its line.
    pub(super) fn close(&mut self, name: &str) {
        self.end(name);
        self.line();
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(tag(name, attributes)));
        self.line();
    }

    /// An element that holds text alone.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.start(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Begins an element within text.
    pub(super) fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Start(tag(name, attributes)));
    }

    /// Ends an element within text.
    pub(super) fn end(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::from_escaped(partial_escape(allowed(text)))));
    }

    fn line(&mut self) {
        self.event(Event::Text(BytesText::from_escaped("\n")));
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("a vector takes any bytes");
    }
}

fn tag<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, allowed(value).as_ref()));
    }
    tag
}

/// A text without the control characters that XML 1.0 cannot hold, not even escaped.
fn allowed(text: &str) -> Cow<'_, str> {
    let refused = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    if text.contains(refused) { Cow::Owned(text.replace(refused, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut xml = Xml::new();
        xml.leaf("p", &[("title", "a\"<&\u{1}\n")], "1 < 2 & \"三\"\u{B}\r");
        let text = String::from_utf8(xml.into_bytes()).unwrap();
        let expected = "<p title=\"a&quot;&lt;&amp;&#10;\">1 &lt; 2 &amp; \"三\"&#13;</p>\n";
        assert_eq!(text, format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{expected}"));
    }
}
