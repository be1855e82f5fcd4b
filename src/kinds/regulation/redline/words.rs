//! What changed, in words, in both languages.

use super::{Change, Kind, Redline, Summary};
use crate::diag::Language;
use crate::lang::catalogue;

/// Words of the catalogue with their blanks filled in.
pub(super) fn filled(key: &str, values: &[(&str, &str)], language: Language) -> String {
    let words = catalogue(language).get(key).to_owned();
    values.iter().fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
}

/// 修改, 新增, 删去, 仅序号变动, 未变.
pub fn kind(kind: Kind, language: Language) -> &'static str {
    catalogue(language).get(&format!("change.{}", kind.as_str()))
}

/// How many articles became what: 修改40条，新增17条，删去2条，61条仅条文序号变动.
pub fn summary(summary: &Summary, language: Language) -> String {
    let counts = [
        ("compare.amended", summary.amended),
        ("compare.added", summary.added),
        ("compare.removed", summary.removed),
        ("compare.renumbered", summary.renumbered),
    ];
    let counted = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = counted.map(|(key, count)| filled(key, &[("n", &count.to_string())], language)).collect();
    let words = catalogue(language);
    if parts.is_empty() { words.get("compare.nothing").to_owned() } else { parts.join(words.get("compare.comma")) }
}

/// How many articles are not listed because they say the same; empty where all are.
pub fn unlisted(summary: &Summary, language: Language) -> String {
    let (unchanged, reformatted) = ((summary.same + summary.renumbered).to_string(), summary.reformatted.to_string());
    match (summary.same + summary.renumbered, summary.reformatted) {
        (0, _) => String::new(),
        (_, 0) => filled("compare.unlisted", &[("n", &unchanged)], language),
        _ => filled("compare.unlisted_reformatted", &[("n", &unchanged), ("m", &reformatted)], language),
    }
}

/// What else is to be said of a change: 序号顺延, or where the same words now stand or stood; empty without anything.
pub fn note(redline: &Redline<'_>, change: &Change, language: Language) -> String {
    let label = |unit: Option<&super::Unit<'_>>| unit.map_or_else(String::new, |unit| unit.label.to_owned());
    match (change.kind, change.counterpart) {
        (Kind::Amended, _) if change.references_only => catalogue(language).get("compare.references").to_owned(),
        (Kind::Added, Some(old)) => filled("compare.moved_from", &[("label", &label(redline.old.get(old)))], language),
        (Kind::Removed, Some(new)) => filled("compare.moved_to", &[("label", &label(redline.new.get(new)))], language),
        _ => String::new(),
    }
}
