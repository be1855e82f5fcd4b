//! `content/external.toml`: titles of laws and rules that are cited and are not on this site.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diag::Checked;
use crate::format::{Area, Parsed, ParsedFile, read_toml};

/// Works outside the site that its texts may cite.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct External {
    /// Full titles without 《》: `中华人民共和国会计法`. That without 中华人民共和国 is understood too.
    pub titles: Vec<String>,
    /// Other names for them: `"财经纪律规定" = "…"`.
    pub aliases: BTreeMap<String, String>,
}

/// Reads the file, if there is one.
pub(super) fn read_external(files: &[ParsedFile]) -> Checked<External> {
    let file = files.iter().find(|file| file.path.as_ref() == "content/external.toml");
    let Some(Parsed::Toml(source)) = file.map(|file| &file.content) else { return Checked::clean(External::default()) };
    let read = read_toml(source, &(0..source.text.len()), Area::Config);
    Checked::new(read.value.unwrap_or_default(), read.diagnostics)
}
