//! Words of the pages of regulations, in both languages.

use super::model::MadeBy;
use super::status::Status;
use crate::diag::Language;
use crate::lang::catalogue;
use crate::value::{Date, long_date};

/// 现行有效 and so on.
pub fn status(status: Status, language: Language) -> &'static str {
    catalogue(language).get(&format!("status.{}", status.as_str()))
}

/// 制定, 修订, 修正, 废止.
pub fn made_by(made_by: MadeBy, language: Language) -> &'static str {
    catalogue(language).get(&format!("made-by.{}", made_by.as_str()))
}

/// The home page in breadcrumbs.
pub(super) fn home(language: Language) -> &'static str {
    catalogue(language).get("site.home")
}

/// The label of a fact.
pub(super) fn fact(key: &str, language: Language) -> &'static str {
    catalogue(language).get(&format!("fact.{key}"))
}

/// A day as it is shown.
pub(super) fn day(date: Date, language: Language) -> String {
    match language {
        Language::Zh => long_date(date),
        Language::En => date.to_string(),
    }
}

/// What stands between the parts of an enumeration.
pub(super) fn comma(language: Language) -> &'static str {
    if language == Language::Zh { "、" } else { ", " }
}
