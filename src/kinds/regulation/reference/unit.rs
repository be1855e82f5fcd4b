//! Units as they are cited: 第十二条第二款第三项, 第（四）项, 附件2, and lists and ranges of them.

use std::ops::Range;

use super::super::grammar::{digits, is_space};
use super::super::tree::Number;
use crate::value::parse_numeral;

/// What a cited unit is, from the highest down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// 附件
    Annex,
    /// 编
    Part,
    /// 分编
    Subpart,
    /// 章
    Chapter,
    /// 节
    Section,
    /// 条
    Article,
    /// 款
    Paragraph,
    /// 项
    Item,
    /// 目
    Subitem,
}

/// A unit as it is cited: its way from the highest level named or taken over from the unit before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The characters that name it.
    pub span: Range<usize>,
    /// Levels with their numbers, from the highest down.
    pub path: Vec<(Level, Number)>,
}

/// A level with its numbers: 第三款 has one, 第三、四款 two.
struct Component {
    level: Level,
    numbers: Vec<(Range<usize>, Number)>,
    end: usize,
}

/// What joins units to a list or a range.
const CONNECTORS: [&str; 12] = ["、", "和", "或者", "或", "以及", "及", "与", "至", "到", "—", "-", "～"];

/// Reads the units cited from `at` on, each with what it takes over from the one before; `above` is taken over by the
/// first. `None` where none begins there.
pub(super) fn units(text: &str, at: usize, above: &[(Level, Number)]) -> Option<(Vec<Unit>, usize)> {
    let (mut units, mut end) = one(text, at, above)?;
    while let Some(next) = after_connector(text, end) {
        let last: &[(Level, Number)] = units.last().map_or(above, |unit| &unit.path);
        let Some((more, after)) = one(text, next, last) else { break };
        units.extend(more);
        end = after;
    }
    Some((units, end))
}

/// Where the words after a connector begin.
fn after_connector(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches(is_space);
    let connector = CONNECTORS.into_iter().find(|connector| rest.starts_with(connector))?;
    let after = rest[connector.len()..].trim_start_matches(is_space);
    Some(text.len() - after.len())
}

/// One chain 第N条第N款第N项, with the numbers that share its last word.
fn one(text: &str, at: usize, above: &[(Level, Number)]) -> Option<(Vec<Unit>, usize)> {
    let mut part = component(text, at)?;
    let mut path: Vec<(Level, Number)> = above.iter().copied().filter(|(level, _)| *level < part.level).collect();
    if part.level == Level::Annex {
        path.clear();
    }
    let mut start = at;
    let mut units = Vec::new();
    loop {
        for (span, number) in &part.numbers {
            let mut path = path.clone();
            path.push((part.level, *number));
            units.push(Unit { span: start..span.end, path });
            start = span.end;
        }
        // The further levels belong to the last of several: 第三、四条第二款.
        let deeper = component(text, part.end).filter(|next| next.level > part.level && next.level != Level::Annex);
        let Some(next) = deeper else { break };
        let Some(last) = units.pop() else { break };
        path = last.path;
        start = last.span.start;
        part = next;
    }
    close_gaps(text, &mut units);
    Some((units, part.end))
}

/// A shared word belongs to the last number; the connectors before the further numbers belong to none.
fn close_gaps(text: &str, units: &mut [Unit]) {
    for unit in units.iter_mut().skip(1) {
        let words = &text[unit.span.clone()];
        if let Some(after) = CONNECTORS.into_iter().find_map(|connector| words.strip_prefix(connector)) {
            unit.span.start = unit.span.end - after.len();
        }
    }
}

/// Reads 第N条[之N], 第N章[之N], 第（N）项, （N）项, 附件N at a place.
fn component(text: &str, at: usize) -> Option<Component> {
    let rest = &text[at..];
    if let Some(word) = ["附件", "附表", "附录"].into_iter().find(|word| rest.starts_with(word)) {
        return annex(text, at, word);
    }
    let ordinal = rest.starts_with('第');
    let from = if ordinal { skip(text, at + '第'.len_utf8()) } else { at };
    if !ordinal && !rest.starts_with(['（', '(']) {
        return None;
    }
    let (first, mut end) = number(text, from)?;
    let bracketed = text[from..].starts_with(['（', '(']);
    let mut numbers = vec![(at..end, first)];
    while level(text, end).is_none() {
        let next = after_connector(text, end)?;
        let next = if text[next..].starts_with('第') { return None } else { next };
        let (more, after) = number(text, next)?;
        if bracketed != text[next..].starts_with(['（', '(']) {
            return None;
        }
        numbers.push((next..after, more));
        end = after;
    }
    let (level, word) = level(text, end)?;
    if !ordinal && level != Level::Item && level != Level::Subitem {
        return None;
    }
    let mut after = skip(text, end) + word;
    let (span, last) = numbers.last_mut()?;
    if matches!(level, Level::Article | Level::Chapter)
        && let Some((suffix, length)) = suffix(&text[after..])
    {
        last.suffix = suffix;
        after += length;
    }
    span.end = after;
    if level == Level::Item && is_other_word(&text[after..]) {
        return None;
    }
    Some(Component { level, numbers, end: after })
}

/// 附件2, 附件一; a bare 附件 names none.
fn annex(text: &str, at: usize, word: &str) -> Option<Component> {
    let from = skip(text, at + word.len());
    let length = digits(&text[from..]);
    let value = parse_numeral(&text[from..from + length]).ok()?;
    let end = from + length;
    // 附件3份 counts them.
    let counted = text[end..].starts_with(['份', '页', '个', '张', '种', '至']);
    (!counted).then(|| Component { level: Level::Annex, numbers: vec![(at..end, plain(value))], end })
}

/// 第一项目标, 第三项工作: counted things, not items of a list.
fn is_other_word(rest: &str) -> bool {
    ["目", "工作", "任务", "措施", "内容", "制度", "工程", "活动", "改革", "职责"].iter().any(|word| rest.starts_with(word))
}

/// A number, in brackets or without.
fn number(text: &str, at: usize) -> Option<(Number, usize)> {
    let bracket = text[at..].chars().next().filter(|c| matches!(c, '（' | '('));
    let from = skip(text, at + bracket.map_or(0, char::len_utf8));
    let length = digits(&text[from..]);
    let value = parse_numeral(&text[from..from + length]).ok()?;
    let end = from + length;
    let Some(_) = bracket else { return Some((plain(value), end)) };
    let close = skip(text, end);
    let mark = text[close..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    Some((plain(value), close + mark.len_utf8()))
}

fn plain(value: u32) -> Number {
    Number::plain(u16::try_from(value).expect("numerals end at 9999"))
}

/// 第一百二条, 第零条: articles that cannot be told by their numerals.
pub(super) fn unreadable(text: &str) -> Vec<Range<usize>> {
    let articles = text.match_indices('第').filter_map(|(start, mark)| {
        let from = skip(text, start + mark.len());
        let length = digits(&text[from..]);
        let end = skip(text, from + length);
        let wrong = length > 0 && text[end..].starts_with('条') && parse_numeral(&text[from..from + length]).is_err();
        wrong.then(|| start..end + '条'.len_utf8())
    });
    articles.collect()
}

/// 之N behind 条 or 章.
fn suffix(rest: &str) -> Option<(u16, usize)> {
    let after = rest.strip_prefix('之')?;
    let length = digits(after);
    // 第三条之一般规定 goes on with a word.
    let value = parse_numeral(&after[..length]).ok()?;
    (!after[length..].starts_with(['般', '切', '些', '旦'])).then_some((u16::try_from(value).ok()?, '之'.len_utf8() + length))
}

/// The word behind a number, and its length.
fn level(text: &str, at: usize) -> Option<(Level, usize)> {
    let rest = &text[skip(text, at)..];
    let words = [
        ("条", Level::Article),
        ("款", Level::Paragraph),
        ("项", Level::Item),
        ("目", Level::Subitem),
        ("章", Level::Chapter),
        ("节", Level::Section),
        ("分编", Level::Subpart),
        ("编", Level::Part),
        ("篇", Level::Part),
    ];
    words.into_iter().find(|(word, _)| rest.starts_with(word)).map(|(word, level)| (level, word.len()))
}

fn skip(text: &str, at: usize) -> usize {
    at + (text[at..].len() - text[at..].trim_start_matches(is_space).len())
}

#[cfg(test)]
mod tests {
    use super::{Level, units};

    /// Each unit as `words=path`.
    fn read(text: &str) -> String {
        let Some((units, end)) = units(text, 0, &[]) else { return String::from("none") };
        let letter = |level: Level| match level {
            Level::Annex => "x",
            Level::Part => "b",
            Level::Subpart => "f",
            Level::Chapter => "c",
            Level::Section => "j",
            Level::Article => "a",
            Level::Paragraph => "p",
            Level::Item => "i",
            Level::Subitem => "s",
        };
        let path =
            |path: &[(Level, super::Number)]| path.iter().map(|(level, number)| format!("{}{number}", letter(*level))).collect::<String>();
        let all: Vec<String> = units.iter().map(|unit| format!("{}={}", &text[unit.span.clone()], path(&unit.path))).collect();
        format!("{}|{}", all.join(" "), &text[end..])
    }

    #[test]
    fn units_as_they_are_cited() {
        for (text, expected) in [
            ("第十二条", "第十二条=a12|"),
            ("第十二条第二款第（三）项的规定", "第十二条第二款第（三）项=a12p2i3|的规定"),
            ("第一百二十条之一第二款", "第一百二十条之一第二款=a120.1p2|"),
            ("第七条至第十三条的规定", "第七条=a7 第十三条=a13|的规定"),
            ("第八十一条、第八十二条第四项、第五项规定", "第八十一条=a81 第八十二条第四项=a82i4 第五项=a82i5|规定"),
            ("第十六条第一款第三项、第四项或者第六项", "第十六条第一款第三项=a16p1i3 第四项=a16p1i4 第六项=a16p1i6|"),
            ("第三十四条第一项、第八项或者第二十九条第一项", "第三十四条第一项=a34i1 第八项=a34i8 第二十九条第一项=a29i1|"),
            ("第五条第一、二款", "第五条第一=a5p1 二款=a5p2|"),
            ("第三、四、五条的", "第三=a3 四=a4 五条=a5|的"),
            ("第（一）至（三）项规定", "第（一）=i1 （三）项=i3|规定"),
            ("第二章第二节、第三章", "第二章第二节=c2j2 第三章=c3|"),
            ("第 12 条第 2 款", "第 12 条第 2 款=a12p2|"),
            ("第一章之一", "第一章之一=c1.1|"),
            ("附件2", "附件2=x2|"),
            ("附件一的", "附件一=x1|的"),
            ("附件3份", "none"),
            ("第一项工作", "none"),
            ("第一项规定", "第一项=i1|规定"),
            ("第三方", "none"),
            ("第一、二审", "none"),
            ("第十条第二款和第三款", "第十条第二款=a10p2 第三款=a10p3|"),
            ("第一百二", "none"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
