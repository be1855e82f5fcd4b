//! `date`, `strftime` and their kin as SQLite has them, but for the clock and the time zone of the machine.
//!
//! SQLite's own take `now` from any text at any time, so they cannot be held to their arguments; these replace them.
//! A moment is counted as SQLite counts it: milliseconds of the Julian day. What SQLite answers with NULL is NULL here
//! too, and so is a year outside 0–9999; except a modifier or letter that is not known: that is an error, for it is a misspelling.

use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::functions::Context;
use rusqlite::types::{Value, ValueRef};

use super::error::{Denied, Fault};
use super::functions::{PURE, stop};
use super::guard::Watch;
use crate::diag::Text;
use crate::say;
use crate::value::{Date, Datelike};

const DAY: i64 = 86_400_000;

/// A moment, in milliseconds since noon of the first Julian day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment(i64);

/// Why there is no moment.
enum Refusal {
    /// It would be that of the clock, or of the machine's time zone.
    Clock,
    /// A modifier or a letter nobody knows.
    Unknown(String),
}

/// What a function makes of a moment.
type Shown = fn(Moment) -> Value;

/// Puts the functions in the place of SQLite's own.
pub(super) fn register(connection: &Connection, watch: &Arc<Watch>) -> rusqlite::Result<()> {
    let plain: [(&'static str, Shown); 5] = [
        ("date", |moment| moment.date_text().into()),
        ("time", |moment| moment.time_text().into()),
        ("datetime", |moment| format!("{} {}", moment.date_text(), moment.time_text()).into()),
        ("julianday", |moment| moment.julian().into()),
        ("unixepoch", |moment| (moment.0 / 1000 - 210_866_760_000).into()),
    ];
    for (name, shown) in plain {
        let watching = Arc::clone(watch);
        connection.create_scalar_function(name, -1, PURE, move |context| match moment(context, 0) {
            Ok(moment) => Ok(moment.map_or(Value::Null, shown)),
            Err(refusal) => Err(refuse(&watching, name, &refusal)),
        })?;
    }
    let watching = Arc::clone(watch);
    connection.create_scalar_function("strftime", -1, PURE, move |context| {
        let answer = moment(context, 1).and_then(|moment| match (moment, argument(context, 0)) {
            (Some(moment), Some(format)) => moment.format(&format).map(Value::Text),
            _ => Ok(Value::Null),
        });
        answer.map_err(|refusal| refuse(&watching, "strftime", &refusal))
    })
}

fn refuse(watch: &Watch, function: &'static str, refusal: &Refusal) -> rusqlite::Error {
    match refusal {
        Refusal::Clock => {
            watch.complain(Fault::Denied(Denied::Clock));
            rusqlite::Error::UserFunctionError("the clock is not known here".into())
        }
        Refusal::Unknown(written) => stop(watch, function, unknown(written)),
    }
}

fn unknown(written: &str) -> Text {
    say!("不认识“{written}”", "“{written}” is not known")
}

fn argument(context: &Context<'_>, index: usize) -> Option<String> {
    match context.get_raw(index) {
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The moment that the arguments from one on make up: a time, then modifiers.
fn moment(context: &Context<'_>, first: usize) -> Result<Option<Moment>, Refusal> {
    if context.len() <= first {
        return Err(Refusal::Clock);
    }
    let mut moment = match context.get_raw(first) {
        ValueRef::Integer(day) => day.checked_mul(DAY).map(Moment),
        ValueRef::Real(day) => Moment::from_julian(day),
        ValueRef::Text(text) => Moment::parse(&String::from_utf8_lossy(text))?,
        _ => None,
    };
    for index in first + 1..context.len() {
        let Some(modifier) = argument(context, index) else { return Ok(None) };
        moment = match moment {
            Some(moment) => moment.modified(modifier.trim())?,
            None => None,
        };
    }
    Ok(moment.filter(|moment| moment.is_in_range()))
}

impl Moment {
    /// Reads `2026-03-05` and `2026-03-05 08:30:15`; anything else is none.
    fn parse(text: &str) -> Result<Option<Self>, Refusal> {
        if ["now", "subsec", "subsecond"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
            return Err(Refusal::Clock);
        }
        let read = || {
            let (date, time) = text.split_at_checked(10)?;
            let number = |range: std::ops::Range<usize>| digits(date.get(range)?);
            let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
            let dashes = date.get(4..5)? == "-" && date.get(7..8)? == "-";
            let midnight = (dashes && (1..=12).contains(&month) && (1..=31).contains(&day)).then(|| Self::midnight(year, month, day))??;
            let time = time.trim_start_matches([' ', 'T']).trim_end();
            Some(Self(midnight.0 + if time.is_empty() { 0 } else { clock(time)? }))
        };
        Ok(read())
    }

    /// The beginning of a day; a day beyond the end of its month is one of the next.
    fn midnight(year: i64, month: i64, day: i64) -> Option<Self> {
        let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
        let first = Date::from_ymd_opt(year.try_into().ok()?, month.try_into().ok()?, 1)?;
        Some(Self((i64::from(first.num_days_from_ce()) + 1_721_424 + day - 1).checked_mul(DAY)? + DAY / 2))
    }

    /// Whether the year is one of 0–9999.
    fn is_in_range(self) -> bool {
        (148_699_540_800_000..=464_269_060_799_999).contains(&self.0)
    }

    fn date(self) -> Date {
        let days = (self.0 + DAY / 2).div_euclid(DAY) - 1_721_425;
        i32::try_from(days).ok().and_then(Date::from_num_days_from_ce_opt).unwrap_or(Date::MIN)
    }

    /// Milliseconds since midnight.
    fn clock(self) -> i64 {
        (self.0 + DAY / 2).rem_euclid(DAY)
    }

    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "a Julian day ends in .5; it is no amount")]
    fn julian(self) -> f64 {
        self.0 as f64 / DAY as f64
    }

    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "as above")]
    fn from_julian(day: f64) -> Option<Self> {
        (0.0..5_373_485.0).contains(&day).then_some(Self((day * DAY as f64 + 0.5) as i64))
    }

    /// This moment after a modifier; `None` where it leaves the calendar.
    fn modified(self, modifier: &str) -> Result<Option<Self>, Refusal> {
        let modifier = modifier.to_ascii_lowercase();
        let (date, clock) = (self.date(), self.clock());
        let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
        let start = match modifier.as_str() {
            "localtime" | "utc" => return Err(Refusal::Clock),
            "start of day" => Some((year, month, day)),
            "start of month" => Some((year, month, 1)),
            "start of year" => Some((year, 1, 1)),
            _ => None,
        };
        if let Some((year, month, day)) = start {
            return Ok(Self::midnight(year, month, day));
        }
        let unknown = || Refusal::Unknown(modifier.clone());
        let (first, unit) = modifier.split_once(' ').ok_or_else(unknown)?;
        if first == "weekday" {
            let wanted = unit.trim().parse::<i64>().ok().filter(|day| (0..7).contains(day)).ok_or_else(unknown)?;
            let ahead = (wanted - i64::from(date.weekday().num_days_from_sunday())).rem_euclid(7);
            return Ok(Some(Self(self.0 + ahead * DAY)));
        }
        let count = first.strip_prefix('+').unwrap_or(first).parse::<i64>().ok().filter(|count| count.abs() < 1_000_000_000);
        let count = count.ok_or_else(unknown)?;
        let moved = |year, month| Self::midnight(year, month, day).map(|midnight| Self(midnight.0 + clock));
        Ok(match unit.trim().trim_end_matches('s') {
            "day" => Some(Self(self.0 + count * DAY)),
            "hour" => Some(Self(self.0 + count * 3_600_000)),
            "minute" => Some(Self(self.0 + count * 60_000)),
            "second" => Some(Self(self.0 + count * 1000)),
            "month" => moved(year, month + count),
            "year" => moved(year + count, month),
            _ => return Err(unknown()),
        }
        .filter(|moment| moment.is_in_range()))
    }

    fn date_text(self) -> String {
        let date = self.date();
        format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }

    fn time_text(self) -> String {
        let seconds = self.clock() / 1000;
        format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// The letters of `strftime` that say a day or a time to the second.
    fn format(self, format: &str) -> Result<String, Refusal> {
        let (date, seconds) = (self.date(), self.clock() / 1000);
        let mut text = String::new();
        let mut letters = format.chars();
        while let Some(letter) = letters.next() {
            if letter != '%' {
                text.push(letter);
                continue;
            }
            let letter = letters.next().unwrap_or('%');
            text += &match letter {
                'Y' => format!("{:04}", date.year()),
                'm' => format!("{:02}", date.month()),
                'd' => format!("{:02}", date.day()),
                'H' => format!("{:02}", seconds / 3600),
                'M' => format!("{:02}", seconds / 60 % 60),
                'S' => format!("{:02}", seconds % 60),
                'F' => self.date_text(),
                'T' => self.time_text(),
                'R' => format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60),
                'j' => format!("{:03}", date.ordinal()),
                'w' => date.weekday().num_days_from_sunday().to_string(),
                'u' => date.weekday().number_from_monday().to_string(),
                'G' => format!("{:04}", date.iso_week().year()),
                'V' => format!("{:02}", date.iso_week().week()),
                '%' => "%".to_owned(),
                _ => return Err(Refusal::Unknown(format!("%{letter}"))),
            };
        }
        Ok(text)
    }
}

/// Milliseconds of `08:30` and `08:30:15`.
fn clock(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let mut next = |limit: i64| match parts.next() {
        Some(part) if part.len() == 2 => digits(part).filter(|number| *number < limit),
        Some(_) => None,
        None => Some(-1),
    };
    let (hours, minutes, seconds) = (next(24)?, next(60)?, next(60)?);
    (minutes >= 0 && parts.next().is_none()).then(|| ((hours * 60 + minutes) * 60 + seconds.max(0)) * 1000)
}

fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use rusqlite::Connection;

    /// What our functions answer, and what SQLite's own do.
    fn both(sql: &str) -> [rusqlite::types::Value; 2] {
        let ours = Connection::open_in_memory().unwrap();
        super::register(&ours, &Arc::default()).unwrap();
        let theirs = Connection::open_in_memory().unwrap();
        [&ours, &theirs].map(|connection| connection.query_row(sql, [], |row| row.get(0)).unwrap())
    }

    #[test]
    fn as_sqlite_has_them() {
        for call in [
            "date('2026-03-05')",
            "date('2026-02-30')",
            "date('2026-3-5')",
            "date('2026-03-05 08:30')",
            "date('2026-03-05', '-1 day')",
            "date('2026-03-31', '-1 month')",
            "date('2026-01-31', '+1 months')",
            "date('2024-02-29', '+1 year')",
            "date('2026-03-05', 'start of month', '+1 month', '-1 day')",
            "date('2026-03-05', 'start of year')",
            "date('2026-03-05', 'weekday 1')",
            "date('2026-03-05', '-12 months')",
            "date(NULL)",
            "date('2026-03-05', NULL)",
            "date('9999-12-31', '+1 day')",
            "date('0000-01-01')",
            "date(2461105)",
            "date(2461104.5)",
            "date(julianday('2026-03-05') + 5)",
            "julianday('2026-03-05')",
            "julianday('2026-03-05 18:00')",
            "julianday('2026-10-08') - julianday('2026-09-30')",
            "datetime('2026-03-05T08:30', '+90 minutes')",
            "time('2026-03-05 08:30:15')",
            "time('2026-03-05 25:00')",
            "unixepoch('2026-03-05 00:00:01')",
            "unixepoch('1969-12-31')",
            "strftime('%Y-%m', '2026-03' || '-01', '-1 month')",
            "strftime('%j %w %u %H:%M:%S %F %T %R %G-%V %% 年', '2026-01-01 08:05:09')",
            "strftime('%Y', 'x')",
        ] {
            let [ours, theirs] = both(&format!("SELECT {call}"));
            assert_eq!(ours, theirs, "{call}");
        }
    }

    proptest! {
        #[test]
        fn as_sqlite_has_them_everywhere(
            days in 0_i64..109_000,
            seconds in 0_i64..86_400,
            count in -800_i64..800,
            unit in prop::sample::select(vec!["day", "month", "years", "hours", "minute"]),
        ) {
            let start = format!("datetime('1850-01-01', '{days} days', '{seconds} seconds', '{count} {unit}')");
            let [ours, theirs] = both(&format!("SELECT {start} || ' ' || strftime('%j %w %G %V', {start}) || ' ' || julianday({start})"));
            prop_assert_eq!(ours, theirs);
        }
    }
}
