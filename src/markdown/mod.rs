//! Markdown to safe markup: raw HTML is text, links are checked, headings get ids, and emphasis works beside
//! Chinese punctuation.
//!
//! A text and its range go in; markup, table of contents and findings with exact places come out. Nothing here panics
//! whatever the text holds, takes more than linear time, or lets a tag, an attribute or an address of the source through.

mod cjk;
mod faults;
mod fence;
mod flank;
mod footnote;
mod guard;
mod heading;
mod mark;
mod plain;
mod target;
#[cfg(test)]
mod tests;
mod writer;

use std::ops::Range;

pub use fence::{Fence, fences};
pub use mark::{Mark, within, write_marked};

use crate::diag::{Checked, Diagnostic};
use crate::source::SourceText;
use crate::view::{Html, TocEntry};
use guard::Guarded;
use writer::Writer;

/// The longest text that is read, in bytes. The Criminal Law has 0.2 MiB.
const LONGEST: usize = 4 << 20;

/// Where links within the site lead; the renderer asks it and knows no paths itself.
pub trait Links {
    /// The link for `href`, made by [`crate::view::href`], of a target as written in the text (`../CW-01.md#art-3`);
    /// or what is wrong with it, as yet without a place.
    fn resolve(&self, target: &str) -> Result<String, Box<Diagnostic>>;

    /// What stands in the place of a fenced block that begins at that byte of the source, where it is no code but a
    /// question whose answer is shown.
    fn answer(&self, at: usize) -> Option<&Html> {
        let _ = at;
        None
    }
}

/// A rendered text.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// Markup.
    pub html: Html,
    /// Headings, nested by level.
    pub toc: Vec<TocEntry>,
}

/// Renders paragraphs, lists, tables and headings. `base` is the level the highest heading of the text gets (2 below a
/// page title). Ids begin with `h-` and are unique in the text.
pub fn block(source: &SourceText, range: &Range<usize>, base: u8, links: &dyn Links) -> Checked<Rendered> {
    if let Some(diagnostic) = too_long(source, range) {
        return Checked::new(Rendered::default(), vec![diagnostic]);
    }
    let text = source.slice(range);
    Writer::new(source, &Guarded::block(text, range.start), links, false).write(text, base)
}

/// Renders one line: emphasis, code and links, without a paragraph around it. What would begin a list, a heading or a
/// table elsewhere is text here. `marks`, in order, stand around words of it; one that a link or other markup cuts in
/// two is left out.
pub fn inline(source: &SourceText, range: &Range<usize>, links: &dyn Links, marks: &[Mark]) -> Checked<Html> {
    if let Some(diagnostic) = too_long(source, range) {
        return Checked::new(Html::default(), vec![diagnostic]);
    }
    let text = source.slice(range);
    let guarded = Guarded::line(text, range.start);
    if !guarded.is_guarded() {
        let mut html = String::new();
        write_marked(&mut html, &source.text, range, marks);
        return Checked::clean(Html(html));
    }
    let Checked { value, diagnostics } = Writer::new(source, &guarded, links, true).marked(marks).write(text, 1);
    Checked::new(value.html, diagnostics)
}

/// The words of a text without markup, a line for each block; empty for one that is too long to be rendered.
pub fn plain_text(source: &SourceText, range: &Range<usize>) -> String {
    if range.len() > LONGEST { String::new() } else { plain::words(&Guarded::block(source.slice(range), range.start), false) }
}

/// The words of one line without markup, as [`inline`] reads it.
pub fn plain_line(source: &SourceText, range: &Range<usize>) -> String {
    let guarded = Guarded::line(source.slice(range), range.start);
    if range.len() > LONGEST || !guarded.is_guarded() { source.slice(range).to_owned() } else { plain::words(&guarded, true) }
}

/// One line, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words without markup, as [`plain_line`] has them.
    pub words: String,
    /// The markup, as [`inline`] has it, of a line that holds emphasis and code alone: nothing is wrong with it whatever
    /// its links would lead to.
    pub html: Option<Html>,
}

/// Reads one line for its words and, if it can be told yet, its markup.
pub fn read_line(source: &SourceText, range: &Range<usize>) -> Line {
    let guarded = Guarded::line(source.slice(range), range.start);
    if range.len() > SHORT || !guarded.is_guarded() {
        return Line { words: plain_line(source, range), html: None };
    }
    let simple = Writer::new(source, &guarded, &NoLinks, true).simple_line();
    simple.unwrap_or_else(|| Line { words: plain::words(&guarded, true), html: None })
}

/// Bytes of a text whose markup is never too much.
pub const SHORT: usize = 1 << 16;

/// Links of a text that is read before it is known where they lead.
pub struct NoLinks;

impl Links for NoLinks {
    fn resolve(&self, target: &str) -> Result<String, Box<Diagnostic>> {
        Ok(target.to_owned())
    }
}

/// The heading a text begins with, and the text that follows it; `None` where something else comes first.
pub fn opening_heading(source: &SourceText, range: &Range<usize>) -> Option<(String, Range<usize>)> {
    if range.len() > LONGEST {
        return None;
    }
    let (title, end) = plain::opening_heading(&Guarded::block(source.slice(range), range.start))?;
    Some((title, end.min(range.end)..range.end))
}

fn too_long(source: &SourceText, range: &Range<usize>) -> Option<Diagnostic> {
    (range.len() > LONGEST).then(|| faults::too_long(source.place(range.start..range.start), range.len(), LONGEST))
}
