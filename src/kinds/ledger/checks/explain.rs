//! What the office says of findings: `2026-10.explain.csv`, a row a finding.

use std::collections::BTreeMap;

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
    /// Whether it says more than that nothing has been said: 已说明 alone tells no reason.
    pub fn says_something(&self) -> bool {
        match self.outcome {
            Outcome::Open => false,
            Outcome::Explained => !self.words.trim().is_empty(),
            Outcome::Confirmed | Outcome::Unfounded | Outcome::Mended => true,
        }
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

/// Lays explanations beside what they explain; those of nothing, of something else and without words are warned of.
pub(super) fn lay_beside(corpus: &Corpus, findings: &mut Findings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (at, ledger) in corpus.ledgers.iter().enumerate() {
        for (period, table) in ledger.periods.iter().filter(|(_, table)| !table.explanations.is_empty()) {
            let mut found: Vec<&mut Finding> = findings.of.get_mut(&(at, *period)).into_iter().flatten().collect();
            let mut told: BTreeMap<(&str, Option<usize>, &str), &Place> = BTreeMap::new();
            for explanation in &table.explanations {
                if let Some(fault) = not_beside(explanation, &found) {
                    diagnostics.push(fault);
                    continue;
                }
                let key = (explanation.check.as_str(), explanation.row, explanation.content.trim());
                if let Some(first) = told.insert(key, &explanation.place) {
                    diagnostics.push(repeated(explanation, first));
                }
                if explanation.outcome == Outcome::Explained && !explanation.says_something() {
                    diagnostics.push(wordless(explanation));
                }
                for finding in found.iter_mut().filter(|finding| explanation.is_about(finding) && explanation.quotes(finding)) {
                    finding.explanation = Some(explanation.clone());
                }
            }
        }
    }
    diagnostics
}

impl Explanation {
    /// Whether it names the check and the row of a finding that wants one.
    fn is_about(&self, finding: &Finding) -> bool {
        self.is_of_check(finding) && finding.row == self.row
    }

    fn is_of_check(&self, finding: &Finding) -> bool {
        finding.check == self.check && finding.severity != CheckSeverity::Notice
    }

    /// Whether it quotes the finding, alone or joined to others with ；, or nothing: words that quote nothing are for all
    /// findings of their check and row.
    fn quotes(&self, finding: &Finding) -> bool {
        let content = self.content.trim();
        let quoted = |message: &str| message == content || content.split('；').any(|part| part.trim() == message);
        content.is_empty() || quoted(finding.message.zh.trim()) || quoted(finding.message.en.trim())
    }
}

/// What is wrong with an explanation that explains none of the findings.
fn not_beside(explanation: &Explanation, found: &[&mut Finding]) -> Option<Diagnostic> {
    let mut about = found.iter().filter(|finding| explanation.is_about(finding)).peekable();
    if about.peek().is_none() {
        let moved = found
            .iter()
            .find(|finding| explanation.is_of_check(finding) && !explanation.content.trim().is_empty() && explanation.quotes(finding));
        let known: Vec<&str> = found.iter().map(|finding| finding.check.as_str()).collect();
        return Some(moved.map_or_else(|| unneeded(explanation, &known), |moved| changed(explanation, moved)));
    }
    let first = found.iter().find(|finding| explanation.is_about(finding))?;
    if about.any(|finding| explanation.quotes(finding)) {
        return None;
    }
    // A row above may have come or gone: the finding that is quoted stands in another row now.
    let moved = found.iter().find(|finding| explanation.is_of_check(finding) && explanation.quotes(finding));
    Some(changed(explanation, moved.unwrap_or(first)))
}

fn changed(explanation: &Explanation, now: &Finding) -> Diagnostic {
    let Explanation { check, content, row, .. } = explanation;
    let (zh, en) = (&now.message.zh, &now.message.en);
    let (message, help) = if now.row == *row {
        let message = say!(
            "说明不再对应：{check} 原来是“{content}”，现在是“{zh}”",
            "the explanation is of something else: {check} said “{content}”, and now says “{en}”"
        );
        let help = say!(
            "表改过了。说明仍然适用，就把“内容”改成现在的；不适用，就重写说明或删去这一行",
            "the table was changed. If the words still hold, bring 内容 up to date; if not, rewrite them or delete the row"
        );
        (message, help)
    } else {
        let (here, there) = (number(*row), number(now.row));
        let message = say!(
            "说明不再对应：“{content}”原来“行”是 {here}，现在是 {there}",
            "the explanation is of another row: “{content}” had 行 {here}, and now has {there}"
        );
        let help = say!("表里增减过行。请把“行”改成 {there}", "rows were added or deleted: write {there} as 行");
        (message, help)
    };
    Diagnostic::warning(code::EXPLANATION_CHANGED, message).at(explanation.place.clone()).help(help)
}

/// 行 as the table of explanations writes it.
fn number(row: Option<usize>) -> String {
    row.map_or_else(|| "（空）".to_owned(), |row| row.to_string())
}

fn repeated(explanation: &Explanation, first: &Place) -> Diagnostic {
    let check = &explanation.check;
    Diagnostic::warning(
        code::EXPLANATION_REPEATED,
        say!("同一条提示说明了两次：{check}；以后一行为准", "{check} is explained twice; the later row counts"),
    )
    .at(explanation.place.clone())
    .related(first.clone(), say!("前一行在这里", "the earlier row is here"))
    .help(say!("请只留一行；同一行有几条提示的，“内容”要分别照抄", "keep one row; where a row has several findings, quote each under 内容"))
}

fn wordless(explanation: &Explanation) -> Diagnostic {
    let check = &explanation.check;
    Diagnostic::warning(
        code::EXPLANATION_EMPTY,
        say!("{check} 写了“已说明”，“说明”却是空的", "{check} is marked as explained, and nothing is said"),
    )
    .at(explanation.place.clone())
    .help(say!("请在“说明”里写明原因；还没有说明的，处理结果写“待说明”", "write the reason under 说明, or 待说明 as the outcome"))
}

fn unneeded(explanation: &Explanation, known: &[&str]) -> Diagnostic {
    let check = &explanation.check;
    let (zh, en) = match explanation.row {
        Some(row) => (format!("“行”为 {row}"), format!("行 {row}")),
        None => ("本期".to_owned(), "the period".to_owned()),
    };
    let help = match nearest(check, known).filter(|near| near != check) {
        Some(near) => say!("是不是 {near}？", "did you mean {near}?"),
        None => say!(
            "“行”是 data.csv 的数据行，从 1 数起，不算表头；请核对“核查”和“行”两列，不需要的就删去这一行",
            "行 counts the rows of data.csv from 1, without the header; see whether check and row are right, or delete the row"
        ),
    };
    Diagnostic::warning(code::EXPLANATION_UNNEEDED, say!("没有要说明的提示：{check}，{zh}", "there is nothing to explain: {check}, {en}"))
        .at(explanation.place.clone())
        .help(help)
}
