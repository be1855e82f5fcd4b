//! Bars that lie: each below its name and its number, so that long names fit a narrow screen.

use super::axis::Axis;
use super::describe::describe;
use super::frame::{self, Caption};
use super::measure::Measure;
use super::slot::{Slot, text_width, wrapped};
use super::svg::{Across, Svg, WIDTH};
use crate::diag::Language;
use crate::view::{Html, escape};

/// From one bar to the next, in pixels, and what a second line of a name adds.
const ROW: i64 = 44;
const SECOND: i64 = 18;
/// Name and number of a bar share a line so wide, in hundredths of their size: 288 px at the large size of text.
const LINE: usize = 1_750;

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub slot: Slot,
    /// How long it is, in the measure's smallest parts; `None` where there is no number, which is not zero.
    pub value: Option<i64>,
}

/// A chart of bars, drawn in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// Begins every id in the chart: ASCII letters, digits and `-`, its own on the page.
    pub id: String,
    /// Title, plain text.
    pub title: String,
    /// What the bars stand for, the head of the table's first column: 费用类别.
    pub key: String,
    /// What they count.
    pub measure: Measure,
    /// The bars.
    pub bars: Vec<Bar>,
    /// Language of the words this program adds.
    pub language: Language,
}

impl Bars {
    pub(super) fn caption(&self) -> Caption<'_> {
        Caption { id: &self.id, title: &self.title, unit: &self.measure.unit, language: self.language }
    }

    pub(super) fn description(&self) -> String {
        let named: Vec<(&str, Option<i64>)> = self.bars.iter().map(|bar| (bar.slot.name.as_str(), bar.value)).collect();
        describe(&named, &self.measure).get(self.language).to_owned()
    }

    pub(super) fn axis(&self) -> Axis {
        Axis::of(self.bars.iter().filter_map(|bar| bar.value))
    }

    /// What stands for a number where there is none.
    pub(super) fn gap(&self) -> &'static str {
        match self.language {
            Language::Zh => "缺",
            Language::En => "–",
        }
    }
}

/// Bars side on: categories, departments. The longest fills the width; below zero they go left and are hatched.
pub fn bars(chart: &Bars) -> Html {
    if chart.bars.iter().all(|bar| bar.value.is_none()) {
        return frame::nothing(&chart.caption(), "bars");
    }
    let values = || chart.bars.iter().filter_map(|bar| bar.value).map(i128::from);
    let (low, high) = (values().fold(0, i128::min), values().fold(0, i128::max));
    let names: Vec<(String, Option<String>)> = chart.bars.iter().map(|bar| name(chart, bar)).collect();
    let height = names.iter().map(|(_, second)| row(second.as_ref())).sum::<i64>() - 8;
    let mut svg = frame::open(&chart.caption(), height, &chart.description());
    if low < 0 {
        frame::hatch(&mut svg, &chart.id);
    }
    let whole = (high - low).max(1);
    let zero = super::axis::share(-low, whole, WIDTH);
    let mut top = 0;
    for (bar, (first, second)) in chart.bars.iter().zip(&names) {
        words(&mut svg, chart, bar, (first, second.as_deref()), top);
        top += row(second.as_ref());
        if let Some(value) = bar.value {
            let end = super::axis::share(i128::from(value) - low, whole, WIDTH);
            rect(&mut svg, &chart.id, value < 0, (zero.min(end), (end - zero).abs()), top - 22);
        }
    }
    if low < 0 {
        let x = Across(zero);
        svg.element("line", &[("class", &"chart-zero"), ("x1", &x), ("x2", &x), ("y1", &0), ("y2", &height)]);
    }
    svg.close("svg");
    frame::figure(&chart.caption(), "bars", "", &svg.0)
}

fn row(second: Option<&String>) -> i64 {
    ROW + if second.is_some() { SECOND } else { 0 }
}

fn number(chart: &Bars, bar: &Bar) -> String {
    bar.value.map_or_else(|| chart.gap().to_owned(), |value| chart.measure.number(value))
}

fn name(chart: &Bars, bar: &Bar) -> (String, Option<String>) {
    let beside = LINE.saturating_sub(text_width(&number(chart, bar)) + 60).max(500);
    wrapped(&bar.slot.name, beside, LINE)
}

fn words(svg: &mut Svg, chart: &Bars, bar: &Bar, (first, second): (&str, Option<&str>), top: i64) {
    svg.text("text", &[("class", &"chart-name"), ("x", &0), ("y", &(top + 15))], first);
    if let Some(second) = second {
        svg.text("text", &[("class", &"chart-name"), ("x", &0), ("y", &(top + 15 + SECOND))], second);
    }
    let number = number(chart, bar);
    svg.text("text", &[("class", &"chart-number"), ("x", &"100%"), ("y", &(top + 15)), ("text-anchor", &"end")], &number);
}

fn rect(svg: &mut Svg, id: &str, negative: bool, (left, width): (i64, i64), top: i64) {
    let fill = format!("url(#{}-hatch)", escape(id));
    let (x, width) = (Across(left), Across(width));
    if negative {
        svg.element("rect", &[("class", &"chart-below"), ("x", &x), ("y", &top), ("width", &width), ("height", &12), ("fill", &fill)]);
    } else {
        svg.element("rect", &[("class", &"chart-bar"), ("x", &x), ("y", &top), ("width", &width), ("height", &12)]);
    }
}
