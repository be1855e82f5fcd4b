//! Whether a version is in force on a day: a pure function of dates.

use chrono::Days;

use crate::value::Date;

/// What a version is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 尚未施行
    NotYet,
    /// 现行有效
    InForce,
    /// 已被修订
    Superseded,
    /// 已废止
    Repealed,
    /// 已失效
    Expired,
}

impl Status {
    /// `not-yet`, `in-force`, `superseded`, `repealed`, `expired`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotYet => "not-yet",
            Self::InForce => "in-force",
            Self::Superseded => "superseded",
            Self::Repealed => "repealed",
            Self::Expired => "expired",
        }
    }
}

/// The dates of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// First day in force.
    pub effective: Date,
    /// Whether it repeals the work: from that day on no text is in force.
    pub repeal: bool,
    /// The last day in force, for a version made for a time.
    pub expires: Option<Date>,
    /// The day another work puts it out of force.
    pub replaced: Option<Date>,
}

/// How a version goes out of force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// The first day it is no longer in force.
    pub from: Date,
    /// What it is from then on: superseded, repealed or expired.
    pub status: Status,
}

impl Ending {
    /// The last day in force.
    pub fn until(self) -> Date {
        self.from.pred_opt().unwrap_or(self.from)
    }
}

/// How each version of a work ends; `terms` by the day they take effect. Of several causes the earliest counts,
/// and of those on one day the work's own next version.
pub fn endings(terms: &[Term]) -> Vec<Option<Ending>> {
    let ending = |(index, term): (usize, &Term)| {
        if term.repeal {
            return None;
        }
        let next = terms[index + 1..]
            .iter()
            .find(|next| next.effective > term.effective)
            .map(|next| Ending { from: next.effective, status: if next.repeal { Status::Repealed } else { Status::Superseded } });
        let replaced = term.replaced.map(|from| Ending { from: from.max(term.effective), status: Status::Repealed });
        let expired =
            term.expires.and_then(|last| last.checked_add_days(Days::new(1))).map(|from| Ending { from, status: Status::Expired });
        [next, replaced, expired].into_iter().flatten().min_by_key(|ending| ending.from)
    };
    terms.iter().enumerate().map(ending).collect()
}

/// What a version is on a day.
pub fn status(term: &Term, ending: Option<Ending>, date: Date) -> Status {
    match ending {
        _ if date < term.effective => Status::NotYet,
        _ if term.repeal => Status::Repealed,
        Some(ending) if date >= ending.from => ending.status,
        _ => Status::InForce,
    }
}

/// Which version a work's own address shows on a day: the one in force, else the next one, else the last text.
pub fn shown(versions: &[(Term, Option<Ending>)], date: Date) -> usize {
    let of = |wanted: Status| versions.iter().position(|(term, ending)| !term.repeal && status(term, *ending, date) == wanted);
    let last = || versions.iter().rposition(|(term, _)| !term.repeal);
    of(Status::InForce).or_else(|| of(Status::NotYet)).or_else(last).unwrap_or(versions.len().saturating_sub(1))
}

/// All versions for the script that states the status anew on the reader's day: items `from/until/version/ending`, a
/// space between; `until` is the last day in force, `ending` the status from then on, both empty while nothing ends it.
/// A repeal is `from//repeal/`.
pub fn timeline(versions: &[(Term, Option<Ending>)]) -> String {
    let item = |(term, ending): &(Term, Option<Ending>)| {
        let until = ending.map_or_else(String::new, |ending| ending.until().to_string());
        let status = ending.map_or("", |ending| ending.status.as_str());
        if term.repeal { format!("{}/{until}/repeal/", term.effective) } else { format!("{0}/{until}/{0}/{status}", term.effective) }
    };
    versions.iter().map(item).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Ending, Term, endings, shown, status, timeline};

    /// The versions of a case with how they end; see `tests/fixtures/status-cases.txt`.
    fn case_terms(versions: &str) -> Vec<(Term, Option<Ending>)> {
        let term = |word: &str| {
            let option = |mark: char| word.split_once(mark).map(|(_, date)| date.parse().unwrap());
            Term { effective: word[..10].parse().unwrap(), repeal: word.ends_with('!'), expires: option('<'), replaced: option('x') }
        };
        let terms: Vec<Term> = versions.split(' ').map(term).collect();
        terms.iter().copied().zip(endings(&terms)).collect()
    }

    /// The same cases are held against the script of the pages.
    #[test]
    fn statuses() {
        let cases = include_str!("../../../tests/fixtures/status-cases.txt").lines().filter(|line| !line.starts_with('#'));
        for case in cases {
            let [versions, date, expected, current] = case.split(" | ").collect::<Vec<_>>()[..] else { panic!("{case}") };
            let versions = case_terms(versions);
            let date = date.parse().unwrap();
            let statuses: Vec<_> = versions.iter().map(|(term, ending)| status(term, *ending, date).as_str()).collect();
            assert_eq!((statuses.join(" ").as_str(), shown(&versions, date)), (expected, current.parse().unwrap()), "{case}");
        }
    }

    #[test]
    fn what_the_script_is_told() {
        let told = timeline(&case_terms("2020-01-01 2022-01-01x2023-05-01 2024-06-01!"));
        assert_eq!(told, "2020-01-01/2021-12-31/2020-01-01/superseded 2022-01-01/2023-04-30/2022-01-01/repealed 2024-06-01//repeal/");
    }

    #[test]
    fn the_last_day_in_force() {
        let until = |versions: &str| -> Vec<String> {
            case_terms(versions).into_iter().map(|(_, ending)| ending.map_or(String::new(), |ending| ending.until().to_string())).collect()
        };
        assert_eq!(until("2022-01-01 2026-03-01"), ["2026-02-28", ""]);
        assert_eq!(until("2022-01-01<2023-12-31"), ["2023-12-31"]);
        assert_eq!(until("2022-01-01 2024-06-01!"), ["2024-05-31", ""]);
    }
}
