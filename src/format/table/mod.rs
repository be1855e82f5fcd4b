//! Text tables: delimited text to rows of cells, each with its exact place.
//!
//! Own scanner, for what a csv reader hides: where a quote was opened, what follows a closing one, which row
//! Excel shows a cell in. It reads on after every fault, so that one run shows them all.

mod delimiter;
mod scan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use crate::diag::{Cell as DiagnosticCell, Checked, Place};
use crate::source::SourceText;

/// A scanned table: all rows as they stand, title rows and blank rows included.
#[derive(Debug, Clone)]
pub struct Table {
    source: SourceText,
    delimiter: char,
    cells: Vec<Span>,
    rows: Vec<RowStart>,
}

/// Bytes of a cell in the text, its quotes included.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
}

#[derive(Debug, Clone, Copy)]
struct RowStart {
    /// Index of its first cell.
    first: u32,
    /// The number Excel shows beside it.
    number: u32,
}

impl Table {
    /// Scans a text; the delimiter is told by a `sep=` line or by what parts the lines most evenly.
    pub fn scan(source: SourceText) -> Checked<Self> {
        scan::scan(source)
    }

    /// The text it was scanned from.
    pub fn source(&self) -> &SourceText {
        &self.source
    }

    /// What parts its cells.
    pub fn delimiter(&self) -> char {
        self.delimiter
    }

    /// How many rows have cells; blank lines have none.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing but blank lines.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row by its index among the rows that have cells.
    pub fn row(&self, index: usize) -> Row<'_> {
        let first = self.rows[index].first as usize;
        let end = self.rows.get(index + 1).map_or(self.cells.len(), |next| next.first as usize);
        Row { table: self, number: self.rows[index].number, cells: &self.cells[first..end] }
    }

    /// All rows that have cells.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|index| self.row(index))
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    number: u32,
    cells: &'a [Span],
}

impl<'a> Row<'a> {
    /// The number Excel shows beside it, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How many cells it has, empty ones included.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Never: a line without cells is no row.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// What a cell holds, trimmed, its quotes resolved; empty beyond the last cell.
    pub fn text(&self, column: usize) -> Cow<'a, str> {
        let Some(span) = self.cells.get(column) else { return Cow::Borrowed("") };
        unquote(&self.table.source.text[span.range()])
    }

    /// What a cell holds as it stands in the file.
    pub fn raw(&self, column: usize) -> &'a str {
        self.cells.get(column).map_or("", |span| &self.table.source.text[span.range()])
    }

    /// All cells.
    pub fn texts(&self) -> impl Iterator<Item = Cow<'a, str>> {
        let row = *self;
        (0..self.len()).map(move |column| row.text(column))
    }

    /// Whether all its cells are empty.
    pub fn is_blank(&self) -> bool {
        self.texts().all(|text| text.is_empty())
    }

    /// Where a cell is, as a clerk sees it.
    pub fn place(&self, column: usize, title: Option<&str>) -> Place {
        let end = self.cells.last().map_or(0, |span| span.end as usize);
        let span = self.cells.get(column).map_or(end..end, Span::range);
        let content = self.cells.get(column).map(|_| self.text(column).into_owned());
        Place::span(&self.table.source.file, span).cell(DiagnosticCell {
            row: self.number,
            column: u32::try_from(column + 1).ok(),
            title: title.map(str::to_owned),
            content,
        })
    }

    /// Where the row is.
    pub fn row_place(&self) -> Place {
        let range = match (self.cells.first(), self.cells.last()) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        };
        Place::span(&self.table.source.file, range).cell(DiagnosticCell { row: self.number, column: None, title: None, content: None })
    }
}

impl Span {
    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Trims a raw cell and resolves its quotes.
fn unquote(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim();
    let Some(inner) = trimmed.strip_prefix('"') else { return Cow::Borrowed(trimmed) };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if inner.contains("\"\"") { Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned()) } else { Cow::Borrowed(inner.trim()) }
}
