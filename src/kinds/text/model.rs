//! What a section of ordinary pages is.

use std::ops::Range;

use crate::diag::Place;
use crate::kinds::Attached;
use crate::source::SourceText;
use crate::value::Date;
use crate::view::Address;

/// A section of ordinary pages.
#[derive(Debug, Clone)]
pub struct Pages {
    /// ASCII name in addresses; empty for `content/` itself, whose page is the home page.
    pub name: String,
    /// Title.
    pub title: String,
    /// Place in the navigation.
    pub order: Option<i32>,
    /// `_index.md`, for its words.
    pub index: SourceText,
    /// Where its words stand in it.
    pub intro: Range<usize>,
    /// Files in `_index.files/`: images of its words.
    pub attachments: Vec<Attached>,
    /// Pages in the order they are listed: by `order`, then the newest first, then by path.
    pub pages: Vec<TextPage>,
    /// What readers come for; of `content/` itself only.
    pub tasks: Vec<Task>,
}

/// An errand of the home page.
#[derive(Debug, Clone)]
pub struct Task {
    /// What one wants to do.
    pub title: String,
    /// To whom, how and by when, or empty.
    pub text: String,
    /// Where it is done, as written.
    pub link: String,
    /// Where the link stands in `_index.md`.
    pub place: Place,
}

/// An ordinary page.
#[derive(Debug, Clone)]
pub struct TextPage {
    /// The file.
    pub source: SourceText,
    /// Where its text stands, the heading that became the title left out.
    pub body: Range<usize>,
    /// Title.
    pub title: String,
    /// The date it states.
    pub date: Option<Date>,
    /// Place among the pages of the section.
    pub order: Option<i32>,
    /// Whether the public edition may show it.
    pub public: bool,
    /// `guide/repairs/index.html`
    pub address: Address,
    /// Addresses it was known under before.
    pub aliases: Vec<Address>,
    /// Files that belong to it.
    pub attachments: Vec<Attached>,
}
