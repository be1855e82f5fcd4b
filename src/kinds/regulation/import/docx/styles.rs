//! Styles of a document, as far as they say what a paragraph is.

use std::collections::BTreeMap;

use super::xml::Element;

/// Styles a style may rest on, one on the other.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

/// What one style says.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    facts: Facts,
}

/// What a style or a paragraph says of itself; absent is what it leaves to the style it rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// The list it is numbered in; `0` is none.
    pub list: Option<String>,
    /// The level in the list, from 0.
    pub level: Option<usize>,
    /// The level in the outline, from 0; 9 is none.
    pub outline: Option<usize>,
    /// Whether it stands in the middle of the line.
    pub centred: Option<bool>,
    /// Whether it is hidden.
    pub hidden: Option<bool>,
}

/// What a chain of styles says.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// Names of the styles, lower case, the nearest first.
    pub names: Vec<String>,
    /// The style that names the list.
    pub numbered_by: Option<String>,
    /// What they say together.
    pub facts: Facts,
}

impl Facts {
    /// What a `pPr` and a `rPr` say.
    pub(super) fn read(paragraph: Option<&Element>, run: Option<&Element>) -> Self {
        let number = paragraph.and_then(|properties| properties.child("numPr"));
        let index = |value: &str| value.parse::<usize>().ok();
        Self {
            list: number.and_then(|number| number.value("numId")).map(str::to_owned),
            level: number.and_then(|number| number.value("ilvl")).and_then(index),
            outline: paragraph.and_then(|properties| properties.value("outlineLvl")).and_then(index),
            centred: paragraph.and_then(|properties| properties.value("jc")).map(|side| side == "center"),
            hidden: run.and_then(|properties| properties.switch("vanish")),
        }
    }

    /// Takes from the style below what is not said here.
    fn rest_on(&mut self, below: &Self) {
        self.list = self.list.take().or_else(|| below.list.clone());
        self.level = self.level.or(below.level);
        self.outline = self.outline.or(below.outline);
        self.centred = self.centred.or(below.centred);
        self.hidden = self.hidden.or(below.hidden);
    }
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(root: &Element) -> Self {
        let mut styles = Self::default();
        for element in root.elements().filter(|element| element.name == "style") {
            let Some(id) = element.attribute("styleId") else { continue };
            let default = matches!(element.attribute("default"), Some("1" | "true" | "on"));
            if default && element.attribute("type") == Some("paragraph") {
                styles.default = Some(id.to_owned());
            }
            let style = Style {
                name: element.value("name").unwrap_or_default().to_lowercase(),
                based_on: element.value("basedOn").map(str::to_owned),
                facts: Facts::read(element.child("pPr"), element.child("rPr")),
            };
            styles.styles.insert(id.to_owned(), style);
        }
        styles
    }

    /// What the style of a paragraph says, with all it rests on.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Resolved {
        let known = id.filter(|id| self.styles.contains_key(*id));
        known.or(self.default.as_deref()).map_or_else(Resolved::default, |id| self.resolve(id))
    }

    /// Whether the style of a run hides it.
    pub(super) fn hides(&self, id: &str) -> Option<bool> {
        self.resolve(id).facts.hidden
    }

    /// The list a style of lists stands for.
    pub(super) fn list(&self, id: &str) -> Option<&str> {
        self.styles.get(id)?.facts.list.as_deref()
    }

    fn resolve(&self, id: &str) -> Resolved {
        let mut resolved = Resolved::default();
        let mut next = Some(id);
        for _ in 0..LONGEST_CHAIN {
            let Some((id, style)) = next.and_then(|id| self.styles.get_key_value(id)) else { break };
            if resolved.facts.list.is_none() && style.facts.list.is_some() {
                resolved.numbered_by = Some(id.clone());
            }
            resolved.names.push(style.name.clone());
            resolved.facts.rest_on(&style.facts);
            next = style.based_on.as_deref();
        }
        resolved
    }
}
