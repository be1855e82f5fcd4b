//! Markdown to its words alone, for titles and the search.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::cjk;
use super::guard::Guarded;
use super::heading::stated;
use super::writer::options;

/// The words of a text; a line for each block.
pub(super) fn words(guarded: &Guarded<'_>, inline: bool) -> String {
    let mut words = String::new();
    let mut line_end = false;
    for (event, _) in guarded.events(options(inline)) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                push(&mut words, &guarded.clean(&text), &mut line_end);
            }
            Event::SoftBreak | Event::HardBreak => line_end = true,
            Event::End(TagEnd::TableCell) => words.push(' '),
            Event::End(TagEnd::Heading(_)) => end_heading(&mut words),
            Event::End(end) if is_block(end) => end_line(&mut words),
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Appends text, after the line end there may be before it.
fn push(words: &mut String, text: &str, line_end: &mut bool) {
    if text.is_empty() || !std::mem::take(line_end) {
        return words.push_str(text);
    }
    let text = text.trim_start();
    let solid = words.chars().next_back().zip(text.chars().next()).is_some_and(|(before, after)| cjk::runs_on(before, after));
    if !solid {
        words.push(' ');
    }
    words.push_str(text);
}

fn is_block(end: TagEnd) -> bool {
    !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn end_line(words: &mut String) {
    words.truncate(words.trim_end().len());
    if !words.is_empty() {
        words.push('\n');
    }
}

/// Takes the anchor a heading states out of its words.
fn end_heading(words: &mut String) {
    let line = words.rfind('\n').map_or(0, |at| at + 1);
    if let Some(length) = stated(words[line..].trim_end()).map(|(title, _)| title.len()) {
        words.truncate(line + length);
    }
    end_line(words);
}

/// The heading a text begins with: its words, and where what follows it begins in the source.
pub(super) fn opening_heading(guarded: &Guarded<'_>) -> Option<(String, usize)> {
    let mut title = String::new();
    let mut line_end = false;
    for (index, (event, range)) in guarded.events(options(false)).enumerate() {
        match event {
            Event::Start(Tag::Heading { .. }) if index == 0 => {}
            _ if index == 0 => return None,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                push(&mut title, &guarded.clean(&text), &mut line_end);
            }
            Event::SoftBreak | Event::HardBreak => line_end = true,
            Event::End(TagEnd::Heading(_)) => {
                let title = stated(title.trim()).map_or(title.trim(), |(title, _)| title).to_owned();
                return Some((title, guarded.source_range(&range).end)).filter(|(title, _)| !title.is_empty());
            }
            _ => {}
        }
    }
    None
}
