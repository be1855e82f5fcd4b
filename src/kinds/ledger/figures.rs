//! What a notice says of its rows: totals by group, comparisons with other periods. All exact.

use std::collections::BTreeMap;

use super::codes::CodeEntry;
use super::model::{Declaration, Dimension, Group, Ledger, PeriodTable, Rollup};
use super::sentences::{Base, Sum};
use super::spans;
use crate::kinds::Directory;
use crate::record::{FieldType, Record, Records, Total, Value};
use crate::value::{Money, Period};

/// A period against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// The other period.
    pub period: Period,
    /// Its total.
    pub base: Money,
    /// This total less that one.
    pub change: Money,
}

impl Compared {
    /// This total.
    pub(super) fn now(self) -> Money {
        self.base + self.change
    }

    /// The change in percent, for people: of negative amounts a percentage says nothing.
    pub(super) fn percent(self) -> Option<String> {
        self.now().percent_change(self.base).filter(|_| self.now() >= Money::ZERO)
    }
}

/// All comparisons of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparisons {
    /// With the period just before; absent where it has no table.
    pub previous: Option<Compared>,
    /// With the same period a year before.
    pub year_ago: Option<Compared>,
    /// Sum of the year up to and with this period; absent for a ledger without periods in a year.
    pub year_to_date: Option<Money>,
}

/// The roll-ups that a table has the columns for.
pub(super) fn rollups(directory: &Directory, declaration: &Declaration, records: &Records) -> Vec<Rollup> {
    let possible = |by: &&Vec<Dimension>| by.iter().all(|dimension| has(declaration, records, *dimension));
    declaration.rollups.iter().filter(possible).map(|by| rollup(directory, declaration, records, by)).collect()
}

/// Titles of the columns some roll-up needs and the table lacks.
pub(super) fn missing_columns(declaration: &Declaration, table: &PeriodTable) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for dimension in declaration.rollups.iter().flatten().filter(|dimension| !has(declaration, &table.records, **dimension)) {
        let titles = declaration.sources(*dimension).into_iter().map(|field| declaration.fields[field].title.clone());
        let title = titles.collect::<Vec<_>>().join("或");
        if !missing.contains(&title) {
            missing.push(title);
        }
    }
    missing
}

fn has(declaration: &Declaration, records: &Records, dimension: Dimension) -> bool {
    records.is_empty() || declaration.sources(dimension).into_iter().any(|field| records.has(field))
}

fn rollup(directory: &Directory, declaration: &Declaration, records: &Records, by: &[Dimension]) -> Rollup {
    let fields: Vec<usize> = by.iter().flat_map(|dimension| declaration.sources(*dimension)).collect();
    let mut raw: BTreeMap<usize, (Option<Money>, usize)> = BTreeMap::new();
    for (first, record) in records.firsts(&fields) {
        let (sum, rows) = raw.entry(first).or_insert((Some(Money::ZERO), 0));
        *sum = sum.and_then(|sum| sum.checked_add(declaration.amount_of(record).unwrap_or_default()));
        *rows += 1;
    }
    // Cells that differ may say the same: a department by its short and by its full name.
    let mut groups: BTreeMap<Vec<Option<String>>, (Option<Money>, usize)> = BTreeMap::new();
    for (first, (sum, rows)) in raw {
        let record = records.get(first);
        let key = by.iter().map(|dimension| key(directory, declaration, record, *dimension)).collect();
        let (whole, count) = groups.entry(key).or_insert((Some(Money::ZERO), 0));
        *whole = whole.zip(sum).and_then(|(whole, sum)| whole.checked_add(sum));
        *count += rows;
    }
    let group = |(key, (sum, rows))| Group { key, rows, amount: declaration.amount.and(sum) };
    let mut groups: Vec<Group> = groups.into_iter().map(group).collect();
    groups.sort_by(|a, b| b.amount.cmp(&a.amount).then(b.rows.cmp(&a.rows)).then_with(|| a.key.cmp(&b.key)));
    Rollup { by: by.to_vec(), groups }
}

/// What a row says of a dimension; a department by its full name, a code by its name where the row has no other.
pub(super) fn key(directory: &Directory, declaration: &Declaration, record: Record<'_>, dimension: Dimension) -> Option<String> {
    let filled = |field: usize| {
        let value = record.value(field);
        (value != Value::Absent).then(|| value.canonical().into_owned())
    };
    match dimension {
        Dimension::Field(field) => {
            let text = filled(field)?;
            Some(if declaration.fields[field].kind == FieldType::Department { directory.department_name(&text).to_owned() } else { text })
        }
        Dimension::Derived(derived) => match declaration.derived[derived].level {
            Some(level) => level_entry(directory, declaration, record, &declaration.derived[derived].from, level)
                .map(|entry| format!("{} {}", entry.code, entry.name)),
            None => declaration.derived[derived].from.iter().find_map(|field| {
                let text = filled(*field)?;
                Some(match &declaration.fields[*field].kind {
                    FieldType::Code(list) => directory.codes.name(list, &text, None).map_or(text, str::to_owned),
                    _ => text,
                })
            }),
        },
    }
}

/// The code of a level that a row belongs to. A column of codes goes before one of names, which may stand in the tree more
/// than once. Absent where the tree has no such code or name.
pub(super) fn level_entry<'a>(
    directory: &'a Directory,
    declaration: &'a Declaration,
    record: Record<'_>,
    from: &[usize],
    level: i64,
) -> Option<&'a CodeEntry> {
    let list_of = |field: usize| if let FieldType::Code(list) = &declaration.fields[field].kind { Some(list) } else { None };
    let name = from.iter().find_map(|field| list_of(*field))?;
    let list = directory.codes.list(name)?;
    let codes = from.iter().filter(|field| list_of(**field).is_some());
    let names = from.iter().filter(|field| list_of(**field).is_none());
    codes.chain(names).find_map(|field| list.ancestor(record.value(*field).as_text()?, level))
}

/// Compares a period with those before it.
pub(super) fn comparisons(ledger: &Ledger, period: Period) -> Comparisons {
    let Some(total) = ledger.periods.get(&period).and_then(|table| table.total) else { return Comparisons::default() };
    let against = |other: Option<Period>| {
        let other = other?;
        let base = ledger.periods.get(&other)?.total?;
        Some(Compared { period: other, base, change: total - base })
    };
    Comparisons {
        previous: against(period.previous()),
        year_ago: against(period.year_ago()),
        year_to_date: year_sum(ledger, period).map(|sum| sum.total),
    }
}

/// The total of a period before another, or why there is none.
pub(super) fn base(ledger: &Ledger, period: Period, before: Period) -> Base {
    let first = ledger.periods.first_key_value().map(|(first, _)| *first);
    match ledger.periods.get(&before) {
        Some(table) => table.total.map_or(Base::Missing, Base::Of),
        None if first == Some(period) => Base::First,
        None if first > Some(before) => Base::NotYet,
        None => Base::Missing,
    }
}

/// The sum of a year up to and with a period; none for a ledger without periods in a year, none where nothing of the
/// year is there.
pub(super) fn year_sum(ledger: &Ledger, through: Period) -> Option<Sum> {
    let mut periods = spans::parts(Period::Year(through.year()), ledger.declaration.cycle);
    let begun = spans::begun(ledger, &periods);
    periods.retain(|period| *period <= through);
    let (there, missing): (Vec<Period>, Vec<Period>) = periods.into_iter().partition(|period| ledger.periods.contains_key(period));
    let totals: Option<Vec<Money>> = there.iter().map(|period| ledger.periods[period].total).collect();
    let total = totals.filter(|totals| !totals.is_empty()).and_then(|totals| Total::of(totals.into_iter()).sum)?;
    Some(Sum { total, missing, begun })
}
