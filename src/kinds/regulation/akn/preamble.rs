//! What stands before the first heading: blocks and lists of blocks, since no numbered unit may stand there.

use std::rc::Rc;

use super::super::tree::Kind;
use super::body::Body;

impl Body<'_> {
    /// Writes the units before the body, if they hold anything.
    pub(super) fn preamble(&mut self, units: &[usize]) {
        let holds_words = |unit: &usize| !self.version.tree.node(*unit).text.is_empty() || !self.shown(*unit).is_empty();
        if !units.iter().any(holds_words) {
            return;
        }
        self.xml.open("preamble", &[]);
        for unit in units {
            self.before_body(*unit);
        }
        self.xml.close("preamble");
    }

    fn before_body(&mut self, index: usize) {
        let node = self.version.tree.node(index);
        match node.kind {
            Kind::Preamble => {
                if !node.text.is_empty() {
                    self.inline("block", &[("name", "heading")], index);
                }
                for child in self.shown(index) {
                    self.before_body(child);
                }
            }
            Kind::Paragraph => self.paragraph(index),
            _ => self.block(index),
        }
    }

    /// A paragraph; one that introduces 项 is a list, whose items hold blocks.
    fn paragraph(&mut self, index: usize) {
        let eid = self.eids.held(index);
        let children = self.shown(index);
        let listed = children.first().is_some_and(|child| self.is_item(*child));
        if listed {
            return self.list(index, &eid, &children);
        }
        let named = [("eId", &*eid)];
        self.inline("p", if children.iter().any(|child| self.is_item(*child)) { &[] } else { &named }, index);
        self.blocks_and_list(&eid, &children);
    }

    /// Blocks, and the list that may follow them.
    fn blocks_and_list(&mut self, eid: &str, children: &[usize]) {
        let first = children.iter().position(|child| self.is_item(*child)).unwrap_or(children.len());
        for block in &children[..first] {
            self.block(*block);
        }
        if first < children.len() {
            self.xml.open("blockList", &[("eId", eid)]);
            self.items(&children[first..]);
            self.xml.close("blockList");
        }
    }

    fn list(&mut self, index: usize, eid: &str, children: &[usize]) {
        self.xml.open("blockList", &[("eId", eid)]);
        if !self.version.tree.node(index).text.is_empty() {
            self.inline("listIntroduction", &[], index);
        }
        self.items(children);
        self.xml.close("blockList");
    }

    /// 项 or 目; a block between two of them belongs to the one before.
    fn items(&mut self, children: &[usize]) {
        let mut rest = children;
        while let Some((item, after)) = rest.split_first() {
            let blocks = after.iter().position(|child| self.is_item(*child)).unwrap_or(after.len());
            let eid = self.eids.held(*item);
            self.xml.open("item", &[("eId", &eid)]);
            self.num(*item);
            self.inline("p", &[], *item);
            let below = self.shown(*item);
            let list = if below.iter().any(|child| self.is_item(*child)) { self.eids.next(&eid, "list") } else { Rc::default() };
            self.blocks_and_list(&list, &below);
            for block in &after[..blocks] {
                self.block(*block);
            }
            self.xml.close("item");
            rest = &after[blocks..];
        }
    }

    fn is_item(&self, index: usize) -> bool {
        matches!(self.version.tree.node(index).kind, Kind::Item | Kind::Subitem)
    }
}
