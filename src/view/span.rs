//! View of a quarter or a year of a ledger.

use serde::Serialize;

use super::{Amount, Html, Link};

/// `span.html`: what the periods of a quarter or a year add up to.
#[derive(Debug, Serialize)]
pub struct SpanView {
    /// `2026`, `2026-Q3`
    pub period: String,
    /// 2026年
    pub period_title: String,
    /// Sum; absent where the ledger has no amount.
    pub total: Option<Amount>,
    /// Rows.
    pub rows: usize,
    /// One sentence that says it all.
    pub summary: String,
    /// Periods that have no table, in words; empty where all are there.
    pub missing: String,
    /// Periods, oldest first.
    pub parts: Vec<SpanPart>,
    /// The course of the periods as a drawing, or empty.
    pub chart: Html,
    /// Charts the ledger declares for this page, each with its numbers.
    pub charts: Vec<Html>,
    /// Groups by period.
    pub matrices: Vec<SpanMatrix>,
    /// Quarters of this year, or the year of this quarter.
    pub others: Vec<Link>,
    /// Address of the figures as JSON.
    pub json: String,
}

/// A period of it.
#[derive(Debug, Serialize)]
pub struct SpanPart {
    /// Its notice, 10月.
    pub notice: Link,
    /// Sum.
    pub total: Option<Amount>,
    /// Rows.
    pub rows: usize,
    /// Share of the whole in percent, `12.3`.
    pub percent: Option<String>,
    /// What did not fit the rules.
    pub findings: usize,
}

/// Groups by period.
#[derive(Debug, Serialize)]
pub struct SpanMatrix {
    /// Title of what groups: 费用类别.
    pub title: String,
    /// Groups, largest first.
    pub lines: Vec<SpanLine>,
    /// Sums of the columns, the whole last.
    pub sums: Vec<String>,
}

/// A group.
#[derive(Debug, Serialize)]
pub struct SpanLine {
    /// What its rows share; （未填） for a blank.
    pub key: String,
    /// 0 for a group; in a tree 1 for what stands above, 2 for its parts.
    pub level: u8,
    /// The figure of each period; empty where it has no rows.
    pub cells: Vec<String>,
    /// The figure of the whole.
    pub total: String,
    /// Share of the whole in percent.
    pub percent: Option<String>,
}
