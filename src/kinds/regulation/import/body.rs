//! Paragraphs to the body of a regulation: `## 第一章　总则`, `第一条　…`, `（一）…`, tables between blank lines.

use std::borrow::Cow;

use super::changes::{Change, Changes};
use super::escape;
use super::marker::{self, Mark, Marker, tighten};
use super::piece::{Link, Piece, Role};
use crate::kinds::regulation::grammar::trim;

/// A body as Markdown, a blank line between paragraphs.
pub(super) fn write(pieces: &[Piece], changes: &mut Changes) -> String {
    let mut due = Due::default();
    let blocks: Vec<String> = pieces.iter().map(|piece| block(piece, &mut due, changes)).collect();
    let mut body = blocks.join("\n\n");
    body.push('\n');
    body
}

/// The last article and chapter, by which a number is told from a reference where no space stands behind it.
#[derive(Default)]
struct Due {
    article: u32,
    chapter: u32,
}

fn block(piece: &Piece, due: &mut Due, changes: &mut Changes) -> String {
    if piece.role == Role::Block {
        return piece.text.clone();
    }
    let marker = marker::read(&piece.text);
    let marked = marker.and_then(|marker| match marker.mark {
        Mark::Article => article(piece, &marker, due, changes),
        Mark::Part | Mark::Chapter | Mark::Section => heading(piece, &marker, due, changes),
        Mark::List => Some(item(piece, &marker, changes)),
    });
    marked.unwrap_or_else(|| unmarked(piece, due, changes))
}

/// `第一条　为了…`, one ideographic space wide.
fn article(piece: &Piece, marker: &Marker, due: &mut Due, changes: &mut Changes) -> Option<String> {
    let rest = &piece.text[marker.rest..];
    let closed = ["〔", "【", "（删除）", "(删除)"].iter().any(|mark| rest.starts_with(mark));
    if !(marker.is_parted(&piece.text) || piece.numbered || closed) {
        if !is_due(marker, due.article, rest) {
            return None;
        }
        changes.note(Change::Parted, &piece.text);
    }
    due.article = marker.number.unwrap_or(due.article + 1);
    note_tightened(piece, marker, changes);
    let space = if rest.is_empty() || closed { "" } else { "　" };
    Some(format!("{}{space}{}", marker.label, words(piece, marker.rest, changes)))
}

/// `## 第一章　总则`; a sentence that begins with 第一章 is none.
fn heading(piece: &Piece, marker: &Marker, due: &mut Due, changes: &mut Changes) -> Option<String> {
    let rest = &piece.text[marker.rest..];
    let said = piece.numbered || matches!(piece.role, Role::Heading(_));
    if !said && rest.ends_with(['。', '；', '：', '，']) {
        return None;
    }
    if !(said || marker.is_parted(&piece.text)) {
        let short = rest.chars().count() <= 20 && !rest.contains(['。', '；', '：', '，', '、']);
        let next = marker.mark != Mark::Chapter || is_due(marker, due.chapter, rest);
        if !(short && next && is_due(marker, marker.number.unwrap_or(0).saturating_sub(1), rest)) {
            return None;
        }
        changes.note(Change::Parted, &piece.text);
    }
    match marker.mark {
        Mark::Part => due.chapter = 0,
        Mark::Chapter => due.chapter = marker.number.unwrap_or(due.chapter + 1),
        _ => {}
    }
    note_tightened(piece, marker, changes);
    let title = spread(rest, changes).unwrap_or_else(|| words(piece, marker.rest, changes));
    let level = if marker.mark == Mark::Section { "###" } else { "##" };
    let space = if title.is_empty() { "" } else { "　" };
    Some(format!("{level} {}{space}{title}", marker.label))
}

/// `（一）有利公务；`, without a space unless the words would run into the number.
fn item(piece: &Piece, marker: &Marker, changes: &mut Changes) -> String {
    note_tightened(piece, marker, changes);
    let rest = &piece.text[marker.rest..];
    let dotted = marker.label.ends_with(['.', '．']);
    let space = if dotted && rest.starts_with(|c: char| c.is_alphanumeric() && !is_han(c)) { " " } else { "" };
    let text = format!("{}{space}{}", marker.label, words(piece, marker.rest, changes));
    match piece.role {
        Role::Heading(level) if is_heading(&piece.text) => format!("{} {text}", hashes(level)),
        _ => text,
    }
}

fn unmarked(piece: &Piece, due: &mut Due, changes: &mut Changes) -> String {
    let text = trim(&piece.text);
    if let Some(word) = ["总则", "附则"].into_iter().find(|word| marker::is_word(text, word)) {
        if word != text {
            changes.note(Change::Tightened, text);
        }
        return format!("## {word}");
    }
    let annex = ["附件", "附表", "附录"].iter().any(|word| text.starts_with(word));
    if annex {
        // An annex counts its own articles.
        *due = Due::default();
    }
    let heading = match piece.role {
        Role::Heading(level) if is_heading(text) => Some(if annex { "##" } else { hashes(level) }),
        _ => None,
    };
    match heading {
        Some(hashes) => format!("{hashes} {}", words(piece, 0, changes)),
        None => line(piece, changes),
    }
}

/// Whether what the document calls a heading is one: long paragraphs and sentences are often styled so to look alike.
fn is_heading(text: &str) -> bool {
    text.chars().nth(60).is_none() && !text.ends_with(['。', '；', '，', '：', ';'])
}

fn hashes(level: u8) -> &'static str {
    match level {
        0 | 1 => "##",
        2 => "###",
        _ => "####",
    }
}

fn is_han(character: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&character)
}

/// Whether a number directly before words is the next one and the words are not those a reference goes on with.
fn is_due(marker: &Marker, last: u32, rest: &str) -> bool {
    const REFERRING: [&str; 26] = [
        "规定", "所", "的", "第", "和", "或", "至", "与", "及", "以", "中", "之", "款", "项", "、", "，", "。", "；", "：", "）", "（",
        "》", "”", "到", "是", "有关",
    ];
    marker.number == Some(last + 1) && !REFERRING.iter().any(|word| rest.starts_with(word))
}

fn note_tightened(piece: &Piece, marker: &Marker, changes: &mut Changes) {
    if marker.label.len() < marker.length {
        changes.note(Change::Tightened, &piece.text[..marker.length]);
    }
}

/// 总　则 without its space.
fn spread(words: &str, changes: &mut Changes) -> Option<String> {
    let title = tighten(words)?;
    changes.note(Change::Tightened, words);
    Some(title)
}

/// The words from `start` on, which a marker stands before.
fn words(piece: &Piece, start: usize, changes: &mut Changes) -> String {
    written(piece, start, escape::words, changes)
}

/// A whole line without a marker.
fn line(piece: &Piece, changes: &mut Changes) -> String {
    written(piece, 0, escape::line, changes)
}

fn written(piece: &Piece, start: usize, escape: fn(&str) -> Cow<'_, str>, changes: &mut Changes) -> String {
    let text = &piece.text[start..];
    if piece.markdown {
        return text.to_owned();
    }
    let (markdown, escaped) = linked(text, start, &piece.links, escape);
    if escaped {
        changes.note(Change::Escaped, text);
    }
    markdown
}

/// Words with their links written out, and whether anything was escaped. `start` is where they begin in the paragraph.
/// Links that would not be read as such are left out.
pub(super) fn linked(text: &str, start: usize, links: &[Link], escape: fn(&str) -> Cow<'_, str>) -> (String, bool) {
    let mut markdown = String::with_capacity(text.len());
    let mut done = 0;
    for link in links {
        if link.range.start < start + done {
            continue;
        }
        let (from, to) = (link.range.start - start, link.range.end - start);
        let plain = !link.address.contains(['(', ')']);
        let address = if plain { link.address.clone() } else { format!("<{}>", link.address) };
        markdown.push_str(&escape(&text[done..from]));
        markdown.push_str(&format!("[{}]({address})", escape::all(&text[from..to])));
        done = to;
    }
    if done > 0 {
        markdown.push_str(&escape(&text[done..]));
        if escape::shows(&markdown, text) {
            return (markdown, false);
        }
    }
    let safe = escape(text);
    (safe.to_string(), matches!(safe, Cow::Owned(_)))
}

/// A table: the first row is its head. Cells are Markdown of one line.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines: Vec<String> = Vec::with_capacity(rows.len() + 1);
    for (index, row) in rows.iter().enumerate() {
        let cells = (0..width).map(|at| row.get(at).map_or("", String::as_str));
        lines.push(cells.fold("|".to_owned(), |line, cell| if cell.is_empty() { line + "  |" } else { format!("{line} {cell} |") }));
        if index == 0 {
            lines.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    lines.join("\n")
}
