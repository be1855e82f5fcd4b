//! What is allowed and yet unfair, late or likely a slip.

use std::collections::{BTreeMap, BTreeSet};

use super::fairness::{Tally, is_weekend, planned};
use super::findings;
use super::model::{NOBODY, Origin, Roster, Rotation, Segment};
use super::people::mobile;
use crate::config::{Advance, Unit};
use crate::diag::Diagnostic;
use crate::kinds::{Directory, Shared};
use crate::value::{Date, Datelike, DayClass};

/// Percent by which a load may differ from the mean.
const TOLERANCE: u32 = 15;

/// Days before a holiday by which its roster is frozen.
const DAYS_BEFORE: i64 = 2;

/// All warnings of a roster but those of single duties.
pub(super) fn check(shared: &Shared, roster: &Roster) -> Vec<Diagnostic> {
    let directory = &shared.directory;
    let mut found = Vec::new();
    for rotation in &roster.rotations {
        if rotation.advance == Advance::Calendar {
            found.push(findings::calendar_advance(rotation));
        }
        found.extend(weekday_lock(directory, roster, rotation));
    }
    for post in 0..roster.posts.len() {
        found.extend(unfair_load(directory, roster, post));
    }
    found.extend(same_festival(directory, roster));
    found.extend(late(shared.as_of, roster));
    found.extend(mobile(&roster.hotline).map(|masked| findings::mobile_hotline(&roster.index, &masked)));
    found
}

fn name<'a>(directory: &'a Directory, id: &'a str) -> &'a str {
    directory.people.get(id).map_or(id, |person| person.name.as_str())
}

fn names(directory: &Directory, ids: &[&str]) -> String {
    ids.iter().map(|id| name(directory, id)).collect::<Vec<_>>().join("、")
}

/// A line whose turns come round to the same days of the week: some always have the weekends, others never.
fn weekday_lock(directory: &Directory, roster: &Roster, rotation: &Rotation) -> Option<Diagnostic> {
    let shifts = (0..roster.shifts.len()).filter(|shift| rotation.shift.is_none_or(|own| own == *shift));
    let shifts: Vec<usize> = shifts.filter(|shift| roster.posts[rotation.post].shifts.contains(shift)).collect();
    let of_class = |class: DayClass| {
        let kept = shifts.iter().filter(|shift| roster.shifts[**shift].classes.contains(&class)).count();
        if rotation.classes.contains(&class) { kept } else { 0 }
    };
    let [work, rest, holiday] = [DayClass::Work, DayClass::Rest, DayClass::Holiday].map(of_class);
    let daily = rotation.advance == Advance::Calendar || (work == rest && rest == holiday);
    if rotation.unit != Unit::Day || !daily || work.max(rest).max(holiday) == 0 {
        return None;
    }
    let turns_a_day = work.max(rest).max(holiday) * roster.posts[rotation.post].seats as usize;
    let segment = rotation.segments.iter().find(|segment| is_locked(segment.people.len(), turns_a_day))?;
    let people: BTreeSet<&str> = segment.people.iter().map(String::as_str).filter(|person| *person != NOBODY).collect();
    let until = rotation.segments.iter().map(|other| other.from).find(|from| *from > segment.from);
    let tallies = planned(roster, rotation.post, |date| segment.from <= date && until.is_none_or(|until| date < until));
    let tally = |person: &&str| tallies.get(*person).copied().unwrap_or_default();
    let never: Vec<&str> = people.iter().copied().filter(|person| tally(person).total() == 0).collect();
    let serves = |person: &&str| tally(person).total() > 0;
    let always: Vec<&str> = people.iter().copied().filter(serves).filter(|person| tally(person).weekend == tally(person).total()).collect();
    let without: Vec<&str> = people.iter().copied().filter(serves).filter(|person| tally(person).weekend == 0).collect();
    if never.is_empty() && (always.is_empty() && without.is_empty() || !fills_weekends(roster, rotation)) {
        return None;
    }
    let list = |ids: &[&str]| names(directory, ids);
    Some(findings::weekday_lock(rotation, segment.people.len(), &list(&never), &list(&always), &list(&without)))
}

/// Whether a line comes round to the same days of the week: after so many days that seven divides them.
fn is_locked(people: usize, turns_a_day: usize) -> bool {
    let days = people / greatest_common_divisor(people, turns_a_day);
    people > 0 && days.is_multiple_of(7)
}

fn greatest_common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a.max(1) } else { greatest_common_divisor(b, a % b) }
}

fn fills_weekends(roster: &Roster, rotation: &Rotation) -> bool {
    roster.slots().any(|slot| slot.post == rotation.post && is_weekend(slot.date) && slot.origin == Origin::Rotation)
}

/// People in the same lines all the time, and never away, who do not bear the same.
fn unfair_load(directory: &Directory, roster: &Roster, post: usize) -> Option<Diagnostic> {
    let rotation = roster.rotations.iter().find(|rotation| rotation.post == post)?;
    let mut peers: BTreeMap<Vec<usize>, Vec<&str>> = BTreeMap::new();
    let lines: Vec<&Segment> =
        roster.rotations.iter().filter(|rotation| rotation.post == post).flat_map(|rotation| &rotation.segments).collect();
    let everybody: BTreeSet<&str> = lines.iter().flat_map(|line| &line.people).map(String::as_str).collect();
    let always_here = |person: &&str| {
        let dates = directory.people.get(*person).is_none_or(|person| person.from.is_none() && person.to.is_none());
        *person != NOBODY && dates && roster.leave.iter().all(|leave| leave.person != *person)
    };
    for person in everybody.into_iter().filter(always_here) {
        // How often somebody stands in each line: twice is a double share.
        let times = lines.iter().map(|line| line.people.iter().filter(|other| *other == person).count()).collect();
        peers.entry(times).or_default().push(person);
    }
    let tallies = planned(roster, post, |_| true);
    let peers = peers.values().filter(|people| people.len() > 1);
    { peers }.find_map(|people| {
        let loads: Vec<(&str, Tally)> = people.iter().map(|person| (*person, tallies.get(person).copied().unwrap_or_default())).collect();
        uneven(directory, roster, rotation, &loads)
    })
}

/// What is uneven among people who ought to bear the same.
fn uneven(directory: &Directory, roster: &Roster, rotation: &Rotation, loads: &[(&str, Tally)]) -> Option<Diagnostic> {
    let post = &roster.posts[rotation.post].name;
    let extremes = |value: &dyn Fn(&Tally) -> u32| {
        let most = loads.iter().max_by_key(|(_, tally)| value(tally))?;
        let least = loads.iter().rev().min_by_key(|(_, tally)| value(tally))?;
        Some(((name(directory, most.0), value(&most.1)), (name(directory, least.0), value(&least.1))))
    };
    for class in [DayClass::Holiday, DayClass::Rest, DayClass::Work] {
        let (most, least) = extremes(&|tally| tally.of(class))?;
        if most.1 > least.1 + 1 {
            return Some(findings::unfair_class(rotation, post, class, most, least));
        }
    }
    let (most, least) = extremes(&|tally| tally.weight(roster))?;
    let total: u32 = loads.iter().map(|(_, tally)| tally.weight(roster)).sum();
    let people = u32::try_from(loads.len()).ok()?;
    let off = |weight: u32| (weight * people).abs_diff(total) * 100 > TOLERANCE * total;
    // A single duty more or less cannot be helped.
    let heaviest = roster.load.work.max(roster.load.rest).max(roster.load.holiday);
    ((off(most.1) || off(least.1)) && most.1 - least.1 > heaviest).then(|| findings::unfair_weight(rotation, post, most, least))
}

/// Somebody on duty in a festival who was on duty in it the year before.
fn same_festival(directory: &Directory, roster: &Roster) -> Vec<Diagnostic> {
    let festivals: BTreeMap<Date, &str> = roster
        .days()
        .filter(|day| day.class == DayClass::Holiday && !day.name.is_empty())
        .map(|day| (day.date, day.name.as_str()))
        .collect();
    let mut years: BTreeMap<(&str, &str), BTreeSet<i32>> = BTreeMap::new();
    let mut found = Vec::new();
    for slot in roster.slots() {
        let (Some(person), Some(festival)) = (slot.person.as_deref(), festivals.get(&slot.date)) else { continue };
        let known = years.entry((person, festival)).or_default();
        let year = slot.date.year();
        if known.insert(year) && known.contains(&(year - 1)) {
            found.push(findings::same_festival(roster, slot, name(directory, person), festival));
        }
    }
    found
}

/// A holiday about to begin whose duties are still made by the rules alone.
fn late(as_of: Date, roster: &Roster) -> Option<Diagnostic> {
    let soon = |date: Date| (0..=DAYS_BEFORE).contains(&(date - as_of).num_days());
    let mut before = None;
    for day in roster.days() {
        let begins = day.class == DayClass::Holiday && before != Some(DayClass::Holiday);
        before = Some(day.class);
        if !begins || !soon(day.date) {
            continue;
        }
        let slot = roster.slots().find(|slot| slot.date == day.date && slot.origin == Origin::Rotation);
        if let Some(slot) = slot {
            return Some(findings::late_publication(slot, day.date, &day.name));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_locked;

    #[test]
    fn lines_that_come_round_to_the_same_weekdays() {
        for (people, turns, locked) in
            [(7, 1, true), (14, 1, true), (6, 1, false), (8, 1, false), (14, 2, true), (7, 7, false), (10, 2, false), (28, 2, true)]
        {
            assert_eq!(is_locked(people, turns), locked, "{people} people, {turns} turns a day");
        }
    }
}
