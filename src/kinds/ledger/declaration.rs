//! The declaration of a ledger: its preset and its own settings become one.

use std::sync::OnceLock;

use serde::Deserialize;

use super::model::{Declaration, Derived, Dimension};
use crate::config::{RawField, RawLedger, RawRollup};
use crate::diag::{Checked, Diagnostic, Place, config, front_matter};
use crate::format::{Document, nearest};
use crate::record::{Field, FieldType, Role};
use crate::say;
use crate::source::is_encoding;
use crate::value::{DateFormat, MoneyUnit};

/// A built-in declaration, one TOML file each.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Preset {
    #[serde(default)]
    full: Vec<String>,
    #[serde(default)]
    one_of: Vec<String>,
    #[serde(default)]
    field: Vec<RawField>,
    #[serde(default)]
    derived: Vec<RawDerived>,
    #[serde(default)]
    rollup: Vec<RawRollup>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDerived {
    name: String,
    title: String,
    from: Vec<String>,
}

const PRESETS: [(&str, &str); 1] = [("spending", include_str!("presets/spending.toml"))];

/// Most rows of a period unless told otherwise: what a sheet of Excel holds below its header.
const MAX_ROWS: usize = 1_048_575;

impl Preset {
    fn named(name: &str) -> Option<Self> {
        let (_, text) = PRESETS.iter().find(|(preset, _)| *preset == name)?;
        Some(toml::from_str(text).expect("a built-in preset is well-formed"))
    }
}

/// Puts a ledger's declaration together; what is wrong with it points into its `_index.md`.
pub(super) fn resolve(raw: &RawLedger, index: &Document) -> Checked<Declaration> {
    let mut resolver = Resolver { index, diagnostics: Vec::new() };
    let preset = resolver.preset(raw);
    let full = match raw.profile.as_deref() {
        None | Some("basic") => false,
        Some("full") => true,
        Some(other) => {
            resolver.wrong("profile", other, &["basic", "full"]);
            false
        }
    };
    resolver.publication(raw);
    let mut fields = resolver.fields(&preset, &raw.field);
    for field in fields.iter_mut().filter(|field| full && preset.full.contains(&field.name)) {
        field.required = true;
    }
    let one_of = preset.one_of.iter().filter_map(|name| position(&fields, name)).collect();
    let derived = preset.derived.iter().filter(|derived| position(&fields, &derived.name).is_none()).map(|derived| Derived {
        name: derived.name.clone(),
        title: derived.title.clone(),
        from: derived.from.iter().filter_map(|name| position(&fields, name)).collect(),
    });
    let derived: Vec<Derived> = derived.collect();
    let rollups = resolver.rollups(raw.rollup.as_ref().unwrap_or(&preset.rollup), &fields, &derived);
    let amount = role(&fields, Role::Amount, |field| field.kind == FieldType::Money);
    let date = role(&fields, Role::Date, |field| field.kind == FieldType::Date);
    if fields.is_empty() && raw.preset.is_none() {
        resolver.diagnostics.push(no_fields(resolver.index.front_line("[ledger]")));
    }
    let unit = resolver.unit(raw.unit.as_deref());
    if let Some(label) = raw.encoding.as_deref().filter(|label| !is_encoding(label)) {
        resolver.wrong("encoding", label, &["gb18030", "utf-8", "utf-16le", "big5", "windows-1252"]);
    }
    let declaration = Declaration {
        fields,
        one_of,
        derived,
        rollups,
        cycle: raw.period.unwrap_or_default(),
        unit,
        parts: raw.parts,
        max_rows: raw.max_rows.unwrap_or(MAX_ROWS),
        amount,
        date,
    };
    Checked::new(declaration, resolver.diagnostics)
}

/// The field of that role, or else the first of its kind.
fn role(fields: &[Field], role: Role, kind: impl Fn(&Field) -> bool) -> Option<usize> {
    fields.iter().position(|field| field.role == Some(role) && kind(field)).or_else(|| fields.iter().position(kind))
}

fn position(fields: &[Field], name: &str) -> Option<usize> {
    fields.iter().position(|field| field.name == name)
}

struct Resolver<'a> {
    index: &'a Document,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn wrong(&mut self, key: &str, read: &str, allowed: &[&str]) {
        let place = self.index.front_line(&format!("{read:?}"));
        self.diagnostics.push(not_allowed(place, key, read, allowed));
    }

    fn preset(&mut self, raw: &RawLedger) -> Preset {
        let Some(name) = raw.preset.as_deref() else { return Preset::default() };
        Preset::named(name).unwrap_or_else(|| {
            self.wrong("preset", name, &PRESETS.map(|(name, _)| name));
            Preset::default()
        })
    }

    fn publication(&mut self, raw: &RawLedger) {
        if let Some(mode) = raw.publication.as_deref().filter(|mode| *mode != "open") {
            self.wrong("publication", mode, &["open"]);
        }
    }

    fn unit(&mut self, word: Option<&str>) -> MoneyUnit {
        let Some(word) = word else { return MoneyUnit::Yuan };
        MoneyUnit::from_word(word).unwrap_or_else(|| {
            self.wrong("unit", word, &["元", "千元", "万元", "亿元"]);
            MoneyUnit::Yuan
        })
    }

    fn fields(&mut self, preset: &Preset, own: &[RawField]) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for (raw, is_own) in preset.field.iter().map(|raw| (raw, false)).chain(own.iter().map(|raw| (raw, true))) {
            if !is_name(&raw.name) {
                let place = self.index.front_line(&format!("{:?}", raw.name));
                self.diagnostics.push(bad_name(place, &raw.name));
            }
            match position(&fields, &raw.name) {
                Some(known) => {
                    if is_own && own.iter().filter(|other| other.name == raw.name).count() > 1 {
                        let place = self.index.front_line(&format!("{:?}", raw.name));
                        self.diagnostics.push(declared_twice(place, &raw.name));
                    }
                    self.adapt(&mut fields[known], raw);
                }
                None => {
                    let mut field = Field::new(&raw.name, &raw.name, FieldType::Text);
                    self.adapt(&mut field, raw);
                    fields.push(field);
                }
            }
        }
        fields
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
        if let Some(unit) = &raw.unit {
            field.unit.clone_from(unit);
        }
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
    }

    fn kind(&mut self, field: &mut Field, raw: &RawField) {
        let values = raw.values.clone().unwrap_or_default();
        let name = raw.kind.as_deref().unwrap_or("enum");
        match FieldType::parse(name, &values) {
            Some(kind) => field.kind = kind,
            None if name == "enum" => {
                let place = self.index.front_line(&format!("{:?}", raw.name));
                self.diagnostics.push(enum_without_values(place, &raw.name));
            }
            None => self.wrong(
                "type",
                name,
                &[
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
                ],
            ),
        }
    }

    fn rollups(&mut self, raw: &[RawRollup], fields: &[Field], derived: &[Derived]) -> Vec<Vec<Dimension>> {
        let mut rollups = Vec::new();
        for rollup in raw {
            let mut by = Vec::new();
            for name in &rollup.by {
                let field = position(fields, name).map(Dimension::Field);
                let other = || derived.iter().position(|derived| derived.name == *name).map(Dimension::Derived);
                match field.or_else(other) {
                    Some(dimension) => by.push(dimension),
                    None => {
                        let known: Vec<&str> =
                            fields.iter().map(|f| f.name.as_str()).chain(derived.iter().map(|d| d.name.as_str())).collect();
                        self.wrong("by", name, &known);
                    }
                }
            }
            if !by.is_empty() {
                rollups.push(by);
            }
        }
        rollups
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn not_allowed(place: Place, key: &str, read: &str, allowed: &[&str]) -> Diagnostic {
    let list = allowed.join("、");
    Diagnostic::error(config::WRONG_TYPE, say!("{key} 不能是 {read:?}", "{key} cannot be {read:?}")).at(place).help(
        match nearest(read, allowed) {
            Some(near) => say!("是不是想写 {near:?}？可用的有：{list}", "did you mean {near:?}? There are: {list}"),
            None => say!("可用的有：{list}", "there are: {list}"),
        },
    )
}

fn bad_name(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(
        config::WRONG_TYPE,
        say!(
            "列的 name 只能用小写字母、数字和下划线，以字母开头：{name:?}",
            "a field's name has lower-case letters, digits and _ only: {name:?}"
        ),
    )
    .at(place)
    .help(say!("中文列名请写在 title 或 aliases 里", "titles in Chinese go into title or aliases"))
}

fn declared_twice(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(config::MALFORMED, say!("列 {name:?} 声明了两次", "the field {name:?} is declared twice"))
        .at(place)
        .help(say!("请合并成一个 [[ledger.field]]", "make them one [[ledger.field]]"))
}

fn enum_without_values(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(
        front_matter::MISSING_KEY,
        say!("列 {name:?} 的类型是 enum，但没有 values", "the field {name:?} is an enum without values"),
    )
    .at(place)
    .help(say!("例如 values = [\"转账\", \"公务卡\"]", "for example values = [\"转账\", \"公务卡\"]"))
}

fn no_fields(place: Place) -> Diagnostic {
    let presets = PRESETS.map(|(name, _)| name).join("、");
    Diagnostic::error(front_matter::MISSING_KEY, say!("这个台账没有声明任何列", "the ledger declares no fields")).at(place).help(say!(
        "请写 preset（可用：{presets}），或用 [[ledger.field]] 逐列声明",
        "name a preset ({presets}), or declare each with [[ledger.field]]"
    ))
}

/// Names of the economic classification by code, for tables that carry the code alone.
pub(super) fn code_name(list: &str, code: &str) -> Option<&'static str> {
    static CODES: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let codes = CODES.get_or_init(|| {
        let text = include_str!("codes/economic-classification.csv");
        let rows = text.lines().skip(1).filter_map(|line| line.split_once(','));
        rows.map(|(code, rest)| (code, rest.split(',').next().unwrap_or_default())).collect()
    });
    if list != "economic-classification" {
        return None;
    }
    codes.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}
