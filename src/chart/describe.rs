//! A chart in words, for those who do not see it.

use super::measure::Measure;
use crate::diag::Text;
use crate::say;

/// How many numbers, the highest, the lowest, and what is missing: a few words a series.
pub(super) fn describe(named: &[(&str, Option<i64>)], measure: &Measure) -> Text {
    let known: Vec<(&str, i64)> = named.iter().filter_map(|(name, value)| value.map(|value| (*name, value))).collect();
    let missing: Vec<&str> = named.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
    let mut text = extremes(&known, measure);
    if !missing.is_empty() {
        let (zh, en) = (missing.join("、"), missing.join(", "));
        let words = say!("；没有数据：{zh}", "; no figures: {en}");
        text = Text { zh: text.zh + &words.zh, en: text.en + &words.en };
    }
    text
}

fn extremes(known: &[(&str, i64)], measure: &Measure) -> Text {
    // Of equal numbers the first is named.
    let highest = known.iter().rev().max_by_key(|(_, value)| *value);
    let lowest = known.iter().min_by_key(|(_, value)| *value);
    let (Some((high, most)), Some((low, least))) = (highest, lowest) else { return say!("没有数据", "no figures") };
    let (count, most_words, least_words) = (known.len(), measure.words(*most), measure.words(*least));
    if count == 1 {
        return say!("{high} {most_words}", "{high} {most_words}");
    }
    if most == least {
        return say!("{count} 项均为 {most_words}", "all {count} are {most_words}");
    }
    say!(
        "{count} 项，最高 {high} {most_words}，最低 {low} {least_words}",
        "{count} figures, highest {high} {most_words}, lowest {low} {least_words}"
    )
}
