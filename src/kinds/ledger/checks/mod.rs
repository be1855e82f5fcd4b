//! Rules that check: every row is held against its preset, its ledger and the articles in force on its day.
//!
//! `tables` puts the ledgers of a corpus into one database, `gather` says which checks there are, `lacking` which tables
//! want a column for them, `ask` runs them, `message` says of each row what does not fit, `wording` and `pointer` what is
//! wrong with its words and where, `unclear` what cannot be told, `explain` lays the office's explanations beside it, and
//! `report` makes of it what the clerk is told. What comes out are [`Findings`].

mod ask;
mod explain;
mod gather;
mod lacking;
mod message;
mod pointer;
mod report;
mod tables;
mod unclear;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use explain::{Explanation, Outcome, explanation_fields, read_explanations};
#[cfg(test)]
pub(in crate::kinds::ledger) use message::placeholders;
pub use tables::database;

use crate::config::CheckSeverity;
use crate::diag::{Checked, Text};
use crate::kinds::Corpus;
use crate::query::Database;
use crate::value::Period;

/// Most rows that one check tells of; what is more is counted.
const MOST: usize = 1000;

/// A row, or a period, that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the check; `ledger/cannot-check` where it could not be told.
    pub check: String,
    /// What was asked, in a few words.
    pub title: Text,
    /// How grave it is.
    pub severity: CheckSeverity,
    /// Number of the row in data.csv, from 1; absent for the period as a whole.
    pub row: Option<usize>,
    /// What does not fit.
    pub message: Text,
    /// The article, `JD-01@2026-03-01#art-10`.
    pub rule: Option<String>,
    /// Names of the columns that were asked, those of the row first.
    pub columns: Vec<String>,
    /// What the office says of it.
    pub explanation: Option<Explanation>,
}

impl Finding {
    /// Whether it wants an explanation and has one that says something, or wants none.
    pub fn is_settled(&self) -> bool {
        self.severity == CheckSeverity::Notice || self.explanation.as_ref().is_some_and(Explanation::says_something)
    }
}

/// All findings of a site.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// By ledger, by its place in the corpus, and period; in the order of the rows.
    of: BTreeMap<(usize, Period), Vec<Finding>>,
    /// Titles of the columns that checks would need and a table lacks.
    lacking: BTreeMap<(usize, Period), BTreeSet<String>>,
    /// What is skipped for want of columns, by ledger.
    skipped: BTreeMap<usize, Skipped>,
    /// Rows beyond the most that are told, by check.
    more: BTreeMap<(usize, String), (CheckSeverity, usize)>,
}

/// Checks of a ledger that tables lack columns for.
#[derive(Debug, Clone)]
struct Skipped {
    /// The latest period that lacks one.
    latest: Period,
    /// Titles of the columns.
    titles: BTreeSet<String>,
    /// Ids of the checks.
    checks: BTreeSet<String>,
}

impl From<Period> for Skipped {
    fn from(latest: Period) -> Self {
        Self { latest, titles: BTreeSet::new(), checks: BTreeSet::new() }
    }
}

impl Findings {
    /// Those of a period of a ledger.
    pub fn of(&self, ledger: usize, period: Period) -> &[Finding] {
        self.of.get(&(ledger, period)).map_or(&[], Vec::as_slice)
    }

    /// Titles of columns that checks would need and the table lacks.
    pub fn lacking(&self, ledger: usize, period: Period) -> impl Iterator<Item = &str> {
        self.lacking.get(&(ledger, period)).into_iter().flatten().map(String::as_str)
    }

    /// Everything that a check found, newest period first.
    pub fn by_check<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (usize, Period, &'a Finding)> {
        let all = self.of.iter().rev();
        all.flat_map(move |((ledger, period), found)| {
            found.iter().filter(move |finding| finding.check == id).map(move |finding| (*ledger, *period, finding))
        })
    }
}

/// Holds all ledgers of a corpus against all checks. Of `broken` files, which hold errors, nothing is told; and while there
/// is one, only what a single row tells is asked.
pub fn run(corpus: &Corpus, database: &Database, broken: &BTreeSet<Arc<str>>) -> Checked<Findings> {
    let whole = broken.is_empty();
    let mut diagnostics = Vec::new();
    let checks = gather::gather(corpus).take(&mut diagnostics);
    diagnostics.extend(gather::unknown_totals(corpus));
    let mut findings = Findings::default();
    for check in &checks {
        diagnostics.extend(ask::ask(corpus, database, check, broken, whole, &mut findings));
    }
    if whole {
        for (at, ledger) in corpus.ledgers.iter().enumerate() {
            for (period, change) in super::changes::findings(ledger, &corpus.shared) {
                findings.of.entry((at, period)).or_default().push(change);
            }
        }
    }
    for found in findings.of.values_mut() {
        found.sort_by(|a, b| (a.row, &a.check, &a.message.zh).cmp(&(b.row, &b.check, &b.message.zh)));
    }
    if whole {
        diagnostics.extend(explain::lay_beside(corpus, &mut findings));
    }
    diagnostics.extend(report::diagnostics(corpus, &findings));
    Checked::new(findings, diagnostics)
}
