//! Which units hold a term, and how much of a unit it makes up.
//!
//! Documents are added in their order, each a heading and then its units; every unit has the next number. A posting is
//! the distance to the unit before times eight plus a weight of 0 to 7, in bytes of seven bits.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::chunk::push_number;
use super::gather::Unit;
use super::terms::{Key, Splitter, Term};

/// The postings of some documents, numbered from the first of them.
#[derive(Default)]
pub(super) struct Postings {
    keys: HashMap<Key, u32, BuildHasherDefault<Scatter>>,
    words: HashMap<Box<str>, u32>,
    lists: Vec<Growing>,
    /// For each list the unit that was noted last: asked for every term of a text, and so kept close together.
    latest: Vec<Latest>,
    /// For each unit what a term means in it that stands there once, twice, three times, or more often.
    weights: Vec<[u8; MOST_TIMES]>,
    splitter: Splitter,
}

/// The unit that a list was noted for last, and how often; its posting is written when the next one comes.
struct Latest {
    unit: u32,
    times: u32,
}

/// A list that grows.
struct Growing {
    term: Named,
    first: u32,
    first_weight: u8,
    last: u32,
    count: u32,
    bytes: Vec<u8>,
}

/// All postings of a term.
pub(super) struct List {
    /// The term as the script writes it.
    pub term: String,
    /// How many postings.
    pub count: u32,
    /// The postings.
    pub bytes: Vec<u8>,
}

impl Postings {
    /// Begins a document with the words of its title.
    pub(super) fn add_title(&mut self, heading: &str) {
        self.add_text(heading);
        self.weights.push(weights(0));
    }

    /// Adds a unit of the document.
    pub(super) fn add(&mut self, unit: &Unit) {
        let length = self.add_text(&unit.text);
        if let Some(number) = unit.article {
            self.note(Term::Key(Key::own_article(number)));
        }
        self.weights.push(weights(length));
    }

    fn add_text(&mut self, text: &str) -> u32 {
        let mut length = 0;
        let mut splitter = std::mem::take(&mut self.splitter);
        splitter.split(text, &mut |term| {
            length += 1;
            self.note(term);
        });
        self.splitter = splitter;
        length
    }

    fn note(&mut self, term: Term<'_>) {
        let unit = u32::try_from(self.weights.len()).expect("fewer units than bytes of text");
        let next = u32::try_from(self.lists.len()).expect("fewer terms than bytes of text");
        let at = match term {
            // Nearly every term was there before.
            Term::Key(key) => match self.keys.get(&key) {
                Some(at) => *at,
                None => *self.keys.entry(key).or_insert(next),
            },
            Term::Word(word) => match self.words.get(word) {
                Some(at) => *at,
                None => *self.words.entry(word.into()).or_insert(next),
            },
        };
        if at == next {
            self.lists.push(Growing { term: Named::of(term), first: 0, first_weight: 0, last: 0, count: 0, bytes: Vec::new() });
            self.latest.push(Latest { unit, times: 1 });
            return;
        }
        let latest = &mut self.latest[at as usize];
        if latest.unit == unit {
            latest.times += 1;
        } else {
            self.lists[at as usize].write(latest, &self.weights);
            *latest = Latest { unit, times: 1 };
        }
    }

    fn finish(&mut self) {
        for (list, latest) in self.lists.iter_mut().zip(&self.latest) {
            list.write(latest, &self.weights);
        }
    }
}

impl Growing {
    fn write(&mut self, latest: &Latest, weights: &[[u8; MOST_TIMES]]) {
        let weight = weights[latest.unit as usize][MOST_TIMES.min(latest.times as usize) - 1];
        if self.count == 0 {
            (self.first, self.first_weight) = (latest.unit, weight);
        } else {
            push_number(&mut self.bytes, (latest.unit - self.last) << 3 | u32::from(weight));
        }
        self.last = latest.unit;
        self.count += 1;
    }
}

/// How often a term stands in a unit, beyond which it means no more.
const MOST_TIMES: usize = 4;

/// How much terms mean in a unit of so many, 0 to 7: more the shorter the unit, and a little more where one stands there again.
fn weights(length: u32) -> [u8; MOST_TIMES] {
    const STEPS: [u32; 7] = [20, 40, 60, 80, 100, 120, 150];
    [100, 130, 160, 190].map(|times| {
        let share = times * 100 / length.saturating_add(60);
        u8::try_from(STEPS.iter().filter(|step| share >= **step).count()).expect("seven steps")
    })
}

/// The lists of all parts in one, in the order of their terms as a browser compares them.
pub(super) fn merge(parts: Vec<Postings>) -> Vec<List> {
    let mut places: HashMap<Key, usize, BuildHasherDefault<Scatter>> = HashMap::default();
    let mut words: HashMap<Box<str>, usize> = HashMap::new();
    let mut merged: Vec<Merged> = Vec::new();
    let mut base = 0;
    for mut part in parts {
        part.finish();
        for list in part.lists {
            let next = merged.len();
            let at = match &list.term {
                Named::Key(key) => *places.entry(*key).or_insert(next),
                Named::Word(word) => match words.get(word) {
                    Some(at) => *at,
                    None => *words.entry(word.clone()).or_insert(next),
                },
            };
            if at == next {
                merged.push(Merged::of(&list.term));
            }
            merged[at].append(base, &list);
        }
        base += u32::try_from(part.weights.len()).expect("fewer units than bytes of text");
    }
    // All that is no pair of characters is written with signs that come before them.
    merged.sort_by(|a, b| a.pair.cmp(&b.pair).then_with(|| a.list.term.cmp(&b.list.term)));
    merged.into_iter().map(|merged| merged.list).collect()
}

/// A term that owns its word.
enum Named {
    Key(Key),
    Word(Box<str>),
}

impl Named {
    fn of(term: Term<'_>) -> Self {
        match term {
            Term::Key(key) => Self::Key(key),
            Term::Word(word) => Self::Word(word.into()),
        }
    }
}

/// A list that other parts are still appended to.
struct Merged {
    pair: Option<Key>,
    list: List,
    last: u32,
}

impl Merged {
    fn of(term: &Named) -> Self {
        let (pair, term) = match term {
            Named::Key(key) => (Some(*key).filter(|key| key.is_han()), key.written()),
            Named::Word(word) => (None, word.to_string()),
        };
        Self { pair, list: List { term, count: 0, bytes: Vec::new() }, last: 0 }
    }

    fn append(&mut self, base: u32, part: &Growing) {
        push_number(&mut self.list.bytes, (base + part.first - self.last) << 3 | u32::from(part.first_weight));
        self.list.bytes.extend_from_slice(&part.bytes);
        self.list.count += part.count;
        self.last = base + part.last;
    }
}

/// Scatters the bits of a key over a table.
#[derive(Default)]
pub(super) struct Scatter(u64);

impl Hasher for Scatter {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, bits: u64) {
        let mixed = (self.0 ^ bits).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 29;
    }
}
