//! What is compared: the units of a version. An article is one with all its 款 and 项; so is an annex; headings and
//! paragraphs outside articles stand for themselves.

use std::borrow::Cow;
use std::ops::Range;

use super::normal;
use crate::kinds::regulation::model::Version;
use crate::kinds::regulation::render::is_plain;
use crate::kinds::regulation::tree::{Kind, Number};
use crate::markdown;
use crate::value::{fold, write_numeral};

/// What a unit is; only units of one role are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading of the text: 编, 章, 节, 总则, or one without a structural word.
    Heading,
    /// A paragraph outside articles: of the preamble, of a chapter without articles, behind them.
    Loose,
    /// 条
    Article,
    /// 附件, whole.
    Annex,
}

/// A unit of a version.
#[derive(Debug)]
pub struct Unit<'v> {
    /// What it is.
    pub role: Role,
    /// Its place in the tree.
    pub node: usize,
    /// Its number; 0 where it has none.
    pub number: Number,
    /// Whether it is an article that was deleted and keeps its place.
    pub deleted: bool,
    /// 第十二条, 第三章, 附件1; empty for a paragraph.
    pub label: &'v str,
    /// Its lines in order.
    pub lines: Vec<Line<'v>>,
    /// Its words as they are compared, the label left out.
    pub(super) normal: Vec<char>,
    /// Where in them a new 款 begins, the first left out: a 款 cut in two is a change.
    pub(super) breaks: Vec<usize>,
    /// Where in them each 款 with its items stands.
    pub(super) paragraphs: Vec<Range<usize>>,
}

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The title of a chapter or annex, 〔heading〕 of an article, or （删除）.
    Title,
    /// 款
    Paragraph,
    /// 项
    Item,
    /// 目
    Subitem,
    /// A row of a table, or a line of a fenced block.
    Row,
}

/// A line of a unit.
#[derive(Debug)]
pub struct Line<'v> {
    /// How it is set.
    pub style: Style,
    /// （三）, 1., or 第二条 in an annex; empty without one.
    pub label: &'v str,
    /// The label as it is compared: its punctuation does not count.
    pub(super) key: String,
    /// The words, without Markdown.
    pub text: Cow<'v, str>,
}

/// The units of a version in the order of its text.
pub fn units(version: &Version) -> Vec<Unit<'_>> {
    let mut reader = Reader { version, units: Vec::new() };
    for root in version.tree.roots() {
        reader.unit(root);
    }
    reader.units
}

struct Reader<'v> {
    version: &'v Version,
    units: Vec<Unit<'v>>,
}

impl<'v> Reader<'v> {
    fn unit(&mut self, index: usize) {
        let node = self.version.tree.node(index);
        match node.kind {
            Kind::Article => self.push(Role::Article, index, true),
            Kind::Annex => self.push(Role::Annex, index, true),
            Kind::Paragraph | Kind::Table | Kind::Code | Kind::Footnote => self.push(Role::Loose, index, true),
            Kind::Heading if self.says_the_title(index) => {}
            Kind::Check | Kind::Contents => {}
            _ => {
                if !(node.label.is_empty() && node.text.is_empty()) {
                    self.push(Role::Heading, index, false);
                }
                for child in self.version.tree.children(index) {
                    self.unit(child);
                }
            }
        }
    }

    /// Whether a heading says the title again, which the page shows already.
    fn says_the_title(&self, index: usize) -> bool {
        index == 0 && fold(self.version.tree.node(0).text.of(self.version.text())) == fold(&self.version.front.title)
    }

    /// Appends a unit, with all below it where it is `whole`.
    fn push(&mut self, role: Role, index: usize, whole: bool) {
        let node = self.version.tree.node(index);
        let labelled = role != Role::Loose;
        let mut unit = Unit {
            role,
            node: index,
            number: if labelled { node.number } else { Number::default() },
            deleted: node.deleted,
            label: if labelled { node.label.of(self.version.text()) } else { "" },
            lines: Vec::new(),
            normal: Vec::new(),
            breaks: Vec::new(),
            paragraphs: Vec::new(),
        };
        if labelled {
            unit.line(Style::Title, "", String::new(), self.version.words(index));
            if whole {
                self.below(index, &mut unit);
            }
        } else {
            self.lines(index, &mut unit);
        }
        self.units.push(unit);
    }

    fn below(&self, index: usize, unit: &mut Unit<'v>) {
        for child in self.version.tree.children(index) {
            self.lines(child, unit);
        }
    }

    /// Appends the lines of a node and of all below it.
    fn lines(&self, index: usize, unit: &mut Unit<'v>) {
        let node = self.version.tree.node(index);
        let label = node.label.of(self.version.text());
        let numeral = || write_numeral(u32::from(node.number.base));
        let start = unit.normal.len();
        match node.kind {
            Kind::Item => unit.line(Style::Item, label, format!("({})", numeral()), self.version.words(index)),
            Kind::Subitem => unit.line(Style::Subitem, label, format!("{}.", node.number), self.version.words(index)),
            Kind::Paragraph => {
                unit.begin_paragraph();
                unit.line(Style::Paragraph, "", String::new(), self.version.words(index));
            }
            Kind::Continuation | Kind::Footnote => {
                unit.begin_paragraph();
                unit.line(Style::Item, "", String::new(), self.version.words(index));
            }
            Kind::Table => self.rows(index, unit),
            Kind::Code => {
                for line in node.text.of(self.version.text()).lines().filter(|line| !line.trim_start().starts_with("```")) {
                    unit.line(Style::Row, "", String::new(), Cow::Borrowed(line));
                }
            }
            Kind::Check | Kind::Contents => return,
            _ => {
                unit.begin_paragraph();
                unit.line(Style::Title, label, normal::characters(label).collect(), self.version.words(index));
            }
        }
        self.below(index, unit);
        if node.kind == Kind::Paragraph {
            unit.paragraphs.push(start..unit.normal.len());
        }
    }

    /// Rows of a table, cells parted by ｜; the row of dashes is none.
    fn rows(&self, index: usize, unit: &mut Unit<'v>) {
        let text = self.version.text();
        let table = self.version.tree.node(index).text.range();
        let mut at = table.start;
        for line in text[table].split_inclusive('\n') {
            let cells = cells(line).map(|cell| at + cell.start..at + cell.end);
            let dashes = !line.chars().any(|c| !matches!(c, '|' | '-' | ':') && !normal::is_blank(c));
            if !dashes {
                let words: Vec<Cow<'_, str>> = cells.map(|cell| self.plain(cell)).collect();
                unit.line(Style::Row, "", String::new(), Cow::Owned(words.join("｜")));
            }
            at += line.len();
        }
    }

    fn plain(&self, range: Range<usize>) -> Cow<'v, str> {
        let text = &self.version.text()[range.clone()];
        if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(markdown::plain_line(&self.version.source, &range)) }
    }
}

/// Where the cells of a row stand, trimmed; a `\|` parts none.
fn cells(line: &str) -> impl Iterator<Item = Range<usize>> {
    let end = line.trim_end().len();
    let start = line.len() - line.trim_start().len();
    let start = start + usize::from(line[start..end.max(start)].starts_with('|'));
    let bars = line.match_indices('|').map(|(at, _)| at).filter(|at| *at >= start && !line[..*at].ends_with('\\'));
    let mut ends: Vec<usize> = bars.collect();
    if ends.last().is_none_or(|last| last + 1 < end) {
        ends.push(end.max(start));
    }
    let mut from = start;
    ends.into_iter().map(move |to| {
        let cell = from..to;
        from = to + 1;
        let (before, after) = (line[cell.clone()].trim_start().len(), line[cell.clone()].trim().len());
        let start = cell.end - before;
        start..start + after
    })
}

impl<'v> Unit<'v> {
    fn begin_paragraph(&mut self) {
        if !self.normal.is_empty() {
            self.breaks.push(self.normal.len());
        }
    }

    /// Appends a line, unless it says nothing at all.
    fn line(&mut self, style: Style, label: &'v str, key: String, text: Cow<'v, str>) {
        if label.is_empty() && text.is_empty() {
            return;
        }
        self.normal.extend(key.chars());
        self.normal.extend(normal::characters(&text));
        self.lines.push(Line { style, label, key, text });
    }

    /// Whether two units say the same, however they are written.
    pub(super) fn says_the_same(&self, other: &Unit<'_>) -> bool {
        self.normal == other.normal && self.breaks == other.breaks
    }

    /// Whether two units are written the same, to the character.
    pub(super) fn is_written_the_same(&self, other: &Unit<'_>) -> bool {
        self.lines.len() == other.lines.len()
            && self
                .lines
                .iter()
                .zip(&other.lines)
                .all(|(one, two)| one.style == two.style && one.label == two.label && one.text == two.text)
    }
}
