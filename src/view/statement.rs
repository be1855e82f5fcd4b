//! View of the 三公经费 of a year.

use serde::Serialize;

use super::{Amount, Html, Link};

/// `sangong.html`: the four items of a year, each stated even where it is nothing.
#[derive(Debug, Serialize)]
pub struct StatementView {
    /// 2026年
    pub period_title: String,
    /// Whether the year is not over yet, so that its figures are those so far.
    pub running: bool,
    /// What was spent on all of them.
    pub total: Amount,
    /// One sentence that says it all.
    pub summary: String,
    /// The whole, then the items, those of vehicles below their sum.
    pub lines: Vec<StatementLine>,
    /// Groups, people, cars, receptions.
    pub counts: Vec<StatementCount>,
    /// What the office says of what is more or less than the budget and the year before.
    pub reasons: Vec<StatementReason>,
    /// The figures beside those of other ledgers.
    pub ties: Vec<StatementTie>,
    /// The four items as a drawing, or empty.
    pub chart: Html,
    /// The table itself, with its findings and downloads.
    pub notice: Link,
    /// How many findings stand there.
    pub findings: usize,
    /// Other years.
    pub others: Vec<Link>,
}

/// An item, or a sum of items.
#[derive(Debug, Serialize)]
pub struct StatementLine {
    /// 公务接待费
    pub name: String,
    /// 0 for the whole, 1 for an item, 2 for a part of the item above.
    pub level: u8,
    /// Whether the table has no row for it.
    pub missing: bool,
    /// Budget.
    pub budget: Option<Amount>,
    /// What was spent.
    pub spent: Option<Amount>,
    /// Percent of the budget that is spent; absent without a budget.
    pub done: Option<String>,
    /// What was spent the year before.
    pub previous: Option<Amount>,
    /// The change against it; absent while the year runs.
    pub change: Option<Amount>,
    /// The change in percent.
    pub percent: Option<String>,
    /// Share of the whole in percent.
    pub share: Option<String>,
}

/// A number of things.
#[derive(Debug, Serialize)]
pub struct StatementCount {
    /// The item it belongs to.
    pub item: String,
    /// 国内接待批次
    pub name: String,
    /// How many; empty where the table does not say.
    pub value: String,
    /// 批, 人次, 辆, 个.
    pub unit: &'static str,
}

/// Why an item is more or less.
#[derive(Debug, Serialize)]
pub struct StatementReason {
    /// The item.
    pub item: String,
    /// Against the budget, or empty.
    pub budget: String,
    /// Against the year before, or empty.
    pub previous: String,
}

/// A figure beside that of another ledger.
#[derive(Debug, Serialize)]
pub struct StatementTie {
    /// What is held against what: 公务接待费.
    pub name: String,
    /// The figure stated, with its unit.
    pub stated: String,
    /// The figure of the other ledger, with its unit.
    pub found: String,
    /// The other ledger.
    pub ledger: Link,
    /// `same`, `differs`, `open`.
    pub state: &'static str,
    /// 一致, 不一致, 未核对.
    pub state_label: &'static str,
    /// Why it is open, or empty.
    pub note: String,
}
