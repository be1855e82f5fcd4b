//! The built-in declarations, one TOML file each.
//!
//! In their SQL every ledger is named by its preset (`_` for `-`), whatever folder a site keeps it in: `reception`
//! is the section with `preset = "reception"`, and a preset's own name is the table that is checked.

use serde::Deserialize;

use crate::config::{RawChange, RawChart, RawCheck, RawField, RawRollup};
use crate::value::Cycle;

/// A built-in declaration as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Preset {
    /// How often it closes unless the site says otherwise.
    pub(super) period: Option<Cycle>,
    /// Fields that the profile `full` requires besides those required anyway.
    #[serde(default)]
    pub(super) full: Vec<String>,
    /// Of these fields one must have a column.
    #[serde(default)]
    pub(super) one_of: Vec<String>,
    #[serde(default)]
    pub(super) field: Vec<RawField>,
    #[serde(default)]
    pub(super) derived: Vec<RawDerived>,
    #[serde(default)]
    pub(super) rollup: Vec<RawRollup>,
    #[serde(default)]
    pub(super) chart: Vec<RawChart>,
    #[serde(default)]
    pub(super) check: Vec<RawCheck>,
    /// How much a total may change before the notice must say why.
    pub(super) change: Option<RawChange>,
}

/// What rows are grouped by besides fields; in SQL a column of text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDerived {
    pub(super) name: String,
    pub(super) title: String,
    /// Fields, the first of which a row fills in is taken; a code by its name.
    pub(super) from: Vec<String>,
    /// Which level of the tree of codes is meant, 1 for the top.
    pub(super) level: Option<i64>,
}

/// Names and texts, in the order a clerk meets them.
pub(crate) const PRESETS: [(&str, &str); 10] = [
    ("spending", include_str!("../presets/spending.toml")),
    ("budget", include_str!("../presets/budget.toml")),
    ("sangong", include_str!("../presets/sangong.toml")),
    ("reception", include_str!("../presets/reception.toml")),
    ("vehicles", include_str!("../presets/vehicles.toml")),
    ("trips", include_str!("../presets/trips.toml")),
    ("fuel", include_str!("../presets/fuel.toml")),
    ("vehicle-maintenance", include_str!("../presets/vehicle-maintenance.toml")),
    ("procurement", include_str!("../presets/procurement.toml")),
    ("assets", include_str!("../presets/assets.toml")),
];

/// The names alone.
pub(super) fn names() -> [&'static str; PRESETS.len()] {
    PRESETS.map(|(name, _)| name)
}

impl Preset {
    /// The preset of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (_, text) = PRESETS.iter().find(|(preset, _)| *preset == name)?;
        Some(toml::from_str(text).expect("a built-in preset is well-formed"))
    }
}
