//! What is wrong with one version: its numbers, its lists, its words, its front matter.
//!
//! Each check is a function of the version alone, and each finding names the exact place.

mod contents;
mod front;
mod heading;
mod list;
mod sequence;
mod supplementary;
#[cfg(test)]
mod tests;
mod words;
mod works;

pub(super) use words::{INSTRUMENTS, begins_a_word, clause, instrument_of};
pub(super) use works::check as check_works;

use std::ops::Range;

use super::front::RawRegulation;
use super::tree::{Kind, Number, Span, Tree};
use crate::diag::{Diagnostic, Place, regulation};
use crate::kinds::Directory;
use crate::say;
use crate::source::SourceText;
use crate::value::{Date, NumeralError, parse_numeral, write_numeral};

/// A version as it is checked.
pub(super) struct Subject<'a> {
    pub source: &'a SourceText,
    pub body: Range<usize>,
    pub tree: &'a Tree,
    /// Front matter with the place where its TOML begins; `None` where it could not be read.
    pub front: Option<(&'a RawRegulation, usize)>,
    pub effective: Option<Date>,
}

impl Subject<'_> {
    fn text(&self) -> &str {
        &self.source.text
    }

    fn place(&self, span: Span) -> Place {
        self.source.place(span.range())
    }

    fn setting(&self, span: Range<usize>) -> Place {
        let start = self.front.map_or(0, |(_, start)| start);
        self.source.place(start + span.start..start + span.end)
    }
}

/// All findings in a version.
pub(super) fn check(subject: &Subject<'_>, directory: &Directory) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut gaps = Gaps::new(subject);
    numerals(subject, &mut found);
    heading::check(subject, &mut gaps, &mut found);
    list::check(subject, &mut gaps, &mut found);
    contents::check(subject, &mut found);
    supplementary::check(subject, &mut found);
    words::check(subject, &mut found);
    front::check(subject, directory, &mut found);
    gaps.unused(subject, &mut found);
    found
}

/// Gaps that are declared, and whether each was met.
struct Gaps<'a> {
    declared: Vec<(&'a str, Range<usize>, bool)>,
    /// Whether the declarations could not be read, so that nothing missing can be held against the text.
    unknown: bool,
}

impl<'a> Gaps<'a> {
    fn new(subject: &Subject<'a>) -> Self {
        let declared = match subject.front {
            Some((front, _)) => front.gaps.iter().map(|gap| (gap.get_ref().as_str(), gap.span(), false)).collect(),
            None => Vec::new(),
        };
        let head = &subject.source.text[..subject.body.start];
        let unknown = subject.front.is_none() && (head.contains("gaps") || head.contains("first-article"));
        Self { declared, unknown }
    }

    /// Whether the unit of that number beside `index` is declared missing; notes that it was met.
    fn declares(&mut self, tree: &Tree, index: usize, number: Number) -> bool {
        if self.declared.is_empty() {
            return self.unknown;
        }
        let id = sibling_id(tree, index, number);
        let gap = self.declared.iter_mut().find(|(declared, ..)| *declared == id);
        gap.map(|(_, _, met)| *met = true).is_some()
    }

    fn unused(&self, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
        for (id, span, _) in self.declared.iter().filter(|(.., met)| !met) {
            found.push(gap_unused(id).at(subject.setting(span.clone())));
        }
    }
}

/// The id a unit of another number would have in the same place.
fn sibling_id(tree: &Tree, index: usize, number: Number) -> String {
    let mut id = tree.id(index);
    let own = tree.node(index).number.to_string();
    id.truncate(id.len().saturating_sub(own.len()));
    id + &number.to_string()
}

/// Reports numerals that are ambiguous or no numerals.
fn numerals(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for index in &subject.tree.unreadable {
        let label = subject.tree.node(*index as usize).label;
        let diagnostic = numeral(label.of(subject.text()));
        found.push(diagnostic.at(subject.place(label)));
    }
}

/// What is wrong with the numeral in 第一百二条.
pub(super) fn numeral(words: &str) -> Diagnostic {
    let numeral: String = words.chars().filter(|c| "零〇○一二三四五六七八九十百千两".contains(*c)).collect();
    match parse_numeral(&numeral) {
        Err(NumeralError::Ambiguous) => numeral_ambiguous(words, &numeral),
        _ => numeral_unreadable(words),
    }
}

/// How a number is written as the label of a kind of unit.
fn label(kind: Kind, number: Number) -> String {
    let numeral = write_numeral(u32::from(number.base));
    let suffix = if number.suffix == 0 { String::new() } else { format!("之{}", write_numeral(u32::from(number.suffix))) };
    let word = match kind {
        Kind::Part => "编",
        Kind::Subpart => "分编",
        Kind::Chapter => "章",
        Kind::Section => "节",
        Kind::Item => return format!("（{numeral}）"),
        Kind::Annex => return format!("附件{}", number.base),
        _ => "条",
    };
    format!("第{numeral}{word}{suffix}")
}

fn numeral_ambiguous(words: &str, numeral: &str) -> Diagnostic {
    let last = numeral.chars().next_back().unwrap_or_default();
    let head = &numeral[..numeral.len() - last.len_utf8()];
    let lower = if head.ends_with('千') { '百' } else { '十' };
    Diagnostic::error(
        regulation::NUMERAL_AMBIGUOUS,
        say!("“{words}”有歧义：可能是{head}零{last}，也可能是{numeral}{lower}", "“{words}” may mean {head}零{last} or {numeral}{lower}"),
    )
    .help(say!("请写全：{head}零{last} 或 {numeral}{lower}", "write it out: {head}零{last} or {numeral}{lower}"))
}

fn numeral_unreadable(words: &str) -> Diagnostic {
    Diagnostic::error(regulation::NUMERAL_AMBIGUOUS, say!("“{words}”中的编号读不懂", "the number in “{words}” cannot be read"))
        .help(say!("请用一、二……九千九百九十九的写法，如 第一百零五条", "write it as 一, 二 … 九千九百九十九, as in 第一百零五条"))
}

fn gap_unused(id: &str) -> Diagnostic {
    Diagnostic::warning(
        regulation::GAP_UNUSED,
        say!(
            "gaps 中的 {id} 并不缺：正文里有，或者前后没有这样的编号",
            "{id} in gaps is not missing: the text has it, or nothing around it is so numbered"
        ),
    )
    .help(say!("请从 gaps 中删去它，或改成缺的那一条的编号", "take it out of gaps, or write the id of what is missing"))
}
