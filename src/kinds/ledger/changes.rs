//! Totals that changed much: such a change is a finding that wants a reason, and the reason stands beside the sentence
//! that tells of it.
//!
//! How much is much: `[ledger.change]` of the site's own `_index.md`; else the limits that `standards.csv` has in force
//! at the end of the period, class 波动说明; else what the preset says.

use super::checks::Finding;
use super::figures;
use super::model::{Ledger, Threshold};
use super::sentences::{self, Against, Base};
use crate::config::CheckSeverity;
use crate::diag::Text;
use crate::kinds::{Limit, Shared};
use crate::say;
use crate::value::{Date, Money, Period};

/// The class of `standards.csv` that says from where on a change wants a reason, and its two keys.
const CLASS: &str = "波动说明";
const PERCENT: &str = "比例";
const AMOUNT: &str = "金额";

/// Id of the finding about a change: `spending/change` against the period before, `spending/change-year` against the year
/// before. Ledgers are named by their presets, as in all ids.
pub(super) fn id(ledger: &Ledger, against: Against) -> String {
    let name = ledger.declaration.preset.as_deref().unwrap_or(&ledger.name);
    match against {
        Against::Previous => format!("{name}/change"),
        Against::YearAgo => format!("{name}/change-year"),
    }
}

/// The changes of a ledger's totals that want a reason.
pub(super) fn findings(ledger: &Ledger, shared: &Shared) -> Vec<(Period, Finding)> {
    let both = |period: &Period| {
        let period = *period;
        [(Against::Previous, period.previous()), (Against::YearAgo, period.year_ago())]
            .into_iter()
            .filter_map(move |(against, before)| Some((period, finding(ledger, shared, period, against, before?)?)))
    };
    ledger.periods.keys().flat_map(both).collect()
}

fn finding(ledger: &Ledger, shared: &Shared, period: Period, against: Against, before: Period) -> Option<Finding> {
    let now = ledger.periods.get(&period)?.total?;
    let base = figures::base(ledger, period, before);
    let Base::Of(then) = base else { return None };
    let threshold = threshold(ledger, shared, period)?;
    if !is_much(threshold, now, then) {
        return None;
    }
    let Text { zh, en } = sentences::change(period, against, now, base);
    let colon = if zh.starts_with('比') { "" } else { "：" };
    let (percent, amount) = (threshold.percent / 100, threshold.amount.grouped());
    let title = match against {
        Against::Previous => say!("合计比上期变动较大的说明原因", "a total that differs much from the period before wants a reason"),
        Against::YearAgo => {
            say!("合计比上年同期变动较大的说明原因", "a total that differs much from the year before wants a reason")
        }
    };
    Some(Finding {
        check: id(ledger, against),
        title,
        severity: CheckSeverity::Warning,
        row: None,
        message: say!(
            "合计{colon}{zh}，变动超过 {percent}% 且不少于 {amount} 元",
            "the total is {en}; the change is over {percent}% and no less than {amount} yuan"
        ),
        rule: None,
        columns: Vec::new(),
        explanation: None,
    })
}

/// Both the percentage and the amount; after zero every change is over any percentage.
fn is_much(threshold: Threshold, now: Money, then: Money) -> bool {
    let (now, then) = (i128::from(now.fen()), i128::from(then.fen()));
    let change = (now - then).abs();
    change > 0 && change >= i128::from(threshold.amount.fen()) && change * 10_000 > then.abs() * i128::from(threshold.percent)
}

/// The threshold of a ledger at the end of a period.
fn threshold(ledger: &Ledger, shared: &Shared, period: Period) -> Option<Threshold> {
    let declared = ledger.declaration.change?;
    let (_, last) = period.days()?;
    Some(if declared.own { declared } else { stated(shared, last).unwrap_or(declared) })
}

fn stated(shared: &Shared, day: Date) -> Option<Threshold> {
    let limit = |key: &str| shared.tables.standard(CLASS, key, day).map(|standard| standard.limit);
    match (limit(PERCENT)?, limit(AMOUNT)?) {
        (Limit::Number(percent), Limit::Money(amount)) => Some(Threshold { percent, amount, own: false }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_much;
    use crate::kinds::ledger::model::Threshold;
    use crate::value::Money;

    #[test]
    fn both_limits_must_be_passed() {
        let threshold = Threshold { percent: 1_000, amount: Money::from_fen(500_000), own: true };
        for (now, then, much) in [
            // Ten percent exactly is not over ten percent.
            (11_000_000, 10_000_000, false),
            (11_000_001, 10_000_000, true),
            (8_999_999, 10_000_000, true),
            (9_000_000, 10_000_000, false),
            // Much in percent, little in 元: 4,999.99 and 5,000.00.
            (600_000, 100_001, false),
            (600_000, 100_000, true),
            // After zero, and below it.
            (500_000, 0, true),
            (499_999, 0, false),
            (-500_000, 0, true),
            (-600_000, -100_000, true),
            (0, 0, false),
        ] {
            assert_eq!(is_much(threshold, Money::from_fen(now), Money::from_fen(then)), much, "{now} after {then}");
        }
    }
}
