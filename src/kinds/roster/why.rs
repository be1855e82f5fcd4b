//! Why somebody is on duty: the line as it stood, who was passed over, what the table says, each change.

use super::fill::Decision;
use super::line::Hindrance;
use super::model::{ChangeKind, Event, NOBODY, Roster, Slot};
use super::read::base;
use crate::diag::Text;
use crate::kinds::{Directory, Shared};
use crate::say;
use crate::value::Period;

/// The rows of a month as the tables and rotations give them, before any change, to be frozen:
/// `2026-11-01,full,staff,1,b02,frozen`.
pub fn frozen_month(shared: &Shared, roster: &Roster, month: Period) -> Vec<String> {
    let row = |slot: &Slot| {
        let id = roster.slot_id(slot).replace('/', ",");
        let person = slot.person.as_deref().unwrap_or(if slot.planned_empty { NOBODY } else { "" });
        format!("{id},{person},frozen")
    };
    base(shared, roster, &mut |_| {}).iter().filter(|slot| Period::month_of(slot.date) == month).map(row).collect()
}

/// The rows of a month as the rotations give them, to be looked over by hand: `2026-12-01,夜班,值班人员,1,许丹`.
pub fn ruled_month(shared: &Shared, roster: &Roster, month: Period) -> Vec<String> {
    let people = &shared.directory.people;
    let row = |slot: &Slot| {
        let (shift, post) = (&roster.shifts[slot.shift].name, &roster.posts[slot.post].name);
        let person = slot.person.as_deref().map_or(if slot.planned_empty { NOBODY } else { "" }, |id| {
            // A name that two people have would have to be looked up again.
            people.get(id).filter(|own| people.values().filter(|other| other.name == own.name).count() == 1).map_or(id, |own| &own.name)
        });
        format!("{},{shift},{post},{},{person}", slot.date, slot.seat)
    };
    base(shared, roster, &mut |_| {}).iter().filter(|slot| Period::month_of(slot.date) == month).map(row).collect()
}

/// A slot that is no longer what its frozen row says it should be by the rules as they are now.
pub struct Drift {
    /// `2026-11-01/full/staff/1`
    pub slot: String,
    /// What the table says.
    pub fixed: String,
    /// What the rules give.
    pub given: String,
}

/// Where the rules now give another holder than the rows of a month say.
pub fn drift(shared: &Shared, roster: &Roster, month: Period) -> Vec<Drift> {
    let mut found = Vec::new();
    let directory = &shared.directory;
    base(shared, roster, &mut |decision| {
        let Some(fixed) = decision.fixed.filter(|_| Period::month_of(decision.seat.0) == month && decision.rotation.is_some()) else {
            return;
        };
        let held = if fixed.planned_empty { Some(NOBODY) } else { fixed.person.as_deref() };
        if held != decision.given {
            found.push(Drift { slot: roster.id_of(decision.seat), fixed: name(directory, held), given: name(directory, decision.given) });
        }
    });
    found
}

/// How a slot came to be what it is, a line of words each step; absent where there is no such slot.
pub fn why(shared: &Shared, roster: &Roster, id: &str) -> Option<Vec<Text>> {
    let slot = roster.slot(id)?;
    let directory = &shared.directory;
    let (date, shift, post) = (slot.date, &roster.shifts[slot.shift].name, &roster.posts[slot.post].name);
    let mut steps = vec![say!("{id}：{date} {shift} {post}", "{id}: {date} {shift} {post}")];
    base(shared, roster, &mut |decision| {
        if decision.seat == slot.key() {
            steps.extend(decided(directory, decision));
        }
    });
    steps.extend(slot.history.iter().map(|event| changed(directory, event)));
    let now = name(directory, slot.person.as_deref());
    steps.push(match slot.status() {
        _ if slot.cancelled => say!("现在：取消", "now: cancelled"),
        _ if slot.planned_empty => say!("现在：按名单空缺，不用补", "now: planned to be empty"),
        _ => say!("现在：{now}", "now: {now}"),
    });
    Some(steps)
}

fn name(directory: &Directory, person: Option<&str>) -> String {
    match person {
        None => "（无人）".to_owned(),
        Some(id) => directory.people.get(id).map_or_else(|| id.to_owned(), |person| person.name.clone()),
    }
}

/// The line, who was passed over, whom the rotation gives and what the table says instead.
fn decided(directory: &Directory, decision: &Decision<'_>) -> Vec<Text> {
    let mut steps = Vec::new();
    if let Some(rotation) = decision.rotation {
        let id = &rotation.id;
        let line = decision.line.iter().map(|person| name(directory, Some(person))).collect::<Vec<_>>().join(" → ");
        steps.push(say!("轮值 {id} 当时的次序：{line}", "the line of {id} at that moment: {line}"));
        if let Some(holder) = decision.holder {
            let holder = name(directory, Some(holder));
            steps.push(say!("这一轮轮到{holder}", "the turn is {holder}'s"));
        }
        for (person, hindrance) in decision.passed {
            let person = name(directory, Some(person));
            steps.push(match hindrance {
                Hindrance::Away => say!("{person}不在（请假或不在岗），跳过", "{person} is away, and passed over"),
                Hindrance::NotEligible => {
                    say!("{person}不在本岗位要求的分组里，跳过", "{person} is in no group the post asks for, and passed over")
                }
                Hindrance::Busy(date) => {
                    say!("{person}同时有 {date} 的班，跳过", "{person} is on another duty then ({date}), and passed over")
                }
                Hindrance::TooSoon(date) => {
                    say!("{person}在 {date} 值班，隔得太近，跳过", "{person} is on duty on {date}, too near, and passed over")
                }
            });
        }
        let given = name(directory, decision.given);
        steps.push(say!("轮值给出：{given}", "the rotation gives: {given}"));
    }
    match decision.fixed {
        Some(fixed) => {
            let held = name(directory, if fixed.planned_empty { Some(NOBODY) } else { fixed.person.as_deref() });
            steps.push(if fixed.frozen {
                say!("当月的表已冻结：{held}", "the month is frozen: {held}")
            } else {
                say!("当月的表里写的是：{held}", "the table of the month says: {held}")
            });
        }
        None if decision.rotation.is_none() => steps.push(say!("没有轮值排这个班，表里也没有", "no rotation fills it, and no table does")),
        None => {}
    }
    steps
}

fn changed(directory: &Directory, event: &Event) -> Text {
    let (id, from, to) = (&event.change, name(directory, event.from.as_deref()), name(directory, event.to.as_deref()));
    let (zh, en) = match event.kind {
        ChangeKind::Swap => ("换班", "swap"),
        ChangeKind::Substitute => ("替班", "substitute"),
        ChangeKind::Split => ("分段", "split"),
        ChangeKind::Add => ("加班", "addition"),
        ChangeKind::Cancel => ("取消", "cancellation"),
    };
    let date = event.approved.map_or_else(String::new, |date| date.to_string());
    let details: Vec<&str> = [date.as_str(), &event.approved_by, &event.reason].into_iter().filter(|text| !text.is_empty()).collect();
    let details = details.join("，");
    say!("变更 {id}（{zh}；{details}）：{from} → {to}", "change {id} ({en}; {details}): {from} → {to}")
}
