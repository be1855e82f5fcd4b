//! By when a period must be there, and what is said of one that is not: 未报, and from the day after on 逾期.

use chrono::Days;

use super::model::Ledger;
use crate::kinds::Shared;
use crate::value::{Date, DayClass, Period, WorkCalendar};

/// A term counted from the end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Due {
    /// Days, or working days.
    pub days: u32,
    /// Whether only working days count.
    pub workdays: bool,
    /// As many for the last period of a year; absent where it is as the others.
    pub last: Option<u32>,
    /// Whether a day that is not worked gives way to the next that is.
    pub postpone: bool,
}

impl Due {
    /// The last day in time for a period; absent for a ledger without periods, and where no calendar tells which days are worked.
    pub fn day(&self, period: Period, calendar: &WorkCalendar) -> Option<Date> {
        let (_, end) = period.days()?;
        let ends_year = period.next().is_some_and(|next| next.year() != period.year());
        let count = self.last.filter(|_| ends_year).unwrap_or(self.days);
        let works = |day: Date| calendar.class(day).ok().map(|(class, _)| class == DayClass::Work);
        if self.workdays {
            let mut day = end;
            let mut left = count;
            while left > 0 {
                day = day.succ_opt()?;
                left -= u32::from(works(day)?);
            }
            return Some(day);
        }
        let mut day = end.checked_add_days(Days::new(count.into()))?;
        while self.postpone && !works(day)? {
            day = day.succ_opt()?;
        }
        Some(day)
    }
}

/// A period as the archive lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The period.
    pub period: Period,
    /// `open`, `missing`, `late`.
    pub state: &'static str,
    /// The last day in time; absent where none is set.
    pub due: Option<Date>,
}

/// Every period from the first to the last there is, and those that have ended since, oldest first.
pub fn standings(ledger: &Ledger, shared: &Shared) -> Vec<Standing> {
    let (Some((first, _)), Some((last, _))) = (ledger.periods.first_key_value(), ledger.periods.last_key_value()) else {
        return Vec::new();
    };
    let ended = |period: &Period| period.days().is_some_and(|(_, end)| end < shared.as_of);
    let periods = std::iter::successors(Some(*first), |period| period.next()).take_while(|period| period <= last || ended(period));
    periods.map(|period| standing(ledger, shared, period)).collect()
}

fn standing(ledger: &Ledger, shared: &Shared, period: Period) -> Standing {
    let due = ledger.declaration.due.and_then(|due| due.day(period, &shared.calendar));
    let state = match due {
        _ if ledger.periods.contains_key(&period) => "open",
        Some(due) if due < shared.as_of => "late",
        _ => "missing",
    };
    Standing { period, state, due }
}

#[cfg(test)]
mod tests {
    use super::Due;
    use crate::value::{Period, WorkCalendar};

    #[test]
    fn the_last_day_in_time() {
        let plain = Due { days: 15, ..Due::default() };
        let postponed = Due { days: 15, last: Some(25), postpone: true, ..Due::default() };
        let worked = Due { days: 8, workdays: true, ..Due::default() };
        for (due, period, expected) in [
            (plain, Period::Month(2026, 9), Some("2026-10-15")),
            (plain, Period::Month(2024, 1), Some("2024-02-15")),
            (plain, Period::Quarter(2026, 1), Some("2026-04-15")),
            (plain, Period::Year(2025), Some("2026-01-15")),
            (plain, Period::All, None),
            // 2026-11-15 is a Sunday.
            (postponed, Period::Month(2026, 10), Some("2026-11-16")),
            // The year's last month has until the 25th, a Sunday in 2026; and 2025-02-15 falls on a Saturday.
            (postponed, Period::Month(2025, 12), Some("2026-01-26")),
            (postponed, Period::Month(2025, 1), Some("2025-02-17")),
            // The National Day holiday of 2026 lasts until the 7th, and the 10th is worked.
            (worked, Period::Month(2026, 9), Some("2026-10-16")),
            // No calendar tells which days of 2031 are worked.
            (worked, Period::Month(2031, 5), None),
        ] {
            let day = due.day(period, &WorkCalendar::built_in()).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{due:?} {period}");
        }
    }
}
