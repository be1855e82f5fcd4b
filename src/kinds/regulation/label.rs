//! Words of the pages of regulations, in both languages.

use super::model::MadeBy;
use super::status::Status;
use crate::diag::Language;
use crate::value::{Date, long_date};

/// Picks the words of a language.
fn pick(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// 现行有效 and so on.
pub fn status(status: Status, language: Language) -> &'static str {
    let (zh, en) = match status {
        Status::NotYet => ("尚未施行", "Not yet in force"),
        Status::InForce => ("现行有效", "In force"),
        Status::Superseded => ("已被修订", "Superseded"),
        Status::Repealed => ("已废止", "Repealed"),
        Status::Expired => ("已失效", "Expired"),
    };
    pick(language, zh, en)
}

/// 制定, 修订, 修正, 废止.
pub fn made_by(made_by: MadeBy, language: Language) -> &'static str {
    let (zh, en) = match made_by {
        MadeBy::Issue => ("制定", "Issued"),
        MadeBy::Revise => ("修订", "Revised"),
        MadeBy::Amend => ("修正", "Amended"),
        MadeBy::Repeal => ("废止", "Repealed"),
    };
    pick(language, zh, en)
}

/// The home page in breadcrumbs.
pub(super) fn home(language: Language) -> &'static str {
    pick(language, "首页", "Home")
}

/// The label of a fact.
pub(super) fn fact(key: &str, language: Language) -> &'static str {
    let (zh, en) = match key {
        "number" => ("发文字号", "Number"),
        "issuer" => ("制定机关", "Issued by"),
        "adopted" => ("通过日期", "Adopted"),
        "published" => ("公布日期", "Published"),
        "effective" => ("施行日期", "In force from"),
        "owner" => ("归口部门", "Looked after by"),
        "interpreter" => ("解释部门", "Interpreted by"),
        "applies-to" => ("适用部门", "Applies to"),
        "topics" => ("主题", "Topics"),
        "review-by" => ("复审期限", "Review by"),
        "expires" => ("有效期至", "In force until"),
        "replaces" => ("取代", "Replaces"),
        "based-on" => ("依据", "Based on"),
        _ => ("", ""),
    };
    pick(language, zh, en)
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
    pick(language, "、", ", ")
}
