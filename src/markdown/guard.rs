//! A copy of a text with invisible guards beside some characters, for the Markdown parser to read.
//!
//! Guards change what a run of asterisks sees as its neighbour, or keep the beginning of a line from being taken for a
//! list or a heading. They are characters that do not occur in the text, so they are taken out of everything the
//! parser gives back, code and addresses included; byte offsets are led back to the text itself.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{OffsetIter, Options, Parser};

use super::flank::{Ruling, rulings};

/// Noncharacters: to Markdown they are letters. One that the text does not hold is taken.
const LETTERS: std::ops::RangeInclusive<char> = '\u{FDD0}'..='\u{FDEF}';

/// Rare spaces of three bytes. Not those that Markdown strips from the beginning of a line.
const SPACES: [char; 6] = ['\u{1680}', '\u{2029}', '\u{2028}', '\u{205F}', '\u{2008}', '\u{2001}'];

/// Bytes of a guard.
const WIDTH: usize = 3;

/// A guarded text.
pub(super) struct Guarded<'a> {
    text: Cow<'a, str>,
    /// Where the unguarded text begins in its source.
    offset: usize,
    /// Where guards stand in the guarded text, ascending.
    guards: Vec<usize>,
    letter: char,
    space: char,
}

impl<'a> Guarded<'a> {
    /// Guards emphasis. `offset` is where the text begins in its source.
    pub(super) fn block(text: &'a str, offset: usize) -> Self {
        Self::new(text, offset, Vec::new())
    }

    /// Guards emphasis and the beginning of each line, so that nothing in the text is a block.
    pub(super) fn line(text: &'a str, offset: usize) -> Self {
        let ends =
            text.bytes().enumerate().filter(|(at, byte)| *byte == b'\n' || *byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n'));
        let starts: Vec<usize> = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self::new(text, offset, starts)
    }

    fn new(text: &'a str, offset: usize, line_starts: Vec<usize>) -> Self {
        let rulings = rulings(text);
        let mut guarded = Self { text: Cow::Borrowed(text), offset, guards: Vec::new(), letter: '\0', space: '\0' };
        if rulings.is_empty() && line_starts.is_empty() {
            return guarded;
        }
        // A text that holds them all was made to; it is read as CommonMark reads it.
        let (Some(letter), Some(space)) = (absent(LETTERS, text), absent(SPACES, text)) else { return guarded };
        (guarded.letter, guarded.space) = (letter, space);
        let mut insertions: Vec<(usize, char)> = line_starts.into_iter().map(|at| (at, space)).collect();
        for (start, end, ruling) in rulings {
            let guard = if ruling == Ruling::Grant { letter } else { space };
            insertions.extend([(start, guard), (end, guard)]);
        }
        insertions.sort_by_key(|(at, _)| *at);
        guarded.insert(text, &insertions);
        guarded
    }

    fn insert(&mut self, text: &str, insertions: &[(usize, char)]) {
        let mut copy = String::with_capacity(text.len() + insertions.len() * WIDTH);
        let mut done = 0;
        for (at, guard) in insertions {
            copy.push_str(&text[done..*at]);
            self.guards.push(copy.len());
            copy.push(*guard);
            done = *at;
        }
        copy.push_str(&text[done..]);
        self.text = Cow::Owned(copy);
    }

    /// Reads it.
    pub(super) fn events(&self, options: Options) -> OffsetIter<'_> {
        Parser::new_ext(&self.text, options).into_offset_iter()
    }

    /// A part of the guarded text as the parser sees it.
    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// A range of the guarded text as one of the source.
    pub(super) fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        let back = |at: usize| self.offset + at - WIDTH * self.guards.partition_point(|guard| *guard < at);
        back(range.start)..back(range.end)
    }

    /// What the parser gave back, without guards.
    pub(super) fn clean<'b>(&self, text: &'b str) -> Cow<'b, str> {
        let is_guard = |character: char| character == self.letter || character == self.space;
        if self.guards.is_empty() || !text.contains(is_guard) {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.chars().filter(|character| !is_guard(*character)).collect())
    }

    /// Whether every line's beginning is guarded where that was asked for.
    pub(super) fn is_guarded(&self) -> bool {
        !self.guards.is_empty()
    }
}

fn absent(candidates: impl IntoIterator<Item = char>, text: &str) -> Option<char> {
    candidates.into_iter().find(|candidate| !text.contains(*candidate))
}
