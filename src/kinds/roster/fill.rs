//! Gives every seat to somebody: day by day, by start of shift, post and seat. What a table fixes stands; the rest is taken
//! from the lines of the rotations.

use std::collections::{BTreeMap, BTreeSet};

use super::findings;
use super::line::{Choice, Hindrance, Line};
use super::model::{Fixed, NOBODY, Origin, Roster, Rotation, Seat, Slot, midnight};
use crate::config::{Absence, Advance, Unit};
use crate::diag::Diagnostic;
use crate::kinds::Directory;
use crate::value::{Date, Datelike, DayClass, WorkCalendar};

/// A turn of several duties: its rotation and its first day.
pub(super) type Turn = (usize, Date);

/// How a seat was given away, for those who ask why.
pub(super) struct Decision<'a> {
    /// The seat.
    pub(super) seat: Seat,
    /// The rotation that fills it, if one does.
    pub(super) rotation: Option<&'a Rotation>,
    /// The line before.
    pub(super) line: Vec<&'a str>,
    /// Whose turn of several duties it is, if such a turn runs.
    pub(super) holder: Option<&'a str>,
    /// Who was passed over.
    pub(super) passed: &'a [(String, Hindrance)],
    /// What the rotation gives.
    pub(super) given: Option<&'a str>,
    /// What the table says instead.
    pub(super) fixed: Option<&'a Fixed>,
}

/// What a roster is filled from.
pub(super) struct Source<'a> {
    pub(super) roster: &'a Roster,
    pub(super) directory: &'a Directory,
    pub(super) calendar: &'a WorkCalendar,
    pub(super) fixed: &'a BTreeMap<Seat, Fixed>,
    /// Seats given to somebody who could not be made out.
    pub(super) unclear: &'a BTreeSet<Seat>,
}

/// Gives all seats away, in their order, each with its class of day.
pub(super) fn fill(
    source: &Source<'_>,
    seats: &[(Seat, DayClass)],
    observe: &mut dyn FnMut(&Decision<'_>),
) -> (Vec<Slot>, Vec<Diagnostic>) {
    let mut filling = Filling::new(source, seats);
    let slots = seats.iter().map(|(seat, class)| filling.slot(*seat, *class, observe)).collect();
    (slots, filling.diagnostics)
}

/// Where a rotation has got to.
#[derive(Default)]
struct State {
    segment: Option<usize>,
    line: Line,
    /// Holders of turns of several duties, by the turn's first day and the seat.
    turns: BTreeMap<(Date, u32), String>,
    /// The last day that used turns up, for a line that moves every day.
    day: Option<Date>,
}

/// What a rotation gives for a seat, before it is taken.
struct Given {
    person: Option<String>,
    choice: Choice,
    /// Whose turn of several duties it is, and whether it begins here.
    holder: Option<(String, bool)>,
}

struct Filling<'a> {
    source: &'a Source<'a>,
    states: Vec<State>,
    /// Duties of each person, with their hours.
    busy: BTreeMap<String, BTreeMap<Seat, (i64, i64)>>,
    /// Duties that keep a gap, by group and person, with the turn they are of.
    spaced: BTreeMap<(&'a str, String), BTreeMap<Seat, Option<Turn>>>,
    overlapping: BTreeSet<(usize, usize)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Filling<'a> {
    fn new(source: &'a Source<'a>, seats: &[(Seat, DayClass)]) -> Self {
        let states = source.roster.rotations.iter().map(|_| State::default()).collect();
        let mut filling =
            Self { source, states, busy: BTreeMap::new(), spaced: BTreeMap::new(), overlapping: BTreeSet::new(), diagnostics: Vec::new() };
        // Later days count where a table fixes them.
        for (seat, class) in seats {
            if let Some(person) = source.fixed.get(seat).and_then(|fixed| fixed.person.as_ref()) {
                let rotation = filling.rotation(*seat, *class);
                filling.note(*seat, *class, rotation, person);
            }
        }
        filling
    }

    /// Puts somebody down for a seat.
    fn note(&mut self, seat: Seat, class: DayClass, rotation: Option<usize>, person: &str) {
        let shift = &self.source.roster.shifts[seat.1];
        let hours = (midnight(seat.0) + shift.start, midnight(seat.0) + shift.end);
        self.busy.entry(person.to_owned()).or_default().insert(seat, hours);
        if let Some(at) = rotation {
            let turn = self.turn(at, seat.0, class);
            let group = self.source.roster.rotations[at].gap_group.as_str();
            self.spaced.entry((group, person.to_owned())).or_default().insert(seat, turn);
        }
    }

    /// The rotation that fills a seat. Two are an error, told once; the first is taken.
    fn rotation(&mut self, (date, shift, post, seat): Seat, class: DayClass) -> Option<usize> {
        let roster = self.source.roster;
        let fills = |rotation: &Rotation| {
            rotation.post == post
                && rotation.shift.is_none_or(|own| own == shift)
                && rotation.classes.contains(&class)
                && rotation.segments.first().is_some_and(|segment| segment.from <= date)
        };
        let mut filling = roster.rotations.iter().enumerate().filter(|(_, rotation)| fills(rotation)).map(|(at, _)| at);
        let first = filling.next()?;
        if let Some(second) = filling.next().filter(|second| self.overlapping.insert((first, *second))) {
            let id = roster.id_of((date, shift, post, seat));
            self.diagnostics.push(findings::overlapping_rotations(&roster.rotations[first], &roster.rotations[second], &id));
        }
        Some(first)
    }

    /// The turn of several duties that a day belongs to.
    fn turn(&self, rotation: usize, date: Date, class: DayClass) -> Option<Turn> {
        let declared = &self.source.roster.rotations[rotation];
        let first = match declared.unit {
            Unit::Week => date - chrono::Duration::days(i64::from(date.weekday().num_days_from_monday())),
            Unit::Block if class == DayClass::Holiday => self.first_of_block(date),
            Unit::Block | Unit::Day => return None,
        };
        // A new line begins turns of its own.
        let segment = declared.segments.iter().rev().find(|segment| segment.from <= date)?;
        Some((rotation, first.max(segment.from)))
    }

    fn first_of_block(&self, date: Date) -> Date {
        let is_holiday = |date: &Date| matches!(self.source.calendar.class(*date), Ok((DayClass::Holiday, _)));
        std::iter::successors(Some(date), |date| date.pred_opt().filter(is_holiday)).last().unwrap_or(date)
    }

    fn slot(&mut self, seat: Seat, class: DayClass, observe: &mut dyn FnMut(&Decision<'_>)) -> Slot {
        let source = self.source;
        let fixed = source.fixed.get(&seat);
        let unclear = source.unclear.contains(&seat);
        let mut slot = Slot::empty(seat);
        slot.unclear = unclear;
        if let Some(fixed) = fixed {
            slot.person.clone_from(&fixed.person);
            slot.planned_empty = fixed.planned_empty;
            slot.origin = if fixed.frozen { Origin::Frozen } else { Origin::Explicit };
            slot.place = Some(fixed.place.clone());
        }
        let Some(at) = self.rotation(seat, class) else {
            slot.origin = if fixed.is_some_and(|fixed| fixed.frozen) { Origin::Frozen } else { Origin::Explicit };
            observe(&Decision { seat, rotation: None, line: Vec::new(), holder: None, passed: &[], given: None, fixed });
            return slot;
        };
        let rotation = &source.roster.rotations[at];
        self.arrive(at, seat.0);
        let turn = self.turn(at, seat.0, class);
        let given = self.give(at, seat, turn);
        slot.turn = turn;
        observe(&Decision {
            seat,
            rotation: Some(rotation),
            line: self.states[at].line.people().collect(),
            holder: given.holder.as_ref().map(|(person, _)| person.as_str()),
            passed: &given.choice.passed,
            given: given.person.as_deref(),
            fixed,
        });
        match fixed {
            Some(fixed) => self.replay(at, seat, turn, &given, fixed),
            None if unclear => {}
            None => {
                self.take(at, seat, turn, &given);
                slot.origin = Origin::Rotation;
                slot.place = Some(rotation.place.clone());
                slot.planned_empty = given.person.as_deref() == Some(NOBODY);
                slot.person = given.person.filter(|person| person != NOBODY);
                if let Some(person) = slot.person.clone() {
                    self.note(seat, class, Some(at), &person);
                }
            }
        }
        slot
    }

    /// Brings a rotation to a day: a new line begins, a line that moves every day moves.
    fn arrive(&mut self, at: usize, date: Date) {
        let rotation = &self.source.roster.rotations[at];
        let state = &mut self.states[at];
        let current = rotation.segments.iter().rposition(|segment| segment.from <= date);
        if let Some(index) = current.filter(|index| state.segment != Some(*index)) {
            let segment = &rotation.segments[index];
            state.line = Line::new(segment);
            state.segment = current;
            state.day = segment.from.pred_opt();
        }
        if rotation.advance == Advance::Calendar
            && let Some(last) = state.day.filter(|last| *last < date)
        {
            let idle = (date - last).num_days() - 1;
            state.line.pass(idle * i64::from(self.source.roster.posts[rotation.post].seats));
            state.day = Some(date);
        }
    }

    /// What a rotation gives for a seat; nothing moves yet.
    fn give(&self, at: usize, seat: Seat, turn: Option<Turn>) -> Given {
        let rotation = &self.source.roster.rotations[at];
        let state = &self.states[at];
        let hindered = |person: &str| self.hindrance(rotation, seat, turn, person);
        let Some((_, first)) = turn else {
            let choice = state.line.choose(rotation.absence, hindered);
            return Given { person: choice.at.map(|at| state.line.person(at).to_owned()), choice, holder: None };
        };
        let running = state.turns.get(&(first, seat.3)).map(|person| (person.clone(), false));
        let Some((holder, begins)) = running.or_else(|| state.line.head().map(|person| (person.to_owned(), true))) else {
            return Given { person: None, choice: Choice::default(), holder: None };
        };
        let mut choice = Choice::default();
        let hindrance = hindered(&holder).filter(|_| holder != NOBODY);
        let person = match hindrance {
            None => Some(holder.clone()),
            Some(hindrance) => {
                choice.passed.push((holder.clone(), hindrance));
                // A missing day goes to the first free person, who keeps the place.
                let other = |person: &str| if person == holder || person == NOBODY { Some(Hindrance::Away) } else { hindered(person) };
                let stand_in = (rotation.absence != Absence::Vacant).then(|| state.line.people().find(|person| other(person).is_none()));
                stand_in.flatten().map(str::to_owned)
            }
        };
        Given { person, choice, holder: Some((holder, begins)) }
    }

    /// Moves the line on after what it gave.
    fn take(&mut self, at: usize, seat: Seat, turn: Option<Turn>, given: &Given) {
        let rotation = &self.source.roster.rotations[at];
        let state = &mut self.states[at];
        match (turn, &given.holder) {
            (Some((_, first)), Some((holder, true))) => {
                state.line.send_back(0);
                state.turns.insert((first, seat.3), holder.clone());
            }
            (Some(_), _) => {}
            (None, _) => state.line.advance(rotation.absence, &given.choice),
        }
    }

    /// Moves the line on where a table says who comes. A frozen row that is what the rotation gives moves it as the
    /// rotation would have; else the holder, where in the line, goes to the back.
    fn replay(&mut self, at: usize, seat: Seat, turn: Option<Turn>, given: &Given, fixed: &Fixed) {
        let person = if fixed.planned_empty { Some(NOBODY) } else { fixed.person.as_deref() };
        if fixed.frozen && given.person.as_deref() == person {
            return self.take(at, seat, turn, given);
        }
        let running = matches!(given.holder, Some((_, false)));
        if fixed.frozen && running {
            return;
        }
        let state = &mut self.states[at];
        let Some((person, place)) = person.and_then(|person| Some((person, state.line.position(person)?))) else { return };
        state.line.send_back(place);
        if let Some((_, first)) = turn.filter(|_| fixed.frozen) {
            state.turns.insert((first, seat.3), person.to_owned());
        }
    }

    /// Why somebody cannot take a seat.
    fn hindrance(&self, rotation: &Rotation, seat: Seat, turn: Option<Turn>, person: &str) -> Option<Hindrance> {
        let (date, shift, post, _) = seat;
        let roster = self.source.roster;
        let known = self.source.directory.people.get(person);
        if roster.is_on_leave(person, date) || known.is_some_and(|person| !person.is_here(date)) {
            return Some(Hindrance::Away);
        }
        let groups = &roster.posts[post].eligible;
        if known.is_some_and(|person| !groups.is_empty() && !groups.iter().any(|group| person.groups.contains(group))) {
            return Some(Hindrance::NotEligible);
        }
        let hours = (midnight(date) + roster.shifts[shift].start, midnight(date) + roster.shifts[shift].end);
        let duties = self.busy.get(person).into_iter().flat_map(|duties| duties.range(around(date, 2)));
        for (other, (start, end)) in duties.filter(|(other, _)| **other != seat) {
            if *start < hours.1 && hours.0 < *end {
                return Some(Hindrance::Busy(other.0));
            }
        }
        if rotation.min_gap_days == 0 {
            return None;
        }
        let near =
            self.spaced.get(&(rotation.gap_group.as_str(), person.to_owned()))?.range(around(date, i64::from(rotation.min_gap_days)));
        let close = |(other, of): &(&Seat, &Option<Turn>)| **other != seat && (turn.is_none() || **of != turn);
        { near }.find(close).map(|(other, _)| Hindrance::TooSoon(other.0))
    }
}

/// All seats of the days around a day.
fn around(date: Date, days: i64) -> std::ops::RangeInclusive<Seat> {
    let days = chrono::Duration::days(days);
    (date - days, 0, 0, 0)..=(date + days, usize::MAX, usize::MAX, u32::MAX)
}
