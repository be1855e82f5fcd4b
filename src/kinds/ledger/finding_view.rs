//! Findings as a notice and its data show them.

use serde_json::{Value as Json, json};

use super::checks::{Explanation, Finding, Outcome};
use super::model::{Ledger, PeriodTable};
use super::pages::row_href;
use crate::config::CheckSeverity;
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::record::{FieldType, Value};
use crate::value::Period;
use crate::view::{ChangeReason, ExplanationView, FindingRow};

/// So many findings that want an explanation have room on the first sheet of a notice, beside all else that stands there.
const ON_FIRST_SHEET: usize = 8;

/// Longest part of an article that stands beside a row, in characters.
const ARTICLE: usize = 120;

/// The findings of a period, each with its row, its article and what the office says. `row` gives the address of a row.
pub(super) fn rows(corpus: &Corpus, ledger: &Ledger, period: Period, row: impl Fn(usize) -> String) -> Vec<FindingRow> {
    let language = corpus.shared.site.language;
    let Some(table) = ledger.periods.get(&period) else { return Vec::new() };
    corpus.findings_of(ledger, period).iter().map(|finding| view(corpus, ledger, table, finding, language, &row)).collect()
}

/// How many findings of a period want an explanation, answered or not; and the first of them, the unanswered before the others.
pub fn wanting(corpus: &Corpus, ledger: &Ledger, period: Period, most: usize) -> (usize, Vec<FindingRow>) {
    let language = corpus.shared.site.language;
    let Some(table) = ledger.periods.get(&period) else { return (0, Vec::new()) };
    let mut wanting: Vec<&Finding> =
        corpus.findings_of(ledger, period).iter().filter(|finding| finding.severity != CheckSeverity::Notice).collect();
    wanting.sort_by_key(|finding| outcome(finding) != Some(Outcome::Open));
    let row = |row| row_href(&ledger.folder(period), table.records.len(), row);
    (wanting.len(), wanting.iter().take(most).map(|finding| view(corpus, ledger, table, finding, language, &row)).collect())
}

/// How many findings stand on the first sheet; what wants no explanation is not printed and does not count.
pub(super) fn on_first_sheet(findings: &[FindingRow]) -> usize {
    let printed = findings.iter().enumerate().filter(|(_, finding)| finding.outcome.is_some());
    printed.map(|(index, _)| index).nth(ON_FIRST_SHEET).unwrap_or(findings.len())
}

fn view(
    corpus: &Corpus,
    ledger: &Ledger,
    table: &PeriodTable,
    finding: &Finding,
    language: Language,
    row: &impl Fn(usize) -> String,
) -> FindingRow {
    let outcome = outcome(finding);
    FindingRow {
        row: finding.row,
        href: finding.row.map_or_else(String::new, row),
        cells: finding.row.map(|row| cells(ledger, table, row)).unwrap_or_default(),
        title: finding.title.get(language).to_owned(),
        severity: finding.severity.as_str(),
        severity_label: catalogue(language).get(&format!("severity.{}", finding.severity.as_str())),
        message: finding.message.get(language).to_owned(),
        rule: finding.rule.as_ref().and_then(|rule| corpus.rule_link(rule)),
        article: finding.rule.as_ref().map(|rule| article(corpus, rule)).unwrap_or_default(),
        outcome: outcome.map(Outcome::as_str),
        outcome_label: outcome_words(finding, language),
        explanation: finding.explanation.as_ref().filter(|explanation| !explanation.words.is_empty()).map(explained),
    }
}

/// What came of it; nothing for what wants no explanation.
fn outcome(finding: &Finding) -> Option<Outcome> {
    (finding.severity != CheckSeverity::Notice)
        .then(|| finding.explanation.as_ref().map_or(Outcome::Open, |explanation| explanation.outcome))
}

fn explained(explanation: &Explanation) -> ExplanationView {
    ExplanationView {
        words: explanation.words.clone(),
        by: explanation.by.clone(),
        date: explanation.date.map(|date| date.to_string()).unwrap_or_default(),
    }
}

/// What is said of a change that wants a reason.
pub(super) fn reason(finding: &Finding, language: Language) -> ChangeReason {
    let outcome = outcome(finding).unwrap_or(Outcome::Open);
    ChangeReason {
        outcome: outcome.as_str(),
        outcome_label: outcome_words(finding, language),
        explanation: finding.explanation.as_ref().filter(|explanation| !explanation.words.is_empty()).map(explained),
    }
}

/// What came of a finding, in words. Only of a violation it is said that a standard was passed.
fn outcome_words(finding: &Finding, language: Language) -> &'static str {
    match outcome(finding) {
        None => "",
        Some(Outcome::Confirmed) if finding.severity != CheckSeverity::Violation => catalogue(language).get("outcome.borne-out"),
        Some(outcome) => catalogue(language).get(&format!("outcome.{}", outcome.as_str())),
    }
}

/// The day, the amount and the first words of a row.
fn cells(ledger: &Ledger, table: &PeriodTable, row: usize) -> Vec<String> {
    let declaration = &ledger.declaration;
    let Some(index) = row.checked_sub(1).filter(|index| *index < table.records.len()) else { return Vec::new() };
    let record = table.records.get(index);
    let names = ["summary", "guest_unit", "name", "purpose", "items"];
    let words = names.iter().find_map(|name| {
        let field = declaration.fields.iter().position(|field| field.name == *name && field.kind == FieldType::Text)?;
        record.value(field).as_text().map(str::to_owned)
    });
    let amount = declaration.amount_of(record).map(|amount| format!("{}元", amount.grouped()));
    let day = declaration.date.map(|date| record.value(date)).filter(|value| *value != Value::Absent);
    day.map(|day| day.canonical().into_owned()).into_iter().chain(words).chain(amount).collect()
}

/// The first words of an article named `JD-01@2026-03-01#art-10`.
fn article(corpus: &Corpus, rule: &str) -> String {
    let found = rule.split_once('#').and_then(|(name, unit)| {
        let (code, date) = name.split_once('@')?;
        let work = corpus.regulations.iter().find_map(|collection| collection.work(code))?;
        let version = work.version(date.parse().ok()?)?;
        Some(version.opening(version.tree.find(unit)?, ARTICLE))
    });
    found.unwrap_or_default()
}

/// The findings of a period as `data.json` has them.
pub(super) fn json(findings: &[Finding], language: Language) -> Vec<Json> {
    let one = |finding: &Finding| {
        json!({
            "check": finding.check,
            "title": finding.title.get(language),
            "severity": finding.severity.as_str(),
            "row": finding.row,
            "message": finding.message.get(language),
            "rule": finding.rule,
            "explained": finding.explanation.as_ref().is_some_and(Explanation::says_something),
            "outcome": outcome(finding).map(Outcome::word),
            "explanation": finding.explanation.as_ref().map(|explanation| &explanation.words),
        })
    };
    findings.iter().map(one).collect()
}
