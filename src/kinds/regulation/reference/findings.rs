//! What is wrong with references, in words.

use super::super::model::{Version, Work};
use super::super::tree::{Kind, Number};
use super::resolve::{count, find};
use super::unit::{Level, Unit};
use crate::diag::{Diagnostic, Place, Text, regulation};
use crate::say;
use crate::value::write_numeral;

/// A unit that is not in the text it is cited of.
pub(super) fn unresolved(work: &Work, version: &Version, unit: &Unit, own: bool) -> Diagnostic {
    let title = &version.front.title;
    let cited = words(unit);
    let (date, one) = (version.effective, work.versions.len() == 1);
    let message = match (own, one) {
        (true, _) => say!("本文没有{cited}", "this text has no {cited}"),
        (false, true) => say!("《{title}》没有{cited}", "《{title}》 has no {cited}"),
        (false, false) => say!("《{title}》{date} 起施行的文本没有{cited}", "《{title}》 as in force from {date} has no {cited}"),
    };
    let diagnostic = Diagnostic::error(regulation::REFERENCE_UNRESOLVED, message);
    match unit.path.first().and_then(|first| lost_line(version, *first)) {
        Some((label, place)) => diagnostic
            .related(place, say!("这一行以“{label}”开头，编号后没有空格", "this line begins with {label}, without a space behind it"))
            .help(say!(
                "有一行以“{label}”开头，编号后没有空格，没有算作条文：请在它之后空一格",
                "a line begins with {label} and has no space behind the number, so it is no article: put a space there"
            )),
        None => diagnostic.help(hint(work, version, unit)),
    }
}

/// The line that was meant to be an article and is none, for want of a space behind its number.
fn lost_line(version: &Version, first: (Level, Number)) -> Option<(String, Place)> {
    let unit = Unit { span: 0..0, path: vec![first] };
    if first.0 != Level::Article || find(&version.tree, None, &unit.path).is_some() {
        return None;
    }
    let (label, text) = (words(&unit), version.text());
    let mut at = version.body.start;
    for line in text[version.body.clone()].split_inclusive('\n') {
        let start = at + line.len() - line.trim_start_matches([' ', '\t', '\u{3000}', '#', '*']).len();
        if text[start..].strip_prefix(label.as_str()).is_some_and(|rest| !rest.starts_with('之')) {
            let place = version.source.place(start..start + label.len());
            return Some((label, place));
        }
        at += line.len();
    }
    None
}

/// A line that begins with the number of an article without a space behind it, where no gap tells of it.
pub(super) fn lost_marker(unit: &Unit) -> Diagnostic {
    let label = words(unit);
    Diagnostic::error(
        regulation::REFERENCE_UNRESOLVED,
        say!(
            "这一行以“{label}”开头，编号后没有空格，没有算作条文，本文没有{label}",
            "the line begins with {label} and has no space behind it, so it is no article, and there is no {label}"
        ),
    )
    .help(say!(
        "是条文的，请在“{label}”之后空一格；是引用的，请写“本办法{label}”并改正条数",
        "put a space behind {label} if it is an article; if it cites one, correct the number"
    ))
}

/// The unit in canonical words.
fn words(unit: &Unit) -> String {
    let word = |(level, number): &(Level, Number)| {
        let numeral = write_numeral(u32::from(number.base));
        let suffix = if number.suffix == 0 { String::new() } else { format!("之{}", write_numeral(u32::from(number.suffix))) };
        match level {
            Level::Annex => format!("附件{}", number.base),
            Level::Part => format!("第{numeral}编"),
            Level::Subpart => format!("第{numeral}分编"),
            Level::Chapter => format!("第{numeral}章{suffix}"),
            Level::Section => format!("第{numeral}节"),
            Level::Article => format!("第{numeral}条{suffix}"),
            Level::Paragraph => format!("第{numeral}款"),
            Level::Item => format!("第{numeral}项"),
            Level::Subitem => format!("第{numeral}目"),
        }
    };
    unit.path.iter().map(word).collect()
}

/// What there is instead.
fn hint(work: &Work, version: &Version, unit: &Unit) -> Text {
    let tree = &version.tree;
    let reached = (1..unit.path.len()).rev().find_map(|length| find(tree, None, &unit.path[..length]).map(|at| (length, at)));
    if let Some((length, at)) = reached {
        let there = Unit { span: 0..0, path: unit.path[..length].to_vec() };
        let there = words(&there);
        let (paragraphs, items) = (count(tree, at, Kind::Paragraph), count(tree, at, Kind::Item));
        return match unit.path[length].0 {
            Level::Paragraph => say!("{there}共有 {paragraphs} 款，请改正款数", "{there} has {paragraphs} paragraphs (款)"),
            Level::Item if tree.node(at).kind == Kind::Article && paragraphs > 1 => say!(
                "{there}共有 {paragraphs} 款，请写明是第几款的哪一项",
                "{there} has {paragraphs} paragraphs (款): say in which of them the item stands"
            ),
            Level::Item if tree.node(at).kind == Kind::Article => {
                let items = tree.children(at).map(|child| count(tree, child, Kind::Item)).sum::<usize>();
                say!("{there}共有 {items} 项，请改正项数", "{there} has {items} items (项)")
            }
            Level::Item => say!("{there}共有 {items} 项，请改正项数", "{there} has {items} items (项)"),
            _ => say!("请核对{there}以下的编号", "check the number below {there}"),
        };
    }
    if let Some(other) =
        work.versions.iter().rev().find(|other| other.effective != version.effective && find(&other.tree, None, &unit.path).is_some())
    {
        let date = other.effective;
        return say!(
            "{date} 起施行的文本有这一条；引用的是本文施行时有效的文本，请核对",
            "the version of {date} has it; a reference means the version in force when this text took effect"
        );
    }
    if unit.path.first().is_some_and(|(level, _)| *level > Level::Article) {
        return say!("请核对款、项的编号", "check the numbers of 款 and 项");
    }
    if unit.path.first().is_some_and(|(level, _)| *level == Level::Annex) {
        let annexes = tree.roots().filter(|root| tree.node(*root).kind == Kind::Annex).count();
        return match annexes {
            0 => say!("该文本没有附件；请补上，或删去这一处", "that text has no annexes: add it, or take this out"),
            _ => say!("该文本共有 {annexes} 个附件，请改正编号", "that text has {annexes} annexes; correct the number"),
        };
    }
    let articles = tree.articles().count();
    say!("该文本共 {articles} 条，请改正编号", "that text has {articles} articles; correct the number")
}

/// 前款 in the first 款.
pub(super) fn nothing_before(words: &str, before: usize) -> Diagnostic {
    let kind = words.chars().next_back().unwrap_or('款');
    let message = match before {
        0 => say!("“{words}”前面没有{kind}", "“{words}” has no {kind} before it"),
        _ => say!("“{words}”前面只有 {before} {kind}", "“{words}” has only {before} {kind} before it"),
    };
    Diagnostic::error(regulation::REFERENCE_UNRESOLVED, message)
        .help(say!("请写明是第几条第几款", "name the article and paragraph that are meant"))
}

/// A title two works have.
pub(super) fn ambiguous(title: &str, works: &[&Work]) -> Diagnostic {
    let list: Vec<String> = works.iter().map(|work| named(work)).collect();
    let (zh, en) = (list.join("、"), list.join(", "));
    let mut diagnostic = Diagnostic::error(
        regulation::REFERENCE_AMBIGUOUS,
        say!("《{title}》同时是几部现行制度的名称：{zh}", "《{title}》 is the title of several works in force: {en}"),
    )
    .help(say!("请在书名号后写明文号，如《{title}》（云检办〔2026〕3号）", "add the document's number behind the title, in brackets"));
    for work in works {
        if let Some(version) = work.versions.last() {
            diagnostic = diagnostic.related(Place::file(&version.source.file), say!("其中一部", "one of them"));
        }
    }
    diagnostic
}

/// A title of several works with a number that none of them has.
pub(super) fn number_of_none(title: &str, number: &str, works: &[&Work]) -> Diagnostic {
    let list: Vec<String> = works.iter().map(|work| named(work)).collect();
    let (zh, en) = (list.join("、"), list.join(", "));
    Diagnostic::error(
        regulation::REFERENCE_AMBIGUOUS,
        say!(
            "名称是《{title}》的制度有：{zh}；文号都不是“{number}”",
            "the works titled 《{title}》 are {en}; none of them has the number {number}"
        ),
    )
    .help(say!("请核对文号，改成其中一部的", "check the number, and write that of one of them"))
}

fn named(work: &Work) -> String {
    let number = work.versions.last().and_then(|version| version.front.number.clone());
    number.map_or_else(|| work.code.clone(), |number| format!("{}（{number}）", work.code))
}

/// A title nothing is known of.
pub(super) fn title_unknown(title: &str) -> Diagnostic {
    Diagnostic::warning(
        regulation::TITLE_UNKNOWN,
        say!("本站没有《{title}》，external.toml 里也没有", "《{title}》 is neither on this site nor in external.toml"),
    )
    .help(say!(
        "名称写错了请改正；是外部法规，请在 content/external.toml 的 titles 里加一行 \"{title}\"",
        "correct the title, or list it under titles in content/external.toml: \"{title}\""
    ))
}

/// Whether a title is that of a law or a rule: 《差旅费报销单》 is a form.
pub(super) fn is_title_of_rules(title: &str) -> bool {
    const ENDS: [&str; 16] =
        ["法", "法典", "条例", "规定", "办法", "细则", "规则", "规程", "制度", "准则", "章程", "守则", "决定", "通知", "意见", "解释"];
    let mut rest = title.trim();
    while let Some(inner) = rest.strip_suffix(['）', ')']) {
        rest = inner.rfind(['（', '(']).map_or("", |open| inner[..open].trim_end());
    }
    ENDS.iter().any(|end| rest.ends_with(end))
}
