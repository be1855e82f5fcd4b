//! Whether those on duty may be, can be, and are enough.

use std::collections::BTreeMap;

use super::model::{Origin, Roster, Slot, SlotStatus, midnight};
use super::{findings, lint};
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
    let mut duties: BTreeMap<&str, Vec<Duty<'_>>> = BTreeMap::new();
    for slot in roster.slots() {
        let start = midnight(slot.date);
        for (person, from, to) in slot.duties(&roster.shifts[slot.shift]) {
            fitness(directory, roster, slot, person, &mut diagnostics);
            duties.entry(person).or_default().push(Duty { slot, start: start + from, end: start + to });
        }
    }
    for (person, duties) in &mut duties {
        let name = directory.people.get(*person).map_or(*person, |person| person.name.as_str());
        duties.sort_by_key(|duty| (duty.start, duty.end));
        overlaps(roster, name, duties, &mut diagnostics);
    }
    diagnostics.extend(ends_soon(corpus, roster));
    diagnostics.extend(lint::check(&corpus.shared, roster));
    diagnostics
}

/// Hours of a slot that one person has.
struct Duty<'a> {
    slot: &'a Slot,
    start: i64,
    end: i64,
}

/// Seats nobody holds.
fn gaps(roster: &Roster, diagnostics: &mut Vec<Diagnostic>) {
    for month in roster.months.values() {
        for slot in month.slots.iter().filter(|slot| slot.status() == SlotStatus::Vacant && !slot.unclear) {
            let (shift, post) = (&roster.shifts[slot.shift].name, &roster.posts[slot.post]);
            let what = if post.seats > 1 { format!("{shift} {} {}", post.name, slot.seat) } else { format!("{shift} {}", post.name) };
            let place = slot.place.clone().unwrap_or_else(|| Place::file(&roster.month_file(month)));
            diagnostics.push(findings::gap(place, slot.date, &what));
        }
    }
}

/// Whether somebody may be on duty in a slot. Those a rotation chose were looked at in its line, and are here.
fn fitness(directory: &Directory, roster: &Roster, slot: &Slot, person: &str, diagnostics: &mut Vec<Diagnostic>) {
    if slot.origin == Origin::Rotation && slot.history.is_empty() {
        return;
    }
    let Some(person) = directory.people.get(person) else { return };
    let (post, place) = (&roster.posts[slot.post], || slot.place.clone().unwrap_or_else(|| Place::file(&roster.index.file)));
    if !person.is_here(slot.date) {
        diagnostics.push(findings::not_here(slot, person));
    }
    if roster.is_on_leave(&person.id, slot.date) {
        diagnostics.push(findings::on_leave(place(), &roster.slot_id(slot), person, slot.date));
    }
    if let Some(least) = post.min_level.filter(|least| person.level < *least) {
        diagnostics.push(findings::below_level(place(), person, &post.name, least));
    }
    if !post.eligible.is_empty() && !post.eligible.iter().any(|group| person.groups.contains(group)) {
        diagnostics.push(findings::not_eligible(place(), person, &post.name, &post.eligible.join("、")));
    }
}

/// One person's duties in order of time: never two at once, and rest between them.
fn overlaps(roster: &Roster, name: &str, duties: &[Duty<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for pair in duties.windows(2) {
        let (first, second) = (pair[0].slot, pair[1].slot);
        let (a, b) = (&roster.posts[first.post], &roster.posts[second.post]);
        let rest = pair[1].start - pair[0].end;
        let one_turn = first.key() == second.key() || (first.turn.is_some() && first.turn == second.turn);
        if rest < 0 {
            let distinct = a.distinct_from.contains(&second.post) || b.distinct_from.contains(&first.post);
            diagnostics.push(if distinct && first.shift == second.shift && first.date == second.date {
                findings::leader_is_staff(first, second, name, (&a.name, &b.name))
            } else {
                findings::double_booked(roster, first, second, name)
            });
        } else if rest < i64::from(roster.min_rest_hours) * 60 && !a.on_call && !b.on_call && !one_turn {
            diagnostics.push(findings::short_rest(first, second, name, rest, roster.min_rest_hours));
        }
    }
}

fn ends_soon(corpus: &Corpus, roster: &Roster) -> Option<Diagnostic> {
    let month = roster.months.last_key_value()?.1;
    let last = month.days.last()?.date;
    let left = (last - corpus.shared.as_of).num_days();
    (0..SOON).contains(&left).then(|| findings::ends_soon(&roster.month_file(month), last))
}
