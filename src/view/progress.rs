//! View of how far a budget is used.

use serde::Serialize;

use super::{Amount, Html, Link};

/// `progress.html`: the budget of a year beside what was spent of it.
#[derive(Debug, Serialize)]
pub struct ProgressView {
    /// The year.
    pub year: i32,
    /// The last month whose spending counts, 2026年10月; or empty.
    pub through: String,
    /// The year's budget as adjusted.
    pub budget: Amount,
    /// What was spent.
    pub used: Amount,
    /// What is left; below zero where more was spent.
    pub left: Amount,
    /// Percent of the budget that is used, `76.4`; absent without a budget.
    pub percent: Option<String>,
    /// Percent of the year that has passed by the end of that month.
    pub passed: Option<String>,
    /// Both as a drawing with its table.
    pub chart: Html,
    /// 温馨提醒: who is behind, what is used up; empty where nothing is.
    pub reminders: Vec<String>,
    /// By department, by item.
    pub tables: Vec<ProgressTable>,
}

/// How far a year's budget is used by the end of a period, beside how much of the year has passed.
#[derive(Debug, Serialize)]
pub struct BudgetFigure {
    /// The year.
    pub year: i32,
    /// What was spent since its beginning.
    pub used: Amount,
    /// The year's budget as adjusted.
    pub budget: Amount,
    /// Percent of it that is used, `76.4`.
    pub percent: Option<String>,
    /// Percent of the year that has passed, `83.3`.
    pub passed: Option<String>,
    /// Both in a sentence: 预算执行 76.4%，时间进度 83.3%.
    pub headline: String,
    /// The amounts in a sentence.
    pub sentence: String,
    /// The page that tells more.
    pub page: Link,
}

/// The budget divided in one way.
#[derive(Debug, Serialize)]
pub struct ProgressTable {
    /// Its anchor: `departments`, `items`.
    pub id: &'static str,
    /// Title.
    pub title: String,
    /// Parts, the largest first.
    pub rows: Vec<ProgressRow>,
}

/// A part of the budget.
#[derive(Debug, Serialize)]
pub struct ProgressRow {
    /// Name of the department or item; （未填） for spending that names none.
    pub name: String,
    /// Budget as adjusted.
    pub budget: Amount,
    /// What was spent.
    pub used: Amount,
    /// What is left.
    pub left: Amount,
    /// Percent of it that is used; absent without a budget.
    pub percent: Option<String>,
    /// Length of its bar, 0–100.
    pub bar: u32,
    /// `fine`, `behind`, `over`, `none`.
    pub state: &'static str,
    /// 正常, 偏慢, 超预算, 无预算.
    pub state_label: &'static str,
}
