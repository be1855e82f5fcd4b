//! What is said of a row: `{guests} 人，陪餐 {companions} 人` with what the row holds.

use crate::diag::Language;
use crate::query::Value;
use crate::record::FieldType;
use crate::value::Money;

/// What may stand behind the name of a computed column: 分, pieces, percent, any other number, a day.
pub(super) const UNITS: [&str; 5] = ["money", "count", "percent", "number", "date"];

/// What a placeholder stands for: its value and how that is to be printed.
pub(super) struct Printed<'a> {
    /// Its name in the message.
    pub name: &'a str,
    /// What it holds.
    pub value: &'a Value,
    /// Its declared type, where it is a field.
    pub kind: Option<&'a FieldType>,
    /// Whether readers may see it; else 〔不公开〕 stands in its place.
    pub shown: bool,
}

/// The names of a message's placeholders, each with what it says of its type: `total` and `money` of `{total:money}`.
pub(in crate::kinds::ledger) fn placeholders(message: &str) -> impl Iterator<Item = (&str, &str)> {
    let inside = message.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(inside, _)| inside);
    inside.map(|inside| inside.split_once(':').unwrap_or((inside, "")))
}

/// The message with its placeholders filled in. What is not known stays as it is written.
pub(super) fn fill(message: &str, values: &[Printed<'_>], language: Language) -> String {
    let mut text = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((inside, behind)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        let (name, unit) = inside.split_once(':').unwrap_or((inside, ""));
        match values.iter().find(|printed| printed.name == name) {
            Some(printed) if !printed.shown => text.push_str(word(language, "〔不公开〕", "[withheld]")),
            Some(printed) => text.push_str(&print(printed, unit, language)),
            None => text.extend(["{", inside, "}"]),
        }
        rest = behind;
    }
    text + rest
}

fn word(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    if language == Language::Zh { zh } else { en }
}

fn amount(fen: i64, language: Language) -> String {
    format!("{}{}", Money::from_fen(fen).grouped(), word(language, "元", " yuan"))
}

fn print(printed: &Printed<'_>, unit: &str, language: Language) -> String {
    let money = unit == "money" || unit.is_empty() && matches!(printed.kind, Some(FieldType::Money));
    match (printed.value, printed.kind) {
        (Value::Null, _) => word(language, "（未填）", "(empty)").to_owned(),
        (Value::Integer(fen), _) if money => amount(*fen, language),
        (Value::Real(fen), _) if money => amount(whole(*fen), language),
        (Value::Integer(flag), Some(FieldType::Boolean)) if unit.is_empty() => {
            if *flag == 0 { word(language, "否", "no") } else { word(language, "是", "yes") }.to_owned()
        }
        (Value::Integer(integer), _) if unit == "percent" => format!("{integer}%"),
        (Value::Real(real), _) if unit == "percent" => format!("{real:.1}%"),
        (Value::Integer(integer), _) => integer.to_string(),
        (Value::Real(real), Some(FieldType::Decimal(places))) => format!("{real:.*}", usize::from(*places)),
        (Value::Real(real), _) => plain(*real),
        (Value::Text(text), _) => text.clone(),
    }
}

/// A computed number with at most two decimals, no more than it has.
fn plain(real: f64) -> String {
    let text = format!("{real:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A computed amount to the 分.
#[expect(clippy::cast_possible_truncation, reason = "amounts beyond what 分 can count are cut at the largest")]
fn whole(fen: f64) -> i64 {
    fen.round() as i64
}

#[cfg(test)]
mod tests {
    use super::{Printed, fill, placeholders};
    use crate::diag::Language;
    use crate::query::Value;
    use crate::record::FieldType;

    #[test]
    fn what_a_row_holds_goes_into_the_words() {
        let money = FieldType::Money;
        let values = [
            ("guests", Value::Integer(10), None),
            ("amount", Value::Integer(123_450), Some(&money)),
            ("total", Value::Integer(-50), None),
            ("share", Value::Real(45.25), None),
            ("name", Value::Text("某某".into()), None),
            ("none", Value::Null, None),
        ];
        let printed: Vec<Printed<'_>> =
            values.iter().map(|(name, value, kind)| Printed { name, value, kind: *kind, shown: *name != "name" }).collect();
        for (message, words) in [
            ("{guests} 人", "10 人"),
            ("{amount}，{total:money}", "1,234.50元，-0.50元"),
            ("{share:percent} {share}", "45.2% 45.25"),
            ("{name}{none}", "〔不公开〕（未填）"),
            ("{other} { x", "{other} { x"),
        ] {
            assert_eq!(fill(message, &printed, Language::Zh), words, "{message}");
        }
        assert_eq!(fill("{amount} {none} {name}", &printed, Language::En), "1,234.50 yuan (empty) [withheld]");
        assert_eq!(placeholders("{a} {b:money}").collect::<Vec<_>>(), [("a", ""), ("b", "money")]);
    }
}
