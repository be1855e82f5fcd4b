//! `[[roster.rotation]]`: who takes turns.

use toml::Spanned;

use super::findings;
use super::model::{Load, NOBODY, Post, Rotation, Segment, Shift};
use super::people::{Found, person};
use crate::config::{RawLoad, RawRoster, RawRotation, RawSegment};
use crate::diag::{Checked, Diagnostic};
use crate::format::{Document, nearest};
use crate::kinds::Directory;
use crate::kinds::address::front_place;
use crate::value::{Date, DayClass};

/// What the rotations are read with.
pub(super) struct Declared<'a> {
    pub(super) front: &'a Document,
    pub(super) directory: &'a Directory,
    pub(super) shifts: &'a [Shift],
    pub(super) posts: &'a [Post],
}

/// Most days of a gap.
const LONGEST_GAP: u32 = 60;

impl Declared<'_> {
    /// All rotations; one that cannot be used is told and left out.
    pub(super) fn rotations(&self, raw: &RawRoster) -> Checked<Vec<Rotation>> {
        let mut diagnostics = Vec::new();
        let mut rotations: Vec<Rotation> = Vec::new();
        for raw in &raw.rotation {
            if rotations.iter().any(|other| other.id == raw.id) {
                diagnostics.push(findings::same_rotation(self.front, &raw.id));
            }
            rotations.extend(self.rotation(raw).take(&mut diagnostics));
        }
        Checked::new(rotations, diagnostics)
    }

    fn rotation(&self, raw: &RawRotation) -> Checked<Option<Rotation>> {
        let mut diagnostics = Vec::new();
        let posts: Vec<&str> = self.posts.iter().map(|post| post.id.as_str()).collect();
        let shifts: Vec<&str> = self.shifts.iter().map(|shift| shift.id.as_str()).collect();
        let post = posts.iter().position(|id| *id == raw.post);
        if post.is_none() {
            diagnostics.push(findings::unknown_name(self.front, &raw.post, &posts));
        }
        let shift = raw.shift.as_ref().map(|name| shifts.iter().position(|id| id == name));
        if let (Some(None), Some(name)) = (shift, &raw.shift) {
            diagnostics.push(findings::unknown_name(self.front, name, &shifts));
        }
        if raw.min_gap_days > LONGEST_GAP {
            diagnostics.push(findings::long_gap(self.front, raw.min_gap_days, LONGEST_GAP));
        }
        if raw.segment.is_empty() {
            diagnostics.push(findings::no_segment(self.front, &raw.id));
        }
        let mut segments: Vec<Segment> = Vec::new();
        for raw in &raw.segment {
            let Some(segment) = self.segment(raw).take(&mut diagnostics) else { continue };
            if segments.last().is_some_and(|last| segment.from <= last.from) {
                diagnostics.push(findings::segments_out_of_order(front_place(self.front, &raw.from), raw.from.get_ref()));
            }
            if let Some(post) = post.map(|at| &self.posts[at]) {
                self.fitness(raw, segment.from, post, &mut diagnostics);
            }
            segments.push(segment);
        }
        let usable = post.zip(shift.map_or(Some(None), |shift| shift.map(Some))).filter(|_| !segments.is_empty());
        let rotation = usable.map(|(post, shift)| Rotation {
            id: raw.id.clone(),
            post,
            shift,
            classes: raw.classes.clone().unwrap_or_else(|| vec![DayClass::Work, DayClass::Rest, DayClass::Holiday]),
            unit: raw.unit,
            advance: raw.advance,
            absence: raw.absence,
            min_gap_days: raw.min_gap_days.min(LONGEST_GAP),
            gap_group: raw.gap_group.clone().unwrap_or_else(|| format!("rotation {}", raw.id)),
            segments,
            place: self.front.front_line(&format!("id = {:?}", raw.id)),
        });
        Checked::new(rotation, diagnostics)
    }

    /// A line, turned so that it begins with whose turn it is.
    fn segment(&self, raw: &RawSegment) -> Checked<Option<Segment>> {
        let mut diagnostics = Vec::new();
        let Ok(from) = raw.from.get_ref().parse::<Date>() else {
            diagnostics.push(findings::bad_day(front_place(self.front, &raw.from), raw.from.get_ref()));
            return Checked::new(None, diagnostics);
        };
        let mut people: Vec<String> = Vec::new();
        for name in &raw.people {
            people.extend(self.person(name, from).take(&mut diagnostics));
        }
        if raw.people.is_empty() {
            diagnostics.push(findings::nobody_in_line(front_place(self.front, &raw.from)));
        }
        if let Some(after) = &raw.resume_after {
            let id = self.person(after, from).value;
            match id.and_then(|id| people.iter().position(|other| *other == id)) {
                Some(at) => people.rotate_left(at + 1),
                None => diagnostics.push(findings::resume_after_unknown(front_place(self.front, after), after.get_ref())),
            }
        }
        let segment = (!people.is_empty()).then_some(Segment { from, people });
        Checked::new(segment, diagnostics)
    }

    fn person(&self, name: &Spanned<String>, from: Date) -> Checked<Option<String>> {
        let text = name.get_ref().trim();
        if text == NOBODY {
            return Checked::clean(Some(NOBODY.to_owned()));
        }
        let place = || front_place(self.front, name);
        match person(self.directory, text, from) {
            Found::One(id) => Checked::clean(Some(id)),
            Found::Many(ids) => Checked::new(None, vec![findings::ambiguous_person(place(), text, &ids)]),
            Found::None => {
                let names: Vec<&str> = self.directory.people.values().map(|person| person.name.as_str()).collect();
                Checked::new(None, vec![findings::unknown_person(place(), text, nearest(text, &names))])
            }
        }
    }

    /// Whether those in a line may hold the post at all. Asked of the line once, not of each duty.
    fn fitness(&self, raw: &RawSegment, from: Date, post: &Post, diagnostics: &mut Vec<Diagnostic>) {
        for name in &raw.people {
            let Found::One(id) = person(self.directory, name.get_ref().trim(), from) else { continue };
            let Some(person) = self.directory.people.get(&id) else { continue };
            if let Some(least) = post.min_level.filter(|least| person.level < *least) {
                diagnostics.push(findings::below_level(front_place(self.front, name), person, &post.name, least));
            }
            if !post.eligible.is_empty() && !post.eligible.iter().any(|group| person.groups.contains(group)) {
                let groups = post.eligible.join("、");
                diagnostics.push(findings::not_eligible(front_place(self.front, name), person, &post.name, &groups));
            }
        }
    }
}

/// `[roster.load]`
pub(super) fn load(raw: Option<&RawLoad>) -> Load {
    let raw = raw.cloned().unwrap_or_default();
    Load { work: raw.work.unwrap_or(1), rest: raw.rest.unwrap_or(2), holiday: raw.holiday.unwrap_or(3) }
}
