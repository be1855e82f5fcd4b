//! Names of the units of a text by the Akoma Ntoso Naming Convention: `art_12__para_2__point_3`.
//!
//! A name is `[prefix__]element[_number]` (section 5.4). The prefix is the name of the context that makes the rest
//! unique (5.4.1): articles run on through the whole text and have none, sections begin anew in each chapter and have
//! the chapter's; an annex is a document of its own, and so always a context. 之N is joined by a hyphen (5.4.3).

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::rc::Rc;

use super::super::tree::{Kind, Number, Tree};
use super::first_of_body;

/// The names of all units of a text, unique in it.
pub struct Eids {
    of: Vec<Rc<str>>,
    taken: HashSet<Rc<str>>,
    /// How many there have been of what is counted, by name without the number.
    counts: HashMap<String, u32>,
}

impl Eids {
    /// Names the units of a text.
    pub fn new(tree: &Tree) -> Self {
        let mut eids = Self { of: Vec::with_capacity(tree.len()), taken: HashSet::with_capacity(tree.len()), counts: HashMap::new() };
        let body = first_of_body(tree);
        for (index, _) in tree.iter() {
            let name = eids.name(tree, index, index < body);
            eids.of.push(name);
        }
        eids
    }

    /// The name of a unit by its place in the tree; empty for what has none.
    pub fn get(&self, index: usize) -> &str {
        &self.of[index]
    }

    /// The same, to be held while others are made.
    pub(super) fn held(&self, index: usize) -> Rc<str> {
        Rc::clone(&self.of[index])
    }

    /// The next name of what states no number within `prefix`.
    pub(super) fn next(&mut self, prefix: &str, element: &str) -> Rc<str> {
        self.count(join(prefix, element))
    }

    /// A name as it is wanted, or with `_2` where it is taken: two articles of one number are a fault of the text,
    /// which is reported, but here too each has a name.
    pub(super) fn claim(&mut self, wanted: &str) -> Rc<str> {
        match self.take(wanted) {
            Some(name) => name,
            None => {
                self.counts.entry(wanted.to_owned()).or_insert(1);
                self.count(wanted.to_owned())
            }
        }
    }

    fn count(&mut self, mut name: String) -> Rc<str> {
        let stem = name.len();
        let mut count = self.counts.get(&name).copied().unwrap_or_default();
        loop {
            count += 1;
            write!(name, "_{count}").expect("a string takes any text");
            let taken = self.take(&name);
            name.truncate(stem);
            if let Some(taken) = taken {
                self.counts.insert(name, count);
                return taken;
            }
        }
    }

    /// A name, unless it is taken.
    fn take(&mut self, wanted: &str) -> Option<Rc<str>> {
        let name: Rc<str> = wanted.into();
        self.taken.insert(Rc::clone(&name)).then_some(name)
    }

    fn name(&mut self, tree: &Tree, index: usize, before_body: bool) -> Rc<str> {
        let node = tree.node(index);
        let Some(element) = element_ref(node.kind, before_body) else { return Rc::default() };
        let prefix = context(tree, index).map_or_else(Rc::default, |context| self.held(context));
        match node.kind {
            Kind::Preamble if before_body => "preamble".into(),
            Kind::Paragraph if before_body => {
                let listed = tree.children(index).any(|child| matches!(tree.node(child).kind, Kind::Item | Kind::Subitem));
                self.next(&prefix, if listed { "list" } else { "p" })
            }
            Kind::Part | Kind::Subpart | Kind::Chapter | Kind::Section | Kind::Article | Kind::Item | Kind::Subitem | Kind::Annex => {
                let mut name = join(&prefix, element);
                match node.number {
                    Number { base, suffix: 0 } => write!(name, "_{base}"),
                    Number { base, suffix } => write!(name, "_{base}-{suffix}"),
                }
                .expect("a string takes any text");
                self.claim(&name)
            }
            _ => self.next(&prefix, element),
        }
    }
}

fn join(prefix: &str, rest: &str) -> String {
    let mut name = String::with_capacity(prefix.len() + rest.len() + 8);
    if !prefix.is_empty() {
        name.push_str(prefix);
        name.push_str("__");
    }
    name.push_str(rest);
    name
}

/// What stands for a unit's element in names (5.4.2); nothing for what is no element of its own.
fn element_ref(kind: Kind, before_body: bool) -> Option<&'static str> {
    Some(match kind {
        Kind::Preamble if before_body => "preamble",
        Kind::Item if before_body => "item",
        Kind::Subitem if before_body => "item",
        Kind::Heading if before_body => return None,
        Kind::Preamble | Kind::Back | Kind::General | Kind::Supplementary => "hcontainer",
        Kind::Part => "part",
        Kind::Subpart => "subpart",
        Kind::Chapter => "chp",
        Kind::Section => "sec",
        Kind::Article => "art",
        Kind::Paragraph => "para",
        Kind::Item => "point",
        Kind::Subitem => "indent",
        Kind::Table => "table",
        Kind::Heading => "crossHeading",
        Kind::Annex => "att",
        Kind::Continuation | Kind::Footnote | Kind::Code | Kind::Check | Kind::Contents => return None,
    })
}

/// The unit whose name makes that of another unique; nothing where the text itself does.
fn context(tree: &Tree, index: usize) -> Option<usize> {
    let above = |kinds: &[Kind]| kinds.iter().find_map(|kind| tree.ancestor(index, *kind));
    match tree.node(index).kind {
        Kind::Part | Kind::Article => above(&[Kind::Annex]),
        Kind::Chapter if !tree.chapters_restart => above(&[Kind::Annex]),
        Kind::Chapter | Kind::Subpart => above(&[Kind::Part, Kind::Annex]),
        Kind::Section => above(&[Kind::Chapter, Kind::General, Kind::Supplementary, Kind::Subpart, Kind::Part, Kind::Annex]),
        _ => tree.parent(index),
    }
}
