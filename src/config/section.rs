//! The front matter of `_index.md`: what a folder is, and how its ledger or roster is declared.

use serde::Deserialize;
use toml::value::Datetime;

use super::ledger::RawLedger;

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

/// `[roster]`
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawRoster {
    /// Whom to ring when nobody is on duty.
    pub hotline: Option<String>,
    /// The article it implements, `DZ-01#art-4`.
    pub rule: Option<String>,
    /// First and last day, `2026-01-01/2026-12-31`.
    pub covers: Option<String>,
    /// Hours between two duties of one person. Default: 10.
    pub min_rest_hours: Option<u32>,
    /// Shifts.
    #[serde(default)]
    pub shift: Vec<RawShift>,
    /// Posts.
    #[serde(default)]
    pub post: Vec<RawPost>,
    /// Weight of a duty on a day of each class.
    pub load: Option<RawLoad>,
}

/// `[[roster.shift]]`
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawShift {
    /// Name in slot ids, ASCII.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// `17:30`
    pub start: String,
    /// `08:30`, or `08:30+1` for the day after.
    pub end: String,
    /// Classes of day it is kept on: `work`, `rest`, `holiday`. Default: all.
    pub classes: Option<Vec<crate::value::DayClass>>,
}

/// `[[roster.post]]`
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawPost {
    /// Name in slot ids, ASCII.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// How many people. Default: 1.
    pub seats: Option<u32>,
    /// Least level of the people.
    pub min_level: Option<i64>,
    /// May rest less between duties: they are reached by phone.
    #[serde(default)]
    pub on_call: bool,
    /// Shifts it is kept on. Default: all.
    pub shifts: Option<Vec<String>>,
    /// Posts nobody may hold at the same time.
    #[serde(default)]
    pub distinct_from: Vec<String>,
    /// Groups of people who may hold it. Default: `all`.
    pub eligible: Option<Vec<String>>,
}

/// `[roster.load]`
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawLoad {
    /// Working days. Default: 1.
    pub work: Option<u32>,
    /// Rest days. Default: 2.
    pub rest: Option<u32>,
    /// Holidays. Default: 3.
    pub holiday: Option<u32>,
}

/// A TOML date as a date; `None` for one with a time.
pub fn plain_date(value: &Datetime) -> Option<crate::value::Date> {
    let date = value.date.filter(|_| value.time.is_none())?;
    crate::value::Date::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}
