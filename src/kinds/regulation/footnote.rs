//! Footnotes of a text: `[^1]` among its words and `[^1]: …` on a line of its own, numbered in the order they are first
//! referred to.
//!
//! A note whose label nothing defines is no note, and stands as it is written.

use std::ops::Range;

use super::model::Version;
use super::tree::{Kind, Tree};
use crate::view::escape;

/// The notes of a version.
pub(super) struct Footnotes {
    /// Units that hold the notes: those referred to in the order of their numbers, then the others.
    pub notes: Vec<usize>,
    /// How many notes are referred to.
    pub cited: usize,
    /// References to them, in the order of the text.
    pub uses: Vec<Use>,
}

/// A place where a note is referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    /// `[^1]`
    pub span: Range<usize>,
    /// The number of the note, from 1.
    pub number: usize,
    /// Whether it is the first reference to the note, which the note leads back to.
    pub first: bool,
}

impl Footnotes {
    /// Of a version.
    pub(super) fn of(version: &Version) -> Self {
        let (tree, text) = (&version.tree, version.text());
        let mut defined: Vec<(&str, usize)> = Vec::new();
        for (index, node) in tree.iter().filter(|(_, node)| node.kind == Kind::Footnote) {
            defined.push((label(node.label.of(text)), index));
        }
        let (mut notes, mut uses): (Vec<usize>, Vec<Use>) = (Vec::new(), Vec::new());
        if !defined.is_empty() {
            for (span, label) in references(tree, text) {
                let Some((_, note)) = defined.iter().find(|(defined, _)| *defined == label) else { continue };
                let known = notes.iter().position(|known| known == note);
                let number = known.map_or(notes.len(), |at| at) + 1;
                notes.extend(known.is_none().then_some(*note));
                uses.push(Use { span, number, first: known.is_none() });
            }
        }
        let cited = notes.len();
        let others: Vec<usize> = defined.iter().map(|(_, index)| *index).filter(|index| !notes.contains(index)).collect();
        notes.extend(others);
        Self { notes, cited, uses }
    }

    /// Words of a unit cut at the references among them, each with its number.
    pub(super) fn pieces<'w>(&self, version: &Version, words: &'w str) -> Vec<(&'w str, Option<usize>)> {
        let known: Vec<&str> =
            self.notes[..self.cited].iter().map(|note| label(version.tree.node(*note).label.of(version.text()))).collect();
        let (mut pieces, mut done) = (Vec::new(), 0);
        for (span, label) in marked(words).filter(|_| !known.is_empty()) {
            let Some(at) = known.iter().position(|known| *known == label) else { continue };
            pieces.extend([(&words[done..span.start], None), (&words[span.clone()], Some(at + 1))]);
            done = span.end;
        }
        pieces.push((&words[done..], None));
        pieces.retain(|(words, _)| !words.is_empty());
        pieces
    }

    /// Puts links to the notes in the place of `[^1]` in the markup of a range of the text; code and tags are left alone.
    pub(super) fn linked(&self, html: String, text: &str, range: &Range<usize>) -> String {
        let within: Vec<&Use> = self.uses.iter().filter(|one| range.start <= one.span.start && one.span.end <= range.end).collect();
        if within.is_empty() {
            return html;
        }
        let mut out = String::with_capacity(html.len());
        let (mut rest, mut done) = (html.as_str(), vec![false; within.len()]);
        while let Some(at) = rest.find(['<', '[']) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let is_here = |(at, one): &(usize, &&Use)| !done[*at] && rest.starts_with(&*escape(&text[one.span.clone()]));
            let length = match within.iter().enumerate().find(is_here) {
                Some((at, one)) => {
                    out.push_str(&one.link());
                    done[at] = true;
                    rest = &rest[escape(&text[one.span.clone()]).len()..];
                    continue;
                }
                None if rest.starts_with("<code") => rest.find("</code>").unwrap_or(rest.len()),
                None if rest.starts_with('<') => rest.find('>').unwrap_or(rest.len()),
                None => 1,
            };
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
        out + rest
    }
}

impl Use {
    /// The number, leading to the note.
    fn link(&self) -> String {
        let number = self.number;
        let id = if self.first { format!(" id=\"h-fnref-{number}\"") } else { String::new() };
        format!("<sup class=\"footnote-ref\"><a{id} href=\"#h-fn-{number}\">{number}</a></sup>")
    }
}

/// `1` of `[^1]:`
pub(super) fn label(mark: &str) -> &str {
    mark.trim_start_matches("[^").trim_end_matches([':', ']'])
}

/// Everything that looks like a reference to a note, with its label.
fn references<'t>(tree: &Tree, text: &'t str) -> Vec<(Range<usize>, &'t str)> {
    let worded = tree.iter().filter(|(_, node)| !matches!(node.kind, Kind::Table | Kind::Code | Kind::Check | Kind::Contents));
    let of = |range: Range<usize>| {
        let start = range.start;
        marked(&text[range]).map(move |(span, label)| (start + span.start..start + span.end, label))
    };
    worded.flat_map(|(_, node)| of(node.text.range())).collect()
}

/// `[^1]` in some words, with its label.
fn marked(words: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    words.match_indices("[^").filter_map(|(start, mark)| {
        let from = start + mark.len();
        let length = words[from..].find(']').filter(|length| *length > 0)?;
        Some((start..from + length + 1, &words[from..from + length]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::Footnotes;

    #[test]
    fn notes_are_numbered_as_they_are_referred_to() {
        let text = "+++\ntitle = \"甲办法\"\neffective = 2026-01-01\n+++\n第一条　甲[^b]乙[^a]丙[^b]丁[^c]。\n（一）子；\n[^a]: 一注。\n（二）丑。\n[^b]: 二注。\n[^d]: 三注。\n";
        let collection = read(&[("A.md", text)]);
        assert_eq!(collection.diagnostics.len(), 1, "{:?}", collection.diagnostics);
        let version = &collection.value.works[0].versions[0];
        let notes = Footnotes::of(version);
        let words: Vec<&str> = notes.notes.iter().map(|note| version.tree.node(*note).text.of(version.text())).collect();
        assert_eq!((words, notes.cited), (vec!["二注。", "一注。", "三注。"], 2));
        let uses: Vec<(usize, bool)> = notes.uses.iter().map(|one| (one.number, one.first)).collect();
        assert_eq!(uses, [(1, true), (2, true), (1, false)]);
        let ids: Vec<String> = (0..version.tree.len()).map(|index| version.tree.id(index)).filter(|id| !id.is_empty()).collect();
        assert_eq!(ids, ["art-1", "art-1-p1", "art-1-p1-i1", "art-1-p1-i2"]);
    }
}
