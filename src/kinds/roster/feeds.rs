//! The roster as calendars to subscribe to: of the team, of a month, of each person, and of the holidays.

use super::model::{Event, Roster, Slot, SlotStatus, midnight, unix_milliseconds};
use super::pages::{name, person, time_range};
use super::people::mobile;
use crate::diag::Language;
use crate::export::{Calendar, CalendarEvent, When};
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::value::{Date, Datelike, DayClass, Period};
use crate::view::{Address, Planned};

/// All feeds of a roster.
pub(super) fn feeds<'a>(corpus: &'a Corpus, roster: &'a Roster) -> Vec<Planned<'a>> {
    let feeds = Feeds { corpus, roster };
    let at = |name: &str| Address::new(&format!("{}/{name}.ics", roster.name)).ok();
    let mut planned = Vec::new();
    planned.extend(at("all").map(|address| Planned::data(address, move || feeds.team(|_| true))));
    planned.extend(at("holidays").map(|address| Planned::data(address, move || feeds.holidays())));
    for month in roster.months.keys().copied() {
        let of_month = move |slot: &Slot| Period::month_of(slot.date) == month;
        planned.extend(at(&month.to_string()).map(|address| Planned::data(address, move || feeds.team(of_month))));
    }
    for id in person::people(roster) {
        planned.extend(at(&format!("p/{id}")).map(|address| Planned::data(address, move || feeds.of_person(id))));
    }
    planned
}

#[derive(Clone, Copy)]
struct Feeds<'a> {
    corpus: &'a Corpus,
    roster: &'a Roster,
}

impl Feeds<'_> {
    fn language(self) -> Language {
        self.corpus.shared.site.language
    }

    fn calendar(self, name: String, events: Vec<CalendarEvent>) -> Vec<u8> {
        Calendar { name, generator: concat!("gongshi ", env!("CARGO_PKG_VERSION")).to_owned(), events }.to_bytes()
    }

    /// Every slot that somebody holds, or held before it was cancelled. A vacant one has no entry.
    fn team(self, shown: impl Fn(&Slot) -> bool) -> Vec<u8> {
        let event = |slot: &Slot| {
            let person = slot.person.as_deref()?;
            let (shift, post) = self.names(slot);
            Some(self.event(slot, format!("{shift} {post}：{}", self.name(person)), slot.cancelled, self.whole(slot)))
        };
        let slots =
            self.roster.slots().filter(|slot| shown(slot) && matches!(slot.status(), SlotStatus::Confirmed | SlotStatus::Cancelled));
        self.calendar(self.roster.title.clone(), slots.filter_map(event).collect())
    }

    /// The duties of one person, and as cancelled those that a change took away.
    fn of_person(self, id: &str) -> Vec<u8> {
        let mut events = Vec::new();
        for slot in self.roster.slots() {
            let (shift, post) = self.names(slot);
            let summary = format!("{shift} {post}");
            if slot.person.as_deref() == Some(id) {
                events.push(self.event(slot, summary, slot.cancelled, self.whole(slot)));
            } else if let Some(part) = slot.parts.iter().find(|part| part.person == id) {
                let hours = self.hours(slot, part.start, part.end);
                events.push(self.event(slot, summary, slot.cancelled, hours));
            } else if slot.history.iter().any(|event| event.from.as_deref() == Some(id)) {
                events.push(self.event(slot, summary, true, self.whole(slot)));
            }
        }
        self.calendar(format!("{} {}", self.roster.title, self.name(id)), events)
    }

    /// Holidays and make-up days, as whole days that leave the time free.
    fn holidays(self) -> Vec<u8> {
        let words = catalogue(self.language());
        let listed = self.roster.days().filter(|day| !day.name.is_empty() && day.class != DayClass::Rest);
        let event = |day: &super::model::Day| CalendarEvent {
            uid: self.uid(&format!("{}-{}", day.date, day.class.as_str())),
            when: When::Day(day.date),
            summary: format!("{} {}", day.name, words.get(&format!("day-class.{}", day.class.as_str()))),
            description: String::new(),
            sequence: 0,
            stamp: first_of_month(day.date),
            cancelled: false,
            transparent: true,
        };
        self.calendar(words.get("duty.holidays").to_owned(), listed.map(event).collect())
    }

    fn name(self, id: &str) -> String {
        name(&self.corpus.shared.directory, id).to_owned()
    }

    fn names(&self, slot: &Slot) -> (&str, &str) {
        (&self.roster.shifts[slot.shift].name, &self.roster.posts[slot.post].name)
    }

    /// Never the person: the entry stays the same when somebody else comes.
    fn uid(self, what: &str) -> String {
        format!("{}-{what}@{}", self.roster.name.replace('/', "-"), self.corpus.shared.site.id)
    }

    fn whole(self, slot: &Slot) -> When {
        let shift = &self.roster.shifts[slot.shift];
        self.hours(slot, shift.start, shift.end)
    }

    fn hours(self, slot: &Slot, start: i64, end: i64) -> When {
        let midnight = midnight(slot.date);
        When::Instants(unix_milliseconds(midnight + start), unix_milliseconds(midnight + end))
    }

    fn event(self, slot: &Slot, summary: String, cancelled: bool, when: When) -> CalendarEvent {
        CalendarEvent {
            uid: self.uid(&self.roster.slot_id(slot).replace('/', "-")),
            when,
            summary,
            description: self.description(slot),
            sequence: slot.history.len(),
            // Never the day of the build: a feed that did not change keeps its bytes.
            stamp: slot.history.iter().filter_map(approved).max().unwrap_or_else(|| first_of_month(slot.date)),
            cancelled,
            transparent: false,
        }
    }

    /// The hours others take over, each change, and whom to ring; a mobile number is never among it.
    fn description(self, slot: &Slot) -> String {
        let words = catalogue(self.language());
        let mut lines: Vec<String> = Vec::new();
        for part in &slot.parts {
            lines.push(format!("{} {}", time_range(part.start, part.end, self.language()), self.name(&part.person)));
        }
        for event in &slot.history {
            let kind = words.get(&format!("change-kind.{}", event.kind.as_str()));
            let person = |id: &Option<String>| id.as_deref().map_or_else(|| "—".to_owned(), |id| self.name(id));
            lines.push(format!("{kind}：{} → {}", person(&event.from), person(&event.to)));
        }
        if !self.roster.hotline.is_empty() && mobile(&self.roster.hotline).is_none() {
            lines.push(format!("{} {}", words.get("duty.hotline"), self.roster.hotline));
        }
        lines.join("\n")
    }
}

fn approved(event: &Event) -> Option<i64> {
    event.approved.map(|date| unix_milliseconds(midnight(date) + event.approved_minute))
}

/// 00:00 of the first day of a month.
fn first_of_month(date: Date) -> i64 {
    unix_milliseconds(midnight(date.with_day(1).unwrap_or(date)))
}
