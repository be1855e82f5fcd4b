//! What the figures of a notice say, as clauses in both languages: no capital at the beginning, no stop at the end.
//!
//! Decided once, for all notices:
//!
//! - A percentage has one decimal, half away from zero. What rounds to 0.0 is 基本持平, exactly equal is 持平.
//! - There is none where the base is zero or below, or where the total turns negative: the amounts are said instead.
//! - Above 999 % a growth is said in times: 增长 12.5 倍 is the growth, in English the new amount is so many times the old.
//! - Years are compared over the same months only. Where they differ, the missing ones are named and nothing is compared.

use std::cmp::Ordering;

use crate::diag::Text;
use crate::say;
use crate::value::{Money, Period, write_numeral};

/// What a period is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The period just before: 环比.
    Previous,
    /// The same period a year before: 同比.
    YearAgo,
}

/// The total compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The ledger begins with this period.
    First,
    /// The ledger was not kept then.
    NotYet,
    /// The ledger was kept then, the period was not reported.
    Missing,
    /// Its total.
    Of(Money),
}

/// A sum over the periods of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Sum of those that are there.
    pub total: Money,
    /// Those that are not, in order.
    pub missing: Vec<Period>,
    /// The first of all periods of the ledger, where it lies within the year: those before it were not left out.
    pub begun: Option<Period>,
}

/// The first sentence of a notice: `title` is that of the period, `empty` the reason where there are no rows
/// (本月无支出) or empty; `total` is absent for a ledger without amounts.
pub fn headline(title: &str, rows: usize, total: Option<Money>, empty: &str) -> Text {
    let row_words = if rows == 1 { "row" } else { "rows" };
    match (rows, total) {
        (0, _) if empty.is_empty() => say!("{title}没有记录", "{title}: no rows"),
        (0, _) => say!("{title}：{empty}", "{title}: {empty}"),
        (_, None) => say!("{title}共 {rows} 条记录", "{title}: {rows} {row_words}"),
        (_, Some(total)) => {
            let (grouped, words) = (total.grouped(), total.in_words());
            say!("{title}共 {rows} 笔，合计 {grouped} 元（大写：{words}）", "{title}: {rows} {row_words}, {grouped} yuan in all")
        }
    }
}

/// A period's total against another's.
pub fn change(period: Period, against: Against, now: Money, base: Base) -> Text {
    let (this, other) = (this_period(period), other_period(period, against));
    let Text { zh, en } = &other;
    match base {
        Base::First => {
            let (this_zh, this_en) = (&this.zh, &this.en);
            say!("{this_zh}为首期，没有{zh}可比", "{this_en} is the first, there is nothing before it to compare with")
        }
        Base::NotYet => say!("{zh}尚未公示，不作比较", "nothing was published yet in {en}"),
        Base::Missing => say!("{zh}未报，不作比较", "no figures were reported for {en}"),
        Base::Of(base) => compared(&this, &other, now, base),
    }
}

/// The sum of a year up to a period against the same span of the year before; `before` is absent where the ledger was
/// not kept then, and then nothing is compared.
pub fn year_to_date(through: Period, now: &Sum, before: Option<&Sum>) -> Text {
    let (span, sum) = (span(now.begun, through), now.total.grouped());
    let mut text = joined(span, say!("累计 {sum} 元", ": {sum} yuan"));
    if let Some(begun) = now.begun {
        let title = begun.title();
        text = joined(text, say!("（自{title}起公示）", " (published since {begun})"));
    }
    let unreported: Vec<Period> = now.missing.iter().copied().filter(|period| Some(*period) > now.begun).collect();
    if !unreported.is_empty() {
        let Text { zh, en } = listed(&unreported);
        text = joined(text, say!("（未含未报的{zh}）", " (without {en}, not reported)"));
    }
    match before {
        None => text,
        Some(before) => joined(joined(text, say!("，", ", ")), spans_compared(now, before)),
    }
}

fn spans_compared(now: &Sum, before: &Sum) -> Text {
    let places = |sum: &Sum| sum.missing.iter().map(|period| place_in_year(*period)).collect::<Vec<_>>();
    if places(now) == places(before) {
        let this = say!("本年", "this year");
        let other = match now.missing.is_empty() {
            true => say!("上年同期", "the same span of the year before"),
            false => say!("上年相同月份", "the same periods of the year before"),
        };
        return compared(&this, &other, now.total, before.total);
    }
    if before.missing.is_empty() {
        return say!("与上年同期所含月份不同，不作比较", "not compared with the year before, which has other periods");
    }
    if let Some(begun) = before.begun {
        let title = begun.title();
        return say!("上年同期自{title}起公示，不作比较", "not compared with the year before, which is published since {begun}");
    }
    let Text { zh, en } = listed(&before.missing);
    say!("上年同期缺{zh}，不作比较", "not compared with the year before, which lacks {en}")
}

/// What was spent of a year's budget up to a period.
pub fn budget(through: Period, spent: &Sum, allowed: Money) -> Text {
    let (used, whole) = (spent.total.grouped(), allowed.grouped());
    let text =
        joined(span(None, through), say!("累计支出 {used} 元，调整后预算 {whole} 元", ": {used} yuan spent of a budget of {whole} yuan"));
    if spent.missing.is_empty() {
        return text;
    }
    let Text { zh, en } = listed(&spent.missing);
    joined(text, say!("（未含未报的{zh}）", " (without {en}, not reported)"))
}

/// What a part of a total is: 办公费 1,234.00 元，占 12.3%. Without a share where either is below zero or all is zero.
pub fn share(name: &str, part: Money, whole: Money) -> Text {
    let grouped = part.grouped();
    let amount = say!("{name} {grouped} 元", "{name} {grouped} yuan");
    match share_words(part, whole) {
        None => amount,
        Some(Text { zh, en }) => joined(amount, say!("，{zh}", ", {en}")),
    }
}

fn share_words(part: Money, whole: Money) -> Option<Text> {
    if part <= Money::ZERO || whole <= Money::ZERO || part > whole {
        return None;
    }
    if part == whole {
        return Some(say!("即全部", "all of it"));
    }
    let tenths = rounded(i128::from(part.fen()) * 1000, i128::from(whole.fen()));
    Some(match tenths {
        0 => say!("占比不足 0.1%", "less than 0.1%"),
        1000 => say!("占比超过 99.9%", "more than 99.9%"),
        tenths => {
            let percent = one_decimal(tenths);
            say!("占 {percent}%", "{percent}%")
        }
    })
}

/// The largest groups, most first, with their shares: at most `most` of those above zero; `None` where there are none.
pub fn largest(groups: &[(&str, Money)], whole: Money, most: usize) -> Option<Text> {
    let mut above: Vec<(&str, Money)> = groups.iter().copied().filter(|(_, amount)| *amount > Money::ZERO).collect();
    above.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let named: Vec<Text> = above.iter().take(most).map(|(name, amount)| share_in_brackets(name, *amount, whole)).collect();
    if named.is_empty() {
        return None;
    }
    let list = |words: fn(&Text) -> &str, comma: &str| named.iter().map(words).collect::<Vec<_>>().join(comma);
    let (zh, en) = (list(|text| &text.zh, "、"), list(|text| &text.en, ", "));
    Some(say!("最多的是{zh}", "most of all {en}"))
}

fn share_in_brackets(name: &str, amount: Money, whole: Money) -> Text {
    let grouped = amount.grouped();
    match share_words(amount, whole) {
        Some(Text { zh, en }) => say!("{name}（{grouped} 元，{zh}）", "{name} ({grouped} yuan, {en})"),
        None => say!("{name}（{grouped} 元）", "{name} ({grouped} yuan)"),
    }
}

/// Two totals: `this` and `other` are their names.
fn compared(this: &Text, other: &Text, now: Money, base: Money) -> Text {
    let Text { zh, en } = other;
    let (this_zh, this_en) = (&this.zh, &this.en);
    let (now_words, base_words) = (now.grouped(), base.grouped());
    let change = i128::from(now.fen()) - i128::from(base.fen());
    match (now.cmp(&base), base.cmp(&Money::ZERO)) {
        (Ordering::Equal, Ordering::Equal) => say!("与{zh}同为零", "zero, as in {en}"),
        (Ordering::Equal, _) => say!("与{zh}持平", "the same as {en}"),
        (_, Ordering::Equal) => {
            say!("{zh}为零，{this_zh} {now_words} 元，无法计算百分比", "{now_words} yuan {this_en} after zero in {en}, so no percentage")
        }
        (_, Ordering::Greater) if now >= Money::ZERO => moved(other, change, base),
        _ => {
            let (direction, amount) = (direction(change), amount(change));
            let Text { zh: way, en: way_en } = direction;
            say!(
                "{zh} {base_words} 元，{this_zh} {now_words} 元，{way} {amount} 元（有负数，不计算百分比）",
                "{now_words} yuan {this_en} after {base_words} yuan in {en}, {amount} yuan {way_en} (no percentage of negative amounts)"
            )
        }
    }
}

/// A change on a base above zero, with its percentage.
fn moved(other: &Text, change: i128, base: Money) -> Text {
    let Text { zh, en } = other;
    let base = i128::from(base.fen());
    let (Text { zh: way, en: way_en }, amount) = (direction(change), amount(change));
    let tenths = rounded(change.abs() * 1000, base);
    if tenths == 0 {
        return say!("与{zh}基本持平（{way} {amount} 元）", "much the same as {en} ({amount} yuan {way_en})");
    }
    let percent = one_decimal(tenths);
    if change < 0 {
        return say!("比{zh}减少 {amount} 元，下降 {percent}%", "{amount} yuan ({percent}%) less than {en}");
    }
    if change * 100 > base * 999 {
        let (growth, times) = (short_decimal(rounded(change * 10, base)), short_decimal(rounded((change + base) * 10, base)));
        return say!("比{zh}增加 {amount} 元，增长 {growth} 倍", "{amount} yuan more than {en}, {times} times as much");
    }
    say!("比{zh}增加 {amount} 元，增长 {percent}%", "{amount} yuan ({percent}%) more than {en}")
}

fn direction(change: i128) -> Text {
    if change < 0 { say!("减少", "less") } else { say!("增加", "more") }
}

/// The size of a change: 1,234.50. Beyond what an amount can be, of the largest amount.
fn amount(change: i128) -> String {
    Money::from_fen(i64::try_from(change.abs()).unwrap_or(i64::MAX)).grouped()
}

/// `part` over `whole`, both above zero, half up.
fn rounded(part: i128, whole: i128) -> i128 {
    (part * 2 + whole) / (whole * 2)
}

fn one_decimal(tenths: i128) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// With a decimal where it is not zero: 12, 12.5.
fn short_decimal(tenths: i128) -> String {
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { one_decimal(tenths) }
}

fn joined(mut text: Text, tail: Text) -> Text {
    text.zh += &tail.zh;
    text.en += &tail.en;
    text
}

fn this_period(period: Period) -> Text {
    match period {
        Period::Month(..) => say!("本月", "this month"),
        Period::Quarter(..) => say!("本季度", "this quarter"),
        Period::Year(_) => say!("本年", "this year"),
        Period::All => say!("本期", "this period"),
    }
}

fn other_period(period: Period, against: Against) -> Text {
    match (period, against) {
        (Period::Month(..), Against::Previous) => say!("上月", "the month before"),
        (Period::Quarter(..), Against::Previous) => say!("上季度", "the quarter before"),
        (Period::Year(_), _) => say!("上年", "the year before"),
        (Period::All, _) => say!("上期", "the period before"),
        (Period::Month(..), Against::YearAgo) => say!("上年同期", "the same month a year before"),
        (Period::Quarter(..), Against::YearAgo) => say!("上年同期", "the same quarter a year before"),
    }
}

/// The year up to a period, or what of it the ledger tells: 2026年1月至10月.
fn span(begun: Option<Period>, through: Period) -> Text {
    let title = through.title();
    match (begun.map_or(1, place_in_year), through) {
        (first, Period::Month(year, month)) if month > first => say!("{year}年{first}月至{month}月", "{year}-{first:02} to {through}"),
        (first, Period::Quarter(year, quarter)) if quarter > first => {
            let (from, last) = (write_numeral(first), write_numeral(quarter));
            say!("{year}年第{from}季度至第{last}季度", "{year}-Q{first} to {through}")
        }
        _ => say!("{title}", "{through}"),
    }
}

fn place_in_year(period: Period) -> u32 {
    match period {
        Period::Month(_, place) | Period::Quarter(_, place) => place,
        Period::Year(_) | Period::All => 0,
    }
}

/// Periods of one year by name, three and more in a row as from … to: 2月、5月至8月.
fn listed(periods: &[Period]) -> Text {
    let mut runs: Vec<(Period, Period)> = Vec::new();
    for period in periods {
        match runs.last_mut() {
            Some((_, last)) if last.next() == Some(*period) => *last = *period,
            _ => runs.push((*period, *period)),
        }
    }
    let words: Vec<Text> = runs.into_iter().map(|(first, last)| run_words(first, last)).collect();
    let (zh, en): (Vec<&str>, Vec<&str>) = words.iter().map(|text| (text.zh.as_str(), text.en.as_str())).unzip();
    Text { zh: zh.join("、"), en: en.join(", ") }
}

fn run_words(first: Period, last: Period) -> Text {
    let name = |period: Period| match period {
        Period::Month(_, month) => format!("{month}月"),
        Period::Quarter(_, quarter) => format!("第{}季度", write_numeral(quarter)),
        other => other.title(),
    };
    let (from, to) = (name(first), name(last));
    if first == last {
        say!("{from}", "{first}")
    } else if first.next() == Some(last) {
        say!("{from}、{to}", "{first}, {last}")
    } else {
        say!("{from}至{to}", "{first} to {last}")
    }
}

#[cfg(test)]
mod tests;
