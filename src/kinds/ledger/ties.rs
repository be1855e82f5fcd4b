//! The figures of 三公经费 beside those of the ledgers that tell of the same: spending, receptions, vehicles.
//!
//! A figure is held against another only where that ledger tells of the whole year, or of a running year from its first
//! period on.

use super::model::{Dimension, Ledger, PeriodTable};
use super::statement::{ABROAD, BOUGHT, KEPT, RECEIVED, Year};
use super::{spans, words};
use crate::diag::Text;
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::record::{Record, Total, Value};
use crate::say;
use crate::value::{Cycle, Date, Money, Period};
use crate::view::{Link, StatementTie};

/// What is asked.
pub(super) struct Asked<'a> {
    pub corpus: &'a Corpus,
    /// The rows of the year.
    pub year: &'a Year<'a>,
    pub period: Period,
    /// Whether the year is not over yet.
    pub running: bool,
}

/// The items and the names their spending has in the classification of expenses.
const SPENT: [(&str, &str); 4] =
    [(ABROAD, "因公出国（境）费用"), (BOUGHT, "公务用车购置"), (KEPT, "公务用车运行维护费"), (RECEIVED, "公务接待费")];

/// All ties there is a ledger for.
pub(super) fn ties(asked: &Asked<'_>) -> Vec<StatementTie> {
    let mut ties = Vec::new();
    if let Some(spending) = of_preset(asked, "spending") {
        ties.extend(SPENT.iter().filter_map(|(item, category)| spent(asked, spending, item, category)));
    }
    if let Some(reception) = of_preset(asked, "reception") {
        ties.extend(received(asked, reception));
    }
    ties.extend(of_preset(asked, "vehicles").and_then(|vehicles| held(asked, vehicles)));
    ties
}

fn of_preset<'a>(asked: &Asked<'a>, preset: &str) -> Option<&'a Ledger> {
    asked.corpus.ledgers.iter().find(|ledger| ledger.declaration.preset.as_deref() == Some(preset))
}

/// The tables of a ledger in the year, and why they do not tell of all of it.
fn tables<'a>(asked: &Asked<'_>, ledger: &'a Ledger) -> (Vec<&'a PeriodTable>, Option<Text>) {
    let year = Period::Year(asked.period.year());
    let all = if ledger.declaration.cycle == Cycle::Year { vec![year] } else { spans::parts(year, ledger.declaration.cycle) };
    let (there, missing): (Vec<Period>, Vec<Period>) = all.into_iter().partition(|period| ledger.periods.contains_key(period));
    let (first, last) = (there.first().copied(), there.last().copied());
    let gap = missing.iter().any(|period| !asked.running || Some(*period) < last);
    let title = |period: Option<Period>, language| period.map(|period| words::period_title(period, language)).unwrap_or_default();
    let note = match (first, last) {
        (None, _) => Some(say!("这一年没有数据", "it has nothing of that year")),
        _ if gap => {
            let [zh, en] =
                [crate::diag::Language::Zh, crate::diag::Language::En].map(|language| (title(first, language), title(last, language)));
            let ((from, to), (from_en, to_en)) = (zh, en);
            Some(say!("只有{from}至{to}的部分数据，不满全年", "it has only part of {from_en} to {to_en}"))
        }
        _ => None,
    };
    (there.iter().map(|period| &ledger.periods[period]).collect(), note)
}

/// An item beside what was spent under its name.
fn spent(asked: &Asked<'_>, spending: &Ledger, item: &str, category: &str) -> Option<StatementTie> {
    let stated = asked.year.spent(item)?;
    let (tables, note) = tables(asked, spending);
    let is_category = |by: &[Dimension]| matches!(by, [by] if spending.declaration.name(*by) == "category");
    let groups =
        tables.iter().flat_map(|table| table.rollups.iter().filter(|rollup| is_category(&rollup.by))).flat_map(|rollup| &rollup.groups);
    let own = groups.filter(|group| group.key.first().is_some_and(|key| key.as_deref() == Some(category)));
    let found = Total::of(own.filter_map(|group| group.amount)).sum?;
    let language = asked.corpus.shared.site.language;
    let yuan = |money: Money| {
        let grouped = money.grouped();
        say!("{grouped} 元", "{grouped} yuan").get(language).to_owned()
    };
    Some(tie(asked, item.to_owned(), (yuan(stated), yuan(found)), stated == found, spending, note))
}

/// How often and how many were received.
fn received(asked: &Asked<'_>, reception: &Ledger) -> Vec<StatementTie> {
    let (tables, note) = tables(asked, reception);
    let batches = tables.iter().map(|table| table.records.len()).sum::<usize>();
    let guests = tables.iter().flat_map(|table| table.records.iter()).filter_map(|record| value(reception, record, "guests").as_integer());
    let people = guests.fold(0_i64, i64::saturating_add);
    let found =
        [("recv_batches", "sangong.batches", i64::try_from(batches).unwrap_or(i64::MAX)), ("recv_people", "sangong.people", people)];
    let one = |(field, name, found): (&str, &str, i64)| {
        let stated = asked.year.count(RECEIVED, field)?;
        let name = catalogue(asked.corpus.shared.site.language).get(name).to_owned();
        Some(tie(asked, name, (stated.to_string(), found.to_string()), stated == found, reception, note.clone()))
    };
    found.into_iter().filter_map(one).collect()
}

/// The vehicles held at the end of the year, or today.
fn held(asked: &Asked<'_>, vehicles: &Ledger) -> Option<StatementTie> {
    let stated = asked.year.count(KEPT, "cars_held")?;
    let (_, end) = asked.period.days()?;
    let day = end.min(asked.corpus.shared.as_of);
    let (_, table) = vehicles.latest()?;
    let found = table.records.iter().filter(|record| is_held(vehicles, *record, day)).count();
    let name = catalogue(asked.corpus.shared.site.language).get("sangong.held").to_owned();
    let same = usize::try_from(stated) == Ok(found);
    Some(tie(asked, name, (stated.to_string(), found.to_string()), same, vehicles, None))
}

/// In service by that day, and not yet disposed of.
fn is_held(vehicles: &Ledger, record: Record<'_>, day: Date) -> bool {
    let date = |name: &str| value(vehicles, record, name).as_date();
    let begun = date("in_service").or_else(|| date("purchased")).is_some_and(|begun| begun <= day);
    let gone = value(vehicles, record, "status").as_text() == Some("处置") && date("disposed").is_none_or(|gone| gone <= day);
    begun && !gone
}

fn value<'a>(ledger: &Ledger, record: Record<'a>, field: &str) -> Value<'a> {
    let at = ledger.declaration.fields.iter().position(|known| known.name == field);
    at.map_or(Value::Absent, |at| record.value(at))
}

fn tie(
    asked: &Asked<'_>,
    name: String,
    (stated, found): (String, String),
    same: bool,
    ledger: &Ledger,
    note: Option<Text>,
) -> StatementTie {
    let language = asked.corpus.shared.site.language;
    let state = match &note {
        Some(_) => "open",
        None if same => "same",
        None => "differs",
    };
    StatementTie {
        name,
        stated,
        found,
        ledger: Link::new(format!("{}/index.html", ledger.name), &ledger.title),
        state,
        state_label: catalogue(language).get(&format!("sangong.{state}")),
        note: note.map(|note| note.get(language).to_owned()).unwrap_or_default(),
    }
}
