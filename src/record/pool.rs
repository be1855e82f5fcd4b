//! Texts kept once each, and sets that cost four bytes an entry: a million rows repeat the same few hundred words.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Stands for no entry.
const FREE: u32 = u32::MAX;

/// A set of numbers whose contents are kept elsewhere, open-addressed.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    slots: Vec<u32>,
    len: usize,
}

impl Index {
    /// The number already there whose contents are the same; else takes `new` in and gives it back.
    /// `hash` is that of a number's contents.
    pub(super) fn find_or_insert(&mut self, new: u32, wanted: u64, same: impl Fn(u32) -> bool, hash: impl Fn(u32) -> u64) -> u32 {
        if self.len * 8 >= self.slots.len() * 7 {
            self.grow(hash);
        }
        let mut at = self.slot(wanted);
        while self.slots[at] != FREE {
            if same(self.slots[at]) {
                return self.slots[at];
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = new;
        self.len += 1;
        new
    }

    fn slot(&self, hash: u64) -> usize {
        usize::try_from(hash & (self.slots.len() as u64 - 1)).expect("less than the number of slots")
    }

    fn grow(&mut self, hash: impl Fn(u32) -> u64) {
        let wider = vec![FREE; (self.slots.len() * 2).max(16)];
        for number in std::mem::replace(&mut self.slots, wider).into_iter().filter(|number| *number != FREE) {
            let mut at = self.slot(hash(number));
            while self.slots[at] != FREE {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = number;
        }
    }
}

/// The same on every machine and in every run.
pub(super) fn hash(contents: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    contents.hash(&mut hasher);
    hasher.finish()
}

/// Texts, each kept once and known by its number.
#[derive(Debug, Clone, Default)]
pub(super) struct Pool {
    text: String,
    /// Where each text ends; the next begins there.
    ends: Vec<u32>,
    index: Index,
}

impl Pool {
    /// The text of a number this pool gave out.
    pub(super) fn get(&self, number: u32) -> &str {
        slice(&self.text, &self.ends, number)
    }

    /// The number of a text. A table holds less text than 4 GB, so numbers and offsets fit.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        let next = u32::try_from(self.ends.len()).unwrap_or(FREE);
        let Self { text: all, ends, index } = self;
        let found =
            index.find_or_insert(next, hash(text), |number| slice(all, ends, number) == text, |number| hash(slice(all, ends, number)));
        if found == next {
            self.text.push_str(text);
            self.ends.push(u32::try_from(self.text.len()).expect("the texts of tables are under 4 GB"));
        }
        found
    }

    /// Gives back what only further texts would need.
    pub(super) fn close(&mut self) {
        self.index = Index::default();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Makes a closed pool ready for further texts.
    pub(super) fn reopen(&mut self) {
        let Self { text, ends, index } = self;
        let of = |number: u32| hash(slice(text, ends, number));
        for number in 0..u32::try_from(ends.len()).unwrap_or(FREE) {
            index.find_or_insert(number, of(number), |_| false, of);
        }
    }
}

fn slice<'a>(text: &'a str, ends: &[u32], number: u32) -> &'a str {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &text[start..ends[number] as usize]
}

#[cfg(test)]
mod tests {
    use super::Pool;

    #[test]
    fn equal_texts_share_a_number() {
        let mut pool = Pool::default();
        let numbers: Vec<u32> = (0..5000).map(|number| pool.intern(&format!("凭证{}", number % 1000))).collect();
        assert_eq!(numbers[..1000], numbers[4000..]);
        assert_eq!((pool.get(numbers[7]), pool.get(0)), ("凭证7", "凭证0"));
        assert_eq!(pool.intern(""), 1000);
        pool.close();
        pool.reopen();
        assert_eq!((pool.intern("凭证999"), pool.intern("新")), (999, 1001));
        assert_eq!(pool.get(1000), "");
    }
}
