//! `[ledger]` in the front matter of `_index.md`, and in the built-in presets: a table, declared.

use serde::Deserialize;

use super::check::RawCheck;
use crate::value::Cycle;

/// `[ledger]`
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawLedger {
    /// Name of a built-in declaration: `spending`, `budget`, `sangong`, `reception`, `vehicles`, `trips`, `fuel`,
    /// `vehicle-maintenance`, `procurement`, `assets`.
    pub preset: Option<String>,
    /// Which columns a preset requires: `basic` (default) or `full`.
    pub profile: Option<String>,
    /// How often it closes: `month`, `quarter`, `year`, `none`. Default: the preset's, else `month`.
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
    /// Checks: new ones, or those of the preset (by id) said otherwise.
    #[serde(default)]
    pub check: Vec<RawCheck>,
    /// Charts on the page of each period; replaces the preset's.
    pub chart: Option<Vec<RawChart>>,
    /// How much a total may change before the notice must say why; replaces the preset's.
    pub change: Option<RawChange>,
}

/// `[ledger.change]`: a total that moves by more than `percent` and by at least `amount`, against the period before or the
/// same one a year before, wants a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawChange {
    /// Percent. Default: 10.
    pub percent: Option<u32>,
    /// Whole 元. Default: 10,000.
    pub amount: Option<u32>,
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
    /// Least value: a number, an amount in 元, a date; for text the least number of characters.
    pub min: Option<RawLimit>,
    /// Greatest value; for text the greatest number of characters.
    pub max: Option<RawLimit>,
    /// Regular expression that the whole value fits, as in Frictionless Table Schema: `\\d{8}-\\d{2}`.
    pub pattern: Option<String>,
    /// `public` or `internal` (the default): whether the public edition shows the field.
    pub visibility: Option<String>,
    /// It names natural persons: the public edition suppresses small groups of them.
    pub persons: Option<bool>,
    /// What the public edition shows in place of a value: `initial` (陈**), `tail` (the last four characters), or these words.
    pub mask: Option<String>,
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

/// A limit of a field's values.
#[derive(Debug, Clone, PartialEq, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum RawLimit {
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Decimal(f64),
    /// Anything else in quotes: `"0.01"`, `"2026-01-01"`.
    Text(String),
}

impl std::fmt::Display for RawLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(whole) => whole.fmt(f),
            Self::Decimal(decimal) => decimal.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// `[[ledger.chart]]`: of `money`, `number` and neither (rows are counted), one is given.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawChart {
    /// `bar` or `line`.
    #[serde(rename = "type")]
    pub kind: ChartKind,
    /// Words over it. Default: made of what it shows.
    pub title: Option<String>,
    /// What it groups by: the name of a field, of a derived one such as `category`, or `period`.
    pub by: String,
    /// The field of amounts it adds up.
    pub money: Option<String>,
    /// The field of numbers it adds up.
    pub number: Option<String>,
    /// Pages it stands on: `notice`, `span` (quarters and years), `archive`. Default: `notice` and `archive` where it goes
    /// from period to period, else `notice` and `span`.
    pub on: Option<Vec<ChartPage>>,
}

/// A kind of page that has charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChartPage {
    /// A period.
    Notice,
    /// A quarter or a year.
    Span,
    /// All periods.
    Archive,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    /// A bar for each group.
    Bar,
    /// A line from period to period.
    Line,
}
