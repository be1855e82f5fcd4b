//! Periods a ledger is kept by.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};

/// How often a ledger closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cycle {
    /// Every month, the default.
    #[default]
    Month,
    /// Every quarter.
    Quarter,
    /// Every year.
    Year,
    /// Never: one table for good.
    None,
}

/// A month, a quarter, a year, or all time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Year and month 1–12.
    Month(i32, u32),
    /// Year and quarter 1–4.
    Quarter(i32, u32),
    /// Year.
    Year(i32),
    /// A ledger without periods.
    All,
}

impl Period {
    /// The period at the beginning of a file's name (`2026-10`, `202610`, `2026年10月`, `2026-Q3`, `2026`)
    /// and what follows it.
    pub fn parse_name(name: &str) -> Option<(Self, &str)> {
        let (year, rest) = digits(name, 4)?;
        let year = i32::try_from(year).ok().filter(|year| (1900..=2099).contains(year))?;
        let separated = rest.strip_prefix(['-', '_', '.', '年']).unwrap_or(rest);
        let quarter = separated.strip_prefix(['Q', 'q']).or_else(|| separated.strip_prefix('第'));
        if let Some(text) = quarter {
            if let Some((quarter @ 1..=4, rest)) = digits(text, 1) {
                return Some((Self::Quarter(year, quarter), rest.strip_prefix("季度").unwrap_or(rest)));
            }
            for (word, quarter) in [("一季度", 1), ("二季度", 2), ("三季度", 3), ("四季度", 4)] {
                if let Some(rest) = text.strip_prefix(word) {
                    return Some((Self::Quarter(year, quarter), rest));
                }
            }
        }
        let month = digits(separated, 2).or_else(|| rest.strip_prefix('年').and_then(|rest| digits(rest, 1)));
        match month {
            Some((month @ 1..=12, rest)) if !rest.starts_with(|c: char| c.is_ascii_digit()) => {
                Some((Self::Month(year, month), rest.strip_prefix('月').unwrap_or(rest)))
            }
            Some(_) => None,
            None if rest.starts_with(|c: char| c.is_ascii_digit()) => None,
            None => Some((Self::Year(year), rest.strip_prefix('年').unwrap_or(rest))),
        }
    }

    /// Whether it is of that cycle.
    pub fn cycle(self) -> Cycle {
        match self {
            Self::Month(..) => Cycle::Month,
            Self::Quarter(..) => Cycle::Quarter,
            Self::Year(_) => Cycle::Year,
            Self::All => Cycle::None,
        }
    }

    /// The year it lies in; 0 for all time.
    pub fn year(self) -> i32 {
        match self {
            Self::Month(year, _) | Self::Quarter(year, _) | Self::Year(year) => year,
            Self::All => 0,
        }
    }

    /// The month that holds a date.
    pub fn month_of(date: NaiveDate) -> Self {
        Self::Month(date.year(), date.month())
    }

    /// First and last day, both included; `None` for all time.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        let (year, month, months) = match self {
            Self::Month(year, month) => (year, month, 1),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2, 3),
            Self::Year(year) => (year, 1, 12),
            Self::All => return None,
        };
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(months))?.checked_sub_days(Days::new(1))?;
        Some((first, last))
    }

    /// The period just before.
    pub fn previous(self) -> Option<Self> {
        match self {
            Self::Month(year, 1) => Some(Self::Month(year - 1, 12)),
            Self::Month(year, month) => Some(Self::Month(year, month - 1)),
            Self::Quarter(year, 1) => Some(Self::Quarter(year - 1, 4)),
            Self::Quarter(year, quarter) => Some(Self::Quarter(year, quarter - 1)),
            Self::Year(year) => Some(Self::Year(year - 1)),
            Self::All => None,
        }
    }

    /// The period just after.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Month(year, 12) => Some(Self::Month(year + 1, 1)),
            Self::Month(year, month) => Some(Self::Month(year, month + 1)),
            Self::Quarter(year, 4) => Some(Self::Quarter(year + 1, 1)),
            Self::Quarter(year, quarter) => Some(Self::Quarter(year, quarter + 1)),
            Self::Year(year) => Some(Self::Year(year + 1)),
            Self::All => None,
        }
    }

    /// The same period a year before; `None` where that is the period just before, or for all time.
    pub fn year_ago(self) -> Option<Self> {
        match self {
            Self::Month(year, month) => Some(Self::Month(year - 1, month)),
            Self::Quarter(year, quarter) => Some(Self::Quarter(year - 1, quarter)),
            Self::Year(_) | Self::All => None,
        }
    }

    /// As a heading says it: 2026年10月, 2026年第三季度, 2026年.
    pub fn title(self) -> String {
        match self {
            Self::Month(year, month) => format!("{year}年{month}月"),
            Self::Quarter(year, quarter) => format!("{year}年第{}季度", super::write_numeral(quarter)),
            Self::Year(year) => format!("{year}年"),
            Self::All => String::new(),
        }
    }
}

/// As addresses and JSON write it: 2026-10, 2026-Q3, 2026, all.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::All => f.write_str("all"),
        }
    }
}

/// Reads exactly `count` digits from the front.
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let head = text.get(..count)?;
    if !head.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((head.parse().ok()?, &text[count..]))
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn periods_at_the_beginning_of_names() {
        for (name, period, rest) in [
            ("2026-10", "2026-10", ""),
            ("202610", "2026-10", ""),
            ("2026年10月", "2026-10", ""),
            ("2026年9月支出明细", "2026-09", "支出明细"),
            ("2026_03 终稿", "2026-03", " 终稿"),
            ("2026-10.explain", "2026-10", ".explain"),
            ("2026-Q3", "2026-Q3", ""),
            ("2026年第三季度", "2026-Q3", ""),
            ("2026", "2026", ""),
            ("2026年", "2026", ""),
            ("2026年度", "2026", "度"),
        ] {
            let (read, left) = Period::parse_name(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((read.to_string().as_str(), left), (period, rest), "{name}");
        }
        for name in ["", "十月", "2026-13", "2026-00", "20261", "1626-10", "202610311"] {
            assert_eq!(Period::parse_name(name), None, "{name}");
        }
    }

    #[test]
    fn neighbours_and_days() {
        let january = Period::Month(2026, 1);
        assert_eq!(january.previous(), Some(Period::Month(2025, 12)));
        assert_eq!(january.year_ago(), Some(Period::Month(2025, 1)));
        let (first, last) = Period::Quarter(2026, 1).days().unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2026-01-01".into(), "2026-03-31".into()));
    }
}
