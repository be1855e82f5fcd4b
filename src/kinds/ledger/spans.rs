//! Quarters and years of a ledger that closes more often: what its periods add up to.
//!
//! A span has no rows of its own. Every figure on its page is the sum of the same figures of its periods, so both agree
//! to the 分 by construction, and a test holds that on rows.

use std::collections::BTreeMap;

use super::model::{Dimension, Group, Ledger, PeriodTable, Rollup};
use crate::record::Total;
use crate::value::{Cycle, Money, Period};

/// A quarter or a year, and what there is of it.
pub(super) struct Span<'a> {
    /// The quarter or year.
    pub period: Period,
    /// Its periods that have a table, oldest first.
    pub parts: Vec<(Period, &'a PeriodTable)>,
    /// Its periods that have none, from the first to the newest the ledger has.
    pub missing: Vec<Period>,
    /// The first period the ledger has, where it is one of the span and not the first of it.
    pub begun: Option<Period>,
}

/// One way to group the rows of a span, period by period.
pub(super) struct Matrix {
    /// Dimensions.
    pub by: Vec<Dimension>,
    /// Groups, largest first.
    pub lines: Vec<Line>,
}

/// A group of a span.
pub(super) struct Line {
    /// What its rows share.
    pub key: Vec<Option<String>>,
    /// The group in each period, in the order of [`Span::parts`]; absent where it has no rows.
    pub cells: Vec<Option<Group>>,
    /// Sum; absent without an amount field.
    pub amount: Option<Money>,
    /// Rows.
    pub rows: usize,
}

impl Line {
    /// Adds a line of the same periods.
    pub(super) fn add(&mut self, other: &Self) {
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            match (cell.as_mut(), more) {
                (Some(cell), Some(more)) => {
                    cell.amount = cell.amount.zip(more.amount).and_then(|(sum, amount)| sum.checked_add(amount));
                    cell.rows += more.rows;
                }
                (None, Some(more)) => *cell = Some(more.clone()),
                (_, None) => {}
            }
        }
        self.amount = self.amount.zip(other.amount).and_then(|(sum, amount)| sum.checked_add(amount));
        self.rows += other.rows;
    }
}

/// All quarters and years that hold a period of the ledger, quarters before their year.
pub(super) fn spans(ledger: &Ledger) -> Vec<Span<'_>> {
    let longer: &[fn(Period) -> Period] = match ledger.declaration.cycle {
        Cycle::Month => &[quarter, year],
        Cycle::Quarter => &[year],
        Cycle::Year | Cycle::None => &[],
    };
    let mut spans: BTreeMap<(Period, usize), Span<'_>> = BTreeMap::new();
    for (length, longer) in longer.iter().enumerate() {
        for (part, table) in &ledger.periods {
            let period = longer(*part);
            let span =
                spans.entry((period, length)).or_insert_with(|| Span { period, parts: Vec::new(), missing: Vec::new(), begun: None });
            span.parts.push((*part, table));
        }
    }
    let (first, newest) = (ledger.periods.keys().next(), ledger.periods.keys().next_back());
    let mut spans: Vec<Span<'_>> = spans.into_values().collect();
    for span in &mut spans {
        let all = parts(span.period, ledger.declaration.cycle);
        span.begun = begun(ledger, &all);
        let kept = |part: &Period| Some(part) >= first && Some(part) <= newest;
        span.missing = all.into_iter().filter(|part| kept(part) && !ledger.periods.contains_key(part)).collect();
    }
    spans
}

/// The first period a ledger has, where it is among these and not the first of them: before it nothing is missing.
pub(super) fn begun(ledger: &Ledger, parts: &[Period]) -> Option<Period> {
    let first = ledger.periods.keys().next()?;
    parts.iter().skip(1).find(|part| *part == first).copied()
}

/// The quarter a month lies in.
fn quarter(period: Period) -> Period {
    match period {
        Period::Month(year, month) => Period::Quarter(year, month.div_ceil(3)),
        other => other,
    }
}

/// The year a period lies in.
fn year(period: Period) -> Period {
    Period::Year(period.year())
}

/// The periods of a cycle that make up a longer one.
pub(super) fn parts(longer: Period, cycle: Cycle) -> Vec<Period> {
    match (longer, cycle) {
        (Period::Quarter(year, quarter), Cycle::Month) => (quarter * 3 - 2..=quarter * 3).map(|month| Period::Month(year, month)).collect(),
        (Period::Year(year), Cycle::Month) => (1..=12).map(|month| Period::Month(year, month)).collect(),
        (Period::Year(year), Cycle::Quarter) => (1..=4).map(|quarter| Period::Quarter(year, quarter)).collect(),
        _ => Vec::new(),
    }
}

impl Span<'_> {
    /// Sum of its periods.
    pub(super) fn total(&self) -> Option<Money> {
        let totals: Option<Vec<Money>> = self.parts.iter().map(|(_, table)| table.total).collect();
        Total::of(totals?.into_iter()).sum
    }

    /// How many rows its periods have.
    pub(super) fn rows(&self) -> usize {
        self.parts.iter().map(|(_, table)| table.records.len()).sum()
    }

    /// The roll-ups of its periods, put together.
    pub(super) fn matrices(&self, ledger: &Ledger) -> Vec<Matrix> {
        let of_parts: Vec<&[Rollup]> = self.parts.iter().map(|(_, table)| table.rollups.as_slice()).collect();
        ledger.declaration.rollups.iter().map(|by| matrix(by, &of_parts)).filter(|matrix| !matrix.lines.is_empty()).collect()
    }
}

fn matrix(by: &[Dimension], of_parts: &[&[Rollup]]) -> Matrix {
    let mut lines: BTreeMap<Vec<Option<String>>, Vec<Option<Group>>> = BTreeMap::new();
    for (at, rollups) in of_parts.iter().enumerate() {
        for group in rollups.iter().filter(|rollup| rollup.by == by).flat_map(|rollup| &rollup.groups) {
            lines.entry(group.key.clone()).or_insert_with(|| vec![None; of_parts.len()])[at] = Some(group.clone());
        }
    }
    let line = |(key, cells): (Vec<Option<String>>, Vec<Option<Group>>)| {
        let amounts: Option<Vec<Money>> = cells.iter().flatten().map(|group| group.amount).collect();
        let amount = amounts.and_then(|amounts| Total::of(amounts.into_iter()).sum);
        let rows = cells.iter().flatten().map(|group| group.rows).sum();
        Line { key, cells, amount, rows }
    };
    let mut lines: Vec<Line> = lines.into_iter().map(line).collect();
    lines.sort_by(|a, b| b.amount.cmp(&a.amount).then(b.rows.cmp(&a.rows)).then_with(|| a.key.cmp(&b.key)));
    Matrix { by: by.to_vec(), lines }
}

#[cfg(test)]
mod tests {
    use super::{parts, quarter, year};
    use crate::value::{Cycle, Period};

    #[test]
    fn months_make_up_quarters_and_years() {
        for year_of in [2025, 2026] {
            for month in 1..=12 {
                let period = Period::Month(year_of, month);
                assert!(parts(quarter(period), Cycle::Month).contains(&period), "{period}");
                assert!(parts(year(period), Cycle::Month).contains(&period), "{period}");
            }
        }
        assert_eq!(parts(Period::Quarter(2026, 4), Cycle::Month).len(), 3);
        assert_eq!(parts(Period::Year(2026), Cycle::Quarter).len(), 4);
        assert_eq!(parts(Period::Year(2026), Cycle::Year), []);
    }
}
