//! Finds the header among the first rows, and says which column holds which field.

use std::collections::BTreeMap;

use super::findings;
use super::{Field, FieldType};
use crate::diag::{Checked, Diagnostic};
use crate::format::table::{Row, Table};
use crate::value::{MoneyUnit, Period, fold};

/// Rows looked at for a header.
const SEARCHED: usize = 30;

/// A matched header.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// Index of the first row of data.
    pub(super) data: usize,
    /// For each field, its column.
    pub(super) columns: Vec<Option<usize>>,
    /// Titles as they stand, by column.
    pub(super) titles: Vec<String>,
    /// For each field, the unit of its amounts.
    pub(super) units: Vec<MoneyUnit>,
    /// How many columns the header spans.
    pub(super) width: usize,
    /// The period the rows above the header name.
    pub(super) period: Option<Period>,
}

/// A header's text taken apart: `金额（万元）` is 金额 and 万元.
struct Title {
    shown: String,
    folded: String,
    unit: Option<MoneyUnit>,
}

/// How many columns the rows that are looked at for a header fill.
pub(super) fn widest(table: &Table) -> usize {
    let filled = |row: Row<'_>| (0..row.len()).rev().find(|column| !row.text(*column).is_empty()).map_or(0, |column| column + 1);
    (0..table.len().min(SEARCHED)).map(|index| filled(table.row(index))).max().unwrap_or(0)
}

/// Finds and matches the header. `None` when there is none that can be used; all that is wrong with it is told.
pub(super) fn find(table: &Table, fields: &[Field], default_unit: MoneyUnit) -> Checked<Option<Header>> {
    let searched: Vec<Vec<Title>> = (0..table.len().min(SEARCHED)).map(|index| titles(table.row(index), fields)).collect();
    let Some((first, height)) = locate(&searched, fields) else {
        return Checked::new(None, vec![findings::header_unknown(table, fields)]);
    };
    let titles = if height == 2 {
        join(&searched[first], &searched[first + 1], fields)
    } else {
        searched.into_iter().nth(first).expect("located among these")
    };
    match_columns(table, fields, first, height, titles, default_unit)
}

fn titles(row: Row<'_>, fields: &[Field]) -> Vec<Title> {
    row.texts().map(|text| Title::read(&text, fields)).collect()
}

impl Title {
    /// A unit in brackets behind the title is taken off, unless the title is known with it.
    fn read(text: &str, fields: &[Field]) -> Self {
        let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = fold(text);
        let known = |folded: &str| fields.iter().any(|field| field.is_named(folded));
        let without = || {
            let open = folded.rfind(['(', '[', '/', ':'])?;
            let inner = folded[open + 1..].trim_end_matches([')', ']']);
            let unit = MoneyUnit::from_word(inner.trim_start_matches("单位:"))?;
            Some((folded[..open].to_owned(), unit))
        };
        match without() {
            Some((base, unit)) if known(&base) || !known(&folded) => Self { shown, folded: base, unit: Some(unit) },
            _ => Self { shown, folded, unit: None },
        }
    }
}

fn recognised(titles: &[Title], fields: &[Field]) -> usize {
    fields.iter().filter(|field| titles.iter().any(|title| field.is_named(&title.folded))).count()
}

/// The row (and whether the next joins it) that is a header: at least two fields, and three in five of its filled cells, are known.
fn locate(rows: &[Vec<Title>], fields: &[Field]) -> Option<(usize, usize)> {
    let fits = |titles: &[Title]| {
        let filled = titles.iter().filter(|title| !title.folded.is_empty()).count();
        let known =
            titles.iter().filter(|title| !title.folded.is_empty() && fields.iter().any(|field| field.is_named(&title.folded))).count();
        let fields = recognised(titles, fields);
        (fields >= 2 && known * 10 >= filled * 6).then_some(fields)
    };
    for (index, row) in rows.iter().enumerate() {
        let single = fits(row);
        let pair = rows.get(index + 1).and_then(|next| {
            let joined = fits(&join(row, next, fields))?;
            (joined > recognised(row, fields) && joined > recognised(next, fields)).then_some(joined)
        });
        let units_below = rows.get(index + 1).is_some_and(|next| holds_units_only(next));
        match (single, pair) {
            (Some(_), None) if units_below => return Some((index, 2)),
            (_, Some(_)) => return Some((index, 2)),
            (Some(_), None) => return Some((index, 1)),
            (None, None) => {}
        }
    }
    None
}

/// Whether a row says nothing but the unit of the amounts below: （万元）.
fn holds_units_only(titles: &[Title]) -> bool {
    titles.iter().any(|title| title.unit.is_some()) && titles.iter().all(|title| title.folded.is_empty())
}

/// A header of two rows: where the first says nothing of its own the second does, and the other way round. Where both
/// say something, the upper one may be a heading over several columns: then the lower one alone is the title.
fn join(first: &[Title], second: &[Title], fields: &[Field]) -> Vec<Title> {
    let known = |folded: &str| fields.iter().any(|field| field.is_named(folded));
    let blank = || Title { shown: String::new(), folded: String::new(), unit: None };
    let copy = |title: Option<&Title>| {
        title.map_or_else(blank, |title| Title { shown: title.shown.clone(), folded: title.folded.clone(), unit: title.unit })
    };
    (0..first.len().max(second.len()))
        .map(|column| {
            let (above, below) = (copy(first.get(column)), copy(second.get(column)));
            let unit = below.unit.or(above.unit);
            let folded = format!("{}{}", above.folded, below.folded);
            let folded = if known(&folded) || !known(&below.folded) { folded } else { below.folded };
            Title { shown: above.shown + &below.shown, folded, unit }
        })
        .collect()
}

fn match_columns(
    table: &Table,
    fields: &[Field],
    first: usize,
    height: usize,
    titles: Vec<Title>,
    default_unit: MoneyUnit,
) -> Checked<Option<Header>> {
    let mut diagnostics = Vec::new();
    let row = table.row(first + height - 1);
    let width = width(table, first + height, &titles);
    let preamble = preamble(table, first);
    let mut columns: Vec<Option<usize>> = vec![None; fields.len()];
    let mut units = vec![preamble.unit.unwrap_or(default_unit); fields.len()];
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (column, title) in titles.iter().enumerate().take(width) {
        if title.folded.is_empty() {
            if has_data(table, first + height, column) {
                diagnostics.push(findings::header_empty(row, column));
            }
            continue;
        }
        let field = fields.iter().position(|field| field.is_named(&title.folded));
        let earlier = field.and_then(|field| columns[field]).or_else(|| seen.get(title.folded.as_str()).copied());
        seen.entry(&title.folded).or_insert(column);
        if let Some(earlier) = earlier {
            diagnostics.push(findings::duplicate_column(
                row,
                column,
                earlier,
                &title.shown,
                field.map(|field| fields[field].title.as_str()),
            ));
            continue;
        }
        let Some(field) = field else {
            diagnostics.push(findings::column_unknown(row, column, &title.shown, fields));
            continue;
        };
        columns[field] = Some(column);
        if let Some(unit) = title.unit.filter(|_| fields[field].kind == FieldType::Money) {
            if let Some(other) = preamble.unit.filter(|other| *other != unit) {
                diagnostics.push(findings::unit_conflict(row, column, unit, other));
            }
            units[field] = unit;
        }
    }
    diagnostics.extend(missing_columns(row, fields, &columns));
    let shown = titles.into_iter().map(|title| title.shown).collect();
    let usable = !crate::diag::has_errors(&diagnostics);
    let header = Header { data: first + height, columns, titles: shown, units, width, period: preamble.period };
    Checked::new(usable.then_some(header), diagnostics)
}

fn missing_columns(row: Row<'_>, fields: &[Field], columns: &[Option<usize>]) -> Vec<Diagnostic> {
    fields
        .iter()
        .zip(columns)
        .filter(|(field, column)| field.required && column.is_none())
        .map(|(field, _)| findings::column_missing(row, field))
        .collect()
}

/// Columns up to the last titled or filled one: what stands beyond is litter of the export.
fn width(table: &Table, data: usize, titles: &[Title]) -> usize {
    let titled = titles.iter().rposition(|title| !title.folded.is_empty()).map_or(0, |column| column + 1);
    let filled = (titled..titles.len()).rev().find(|column| has_data(table, data, *column)).map_or(0, |column| column + 1);
    titled.max(filled)
}

fn has_data(table: &Table, data: usize, column: usize) -> bool {
    (data..table.len()).any(|index| !table.row(index).text(column).is_empty())
}

/// What the rows above the header say of the whole table.
#[derive(Default)]
struct Preamble {
    unit: Option<MoneyUnit>,
    period: Option<Period>,
}

fn preamble(table: &Table, first: usize) -> Preamble {
    let mut preamble = Preamble::default();
    for text in (0..first).flat_map(|index| table.row(index).texts().map(|text| text.into_owned()).collect::<Vec<_>>()) {
        let folded = fold(&text);
        preamble.unit = preamble.unit.or_else(|| stated_unit(&folded));
        preamble.period = preamble.period.or_else(|| stated_period(&folded));
    }
    preamble
}

/// 单位：元, 金额单位:万元, （单位：人民币元）; 编制单位：元谋县… names a body, not a unit.
fn stated_unit(folded: &str) -> Option<MoneyUnit> {
    folded.match_indices("单位:").find_map(|(at, mark)| {
        let before = folded[..at].chars().next_back();
        let word: String = folded[at + mark.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '¥').collect();
        let named = MoneyUnit::from_word(&word)?;
        (!matches!(before, Some('制' | '报' | '表' | '位'))).then_some(named)
    })
}

/// The month a title names: 2026年9月财务支出明细表.
fn stated_period(folded: &str) -> Option<Period> {
    let start = folded.find(|c: char| c.is_ascii_digit())?;
    Period::parse_name(&folded[start..])
        .map(|(period, _)| period)
        .filter(|period| matches!(period, Period::Month(..) | Period::Quarter(..)))
}

#[cfg(test)]
mod tests {
    use super::{stated_period, stated_unit};
    use crate::value::{MoneyUnit, fold};

    #[test]
    fn units_above_the_header() {
        for (text, unit) in [
            ("单位：元", Some(MoneyUnit::Yuan)),
            ("金额单位：万元", Some(MoneyUnit::TenThousand)),
            ("（单位：人民币元）", Some(MoneyUnit::Yuan)),
            ("编制单位：元谋县人民检察院", None),
            ("编制单位：云岭县人民检察院　单位：万元", Some(MoneyUnit::TenThousand)),
            ("填报单位：元", None),
        ] {
            assert_eq!(stated_unit(&fold(text)), unit, "{text}");
        }
    }

    #[test]
    fn periods_above_the_header() {
        assert_eq!(stated_period(&fold("云岭县人民检察院2026年9月财务支出明细表")).map(|p| p.to_string()).as_deref(), Some("2026-09"));
        assert_eq!(stated_period(&fold("支出明细表")), None);
    }
}
