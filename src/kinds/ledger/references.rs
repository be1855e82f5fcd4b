//! Values that stand elsewhere: codes in their lists, departments in theirs, rows of one ledger in another.

use std::collections::BTreeSet;

use super::model::{Declaration, Ledger, Reference};
use super::{codes, findings};
use crate::diag::{Diagnostic, Place};
use crate::format::{Parsed, ParsedFile, table::Table};
use crate::kinds::Directory;
use crate::kinds::directory::unknown_department;
use crate::record::{FieldType, Record, Records};

/// Departments and codes of a table that no list has, each told once.
pub(super) fn unknown_values(directory: &Directory, declaration: &Declaration, table: &Table, records: &Records) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (field, declared) in declaration.fields.iter().enumerate() {
        match &declared.kind {
            FieldType::Department if !directory.departments.is_empty() => {
                let known = |_: Record<'_>, name: &str| directory.department(name).is_some();
                for (record, name) in strangers(records, field, known) {
                    diagnostics.push(unknown_department(table, records, record, field, name, directory));
                }
            }
            FieldType::Code(list) => {
                let Some(list) = directory.codes.list(list) else { continue };
                let day = |record: Record<'_>| declaration.date.and_then(|date| record.value(date).as_date());
                for (record, code) in strangers(records, field, |record, code| list.accepts(code, day(record))) {
                    let place = records.place(table, record, field);
                    diagnostics.push(codes::code_unknown(place, &declared.title, code, list, day(record)));
                }
            }
            _ => {}
        }
    }
    diagnostics
}

/// The first row of each value of a field, where the value is not known there.
fn strangers<'a>(
    records: &'a Records,
    field: usize,
    known: impl Fn(Record<'a>, &str) -> bool + 'a,
) -> impl Iterator<Item = (Record<'a>, &'a str)> {
    let mut seen = BTreeSet::new();
    records.iter().filter_map(move |record| {
        let text = record.value(field).as_text()?;
        (seen.insert(text) && !known(record, text)).then_some((record, text))
    })
}

/// What refers to rows of other ledgers and finds none; and references that cannot be followed at all.
pub fn check_references(ledgers: &[Ledger], files: &[ParsedFile]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for ledger in ledgers {
        for reference in &ledger.declaration.references {
            let targets = targets(ledgers, reference, &mut diagnostics);
            if !targets.is_empty() {
                diagnostics.extend(missing(ledger, reference, &targets, files));
            }
        }
    }
    diagnostics
}

/// A ledger and its field that values are looked up in.
type Target<'a> = (&'a Ledger, usize);

/// The ledgers that are meant: those of that name, else all of that preset. A preset's reference to a ledger that the
/// site does not keep leads nowhere, silently.
fn targets<'a>(ledgers: &'a [Ledger], reference: &Reference, diagnostics: &mut Vec<Diagnostic>) -> Vec<Target<'a>> {
    let name = &reference.ledger;
    let named: Vec<&Ledger> = ledgers.iter().filter(|ledger| ledger.name == *name || ledger.sql_name() == *name).collect();
    let kin = || ledgers.iter().filter(|ledger| ledger.declaration.preset.as_ref() == Some(name)).collect();
    let meant: Vec<&Ledger> = if named.is_empty() { kin() } else { named };
    if meant.is_empty() {
        let known: Vec<&str> = ledgers.iter().map(|ledger| ledger.name.as_str()).collect();
        diagnostics.extend(reference.place.as_ref().map(|place| findings::unknown_ledger(place.clone(), name, &known)));
    }
    let mut targets = Vec::new();
    for ledger in meant {
        let fields = &ledger.declaration.fields;
        match fields.iter().position(|field| field.name == reference.target) {
            Some(field) => targets.push((ledger, field)),
            None => {
                let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
                let unknown = |place: &Place| findings::unknown_field(place.clone(), &ledger.name, &reference.target, &known);
                diagnostics.extend(reference.place.as_ref().map(unknown));
            }
        }
    }
    targets
}

/// Rows of a ledger whose value no target has, in any of its periods. A target without rows knows nothing, and nothing
/// is said against it.
fn missing(ledger: &Ledger, reference: &Reference, targets: &[Target<'_>], files: &[ParsedFile]) -> Vec<Diagnostic> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for (target, field) in targets {
        let records = target.periods.values().flat_map(|table| table.records.iter());
        known.extend(records.filter_map(|record| record.value(*field).as_text()));
    }
    if known.is_empty() {
        return Vec::new();
    }
    let (target, field) = targets[0];
    let elsewhere = (target.title.as_str(), target.declaration.fields[field].title.as_str());
    let is_known = |_: Record<'_>, value: &str| known.contains(value);
    let mut diagnostics = Vec::new();
    let title = &ledger.declaration.fields[reference.field].title;
    for table in ledger.periods.values() {
        for (record, value) in strangers(&table.records, reference.field, is_known) {
            let place = place(files, &table.records, record, reference.field);
            diagnostics.push(findings::reference_missing(place, title, value, elsewhere, &known));
        }
    }
    diagnostics
}

/// Where a cell stands in its file.
fn place(files: &[ParsedFile], records: &Records, record: Record<'_>, field: usize) -> Place {
    match files.iter().find(|file| file.path == *record.file()).map(|file| &file.content) {
        Some(Parsed::Table(table)) => records.place(table, record, field),
        _ => record.place(field),
    }
}
