//! The charts a ledger declares: bars of the groups of a period, of a quarter or of a year, and the course from one period
//! to the next, each with its numbers as a table folded away below it.

use std::collections::BTreeMap;

use super::figures;
use super::model::{Chart, ChartBy, Declaration, Dimension, Ledger, Measure, PeriodTable};
use super::words;
use crate::chart::{self, Bar, Bars, Series, Slot, Trend};
use crate::config::{ChartKind, ChartPage};
use crate::diag::Language;
use crate::kinds::Directory;
use crate::record::{FieldType, Record, Value};
use crate::say;
use crate::value::{Cycle, Period};
use crate::view::Html;

/// Most periods of a course.
const LONGEST: usize = 24;

/// Most bars of a chart; what is beyond them is told as one.
const MOST: usize = 20;

/// Where a chart stands: which page, and of which periods it tells.
pub(super) struct Stand<'a> {
    pub directory: &'a Directory,
    pub ledger: &'a Ledger,
    pub page: ChartPage,
    /// The periods whose rows are grouped, oldest first.
    pub parts: &'a [Period],
    pub language: Language,
}

/// The charts that a page of a ledger declares, those left out that would say again what a roll-up of the page says beside
/// its numbers, or that have nothing to compare.
pub(super) fn charts(stand: &Stand<'_>) -> Vec<Html> {
    let declared = stand.ledger.declaration.charts.iter().filter(|chart| chart.on.contains(&stand.page)).enumerate();
    declared.filter_map(|(index, chart)| drawn(stand, chart, &format!("chart-{}", index + 1))).collect()
}

/// Whether a page has a declared course of its totals, in place of which none is made.
pub(super) fn has_course(ledger: &Ledger, page: ChartPage) -> bool {
    let amount = ledger.declaration.amount;
    let is_course = |chart: &Chart| chart.by == ChartBy::Period && amount.is_some_and(|amount| chart.measure == Measure::Money(amount));
    ledger.declaration.charts.iter().any(|chart| chart.on.contains(&page) && is_course(chart))
}

fn drawn(stand: &Stand<'_>, chart: &Chart, id: &str) -> Option<Html> {
    match chart.by {
        ChartBy::Period => course(stand, chart, id),
        ChartBy::Group(by) => groups(stand, chart, by, id),
    }
}

/// From period to period, up to the last of the page; those that are missing are gaps.
fn course(stand: &Stand<'_>, chart: &Chart, id: &str) -> Option<Html> {
    let ledger = stand.ledger;
    let declaration = &ledger.declaration;
    let (first, last) = (*ledger.periods.first_key_value()?.0, *stand.parts.last()?);
    let from = if stand.page == ChartPage::Span { *stand.parts.first()? } else { first };
    let mut periods: Vec<Period> =
        std::iter::successors(Some(last), |period| period.previous()).take_while(|period| *period >= from).take(LONGEST).collect();
    periods.reverse();
    let value = |period: &Period| whole(declaration, ledger.periods.get(period)?, chart.measure);
    let values: Vec<Option<i64>> = periods.iter().map(value).collect();
    if values.iter().flatten().count() < 2 {
        return None;
    }
    let slots: Vec<Slot> = periods.iter().map(|period| Slot::period(*period, stand.language)).collect();
    let (title, key) = (title(stand, chart), cycle_word(declaration.cycle, stand.language));
    let measure = measure(declaration, chart.measure, stand.language);
    Some(match chart.kind {
        ChartKind::Line => {
            let series = vec![Series { name: amount_word(declaration, chart.measure, stand.language), values }];
            let drawn = Trend { id: id.to_owned(), title, key, measure, slots, series, language: stand.language };
            with_table(&chart::trend(&drawn), &chart::trend_table(&drawn), stand.language)
        }
        ChartKind::Bar => {
            let bars = slots.into_iter().zip(values).map(|(slot, value)| Bar { slot, value }).collect();
            let drawn = Bars { id: id.to_owned(), title, key, measure, bars, language: stand.language };
            with_table(&chart::columns(&drawn), &chart::bars_table(&drawn), stand.language)
        }
    })
}

/// The groups of the page's periods, largest first.
fn groups(stand: &Stand<'_>, chart: &Chart, by: Dimension, id: &str) -> Option<Html> {
    let declaration = &stand.ledger.declaration;
    if stand.page == ChartPage::Notice && is_rolled_up(declaration, by, chart.measure) {
        return None;
    }
    let mut sums: BTreeMap<Option<String>, i64> = BTreeMap::new();
    for table in stand.parts.iter().filter_map(|period| stand.ledger.periods.get(period)) {
        for (key, value) in by_group(stand.directory, declaration, table, by, chart.measure)? {
            let sum = sums.entry(key).or_default();
            *sum = sum.checked_add(value)?;
        }
    }
    let mut sums: Vec<(Option<String>, i64)> = sums.into_iter().collect();
    sums.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    if sums.len() < 2 {
        return None;
    }
    let drawn = Bars {
        id: id.to_owned(),
        title: title(stand, chart),
        key: declaration.title(by).to_owned(),
        measure: measure(declaration, chart.measure, stand.language),
        bars: bars(sums, stand.language)?,
        language: stand.language,
    };
    Some(with_table(&chart::bars(&drawn), &chart::bars_table(&drawn), stand.language))
}

/// Bars in the order given, the last ones made one where there are too many.
fn bars(sums: Vec<(Option<String>, i64)>, language: Language) -> Option<Vec<Bar>> {
    let shown = if sums.len() > MOST { MOST - 1 } else { sums.len() };
    let rest: Vec<i64> = sums[shown..].iter().map(|(_, value)| *value).collect();
    let bar = |name: &str, value| Bar { slot: Slot::named(name), value: Some(value) };
    let mut bars: Vec<Bar> =
        sums.iter().take(shown).map(|(key, value)| bar(&words::group_key(std::slice::from_ref(key), language), *value)).collect();
    if !rest.is_empty() {
        let count = rest.len();
        let name = say!("其余 {count} 项", "{count} others");
        bars.push(bar(name.get(language), rest.into_iter().try_fold(0_i64, i64::checked_add)?));
    }
    Some(bars)
}

/// Whether the notice has that sum beside its bars already.
fn is_rolled_up(declaration: &Declaration, by: Dimension, measure: Measure) -> bool {
    let amounts = match measure {
        Measure::Money(field) => declaration.amount == Some(field),
        Measure::Rows => declaration.amount.is_none(),
        Measure::Number(_) => false,
    };
    amounts && declaration.rollups.iter().any(|rollup| rollup.as_slice() == [by])
}

/// What the rows of a table add up to, in the measure's smallest parts; absent where that is beyond all bounds.
fn whole(declaration: &Declaration, table: &PeriodTable, measure: Measure) -> Option<i64> {
    match measure {
        Measure::Money(field) if declaration.amount == Some(field) => table.total.map(|total| total.fen()),
        Measure::Rows => i64::try_from(table.records.len()).ok(),
        _ => table.records.iter().try_fold(0_i64, |sum, record| sum.checked_add(part(declaration, record, measure))),
    }
}

fn by_group(
    directory: &Directory,
    declaration: &Declaration,
    table: &PeriodTable,
    by: Dimension,
    measure: Measure,
) -> Option<BTreeMap<Option<String>, i64>> {
    let fields = declaration.sources(by);
    let mut raw: BTreeMap<usize, i64> = BTreeMap::new();
    for (first, record) in table.records.firsts(&fields) {
        let sum = raw.entry(first).or_default();
        *sum = sum.checked_add(part(declaration, record, measure))?;
    }
    let mut groups = BTreeMap::new();
    for (first, value) in raw {
        let sum: &mut i64 = groups.entry(figures::key(directory, declaration, table.records.get(first), by)).or_default();
        *sum = sum.checked_add(value)?;
    }
    Some(groups)
}

/// What a row adds.
fn part(declaration: &Declaration, record: Record<'_>, measure: Measure) -> i64 {
    match measure {
        Measure::Rows => 1,
        Measure::Money(field) => record.value(field).as_money().map_or(0, |money| money.fen()),
        Measure::Number(field) => number(record.value(field), places(declaration, field)),
    }
}

/// A number in its smallest parts: 1.5 with two places is 150.
fn number(value: Value<'_>, places: u8) -> i64 {
    match value {
        Value::Integer(integer) => integer,
        Value::Decimal(text) => {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
            format!("{whole}{fraction:0<width$}", width = usize::from(places)).parse().unwrap_or_default()
        }
        _ => 0,
    }
}

fn places(declaration: &Declaration, field: usize) -> u8 {
    if let FieldType::Decimal(places) = declaration.fields[field].kind { places } else { 0 }
}

fn measure(declaration: &Declaration, measure: Measure, language: Language) -> chart::Measure {
    match measure {
        Measure::Money(_) => chart::Measure::money(language),
        Measure::Rows => chart::Measure::count(say!("条", "rows").get(language)),
        Measure::Number(field) => chart::Measure { unit: declaration.fields[field].unit.clone(), places: places(declaration, field) },
    }
}

fn amount_word(declaration: &Declaration, measure: Measure, language: Language) -> String {
    match measure {
        Measure::Money(field) | Measure::Number(field) => declaration.fields[field].title.clone(),
        Measure::Rows => say!("条数", "Rows").get(language).to_owned(),
    }
}

/// The declared title, or one made of what is shown; on an archive, groups say of which period they are.
fn title(stand: &Stand<'_>, chart: &Chart) -> String {
    let declaration = &stand.ledger.declaration;
    let amount = amount_word(declaration, chart.measure, stand.language);
    let made = || match chart.by {
        ChartBy::Period => say!("各期{amount}", "{amount} by period").get(stand.language).to_owned(),
        ChartBy::Group(by) => {
            let key = declaration.title(by);
            say!("各{key}{amount}", "{amount} by {key}").get(stand.language).to_owned()
        }
    };
    let title = chart.title.clone().unwrap_or_else(made);
    match (chart.by, stand.page, stand.parts.last()) {
        (ChartBy::Group(_), ChartPage::Archive, Some(last)) => {
            let period = words::period_title(*last, stand.language);
            say!("{title}（{period}）", "{title} ({period})").get(stand.language).to_owned()
        }
        _ => title,
    }
}

/// What the periods of a cycle are called.
pub(super) fn cycle_word(cycle: Cycle, language: Language) -> String {
    let words = match cycle {
        Cycle::Month => say!("月份", "Month"),
        Cycle::Quarter => say!("季度", "Quarter"),
        Cycle::Year | Cycle::None => say!("年度", "Year"),
    };
    words.get(language).to_owned()
}

fn with_table(drawing: &Html, table: &Html, language: Language) -> Html {
    Html(format!("{}{}", drawing.0, chart::unfold(table, language).0))
}

#[cfg(test)]
mod tests {
    use super::{bars, number};
    use crate::diag::Language;
    use crate::record::Value;

    #[test]
    fn numbers_in_their_smallest_parts() {
        for (value, places, parts) in [
            (Value::Decimal("1.5"), 2, 150),
            (Value::Decimal("-0.125"), 3, -125),
            (Value::Decimal("12"), 1, 120),
            (Value::Integer(7), 0, 7),
            (Value::Absent, 2, 0),
        ] {
            assert_eq!(number(value, places), parts, "{value:?}");
        }
    }

    #[test]
    fn bars_beyond_twenty_are_one_and_nothing_is_lost() {
        let sums = |count: i64| (1..=count).rev().map(|value| (Some(format!("第{value}项")), value)).collect::<Vec<_>>();
        for (count, names, last) in [(20, 20, "第1项"), (21, 20, "其余 2 项"), (30, 20, "其余 11 项")] {
            let bars = bars(sums(count), Language::Zh).unwrap();
            assert_eq!((bars.len(), bars[bars.len() - 1].slot.name.as_str()), (names, last));
            assert_eq!(bars.iter().filter_map(|bar| bar.value).sum::<i64>(), (1..=count).sum::<i64>());
        }
    }
}
