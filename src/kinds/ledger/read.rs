//! A section's files to a ledger.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::Deserialize;

use super::checks::read_explanations;
use super::model::{Declaration, Ledger, PeriodTable};
use super::{declaration, figures, findings, model, references};
use crate::diag::{Checked, Diagnostic, has_errors, ledger as codes};
use crate::format::{Area, Document, Parsed, ParsedFile, read_toml, table::Table};
use crate::kinds::{Attached, Section, Shared, attachments};
use crate::record::{Options, Records, Total, read as read_table};
use crate::value::{Cycle, Period};

/// Front matter of a notice's words, `2026-10.md`.
#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "2026-10.md")]
pub struct NoticeFront {
    /// Number of the notice, 云检办通〔2026〕11号.
    number: Option<String>,
    /// Why the period has no rows: 本月无支出.
    empty: Option<String>,
}

/// The files of one period.
#[derive(Default)]
struct Sources<'a> {
    tables: Vec<(&'a ParsedFile, &'a Table)>,
    words: Option<&'a Document>,
    explanations: Vec<&'a Table>,
    attachments: Vec<Attached>,
}

/// Reads a section of kind `ledger`.
pub fn read(shared: &Shared, section: &Section<'_>) -> Checked<Ledger> {
    let mut diagnostics = Vec::new();
    let raw = section.front.ledger.clone().unwrap_or_default();
    let declaration =
        declaration::resolve(&raw, section.front.publication.as_ref(), section.index, &shared.directory.codes).take(&mut diagnostics);
    let mut ledger = Ledger {
        name: section.name.clone(),
        title: section.title.clone(),
        order: section.front.order,
        index: section.index.source.clone(),
        intro: section.index.body.clone(),
        rule: section.front.rule.clone().map(|rule| (rule, section.index.front_line("rule"))),
        declaration,
        periods: BTreeMap::new(),
    };
    if has_errors(&diagnostics) {
        return Checked::new(ledger, diagnostics);
    }
    let sources = sort_files(section, &ledger.declaration, &mut diagnostics);
    let read: Vec<(Period, Checked<Option<PeriodTable>>)> =
        sources.into_par_iter().map(|(period, sources)| (period, read_period(shared, &ledger.declaration, period, &sources))).collect();
    for (period, table) in read {
        if let Some(table) = table.take(&mut diagnostics) {
            ledger.periods.insert(period, table);
        }
    }
    Checked::new(ledger, diagnostics)
}

/// Which file belongs to which period.
fn sort_files<'a>(section: &Section<'a>, declaration: &Declaration, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<Period, Sources<'a>> {
    let mut sources: BTreeMap<Period, Sources<'a>> = BTreeMap::new();
    let mut stems: BTreeMap<String, Period> = BTreeMap::new();
    for file in section.files.iter().copied() {
        let name = file.path.strip_prefix(section.folder.as_ref()).unwrap_or(&file.path).trim_start_matches('/');
        let (first, rest) = name.split_once('/').map_or((name, false), |(first, _)| (first, true));
        if rest {
            match first.strip_suffix(".files").map(|stem| (stem, period_of(stem, declaration.cycle))) {
                Some((stem, Some(period))) => drop(stems.insert(stem.to_owned(), period)),
                None if first.ends_with(".signoffs") => {}
                _ => diagnostics.push(findings::unknown_file(&file.path, declaration.cycle)),
            }
            continue;
        }
        let stem = first.rsplit_once('.').map_or(first, |(stem, _)| stem);
        let explains = stem.strip_suffix(".explain");
        let Some(period) = period_of(explains.unwrap_or(stem), declaration.cycle) else {
            diagnostics.push(findings::unknown_file(&file.path, declaration.cycle));
            continue;
        };
        match &file.content {
            Parsed::Table(table) if explains.is_some() => sources.entry(period).or_default().explanations.push(table),
            Parsed::Table(table) => sources.entry(period).or_default().tables.push((file, table)),
            Parsed::Document(document) => {
                if let Some(first) = sources.entry(period).or_default().words.replace(document) {
                    diagnostics.push(findings::duplicate_period(&first.source.file, &file.path, period));
                }
            }
            Parsed::Bytes(_) => diagnostics.push(findings::not_a_table(&file.path)),
            Parsed::Toml(_) => diagnostics.push(findings::unknown_file(&file.path, declaration.cycle)),
        }
    }
    for (stem, period) in stems {
        let folder = model::folder(&section.name, period);
        sources.entry(period).or_default().attachments = attachments(section, &stem, &folder).take(diagnostics);
    }
    sources
}

/// The period a file's stem begins with, if it is of the ledger's cycle.
fn period_of(stem: &str, cycle: Cycle) -> Option<Period> {
    if cycle == Cycle::None {
        return (stem == "data").then_some(Period::All);
    }
    Period::parse_name(stem).map(|(period, _)| period).filter(|period| period.cycle() == cycle)
}

fn read_period(shared: &Shared, declaration: &Declaration, period: Period, sources: &Sources<'_>) -> Checked<Option<PeriodTable>> {
    let mut diagnostics = Vec::new();
    let front = sources.words.map(|words| notice_front(words).take(&mut diagnostics)).unwrap_or_default();
    let empty = front.empty.unwrap_or_default();
    if sources.tables.is_empty() && empty.is_empty() {
        diagnostics.extend(sources.words.map(|words| findings::words_without_table(&words.source.file, period)));
        return Checked::new(None, diagnostics);
    }
    if let [(first, _), rest @ ..] = sources.tables.as_slice()
        && !declaration.parts
    {
        diagnostics.extend(rest.iter().map(|(second, _)| findings::duplicate_period(&first.path, &second.path, period)));
    }
    let options = options(declaration, period, empty.is_empty());
    let mut records = Records::default();
    for (_, table) in &sources.tables {
        if let Some(part) = read_table(table, &declaration.fields, &options).take(&mut diagnostics) {
            diagnostics.extend(references::unknown_values(&shared.directory, declaration, table, &part));
            diagnostics.extend(findings::one_of_missing(declaration, table, &part));
            records.append(part);
        }
    }
    diagnostics.extend(findings::repeated_keys(declaration, &records));
    if let Some(words) = sources.words.filter(|_| !empty.is_empty() && !records.is_empty()) {
        diagnostics.push(findings::empty_contradicted(words.front_line("empty"), &empty, records.len()));
    }
    let total = declaration.amount.map(|amount| Total::of(records.iter().filter_map(|record| record.value(amount).as_money())));
    if let Some((file, _)) = sources.tables.first().filter(|_| total.is_some_and(|total| total.sum.is_none())) {
        diagnostics.push(findings::sum_overflow(&file.path));
    }
    let rounded = diagnostics.iter().filter(|found| found.code == codes::TOTAL_ROUNDED).map(|found| found.message.clone()).collect();
    let explanations = sources
        .explanations
        .iter()
        .copied()
        .chain(sources.tables.iter().filter_map(|(_, table)| table.explanations()))
        .flat_map(|table| read_explanations(table).take(&mut diagnostics))
        .collect();
    let table = PeriodTable {
        explanations,
        files: sources.tables.iter().map(|(file, _)| Arc::clone(&file.path)).collect(),
        rollups: figures::rollups(&shared.directory, declaration, &records),
        records,
        total: total.and_then(|total| total.sum),
        rounding: rounded,
        number: front.number.unwrap_or_default(),
        empty,
        words: sources.words.map(|words| (words.source.clone(), words.body.clone())),
        attachments: sources.attachments.clone(),
        facts: OnceLock::new(),
    };
    Checked::new(Some(table), diagnostics)
}

/// How the tables of a period are read.
fn options(declaration: &Declaration, period: Period, must_have_rows: bool) -> Options {
    Options { period: (period != Period::All).then_some(period), unit: declaration.unit, max_rows: declaration.max_rows, must_have_rows }
}

fn notice_front(words: &Document) -> Checked<NoticeFront> {
    match &words.front_matter {
        Some(range) => {
            let mut diagnostics = Vec::new();
            let front = read_toml(&words.source, range, Area::FrontMatter).take(&mut diagnostics);
            Checked::new(front.unwrap_or_default(), diagnostics)
        }
        None => Checked::clean(NoticeFront::default()),
    }
}
