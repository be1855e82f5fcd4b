//! What a duty roster is.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::Place;
use crate::source::SourceText;
use crate::value::{Date, DayClass, Period};

/// A roster: its rules, and who is on duty when.
#[derive(Debug, Clone)]
pub struct Roster {
    /// ASCII name in addresses.
    pub name: String,
    /// Title.
    pub title: String,
    /// Place in the navigation.
    pub order: Option<i32>,
    /// `_index.md`, for its words.
    pub index: SourceText,
    /// Where its words stand in it.
    pub intro: Range<usize>,
    /// Whom to ring when nobody is on duty, or empty.
    pub hotline: String,
    /// The regulation or article it implements, and where that is said.
    pub rule: Option<(String, Place)>,
    /// Shifts in declared order.
    pub shifts: Vec<Shift>,
    /// Posts in declared order.
    pub posts: Vec<Post>,
    /// First and last day, where the roster says.
    pub covers: Option<(Date, Date)>,
    /// Hours between two duties of one person.
    pub min_rest_hours: u32,
    /// Months there are, each with its days.
    pub months: BTreeMap<Period, Month>,
}

/// A stretch of a day, `[start, end)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Name in slot ids.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// Minutes after midnight of the slot's date.
    pub start: i64,
    /// Minutes after midnight of the slot's date; past 1,440 on the day after.
    pub end: i64,
    /// Days it is kept on.
    pub classes: Vec<DayClass>,
}

/// What somebody on duty is there for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Name in slot ids.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// How many people.
    pub seats: u32,
    /// Least level of the people.
    pub min_level: Option<i64>,
    /// Whether they are reached by phone, and need no rest between duties.
    pub on_call: bool,
    /// Shifts it is kept on, by position.
    pub shifts: Vec<usize>,
    /// Posts nobody of this one may hold in the same shift, by position.
    pub distinct_from: Vec<usize>,
    /// Groups of people who may hold it; empty for all.
    pub eligible: Vec<String>,
}

/// A month of a roster.
#[derive(Debug, Clone)]
pub struct Month {
    /// The table it was read from.
    pub file: Arc<str>,
    /// Its days in order, those outside `covers` left out.
    pub days: Vec<Day>,
    /// Slots in order of date, shift, post, seat.
    pub slots: Vec<Slot>,
}

/// A day of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// What it is.
    pub class: DayClass,
    /// The holiday it belongs to or makes up for, or empty.
    pub name: String,
}

/// One seat of a post in a shift of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The day the shift starts on.
    pub date: Date,
    /// Shift, by position.
    pub shift: usize,
    /// Post, by position.
    pub post: usize,
    /// Seat, from 1.
    pub seat: u32,
    /// Id of the person, or `None` for a seat nobody holds.
    pub person: Option<String>,
    /// Where the table says so.
    pub place: Option<Place>,
    /// Whether the table names somebody who could not be made out; that is told by itself.
    pub unclear: bool,
}

impl Roster {
    /// `2026-10-01/full/staff/1`
    pub fn slot_id(&self, slot: &Slot) -> String {
        format!("{}/{}/{}/{}", slot.date, self.shifts[slot.shift].id, self.posts[slot.post].id, slot.seat)
    }

    /// Start and end of a slot in minutes since 1970-01-01T00:00 of the site's time zone.
    pub fn minutes(&self, slot: &Slot) -> (i64, i64) {
        let shift = &self.shifts[slot.shift];
        let midnight = midnight(slot.date);
        (midnight + shift.start, midnight + shift.end)
    }

    /// All slots in order.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.months.values().flat_map(|month| &month.slots)
    }

    /// All days in order.
    pub fn days(&self) -> impl Iterator<Item = &Day> {
        self.months.values().flat_map(|month| &month.days)
    }
}

/// Minutes from 1970-01-01 to the beginning of a day, both in the site's time zone.
pub(super) fn midnight(date: Date) -> i64 {
    (date - Date::default()).num_minutes()
}

/// An instant as Unix milliseconds; the site's time zone is eight hours ahead all year.
pub(super) fn unix_milliseconds(minutes: i64) -> i64 {
    (minutes - 8 * 60) * 60_000
}
