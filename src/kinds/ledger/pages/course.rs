//! The course of the totals over time, as drawings.

use crate::chart::{self, Bar, Bars, Measure, Series, Slot, Trend};
use crate::diag::Language;
use crate::kinds::ledger::charts::cycle_word;
use crate::kinds::ledger::model::Ledger;
use crate::kinds::ledger::spans::Span;
use crate::say;
use crate::value::{Cycle, Period};
use crate::view::Html;

/// Most periods of a notice's chart.
const LONGEST: usize = 24;

/// The totals of the periods up to this one with their table folded away; nothing where there are not two to draw.
pub(super) fn trend(ledger: &Ledger, period: Period, language: Language) -> Html {
    let Some((first, _)) = ledger.periods.first_key_value() else { return Html::default() };
    let mut periods: Vec<Period> =
        std::iter::successors(Some(period), |period| period.previous()).take_while(|period| period >= first).take(LONGEST).collect();
    periods.reverse();
    let value = |period: &Period| ledger.periods.get(period).and_then(|table| table.total).map(|total| total.fen());
    let values: Vec<Option<i64>> = periods.iter().map(value).collect();
    if values.iter().flatten().count() < 2 {
        return Html::default();
    }
    let count = periods.len();
    let title = match ledger.declaration.cycle {
        Cycle::Month => say!("近 {count} 个月走势", "The last {count} months"),
        Cycle::Quarter => say!("近 {count} 个季度走势", "The last {count} quarters"),
        Cycle::Year | Cycle::None => say!("近 {count} 年走势", "The last {count} years"),
    };
    let drawn = Trend {
        id: "trend".to_owned(),
        title: title.get(language).to_owned(),
        key: cycle_word(ledger.declaration.cycle, language),
        measure: Measure::money(language),
        slots: periods.iter().map(|period| Slot::period(*period, language)).collect(),
        series: vec![Series { name: say!("合计", "Total").get(language).to_owned(), values }],
        language,
    };
    Html(chart::trend(&drawn).0 + &chart::unfold(&chart::trend_table(&drawn), language).0)
}

/// The periods of a quarter or a year side by side, those that are missing as gaps; their figures stand in the table
/// of the periods. Nothing where there are not two to draw.
pub(super) fn columns(ledger: &Ledger, span: &Span<'_>, language: Language) -> Html {
    let money = ledger.declaration.amount.is_some();
    let value = |period: Period| {
        let table = ledger.periods.get(&period)?;
        if money { table.total.map(|total| total.fen()) } else { i64::try_from(table.records.len()).ok() }
    };
    let mut periods: Vec<Period> = span.parts.iter().map(|(period, _)| *period).chain(span.missing.iter().copied()).collect();
    periods.sort();
    let bars: Vec<Bar> = periods.iter().map(|period| Bar { slot: Slot::period(*period, language), value: value(*period) }).collect();
    if bars.iter().filter(|bar| bar.value.is_some()).count() < 2 {
        return Html::default();
    }
    let title = if money { say!("各期金额", "Amounts by period") } else { say!("各期条数", "Rows by period") };
    chart::columns(&Bars {
        id: "course".to_owned(),
        title: title.get(language).to_owned(),
        key: cycle_word(ledger.declaration.cycle, language),
        measure: if money { Measure::money(language) } else { Measure::count(say!("条", "rows").get(language)) },
        bars,
        language,
    })
}
