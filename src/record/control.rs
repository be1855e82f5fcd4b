//! Control rows: 合计, 小计, 制表人… They are never data; what they state is held against the rows.

use std::borrow::Cow;

use super::findings::{self, At};
use super::{Field, FieldType};
use crate::diag::Diagnostic;
use crate::format::table::Row;
use crate::value::{Money, MoneyUnit, fold, parse_money};

/// What kind of control row it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Control {
    /// 小计: the rows since the last control row. With the label as it stands.
    Subtotal(String),
    /// 合计, 总计, 共计: all rows; of several the last, the others the rows before them.
    Total(String),
    /// 累计: more than this file, compared with nothing here.
    Cumulative,
    /// 以下空白, 制表人, 审核人, 填表人, 注.
    Words,
}

const TOTALS: [&str; 3] = ["合计", "总计", "共计"];
const WORDS: [&str; 8] = ["以下空白", "制表", "审核人", "复核人", "填表人", "注:", "备注:", "说明:"];

/// Whether a row that lacks a required cell is a control row.
pub(super) fn recognise(texts: &[Cow<'_, str>]) -> Option<Control> {
    let filled = || texts.iter().filter(|text| !text.is_empty());
    let first = fold(filled().next()?);
    let first = first.trim_start_matches(['(', '[', '-', '—', '=']);
    if WORDS.iter().any(|word| first.starts_with(word)) {
        return Some(Control::Words);
    }
    filled().find_map(|text| total(text))
}

/// What may stand behind the word: 合计（元）, 合计人民币, 合计金额.
const BEHIND: [&str; 8] = ["人民币", "万元", "千元", "元", "金额", "数额", "数", "(大写)"];

/// A label as it is compared: without marks around it, and without what is counted.
fn label(folded: &str) -> &str {
    let bare = |text: &str| text.trim_matches([':', '(', ')', '[', ']', '=']).len();
    let mut label = folded.trim_start_matches([':', '(', ')', '[', ']', '=']);
    loop {
        let shorter = label.trim_end_matches([':', '(', ')', '[', ']', '=']);
        let shorter = BEHIND.iter().find_map(|word| shorter.strip_suffix(word)).unwrap_or(shorter);
        if shorter.len() == label.len() || bare(shorter) == 0 {
            return label;
        }
        label = shorter;
    }
}

/// Whether a text is nothing but a word for a total: 合计, 本年累计, 合计（元）.
pub(super) fn is_total_word(text: &str) -> bool {
    let folded = fold(text);
    let label = label(&folded);
    let spans = ["本年", "本月", "本季", "本期", "本页", "全年"];
    let label = spans.iter().find_map(|span| label.strip_prefix(span)).unwrap_or(label);
    TOTALS.contains(&label) || matches!(label, "小计" | "累计" | "total" | "grandtotal" | "subtotal")
}

/// What a text says of a total, where it does: 合计, 食堂小计.
pub(super) fn total(text: &str) -> Option<Control> {
    let folded = fold(text);
    let label = label(&folded);
    let named = |words: &[&str]| words.iter().any(|word| label.ends_with(word));
    let shown = text.trim_end_matches([':', '：']).split_whitespace().collect::<String>();
    if named(&["小计"]) || matches!(label, "subtotal" | "sub-total") {
        Some(Control::Subtotal(shown))
    } else if named(&["累计"]) {
        Some(Control::Cumulative)
    } else if named(&TOTALS) || matches!(label, "total" | "grandtotal" | "totals" | "sum") {
        Some(Control::Total(shown))
    } else {
        None
    }
}

/// Adds up the money columns and holds control rows against them.
pub(super) struct Reconciliation<'a> {
    columns: Vec<Column<'a>>,
    /// Rows since the last control row, and since the beginning.
    counts: (i64, i64),
    /// Whether a row since the last control row, or any row, was refused: then its sum proves nothing.
    refused: (bool, bool),
    /// The last 合计: rows may follow it that it covers too.
    total: Option<Stated<'a>>,
}

/// A 合计 row, and what the rows before it come to.
struct Stated<'a> {
    row: Row<'a>,
    label: String,
    count: i64,
    refused: bool,
    sums: Vec<Money>,
}

struct Column<'a> {
    field: usize,
    column: usize,
    title: &'a str,
    unit: MoneyUnit,
    since: Money,
    all: Money,
    /// Most decimals an amount of the column was written with.
    decimals: u32,
}

impl<'a> Reconciliation<'a> {
    /// For the money columns among the fields.
    pub(super) fn new(fields: &[Field], columns: &[Option<usize>], titles: &'a [String], units: &[MoneyUnit]) -> Self {
        let money = fields.iter().enumerate().filter(|(_, field)| field.kind == FieldType::Money);
        let columns = money.filter_map(|(field, _)| {
            let column = columns[field]?;
            Some(Column { field, column, title: &titles[column], unit: units[field], since: Money::ZERO, all: Money::ZERO, decimals: 0 })
        });
        Self { columns: columns.collect(), counts: (0, 0), refused: (false, false), total: None }
    }

    /// Takes in a row of data: its amount in a field, and how it was written.
    pub(super) fn row(&mut self, texts: &[Cow<'_, str>], amount: impl Fn(usize) -> Option<Money>) {
        self.counts = (self.counts.0 + 1, self.counts.1 + 1);
        for column in &mut self.columns {
            if let Some(amount) = amount(column.field) {
                column.since += amount;
                column.all += amount;
                if column.unit != MoneyUnit::Yuan {
                    column.decimals = column.decimals.max(decimals(&texts[column.column]));
                }
            }
        }
    }

    /// Notes that a row was refused.
    pub(super) fn refuse(&mut self) {
        self.refused = (true, true);
    }

    /// Holds a control row against the sums.
    pub(super) fn control(&mut self, row: Row<'a>, control: &Control) -> Vec<Diagnostic> {
        let diagnostics = match control {
            Control::Subtotal(label) => {
                let sums = self.columns.iter().map(|column| column.since).collect();
                self.compare(&Stated { row, label: label.clone(), count: self.counts.0, refused: self.refused.0, sums })
            }
            // 食堂合计 of some of the rows is a 小计 by its figures.
            Control::Total(label) if !is_total_word(label) && self.adds_up(row) => Vec::new(),
            Control::Total(label) => {
                let now = self.all(row, label.clone());
                self.total.replace(now).filter(|before| before.count > 0).map_or_else(Vec::new, |before| self.compare(&before))
            }
            Control::Cumulative | Control::Words => return Vec::new(),
        };
        for column in &mut self.columns {
            column.since = Money::ZERO;
        }
        self.counts.0 = 0;
        self.refused.0 = false;
        diagnostics
    }

    /// Whether a row states what the rows since the last control row come to, two of them at least: 食堂小计 is a total then,
    /// and otherwise as good a name of an item as 网费合计.
    pub(super) fn adds_up(&self, row: Row<'a>) -> bool {
        let stated = |column: &Column<'_>| parse_money(&row.text(column.column), column.unit).ok().flatten();
        let mut stating = self.columns.iter().filter_map(|column| Some((stated(column)?, column.since))).peekable();
        self.counts.0 > 1 && !self.refused.0 && stating.peek().is_some() && stating.all(|(stated, since)| stated == since)
    }

    /// Holds the last 合计 against all rows, those behind it included.
    pub(super) fn finish(&mut self) -> Vec<Diagnostic> {
        let last = self.total.take().map(|stated| self.all(stated.row, stated.label));
        last.map_or_else(Vec::new, |stated| self.compare(&stated))
    }

    fn all(&self, row: Row<'a>, label: String) -> Stated<'a> {
        Stated { row, label, count: self.counts.1, refused: self.refused.1, sums: self.columns.iter().map(|column| column.all).collect() }
    }

    fn compare(&self, stated: &Stated<'a>) -> Vec<Diagnostic> {
        let Stated { row, label, count, refused, sums } = stated;
        let mut diagnostics = Vec::new();
        for (column, computed) in self.columns.iter().zip(sums) {
            let at = At { row: *row, column: column.column, title: column.title };
            match parse_money(&row.text(column.column), column.unit) {
                Ok(Some(amount)) if !refused => diagnostics.extend(column.compare(at, label, amount, *computed, *count)),
                Ok(_) => {}
                Err(error) => diagnostics.push(findings::amount(at, error)),
            }
        }
        diagnostics
    }
}

impl Column<'_> {
    /// A total of rounded amounts may be off by half of the last place for each of them and itself.
    fn compare(&self, at: At<'_>, label: &str, stated: Money, computed: Money, count: i64) -> Option<Diagnostic> {
        if stated == computed {
            return None;
        }
        let difference = stated - computed;
        let text = at.row.text(at.column);
        let places = self.decimals.max(decimals(&text));
        // Amounts in 元 are not rounded.
        let rounded = Some(own_unit(&text).unwrap_or(self.unit)).filter(|unit| *unit != MoneyUnit::Yuan);
        let unit = rounded.and_then(|unit| unit.fen().checked_div(10_i64.checked_pow(places)?)).filter(|unit| *unit > 1);
        let tolerance = unit.map_or(0, |unit| (count + 1).saturating_mul(unit) / 2);
        Some(if difference.abs().fen() <= tolerance {
            findings::total_rounded(at, label, difference)
        } else {
            findings::total_mismatch(at, label, stated, computed)
        })
    }
}

/// The unit a cell names behind its digits: 3.58万元.
fn own_unit(text: &str) -> Option<MoneyUnit> {
    let folded = fold(text);
    let digits = folded.rfind(|c: char| c.is_ascii_digit())?;
    MoneyUnit::from_word(&folded[digits + 1..])
}

/// How many decimals a number is written with.
fn decimals(text: &str) -> u32 {
    let folded = fold(text);
    let fraction = folded.split_once('.').map_or("", |(_, fraction)| fraction);
    fraction.bytes().take_while(u8::is_ascii_digit).count().try_into().unwrap_or(0)
}
