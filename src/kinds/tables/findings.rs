//! What can be wrong with the site-wide tables, in a clerk's words.

use super::Standard;
use crate::diag::{Diagnostic, Place, ledger, table};
use crate::say;

fn row(standard: &Standard) -> u32 {
    standard.place.cell.as_ref().map_or(0, |cell| cell.row)
}

/// Two limits for one thing on one day.
pub(super) fn periods_overlap(standard: &Standard, other: &Standard) -> Diagnostic {
    let (class, key, here, there) = (&standard.class, &standard.key, row(standard), row(other));
    Diagnostic::error(
        table::PERIODS_OVERLAP,
        say!("“{class} {key}”第 {here} 行与第 {there} 行的期间重叠", "rows {here} and {there} of “{class} {key}” hold at the same time"),
    )
    .at(standard.place.clone())
    .related(other.place.clone(), say!("另一行", "the other row"))
    .help(say!(
        "请给旧标准写上“止”的日期，新标准从第二天起",
        "give the older one its last day in `to`, and let the newer begin the day after"
    ))
}

pub(super) fn ends_before_it_begins(standard: &Standard) -> Diagnostic {
    let (class, key) = (&standard.class, &standard.key);
    Diagnostic::error(table::PERIODS_OVERLAP, say!("“{class} {key}”的“止”早于“起”", "“{class} {key}” ends before it begins"))
        .at(standard.place.clone())
        .help(say!("请核对两个日期", "check the two dates"))
}

pub(super) fn limit_too_large(place: Place) -> Diagnostic {
    Diagnostic::error(ledger::AMOUNT_OVERFLOW, say!("标准金额太大", "the limit is too large"))
        .at(place)
        .help(say!("请核对数额和单位", "check the figure and its unit"))
}

pub(super) fn bad_period(place: Place, read: &str) -> Diagnostic {
    Diagnostic::error(ledger::VALUE_INVALID, say!("这不是期间：{read}", "this is not a period: {read}"))
        .at(place)
        .help(say!("请写成 2026-10、2026-Q3 或 2026", "write 2026-10, 2026-Q3 or 2026"))
}
