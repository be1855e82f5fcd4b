//! What a regulation is: a work with its dated versions, each the full text.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::status::{Ending, Status, Term};
use super::styled::Styled;
use super::tree::Tree;
use crate::config::{CheckSeverity, Test};
use crate::diag::{Place, Text};
use crate::format::Document;
use crate::kinds::Attached;
use crate::source::SourceText;
use crate::value::Date;

/// A section of regulations.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    /// ASCII name of the section in addresses.
    pub name: String,
    /// Title of the section.
    pub title: String,
    /// Its `_index.md`; absent only in a collection made without files.
    pub index: Option<Document>,
    /// Works by code.
    pub works: Vec<Work>,
    /// Those of them that say they replace a version, by place.
    pub replacing: Vec<usize>,
}

/// A regulation through all its versions.
#[derive(Debug, Clone)]
pub struct Work {
    /// Name in addresses and references, unique in the site: `CW-01`.
    pub code: String,
    /// Versions by the day they take effect; never empty.
    pub versions: Vec<Version>,
}

/// The full text of a regulation from a day on.
#[derive(Debug, Clone)]
pub struct Version {
    /// The file.
    pub source: SourceText,
    /// Where the body stands in it.
    pub body: Range<usize>,
    /// The units of the body.
    pub tree: Arc<Tree>,
    /// What the version says of itself.
    pub front: Front,
    /// The first day in force; its name in addresses.
    pub effective: Date,
    /// How it came about.
    pub made_by: MadeBy,
    /// How it goes out of force; absent while nothing ends it.
    pub ending: Option<Ending>,
    /// Why it was made: `<date>.reason.md`.
    pub reason: Option<Document>,
    /// Files that belong to it, in `<version>.files/`.
    pub attachments: Vec<Attached>,
    /// Tests its articles carry, in the order of the text.
    pub checks: Vec<RuleCheck>,
    /// Its units that hold Markdown.
    pub styled: Styled,
}

/// A test that an article carries: every row of a ledger is held against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCheck {
    /// Name, unique in the site: `reception/companions`.
    pub id: String,
    /// What is asked, in a few words.
    pub title: Text,
    /// Name of the ledger.
    pub ledger: String,
    /// What is asked of it.
    pub test: Test,
    /// Columns of which a table needs but one.
    pub one_of: Vec<String>,
    /// What is said of a row that does not fit, with `{field}` for what the row holds.
    pub message: Text,
    /// How grave that is.
    pub severity: CheckSeverity,
    /// The article, by its place in the tree.
    pub article: usize,
    /// Where the block stands.
    pub place: Place,
}

/// How a version came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MadeBy {
    /// 制定: issued for the first time.
    Issue,
    /// 修订: issued anew as a whole.
    Revise,
    /// 修正: some articles amended, the old clause on taking effect kept.
    Amend,
    /// 废止: the text is that of the repeal.
    Repeal,
}

/// A version of another work that is put out of force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Code of the work.
    pub code: String,
    /// The day that version took effect.
    pub date: Date,
}

/// Front matter, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    /// Title.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// The body that issued it.
    pub issuer: Option<String>,
    /// 办法, 规定 …, where it is stated.
    pub instrument: Option<String>,
    /// The day it was adopted.
    pub adopted: Option<Date>,
    /// The day it was published.
    pub published: Option<Date>,
    /// How it came about, where it is stated.
    pub made_by: Option<MadeBy>,
    /// Versions of other works it puts out of force.
    pub replaces: Vec<Replaced>,
    /// What it rests on: codes or titles.
    pub based_on: Vec<String>,
    /// Id of the department that looks after it.
    pub owner: Option<String>,
    /// Who interprets it.
    pub interpreter: Option<String>,
    /// Ids of the departments it applies to; empty for all.
    pub applies_to: Vec<String>,
    /// Roles it applies to.
    pub roles: Vec<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// The day by which it is to be looked at anew.
    pub review_by: Option<Date>,
    /// The last day in force.
    pub expires: Option<Date>,
    /// Former addresses (ASCII) and other titles.
    pub aliases: Vec<String>,
    /// Whether everybody may see it, not staff alone.
    pub public: bool,
}

/// A version among all collections of a site, by its place in each list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct VersionKey {
    /// Which collection.
    pub collection: usize,
    /// Which work of it.
    pub work: usize,
    /// Which version of that.
    pub version: usize,
}

impl MadeBy {
    /// `issue`, `revise`, `amend` or `repeal`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Revise => "revise",
            Self::Amend => "amend",
            Self::Repeal => "repeal",
        }
    }
}

impl Version {
    /// The file's text.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The words of a unit as the page shows them: lines joined, Markdown resolved.
    pub fn words(&self, index: usize) -> Cow<'_, str> {
        self.styled.words(index).map_or_else(|| self.tree.text(index, self.text()), Cow::Borrowed)
    }

    /// The line of the front matter that a setting stands in; the whole file where there is none.
    pub fn setting(&self, key: &str) -> Place {
        let head = &self.text()[..self.body.start];
        let lines = head.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
        let line = { lines }.find(|(_, line)| line.trim_start().starts_with(key));
        line.map_or_else(|| Place::file(&self.source.file), |(start, line)| self.source.place(start..start + line.trim_end().len()))
    }

    /// Where a text stands in quotes in the setting of that key, which may go over several lines; else the setting.
    pub fn quoted(&self, key: &str, value: &str) -> Place {
        let setting = self.setting(key);
        let Some(start) = setting.span.as_ref().map(|span| span.start) else { return setting };
        let head = &self.text()[start..self.body.start];
        let found = ['"', '\''].into_iter().find_map(|quote| head.find(&format!("{quote}{value}{quote}")));
        found.map_or(setting, |at| self.source.place(start + at..start + at + value.len() + 2))
    }

    /// The first words of a unit, at most so many characters; of an article those of its first 款.
    pub fn opening(&self, unit: usize, longest: usize) -> String {
        super::marks::opening(self, unit, longest)
    }

    /// What it is on a day.
    pub fn status(&self, date: Date) -> Status {
        super::status::status(&self.term(), self.ending, date)
    }

    /// Its dates, as the status is worked out from them.
    pub fn term(&self) -> Term {
        Term { effective: self.effective, repeal: self.made_by == MadeBy::Repeal, expires: self.front.expires, replaced: None }
    }
}

impl Work {
    /// The version shown at the work's own address on a day.
    pub fn shown(&self, date: Date) -> &Version {
        &self.versions[self.shown_at(date)]
    }

    /// The place of that version among all.
    pub fn shown_at(&self, date: Date) -> usize {
        let terms: Vec<(Term, Option<Ending>)> = self.versions.iter().map(|version| (version.term(), version.ending)).collect();
        super::status::shown(&terms, date)
    }

    /// The version in force on a day.
    pub fn in_force(&self, date: Date) -> Option<&Version> {
        self.versions.iter().find(|version| version.status(date) == Status::InForce)
    }

    /// The version that takes effect on a day.
    pub fn version(&self, effective: Date) -> Option<&Version> {
        self.versions.iter().find(|version| version.effective == effective)
    }
}

impl Collection {
    /// The work of that code.
    pub fn work(&self, code: &str) -> Option<&Work> {
        let at = self.works.binary_search_by(|work| work.code.as_str().cmp(code)).ok()?;
        self.works.get(at)
    }
}
