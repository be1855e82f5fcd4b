//! The text of a question, cut into tokens: where it ends, how it is ordered, what an offset points at.
//!
//! SQLite reads the language; here only what it cannot be asked: whether a second statement follows, whether a text is
//! one expression, and where `ORDER BY` and `LIMIT` stand.

use std::ops::Range;

use super::error::{Denied, Fault, QueryError};
use super::guard::CLOCK_FUNCTIONS;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or keyword.
    Word,
    /// A name in quotes.
    Quoted,
    /// A text in single quotes.
    Text,
    /// A number.
    Number,
    /// An operator, a bracket or a comma.
    Symbol,
}

/// A token and where it stands.
#[derive(Debug, Clone)]
struct Token {
    kind: Kind,
    range: Range<usize>,
}

/// A text and its tokens.
#[derive(Debug, Clone)]
pub(super) struct Script<'a> {
    pub(super) text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Script<'a> {
    /// Cuts a text that must be one expression.
    pub(super) fn expression(text: &'a str) -> Result<Self, QueryError> {
        let script = Self::cut(text)?;
        if let Some(token) = script.tokens.first().filter(|token| begins_query(script.word(token))) {
            let word = script.word(token);
            return Err(syntax(&format!("near \"{word}\": syntax error"), token.range.clone()));
        }
        let mut depth = 0_usize;
        for (index, token) in script.tokens.iter().enumerate() {
            match script.word(token) {
                "(" => depth += 1,
                ")" => depth = depth.checked_sub(1).ok_or_else(|| syntax("near \")\": syntax error", token.range.clone()))?,
                ";" if index > 0 => return Err(QueryError::at(Fault::NotOneStatement, token.range.clone())),
                "," if depth == 0 => return Err(syntax("near \",\": syntax error", token.range.clone())),
                _ => {}
            }
        }
        Ok(script)
    }

    /// Cuts a text that must be one SELECT; a semicolon at its end is dropped.
    pub(super) fn select(text: &'a str) -> Result<Self, QueryError> {
        let mut script = Self::cut(text)?;
        if let Some(end) = script.tokens.iter().position(|token| script.word(token) == ";") {
            if let Some(second) = script.tokens.get(end + 1) {
                return Err(QueryError::at(Fault::NotOneStatement, second.range.start..text.trim_end().len()));
            }
            script.tokens.truncate(end);
        }
        let first = script.tokens.first().ok_or_else(|| QueryError::whole(Fault::Empty))?;
        match script.word(first).to_ascii_uppercase().as_str() {
            "SELECT" | "WITH" => Ok(script),
            "ATTACH" => Err(QueryError::at(Fault::Denied(Denied::Action("ATTACH")), first.range.clone())),
            "PRAGMA" => Err(QueryError::at(Fault::Denied(Denied::Action("PRAGMA")), first.range.clone())),
            _ => Err(QueryError::at(Fault::NotSelect, first.range.clone())),
        }
    }

    fn cut(text: &'a str) -> Result<Self, QueryError> {
        let script = Self { text, tokens: tokens(text)? };
        if script.tokens.is_empty() {
            return Err(QueryError::whole(Fault::Empty));
        }
        match (0..script.tokens.len()).find(|index| script.asks_the_clock(*index)) {
            Some(index) => Err(QueryError::at(Fault::Denied(Denied::Clock), script.tokens[index].range.clone())),
            None => Ok(script),
        }
    }

    /// Whether a token is the `'now'` of `date('now')` or `strftime('%Y', 'now')`. The functions refuse it from anywhere;
    /// this refuses it before there are rows, with its place.
    fn asks_the_clock(&self, index: usize) -> bool {
        let before = |distance: usize| index.checked_sub(distance).map_or("", |index| self.word(&self.tokens[index]));
        let function = match (before(1), before(3)) {
            ("(", _) => before(2),
            (",", "(") => before(4),
            _ => return false,
        };
        self.word(&self.tokens[index]).eq_ignore_ascii_case("'now'")
            && CLOCK_FUNCTIONS.iter().any(|name| name.eq_ignore_ascii_case(function))
    }

    fn word(&self, token: &Token) -> &'a str {
        &self.text[token.range.clone()]
    }

    /// Its tokens of some kinds, quotes taken off names.
    pub(super) fn words<'s>(&'s self, kinds: &'s [Kind]) -> impl Iterator<Item = &'a str> + 's {
        self.tokens.iter().filter(|token| kinds.contains(&token.kind)).map(|token| unquoted(self.word(token)))
    }

    /// Names that WITH defines: `name AS (` or `name(column, …) AS (`.
    pub(super) fn defined(&self) -> impl Iterator<Item = &'a str> {
        let word = |index: usize| self.tokens.get(index).map_or("", |token| self.word(token));
        let is_as = move |index: usize| {
            let materialized = [2, 1, 0].into_iter().find(|skip| match skip {
                2 => word(index + 1).eq_ignore_ascii_case("not") && word(index + 2).eq_ignore_ascii_case("materialized"),
                1 => word(index + 1).eq_ignore_ascii_case("materialized"),
                _ => true,
            });
            word(index).eq_ignore_ascii_case("as") && word(index + 1 + materialized.unwrap_or_default()) == "("
        };
        let names = self.tokens.iter().enumerate().filter(|(_, token)| matches!(token.kind, Kind::Word | Kind::Quoted));
        names.filter_map(move |(index, token)| {
            let columns = if word(index + 1) == "(" { (index + 2..self.tokens.len()).find(|at| word(*at) == ")") } else { Some(index) };
            is_as(columns? + 1).then(|| unquoted(self.word(token)))
        })
    }

    /// Where a name stands first.
    pub(super) fn find(&self, name: &str) -> Option<Range<usize>> {
        let last = name.rsplit('.').next().unwrap_or(name);
        let named =
            |token: &&Token| matches!(token.kind, Kind::Word | Kind::Quoted) && unquoted(self.word(token)).eq_ignore_ascii_case(last);
        self.tokens.iter().find(named).map(|token| token.range.clone())
    }

    /// The token an offset points at, a qualified name as one; the last one for an offset behind them all.
    pub(super) fn around(&self, offset: usize) -> Range<usize> {
        let index = self.tokens.iter().position(|token| token.range.end > offset).unwrap_or(self.tokens.len() - 1);
        let first = &self.tokens[index];
        let mut range = first.range.clone();
        let dotted = self.tokens[index + 1..].chunks(2).take_while(|pair| self.word(&pair[0]) == "." && pair.len() == 2);
        for pair in dotted.take(2) {
            range.end = pair[1].range.end;
        }
        range
    }

    /// The statement itself, without what follows it.
    pub(super) fn statement(&self) -> &'a str {
        &self.text[..self.tokens.last().map_or(0, |token| token.range.end)]
    }

    /// The statement with columns of its answer, numbered from 1, as the last terms of its order, and at most `limit` rows
    /// where it has no limit of its own: so the order is total, and what is no tie keeps the order asked for.
    pub(super) fn ordered(&self, columns: &[usize], limit: usize) -> String {
        let outer = self.outer_words();
        let limited = outer.iter().find(|(word, _)| word.eq_ignore_ascii_case("limit")).map(|(_, index)| *index);
        let before = limited.unwrap_or(self.tokens.len());
        let ordered = outer.iter().any(|(word, index)| word.eq_ignore_ascii_case("order") && *index < before);
        let end = self.tokens[before - 1].range.end;
        let terms = columns.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        let order = if ordered { format!(", {terms}") } else { format!(" ORDER BY {terms}") };
        match limited {
            Some(_) => format!("{}{order}{}", &self.text[..end], &self.statement()[end..]),
            None => format!("{}{order} LIMIT {limit}", &self.text[..end]),
        }
    }

    /// Words outside all brackets, with the number of their token.
    fn outer_words(&self) -> Vec<(&'a str, usize)> {
        let mut depth = 0_usize;
        let mut outer = Vec::new();
        for (index, token) in self.tokens.iter().enumerate() {
            match self.word(token) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                word if depth == 0 && token.kind == Kind::Word => outer.push((word, index)),
                _ => {}
            }
        }
        outer
    }
}

/// A whole query without brackets would pass for the value it selects.
fn begins_query(word: &str) -> bool {
    ["SELECT", "WITH", "VALUES"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword))
}

fn unquoted(word: &str) -> &str {
    word.trim_matches(['"', '`', '[', ']'])
}

fn syntax(message: &str, range: Range<usize>) -> QueryError {
    QueryError::at(Fault::Syntax { message: message.to_owned() }, range)
}

/// Cuts a text the way SQLite does; blanks and comments are left out.
fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match first {
            ' ' | '\t' | '\n' | '\r' | '\x0c' => (None, 1),
            '-' if rest.starts_with("--") => (None, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (None, comment(rest, at)?),
            '\'' => (Some(Kind::Text), quoted(rest, '\'', at)?),
            '"' | '`' => (Some(Kind::Quoted), quoted(rest, first, at)?),
            '[' => (Some(Kind::Quoted), rest.find(']').map(|end| end + 1).ok_or_else(|| unclosed(at..text.len()))?),
            'x' | 'X' if rest[1..].starts_with('\'') => (Some(Kind::Text), 1 + quoted(&rest[1..], '\'', at + 1)?),
            '0'..='9' => (Some(Kind::Number), run(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))),
            '?' | '@' | '$' | '#' | ':' | '\0' => {
                return Err(syntax(&format!("unrecognized token: \"{}\"", first.escape_debug()), at..at + 1));
            }
            _ if is_lookalike(first) => return Err(QueryError::at(Fault::Fullwidth(first), at..at + first.len_utf8())),
            _ if is_name(first) => (Some(Kind::Word), run(rest, |c| is_name(c) && !is_lookalike(c))),
            _ if ["<=", ">=", "<>", "!=", "==", "||", "<<", ">>"].contains(&rest.get(..2).unwrap_or_default()) => (Some(Kind::Symbol), 2),
            _ => (Some(Kind::Symbol), first.len_utf8()),
        };
        if let Some(kind) = kind {
            tokens.push(Token { kind, range: at..at + length });
        }
        at += length;
    }
    Ok(tokens)
}

/// Length of a text or name in quotes; two quotes stand for one.
fn quoted(rest: &str, quote: char, at: usize) -> Result<usize, QueryError> {
    let mut from = 1;
    while let Some(end) = rest[from..].find(quote) {
        from += end + 1;
        if !rest[from..].starts_with(quote) {
            return Ok(from);
        }
        from += 1;
    }
    Err(unclosed(at..at + rest.len()))
}

fn comment(rest: &str, at: usize) -> Result<usize, QueryError> {
    rest[2..].find("*/").map(|end| end + 4).ok_or_else(|| unclosed(at..at + rest.len()))
}

fn unclosed(range: Range<usize>) -> QueryError {
    syntax("incomplete input", range)
}

fn run(rest: &str, of: impl Fn(char) -> bool) -> usize {
    rest.find(|character| !of(character)).unwrap_or(rest.len())
}

/// Whether SQLite takes it as part of a name.
fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '$') || !character.is_ascii()
}

/// Marks of a Chinese keyboard, which SQLite would take for letters.
fn is_lookalike(character: char) -> bool {
    "，。；：（）＝＞＜！＋－＊／％“”‘’、｜≥≤≠×\u{3000}\u{a0}\u{feff}".contains(character)
}

#[cfg(test)]
mod tests {
    use super::Script;
    use crate::query::Fault;

    #[test]
    fn what_is_no_single_expression() {
        for (text, fault, at) in [
            ("", Fault::Empty, None),
            (" -- nothing\n", Fault::Empty, None),
            ("/* nothing */", Fault::Empty, None),
            ("amount > 1; DROP TABLE spending", Fault::NotOneStatement, Some(10..11)),
            ("1) OR (1", Fault::Syntax { message: "near \")\": syntax error".into() }, Some(1..2)),
            ("amount, date", Fault::Syntax { message: "near \",\": syntax error".into() }, Some(6..7)),
            ("amount ＞ 1", Fault::Fullwidth('＞'), Some(7..10)),
            ("summary = ‘餐费’", Fault::Fullwidth('‘'), Some(10..13)),
            ("summary = '餐费", Fault::Syntax { message: "incomplete input".into() }, Some(10..17)),
            ("amount > ?1", Fault::Syntax { message: "unrecognized token: \"?\"".into() }, Some(9..10)),
            ("amount > 1 /* ", Fault::Syntax { message: "incomplete input".into() }, Some(11..14)),
        ] {
            let error = Script::expression(text).unwrap_err();
            assert_eq!((error.fault, error.at), (fault, at), "{text}");
        }
        for text in ["amount > 1", "summary LIKE '%；%'", "amount IN (1, 2) -- why", "\"from\" < [to]", "x'00' = 'a''b'"] {
            assert!(Script::expression(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn orders_are_completed() {
        for (text, expected) in [
            ("SELECT a, b FROM t", "SELECT a, b FROM t ORDER BY 1, 2 LIMIT 9"),
            ("SELECT a, b FROM t; -- end", "SELECT a, b FROM t ORDER BY 1, 2 LIMIT 9"),
            ("SELECT a, b FROM t ORDER BY b DESC -- x", "SELECT a, b FROM t ORDER BY b DESC, 1, 2 LIMIT 9"),
            ("SELECT a, b FROM t LIMIT 3 -- x", "SELECT a, b FROM t ORDER BY 1, 2 LIMIT 3"),
            ("SELECT a, b FROM t ORDER BY b limit 3", "SELECT a, b FROM t ORDER BY b, 1, 2 limit 3"),
            (
                "SELECT a, (SELECT c FROM u ORDER BY c LIMIT 1) FROM t",
                "SELECT a, (SELECT c FROM u ORDER BY c LIMIT 1) FROM t ORDER BY 1, 2 LIMIT 9",
            ),
            (
                "SELECT a, row_number() OVER (ORDER BY b) FROM t -- ORDER BY",
                "SELECT a, row_number() OVER (ORDER BY b) FROM t ORDER BY 1, 2 LIMIT 9",
            ),
        ] {
            assert_eq!(Script::select(text).unwrap().ordered(&[1, 2], 9), expected);
        }
    }
}
