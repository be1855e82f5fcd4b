//! Words that are no Markdown, written so that Markdown shows them as they stand.

use std::borrow::Cow;

use crate::markdown::plain_line;
use crate::source::SourceText;

/// Words that stand behind a marker or in a cell. They get backslashes where the renderer would show something else,
/// and only if it then shows them unchanged.
pub(super) fn words(text: &str) -> Cow<'_, str> {
    if shows(text, text) && !has_tag(text) {
        return Cow::Borrowed(text);
    }
    let escaped = all(text);
    if shows(&escaped, text) { Cow::Owned(escaped) } else { Cow::Borrowed(text) }
}

/// Words that stand at the beginning of a line, where the grammar reads headings, tables and fences too.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let words = words(text);
    let mark = ["#", "|", "```", "~~~"].iter().any(|mark| words.starts_with(mark));
    if !mark {
        return words;
    }
    let escaped = format!("\\{words}");
    if shows(&escaped, text) { Cow::Owned(escaped) } else { words }
}

/// Words with a backslash before each character that can have a meaning.
pub(super) fn all(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Whether the renderer shows a line of Markdown as these words.
pub(super) fn shows(markdown: &str, words: &str) -> bool {
    plain_line(&SourceText::new("", markdown), &(0..markdown.len())) == words
}

/// Whether something looks like a tag, which is shown as it stands but warned of.
fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')))
}

#[cfg(test)]
mod tests {
    use super::{line, words};

    #[test]
    fn what_would_be_read_as_markdown() {
        for (text, expected) in [
            ("为了规范", "为了规范"),
            ("金额<5000元", "金额<5000元"),
            ("3*4=12", "3*4=12"),
            ("*注*：甲", "\\*注\\*：甲"),
            ("见[附件](甲)", "见\\[附件\\](甲)"),
            ("<b>甲</b>", "\\<b>甲\\</b>"),
            ("甲&amp;乙", "甲\\&amp;乙"),
            ("D:\\*.doc", "D:\\\\\\*.doc"),
            ("# 甲", "\\# 甲"),
            ("| 甲", "\\| 甲"),
            ("```甲", "\\```甲"),
            ("~~~", "\\~~~"),
            ("- 甲", "- 甲"),
            ("1) 甲", "1) 甲"),
        ] {
            assert_eq!(line(text), expected, "{text}");
        }
        assert_eq!(words("# 甲"), "# 甲");
    }
}
