//! Working days between two dates, counted ahead so that a million rows cost no more than two look-ups each.

use crate::value::{Date, Datelike, DayClass, WorkCalendar};

/// For each day of 1900–2099, how many days up to and with it are worked, and how many no calendar tells of.
#[derive(Debug)]
pub(super) struct Workdays {
    first: i32,
    worked: Vec<i64>,
    unknown: Vec<i64>,
}

impl Workdays {
    /// Counts the days of a calendar.
    pub(super) fn new(calendar: &WorkCalendar) -> Self {
        let first = Date::from_ymd_opt(1900, 1, 1).expect("a day of the calendar");
        let mut counted = Self { first: first.num_days_from_ce(), worked: Vec::new(), unknown: Vec::new() };
        let (mut worked, mut unknown) = (0, 0);
        for day in first.iter_days().take_while(|day| day.year() < 2100) {
            match calendar.class(day) {
                Ok((DayClass::Work, _)) => worked += 1,
                Ok(_) => {}
                Err(_) => unknown += 1,
            }
            counted.worked.push(worked);
            counted.unknown.push(unknown);
        }
        counted
    }

    /// Working days after `from` up to and with `to`; where `to` is earlier, those before `from` down to and with `to`, as
    /// a negative number. `None` where a day that would count has no calendar.
    pub(super) fn between(&self, from: Date, to: Date) -> Option<i64> {
        let (mut from, mut to) = (self.index(from)?, self.index(to)?);
        if to < from {
            (from, to) = (from - 1, to.checked_sub(1)?);
        }
        (self.unknown[from] == self.unknown[to]).then(|| self.worked[to] - self.worked[from])
    }

    /// The `count`-th working day after a date, before it where negative, the date itself for 0; `None` where a day
    /// between has no calendar.
    pub(super) fn add(&self, date: Date, count: i64) -> Option<Date> {
        let from = self.index(date)?;
        let wanted = match count {
            0 => return Some(date),
            1.. => self.worked[from].checked_add(count)?,
            // The day itself does not count, and the first day that reaches a number is the worked one.
            _ => self.worked[from.checked_sub(1)?].checked_add(count)?.checked_add(1).filter(|wanted| *wanted > 0)?,
        };
        let found = self.worked.partition_point(|worked| *worked < wanted);
        let (early, late) = if found > from { (from, found) } else { (found, from - 1) };
        let known = late < self.unknown.len() && self.unknown[early] == self.unknown[late];
        known.then(|| Date::from_num_days_from_ce_opt(self.first + i32::try_from(found).ok()?))?
    }

    fn index(&self, date: Date) -> Option<usize> {
        usize::try_from(date.num_days_from_ce() - self.first).ok().filter(|index| *index < self.worked.len())
    }
}

#[cfg(test)]
mod tests {
    use super::Workdays;
    use crate::value::{Date, DayClass, WorkCalendar};

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_between_and_back() {
        let days = Workdays::new(&WorkCalendar::built_in());
        for (from, to, count) in [
            ("2026-11-05", "2026-11-06", Some(1)),
            ("2026-11-05", "2026-11-05", Some(0)),
            // A weekend.
            ("2026-11-06", "2026-11-09", Some(1)),
            ("2026-11-06", "2026-11-08", Some(0)),
            ("2026-11-09", "2026-11-06", Some(-1)),
            ("2026-11-08", "2026-11-06", Some(-1)),
            ("2026-11-09", "2026-11-07", Some(0)),
            // National Day: seven days off from the 1st, the 20th of September and the 10th of October are worked.
            ("2026-09-30", "2026-10-08", Some(1)),
            ("2026-09-30", "2026-10-10", Some(3)),
            ("2025-12-31", "2026-12-31", Some(248)),
            ("2026-12-31", "2027-01-04", None),
            ("1890-01-01", "2026-01-04", None),
        ] {
            assert_eq!(days.between(date(from), date(to)), count, "{from} {to}");
        }
        for (from, count, to) in [
            // Over the Spring Festival, Labour Day and National Day, each with its make-up days.
            ("2026-02-13", 3, Some("2026-02-25")),
            ("2026-04-30", 3, Some("2026-05-08")),
            ("2026-09-30", 3, Some("2026-10-10")),
            ("2026-11-06", 1, Some("2026-11-09")),
            ("2026-11-07", 1, Some("2026-11-09")),
            ("2026-11-07", 0, Some("2026-11-07")),
            ("2026-11-09", -1, Some("2026-11-06")),
            ("2026-11-08", -1, Some("2026-11-06")),
            ("2026-11-10", -2, Some("2026-11-06")),
            ("2026-12-31", 1, None),
            ("2020-01-02", -1, None),
            ("2026-11-06", i64::MAX, None),
            ("2026-11-06", i64::MIN, None),
        ] {
            assert_eq!(days.add(date(from), count), to.map(date), "{from} {count}");
        }
    }

    #[test]
    fn adding_undoes_counting() {
        let calendar = WorkCalendar::built_in();
        let days = Workdays::new(&calendar);
        // A working day, and a Sunday.
        for (from, to) in [("2024-09-20", 700), ("2024-09-22", 700)]
            .into_iter()
            .flat_map(|(from, days)| date("2024-01-01").iter_days().take(days).map(move |to| (date(from), to)))
        {
            if to != from && calendar.class(to).unwrap().0 == DayClass::Work {
                assert_eq!(days.add(from, days.between(from, to).unwrap()), Some(to), "{to}");
            }
        }
    }
}
