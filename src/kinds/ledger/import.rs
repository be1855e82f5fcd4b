//! A table from elsewhere to a clean one: in the canonical form, or corrected as far as it can be.

use std::collections::BTreeSet;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::canonical::{self, Form};
use super::model::Declaration;
use crate::diag::{Checked, Diagnostic, Severity, Text, column_letter, ledger};
use crate::format::table::{Row, Table};
use crate::record::{FieldType, Options, Record, Records, Value, read};
use crate::say;
use crate::value::{MoneyUnit, Period, parse_money};

/// The canonical form of a table; none where it has an error.
pub fn import(declaration: &Declaration, table: &Table, period: Option<Period>) -> Checked<Option<Vec<u8>>> {
    let read = read(table, &declaration.fields, &options(declaration, period));
    let usable = !crate::diag::has_errors(&read.diagnostics);
    let bytes = read.value.filter(|_| usable).map(|records| canonical::bytes(declaration, &records, Form::Canonical));
    Checked::new(bytes, read.diagnostics)
}

fn options(declaration: &Declaration, period: Option<Period>) -> Options {
    let period = period.filter(|period| *period != Period::All);
    Options { period, unit: declaration.unit, max_rows: declaration.max_rows, must_have_rows: false }
}

/// A corrected table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// UTF-8 with a byte order mark and CRLF: one header row, and the rows of data.
    pub text: Vec<u8>,
    /// Each change: where, what was read, what was written.
    pub changes: Vec<Text>,
}

/// Corrects a table: every cell that can be understood is written in its canonical form, what is no row of data is left
/// out, and what is damaged stays as it stands and is told. None where its header cannot be used.
pub fn correct(declaration: &Declaration, table: &Table, period: Option<Period>) -> Checked<Option<Corrected>> {
    let mut diagnostics = Vec::new();
    let records = read(table, &declaration.fields, &options(declaration, period)).take(&mut diagnostics);
    // A quote that is never closed swallows rows, a total that does not tie would be left out with what it contradicts, and
    // a damaged amount loses its unit when the others are written in 元: such a table is mended by hand first.
    let untrue = |found: &Diagnostic| matches!(found.code, ledger::QUOTE_UNCLOSED | ledger::TOTAL_MISMATCH);
    let records = records.filter(|records| !diagnostics.iter().any(untrue) && !loses_unit(declaration, table, records, &diagnostics));
    let corrected = records.filter(|records| records.header_row() > 0).map(|records| {
        let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let cells = errors.clone().filter_map(|found| Some((found, found.place.as_ref()?.cell.as_ref()?)));
        let damaged = cells.clone().filter_map(|(_, cell)| Some((cell.row, cell.column? as usize - 1))).collect();
        let ragged =
            cells.filter(|(found, _)| matches!(found.code, ledger::ROW_RAGGED | ledger::REQUIRED_MISSING | ledger::QUOTE_UNCLOSED));
        let refused = ragged.map(|(_, cell)| cell.row).collect();
        Correction { declaration, table, records: &records, damaged, refused, changes: Vec::new() }.write()
    });
    Checked::new(corrected, diagnostics)
}

/// Whether a damaged amount stands in a column that is not counted in 元: whose amounts are not what they say by themselves.
fn loses_unit(declaration: &Declaration, table: &Table, records: &Records, found: &[Diagnostic]) -> bool {
    let damaged = |column: usize| {
        let cells = found.iter().filter(|found| found.severity == Severity::Error).filter_map(|found| found.place.as_ref()?.cell.as_ref());
        { cells }.any(|cell| cell.column.is_some_and(|own| own as usize == column + 1))
    };
    let other_unit = |field: usize, column: usize| {
        records.iter().any(|record| {
            let text = table.rows().find(|row| row.number() == record.row()).map(|row| row.text(column).into_owned());
            let alone = text.and_then(|text| parse_money(&text, MoneyUnit::Yuan).ok().flatten());
            alone.is_some_and(|alone| record.value(field).as_money() != Some(alone))
        })
    };
    let money = declaration.fields.iter().enumerate().filter(|(_, field)| field.kind == FieldType::Money);
    { money }.any(|(field, _)| records.column(field).is_some_and(|column| damaged(column) && other_unit(field, column)))
}

struct Correction<'a> {
    declaration: &'a Declaration,
    table: &'a Table,
    records: &'a Records,
    /// Cells, by row number and column, with an error.
    damaged: BTreeSet<(u32, usize)>,
    /// Rows that are no records because of an error.
    refused: BTreeSet<u32>,
    changes: Vec<Text>,
}

impl Correction<'_> {
    fn write(mut self) -> Corrected {
        let in_memory = "writing into memory does not fail";
        let mut builder = WriterBuilder::new();
        builder.terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary).flexible(true);
        let mut writer = builder.from_writer("\u{FEFF}".as_bytes().to_vec());
        let columns = self.columns();
        let titles: Vec<String> = columns.iter().map(|column| self.title(*column)).collect();
        writer.write_record(&titles).expect(in_memory);
        let mut next = 0;
        for row in self.table.rows() {
            if next < self.records.len() && self.records.get(next).row() == row.number() {
                let cells: Vec<String> = columns.iter().map(|column| self.cell(row, self.records.get(next), *column)).collect();
                writer.write_record(&cells).expect(in_memory);
                next += 1;
            } else if self.refused.contains(&row.number()) && row.number() > self.records.header_row() {
                writer.write_record(row.texts().map(|text| text.into_owned())).expect(in_memory);
            } else {
                self.left_out(row);
            }
        }
        Corrected { text: writer.into_inner().expect(in_memory), changes: self.changes }
    }

    /// Columns that have a title or data.
    fn columns(&mut self) -> Vec<usize> {
        let width = self.records.titles().len();
        let empty = |column: &usize| self.records.titles()[*column].is_empty();
        let kept = (0..width).filter(|column| !empty(column)).collect();
        let dropped = (0..width).filter(empty).map(letter).collect::<Vec<_>>().join("、");
        if !dropped.is_empty() {
            self.changes.push(say!("{dropped} 列是空的，已删去", "empty columns left out: {dropped}"));
        }
        kept
    }

    /// The declared title of a known column; the unit of amounts is then 元 and need not be said.
    fn title(&mut self, column: usize) -> String {
        let read = self.records.titles()[column].clone();
        let Some(field) = self.field(column) else { return read };
        let title = self.declaration.fields[field].title.clone();
        if title != read {
            let (row, letter) = (self.records.header_row(), letter(column));
            self.changes
                .push(say!("第 {row} 行 {letter} 列表头：{read} → {title}", "row {row}, column {letter}, header: {read} → {title}"));
        }
        title
    }

    fn field(&self, column: usize) -> Option<usize> {
        (0..self.declaration.fields.len()).find(|field| self.records.column(*field) == Some(column))
    }

    fn cell(&mut self, row: Row<'_>, record: Record<'_>, column: usize) -> String {
        let read = row.text(column);
        let Some(field) = self.field(column).filter(|_| !self.damaged.contains(&(row.number(), column))) else { return read.into_owned() };
        let written = match record.value(field) {
            Value::Absent => String::new(),
            value => value.canonical().into_owned(),
        };
        if written != read {
            let (number, letter, title) = (row.number(), letter(column), &self.declaration.fields[field].title);
            self.changes.push(say!(
                "第 {number} 行 {letter} 列（{title}）：{read} → {written}",
                "row {number}, column {letter} ({title}): {read} → {written}"
            ));
        }
        written
    }

    /// Title rows, control rows, empty rows and repeated headers.
    fn left_out(&mut self, row: Row<'_>) {
        let (number, header) = (row.number(), self.records.header_row());
        let filled: Vec<String> = row.texts().filter(|text| !text.is_empty()).map(|text| text.into_owned()).collect();
        let words = filled.join(" ");
        if number == header || (number + 1 == header && self.header_has_two_rows(&filled)) {
            return;
        }
        self.changes.push(match (filled.is_empty(), number < header) {
            (true, _) => say!("第 {number} 行是空行，已删去", "row {number} is empty and was left out"),
            (false, true) => {
                say!("第 {number} 行在表头之前，已删去：{words}", "row {number} stands before the header and was left out: {words}")
            }
            (false, false) => say!("第 {number} 行不是数据，已删去：{words}", "row {number} is no data and was left out: {words}"),
        });
    }

    /// Whether the words of the row above the header are part of its titles.
    fn header_has_two_rows(&self, words: &[String]) -> bool {
        let within = |word: &String| {
            let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
            self.records.titles().iter().any(|title| title.starts_with(&word))
        };
        !words.is_empty() && words.iter().all(within)
    }
}

fn letter(column: usize) -> String {
    column_letter(u32::try_from(column + 1).unwrap_or(u32::MAX))
}
