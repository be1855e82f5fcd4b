//! Classed lines to a tree: what each line is, seen with the lines around it.

use std::ops::Range;

use super::super::tree::{Kind, Number, Span, Tree};
use super::line::{Class, Line, listed};
use super::{contents, inline, is_space, marker};

/// How deep a unit stands; opening one ends all that stand as deep or deeper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Annex,
    Part,
    Subpart,
    Chapter,
    Section,
    Article,
    Paragraph,
    Item,
    Subitem,
    Lowest,
}

/// A unit that is still open.
struct Open {
    index: usize,
    kind: Kind,
    rank: Rank,
    /// Number of the unit itself.
    number: u16,
    /// Number of the last 款, or 目, in it.
    last: u16,
    /// Whether it is a 目 marked （1）.
    bracketed: bool,
}

struct Builder<'t> {
    text: &'t str,
    tree: Tree,
    open: Vec<Open>,
    /// Last numbers of part, subpart, chapter, section and article, which are due next where one cannot be read.
    last: [u16; 5],
    /// Ordinal of the part and number of each chapter of the text itself.
    chapters: Vec<(usize, u16)>,
    parts: usize,
    annexes: u16,
    /// The number of each annex, its word, and whether it states the number.
    annexed: Vec<(u16, &'t str, bool)>,
    /// How many there have been of what may come more than once without a number: preamble, back matter, 总则, 附则.
    times: [u16; 4],
    /// Whether a heading of the text or an article has been seen.
    begun: bool,
    /// The annex whose title may stand on the next line.
    untitled: Option<usize>,
}

/// Builds the tree of a text from its lines.
pub(super) fn build(text: &str, mut lines: Vec<Line>) -> Tree {
    settle_enclosures(text, &mut lines);
    let main = lines.iter().position(|line| line.class == Class::Annex).unwrap_or(lines.len());
    let without_articles = settle_enumeration(text, &mut lines, main);
    let ahead = next_items(&lines);
    let mut builder = Builder {
        text,
        tree: Tree::new(without_articles),
        open: Vec::with_capacity(8),
        last: [0; 5],
        chapters: Vec::new(),
        parts: 0,
        annexes: 0,
        annexed: Vec::new(),
        times: [0; 4],
        begun: false,
        untitled: None,
    };
    let mut at = 0;
    while at < lines.len() {
        if lines[at].class == Class::Contents && !builder.begun {
            let length = contents::length(text, &lines[at + 1..]);
            builder.contents(&lines[at..=at + length]);
            at += length + 1;
        } else {
            builder.line(&lines[at], ahead[at]);
            at += 1;
        }
    }
    builder.finish()
}

/// Decides what 一、 is: an article in a text that has none of 第N条, else the beginning of a paragraph.
fn settle_enumeration(text: &str, lines: &mut [Line], main: usize) -> bool {
    let has_articles = lines[..main].iter().any(|line| matches!(line.class, Class::Article | Class::Deleted));
    let mut found = false;
    for (index, line) in lines.iter_mut().enumerate() {
        let article = !has_articles && index < main;
        if line.class == Class::Heading && article {
            let Range { start, end } = line.text.range();
            *line = listed(text, start, end).unwrap_or(*line);
        }
        match line.class {
            Class::Enumerated if article => {
                line.class = Class::Article;
                found = true;
            }
            Class::Enumerated => as_plain(line),
            _ => {}
        }
    }
    found
}

/// Tells a list of annexes from an annex: 附件： above 1.申请表 and 2.审批表, where the annexes themselves follow or come as
/// files of their own; and 附件：申请表 where an annex of that title follows.
fn settle_enclosures(text: &str, lines: &mut [Line]) {
    for index in 0..lines.len() {
        let line = lines[index];
        let colon = text[line.label.end as usize..].trim_start_matches(is_space).starts_with(['：', ':']);
        if line.class != Class::Annex || line.number.is_some() || !colon {
            continue;
        }
        let after = &lines[index + 1..];
        let listed = if line.text.is_empty() {
            let names = after.iter().take_while(|line| line.class == Class::Dotted).count();
            let title = |line: &Line| !line.text.of(text).ends_with(['。', '；', '：', ';', ':']);
            let follows = after[names..].iter().any(|line| line.class == Class::Annex);
            after.first().is_some_and(|first| first.number == Some(Number::plain(1)))
                && names > 0
                && (follows || after[..names].iter().all(title))
        } else {
            let titled = |at: usize| {
                let title = if after[at].text.is_empty() { after.get(at + 1).map(|line| line.text) } else { Some(after[at].text) };
                after[at].class == Class::Annex && title.is_some_and(|title| title.of(text) == line.text.of(text))
            };
            (0..after.len()).any(titled)
        };
        if listed {
            let end = if line.text.is_empty() { with_colon(text, line.label.end as usize) } else { line.text.end as usize };
            lines[index].class = Class::Enclosures;
            lines[index].text = Span::new(line.label.start as usize, end);
        }
    }
}

/// Where the colon behind a word ends.
fn with_colon(text: &str, at: usize) -> usize {
    text[at..].find(['：', ':']).map_or(at, |colon| at + colon + text[at + colon..].chars().next().map_or(0, char::len_utf8))
}

/// Takes a marker for the beginning of the words behind it.
fn as_plain(line: &mut Line) {
    line.class = Class::Plain;
    line.text.start = line.label.start;
    line.label.end = line.label.start;
}

/// For each line the number of the next 项 below it, if nothing but paragraphs and 目 stand between; else 0.
fn next_items(lines: &[Line]) -> Vec<u16> {
    let mut ahead = vec![0; lines.len()];
    let mut next = 0;
    for (index, line) in lines.iter().enumerate().rev() {
        ahead[index] = next;
        match line.class {
            Class::Item => next = line.number.map_or(0, |number| number.base),
            Class::Plain | Class::Dotted | Class::Bracketed | Class::Table | Class::Code | Class::Check | Class::Footnote => {}
            _ => next = 0,
        }
    }
    ahead
}

impl Builder<'_> {
    fn line(&mut self, line: &Line, next_item: u16) {
        let untitled = self.untitled.take();
        if let Some(annex) = untitled.filter(|_| is_title(self.text, line)) {
            self.tree.node_mut(annex).text = line.text;
            return;
        }
        match line.class {
            Class::Part => {
                self.parts += usize::from(self.annexes == 0);
                self.heading(line, Kind::Part, Rank::Part, 0);
            }
            Class::Subpart => self.heading(line, Kind::Subpart, Rank::Subpart, 1),
            Class::Chapter => self.heading(line, Kind::Chapter, Rank::Chapter, 2),
            Class::Section => self.heading(line, Kind::Section, Rank::Section, 3),
            Class::General => self.bare(line, Kind::General),
            Class::Supplementary => self.bare(line, Kind::Supplementary),
            Class::Preface if !self.begun => {
                self.close_to(Rank::Annex);
                self.unnumbered(Kind::Preamble, Rank::Article, line.text);
            }
            Class::Annex => self.annex(line),
            Class::Enclosures => self.enclosures(line, next_item),
            Class::Heading | Class::Contents | Class::Preface => self.other_heading(line),
            Class::Article | Class::Deleted => self.article(line),
            Class::Item => self.item(line),
            Class::Dotted => self.subitem(line, false),
            Class::Bracketed => self.subitem(line, true),
            Class::Table => self.block(line, Kind::Table, next_item),
            Class::Code => self.block(line, Kind::Code, next_item),
            Class::Check => self.block(line, Kind::Check, next_item),
            Class::Footnote => self.footnote(line),
            Class::Plain | Class::Enumerated => self.plain(line, next_item),
        }
    }

    /// Ends all units as deep as `rank` or deeper.
    fn close_to(&mut self, rank: Rank) {
        while let Some(open) = self.open.pop_if(|open| open.rank >= rank) {
            self.tree.close(open.index);
        }
    }

    /// Opens a unit below whatever is still open above its rank.
    fn enter(&mut self, kind: Kind, rank: Rank, number: Number, label: Span, text: Span) -> usize {
        self.close_to(rank);
        let index = self.tree.open(kind, number, label, text, self.open.last().map(|open| open.index));
        self.open.push(Open { index, kind, rank, number: number.base, last: 0, bracketed: false });
        index
    }

    /// Appends a unit that nothing stands below.
    fn leaf(&mut self, kind: Kind, text: Span) {
        self.close_to(Rank::Lowest);
        self.tree.open(kind, Number::default(), Span::empty(text.start as usize), text, self.open.last().map(|open| open.index));
    }

    /// Opens a unit that states a number, and notes it where the number cannot be read.
    fn enter_numbered(&mut self, kind: Kind, rank: Rank, number: Number, line: &Line, text: Span) -> usize {
        let index = self.enter(kind, rank, number, line.label, text);
        if line.unreadable {
            self.tree.unreadable.push(u32::try_from(index).expect("fewer units than bytes"));
        }
        index
    }

    /// Opens a unit without a number of its own; a second one of its kind is told apart by how often it came.
    fn unnumbered(&mut self, kind: Kind, rank: Rank, text: Span) {
        let times = &mut self.times[match kind {
            Kind::Preamble => 0,
            Kind::Back => 1,
            Kind::General => 2,
            _ => 3,
        }];
        *times = times.saturating_add(1);
        let number = Number::plain(*times);
        self.enter(kind, rank, number, Span::empty(text.start as usize), text);
    }

    fn heading(&mut self, line: &Line, kind: Kind, rank: Rank, level: usize) {
        self.begun = true;
        let number = stated(line, self.last[level]);
        self.last[level] = number.base;
        self.last[level + 1..4].fill(0);
        if kind == Kind::Chapter && self.annexes == 0 {
            self.chapters.push((self.parts, number.base));
        }
        self.enter_numbered(kind, rank, number, line, line.text);
    }

    /// A bare 总则 or 附则 stands where parts stand in a text that has them, else where chapters do.
    fn bare(&mut self, line: &Line, kind: Kind) {
        self.begun = true;
        let rank = if self.parts > 0 && self.annexes == 0 { Rank::Part } else { Rank::Chapter };
        self.unnumbered(kind, rank, line.text);
    }

    fn annex(&mut self, line: &Line) {
        self.begun = true;
        self.last = [0; 5];
        let word = line.label.of(self.text).trim_end_matches(|c| is_space(c) || marker::digits(c.encode_utf8(&mut [0; 4])) > 0);
        let stated = line.number.map(|number| number.base).filter(|number| !self.is_taken(*number, word));
        let number = stated.unwrap_or(self.annexes.saturating_add(1));
        self.annexed.push((number, word, stated.is_some()));
        self.annexes = self.annexes.max(number);
        let annex = self.enter(Kind::Annex, Rank::Annex, Number::plain(number), line.label, line.text);
        self.untitled = line.text.is_empty().then_some(annex);
    }

    /// Whether an annex has a number that one of another word states: 附件1 before 附表1. What states it a second time keeps it,
    /// and is a finding.
    fn is_taken(&self, number: u16, word: &str) -> bool {
        self.annexed.iter().any(|(other, by, stated)| *other == number && !(*stated && *by == word))
    }

    /// The list of annexes behind the last article: no 款 of that.
    fn enclosures(&mut self, line: &Line, next_item: u16) {
        if self.annexes > 0 {
            return self.plain(line, next_item);
        }
        self.begun = true;
        self.close_to(Rank::Annex);
        self.loose();
        self.paragraph(line.text);
    }

    /// Ends the open article, but not the preamble or chapter it stands in.
    fn other_heading(&mut self, line: &Line) {
        self.close_to(Rank::Paragraph);
        if self.open.last().is_some_and(|open| open.kind == Kind::Article) {
            self.close_to(Rank::Article);
        }
        self.leaf(Kind::Heading, line.text);
    }

    fn article(&mut self, line: &Line) {
        self.begun = true;
        let number = stated(line, self.last[4]);
        self.last[4] = number.base;
        let deleted = line.class == Class::Deleted;
        let heading = if deleted { line.text } else { line.heading };
        let index = self.enter_numbered(Kind::Article, Rank::Article, number, line, heading);
        self.tree.node_mut(index).deleted = deleted;
        if !deleted && !line.text.is_empty() {
            self.paragraph(line.text);
        }
    }

    /// Opens the next 款 of the article, or a paragraph of the preamble, the chapter or the annex.
    fn paragraph(&mut self, text: Span) {
        self.close_to(Rank::Paragraph);
        if self.open.is_empty() {
            self.loose();
        }
        let container = self.open.last_mut().expect("a preamble was opened where nothing was");
        container.last = container.last.saturating_add(1);
        let number = Number::plain(container.last);
        let list = inline::list(self.text, text);
        let words = list.first().map_or(text, |first| Span { end: inline::end_before(self.text, text.start, first.label.start), ..text });
        self.enter(Kind::Paragraph, Rank::Paragraph, number, Span::empty(text.start as usize), words);
        for item in list {
            self.enter(Kind::Item, Rank::Item, item.number, item.label, item.text);
        }
    }

    /// Text outside all chapters: before them a preamble, after them back matter.
    fn loose(&mut self) {
        self.unnumbered(if self.begun { Kind::Back } else { Kind::Preamble }, Rank::Article, Span::default());
    }

    /// The open unit of that kind nearest the end.
    fn current(&self, kind: Kind) -> Option<&Open> {
        self.open.iter().rev().find(|open| open.kind == kind)
    }

    fn item(&mut self, line: &Line) {
        let last = self.current(Kind::Item).map(|open| open.number);
        let number = stated(line, last.unwrap_or(0));
        // A second （一） under one 款 belongs to a 款 that nobody wrote; the checks say so.
        let again = last.is_some() && number.base == 1;
        if again || self.current(Kind::Paragraph).is_none() {
            self.paragraph(Span::empty(line.label.start as usize));
        }
        self.enter_numbered(Kind::Item, Rank::Item, number, line, line.text);
    }

    fn subitem(&mut self, line: &Line, bracketed: bool) {
        let below = self.open.iter().any(|open| open.kind == Kind::Subitem && !open.bracketed);
        let home = self.current(Kind::Item).is_some() || self.current(Kind::Subitem).is_some();
        if bracketed && !home {
            let mut line = *line;
            as_plain(&mut line);
            return self.plain(&line, 0);
        }
        if !home && self.current(Kind::Paragraph).is_none() {
            self.paragraph(Span::empty(line.label.start as usize));
        }
        let rank = if bracketed && below { Rank::Lowest } else { Rank::Subitem };
        self.close_to(rank);
        let parent = self.open.last_mut().expect("a 目 stands below an item or a 款");
        let stated = line.number.map_or(0, |number| number.base);
        parent.last = if stated > parent.last { stated } else { parent.last.saturating_add(1) };
        let number = Number::plain(parent.last);
        self.enter(Kind::Subitem, rank, number, line.label, line.text);
        if let Some(open) = self.open.last_mut() {
            open.bracketed = bracketed;
        }
    }

    /// Whether what follows item k belongs to it: it does when item k+1 is still to come.
    fn within_item(&self, next_item: u16) -> bool {
        next_item > 1 && self.current(Kind::Item).is_some_and(|item| item.number.saturating_add(1) == next_item)
    }

    fn plain(&mut self, line: &Line, next_item: u16) {
        if self.within_item(next_item) {
            self.close_to(Rank::Subitem);
            self.leaf(Kind::Continuation, line.text);
        } else {
            self.paragraph(line.text);
        }
    }

    fn block(&mut self, line: &Line, kind: Kind, next_item: u16) {
        if self.within_item(next_item) {
            self.close_to(Rank::Subitem);
        } else {
            self.close_to(Rank::Item);
        }
        if self.open.is_empty() {
            self.loose();
        }
        self.leaf(kind, line.text);
    }

    /// A note stands beside whatever is open, and ends nothing.
    fn footnote(&mut self, line: &Line) {
        if self.open.is_empty() {
            self.loose();
        }
        self.tree.open(Kind::Footnote, Number::default(), line.label, line.text, self.open.last().map(|open| open.index));
    }

    fn contents(&mut self, lines: &[Line]) {
        self.close_to(Rank::Paragraph);
        for line in lines {
            let start = if line.label.is_empty() { line.text.start } else { line.label.start };
            self.leaf(Kind::Contents, Span { start, end: line.text.end });
        }
    }

    fn finish(mut self) -> Tree {
        self.close_to(Rank::Annex);
        self.tree.chapters_restart = restart(&self.chapters);
        self.tree.shrink();
        self.tree
    }
}

/// The number a line states, or the one that is due where it cannot be read.
fn stated(line: &Line, last: u16) -> Number {
    line.number.unwrap_or(Number::plain(last.saturating_add(1)))
}

/// Whether chapters begin anew in each part: more parts than not, after the first, begin with chapter 1.
fn restart(chapters: &[(usize, u16)]) -> bool {
    let firsts = chapters.windows(2).filter(|pair| pair[0].0 != pair[1].0).map(|pair| pair[1].1);
    let (anew, on) = firsts.fold((0, 0), |(anew, on), number| if number == 1 { (anew + 1, on) } else { (anew, on + 1) });
    anew > on
}

/// Whether a line below a bare 附件1 is the annex's title: a heading, or a few words that are no sentence.
fn is_title(text: &str, line: &Line) -> bool {
    let words = line.text.of(text);
    match line.class {
        Class::Heading => marker::listed(words).is_none(),
        Class::Plain => words.chars().nth(40).is_none() && !words.contains(['。', '；', '：', '，', ';', ':', '|', '!']),
        _ => false,
    }
}
