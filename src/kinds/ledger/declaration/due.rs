//! By when a period is published: `due` of `[publication]`.

use super::super::model::Due;
use super::{Resolver, findings};
use crate::config::{RawDue, RawDueTable};
use crate::value::fold;

/// What follows the number of days.
const DAYS: [&str; 5] = ["", "日", "天", "days", "day"];
const WORKDAYS: [&str; 6] = ["个工作日", "工作日", "workdays", "workday", "working days", "working day"];

/// Most days a rule may name: more than that after a period's end says nothing.
const MOST: u32 = 366;

impl Resolver<'_> {
    pub(super) fn due(&mut self, raw: Option<&RawDue>) -> Option<Due> {
        let read = match raw? {
            RawDue::Days(days) => Some(Due { days: *days, ..Due::default() }),
            RawDue::Words(words) => in_words(words),
            RawDue::Table(table) => in_table(table),
        };
        let due = read.filter(|due| due.days <= MOST && due.last.is_none_or(|last| last <= MOST));
        if due.is_none() {
            self.diagnostics.push(findings::bad_due(self.index.front_line("due")));
        }
        due
    }
}

/// `15日`, `8个工作日`, `8 workdays`.
fn in_words(words: &str) -> Option<Due> {
    let folded = fold(words);
    let end = folded.find(|c: char| !c.is_ascii_digit()).unwrap_or(folded.len());
    let (number, unit) = folded.split_at(end);
    let workdays = WORKDAYS.map(fold).iter().any(|word| word == unit.trim());
    let known = workdays || DAYS.contains(&unit.trim());
    known.then(|| Some(Due { days: number.parse().ok()?, workdays, ..Due::default() }))?
}

fn in_table(table: &RawDueTable) -> Option<Due> {
    let (days, workdays) = match (table.days, table.workdays) {
        (Some(days), None) => (days, false),
        (None, Some(days)) => (days, true),
        _ => return None,
    };
    Some(Due { days, workdays, last: table.last, postpone: table.postpone })
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn days_and_working_days_in_words() {
        for (words, expected) in [
            ("15", Some((15, false))),
            ("15日", Some((15, false))),
            ("10 天", Some((10, false))),
            ("8个工作日", Some((8, true))),
            ("８ 个工作日", Some((8, true))),
            ("8 workdays", Some((8, true))),
            ("8 Working Days", Some((8, true))),
            ("每月15日", None),
            ("", None),
            ("8 weeks", None),
        ] {
            assert_eq!(in_words(words).map(|due| (due.days, due.workdays)), expected, "{words}");
        }
    }
}
