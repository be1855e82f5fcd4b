//! The front matter of `_index.md`: what a folder is, and how its ledger or roster is declared.

use serde::Deserialize;
use toml::value::Datetime;

use crate::value::Cycle;

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
}

/// `[ledger]`
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawLedger {
    /// Name of a built-in declaration: `spending`.
    pub preset: Option<String>,
    /// Which columns a preset requires: `basic` (default) or `full`.
    pub profile: Option<String>,
    /// How often it closes: `month` (default), `quarter`, `year`, `none`.
    #[schemars(with = "Option<String>")]
    pub period: Option<Cycle>,
    /// `open`: shown as it stands.
    pub publication: Option<String>,
    /// WHATWG label of the encoding its tables are in, where the detection must not decide.
    pub encoding: Option<String>,
    /// The sheet to read where its tables are workbooks. Default: the first that is not hidden.
    pub sheet: Option<String>,
    /// Most bytes a file may have. Default: 512 MiB.
    pub max_bytes: Option<u64>,
    /// Several files of one period are parts of it (one a department) rather than an error.
    #[serde(default)]
    pub parts: bool,
    /// The unit amounts are in where the table does not say: 元, 千元, 万元. Default: 元.
    pub unit: Option<String>,
    /// Most rows a period may have. Default: 1,048,575.
    pub max_rows: Option<usize>,
    /// Fields: new ones, or those of the preset with other settings.
    #[serde(default)]
    pub field: Vec<RawField>,
    /// Totals by these fields; replaces the preset's.
    pub rollup: Option<Vec<RawRollup>>,
}

/// `[[ledger.field]]`
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawField {
    /// English name, `[a-z][a-z0-9_]*`.
    pub name: String,
    /// Title of the column.
    pub title: Option<String>,
    /// Other titles the column may have.
    pub aliases: Option<Vec<String>>,
    /// `text`, `money`, `decimal(n)`, `integer`, `date`, `month`, `boolean`, `enum`, `code(list)`, `ref(ledger.field)`, `department`, `person`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Whether the column and each of its cells must be there.
    pub required: Option<bool>,
    /// No two rows may share a value.
    pub unique: Option<bool>,
    /// Part of the key: no two rows may share all parts.
    pub key: Option<bool>,
    /// An extra notation of dates, `%d/%m/%Y`.
    pub format: Option<String>,
    /// Values of an `enum`.
    pub values: Option<Vec<String>>,
    /// `date`, `amount` or `visibility`: what the program uses the field for.
    pub role: Option<String>,
    /// Blanks repeat the value above (merged cells).
    pub fill_down: Option<bool>,
    /// Unit shown behind the title.
    pub unit: Option<String>,
    /// Words for whoever fills the table in.
    pub help: Option<String>,
}

/// `[[ledger.rollup]]`
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawRollup {
    /// Names of the fields that group the rows.
    pub by: Vec<String>,
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
