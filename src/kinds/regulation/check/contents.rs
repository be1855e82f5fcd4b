//! A typed table of contents (目录) says what the headings say.

use std::collections::{BTreeMap, BTreeSet};

use super::super::grammar::normal;
use super::super::tree::{Kind, Tree};
use super::Subject;
use crate::diag::{Diagnostic, regulation};
use crate::say;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let tree = subject.tree;
    let entries: Vec<usize> = tree.iter().filter(|(_, node)| node.kind == Kind::Contents).map(|(index, _)| index).skip(1).collect();
    if entries.is_empty() {
        return;
    }
    let headings = headings(subject, tree);
    let said: BTreeMap<&str, Kind> = headings.iter().map(|(kind, _, heading)| (heading.as_str(), *kind)).collect();
    let mut listed: BTreeSet<String> = BTreeSet::new();
    // A table of contents may stop at chapters: sections are missed only where it lists some.
    let mut kinds: Vec<Kind> = Vec::new();
    for index in entries {
        let entry = normal(tree.node(index).text.of(subject.text()));
        match said.get(entry.as_str()) {
            None => found.push(only_listed(&entry).at(subject.place(tree.node(index).text))),
            Some(kind) if !kinds.contains(kind) => kinds.push(*kind),
            Some(_) => {}
        }
        listed.insert(entry);
    }
    for (_, index, heading) in headings.iter().filter(|(kind, _, heading)| kinds.contains(kind) && !listed.contains(heading)) {
        found.push(not_listed(heading).at(subject.place(tree.node(*index).label)));
    }
}

fn headings(subject: &Subject<'_>, tree: &Tree) -> Vec<(Kind, usize, String)> {
    let kinds = [Kind::Part, Kind::Subpart, Kind::Chapter, Kind::Section, Kind::General, Kind::Supplementary, Kind::Annex, Kind::Preamble];
    let of = |(index, node): (usize, &super::super::tree::Node)| {
        let start = if node.label.is_empty() { node.text.start } else { node.label.start };
        (node.kind, index, normal(&subject.text()[start as usize..node.text.end.max(start) as usize]))
    };
    tree.iter().filter(|(_, node)| kinds.contains(&node.kind)).map(of).collect()
}

fn only_listed(entry: &str) -> Diagnostic {
    mismatch(say!("目录中的“{entry}”在正文里没有", "“{entry}” is in the table of contents but not in the text"))
}

fn not_listed(heading: &str) -> Diagnostic {
    mismatch(say!("目录里没有“{heading}”", "“{heading}” is not in the table of contents"))
}

fn mismatch(message: crate::diag::Text) -> Diagnostic {
    Diagnostic::warning(regulation::CONTENTS_MISMATCH, message)
        .help(say!("目录会自动生成，可以把正文里的目录整段删去", "a table of contents is made by itself; the typed one can go"))
}
