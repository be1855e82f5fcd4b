//! A table of contents typed into the text (目录): found, so that it is not taken for the headings themselves.

use super::line::{Class, Line};
use super::marker::is_space;

/// How many of the lines behind 目录 belong to it: all up to the one that says again what its first line says.
/// None do where nothing is said again, for then the headings are the real ones.
pub(super) fn length(text: &str, lines: &[Line]) -> usize {
    let Some(first) = lines.first().filter(|line| is_entry(text, line)).map(|line| key(text, line)) else { return 0 };
    let entries = lines.iter().skip(1).take_while(|line| is_entry(text, line));
    entries.map(|line| key(text, line)).position(|key| key == first).map_or(0, |at| at + 1)
}

fn is_entry(text: &str, line: &Line) -> bool {
    match line.class {
        Class::Plain | Class::Heading => line.text.of(text).chars().nth(60).is_none(),
        class => !matches!(class, Class::Article | Class::Deleted | Class::Item | Class::Table | Class::Code | Class::Check),
    }
}

fn key(text: &str, line: &Line) -> String {
    let start = if line.label.is_empty() { line.text.start } else { line.label.start };
    normal(&text[start as usize..line.text.end as usize])
}

/// A heading without spaces, dot leaders and page numbers.
pub(in super::super) fn normal(heading: &str) -> String {
    let leader = |c: char| is_space(c) || c.is_ascii_digit() || matches!(c, '.' | '…' | '·' | '．' | '-' | '—');
    let words = heading.trim_start_matches('#').trim_end_matches(leader);
    words.chars().filter(|c| !is_space(*c)).collect()
}
