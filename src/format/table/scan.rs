//! The scanner.

use super::{RowStart, Table, delimiter};
use crate::diag::{Cell, Checked, Diagnostic, Place, ledger};
use crate::say;
use crate::source::SourceText;
use crate::value::is_invisible;

struct Scanner<'a> {
    source: &'a SourceText,
    text: &'a str,
    delimiter: char,
    at: usize,
    cells: Vec<u32>,
    diagnostics: Vec<Diagnostic>,
    /// Number of the row being read.
    number: u32,
    /// Cells of that row so far.
    column: u32,
}

pub(super) fn scan(source: SourceText) -> Checked<Table> {
    if u32::try_from(source.text.len()).is_err() {
        let diagnostic = too_large(&source);
        return Checked::new(
            Table { source, sheet: None, delimiter: ',', cells: Vec::new(), rows: Vec::new(), explanations: None },
            vec![diagnostic],
        );
    }
    let text = &source.text;
    let (delimiter, start) = delimiter::declared(text).unwrap_or_else(|| (delimiter::detect(text), 0));
    let mut scanner =
        Scanner { source: &source, text, delimiter, at: start, cells: Vec::new(), diagnostics: Vec::new(), number: 0, column: 0 };
    let mut rows = Vec::new();
    while scanner.at < text.len() {
        scanner.number += 1;
        let first = scanner.cells.len();
        if let Some(end) = scanner.row() {
            rows.push(RowStart { first: to_u32(first), end: to_u32(end), number: scanner.number });
        }
    }
    let Scanner { cells, diagnostics, .. } = scanner;
    Checked::new(Table { source, sheet: None, delimiter, cells, rows, explanations: None }, diagnostics)
}

impl Scanner<'_> {
    /// Reads one row and says where its last cell ends; none for a blank line, which has no cells.
    fn row(&mut self) -> Option<usize> {
        if self.line_end() {
            return None;
        }
        let first = self.cells.len();
        self.column = 0;
        loop {
            self.column += 1;
            let start = self.at;
            let end = self.cell();
            self.check_characters(start, end);
            self.cells.push(to_u32(start));
            self.at = end;
            if self.text[self.at..].starts_with(self.delimiter) {
                self.at += self.delimiter.len_utf8();
                continue;
            }
            if self.cells.len() == first + 1 && self.text[start..end].trim().is_empty() {
                self.cells.truncate(first);
            }
            self.line_end();
            return (self.cells.len() > first).then_some(end);
        }
    }

    /// Steps over one line end, if it is here.
    fn line_end(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let length = if rest.starts_with(b"\r\n") { 2 } else { usize::from(matches!(rest.first(), Some(b'\n' | b'\r'))) };
        self.at += length;
        length > 0
    }

    /// Where the cell that begins here ends.
    fn cell(&mut self) -> usize {
        let blank = |c: char| c != self.delimiter && matches!(c, ' ' | '\t' | '\u{3000}' | '\u{A0}');
        let rest = &self.text[self.at..];
        let open = self.at + (rest.len() - rest.trim_start_matches(blank).len());
        if self.text.as_bytes().get(open) != Some(&b'"') {
            return self.plain_end(open);
        }
        let Some(close) = self.closing_quote(open + 1) else {
            self.diagnostics.push(self.quote_unclosed(open));
            return self.end_of_line(open);
        };
        let after = self.plain_end(close + 1);
        if self.text[close + 1..after].trim().is_empty() {
            return after;
        }
        // A quote that "closes" right behind a delimiter of a later line is the next cell's opening one.
        let spans_lines = self.text[open..close].contains('\n');
        let opens_next = self.text[..close].trim_end_matches(blank).ends_with([self.delimiter, '\n']);
        if spans_lines && opens_next {
            self.diagnostics.push(self.quote_unclosed(open));
            return self.end_of_line(open);
        }
        self.diagnostics.push(self.quote_misplaced(open, after));
        after
    }

    /// The quote that closes a cell: the first that is not doubled.
    fn closing_quote(&self, mut from: usize) -> Option<usize> {
        loop {
            let quote = from + self.text[from..].find('"')?;
            if !self.text[quote + 1..].starts_with('"') {
                return Some(quote);
            }
            from = quote + 2;
        }
    }

    /// The next delimiter or line end.
    fn plain_end(&self, from: usize) -> usize {
        let mut lead = [0; 4];
        let lead = self.delimiter.encode_utf8(&mut lead).as_bytes()[0];
        let mut at = from;
        // No byte within a character is that of a line end, or the first of another character.
        while let Some(length) = self.text.as_bytes()[at..].iter().position(|byte| *byte == lead || matches!(byte, b'\n' | b'\r')) {
            at += length;
            if self.text.as_bytes()[at] != lead || self.text[at..].starts_with(self.delimiter) {
                return at;
            }
            at += 1;
        }
        self.text.len()
    }

    fn end_of_line(&self, from: usize) -> usize {
        self.text[from..].find(['\n', '\r']).map_or(self.text.len(), |length| from + length)
    }

    /// Control, bidirectional and zero-width characters hide what a cell holds.
    fn check_characters(&mut self, start: usize, end: usize) {
        let cell = &self.text[start..end];
        if let Some((offset, character)) = forbidden(cell) {
            let span = start + offset..start + offset + character.len_utf8();
            self.diagnostics.push(character_forbidden(character).at(self.place(span, cell)));
        }
    }

    fn place(&self, span: std::ops::Range<usize>, content: &str) -> Place {
        let content: String = content.chars().take(80).collect();
        self.source.place(span).cell(Cell { row: self.number, column: Some(self.column), title: None, content: Some(content) })
    }

    fn quote_unclosed(&self, open: usize) -> Diagnostic {
        let content = &self.text[open..self.end_of_line(open)];
        Diagnostic::error(
            ledger::QUOTE_UNCLOSED,
            say!(
                "这里的双引号没有闭合，后面的内容会被吞进同一个单元格",
                "this quote is never closed; all that follows would become one cell"
            ),
        )
        .at(self.place(open..open + 1, content))
        .help(say!("请在单元格末尾补上双引号，或删去这个双引号", "close it at the end of the cell, or delete it"))
    }

    fn quote_misplaced(&self, open: usize, end: usize) -> Diagnostic {
        let content = &self.text[open..end];
        Diagnostic::error(ledger::QUOTE_MISPLACED, say!("闭合的双引号后面还有文字：{content}", "text follows the closing quote: {content}"))
            .at(self.place(open..end, content))
            .help(say!("整个单元格用双引号括起来，里面的双引号写两遍", "put the whole cell in quotes and double the quotes inside it"))
    }
}

/// The first character of a cell that hides what the cell holds, and where it stands.
pub(super) fn forbidden(cell: &str) -> Option<(usize, char)> {
    let hides = |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || is_invisible(c);
    if cell.bytes().any(may_hide) { cell.char_indices().find(|(_, c)| hides(*c)) } else { None }
}

/// Whether a byte is, or may begin, a character that is not allowed: all others are passed over quickly.
fn may_hide(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE1 | 0xE2 | 0xEF)
}

pub(super) fn character_forbidden(character: char) -> Diagnostic {
    let number = u32::from(character);
    Diagnostic::error(
        ledger::CHARACTER_FORBIDDEN,
        say!("单元格里有看不见的字符 U+{number:04X}", "the cell holds the invisible character U+{number:04X}"),
    )
    .help(say!("请删去整个单元格的内容重新输入", "clear the cell and type it anew"))
}

fn too_large(source: &SourceText) -> Diagnostic {
    Diagnostic::error(ledger::LIMIT_EXCEEDED, say!("文件超过 4 GB", "the file is over 4 GB"))
        .at(Place::file(&source.file))
        .help(say!("请按月拆分", "split it by month"))
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).expect("tables over 4 GB were refused")
}
