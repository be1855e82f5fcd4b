//! The pages of a roster: who is on duty now and in the next days, and its months.

mod changes;
pub(super) mod person;
mod year;

use serde_json::json;

use super::feeds;
use super::model::{Day, Event, Month, Part, Roster, Slot, SlotStatus, midnight, unix_milliseconds};
use crate::diag::Language;
use crate::kinds::{Anchors, Corpus, Directory, LinkBook};
use crate::lang::catalogue;
use crate::markdown;
use crate::say;
use crate::value::{Date, Datelike, Period};
use crate::view::{
    Address, DayView, DutyChange, DutyPerson, DutyPost, DutyShift, Head, KioskView, Link, MonthView, NowSlot, NowView, Page, Planned, View,
};
use changes::changes;

/// Days shown from the build's day on.
const DAYS_SHOWN: usize = 14;

/// Days whose slots the script is given: those before are over, those after come with a later build.
const DAYS_CARRIED: i64 = 62;

/// Everything of a roster that goes into the output.
pub fn pages<'a>(corpus: &'a Corpus, roster: &'a Roster) -> Vec<Planned<'a>> {
    let at = |name: &str| Address::known(&format!("{}/{name}", roster.name));
    let mut planned = vec![
        Planned::page(at("index.html"), move || now_page(corpus, roster)),
        Planned::page(at("kiosk/index.html"), move || kiosk_page(corpus, roster)),
    ];
    for year in year::years(roster) {
        planned.push(Planned::page(at(&format!("{year}/index.html")), move || year::page(corpus, roster, year)));
    }
    for id in person::people(roster) {
        // An id that cannot stand in an address has no page of its own.
        let Ok(address) = Address::new(&person::address(roster, id)) else { continue };
        planned.push(Planned::page(address, move || person::page(corpus, roster, id)));
    }
    planned.extend(feeds::feeds(corpus, roster));
    for (period, month) in &roster.months {
        let period = *period;
        planned.push(Planned::page(at(&format!("{period}/index.html")), move || month_page(corpus, roster, period, month)));
        planned.push(Planned::data(at(&format!("{period}/data.json")), move || data_json(corpus, roster, period, month)));
    }
    planned
}

/// Where the documents and tables of a roster stand in the output.
pub fn list_links(roster: &Roster, book: &mut LinkBook<'static>) {
    book.add(&roster.index.file, Address::known(&format!("{}/index.html", roster.name)), Anchors::none());
    for (period, month) in &roster.months {
        let Some(table) = &month.table else { continue };
        book.add(table, Address::known(&format!("{}/{period}/index.html", roster.name)), Anchors::none());
    }
}

fn home(language: Language) -> Link {
    Link::new("index.html", catalogue(language).get("site.home"))
}

fn month_title(period: Period, language: Language) -> String {
    match language {
        Language::Zh => period.title(),
        Language::En => period.to_string(),
    }
}

/// 10月1日
fn day_title(date: Date, language: Language) -> String {
    let (month, day) = (date.month(), date.day());
    say!("{month}月{day}日", "{date}").get(language).to_owned()
}

/// The name of somebody by id; the id where nobody has it.
pub(super) fn name<'a>(directory: &'a Directory, id: &'a str) -> &'a str {
    directory.people.get(id).map_or(id, |person| person.name.as_str())
}

fn month_address(roster: &Roster, period: Period) -> String {
    format!("{}/{period}/index.html", roster.name)
}

fn year_address(roster: &Roster, year: i32) -> String {
    format!("{}/{year}/index.html", roster.name)
}

fn month_link(roster: &Roster, period: Period, language: Language) -> Link {
    Link::new(month_address(roster, period), month_title(period, language))
}

fn now_page(corpus: &Corpus, roster: &Roster) -> Page {
    let language = corpus.shared.site.language;
    let as_of = corpus.shared.as_of;
    let own = format!("{}/index.html", roster.name);
    let directory = &corpus.shared.directory;
    let (slots, covers) = now_slots(corpus, roster);
    let days = roster.days().filter(|day| day.date >= as_of).take_while(|day| (day.date - as_of).num_days() < 14).take(DAYS_SHOWN);
    Page {
        template: "roster.html",
        page: Head { kind: "roster", title: roster.title.clone(), section: own, breadcrumbs: vec![home(language)], ..Head::default() },
        view: View::Now(NowView {
            intro: markdown::block(&roster.index, &roster.intro, 2, &corpus.links.from(&roster.index.file)).value.html,
            hotline: roster.hotline.clone(),
            rule: roster.rule.as_ref().and_then(|(rule, _)| corpus.rule_link(rule)),
            as_of: as_of.to_string(),
            slots,
            days: days.map(|day| day_view(directory, roster, day, language, &[])).collect(),
            years: year::years(roster).into_iter().rev().map(|year| Link::new(year_address(roster, year), year.to_string())).collect(),
            people: person::people(roster).into_iter().map(|id| Link::new(person::address(roster, id), name(directory, id))).collect(),
            feeds: ["all", "holidays"]
                .map(|feed| Link::new(format!("{}/{feed}.ics", roster.name), catalogue(language).get(&format!("duty.feed_{feed}"))))
                .into(),
            kiosk: Link::new(format!("{}/kiosk/index.html", roster.name), catalogue(language).get("duty.kiosk")),
            months: roster.months.keys().rev().map(|period| month_link(roster, *period, language)).collect(),
            covers,
        }),
    }
}

/// Slots from the day before the build's day on, for the script, and the first and last instant the roster covers.
pub fn now_slots(corpus: &Corpus, roster: &Roster) -> (Vec<NowSlot>, (i64, i64)) {
    let as_of = midnight(corpus.shared.as_of);
    let carried = |slot: &&Slot| {
        let day = (midnight(slot.date) - as_of) / 1440;
        (-1..=DAYS_CARRIED).contains(&day)
    };
    let slots = roster.slots().filter(carried).flat_map(|slot| now_slots_of(&corpus.shared.directory, roster, slot)).collect();
    let starts = roster.slots().map(|slot| roster.minutes(slot).0).min();
    let ends = roster.slots().map(|slot| roster.minutes(slot).1).max();
    let covers = starts.zip(ends).map_or((0, 0), |(start, end)| (unix_milliseconds(start), unix_milliseconds(end)));
    (slots, covers)
}

/// A slot as the script sees it: once, or once for each part of its hours.
fn now_slots_of(directory: &Directory, roster: &Roster, slot: &Slot) -> Vec<NowSlot> {
    let midnight = midnight(slot.date);
    let part = |(person, start, end): (&str, i64, i64)| NowSlot {
        id: roster.slot_id(slot),
        start: unix_milliseconds(midnight + start),
        end: unix_milliseconds(midnight + end),
        shift: roster.shifts[slot.shift].name.clone(),
        post: roster.posts[slot.post].name.clone(),
        name: name(directory, person).to_owned(),
        phone: directory.people.get(person).map_or_else(String::new, |person| person.duty_phone.clone()),
    };
    let shift = &roster.shifts[slot.shift];
    match slot.status() {
        // Nobody comes, and the card says so.
        SlotStatus::Vacant => vec![part(("", shift.start, shift.end))],
        _ => slot.duties(shift).into_iter().map(part).collect(),
    }
}

fn duty_person(directory: &Directory, slot: &Slot, language: Language, numbers: &[usize]) -> DutyPerson {
    let known = slot.person.as_ref().and_then(|id| directory.people.get(id));
    let department = known.and_then(|person| directory.department(&person.department));
    let part = |part: &Part| format!("{} {}", time_range(part.start, part.end, language), name(directory, &part.person));
    let former = slot.history.first().and_then(|event| event.from.as_deref()).filter(|from| slot.person.as_deref() != Some(*from));
    DutyPerson {
        name: slot.person.as_deref().map_or_else(String::new, |id| name(directory, id).to_owned()),
        department: department.map_or_else(String::new, |department| department.short.clone()),
        phone: known.map_or_else(String::new, |person| person.duty_phone.clone()),
        status: slot.status().as_str(),
        parts: slot.parts.iter().map(part).collect(),
        former: former.map_or_else(String::new, |id| name(directory, id).to_owned()),
        changes: numbers.to_vec(),
    }
}

/// A screen on a wall.
fn kiosk_page(corpus: &Corpus, roster: &Roster) -> Page {
    let language = corpus.shared.site.language;
    let as_of = corpus.shared.as_of;
    let (slots, covers) = now_slots(corpus, roster);
    let days = roster.days().filter(|day| (0..2).contains(&(day.date - as_of).num_days()));
    let own = Link::new(format!("{}/index.html", roster.name), &roster.title);
    Page {
        template: "kiosk.html",
        page: Head { kind: "kiosk", title: roster.title.clone(), section: own.href.clone(), noindex: true, ..Head::default() },
        view: View::Kiosk(KioskView {
            roster: own,
            hotline: roster.hotline.clone(),
            slots,
            covers,
            days: days.map(|day| day_view(&corpus.shared.directory, roster, day, language, &[])).collect(),
        }),
    }
}

/// The page of a month.
pub fn month_page(corpus: &Corpus, roster: &Roster, period: Period, month: &Month) -> Page {
    let language = corpus.shared.site.language;
    let directory = &corpus.shared.directory;
    let own = format!("{}/index.html", roster.name);
    let title = month_title(period, language);
    let changes = changes(directory, roster, language, |date| Period::month_of(date) == period);
    let neighbour = |other: Option<(&Period, &Month)>| other.map(|(period, _)| month_link(roster, *period, language));
    Page {
        template: "month.html",
        page: Head {
            kind: "month",
            title: format!("{title}{}", roster.title),
            section: own.clone(),
            breadcrumbs: vec![home(language), Link::new(own, &roster.title)],
            previous: neighbour(roster.months.range(..period).next_back()),
            next: neighbour(roster.months.range(period..).nth(1)),
            noindex: false,
        },
        view: View::Month(MonthView {
            roster: roster.title.clone(),
            month: period.to_string(),
            month_title: title,
            days: month.days.iter().map(|day| day_view(directory, roster, day, language, &changes)).collect(),
            projected: corpus.shared.calendar.is_projected(period.year()),
            changes: changes.clone(),
            lead: month.days.first().map_or(0, |day| day.date.weekday().num_days_from_monday() as usize),
            posts: roster.posts.iter().map(|post| post.name.clone()).collect(),
            hotline: roster.hotline.clone(),
            rule: roster.rule.as_ref().and_then(|(rule, _)| corpus.rule_link(rule)),
            feed: format!("{}/{period}.ics", roster.name),
            json: format!("{}/{period}/data.json", roster.name),
            attachments: Vec::new(),
        }),
    }
}

fn day_view(directory: &Directory, roster: &Roster, day: &Day, language: Language, changes: &[DutyChange]) -> DayView {
    let slots: Vec<&Slot> = roster
        .months
        .get(&Period::month_of(day.date))
        .map(|month| month.slots.iter().filter(|slot| slot.date == day.date).collect())
        .unwrap_or_default();
    let mut shifts: Vec<usize> = slots.iter().map(|slot| slot.shift).collect();
    shifts.dedup();
    let date = day.date;
    let numbers = numbers(&slots, changes);
    DayView {
        date: date.to_string(),
        day: date.day(),
        title: day_title(date, language),
        weekday: catalogue(language).get(&format!("weekday.{}", date.weekday().number_from_monday())),
        weekday_number: date.weekday().number_from_monday(),
        class: day.class.as_str(),
        class_label: catalogue(language).get(&format!("day-class.{}", day.class.as_str())),
        name: day.name.clone(),
        shifts: shifts.into_iter().map(|shift| duty_shift(directory, roster, shift, &slots, language, &numbers)).collect(),
    }
}

/// The numbers that the changes of each slot of a day have below the month, slot by slot.
fn numbers(slots: &[&Slot], changes: &[DutyChange]) -> Vec<Vec<usize>> {
    let Some(date) = slots.first().map(|slot| slot.date.to_string()) else { return Vec::new() };
    let mut of_day = changes.iter().filter(|change| change.date == date).map(|change| change.number);
    slots.iter().map(|slot| of_day.by_ref().take(slot.history.len()).collect()).collect()
}

fn duty_shift(
    directory: &Directory,
    roster: &Roster,
    shift: usize,
    slots: &[&Slot],
    language: Language,
    numbers: &[Vec<usize>],
) -> DutyShift {
    let of_shift = |post: usize| slots.iter().zip(numbers).filter(move |(slot, _)| slot.shift == shift && slot.post == post);
    let posts = roster.posts.iter().enumerate().filter(|(post, _)| of_shift(*post).next().is_some()).map(|(post, declared)| DutyPost {
        name: declared.name.clone(),
        people: of_shift(post).map(|(slot, numbers)| duty_person(directory, slot, language, numbers)).collect(),
    });
    let declared = &roster.shifts[shift];
    DutyShift { name: declared.name.clone(), time: time_range(declared.start, declared.end, language), posts: posts.collect() }
}

pub(super) fn time_range(start: i64, end: i64, language: Language) -> String {
    let clock = |minutes: i64| format!("{:02}:{:02}", minutes % 1440 / 60, minutes % 60);
    let (from, to) = (clock(start), clock(end));
    let range = if end > 1440 || (end == 1440 && start > 0) {
        say!("{from}—次日{to}", "{from}–{to} next day")
    } else {
        say!("{from}—{to}", "{from}–{to}")
    };
    range.get(language).to_owned()
}

/// `<roster>/<month>/data.json`
fn data_json(corpus: &Corpus, roster: &Roster, period: Period, month: &Month) -> Vec<u8> {
    let directory = &corpus.shared.directory;
    let or_null = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let days =
        month.days.iter().map(|day| json!({ "date": day.date.to_string(), "class": day.class.as_str(), "name": or_null(&day.name) }));
    let slots = month.slots.iter().map(|slot| {
        let (start, end) = roster.minutes(slot);
        json!({
            "id": roster.slot_id(slot),
            "date": slot.date.to_string(),
            "shift": roster.shifts[slot.shift].id,
            "post": roster.posts[slot.post].id,
            "seat": slot.seat,
            "start": rfc3339(start),
            "end": rfc3339(end),
            "person": slot.person,
            "name": slot.person.as_deref().map(|id| name(directory, id)),
            "status": slot.status().as_str(),
            "origin": slot.origin.as_str(),
            "history": slot.history.iter().map(event).collect::<Vec<_>>(),
        })
    });
    let document = json!({
        "format": 1,
        "roster": roster.name,
        "month": period.to_string(),
        "days": days.collect::<Vec<_>>(),
        "slots": slots.collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec(&document).expect("a JSON value is written without fault");
    bytes.push(b'\n');
    bytes
}

fn event(event: &Event) -> serde_json::Value {
    json!({ "change": event.change, "kind": event.kind.as_str(), "from": event.from, "to": event.to })
}

/// `2026-10-01T08:30:00+08:00`
fn rfc3339(minutes: i64) -> String {
    let date = Date::default() + chrono::Duration::days(minutes.div_euclid(1440));
    let minutes = minutes.rem_euclid(1440);
    format!("{date}T{:02}:{:02}:00+08:00", minutes / 60, minutes % 60)
}
