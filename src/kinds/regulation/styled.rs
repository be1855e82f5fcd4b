//! Units of a text that hold Markdown, read once with the text: pages, XML, the search and findings all ask for them.

use super::render::is_plain;
use super::tree::{Kind, Tree};
use crate::markdown::{self, Line};
use crate::source::SourceText;
use crate::view::Html;

/// The units of a text that hold Markdown, in the order of the text. The words of all others are as they stand.
#[derive(Debug, Clone, Default)]
pub struct Styled(Vec<(u32, Line)>);

impl Styled {
    /// Reads the units of a text; tables and fenced blocks are no lines of words.
    pub(super) fn of(tree: &Tree, source: &SourceText) -> Self {
        let holds_words = |kind: Kind| !matches!(kind, Kind::Table | Kind::Code | Kind::Check | Kind::Contents);
        let units = tree.iter().zip(0..).filter(|((_, node), _)| holds_words(node.kind) && !is_plain(node.text.of(&source.text)));
        Self(units.map(|((_, node), index)| (index, markdown::read_line(source, &node.text.range()))).collect())
    }

    /// The words of a unit that holds Markdown.
    pub(super) fn words(&self, index: usize) -> Option<&str> {
        self.line(index).map(|line| line.words.as_str())
    }

    /// The markup of a unit that holds emphasis and code alone.
    pub(super) fn markup(&self, index: usize) -> Option<&Html> {
        self.line(index)?.html.as_ref()
    }

    /// Whether a unit holds Markdown that something can be wrong with.
    pub(super) fn is_at_risk(&self, index: usize) -> bool {
        self.line(index).is_some_and(|line| line.html.is_none())
    }

    fn line(&self, index: usize) -> Option<&Line> {
        let at = self.0.binary_search_by(|(unit, _)| (*unit as usize).cmp(&index)).ok()?;
        Some(&self.0[at].1)
    }
}
