//! A unit cut into what is compared one by one: a Han character, a run of latin letters or digits, a mark, the beginning
//! of a line.

use std::collections::HashMap;

use super::normal::{characters, is_blank, is_boundary, is_numeral};
use super::unit::Unit;

/// What a token is, as far as changes care where they begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// The beginning of a line, with its label.
    Line,
    /// A comma, a full stop and their like.
    Boundary,
    /// Part of a number.
    Numeral,
    /// All else.
    Word,
}

/// A token: two of one key are the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'u> {
    /// What is compared.
    pub key: u32,
    /// What it is.
    pub sort: Sort,
    /// What is shown, with the spaces around it; of a line its label.
    pub text: &'u str,
    /// The line of the unit it stands in.
    pub line: usize,
}

/// Gives tokens that are written alike one key.
#[derive(Default)]
pub(super) struct Keys(HashMap<String, u32>);

impl Keys {
    fn key(&mut self, text: &str) -> u32 {
        let due = u32::try_from(self.0.len()).expect("a text has fewer tokens than bytes") + 1;
        *self.0.entry(characters(text).collect()).or_insert(due)
    }

    /// Cuts a unit into tokens. All lines begin alike, whatever their labels: an item that is put in gives those after
    /// it other numbers and leaves them what they are.
    pub(super) fn tokens<'u>(&mut self, unit: &'u Unit<'_>) -> Vec<Token<'u>> {
        let mut tokens = Vec::with_capacity(unit.normal.len() + unit.lines.len());
        for (line, words) in unit.lines.iter().enumerate() {
            tokens.push(Token { key: 0, sort: Sort::Line, text: words.label, line });
            let mut rest: &'u str = &words.text;
            while !rest.is_empty() {
                let (text, after) = rest.split_at(length(rest));
                tokens.push(Token { key: self.key(text), sort: sort(text), text, line });
                rest = after;
            }
        }
        tokens
    }
}

/// Bytes of the token at the front, blanks on both sides included.
fn length(text: &str) -> usize {
    let body = text.find(|c| !is_blank(c)).unwrap_or(text.len());
    let first = text[body..].chars().next();
    let end = match first {
        Some(first) if is_latin(first) => body + run(&text[body..]),
        Some(first) => body + first.len_utf8(),
        None => body,
    };
    let after = &text[end..];
    end + after.find(|c| !is_blank(c)).unwrap_or(after.len())
}

/// Bytes of the letters and digits at the front; 1,234.50 is one run.
fn run(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, character)) = characters.next() {
        let inside =
            matches!(character, '.' | ',') && before.is_ascii_digit() && characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !is_latin(character) && !inside {
            return at;
        }
        before = character;
    }
    text.len()
}

fn is_latin(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn sort(text: &str) -> Sort {
    match text.chars().find(|c| !is_blank(*c)) {
        Some(first) if is_boundary(first) => Sort::Boundary,
        Some(first) if is_numeral(first) || first.is_ascii_digit() || ('０'..='９').contains(&first) => Sort::Numeral,
        _ => Sort::Word,
    }
}
