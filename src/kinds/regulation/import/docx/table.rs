//! Tables of a document: to Markdown tables, or to paragraphs where a table only frames or stands in a cell.

use super::inline::text_below;
use super::reader::Reader;
use super::xml::Element;
use crate::kinds::regulation::import::body;
use crate::kinds::regulation::import::changes::Change;
use crate::kinds::regulation::import::escape;
use crate::kinds::regulation::import::piece::{Piece, Role};

/// Columns a cell may go over.
const WIDEST: usize = 63;

/// What stands in a cell.
type Cell = Vec<Piece>;

impl<'a> Reader<'a> {
    /// Reads a table.
    pub(super) fn table(&mut self, table: &'a Element) {
        let mut rows = Vec::new();
        table.below(&["tr"], &mut rows);
        let mut cells: Vec<Vec<Cell>> = rows.into_iter().filter_map(|row| self.row(row)).collect();
        if cells.iter().flatten().all(Vec::is_empty) {
            return;
        }
        if self.tables > 0 {
            return self.pieces.extend(cells.iter().filter_map(|row| flat(row)));
        }
        if let [row] = cells.as_mut_slice()
            && let [cell] = row.as_mut_slice()
        {
            return self.pieces.append(cell);
        }
        let rows: Vec<Vec<String>> = cells.iter().map(|row| row.iter().map(markdown).collect()).collect();
        self.changes.note(Change::Table, rows.iter().flatten().find(|cell| !cell.is_empty()).map_or("", String::as_str));
        self.pieces.push(Piece { text: body::table(&rows), role: Role::Block, markdown: true, ..Piece::default() });
    }

    /// The cells of a row; `None` where a tracked deletion took it.
    fn row(&mut self, row: &'a Element) -> Option<Vec<Cell>> {
        if row.child("trPr").is_some_and(|properties| properties.child("del").is_some()) {
            self.changes.note(Change::Deleted, &text_below(row));
            return None;
        }
        let mut elements = Vec::new();
        row.below(&["tc"], &mut elements);
        let mut cells = Vec::new();
        for element in elements {
            let properties = element.child("tcPr");
            let merged = |name: &str| {
                let merge = properties.and_then(|properties| properties.child(name));
                merge.is_some_and(|merge| merge.attribute("val") != Some("restart"))
            };
            let goes_on = merged("vMerge") || merged("hMerge");
            let span = properties.and_then(|properties| properties.value("gridSpan")).and_then(|span| span.parse::<usize>().ok());
            let span = span.unwrap_or(1).clamp(1, WIDEST);
            if goes_on || span > 1 {
                self.changes.count(Change::Merged, 1);
            }
            cells.push(if goes_on { Cell::new() } else { self.cell(element) });
            cells.resize_with(cells.len() + span - 1, Cell::new);
        }
        Some(cells)
    }

    fn cell(&mut self, element: &'a Element) -> Cell {
        let outside = std::mem::take(&mut self.pieces);
        self.tables += 1;
        self.blocks(element, false);
        self.tables -= 1;
        std::mem::replace(&mut self.pieces, outside)
    }
}

/// The paragraphs of a cell in one line.
fn markdown(cell: &Cell) -> String {
    let paragraphs: Vec<String> = cell.iter().map(|piece| body::linked(&piece.text, 0, &piece.links, escape::words).0).collect();
    paragraphs.join(" ").replace('|', "\\|")
}

/// A row of a table within a cell.
fn flat(row: &[Cell]) -> Option<Piece> {
    let words: Vec<&str> = row.iter().flatten().map(|piece| piece.text.as_str()).collect();
    (!words.is_empty()).then(|| Piece::plain(words.join(" ")))
}
