//! Lines over time: the last months, or this year beside last year.

use super::axis::Axis;
use super::describe::describe;
use super::frame::{self, Caption, HEIGHT, TOP};
use super::measure::Measure;
use super::slot::Slot;
use super::svg::{Across, Hundredths, Svg, WIDTH};
use crate::diag::Language;
use crate::view::{Html, escape};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Name in the key: 2026年.
    pub name: String,
    /// One number a slot, in the measure's smallest parts; `None` breaks the line. What is short of the slots is `None`.
    pub values: Vec<Option<i64>>,
}

/// One or two lines over the same slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// Begins every id in the chart: ASCII letters, digits and `-`, its own on the page.
    pub id: String,
    /// Title, plain text.
    pub title: String,
    /// What the slots are, the head of the table's first column: 月份.
    pub key: String,
    /// What the lines count.
    pub measure: Measure,
    /// Months, oldest first.
    pub slots: Vec<Slot>,
    /// The line that matters first (solid, over a tinted ground where it is alone), then what it is compared with (dashed).
    pub series: Vec<Series>,
    /// Language of the words this program adds.
    pub language: Language,
}

impl Trend {
    fn caption(&self) -> Caption<'_> {
        Caption { id: &self.id, title: &self.title, unit: &self.measure.unit, language: self.language }
    }

    /// The numbers of a series, exactly one a slot.
    pub(super) fn values<'a>(&'a self, series: &'a Series) -> impl Iterator<Item = Option<i64>> + 'a {
        (0..self.slots.len()).map(|index| series.values.get(index).copied().flatten())
    }

    fn description(&self) -> String {
        let described = self.series.iter().map(|series| {
            let named: Vec<(&str, Option<i64>)> = self.slots.iter().map(|slot| slot.name.as_str()).zip(self.values(series)).collect();
            let words = describe(&named, &self.measure);
            let words = words.get(self.language);
            if self.series.len() == 1 { words.to_owned() } else { format!("{}: {words}", series.name) }
        });
        described.collect::<Vec<_>>().join("; ")
    }
}

/// Lines over time. A month without a number is a gap in its line.
pub fn trend(chart: &Trend) -> Html {
    let known = || chart.series.iter().flat_map(|series| chart.values(series)).flatten();
    if known().next().is_none() {
        return frame::nothing(&chart.caption(), "trend");
    }
    let (axis, height) = (Axis::of(known()), frame::height(&chart.slots));
    let mut svg = frame::open(&chart.caption(), height, &chart.description());
    let drawn: Vec<Vec<Vec<Point>>> = chart.series.iter().map(|series| runs(chart, series, &axis)).collect();
    ground(&mut svg, &drawn, frame::down(&axis, 0));
    frame::lines(&mut svg, &axis);
    strokes(&mut svg, &drawn);
    // The first series lies on top.
    for (order, runs) in drawn.iter().enumerate().rev() {
        dots(&mut svg, chart, order, runs);
    }
    frame::ticks(&mut svg, &chart.slots);
    svg.close("svg");
    let scale = frame::scale(&axis, &chart.measure, height, chart.language);
    let key = if chart.series.len() > 1 { key(chart) } else { String::new() };
    frame::figure(&chart.caption(), "trend", &key, &format!("<div class=\"chart-frame\">{scale}{}</div>", svg.0))
}

/// A number and where it is drawn, in hundredths of a percent across and of a pixel down.
struct Point {
    slot: usize,
    value: i64,
    x: i64,
    y: i64,
}

/// The parts of a line between its gaps.
fn runs(chart: &Trend, series: &Series, axis: &Axis) -> Vec<Vec<Point>> {
    let count = chart.slots.len();
    let mut runs: Vec<Vec<Point>> = vec![Vec::new()];
    for (slot, value) in chart.values(series).enumerate() {
        match (value, runs.last_mut()) {
            (Some(value), Some(run)) => {
                run.push(Point { slot, value, x: frame::middle(slot, count), y: frame::down(axis, i128::from(value)) });
            }
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The ground below a line that is alone, under the lines of the scale.
fn ground(svg: &mut Svg, drawn: &[Vec<Vec<Point>>], zero: i64) {
    let [runs] = drawn else { return };
    sheet(svg);
    for run in runs.iter().filter(|run| run.len() > 1) {
        let (first, last, zero) = (run[0].x, run[run.len() - 1].x, Hundredths(zero));
        let points = format!("{first},{zero} {} {last},{zero}", points(run));
        svg.element("polygon", &[("class", &"chart-area"), ("points", &points)]);
    }
    svg.close("svg");
}

fn strokes(svg: &mut Svg, drawn: &[Vec<Vec<Point>>]) {
    sheet(svg);
    for (order, runs) in drawn.iter().enumerate().rev() {
        for run in runs.iter().filter(|run| run.len() > 1) {
            let (class, points) = (class("chart-series", order), points(run));
            svg.element("polyline", &[("class", &class), ("points", &points), ("fill", &"none"), ("vector-effect", &"non-scaling-stroke")]);
        }
    }
    svg.close("svg");
}

/// A sheet that stretches with the page, as no percentage can stand among the points of a line; strokes keep their width.
fn sheet(svg: &mut Svg) {
    let height = (TOP + HEIGHT) / 100;
    let sheet = format!("0 0 {WIDTH} {height}");
    svg.open("svg", &[("width", &"100%"), ("height", &height), ("viewBox", &sheet), ("preserveAspectRatio", &"none")]);
}

fn points(run: &[Point]) -> String {
    run.iter().map(|point| format!("{},{}", point.x, Hundredths(point.y))).collect::<Vec<_>>().join(" ")
}

/// A dot a number, which says it to a pointer that rests there; the last of the first series has its number beside it.
fn dots(svg: &mut Svg, chart: &Trend, order: usize, runs: &[Vec<Point>]) {
    let points: Vec<&Point> = runs.iter().flatten().collect();
    for point in &points {
        svg.open("circle", &[("class", &class("chart-dot", order)), ("cx", &Across(point.x)), ("cy", &Hundredths(point.y)), ("r", &3)]);
        let (slot, name) = (&chart.slots[point.slot].name, &chart.series[order].name);
        let who = if chart.series.len() > 1 { format!("{name} {slot}") } else { slot.clone() };
        svg.text("title", &[], &format!("{who} {}", chart.measure.words(point.value)));
        svg.close("circle");
    }
    if let (0, Some(last)) = (order, points.last()) {
        let value = i128::from(last.value);
        let words = chart.measure.short(value, value, chart.language);
        let anchor = if last.x > WIDTH * 3 / 4 { "end" } else { "middle" };
        let x = if anchor == "end" { Across(last.x + WIDTH / 80) } else { Across(last.x) };
        svg.text("text", &[("class", &"chart-latest"), ("x", &x), ("y", &Hundredths(last.y - 800)), ("text-anchor", &anchor)], &words);
    }
}

/// The first series has the plain class, each further one a class of its own beside it.
fn class(name: &str, order: usize) -> String {
    if order == 0 { name.to_owned() } else { format!("{name} {name}-other") }
}

/// What each line is, with a piece of it.
fn key(chart: &Trend) -> String {
    let mut svg = Svg::default();
    for (order, series) in chart.series.iter().enumerate() {
        svg.open("span", &[]);
        svg.open("svg", &[("width", &28), ("height", &10), ("aria-hidden", &true), ("focusable", &false)]);
        svg.element("line", &[("class", &class("chart-series", order)), ("x1", &0), ("x2", &28), ("y1", &5), ("y2", &5)]);
        svg.element("circle", &[("class", &class("chart-dot", order)), ("cx", &14), ("cy", &5), ("r", &3)]);
        svg.close("svg");
        svg.0.push_str(&escape(&series.name));
        svg.close("span");
    }
    svg.0
}
