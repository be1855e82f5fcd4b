//! The redline: what changed from one version of a regulation to another.
//!
//! Two versions go in, and out comes which unit became which and how, as a pure function of the two texts. Articles are
//! told by what they say and not by their numbers: of the 120 articles of a law amended in 2023, 61 had only moved.
//! Nothing here changes a text.

mod align;
mod comparison;
mod edit;
mod json;
mod lines;
mod normal;
mod page;
mod similarity;
#[cfg(test)]
mod tests;
mod token;
mod unit;
pub mod words;

pub use comparison::{links, planned, texts, with_previous};
pub use lines::{Mark, Marked, MarkedLine, Run, marked};
pub use unit::{Line, Role, Style, Unit, units};

use super::model::Version;
use align::align;

/// What became of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It says the same under the same number.
    Same,
    /// It says the same under another number.
    Renumbered,
    /// It says something else.
    Amended,
    /// It is new.
    Added,
    /// It is gone; one deleted that keeps its place has both an old and a new unit.
    Removed,
}

impl Kind {
    /// `same`, `renumbered`, `amended`, `added`, `removed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Renumbered => "renumbered",
            Self::Amended => "amended",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// What became of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The unit of the old text, by its place in [`Redline::old`]; absent for a new one.
    pub old: Option<usize>,
    /// The unit of the new text; absent for one that is gone.
    pub new: Option<usize>,
    /// What became of it.
    pub kind: Kind,
    /// Whether it has another number than before.
    pub moved: bool,
    /// Whether it was amended in the numbers of its references alone: 序号顺延.
    pub references_only: bool,
    /// Whether it is written in another way that says the same: width, brackets, spaces.
    pub reformatted: bool,
    /// For a unit added or removed: the one of the other text that says the same out of order, from or to which it moved.
    pub counterpart: Option<usize>,
}

/// How many articles became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Unchanged under the same number.
    pub same: usize,
    /// Unchanged under another number.
    pub renumbered: usize,
    /// Amended.
    pub amended: usize,
    /// Of those, how many have another number.
    pub amended_renumbered: usize,
    /// New.
    pub added: usize,
    /// Gone.
    pub removed: usize,
    /// Of the unchanged, how many are written in another way.
    pub reformatted: usize,
}

/// Two versions held against each other.
#[derive(Debug)]
pub struct Redline<'v> {
    /// Units of the old text.
    pub old: Vec<Unit<'v>>,
    /// Units of the new text.
    pub new: Vec<Unit<'v>>,
    /// What became of each, in the order of the new text; units that are gone stand where they stood.
    pub changes: Vec<Change>,
}

/// Holds two versions against each other.
pub fn compare<'v>(old: &'v Version, new: &'v Version) -> Redline<'v> {
    let (old, new) = (units(old), units(new));
    let mut pairs = Pairs { old: &old, new: &new, of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    for role in [Role::Heading, Role::Loose, Role::Article, Role::Annex] {
        pairs.align(role);
    }
    pairs.settle_deleted();
    let changes = pairs.changes();
    Redline { old, new, changes }
}

impl<'v> Redline<'v> {
    /// What became of the articles.
    pub fn articles(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| self.role(change) == Role::Article)
    }

    /// The unit a change is of, as it was.
    pub fn old_unit(&self, change: &Change) -> Option<&Unit<'v>> {
        change.old.map(|at| &self.old[at])
    }

    /// The unit a change is of, as it is.
    pub fn new_unit(&self, change: &Change) -> Option<&Unit<'v>> {
        change.new.map(|at| &self.new[at])
    }

    /// What a change is of.
    pub fn role(&self, change: &Change) -> Role {
        self.new_unit(change).or_else(|| self.old_unit(change)).expect("a change is of one unit at least").role
    }

    /// How many articles became what.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for change in self.articles() {
            match change.kind {
                Kind::Same => summary.same += 1,
                Kind::Renumbered => summary.renumbered += 1,
                Kind::Amended => summary.amended += 1,
                Kind::Added => summary.added += 1,
                Kind::Removed => summary.removed += 1,
            }
            summary.amended_renumbered += usize::from(change.kind == Kind::Amended && change.moved);
            summary.reformatted += usize::from(change.reformatted);
        }
        summary
    }
}

/// Which unit became which, while it is being found out.
struct Pairs<'p, 'v> {
    old: &'p [Unit<'v>],
    new: &'p [Unit<'v>],
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Pairs<'_, '_> {
    /// Pairs the units of a role by what they say. An article that was deleted says nothing and is told by its number.
    fn align(&mut self, role: Role) {
        let places = |units: &[Unit<'_>]| -> Vec<usize> {
            units.iter().enumerate().filter(|(_, unit)| unit.role == role && !unit.deleted).map(|(at, _)| at).collect()
        };
        let (old, new) = (places(self.old), places(self.new));
        let old_units: Vec<&Unit<'_>> = old.iter().map(|at| &self.old[*at]).collect();
        let new_units: Vec<&Unit<'_>> = new.iter().map(|at| &self.new[*at]).collect();
        for (a, b) in align(&old_units, &new_units) {
            self.pair(old[a], new[b]);
        }
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    /// Pairs articles that keep nothing but their place with what stands or stood there.
    fn settle_deleted(&mut self) {
        for new in 0..self.new.len() {
            let unit = &self.new[new];
            if unit.role != Role::Article || self.of_new[new].is_some() {
                continue;
            }
            let twin = |old: &usize| {
                let other = &self.old[*old];
                other.role == Role::Article && other.number == unit.number && (other.deleted || unit.deleted)
            };
            if let Some(old) = (0..self.old.len()).filter(|old| self.of_old[*old].is_none()).find(twin) {
                self.pair(old, new);
            }
        }
    }

    /// All changes in the order of the new text, each unit that is gone behind the one it followed.
    fn changes(&self) -> Vec<Change> {
        let mut gone: Vec<Vec<usize>> = vec![Vec::new(); self.new.len() + 1];
        let mut behind = 0;
        for (old, new) in self.of_old.iter().enumerate() {
            match new {
                Some(new) => behind = new + 1,
                None => gone[behind].push(old),
            }
        }
        let mut changes = Vec::with_capacity(self.old.len().max(self.new.len()));
        for (at, gone) in gone.into_iter().enumerate() {
            if let Some(new) = at.checked_sub(1) {
                changes.push(self.change(self.of_new[new], Some(new)));
            }
            changes.extend(gone.into_iter().map(|old| self.change(Some(old), None)));
        }
        changes
    }

    fn change(&self, old: Option<usize>, new: Option<usize>) -> Change {
        let (one, other) = (old.map(|old| &self.old[old]), new.map(|new| &self.new[new]));
        let change = Change { old, new, kind: Kind::Same, moved: false, references_only: false, reformatted: false, counterpart: None };
        match (one, other) {
            (Some(one), Some(other)) => {
                let (kind, moved) = kind(one, other);
                let references_only = kind == Kind::Amended && differ_in_references(one, other);
                let reformatted = matches!(kind, Kind::Same | Kind::Renumbered) && !one.is_written_the_same(other);
                Change { kind, moved, references_only, reformatted, ..change }
            }
            (None, Some(other)) => Change { kind: Kind::Added, counterpart: elsewhere(other, self.old, &self.of_old), ..change },
            (Some(one), None) => Change { kind: Kind::Removed, counterpart: elsewhere(one, self.new, &self.of_new), ..change },
            (None, None) => change,
        }
    }
}

/// What became of a unit that has its like in the other text, and whether its number moved.
fn kind(old: &Unit<'_>, new: &Unit<'_>) -> (Kind, bool) {
    let moved = old.number != new.number;
    match (old.deleted, new.deleted) {
        (false, true) => (Kind::Removed, moved),
        (true, false) => (Kind::Added, moved),
        _ if !old.says_the_same(new) => (Kind::Amended, moved),
        _ if moved => (Kind::Renumbered, moved),
        _ => (Kind::Same, moved),
    }
}

fn differ_in_references(old: &Unit<'_>, new: &Unit<'_>) -> bool {
    old.lines.len() == new.lines.len() && normal::without_references(&old.normal) == normal::without_references(&new.normal)
}

/// The unit without a partner that says the same out of order.
fn elsewhere(unit: &Unit<'_>, others: &[Unit<'_>], partners: &[Option<usize>]) -> Option<usize> {
    let alike = |(at, other): &(usize, &Unit<'_>)| {
        partners[*at].is_none() && other.role == unit.role && !unit.deleted && !other.deleted && other.says_the_same(unit)
    };
    others.iter().enumerate().find(alike).map(|(at, _)| at)
}
