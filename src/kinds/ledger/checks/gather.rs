//! Which checks a site has: an article's takes the place of a ledger's, and that of a preset's, by their ids.

use std::collections::BTreeMap;

use super::super::model::{Ledger, LedgerCheck, Origin};
use super::tables::totalled;
use crate::config::{CheckSeverity, Test};
use crate::diag::{Checked, Diagnostic, Place, Text, check as code, ledger as ledger_code};
use crate::format::{Written, nearest};
use crate::kinds::regulation::model::{RuleCheck, Version, VersionKey};
use crate::kinds::{ControlTotal, Corpus};
use crate::say;
use crate::value::{Date, Period};

/// A check as it is asked.
pub(super) struct Check<'a> {
    /// Name, unique in the site.
    pub id: &'a str,
    /// What is asked, in a few words.
    pub title: &'a Text,
    /// The ledger its rows are of, by its place in the corpus.
    pub ledger: usize,
    /// What is asked.
    pub test: &'a Test,
    /// Columns of which a table needs but one.
    pub one_of: &'a [String],
    /// What is said of a row that does not fit.
    pub message: &'a Text,
    /// How grave that is.
    pub severity: CheckSeverity,
    /// The day from which on an article's check takes its place; absent where none does.
    pub before: Option<Date>,
    /// Where it comes from.
    pub source: Source<'a>,
}

/// Where a check comes from.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// A preset: ledgers it names need not be kept.
    Preset {
        /// The article a site said it follows from, `JD-01#art-10`.
        rule: Option<&'a str>,
    },
    /// `[[ledger.check]]` of a site.
    Site {
        /// The article it follows from.
        rule: Option<&'a str>,
        /// Where it stands.
        place: &'a Place,
    },
    /// A block below an article.
    Article(Article<'a>),
}

/// An article that carries a check, and the days its version is in force.
#[derive(Clone, Copy)]
pub(super) struct Article<'a> {
    /// The version.
    pub key: VersionKey,
    /// The same.
    pub version: &'a Version,
    /// The article, by its place in the tree.
    pub article: usize,
    /// First day in force.
    pub from: Date,
    /// First day no longer in force; absent while nothing ends it.
    pub until: Option<Date>,
    /// Where the block stands.
    pub place: &'a Place,
}

impl Check<'_> {
    /// The days whose rows it is asked of: the first, and the first that is no longer one of them.
    pub(super) fn days(&self) -> (Option<Date>, Option<Date>) {
        match &self.source {
            Source::Article(article) => (Some(article.from), article.until),
            Source::Preset { .. } | Source::Site { .. } => (None, self.before),
        }
    }

    /// Whether a period may hold rows that it is asked of.
    pub(super) fn concerns(&self, period: Period) -> bool {
        let (from, until) = self.days();
        period.days().is_none_or(|(first, last)| from.is_none_or(|from| last >= from) && until.is_none_or(|until| first < until))
    }

    /// Where it stands; absent for one of a preset.
    pub(super) fn place(&self) -> Option<&Place> {
        match &self.source {
            Source::Preset { .. } => None,
            Source::Site { place, .. } => Some(place),
            Source::Article(article) => Some(article.place),
        }
    }
}

/// All checks, those of articles first.
pub(super) fn gather(corpus: &Corpus) -> Checked<Vec<Check<'_>>> {
    let mut diagnostics = Vec::new();
    let mut checks = of_articles(corpus, &mut diagnostics);
    let mut replaced: BTreeMap<String, Date> = BTreeMap::new();
    for check in &checks {
        if let Source::Article(article) = &check.source {
            let from = replaced.entry(check.id.to_owned()).or_insert(article.from);
            *from = article.from.min(*from);
        }
    }
    let mut stated: BTreeMap<&str, &Place> = BTreeMap::new();
    for (ledger, one) in corpus.ledgers.iter().enumerate() {
        for check in &one.declaration.checks {
            if let Origin::Site(place) = &check.origin
                && let Some(first) = stated.insert(&check.id, place)
            {
                diagnostics.push(twice(&check.id, place, first));
                continue;
            }
            let before = replaced.get(&check.id).copied();
            if before.is_none_or(|before| has_rows_before(one, before)) {
                checks.push(Check { before, ..of_ledger(ledger, check) });
            }
        }
    }
    Checked::new(checks, diagnostics)
}

/// Whether the article came when the ledger was kept already: rows of the days before are held to the ledger's own check.
fn has_rows_before(ledger: &Ledger, day: Date) -> bool {
    ledger.periods.keys().any(|period| period.days().is_none_or(|(first, _)| first < day))
}

fn of_ledger(ledger: usize, check: &LedgerCheck) -> Check<'_> {
    let rule = check.rule.as_deref();
    Check {
        id: &check.id,
        title: &check.title,
        ledger,
        test: &check.test,
        one_of: &check.one_of,
        message: &check.message,
        severity: check.severity,
        before: None,
        source: match &check.origin {
            Origin::Preset(_) => Source::Preset { rule },
            Origin::Site(place) => Source::Site { rule, place },
        },
    }
}

fn of_articles<'a>(corpus: &'a Corpus, diagnostics: &mut Vec<Diagnostic>) -> Vec<Check<'a>> {
    let mut first: BTreeMap<&str, (VersionKey, &Place)> = BTreeMap::new();
    let mut checks = Vec::new();
    for (key, _, version) in corpus.versions() {
        for check in &version.checks {
            let other = first.entry(&check.id).or_insert((key, &check.place));
            let same_work = (other.0.collection, other.0.work) == (key.collection, key.work);
            let same_version = same_work && other.0.version == key.version && *other.1 != check.place;
            if !same_work || same_version {
                diagnostics.push(twice(&check.id, &check.place, other.1));
                continue;
            }
            *other = (key, &check.place);
            match ledger(&corpus.ledgers, &check.ledger) {
                Some(ledger) => checks.push(of_article(ledger, check, key, version)),
                None => diagnostics.push(unknown_ledger(check, version, &corpus.ledgers)),
            }
        }
    }
    checks
}

fn of_article<'a>(ledger: usize, check: &'a RuleCheck, key: VersionKey, version: &'a Version) -> Check<'a> {
    let until = version.ending.map(|ending| ending.from);
    let article = Article { key, version, article: check.article, from: version.effective, until, place: &check.place };
    Check {
        id: &check.id,
        title: &check.title,
        ledger,
        test: &check.test,
        one_of: &check.one_of,
        message: &check.message,
        severity: check.severity,
        before: None,
        source: Source::Article(article),
    }
}

/// The ledger of that name, or else the first of that preset.
fn ledger(ledgers: &[Ledger], name: &str) -> Option<usize> {
    let folded = name.replace(['-', '/'], "_");
    let preset = |ledger: &Ledger| ledger.declaration.preset.as_ref().is_some_and(|preset| preset.replace('-', "_") == folded);
    ledgers.iter().position(|ledger| ledger.sql_name() == folded).or_else(|| ledgers.iter().position(preset))
}

fn twice(id: &str, place: &Place, first: &Place) -> Diagnostic {
    let file = &first.file;
    Diagnostic::error(code::DUPLICATE_ID, say!("核查 {id} 写了两次，先写在 {file}", "the check {id} stands twice, first in {file}"))
        .at(place.clone())
        .related(first.clone(), say!("另一处在这里", "the other one is here"))
        .help(say!("请给其中一个换个 id，或者删去一个", "give one of them another id, or delete it"))
}

fn unknown_ledger(check: &RuleCheck, version: &Version, ledgers: &[Ledger]) -> Diagnostic {
    let region = check.place.span.clone().unwrap_or_default();
    let written = Written::find(&version.source, &region, &["ledger"], &check.id);
    let place = written.map_or_else(|| check.place.clone(), |written| written.place(&version.source, None));
    no_ledger(&check.ledger, ledgers).at(place)
}

fn no_ledger(name: &str, ledgers: &[Ledger]) -> Diagnostic {
    let known: Vec<&str> = ledgers.iter().map(|ledger| ledger.name.as_str()).collect();
    let (zh, en) = (known.join("、"), known.join(", "));
    let help = match nearest(name, &known) {
        _ if known.is_empty() => say!("本站还没有台账", "the site keeps no ledger yet"),
        Some(near) => say!("是不是 {near}？有：{zh}", "did you mean {near}? There are: {en}"),
        None => say!("请写台账的文件夹名；有：{zh}", "write the name of a ledger's folder; there are: {en}"),
    };
    let message = say!("没有名为 {name} 的台账", "there is no ledger {name}");
    Diagnostic::error(code::UNKNOWN_LEDGER, message).help(help)
}

/// Totals of other books for ledgers that are not kept, or periods that have no table: nothing would be held against them.
pub(super) fn unknown_totals(corpus: &Corpus) -> Vec<Diagnostic> {
    let mut told: Vec<&str> = Vec::new();
    let mut diagnostics = Vec::new();
    for total in &corpus.shared.tables.control_totals {
        if let Some(ledger) = totalled(corpus, &total.ledger) {
            diagnostics.extend((!ledger.periods.contains_key(&total.period)).then(|| no_period(ledger, total)));
        } else if !told.contains(&total.ledger.as_str()) {
            told.push(&total.ledger);
            diagnostics.push(no_ledger(&total.ledger, &corpus.ledgers).at(total.place.clone()));
        }
    }
    diagnostics
}

fn no_period(ledger: &Ledger, total: &ControlTotal) -> Diagnostic {
    let (name, period) = (&ledger.name, total.period);
    let message =
        say!("{name} 没有 {period} 的表，这个总数没有核对", "{name} has no table of {period}: the total was held against nothing");
    let help = match ledger.latest() {
        Some((latest, _)) if latest.cycle() != period.cycle() => {
            say!("这个台账的期间写成 {latest} 这样", "periods of this ledger are written as {latest}")
        }
        _ => say!("请放入 {period} 的表，或改正期间", "add the table of {period}, or correct the period"),
    };
    Diagnostic::warning(ledger_code::TOTAL_UNUSED, message).at(total.place.clone()).help(help)
}
