//! What the numbers of a chart count, and how they are written.

use crate::diag::Language;
use crate::say;

/// A unit and how many decimals a value holds: values of a chart are whole numbers of its smallest part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The unit in words: 元, 次, %; empty for plain numbers.
    pub unit: String,
    /// Decimals: 2 for money in 分, 1 for tenths of a percent, 0 for counts; at most 9.
    pub places: u8,
}

impl Measure {
    /// Money in 分, shown in 元.
    pub fn money(language: Language) -> Self {
        Self { unit: say!("元", "yuan").get(language).to_owned(), places: 2 }
    }

    /// Whole things: `count("笔")`.
    pub fn count(unit: &str) -> Self {
        Self { unit: unit.to_owned(), places: 0 }
    }

    /// Tenths of a percent.
    pub fn percent() -> Self {
        Self { unit: "%".to_owned(), places: 1 }
    }

    /// The number in full with commas between thousands, without its unit: `-1,234.50`.
    pub fn number(&self, value: i64) -> String {
        decimal(i128::from(value), u32::from(self.places.min(9)))
    }

    /// The number in full with its unit: `1,234.50 元`, `12.5%`.
    pub fn words(&self, value: i64) -> String {
        let number = self.number(value);
        match self.unit.as_str() {
            "" => number,
            "%" => format!("{number}%"),
            unit => format!("{number} {unit}"),
        }
    }

    /// The number as an axis writes it, `2.5万` or `25k`: shortened by what suits `reach`, the largest number of the axis.
    pub(super) fn short(&self, value: i128, reach: i128, language: Language) -> String {
        let places = u32::from(self.places.min(9));
        if value == 0 {
            return "0".to_owned();
        }
        if self.unit == "%" {
            return format!("{}%", trimmed(&decimal(value, places)));
        }
        let fits = |(power, _): &&(u32, &str)| reach.abs() >= 10_i128.pow(power + places);
        let Some((power, word)) = words(language).iter().find(fits) else { return trimmed(&decimal(value, places)).to_owned() };
        let part = 10_i128.pow(power + places - 2);
        let half = part / 2 * value.signum();
        format!("{}{word}", trimmed(&decimal((value + half) / part, 2)))
    }
}

/// Powers of ten with a word of their own, largest first.
fn words(language: Language) -> &'static [(u32, &'static str)] {
    match language {
        Language::Zh => &[(12, "万亿"), (8, "亿"), (4, "万")],
        Language::En => &[(12, "tn"), (9, "bn"), (6, "M"), (3, "k")],
    }
}

/// A whole number of parts of ten to the `places` as a decimal with commas.
fn decimal(value: i128, places: u32) -> String {
    let part = 10_u128.pow(places);
    let (whole, fraction) = ((value.unsigned_abs() / part).to_string(), value.unsigned_abs() % part);
    let mut text = String::from(if value < 0 { "-" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if places > 0 {
        text.push_str(&format!(".{fraction:0width$}", width = places as usize));
    }
    text
}

/// Without zeros behind the last digit that counts.
fn trimmed(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

#[cfg(test)]
mod tests {
    use super::Measure;
    use crate::diag::Language;

    #[test]
    fn numbers_in_full() {
        for (value, text) in [(0, "0.00"), (5, "0.05"), (-123_450, "-1,234.50"), (i64::MAX, "92,233,720,368,547,758.07")] {
            assert_eq!(Measure::money(Language::Zh).number(value), text);
        }
        assert_eq!(Measure::count("笔").words(12_345), "12,345 笔");
        assert_eq!(Measure::percent().words(-125), "-12.5%");
    }

    #[test]
    fn numbers_of_an_axis() {
        for (value, reach, zh, en) in [
            (0, 100, "0", "0"),
            (5, 10, "0.05", "0.05"),
            (50_000, 80_000, "500", "500"),
            (500_000, 1_000_000, "0.5万", "5k"),
            (2_500_000, 10_000_000, "2.5万", "25k"),
            (-2_500_000, 10_000_000, "-2.5万", "-25k"),
            (20_000_000_000, 50_000_000_000, "2亿", "200M"),
            (10_000_000_000_000_000_000, 10_000_000_000_000_000_000, "100,000万亿", "100,000tn"),
        ] {
            assert_eq!(Measure::money(Language::Zh).short(value, reach, Language::Zh), zh);
            assert_eq!(Measure::money(Language::En).short(value, reach, Language::En), en);
        }
        assert_eq!(Measure::percent().short(205, 500, Language::Zh), "20.5%");
        assert_eq!(Measure::count("次").short(20, 50, Language::Zh), "20");
    }
}
