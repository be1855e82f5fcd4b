//! The columns: those of the preset, with what the site says laid over them, and the site's own.

use super::{Resolver, findings, position};
use crate::config::{RawField, RawLimit};
use crate::record::{Bound, Field, FieldType, Mask, Pattern, Role};
use crate::value::{DateFormat, fold};

use super::super::model::Reference;

/// Types as they are written in `_index.md`.
const TYPES: [&str; 12] = [
    "text",
    "money",
    "decimal(2)",
    "integer",
    "date",
    "month",
    "boolean",
    "enum",
    "code(list)",
    "ref(ledger.field)",
    "department",
    "person",
];

impl Resolver<'_> {
    pub(super) fn fields(&mut self, preset: &[RawField], own: &[RawField]) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for (raw, is_own) in preset.iter().map(|raw| (raw, false)).chain(own.iter().map(|raw| (raw, true))) {
            if !is_name(&raw.name) {
                self.diagnostics.push(findings::bad_name(self.line_of(&raw.name), &raw.name));
                continue;
            }
            match position(&fields, &raw.name) {
                Some(known) => {
                    if is_own && own.iter().filter(|other| other.name == raw.name).count() > 1 {
                        self.diagnostics.push(findings::declared_twice(self.line_of(&raw.name), &raw.name));
                    }
                    self.adapt(&mut fields[known], raw);
                }
                None => {
                    let mut field = Field::new(&raw.name, &raw.name, FieldType::Text);
                    self.adapt(&mut field, raw);
                    fields.push(field);
                }
            }
            if is_own && raw.role.is_some() {
                give_up_role(&mut fields, &raw.name);
            }
        }
        for raw in own {
            self.own_title(&fields, raw);
        }
        fields
    }

    /// A title that names another column too: which of them a header means could not be told.
    fn own_title(&mut self, fields: &[Field], raw: &RawField) {
        for title in raw.title.iter().chain(raw.aliases.iter().flatten()) {
            let folded = fold(title);
            if let Some(other) = fields.iter().find(|field| field.name != raw.name && field.is_named(&folded)) {
                self.diagnostics.push(findings::title_taken(self.line_of(title), title, &raw.name, other));
            }
        }
    }

    /// Lays what is given over a field.
    fn adapt(&mut self, field: &mut Field, raw: &RawField) {
        if let Some(title) = &raw.title {
            // What it was called before still names it.
            if field.title != field.name {
                field.aliases.push(std::mem::take(&mut field.title));
            }
            field.title.clone_from(title);
        }
        field.aliases.extend(raw.aliases.iter().flatten().cloned());
        if raw.kind.is_some() || raw.values.is_some() {
            self.kind(field, raw);
        }
        field.required = raw.required.unwrap_or(field.required);
        field.unique = raw.unique.unwrap_or(field.unique);
        field.key = raw.key.unwrap_or(field.key);
        field.fill_down = raw.fill_down.unwrap_or(field.fill_down);
        field.persons = raw.persons.unwrap_or(field.persons);
        field.mask = raw.mask.as_deref().map(Mask::parse).or(field.mask.take());
        if let Some(unit) = &raw.unit {
            field.unit.clone_from(unit);
        }
        if let Some(help) = &raw.help {
            field.help.clone_from(help);
        }
        self.limits(field, raw);
        self.words(field, raw);
    }

    /// The settings that are one of few words.
    fn words(&mut self, field: &mut Field, raw: &RawField) {
        if let Some(pattern) = &raw.format {
            match DateFormat::new(pattern) {
                Ok(format) => field.formats.push(format),
                Err(_) => self.wrong("format", pattern, &["%Y-%m-%d", "%d/%m/%Y", "%d-%b-%y"]),
            }
        }
        match raw.role.as_deref() {
            None => {}
            Some("date") => field.role = Some(Role::Date),
            Some("amount") => field.role = Some(Role::Amount),
            Some("visibility") => field.role = Some(Role::Visibility),
            Some(other) => self.wrong("role", other, &["date", "amount", "visibility"]),
        }
        let fits = match raw.role.as_deref() {
            Some("date") => field.kind == FieldType::Date,
            Some("amount") => field.kind == FieldType::Money,
            _ => true,
        };
        if !fits {
            self.diagnostics.push(findings::role_of_other_type(self.line_of(&raw.name), &raw.name));
        }
        match raw.visibility.as_deref() {
            None => {}
            Some("public") => field.public = true,
            Some("internal") => field.public = false,
            Some(other) => self.wrong("visibility", other, &["public", "internal"]),
        }
    }

    fn limits(&mut self, field: &mut Field, raw: &RawField) {
        for (key, limit) in [("min", &raw.min), ("max", &raw.max)] {
            let Some(limit) = limit else { continue };
            let bound = self.bound(field, key, limit);
            let kept = if key == "min" { &mut field.limits.min } else { &mut field.limits.max };
            *kept = bound.or(kept.take());
        }
        if let (Some(min), Some(max)) = (&field.limits.min, &field.limits.max)
            && min.is_above(max)
        {
            let place = self.line_of(&field.name);
            self.diagnostics.push(findings::limits_crossed(place, &field.name, min.as_str(), max.as_str()));
        }
        if let Some(pattern) = &raw.pattern {
            match Pattern::new(pattern) {
                Ok(pattern) => field.limits.pattern = Some(pattern),
                Err(reason) => {
                    let place = self.index.front_line("pattern");
                    self.diagnostics.push(findings::bad_pattern(place, &raw.name, &reason));
                }
            }
        }
    }

    fn bound(&mut self, field: &Field, key: &str, limit: &RawLimit) -> Option<Bound> {
        let text = limit.to_string();
        let bound = Bound::parse(&text, &field.kind);
        if bound.is_none() {
            let place = self.line_of(&field.name);
            self.diagnostics.push(findings::bad_limit(place, key, &text, &field.name));
        }
        bound
    }

    fn kind(&mut self, field: &mut Field, raw: &RawField) {
        let values = raw.values.clone().unwrap_or_default();
        let name = raw.kind.as_deref().unwrap_or("enum");
        if raw.values.is_some() && name != "enum" {
            self.diagnostics.push(findings::values_without_enum(self.line_of(&raw.name), &raw.name, name));
        }
        match FieldType::parse(name, &values) {
            Some(FieldType::Code(list)) if self.codes.list(&list).is_none() => {
                let names = self.codes.names();
                let place = self.line_of(name);
                self.diagnostics.push(findings::not_allowed(place, "code", &list, &names));
            }
            Some(kind) => field.kind = kind,
            None if name == "enum" => self.diagnostics.push(findings::enum_without_values(self.line_of(&raw.name), &raw.name)),
            None => self.wrong("type", name, &TYPES),
        }
    }

    /// The fields whose values stand in another ledger.
    pub(super) fn references(&mut self, fields: &[Field], own: &[RawField]) -> Vec<Reference> {
        let mut references = Vec::new();
        for (field, declared) in fields.iter().enumerate() {
            let FieldType::Reference(target) = &declared.kind else { continue };
            let Some((ledger, name)) = target.split_once('.').filter(|(ledger, name)| !ledger.is_empty() && is_name(name)) else {
                let written = format!("ref({target})");
                self.wrong("type", &written, &["ref(reception.reception_id)"]);
                continue;
            };
            let is_own = own.iter().any(|raw| raw.name == declared.name && raw.kind.is_some());
            let place = is_own.then(|| self.line_of(&format!("ref({target})")));
            references.push(Reference { field, ledger: ledger.to_owned(), target: name.to_owned(), place });
        }
        references
    }
}

/// Of two fields of one role the site's own has it.
fn give_up_role(fields: &mut [Field], name: &str) {
    let role = fields.iter().find(|field| field.name == name).and_then(|field| field.role);
    for other in fields.iter_mut().filter(|field| field.name != name && field.role == role) {
        other.role = None;
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
