//! The tree of a regulation: parts, chapters, articles, 款, 项, 目, annexes, as ranges of the text they stand in.
//!
//! A text of 6 KB has some eighty units; each is one [`Node`] of 32 bytes in document order and owns no text.
//! What is shown is always a slice of the source, so that it equals the source character for character.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::value::{has_lines, write_numeral};

/// Bytes of the text a unit stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to `end` of a text no longer than [`Span::LIMIT`].
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).expect("texts above the limit are not parsed");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The longest text that can be pointed into.
    pub const LIMIT: usize = u32::MAX as usize;

    /// Nothing at a place.
    pub fn empty(at: usize) -> Self {
        Self::new(at, at)
    }

    /// As a range to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it holds no text.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The bytes of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// The number of a unit: 第一百二十条之一 is 120 and 1. Written `120.1`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The number itself, from 1; 0 where a unit has none.
    pub base: u16,
    /// 之N; 0 without.
    pub suffix: u16,
}

impl Number {
    /// A number without 之N.
    pub fn plain(base: u16) -> Self {
        Self { base, suffix: 0 }
    }

    /// Appends it as it is written. Every unit of every form of a text has its number in its name.
    pub fn push_to(self, text: &mut String) {
        push_decimal(text, self.base);
        if self.suffix != 0 {
            text.push('.');
            push_decimal(text, self.suffix);
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.suffix {
            0 => write!(f, "{}", self.base),
            suffix => write!(f, "{}.{suffix}", self.base),
        }
    }
}

fn push_decimal(text: &mut String, number: u16) {
    if number >= 10 {
        push_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text before the first heading or article, under 序言 or without a heading.
    Preamble,
    /// Text after an other heading that belongs to no chapter.
    Back,
    /// 编, 篇
    Part,
    /// 分编
    Subpart,
    /// 章
    Chapter,
    /// 节
    Section,
    /// A bare 总则: a heading without a number, counted nowhere.
    General,
    /// A bare 附则, the same.
    Supplementary,
    /// 条, or 一、 in a text without 条.
    Article,
    /// 款; its text excludes its items. Empty where a list has no words before it.
    Paragraph,
    /// 项
    Item,
    /// 目; one below another is a （1） below a 1.
    Subitem,
    /// A further paragraph of an item.
    Continuation,
    /// A footnote; its label is `[^1]:`.
    Footnote,
    /// Lines of a Markdown table.
    Table,
    /// A fenced block.
    Code,
    /// A fenced block with the info string `check`: for the program, not part of the text.
    Check,
    /// A heading without a structural word.
    Heading,
    /// 附件; its label is 附件1, its text the title.
    Annex,
    /// A line of a table of contents, which is compared with the headings and not shown.
    Contents,
}

/// A unit of a text.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Whether it is an article that was deleted and keeps its place.
    pub deleted: bool,
    /// Its number; that of a 款 is counted.
    pub number: Number,
    /// 第十二条, （三）, 附件1 as written; empty for a 款.
    pub label: Span,
    /// The text; of a chapter or annex its title, of an article its 〔heading〕 with the brackets or （删除）.
    pub text: Span,
    parent: u32,
    end: u32,
}

const ROOT: u32 = u32::MAX;

/// Bytes that nearly every id has room in: `art-112-p12-i13-s1`.
const LONGEST_ID: usize = 24;

/// All units of a text in document order.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Whether chapters are numbered anew in each part, which then is part of their id.
    pub chapters_restart: bool,
    /// Whether 一、 stands for 条, because the text has none.
    pub without_articles: bool,
    /// Whether paragraphs go on over line breaks, so that words may be parted by one.
    pub wrapped: bool,
    /// Units whose numeral cannot be read or is ambiguous; they got the number that was due.
    pub unreadable: Vec<u32>,
}

impl Tree {
    pub(super) fn new(without_articles: bool) -> Self {
        Self { without_articles, ..Self::default() }
    }

    /// Appends a unit below `parent`; its end is set by [`Tree::close`].
    pub(super) fn open(&mut self, kind: Kind, number: Number, label: Span, text: Span, parent: Option<usize>) -> usize {
        let narrow = |at: usize| u32::try_from(at).expect("a unit takes at least a byte of a text within the limit");
        let index = self.nodes.len();
        let parent = parent.map_or(ROOT, narrow);
        self.nodes.push(Node { kind, deleted: false, number, label, text, parent, end: narrow(index + 1) });
        index
    }

    /// Ends a unit before whatever is appended next.
    pub(super) fn close(&mut self, index: usize) {
        self.nodes[index].end = u32::try_from(self.nodes.len()).expect("as above");
    }

    pub(super) fn node_mut(&mut self, index: usize) -> &mut Node {
        &mut self.nodes[index]
    }

    pub(super) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
    }

    /// A unit by its place in document order.
    pub fn node(&self, index: usize) -> &Node {
        &self.nodes[index]
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// All units with their places, in document order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &Node)> + Clone {
        self.nodes.iter().enumerate()
    }

    /// Units that stand at the top.
    pub fn roots(&self) -> Children<'_> {
        Children { tree: self, next: 0, end: self.nodes.len() }
    }

    /// Units directly below one.
    pub fn children(&self, index: usize) -> Children<'_> {
        Children { tree: self, next: index + 1, end: self.nodes[index].end as usize }
    }

    /// Everything below a unit, the unit left out.
    pub fn below(&self, index: usize) -> Range<usize> {
        index + 1..self.nodes[index].end as usize
    }

    /// The unit a unit stands in.
    pub fn parent(&self, index: usize) -> Option<usize> {
        let parent = self.nodes[index].parent;
        (parent != ROOT).then_some(parent as usize)
    }

    /// The nearest unit of that kind a unit stands in.
    pub fn ancestor(&self, index: usize, kind: Kind) -> Option<usize> {
        let mut at = self.parent(index);
        while let Some(index) = at {
            if self.nodes[index].kind == kind {
                return Some(index);
            }
            at = self.parent(index);
        }
        None
    }

    /// Articles of the text itself, those of annexes left out.
    pub fn articles(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.iter().take(self.main_end()).filter(|(_, node)| node.kind == Kind::Article)
    }

    /// Where the first annex begins; the number of units without one.
    pub fn main_end(&self) -> usize {
        self.roots().find(|index| self.nodes[*index].kind == Kind::Annex).unwrap_or(self.nodes.len())
    }

    /// The id of a unit: `art-12-p2-i3`, `ch-3-sec-1`, `annex-1-art-2`; empty for what is no unit of its own.
    pub fn id(&self, index: usize) -> String {
        let mut id = String::with_capacity(LONGEST_ID);
        self.write_id(index, &mut id);
        id
    }

    fn write_id(&self, index: usize, id: &mut String) {
        let node = &self.nodes[index];
        let scope: &[Kind] = match node.kind {
            Kind::Preamble | Kind::Back | Kind::General | Kind::Supplementary | Kind::Part | Kind::Article => &[Kind::Annex],
            Kind::Subpart => &[Kind::Part, Kind::Annex],
            Kind::Chapter if !self.chapters_restart => &[Kind::Annex],
            Kind::Chapter => &[Kind::Part, Kind::Annex],
            Kind::Section => &[Kind::Chapter, Kind::General, Kind::Supplementary, Kind::Subpart, Kind::Part, Kind::Annex],
            Kind::Annex | Kind::Paragraph | Kind::Item | Kind::Subitem => &[],
            Kind::Continuation | Kind::Footnote | Kind::Table | Kind::Code | Kind::Check | Kind::Heading | Kind::Contents => return,
        };
        let above = match node.kind {
            Kind::Paragraph | Kind::Item | Kind::Subitem => self.parent(index),
            _ => scope.iter().find_map(|kind| self.ancestor(index, *kind)),
        };
        if let Some(above) = above {
            self.write_id(above, id);
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(node.kind.word());
        match node.kind {
            Kind::Preamble | Kind::Back | Kind::General | Kind::Supplementary if node.number.base <= 1 => {}
            Kind::Paragraph | Kind::Item | Kind::Subitem => node.number.push_to(id),
            _ => {
                id.push('-');
                node.number.push_to(id);
            }
        }
    }

    /// The unit of that id.
    pub fn find(&self, id: &str) -> Option<usize> {
        let mut own = String::new();
        (0..self.nodes.len()).find(|index| {
            own.clear();
            self.write_id(*index, &mut own);
            own == id
        })
    }

    /// How a unit is cited: 第十二条第二款第三项, 附件1第二条. The only 款 of an article goes without saying.
    pub fn citation(&self, index: usize, source: &str) -> String {
        let node = &self.nodes[index];
        let above = match node.kind {
            Kind::Article => self.ancestor(index, Kind::Annex),
            Kind::Paragraph | Kind::Item | Kind::Subitem => self.parent(index),
            _ => None,
        };
        let mut words = above.map_or_else(String::new, |above| self.citation(above, source));
        let unit = match node.kind {
            Kind::Paragraph if self.is_only_paragraph(index) => return words,
            Kind::Paragraph => "款",
            Kind::Item => "项",
            Kind::Subitem => "目",
            _ => return words + node.label.of(source),
        };
        words.push('第');
        words.push_str(&write_numeral(u32::from(node.number.base)));
        words.push_str(unit);
        words
    }

    fn is_only_paragraph(&self, index: usize) -> bool {
        let is_paragraph = |child: &usize| self.nodes[*child].kind == Kind::Paragraph;
        self.parent(index).is_some_and(|parent| self.children(parent).filter(is_paragraph).nth(1).is_none())
    }

    /// The text of a unit as it is shown: lines of a hard-wrapped paragraph joined, all else as it stands.
    pub fn text<'t>(&self, index: usize, source: &'t str) -> Cow<'t, str> {
        let node = &self.nodes[index];
        let text = node.text.of(source);
        if matches!(node.kind, Kind::Table | Kind::Code | Kind::Check) || !self.has_lines(text) {
            return Cow::Borrowed(text);
        }
        let mut joined = String::with_capacity(text.len());
        for line in text.lines().map(str::trim) {
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
            if latin(joined.chars().next_back()) && latin(line.chars().next()) {
                joined.push(' ');
            }
            joined.push_str(line);
        }
        Cow::Owned(joined)
    }

    /// Whether the text of a unit stands in several lines; only in a hard-wrapped text may it.
    pub(super) fn has_lines(&self, text: &str) -> bool {
        debug_assert!(self.wrapped || !has_lines(text), "{text:?} is one line");
        self.wrapped && has_lines(text)
    }

    /// The text of an item with its further paragraphs, joined by line ends.
    pub fn full_text<'t>(&self, index: usize, source: &'t str) -> Cow<'t, str> {
        let mut text = self.text(index, source);
        for child in self.children(index).filter(|child| self.nodes[*child].kind == Kind::Continuation) {
            let whole = text.to_mut();
            whole.push('\n');
            whole.push_str(&self.text(child, source));
        }
        text
    }
}

impl Kind {
    /// The word that stands for it in ids.
    fn word(self) -> &'static str {
        match self {
            Self::Preamble => "preamble",
            Self::Back => "back",
            Self::General => "general",
            Self::Supplementary => "supplementary",
            Self::Annex => "annex",
            Self::Part => "part",
            Self::Subpart => "sub",
            Self::Chapter => "ch",
            Self::Section => "sec",
            Self::Article => "art",
            Self::Paragraph => "p",
            Self::Item => "i",
            Self::Subitem => "s",
            _ => "",
        }
    }
}

/// Walks over the units directly below one.
#[derive(Debug, Clone)]
pub struct Children<'a> {
    tree: &'a Tree,
    next: usize,
    end: usize,
}

impl Iterator for Children<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.next >= self.end {
            return None;
        }
        let index = self.next;
        self.next = self.tree.nodes[index].end as usize;
        Some(index)
    }
}
