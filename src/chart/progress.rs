//! How much of a budget is used beside how much of the year has passed.

use super::axis::share;
use super::frame::{self, Caption};
use super::measure::Measure;
use super::svg::{Across, Svg, WIDTH};
use crate::diag::{Language, Text};
use crate::say;
use crate::value::Money;
use crate::view::{Html, escape};

/// What is used of a whole, and the time passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Begins every id in the chart: ASCII letters, digits and `-`, its own on the page.
    pub id: String,
    /// Title, plain text.
    pub title: String,
    /// What is used.
    pub used: Money,
    /// The whole: the year's budget as adjusted.
    pub whole: Money,
    /// Days passed and days in all; `None` where time does not matter.
    pub days: Option<(u32, u32)>,
    /// Language of the words this program adds.
    pub language: Language,
}

impl Progress {
    fn caption(&self) -> Caption<'_> {
        Caption { id: &self.id, title: &self.title, unit: "", language: self.language }
    }

    /// Percent of the whole that is used, one decimal; `None` where there is no whole to use.
    pub(super) fn used_percent(&self) -> Option<String> {
        (self.whole > Money::ZERO).then(|| self.used.percent_of(self.whole)).flatten()
    }

    /// Percent of the days that have passed.
    pub(super) fn time_percent(&self) -> Option<String> {
        let (passed, days) = self.days.filter(|(_, days)| *days > 0)?;
        Money::from_fen(i64::from(passed.min(days))).percent_of(Money::from_fen(i64::from(days)))
    }

    /// The figures as a sentence.
    fn words(&self) -> Text {
        let measure = Measure::money(self.language);
        let (used, whole) = (measure.words(self.used.fen()), measure.words(self.whole.fen()));
        let mut text = match self.used_percent() {
            Some(percent) => say!("已用 {used}，占预算 {whole}的 {percent}%", "{used} used, {percent}% of {whole}"),
            None => say!("已用 {used}，没有预算数", "{used} used, no budget"),
        };
        if let Some(time) = self.time_percent() {
            let words = say!("；时间已过 {time}%", "; {time}% of the time has passed");
            text = Text { zh: text.zh + &words.zh, en: text.en + &words.en };
        }
        text
    }
}

/// A bar of what is used on a ground of the whole, a mark where time stands. Beyond the whole the bar goes on, hatched.
pub fn progress(chart: &Progress) -> Html {
    let words = chart.words();
    let words = words.get(chart.language);
    let sentence = format!("<p class=\"chart-words\">{}</p>", escape(words));
    if chart.used_percent().is_none() {
        return frame::figure(&chart.caption(), "progress", "", &sentence);
    }
    let (used, whole) = (i128::from(chart.used.fen()).max(0), i128::from(chart.whole.fen()));
    let reach = used.max(whole);
    let (end, full) = (share(used.min(whole), reach, WIDTH), share(whole, reach, WIDTH));
    let mut svg = frame::open(&chart.caption(), 44, words);
    svg.element("rect", &[("class", &"chart-ground"), ("x", &0), ("y", &22), ("width", &Across(full)), ("height", &16)]);
    svg.element("rect", &[("class", &"chart-bar"), ("x", &0), ("y", &22), ("width", &Across(end)), ("height", &16)]);
    if used > whole {
        frame::hatch(&mut svg, &chart.id);
        let fill = format!("url(#{}-hatch)", escape(&chart.id));
        let (x, width) = (Across(full), Across(WIDTH - full));
        svg.element("rect", &[("class", &"chart-below"), ("x", &x), ("y", &22), ("width", &width), ("height", &16), ("fill", &fill)]);
        svg.element("line", &[("class", &"chart-zero"), ("x1", &x), ("x2", &x), ("y1", &18), ("y2", &42)]);
    }
    if let Some((passed, days)) = chart.days.filter(|(_, days)| *days > 0) {
        time(&mut svg, chart, share(i128::from(passed), i128::from(days), full));
    }
    svg.close("svg");
    frame::figure(&chart.caption(), "progress", "", &format!("{}\n{sentence}", svg.0))
}

/// The mark of today and its words, kept within the width.
fn time(svg: &mut Svg, chart: &Progress, at: i64) {
    let x = Across(at);
    svg.element("line", &[("class", &"chart-now"), ("x1", &x), ("x2", &x), ("y1", &16), ("y2", &44)]);
    let anchor = match at {
        ..2_500 => "start",
        7_501.. => "end",
        _ => "middle",
    };
    let percent = chart.time_percent().unwrap_or_default();
    let words = say!("时间 {percent}%", "time {percent}%");
    svg.text("text", &[("class", &"chart-tick"), ("x", &x), ("y", &12), ("text-anchor", &anchor)], words.get(chart.language));
}
