//! The functions that SQL is given: amounts, limits, working days.

use std::sync::{Arc, OnceLock};

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

use super::error::Fault;
use super::guard::Watch;
use super::standard::{MissingStandard, Standard, Standards};
use super::workdays::Workdays;
use super::{Value, dates};
use crate::diag::Text;
use crate::say;
use crate::value::{Date, WorkCalendar};

/// Answers of functions that depend on their arguments alone.
pub(super) const PURE: FunctionFlags = FunctionFlags::SQLITE_UTF8.union(FunctionFlags::SQLITE_DETERMINISTIC);

/// Gives a connection its functions.
pub(super) fn register(
    connection: &Connection,
    watch: &Arc<Watch>,
    standards: Vec<Standard>,
    calendar: WorkCalendar,
) -> rusqlite::Result<()> {
    let watching = Arc::clone(watch);
    connection.create_scalar_function("yuan", 1, PURE, move |context| {
        yuan(context.get_raw(0)).map_err(|message| stop(&watching, "yuan", message))
    })?;
    register_standard(connection, watch, standards)?;
    register_workdays(connection, watch, calendar)?;
    dates::register(connection, watch)
}

/// Notes why a function refuses its arguments, and makes the error that ends the statement.
pub(super) fn stop(watch: &Watch, function: &'static str, message: Text) -> rusqlite::Error {
    let error = rusqlite::Error::UserFunctionError(message.en.clone().into());
    watch.complain(Fault::Argument { function, message });
    error
}

/// So many 元 in 分.
fn yuan(value: ValueRef<'_>) -> Result<Option<i64>, Text> {
    let written = match value {
        ValueRef::Null => return Ok(None),
        ValueRef::Integer(yuan) => yuan.to_string(),
        // The shortest decimal that is this number: the one that was written.
        ValueRef::Real(yuan) => yuan.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).trim().to_owned(),
        ValueRef::Blob(_) => String::new(),
    };
    match fen(&written) {
        Some(fen) => Ok(Some(fen)),
        None => Err(say!(
            "“{written}”不是能精确到分的金额：写成 500 或 500.50",
            "“{written}” is no amount exact to the 分: write 500 or 500.50"
        )),
    }
}

/// `-12.5` → -1250; zeros behind the second decimal are allowed.
fn fen(written: &str) -> Option<i64> {
    let (sign, digits) = written.strip_prefix('-').map_or((1, written), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = if all_digits(fraction) { fraction.trim_end_matches('0') } else { return None };
    if !all_digits(whole) || fraction.len() > 2 {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fraction)?.checked_mul(sign)
}

fn register_standard(connection: &Connection, watch: &Arc<Watch>, standards: Vec<Standard>) -> rusqlite::Result<()> {
    let standards = Standards::new(standards);
    let watching = Arc::clone(watch);
    connection.create_scalar_function("standard", 3, PURE, move |context| {
        let (Some(class), Some(key), Some(date)) = (text(context, 0), text(context, 1), text(context, 2)) else {
            return Ok(rusqlite::types::Value::Null);
        };
        let date = day(&date).ok_or_else(|| stop(&watching, "standard", not_a_day(&date)))?;
        Ok(match standards.find(&class, &key, date) {
            Some(Value::Integer(limit)) => (*limit).into(),
            Some(Value::Real(limit)) => (*limit).into(),
            Some(Value::Text(limit)) => limit.clone().into(),
            Some(Value::Null) | None => {
                watching.miss(MissingStandard { class, key, date });
                rusqlite::types::Value::Null
            }
        })
    })
}

fn register_workdays(connection: &Connection, watch: &Arc<Watch>, calendar: WorkCalendar) -> rusqlite::Result<()> {
    // Counted when first asked for: most sites never do.
    let counted = Arc::new((OnceLock::new(), calendar));
    let (watching, ours) = (Arc::clone(watch), Arc::clone(&counted));
    connection.create_scalar_function("workdays", 2, PURE, move |context| {
        let (Some(from), Some(to)) = (text(context, 0), text(context, 1)) else { return Ok(None) };
        let day = |text: &str| day(text).ok_or_else(|| stop(&watching, "workdays", not_a_day(text)));
        let days = ours.0.get_or_init(|| Workdays::new(&ours.1));
        Ok(days.between(day(&from)?, day(&to)?))
    })?;
    let watching = Arc::clone(watch);
    connection.create_scalar_function("add_workdays", 2, PURE, move |context| {
        let (Some(from), ValueRef::Integer(count)) = (text(context, 0), context.get_raw(1)) else { return Ok(None) };
        let from = day(&from).ok_or_else(|| stop(&watching, "add_workdays", not_a_day(&from)))?;
        let days = counted.0.get_or_init(|| Workdays::new(&counted.1));
        Ok(days.add(from, count).map(|date| date.to_string()))
    })
}

/// An argument as text; `None` where it is NULL.
fn text(context: &Context<'_>, index: usize) -> Option<String> {
    match context.get_raw(index) {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(text) | ValueRef::Blob(text) => Some(String::from_utf8_lossy(text).into_owned()),
    }
}

/// `2026-03-05`, also with a time of day behind it.
fn day(text: &str) -> Option<Date> {
    text.get(..10).filter(|_| text.len() == 10 || text[10..].starts_with([' ', 'T']))?.parse().ok()
}

fn not_a_day(written: &str) -> Text {
    say!("“{written}”不是日期：应是 2026-03-05 这样的日期", "“{written}” is no date: 2026-03-05 is one")
}

#[cfg(test)]
mod tests {
    use super::fen;

    #[test]
    fn yuan_are_exact() {
        for (written, expected) in [
            ("500", Some(50_000)),
            ("500.5", Some(50_050)),
            ("0.29", Some(29)),
            ("-0.01", Some(-1)),
            ("1.230", Some(123)),
            ("1.", None),
            (".5", None),
            ("0.001", None),
            ("0.30000000000000004", None),
            ("1e5", None),
            ("", None),
            ("-", None),
            ("1,000", None),
            ("92233720368547758.07", Some(i64::MAX)),
            ("92233720368547758.08", None),
            ("100000000000000000000", None),
        ] {
            assert_eq!(fen(written), expected, "{written}");
        }
    }
}
