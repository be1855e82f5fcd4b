//! What a duty roster is.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::{Absence, Advance, Unit};
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
    /// Who takes turns.
    pub rotations: Vec<Rotation>,
    /// What a duty weighs on a day of each class.
    pub load: Load,
    /// Who is away when.
    pub leave: Vec<Leave>,
    /// What the tables of months fix.
    pub fixed: BTreeMap<Seat, Fixed>,
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

/// People who take turns at a post.
#[derive(Debug, Clone)]
pub struct Rotation {
    /// Its name.
    pub id: String,
    /// The post it fills, by position.
    pub post: usize,
    /// The shift it fills, by position; absent for all of the post.
    pub shift: Option<usize>,
    /// Classes of day it fills.
    pub classes: Vec<DayClass>,
    /// How long a turn is.
    pub unit: Unit,
    /// What uses a turn up.
    pub advance: Advance,
    /// What happens when whose turn it is cannot come.
    pub absence: Absence,
    /// Days before and after a duty that are kept free of others.
    pub min_gap_days: u32,
    /// Rotations of one group keep the gap together.
    pub gap_group: String,
    /// Its lines, by their first day.
    pub segments: Vec<Segment>,
    /// Where it is declared.
    pub place: Place,
}

/// A line of people, from a day on.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The first day.
    pub from: Date,
    /// Ids in order, beginning with whose turn it is first; `-` for a turn nobody has to take.
    pub people: Vec<String>,
}

/// The turn in a line that nobody has to take.
pub const NOBODY: &str = "-";

/// What a duty weighs on a day of each class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// On working days.
    pub work: u32,
    /// On rest days.
    pub rest: u32,
    /// On holidays.
    pub holiday: u32,
}

impl Load {
    /// The weight on a day of that class.
    pub fn of(self, class: DayClass) -> u32 {
        match class {
            DayClass::Work => self.work,
            DayClass::Rest => self.rest,
            DayClass::Holiday => self.holiday,
        }
    }
}

/// Days on which somebody does not come.
#[derive(Debug, Clone)]
pub struct Leave {
    /// Who.
    pub person: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Why, or empty.
    pub reason: String,
}

/// A month of a roster.
#[derive(Debug, Clone)]
pub struct Month {
    /// Its table; absent where the rotations make it alone.
    pub table: Option<Arc<str>>,
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

/// A seat: day, shift, post, number.
pub type Seat = (Date, usize, usize, u32);

/// What the table of a month says of a seat.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// Who holds it.
    pub person: Option<String>,
    /// Whether nobody has to.
    pub planned_empty: bool,
    /// Whether the row is a frozen one.
    pub frozen: bool,
    /// Where it says so.
    pub place: Place,
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
    /// Where the table, the rotation or the last change says so.
    pub place: Option<Place>,
    /// Whether the table names somebody who could not be made out; that is told by itself.
    pub unclear: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether nobody has to hold it.
    pub planned_empty: bool,
    /// Whether a change took it away.
    pub cancelled: bool,
    /// The turn it belongs to, where one turn takes several duties: rotation, and which of its turns.
    pub turn: Option<(usize, Date)>,
    /// Hours somebody else takes over.
    pub parts: Vec<Part>,
    /// What was changed, in order.
    pub history: Vec<Event>,
}

/// Where the holder of a slot comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A rotation.
    Rotation,
    /// A row of the month's table.
    Explicit,
    /// A row of a month that was frozen.
    Frozen,
    /// A change that adds a duty.
    Added,
}

impl Origin {
    /// `rotation`, `explicit`, `frozen` or `added`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rotation => "rotation",
            Self::Explicit => "explicit",
            Self::Frozen => "frozen",
            Self::Added => "added",
        }
    }
}

/// Whether somebody comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotStatus {
    /// Somebody does.
    Confirmed,
    /// Nobody does, and somebody should.
    Vacant,
    /// Nobody has to.
    PlannedEmpty,
    /// The duty does not take place.
    Cancelled,
}

impl SlotStatus {
    /// `confirmed`, `vacant`, `planned-empty` or `cancelled`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Vacant => "vacant",
            Self::PlannedEmpty => "planned-empty",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Hours of a slot that somebody else takes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Minutes after midnight of the slot's date.
    pub start: i64,
    /// Minutes after midnight of the slot's date, not included.
    pub end: i64,
    /// Id of the person.
    pub person: String,
}

/// A change as one slot sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Id of the change.
    pub change: String,
    /// What it does.
    pub kind: ChangeKind,
    /// Who had the slot.
    pub from: Option<String>,
    /// Who has it now; for a part of it in a split.
    pub to: Option<String>,
    /// The day it was approved, where that is said.
    pub approved: Option<Date>,
    /// The minute of that day, 0 where only the day is said.
    pub approved_minute: i64,
    /// Who approved it, or empty.
    pub approved_by: String,
    /// Why, or empty.
    pub reason: String,
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Two people take each other's duties.
    Swap,
    /// Somebody else comes.
    Substitute,
    /// Somebody else takes some of the hours.
    Split,
    /// An empty seat is filled, or a further one made.
    Add,
    /// The duty does not take place.
    Cancel,
}

impl ChangeKind {
    /// `swap`, `substitute`, `split`, `add` or `cancel`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Swap => "swap",
            Self::Substitute => "substitute",
            Self::Split => "split",
            Self::Add => "add",
            Self::Cancel => "cancel",
        }
    }
}

impl Slot {
    /// A seat that nobody holds yet.
    pub(super) fn empty((date, shift, post, seat): Seat) -> Self {
        Self {
            date,
            shift,
            post,
            seat,
            person: None,
            place: None,
            unclear: false,
            origin: Origin::Explicit,
            planned_empty: false,
            cancelled: false,
            turn: None,
            parts: Vec::new(),
            history: Vec::new(),
        }
    }

    /// Day, shift, post, number.
    pub fn key(&self) -> Seat {
        (self.date, self.shift, self.post, self.seat)
    }

    /// Whether somebody comes.
    pub fn status(&self) -> SlotStatus {
        match &self.person {
            _ if self.cancelled => SlotStatus::Cancelled,
            Some(_) => SlotStatus::Confirmed,
            None if self.planned_empty => SlotStatus::PlannedEmpty,
            None => SlotStatus::Vacant,
        }
    }

    /// Who is on duty in it from when to when, in minutes after midnight of its date.
    pub fn duties(&self, shift: &Shift) -> Vec<(&str, i64, i64)> {
        let Some(person) = self.person.as_deref().filter(|_| !self.cancelled) else { return Vec::new() };
        let mut parts: Vec<&Part> = self.parts.iter().collect();
        parts.sort_by_key(|part| part.start);
        let mut duties = Vec::new();
        let mut at = shift.start;
        for part in parts {
            duties.push((person, at, part.start));
            duties.push((part.person.as_str(), part.start, part.end));
            at = part.end;
        }
        duties.push((person, at, shift.end));
        duties.retain(|(_, start, end)| start < end);
        duties
    }
}

impl Roster {
    /// `2026-10-01/full/staff/1`
    pub fn slot_id(&self, slot: &Slot) -> String {
        self.id_of(slot.key())
    }

    /// The same of a seat: day, shift, post, number.
    pub fn id_of(&self, (date, shift, post, seat): Seat) -> String {
        format!("{date}/{}/{}/{seat}", self.shifts[shift].id, self.posts[post].id)
    }

    /// The seat an id names, declared or further: day, shift, post, number.
    pub fn seat_of(&self, id: &str) -> Option<Seat> {
        let mut parts = id.split('/');
        let date = parts.next()?.parse().ok()?;
        let (shift, post, seat) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
        let shift = self.shifts.iter().position(|declared| declared.id == shift)?;
        let post = self.posts.iter().position(|declared| declared.id == post)?;
        parts.next().is_none().then_some((date, shift, post, seat))
    }

    /// A slot by its id.
    pub fn slot(&self, id: &str) -> Option<&Slot> {
        let seat = self.seat_of(id)?;
        self.months.get(&Period::month_of(seat.0))?.slots.iter().find(|slot| slot.key() == seat)
    }

    /// Whether somebody is away on a day, by leave.
    pub fn is_on_leave(&self, person: &str, date: Date) -> bool {
        self.leave.iter().any(|leave| leave.person == person && leave.from <= date && date <= leave.to)
    }

    /// The file a month comes from: its table, or that of the rules.
    pub fn month_file(&self, month: &Month) -> Arc<str> {
        Arc::clone(month.table.as_ref().unwrap_or(&self.index.file))
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
