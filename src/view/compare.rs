//! View of two versions of a regulation held against each other.

use serde::Serialize;

use super::{Html, Link};

/// `compare.html`: what changed from one version to another.
#[derive(Debug, Serialize)]
pub struct CompareView {
    /// Code of the work the new version belongs to.
    pub code: String,
    /// Title of the new version.
    pub title: String,
    /// The earlier version.
    pub old: CompareVersion,
    /// The later version.
    pub new: CompareVersion,
    /// How many articles became what, in words: 修改40条，新增17条，删去2条，61条仅条文序号变动.
    pub summary: String,
    /// How many articles are not listed because they say the same, in words.
    pub unlisted: String,
    /// What changed, in the order of the new text; what is gone stands where it stood.
    pub rows: Vec<CompareRow>,
    /// What became of each article.
    pub concordance: Vec<ConcordanceRow>,
    /// What other regulations cite of the earlier version that is not what it was.
    pub drift: Vec<DriftRow>,
    /// Address of the concordance as JSON.
    pub json: String,
}

/// One of the two versions.
#[derive(Debug, Serialize)]
pub struct CompareVersion {
    /// Its page, with its title.
    pub version: Link,
    /// The day it takes effect, ISO.
    pub date: String,
    /// 发文字号, or empty.
    pub number: String,
    /// 制定, 修订, 修正.
    pub made_by: &'static str,
}

/// A unit that changed: an article, a heading, a paragraph outside articles, an annex.
#[derive(Debug, Serialize)]
pub struct CompareRow {
    /// Its name in the anchors `change-…` and `redline-…`, without that beginning.
    pub id: String,
    /// `heading`, `paragraph`, `article`, `annex`.
    pub role: &'static str,
    /// `amended`, `added`, `removed`.
    pub kind: &'static str,
    /// 修改, 新增, 删去.
    pub kind_label: &'static str,
    /// 序号顺延 where only numbers of references changed, or from or to where it moved; or empty.
    pub note: String,
    /// 第五条; both where it became another, marked as gone and as new.
    pub label: Html,
    /// How it read; absent for what is new.
    pub old: Option<CompareText>,
    /// How it reads; absent for what is gone.
    pub new: Option<CompareText>,
    /// Both in one, with what is gone in `<del>` and what is new in `<ins>`.
    pub both: Html,
}

/// A unit in one of the versions.
#[derive(Debug, Serialize)]
pub struct CompareText {
    /// The unit in the page of its version, 第五条; the label is empty for a paragraph.
    pub unit: Link,
    /// Its lines, with `<del>` or `<ins>` around what the other version has not.
    pub body: Html,
}

/// What became of an article.
#[derive(Debug, Serialize)]
pub struct ConcordanceRow {
    /// The article in the old version.
    pub old: Option<Link>,
    /// The article in the new version.
    pub new: Option<Link>,
    /// `same`, `renumbered`, `amended`, `added`, `removed`.
    pub kind: &'static str,
    /// 未变, 仅序号变动, 修改, 新增, 删去.
    pub kind_label: &'static str,
    /// As in [`CompareRow::note`].
    pub note: String,
    /// Its row among the changes, [`CompareRow::id`]; empty where it says the same.
    pub row: String,
}

/// A reference of another regulation to an article that changed.
#[derive(Debug, Serialize)]
pub struct DriftRow {
    /// The citing unit: 《title》第五条第一款.
    pub citing: Link,
    /// The reference as it is written.
    pub written: String,
    /// The article it cites, in the earlier version.
    pub old: Link,
    /// `renumbered`, `amended`, `removed`.
    pub kind: &'static str,
    /// 仅序号变动, 修改, 删去.
    pub kind_label: &'static str,
    /// Where it stands in the later version; absent for what is gone.
    pub new: Option<Link>,
}
