//! Views of regulations.

use serde::Serialize;

use super::{Attachment, Html, Link};

/// `regulations.html`: all works of a collection.
#[derive(Debug, Serialize)]
pub struct RegulationListView {
    /// Words of the section's `_index.md`.
    pub intro: Html,
    /// The day the statuses are stated for, ISO.
    pub as_of: String,
    /// All works, by code.
    pub works: Vec<ListedRegulation>,
    /// Pages across works: indexes, changes, reviews.
    pub overviews: Vec<Link>,
    /// What the list can be narrowed to, a choice for each.
    pub filters: Vec<ListFilter>,
}

/// A choice that narrows a list, with script.
#[derive(Debug, Serialize)]
pub struct ListFilter {
    /// `status`, `owner`, `topic` or `role`; rows carry their values in `data-<key>`, parted by `|`.
    pub key: &'static str,
    /// Label.
    pub label: &'static str,
    /// Values with the words shown.
    pub options: Vec<(String, String)>,
}

/// One work in a list.
#[derive(Debug, Serialize)]
pub struct ListedRegulation {
    /// `CW-01`
    pub code: String,
    /// Title.
    pub title: String,
    /// 发文字号, or empty.
    pub number: String,
    /// Name of the owning department, or empty.
    pub owner: String,
    /// `not-yet`, `in-force`, `superseded`, `repealed`, `expired`.
    pub status: &'static str,
    /// 现行有效 and so on, in the site's language.
    pub status_label: &'static str,
    /// The day the shown version takes effect, ISO.
    pub effective: String,
    /// Topics.
    pub topics: Vec<String>,
    /// Roles it applies to.
    pub roles: Vec<String>,
    /// How many versions there are.
    pub versions: usize,
    /// Dates of all versions and ends, for the script: `2022-01-01/2026-02-28 2026-03-01/`; see [`RegulationView::timeline`].
    pub timeline: String,
    /// Address of the page.
    pub href: String,
}

/// `regulation.html`: one version of a work.
#[derive(Debug, Serialize)]
pub struct RegulationView {
    /// `CW-01`
    pub code: String,
    /// The day this version takes effect, ISO; its name in addresses.
    pub version: String,
    /// `not-yet`, `in-force`, `superseded`, `repealed`, `expired` on `as_of`.
    pub status: &'static str,
    /// 现行有效 and so on.
    pub status_label: &'static str,
    /// The day the status is stated for, ISO.
    pub as_of: String,
    /// All versions for the script that states the status anew on the reader's day: items `from/until/version/ending`, space
    /// between; `until` is the last day in force or empty, `ending` what the version is from then on; a repeal is `from/until/repeal/`.
    pub timeline: String,
    /// Number, issuer, dates, owner: what the heading states, in order, empty ones left out.
    pub facts: Vec<Fact>,
    /// Table of contents.
    pub toc: Vec<TocEntry>,
    /// The text: parts, chapters, articles with their ids.
    pub body: Html,
    /// Provisions of other works that cite this one as a whole.
    pub cited_by: Vec<Link>,
    /// All versions, newest first.
    pub versions: Vec<VersionEntry>,
    /// Pages that hold this version against others.
    pub comparisons: Vec<Link>,
    /// Why this version was made, if it says.
    pub reason: Option<Html>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
    /// Number of articles.
    pub articles: usize,
    /// 《title》（number）: what copy-citation puts before the article.
    pub citation: String,
    /// Address of the text as JSON.
    pub json: String,
    /// Address of the text as Akoma Ntoso XML.
    pub akn: String,
    /// What the version is, as schema.org's `Legislation` in JSON-LD. It can stand inside a script element as it is.
    pub json_ld: String,
}

/// One line of the table of facts.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// Key of the label in the catalogue: `number`, `issuer`, `adopted`, `published`, `effective`, `owner`, `interpreter`, `applies-to`, `roles`, `topics`, `review-by`, `expires`, `replaces`, `based-on`.
    pub key: &'static str,
    /// Label in the site's language.
    pub label: &'static str,
    /// Value as shown.
    pub value: String,
}

/// An entry of a table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TocEntry {
    /// Anchor without `#`.
    pub id: String,
    /// Words.
    pub title: String,
    /// The articles it spans, 第一条—第六条, or empty.
    pub span: String,
    /// Entries below.
    pub children: Vec<TocEntry>,
}

/// One version in the history of a work.
#[derive(Debug, Serialize)]
pub struct VersionEntry {
    /// First day in force, ISO.
    pub date: String,
    /// Last day in force, ISO, or empty.
    pub until: String,
    /// Status code.
    pub status: &'static str,
    /// Status in words.
    pub status_label: &'static str,
    /// How it was made, in words: 制定, 修订, 修正, 废止.
    pub made_by: &'static str,
    /// 发文字号, or empty.
    pub number: String,
    /// Address.
    pub href: String,
    /// Whether this is the page being read.
    pub current: bool,
}
