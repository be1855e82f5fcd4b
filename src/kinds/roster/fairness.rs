//! Who has how many duties, on which days, and whether that is fair.

use std::collections::BTreeMap;

use super::model::{Roster, Slot, SlotStatus};
use crate::value::{Date, DayClass};

/// Duties of one person at one post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// On working days.
    pub work: u32,
    /// On rest days.
    pub rest: u32,
    /// On holidays.
    pub holiday: u32,
    /// Of all these, on Saturdays and Sundays.
    pub weekend: u32,
}

impl Tally {
    /// Duties on days of a class.
    pub fn of(&self, class: DayClass) -> u32 {
        match class {
            DayClass::Work => self.work,
            DayClass::Rest => self.rest,
            DayClass::Holiday => self.holiday,
        }
    }

    /// All duties.
    pub fn total(&self) -> u32 {
        self.work + self.rest + self.holiday
    }

    /// What they weigh together.
    pub fn weight(&self, roster: &Roster) -> u32 {
        [DayClass::Work, DayClass::Rest, DayClass::Holiday].into_iter().map(|class| self.of(class) * roster.load.of(class)).sum()
    }
}

/// Duties at a post by person, on the days for which `counts` holds. A duty counts for who has it after all changes.
pub fn tallies(roster: &Roster, post: usize, counts: impl Fn(Date) -> bool) -> BTreeMap<&str, Tally> {
    let slots = roster.slots().filter(|slot| slot.post == post && counts(slot.date) && slot.status() == SlotStatus::Confirmed);
    count(roster, slots.map(|slot| (slot, slot.person.as_deref())))
}

/// The same as planned: a duty counts for who had it before any change. What people settle among themselves is not unfair.
pub fn planned(roster: &Roster, post: usize, counts: impl Fn(Date) -> bool) -> BTreeMap<&str, Tally> {
    let slots = roster.slots().filter(|slot| slot.post == post && counts(slot.date));
    count(roster, slots.map(|slot| (slot, slot.history.first().map_or(slot.person.as_deref(), |event| event.from.as_deref()))))
}

fn count<'a>(roster: &'a Roster, held: impl Iterator<Item = (&'a Slot, Option<&'a str>)>) -> BTreeMap<&'a str, Tally> {
    let classes: BTreeMap<Date, DayClass> = roster.days().map(|day| (day.date, day.class)).collect();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (slot, person) in held {
        let (Some(person), Some(class)) = (person, classes.get(&slot.date)) else { continue };
        let tally = tallies.entry(person).or_default();
        match class {
            DayClass::Work => tally.work += 1,
            DayClass::Rest => tally.rest += 1,
            DayClass::Holiday => tally.holiday += 1,
        }
        tally.weekend += u32::from(is_weekend(slot.date));
    }
    tallies
}

/// Whether a day is a Saturday or Sunday.
pub(super) fn is_weekend(date: Date) -> bool {
    use crate::value::Datelike;
    date.weekday().num_days_from_monday() >= 5
}
