//! Finds the header among the first rows, and says which column holds which field.

use std::collections::BTreeMap;

use super::header_findings as findings;
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
#[derive(Clone, Default)]
struct Title {
    shown: String,
    folded: String,
    unit: Option<Unit>,
}

/// A unit that is stated for amounts.
#[derive(Clone, PartialEq, Eq)]
enum Unit {
    Known(MoneyUnit),
    /// One that amounts cannot be counted in: 百元, 美元.
    Other(String),
}

impl Unit {
    /// The unit that a word names; `None` where it names none.
    fn of(word: &str) -> Option<Self> {
        let known = MoneyUnit::from_word(word).map(Self::Known);
        known.or_else(|| MoneyUnit::is_other(word).then(|| Self::Other(word.to_owned())))
    }
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
    /// A unit behind the title is taken off, unless the title is known with it.
    fn read(text: &str, fields: &[Field]) -> Self {
        let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = fold(text);
        let known = |folded: &str| fields.iter().any(|field| field.is_named(folded));
        match in_brackets(&folded).or_else(|| behind(&folded).filter(|(base, _)| known(base))) {
            Some((base, unit)) if known(&base) || !known(&folded) => Self { shown, folded: base, unit: Some(unit) },
            _ => Self { shown, folded, unit: None },
        }
    }
}

/// `金额(万元)`, `金额(单位:万元)`, `金额/元`; or nothing but a unit, as stands below a title.
fn in_brackets(folded: &str) -> Option<(String, Unit)> {
    let mark = |c: char| matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '/' | ':');
    let alone = MoneyUnit::from_word(folded).map(|unit| (String::new(), Unit::Known(unit)));
    alone.or_else(|| {
        folded.match_indices(mark).find_map(|(open, _)| {
            let inner = folded[open..].trim_matches(mark);
            let unit = Unit::of(inner.trim_start_matches("金额").trim_start_matches("单位").trim_start_matches(mark))?;
            Some((folded[..open].to_owned(), unit))
        })
    })
}

/// `金额万元`, `金额_元`.
fn behind(folded: &str) -> Option<(String, Unit)> {
    let units = [MoneyUnit::HundredMillion, MoneyUnit::TenThousand, MoneyUnit::Thousand, MoneyUnit::Yuan];
    units.into_iter().find_map(|unit| {
        let base = folded.strip_suffix(unit.word())?.trim_end_matches(['_', '-', ',']);
        Some((base.to_owned(), Unit::Known(unit)))
    })
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
    let copy = |title: Option<&Title>| title.cloned().unwrap_or_default();
    (0..first.len().max(second.len()))
        .map(|column| {
            let (above, below) = (copy(first.get(column)), copy(second.get(column)));
            let unit = below.unit.clone().or(above.unit);
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
    diagnostics.extend(preamble.unknown);
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
        match title.unit.as_ref().filter(|_| fields[field].kind == FieldType::Money) {
            Some(Unit::Known(unit)) => {
                let other = preamble.unit.filter(|other| other != unit);
                diagnostics.extend(other.map(|other| findings::unit_conflict(row, column, *unit, other)));
                units[field] = *unit;
            }
            Some(Unit::Other(word)) => diagnostics.push(findings::unit_unknown(row, column, word)),
            None => {}
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
    /// What is wrong with the unit.
    unknown: Option<Diagnostic>,
}

fn preamble(table: &Table, first: usize) -> Preamble {
    let mut preamble = Preamble::default();
    for row in (0..first).map(|index| table.row(index)) {
        let filled: Vec<(usize, String)> =
            row.texts().enumerate().map(|(column, text)| (column, fold(&text))).filter(|(_, text)| !text.is_empty()).collect();
        for (at, (column, folded)) in filled.iter().enumerate() {
            let next = filled.get(at + 1).map_or("", |(_, text)| text);
            match stated_unit(folded, next).filter(|_| preamble.unit.is_none()) {
                Some(Unit::Known(unit)) => preamble.unit = Some(unit),
                Some(Unit::Other(word)) => {
                    preamble.unknown = preamble.unknown.or_else(|| Some(findings::unit_unknown(row, *column, &word)))
                }
                None => {}
            }
            preamble.period = preamble.period.or_else(|| stated_period(folded));
        }
    }
    preamble
}

/// 单位：元, 金额单位:万元, （单位：人民币元）, or 单位： with the unit in the next cell; 编制单位：元谋县… names a body, not a unit.
fn stated_unit(folded: &str, next: &str) -> Option<Unit> {
    const MARK: &str = "单位:";
    let apart = folded.trim_end_matches(':').ends_with("单位").then(|| format!("{}:{next}", folded.trim_end_matches(':')));
    let text = apart.as_deref().unwrap_or(folded);
    text.match_indices(MARK).find_map(|(at, mark)| {
        let before = text[..at].chars().next_back();
        let words: String =
            text[at + mark.len()..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '¥' | '$' | '(' | ')')).collect();
        let whole = words.replace(['(', ')'], "");
        let word = words.split(['(', ')']).next().unwrap_or_default();
        let known = MoneyUnit::from_word(&whole).or_else(|| MoneyUnit::from_word(word)).map(Unit::Known);
        let names_amounts = before.is_none_or(|c| matches!(c, '额' | '量' | '币' | '价') || !c.is_alphanumeric());
        let unit = known.or_else(|| Unit::of(word).filter(|_| names_amounts))?;
        (!matches!(before, Some('制' | '报' | '表' | '位'))).then_some(unit)
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
    use super::{Unit, stated_period, stated_unit};
    use crate::value::{MoneyUnit, fold};

    #[test]
    fn units_above_the_header() {
        let known = |unit| Some(Unit::Known(unit));
        let other = |word: &str| Some(Unit::Other(word.to_owned()));
        for (text, next, unit) in [
            ("单位：元", "", known(MoneyUnit::Yuan)),
            ("金额单位：万元", "", known(MoneyUnit::TenThousand)),
            ("（单位：人民币元）", "", known(MoneyUnit::Yuan)),
            ("单位：人民币万元", "", known(MoneyUnit::TenThousand)),
            ("单位：人民币（万元）", "", known(MoneyUnit::TenThousand)),
            ("单位：万元（不含税）", "", known(MoneyUnit::TenThousand)),
            ("单位：", "万元", known(MoneyUnit::TenThousand)),
            ("金额单位", "千元", known(MoneyUnit::Thousand)),
            ("编制单位：元谋县人民检察院", "", None),
            ("编制单位", "元谋县人民检察院", None),
            ("编制单位：云岭县人民检察院　单位：万元", "", known(MoneyUnit::TenThousand)),
            ("填报单位：元", "", None),
            ("单位：云岭县人民检察院", "", None),
            ("单位：百元", "", other("百元")),
            ("金额单位：美元", "", other("美元")),
            ("单位：百万", "", other("百万")),
            ("单位：第一单元", "", None),
        ] {
            assert!(stated_unit(&fold(text), &fold(next)) == unit, "{text} {next}");
        }
    }

    #[test]
    fn periods_above_the_header() {
        assert_eq!(stated_period(&fold("云岭县人民检察院2026年9月财务支出明细表")).map(|p| p.to_string()).as_deref(), Some("2026-09"));
        assert_eq!(stated_period(&fold("支出明细表")), None);
    }
}
