//! Figures as a notice shows them, in the site's language.

use std::cmp::Ordering;

use super::figures;
use super::model::{Ledger, PeriodTable};
use super::sentences::{self, Against, Base};
use crate::diag::{Language, Text};
use crate::say;
use crate::value::{Money, Period};
use crate::view::{Amount, BudgetFigure, Comparison};

/// An amount in all its forms.
pub(super) fn amount(money: Money) -> Amount {
    Amount { plain: money.to_string(), grouped: money.grouped(), capital: money.in_words(), negative: money < Money::ZERO }
}

/// A period as a heading says it.
pub fn period_title(period: Period, language: Language) -> String {
    match language {
        Language::Zh => period.title(),
        Language::En => period.to_string(),
    }
}

/// A part of a longer period, without what both share: 10月, 第三季度.
pub(super) fn part_title(part: Period, of: Period, language: Language) -> String {
    let title = period_title(part, language);
    match language {
        Language::Zh => title.strip_prefix(&Period::Year(of.year()).title()).map_or(title.clone(), str::to_owned),
        Language::En => title,
    }
}

/// What the rows of a group share; （未填） for a blank.
pub(super) fn group_key(key: &[Option<String>], language: Language) -> String {
    let blank = say!("（未填）", "(blank)");
    key.iter().map(|part| part.as_deref().unwrap_or(blank.get(language))).collect::<Vec<_>>().join(" · ")
}

/// The comparisons a notice shows, those without a base left in with their reason. A ledger without amounts has none.
pub(super) fn comparisons(ledger: &Ledger, period: Period, language: Language) -> Vec<Comparison> {
    let Some(now) = ledger.periods.get(&period).and_then(|table| table.total) else { return Vec::new() };
    let mut shown = Vec::new();
    if let Some(before) = period.previous() {
        let label =
            if let Period::Year(_) = period { say!("比上年", "On the year before") } else { say!("环比", "On the period before") };
        let base = figures::base(ledger, period, before);
        shown.push(comparison("previous", &label, sentences::change(period, Against::Previous, now, base), (now, base), language));
    }
    if let Some(before) = period.year_ago() {
        let label = say!("同比", "On the year before");
        let base = figures::base(ledger, period, before);
        shown.push(comparison("year_ago", &label, sentences::change(period, Against::YearAgo, now, base), (now, base), language));
    }
    shown.extend(year_to_date(ledger, period, language));
    shown
}

fn comparison(kind: &'static str, label: &Text, sentence: Text, (now, base): (Money, Base), language: Language) -> Comparison {
    let of = if let Base::Of(base) = base { Some(base) } else { None };
    // Of a negative amount a percentage says nothing.
    let percent = of.filter(|_| now >= Money::ZERO).and_then(|base| now.percent_change(base));
    let level = matches!(percent.as_deref(), Some("0.0" | "-0.0"));
    Comparison {
        kind,
        label: label.get(language).to_owned(),
        base: of.map(amount),
        direction: match of.map(|base| now.cmp(&base)) {
            None => "none",
            Some(Ordering::Equal) => "same",
            Some(_) if level => "same",
            Some(Ordering::Less) => "down",
            Some(Ordering::Greater) => "up",
        },
        percent,
        sentence: sentence.get(language).to_owned(),
        reason: None,
    }
}

fn year_to_date(ledger: &Ledger, period: Period, language: Language) -> Option<Comparison> {
    let now = figures::year_sum(ledger, period)?;
    let before = period.year_ago().and_then(|before| figures::year_sum(ledger, before));
    Some(Comparison {
        kind: "year_to_date",
        label: say!("本年累计", "Year to date").get(language).to_owned(),
        base: Some(amount(now.total)),
        percent: None,
        direction: "none",
        sentence: sentences::year_to_date(period, &now, before.as_ref()).get(language).to_owned(),
        reason: None,
    })
}

/// What there is to say, for the print-out and for those who do not read tables: the total, against other periods, and
/// what the most of it was for, and how far the budget is used.
pub(super) fn summary(
    ledger: &Ledger,
    period: Period,
    table: &PeriodTable,
    comparisons: &[Comparison],
    budget: Option<&BudgetFigure>,
    language: Language,
) -> String {
    let title = match period {
        Period::All => ledger.title.clone(),
        period => period_title(period, language),
    };
    let (comma, stop) = match language {
        Language::Zh => ("，", "。"),
        Language::En => ("; ", ". "),
    };
    let mut summary = sentences::headline(&title, table.records.len(), table.total, &table.empty).get(language).to_owned();
    if table.records.is_empty() {
        return summary + stop.trim_end();
    }
    for compared in comparisons.iter().filter(|compared| compared.kind != "year_to_date" && compared.base.is_some()) {
        summary.push_str(comma);
        summary.push_str(&compared.sentence);
    }
    if let Some(largest) = largest(table, language) {
        summary.push_str(stop);
        summary.push_str(&largest);
    }
    if let Some(budget) = budget {
        summary.push_str(stop);
        summary.push_str(&budget.headline);
    }
    summary + stop.trim_end()
}

/// How many of the largest groups a summary names.
const NAMED: usize = 3;

/// The largest groups of the first roll-up, where it parts the total at all.
fn largest(table: &PeriodTable, language: Language) -> Option<String> {
    let rollup = table.rollups.first().filter(|rollup| rollup.groups.len() > 1)?;
    let keys: Vec<(String, Money)> =
        rollup.groups.iter().filter_map(|group| Some((group_key(&group.key, language), group.amount?))).collect();
    let groups: Vec<(&str, Money)> = keys.iter().map(|(key, amount)| (key.as_str(), *amount)).collect();
    sentences::largest(&groups, table.total?, NAMED).map(|text| text.get(language).to_owned())
}
