//! Automatic numbering: which number Word shows before a paragraph.
//!
//! Paragraphs name a list (`num`) and a level. Lists that rest on one definition (`abstractNum`) count on together,
//! unless a list says where it starts anew; a level begins again behind a paragraph of a level above it.

use std::collections::{BTreeMap, BTreeSet};

use super::format;
use super::styles::Styles;
use super::xml::Element;

/// Levels of a list.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// `第%1条`
    text: String,
    suffix: Suffix,
    /// Whether the numbers of all levels are written in Arabic digits.
    legal: bool,
    /// The level, from 1, behind which this one begins again; 0 is never, absent is any above.
    restart: Option<usize>,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

/// What Word puts between a number and the words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Suffix {
    /// A tab or a space.
    #[default]
    Space,
    /// Nothing.
    Nothing,
}

/// A definition that lists rest on.
#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// The style of lists it leaves its levels to.
    link: Option<String>,
}

/// A list.
#[derive(Debug, Default)]
struct List {
    definition: String,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, Definition>,
    lists: BTreeMap<String, List>,
}

/// How far all lists have counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// The number each level last showed, by definition; absent where it is to begin.
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels that have begun where they say they start.
    begun: BTreeSet<(String, usize)>,
}

/// A number as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// `第一条`; empty for a bullet.
    pub text: String,
    /// What stands behind it.
    pub suffix: Suffix,
    /// Whether it is a bullet.
    pub bullet: bool,
    /// Whether its format is one that is not known.
    pub unknown: bool,
}

impl Numbering {
    /// Reads the part with the lists.
    pub(super) fn read(root: &Element) -> Self {
        let mut numbering = Self::default();
        for element in root.elements() {
            match element.name.as_str() {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default().to_owned();
                    numbering.definitions.insert(id, Definition::read(element));
                }
                "num" => {
                    let id = element.attribute("numId").unwrap_or_default().to_owned();
                    numbering.lists.insert(id, List::read(element));
                }
                _ => {}
            }
        }
        numbering
    }

    /// The list, and the definition that has its levels.
    fn list(&self, id: &str, styles: &Styles) -> Option<(&List, &Definition, &str)> {
        let list = self.lists.get(id)?;
        let definition = self.definitions.get(&list.definition)?;
        let linked = definition.link.as_deref().and_then(|style| styles.list(style)).and_then(|id| self.lists.get(id));
        match linked.and_then(|list| self.definitions.get_key_value(&list.definition)) {
            Some((id, definition)) => Some((list, definition, id)),
            None => Some((list, definition, &list.definition)),
        }
    }

    /// The level whose paragraphs have a style.
    pub(super) fn level_of(&self, id: &str, style: &str, styles: &Styles) -> Option<usize> {
        let (list, definition, _) = self.list(id, styles)?;
        (0..LEVELS).find(|level| list.level(definition, *level).is_some_and(|level| level.style.as_deref() == Some(style)))
    }
}

impl Definition {
    fn read(element: &Element) -> Self {
        let mut definition = Self { link: element.value("numStyleLink").map(str::to_owned), ..Self::default() };
        for element in element.elements().filter(|element| element.name == "lvl") {
            if let Some(slot) = index(element).and_then(|index| definition.levels.get_mut(index)) {
                *slot = Some(Level::read(element));
            }
        }
        definition
    }
}

impl List {
    fn read(element: &Element) -> Self {
        let mut list = Self { definition: element.value("abstractNumId").unwrap_or_default().to_owned(), ..Self::default() };
        for element in element.elements().filter(|element| element.name == "lvlOverride") {
            let Some(index) = index(element).filter(|index| *index < LEVELS) else { continue };
            list.starts[index] = element.value("startOverride").and_then(|start| start.parse().ok());
            list.levels[index] = element.child("lvl").map(Level::read);
        }
        list
    }

    fn level<'a>(&'a self, definition: &'a Definition, level: usize) -> Option<&'a Level> {
        self.levels.get(level)?.as_ref().or(definition.levels[level].as_ref())
    }
}

fn index(element: &Element) -> Option<usize> {
    element.attribute("ilvl")?.parse().ok()
}

impl Level {
    fn read(element: &Element) -> Self {
        // A format of the user's own stands beside one that older programs can read.
        let known = |found: &&Element| found.attribute("val") != Some("custom");
        let mut formats = Vec::new();
        for alternative in element.elements().filter(|element| element.name == "mc:AlternateContent").flat_map(Element::elements) {
            alternative.below(&["numFmt"], &mut formats);
        }
        let format = element.elements().filter(|element| element.name == "numFmt").chain(formats).find(known);
        Self {
            start: element.value("start").and_then(|start| start.parse().ok()).unwrap_or(0),
            format: format.and_then(|format| format.attribute("val")).unwrap_or("decimal").to_owned(),
            text: element.value("lvlText").unwrap_or_default().to_owned(),
            suffix: if element.value("suff") == Some("nothing") { Suffix::Nothing } else { Suffix::Space },
            legal: element.switch("isLgl").unwrap_or(false),
            restart: element.value("lvlRestart").and_then(|level| level.parse().ok()),
            style: element.value("pStyle").map(str::to_owned),
        }
    }
}

impl Counters {
    /// Counts a paragraph on and says what stands before it; `None` where it is in no list there is.
    pub(super) fn next(&mut self, numbering: &Numbering, styles: &Styles, id: &str, level: usize) -> Option<Label> {
        let (list, definition, key) = numbering.list(id, styles)?;
        let own = list.level(definition, level)?;
        let counts = self.counts.entry(key.to_owned()).or_default();
        let start = |level: usize| {
            let defined = list.level(definition, level).map_or(1, |level| level.start);
            list.starts.get(level).copied().flatten().unwrap_or(defined)
        };
        let anew = list.starts[level].is_some() && self.begun.insert((id.to_owned(), level));
        counts[level] = Some(match counts[level] {
            Some(count) if !anew => count.saturating_add(1),
            _ => start(level),
        });
        for (lower, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = list.level(definition, lower).and_then(|level| level.restart).unwrap_or(lower);
            if level < restart {
                *count = None;
            }
        }
        let mut unknown = false;
        let mut number = |index: usize| {
            let format = match list.level(definition, index) {
                Some(_) if own.legal => "decimal",
                Some(level) => level.format.as_str(),
                None => "decimal",
            };
            let number = counts[index].unwrap_or_else(|| start(index));
            format::write(format, number).unwrap_or_else(|| {
                unknown = true;
                number.to_string()
            })
        };
        let bullet = own.format == "bullet";
        let text = if bullet { String::new() } else { filled(&own.text, level, &mut number) };
        Some(Label { text, suffix: own.suffix, bullet, unknown })
    }
}

/// `第%1条` with its numbers; a level below the paragraph's own has none.
fn filled(text: &str, level: usize, number: &mut impl FnMut(usize) -> String) -> String {
    let mut label = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let digit = if character == '%' { characters.peek().and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0) } else { None };
        match digit {
            Some(digit) => {
                characters.next();
                let index = digit as usize - 1;
                if index <= level {
                    label.push_str(&number(index));
                }
            }
            None => label.push(character),
        }
    }
    label
}
