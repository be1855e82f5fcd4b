//! Which unit of the old text became which of the new: by what they say, never by their numbers, and never crossing.
//!
//! Units that say the same are paired first, as many as keep their order; they cut the texts into stretches. Within a
//! stretch those most alike are paired, so that the likeness of all pairs together is greatest.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::similarity::{Alphabet, LEAST, Ruler, Word};
use super::unit::{Role, Style, Unit};

/// A 款 of so many characters that stands in both word for word makes two units versions of one, whatever else they say.
const TELLING: usize = 20;

/// What each pair is worth less than its likeness, so that one close pair outweighs two loose ones.
const DISCOUNT: u64 = 5_000;

/// Pairs of units up to which all are weighed against each other; a broader stretch is halved in both texts.
const BROAD: usize = 4_000_000;

/// Pairs of places in the two lists, ascending in both.
pub(super) fn align(old: &[&Unit<'_>], new: &[&Unit<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for (at_old, at_new) in unchanged(old, new) {
        pairs.extend(stretch(old, from_old..at_old, new, from_new..at_new));
        pairs.push((at_old, at_new));
        (from_old, from_new) = (at_old + 1, at_new + 1);
    }
    pairs.extend(stretch(old, from_old..old.len(), new, from_new..new.len()));
    pairs
}

/// Units that say the same, as many as can be paired in order.
fn unchanged(old: &[&Unit<'_>], new: &[&Unit<'_>]) -> Vec<(usize, usize)> {
    let mut words: HashMap<(&[char], &[usize]), usize> = HashMap::new();
    let mut number = Vec::with_capacity(old.len() + new.len());
    for unit in old.iter().chain(new) {
        let due = words.len();
        number.push(*words.entry((&unit.normal, &unit.breaks)).or_insert(due));
    }
    let (old, new) = number.split_at(old.len());
    let same = capture_diff_slices(Algorithm::RawMyers, old, new).into_iter().filter(|op| op.tag() == DiffTag::Equal);
    same.flat_map(|op| op.old_range().zip(op.new_range())).collect()
}

/// The best pairs of a stretch.
fn stretch(old: &[&Unit<'_>], from: Range<usize>, new: &[&Unit<'_>], to: Range<usize>) -> Vec<(usize, usize)> {
    if from.is_empty() || to.is_empty() {
        return Vec::new();
    }
    if from.len().saturating_mul(to.len()) > BROAD {
        let (half_old, half_new) = (from.start + from.len() / 2, to.start + to.len() / 2);
        let mut pairs = stretch(old, from.start..half_old, new, to.start..half_new);
        pairs.extend(stretch(old, half_old..from.end, new, half_new..to.end));
        return pairs;
    }
    let worth = worth(&old[from.clone()], &new[to.clone()]);
    best(&worth, from.len(), to.len()).into_iter().map(|(a, b)| (from.start + a, to.start + b)).collect()
}

/// What each pair is worth, row by row of the old units; 0 for one that may not be.
fn worth(old: &[&Unit<'_>], new: &[&Unit<'_>]) -> Vec<u64> {
    let mut alphabet = Alphabet::default();
    let mut words = |units: &[&Unit<'_>]| -> Vec<Word> { units.iter().map(|unit| alphabet.word(&unit.normal)).collect() };
    let (old_words, new_words) = (words(old), words(new));
    let (old_telling, new_telling) = (telling(old), telling(new));
    let mut ruler = Ruler::new(alphabet.len());
    let mut worth = Vec::with_capacity(old.len() * new.len());
    for (a, word) in old_words.iter().enumerate() {
        ruler.lay(word);
        for (b, other) in new_words.iter().enumerate() {
            let mut likeness = ruler.likeness(other);
            if likeness < LEAST && (!old_telling[a].is_disjoint(&new_telling[b]) || same_name(old[a], new[b])) {
                likeness = LEAST;
            }
            worth.push(likeness.saturating_sub(DISCOUNT));
        }
    }
    worth
}

/// The 款 of each unit that are long enough to tell by.
fn telling<'u>(units: &[&'u Unit<'_>]) -> Vec<BTreeSet<&'u [char]>> {
    let long = |unit: &&'u Unit<'_>| {
        let words = unit.paragraphs.iter().map(|range| &unit.normal[range.clone()]);
        words.filter(|words| words.len() >= TELLING).collect()
    };
    units.iter().map(long).collect()
}

/// Whether two annexes have one title, or two chapters one number.
fn same_name(old: &Unit<'_>, new: &Unit<'_>) -> bool {
    let title = |unit: &Unit<'_>| unit.lines.first().filter(|line| line.style == Style::Title).map(|line| line.text.clone().into_owned());
    match old.role {
        Role::Annex => title(old).is_some_and(|own| title(new) == Some(own)),
        Role::Heading => !old.label.is_empty() && old.label == new.label,
        Role::Article | Role::Loose => false,
    }
}

/// The ascending pairs worth most together.
fn best(worth: &[u64], old: usize, new: usize) -> Vec<(usize, usize)> {
    // sums[a][b]: the most the first a and the first b units are worth together.
    let width = new + 1;
    let mut sums = vec![0; (old + 1) * width];
    for a in 0..old {
        for b in 0..new {
            let paired = Some(worth[a * new + b]).filter(|worth| *worth > 0).map_or(0, |worth| sums[a * width + b] + worth);
            sums[(a + 1) * width + b + 1] = paired.max(sums[a * width + b + 1]).max(sums[(a + 1) * width + b]);
        }
    }
    let mut pairs = Vec::new();
    let (mut a, mut b) = (old, new);
    while a > 0 && b > 0 {
        let sum = sums[a * width + b];
        if sum == sums[(a - 1) * width + b] {
            a -= 1;
        } else if sum == sums[a * width + b - 1] {
            b -= 1;
        } else {
            (a, b) = (a - 1, b - 1);
            pairs.push((a, b));
        }
    }
    pairs.reverse();
    pairs
}
