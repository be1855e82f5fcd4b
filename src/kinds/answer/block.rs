//! The words behind the fence: `sql bar x=month money=amount`.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, check as code};
use crate::format::nearest;
use crate::query::{Rows, Value};
use crate::say;
use crate::source::SourceText;

/// How an answer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A table.
    Table,
    /// Bars.
    Bar,
    /// A line over time.
    Line,
    /// One figure.
    Value,
}

/// What the numbers of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// An amount in 分.
    Money,
    /// Whole things.
    Count,
    /// Percent.
    Percent,
    /// Any other number.
    Number,
}

const FORMS: [(&str, Form); 4] = [("table", Form::Table), ("bar", Form::Bar), ("line", Form::Line), ("value", Form::Value)];
const UNITS: [(&str, Unit); 4] = [("money", Unit::Money), ("count", Unit::Count), ("percent", Unit::Percent), ("number", Unit::Number)];

/// A question's words.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// How the answer is shown.
    pub form: Form,
    /// The column along a chart; the first without a unit where absent.
    pub x: Option<String>,
    /// Columns of numbers, each with its unit.
    pub units: Vec<(String, Unit)>,
    /// Where the words stand.
    place: Place,
}

/// Reads the words behind the fence.
pub(super) fn read(source: &SourceText, info: &Range<usize>) -> Result<Block, Box<Diagnostic>> {
    let words = words(source.slice(info));
    let place = |range: &Range<usize>| source.place(info.start + range.start..info.start + range.end);
    let mut words = words.into_iter().skip(1);
    let whole = source.place(info.clone());
    let (form, at) = words.next().ok_or_else(|| no_form("", whole.clone()))?;
    let form = FORMS.iter().find(|(name, _)| *name == form).map(|(_, form)| *form).ok_or_else(|| no_form(form, place(&at)))?;
    let mut block = Block { form, x: None, units: Vec::new(), place: whole };
    for (word, at) in words {
        let (key, columns) = word.split_once('=').unwrap_or((word, ""));
        let unit = UNITS.iter().find(|(name, _)| *name == key).map(|(_, unit)| *unit);
        match (key, unit) {
            _ if columns.is_empty() => return Err(bad_word(word, place(&at))),
            ("x", _) => block.x = Some(columns.to_owned()),
            (_, Some(unit)) => block.units.extend(columns.split(',').filter(|name| !name.is_empty()).map(|name| (name.to_owned(), unit))),
            _ => return Err(bad_word(word, place(&at))),
        }
    }
    Ok(block)
}

/// Words with where they stand.
fn words(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_whitespace() {
        let start = at + text[at..].find(word).expect("a word of the text");
        at = start + word.len();
        found.push((word, start..at));
    }
    found
}

impl Block {
    /// The unit of a column.
    pub(super) fn unit(&self, column: &str) -> Option<Unit> {
        self.units.iter().find(|(name, _)| name == column).map(|(_, unit)| *unit)
    }

    /// The columns that a chart draws: bars the first, lines those of its unit, as a chart has one scale. The others stand in
    /// the table below it.
    pub(super) fn drawn(&self) -> Vec<&(String, Unit)> {
        let same = |column: &&(String, Unit)| column.1 == self.units[0].1;
        let most = if self.form == Form::Line { usize::MAX } else { 1 };
        self.units.iter().filter(same).take(most).collect()
    }

    /// Whether the columns it names are there, and every column of numbers is named.
    pub(super) fn check(&self, source: &SourceText, rows: &Rows) -> Result<(), Box<Diagnostic>> {
        let named = self.units.iter().map(|(name, _)| name).chain(&self.x);
        let known: Vec<&str> = rows.columns.iter().map(String::as_str).collect();
        for name in named {
            if !known.contains(&name.as_str()) {
                return Err(no_column(name, &known, self.part(source, name)));
            }
        }
        for (at, column) in rows.columns.iter().enumerate() {
            let numeric = |row: &Vec<Value>| matches!(row[at], Value::Integer(_) | Value::Real(_));
            if self.unit(column).is_none() && self.x.as_ref() != Some(column) && rows.rows.iter().any(numeric) {
                return Err(no_unit(column, self.place.clone()));
            }
        }
        for (name, unit) in &self.units {
            let at = known.iter().position(|column| column == name).unwrap_or_default();
            if let Some(text) = rows.rows.iter().find_map(|row| row[at].as_text()) {
                return Err(no_number(name, text, self.part(source, name)));
            }
            let parts = |row: &Vec<Value>| matches!(row[at], Value::Real(real) if real.fract() != 0.0);
            if *unit == Unit::Count && rows.rows.iter().any(parts) {
                return Err(no_count(name, self.part(source, name)));
            }
        }
        let needs_numbers = self.form != Form::Table && self.units.is_empty();
        let too_many = self.form == Form::Line && self.drawn().len() > 2;
        let several = self.form == Form::Value && (rows.rows.len() > 1 || rows.columns.len() > 1);
        if needs_numbers || too_many || several {
            return Err(unfit(self.form, self.place.clone()));
        }
        Ok(())
    }

    /// The place of a word among those behind the fence.
    fn part(&self, source: &SourceText, word: &str) -> Place {
        let range = self.place.span.clone().unwrap_or(0..0);
        match source.slice(&range).rfind(word) {
            Some(at) => source.place(range.start + at..range.start + at + word.len()),
            None => self.place.clone(),
        }
    }
}

fn no_form(read: &str, place: Place) -> Box<Diagnostic> {
    let forms = FORMS.map(|(name, _)| name);
    let near = nearest(read, &forms).unwrap_or("table");
    let message = say!("sql 后面要写怎样显示，读到的是“{read}”", "behind sql stands how to show the answer, not “{read}”");
    let help = say!("写 table、bar、line 或 value，例如 ```sql {near}", "write table, bar, line or value, as in ```sql {near}");
    Box::new(Diagnostic::error(code::SQL, message).at(place).help(help))
}

fn bad_word(word: &str, place: Place) -> Box<Diagnostic> {
    let message = say!("看不懂“{word}”", "“{word}” is not understood");
    let help = say!(
        "写 x=列 或 money=列、count=列、percent=列、number=列；几列用逗号隔开，中间不空格",
        "write x=column, or money=, count=, percent=, number= with columns, parted by commas without blanks"
    );
    Box::new(Diagnostic::error(code::SQL, message).at(place).help(help))
}

fn no_column(name: &str, known: &[&str], place: Place) -> Box<Diagnostic> {
    let (zh, en) = (known.join("、"), known.join(", "));
    let message = say!("查询结果里没有列“{name}”", "the answer has no column {name}");
    let help = match nearest(name, known) {
        Some(near) => say!("是不是 {near}？有：{zh}", "did you mean {near}? There are: {en}"),
        None => say!("有：{zh}", "there are: {en}"),
    };
    Box::new(Diagnostic::error(code::UNKNOWN_FIELD, message).at(place).help(help))
}

fn no_number(column: &str, text: &str, place: Place) -> Box<Diagnostic> {
    let message = say!("列“{column}”是文字（{text}），不是数字", "the column {column} holds text ({text}), and no number");
    let help = say!("单位只给数字列写；文字列请从这里删去", "only numbers have a unit: leave the column out here");
    Box::new(Diagnostic::error(code::UNDECLARED_UNIT, message).at(place).help(help))
}

fn no_count(column: &str, place: Place) -> Box<Diagnostic> {
    let message = say!("列“{column}”有小数，不是个数", "the column {column} has decimals, and is no count");
    let help = say!("有小数的数写 number={column}", "write number={column} for a number with decimals");
    Box::new(Diagnostic::error(code::UNDECLARED_UNIT, message).at(place).help(help))
}

fn no_unit(column: &str, place: Place) -> Box<Diagnostic> {
    let message = say!("列“{column}”是数字，没有写明单位", "the column {column} holds numbers and says no unit");
    let help = say!(
        "金额写 money={column}（以分计，显示为元），个数写 count={column}，百分数写 percent={column}，其他写 number={column}",
        "write money={column} for an amount in 分, count={column}, percent={column} or number={column}"
    );
    Box::new(Diagnostic::error(code::UNDECLARED_UNIT, message).at(place).help(help))
}

fn unfit(form: Form, place: Place) -> Box<Diagnostic> {
    let (message, help) = match form {
        Form::Value => (
            say!("value 只显示一个数，查询结果却不止一个", "value shows one number, and the answer has more"),
            say!(
                "请只查一列一行，如 SELECT SUM(amount) AS total FROM spending",
                "select one column and one row: SELECT SUM(amount) AS total FROM spending"
            ),
        ),
        Form::Line => (
            say!("line 最多画两条线", "a line chart has at most two lines"),
            say!("请写一列或两列，如 money=amount", "name one column or two, as in money=amount"),
        ),
        _ => (
            say!("图要写明画哪一列", "a chart must say which column it draws"),
            say!("例如 money=amount 或 count=n", "for example money=amount or count=n"),
        ),
    };
    Box::new(Diagnostic::error(code::SQL, message).at(place).help(help))
}
