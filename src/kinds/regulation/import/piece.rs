//! Paragraphs and tables on their way from a document to a regulation.

use std::ops::Range;

/// A paragraph or a block, in the order of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words as they are seen, without spaces around them; of a block, its Markdown.
    pub text: String,
    /// Links in the words, ascending.
    pub links: Vec<Link>,
    /// What the document says it is.
    pub role: Role,
    /// Whether it stands in the middle of the line.
    pub centred: bool,
    /// Whether the words begin with a number that Word made, which is no reference therefore.
    pub numbered: bool,
    /// Whether the words are Markdown already.
    pub markdown: bool,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// The words it stands on.
    pub range: Range<usize>,
    /// `http` or `https`.
    pub address: String,
}

/// What a document says a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing.
    #[default]
    Text,
    /// The title.
    Title,
    /// A heading of level 1 to 3.
    Heading(u8),
    /// A line of a table of contents.
    Contents,
    /// A table or a fenced block, in Markdown.
    Block,
}

impl Piece {
    /// A paragraph of which nothing is known but its words.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}
