//! How alike two texts are: 2·LCS/(a+b), where LCS is the length of their longest common subsequence.
//!
//! One text is laid out and many are held against it. The subsequence is measured 64 characters at a time (Hyyrö 2004);
//! what two texts have of each character bounds it from above and spares most of the measuring.

use std::collections::HashMap;

/// The highest degree of likeness: the texts are one.
pub(super) const WHOLE: u64 = 10_000;

/// Texts less alike than this are not two versions of one.
pub(super) const LEAST: u64 = 6_000;

/// Characters up to which a text is measured; of longer ones, tables of hundreds of pages, only what they share is counted.
const MEASURED: usize = 50_000;

/// A text as numbers of its characters, numbered through in both versions.
pub(super) struct Word(Vec<u32>);

/// Numbers characters.
#[derive(Default)]
pub(super) struct Alphabet(HashMap<char, u32>);

impl Alphabet {
    /// Numbers the characters of a text.
    pub(super) fn word(&mut self, text: &[char]) -> Word {
        let next = |letters: &HashMap<char, u32>| u32::try_from(letters.len()).expect("there are fewer characters than that");
        let mut number = |character: &char| {
            let due = next(&self.0);
            *self.0.entry(*character).or_insert(due)
        };
        Word(text.iter().map(&mut number).collect())
    }

    /// How many different characters there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A text that others are held against.
pub(super) struct Ruler {
    /// For each character the places it has in the text, as bits; `words` for each.
    places: Vec<u64>,
    words: usize,
    /// How often each character comes in it.
    counts: Vec<u32>,
    length: usize,
    /// The work of a measuring.
    row: Vec<u64>,
    used: Vec<u32>,
}

impl Ruler {
    /// One with nothing laid out, for texts of so many different characters.
    pub(super) fn new(alphabet: usize) -> Self {
        Self { places: Vec::new(), words: 0, counts: vec![0; alphabet], length: 0, row: Vec::new(), used: vec![0; alphabet] }
    }

    /// Lays out a text in the place of the one before.
    pub(super) fn lay(&mut self, text: &Word) {
        self.length = text.0.len();
        self.counts.fill(0);
        for character in &text.0 {
            self.counts[*character as usize] += 1;
        }
        self.words = if self.length > MEASURED { 0 } else { self.length.div_ceil(64) };
        self.places.clear();
        self.places.resize(self.counts.len() * self.words, 0);
        for (at, character) in text.0.iter().enumerate().take(self.words * 64) {
            self.places[*character as usize * self.words + at / 64] |= 1 << (at % 64);
        }
    }

    /// How alike a text is to the one laid out, in ten-thousandths; 0 where it is less than [`LEAST`].
    pub(super) fn likeness(&mut self, text: &Word) -> u64 {
        let both = self.length + text.0.len();
        let degree = |common: usize| (2 * common as u64 * WHOLE).checked_div(both as u64).unwrap_or(WHOLE);
        let shorter = self.length.min(text.0.len());
        if degree(shorter) < LEAST {
            return 0;
        }
        let mut likeness = degree(self.shared(text));
        if likeness >= LEAST && self.length.max(text.0.len()) <= MEASURED {
            likeness = degree(self.common(text));
        }
        if likeness < LEAST { 0 } else { likeness }
    }

    /// How many characters the texts share, wherever they stand.
    fn shared(&mut self, text: &Word) -> usize {
        let mut shared = 0;
        for character in &text.0 {
            let used = &mut self.used[*character as usize];
            *used += 1;
            shared += usize::from(*used <= self.counts[*character as usize]);
        }
        for character in &text.0 {
            self.used[*character as usize] = 0;
        }
        shared
    }

    /// Length of the longest common subsequence.
    fn common(&mut self, text: &Word) -> usize {
        self.row.clear();
        self.row.resize(self.words, u64::MAX);
        for character in &text.0 {
            let from = *character as usize * self.words;
            let mut carry = false;
            for (row, places) in self.row.iter_mut().zip(&self.places[from..from + self.words]) {
                let met = *row & places;
                let (sum, over) = row.overflowing_add(met);
                let (sum, over_again) = sum.overflowing_add(u64::from(carry));
                carry = over || over_again;
                *row = sum | (*row & !places);
            }
        }
        // Bits beyond the end of the text are never met and stay set.
        self.row.iter().map(|row| row.count_zeros() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, MEASURED, Ruler, WHOLE};

    fn common(one: &str, other: &str) -> (usize, u64) {
        let mut alphabet = Alphabet::default();
        let words = [one, other].map(|text| alphabet.word(&text.chars().collect::<Vec<_>>()));
        let mut ruler = Ruler::new(alphabet.len());
        ruler.lay(&words[0]);
        let common = if words.iter().all(|word| word.0.len() <= MEASURED) { ruler.common(&words[1]) } else { 0 };
        (common, ruler.likeness(&words[1]))
    }

    #[test]
    fn what_two_texts_have_in_common() {
        for (one, other, length, likeness) in [
            ("", "", 0, WHOLE),
            ("甲", "", 0, 0),
            ("甲乙丙丁", "甲乙丙丁", 4, WHOLE),
            ("甲乙丙丁", "乙甲丁丙", 2, 0),
            ("甲乙丙", "甲丙", 2, 8000),
            ("丁戊己甲乙", "甲乙丁戊己", 3, 6000),
        ] {
            assert_eq!(common(one, other), (length, likeness), "{one} {other}");
        }
    }

    #[test]
    fn long_texts_are_measured_as_the_table_measures_them() {
        let mut dice = 2026_u64;
        for length in [60, 64, 65, 200, 500] {
            let mut text = || -> String {
                let letter = |_| {
                    dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    ['甲', '乙', '丙', '丁', '戊'][usize::try_from(dice >> 33).unwrap() % 5]
                };
                (0..length).map(letter).collect()
            };
            let (one, other) = (text(), text());
            assert_eq!(common(&one, &other).0, table(&one, &other), "{one} {other}");
        }
    }

    #[test]
    fn of_very_long_texts_only_what_they_share_counts() {
        let text =
            |first: char, last: char| -> String { [first, last].iter().flat_map(|letter| std::iter::repeat_n(*letter, 30_000)).collect() };
        let (one, other) = (text('甲', '乙'), text('乙', '甲'));
        assert_eq!(common(&one, &other).1, WHOLE);
        assert_eq!(common(&one, &text('甲', '丙')).1, 0);
    }

    /// The length by the textbook's table.
    fn table(one: &str, other: &str) -> usize {
        let other: Vec<char> = other.chars().collect();
        let mut row = vec![0; other.len() + 1];
        for a in one.chars() {
            let mut before = 0;
            for (at, b) in other.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if a == *b { before + 1 } else { above.max(row[at]) };
                before = above;
            }
        }
        row[other.len()]
    }
}
