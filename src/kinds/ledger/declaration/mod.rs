//! The declaration of a ledger: its preset and its own settings become one.

mod checks;
mod due;
mod fields;
mod findings;
mod preset;
#[cfg(test)]
mod tests;
mod totals;

#[cfg(test)]
pub(super) use preset::PRESETS;
use preset::Preset;

use super::codes::CodeLists;
use super::model::{Declaration, Derived, Threshold};
use crate::config::{RawLedger, RawPublication};
use crate::diag::{Checked, Diagnostic, Place};
use crate::format::Document;
use crate::record::{Field, FieldType, Role};
use crate::source::is_encoding;
use crate::value::{Money, MoneyUnit};

/// Most rows of a period unless told otherwise: what a sheet of Excel holds below its header.
const MAX_ROWS: usize = 1_048_575;

/// Puts a ledger's declaration together; what is wrong with it points into its `_index.md`.
pub(super) fn resolve(raw: &RawLedger, publication: Option<&RawPublication>, index: &Document, codes: &CodeLists) -> Checked<Declaration> {
    let mut resolver = Resolver { index, codes, diagnostics: Vec::new() };
    let preset = resolver.preset(raw);
    let mut fields = resolver.fields(&preset.field, &raw.field);
    if resolver.profile_is_full(raw) {
        fields.iter_mut().filter(|field| preset.full.contains(&field.name)).for_each(|field| field.required = true);
    }
    if raw.field.is_empty() && raw.preset.is_none() {
        resolver.diagnostics.push(findings::no_fields(resolver.index.front_line("[ledger]")));
    }
    resolver.publication(raw);
    resolver.encoding(raw);
    let derived = derived(&preset, &fields);
    let declaration = Declaration {
        one_of: preset.one_of.iter().filter_map(|name| position(&fields, name)).collect(),
        rollups: resolver.rollups(raw.rollup.as_ref().unwrap_or(&preset.rollup), &fields, &derived),
        charts: resolver.charts(raw.chart.as_ref().unwrap_or(&preset.chart), &fields, &derived),
        checks: resolver.checks(raw.preset.as_deref().unwrap_or_default(), &preset.check, &raw.check),
        references: resolver.references(&fields, &raw.field),
        preset: raw.preset.clone(),
        cycle: raw.period.or(preset.period).unwrap_or_default(),
        unit: resolver.unit(raw.unit.as_deref()),
        parts: raw.parts,
        max_rows: raw.max_rows.unwrap_or(MAX_ROWS),
        amount: role(&fields, Role::Amount, |field| field.kind == FieldType::Money),
        date: role(&fields, Role::Date, |field| field.kind == FieldType::Date),
        due: resolver.due(publication.and_then(|publication| publication.due.as_ref())),
        change: threshold(raw, &preset),
        derived,
        fields,
    };
    Checked::new(declaration, resolver.diagnostics)
}

/// The ways to group rows that are no columns, unless a column of that name was declared.
fn derived(preset: &Preset, fields: &[Field]) -> Vec<Derived> {
    let derived = preset.derived.iter().filter(|derived| position(fields, &derived.name).is_none()).map(|derived| Derived {
        name: derived.name.clone(),
        title: derived.title.clone(),
        from: derived.from.iter().filter_map(|name| position(fields, name)).collect(),
        level: derived.level,
    });
    derived.collect()
}

/// Most percent and least 元 of a change that needs no reason, unless told otherwise.
const CHANGE: (u32, u32) = (10, 10_000);

/// From where on a change wants a reason.
fn threshold(raw: &RawLedger, preset: &Preset) -> Option<Threshold> {
    let change = raw.change.or(preset.change)?;
    Some(Threshold {
        percent: i64::from(change.percent.unwrap_or(CHANGE.0)) * 100,
        amount: Money::from_fen(i64::from(change.amount.unwrap_or(CHANGE.1)) * 100),
        own: raw.change.is_some(),
    })
}

/// The field of that role, or else the first of its kind.
fn role(fields: &[Field], role: Role, kind: impl Fn(&Field) -> bool) -> Option<usize> {
    fields.iter().position(|field| field.role == Some(role) && kind(field)).or_else(|| fields.iter().position(kind))
}

fn position(fields: &[Field], name: &str) -> Option<usize> {
    fields.iter().position(|field| field.name == name)
}

/// Where the declaration is written, and what is wrong with it.
struct Resolver<'a> {
    index: &'a Document,
    codes: &'a CodeLists,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// The line that holds a quoted value.
    fn line_of(&self, value: &str) -> Place {
        self.index.front_line(&format!("{value:?}"))
    }

    fn wrong(&mut self, key: &str, read: &str, allowed: &[&str]) {
        let place = self.line_of(read);
        self.diagnostics.push(findings::not_allowed(place, key, read, allowed));
    }

    fn preset(&mut self, raw: &RawLedger) -> Preset {
        let Some(name) = raw.preset.as_deref() else { return Preset::default() };
        Preset::named(name).unwrap_or_else(|| {
            self.wrong("preset", name, &preset::names());
            Preset::default()
        })
    }

    fn profile_is_full(&mut self, raw: &RawLedger) -> bool {
        match raw.profile.as_deref() {
            None | Some("basic") => false,
            Some("full") => true,
            Some(other) => {
                self.wrong("profile", other, &["basic", "full"]);
                false
            }
        }
    }

    fn publication(&mut self, raw: &RawLedger) {
        if let Some(mode) = raw.publication.as_deref().filter(|mode| *mode != "open") {
            self.wrong("publication", mode, &["open"]);
        }
    }

    fn encoding(&mut self, raw: &RawLedger) {
        if let Some(label) = raw.encoding.as_deref().filter(|label| !is_encoding(label)) {
            self.wrong("encoding", label, &["gb18030", "utf-8", "utf-16le", "big5", "windows-1252"]);
        }
    }

    fn unit(&mut self, word: Option<&str>) -> MoneyUnit {
        let Some(word) = word else { return MoneyUnit::Yuan };
        MoneyUnit::from_word(word).unwrap_or_else(|| {
            self.wrong("unit", word, &["元", "千元", "万元", "亿元"]);
            MoneyUnit::Yuan
        })
    }
}
