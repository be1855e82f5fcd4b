use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Bar, Bars, Measure, Progress, Series, Slot, Trend, bars, bars_table, columns, progress, progress_table, trend, trend_table};
use crate::diag::Language;
use crate::value::{Money, Period};
use crate::view::Html;

fn months(count: usize) -> Vec<Slot> {
    let first = Period::Month(2025, 11);
    std::iter::successors(Some(first), |period| period.next()).take(count).map(|period| Slot::period(period, Language::Zh)).collect()
}

fn some_bars(values: &[Option<i64>]) -> Bars {
    let bars = months(values.len()).into_iter().zip(values).map(|(slot, value)| Bar { slot, value: *value }).collect();
    Bars {
        id: "c1".into(),
        title: "各月支出 <1>".into(),
        key: "月份".into(),
        measure: Measure::money(Language::Zh),
        bars,
        language: Language::Zh,
    }
}

fn some_trend(series: &[&[Option<i64>]]) -> Trend {
    let slots = months(series.iter().map(|values| values.len()).max().unwrap_or_default());
    let series = series.iter().zip(["今年", "去年"]).map(|(values, name)| Series { name: name.into(), values: values.to_vec() }).collect();
    Trend {
        id: "t1".into(),
        title: "走势".into(),
        key: "月份".into(),
        measure: Measure::money(Language::Zh),
        slots,
        series,
        language: Language::Zh,
    }
}

fn some_progress(used: i64, whole: i64, days: Option<(u32, u32)>) -> Progress {
    let (used, whole) = (Money::from_fen(used), Money::from_fen(whole));
    Progress { id: "p1".into(), title: "预算执行".into(), used, whole, days, language: Language::Zh }
}

/// An element with its attributes.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        let attribute = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
            let attribute = attribute.expect("attributes are well-formed and differ");
            (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
        };
        Self { name: start.name().as_ref().to_owned(), attributes: start.attributes().map(attribute).collect() }
    }

    fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Hundredths of a percent or of a pixel, digit by digit.
    fn number(&self, name: &str) -> i64 {
        let text = self.get(name).trim_end_matches('%');
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        assert!(rest.len() <= 2, "{text}");
        format!("{whole}{rest:0<2}").parse().unwrap_or_else(|_| panic!("{name} of {self:?}"))
    }

    fn is(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|one| one == class)
    }
}

/// All elements; the markup must be well-formed and hold nothing the pages' policy forbids.
fn elements(html: &Html) -> Vec<Element> {
    let mut reader = Reader::from_str(&html.0);
    let (mut found, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {}", html.0)) {
            Event::Start(start) => {
                depth += 1;
                found.push(Element::of(&start));
            }
            Event::Empty(start) => found.push(Element::of(&start)),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    for element in &found {
        assert!(!matches!(element.name.as_str(), "style" | "script"), "{element:?}");
        assert!(element.attributes.iter().all(|(name, _)| name != "style" && !name.starts_with("on")), "{element:?}");
    }
    found
}

fn drawn(html: &Html) -> Vec<Element> {
    elements(html).into_iter().filter(|element| element.is("chart-bar") || element.is("chart-below")).collect()
}

/// Whether lengths stand to each other as the numbers do, each rounded at both ends.
fn assert_proportional(lengths: &[(i64, i64)], whole: i64, reach: i128) {
    for (value, length) in lengths {
        let exact = i128::from(*value).abs() * i128::from(whole);
        assert!((i128::from(*length) * reach - exact).abs() <= reach, "{value} is drawn as {length}");
    }
}

#[test]
fn one_of_each_as_it_stands() {
    let values = [Some(1_234_500), None, Some(0), Some(-250_000), Some(999_900)];
    insta::assert_snapshot!("bars", bars(&some_bars(&values)).0);
    insta::assert_snapshot!("columns", columns(&some_bars(&values)).0);
    insta::assert_snapshot!("trend", trend(&some_trend(&[&values])).0);
    insta::assert_snapshot!("trend_of_two", trend(&some_trend(&[&values, &[Some(5), Some(7)]])).0);
    insta::assert_snapshot!("progress", progress(&some_progress(112, 100, Some((304, 365)))).0);
    insta::assert_snapshot!("table", trend_table(&some_trend(&[&values, &[Some(5)]])).0);
}

#[test]
fn what_is_not_there_is_said() {
    for html in [bars(&some_bars(&[])), columns(&some_bars(&[None, None])), trend(&some_trend(&[&[None]])), trend(&some_trend(&[]))] {
        assert!(html.0.contains("没有数据") && !html.0.contains("<svg"), "{}", html.0);
        elements(&html);
    }
    let html = columns(&some_bars(&[Some(1), None])).0;
    assert!(html.contains("没有数据：2025年12月") && html.contains(">缺</text>"), "{html}");
    let html = progress(&some_progress(500, 0, None)).0;
    assert!(html.contains("没有预算数") && !html.contains("<svg"), "{html}");
}

#[test]
fn pictures_are_described_in_words() {
    for (values, words) in [
        (vec![Some(100)], "2025年11月 1.00 元"),
        (vec![Some(100), Some(100)], "2 项均为 1.00 元"),
        (vec![Some(100), Some(300), Some(-5)], "3 项，最高 2025年12月 3.00 元，最低 2026年1月 -0.05 元"),
        (vec![Some(0), Some(0)], "2 项均为 0.00 元"),
    ] {
        let html = columns(&some_bars(&values)).0;
        assert!(html.contains(&format!("<desc id=\"c1-desc\">{words}</desc>")), "{html}");
    }
}

#[test]
fn budgets_and_time() {
    for (used, whole, days, words) in [
        (7_654_321, 10_000_000, Some((304, 365)), "已用 76,543.21 元，占预算 100,000.00 元的 76.5%；时间已过 83.3%"),
        (11_200, 10_000, None, "已用 112.00 元，占预算 100.00 元的 112.0%"),
        (0, 10_000, Some((0, 365)), "已用 0.00 元，占预算 100.00 元的 0.0%；时间已过 0.0%"),
        (-100, 10_000, Some((400, 365)), "已用 -1.00 元，占预算 100.00 元的 -1.0%；时间已过 100.0%"),
        (500, 0, Some((1, 0)), "已用 5.00 元，没有预算数"),
    ] {
        let chart = some_progress(used, whole, days);
        assert!(progress(&chart).0.contains(&format!("<p class=\"chart-words\">{words}</p>")), "{}", progress(&chart).0);
        elements(&progress_table(&chart));
    }
}

#[test]
fn the_largest_numbers_fit() {
    for values in [vec![Some(i64::MAX), Some(i64::MIN)], vec![Some(i64::MAX); 24], vec![Some(i64::MIN), None, Some(1)]] {
        elements(&bars(&some_bars(&values)));
        elements(&columns(&some_bars(&values)));
        elements(&trend(&some_trend(&[&values])));
    }
    elements(&progress(&some_progress(i64::MAX, 1, Some((1, 2)))));
    elements(&progress(&some_progress(1, i64::MAX, Some((u32::MAX, u32::MAX)))));
}

#[test]
fn ids_are_those_of_the_chart() {
    let html = trend(&some_trend(&[&[Some(1), Some(-1)]]));
    let plot = elements(&html).into_iter().find(|element| element.get("role") == "img").unwrap();
    assert_eq!(plot.get("aria-labelledby"), "t1-title t1-desc");
    for element in elements(&html).iter().filter(|element| !element.get("id").is_empty()) {
        assert!(element.get("id").starts_with("t1-"), "{element:?}");
    }
}

#[test]
fn every_second_tick_is_left_out_where_they_are_many_and_the_last_is_there() {
    let html = columns(&some_bars(&[Some(1); 24]));
    let ticks: Vec<bool> = elements(&html).iter().filter(|element| element.is("chart-tick")).map(|tick| tick.is("chart-minor")).collect();
    assert_eq!(ticks, [true, false, true, false, true, false, true, false, true, false, true, false]);
    assert!(html.0.contains(">10月</text>"), "{}", html.0);
}

fn numbers() -> impl Strategy<Value = Vec<Option<i64>>> {
    let number = prop_oneof![Just(0_i64), -1_000..1_000_i64, 0..100_000_000_i64, any::<i64>()];
    prop::collection::vec(prop::option::weighted(0.85, number), 1..26)
}

proptest! {
    #[test]
    fn columns_stay_inside_in_order_and_in_proportion(values in numbers()) {
        let chart = some_bars(&values);
        let html = columns(&chart);
        prop_assert_eq!(&html, &columns(&chart.clone()));
        let known: Vec<i64> = values.iter().copied().flatten().collect();
        let rects = drawn(&html);
        prop_assert_eq!(rects.len(), known.len());
        let mut before = 0;
        for rect in &rects {
            let (x, y, width, height) = (rect.number("x"), rect.number("y"), rect.number("width"), rect.number("height"));
            prop_assert!(x >= before && width > 0 && x + width <= 10_000, "{:?}", rect);
            prop_assert!(y >= 2_000 && height >= 0 && y + height <= 20_000, "{:?}", rect);
            before = x + width;
        }
        let axis = super::axis::Axis::of(known.iter().copied());
        let span = axis.ticks[axis.ticks.len() - 1] - axis.ticks[0];
        let lengths: Vec<(i64, i64)> = known.iter().copied().zip(rects.iter().map(|rect| rect.number("height"))).collect();
        assert_proportional(&lengths, 18_000, span.max(1));
    }

    #[test]
    fn bars_stay_inside_in_order_and_in_proportion(values in numbers()) {
        let chart = some_bars(&values);
        let html = bars(&chart);
        prop_assert_eq!(&html, &bars(&chart.clone()));
        let known: Vec<i64> = values.iter().copied().flatten().collect();
        let rects = drawn(&html);
        prop_assert_eq!(rects.len(), known.len());
        let bottom = elements(&html).iter().find(|element| element.get("role") == "img").map_or(0, |plot| plot.number("height"));
        let mut before = 0;
        for rect in &rects {
            let (x, y, width, height) = (rect.number("x"), rect.number("y"), rect.number("width"), rect.number("height"));
            prop_assert!(y >= before && height == 1_200 && y + height <= bottom, "{:?}", rect);
            prop_assert!(x >= 0 && width >= 0 && x + width <= 10_000, "{:?}", rect);
            before = y + height;
        }
        let (low, high) = known.iter().fold((0, 0), |(low, high), value| (low.min(i128::from(*value)), high.max(i128::from(*value))));
        let lengths: Vec<(i64, i64)> = known.iter().copied().zip(rects.iter().map(|rect| rect.number("width"))).collect();
        assert_proportional(&lengths, 10_000, (high - low).max(1));
    }

    #[test]
    fn lines_stay_inside_and_break_at_gaps(first in numbers(), second in numbers()) {
        let chart = some_trend(&[&first, &second]);
        let html = trend(&chart);
        prop_assert_eq!(&html, &trend(&chart.clone()));
        let known = first.iter().chain(&second).flatten().count();
        let found = elements(&html);
        let dots: Vec<&Element> = found.iter().filter(|element| element.name == "circle" && element.get("cx").ends_with('%')).collect();
        prop_assert_eq!(dots.len(), known);
        for dot in dots {
            prop_assert!((0..=10_000).contains(&dot.number("cx")) && (2_000..=20_000).contains(&dot.number("cy")), "{:?}", dot);
        }
        let runs = |values: &[Option<i64>]| values.split(Option::is_none).filter(|run| run.len() > 1).count();
        prop_assert_eq!(found.iter().filter(|element| element.name == "polyline").count(), runs(&first) + runs(&second));
    }

    #[test]
    fn any_text_is_escaped(title in "\\PC{0,12}", name in "\\PC{0,40}") {
        let mut chart = some_bars(&[Some(1), Some(2)]);
        chart.title = title;
        chart.bars[0].slot = Slot::named(&name);
        elements(&bars(&chart));
        elements(&columns(&chart));
        elements(&bars_table(&chart));
    }

    #[test]
    fn progress_stays_inside(used in any::<i64>(), whole in any::<i64>(), passed in 0..400_u32) {
        let html = progress(&some_progress(used, whole, Some((passed, 365))));
        for rect in drawn(&html) {
            prop_assert!(rect.number("x") >= 0 && rect.number("width") >= 0 && rect.number("x") + rect.number("width") <= 10_000);
        }
    }
}
