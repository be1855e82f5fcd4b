//! 附则 stands at the end.

use super::super::tree::{Kind, Span};
use super::Subject;
use crate::diag::{Diagnostic, regulation};
use crate::say;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let tree = subject.tree;
    let titled = |text: Span| text.of(subject.text()).chars().filter(|c| !c.is_whitespace()).eq("附则".chars());
    let headings: Vec<usize> = (0..tree.main_end())
        .filter(|index| matches!(tree.node(*index).kind, Kind::Part | Kind::Chapter | Kind::General | Kind::Supplementary))
        .collect();
    for (at, index) in headings.iter().enumerate() {
        let node = tree.node(*index);
        let supplementary = node.kind == Kind::Supplementary || (node.kind == Kind::Chapter && titled(node.text));
        // Where each part ends in 附则 of its own, the next part follows.
        let next = headings[at + 1..].iter().find(|next| tree.parent(**next) == tree.parent(*index));
        if let Some(next) = next.filter(|_| supplementary) {
            let next = tree.node(*next);
            let after = if next.label.is_empty() { next.text } else { next.label };
            found.push(not_last(after.of(subject.text())).at(subject.place(node.text)));
        }
    }
}

fn not_last(after: &str) -> Diagnostic {
    Diagnostic::warning(regulation::SUPPLEMENTARY_NOT_LAST, say!("附则后面还有{after}", "附则 is followed by {after}"))
        .help(say!("附则应当是最后一章，请核对章的顺序", "附则 comes last: check the order of the chapters"))
}
