//! Whether those on duty may be, can be, and are enough.

use std::collections::BTreeMap;

use super::findings;
use super::model::{Roster, Slot};
use crate::diag::{Checked, Diagnostic, Place};
use crate::kinds::{Corpus, Directory};
use crate::markdown;

/// Days before its end from which a roster is reported to end.
const SOON: i64 = 7;

/// All checks of a roster.
pub fn check(corpus: &Corpus, roster: &Roster) -> Vec<Diagnostic> {
    let directory = &corpus.shared.directory;
    let Checked { mut diagnostics, .. } = markdown::block(&roster.index, &roster.intro, 2, &corpus.links.from(&roster.index.file));
    gaps(roster, &mut diagnostics);
    let mut duties: BTreeMap<&str, Vec<&Slot>> = BTreeMap::new();
    for slot in roster.slots() {
        if let Some(person) = &slot.person {
            fitness(directory, roster, slot, &mut diagnostics);
            duties.entry(person).or_default().push(slot);
        }
    }
    for (person, slots) in &mut duties {
        let name = directory.people.get(*person).map_or(*person, |person| person.name.as_str());
        slots.sort_by_key(|slot| roster.minutes(slot));
        overlaps(roster, name, slots, &mut diagnostics);
    }
    diagnostics.extend(ends_soon(corpus, roster));
    diagnostics
}

/// Seats nobody holds.
fn gaps(roster: &Roster, diagnostics: &mut Vec<Diagnostic>) {
    for month in roster.months.values() {
        for slot in month.slots.iter().filter(|slot| slot.person.is_none() && !slot.unclear) {
            let (shift, post) = (&roster.shifts[slot.shift].name, &roster.posts[slot.post]);
            let what = if post.seats > 1 { format!("{shift} {} {}", post.name, slot.seat) } else { format!("{shift} {}", post.name) };
            let place = slot.place.clone().unwrap_or_else(|| Place::file(&month.file));
            diagnostics.push(findings::gap(place, slot.date, &what));
        }
    }
}

/// Whether the holder of a slot may hold it.
fn fitness(directory: &Directory, roster: &Roster, slot: &Slot, diagnostics: &mut Vec<Diagnostic>) {
    let Some(person) = slot.person.as_ref().and_then(|id| directory.people.get(id)) else { return };
    let post = &roster.posts[slot.post];
    if !person.is_here(slot.date) {
        diagnostics.push(findings::not_here(slot, person));
    }
    if let Some(least) = post.min_level.filter(|least| person.level < *least) {
        diagnostics.push(findings::below_level(slot, person, &post.name, least));
    }
    if !post.eligible.is_empty() && !post.eligible.iter().any(|group| person.groups.contains(group)) {
        diagnostics.push(findings::not_eligible(slot, person, &post.name, &post.eligible.join("、")));
    }
}

/// One person's duties in order of time: never two at once, and rest between them.
fn overlaps(roster: &Roster, name: &str, slots: &[&Slot], diagnostics: &mut Vec<Diagnostic>) {
    for pair in slots.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        let (a, b) = (&roster.posts[first.post], &roster.posts[second.post]);
        let rest = roster.minutes(second).0 - roster.minutes(first).1;
        if rest < 0 {
            let distinct = a.distinct_from.contains(&second.post) || b.distinct_from.contains(&first.post);
            diagnostics.push(if distinct && first.shift == second.shift {
                findings::leader_is_staff(first, second, name, (&a.name, &b.name))
            } else {
                findings::double_booked(roster, first, second, name)
            });
        } else if rest < i64::from(roster.min_rest_hours) * 60 && !a.on_call && !b.on_call {
            diagnostics.push(findings::short_rest(first, second, name, rest, roster.min_rest_hours));
        }
    }
}

fn ends_soon(corpus: &Corpus, roster: &Roster) -> Option<Diagnostic> {
    let month = roster.months.last_key_value()?.1;
    let last = month.days.last()?.date;
    let left = (last - corpus.shared.as_of).num_days();
    (0..SOON).contains(&left).then(|| findings::ends_soon(&month.file, last))
}
