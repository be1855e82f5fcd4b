//! Words, texts and signs of a script.

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
