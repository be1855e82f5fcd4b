//! A section's files to a roster.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::change::{self, Changing};
use super::declaration::{self, Rules};
use super::fill::{Decision, Source, fill};
use super::model::{Day, Fixed, Month, NOBODY, Roster, Seat, Slot};
use super::people::{Found, mobile, person};
use super::{findings, leave};
use crate::diag::{Checked, Diagnostic, Place, has_errors};
use crate::format::{Parsed, nearest, table::Table};
use crate::kinds::{Section, Shared};
use crate::record::{Field, FieldType, Options, Record, Records, read as read_table};
use crate::value::{Date, DayClass, Period, WorkCalendar, fold};

/// Reads a section of kind `roster`.
pub fn read(shared: &Shared, section: &Section<'_>) -> Checked<Roster> {
    let mut diagnostics = Vec::new();
    let front = section.index;
    let raw = section.front.roster.clone().unwrap_or_default();
    let rules = declaration::resolve(&raw, front, &shared.directory).take(&mut diagnostics);
    let usable = !has_errors(&diagnostics);
    let Rules { shifts, posts, covers, min_rest_hours, rotations, load } = rules;
    let rule = raw.rule.clone().map(|rule| (rule, front.front_line("rule")));
    let files = Files::sorted(section, &mut diagnostics);
    let leave = files.leave.map(|table| leave::read(&shared.directory, table).take(&mut diagnostics)).unwrap_or_default();
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
        rotations,
        load,
        leave,
        fixed: BTreeMap::new(),
        months: BTreeMap::new(),
    };
    if usable {
        let months = read_months(shared, &mut roster, &files).take(&mut diagnostics);
        roster.months = months.months;
        let (slots, found) = fill(&source(shared, &roster, &months.unclear), &seats(&roster), &mut |_| {});
        diagnostics.extend(found);
        for slot in changed(shared, &roster, files.changes, slots).take(&mut diagnostics) {
            let month = roster.months.get_mut(&Period::month_of(slot.date));
            month.expect("seats are those of the months").slots.push(slot);
        }
    }
    Checked::new(roster, diagnostics)
}

/// All slots as the tables and the rotations give them, before any change, each told to `observe` as it is given away.
pub(super) fn base(shared: &Shared, roster: &Roster, observe: &mut dyn FnMut(&Decision<'_>)) -> Vec<Slot> {
    fill(&source(shared, roster, &BTreeSet::new()), &seats(roster), observe).0
}

fn source<'a>(shared: &'a Shared, roster: &'a Roster, unclear: &'a BTreeSet<Seat>) -> Source<'a> {
    Source { roster, directory: &shared.directory, calendar: &shared.calendar, fixed: &roster.fixed, unclear }
}

fn seats(roster: &Roster) -> Vec<(Seat, DayClass)> {
    roster.months.values().flat_map(|month| all_seats(roster, &month.days)).collect()
}

/// Makes the changes.
fn changed(shared: &Shared, roster: &Roster, table: Option<&Table>, mut slots: Vec<Slot>) -> Checked<Vec<Slot>> {
    let mut diagnostics = Vec::new();
    if let Some(table) = table {
        let changes = change::read(&shared.directory, table).take(&mut diagnostics);
        let mut changing = Changing { roster, directory: &shared.directory, slots: &mut slots };
        for change in &changes {
            diagnostics.extend(changing.apply(change));
        }
    }
    Checked::new(slots, diagnostics)
}

/// The files of a section by what they hold.
struct Files<'a> {
    months: BTreeMap<Period, &'a Table>,
    leave: Option<&'a Table>,
    changes: Option<&'a Table>,
}

impl<'a> Files<'a> {
    fn sorted(section: &Section<'a>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut files = Self { months: BTreeMap::new(), leave: None, changes: None };
        for file in section.files.iter().copied() {
            let name = file.path.rsplit_once('/').map_or(file.path.as_ref(), |(_, name)| name);
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            let period = Period::parse_name(name).map(|(period, _)| period).filter(|period| matches!(period, Period::Month(..)));
            match (period, &file.content) {
                (Some(period), Parsed::Table(table)) => {
                    if let Some(first) = files.months.insert(period, table) {
                        diagnostics.push(findings::two_tables(&first.source().file, &file.path, period));
                    }
                }
                (None, Parsed::Table(table)) if stem == "leave" => files.leave = Some(table),
                (None, Parsed::Table(table)) if stem == "changes" => files.changes = Some(table),
                _ => diagnostics.push(findings::unknown_file(&file.path)),
            }
        }
        files
    }
}

/// The months of a roster, as yet without slots.
#[derive(Default)]
struct Months {
    months: BTreeMap<Period, Month>,
    /// Seats given to somebody who could not be made out.
    unclear: BTreeSet<Seat>,
}

/// All months there are tables of, and where there are rotations all that the roster covers.
fn read_months(shared: &Shared, roster: &mut Roster, files: &Files<'_>) -> Checked<Months> {
    let mut diagnostics = Vec::new();
    let mut read = Months::default();
    let mut periods: BTreeSet<Period> = files.months.keys().copied().collect();
    if let Some((from, to)) = roster.covers.filter(|_| !roster.rotations.is_empty()) {
        let months = std::iter::successors(Some(Period::month_of(from)), |month| month.next());
        periods.extend(months.take_while(|month| *month <= Period::month_of(to)));
    }
    let mut without = BTreeSet::new();
    for period in periods {
        let table = files.months.get(&period).copied();
        let file = table.map_or(&roster.index.file, |table| &table.source().file);
        let days = days(&shared.calendar, roster, period, file);
        // A year that has no table is told once.
        if days.diagnostics.is_empty() || without.insert(period.year()) {
            diagnostics.extend(days.diagnostics);
        }
        if let Some(table) = table {
            let fixed = read_month(shared, roster, period, table, &days.value, &mut read.unclear).take(&mut diagnostics);
            roster.fixed.extend(fixed);
        }
        let table = table.map(|table| Arc::clone(&table.source().file));
        read.months.insert(period, Month { table, days: days.value, slots: Vec::new() });
    }
    Checked::new(read, diagnostics)
}

fn fields() -> [Field; 6] {
    [
        Field::new("date", "日期", FieldType::Date).aliases(&["值班日期"]).required(),
        Field::new("shift", "班次", FieldType::Text).required(),
        Field::new("post", "岗位", FieldType::Text).required(),
        Field::new("seat", "席位", FieldType::Integer),
        Field::new("person", "人员", FieldType::Text).aliases(&["姓名", "值班人", "值班人员"]),
        Field::new("origin", "来源", FieldType::Enum(["explicit", "frozen", "手排", "冻结"].map(str::to_owned).into())),
    ]
}

const DATE: usize = 0;
const SHIFT: usize = 1;
const POST: usize = 2;
const SEAT: usize = 3;
const PERSON: usize = 4;
const ORIGIN: usize = 5;

/// What the table of a month fixes.
fn read_month(
    shared: &Shared,
    roster: &Roster,
    period: Period,
    table: &Table,
    days: &[Day],
    unclear: &mut BTreeSet<Seat>,
) -> Checked<BTreeMap<Seat, Fixed>> {
    let mut diagnostics = Vec::new();
    let options = Options { period: Some(period), must_have_rows: true, ..Options::default() };
    let records = read_table(table, &fields(), &options).take(&mut diagnostics).unwrap_or_default();
    let mut reader = MonthReader { shared, roster, period, table, records: &records, days, fixed: BTreeMap::new(), unclear, diagnostics };
    for record in records.iter() {
        reader.row(record);
    }
    Checked::new(reader.fixed, reader.diagnostics)
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
    let row = |((date, shift, post, seat), _): (Seat, DayClass)| {
        let (shift, post) = (&roster.shifts[shift].name, &roster.posts[post].name);
        format!("{date},{shift},{post},{seat}")
    };
    Ok(all_seats(roster, &days.value).into_iter().map(row).collect())
}

/// Every seat that must be held with the class of its day, in order of date, start of shift, post, seat.
fn all_seats(roster: &Roster, days: &[Day]) -> Vec<(Seat, DayClass)> {
    let mut by_start: Vec<usize> = (0..roster.shifts.len()).collect();
    by_start.sort_by_key(|shift| roster.shifts[*shift].start);
    let mut seats = Vec::new();
    for day in days {
        for shift in by_start.iter().copied().filter(|shift| roster.shifts[*shift].classes.contains(&day.class)) {
            for (post, declared) in roster.posts.iter().enumerate().filter(|(_, post)| post.shifts.contains(&shift)) {
                seats.extend((1..=declared.seats).map(|seat| ((day.date, shift, post, seat), day.class)));
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
    fixed: BTreeMap<Seat, Fixed>,
    unclear: &'a mut BTreeSet<Seat>,
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
        let frozen = matches!(record.value(ORIGIN).as_text(), Some("frozen" | "冻结"));
        let seat = (date, shift, post, seat);
        let name = record.value(PERSON).as_text().map(str::trim).filter(|name| !name.is_empty());
        let fixed = |person: Option<String>| Fixed { planned_empty: name == Some(NOBODY), person, frozen, place: place.clone() };
        let Some(name) = name.filter(|name| *name != NOBODY) else {
            self.fixed.entry(seat).or_insert(fixed(None));
            return;
        };
        self.diagnostics.extend(mobile(name).map(|masked| findings::mobile_number(place.clone(), &masked)));
        match person(&self.shared.directory, name, date) {
            Found::One(id) => match self.fixed.get(&seat).filter(|first| first.person.is_some()) {
                Some(first) => {
                    let id = self.roster.id_of(seat);
                    self.diagnostics.push(findings::duplicate_slot(place, first.place.clone(), &id));
                }
                None => drop(self.fixed.insert(seat, fixed(Some(id)))),
            },
            Found::Many(ids) => {
                self.unclear.insert(seat);
                self.diagnostics.push(findings::ambiguous_person(place, name, &ids));
            }
            Found::None => {
                self.unclear.insert(seat);
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
            let free = (1..=seats).find(|seat| !self.fixed.contains_key(&(date, shift, post, *seat)));
            if free.is_none() {
                let place = self.place(record, PERSON);
                self.diagnostics.push(findings::unknown_slot(place, &self.roster.id_of((date, shift, post, seats + 1))));
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
