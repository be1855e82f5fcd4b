//! What the whole site is measured by: limits with their documents, who may approve how much, and totals that
//! somebody else counted.
//!
//! `standards.csv`, `approval_bands.csv`, `control_totals.csv` and `synonyms.csv` go in, [`Tables`] come out. No limit is part of the
//! program: what is not in these tables is not checked.

mod findings;
mod read;
#[cfg(test)]
mod tests;

use crate::diag::Place;
use crate::value::{Date, Money, Period};

pub use read::read_tables;

/// The site-wide tables of figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    /// Limits, in the order of their table.
    pub standards: Vec<Standard>,
    /// Who may approve, in the order of their table.
    pub bands: Vec<ApprovalBand>,
    /// Totals from elsewhere, in the order of their table.
    pub control_totals: Vec<ControlTotal>,
    /// What the search also looks for, in the order of their table.
    pub synonyms: Vec<Synonym>,
}

/// A row of `synonyms.csv`: who looks for `term` also finds the others, not the other way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym {
    /// What is typed: 吃饭.
    pub term: String,
    /// What texts say instead: 公务接待, 用餐.
    pub others: Vec<String>,
}

impl Synonym {
    /// The term, then the others.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.term).chain(&self.others).map(String::as_str)
    }
}

/// A row of `standards.csv`: a limit, as long as a document keeps it in force. In SQL the table `standards` has the
/// columns class, key, amount, unit, "from", "to", doc_no, confirmed_by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// What it limits: 接待餐, 公车配备.
    pub class: String,
    /// Which of these; parts are joined by `/`: 处级/省会.
    pub key: String,
    /// How much.
    pub limit: Limit,
    /// 元/人·餐, 天, 升; with 万元 the limit was multiplied.
    pub unit: String,
    /// First day it holds; absent for always.
    pub from: Option<Date>,
    /// Last day it holds; absent for still.
    pub to: Option<Date>,
    /// Number of the document that sets it, or empty.
    pub doc_no: String,
    /// Who confirmed it for this body, or empty.
    pub confirmed_by: String,
    /// Where it stands.
    pub place: Place,
}

/// How much a standard allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// An amount, where the unit begins with 元, 千元, 万元 or 亿元; in SQL an INTEGER of 分.
    Money(Money),
    /// Hundredths of any other unit: 160 for 1.6 升; in SQL the number itself, REAL where it has decimals.
    Number(i64),
}

/// A row of `approval_bands.csv`: amounts above `from` and up to `to` are for that level to approve. In SQL the table
/// `approval_bands` has the columns class, "from", "to" (分), level, since, until.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalBand {
    /// What is approved: 支出, 采购, 接待.
    pub class: String,
    /// Amounts above this one; absent for all.
    pub from: Option<Money>,
    /// Amounts up to and with this one; absent for all.
    pub to: Option<Money>,
    /// Least level of who approves, as in `people.csv`: 1 staff … 4 head.
    pub level: i64,
    /// First day it holds; absent for always.
    pub since: Option<Date>,
    /// Last day it holds; absent for still.
    pub until: Option<Date>,
}

/// A row of `control_totals.csv`: what another book says a ledger's period adds up to. In SQL the table
/// `control_totals` has the columns ledger, period (text, `2026-10`), source, amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlTotal {
    /// Name of the ledger, its folder's or its preset's.
    pub ledger: String,
    /// The period.
    pub period: Period,
    /// Which book: 银行, 国库, 总账.
    pub source: String,
    /// Its total.
    pub amount: Money,
    /// Where it stands.
    pub place: Place,
}

impl Standard {
    /// Whether it holds on a day.
    pub fn holds_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

impl Tables {
    /// The limit in force on a day: `standard('接待餐', '午餐', date)` in SQL. Of one class and key one holds at a time.
    pub fn standard(&self, class: &str, key: &str, date: Date) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.class == class && standard.key == key && standard.holds_on(date))
    }

    /// Whether there is any limit of a class: without, a check of it is not made rather than failed row by row.
    pub fn has_class(&self, class: &str) -> bool {
        self.standards.iter().any(|standard| standard.class == class)
    }

    /// The level that an amount needs on a day; of several bands the highest.
    pub fn approval_level(&self, class: &str, amount: Money, date: Date) -> Option<i64> {
        let holds = |band: &ApprovalBand| band.since.is_none_or(|since| since <= date) && band.until.is_none_or(|until| date <= until);
        let within = |band: &&ApprovalBand| {
            band.class == class && holds(band) && band.from.is_none_or(|from| from < amount) && band.to.is_none_or(|to| amount <= to)
        };
        self.bands.iter().filter(within).map(|band| band.level).max()
    }
}
