//! What a declaration demands of the values of a column: least and greatest, and a pattern.

use std::cmp::Ordering;

use regex_automata::meta::Regex;

use super::findings::{self, At};
use super::{FieldType, Value};
use crate::diag::Diagnostic;
use crate::value::{Date, Money, MoneyUnit, parse_date, parse_money};

/// Limits of the values of a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// Least value.
    pub min: Option<Bound>,
    /// Greatest value.
    pub max: Option<Bound>,
    /// What the whole value fits.
    pub pattern: Option<Pattern>,
}

/// A least or greatest value, of the type of its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// As it was declared.
    text: String,
    edge: Edge,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd)]
enum Edge {
    Money(Money),
    /// In billionths: no column has more than nine decimals.
    Number(i128),
    Date(Date),
    /// Characters of a text.
    Length(usize),
}

impl Bound {
    /// Reads a limit for a column of that type; `None` where the text is no such value, or the type has no limits.
    pub fn parse(text: &str, kind: &FieldType) -> Option<Self> {
        let edge = match kind {
            FieldType::Money => Edge::Money(parse_money(text, MoneyUnit::Yuan).ok()??),
            FieldType::Integer | FieldType::Decimal(_) => Edge::Number(billionths(text)?),
            FieldType::Date => Edge::Date(parse_date(text, &[], None).ok()??.date),
            FieldType::Text | FieldType::Code(_) | FieldType::Reference(_) => Edge::Length(text.parse().ok()?),
            FieldType::Month | FieldType::Boolean | FieldType::Enum(_) | FieldType::Department | FieldType::Person => return None,
        };
        Some(Self { text: text.to_owned(), edge })
    }

    /// The limit as it was declared: `1`, `0.01`, `2026-01-01`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it lies above another limit of the same column.
    pub fn is_above(&self, other: &Self) -> bool {
        self.edge > other.edge
    }

    /// Whether it counts characters.
    pub(super) fn is_length(&self) -> bool {
        matches!(self.edge, Edge::Length(_))
    }

    /// How a value stands to it; `None` for an absent one.
    fn compare(&self, value: Value<'_>) -> Option<Ordering> {
        match (&self.edge, value) {
            (Edge::Money(edge), Value::Money(money)) => Some(money.cmp(edge)),
            (Edge::Number(edge), Value::Integer(integer)) => Some((i128::from(integer) * 1_000_000_000).cmp(edge)),
            (Edge::Number(edge), Value::Decimal(text)) => billionths(text).map(|number| number.cmp(edge)),
            (Edge::Date(edge), Value::Date(date)) => Some(date.cmp(edge)),
            (Edge::Length(edge), Value::Text(text)) => Some(text.chars().count().cmp(edge)),
            _ => None,
        }
    }
}

/// A regular expression that a whole value fits. The syntax is that of the `regex` crate, which takes what
/// Frictionless Table Schema takes, look-around and back-references aside, and whose time is linear in the cell.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// Reads a pattern; what is wrong with it is said in English, as the engine says it.
    pub fn new(text: &str) -> Result<Self, String> {
        // Alone first: `a)|(b` must not be mended by the brackets put around it.
        Regex::new(text).map_err(|error| reason(&error))?;
        let regex = Regex::new(&format!("^(?:{text})$")).map_err(|error| reason(&error))?;
        Ok(Self { text: text.to_owned(), regex })
    }

    /// The expression as it was declared.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether a whole value fits.
    pub fn fits(&self, value: &str) -> bool {
        self.regex.is_match(value)
    }
}

/// The last line of what the engine says, which names the fault.
fn reason(error: &regex_automata::meta::BuildError) -> String {
    let text = error.syntax_error().map_or_else(|| error.to_string(), ToString::to_string);
    text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

impl Limits {
    /// What is wrong with a value; nothing with an absent one.
    pub(super) fn check(&self, at: At<'_>, value: Value<'_>) -> Option<Diagnostic> {
        if value == Value::Absent {
            return None;
        }
        let below = self.min.as_ref().is_some_and(|min| min.compare(value) == Some(Ordering::Less));
        let above = self.max.as_ref().is_some_and(|max| max.compare(value) == Some(Ordering::Greater));
        if below || above {
            return Some(findings::out_of_range(at, self));
        }
        let pattern = self.pattern.as_ref().filter(|pattern| !pattern.fits(&value.canonical()))?;
        Some(findings::pattern_mismatch(at, pattern))
    }
}

/// `-1234.5` in billionths.
fn billionths(text: &str) -> Option<i128> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 24 || fraction.len() > 9 || !numeric(whole) || !numeric(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<9}").parse::<i128>().ok().map(|number| sign * number)
}

#[cfg(test)]
mod tests {
    use super::{Bound, Limits, Pattern, billionths};
    use crate::format::table::Table;
    use crate::record::{Field, FieldType, Options, read};
    use crate::source::SourceText;

    #[test]
    fn numbers_in_billionths() {
        for (text, expected) in
            [("1", Some(1_000_000_000)), ("-0.5", Some(-500_000_000)), ("12.123456789", Some(12_123_456_789)), ("1e3", None), (".5", None)]
        {
            assert_eq!(billionths(text), expected, "{text}");
        }
    }

    /// Reads cells of one column beside another, and says which rows were refused and why.
    fn refused(kind: FieldType, limits: Limits, cells: &[&str]) -> Vec<String> {
        let mut field = Field::new("value", "值", kind);
        field.limits = limits;
        let rows: String = cells.iter().map(|cell| format!("甲,{cell}\n")).collect();
        let table = Table::scan(SourceText::new("data.csv", &format!("名,值\n{rows}"))).value;
        let fields = [Field::new("name", "名", FieldType::Text), field];
        let found = read(&table, &fields, &Options::default()).diagnostics;
        found.iter().map(|d| format!("{} {}", d.code, d.place.as_ref().unwrap().cell.as_ref().unwrap().row)).collect()
    }

    #[test]
    fn values_beyond_their_limits_are_refused() {
        let limits =
            |min: &str, max: &str, kind: &FieldType| Limits { min: Bound::parse(min, kind), max: Bound::parse(max, kind), pattern: None };
        let range = "ledger/value-out-of-range";
        for (kind, min, max, cells, rows) in [
            (FieldType::Integer, "1", "10", vec!["0", "1", "10", "11", ""], vec![2, 5]),
            (FieldType::Money, "0.01", "1000", vec!["0", "0.01", "1000.01", "-1"], vec![2, 4, 5]),
            (FieldType::Decimal(3), "0.5", "2.125", vec!["0.499", "0.5", "2.126", "2.125"], vec![2, 4]),
            (FieldType::Date, "2026-01-01", "2026-12-31", vec!["2025-12-31", "2026年1月1日", "2027-01-01"], vec![2, 4]),
            (FieldType::Text, "2", "4", vec!["纸", "办公用纸", "办公用纸张"], vec![2, 4]),
        ] {
            let expected: Vec<String> = rows.iter().map(|row| format!("{range} {row}")).collect();
            assert_eq!(refused(kind.clone(), limits(min, max, &kind), &cells), expected, "{kind:?}");
        }
    }

    #[test]
    fn a_pattern_fits_the_whole_value() {
        let pattern = Pattern::new(r"\d{4}-\d{2}|临\p{Han}").unwrap();
        let limits = Limits { pattern: Some(pattern), ..Limits::default() };
        let cells = ["2026-01", "2026-012", "临时", "临时工", "x2026-01"];
        assert_eq!(
            refused(FieldType::Text, limits, &cells),
            ["ledger/pattern-mismatch 3", "ledger/pattern-mismatch 5", "ledger/pattern-mismatch 6"]
        );
        assert!(Pattern::new("a)|(b").is_err());
        assert!(Pattern::new("(").unwrap_err().contains("unclosed"));
    }
}
