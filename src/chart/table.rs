//! The numbers of a chart as a table.

use super::bars::Bars;
use super::measure::Measure;
use super::progress::Progress;
use super::trend::Trend;
use crate::diag::{Language, Text};
use crate::say;
use crate::view::{Html, escape};

/// The numbers of bars, in their order.
pub fn bars_table(chart: &Bars) -> Html {
    let head = [chart.key.clone(), with_unit(&number_word(&chart.measure, chart.language), &chart.measure, chart.language)];
    let rows = chart.bars.iter().map(|bar| (bar.slot.name.clone(), vec![cell(&chart.measure, bar.value)]));
    table(&chart.title, &head, rows)
}

/// The numbers of lines: a row a slot, a column a series.
pub fn trend_table(chart: &Trend) -> Html {
    let head: Vec<String> = std::iter::once(chart.key.clone())
        .chain(chart.series.iter().map(|series| with_unit(&series.name, &chart.measure, chart.language)))
        .collect();
    let columns: Vec<Vec<Option<i64>>> = chart.series.iter().map(|series| chart.values(series).collect()).collect();
    let rows = chart
        .slots
        .iter()
        .enumerate()
        .map(|(index, slot)| (slot.name.clone(), columns.iter().map(|column| cell(&chart.measure, column[index])).collect()));
    table(&chart.title, &head, rows)
}

/// The numbers of a progress: used, whole, and the two percentages.
pub fn progress_table(chart: &Progress) -> Html {
    let say = |text: Text| text.get(chart.language).to_owned();
    let percent = |percent: Option<String>| percent.map_or_else(|| "—".to_owned(), |percent| format!("{percent}%"));
    let head = [say(say!("项目", "Figure")), say(say!("数值", "Value"))];
    let money = Measure::money(chart.language);
    let rows = [
        (say(say!("已用", "Used")), money.words(chart.used.fen())),
        (say(say!("预算", "Budget")), money.words(chart.whole.fen())),
        (say(say!("已用占预算", "Used of budget")), percent(chart.used_percent())),
        (say(say!("时间已过", "Time passed")), percent(chart.time_percent())),
    ];
    table(&chart.title, &head, rows.into_iter().map(|(name, value)| (name, vec![value])))
}

/// A table folded away below its chart.
pub fn unfold(table: &Html, language: Language) -> Html {
    let words = say!("图中数据", "Figures of this chart");
    Html(format!("<details class=\"chart-data\"><summary>{}</summary>\n{}</details>\n", words.get(language), table.0))
}

fn number_word(measure: &Measure, language: Language) -> String {
    let text = if *measure == Measure::money(language) { say!("金额", "Amount") } else { say!("数值", "Value") };
    text.get(language).to_owned()
}

fn with_unit(name: &str, measure: &Measure, language: Language) -> String {
    let unit = &measure.unit;
    if unit.is_empty() {
        return name.to_owned();
    }
    say!("{name}（{unit}）", "{name} ({unit})").get(language).to_owned()
}

fn cell(measure: &Measure, value: Option<i64>) -> String {
    value.map_or_else(|| "—".to_owned(), |value| measure.number(value))
}

fn table(title: &str, head: &[String], rows: impl Iterator<Item = (String, Vec<String>)>) -> Html {
    let mut html =
        format!("<table class=\"data chart-table\">\n<caption class=\"visually-hidden\">{}</caption>\n<thead><tr>", escape(title));
    for (index, title) in head.iter().enumerate() {
        let class = if index == 0 { "" } else { " class=\"number\"" };
        html.push_str(&format!("<th scope=\"col\"{class}>{}</th>", escape(title)));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for (name, cells) in rows {
        html.push_str(&format!("<tr><th scope=\"row\">{}</th>", escape(&name)));
        for cell in cells {
            html.push_str(&format!("<td class=\"number\">{}</td>", escape(&cell)));
        }
        html.push_str("</tr>\n");
    }
    Html(html + "</tbody>\n</table>\n")
}
