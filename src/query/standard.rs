//! Limits that hold for a time: `standard('接待餐', '午餐', date)`.

use std::collections::BTreeMap;

use super::Value;
use crate::value::Date;

/// A limit, as long as it is in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Standard {
    /// What it limits: 接待餐.
    pub class: String,
    /// Which of these, parts joined by `/`: 处级/省会.
    pub key: String,
    /// How much: an amount as INTEGER in 分, any other number as it is.
    pub limit: Value,
    /// First day it holds; absent for always.
    pub from: Option<Date>,
    /// Last day it holds; absent for still.
    pub to: Option<Date>,
}

/// A limit that was asked for and is not in the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingStandard {
    /// What it limits.
    pub class: String,
    /// Which of these.
    pub key: String,
    /// On which day.
    pub date: Date,
}

/// A limit and the days it holds.
type Term = (Option<Date>, Option<Date>, Value);

/// Limits by class and key.
#[derive(Debug, Default)]
pub(super) struct Standards(BTreeMap<String, BTreeMap<String, Vec<Term>>>);

impl Standards {
    /// Sorts limits by class and key.
    pub(super) fn new(standards: Vec<Standard>) -> Self {
        let mut sorted: BTreeMap<String, BTreeMap<String, Vec<Term>>> = BTreeMap::new();
        for Standard { class, key, limit, from, to } in standards {
            sorted.entry(class).or_default().entry(key).or_default().push((from, to, limit));
        }
        Self(sorted)
    }

    /// The limit in force on a day; of several the first.
    pub(super) fn find(&self, class: &str, key: &str, date: Date) -> Option<&Value> {
        let terms = self.0.get(class)?.get(key)?;
        let holds = |(from, to, _): &&Term| from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to);
        terms.iter().find(holds).map(|(_, _, limit)| limit)
    }
}
