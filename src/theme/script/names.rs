//! Short names of variables: some hold in the whole script, the others in one statement of its outermost level, where the shortest
//! names can be used again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::tokens::Token;

/// Names that browsers give; a variable called so keeps its name.
const GIVEN: [&str; 9] = ["window", "document", "location", "history", "event", "name", "self", "arguments", "undefined"];

/// Words of the language that are as short as the names we give.
const RESERVED: [&str; 6] = ["as", "do", "if", "in", "is", "of"];

/// How many names of the whole script are of one letter; the others are left to statements.
const SHORTEST: usize = 14;

/// What a word is where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Variable,
    /// `.title`, `title: 1`
    Property,
    /// `{ title }`
    Both,
}

/// A word, where it stands among all pieces, what it is there and whether it is declared there.
struct Occurrence<'t> {
    at: usize,
    word: &'t str,
    role: Role,
    declared: bool,
    /// The brackets around it.
    depth: usize,
    statement: usize,
}

/// What to write instead of a piece, where that is something else.
pub(super) fn shortened(all: &[Token<'_>]) -> BTreeMap<usize, String> {
    let words = occurrences(all);
    let renamed = |word: &Occurrence<'_>| word.declared && word.word.len() > 1 && !GIVEN.contains(&word.word);
    let everywhere: BTreeSet<&str> = words.iter().filter(|word| word.depth == 0 && renamed(word)).map(|word| word.word).collect();
    let mut taken: BTreeSet<String> = words.iter().map(|word| word.word.to_owned()).collect();
    let common = given(&by_use(&words, &everywhere), &taken, SHORTEST);
    let mut short = BTreeMap::new();
    for range in statements(&words) {
        let own = &words[range];
        let local: BTreeSet<&str> =
            own.iter().filter(|word| renamed(word) && !everywhere.contains(word.word)).map(|word| word.word).collect();
        taken =
            own.iter().filter(|word| !local.contains(word.word)).map(|word| word.word.to_owned()).chain(common.values().cloned()).collect();
        let names = given(&by_use(own, &local), &taken, usize::MAX);
        for word in own {
            let Some(name) = names.get(word.word).or_else(|| common.get(word.word)) else { continue };
            match word.role {
                Role::Variable => short.insert(word.at, name.clone()),
                Role::Both => short.insert(word.at, format!("{}:{name}", word.word)),
                Role::Property => None,
            };
        }
    }
    short
}

/// Names, those used most first.
fn by_use<'t>(words: &[Occurrence<'t>], names: &BTreeSet<&'t str>) -> Vec<&'t str> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.iter().filter(|word| names.contains(word.word) && word.role != Role::Property) {
        *uses.entry(word.word).or_default() += 1;
    }
    let mut sorted: Vec<(usize, &str)> = uses.into_iter().map(|(name, uses)| (uses, name)).collect();
    sorted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    sorted.into_iter().map(|(_, name)| name).collect()
}

/// A free name for each, so many of them of one letter.
fn given<'t>(names: &[&'t str], taken: &BTreeSet<String>, shortest: usize) -> BTreeMap<&'t str, String> {
    let free = || (0..).map(name).filter(|name| !taken.contains(name) && !RESERVED.contains(&name.as_str()));
    let (first, others) = names.split_at(shortest.min(names.len()));
    let longer = free().filter(|name| name.len() > 1);
    first.iter().copied().zip(free()).chain(others.iter().copied().zip(longer)).collect()
}

/// a … z, A … Z, aa …
fn name(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let last = char::from(LETTERS[number % 52]);
    if number < 52 { last.to_string() } else { format!("{}{last}", name(number / 52 - 1)) }
}

/// The words of each statement.
fn statements(words: &[Occurrence<'_>]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match ranges.last_mut() {
            Some(range) if words[range.start].statement == word.statement => range.end = at + 1,
            _ => ranges.push(at..at + 1),
        }
    }
    ranges
}

fn occurrences<'t>(all: &[Token<'t>]) -> Vec<Occurrence<'t>> {
    let (places, solid): (Vec<usize>, Vec<Token<'t>>) =
        all.iter().copied().enumerate().filter(|(_, token)| !matches!(token, Token::Blank | Token::LineEnd)).unzip();
    let mut words: Vec<Occurrence<'t>> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut statement = 0;
    for (at, token) in solid.iter().enumerate() {
        match token {
            Token::Sign('{' | '(' | '[') => open.push((at, words.len())),
            Token::Sign(sign @ ('}' | ')' | ']')) => {
                let (start, first) = open.pop().unwrap_or((0, 0));
                if declares(&solid, start, at) {
                    words[first..].iter_mut().for_each(|word| word.declared |= word.role != Role::Property);
                }
                statement += usize::from(open.is_empty() && *sign == '}');
            }
            Token::Sign(';') if open.is_empty() => statement += 1,
            Token::Word(word) => {
                let in_braces = open.last().is_some_and(|(open, _)| solid[*open] == Token::Sign('{'));
                let before = at.checked_sub(1).and_then(|before| solid[before].text());
                words.push(Occurrence {
                    at: places[at],
                    word,
                    role: role(&solid, at, in_braces),
                    declared: matches!(before, Some("var" | "let" | "const" | "function")) || is_arrow(&solid, at + 1),
                    depth: open.len(),
                    statement,
                });
            }
            _ => {}
        }
    }
    words
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

fn role(solid: &[Token<'_>], at: usize, in_braces: bool) -> Role {
    let before = at.checked_sub(1).map(|before| solid[before]);
    let dot = |back: usize| at.checked_sub(back).map(|at| solid[at]) == Some(Token::Sign('.'));
    if dot(1) && !(dot(2) && dot(3)) {
        return Role::Property;
    }
    if !in_braces || !matches!(before, Some(Token::Sign('{' | ','))) {
        return Role::Variable;
    }
    match solid.get(at + 1) {
        Some(Token::Sign(':')) => Role::Property,
        Some(Token::Sign(',' | '}')) => Role::Both,
        _ => Role::Variable,
    }
}
