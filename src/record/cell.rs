//! One cell to its value.

use super::findings::{self, At};
use super::{Field, FieldType, Value};
use crate::diag::Diagnostic;
use crate::format::table::Sheet;
use crate::value::{Date, Datelike, MoneyUnit, Period, fold, parse_date, parse_money};

/// Most characters Excel keeps in a cell.
const LONGEST: usize = 32_767;

/// How the cells of a column are read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) field: &'a Field,
    pub(super) unit: MoneyUnit,
    /// All its filled cells are Excel's serial numbers of days.
    pub(super) serial: bool,
    pub(super) period: Option<Period>,
    /// First and last day dates should lie between.
    pub(super) within: Option<(Date, Date)>,
    /// The sheet it stands in; none for a text.
    pub(super) sheet: Option<&'a Sheet>,
}

/// What a cell turned out to be, and what to say of it.
pub(super) struct Read<'a> {
    held: Held<'a>,
    pub(super) error: Option<Diagnostic>,
    /// Told once per column.
    pub(super) remark: Option<Remark>,
}

/// What is read as it stands, though somebody should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Remark {
    YearAssumed(i32),
    Serial,
    OutsidePeriod(Period),
    Formula,
    KeyBlank,
}

impl Remark {
    pub(super) fn diagnostic(self, at: At<'_>) -> Diagnostic {
        match self {
            Self::YearAssumed(year) => findings::date_year_assumed(at, year),
            Self::Serial => findings::date_serial(at),
            Self::OutsidePeriod(period) => findings::date_outside(at, period),
            Self::Formula => findings::formula_cell(at),
            Self::KeyBlank => findings::key_blank(at),
        }
    }
}

enum Held<'a> {
    As(Value<'a>),
    /// A number with decimals, brought into its plain form.
    Decimal(String),
}

impl Read<'_> {
    /// What the cell holds.
    pub(super) fn value(&self) -> Value<'_> {
        match &self.held {
            Held::As(value) => *value,
            Held::Decimal(digits) => Value::Decimal(digits),
        }
    }
}

impl<'a> From<Held<'a>> for Read<'a> {
    fn from(held: Held<'a>) -> Self {
        Self { held, error: None, remark: None }
    }
}

impl<'a> From<Value<'a>> for Read<'a> {
    fn from(value: Value<'a>) -> Self {
        Held::As(value).into()
    }
}

impl From<Diagnostic> for Read<'_> {
    fn from(error: Diagnostic) -> Self {
        Self { held: Held::As(Value::Absent), error: Some(error), remark: None }
    }
}

/// Reads a cell.
pub(super) fn read<'a>(at: At<'_>, text: &'a str, reading: Reading<'a>) -> Read<'a> {
    if text.is_empty() {
        return match reading.sheet {
            Some(sheet) if sheet.is_bare_formula(at.row.number(), at.column) => findings::formula_without_value(at).into(),
            _ => Value::Absent.into(),
        };
    }
    if text.len() > LONGEST && text.chars().count() > LONGEST {
        return findings::cell_too_long(at, LONGEST).into();
    }
    if is_excel_error(text) {
        return findings::excel_error(at).into();
    }
    match &reading.field.kind {
        FieldType::Money => match parse_money(text, reading.unit) {
            Ok(money) => money.map_or(Value::Absent, Value::Money).into(),
            Err(error) => findings::amount(at, error).into(),
        },
        FieldType::Date => date(at, text, reading),
        FieldType::Text | FieldType::Code(_) | FieldType::Reference(_) | FieldType::Department | FieldType::Person => plain(at, text),
        FieldType::Month if reading.sheet.is_some() => month_of_sheet(at, text, reading),
        kind => other(text, kind).map_or_else(|| findings::value(at, kind).into(), Into::into),
    }
}

fn plain<'a>(at: At<'_>, text: &'a str) -> Read<'a> {
    if is_damaged_id(text) {
        return findings::id_damaged(at).into();
    }
    Read { held: Held::As(Value::Text(text)), error: None, remark: is_formula(text).then_some(Remark::Formula) }
}

fn date<'a>(at: At<'_>, text: &str, reading: Reading<'a>) -> Read<'a> {
    let (date, assumed) = if let Some(date) = reading.sheet.and_then(|sheet| sheet.date(text)) {
        (date, None)
    } else if reading.serial {
        match serial_date(text) {
            Some(date) => (date, None),
            None => return findings::date(at, crate::value::DateError::Malformed).into(),
        }
    } else {
        match parse_date(text, &reading.field.formats, reading.period) {
            Ok(None) => return Value::Absent.into(),
            Ok(Some(parsed)) => (parsed.date, parsed.year_assumed.then(|| reading.period.map_or(0, Period::year))),
            Err(error) => return findings::date(at, error).into(),
        }
    };
    let outside = reading.period.filter(|_| reading.within.is_some_and(|(first, last)| date < first || last < date));
    let remark = outside.map(Remark::OutsidePeriod).or(assumed.map(Remark::YearAssumed)).or(reading.serial.then_some(Remark::Serial));
    Read { held: Held::As(Value::Date(date)), error: None, remark }
}

/// A month in a workbook is most often a date that is shown without its day.
fn month_of_sheet<'a>(at: At<'_>, text: &'a str, reading: Reading<'a>) -> Read<'a> {
    let dated = parse_date(text, &[], None).ok().flatten().map(|parsed| parsed.date);
    let day = dated.or_else(|| reading.sheet.and_then(|sheet| sheet.date(text)));
    match (other(text, &reading.field.kind), day) {
        (Some(held), _) => held.into(),
        (None, Some(day)) => Value::Month(Period::Month(day.year(), day.month())).into(),
        (None, None) => findings::value(at, &reading.field.kind).into(),
    }
}

/// Types whose cells are one of few shapes.
fn other<'a>(text: &str, kind: &'a FieldType) -> Option<Held<'a>> {
    let folded = fold(text);
    let value = match kind {
        FieldType::Integer => whole(&folded),
        FieldType::Decimal(places) => return decimal(&folded, usize::from(*places)),
        FieldType::Boolean => match folded.as_str() {
            "是" | "有" | "true" | "yes" | "y" | "1" | "√" | "✓" | "✔" => Some(Value::Boolean(true)),
            "否" | "无" | "false" | "no" | "n" | "0" | "×" | "✗" | "✘" => Some(Value::Boolean(false)),
            _ => None,
        },
        FieldType::Enum(values) => values.iter().find(|value| fold(value) == folded).map(|value| Value::Text(value)),
        FieldType::Month => match Period::parse_name(&folded) {
            Some((month @ Period::Month(..), "")) => Some(Value::Month(month)),
            _ => None,
        },
        _ => None,
    };
    value.map(Held::As)
}

/// A whole number, thousands commas allowed where they belong; a lone dash is absent.
fn whole(folded: &str) -> Option<Value<'static>> {
    match decimal(folded, 0)? {
        Held::Decimal(digits) => digits.parse().ok().filter(|integer| *integer != i64::MIN).map(Value::Integer),
        Held::As(_) => Some(Value::Absent),
    }
}

/// A number in its plain form: without commas, plus sign or needless zeros before it.
fn decimal(folded: &str, places: usize) -> Option<Held<'static>> {
    if matches!(folded, "-" | "–" | "—") {
        return Some(Held::As(Value::Absent));
    }
    let (sign, digits) = match folded.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => ("-", digits),
        None => ("", folded.strip_prefix('+').unwrap_or(folded)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.len() > places || !numeric(fraction) {
        return None;
    }
    let whole = ungrouped(whole).filter(|whole| numeric(whole) && !whole.is_empty())?;
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if whole == "0" && fraction.is_empty() { "" } else { sign };
    Some(Held::Decimal(format!("{sign}{whole}{point}{fraction}")))
}

/// Takes out the commas between groups of three digits.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut rest = groups.peekable();
    let grouped = rest.peek().is_some();
    let mut digits = first.to_owned();
    for group in rest {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    (!grouped || (1..=3).contains(&first.len())).then_some(digits)
}

/// The day an Excel serial number counts to: 1 is 1900-01-01, and Excel counts a 1900-02-29 that never was. What stands
/// behind the point is the time of day.
fn serial_date(text: &str) -> Option<Date> {
    let (day, time) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let serial: u64 =
        day.parse().ok().filter(|serial| (20_000..60_000).contains(serial) && time.bytes().all(|byte| byte.is_ascii_digit()))?;
    Date::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(serial))
}

/// Whether a cell is a serial number of a day between 1954 and 2064.
pub(super) fn is_serial(text: &str) -> bool {
    serial_date(text).is_some()
}

/// `#REF!`, `#N/A`, `#DIV/0!`, `####`.
fn is_excel_error(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('#') else { return false };
    let word = rest
        .strip_suffix(['!', '?'])
        .is_some_and(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b'/' | b'0')));
    word || matches!(rest, "N/A" | "GETTING_DATA") || (rest.len() >= 2 && rest.bytes().all(|byte| byte == b'#'))
}

/// `1.23E+10`: what Excel makes of a long number in a column that is not text.
fn is_damaged_id(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    exponent.strip_prefix('+').is_some_and(digits) && whole.len() == 1 && digits(whole) && digits(fraction)
}

/// What a spreadsheet would run rather than show.
fn is_formula(text: &str) -> bool {
    match text.strip_prefix(['=', '@', '+', '-']) {
        Some(rest) => {
            text.len() > 1
                && !(text.starts_with(['+', '-']) && rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '—' | ' ')))
        }
        None => false,
    }
}
