//! Figures as sentences, in the site's language.

use super::figures::{Compared, Comparisons};
use super::model::{Ledger, PeriodTable};
use crate::diag::{Language, Text};
use crate::say;
use crate::value::{Money, Period};
use crate::view::{Amount, Comparison};

/// An amount in all its forms.
pub(super) fn amount(money: Money) -> Amount {
    Amount { plain: money.to_string(), grouped: money.grouped(), capital: money.capital(), negative: money < Money::ZERO }
}

/// A period as a heading says it.
pub(super) fn period_title(period: Period, language: Language) -> String {
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

/// The comparisons a notice shows, those without a base left in with their reason.
pub(super) fn comparisons(comparisons: &Comparisons, period: Period, language: Language) -> Vec<Comparison> {
    let mut shown = Vec::new();
    if period.previous().is_some() {
        let (label, name) = match period {
            Period::Month(..) => (say!("环比", "On the month before"), say!("上月", "the month before")),
            Period::Quarter(..) => (say!("环比", "On the quarter before"), say!("上季度", "the quarter before")),
            _ => (say!("比上年", "On the year before"), say!("上年", "the year before")),
        };
        shown.push(comparison("previous", &label, &name, comparisons.previous, language));
    }
    if period.year_ago().is_some() {
        let name = say!("上年同期", "the same period a year before");
        shown.push(comparison("year_ago", &say!("同比", "On the year before"), &name, comparisons.year_ago, language));
    }
    if let Some(sum) = comparisons.year_to_date {
        let (year, grouped) = (period.year(), sum.grouped());
        shown.push(Comparison {
            kind: "year_to_date",
            label: say!("本年累计", "Year to date").get(language).to_owned(),
            base: Some(amount(sum)),
            percent: None,
            direction: "none",
            sentence: say!("{year}年累计 {grouped} 元", "{grouped} 元 in {year} so far").get(language).to_owned(),
        });
    }
    shown
}

fn comparison(kind: &'static str, label: &Text, name: &Text, compared: Option<Compared>, language: Language) -> Comparison {
    let label = label.get(language).to_owned();
    let Some(compared) = compared else {
        let Text { zh, en } = name;
        let sentence = say!("{zh}没有数据，不作比较", "no figures for {en}").get(language).to_owned();
        return Comparison { kind, label, base: None, percent: None, direction: "none", sentence };
    };
    let percent = (compared.base + compared.change).percent_change(compared.base);
    let direction = match compared.change.cmp(&Money::ZERO) {
        std::cmp::Ordering::Less => "down",
        std::cmp::Ordering::Equal => "same",
        std::cmp::Ordering::Greater => "up",
    };
    let sentence = sentence(name, compared, percent.as_deref(), direction).get(language).to_owned();
    Comparison { kind, label, base: Some(amount(compared.base)), percent, direction, sentence }
}

fn sentence(name: &Text, compared: Compared, percent: Option<&str>, direction: &str) -> Text {
    let Text { zh, en } = name;
    let change = compared.change.abs().grouped();
    let percent = percent.map(|percent| percent.trim_start_matches('-'));
    match (direction, percent) {
        ("same", _) => say!("与{zh}持平", "the same as {en}"),
        ("up", Some(percent)) => say!("比{zh}增加 {change} 元，增长 {percent}%", "{change} 元 ({percent}%) more than {en}"),
        ("up", None) => say!("比{zh}增加 {change} 元", "{change} 元 more than {en}"),
        (_, Some(percent)) => say!("比{zh}减少 {change} 元，下降 {percent}%", "{change} 元 ({percent}%) less than {en}"),
        (_, None) => say!("比{zh}减少 {change} 元", "{change} 元 less than {en}"),
    }
}

/// One sentence that says it all.
pub(super) fn summary(ledger: &Ledger, period: Period, table: &PeriodTable, comparisons: &[Comparison], language: Language) -> String {
    let title = match period {
        Period::All => ledger.title.clone(),
        period => period_title(period, language),
    };
    let rows = table.records.len();
    if rows == 0 {
        let reason = if table.empty.is_empty() { "无" } else { &table.empty };
        return say!("{title}：{reason}。", "{title}: {reason}.").get(language).to_owned();
    }
    let Some(total) = table.total else {
        return say!("{title}共 {rows} 条记录。", "{title}: {rows} rows.").get(language).to_owned();
    };
    let (grouped, capital) = (total.grouped(), total.capital());
    let tail: Vec<&str> = comparisons.iter().filter(|shown| shown.base.is_some()).map(|shown| shown.sentence.as_str()).collect();
    let (zh, en) = (tail.iter().map(|s| format!("，{s}")).collect::<String>(), tail.iter().map(|s| format!("; {s}")).collect::<String>());
    say!("{title}共 {rows} 笔，合计 {grouped} 元（大写：{capital}）{zh}。", "{title}: {rows} rows, {grouped} 元 in all{en}.")
        .get(language)
        .to_owned()
}
