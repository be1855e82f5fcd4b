//! Text pasted from Word, or Markdown without the header of a collection, to paragraphs.

use super::changes::{Change, Changes};
use super::clean::clean;
use super::marker::{self, Mark};
use super::piece::{Piece, Role};
use super::wrap;
use crate::kinds::regulation::grammar::trim;
use crate::say;

/// The paragraphs of a text; in Markdown its tables and fenced blocks stay as they are.
pub(super) fn read(text: &str, markdown: bool, changes: &mut Changes) -> Vec<Piece> {
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    changes.count(Change::Broken, text.matches('\u{B}').count());
    let lines: Vec<&str> = text.split(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']).collect();
    let mut pieces = Vec::with_capacity(lines.len());
    let mut rest = &lines[..];
    while !rest.is_empty() {
        let block = if markdown { block(rest) } else { 0 };
        if block > 0 {
            let text = rest[..block].iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
            pieces.push(Piece { text, role: Role::Block, markdown, ..Piece::default() });
            rest = &rest[block..];
            continue;
        }
        let length = (1..rest.len()).find(|at| markdown && self::block(&rest[*at..]) > 0).unwrap_or(rest.len());
        for line in wrap::join(rest[..length].to_vec(), changes) {
            pieces.extend(piece(&line, markdown, pieces.is_empty(), changes));
        }
        rest = &rest[length..];
    }
    pieces
}

/// How many lines belong to the table or the fenced block that begins here.
fn block(lines: &[&str]) -> usize {
    let first = trim(lines[0]);
    if first.starts_with('|') {
        return lines.iter().take_while(|line| trim(line).starts_with('|')).count();
    }
    let Some(fence) = ["```", "~~~"].into_iter().find(|fence| first.starts_with(fence)) else { return 0 };
    lines[1..].iter().position(|line| trim(line) == fence).map_or(0, |at| at + 2)
}

/// The paragraph a line is; `#` before a title, a chapter or a section says nothing that its words do not.
fn piece(line: &str, markdown: bool, first: bool, changes: &mut Changes) -> Option<Piece> {
    let text = clean(line, changes);
    if text.is_empty() {
        return None;
    }
    if markdown && text.starts_with("<!--") && text.ends_with("-->") {
        changes.say(say!("删去注释 {text}", "left out the comment {text}"));
        return None;
    }
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    let words = trim(&text[hashes..]);
    let numbered = || marker::read(words).is_some_and(|marker| marker.mark != Mark::List);
    if (1..=6).contains(&hashes) && !words.is_empty() && (markdown || first || numbered()) {
        let level = u8::try_from(hashes.saturating_sub(1).clamp(1, 3)).unwrap_or(3);
        return Some(Piece { text: words.to_owned(), role: Role::Heading(level), markdown, ..Piece::default() });
    }
    Some(Piece { text, markdown, ..Piece::default() })
}
