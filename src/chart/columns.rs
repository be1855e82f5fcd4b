//! Bars that stand: months along the foot, a scale at the side.

use super::bars::{Bar, Bars};
use super::frame;
use super::slot::Slot;
use super::svg::{Across, Hundredths, Svg};
use crate::view::{Html, escape};

/// Bars that stand, in the order of time. A month without a number is a gap with a mark, zero is no bar at all.
pub fn columns(chart: &Bars) -> Html {
    let slots: Vec<Slot> = chart.bars.iter().map(|bar| bar.slot.clone()).collect();
    if chart.bars.iter().all(|bar| bar.value.is_none()) {
        return frame::nothing(&chart.caption(), "columns");
    }
    let (axis, height) = (chart.axis(), frame::height(&slots));
    let mut svg = frame::open(&chart.caption(), height, &chart.description());
    if chart.bars.iter().any(|bar| bar.value.is_some_and(|value| value < 0)) {
        frame::hatch(&mut svg, &chart.id);
    }
    frame::lines(&mut svg, &axis);
    let zero = frame::down(&axis, 0);
    for (index, bar) in chart.bars.iter().enumerate() {
        match bar.value {
            Some(value) => column(&mut svg, chart, bar, (index, frame::down(&axis, i128::from(value)), zero)),
            None => {
                let x = Across(frame::middle(index, slots.len()));
                svg.text(
                    "text",
                    &[("class", &"chart-gap"), ("x", &x), ("y", &Hundredths(zero - 500)), ("text-anchor", &"middle")],
                    chart.gap(),
                );
            }
        }
    }
    let y = Hundredths(zero);
    svg.element("line", &[("class", &"chart-zero"), ("x1", &0), ("x2", &"100%"), ("y1", &y), ("y2", &y)]);
    frame::ticks(&mut svg, &slots);
    svg.close("svg");
    let scale = frame::scale(&axis, &chart.measure, height, chart.language);
    frame::figure(&chart.caption(), "columns", "", &format!("<div class=\"chart-frame\">{scale}{}</div>", svg.0))
}

/// Half the width of a bar where there are few, in hundredths of a percent of the chart's.
const HALF: i64 = 500;

/// A bar fills 70 % of its slot, less where slots are few, and says its number to a pointer that rests on it.
fn column(svg: &mut Svg, chart: &Bars, bar: &Bar, (index, end, zero): (usize, i64, i64)) {
    let count = chart.bars.len();
    let middle = frame::middle(index, count);
    let left = frame::place(20 * index + 3, 20 * count).max(middle - HALF);
    let right = frame::place(20 * index + 17, 20 * count).min(middle + HALF);
    let fill = format!("url(#{}-hatch)", escape(&chart.id));
    let (x, y, width, height) = (Across(left), Hundredths(zero.min(end)), Across(right - left), Hundredths((zero - end).abs()));
    if end > zero {
        svg.open("rect", &[("class", &"chart-below"), ("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", &fill)]);
    } else {
        svg.open("rect", &[("class", &"chart-bar"), ("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
    }
    let value = bar.value.map(|value| chart.measure.words(value)).unwrap_or_default();
    svg.text("title", &[], &format!("{} {value}", bar.slot.name));
    svg.close("rect");
}
