//! A line of people who take turns. Whose turn it is stands at its head and goes to its back.

use std::collections::VecDeque;

use super::model::{NOBODY, Segment};
use crate::config::Absence;
use crate::value::Date;

/// People in the order of their turns.
#[derive(Debug, Clone, Default)]
pub(super) struct Line(VecDeque<String>);

/// Why somebody does not take a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hindrance {
    /// On leave, or not working here on that day.
    Away,
    /// In no group the post asks for.
    NotEligible,
    /// On another duty at that time.
    Busy(Date),
    /// On duty within the gap.
    TooSoon(Date),
}

/// Who takes a duty, and who was passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// Place in the line of who takes it; absent when nobody does.
    pub(super) at: Option<usize>,
    /// Those before them, each with the reason.
    pub(super) passed: Vec<(String, Hindrance)>,
}

impl Line {
    /// The line of a segment.
    pub(super) fn new(segment: &Segment) -> Self {
        Self(segment.people.iter().cloned().collect())
    }

    /// People in order.
    pub(super) fn people(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Who stands there.
    pub(super) fn person(&self, at: usize) -> &str {
        &self.0[at]
    }

    /// Whose turn it is.
    pub(super) fn head(&self) -> Option<&str> {
        self.0.front().map(String::as_str)
    }

    /// Where somebody stands.
    pub(super) fn position(&self, person: &str) -> Option<usize> {
        self.0.iter().position(|other| other == person)
    }

    /// Sends who stands there to the back.
    pub(super) fn send_back(&mut self, at: usize) {
        if let Some(person) = self.0.remove(at) {
            self.0.push_back(person);
        }
    }

    /// The first who is not hindered. A turn that nobody has to take is never hindered.
    pub(super) fn first_free(&self, hindered: impl Fn(&str) -> Option<Hindrance>) -> Choice {
        let mut passed = Vec::new();
        for (at, person) in self.0.iter().enumerate() {
            match hindered(person).filter(|_| person != NOBODY) {
                Some(hindrance) => passed.push((person.clone(), hindrance)),
                None => return Choice { at: Some(at), passed },
            }
        }
        Choice { at: None, passed }
    }

    /// Who takes a duty by the policy on absence.
    pub(super) fn choose(&self, absence: Absence, hindered: impl Fn(&str) -> Option<Hindrance>) -> Choice {
        let mut choice = self.first_free(hindered);
        if absence == Absence::Vacant && choice.at != Some(0) {
            choice.passed.truncate(1);
            choice.at = None;
        }
        choice
    }

    /// Moves the line on after a choice.
    pub(super) fn advance(&mut self, absence: Absence, choice: &Choice) {
        match (absence, choice.at) {
            (Absence::Queue, Some(at)) => self.send_back(at),
            // Those passed over lose the turn: they go to the back before who takes it.
            (Absence::Skip, Some(at)) => self.0.rotate_left(at + 1),
            (Absence::Vacant, _) if !self.0.is_empty() => self.0.rotate_left(1),
            // Nobody is free: the line does not move.
            _ => {}
        }
    }

    /// Lets turns pass, one after the other.
    pub(super) fn pass(&mut self, turns: i64) {
        if let (false, Ok(length)) = (self.0.is_empty(), i64::try_from(self.0.len())) {
            let by = usize::try_from(turns.rem_euclid(length)).unwrap_or_default();
            self.0.rotate_left(by);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Absence, Hindrance, Line, Segment};

    fn line(people: &str) -> Line {
        let people = people.split(' ').map(str::to_owned).collect();
        Line::new(&Segment { from: "2026-01-01".parse().unwrap(), people })
    }

    fn after(absence: Absence, away: &str) -> (Option<String>, String) {
        let mut line = line("A B C D");
        let choice = line.choose(absence, |person| away.contains(person).then_some(Hindrance::Away));
        let taken = choice.at.map(|at| line.person(at).to_owned());
        line.advance(absence, &choice);
        (taken, line.people().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn those_passed_over_keep_or_lose_their_turn() {
        for (absence, away, taken, left) in [
            (Absence::Queue, "", Some("A"), "B C D A"),
            (Absence::Queue, "A", Some("B"), "A C D B"),
            (Absence::Queue, "AB", Some("C"), "A B D C"),
            (Absence::Queue, "ABCD", None, "A B C D"),
            (Absence::Skip, "AB", Some("C"), "D A B C"),
            (Absence::Skip, "ABCD", None, "A B C D"),
            (Absence::Vacant, "A", None, "B C D A"),
            (Absence::Vacant, "B", Some("A"), "B C D A"),
        ] {
            assert_eq!(after(absence, away), (taken.map(str::to_owned), left.to_owned()), "{absence:?} {away}");
        }
    }

    #[test]
    fn a_turn_nobody_has_to_take_is_taken_by_nobody() {
        let mut line = line("- B");
        let choice = line.choose(Absence::Queue, |_| Some(Hindrance::Away));
        assert_eq!(choice.at, Some(0));
        line.advance(Absence::Queue, &choice);
        assert_eq!(line.people().collect::<Vec<_>>(), ["B", "-"]);
        line.pass(3);
        assert_eq!(line.head(), Some("-"));
    }
}
