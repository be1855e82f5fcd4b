//! What a ledger is.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use super::checks::{Explanation, Finding, Findings, Outcome};
pub use super::due::Due;
use super::facts::Facts;
use crate::config::{ChartKind, ChartPage, CheckSeverity, Test};
use crate::diag::{Place, Text};
use crate::kinds::Attached;
use crate::record::{Field, Record, Records};
use crate::source::SourceText;
use crate::value::{Cycle, Money, MoneyUnit, Period};

/// How a ledger's tables are to be read and added up, its preset and its own settings put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The built-in declaration it rests on; absent for one declared in place.
    pub preset: Option<String>,
    /// Columns in declared order.
    pub fields: Vec<Field>,
    /// At least one of these fields must have a column; none are named where that does not matter.
    pub one_of: Vec<usize>,
    /// What rows are grouped by besides fields.
    pub derived: Vec<Derived>,
    /// Totals.
    pub rollups: Vec<Vec<Dimension>>,
    /// Charts on the page of each period.
    pub charts: Vec<Chart>,
    /// What its rows are held against.
    pub checks: Vec<LedgerCheck>,
    /// Fields whose values stand in other ledgers.
    pub references: Vec<Reference>,
    /// How often it closes.
    pub cycle: Cycle,
    /// Unit of amounts where a table does not say.
    pub unit: MoneyUnit,
    /// Whether several files may make up a period.
    pub parts: bool,
    /// Most rows a period may have.
    pub max_rows: usize,
    /// Which field is added up.
    pub amount: Option<usize>,
    /// Which field holds the day.
    pub date: Option<usize>,
    /// By when a period is published; absent where no day is set.
    pub due: Option<Due>,
    /// From where on a change of the total wants a reason; absent where none is asked for.
    pub change: Option<Threshold>,
}

/// How much a total may change, against the period before or the same one a year before, without a reason: one that moves by
/// more than the percentage and by at least the amount wants one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// Hundredths of a percent.
    pub percent: i64,
    /// Amount.
    pub amount: Money,
    /// Whether the site's own `_index.md` says so, and not the preset.
    pub own: bool,
}

/// A way to group rows that is no column: the first filled of some fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// English name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Fields, in the order they are asked.
    pub from: Vec<usize>,
    /// Which level of the tree of codes is meant, 1 for the top: the code a row's own belongs to, with its name. Absent for
    /// what the row says itself. A level is no column in SQL.
    pub level: Option<i64>,
}

/// What a roll-up groups by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// A field.
    Field(usize),
    /// A derived one.
    Derived(usize),
}

/// A chart of a period, or of all periods up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// Words over it; absent where they are made of what it shows.
    pub title: Option<String>,
    /// What it groups by.
    pub by: ChartBy,
    /// What it adds up.
    pub measure: Measure,
    /// Pages it stands on.
    pub on: Vec<ChartPage>,
}

/// What a chart groups by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartBy {
    /// The periods, oldest first.
    Period,
    /// Groups of the rows of one period.
    Group(Dimension),
}

/// What a chart adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A field of amounts.
    Money(usize),
    /// A field of numbers.
    Number(usize),
    /// The rows, counted.
    Rows,
}

/// A check of the ledger's own or of its preset. In SQL a table has its declared fields, its derived ones as text,
/// and `_row`, `_file`, `_period`; in a preset's SQL ledgers are named by their presets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerCheck {
    /// Name, unique in the site: `reception/companions`.
    pub id: String,
    /// What is asked, in a few words.
    pub title: Text,
    /// What is asked of the rows.
    pub test: Test,
    /// Columns of which a table needs but one.
    pub one_of: Vec<String>,
    /// What is said of a row that does not fit, with `{field}` for what the row holds.
    pub message: Text,
    /// How grave that is.
    pub severity: CheckSeverity,
    /// The article it follows from, `JD-01#art-10`.
    pub rule: Option<String>,
    /// Where it was written.
    pub origin: Origin,
}

/// Where a check was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the built-in declaration of that name.
    Preset(String),
    /// In `_index.md`.
    Site(Place),
}

/// A field whose values stand in a field of another ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The field.
    pub field: usize,
    /// The other ledger, by its name or its preset's.
    pub ledger: String,
    /// The English name of the field there.
    pub target: String,
    /// Where `_index.md` says so; absent where the preset does, whose other ledger a site need not keep.
    pub place: Option<Place>,
}

impl Declaration {
    /// English name of a dimension.
    pub fn name(&self, dimension: Dimension) -> &str {
        match dimension {
            Dimension::Field(field) => &self.fields[field].name,
            Dimension::Derived(derived) => &self.derived[derived].name,
        }
    }

    /// Title of a dimension.
    pub fn title(&self, dimension: Dimension) -> &str {
        match dimension {
            Dimension::Field(field) => &self.fields[field].title,
            Dimension::Derived(derived) => &self.derived[derived].title,
        }
    }

    /// The fields a dimension rests on.
    pub fn sources(&self, dimension: Dimension) -> Vec<usize> {
        match dimension {
            Dimension::Field(field) => vec![field],
            Dimension::Derived(derived) => self.derived[derived].from.clone(),
        }
    }

    /// The amount of a row.
    pub fn amount_of(&self, record: Record<'_>) -> Option<Money> {
        record.value(self.amount?).as_money()
    }
}

/// A ledger with all its periods.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// ASCII name in addresses.
    pub name: String,
    /// Title.
    pub title: String,
    /// Place in the navigation.
    pub order: Option<i32>,
    /// `_index.md`, for its words.
    pub index: SourceText,
    /// Where its words stand in it.
    pub intro: std::ops::Range<usize>,
    /// The regulation or article that demands it, and where that is said.
    pub rule: Option<(String, Place)>,
    /// How it is declared.
    pub declaration: Declaration,
    /// Its periods.
    pub periods: BTreeMap<Period, PeriodTable>,
}

/// One period of a ledger.
#[derive(Debug, Clone)]
pub struct PeriodTable {
    /// Files it was read from.
    pub files: Vec<Arc<str>>,
    /// Rows.
    pub records: Records,
    /// Sum of the amounts; absent for a ledger without amounts.
    pub total: Option<Money>,
    /// Totals by category, department and so on, as far as the table has the columns.
    pub rollups: Vec<Rollup>,
    /// Number of the notice, or empty.
    pub number: String,
    /// Why there are no rows: 本月无支出; or empty.
    pub empty: String,
    /// The office's own words: the document and where its body stands.
    pub words: Option<(SourceText, std::ops::Range<usize>)>,
    /// What the office says of findings.
    pub explanations: Vec<Explanation>,
    /// Where a total in the table differs from its rows by rounding alone, in words.
    pub rounding: Vec<Text>,
    /// Files that belong to it, below `<period>.files/`.
    pub attachments: Vec<Attached>,
    /// What pages ask of its rows; found when first asked for.
    pub facts: OnceLock<Facts>,
}

/// Totals by some dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollup {
    /// Dimensions.
    pub by: Vec<Dimension>,
    /// Groups, largest first, equal ones by key.
    pub groups: Vec<Group>,
}

/// Rows that share a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// One part a dimension; `None` for a blank cell.
    pub key: Vec<Option<String>>,
    /// Sum; absent without an amount field.
    pub amount: Option<Money>,
    /// How many rows.
    pub rows: usize,
}

/// Folder of a period of the ledger of that name.
pub(super) fn folder(name: &str, period: Period) -> String {
    if period == Period::All { name.to_owned() } else { format!("{name}/{period}") }
}

impl Ledger {
    /// Its name as a table in SQL: `vehicle_maintenance`.
    pub fn sql_name(&self) -> String {
        self.name.replace(['-', '/'], "_")
    }

    /// Folder of a period in the output: `spending/2026-10`; that of the ledger itself where it has no periods.
    pub fn folder(&self, period: Period) -> String {
        folder(&self.name, period)
    }

    /// The newest period.
    pub fn latest(&self) -> Option<(Period, &PeriodTable)> {
        self.periods.last_key_value().map(|(period, table)| (*period, table))
    }
}
