//! Numbers of articles, chapters, sections and parts.

use super::super::tree::{Kind, Number};
use super::sequence::{Found, Irregular, irregularities};
use super::{Gaps, Subject, label};
use crate::diag::{Code, Diagnostic, Text, regulation};
use crate::say;

pub(super) fn check(subject: &Subject<'_>, gaps: &mut Gaps<'_>, found: &mut Vec<Diagnostic>) {
    let first = subject.front.and_then(|(front, _)| front.first_article).unwrap_or(1);
    let articles = groups(subject, Kind::Article, &[Kind::Annex]);
    for (group, units) in articles.iter().enumerate() {
        let first = if group == 0 { first } else { 1 };
        run(subject, Kind::Article, units, first, gaps, found);
    }
    if articles.first().is_none_or(Vec::is_empty) && !is_repeal(subject) {
        found.push(no_articles().at(subject.source.place(subject.body.start..subject.body.start)));
    }
    let restart: &[Kind] = if subject.tree.chapters_restart { &[Kind::Annex, Kind::Part] } else { &[Kind::Annex] };
    let sections = [Kind::Annex, Kind::Part, Kind::Subpart, Kind::Chapter, Kind::General, Kind::Supplementary];
    for (kind, breaks) in [
        (Kind::Part, &[Kind::Annex][..]),
        (Kind::Subpart, &[Kind::Annex, Kind::Part]),
        (Kind::Chapter, restart),
        (Kind::Section, &sections),
    ] {
        for units in groups(subject, kind, breaks) {
            run(subject, kind, &units, 1, gaps, found);
        }
    }
    run(subject, Kind::Annex, &annexes(subject), 1, gaps, found);
}

/// Annexes that state a number as 附件N. 附表 and 附录 may be numbered beside them, and one alone needs no number.
fn annexes(subject: &Subject<'_>) -> Vec<usize> {
    let (tree, text) = (subject.tree, subject.text());
    let stated = |label: &str| label.strip_prefix("附件").is_some_and(|number| !number.is_empty());
    tree.roots().filter(|root| tree.node(*root).kind == Kind::Annex && stated(tree.node(*root).label.of(text))).collect()
}

fn is_repeal(subject: &Subject<'_>) -> bool {
    subject.front.is_some_and(|(front, _)| front.made_by == Some(super::super::model::MadeBy::Repeal))
}

/// Units of a kind, numbered anew after each unit of the kinds that break the sequence. The first group is that
/// of the text itself.
fn groups(subject: &Subject<'_>, kind: Kind, breaks: &[Kind]) -> Vec<Vec<usize>> {
    let mut groups = vec![Vec::new()];
    for (index, node) in subject.tree.iter() {
        if node.kind == kind {
            groups.last_mut().expect("there is always a group").push(index);
        } else if breaks.contains(&node.kind) {
            groups.push(Vec::new());
        }
    }
    groups
}

fn run(subject: &Subject<'_>, kind: Kind, units: &[usize], first: u16, gaps: &mut Gaps<'_>, found: &mut Vec<Diagnostic>) {
    if units.is_empty() {
        return;
    }
    let numbers: Vec<Number> = units.iter().map(|index| subject.tree.node(*index).number).collect();
    for irregular in irregularities(&numbers, first, |at, missing| gaps.declares(subject.tree, units[at], missing)) {
        let place = subject.place(subject.tree.node(units[irregular.at]).label);
        // Each look for a line that lacks its space reads the whole text; a few of them tell what is wrong with all.
        let searching = found.len() < 50;
        let diagnostic = finding(subject, kind, units, &irregular, searching).at(place);
        found.push(match irregular.what {
            Irregular::Duplicate(earlier) => {
                diagnostic.related(subject.place(subject.tree.node(units[earlier]).label), say!("第一次出现", "first here"))
            }
            _ => diagnostic,
        });
    }
}

fn code(kind: Kind, article: Code) -> Code {
    if kind == Kind::Article { article } else { regulation::CHAPTER_GAP }
}

fn finding(subject: &Subject<'_>, kind: Kind, units: &[usize], irregular: &Found, searching: bool) -> Diagnostic {
    let here = subject.tree.node(units[irregular.at]).label.of(subject.text());
    let diagnostic = match &irregular.what {
        Irregular::Gap(missing) => gap(subject, kind, units[irregular.at], missing, searching),
        Irregular::Duplicate(_) => {
            Diagnostic::error(code(kind, regulation::ARTICLE_DUPLICATE), say!("{here}出现了两次", "{here} stands here a second time"))
        }
        Irregular::Backwards(last) => {
            let last = label(kind, *last);
            Diagnostic::error(
                code(kind, regulation::ARTICLE_BACKWARDS),
                say!("编号倒退：{last}之后又出现{here}", "the numbers go back: {here} comes after {last}"),
            )
        }
    };
    match (irregular.due, &irregular.what) {
        (Some(due), _) => {
            let due = label(kind, due);
            diagnostic.help(say!("按前后编号，这里应当是{due}", "by the numbers around it this should be {due}"))
        }
        (None, Irregular::Gap(_)) => diagnostic,
        (None, _) => diagnostic.help(say!("请核对编号，并检查条文的先后顺序", "check the number and the order")),
    }
}

fn gap(subject: &Subject<'_>, kind: Kind, index: usize, missing: &[Number], searching: bool) -> Diagnostic {
    let here = subject.tree.node(index).label.of(subject.text());
    let names: Vec<String> = missing.iter().take(3).map(|number| label(kind, *number)).collect();
    let names = match missing {
        [first, .., last] if missing.len() > 3 => format!("{}至{}", label(kind, *first), label(kind, *last)),
        _ => names.join("、"),
    };
    let first = missing.first().copied().unwrap_or_default();
    let diagnostic =
        Diagnostic::error(code(kind, regulation::ARTICLE_GAP), say!("{here}之前缺少{names}", "{names} is missing before {here}"));
    let word = label(kind, first);
    match Some(&word).filter(|_| searching).and_then(|word| unseparated(subject, word)) {
        Some(at) => diagnostic
            .related(subject.source.place(at..at + word.len()), say!("这一行以“{word}”开头", "this line begins with {word}"))
            .help(say!("“{word}”之后要空一格，才算编号", "put a space behind {word}, so that it counts as a number")),
        None => diagnostic.help(on_purpose(subject, kind, index, missing)),
    }
}

/// What to write where numbers are missing on purpose: all of them, or the number the text begins with.
fn on_purpose(subject: &Subject<'_>, kind: Kind, index: usize, missing: &[Number]) -> Text {
    const LISTED: usize = 20;
    let node = subject.tree.node(index);
    let is_first = subject.tree.articles().next().is_some_and(|(first, _)| first == index);
    if kind == Kind::Article && is_first && node.number.suffix == 0 && node.number.base > 1 {
        let (number, here) = (node.number.base, node.label.of(subject.text()));
        return say!(
            "请补上，或改正编号；本文本来就从{here}开始的，在参数中写 first-article = {number}",
            "add it or correct the number; where the text begins with {here} on purpose, write first-article = {number}"
        );
    }
    let ids = missing.iter().take(LISTED).map(|number| format!("\"{}\"", super::sibling_id(subject.tree, index, *number)));
    let more = if missing.len() > LISTED { ", …" } else { "" };
    let list = ids.collect::<Vec<_>>().join(", ") + more;
    say!(
        "请补上，或改正编号；本来就没有的，在参数中写 gaps = [{list}]",
        "add it or correct the number; where it is missing on purpose, write gaps = [{list}]"
    )
}

/// A line that begins with the missing label but has no space behind it.
fn unseparated(subject: &Subject<'_>, label: &str) -> Option<usize> {
    let body = subject.source.slice(&subject.body);
    let begins = |at: &usize| body[..*at].trim_end_matches([' ', '\t', '\u{3000}', '#', '*']).ends_with('\n') || *at == 0;
    // 第九条之二 is a number of its own.
    let longer = |at: &usize| body[at + label.len()..].starts_with('之');
    body.match_indices(label).map(|(at, _)| at).find(|at| begins(at) && !longer(at)).map(|at| subject.body.start + at)
}

fn no_articles() -> Diagnostic {
    Diagnostic::warning(regulation::NO_ARTICLES, say!("正文中没有一条条文（第N条或一、）", "the text has no articles (第N条, or 一、)"))
        .help(say!("条文要写成“第一条　为了……”：编号之后空一格", "write articles as 第一条　…, with a space behind the number"))
}
