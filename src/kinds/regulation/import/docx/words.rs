//! The words of a paragraph while it is read: lines, the links in them, and what was hidden.

use crate::kinds::regulation::import::changes::Changes;
use crate::kinds::regulation::import::clean;
use crate::kinds::regulation::import::piece::Link;

/// The words of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Lines that are at an end.
    done: Vec<Line>,
    /// The open line.
    line: Line,
    /// Hidden words.
    pub hidden: String,
    /// Whether some of them stand in a field that makes a table of contents.
    pub contents: bool,
}

/// A line of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its words, without spaces around them.
    pub text: String,
    /// Links in it, ascending.
    pub links: Vec<Link>,
}

/// Where in a paragraph something begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    line: usize,
    byte: usize,
}

impl Words {
    /// Appends words.
    pub(super) fn push(&mut self, words: &str, changes: &mut Changes) {
        clean::append(&mut self.line.text, words, changes);
    }

    /// Ends the line; says whether there was one.
    pub(super) fn end_line(&mut self) -> bool {
        let filled = !self.line.text.is_empty();
        if filled {
            let mut line = std::mem::take(&mut self.line);
            line.text.truncate(line.text.trim_end().len());
            line.links.retain(|link| link.range.end <= line.text.len());
            self.done.push(line);
        }
        filled
    }

    /// Where the next word will stand.
    pub(super) fn position(&self) -> Position {
        Position { line: self.done.len(), byte: self.line.text.len() }
    }

    /// Puts a link on all words since a position, if they stand in one line and say something else than the address.
    pub(super) fn link(&mut self, since: Position, address: &str) {
        let range = since.byte..self.line.text.len();
        if since.line != self.done.len() || range.is_empty() {
            return;
        }
        let words = self.line.text[range.clone()].trim();
        let bare = |text: &str| text.trim_end_matches('/').trim_start_matches("https://").trim_start_matches("http://").to_lowercase();
        let nested = self.line.links.last().is_some_and(|link| link.range.end > range.start);
        if !words.is_empty() && bare(words) != bare(address) && !nested {
            let start = range.start + (self.line.text[range.clone()].len() - self.line.text[range].trim_start().len());
            self.line.links.push(Link { range: start..start + words.len(), address: address.to_owned() });
        }
    }

    /// The lines that hold words.
    pub(super) fn into_lines(mut self) -> Vec<Line> {
        self.end_line();
        self.done
    }

    /// Whether there are no words.
    pub(super) fn is_empty(&self) -> bool {
        self.done.is_empty() && self.line.text.trim_end().is_empty()
    }
}

/// An address a link may lead to: of the web, and without characters that end it.
pub(super) fn is_web(address: &str) -> bool {
    let scheme = address.split_once("://").map_or("", |(scheme, _)| scheme);
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    known && !address.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'))
}
