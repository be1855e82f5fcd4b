//! Rules that check: the `check` blocks below an article, read.
//!
//! A block is TOML and belongs to the article it stands below. It is for the program and no part of the text.

use std::ops::Range;

use super::model::RuleCheck;
use super::tree::{Kind, Tree};
use crate::config::{RawCheck, Test};
use crate::diag::{Checked, Diagnostic, config};
use crate::format::{Area, read_toml};
use crate::say;
use crate::source::SourceText;

/// Reads the checks of a text.
pub(super) fn checks(source: &SourceText, tree: &Tree) -> Checked<Vec<RuleCheck>> {
    let mut diagnostics = Vec::new();
    let mut checks = Vec::new();
    for (index, node) in tree.iter().filter(|(_, node)| node.kind == Kind::Check) {
        let inside = inside(source, node.text.range());
        let raw: Option<RawCheck> = read_toml(source, &inside, Area::Config).take(&mut diagnostics);
        let place = source.place(inside.clone());
        let Some(raw) = raw else { continue };
        let Some(test) = Test::of(&raw) else {
            diagnostics.push(one_test().at(place));
            continue;
        };
        let Some(ledger) = raw.ledger.clone().filter(|_| raw.rule.is_none()) else {
            diagnostics.push(ledger_not_rule().at(place));
            continue;
        };
        let Some(article) = tree.ancestor(index, Kind::Article) else {
            diagnostics.push(no_article().at(place));
            continue;
        };
        let (title, message, severity) = (raw.titles(), raw.messages(), raw.severity);
        checks.push(RuleCheck { id: raw.id, title, ledger, test, one_of: raw.one_of, message, severity, article, place });
    }
    let unclosed = tree.iter().filter(|(_, node)| matches!(node.kind, Kind::Paragraph | Kind::Continuation));
    for (_, node) in unclosed {
        let range = node.text.range();
        if let Some(length) = opened(&source.text[range.clone()]) {
            diagnostics.push(never_closed().at(source.place(range.start..range.start + length)));
        }
    }
    Checked::new(checks, diagnostics)
}

/// Bytes of a line that opens a fenced block. Where it is closed, no paragraph begins with it.
fn opened(words: &str) -> Option<usize> {
    let line = words.lines().next()?;
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    (line.len() - info.len() >= 3 && !info.contains(mark)).then_some(line.len())
}

fn never_closed() -> Diagnostic {
    Diagnostic::error(config::MALFORMED, say!("这里开始的块没有结束，后面的内容会当成条文", "the block that begins here is never closed"))
        .help(say!("请在块的末尾单独写一行 ```", "write ``` on a line of its own at its end"))
}

/// The lines between the fences.
fn inside(source: &SourceText, block: Range<usize>) -> Range<usize> {
    let text = source.slice(&block);
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let end = text.rfind('\n').map_or(start, |at| at + 1).max(start);
    block.start + start..block.start + end
}

fn one_test() -> Diagnostic {
    Diagnostic::error(
        config::MISSING_KEY,
        say!(
            "核查要写 require 或 query，写且只写一个；where 只与 require 合用",
            "a check states require or query, one of them only; where goes with require"
        ),
    )
    .help(say!("例如 require = \"companions <= 3\"", "for example require = \"companions <= 3\""))
}

fn ledger_not_rule() -> Diagnostic {
    Diagnostic::error(
        config::MISSING_KEY,
        say!("条文下的核查要写 ledger，不写 rule", "a check below an article names its ledger and no rule"),
    )
    .help(say!(
        "例如 ledger = \"reception\"；依据就是它所在的这一条",
        "for example ledger = \"reception\"; the article it stands below is its rule"
    ))
}

fn no_article() -> Diagnostic {
    Diagnostic::error(config::MALFORMED, say!("核查没有写在哪一条下面", "the check stands below no article"))
        .help(say!("请把它移到它所核查的那一条之后", "move it behind the article it checks"))
}
