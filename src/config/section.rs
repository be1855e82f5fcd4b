//! The front matter of `_index.md`: what a folder is, and how its ledger or roster is declared.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::ledger::RawLedger;
use super::roster::RawRoster;

/// What a folder of `content/` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// Rules with articles.
    Regulations,
    /// A table kept by period.
    Ledger,
    /// Who is on duty when.
    Roster,
    /// Ordinary pages, the default.
    #[default]
    Pages,
}

/// Front matter of `_index.md`.
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "_index.md")]
pub struct SectionFront {
    /// Title of the section. Default: the folder's name.
    pub title: Option<String>,
    /// What the folder holds. Default: pages.
    #[serde(default)]
    pub kind: SectionKind,
    /// Place in the navigation, small numbers first; sections without one follow by name.
    pub order: Option<i32>,
    /// Heading of the navigation it stands under, such as `车辆`. Default: sections of one kind stand together, ordinary pages by
    /// themselves.
    pub group: Option<String>,
    /// ASCII name in addresses, for a folder with a Chinese name.
    pub slug: Option<String>,
    /// `public` or `internal` (the default).
    pub visibility: Option<String>,
    /// The regulation or article that demands this section: `CW-03` or `CW-03#art-6`.
    pub rule: Option<String>,
    /// Declaration of a ledger.
    pub ledger: Option<RawLedger>,
    /// Declaration of a roster.
    pub roster: Option<RawRoster>,
    /// How the section's items are published.
    pub publication: Option<RawPublication>,
    /// What readers come for, on the home page; in `content/_index.md` only.
    #[serde(default)]
    pub task: Vec<RawTask>,
}

/// `[[task]]`: an errand of the home page.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawTask {
    /// What one wants to do, in a few characters: `报维修`.
    pub title: String,
    /// To whom, by what telephone or box, by when.
    #[serde(default)]
    pub text: String,
    /// Where it is done or told, as a link of `_index.md` is written: `services/repairs.md`, `regulations/for`.
    #[schemars(with = "String")]
    pub link: Spanned<String>,
}

/// `[publication]`
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawPublication {
    /// `open`: shown as it stands.
    pub mode: Option<String>,
    /// By when a period is published, counted from the day after its end: `15`, `"15日"`, `"8个工作日"`, `"8 workdays"`, or
    /// `{ days = 15, last = 25, postpone = true }`. Default: no day, and nothing is ever late.
    pub due: Option<RawDue>,
}

/// `due` of `[publication]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum RawDue {
    /// Days.
    Days(u32),
    /// Days or working days in words.
    Words(String),
    /// Days or working days, and what else is to be known.
    Table(RawDueTable),
}

/// `[publication.due]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawDueTable {
    /// Days after the end of the period.
    pub days: Option<u32>,
    /// Working days after it, in place of `days`.
    pub workdays: Option<u32>,
    /// As many days or working days for the last period of a year, whose books close later.
    pub last: Option<u32>,
    /// Whether a day that is not worked gives way to the next that is.
    #[serde(default)]
    pub postpone: bool,
}

/// A TOML date as a date; `None` for one with a time.
pub fn plain_date(value: &Datetime) -> Option<crate::value::Date> {
    let date = value.date.filter(|_| value.time.is_none())?;
    crate::value::Date::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}
