//! The declaration of a roster in `_index.md`.

use serde::Deserialize;

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
    /// Who takes turns.
    #[serde(default)]
    pub rotation: Vec<RawRotation>,
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

/// `[[roster.rotation]]`
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawRotation {
    /// Its name.
    pub id: String,
    /// The post it fills.
    pub post: String,
    /// The shift it fills. Default: all of the post.
    pub shift: Option<String>,
    /// Classes of day it fills: `work`, `rest`, `holiday`. Default: all.
    pub classes: Option<Vec<crate::value::DayClass>>,
    /// How long a turn is. Default: `day`.
    #[serde(default)]
    pub unit: Unit,
    /// What uses a turn up. Default: `duty`.
    #[serde(default)]
    pub advance: Advance,
    /// What happens when whose turn it is cannot come. Default: `queue`.
    #[serde(default)]
    pub absence: Absence,
    /// Days before and after a duty that are kept free of others. Default: 0.
    #[serde(default)]
    pub min_gap_days: u32,
    /// Rotations of one group keep the gap together. Default: the rotation by itself.
    pub gap_group: Option<String>,
    /// Who is in the line, from when on.
    #[serde(default)]
    pub segment: Vec<RawSegment>,
}

/// `[[roster.rotation.segment]]`
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawSegment {
    /// The first day, `2026-01-01`.
    #[schemars(with = "String")]
    pub from: toml::Spanned<String>,
    /// The line: ids or names; `-` is a turn nobody has to take.
    #[schemars(with = "Vec<String>")]
    pub people: Vec<toml::Spanned<String>>,
    /// The line begins after this person. Default: at its head.
    #[schemars(with = "Option<String>")]
    pub resume_after: Option<toml::Spanned<String>>,
}

/// How long a turn is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A duty.
    #[default]
    Day,
    /// All duties of an ISO week.
    Week,
    /// All duties of a run of consecutive holidays.
    Block,
}

/// What uses a turn up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Advance {
    /// A duty.
    #[default]
    Duty,
    /// Every day, on duty or not.
    Calendar,
}

/// What happens when whose turn it is cannot come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Absence {
    /// The next who can comes, and those passed over keep their place.
    #[default]
    Queue,
    /// The next who can comes, and those passed over lose the turn.
    Skip,
    /// Nobody comes, and the turn is lost.
    Vacant,
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
