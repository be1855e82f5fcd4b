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
    sentence(&counts, language).unwrap_or_else(|| catalogue(language).get("compare.nothing").to_owned())
}

/// How many articles are not listed: 未列出：2条未变，61条仅条文序号变动，其中3条写法不同而内容相同; empty where all are.
pub fn unlisted(summary: &Summary, language: Language) -> String {
    let counts = [("compare.same", summary.same), ("compare.renumbered", summary.renumbered), ("compare.reformatted", summary.reformatted)];
    sentence(&counts, language).map_or_else(String::new, |words| filled("compare.unlisted", &[("words", &words)], language))
}

fn sentence(counts: &[(&str, usize)], language: Language) -> Option<String> {
    let counted = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = counted.map(|(key, count)| filled(key, &[("n", &count.to_string())], language)).collect();
    (!parts.is_empty()).then(|| parts.join(catalogue(language).get("compare.comma")))
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
