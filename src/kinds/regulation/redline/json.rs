//! The JSON beside the page: which article became which.

use serde::Serialize;

use super::comparison::Comparison;
use super::{Summary, compare};

const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    code: &'a str,
    from_code: &'a str,
    from: String,
    to: String,
    summary: Summary,
    concordance: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    old: Option<String>,
    new: Option<String>,
    kind: &'static str,
    references_only: bool,
}

/// `index.json` of a comparison.
pub(super) fn json(comparison: Comparison<'_>) -> Vec<u8> {
    let redline = compare(comparison.old, comparison.new);
    let concordance = redline.articles().map(|change| Entry {
        old: redline.old_unit(change).map(|unit| comparison.old.tree.id(unit.node)),
        new: redline.new_unit(change).map(|unit| comparison.new.tree.id(unit.node)),
        kind: change.kind.as_str(),
        references_only: change.references_only,
    });
    let document = Document {
        format: FORMAT,
        code: &comparison.new_work.code,
        from_code: &comparison.old_work.code,
        from: comparison.old.effective.to_string(),
        to: comparison.new.effective.to_string(),
        summary: redline.summary(),
        concordance: concordance.collect(),
    };
    let mut bytes = serde_json::to_vec(&document).expect("plain records always serialise");
    bytes.push(b'\n');
    bytes
}
