//! Lists: items from （一） on without a gap, under a 款 that ends in a colon.

use super::super::tree::{Kind, Number};
use super::sequence::{Irregular, irregularities};
use super::{Gaps, Subject, label};
use crate::diag::{Diagnostic, Text, regulation};
use crate::say;

pub(super) fn check(subject: &Subject<'_>, gaps: &mut Gaps<'_>, found: &mut Vec<Diagnostic>) {
    let tree = subject.tree;
    let mut items: Vec<usize> = Vec::new();
    let mut before: Option<usize> = None;
    for (index, node) in tree.iter() {
        match node.kind {
            Kind::Heading => before = None,
            Kind::Paragraph => {
                items.clear();
                items.extend(tree.children(index).filter(|child| tree.node(*child).kind == Kind::Item));
                if let Some(first) = items.first() {
                    if node.text.is_empty()
                        && before.is_some_and(|before| has_items(subject, before) && same_parent(subject, before, index))
                    {
                        let diagnostic = orphan(tree.node(*first).label.of(subject.text()));
                        found.push(within(subject, *first, diagnostic).at(subject.place(tree.node(*first).label)));
                    }
                    let regular = numbers(subject, &items, gaps, found);
                    colon(subject, index, regular, found);
                }
                before = Some(index);
            }
            _ => {}
        }
    }
}

fn has_items(subject: &Subject<'_>, paragraph: usize) -> bool {
    subject.tree.children(paragraph).any(|child| subject.tree.node(child).kind == Kind::Item)
}

fn same_parent(subject: &Subject<'_>, a: usize, b: usize) -> bool {
    subject.tree.parent(a) == subject.tree.parent(b)
}

/// Checks the numbers of one list; whether it begins with （一）.
fn numbers(subject: &Subject<'_>, items: &[usize], gaps: &mut Gaps<'_>, found: &mut Vec<Diagnostic>) -> bool {
    let tree = subject.tree;
    let numbers: Vec<Number> = items.iter().map(|index| tree.node(*index).number).collect();
    let mut begins = true;
    for irregular in irregularities(&numbers, 1, |at, missing| gaps.declares(tree, items[at], missing)) {
        let node = tree.node(items[irregular.at]);
        let here = node.label.of(subject.text());
        let diagnostic = match &irregular.what {
            Irregular::Gap(_) if irregular.at == 0 => {
                begins = false;
                first(subject, items[0], here)
            }
            Irregular::Gap(missing) => gap(subject, items[irregular.at - 1], here, missing),
            Irregular::Duplicate(_) => order(say!("{here}在同一款中出现了两次", "{here} stands twice in one paragraph")),
            Irregular::Backwards(last) => {
                let last = label(Kind::Item, *last);
                order(say!("项的编号倒退：{last}之后又出现{here}", "the numbers go back: {here} comes after {last}"))
            }
        };
        let diagnostic = match irregular.due.map(|due| label(Kind::Item, due)) {
            Some(due) if begins => diagnostic.help(say!("按前后编号，这里应当是{due}", "by the numbers around it this should be {due}")),
            _ => diagnostic,
        };
        found.push(within(subject, items[irregular.at], diagnostic).at(subject.place(node.label)));
    }
    begins
}

/// Says which article it is in.
fn within(subject: &Subject<'_>, index: usize, mut diagnostic: Diagnostic) -> Diagnostic {
    if let Some(article) = subject.tree.ancestor(index, Kind::Article) {
        let article = subject.tree.citation(article, subject.text());
        let Text { zh, en } = diagnostic.message;
        diagnostic.message = say!("{article}：{zh}", "{article}: {en}");
    }
    diagnostic
}

/// A 款 of an article that a list follows ends in a colon.
fn colon(subject: &Subject<'_>, paragraph: usize, begins: bool, found: &mut Vec<Diagnostic>) {
    let tree = subject.tree;
    let node = tree.node(paragraph);
    let in_article = tree.parent(paragraph).is_some_and(|parent| tree.node(parent).kind == Kind::Article);
    let words = node.text.of(subject.text()).trim_end_matches(['*', '_', '`', ' ']);
    // 二、工作安排 is a heading in a text without articles, and leads to nothing.
    let heading = tree.without_articles && !words.ends_with(['。', '；', '，', '、', '.', ';', ',']);
    if begins && in_article && !heading && !node.text.is_empty() && !words.ends_with(['：', ':']) {
        let last = words.chars().next_back().map_or(0, char::len_utf8);
        let end = node.text.start as usize + words.len();
        found.push(colon_missing().at(subject.source.place(end - last..end)));
    }
}

fn first(subject: &Subject<'_>, item: usize, here: &str) -> Diagnostic {
    let message = say!("这一款的第一项是{here}，不是（一）", "the list begins with {here} instead of （一）");
    let diagnostic = Diagnostic::error(regulation::ITEM_FIRST, message);
    let above = subject.tree.parent(item).map(|paragraph| subject.tree.node(paragraph).text.range()).unwrap_or_default();
    let within =
        ["（一）", "(一)"].into_iter().find_map(|mark| subject.text()[above.clone()].find(mark).map(|at| (above.start + at, mark)));
    match within {
        Some((at, mark)) => diagnostic
            .related(subject.source.place(at..at + mark.len()), say!("{mark}在这一行里", "{mark} is within this line"))
            .help(say!("请让{mark}另起一行", "begin a new line with {mark}")),
        None => diagnostic.help(say!("请检查上面几行是否漏写了序号（一）", "see whether a line above lacks its number")),
    }
}

fn gap(subject: &Subject<'_>, before: usize, here: &str, missing: &[Number]) -> Diagnostic {
    let names: Vec<String> = missing.iter().map(|number| label(Kind::Item, *number)).collect();
    let wanted = names.first().cloned().unwrap_or_default();
    let names = if names.len() > 3 { format!("{}至{}", names[0], names[names.len() - 1]) } else { names.join("、") };
    let diagnostic = Diagnostic::error(regulation::ITEM_GAP, say!("{here}之前缺少{names}", "{names} is missing before {here}"));
    let node = subject.tree.node(before);
    match node.text.of(subject.text()).find(&wanted) {
        Some(at) => {
            let start = node.text.start as usize + at;
            diagnostic
                .related(subject.source.place(start..start + wanted.len()), say!("{wanted}在这一行里", "{wanted} is within this line"))
                .help(say!("请让{wanted}另起一行", "begin a new line with {wanted}"))
        }
        None => diagnostic.help(say!("请补上，或改正编号", "add it, or correct the number")),
    }
}

fn order(message: Text) -> Diagnostic {
    Diagnostic::error(regulation::ITEM_GAP, message).help(say!("请核对项的编号", "check the numbers of the items"))
}

fn orphan(here: &str) -> Diagnostic {
    Diagnostic::error(
        regulation::ITEM_LIST_ORPHAN,
        say!("{here}又开始了一列项，前面却没有引出它的一款", "{here} begins a second list without a paragraph before it"),
    )
    .help(say!(
        "请在它前面写上引出各项的文字（以：结尾），或接着上一列编号",
        "write the words that lead to it (ending in ：), or number on from the list above"
    ))
}

fn colon_missing() -> Diagnostic {
    Diagnostic::warning(
        regulation::COLON_MISSING,
        say!("引出各项的一款没有以冒号结尾", "a paragraph that leads to a list does not end in a colon"),
    )
    .help(say!("请把结尾的标点改成“：”", "end it with ："))
}
