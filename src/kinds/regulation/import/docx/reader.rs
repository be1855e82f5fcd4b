//! The body of a document to paragraphs, in order: numbers are counted on as they come.

use std::collections::BTreeMap;

use super::inline::text_below;
use super::numbering::{Counters, Label, Numbering, Suffix};
use super::package::Targets;
use super::styles::{Facts, Resolved, Styles};
use super::words::{Position, Words};
use super::xml::Element;
use crate::kinds::regulation::grammar::trim;
use crate::kinds::regulation::import::changes::{Change, Changes};
use crate::kinds::regulation::import::marker::{self, Mark};
use crate::kinds::regulation::import::piece::{Link, Piece, Role};

/// Reads the body of a document.
pub(super) struct Reader<'a> {
    pub styles: &'a Styles,
    pub numbering: &'a Numbering,
    /// Where links lead.
    pub targets: &'a Targets,
    /// Words of footnotes, and of endnotes with `true`, by id.
    pub notes: &'a BTreeMap<(bool, String), String>,
    pub changes: &'a mut Changes,
    counters: Counters,
    /// What has been read.
    pub pieces: Vec<Piece>,
    /// Pieces taken for a table of contents because they stand in a field that makes one.
    in_field: Vec<usize>,
    /// Fields that are open; they may go over paragraphs.
    pub fields: Vec<Field>,
    /// The open paragraph.
    pub words: Words,
    /// Boxes of text that hang on the open paragraph.
    pub boxes: Vec<&'a Element>,
    /// Tables that are open.
    pub tables: usize,
}

/// An open field.
pub(super) struct Field {
    /// `HYPERLINK "https://…"`
    pub instruction: String,
    /// Whether what comes now is what it shows.
    pub shown: bool,
    /// Where that begins.
    pub start: Position,
}

impl Field {
    /// Whether it makes a table of contents.
    pub(super) fn makes_contents(&self) -> bool {
        self.instruction.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("TOC"))
    }

    /// Where it leads, if it is a link.
    pub(super) fn address(&self) -> Option<&str> {
        let rest = self.instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
        rest.strip_prefix('"')?.split('"').next()
    }
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing.
    pub(super) fn new(
        styles: &'a Styles,
        numbering: &'a Numbering,
        targets: &'a Targets,
        notes: &'a BTreeMap<(bool, String), String>,
        changes: &'a mut Changes,
    ) -> Self {
        Self {
            styles,
            numbering,
            targets,
            notes,
            changes,
            counters: Counters::default(),
            pieces: Vec::new(),
            in_field: Vec::new(),
            fields: Vec::new(),
            words: Words::default(),
            boxes: Vec::new(),
            tables: 0,
        }
    }

    /// Reads a whole body.
    pub(super) fn read(mut self, body: &'a Element) -> Vec<Piece> {
        self.blocks(body, false);
        // A field that never ends would take the whole text for a table of contents.
        if self.fields.iter().any(Field::makes_contents) {
            for index in self.in_field {
                self.pieces[index].role = Role::Text;
            }
        }
        self.pieces
    }

    /// Reads paragraphs and tables; `contents` where they make up a table of contents.
    pub(super) fn blocks(&mut self, element: &'a Element, contents: bool) {
        for child in element.alternatives() {
            match child.name.as_str() {
                "p" => self.paragraph(child, contents),
                "tbl" => self.table(child),
                "sdt" => self.blocks(child, contents || is_gallery(child)),
                "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" | "mc:AlternateContent" | "mc:Choice" | "mc:Fallback" => {
                    self.blocks(child, contents);
                }
                "del" | "moveFrom" => self.changes.note(Change::Deleted, &text_below(child)),
                "altChunk" => self.changes.note(Change::Embedded, ""),
                _ => {}
            }
        }
        // The last paragraph may have lost its end to a tracked deletion.
        if !self.words.is_empty() {
            let words = self.take_words();
            self.emit(words, None, Role::Text, false);
        }
    }

    fn paragraph(&mut self, paragraph: &'a Element, contents: bool) {
        let properties = paragraph.child("pPr");
        let style = self.styles.paragraph(properties.and_then(|properties| properties.value("pStyle")));
        let facts = Facts::read(properties, None);
        self.inline(paragraph, style.facts.hidden.unwrap_or(false));
        let mark = properties.and_then(|properties| properties.child("rPr"));
        if mark.is_some_and(|mark| mark.child("del").or(mark.child("moveFrom")).is_some()) {
            // Its end was deleted: the words go on in the next paragraph, which counts.
            return;
        }
        let words = self.take_words();
        if !words.hidden.is_empty() {
            self.changes.note(Change::Hidden, &words.hidden);
        }
        let gone = words.is_empty() && !words.hidden.is_empty();
        let label = if gone { None } else { self.label(&facts, &style) };
        let contents = contents || style.names.iter().any(|name| name.starts_with("toc "));
        let role = if contents || words.contents { Role::Contents } else { role(&facts, &style) };
        let only_field = words.contents && !contents && self.tables == 0;
        let centred = facts.centred.or(style.facts.centred).unwrap_or(false);
        let before = self.pieces.len();
        self.emit(words, label, role, centred);
        if only_field {
            self.in_field.extend(before..self.pieces.len());
        }
        self.text_boxes();
    }

    /// The words of the open paragraph, which ends here; a field that stays open goes on at the front of the next.
    fn take_words(&mut self) -> Words {
        let words = std::mem::take(&mut self.words);
        for field in &mut self.fields {
            field.start = self.words.position();
        }
        words
    }

    /// Counts the paragraph on in its list and says its number.
    fn label(&mut self, facts: &Facts, style: &Resolved) -> Option<Label> {
        let list = facts.list.as_ref().or(style.facts.list.as_ref()).filter(|list| *list != "0")?;
        let by_style = || style.numbered_by.as_deref().and_then(|name| self.numbering.level_of(list, name, self.styles));
        let level = facts.level.or_else(|| if facts.list.is_none() { by_style() } else { None }).or(style.facts.level).unwrap_or(0);
        self.counters.next(self.numbering, self.styles, list, level)
    }

    /// Appends the lines of a paragraph, the number before the first.
    fn emit(&mut self, words: Words, label: Option<Label>, role: Role, centred: bool) {
        let mut lines = words.into_lines();
        let mut numbered = false;
        if let Some(label) = label {
            if label.bullet && !lines.is_empty() {
                self.changes.count(Change::Bullet, 1);
            }
            let number = trim(&label.text);
            if !number.is_empty() {
                self.changes.note(Change::Numbered, number);
                if label.unknown {
                    self.changes.note(Change::UnknownFormat, number);
                }
                if lines.is_empty() {
                    lines.push(super::words::Line::default());
                }
                numbered = is_structural(number);
                prefix(&mut lines[0], number, if numbered { "　" } else { gap(&label) });
            }
        }
        for (index, line) in lines.into_iter().enumerate() {
            let piece = Piece { text: line.text, links: line.links, role, centred, numbered: numbered && index == 0, markdown: false };
            self.pieces.push(piece);
        }
    }

    /// Reads the boxes of text that hang on a paragraph.
    fn text_boxes(&mut self) {
        for text_box in std::mem::take(&mut self.boxes) {
            let text = text_below(text_box);
            if !text.is_empty() {
                self.changes.note(Change::TextBox, &text);
            }
            let fields = std::mem::take(&mut self.fields);
            self.blocks(text_box, false);
            self.fields = fields;
        }
    }
}

/// Whether a number is that of an article, chapter, section or part.
fn is_structural(number: &str) -> bool {
    marker::read(number).is_some_and(|marker| marker.mark != Mark::List && marker.length == number.len())
}

fn gap(label: &Label) -> &'static str {
    if label.suffix == Suffix::Nothing && label.text.ends_with(|c: char| !c.is_whitespace()) { "" } else { " " }
}

fn prefix(line: &mut super::words::Line, number: &str, gap: &str) {
    let before = number.len() + if line.text.is_empty() { 0 } else { gap.len() };
    let gap = if line.text.is_empty() { "" } else { gap };
    line.text.insert_str(0, gap);
    line.text.insert_str(0, number);
    for Link { range, .. } in &mut line.links {
        *range = range.start + before..range.end + before;
    }
}

/// What the document says a paragraph is.
fn role(facts: &Facts, style: &Resolved) -> Role {
    if style.names.iter().any(|name| matches!(name.as_str(), "title" | "标题")) {
        return Role::Title;
    }
    let named = style.names.iter().find_map(|name| name.strip_prefix("heading ")?.parse::<usize>().ok()?.checked_sub(1));
    match facts.outline.or(style.facts.outline).or(named) {
        Some(level @ 0..=2) => Role::Heading(u8::try_from(level + 1).unwrap_or(3)),
        _ => Role::Text,
    }
}

/// Whether a content control holds a table of contents.
fn is_gallery(control: &Element) -> bool {
    let part = control.child("sdtPr").and_then(|properties| properties.child("docPartObj"));
    part.and_then(|part| part.value("docPartGallery")) == Some("Table of Contents")
}
