//! Amounts of money, exact to the 分, and the notations offices write them in.

#[cfg(test)]
mod tests;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use unicode_normalization::UnicodeNormalization;

/// An amount in 分 (hundredths of a 元). Never a float.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// Nothing at all.
    pub const ZERO: Self = Self(0);

    /// An amount of so many 分.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in 分.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// The sum, or `None` where it passes ±92 quadrillion 元.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The amount without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// With a comma between thousands: `-1,234.50`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').expect("money is written with two places");
        let mut grouped = String::with_capacity(plain.len() + whole.len() / 3);
        grouped.push_str(sign);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped.push('.');
        grouped.push_str(fraction);
        grouped
    }

    /// How many percent more than `base` this is, with one decimal, half away from zero (`-12.3`);
    /// `None` where the base is not positive.
    pub fn percent_change(self, base: Self) -> Option<String> {
        if base.0 <= 0 {
            return None;
        }
        let scaled = (i128::from(self.0) - i128::from(base.0)) * 2000;
        let twice = scaled / i128::from(base.0);
        let tenths = if twice >= 0 { (twice + 1) / 2 } else { (twice - 1) / 2 };
        Some(one_decimal(tenths))
    }

    /// The share of `whole` in percent with one decimal; `None` where the whole is zero.
    pub fn percent_of(self, whole: Self) -> Option<String> {
        if whole.0 == 0 {
            return None;
        }
        let twice = i128::from(self.0) * 2000 / i128::from(whole.0);
        let tenths = if twice >= 0 { (twice + 1) / 2 } else { (twice - 1) / 2 };
        Some(one_decimal(tenths))
    }
}

fn one_decimal(tenths: i128) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// Plain form for machines: `-1234.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iterator: I) -> Self {
        iterator.fold(Self::ZERO, Add::add)
    }
}

/// The unit a column or a cell counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 千元
    Thousand,
    /// 万元
    TenThousand,
    /// 亿元
    HundredMillion,
}

impl MoneyUnit {
    /// The unit named by a word such as `元`, `万元` or `人民币万元`; `None` for any other word.
    pub fn from_word(word: &str) -> Option<Self> {
        let currency = ["人民币", "rmb", "cny", "¥"];
        let bare = currency.iter().find_map(|name| word.strip_prefix(name).or_else(|| word.strip_suffix(name)));
        match bare.unwrap_or(word) {
            "" if bare.is_some() => Some(Self::Yuan),
            "元" | "元整" => Some(Self::Yuan),
            "千元" => Some(Self::Thousand),
            "万" | "万元" | "万元整" => Some(Self::TenThousand),
            "亿" | "亿元" => Some(Self::HundredMillion),
            _ => None,
        }
    }

    /// Whether a word that names none of the units names another one all the same: 百元, 百万, 美元, USD. Amounts in it
    /// must not be taken for 元.
    pub fn is_other(word: &str) -> bool {
        let multiple = |word: &str| word.chars().all(|c| "十百千万亿".contains(c));
        let before = word.strip_suffix('元').unwrap_or(word);
        let abroad = ["美", "欧", "港", "日", "澳", "加", "韩", "台"];
        let foreign = ["美金", "英镑", "港币", "日圆", "usd", "eur", "gbp", "hkd", "jpy", "$", "us$", "hk$", "€"];
        let named = multiple(before) || before != word && abroad.contains(&before) || foreign.contains(&word);
        !word.is_empty() && named && Self::from_word(word).is_none()
    }

    /// How many 分 one of it is.
    pub fn fen(self) -> i64 {
        match self {
            Self::Yuan => 100,
            Self::Thousand => 100_000,
            Self::TenThousand => 1_000_000,
            Self::HundredMillion => 10_000_000_000,
        }
    }

    /// The word: 元, 千元, 万元, 亿元.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::TenThousand => "万元",
            Self::HundredMillion => "亿元",
        }
    }
}

/// Why a cell is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// The commas do not part groups of three digits: `34,551,00`.
    Grouping,
    /// Scientific notation: `1.23E+10`; digits are lost.
    Scientific,
    /// An error value of Excel, or a column too narrow to show its number: `#REF!`, `####`.
    ExcelError,
    /// A currency that is not the 元: `$12`.
    Currency,
    /// More places than 分: `0.123`.
    Precision,
    /// Too large to count in 分.
    Overflow,
    /// Anything else.
    Malformed,
}

/// Reads an amount as offices write it: thousands commas, full-width digits, ¥ ￥ £ 人民币 RMB CNY,
/// 元 and 万元, accounting parentheses, a minus before or after. `None` is an absent amount (blank, or a
/// lone dash), which is not zero. A unit in the cell wins over `unit`, the column's.
pub fn parse_money(cell: &str, unit: MoneyUnit) -> Result<Option<Money>, MoneyError> {
    if let Some(fen) = plain_digits(cell, unit) {
        return Ok(Some(Money(fen)));
    }
    let folded: String = cell.nfkc().map(|c| if c == '\u{2212}' { '-' } else { c }).collect();
    let text = folded.trim();
    if text.is_empty() || matches!(text, "-" | "–" | "—" | "--" | "——") {
        return Ok(None);
    }
    if text.starts_with('#') {
        return Err(MoneyError::ExcelError);
    }
    let (negative, text) = strip_sign(text)?;
    let (unit, digits) = strip_unit(text, unit)?;
    if digits.bytes().any(|byte| matches!(byte, b'e' | b'E')) && digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(MoneyError::Scientific);
    }
    let fen = parse_digits(digits, unit)?;
    let fen = if negative { -fen } else { fen };
    i64::try_from(fen).ok().filter(|fen| *fen != i64::MIN).map(|fen| Some(Money(fen))).ok_or(MoneyError::Overflow)
}

/// The way nearly all amounts are written, `1234.50` or `-7`, without any other notation to think of.
fn plain_digits(cell: &str, unit: MoneyUnit) -> Option<i64> {
    let (sign, digits) = cell.strip_prefix('-').map_or((1, cell), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "00"));
    let fits = (1..=12).contains(&whole.len()) && (1..=2).contains(&fraction.len()) && unit == MoneyUnit::Yuan;
    if !fits || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |text: &str| text.bytes().fold(0, |number: i64, digit| number * 10 + i64::from(digit - b'0'));
    Some(sign * (number(whole) * 100 + number(fraction) * if fraction.len() == 1 { 10 } else { 1 }))
}

/// Takes off one sign: `-1`, `1-`, `(1)`, with the currency inside or outside of it.
fn strip_sign(text: &str) -> Result<(bool, &str), MoneyError> {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return Ok((true, inner.trim()));
    }
    let (currency, rest) = split_currency(text);
    let signed = if currency.is_empty() { text } else { rest };
    if let Some(rest) = signed.strip_prefix('-') {
        return if rest.contains('-') { Err(MoneyError::Malformed) } else { Ok((true, rest.trim_start())) };
    }
    if let Some(inner) = signed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return Ok((true, inner.trim()));
    }
    if let Some(rest) = text.strip_suffix('-') {
        return Ok((true, rest.trim_end()));
    }
    Ok((false, text))
}

/// Parts a currency sign this product knows from the front.
fn split_currency(text: &str) -> (&str, &str) {
    for sign in ["人民币", "RMB", "CNY", "¥", "£"] {
        if text.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign)) {
            let (sign, rest) = text.split_at(sign.len());
            return (sign, rest.trim_start());
        }
    }
    ("", text)
}

/// Takes off the currency before and the unit behind the digits.
fn strip_unit(text: &str, column: MoneyUnit) -> Result<(MoneyUnit, &str), MoneyError> {
    let (_, text) = split_currency(text);
    let end = text.rfind(|c: char| c.is_ascii_digit() || c == '.').map_or(0, |index| index + 1);
    let (digits, word) = (&text[..end], text[end..].trim());
    if is_foreign(digits) || is_foreign(word) {
        return Err(MoneyError::Currency);
    }
    if word.is_empty() {
        return Ok((column, digits));
    }
    let unit = MoneyUnit::from_word(&word.to_lowercase()).ok_or(MoneyError::Malformed)?;
    Ok((unit, digits))
}

/// Whether a currency that is not the 元 stands at the beginning: `$12`, `USD 12`, 美元.
fn is_foreign(text: &str) -> bool {
    let signs = ["$", "€", "₩", "USD", "US$", "HK$", "EUR", "HKD", "GBP", "JPY", "美元", "美金", "欧元", "港元", "港币", "英镑", "日元"];
    signs.iter().any(|sign| text.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign)))
}

/// Reads `1,234.50` in the given unit into 分.
fn parse_digits(digits: &str, unit: MoneyUnit) -> Result<i128, MoneyError> {
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return Err(MoneyError::Malformed),
        Some(parts) => parts,
        None => (digits, ""),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(fraction) {
        return Err(MoneyError::Malformed);
    }
    let whole = ungroup(whole)?;
    let mut value: i128 = 0;
    let mut scale = i128::from(unit.fen());
    for digit in whole.bytes() {
        value = value.checked_mul(10).and_then(|value| value.checked_add(i128::from(digit - b'0'))).ok_or(MoneyError::Overflow)?;
    }
    value = value.checked_mul(scale).ok_or(MoneyError::Overflow)?;
    for digit in fraction.bytes().map(|byte| i128::from(byte - b'0')) {
        if scale % 10 != 0 && digit != 0 {
            return Err(MoneyError::Precision);
        }
        scale /= 10;
        value = value.checked_add(digit * scale).ok_or(MoneyError::Overflow)?;
    }
    Ok(value)
}

/// Removes commas that part groups of exactly three digits.
fn ungroup(whole: &str) -> Result<String, MoneyError> {
    if !whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') {
        return Err(MoneyError::Malformed);
    }
    if !whole.contains(',') {
        return Ok(whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3) {
        return Err(MoneyError::Grouping);
    }
    Ok(whole.replace(',', ""))
}
