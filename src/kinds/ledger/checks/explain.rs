//! What the office says of findings: `2026-10.explain.csv`, a row a finding.

use std::collections::BTreeSet;

use super::{Finding, Findings};
use crate::config::CheckSeverity;
use crate::diag::{Checked, Diagnostic, Place, ledger as code};
use crate::format::nearest;
use crate::format::table::Table;
use crate::kinds::Corpus;
use crate::record::{Field, FieldType, Options, Record, read};
use crate::say;
use crate::value::Date;

/// What came of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// 待说明
    Open,
    /// 已说明
    Explained,
    /// 经核实属实: only then may it be called 超标准.
    Confirmed,
    /// 经核实不属实
    Unfounded,
    /// 已整改
    Mended,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Open, Self::Explained, Self::Confirmed, Self::Unfounded, Self::Mended];

    /// `open`, `explained`, `confirmed`, `unfounded`, `mended`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Explained => "explained",
            Self::Confirmed => "confirmed",
            Self::Unfounded => "unfounded",
            Self::Mended => "mended",
        }
    }

    /// As the table writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "待说明",
            Self::Explained => "已说明",
            Self::Confirmed => "经核实属实",
            Self::Unfounded => "经核实不属实",
            Self::Mended => "已整改",
        }
    }
}

/// A row of the table of explanations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Id of the check.
    pub check: String,
    /// Row in data.csv; absent for the period as a whole.
    pub row: Option<usize>,
    /// The finding as the table quotes it, or empty: it tells several of one check and row apart.
    pub content: String,
    /// What is said.
    pub words: String,
    /// Who says it, or empty.
    pub by: String,
    /// When.
    pub date: Option<Date>,
    /// What came of it.
    pub outcome: Outcome,
    /// Where it stands.
    pub place: Place,
}

impl Explanation {
    /// Whether it says more than that nothing has been said.
    pub fn says_something(&self) -> bool {
        self.outcome != Outcome::Open
    }
}

const CHECK: usize = 0;
const ROW: usize = 1;
const CONTENT: usize = 2;
const WORDS: usize = 3;
const BY: usize = 4;
const DATE: usize = 5;
const OUTCOME: usize = 6;

/// The columns of a table of explanations.
pub fn explanation_fields() -> Vec<Field> {
    let outcomes = Outcome::ALL.map(|outcome| outcome.word().to_owned()).to_vec();
    vec![
        Field::new("check", "核查", FieldType::Text).aliases(&["核查编号", "Check"]).required(),
        Field::new("row", "行", FieldType::Integer).aliases(&["行号", "Row"]),
        Field::new("content", "内容", FieldType::Text).aliases(&["提示内容", "Content"]),
        Field::new("words", "说明", FieldType::Text).aliases(&["情况说明", "Explanation"]),
        Field::new("by", "说明人", FieldType::Text).aliases(&["Explained by"]),
        Field::new("date", "日期", FieldType::Date).aliases(&["说明日期", "Date"]),
        Field::new("outcome", "处理结果", FieldType::Enum(outcomes)).aliases(&["结果", "Outcome"]),
    ]
}

/// Reads the explanations of a period.
pub fn read_explanations(table: &Table) -> Checked<Vec<Explanation>> {
    let mut diagnostics = Vec::new();
    let records = read(table, &explanation_fields(), &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let explanations = records.iter().filter_map(|record| explanation(record, records.place(table, record, CHECK))).collect();
    Checked::new(explanations, diagnostics)
}

fn explanation(record: Record<'_>, place: Place) -> Option<Explanation> {
    let text = |field: usize| record.value(field).as_text().unwrap_or_default().to_owned();
    let words = text(WORDS);
    let stated = Outcome::ALL.into_iter().find(|outcome| outcome.word() == text(OUTCOME));
    let outcome = stated.unwrap_or(if words.is_empty() { Outcome::Open } else { Outcome::Explained });
    Some(Explanation {
        check: record.value(CHECK).as_text()?.to_owned(),
        row: record.value(ROW).as_integer().and_then(|row| usize::try_from(row).ok()),
        content: text(CONTENT),
        words,
        by: text(BY),
        date: record.value(DATE).as_date(),
        outcome,
        place,
    })
}

/// Lays explanations beside what they explain; those of nothing are warned of.
pub(super) fn lay_beside(corpus: &Corpus, findings: &mut Findings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (at, ledger) in corpus.ledgers.iter().enumerate() {
        for (period, table) in ledger.periods.iter().filter(|(_, table)| !table.explanations.is_empty()) {
            let mut found: Vec<&mut Finding> = findings.of.get_mut(&(at, *period)).into_iter().flatten().collect();
            let mut told: BTreeSet<(&str, Option<usize>, &str)> = BTreeSet::new();
            for explanation in &table.explanations {
                let same = |finding: &Finding| {
                    finding.check == explanation.check && finding.row == explanation.row && finding.severity != CheckSeverity::Notice
                };
                let quoted = |finding: &Finding| [&finding.message.zh, &finding.message.en].contains(&&explanation.content);
                // Words that quote none of them are for all of them.
                let quotes = found.iter().any(|finding| same(finding) && quoted(finding));
                let again = !told.insert((&explanation.check, explanation.row, if quotes { &explanation.content } else { "" }));
                let mut any = false;
                for finding in found.iter_mut().filter(|finding| same(finding) && (!quotes || quoted(finding))) {
                    finding.explanation = Some(explanation.clone());
                    any = true;
                }
                if !any || again {
                    let known: Vec<&str> = found.iter().map(|finding| finding.check.as_str()).collect();
                    diagnostics.push(unneeded(explanation, &known));
                }
            }
        }
    }
    diagnostics
}

fn unneeded(explanation: &Explanation, known: &[&str]) -> Diagnostic {
    let check = &explanation.check;
    let (zh, en) = match explanation.row {
        Some(row) => (format!("第 {row} 行"), format!("row {row}")),
        None => ("本期".to_owned(), "the period".to_owned()),
    };
    let help = match nearest(check, known).filter(|near| near != check) {
        Some(near) => say!("是不是 {near}？", "did you mean {near}?"),
        None => {
            say!("请核对“核查”和“行”两列；不需要的就删去这一行", "see whether check and row are right; if it is not needed, delete the row")
        }
    };
    Diagnostic::warning(code::EXPLANATION_UNNEEDED, say!("没有要说明的提示：{check}，{zh}", "there is nothing to explain: {check}, {en}"))
        .at(explanation.place.clone())
        .help(help)
}
