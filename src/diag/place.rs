//! Where a finding is: a range of a text, a cell of a table, or a whole file.

use std::ops::Range;
use std::sync::Arc;

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path relative to the site's root, with `/`.
    pub file: Arc<str>,
    /// Byte range in the decoded text; absent for a whole file or a cell of a workbook.
    pub span: Option<Range<usize>>,
    /// The cell, when the file is a table.
    pub cell: Option<Cell>,
    /// The row as it is drawn, when the file is a workbook: that has no text to point into.
    pub sheet: Option<Box<SheetRow>>,
}

/// A row of a workbook's sheet, its filled cells side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Name of the sheet.
    pub sheet: Arc<str>,
    /// The cells.
    pub line: String,
    /// The part of `line` that is meant, in bytes.
    pub span: Range<usize>,
}

/// A cell as a clerk sees it in Excel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Row number from 1, title rows and blank rows counted.
    pub row: u32,
    /// Column number from 1; absent when the whole row is meant.
    pub column: Option<u32>,
    /// The column's title in the header; absent in or before the header.
    pub title: Option<String>,
    /// What the cell holds, unchanged.
    pub content: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), span: None, cell: None, sheet: None }
    }

    /// A byte range of the file's decoded text.
    pub fn span(file: &Arc<str>, span: Range<usize>) -> Self {
        Self { file: Arc::clone(file), span: Some(span), cell: None, sheet: None }
    }

    /// The same place, known as a cell of a table.
    #[must_use]
    pub fn cell(mut self, cell: Cell) -> Self {
        self.cell = Some(cell);
        self
    }

    /// The same place, in a row of a workbook.
    #[must_use]
    pub fn sheet(mut self, row: SheetRow) -> Self {
        self.sheet = Some(Box::new(row));
        self
    }

    /// The key findings are shown by: file, row, position, column.
    pub fn order(&self) -> (&str, u32, usize, u32) {
        let cell = self.cell.as_ref();
        (
            &self.file,
            cell.map_or(0, |cell| cell.row),
            self.span.as_ref().map_or(0, |span| span.start),
            cell.and_then(|cell| cell.column).unwrap_or(0),
        )
    }
}

/// The letter Excel shows over a column: 1 → `A`, 27 → `AA`.
pub fn column_letter(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        let digit = (column - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).expect("a remainder below 26")));
        column = (column - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::column_letter;

    #[test]
    fn column_letters_are_those_of_excel() {
        for (column, letter) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")] {
            assert_eq!(column_letter(column), letter);
        }
    }
}
