//! What was changed, as a list below a month or a year.

use super::{day_title, name};
use crate::diag::Language;
use crate::kinds::Directory;
use crate::kinds::roster::model::{Event, Roster, Slot};
use crate::lang::catalogue;
use crate::value::Date;
use crate::view::DutyChange;

/// The changes of all slots on days for which `shown` holds, in order of the slots, numbered from 1.
pub(super) fn changes(directory: &Directory, roster: &Roster, language: Language, shown: impl Fn(Date) -> bool) -> Vec<DutyChange> {
    let slots = roster.slots().filter(|slot| shown(slot.date));
    let events = slots.flat_map(|slot| slot.history.iter().map(move |event| (slot, event)));
    events.enumerate().map(|(index, (slot, event))| change(directory, roster, language, index + 1, slot, event)).collect()
}

fn change(directory: &Directory, roster: &Roster, language: Language, number: usize, slot: &Slot, event: &Event) -> DutyChange {
    let (day, shift, post) = (day_title(slot.date, language), &roster.shifts[slot.shift].name, &roster.posts[slot.post].name);
    let person = |id: &Option<String>| id.as_deref().map_or_else(String::new, |id| name(directory, id).to_owned());
    DutyChange {
        number,
        date: slot.date.to_string(),
        slot: format!("{day} {shift} {post}"),
        kind: catalogue(language).get(&format!("change-kind.{}", event.kind.as_str())),
        from: person(&event.from),
        to: person(&event.to),
        approved: event.approved.map_or_else(String::new, |date| date.to_string()),
        approved_by: name(directory, &event.approved_by).to_owned(),
        reason: event.reason.clone(),
    }
}
