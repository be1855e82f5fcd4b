//! What the clerk is told of findings.

use std::collections::BTreeSet;

use super::super::model::Ledger;
use super::{Finding, Findings, Skipped};
use crate::config::CheckSeverity;
use crate::diag::{Diagnostic, Place, Severity, Text, check as code, ledger as codes};
use crate::kinds::Corpus;
use crate::say;
use crate::value::Period;

/// A diagnostic for each finding, and one for each check that found more than is told.
pub(super) fn diagnostics(corpus: &Corpus, findings: &Findings) -> Vec<Diagnostic> {
    let all = findings.of.iter().flat_map(|((at, period), found)| found.iter().map(move |finding| (*at, *period, finding)));
    let told = all.map(|(at, period, finding)| diagnostic(&corpus.ledgers[at], period, finding));
    let skipped = findings.skipped.iter().map(|(at, one)| skipped(&corpus.ledgers[*at], one));
    told.chain(skipped)
        .chain(findings.more.iter().map(|((at, id), (severity, more))| further(&corpus.ledgers[*at], id, *severity, *more)))
        .collect()
}

fn diagnostic(ledger: &Ledger, period: Period, finding: &Finding) -> Diagnostic {
    let severity = grave(finding.severity);
    let code = if finding.check == "ledger/cannot-check" { codes::CANNOT_CHECK } else { code::FINDING };
    let Text { zh, en } = &finding.message;
    let (zh, en) = (word(finding.severity).zh + "：" + zh, word(finding.severity).en + ": " + en);
    let found = Diagnostic::new(severity, code, Text { zh, en }).at(place(ledger, period, finding)).help(help(ledger, period, finding));
    let found = found.check(&finding.check, finding.explanation.is_some() && finding.is_settled());
    match &finding.rule {
        Some(rule) => found.rule(rule.clone()),
        None => found,
    }
}

fn grave(severity: CheckSeverity) -> Severity {
    match severity {
        CheckSeverity::Error => Severity::Error,
        CheckSeverity::Violation | CheckSeverity::Warning => Severity::Warning,
        CheckSeverity::Notice => Severity::Info,
    }
}

/// How a finding is called: never more than what a comparison can tell.
fn word(severity: CheckSeverity) -> Text {
    match severity {
        CheckSeverity::Error => say!("数据有误", "the table contradicts itself"),
        CheckSeverity::Violation => say!("与规定不符（待核实）", "does not fit the rule (to be verified)"),
        CheckSeverity::Warning => say!("需说明", "wants an explanation"),
        CheckSeverity::Notice => say!("提示", "note"),
    }
}

/// The first column that was asked and the table has; the row, or the file, where there is none.
fn place(ledger: &Ledger, period: Period, finding: &Finding) -> Place {
    let Some(table) = ledger.periods.get(&period) else { return Place::file(&ledger.index.file) };
    let row = finding.row.and_then(|row| row.checked_sub(1)).filter(|row| *row < table.records.len());
    let Some(row) = row else {
        return Place::file(table.files.first().unwrap_or(&ledger.index.file));
    };
    let fields = &ledger.declaration.fields;
    let asked = finding.columns.iter().filter_map(|name| fields.iter().position(|field| field.name == *name));
    let field = asked.into_iter().find(|field| table.records.has(*field));
    let field = field.or_else(|| (0..fields.len()).find(|field| table.records.has(*field))).unwrap_or_default();
    table.records.get(row).place(field)
}

fn help(ledger: &Ledger, period: Period, finding: &Finding) -> Text {
    let name = &ledger.name;
    let Text { zh, en } = &finding.title;
    if finding.severity == CheckSeverity::Error {
        return say!("“{zh}”：请核对原始凭证，改正表里的数", "{en}: see the vouchers and correct the table");
    }
    if finding.severity == CheckSeverity::Notice {
        return say!("“{zh}”：只提示，不用说明", "{en}: a note, nothing to explain");
    }
    if finding.explanation.as_ref().is_some_and(|_| finding.is_settled()) {
        return say!("“{zh}”：已有说明", "{en}: it is explained");
    }
    say!(
        "“{zh}”：填错了就改表；属实就写说明：gongshi new explanations {name} {period}",
        "{en}: correct the table if it is wrong; if it is right, explain: gongshi new explanations {name} {period}"
    )
}

/// Checks that were not made for want of columns, once for each ledger.
fn skipped(ledger: &Ledger, skipped: &Skipped) -> Diagnostic {
    let Skipped { latest, titles, checks: ids } = skipped;
    let list = |all: &BTreeSet<String>, mark: &str| all.iter().map(String::as_str).collect::<Vec<_>>().join(mark);
    let (zh, en) = (list(titles, "、"), list(titles, ", "));
    let (ids_zh, ids_en) = (list(ids, "、"), list(ids, ", "));
    let file = ledger.periods.get(latest).and_then(|table| table.files.first()).unwrap_or(&ledger.index.file);
    let message = say!("未核查：缺少{zh}列，这些核查没有做：{ids_zh}", "not checked for want of the columns {en}: {ids_en}");
    Diagnostic::new(Severity::Info, codes::CHECK_SKIPPED, message)
        .at(Place::file(file))
        .help(say!("需要这项核查就加上这一列", "add the column if the check is wanted"))
}

fn further(ledger: &Ledger, id: &str, severity: CheckSeverity, more: usize) -> Diagnostic {
    Diagnostic::new(
        grave(severity),
        code::FINDING,
        say!("{id}：另有 {more} 行，没有逐行列出", "{id}: {more} further rows, not told one by one"),
    )
    .at(Place::file(&ledger.index.file))
    .help(say!(
        "这么多行不符，多半是列填错或规则写错，请先看列出的几行",
        "so many rows point at a wrong column or a wrong rule: look at those listed"
    ))
    .check(id, false)
}
