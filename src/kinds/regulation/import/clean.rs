//! Characters that Word leaves behind: tabs, no-break spaces, soft hyphens, zero widths.

use super::changes::{Change, Changes};
use crate::kinds::regulation::grammar::trim;
use crate::value::is_invisible;

/// The words of a line without spaces around them and without what is not seen.
pub(super) fn clean(line: &str, changes: &mut Changes) -> String {
    let mut text = String::with_capacity(line.len());
    append(&mut text, trim(line), changes);
    text.truncate(text.trim_end().len());
    text
}

/// Appends words to a line, which never begins with a space.
pub(super) fn append(line: &mut String, words: &str, changes: &mut Changes) {
    for character in words.chars() {
        let character = match character {
            '\t' | '\n' | '\r' | '\u{A0}' | '\u{202F}' => {
                changes.count(Change::Spaces, usize::from(!line.is_empty()));
                ' '
            }
            // Word's own code for a hyphen at which no line may break.
            '\u{1E}' => '-',
            _ if is_invisible(character) || character.is_control() => {
                changes.count(Change::Invisible, 1);
                continue;
            }
            _ => character,
        };
        if !(line.is_empty() && character.is_whitespace()) {
            line.push(character);
        }
    }
}
