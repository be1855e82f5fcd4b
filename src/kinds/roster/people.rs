//! Somebody as a table or a line names them.

use crate::kinds::Directory;
use crate::value::{Date, fold};

/// Whom a text names.
pub(super) enum Found {
    /// One person, by id.
    One(String),
    /// More than one, by their ids.
    Many(String),
    /// Nobody.
    None,
}

/// Somebody by id, or by a name only one person has on that day.
pub(super) fn person(directory: &Directory, text: &str, date: Date) -> Found {
    if directory.people.contains_key(text) {
        return Found::One(text.to_owned());
    }
    let folded = fold(text);
    let called: Vec<_> = directory.people.values().filter(|person| fold(&person.name) == folded).collect();
    let here: Vec<_> = called.iter().copied().filter(|person| person.is_here(date)).collect();
    match (here.as_slice(), called.as_slice()) {
        ([one], _) | ([], [one]) => Found::One(one.id.clone()),
        ([], []) => Found::None,
        _ => Found::Many(called.iter().map(|person| person.id.as_str()).collect::<Vec<_>>().join("、")),
    }
}

/// A mobile number in a text, all but its ends masked.
pub(super) fn mobile(text: &str) -> Option<String> {
    let digits: String = fold(text).chars().filter(|c| *c != '-').collect();
    let at = digits
        .as_bytes()
        .windows(11)
        .position(|window| window[0] == b'1' && (b'3'..=b'9').contains(&window[1]) && window.iter().all(u8::is_ascii_digit))?;
    Some(format!("{}****{}", &digits[at..at + 3], &digits[at + 7..at + 11]))
}
