//! A part of a package as a tree of elements, within limits, so that no file can exhaust memory or the stack.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::fault::Fault;

/// Elements within elements.
const DEEPEST: usize = 256;

/// Elements and texts of one part.
const MOST: usize = 2_000_000;

/// Namespaces told apart by a prefix of their own, each in its transitional and its strict form. The first, that of
/// the words themselves, has none.
const SPACES: [(&str, &str, &str); 4] = [
    ("", "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (
        "r:",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    ("m:", "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math"),
    ("mc:", "http://schemas.openxmlformats.org/markup-compatibility/2006", ""),
];

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// `p` of the words, `m:t` of mathematics, `mc:Choice`; of anything else `x:` and its name.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// An attribute, without the prefix of its namespace unless that is `r`.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The `val` of the first element of that name in it.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Whether a property is switched on: absent is neither.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let element = self.child(name)?;
        Some(!matches!(element.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    /// The text in it, elements left out.
    pub(super) fn text(&self) -> String {
        self.children.iter().filter_map(|node| if let Node::Text(text) = node { Some(text.as_str()) } else { None }).collect()
    }

    /// All elements of these names below it, in order; what stands within one of them is not looked through.
    pub(super) fn below<'a>(&'a self, names: &[&str], into: &mut Vec<&'a Element>) {
        for element in self.alternatives() {
            if names.contains(&element.name.as_str()) {
                into.push(element);
            } else {
                element.below(names, into);
            }
        }
    }

    /// The elements in it, of alternatives for programs of different age the newest only.
    pub(super) fn alternatives(&self) -> impl Iterator<Item = &Element> {
        let chosen = if self.name == "mc:AlternateContent" { self.child("mc:Choice").or(self.child("mc:Fallback")) } else { None };
        let is_alternative = self.name == "mc:AlternateContent";
        self.elements().filter(move |element| !is_alternative || chosen.is_some_and(|chosen| std::ptr::eq(chosen, *element)))
    }
}

/// Reads a part.
pub(super) fn parse(text: &str) -> Result<Element, Fault> {
    let mut reader = NsReader::from_str(text);
    let mut open = vec![Element::default()];
    let mut count = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| Fault::Damaged)?;
        count += 1;
        if count > MOST || open.len() > DEEPEST {
            return Err(Fault::TooLarge);
        }
        match event {
            Event::Start(start) => open.push(element(&reader, &start)?),
            Event::Empty(start) => push(&mut open, Node::Element(element(&reader, &start)?)),
            Event::End(_) => {
                let closed = open.pop().ok_or(Fault::Damaged)?;
                push(&mut open, Node::Element(closed));
            }
            Event::Text(text) => push(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::CData(text) => push(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().map_err(|_| Fault::Damaged)? {
                    Some(character) => character.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&reference.xml10_content()).ok_or(Fault::Damaged)?.to_owned(),
                };
                push(&mut open, Node::Text(character));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let mut root = open.pop().filter(|_| open.is_empty()).ok_or(Fault::Damaged)?;
    let at = root.children.iter().position(|node| matches!(node, Node::Element(_))).ok_or(Fault::Damaged)?;
    match root.children.swap_remove(at) {
        Node::Element(element) => Ok(element),
        Node::Text(_) => Err(Fault::Damaged),
    }
}

fn push(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, Fault> {
    let (space, local) = reader.resolver().resolve_element(start.name());
    let name = format!("{}{}", prefix(&space), local.into_inner());
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Fault::Damaged)?;
        let (space, local) = reader.resolver().resolve_attribute(attribute.key);
        let prefix = if prefix(&space) == "r:" { "r:" } else { "" };
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Fault::Damaged)?;
        attributes.push((format!("{prefix}{}", local.into_inner()), value.into_owned()));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}

fn prefix(space: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(space) = space else { return "x:" };
    SPACES.iter().find(|(_, transitional, strict)| space.0 == *transitional || space.0 == *strict).map_or("x:", |(prefix, ..)| prefix)
}
