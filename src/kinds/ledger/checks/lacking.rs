//! Which tables a check cannot be made of, for want of a column.
//!
//! A check needs every column it reads, but for those of `one-of`, of which one is enough. Of another ledger a column is
//! wanting where none of its tables has it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::model::{Declaration, Ledger, PeriodTable};
use super::gather::Check;
use crate::kinds::Corpus;
use crate::query::Reads;
use crate::value::Period;

/// A column that a check reads.
struct Wanted<'a> {
    name: &'a str,
    title: String,
    is_there: bool,
}

/// Titles of the columns that a check needs and a table lacks, by the period of the table.
pub(super) fn lacking(corpus: &Corpus, check: &Check<'_>, reads: &[&Reads]) -> BTreeMap<Period, BTreeSet<String>> {
    let mut read: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (table, columns) in reads.iter().flat_map(|reads| reads.iter()) {
        if let Some(ledger) = ledger_of(corpus, check.ledger, table) {
            read.entry(ledger).or_default().extend(columns.iter().map(String::as_str));
        }
    }
    let own = read.remove(&check.ledger).unwrap_or_default();
    let elsewhere: Vec<Wanted<'_>> = read.iter().flat_map(|(at, names)| of_another(&corpus.ledgers[*at], names)).collect();
    let ledger = &corpus.ledgers[check.ledger];
    let tables = ledger.periods.iter().filter(|(period, table)| !table.records.is_empty() && check.concerns(**period));
    tables
        .map(|(period, table)| {
            let here = wanted(&ledger.declaration, &own, |field| table.records.has(field));
            (*period, absent(check, here.iter().chain(&elsewhere)))
        })
        .filter(|(_, titles)| !titles.is_empty())
        .collect()
}

/// The ledger of a table, which may be named by its preset: the check's own, if that is it.
pub(super) fn ledger_of(corpus: &Corpus, own: usize, table: &str) -> Option<usize> {
    let is = |ledger: &Ledger| {
        ledger.sql_name() == table || ledger.declaration.preset.as_ref().is_some_and(|preset| preset.replace('-', "_") == table)
    };
    if is(&corpus.ledgers[own]) { Some(own) } else { corpus.ledgers.iter().position(is) }
}

fn of_another<'a>(ledger: &Ledger, names: &BTreeSet<&'a str>) -> Vec<Wanted<'a>> {
    let filled: Vec<&PeriodTable> = ledger.periods.values().filter(|table| !table.records.is_empty()).collect();
    let has = |field| filled.is_empty() || filled.iter().any(|table| table.records.has(field));
    let mut wanted = wanted(&ledger.declaration, names, has);
    for column in &mut wanted {
        column.title = format!("《{}》的{}", ledger.title, column.title);
    }
    wanted
}

/// The declared and derived columns of those names, and whether they are there.
fn wanted<'a>(declaration: &Declaration, names: &BTreeSet<&'a str>, has: impl Fn(usize) -> bool) -> Vec<Wanted<'a>> {
    let find = |name: &&'a str| {
        let field = declaration.fields.iter().position(|field| field.name == **name);
        let derived = || declaration.derived.iter().find(|derived| derived.name == **name);
        let (title, is_there) = match field {
            Some(field) => (declaration.fields[field].title.clone(), has(field)),
            None => derived().map(|derived| (derived.title.clone(), derived.from.iter().any(|field| has(*field))))?,
        };
        Some(Wanted { name, title, is_there })
    };
    names.iter().filter_map(find).collect()
}

/// Titles of the columns that are needed and not there.
fn absent<'a>(check: &Check<'_>, columns: impl Iterator<Item = &'a Wanted<'a>>) -> BTreeSet<String> {
    let (either, needed): (Vec<_>, Vec<_>) = columns.partition(|column| check.one_of.iter().any(|name| name == column.name));
    let none = either.iter().all(|column| !column.is_there);
    let missing = needed.into_iter().filter(|column| !column.is_there);
    missing.chain(either.into_iter().filter(|_| none)).map(|column| column.title.clone()).collect()
}
