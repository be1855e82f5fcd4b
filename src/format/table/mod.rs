//! Tables: delimited text, or a sheet of a workbook, to rows of cells, each with its exact place.
//!
//! Own scanner, for what a csv reader hides: where a quote was opened, what follows a closing one, which row
//! Excel shows a cell in. It reads on after every fault, so that one run shows them all.

mod delimiter;
mod scan;
mod sheet;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

pub use sheet::Sheet;
pub(super) use sheet::{SheetBuilder, TooLarge};

use crate::diag::{Cell as DiagnosticCell, Checked, Place};
use crate::source::SourceText;

/// Most columns of a table.
pub const WIDEST: usize = 1024;

/// A table: all rows as they stand, title rows and blank rows included.
///
/// Of a text only is kept where each cell begins. A sheet of a workbook is laid out as such a text first, so that both
/// are read by the same code; what a sheet knows besides stands in [`Sheet`].
#[derive(Debug, Clone)]
pub struct Table {
    source: SourceText,
    sheet: Option<Sheet>,
    delimiter: char,
    /// Where each cell begins in the text.
    cells: Vec<u32>,
    rows: Vec<RowStart>,
    /// The sheet 说明 of the same workbook.
    explanations: Option<Box<Table>>,
}

#[derive(Debug, Clone, Copy)]
struct RowStart {
    /// Index of its first cell.
    first: u32,
    /// Where its last cell ends in the text.
    end: u32,
    /// The number Excel shows beside it.
    number: u32,
}

impl Table {
    /// Scans a text; the delimiter is told by a `sep=` line or by what parts the lines most evenly.
    pub fn scan(source: SourceText) -> Checked<Self> {
        scan::scan(source)
    }

    /// The explanations that stand on a sheet of the same workbook.
    pub fn explanations(&self) -> Option<&Self> {
        self.explanations.as_deref()
    }

    /// The same table, with explanations beside it.
    #[must_use]
    pub(super) fn with_explanations(mut self, explanations: Self) -> Self {
        self.explanations = Some(Box::new(explanations));
        self
    }

    /// The text it was scanned from; of a sheet, its cells one after another.
    pub fn source(&self) -> &SourceText {
        &self.source
    }

    /// What is known of it where it is a sheet of a workbook.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheet.as_ref()
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
        let RowStart { first, end, number } = self.rows[index];
        let next = self.rows.get(index + 1).map_or(self.cells.len(), |next| next.first as usize);
        Row { table: self, number, end, cells: &self.cells[first as usize..next] }
    }

    /// The row of that number, if it has cells.
    pub fn find(&self, number: u32) -> Option<Row<'_>> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().map(|index| self.row(index))
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
    end: u32,
    cells: &'a [u32],
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
        let raw = self.raw(column);
        if self.table.sheet.is_some() { Cow::Borrowed(raw.trim()) } else { unquote(raw) }
    }

    /// What a cell holds as it stands in the file.
    pub fn raw(&self, column: usize) -> &'a str {
        self.span(column).map_or("", |span| &self.table.source.text[span])
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
        let end = self.end as usize;
        let span = self.span(column);
        let content = span.as_ref().map(|_| self.text(column).into_owned());
        let cell = DiagnosticCell { row: self.number, column: u32::try_from(column + 1).ok(), title: title.map(str::to_owned), content };
        match &self.table.sheet {
            Some(sheet) => sheet.place(*self, Some(column)).cell(cell),
            None => Place::span(&self.table.source.file, span.unwrap_or(end..end)).cell(cell),
        }
    }

    /// Where the row is.
    pub fn row_place(&self) -> Place {
        let cell = DiagnosticCell { row: self.number, column: None, title: None, content: None };
        let start = self.cells.first().map_or(self.end, |start| *start) as usize;
        match &self.table.sheet {
            Some(sheet) => sheet.place(*self, None).cell(cell),
            None => Place::span(&self.table.source.file, start..self.end as usize).cell(cell),
        }
    }

    /// Bytes of a cell in the text, its quotes included.
    fn span(&self, column: usize) -> Option<Range<usize>> {
        let start = *self.cells.get(column)? as usize;
        let next = self.cells.get(column + 1).map_or(self.end as usize, |next| *next as usize - self.table.delimiter.len_utf8());
        Some(start..next)
    }
}

/// Trims a raw cell and resolves its quotes.
fn unquote(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim();
    let Some(inner) = trimmed.strip_prefix('"') else { return Cow::Borrowed(trimmed) };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if inner.contains("\"\"") { Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned()) } else { Cow::Borrowed(inner.trim()) }
}
