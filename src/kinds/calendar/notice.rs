//! The State Council's notice on the holidays of a year, read as it is worded, and the same as JSON.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Checked, Diagnostic, calendar};
use crate::say;
use crate::source::SourceText;
use crate::value::{Date, Datelike};

/// A year's holidays and make-up days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holidays {
    /// The year.
    pub year: i32,
    /// Each day listed: whether it is worked, and the holiday.
    pub days: BTreeMap<Date, (bool, String)>,
}

impl Holidays {
    /// `content/calendar/cn-2027.csv`
    pub fn path(&self) -> String {
        format!("content/calendar/cn-{}.csv", self.year)
    }

    /// The table: date, kind, name.
    pub fn to_csv(&self) -> String {
        let row = |(date, (work, name)): (&Date, &(bool, String))| format!("{date},{},{name}\r\n", if *work { "work" } else { "off" });
        format!("\u{FEFF}date,kind,name\r\n{}", self.days.iter().map(row).collect::<String>())
    }
}

/// Whether a text is such a notice: `2027年部分节假日安排`, or JSON with `days`.
pub fn is_notice(text: &str) -> bool {
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    (start.starts_with('{') && start.contains("\"isOffDay\"")) || (text.contains("节假日安排") && text.contains("放假"))
}

/// Reads a notice, or the JSON of holiday-cn: `{"year": 2027, "days": [{"name", "date", "isOffDay"}]}`.
pub fn read_notice(source: &SourceText) -> Checked<Option<Holidays>> {
    if source.text.trim_start_matches('\u{FEFF}').trim_start().starts_with('{') {
        return read_json(source);
    }
    let Some(year) = year_of(&source.text) else {
        return Checked::new(None, vec![no_year(source)]);
    };
    let mut reader = Reader { source, year, days: BTreeMap::new(), diagnostics: Vec::new() };
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        reader.line(line, at);
        at += line.len();
    }
    let Reader { days, mut diagnostics, .. } = reader;
    if days.is_empty() {
        diagnostics.push(nothing_read(source));
    }
    let holidays = (!crate::diag::has_errors(&diagnostics)).then_some(Holidays { year, days });
    Checked::new(holidays, diagnostics)
}

#[derive(serde::Deserialize)]
struct Json {
    year: i32,
    days: Vec<JsonDay>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct JsonDay {
    name: String,
    #[serde(deserialize_with = "day")]
    date: Date,
    is_off_day: bool,
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text: String = serde::Deserialize::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

fn read_json(source: &SourceText) -> Checked<Option<Holidays>> {
    match serde_json::from_str::<Json>(source.text.trim_start_matches('\u{FEFF}')) {
        Ok(json) => {
            let days = json.days.into_iter().map(|day| (day.date, (!day.is_off_day, day.name))).collect();
            Checked::clean(Some(Holidays { year: json.year, days }))
        }
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            let words = say!(
                "这个 JSON 不是放假安排：第 {line} 行第 {column} 个字符",
                "this JSON is no table of holidays: line {line}, character {column}"
            );
            let help = say!(
                "应有 year 和 days，days 里每天写 name、date、isOffDay",
                "it has year and days, each of the days with name, date and isOffDay"
            );
            let place = crate::diag::Place::file(&source.file);
            Checked::new(None, vec![Diagnostic::error(calendar::MALFORMED, words).at(place).help(help)])
        }
    }
}

/// The year the notice is of: the first `2027年` that stands before 部分节假日 or 节假日安排.
fn year_of(text: &str) -> Option<i32> {
    let at = text.find("部分节假日").or_else(|| text.find("节假日安排"))?;
    let before = text[..at].trim_end().strip_suffix('年')?;
    let digits = before.char_indices().rev().take_while(|(_, c)| c.is_ascii_digit()).last().map(|(at, _)| &before[at..])?;
    digits.parse().ok().filter(|year| (1900..=2099).contains(year))
}

struct Reader<'a> {
    source: &'a SourceText,
    year: i32,
    days: BTreeMap<Date, (bool, String)>,
    diagnostics: Vec<Diagnostic>,
}

/// A date as the notice writes it, and where.
struct Written {
    date: Date,
    span: Range<usize>,
    /// Whether it ends a stretch: 至23日.
    ends: bool,
}

impl Reader<'_> {
    /// `二、春节：2月15日（…周日）至23日（…周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。`
    fn line(&mut self, line: &str, offset: usize) {
        let Some((head, rest)) = line.split_once(['：', ':']) else { return };
        // 六、中秋节、国庆节 keeps both of its names.
        let numbered = head.trim().split_once(['、', '.', '．']).filter(|(number, _)| is_number(number));
        let name = numbered.map_or(head, |(_, name)| name).trim();
        if !rest.contains("放假") {
            return;
        }
        let mut at = offset + line.len() - rest.len();
        let mut month = None;
        for sentence in rest.split_inclusive(['。', '；', ';']) {
            self.sentence(sentence, at, name, &mut month);
            at += sentence.len();
        }
    }

    fn sentence(&mut self, sentence: &str, offset: usize, name: &str, month: &mut Option<(i32, u32)>) {
        let dates = self.dates(sentence, offset, month);
        let work = sentence.contains("上班");
        if dates.is_empty() || !(work || sentence.contains("放假")) {
            return;
        }
        let mut listed = 0;
        let mut from: Option<Date> = None;
        for written in &dates {
            let first = if written.ends { from.unwrap_or(written.date) } else { written.date };
            if first > written.date {
                self.diagnostics.push(backwards(self.source, written.span.clone()));
                return;
            }
            for date in first.iter_days().take_while(|date| *date <= written.date) {
                listed += i64::from(self.days.insert(date, (work, name.to_owned())).is_none());
            }
            from = Some(written.date);
        }
        if let Some((stated, span)) = stated_days(sentence, offset).filter(|(stated, _)| !work && *stated != listed) {
            self.diagnostics.push(wrong_count(self.source, span, stated, listed));
        }
    }

    /// The dates of a sentence. One without a year or a month has those of the one before it.
    fn dates(&mut self, sentence: &str, offset: usize, month: &mut Option<(i32, u32)>) -> Vec<Written> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = sentence[at..].find(|c: char| c.is_ascii_digit()) {
            let start = at + next;
            let ends = sentence[..start].ends_with(['至', '—', '-', '~']);
            let Some((year, number, day, length)) = date_at(&sentence[start..]) else {
                at = start + sentence[start..].bytes().take_while(u8::is_ascii_digit).count();
                continue;
            };
            let end = start + length;
            let span = offset + start..offset + end;
            at = end;
            let known = *month;
            let year = year.or(known.map(|(year, _)| year)).unwrap_or(self.year);
            let Some(number) = number.or(known.map(|(_, month)| month)) else { continue };
            *month = Some((year, number));
            let Some(date) = Date::from_ymd_opt(year, number, day) else {
                self.diagnostics.push(no_such_day(self.source, span));
                continue;
            };
            self.weekday(&sentence[end..], offset + end, date);
            found.push(Written { date, span, ends });
        }
        found
    }

    /// （农历正月初七、周一） behind a date.
    fn weekday(&mut self, rest: &str, offset: usize, date: Date) {
        let Some(inside) = rest.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')']).next()) else { return };
        for mark in ["星期", "周"] {
            let Some(at) = inside.find(mark) else { continue };
            let Some(said) = inside[at + mark.len()..].chars().next() else { continue };
            let due = ['一', '二', '三', '四', '五', '六', '日'][date.weekday().num_days_from_monday() as usize];
            if said != due && !(due == '日' && said == '天') {
                let start = offset + '（'.len_utf8() + at;
                self.diagnostics.push(wrong_weekday(self.source, start..start + mark.len() + said.len_utf8(), date, due));
            }
            return;
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "一二三四五六七八九十".contains(c) || c.is_ascii_digit())
}

/// `2026年1月1日`, `1月1日` or `23日`, with its length.
fn date_at(text: &str) -> Option<(Option<i32>, Option<u32>, u32, usize)> {
    let number = |text: &str| -> Option<(u32, usize)> {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        Some((text[..length].parse().ok()?, length))
    };
    let (mut year, mut month, mut at) = (None, None, 0);
    loop {
        let (value, length) = number(&text[at..])?;
        at += length;
        match text[at..].chars().next()? {
            '年' if at == 4 && year.is_none() => year = Some(i32::try_from(value).ok()?),
            '月' if month.is_none() => month = Some(value),
            '日' => return Some((year, month, value, at + '日'.len_utf8())),
            _ => return None,
        }
        at += '年'.len_utf8();
    }
}

/// 共9天, and where it stands.
fn stated_days(sentence: &str, offset: usize) -> Option<(i64, Range<usize>)> {
    let at = sentence.find('共')?;
    let digits: String = sentence[at + '共'.len_utf8()..].chars().take_while(char::is_ascii_digit).collect();
    let end = at + '共'.len_utf8() + digits.len();
    sentence[end..].starts_with('天').then_some(())?;
    Some((digits.parse().ok()?, offset + at..offset + end + '天'.len_utf8()))
}

fn no_year(source: &SourceText) -> Diagnostic {
    Diagnostic::error(calendar::MALFORMED, say!("看不出这是哪一年的放假安排", "the notice does not say of which year it is"))
        .at(crate::diag::Place::file(&source.file))
        .help(say!(
            "文件里应有通知的标题，如“关于2027年部分节假日安排的通知”",
            "the title should stand in it: 关于2027年部分节假日安排的通知"
        ))
}

fn nothing_read(source: &SourceText) -> Diagnostic {
    Diagnostic::error(calendar::MALFORMED, say!("通知里没有读到放假的日子", "no holiday could be read from the notice"))
        .at(crate::diag::Place::file(&source.file))
        .help(say!(
            "每个节日一行，如“一、元旦：1月1日至3日放假调休，共3天。1月4日（周日）上班。”",
            "each holiday is a line: 一、元旦：1月1日至3日放假调休，共3天。1月4日（周日）上班。"
        ))
}

fn no_such_day(source: &SourceText, span: Range<usize>) -> Diagnostic {
    Diagnostic::error(calendar::MALFORMED, say!("没有这一天", "there is no such day"))
        .at(source.place(span))
        .help(say!("请对照通知原文", "check it against the notice"))
}

fn backwards(source: &SourceText, span: Range<usize>) -> Diagnostic {
    Diagnostic::error(calendar::MALFORMED, say!("放假的止日在起日之前", "the holiday ends before it begins"))
        .at(source.place(span))
        .help(say!("请对照通知原文；跨年的要写上年份", "check it against the notice; a stretch over two years says both"))
}

fn wrong_count(source: &SourceText, span: Range<usize>, stated: i64, counted: i64) -> Diagnostic {
    Diagnostic::error(
        calendar::MALFORMED,
        say!("通知说共 {stated} 天，按日期数是 {counted} 天", "the notice says {stated} days, its dates are {counted}"),
    )
    .at(source.place(span))
    .help(say!("请对照通知原文，改正日期或天数", "check it against the notice and correct the dates or the number"))
}

fn wrong_weekday(source: &SourceText, span: Range<usize>, date: Date, due: char) -> Diagnostic {
    Diagnostic::error(calendar::MALFORMED, say!("{date} 是星期{due}", "{date} is another day of the week (星期{due})"))
        .at(source.place(span))
        .help(say!("请对照通知原文，改正日期或星期", "check it against the notice and correct the date or the weekday"))
}

#[cfg(test)]
mod tests {
    use super::{is_notice, read_notice};
    use crate::source::SourceText;
    use crate::value::WorkCalendar;

    const NOTICE: &str = "国务院办公厅关于2026年部分节假日安排的通知\n\n各省、自治区、直辖市人民政府：\n\n\
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n\
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。\n\
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n\
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n\
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n\
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n\
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。\n";

    fn found(text: &str) -> Vec<String> {
        let source = SourceText::new("notice.txt", text);
        let read = read_notice(&source);
        let at = |found: &crate::diag::Diagnostic| {
            found.place.as_ref().and_then(|place| place.span.clone()).map_or("", |span| &source.text[span]).to_owned()
        };
        read.diagnostics.iter().map(at).collect()
    }

    #[test]
    fn the_notice_of_2026_gives_the_built_in_table() {
        assert!(is_notice(NOTICE));
        let read = read_notice(&SourceText::new("notice.txt", NOTICE));
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        let holidays = read.value.unwrap();
        let built_in = WorkCalendar::built_in();
        let first = crate::value::Date::from_ymd_opt(2026, 1, 1).unwrap();
        for date in first.iter_days().take(365) {
            let listed = holidays.days.get(&date).map(|(work, _)| *work);
            let (class, name) = built_in.class(date).unwrap();
            let expected = name.map(|_| class == crate::value::DayClass::Work);
            assert_eq!(listed, expected, "{date}");
        }
        assert!(holidays.to_csv().starts_with("\u{FEFF}date,kind,name\r\n2026-01-01,off,元旦\r\n"));
        assert_eq!(holidays.path(), "content/calendar/cn-2026.csv");
    }

    #[test]
    fn wrong_weekdays_and_counts_are_found_at_their_words() {
        for (from, to, at) in [
            ("1月1日（周四）", "1月1日（周五）", "周五"),
            ("9月27日", "9月27日", ""),
            ("共9天", "共8天", "共8天"),
            ("5月9日（周六）", "5月9日（星期日）", "星期日"),
            ("6月19日", "6月31日", "6月31日"),
            ("至23日", "至13日", "13日"),
        ] {
            let words = found(&NOTICE.replace(from, to));
            assert!(if at.is_empty() { words.is_empty() } else { words.iter().any(|word| word == at) }, "{from} → {to}: {words:?}");
        }
        assert_eq!(found("放假安排"), [""], "no year");
    }

    #[test]
    fn stretches_over_the_year_two_names_and_single_days() {
        let text = "关于2023年部分节假日安排的通知\n一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。\n二、劳动节：5月1日放假1天。\n\
            六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。\n";
        let read = read_notice(&SourceText::new("notice.txt", text));
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        let days = read.value.unwrap().days;
        let day = |date: &str| days.get(&date.parse().unwrap()).map(|(work, name)| (*work, name.as_str()));
        assert_eq!(day("2022-12-31"), Some((false, "元旦")));
        assert_eq!(day("2023-10-06"), Some((false, "中秋节、国庆节")));
        assert_eq!(day("2023-10-08"), Some((true, "中秋节、国庆节")));
        assert_eq!((day("2023-05-01"), day("2023-05-02")), (Some((false, "劳动节")), None));
        assert_eq!(days.len(), 3 + 1 + 8 + 2);
    }

    #[test]
    fn the_same_as_json() {
        let json = r#"{"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, {"name": "元旦", "date": "2027-01-03", "isOffDay": false}]}"#;
        assert!(is_notice(json));
        let holidays = read_notice(&SourceText::new("2027.json", json)).value.unwrap();
        assert_eq!(holidays.to_csv(), "\u{FEFF}date,kind,name\r\n2027-01-01,off,元旦\r\n2027-01-03,work,元旦\r\n");
        let broken = read_notice(&SourceText::new("2027.json", &json.replace("2027-01-03", "2027-01-33")));
        assert_eq!((broken.value.is_none(), broken.diagnostics.len()), (true, 1));
    }
}
