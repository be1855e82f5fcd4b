//! `[roster]`: shifts and posts.

use super::findings;
use super::model::{Load, Post, Rotation, Shift};
use super::rotation::{self, Declared};
use crate::config::{RawPost, RawRoster, RawShift};
use crate::diag::{Checked, Diagnostic};
use crate::format::Document;
use crate::kinds::Directory;
use crate::value::{Date, DayClass};

/// The rules of a roster.
pub(super) struct Rules {
    pub(super) shifts: Vec<Shift>,
    pub(super) posts: Vec<Post>,
    pub(super) covers: Option<(Date, Date)>,
    pub(super) min_rest_hours: u32,
    pub(super) rotations: Vec<Rotation>,
    pub(super) load: Load,
}

const MIN_REST_HOURS: u32 = 10;

/// Most people of a post.
const MOST_SEATS: u32 = 200;

pub(super) fn resolve(raw: &RawRoster, front: &Document, directory: &Directory) -> Checked<Rules> {
    let mut diagnostics = Vec::new();
    let shifts: Vec<Shift> = raw.shift.iter().filter_map(|shift| read_shift(shift, front, &mut diagnostics)).collect();
    let posts: Vec<Post> = raw.post.iter().map(|post| read_post(post, raw, &shifts, front, &mut diagnostics)).collect();
    if raw.shift.is_empty() {
        diagnostics.push(findings::nothing_declared(front, "shift"));
    }
    if raw.post.is_empty() {
        diagnostics.push(findings::nothing_declared(front, "post"));
    }
    let covers = raw.covers.as_deref().and_then(|text| {
        let read = read_covers(text);
        if read.is_none() {
            diagnostics.push(findings::bad_covers(front, text));
        }
        read
    });
    let declared = Declared { front, directory, shifts: &shifts, posts: &posts };
    let rotations = declared.rotations(raw).take(&mut diagnostics);
    if covers.is_none() && raw.covers.is_none() && !rotations.is_empty() {
        diagnostics.push(findings::rotations_without_end(front));
    }
    let ids = raw.shift.iter().map(|shift| &shift.id).chain(raw.post.iter().map(|post| &post.id));
    diagnostics.extend(ids.filter(|id| !is_id(id)).map(|id| findings::bad_id(front, id)));
    let min_rest_hours = raw.min_rest_hours.unwrap_or(MIN_REST_HOURS);
    let rules = Rules { shifts, posts, covers, min_rest_hours, rotations, load: rotation::load(raw.load.as_ref()) };
    Checked::new(rules, diagnostics)
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn read_shift(raw: &RawShift, front: &Document, diagnostics: &mut Vec<Diagnostic>) -> Option<Shift> {
    let start = clock(&raw.start).filter(|minutes| *minutes < 1440);
    let end = clock(&raw.end);
    for (text, minutes) in [(&raw.start, start), (&raw.end, end)] {
        if minutes.is_none() {
            diagnostics.push(findings::bad_time(front, text));
        }
    }
    let (start, end) = (start?, end?);
    if end <= start {
        diagnostics.push(findings::ends_before_it_starts(front, raw));
        return None;
    }
    let classes = raw.classes.clone().unwrap_or_else(|| vec![DayClass::Work, DayClass::Rest, DayClass::Holiday]);
    Some(Shift { id: raw.id.clone(), name: raw.name.clone(), start, end, classes })
}

fn read_post(raw: &RawPost, roster: &RawRoster, shifts: &[Shift], front: &Document, diagnostics: &mut Vec<Diagnostic>) -> Post {
    let shift_ids: Vec<&str> = shifts.iter().map(|shift| shift.id.as_str()).collect();
    let post_ids: Vec<&str> = roster.post.iter().map(|post| post.id.as_str()).collect();
    if raw.seats.is_some_and(|seats| seats == 0 || seats > MOST_SEATS) {
        diagnostics.push(findings::bad_seats(front, &raw.id, MOST_SEATS));
    }
    let mut positions = |names: &[String], known: &[&str]| -> Vec<usize> {
        let mut found = Vec::new();
        for name in names {
            match known.iter().position(|id| id == name) {
                Some(position) => found.push(position),
                None => diagnostics.push(findings::unknown_name(front, name, known)),
            }
        }
        found
    };
    let on = raw.shifts.as_ref().map(|names| positions(names, &shift_ids));
    let distinct_from = positions(&raw.distinct_from, &post_ids);
    let eligible = raw.eligible.iter().flatten().filter(|group| *group != "all").cloned().collect();
    Post {
        id: raw.id.clone(),
        name: raw.name.clone(),
        seats: raw.seats.unwrap_or(1).min(MOST_SEATS),
        min_level: raw.min_level,
        on_call: raw.on_call,
        shifts: on.unwrap_or_else(|| (0..shifts.len()).collect()),
        distinct_from,
        eligible,
    }
}

/// `08:30`, or `08:30+1` for the day after, in minutes.
fn clock(text: &str) -> Option<i64> {
    let (time, days) = match text.split_once('+') {
        Some((time, days)) => (time, days.parse::<i64>().ok().filter(|days| (0..=1).contains(days))?),
        None => (text, 0),
    };
    let (hours, minutes) = time.split_once(':')?;
    let number = |text: &str, below: i64| text.parse::<i64>().ok().filter(|number| (0..below).contains(number) && text.len() <= 2);
    Some(days * 1440 + number(hours, 25)? * 60 + number(minutes, 60)?).filter(|total| *total <= 2880)
}

/// `2026-01-01/2026-12-31`, both included.
fn read_covers(text: &str) -> Option<(Date, Date)> {
    let (from, to) = text.split_once('/')?;
    let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (from <= to).then_some((from, to))
}
