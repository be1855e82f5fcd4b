//! What the charts share: title, key, scale and plot.

use super::axis::Axis;
use super::measure::Measure;
use super::slot::{Slot, text_width};
use super::svg::{Across, Svg, WIDTH};
use crate::diag::Language;
use crate::say;
use crate::view::{Html, escape};

/// Height of the part with the figures, in hundredths of a pixel.
pub(super) const HEIGHT: i64 = 18_000;
/// Room above it for the words over the highest line.
pub(super) const TOP: i64 = 2_000;
/// Room below it for ticks and groups, in pixels.
const BELOW: i64 = 42;
/// How wide a plot is at least, in hundredths of a tick's size (12 px): on a screen of 320 px, and beside another.
const NARROW: usize = 2_100;
const WIDE: usize = 3_400;

/// Who a chart is: its ids, title and language.
pub(super) struct Caption<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub unit: &'a str,
    pub language: Language,
}

/// Puts the parts into a figure; `key` explains the series and may be empty.
pub(super) fn figure(caption: &Caption<'_>, kind: &str, key: &str, parts: &str) -> Html {
    let unit = unit_words(caption.unit, caption.language);
    let (title, key) = (escape(caption.title), if key.is_empty() { String::new() } else { format!("<p class=\"chart-key\">{key}</p>\n") });
    Html(format!(
        "<figure class=\"chart chart-{kind}\">\n<figcaption class=\"chart-title\">{title}{unit}</figcaption>\n{key}{parts}\n</figure>\n"
    ))
}

fn unit_words(unit: &str, language: Language) -> String {
    if unit.is_empty() {
        return String::new();
    }
    let words = say!("单位：{unit}", "in {unit}");
    format!(" <span class=\"chart-unit\">{}</span>", escape(words.get(language)))
}

/// A chart without a single number.
pub(super) fn nothing(caption: &Caption<'_>, kind: &str) -> Html {
    let words = say!("没有数据", "no figures");
    figure(caption, kind, "", &format!("<p class=\"empty\">{}</p>", words.get(caption.language)))
}

/// Opens the picture itself: `height` in pixels, as wide as its place, named and described for those who listen.
pub(super) fn open(caption: &Caption<'_>, height: i64, description: &str) -> Svg {
    let mut svg = Svg::default();
    let id = escape(caption.id);
    let (title, words) = (format!("{id}-title"), format!("{id}-desc"));
    let labelled = format!("{title} {words}");
    svg.open(
        "svg",
        &[
            ("class", &"chart-plot"),
            ("role", &"img"),
            ("aria-labelledby", &labelled),
            ("width", &"100%"),
            ("height", &height),
            ("focusable", &false),
        ],
    );
    svg.text("title", &[("id", &title)], caption.title);
    svg.text("desc", &[("id", &words)], description);
    svg
}

/// The pattern of what is below zero, known to the chart alone.
pub(super) fn hatch(svg: &mut Svg, id: &str) {
    let id = format!("{}-hatch", escape(id));
    svg.open("defs", &[]);
    svg.open(
        "pattern",
        &[("id", &id), ("width", &6), ("height", &6), ("patternUnits", &"userSpaceOnUse"), ("patternTransform", &"rotate(45)")],
    );
    svg.element("rect", &[("class", &"chart-hatch-ground"), ("width", &6), ("height", &6)]);
    svg.element("rect", &[("class", &"chart-hatch-line"), ("width", &3), ("height", &6)]);
    svg.close("pattern");
    svg.close("defs");
}

/// Height of a picture with ticks below, in pixels.
pub(super) fn height(slots: &[Slot]) -> i64 {
    let groups = slots.iter().any(|slot| !slot.group.is_empty());
    (TOP + HEIGHT) / 100 + if groups { BELOW } else { BELOW - 18 }
}

/// Where a value lies from the top, in hundredths of a pixel.
pub(super) fn down(axis: &Axis, value: i128) -> i64 {
    TOP + HEIGHT - axis.at(value, HEIGHT)
}

/// Where the middle of a slot lies.
pub(super) fn middle(index: usize, count: usize) -> i64 {
    place(2 * index + 1, 2 * count)
}

/// Where so many of so many lie.
pub(super) fn place(part: usize, whole: usize) -> i64 {
    super::axis::share(part as i128, whole.max(1) as i128, WIDTH)
}

/// The picture of the scale, which stands before the plot and does not stretch with it.
pub(super) fn scale(axis: &Axis, measure: &Measure, height: i64, language: Language) -> String {
    let labels: Vec<(i64, String)> =
        axis.ticks.iter().map(|tick| (down(axis, *tick), measure.short(*tick, axis.reach(), language))).collect();
    let widest = labels.iter().map(|(_, label)| text_width(label)).max().unwrap_or_default() + 60;
    let width = format!("{}em", super::svg::Hundredths(i64::try_from(widest).unwrap_or(i64::MAX)));
    let mut svg = Svg::default();
    svg.open("svg", &[("class", &"chart-scale"), ("aria-hidden", &true), ("focusable", &false), ("width", &width), ("height", &height)]);
    for (y, label) in labels {
        let end = format!("{}em", super::svg::Hundredths(i64::try_from(widest).unwrap_or(i64::MAX) - 50));
        svg.text("text", &[("x", &end), ("y", &super::svg::Hundredths(y + 400)), ("text-anchor", &"end")], &label);
    }
    svg.close("svg");
    svg.0
}

/// Lines at the round numbers, that of zero apart.
pub(super) fn lines(svg: &mut Svg, axis: &Axis) {
    for tick in &axis.ticks {
        let y = super::svg::Hundredths(down(axis, *tick));
        let class = if *tick == 0 { "chart-zero" } else { "chart-line" };
        svg.element("line", &[("class", &class), ("x1", &0), ("x2", &"100%"), ("y1", &y), ("y2", &y)]);
    }
}

/// Ticks and groups below the plot. The last tick is always there; where they do not all fit, every second or
/// third is left out, more of them on a narrow screen.
pub(super) fn ticks(svg: &mut Svg, slots: &[Slot]) {
    let count = slots.len();
    let widest = slots.iter().map(|slot| text_width(&slot.tick)).max().unwrap_or_default() + 30;
    let wide = (widest * count).div_ceil(WIDE).max(1);
    let narrow = (widest * count).div_ceil(NARROW).div_ceil(wide).max(1) * wide;
    let baseline = (TOP + HEIGHT) / 100 + 17;
    for (index, slot) in slots.iter().enumerate().filter(|(index, _)| (count - 1 - index).is_multiple_of(wide)) {
        let minor = !(count - 1 - index).is_multiple_of(narrow);
        let class = if minor { "chart-tick chart-minor" } else { "chart-tick" };
        svg.text(
            "text",
            &[("class", &class), ("x", &Across(middle(index, count))), ("y", &baseline), ("text-anchor", &"middle")],
            &slot.tick,
        );
    }
    groups(svg, slots, baseline);
}

/// The name of a group below its first slot, with a line where the next begins.
fn groups(svg: &mut Svg, slots: &[Slot], baseline: i64) {
    let count = slots.len();
    let begins = |index: &usize| *index == 0 || slots[*index].group != slots[index - 1].group;
    let starts: Vec<usize> = (0..count).filter(begins).filter(|index| !slots[*index].group.is_empty()).collect();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(count);
        let (left, group) = (place(*start, count), &slots[*start].group);
        if *start > 0 {
            let x = Across(left);
            svg.element("line", &[("class", &"chart-line"), ("x1", &x), ("x2", &x), ("y1", &(baseline - 13)), ("y2", &(baseline + 22))]);
        }
        let needed = text_width(group) + 60;
        if needed * count > WIDE * (end - start) {
            continue;
        }
        let class = if needed * count > NARROW * (end - start) { "chart-group chart-minor" } else { "chart-group" };
        svg.text("text", &[("class", &class), ("x", &Across(left)), ("dx", &4), ("y", &(baseline + 19))], group);
    }
}
