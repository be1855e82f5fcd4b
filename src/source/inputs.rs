//! The clock and the environment: asked here, once, and handed on as values.
#![expect(clippy::disallowed_methods, reason = "the one place that asks")]

use std::time::{SystemTime, UNIX_EPOCH};

use crate::value::Date;

/// Seconds by which China's time is ahead of UTC, all year.
const EAST: i64 = 8 * 3600;

/// A variable of the environment, unless it is empty or not Unicode.
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The day builds are for: that of `SOURCE_DATE_EPOCH` (Unix seconds) if it is set, else today, in China's time.
pub fn today() -> Date {
    let stated = environment("SOURCE_DATE_EPOCH").and_then(|text| text.parse::<i64>().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0));
    day(stated.unwrap_or_else(now))
}

/// The time of day now, in China's time, for those who wait for a lock: `2026-11-23 17:30`.
pub fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0));
    let minutes = (seconds + EAST).rem_euclid(86_400) / 60;
    format!("{} {:02}:{:02}", day(seconds), minutes / 60, minutes % 60)
}

fn day(unix_seconds: i64) -> Date {
    let days = (unix_seconds + EAST).div_euclid(86_400);
    Date::default() + chrono::Duration::days(days.clamp(-700_000, 2_900_000))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn the_day_begins_at_midnight_in_china() {
        for (seconds, expected) in [(0, "1970-01-01"), (57_599, "1970-01-01"), (57_600, "1970-01-02"), (1_790_784_000, "2026-10-01")] {
            assert_eq!(day(seconds).to_string(), expected, "{seconds}");
        }
    }
}
