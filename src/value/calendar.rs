//! The Chinese work calendar: which days are worked, which are rest days, which are public holidays.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};

/// What a day is for the rota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DayClass {
    /// A working day, make-up days among them.
    Work,
    /// A Saturday or Sunday that is neither worked nor part of a holiday.
    Rest,
    /// A day listed as off by the holiday notice.
    Holiday,
}

impl DayClass {
    /// `work`, `rest` or `holiday`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Rest => "rest",
            Self::Holiday => "holiday",
        }
    }
}

/// One year's departures from the plain week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarTable {
    /// Listed days: whether the day is worked, and the holiday's name.
    pub days: BTreeMap<NaiveDate, (bool, String)>,
    /// Whether it was made before the notice is out.
    pub projected: bool,
}

/// No holiday table covers that year, and none is guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingTable {
    /// The year.
    pub year: i32,
}

/// Tables by the year they are for. A site's table replaces the built-in one of its year whole.
#[derive(Debug, Clone)]
pub struct WorkCalendar {
    tables: BTreeMap<i32, CalendarTable>,
}

impl WorkCalendar {
    /// The tables that ship with the program: the State Council's notices for 2020–2026.
    pub fn built_in() -> Self {
        static BUILT_IN: LazyLock<BTreeMap<i32, CalendarTable>> = LazyLock::new(|| {
            [
                (2020, include_str!("calendar/cn-2020.csv")),
                (2021, include_str!("calendar/cn-2021.csv")),
                (2022, include_str!("calendar/cn-2022.csv")),
                (2023, include_str!("calendar/cn-2023.csv")),
                (2024, include_str!("calendar/cn-2024.csv")),
                (2025, include_str!("calendar/cn-2025.csv")),
                (2026, include_str!("calendar/cn-2026.csv")),
            ]
            .map(|(year, text)| (year, built_in_table(text)))
            .into()
        });
        Self { tables: BUILT_IN.clone() }
    }

    /// Puts a site's table in the place of that year's.
    pub fn replace(&mut self, year: i32, table: CalendarTable) {
        self.tables.insert(year, table);
    }

    /// Whether the holidays of a year are projected.
    pub fn is_projected(&self, year: i32) -> bool {
        self.tables.get(&year).is_some_and(|table| table.projected)
    }

    /// What a day is, and the holiday it belongs to. Rows are found by date, so a table may list days of
    /// the years beside it (the New Year holiday that begins in December).
    pub fn class(&self, date: NaiveDate) -> Result<(DayClass, Option<&str>), MissingTable> {
        let own = self.tables.get(&date.year());
        let neighbours = [own, self.tables.get(&(date.year() + 1)), self.tables.get(&(date.year() - 1))];
        let listed = neighbours.into_iter().flatten().find_map(|table| table.days.get(&date));
        match listed {
            Some((true, name)) => Ok((DayClass::Work, Some(name))),
            Some((false, name)) => Ok((DayClass::Holiday, Some(name))),
            None if own.is_none() => Err(MissingTable { year: date.year() }),
            None if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) => Ok((DayClass::Rest, None)),
            None => Ok((DayClass::Work, None)),
        }
    }
}

/// Reads one of the tables compiled into the program: `date,kind,name`.
fn built_in_table(text: &str) -> CalendarTable {
    let rows = text.lines().skip(1).filter(|line| !line.is_empty());
    let days = rows.map(|line| {
        let mut cells = line.split(',');
        let mut next = || cells.next().expect("a built-in table has three columns");
        let date = next().parse().expect("a built-in table has ISO dates");
        (date, (next() == "work", next().to_owned()))
    });
    CalendarTable { days: days.collect(), projected: false }
}

#[cfg(test)]
mod tests {
    use super::{DayClass, WorkCalendar};
    use chrono::NaiveDate;

    fn counts(year: i32) -> [usize; 3] {
        let calendar = WorkCalendar::built_in();
        let mut counts = [0; 3];
        for day in
            NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take_while(|day| day.format("%Y").to_string() == year.to_string())
        {
            match calendar.class(day).unwrap().0 {
                DayClass::Work => counts[0] += 1,
                DayClass::Rest => counts[1] += 1,
                DayClass::Holiday => counts[2] += 1,
            }
        }
        counts
    }

    #[test]
    fn days_of_the_year() {
        assert_eq!(counts(2026), [248, 84, 33]);
        assert_eq!(counts(2025), [248, 89, 28]);
    }

    #[test]
    fn a_year_without_a_table_is_not_guessed() {
        let day = NaiveDate::from_ymd_opt(2031, 5, 1).unwrap();
        assert_eq!(WorkCalendar::built_in().class(day).unwrap_err().year, 2031);
    }
}
