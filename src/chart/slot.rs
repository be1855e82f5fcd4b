//! The places along a chart: months, categories.

use unicode_width::UnicodeWidthChar;

use crate::diag::Language;
use crate::value::Period;

/// One place along a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// In full, for the table and for those who listen: 2026年3月.
    pub name: String,
    /// Below the chart, short: 3月.
    pub tick: String,
    /// What neighbours share, written once below their ticks: 2026年; or empty.
    pub group: String,
}

impl Slot {
    /// A place known by one name.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), tick: name.to_owned(), group: String::new() }
    }

    /// A period: the month or the quarter below the chart, the year below that.
    pub fn period(period: Period, language: Language) -> Self {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let name = if language == Language::Zh { period.title() } else { period.to_string() };
        let year = if language == Language::Zh { Period::Year(period.year()).title() } else { period.year().to_string() };
        let tick = match (period, language) {
            (Period::Month(_, month), Language::Zh) => format!("{month}月"),
            (Period::Month(_, month), Language::En) => MONTHS[(month as usize + 11) % 12].to_owned(),
            (Period::Quarter(_, quarter), Language::Zh) => format!("{quarter}季"),
            (Period::Quarter(_, quarter), Language::En) => format!("Q{quarter}"),
            (Period::Year(_) | Period::All, _) => return Self::named(&name),
        };
        Self { name, tick, group: year }
    }

    /// A month of any year, where years are the series of a chart.
    pub fn month(month: u32, language: Language) -> Self {
        let tick = Self::period(Period::Month(0, month), language).tick;
        Self { name: tick.clone(), tick, group: String::new() }
    }
}

/// About how wide a text is, in hundredths of its size: a Han character 100, a digit or a Latin letter 60.
pub(super) fn text_width(text: &str) -> usize {
    text.chars().map(|character| if character.width() == Some(2) { 100 } else { 60 }).sum()
}

/// The text in one line, or in two where it is wider than `first`; what does not fit the second, of `second`, is left out.
pub(super) fn wrapped(text: &str, first: usize, second: usize) -> (String, Option<String>) {
    if text_width(text) <= first {
        return (text.to_owned(), None);
    }
    let (head, rest) = text.split_at(fitting(text, first));
    let rest = rest.trim_start();
    if text_width(rest) <= second {
        return (head.trim_end().to_owned(), Some(rest.to_owned()));
    }
    let end = fitting(rest, second.saturating_sub(100));
    (head.trim_end().to_owned(), Some(format!("{}…", &rest[..end])))
}

/// How many bytes of the text fit the width: whole Latin words where there is a space, and no line that begins with a stop.
fn fitting(text: &str, width: usize) -> usize {
    let mut used = 0;
    let end = text.char_indices().find_map(|(at, character)| {
        used += text_width(character.encode_utf8(&mut [0; 4]));
        (used > width).then_some(at)
    });
    let mut end = end.unwrap_or(text.len());
    if let Some(space) = text[..end].rfind(' ').filter(|space| *space > 0 && text[end..].starts_with(|c: char| c.is_ascii_alphanumeric())) {
        end = space;
    }
    if text[end..].starts_with(['）', '、', '，', '。', '；', '》', '”', ')', ','])
        && let Some((before, _)) = text[..end].char_indices().next_back().filter(|(before, _)| *before > 0)
    {
        end = before;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn long_names_take_a_second_line() {
        for (text, first, second) in [
            ("办公费", "办公费", None),
            ("第一检察部刑事检察", "第一检察部", Some("刑事检察")),
            ("一二三四五）六", "一二三四", Some("五）六")),
            ("Travel and more", "Travel", Some("and more")),
            ("一二三四五六七八九十一二三四五六", "一二三四五", Some("六七八九十一二…")),
            ("", "", None),
        ] {
            assert_eq!(wrapped(text, 560, 800), (first.to_owned(), second.map(str::to_owned)), "{text}");
        }
    }
}
