//! The units of a text to elements: the body and the annexes; the preamble is written in [`preamble`](super::preamble).

use std::ops::Range;
use std::rc::Rc;

use super::super::footnote::Footnotes;
use super::super::model::Version;
use super::super::tree::Kind;
use super::eid::Eids;
use super::meta::Meta;
use super::xml::{Attributes, Xml};
use super::{Reference, first_of_body, is_shown, table, words};

/// A text being written.
pub(super) struct Body<'a> {
    pub xml: &'a mut Xml,
    pub version: &'a Version,
    pub eids: &'a mut Eids,
    pub references: &'a [Reference],
    pub notes: &'a Footnotes,
    /// Names of the notes that are written, by their numbers.
    pub noted: Vec<(usize, Rc<str>)>,
}

impl Body<'_> {
    /// Writes preamble, body and annexes.
    pub(super) fn write(&mut self, meta: &Meta<'_>, contains: &str) {
        let (tree, start) = (&self.version.tree, first_of_body(&self.version.tree));
        let shown = tree.roots().filter(|root| is_shown(self.version, *root));
        let (annexes, main): (Vec<usize>, Vec<usize>) = shown.partition(|root| *root >= tree.main_end());
        let (before, body): (Vec<usize>, Vec<usize>) = main.into_iter().partition(|root| *root < start);
        self.preamble(&before);
        self.xml.open("body", &[]);
        if body.is_empty() {
            let eid = self.eids.next("", "hcontainer");
            self.xml.empty("hcontainer", &[("eId", &eid), ("name", "text")]);
        }
        body.into_iter().for_each(|root| self.unit(root));
        self.xml.close("body");
        if !annexes.is_empty() {
            self.xml.open("attachments", &[]);
            annexes.into_iter().for_each(|annex| self.annex(annex, meta, contains));
            self.xml.close("attachments");
        }
    }

    /// A unit of the body with all below it.
    fn unit(&mut self, index: usize) {
        let node = self.version.tree.node(index);
        match node.kind {
            Kind::Part => self.container("part", None, index),
            Kind::Subpart => self.container("subpart", None, index),
            Kind::Chapter => self.container("chapter", None, index),
            Kind::Section => self.container("section", None, index),
            Kind::General => self.container("hcontainer", Some("general"), index),
            Kind::Supplementary => self.container("hcontainer", Some("supplementary"), index),
            Kind::Back => self.container("hcontainer", Some("back"), index),
            Kind::Preamble => self.container("hcontainer", Some("preamble"), index),
            Kind::Article => self.article(index),
            Kind::Paragraph => self.worded("paragraph", index),
            Kind::Item => self.worded("point", index),
            Kind::Subitem => self.worded("indent", index),
            Kind::Heading if self.version.tree.parent(index).is_none() => self.container("hcontainer", Some("heading"), index),
            Kind::Heading => {
                let eid = self.eids.held(index);
                self.inline("crossHeading", &[("eId", &eid)], index);
            }
            _ => self.wrapped(index),
        }
    }

    /// A unit whose text is its title.
    fn container(&mut self, element: &str, name: Option<&str>, index: usize) {
        let eid = self.eids.held(index);
        let mut attributes = vec![("eId", &*eid)];
        attributes.extend(name.map(|name| ("name", name)));
        self.xml.open(element, &attributes);
        self.num(index);
        self.heading(index, &eid);
        self.below(index, &eid, None);
        self.xml.close(element);
    }

    /// 第十二条, its 〔heading〕 and its 款; a deleted one keeps its slot and what stands there, （删除）.
    fn article(&mut self, index: usize) {
        let eid = self.eids.held(index);
        let deleted = self.version.tree.node(index).deleted;
        let mut attributes = vec![("eId", &*eid)];
        attributes.extend(deleted.then_some(("status", "removed")));
        self.xml.open("article", &attributes);
        self.num(index);
        if !deleted {
            self.heading(index, &eid);
        }
        self.below(index, &eid, deleted.then_some(index));
        self.xml.close("article");
    }

    /// A unit whose text is its own words: 款, 项, 目.
    fn worded(&mut self, element: &str, index: usize) {
        let eid = self.eids.held(index);
        self.xml.open(element, &[("eId", &eid)]);
        self.num(index);
        self.below(index, &eid, Some(index));
        self.xml.close(element);
    }

    /// The words of a unit, if they are its content, and all below it. Units that hold no other have `content`; the rest
    /// an `intro` before the first unit and a `wrapUp` behind the last.
    fn below(&mut self, index: usize, eid: &str, words: Option<usize>) {
        let words = words.filter(|index| !self.version.tree.node(*index).text.is_empty());
        let children = self.shown(index);
        let is_block = |child: &usize| matches!(self.version.tree.node(*child).kind, Kind::Continuation | Kind::Table | Kind::Code);
        let Some(first) = children.iter().position(|child| !is_block(child)) else {
            return self.blocks("content", eid, words, &children);
        };
        let last = children.iter().rposition(|child| !is_block(child)).map_or(first, |last| last + 1);
        self.blocks("intro", eid, words, &children[..first]);
        for child in &children[first..last] {
            self.unit(*child);
        }
        self.blocks("wrapUp", eid, None, &children[last..]);
    }

    /// Words and blocks in an element of their own, if there are any.
    fn blocks(&mut self, element: &str, eid: &str, words: Option<usize>, blocks: &[usize]) {
        if words.is_none() && blocks.is_empty() {
            return;
        }
        let own = format!("{eid}__{}", if element == "wrapUp" { "wrapup" } else { element });
        self.xml.open(element, &[("eId", &own)]);
        if let Some(index) = words {
            self.inline("p", &[], index);
        }
        for block in blocks {
            self.block(*block);
        }
        self.xml.close(element);
    }

    /// A block between two units.
    fn wrapped(&mut self, index: usize) {
        let above = self.version.tree.parent(index).map_or_else(Rc::default, |parent| self.eids.held(parent));
        let eid = self.eids.next(&above, "hcontainer");
        self.xml.open("hcontainer", &[("eId", &eid), ("name", "text")]);
        self.blocks("content", &eid, None, &[index]);
        self.xml.close("hcontainer");
    }

    /// A further paragraph, a table, a fenced block or, in an annex, a heading.
    pub(super) fn block(&mut self, index: usize) {
        match self.version.tree.node(index).kind {
            Kind::Table => self.table(index),
            Kind::Code => self.code(index),
            Kind::Heading => self.inline("block", &[("name", "heading")], index),
            _ => self.inline("p", &[], index),
        }
    }

    fn annex(&mut self, index: usize, meta: &Meta<'_>, contains: &str) {
        let eid = self.eids.held(index);
        self.xml.open("attachment", &[("eId", &eid)]);
        self.num(index);
        self.heading(index, &eid);
        self.xml.open("doc", &[("name", "annex"), ("contains", contains)]);
        meta.component(self.xml, &format!("annex_{}", self.version.tree.node(index).number));
        self.xml.open("mainBody", &[]);
        let children = self.shown(index);
        if children.is_empty() {
            self.xml.empty("p", &[]);
        }
        for child in children {
            match self.version.tree.node(child).kind {
                Kind::Heading | Kind::Table | Kind::Code => self.block(child),
                _ => self.unit(child),
            }
        }
        self.xml.close("mainBody");
        self.xml.close("doc");
        self.xml.close("attachment");
    }

    pub(super) fn num(&mut self, index: usize) {
        let label = self.version.tree.node(index).label;
        if !label.is_empty() {
            self.xml.leaf("num", &[], label.of(self.version.text()));
        }
    }

    fn heading(&mut self, index: usize, eid: &str) {
        if !self.version.tree.node(index).text.is_empty() {
            let own = format!("{eid}__heading");
            self.inline("heading", &[("eId", &own)], index);
        }
    }

    /// An element that holds the words of a unit.
    pub(super) fn inline(&mut self, element: &str, attributes: Attributes<'_>, index: usize) {
        let words = self.version.words(index);
        let part = self.version.tree.node(index).text.range();
        self.xml.start(element, attributes);
        self.words(&words, &part, index);
        self.xml.close(element);
    }

    /// Words with the references among them; `home` is the unit they stand in.
    fn words(&mut self, words: &str, part: &Range<usize>, home: usize) {
        for (words, reference) in words::pieces(self.version.text(), part, words, self.references) {
            let Some(reference) = reference else {
                self.noted(words, home);
                continue;
            };
            let eid = self.eids.next(&self.named(home), "ref");
            self.xml.start("ref", &[("eId", &eid), ("href", &reference.href)]);
            self.xml.text(words);
            self.xml.end("ref");
        }
    }

    /// Words with the notes they refer to: the note itself the first time, later a reference to it.
    fn noted(&mut self, words: &str, home: usize) {
        if self.notes.cited == 0 {
            return self.xml.text(words);
        }
        for (words, number) in self.notes.pieces(self.version, words) {
            let Some(number) = number else {
                self.xml.text(words);
                continue;
            };
            let marker = number.to_string();
            if let Some((_, eid)) = self.noted.iter().find(|(noted, _)| *noted == number) {
                self.xml.start("noteRef", &[("href", &format!("#{eid}")), ("marker", &marker)]);
                self.xml.end("noteRef");
                continue;
            }
            let eid = self.eids.next(&self.named(home), "authorialNote");
            self.noted.push((number, eid.clone()));
            self.xml.start("authorialNote", &[("eId", &eid), ("marker", &marker)]);
            self.xml.start("p", &[]);
            let words = self.version.words(self.notes.notes[number - 1]);
            self.xml.text(&words);
            self.xml.end("p");
            self.xml.end("authorialNote");
        }
    }

    /// The name of a unit, or of the nearest one above it that has one.
    fn named(&self, mut index: usize) -> Rc<str> {
        while self.eids.get(index).is_empty() {
            let Some(above) = self.version.tree.parent(index) else { break };
            index = above;
        }
        self.eids.held(index)
    }

    fn table(&mut self, index: usize) {
        let lines = self.version.tree.node(index).text.range();
        let Some(rows) = table::rows(self.version.text(), lines.clone()) else {
            for line in table::lines(self.version.text(), lines) {
                self.cell("p", &line, index);
            }
            return;
        };
        let eid = self.eids.held(index);
        self.xml.open("table", &[("eId", &eid)]);
        for (row, cells) in rows.iter().enumerate() {
            let element = if row == 0 { "th" } else { "td" };
            self.xml.open("tr", &[]);
            for cell in cells {
                self.xml.start(element, &[]);
                self.cell("p", cell, index);
                self.xml.close(element);
            }
            self.xml.close("tr");
        }
        self.xml.close("table");
    }

    fn cell(&mut self, element: &str, part: &Range<usize>, index: usize) {
        let words = words::of_line(self.version, part);
        self.xml.start(element, &[]);
        self.words(&words, part, index);
        self.xml.end(element);
    }

    /// The lines between two fences, as they stand.
    fn code(&mut self, index: usize) {
        let text = self.version.tree.node(index).text.of(self.version.text());
        let lines = text.split_once('\n').and_then(|(_, rest)| rest.rsplit_once('\n')).map_or("", |(lines, _)| lines);
        self.xml.leaf("block", &[("name", "code"), ("xml:space", "preserve")], lines);
    }

    pub(super) fn shown(&self, index: usize) -> Vec<usize> {
        self.version.tree.children(index).filter(|child| is_shown(self.version, *child)).collect()
    }
}
