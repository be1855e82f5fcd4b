//! How much of the budget is used, by department and by item, beside how much of the year has passed: 预算执行进度.

use std::collections::BTreeMap;

use super::model::Ledger;
use super::words;
use crate::chart::{Progress, progress, progress_table, unfold};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::say;
use crate::value::{Datelike, Money, Period};
use crate::view::{Address, Head, Html, Link, Page, Planned, ProgressRow, ProgressTable, ProgressView, View};

/// The page of a ledger of budgets, where spending is kept too; for the last year that has both.
pub(super) fn files<'a>(corpus: &'a Corpus, ledger: &'a Ledger) -> Option<Planned<'a>> {
    let year = year(corpus, ledger)?;
    let address = Address::known(&address(ledger));
    Some(Planned::page(address, move || page(corpus, ledger, year)))
}

/// A link to the page, if there is one.
pub(super) fn link(corpus: &Corpus, ledger: &Ledger) -> Option<Link> {
    year(corpus, ledger)?;
    Some(Link::new(address(ledger), catalogue(corpus.shared.site.language).get("progress.title")))
}

fn address(ledger: &Ledger) -> String {
    format!("{}/progress/index.html", ledger.name)
}

pub(super) fn of_preset<'a>(corpus: &'a Corpus, preset: &str) -> Option<&'a Ledger> {
    corpus.ledgers.iter().find(|ledger| ledger.declaration.preset.as_deref() == Some(preset))
}

/// The last year of a ledger of budgets in which something was spent.
pub(super) fn year(corpus: &Corpus, ledger: &Ledger) -> Option<i32> {
    let is_budget = of_preset(corpus, "budget").is_some_and(|budget| budget.name == ledger.name);
    let spending = of_preset(corpus, "spending").filter(|_| is_budget)?;
    let spent = |year: &i32| spending.periods.keys().any(|period| period.year() == *year);
    ledger.periods.keys().rev().map(|period| period.year()).find(spent)
}

/// What is allowed and what is used.
#[derive(Clone, Copy, Default)]
struct Used {
    allowed: Money,
    spent: Money,
}

/// Budgets by a column as they stand on a day, and what was spent of them. Of each item the newest version approved by that day
/// counts; one approved only later counts as it was at the beginning of the year.
const ALLOWED: &str = "WITH dated AS (SELECT *, COALESCE(effective_date, '') <= '{until}' AS approved FROM budget \
    WHERE substr(_period, 1, 4) = '{year}'), \
    newest AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY budget_item, department, func_code, econ_code ORDER BY approved DESC, \
    CASE WHEN approved THEN -COALESCE(version, 0) ELSE COALESCE(version, 0) END, _row DESC) AS place FROM dated) \
    SELECT {key} AS key, SUM(CASE WHEN approved THEN adjusted ELSE initial END) AS amount FROM newest WHERE place = 1 GROUP BY 1";
const SPENT: &str = "SELECT {key} AS key, SUM(amount) AS amount FROM spending WHERE substr(_period, 1, 4) = '{year}' GROUP BY 1";
const NAMES: &str = "SELECT budget_item AS key, MAX(item) AS name FROM budget WHERE substr(_period, 1, 4) = '{year}' GROUP BY 1";

/// Sums of a query, by its key as it is to be shown.
fn sums(corpus: &Corpus, sql: &str, year: i32, key: &str, shown: &dyn Fn(&str) -> String) -> BTreeMap<String, Money> {
    let sql = sql.replace("{year}", &year.to_string()).replace("{key}", key);
    let database = corpus.database.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let rows = database.as_ref().and_then(|database| database.select(&sql, 100_000).ok()).unwrap_or_default();
    let mut sums: BTreeMap<String, Money> = BTreeMap::new();
    for row in rows.rows {
        let name = shown(row[0].as_text().unwrap_or_default());
        *sums.entry(name).or_default() += Money::from_fen(row[1].as_integer().unwrap_or_default());
    }
    sums
}

fn names(corpus: &Corpus, year: i32) -> BTreeMap<String, String> {
    let database = corpus.database.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let sql = NAMES.replace("{year}", &year.to_string());
    let rows = database.as_ref().and_then(|database| database.select(&sql, 100_000).ok()).unwrap_or_default();
    let name = |row: &Vec<crate::query::Value>| Some((row[0].as_text()?.to_owned(), row[1].as_text()?.to_owned()));
    rows.rows.iter().filter_map(name).collect()
}

/// Budgets as they stand on the last day of a period.
fn allowed_by(until: Option<Period>) -> String {
    let last = until.and_then(Period::days).map_or_else(|| "9999-12-31".to_owned(), |(_, last)| last.to_string());
    ALLOWED.replace("{until}", &last)
}

/// All that is allowed in the year of a period, as adjusted by its end.
pub(super) fn allowed(corpus: &Corpus, period: Period) -> Money {
    sums(corpus, &allowed_by(Some(period)), period.year(), "NULL", &str::to_owned)
        .into_values()
        .fold(Money::ZERO, |sum, amount| sum + amount)
}

/// Allowed and spent, side by side.
fn used(allowed: BTreeMap<String, Money>, spent: BTreeMap<String, Money>) -> BTreeMap<String, Used> {
    let mut all: BTreeMap<String, Used> = allowed.into_iter().map(|(key, allowed)| (key, Used { allowed, spent: Money::ZERO })).collect();
    for (key, spent) in spent {
        all.entry(key).or_default().spent = spent;
    }
    all
}

fn page(corpus: &Corpus, ledger: &Ledger, year: i32) -> Page {
    let language = corpus.shared.site.language;
    let section = format!("{}/index.html", ledger.name);
    let title = catalogue(language).get("progress.title");
    Page {
        template: "progress.html",
        page: Head {
            kind: "progress",
            title: say!("{year}年{title}", "{title} {year}").get(language).to_owned(),
            section: section.clone(),
            breadcrumbs: vec![Link::new("index.html", catalogue(language).get("site.home")), Link::new(section, &ledger.title)],
            ..Head::default()
        },
        view: View::Progress(Box::new(view(corpus, year))),
    }
}

fn view(corpus: &Corpus, year: i32) -> ProgressView {
    let language = corpus.shared.site.language;
    let directory = &corpus.shared.directory;
    let department = |name: &str| directory.department_name(name).to_owned();
    let titles = names(corpus, year);
    let item = |code: &str| titles.get(code).map_or_else(|| code.to_owned(), |title| title.clone());
    let through = through(corpus, year);
    let allowed = allowed_by(through);
    let both =
        |key: &str, shown: &dyn Fn(&str) -> String| used(sums(corpus, &allowed, year, key, shown), sums(corpus, SPENT, year, key, shown));
    let (by_department, mut by_item) = (both("department", &department), both("budget_item", &item));
    // Where spending names no item, nothing can be told by items.
    if by_item.iter().all(|(name, used)| name.is_empty() || used.spent == Money::ZERO) {
        by_item.clear();
    }
    let days = through.and_then(Period::days).map(|(_, last)| (last.ordinal(), if last.leap_year() { 366 } else { 365 }));
    let passed = days.and_then(|(passed, all)| Money::from_fen(passed.into()).percent_of(Money::from_fen(all.into())));
    let least = through.and_then(|period| least(corpus, period));
    let all =
        by_department.values().fold(Used::default(), |sum, one| Used { allowed: sum.allowed + one.allowed, spent: sum.spent + one.spent });
    let chart = Progress {
        id: "progress".to_owned(),
        title: say!("{year}年预算执行", "Budget of {year}").get(language).to_owned(),
        used: all.spent,
        whole: all.allowed,
        days,
        language,
    };
    ProgressView {
        year,
        through: through.map(|period| words::period_title(period, language)).unwrap_or_default(),
        budget: words::amount(all.allowed),
        used: words::amount(all.spent),
        left: words::amount(all.allowed - all.spent),
        percent: all.spent.percent_of(all.allowed),
        passed,
        chart: Html(format!("{}{}", progress(&chart).0, unfold(&progress_table(&chart), language).0)),
        reminders: reminders(&by_department, &by_item, least, through, language),
        tables: [("departments", "progress.by_department", &by_department), ("items", "progress.by_item", &by_item)]
            .into_iter()
            .filter(|(_, _, all)| !all.is_empty())
            .map(|(id, title, all)| table(id, catalogue(language).get(title), all, least, language))
            .collect(),
    }
}

/// The last month of a year that has spending.
fn through(corpus: &Corpus, year: i32) -> Option<Period> {
    let spending = of_preset(corpus, "spending")?;
    spending.periods.keys().rev().copied().find(|period| period.year() == year)
}

/// The least percentages by the end of a month unless `standards.csv` has others, in hundredths.
const LEAST: [(u32, i64); 2] = [(6, 4_500), (9, 7_000)];

/// The least percentage by the end of a month, in hundredths: that of the last month up to it which has one in
/// standards.csv, class 预算执行进度.
fn least(corpus: &Corpus, period: Period) -> Option<i64> {
    let Period::Month(_, month) = period else { return None };
    let tables = &corpus.shared.tables;
    if !tables.has_class("预算执行进度") {
        return LEAST.iter().rev().find(|(from, _)| *from <= month).map(|(_, least)| *least);
    }
    let (_, last) = period.days()?;
    let stated = |month: u32| match tables.standard("预算执行进度", &format!("{month:02}"), last)?.limit {
        crate::kinds::Limit::Number(hundredths) => Some(hundredths),
        crate::kinds::Limit::Money(_) => None,
    };
    (1..=month).rev().find_map(stated)
}

/// Whether more than everything is used, or less than there should be.
fn state(used: Used, least: Option<i64>) -> &'static str {
    let (spent, allowed) = (i128::from(used.spent.fen()), i128::from(used.allowed.fen()));
    if allowed == 0 {
        return if spent > 0 { "over" } else { "none" };
    }
    match least {
        _ if spent > allowed => "over",
        Some(least) if spent * 10_000 < allowed * i128::from(least) => "behind",
        _ => "fine",
    }
}

/// What was spent without a name, which no budget allows and none forbids.
fn unnamed(all: &BTreeMap<String, Used>) -> Option<Money> {
    all.get("").filter(|used| used.allowed == Money::ZERO && used.spent != Money::ZERO).map(|used| used.spent)
}

/// 温馨提醒: who is behind, and what is used up.
fn reminders(
    departments: &BTreeMap<String, Used>,
    items: &BTreeMap<String, Used>,
    least: Option<i64>,
    through: Option<Period>,
    language: Language,
) -> Vec<String> {
    let named = |all: &BTreeMap<String, Used>, wanted: &str| -> Vec<String> {
        all.iter().filter(|(name, used)| !name.is_empty() && state(**used, least) == wanted).map(|(name, _)| name.clone()).collect()
    };
    let through = through.map(|period| words::period_title(period, language)).unwrap_or_default();
    let mut reminders = Vec::new();
    let behind = named(departments, "behind");
    if let Some(least) = least.filter(|_| !behind.is_empty()) {
        let (least, zh, en) = (least / 100, behind.join("、"), behind.join(", "));
        reminders.push(say!(
            "{zh}：截至{through}执行进度低于 {least}%，请抓紧办理已经落实的支出，确实不需要的及时申请调整",
            "{en}: less than {least}% used by the end of {through}; please settle what is due, and give back what is not needed"
        ));
    }
    for over in [named(departments, "over"), named(items, "over")].into_iter().filter(|over| !over.is_empty()) {
        let (zh, en) = (over.join("、"), over.join(", "));
        reminders.push(say!(
            "{zh}：支出已经超过预算，没有调整文号的不得再支出",
            "{en}: more is spent than the budget; nothing more may be spent without a document that adjusts it"
        ));
    }
    if let Some(spent) = unnamed(departments).map(Money::grouped) {
        reminders.push(say!(
            "{spent} 元支出没有填部门，没有算在任何部门的预算里",
            "{spent} yuan were spent without naming a department, and count against no department's budget"
        ));
    }
    if let Some(spent) = unnamed(items).map(Money::grouped) {
        reminders.push(say!(
            "{spent} 元支出没有填预算项目，没有算在任何项目的预算里",
            "{spent} yuan were spent without naming an item, and count against no item's budget"
        ));
    }
    reminders.into_iter().map(|words| words.get(language).to_owned()).collect()
}

fn table(id: &'static str, title: &str, all: &BTreeMap<String, Used>, least: Option<i64>, language: Language) -> ProgressTable {
    let mut rows: Vec<(&String, Used)> = all.iter().map(|(name, used)| (name, *used)).collect();
    rows.sort_by(|a, b| b.1.allowed.cmp(&a.1.allowed).then_with(|| a.0.cmp(b.0)));
    let row = |(name, used): (&String, Used)| {
        let state = if name.is_empty() && used.allowed == Money::ZERO { "none" } else { state(used, least) };
        let (spent, allowed) = (i128::from(used.spent.fen()), i128::from(used.allowed.fen()));
        ProgressRow {
            name: if name.is_empty() { words::group_key(&[None], language) } else { name.clone() },
            budget: words::amount(used.allowed),
            used: words::amount(used.spent),
            left: words::amount(used.allowed - used.spent),
            percent: used.spent.percent_of(used.allowed),
            bar: if allowed > 0 { u32::try_from((spent * 100 / allowed).clamp(0, 100)).unwrap_or_default() } else { 0 },
            state,
            state_label: catalogue(language).get(&format!("progress.{state}")),
        }
    };
    ProgressTable { id, title: title.to_owned(), rows: rows.into_iter().map(row).collect() }
}
