//! A section's files to a roster.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::declaration::{self, Rules};
use super::findings;
use super::model::{Day, Month, Roster, Slot};
use crate::diag::{Checked, Diagnostic, Place, has_errors};
use crate::format::{Parsed, nearest, table::Table};
use crate::kinds::{Directory, Section, Shared};
use crate::record::{Field, FieldType, Options, Record, Records, read as read_table};
use crate::value::{Date, DayClass, Period, WorkCalendar, fold};

/// Reads a section of kind `roster`.
pub fn read(shared: &Shared, section: &Section<'_>) -> Checked<Roster> {
    let mut diagnostics = Vec::new();
    let front = section.index;
    let raw = section.front.roster.clone().unwrap_or_default();
    let rules = declaration::resolve(&raw, front).take(&mut diagnostics);
    let usable = !has_errors(&diagnostics);
    let Rules { shifts, posts, covers, min_rest_hours } = rules;
    let rule = raw.rule.clone().map(|rule| (rule, front.front_line("rule")));
    let mut roster = Roster {
        name: section.name.clone(),
        title: section.title.clone(),
        order: section.front.order,
        index: section.index.source.clone(),
        intro: section.index.body.clone(),
        hotline: raw.hotline.clone().unwrap_or_default(),
        rule: rule.or_else(|| section.front.rule.clone().map(|rule| (rule, front.front_line("rule")))),
        shifts,
        posts,
        covers,
        min_rest_hours,
        months: BTreeMap::new(),
    };
    for (period, table) in sort_files(section, &mut diagnostics) {
        if usable {
            let month = read_month(shared, &roster, period, table).take(&mut diagnostics);
            roster.months.insert(period, month);
        }
    }
    Checked::new(roster, diagnostics)
}

fn sort_files<'a>(section: &Section<'a>, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<Period, &'a Table> {
    let mut months: BTreeMap<Period, &Table> = BTreeMap::new();
    for file in section.files.iter().copied() {
        let name = file.path.rsplit_once('/').map_or(file.path.as_ref(), |(_, name)| name);
        let period = Period::parse_name(name).map(|(period, _)| period).filter(|period| matches!(period, Period::Month(..)));
        match (period, &file.content) {
            (Some(period), Parsed::Table(table)) => {
                if let Some(first) = months.insert(period, table) {
                    diagnostics.push(findings::two_tables(&first.source().file, &file.path, period));
                }
            }
            _ if matches!(name, "leave.csv" | "changes.csv") => diagnostics.push(findings::not_used(&file.path, name)),
            _ => diagnostics.push(findings::unknown_file(&file.path)),
        }
    }
    months
}

fn fields() -> [Field; 6] {
    [
        Field::new("date", "日期", FieldType::Date).aliases(&["值班日期"]).required(),
        Field::new("shift", "班次", FieldType::Text).required(),
        Field::new("post", "岗位", FieldType::Text).required(),
        Field::new("seat", "席位", FieldType::Integer),
        Field::new("person", "人员", FieldType::Text).aliases(&["姓名", "值班人", "值班人员"]),
        Field::new("origin", "来源", FieldType::Text),
    ]
}

const DATE: usize = 0;
const SHIFT: usize = 1;
const POST: usize = 2;
const SEAT: usize = 3;
const PERSON: usize = 4;

fn read_month(shared: &Shared, roster: &Roster, period: Period, table: &Table) -> Checked<Month> {
    let mut diagnostics = Vec::new();
    let file = Arc::clone(&table.source().file);
    let days = days(&shared.calendar, roster, period, &file).take(&mut diagnostics);
    let options = Options { period: Some(period), must_have_rows: true, ..Options::default() };
    let records = read_table(table, &fields(), &options).take(&mut diagnostics).unwrap_or_default();
    let mut reader = MonthReader {
        shared,
        roster,
        period,
        table,
        records: &records,
        days: &days,
        seats: BTreeMap::new(),
        unclear: BTreeSet::new(),
        diagnostics,
    };
    for record in records.iter() {
        reader.row(record);
    }
    let MonthReader { seats, unclear, diagnostics, .. } = reader;
    let slots = all_seats(roster, &days).into_iter().map(|(date, shift, post, seat)| {
        let row = seats.get(&(date, shift, post, seat));
        let unclear = unclear.contains(&(date, shift, post, seat));
        Slot {
            date,
            shift,
            post,
            seat,
            person: row.and_then(|(person, _)| person.clone()),
            place: row.map(|(_, place)| place.clone()),
            unclear,
        }
    });
    let month = Month { file, slots: slots.collect(), days };
    Checked::new(month, diagnostics)
}

/// The days of a month the roster covers.
fn days(calendar: &WorkCalendar, roster: &Roster, period: Period, file: &Arc<str>) -> Checked<Vec<Day>> {
    let mut days = Vec::new();
    let Some((first, last)) = period.days() else { return Checked::clean(days) };
    let covered = |date: &Date| roster.covers.is_none_or(|(from, to)| from <= *date && *date <= to);
    for date in first.iter_days().take_while(|date| *date <= last).filter(covered) {
        match calendar.class(date) {
            Ok((class, name)) => days.push(Day { date, class, name: name.unwrap_or_default().to_owned() }),
            Err(missing) => return Checked::new(days, vec![findings::no_calendar(file, missing.year)]),
        }
    }
    Checked::clean(days)
}

/// The rows of a month's table as yet without people: `2026-12-01,夜班,值班人员,1`; the year without a holiday table else.
pub fn empty_month(calendar: &WorkCalendar, roster: &Roster, month: Period) -> Result<Vec<String>, i32> {
    let days = days(calendar, roster, month, &roster.index.file);
    if !days.diagnostics.is_empty() {
        return Err(month.year());
    }
    let row = |(date, shift, post, seat): Seat| {
        let (shift, post) = (&roster.shifts[shift].name, &roster.posts[post].name);
        format!("{date},{shift},{post},{seat}")
    };
    Ok(all_seats(roster, &days.value).into_iter().map(row).collect())
}

type Seat = (Date, usize, usize, u32);

/// Every seat that must be held, in order of date, start of shift, post, seat.
fn all_seats(roster: &Roster, days: &[Day]) -> Vec<Seat> {
    let mut by_start: Vec<usize> = (0..roster.shifts.len()).collect();
    by_start.sort_by_key(|shift| roster.shifts[*shift].start);
    let mut seats = Vec::new();
    for day in days {
        for shift in by_start.iter().copied().filter(|shift| roster.shifts[*shift].classes.contains(&day.class)) {
            for (post, declared) in roster.posts.iter().enumerate().filter(|(_, post)| post.shifts.contains(&shift)) {
                seats.extend((1..=declared.seats).map(|seat| (day.date, shift, post, seat)));
            }
        }
    }
    seats
}

struct MonthReader<'a> {
    shared: &'a Shared,
    roster: &'a Roster,
    period: Period,
    table: &'a Table,
    records: &'a Records,
    days: &'a [Day],
    /// Rows by seat; a row may leave the person open.
    seats: BTreeMap<Seat, (Option<String>, Place)>,
    /// Seats given to somebody who could not be made out.
    unclear: BTreeSet<Seat>,
    diagnostics: Vec<Diagnostic>,
}

impl MonthReader<'_> {
    fn place(&self, record: Record<'_>, field: usize) -> Place {
        self.records.place(self.table, record, field)
    }

    /// Takes in a row; one that is not filled in was reported, or is a seat left open.
    fn row(&mut self, record: Record<'_>) {
        let (Some(date), Some(shift), Some(post)) =
            (record.value(DATE).as_date(), record.value(SHIFT).as_text(), record.value(POST).as_text())
        else {
            return;
        };
        let Some(day) = self.day(record, date) else { return };
        let Some(shift) = self.shift(record, shift, day.class, date) else { return };
        let Some(post) = self.post(record, post, shift) else { return };
        let Some(seat) = self.seat(record, date, shift, post) else { return };
        let place = self.place(record, PERSON);
        let Some(name) = record.value(PERSON).as_text().filter(|name| *name != "-") else {
            self.seats.entry((date, shift, post, seat)).or_insert((None, place));
            return;
        };
        self.diagnostics.extend(mobile(name).map(|masked| findings::mobile_number(place.clone(), &masked)));
        match person(&self.shared.directory, name, date) {
            Found::One(id) => {
                if let Some((Some(_), first)) = self.seats.get(&(date, shift, post, seat)) {
                    let id = slot_id(self.roster, (date, shift, post, seat));
                    self.diagnostics.push(findings::duplicate_slot(place, first.clone(), &id));
                } else {
                    self.seats.insert((date, shift, post, seat), (Some(id), place));
                }
            }
            Found::Many(ids) => {
                self.unclear.insert((date, shift, post, seat));
                self.diagnostics.push(findings::ambiguous_person(place, name, &ids));
            }
            Found::None => {
                self.unclear.insert((date, shift, post, seat));
                let names: Vec<&str> = self.shared.directory.people.values().map(|person| person.name.as_str()).collect();
                self.diagnostics.push(findings::unknown_person(place, name, nearest(name, &names)));
            }
        }
    }

    fn day(&mut self, record: Record<'_>, date: Date) -> Option<Day> {
        let day = self.days.iter().find(|day| day.date == date).cloned();
        if day.is_none() {
            let place = self.place(record, DATE);
            self.diagnostics.push(findings::outside_month(place, date, &self.period.to_string()));
        }
        day
    }

    fn shift(&mut self, record: Record<'_>, name: &str, class: DayClass, date: Date) -> Option<usize> {
        let place = self.place(record, SHIFT);
        let Some(shift) = self.roster.shifts.iter().position(|shift| named(name, &shift.id, &shift.name)) else {
            self.diagnostics.push(findings::unknown_slot(place, name));
            return None;
        };
        if !self.roster.shifts[shift].classes.contains(&class) {
            let word = match class {
                DayClass::Work => "工作日",
                DayClass::Rest => "休息日",
                DayClass::Holiday => "节假日",
            };
            self.diagnostics.push(findings::wrong_class(place, date, word, name));
            return None;
        }
        Some(shift)
    }

    fn post(&mut self, record: Record<'_>, name: &str, shift: usize) -> Option<usize> {
        let post = self.roster.posts.iter().position(|post| named(name, &post.id, &post.name) && post.shifts.contains(&shift));
        if post.is_none() {
            let place = self.place(record, POST);
            self.diagnostics.push(findings::unknown_slot(place, name));
        }
        post
    }

    /// The seat the row names; the next free one where it names none.
    fn seat(&mut self, record: Record<'_>, date: Date, shift: usize, post: usize) -> Option<u32> {
        let seats = self.roster.posts[post].seats;
        let Some(seat) = record.value(SEAT).as_integer() else {
            let free = (1..=seats).find(|seat| !self.seats.contains_key(&(date, shift, post, *seat)));
            if free.is_none() {
                let place = self.place(record, PERSON);
                self.diagnostics.push(findings::unknown_slot(place, &slot_id(self.roster, (date, shift, post, seats + 1))));
            }
            return free;
        };
        let seat = u32::try_from(seat).ok().filter(|seat| (1..=seats).contains(seat));
        if seat.is_none() {
            let place = self.place(record, SEAT);
            let read = record.value(SEAT).canonical();
            let id = format!("{date}/{}/{}/{read}", self.roster.shifts[shift].id, self.roster.posts[post].id);
            self.diagnostics.push(findings::unknown_slot(place, &id));
        }
        seat
    }
}

fn named(text: &str, id: &str, name: &str) -> bool {
    text == id || fold(text) == fold(name)
}

fn slot_id(roster: &Roster, (date, shift, post, seat): Seat) -> String {
    format!("{date}/{}/{}/{seat}", roster.shifts[shift].id, roster.posts[post].id)
}

enum Found {
    One(String),
    Many(String),
    None,
}

/// Somebody by id, or by a name only one person has on that day.
fn person(directory: &Directory, text: &str, date: Date) -> Found {
    if directory.people.contains_key(text) {
        return Found::One(text.to_owned());
    }
    let folded = fold(text);
    let called: Vec<_> = directory.people.values().filter(|person| fold(&person.name) == folded).collect();
    let here: Vec<_> = called.iter().copied().filter(|person| person.is_here(date)).collect();
    match (here.as_slice(), called.as_slice()) {
        ([one], _) | ([], [one]) => Found::One(one.id.clone()),
        ([], []) => Found::None,
        _ => Found::Many(called.iter().map(|person| person.id.as_str()).collect::<Vec<_>>().join("、")),
    }
}

/// A mobile number in a text, all but its ends masked.
fn mobile(text: &str) -> Option<String> {
    let digits: String = fold(text).chars().filter(|c| *c != '-').collect();
    let at = digits
        .as_bytes()
        .windows(11)
        .position(|window| window[0] == b'1' && (b'3'..=b'9').contains(&window[1]) && window.iter().all(u8::is_ascii_digit))?;
    Some(format!("{}****{}", &digits[at..at + 3], &digits[at + 7..at + 11]))
}
