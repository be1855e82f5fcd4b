//! `changes.csv`: what was changed after the roster was made. Changes never move a line.

use super::findings;
use super::model::{ChangeKind, Event, Origin, Part, Roster, Slot};
use super::people::{Found, person};
use crate::diag::{Checked, Diagnostic, Place, Text};
use crate::format::{nearest, table::Table};
use crate::kinds::Directory;
use crate::record::{Field, FieldType, Options, Record, Records, read as read_table};
use crate::say;
use crate::value::{Date, fold, parse_date};

/// A row of `changes.csv`.
#[derive(Debug, Clone)]
pub(super) struct Change {
    id: String,
    slot: String,
    with_slot: Option<String>,
    kind: ChangeKind,
    from: Option<String>,
    to: Option<String>,
    reason: String,
    approved_by: String,
    /// Day and minute it was approved.
    approved: Option<(Date, i64)>,
    note: String,
    /// Where the slot is named, and who is to come.
    place: Place,
    to_place: Place,
}

const ID: usize = 0;
const SLOT: usize = 1;
const KIND: usize = 2;
const FROM: usize = 3;
const TO: usize = 4;
const WITH_SLOT: usize = 5;
const REASON: usize = 6;
const APPROVED_BY: usize = 7;
const APPROVED_AT: usize = 8;
const NOTE: usize = 9;

const KINDS: [(&str, ChangeKind); 10] = [
    ("swap", ChangeKind::Swap),
    ("换班", ChangeKind::Swap),
    ("substitute", ChangeKind::Substitute),
    ("替班", ChangeKind::Substitute),
    ("split", ChangeKind::Split),
    ("分段", ChangeKind::Split),
    ("add", ChangeKind::Add),
    ("加班", ChangeKind::Add),
    ("cancel", ChangeKind::Cancel),
    ("取消", ChangeKind::Cancel),
];

fn fields() -> [Field; 10] {
    let kinds = FieldType::Enum(KINDS.iter().map(|(word, _)| (*word).to_owned()).collect());
    [
        Field::new("id", "编号", FieldType::Text).aliases(&["单号", "审批单号"]).required().key(),
        Field::new("slot", "班次编号", FieldType::Text).aliases(&["班", "原班次"]).required(),
        Field::new("kind", "类型", kinds).aliases(&["类别"]).required(),
        Field::new("from", "原值班人", FieldType::Text).aliases(&["原人员", "原"]),
        Field::new("to", "现值班人", FieldType::Text).aliases(&["现人员", "现", "替班人"]),
        Field::new("with_slot", "对调班次", FieldType::Text).aliases(&["换到", "对调班次编号"]),
        Field::new("reason", "事由", FieldType::Text).aliases(&["原因"]),
        Field::new("approved_by", "批准人", FieldType::Text).aliases(&["审批人"]),
        Field::new("approved_at", "批准时间", FieldType::Text).aliases(&["批准日期", "审批时间"]),
        Field::new("note", "备注", FieldType::Text).aliases(&["时段"]),
    ]
}

/// Reads the table, in the order in which the changes apply: by approval, then by id; those without approval last.
pub(super) fn read(directory: &Directory, table: &Table) -> Checked<Vec<Change>> {
    let mut diagnostics = Vec::new();
    let records = read_table(table, &fields(), &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let mut reader = Reader { directory, table, records: &records, diagnostics };
    let mut changes: Vec<Change> = records.iter().filter_map(|record| reader.change(record)).collect();
    changes.sort_by(|a, b| (a.approved.is_none(), a.approved, &a.id).cmp(&(b.approved.is_none(), b.approved, &b.id)));
    Checked::new(changes, reader.diagnostics)
}

struct Reader<'a> {
    directory: &'a Directory,
    table: &'a Table,
    records: &'a Records,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn change(&mut self, record: Record<'_>) -> Option<Change> {
        let text = |field: usize| record.value(field).as_text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let place = |field: usize| self.records.place(self.table, record, field);
        let (to_place, approved_place) = (place(TO), place(APPROVED_AT));
        let slot = text(SLOT)?;
        let kind = text(KIND)?;
        let kind = KINDS.iter().find(|(word, _)| *word == kind)?.1;
        let date = slot.split('/').next().and_then(|date| date.parse().ok()).unwrap_or_default();
        let (from, to) = (self.person(record, FROM, date)?, self.person(record, TO, date)?);
        let at = text(APPROVED_AT);
        let approved = at.as_deref().and_then(instant);
        if let Some(at) = at.filter(|_| approved.is_none()) {
            self.diagnostics.push(findings::bad_instant(approved_place, &at));
        }
        Some(Change {
            id: text(ID)?,
            with_slot: text(WITH_SLOT),
            kind,
            from,
            to,
            reason: text(REASON).unwrap_or_default(),
            approved_by: text(APPROVED_BY).unwrap_or_default(),
            approved,
            note: text(NOTE).unwrap_or_default(),
            place: self.records.place(self.table, record, SLOT),
            to_place,
            slot,
        })
    }

    /// Whom a cell names; `None` when that cannot be made out, which is told.
    fn person(&mut self, record: Record<'_>, field: usize, date: Date) -> Option<Option<String>> {
        let Some(name) = record.value(field).as_text().map(str::trim).filter(|name| !name.is_empty()) else { return Some(None) };
        let place = self.records.place(self.table, record, field);
        match person(self.directory, name, date) {
            Found::One(id) => return Some(Some(id)),
            Found::Many(ids) => self.diagnostics.push(findings::ambiguous_person(place, name, &ids)),
            Found::None => {
                let names: Vec<&str> = self.directory.people.values().map(|person| person.name.as_str()).collect();
                self.diagnostics.push(findings::unknown_person(place, name, nearest(name, &names)));
            }
        }
        None
    }
}

/// `2026-02-10` or `2026-02-10 14:30`, as day and minute.
fn instant(text: &str) -> Option<(Date, i64)> {
    let date = parse_date(text, &[], None).ok()??.date;
    let time = text.split(['T', 't', ' ', '\u{3000}', '日']).rfind(|part| part.contains([':', '：']));
    Some((date, time.and_then(|time| clock(&fold(time))).unwrap_or_default()))
}

/// Minutes after midnight: `14:30`.
fn clock(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let (hour, minute) = (parts.next()?.parse::<i64>().ok()?, parts.next()?.parse::<i64>().ok()?);
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

/// All slots of a roster, month by month, while changes are made to them.
pub(super) struct Changing<'a> {
    pub(super) roster: &'a Roster,
    pub(super) directory: &'a Directory,
    pub(super) slots: &'a mut Vec<Slot>,
}

impl Changing<'_> {
    /// Makes a change; what does not fit what stands is told, and nothing is changed.
    pub(super) fn apply(&mut self, change: &Change) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = findings::approval(self.roster, change.approval(), &change.place).into_iter().collect();
        let made = match change.kind {
            ChangeKind::Swap => self.swap(change),
            ChangeKind::Substitute => self.substitute(change),
            ChangeKind::Split => self.split(change),
            ChangeKind::Add => self.add(change),
            ChangeKind::Cancel => self.cancel(change),
        };
        found.extend(made.err().map(|words| findings::stale_change(change.place.clone(), &change.id, &words)));
        found
    }

    fn find(&self, id: &str) -> Option<usize> {
        let seat = self.roster.seat_of(id)?;
        self.slots.iter().position(|slot| slot.key() == seat)
    }

    /// The slot of that id, which the person must hold.
    fn held(&self, id: &str, holder: Option<&String>) -> Result<usize, Text> {
        let Some(at) = self.find(id) else { return Err(say!("没有这个班：{id}", "there is no such slot: {id}")) };
        let slot = &self.slots[at];
        if slot.cancelled {
            return Err(say!("{id} 已经取消", "{id} was cancelled"));
        }
        if slot.person.as_ref() != holder {
            let (now, said) = (self.name(slot.person.as_deref()), self.name(holder.map(String::as_str)));
            return Err(say!("{id} 现在的值班人是{now}，不是{said}", "{id} is held by {now}, not by {said}"));
        }
        Ok(at)
    }

    fn name(&self, person: Option<&str>) -> String {
        let Some(id) = person else { return "（无人）".to_owned() };
        self.directory.people.get(id).map_or_else(|| id.to_owned(), |person| person.name.clone())
    }

    fn give(&mut self, change: &Change, at: usize, to: Option<String>) {
        let slot = &mut self.slots[at];
        slot.history.push(change.event(slot.person.clone(), to.clone()));
        slot.person = to;
        slot.planned_empty = false;
        slot.place = Some(change.to_place.clone());
    }

    fn needed<'c>(value: Option<&'c String>, zh: &str, en: &str) -> Result<&'c String, Text> {
        value.ok_or_else(|| say!("没有写{zh}", "{en} is missing"))
    }

    fn swap(&mut self, change: &Change) -> Result<(), Text> {
        let other = Self::needed(change.with_slot.as_ref(), "对调班次（with_slot）", "with_slot")?.clone();
        let from = Self::needed(change.from.as_ref(), "原值班人（from）", "from")?.clone();
        let to = Self::needed(change.to.as_ref(), "现值班人（to）", "to")?.clone();
        let first = self.held(&change.slot, Some(&from))?;
        let second = self.held(&other, Some(&to))?;
        if first == second {
            return Err(say!("两个班是同一个", "both slots are the same"));
        }
        self.give(change, first, Some(to));
        self.give(change, second, Some(from));
        Ok(())
    }

    fn substitute(&mut self, change: &Change) -> Result<(), Text> {
        let from = Self::needed(change.from.as_ref(), "原值班人（from）", "from")?;
        let to = Self::needed(change.to.as_ref(), "现值班人（to）", "to")?.clone();
        let at = self.held(&change.slot, Some(from))?;
        self.give(change, at, Some(to));
        Ok(())
    }

    fn split(&mut self, change: &Change) -> Result<(), Text> {
        let from = Self::needed(change.from.as_ref(), "原值班人（from）", "from")?;
        let to = Self::needed(change.to.as_ref(), "现值班人（to）", "to")?.clone();
        let at = self.held(&change.slot, Some(from))?;
        let shift = &self.roster.shifts[self.slots[at].shift];
        let note = &change.note;
        let Some((start, end)) = hours(note, shift.start, shift.end) else {
            let (name, id) = (&shift.name, &change.slot);
            return Err(say!(
                "备注“{note}”不是{name}（{id}）里的一段时间，应写成 22:00-02:00",
                "the note “{note}” is no part of {id}, write 22:00-02:00"
            ));
        };
        if self.slots[at].parts.iter().any(|part| part.start < end && start < part.end) {
            return Err(say!("{note} 已经分给别人", "{note} was given away before"));
        }
        let slot = &mut self.slots[at];
        slot.history.push(change.event(slot.person.clone(), Some(to.clone())));
        slot.parts.push(Part { start, end, person: to });
        slot.place = Some(change.to_place.clone());
        Ok(())
    }

    fn add(&mut self, change: &Change) -> Result<(), Text> {
        let to = Self::needed(change.to.as_ref(), "现值班人（to）", "to")?.clone();
        if let Some(from) = &change.from {
            let from = self.name(Some(from));
            return Err(say!("加班不替谁，原值班人应为空，现写着{from}", "an addition stands in for nobody, but from is {from}"));
        }
        if let Some(at) = self.find(&change.slot) {
            if self.slots[at].person.is_some() && !self.slots[at].cancelled {
                let (id, now) = (&change.slot, self.name(self.slots[at].person.as_deref()));
                return Err(say!(
                    "{id} 已经有人值班（{now}），要加人请写下一个席位",
                    "{id} is held by {now}; name the next seat to add somebody"
                ));
            }
            if self.slots[at].cancelled {
                let id = &change.slot;
                return Err(say!("{id} 已经取消", "{id} was cancelled"));
            }
            self.give(change, at, Some(to));
            self.slots[at].origin = Origin::Added;
            return Ok(());
        }
        let Some((at, mut slot)) = self.further(&change.slot) else {
            let id = &change.slot;
            return Err(say!("没有这个班：{id}", "there is no such slot: {id}"));
        };
        slot.history.push(change.event(None, Some(to.clone())));
        slot.person = Some(to);
        slot.origin = Origin::Added;
        slot.place = Some(change.to_place.clone());
        self.slots.insert(at, slot);
        Ok(())
    }

    /// A seat beyond those declared, and where it goes: behind the last seat of its shift and post.
    fn further(&self, id: &str) -> Option<(usize, Slot)> {
        let (date, shift, post, seat) = self.roster.seat_of(id)?;
        let last = self.slots.iter().rposition(|slot| slot.date == date && slot.shift == shift && slot.post == post)?;
        (seat > self.slots[last].seat).then(|| (last + 1, Slot::empty((date, shift, post, seat))))
    }

    fn cancel(&mut self, change: &Change) -> Result<(), Text> {
        let at = match &change.from {
            Some(from) => self.held(&change.slot, Some(from))?,
            None => {
                let holder = self.find(&change.slot).and_then(|at| self.slots[at].person.clone());
                self.held(&change.slot, holder.as_ref())?
            }
        };
        let slot = &mut self.slots[at];
        slot.history.push(change.event(slot.person.clone(), None));
        slot.cancelled = true;
        Ok(())
    }
}

/// `22:00-02:00` within a shift, in minutes after the midnight its day begins with.
fn hours(note: &str, start: i64, end: i64) -> Option<(i64, i64)> {
    let folded: String = fold(note).replace(['—', '–', '~', '至'], "-");
    let (from, to) = folded.split_once('-')?;
    let (from, to) = (clock(from.trim())?, clock(to.trim())?);
    let from = if from < start { from + 1440 } else { from };
    let to = if to <= from { to + 1440 } else { to };
    (start <= from && from < to && to <= end).then_some((from, to))
}

/// When and by whom a change was approved.
pub(super) struct Approval<'a> {
    pub(super) id: &'a str,
    pub(super) slot: &'a str,
    pub(super) by: &'a str,
    pub(super) at: Option<(Date, i64)>,
}

impl Change {
    fn approval(&self) -> Approval<'_> {
        Approval { id: &self.id, slot: &self.slot, by: &self.approved_by, at: self.approved }
    }

    fn event(&self, from: Option<String>, to: Option<String>) -> Event {
        Event {
            change: self.id.clone(),
            kind: self.kind,
            from,
            to,
            approved: self.approved.map(|(date, _)| date),
            approved_minute: self.approved.map_or(0, |(_, minute)| minute),
            approved_by: self.approved_by.clone(),
            reason: self.reason.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{hours, instant};

    #[test]
    fn hours_of_a_split() {
        // A night from 17:30 to 08:30, a day from 08:30 to 08:30.
        for (note, shift, expected) in [
            ("18:00-22:00", (1050, 1950), Some((1080, 1320))),
            ("22:00-02:00", (1050, 1950), Some((1320, 1560))),
            ("00:00—08:30", (1050, 1950), Some((1440, 1950))),
            ("12：00-18：00", (510, 1950), Some((720, 1080))),
            ("07:00-09:00", (1050, 1950), None),
            ("晚上", (1050, 1950), None),
        ] {
            assert_eq!(hours(note, shift.0, shift.1), expected, "{note}");
        }
    }

    #[test]
    fn approvals_with_and_without_a_time() {
        let day = "2026-02-10".parse().unwrap();
        for (text, minute) in [("2026-02-10", 0), ("2026-02-10 14:30", 870), ("2026-02-10T09:05:00", 545), ("2026年2月10日 8:00", 480)] {
            assert_eq!(instant(text), Some((day, minute)), "{text}");
        }
        assert_eq!(instant("昨天"), None);
    }
}
