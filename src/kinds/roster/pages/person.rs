//! The duties of one person.

use std::collections::{BTreeMap, BTreeSet};

use super::{home, month_address, name, time_range, year_address};
use crate::kinds::Corpus;
use crate::kinds::roster::fairness::{Tally, tallies};
use crate::kinds::roster::model::{Day, Roster};
use crate::lang::catalogue;
use crate::value::{Date, Datelike, Period, long_date};
use crate::view::{DutyPersonView, Head, Link, Page, PersonDuty, TallyView, View, YearTally};

/// Everybody who is or was to be on duty, in lines, tables or by a change; by id.
pub(in crate::kinds::roster) fn people(roster: &Roster) -> BTreeSet<&str> {
    let mut people: BTreeSet<&str> = BTreeSet::new();
    for slot in roster.slots() {
        people.extend(slot.person.as_deref());
        people.extend(slot.parts.iter().map(|part| part.person.as_str()));
        people.extend(slot.history.iter().flat_map(|event| [event.from.as_deref(), event.to.as_deref()]).flatten());
    }
    people
}

/// Address of the page of a person.
pub(super) fn address(roster: &Roster, person: &str) -> String {
    format!("{}/p/{person}/index.html", roster.name)
}

pub(super) fn page(corpus: &Corpus, roster: &Roster, person: &str) -> Page {
    let language = corpus.shared.site.language;
    let directory = &corpus.shared.directory;
    let own = format!("{}/index.html", roster.name);
    let as_of = corpus.shared.as_of;
    let duties = duties(corpus, roster, person);
    let (past, ahead): (Vec<_>, Vec<_>) = duties.into_iter().partition(|(date, _)| *date < as_of);
    let department = directory.people.get(person).and_then(|person| directory.department(&person.department));
    let name = name(directory, person).to_owned();
    Page {
        template: "duty-person.html",
        page: Head {
            kind: "duty-person",
            title: catalogue(language).get("duty.of").replace("{name}", &name),
            section: own.clone(),
            breadcrumbs: vec![home(language), Link::new(own, &roster.title)],
            ..Head::default()
        },
        view: View::DutyPerson(DutyPersonView {
            name,
            department: department.map_or_else(String::new, |department| department.name.clone()),
            feed: format!("{}/p/{person}.ics", roster.name),
            as_of: as_of.to_string(),
            ahead: ahead.into_iter().map(|(_, duty)| duty).collect(),
            past: past.into_iter().rev().map(|(_, duty)| duty).collect(),
            tallies: by_year(roster, person),
        }),
    }
}

/// All duties of somebody, those taken over for some hours among them.
fn duties(corpus: &Corpus, roster: &Roster, person: &str) -> Vec<(Date, PersonDuty)> {
    let language = corpus.shared.site.language;
    let words = catalogue(language);
    let days: BTreeMap<Date, &Day> = roster.days().map(|day| (day.date, day)).collect();
    let mut duties = Vec::new();
    for slot in roster.slots() {
        let shift = &roster.shifts[slot.shift];
        for (_, start, end) in slot.duties(shift).into_iter().filter(|(who, ..)| *who == person) {
            let Some(day) = days.get(&slot.date) else { continue };
            let date = slot.date;
            let duty = PersonDuty {
                date: date.to_string(),
                title: if language == crate::diag::Language::Zh { long_date(date) } else { date.to_string() },
                weekday: words.get(&format!("weekday.{}", date.weekday().number_from_monday())),
                class: day.class.as_str(),
                class_label: words.get(&format!("day-class.{}", day.class.as_str())),
                name: day.name.clone(),
                shift: shift.name.clone(),
                time: time_range(start, end, language),
                post: roster.posts[slot.post].name.clone(),
                month: month_address(roster, Period::month_of(date)),
            };
            duties.push((date, duty));
        }
    }
    duties
}

fn by_year(roster: &Roster, person: &str) -> Vec<YearTally> {
    let years: BTreeSet<i32> = roster.months.keys().map(|month| month.year()).collect();
    let mut found = Vec::new();
    for year in years.into_iter().rev() {
        for (at, post) in roster.posts.iter().enumerate() {
            let tallies = tallies(roster, at, |date| date.year() == year);
            let Some(tally) = tallies.get(person) else { continue };
            let year = Link::new(year_address(roster, year), year.to_string());
            found.push(YearTally { year, post: post.name.clone(), tally: shown(roster, tally) });
        }
    }
    found
}

pub(super) fn shown(roster: &Roster, tally: &Tally) -> TallyView {
    TallyView { work: tally.work, rest: tally.rest, holiday: tally.holiday, total: tally.total(), weight: tally.weight(roster) }
}
