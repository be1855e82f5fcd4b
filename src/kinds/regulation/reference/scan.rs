//! Words to citations: 《会计法》第九条, 本办法第十二条第二款, 前款, 第五条至第七条, 附件2.
//!
//! Goes through a text once, from left to right, and reads a citation where one begins. Which work and which unit it
//! means is found later; here nothing is known but the words.

use std::ops::Range;

use super::super::check::{INSTRUMENTS, begins_a_word};
use super::super::grammar::{digits, is_space};
use super::unit::{Level, Unit, units};
use crate::value::parse_numeral;

/// A citation as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citation {
    /// The work it names.
    pub work: Named,
    /// The units it names; empty where the work as a whole is meant.
    pub units: Vec<Unit>,
}

/// How a citation names a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// Not at all: 第三条.
    Nothing,
    /// 本办法, 本条: the text itself, or the unit of that level the citation stands in.
    Own(Option<Level>),
    /// 前款, 前条, 前三款: so many units of that level before the one the citation stands in.
    Before { level: Level, count: u16, span: Range<usize> },
    /// 《title》, with the （文号） behind it.
    Title { title: Range<usize>, whole: Range<usize>, number: Option<Range<usize>> },
    /// The words before 第N条 end as titles do: 依照预算法第三条. The range goes back as far as a title may.
    Words(Range<usize>),
}

/// An abbreviation that a text makes for a title: 《…》（以下简称《财务办法》）.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Abbreviation {
    /// What it stands for.
    pub title: Range<usize>,
    /// The abbreviation itself.
    pub short: Range<usize>,
}

/// All citations in a text, in order, and the abbreviations it makes.
pub(super) fn scan(text: &str) -> (Vec<Citation>, Vec<Abbreviation>) {
    let mut scanner = Scanner { text, citations: Vec::new(), abbreviations: Vec::new() };
    let mut at = 0;
    while let Some((offset, mark)) = text[at..].match_indices(['第', '前', '《', '本', '附']).next() {
        let start = at + offset;
        at = match mark {
            "《" => scanner.title(start),
            "本" => scanner.own(start),
            "前" => scanner.before(start),
            _ => scanner.bare(start),
        }
        .unwrap_or(start + mark.len());
    }
    (scanner.citations, scanner.abbreviations)
}

struct Scanner<'a> {
    text: &'a str,
    citations: Vec<Citation>,
    abbreviations: Vec<Abbreviation>,
}

impl Scanner<'_> {
    /// Reads on from a named work: its units, if any follow.
    fn cite(&mut self, work: Named, at: usize, above: Option<usize>) -> Option<usize> {
        let after = skip(self.text, above.unwrap_or(at));
        let direct = units(self.text, after, &[]);
        let (units, end) = match direct.or_else(|| self.linked(&work, after)) {
            Some((units, end)) => (units, end),
            None if matches!(work, Named::Own(_)) => return None,
            None => (Vec::new(), at),
        };
        self.citations.push(Citation { work, units });
        Some(end)
    }

    /// Units behind words that lead from a work to them: 《会计法》规定的第九条. Only what is numbered through a whole text: the
    /// 第二项 of 本办法的第二项工作 is none, and 总则第四章 is one of a part. Behind a title such units are passed over, for they are
    /// not of this text either.
    fn linked(&self, work: &Named, at: usize) -> Option<(Vec<Unit>, usize)> {
        let titled = matches!(work, Named::Title { .. });
        if !titled && *work != Named::Own(None) {
            return None;
        }
        let rest = &self.text[at..];
        let link = LINKS.into_iter().find(|link| rest.starts_with(link))?;
        let found = units(self.text, skip(self.text, at + link.len()), &[])?;
        let level = found.0.first().and_then(|unit| unit.path.first()).map(|(level, _)| *level)?;
        let certain = level == Level::Article || (level < Level::Article && !link.contains('则'));
        if certain { Some(found) } else { titled.then_some((Vec::new(), found.1)) }
    }

    /// 《title》（文号）（以下简称X）第N条
    fn title(&mut self, start: usize) -> Option<usize> {
        let end = closing(self.text, start)?;
        let title = start + '《'.len_utf8()..end - '》'.len_utf8();
        let (mut number, mut after) = (None, end);
        while let Some((inside, next)) = bracket(self.text, after) {
            let words = &self.text[inside.clone()];
            if let Some(short) = abbreviated(words) {
                let short = inside.start + short.start..inside.start + short.end;
                self.abbreviations.push(Abbreviation { title: title.clone(), short });
            } else if words.ends_with('号') {
                number = Some(inside);
            } else if units(self.text, skip(self.text, next), &[]).is_none() {
                break;
            }
            after = next;
        }
        let work = Named::Title { title, whole: start..end, number };
        self.cite(work, end, Some(after)).map(|at| at.max(end))
    }

    /// 本办法第三条, 本条第一款, 本章第一节
    fn own(&mut self, start: usize) -> Option<usize> {
        if !begins_a_word(&self.text[..start]) {
            return None;
        }
        let after = start + '本'.len_utf8();
        let rest = &self.text[after..];
        if let Some(word) = INSTRUMENTS.iter().chain(&["法", "决定", "通知", "意见", "方案", "公告"]).find(|word| rest.starts_with(**word))
        {
            return self.cite(Named::Own(None), after + word.len(), None);
        }
        let (word, level) = LEVELS.into_iter().find(|(word, _)| rest.starts_with(word))?;
        self.cite(Named::Own(Some(level)), after + word.len(), None)
    }

    /// 前款, 前条第二款, 前三款
    fn before(&mut self, start: usize) -> Option<usize> {
        if self.text[..start].ends_with(['以', '之', '目', '提', '先', '从', '当', '此', '生', '事', '年', '日', '月', '向', '超'])
        {
            return None;
        }
        let after = start + '前'.len_utf8();
        let length = digits(&self.text[after..]);
        let count = if length == 0 { 1 } else { u16::try_from(parse_numeral(&self.text[after..after + length]).ok()?).ok()? };
        let rest = &self.text[after + length..];
        let (word, level) =
            [("款", Level::Paragraph), ("条", Level::Article), ("项", Level::Item)].into_iter().find(|(word, _)| rest.starts_with(word))?;
        let end = after + length + word.len();
        if rest[word.len()..].starts_with(['目', '例', '件']) {
            return None;
        }
        self.cite(Named::Before { level, count, span: start..end }, end, None)
    }

    /// 第三条, and what stands before it, if that can be a title. 刑法分则第四章 is one of a part, and left alone.
    fn bare(&mut self, start: usize) -> Option<usize> {
        let (units, end) = units(self.text, start, &[])?;
        let work = self.name_before(start);
        let of_part = self.text[..start].trim_end_matches(|c| is_space(c) || c == '的').ends_with('则');
        let level = units.first().and_then(|unit| unit.path.first()).map(|(level, _)| *level);
        if !(of_part && work != Named::Nothing && level < Some(Level::Article)) {
            self.citations.push(Citation { work, units });
        }
        Some(end)
    }

    /// The words directly before a unit, where they end as titles do.
    fn name_before(&self, at: usize) -> Named {
        const LONGEST: usize = 40;
        let Some((head, end)) = name_end(self.text[..at].trim_end_matches(is_space)) else { return Named::Nothing };
        let before = &self.text[..head];
        let is_part = |c: char| !matches!(c, '，' | '。' | '；' | '：' | '、' | '（' | '）' | '》' | '“' | '”') && !is_space(c);
        let start = before.char_indices().rev().take(LONGEST).take_while(|(_, c)| is_part(*c)).last().map_or(before.len(), |(at, _)| at);
        Named::Words(start..end)
    }
}

/// Where a title ends that stands at the end of some words, first without and then with the （十一） behind it; words that lead
/// from it to a unit are passed over.
fn name_end(before: &str) -> Option<(usize, usize)> {
    let ends = |words: &str| {
        let head = words.strip_suffix(['）', ')']).and_then(|inner| {
            let open = inner.rfind(['（', '('])?;
            let number = inner[open..].trim_start_matches(['（', '(']);
            (!number.is_empty() && digits(number) == number.len()).then(|| &words[..open])
        });
        let head = head.unwrap_or(words);
        TITLE_ENDS.iter().any(|word| head.ends_with(word)).then_some((head.len(), words.len()))
    };
    let linked = LINKS.into_iter().filter_map(|link| before.strip_suffix(link)).map(|words| words.trim_end_matches(is_space));
    linked.filter_map(ends).next().or_else(|| ends(before))
}

/// What may stand between a work and a unit of it; the longer ones first.
const LINKS: [&str; 9] = ["所规定的", "规定的", "总则的", "分则的", "中的", "总则", "分则", "的", "中"];

/// Units a citation may be relative to, by the word behind 本.
const LEVELS: [(&str, Level); 7] = [
    ("条", Level::Article),
    ("款", Level::Paragraph),
    ("项", Level::Item),
    ("章", Level::Chapter),
    ("节", Level::Section),
    ("分编", Level::Subpart),
    ("编", Level::Part),
];

/// What titles of laws end in. A unit directly behind such a word is one of that law.
const TITLE_ENDS: [&str; 30] = [
    "法",
    "法典",
    "条例",
    "规定",
    "办法",
    "细则",
    "规则",
    "规程",
    "制度",
    "准则",
    "章程",
    "守则",
    "决定",
    "通知",
    "意见",
    "解释",
    "公约",
    "协定",
    "议定书",
    "修正案",
    "方案",
    "标准",
    "批复",
    "大纲",
    "通则",
    "合同",
    "协议",
    "党章",
    "纲要",
    "号",
];

/// Where the 》 that closes a 《 ends; titles within a title are passed over.
fn closing(text: &str, start: usize) -> Option<usize> {
    const LONGEST: usize = 120;
    let mut depth = 0_usize;
    for (at, character) in text[start..].char_indices().take(LONGEST) {
        match character {
            '《' => depth += 1,
            '》' if depth == 1 => return Some(start + at + '》'.len_utf8()),
            '》' => depth -= 1,
            '。' => return None,
            _ => {}
        }
    }
    None
}

/// What stands in the brackets at a place, and where they end.
fn bracket(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let at = skip(text, at);
    let open = text[at..].chars().next().filter(|c| matches!(c, '（' | '('))?;
    let from = at + open.len_utf8();
    let length = text[from..].find(['）', ')'])?;
    let close = text[from + length..].chars().next()?;
    (length < 200).then_some((from..from + length, from + length + close.len_utf8()))
}

/// The name in 以下简称X, without quotation marks and 《》.
pub(in super::super) fn abbreviated(words: &str) -> Option<Range<usize>> {
    let (at, lead) = ["以下简称", "以下统称", "以下合称", "以下称"].into_iter().find_map(|lead| words.find(lead).map(|at| (at, lead)))?;
    let from = at + lead.len();
    let rest = words[from..].trim_start_matches(['为', '：', '“', '"', '《', '「']);
    let start = words.len() - rest.len();
    let end = rest.find(['，', '。', '；', '“', '”', '"', '》', '」', '）', ')', '、']).unwrap_or(rest.len());
    (end > 0).then_some(start..start + end)
}

fn skip(text: &str, at: usize) -> usize {
    at + (text[at..].len() - text[at..].trim_start_matches(is_space).len())
}

#[cfg(test)]
mod tests {
    use super::{Named, scan};

    /// Each citation as `work>units`.
    fn read(text: &str) -> String {
        let (citations, abbreviations) = scan(text);
        let work = |work: &Named| match work {
            Named::Nothing => String::new(),
            Named::Own(level) => format!("own{}", level.map(|level| format!("{level:?}")).unwrap_or_default()),
            Named::Before { level, count, .. } => format!("-{count}{level:?}"),
            Named::Title { title, number, .. } => {
                let number = number.clone().map(|number| format!("({})", &text[number])).unwrap_or_default();
                format!("《{}》{number}", &text[title.clone()])
            }
            Named::Words(words) => format!("…{}", &text[words.clone()]),
        };
        let citation = |citation: &super::Citation| {
            let units: Vec<&str> = citation.units.iter().map(|unit| &text[unit.span.clone()]).collect();
            format!("{}>{}", work(&citation.work), units.join(","))
        };
        let short = abbreviations.iter().map(|one| format!("{}={}", &text[one.short.clone()], &text[one.title.clone()]));
        citations.iter().map(citation).chain(short).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn citations_as_they_are_written() {
        for (text, expected) in [
            ("依照本办法第十二条第二款第三项办理", "own>第十二条第二款第三项"),
            ("违反第五条、第六条规定的", ">第五条,第六条"),
            ("依照刑法第三条和第五条，违反第七条", "…依照刑法>第三条,第五条 >第七条"),
            ("《中华人民共和国会计法》第九条", "《中华人民共和国会计法》>第九条"),
            ("《会计法》（以下简称会计法）第九条", "《会计法》>第九条 会计法=会计法"),
            ("《财务管理办法》（云检办〔2026〕3号）第十二条", "《财务管理办法》(云检办〔2026〕3号)>第十二条"),
            ("《关于修改〈会计法〉的决定》", "《关于修改〈会计法〉的决定》>"),
            ("《财务管理办法》规定", "《财务管理办法》>"),
            ("有前款规定情形", "-1Paragraph>"),
            ("前三款行为", "-3Paragraph>"),
            ("前条第二款规定", "-1Article>第二款"),
            ("三日以前款项", ""),
            ("本条第一款、第二款", "ownArticle>第一款,第二款"),
            ("本条规定", ""),
            ("本章第一节或者第二节", "ownChapter>第一节,第二节"),
            ("基本法第三条", "…基本法>第三条"),
            ("见附件2和附件3", ">附件2,附件3"),
            ("第三方、第一名、前项目", ""),
            ("该条例第四条", "…该条例>第四条"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
