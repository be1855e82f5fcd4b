//! Workbooks of Excel and WPS: one sheet of an .xlsx or .xls becomes a [`Table`].
//!
//! What kind of file it is is told by its bytes, never by its name. Values are those last worked out; nothing is run.

mod cells;
mod findings;
mod kind;
mod part;
#[cfg(test)]
mod tests;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{Reader, Sheet as SheetMetadata, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};

pub use kind::{Kind, kind};

use super::table::{SheetBuilder, Table};
use crate::diag::{Checked, Diagnostic};

/// A sheet that holds explanations, not data.
const EXPLANATIONS: &str = "说明";

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is locked by a password.
    Encrypted,
    /// It is cut short or broken.
    Damaged,
    /// It has no sheet of that name; these are there.
    NoSheet(Option<String>, Vec<String>),
    /// It unpacks to more than can be read.
    TooLarge,
    /// A row is wider than a table may be; its number.
    TooWide(u32),
}

/// Reads a sheet: that of the given name, else the first that is neither hidden nor called 说明. Of a sheet 说明 beside it the
/// explanations are kept. Hidden rows are told of an .xlsx; of an .xls the library does not say which are hidden.
pub fn read(file: &Arc<str>, bytes: &[u8], kind: Kind, sheet: Option<&str>) -> Checked<Option<Table>> {
    // The library reads what it is given without bounds of its own; where it stumbles, the file is damaged.
    let read = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Xlsx => xlsx(file, bytes, sheet),
        _ => xls(file, bytes, sheet),
    }));
    match read.unwrap_or(Err(Fault::Damaged)) {
        Ok((mut read, has_explanations)) => {
            if has_explanations && let Some(explanations) = explanations(file, bytes, kind) {
                read.diagnostics.extend(explanations.diagnostics);
                read.value = read.value.with_explanations(explanations.value);
            }
            Checked::new(Some(read.value), read.diagnostics)
        }
        Err(fault) => Checked::new(None, vec![findings::unreadable(file, &fault)]),
    }
}

/// A table, and whether the workbook has a sheet of explanations beside it.
type Opened = Result<(Checked<Table>, bool), Fault>;

/// The sheet of explanations, where it holds any: other words may stand under that name too.
fn explanations(file: &Arc<str>, bytes: &[u8], kind: Kind) -> Option<Checked<Table>> {
    const SEARCHED: usize = 30;
    let open = || if kind == Kind::Xlsx { xlsx(file, bytes, Some(EXPLANATIONS)) } else { xls(file, bytes, Some(EXPLANATIONS)) };
    let (read, _) = catch_unwind(AssertUnwindSafe(open)).ok()?.ok()?;
    let names_checks = |text: &str| matches!(text.trim(), "核查" | "核查编号" | "Check");
    let explains = read.value.rows().take(SEARCHED).any(|row| row.texts().any(|text| names_checks(&text)));
    explains.then_some(read)
}

fn has_explanations(sheets: &[SheetMetadata], read: &str) -> bool {
    read.trim() != EXPLANATIONS && sheets.iter().any(|sheet| sheet.typ == SheetType::WorkSheet && sheet.name.trim() == EXPLANATIONS)
}

fn xlsx(file: &Arc<str>, bytes: &[u8], sheet: Option<&str>) -> Opened {
    let mut package = part::Package::open(bytes)?;
    package.measure_strings()?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Fault::Encrypted,
        _ => Fault::Damaged,
    })?;
    let name = choose(workbook.sheets_metadata(), sheet)?;
    let explained = has_explanations(workbook.sheets_metadata(), &name);
    let more = package.look_at(&name)?;
    let from_1904 = workbook.has_1904_epoch();
    let mut builder = SheetBuilder::new(file, &name, from_1904, more.bare_formulas);
    let mut reader = workbook.worksheet_cells_reader(&name).map_err(|_| Fault::Damaged)?;
    while let Some(cell) = reader.next_cell().map_err(|_| Fault::Damaged)? {
        let (row, column) = cell.get_position();
        builder.cell(row + 1, column as usize, &cells::text_of(cell.get_value())).map_err(Fault::from)?;
    }
    let mut read = builder.finish();
    read.diagnostics.extend(findings::hidden_rows(&read.value, &more.hidden));
    Ok((read, explained))
}

fn xls(file: &Arc<str>, bytes: &[u8], sheet: Option<&str>) -> Opened {
    if kind::is_encrypted(bytes) {
        return Err(Fault::Encrypted);
    }
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Fault::Encrypted,
        _ => Fault::Damaged,
    })?;
    let name = choose(workbook.sheets_metadata(), sheet)?;
    let explained = has_explanations(workbook.sheets_metadata(), &name);
    let from_1904 = workbook.has_1904_epoch();
    let range = workbook.worksheet_range(&name).map_err(|_| Fault::Damaged)?;
    let mut builder = SheetBuilder::new(file, &name, from_1904, std::collections::BTreeSet::new());
    let (top, left) = range.start().unwrap_or((0, 0));
    for (row, column, value) in range.used_cells() {
        let row = u32::try_from(row).map_err(|_| Fault::Damaged)? + top + 1;
        builder.cell(row, column + left as usize, &cells::text_of(value)).map_err(Fault::from)?;
    }
    Ok((builder.finish(), explained))
}

impl From<super::table::TooLarge> for Fault {
    fn from(error: super::table::TooLarge) -> Self {
        match error {
            super::table::TooLarge::Wide(row) => Self::TooWide(row),
            super::table::TooLarge::Long => Self::TooLarge,
            super::table::TooLarge::Disorder => Self::Damaged,
        }
    }
}

/// The name of the sheet to read.
fn choose(sheets: &[SheetMetadata], wanted: Option<&str>) -> Result<String, Fault> {
    let tables = || sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let found = match wanted {
        Some(wanted) => tables().find(|sheet| sheet.name.trim() == wanted.trim()),
        None => tables().find(|sheet| sheet.visible == SheetVisible::Visible && sheet.name.trim() != EXPLANATIONS),
    };
    let names = || tables().map(|sheet| sheet.name.clone()).collect();
    found.map(|sheet| sheet.name.clone()).ok_or_else(|| Fault::NoSheet(wanted.map(str::to_owned), names()))
}

/// A file that is no table of any kind that can be read.
pub(super) fn refused(file: &Arc<str>, kind: Kind) -> Diagnostic {
    findings::refused(file, kind)
}

/// A workbook, or a text, under the name of something else: read, and told.
pub(super) fn misnamed(file: &Arc<str>, kind: Kind) -> Diagnostic {
    findings::misnamed(file, kind)
}
