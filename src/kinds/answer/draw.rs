//! An answer as markup.

use std::fmt::Write;

use super::block::{Block, Form, Unit};
use crate::chart::{Bar, Bars, Measure, Series, Slot, Trend, bars, bars_table, columns, trend, trend_table, unfold};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::query::{Database, Rows, Value};
use crate::say;
use crate::value::Period;
use crate::view::{Html, escape};

/// Draws an answer; `id` begins the ids in it.
pub(super) fn draw(corpus: &Corpus, database: &Database, block: &Block, rows: &Rows, id: &str) -> Html {
    let pen = Pen { database, block, rows, id, language: corpus.shared.site.language };
    match block.form {
        Form::Table => pen.table(),
        Form::Value => pen.value(),
        Form::Bar => pen.bars(),
        Form::Line => pen.line(),
    }
}

struct Pen<'a> {
    database: &'a Database,
    block: &'a Block,
    rows: &'a Rows,
    id: &'a str,
    language: Language,
}

impl Pen<'_> {
    fn table(&self) -> Html {
        if self.rows.rows.is_empty() {
            let words = if self.language == Language::Zh { "没有符合条件的记录。" } else { "Nothing fits." };
            return Html(format!("<p class=\"answer empty\">{words}</p>\n"));
        }
        let label = self.rows.columns.iter().map(|column| self.title(column)).collect::<Vec<_>>().join("、");
        let mut html = format!(
            "<div class=\"table-wrap answer\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table class=\"data\">\n<thead><tr>",
            escape(&label)
        );
        for column in &self.rows.columns {
            let unit = if self.block.unit(column) == Some(Unit::Money) { "（元）" } else { "" };
            let _ = write!(html, "<th scope=\"col\"{}>{}{unit}</th>", self.class(column), escape(&self.title(column)));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for row in &self.rows.rows {
            html.push_str("<tr>");
            for (column, value) in self.rows.columns.iter().zip(row) {
                let _ = write!(html, "<td{}>{}</td>", self.class(column), escape(&self.cell(column, value)));
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody></table></div>\n");
        Html(html)
    }

    fn class(&self, column: &str) -> &'static str {
        match self.block.unit(column) {
            Some(Unit::Money) => " class=\"money\"",
            Some(_) => " class=\"number\"",
            None => "",
        }
    }

    /// The declared title of a column that is a field of a table that is read; else its name.
    fn title(&self, column: &str) -> String {
        let shapes = self.rows.reads.keys().filter_map(|table| self.database.shape(table));
        let titled = shapes.flat_map(|shape| &shape.columns).find(|known| known.name == column).map(|known| known.title.clone());
        titled.unwrap_or_else(|| match (column, self.language) {
            ("_period", Language::Zh) => "期间".to_owned(),
            ("_row", Language::Zh) => "行号".to_owned(),
            _ => column.to_owned(),
        })
    }

    fn cell(&self, column: &str, value: &Value) -> String {
        let measure = self.block.unit(column).map(|unit| measure(unit, self.language));
        match (value, measure, self.block.unit(column)) {
            (Value::Null, ..) => String::new(),
            (Value::Text(text), ..) => text.clone(),
            (_, Some(_), Some(Unit::Number)) => plain(value),
            (_, Some(measure), Some(unit)) => {
                let number = parts(value, unit).map_or_else(String::new, |parts| measure.number(parts));
                if unit == Unit::Percent { format!("{number}%") } else { number }
            }
            _ => plain(value),
        }
    }

    fn value(&self) -> Html {
        let column = &self.rows.columns[0];
        let value = self.rows.rows.first().map_or(&Value::Null, |row| &row[0]);
        let shown = if value.is_null() { "—".to_owned() } else { self.cell(column, value) };
        let money = self.block.unit(column) == Some(Unit::Money) && !value.is_null();
        let unit = if money { format!(" <span class=\"unit\">{}</span>", Measure::money(self.language).unit) } else { String::new() };
        Html(format!(
            "<p class=\"answer figure\"><span class=\"label\">{}</span> <span class=\"amount\">{}</span>{unit}</p>\n",
            escape(&self.title(column)),
            escape(&shown)
        ))
    }

    /// The column along the chart.
    fn along(&self) -> usize {
        let stated = self.block.x.as_ref().and_then(|x| self.rows.columns.iter().position(|column| column == x));
        stated.or_else(|| self.rows.columns.iter().position(|column| self.block.unit(column).is_none())).unwrap_or_default()
    }

    fn slots(&self) -> Vec<Slot> {
        let along = self.along();
        let slot = |row: &Vec<Value>| {
            let words = match &row[along] {
                Value::Null => say!("（未填）", "(blank)").get(self.language).to_owned(),
                value => plain(value),
            };
            match Period::parse_name(&words) {
                Some((period, "")) => Slot::period(period, self.language),
                _ => Slot::named(&words),
            }
        };
        self.rows.rows.iter().map(slot).collect()
    }

    fn values(&self, column: &str, unit: Unit) -> Vec<Option<i64>> {
        let at = self.rows.columns.iter().position(|known| known == column).unwrap_or_default();
        self.rows.rows.iter().map(|row| parts(&row[at], unit)).collect()
    }

    fn heading(&self) -> String {
        let names: Vec<String> = self.block.drawn().iter().map(|(column, _)| self.title(column)).collect();
        let names = names.join("、");
        let along = self.title(&self.rows.columns[self.along()]);
        if self.language == Language::Zh { format!("各{along}{names}") } else { format!("{names} by {along}") }
    }

    fn bars(&self) -> Html {
        let (column, unit) = &self.block.units[0];
        let slots = self.slots();
        let over_time = !slots.is_empty() && slots.iter().all(|slot| !slot.group.is_empty());
        let values = self.values(column, *unit);
        let chart = Bars {
            id: self.id.to_owned(),
            title: self.heading(),
            key: self.title(&self.rows.columns[self.along()]),
            measure: measure(*unit, self.language),
            bars: slots.into_iter().zip(values).map(|(slot, value)| Bar { slot, value }).collect(),
            language: self.language,
        };
        let drawing = if over_time { columns(&chart) } else { bars(&chart) };
        self.figure(&drawing, bars_table(&chart))
    }

    fn line(&self) -> Html {
        let drawn = self.block.drawn();
        let series = drawn.iter().map(|(column, unit)| Series { name: self.title(column), values: self.values(column, *unit) });
        let chart = Trend {
            id: self.id.to_owned(),
            title: self.heading(),
            key: self.title(&self.rows.columns[self.along()]),
            measure: measure(self.block.units[0].1, self.language),
            slots: self.slots(),
            series: series.collect(),
            language: self.language,
        };
        self.figure(&trend(&chart), trend_table(&chart))
    }

    /// A chart with its numbers below it: `table`, or the whole answer where it has further columns of numbers.
    fn figure(&self, drawing: &Html, table: Html) -> Html {
        let table = if self.block.drawn().len() < self.block.units.len() { self.table() } else { table };
        Html(format!("<div class=\"answer chart-block\">\n{}{}</div>\n", drawing.0, unfold(&table, self.language).0))
    }
}

fn measure(unit: Unit, language: Language) -> Measure {
    match unit {
        Unit::Money => Measure::money(language),
        Unit::Count => Measure { unit: String::new(), places: 0 },
        Unit::Percent => Measure::percent(),
        Unit::Number => Measure { unit: String::new(), places: 2 },
    }
}

/// A number in the smallest parts of its measure: 分, ones, tenths of a percent, hundredths.
fn parts(value: &Value, unit: Unit) -> Option<i64> {
    let scale = match unit {
        Unit::Money | Unit::Count => 1,
        Unit::Percent => 10,
        Unit::Number => 100,
    };
    match value {
        Value::Integer(integer) => integer.checked_mul(scale),
        Value::Real(real) => scaled(*real, scale),
        Value::Null | Value::Text(_) => None,
    }
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a computed number, rounded once to what is shown"
)]
fn scaled(real: f64, scale: i64) -> Option<i64> {
    let scaled = (real * scale as f64).round();
    (scaled.abs() < 9.0e18).then_some(scaled as i64)
}

/// A cell as it is.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(integer) => integer.to_string(),
        Value::Real(real) => match format!("{real:.2}").trim_end_matches('0').trim_end_matches('.') {
            "-0" => "0".to_owned(),
            number => number.to_owned(),
        },
        Value::Text(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{parts, plain};
    use crate::kinds::answer::block::Unit;
    use crate::query::Value;

    #[test]
    fn numbers_in_the_parts_of_their_measure() {
        for (value, unit, wanted) in [
            (Value::Integer(12_345), Unit::Money, Some(12_345)),
            (Value::Real(12_345.5), Unit::Money, Some(12_346)),
            (Value::Real(12.34), Unit::Percent, Some(123)),
            (Value::Integer(7), Unit::Count, Some(7)),
            (Value::Real(-1.005), Unit::Number, Some(-100)),
            (Value::Integer(i64::MAX), Unit::Percent, None),
            (Value::Real(1e300), Unit::Number, None),
            (Value::Null, Unit::Money, None),
            (Value::Text("x".into()), Unit::Count, None),
        ] {
            assert_eq!(parts(&value, unit), wanted, "{value:?}");
        }
        let shown =
            [Value::Real(1.5), Value::Real(2.0), Value::Integer(-3), Value::Real(-0.001), Value::Real(100.0)].map(|value| plain(&value));
        assert_eq!(shown, ["1.5", "2", "-3", "0", "100"]);
    }
}
