//! Words, texts and signs of a script, and which words are nothing but variables.

use std::collections::{BTreeMap, BTreeSet};

/// A piece of a script. Comments are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A name or a word of the language.
    Word(&'t str),
    /// A text in quotes, a pattern, a number.
    Text(&'t str),
    /// Any other sign.
    Sign(char),
    /// Spaces.
    Blank,
    /// The end of a line.
    LineEnd,
}

impl<'t> Token<'t> {
    /// What it says, where it is no sign.
    pub(super) fn text(self) -> Option<&'t str> {
        match self {
            Self::Word(text) | Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Appends it, blanks left out.
    pub(super) fn write(self, script: &mut String) {
        match self {
            Self::Word(text) | Self::Text(text) => script.push_str(text),
            Self::Sign(sign) => script.push(sign),
            Self::Blank | Self::LineEnd => {}
        }
    }
}

/// Names that browsers give.
const GIVEN: [&str; 9] = ["window", "document", "location", "history", "event", "name", "self", "arguments", "undefined"];

/// The pieces of a script.
pub(super) fn tokens(script: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '\n' => (Some(Token::LineEnd), 1),
            ' ' | '\r' | '\t' => (Some(Token::Blank), 1),
            '/' if rest.starts_with("//") => (None, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (None, rest.find("*/").map_or(rest.len(), |end| end + 2)),
            '/' if !is_operand(&tokens) => text(rest, pattern(rest)),
            '"' | '\'' | '`' => text(rest, quoted(rest, first)),
            _ if first.is_ascii_digit() => text(rest, word(rest)),
            _ if is_name(first) => (Some(Token::Word(&rest[..word(rest)])), word(rest)),
            _ => (Some(Token::Sign(first)), first.len_utf8()),
        };
        tokens.extend(token);
        rest = &rest[length..];
    }
    tokens.push(Token::LineEnd);
    tokens
}

fn text(rest: &str, length: usize) -> (Option<Token<'_>>, usize) {
    (Some(Token::Text(&rest[..length])), length)
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

fn word(rest: &str) -> usize {
    rest.find(|c| !is_name(c)).unwrap_or(rest.len())
}

/// How long a text in quotes is.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |(at, _)| at + 1)
}

/// How long a pattern is, its flags included. A slash in brackets does not end it.
fn pattern(rest: &str) -> usize {
    let (mut escaped, mut bracket) = (false, false);
    let end = rest.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == '/' && !escaped && !bracket;
        match c {
            '[' if !escaped => bracket = true,
            ']' if !escaped => bracket = false,
            _ => {}
        }
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |(at, _)| at + 1 + word(&rest[at + 1..]))
}

/// Whether what was read last is something to divide.
fn is_operand(tokens: &[Token<'_>]) -> bool {
    match tokens.iter().rev().find(|token| !matches!(token, Token::Blank | Token::LineEnd)) {
        Some(Token::Word(word)) => !matches!(*word, "return" | "typeof" | "of" | "in"),
        Some(Token::Text(_)) => true,
        Some(Token::Sign(sign)) => matches!(sign, ')' | ']'),
        _ => false,
    }
}

/// Names that are declared here and are never a property, a key or both in one; with how often each stands.
pub(super) fn variables<'t>(all: &[Token<'t>]) -> BTreeMap<&'t str, usize> {
    let solid: Vec<Token<'t>> = all.iter().copied().filter(|token| !matches!(token, Token::Blank | Token::LineEnd)).collect();
    let mut kept: BTreeSet<&str> = GIVEN.into_iter().collect();
    let mut declared: BTreeSet<&str> = BTreeSet::new();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, token) in solid.iter().enumerate() {
        match token {
            Token::Sign('{' | '(' | '[') => open.push(at),
            Token::Sign('}' | ')' | ']') => {
                let start = open.pop().unwrap_or(0);
                if declares(&solid, start, at) {
                    declared.extend(words(&solid[start..at]));
                }
            }
            Token::Word(word) => {
                *uses.entry(word).or_default() += 1;
                let in_braces = open.last().is_some_and(|open| solid[*open] == Token::Sign('{'));
                if is_property(&solid, at, in_braces) {
                    kept.insert(word);
                }
                let before = at.checked_sub(1).and_then(|before| solid[before].text());
                if matches!(before, Some("var" | "let" | "const" | "function")) || is_arrow(&solid, at + 1) {
                    declared.insert(word);
                }
            }
            _ => {}
        }
    }
    declared.into_iter().filter(|name| !kept.contains(name)).map(|name| (name, uses[name])).collect()
}

/// Whether brackets hold names that are declared: those of a function, of `=>`, of `catch`, behind `const`.
fn declares(solid: &[Token<'_>], start: usize, end: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).and_then(|at| solid[at].text());
    match solid[start] {
        Token::Sign('(') => {
            before(1) == Some("function") || before(2) == Some("function") || before(1) == Some("catch") || is_arrow(solid, end + 1)
        }
        _ => matches!(before(1), Some("var" | "let" | "const")),
    }
}

fn is_arrow(solid: &[Token<'_>], at: usize) -> bool {
    solid.get(at..at + 2) == Some(&[Token::Sign('='), Token::Sign('>')])
}

fn words<'t>(solid: &[Token<'t>]) -> Vec<&'t str> {
    solid.iter().filter_map(|token| if let Token::Word(word) = token { Some(*word) } else { None }).collect()
}

/// Whether a word is the name of a property there: `.title`, `title: 1`, `{ title, number }`.
fn is_property(solid: &[Token<'_>], at: usize, in_braces: bool) -> bool {
    let before = at.checked_sub(1).map(|before| solid[before]);
    let sign = |back: usize| at.checked_sub(back).map(|at| solid[at]) == Some(Token::Sign('.'));
    if sign(1) && !(sign(2) && sign(3)) {
        return true;
    }
    let opens = matches!(before, Some(Token::Sign('{' | ',')));
    let ends = matches!(solid.get(at + 1), Some(Token::Sign(',' | '}' | ':' | '=' | '(')));
    in_braces && opens && ends && !(before == Some(Token::Sign('{')) && matches!(solid.get(at + 1), Some(Token::Sign('=' | '('))))
}
