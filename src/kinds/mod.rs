//! The kinds of content, and the corpus they make up together.
//!
//! Each kind reads its own section's files only ([`Section`] in, model and findings out); its checks and pages see the
//! whole [`Corpus`]. Kinds import each other's `model` only, and never the disk or the template engine.

mod address;
mod answer;
mod attachments;
pub mod calendar;
mod directory;
mod external;
pub mod ledger;
mod links;
mod read;
pub mod regulation;
pub mod roster;
mod sections;
mod tables;
#[cfg(test)]
pub(crate) mod test_support;
pub mod text;

use std::sync::Arc;

pub use attachments::{Attached, attachments};
pub use directory::{Department, Directory, Person, read_directory};
pub use external::External;
pub use links::{Anchors, LinkBook};
pub use read::{DeclaredTables, check, declared_tables, pages, read};
pub use tables::{ApprovalBand, ControlTotal, Limit, Standard, Synonym, Tables, read_tables};

use crate::config::{SectionFront, SectionKind, Site};
use crate::format::{Document, ParsedFile};
use crate::query::Database;
use crate::value::{Date, Period, WorkCalendar};
use crate::view::Link;

/// What every kind may need while it reads.
#[derive(Debug, Clone)]
pub struct Shared {
    /// Settings of the site.
    pub site: Site,
    /// The day the build is for.
    pub as_of: Date,
    /// People, departments and codes.
    pub directory: Directory,
    /// Working days and holidays.
    pub calendar: WorkCalendar,
    /// Limits, who approves what, and totals of other books.
    pub tables: Tables,
    /// Works that are cited and are not here.
    pub external: External,
}

/// A folder of `content/` with an `_index.md`, and the files that belong to it.
#[derive(Debug)]
pub struct Section<'a> {
    /// ASCII name in addresses; may have parts (`services/canteen`). Empty for `content/` itself.
    pub name: String,
    /// The folder, `content/spending`.
    pub folder: Arc<str>,
    /// Title.
    pub title: String,
    /// Front matter of `_index.md`.
    pub front: SectionFront,
    /// `_index.md`.
    pub index: &'a Document,
    /// All other files below the folder that belong to no section of their own, by path.
    pub files: Vec<&'a ParsedFile>,
}

/// The whole meaning of a site.
pub struct Corpus {
    /// Site, day, people, calendar.
    pub shared: Shared,
    /// What lies where, for navigation; `content/` itself first.
    pub outline: Vec<Outline>,
    /// Collections of regulations.
    pub regulations: Vec<regulation::model::Collection>,
    /// Ledgers.
    pub ledgers: Vec<ledger::model::Ledger>,
    /// Duty rosters.
    pub rosters: Vec<roster::model::Roster>,
    /// Sections of ordinary pages.
    pub pages: Vec<text::model::Pages>,
    /// What the texts of regulations cite.
    pub citations: regulation::reference::Citations,
    /// Where cited articles of older texts stand now.
    pub succession: regulation::succession::Succession,
    /// Rows that do not fit the rules.
    pub findings: ledger::checks::Findings,
    /// All ledgers as tables that are asked in SQL; absent where that failed.
    pub database: std::sync::Mutex<Option<Database>>,
    /// Where documents stand in the output.
    pub links: LinkBook<'static>,
}

/// A section as the navigation shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Name in addresses; empty for `content/` itself.
    pub name: String,
    /// Title.
    pub title: String,
    /// What it holds.
    pub kind: SectionKind,
    /// Place in the navigation.
    pub order: Option<i32>,
    /// Heading it stands under, where one is given.
    pub group: Option<String>,
}

impl Corpus {
    /// A site of which nothing but the shared matter is known yet.
    pub fn empty(shared: Shared) -> Self {
        Self {
            shared,
            outline: Vec::new(),
            regulations: Vec::new(),
            ledgers: Vec::new(),
            rosters: Vec::new(),
            pages: Vec::new(),
            citations: regulation::reference::Citations::default(),
            succession: regulation::succession::Succession::default(),
            findings: ledger::checks::Findings::default(),
            database: std::sync::Mutex::default(),
            links: LinkBook::default(),
        }
    }

    /// A version of a regulation and the work it is of.
    pub fn version(&self, key: regulation::model::VersionKey) -> (&regulation::model::Work, &regulation::model::Version) {
        let work = &self.regulations[key.collection].works[key.work];
        (work, &work.versions[key.version])
    }

    /// All versions of all regulations, by collection, work and day.
    pub fn versions(&self) -> impl Iterator<Item = (regulation::model::VersionKey, &regulation::model::Work, &regulation::model::Version)> {
        self.regulations.iter().enumerate().flat_map(|(collection, works)| {
            works.works.iter().enumerate().flat_map(move |(work, one)| {
                let key = move |version| regulation::model::VersionKey { collection, work, version };
                one.versions.iter().enumerate().map(move |(version, text)| (key(version), one, text))
            })
        })
    }

    /// What does not fit in a period of a ledger.
    pub fn findings_of(&self, ledger: &ledger::model::Ledger, period: Period) -> &[ledger::checks::Finding] {
        let at = self.ledgers.iter().position(|one| one.name == ledger.name);
        at.map_or(&[], |at| self.findings.of(at, period))
    }

    /// Titles of columns that checks would need and the table of a period lacks.
    pub fn lacking_in(&self, ledger: &ledger::model::Ledger, period: Period) -> impl Iterator<Item = &str> {
        let at = self.ledgers.iter().position(|one| one.name == ledger.name);
        at.into_iter().flat_map(move |at| self.findings.lacking(at, period))
    }

    /// The key of a version, by the code of its work and the day it takes effect.
    pub fn version_key(&self, collection: &str, code: &str, effective: Date) -> Option<regulation::model::VersionKey> {
        let collection_at = self.regulations.iter().position(|one| one.name == collection)?;
        let work = self.regulations[collection_at].works.iter().position(|work| work.code == code)?;
        let version = self.regulations[collection_at].works[work].versions.iter().position(|version| version.effective == effective)?;
        Some(regulation::model::VersionKey { collection: collection_at, work, version })
    }

    /// The page of a regulation, or of an article of it, named as `CW-03` or `CW-03#art-6`.
    pub fn rule_link(&self, rule: &str) -> Option<Link> {
        regulation::rule_link(&self.regulations, rule, self.shared.as_of)
    }
}
