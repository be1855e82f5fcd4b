//! Markup known to be safe.

use std::borrow::Cow;

use crate::value::holds;

/// Safe markup: made by this program from escaped text. Templates print it with `| safe`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Html(pub String);

/// Escapes text for element content and quoted attributes.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !holds(text, *b"&<>\"'") {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}
