//! Where a text in TOML stands, character by character: an escape, or the line break behind `"""`, is no part of what it says.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::Place;
use crate::source::SourceText;

/// A text as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where it stands in the source, its quotes included.
    raw: Range<usize>,
    /// Where each byte of what it says is written, from the first, each with where that ends.
    bytes: Vec<Range<usize>>,
}

impl Written {
    /// The text that a path of keys leads to in a part of a source that holds TOML. Of an array of tables the one whose
    /// `id` is given is meant. None where the path leads nowhere or to something else.
    pub fn find(source: &SourceText, region: &Range<usize>, path: &[&str], id: &str) -> Option<Self> {
        let table = DeTable::parse(source.slice(region)).ok()?;
        let (span, says) = value(table.get_ref(), path, id)?;
        let raw = region.start + span.start..region.start + span.end;
        let bytes = positions(source.slice(&raw), says.len()).into_iter().map(|at| raw.start + at.start..raw.start + at.end);
        Some(Self { bytes: bytes.collect(), raw })
    }

    /// Where a part of what it says stands; the whole, blanks at its end left out, where none is given.
    pub fn place(&self, source: &SourceText, part: Option<Range<usize>>) -> Place {
        let blank = |at: &Range<usize>| source.text.get(at.clone()).is_none_or(|text| text.trim().is_empty());
        let whole = || 0..self.bytes.iter().rposition(|at| !blank(at)).map_or(0, |last| last + 1);
        let part = part.unwrap_or_else(whole);
        let start = self.bytes.get(part.start).map(|at| at.start);
        let end = part.end.checked_sub(1).and_then(|last| self.bytes.get(last)).map(|at| at.end);
        match (start, end) {
            (Some(start), Some(end)) if start < end => source.place(start..end),
            _ => source.place(self.raw.clone()),
        }
    }
}

fn value(table: &DeTable<'_>, path: &[&str], id: &str) -> Option<(Range<usize>, String)> {
    let (first, rest) = path.split_first()?;
    let (_, found) = table.iter().find(|(key, _)| key.get_ref() == first)?;
    below(found, rest, id)
}

fn below(found: &Spanned<DeValue<'_>>, rest: &[&str], id: &str) -> Option<(Range<usize>, String)> {
    match found.get_ref() {
        DeValue::String(text) if rest.is_empty() => Some((found.span(), text.to_string())),
        DeValue::Table(table) => value(table, rest, id),
        DeValue::Array(items) => items.iter().find_map(|item| {
            let DeValue::Table(table) = item.get_ref() else { return None };
            let named = table.iter().any(|(key, value)| key.get_ref() == "id" && value.get_ref().as_str() == Some(id));
            if named { value(table, rest, id) } else { None }
        }),
        _ => None,
    }
}

/// For each byte of what a literal says, where it is written: one span for all bytes of an escape.
fn positions(literal: &str, length: usize) -> Vec<Range<usize>> {
    let open = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| literal.starts_with(quotes)).unwrap_or_default();
    let escapes = open.starts_with('"');
    let mut at = open.len();
    if open.len() == 3 {
        at += ["\r\n", "\n"].into_iter().find(|end| literal[at..].starts_with(end)).map_or(0, str::len);
    }
    let mut bytes = Vec::with_capacity(length);
    while bytes.len() < length && at < literal.len() {
        let rest = &literal[at..];
        let (width, says) = if escapes && rest.starts_with('\\') { escape(rest) } else { plain(rest) };
        bytes.extend(std::iter::repeat_n(at..at + width, says));
        at += width;
    }
    bytes
}

/// How long a character is written, and how many bytes it is: `\r\n` is read as `\n`.
fn plain(rest: &str) -> (usize, usize) {
    let width = rest.chars().next().map_or(1, char::len_utf8);
    if rest.starts_with("\r\n") { (2, 1) } else { (width, width) }
}

/// How long an escape is written, and how many bytes it stands for; none for a line that goes on in the next.
fn escape(rest: &str) -> (usize, usize) {
    let digits = match rest.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(mark) if !mark.is_ascii_whitespace() => return (2, 1),
        _ => return (1 + rest[1..].len() - rest[1..].trim_start().len(), 0),
    };
    let hexadecimal = rest.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    (2 + digits, hexadecimal.and_then(char::from_u32).map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::Written;
    use crate::source::SourceText;

    /// The characters at which a word of a text is found to stand.
    fn stands(toml: &str, path: &[&str], word: &str, says: &str) -> String {
        let source = SourceText::new("content/x.md", &format!("+++\n{toml}+++\n"));
        let region = 4..4 + toml.len();
        let written = Written::find(&source, &region, path, "a/b").unwrap();
        let at = says.find(word).unwrap();
        let place = written.place(&source, Some(at..at + word.len()));
        source.slice(&place.span.unwrap()).to_owned()
    }

    #[test]
    fn a_word_is_found_where_it_is_written() {
        for (toml, says, word, raw) in [
            ("require = \"a <= bcd\"\n", "a <= bcd", "bcd", "bcd"),
            ("require = 'a <= bcd'\n", "a <= bcd", "bcd", "bcd"),
            ("require = \"陪 \\\"bcd\\\" x\"\n", "陪 \"bcd\" x", "bcd", "bcd"),
            ("require = \"\\u966A bcd\"\n", "陪 bcd", "bcd", "bcd"),
            ("require = \"\"\"\nx\nbcd\n\"\"\"\n", "x\nbcd\n", "bcd", "bcd"),
            ("require = \"\"\"\r\nx\r\nbcd\r\n\"\"\"\n", "x\nbcd\n", "bcd", "bcd"),
            ("require = '''\nx 'y' bcd'''\n", "x 'y' bcd", "bcd", "bcd"),
            ("require = \"\"\"x \\\n   bcd\"\"\"\n", "x bcd", "bcd", "bcd"),
            ("require = \"a\\tb\"\n", "a\tb", "\t", "\\t"),
        ] {
            assert_eq!(stands(toml, &["require"], word, says), raw, "{toml}");
        }
    }

    #[test]
    fn the_table_of_that_id_is_meant() {
        let check = |id: &str| format!("[[ledger.check]]\nid = \"{id}\"\nwhere = \"x{id}\"\n");
        let toml = check("b/b") + &check("a/b");
        assert_eq!(stands(&toml, &["ledger", "check", "where"], "a/b", "xa/b"), "a/b");
        let source = SourceText::new("content/x.md", &toml);
        assert_eq!(Written::find(&source, &(0..toml.len()), &["ledger", "check", "where"], "c"), None);
        assert_eq!(Written::find(&source, &(0..toml.len()), &["ledger", "check"], "a/b"), None);
    }
}
