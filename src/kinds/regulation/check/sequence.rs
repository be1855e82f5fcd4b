//! Whether numbers run on without gaps, repetitions and steps back.

use super::super::tree::Number;

/// What is irregular at one place of a sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Irregular {
    /// These are missing before it; never empty.
    Gap(Vec<Number>),
    /// It was there already, at this place of the sequence.
    Duplicate(usize),
    /// It should have come before the one with this number.
    Backwards(Number),
}

/// An irregularity, its place in the sequence, and the number that was due there where it looks like a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub at: usize,
    pub what: Irregular,
    pub due: Option<Number>,
}

/// How many missing numbers one finding holds; what it says names the first and the last.
const MOST_MISSING: u16 = 9999;

/// Walks a sequence that should begin with `first`. A single wrong number in an otherwise regular sequence is one
/// finding, not two; a number that comes later is not missing but out of order. `declared` takes out what is
/// missing on purpose; it gets a place in the sequence and the number.
pub(super) fn irregularities(numbers: &[Number], first: u16, mut declared: impl FnMut(usize, Number) -> bool) -> Vec<Found> {
    if is_regular(numbers, first) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut sorted: Vec<(Number, usize)> = numbers.iter().copied().zip(0..).collect();
    sorted.sort_unstable();
    let first_place = |number: Number| {
        let at = sorted.partition_point(|(candidate, _)| *candidate < number);
        sorted.get(at).filter(|(candidate, _)| *candidate == number).map(|(_, place)| *place)
    };
    let mut last = Number::plain(first.saturating_sub(1));
    for (at, &number) in numbers.iter().enumerate() {
        let due = next(last);
        if number == due || number == inserted(last) {
            last = number;
            continue;
        }
        let slip =
            number.base != due.base && numbers.get(at + 1).is_some_and(|following| *following == next(due)) && first_place(due).is_none();
        let earlier = first_place(number).filter(|place| *place < at);
        let what = if let Some(place) = earlier {
            Irregular::Duplicate(place)
        } else if number > last {
            let mut missing = if slip { vec![due] } else { between(last, number) };
            missing.retain(|missing| first_place(*missing).is_none() && !declared(at, *missing));
            if missing.is_empty() {
                last = number;
                continue;
            }
            Irregular::Gap(missing)
        } else {
            Irregular::Backwards(last)
        };
        found.push(Found { at, due: slip.then_some(due), what });
        last = if slip { due } else { last.max(number) };
    }
    found
}

fn is_regular(numbers: &[Number], first: u16) -> bool {
    let mut last = Number::plain(first.saturating_sub(1));
    numbers.iter().all(|&number| {
        let regular = number == next(last) || number == inserted(last);
        last = number;
        regular
    })
}

/// The number after: 121 after 120 and after 120.1.
fn next(number: Number) -> Number {
    Number::plain(number.base.saturating_add(1))
}

/// The number that may be inserted after: 120.1 after 120, 120.2 after 120.1. Nothing can be before the first.
fn inserted(number: Number) -> Number {
    Number { base: number.base, suffix: number.suffix.saturating_add(1) }
}

/// The numbers between two, `before` being reached already.
fn between(before: Number, number: Number) -> Vec<Number> {
    let suffixes = |base: u16, from: u16| (from..number.suffix).map(move |suffix| Number { base, suffix });
    if number.base == before.base {
        return suffixes(number.base, before.suffix.saturating_add(1)).collect();
    }
    let end = if number.suffix == 0 { number.base } else { number.base.saturating_add(1) };
    let bases = (before.base.saturating_add(1)..end).take(usize::from(MOST_MISSING)).map(Number::plain);
    bases.chain(suffixes(number.base, 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Irregular, irregularities};
    use crate::kinds::regulation::tree::Number;

    fn number(text: &str) -> Number {
        let (base, suffix) = text.split_once('.').unwrap_or((text, "0"));
        Number { base: base.parse().unwrap(), suffix: suffix.parse().unwrap() }
    }

    /// Findings as `place:what`.
    fn check(numbers: &str, expected: &str) {
        let numbers: Vec<Number> = numbers.split(' ').map(number).collect();
        let found = irregularities(&numbers, 1, |_, number| number == Number::plain(90));
        let words = found.iter().map(|found| {
            let what = match &found.what {
                Irregular::Gap(missing) => format!("gap {}", missing.iter().map(Number::to_string).collect::<Vec<_>>().join(",")),
                Irregular::Duplicate(first) => format!("twice {first}"),
                Irregular::Backwards(last) => format!("back {last}"),
            };
            format!("{}:{what}{}", found.at, if found.due.is_some() { " slip" } else { "" })
        });
        assert_eq!(words.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn sequences() {
        for (numbers, expected) in [
            ("1 2 3", ""),
            ("1 2 2.1 2.2 3", ""),
            ("1 3 4", "1:gap 2"),
            ("2 3", "0:gap 1"),
            ("1 2 3 3 4", "3:twice 2"),
            ("1 2 2 4", "2:twice 1 slip"),
            ("1 2 30 4 5", "2:gap 3 slip"),
            ("1 2 4 3 5", "3:back 4"),
            ("1 2 2.2 3", "2:gap 2.1"),
            ("1 2 3.1 4", "2:gap 3"),
            ("1 5 6 9 10", "1:gap 2,3,4 3:gap 7,8"),
            ("3 2 1", "1:back 3 2:back 3"),
        ] {
            check(numbers, expected);
        }
        let declared = irregularities(&[Number::plain(89), Number::plain(91)], 89, |_, number| number == Number::plain(90));
        assert_eq!(declared, []);
    }
}
