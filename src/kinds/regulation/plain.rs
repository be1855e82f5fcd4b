//! The words of units as the page shows them, Markdown resolved: read once with the text, for XML, the search, links and
//! findings all ask for them.

use super::render::is_plain;
use super::tree::{Kind, Tree};
use crate::markdown;
use crate::source::SourceText;

/// Words of the units of a text that hold Markdown, in the order of the units. All others are as they stand.
#[derive(Debug, Clone, Default)]
pub struct PlainWords(Vec<Unit>);

#[derive(Debug, Clone)]
struct Unit {
    index: u32,
    line: markdown::Line,
}

impl PlainWords {
    /// Reads the units of a text; tables and fenced blocks are no lines of words.
    pub(super) fn of(tree: &Tree, source: &SourceText) -> Self {
        let holds_words = |kind: Kind| !matches!(kind, Kind::Table | Kind::Code | Kind::Check | Kind::Contents);
        let marked = tree.iter().zip(0..).filter(|((_, node), _)| holds_words(node.kind) && !is_plain(node.text.of(&source.text)));
        Self(marked.map(|((_, node), index)| Unit { index, line: markdown::read_line(source, &node.text.range()) }).collect())
    }

    /// The words of a unit that holds Markdown.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        self.unit(index).map(|unit| unit.line.words.as_str())
    }

    /// Whether there is Markdown in a unit that something can be wrong with.
    pub(super) fn is_at_risk(&self, index: usize) -> bool {
        self.unit(index).is_some_and(|unit| !unit.line.harmless)
    }

    fn unit(&self, index: usize) -> Option<&Unit> {
        let at = self.0.binary_search_by(|unit| (unit.index as usize).cmp(&index)).ok()?;
        Some(&self.0[at])
    }
}
