//! Defined terms: 本办法所称公务接待，是指…, （以下简称承办部门）, 下列用语的含义. The words that define become `<dfn>`, and
//! their uses within the scope of the definition lead to it, once in each 款.

use std::ops::Range;

use memchr::memmem;

use super::check::INSTRUMENTS;
use super::model::Version;
use super::reference::abbreviated;
use super::tree::{Kind, Tree};
use super::words::Words;

/// A term that a text defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// The term itself.
    pub word: String,
    /// Where it is defined, in the source.
    pub span: Range<usize>,
    /// The unit that defines it.
    pub unit: usize,
    /// Units in which it means that, by their places in the tree.
    pub scope: Range<usize>,
}

/// A use of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    /// The words, in the source.
    pub span: Range<usize>,
    /// The unit that defines the term.
    pub unit: usize,
}

/// Longest and shortest term, in characters. A single character is part of too many words.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=20;

/// What all words that define others hold: 所称, 以下简称, 以下统称.
const SIGN: &str = "称";

/// What the heading of a list of terms holds.
const GLOSSARY: &str = "用语";

/// Characters of a sentence or a bracket in which a definition ends: a text may go on without end.
const DEFINITION: usize = 200;

/// Characters between 本 and 所称.
const OWNER: usize = 8;

/// The terms a version defines, in the order of its text.
pub(super) fn terms(version: &Version) -> Vec<Term> {
    let tree = &version.tree;
    let mut terms: Vec<Term> = Vec::new();
    let holds = |sign: &str| memmem::find(version.text().as_bytes(), sign.as_bytes()).is_some();
    // Across the ends of lines neither sign is seen so simply.
    let (mentions, glossary) = (tree.wrapped || holds(SIGN), tree.wrapped || holds(GLOSSARY));
    if !mentions && !glossary {
        return terms;
    }
    for (index, node) in tree.iter() {
        let silent = !glossary && !node.text.of(version.text()).contains(SIGN);
        if silent || !matches!(node.kind, Kind::Paragraph | Kind::Item | Kind::Subitem | Kind::Continuation) {
            continue;
        }
        let words = Words::of(tree, index, version.text());
        let mut add = |range: Range<usize>, scope: Range<usize>| {
            let word = words.text[range.clone()].to_owned();
            if is_term(&word) && terms.iter().all(|term| term.word != word || term.scope.end <= scope.start) {
                terms.push(Term { word, span: words.source(&range), unit: index, scope });
            }
        };
        for (range, owner) in called(&words.text) {
            if let Some(scope) = scope(tree, index, owner) {
                parts(&words.text, range).into_iter().for_each(|part| add(part, scope.clone()));
            }
        }
        for range in shortened(&words.text) {
            add(range, index..tree.len());
        }
        if is_glossary(tree, index, version.text())
            && let Some(range) = meant(&words.text)
        {
            add(range, 0..tree.len());
        }
    }
    terms
}

/// The first use of each term in each 款 of its scope, where `taken` (in order) leaves the words free.
pub(super) fn uses(version: &Version, terms: &[Term], taken: &[Range<usize>]) -> Vec<Use> {
    if terms.is_empty() {
        return Vec::new();
    }
    let tree = &version.tree;
    // Longer terms first: 公务接待费 is not 公务接待.
    let mut order: Vec<&Term> = terms.iter().collect();
    order.sort_by_key(|term| std::cmp::Reverse(term.word.len()));
    let mut uses: Vec<Use> = Vec::new();
    let mut seen: Vec<(usize, &str)> = Vec::new();
    for (index, node) in tree.iter() {
        if !matches!(node.kind, Kind::Paragraph | Kind::Item | Kind::Subitem | Kind::Continuation) {
            continue;
        }
        let paragraph = if node.kind == Kind::Paragraph { index } else { tree.ancestor(index, Kind::Paragraph).unwrap_or(index) };
        let words = Words::of(tree, index, version.text());
        let first = uses.len();
        for term in order.iter().filter(|term| term.scope.contains(&index)) {
            if term.unit == index || seen.contains(&(paragraph, term.word.as_str())) {
                continue;
            }
            let places = words.text.match_indices(term.word.as_str()).map(|(at, word)| words.source(&(at..at + word.len())));
            let free = |span: &Range<usize>| {
                !overlaps(taken, span) && uses[first..].iter().all(|used| used.span.end <= span.start || span.end <= used.span.start)
            };
            if let Some(span) = { places }.find(free) {
                uses.push(Use { span, unit: term.unit });
                seen.push((paragraph, &term.word));
            }
        }
        uses[first..].sort_by_key(|used| used.span.start);
    }
    uses
}

fn overlaps(taken: &[Range<usize>], span: &Range<usize>) -> bool {
    let next = taken.partition_point(|range| range.end <= span.start);
    taken.get(next).is_some_and(|range| range.start < span.end)
}

fn is_term(word: &str) -> bool {
    LENGTHS.contains(&word.chars().count())
        && !word.starts_with('本')
        && !word.contains(['，', '。', '；', '：', '“', '”', '（', '）', '《', '》'])
}

/// What 本…所称A，是指 defines, and the words between 本 and 所称.
fn called(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    for (at, lead) in text.match_indices("所称") {
        let own = text[..at].char_indices().rev().take(OWNER).find(|(_, character)| *character == '本');
        let Some(own) = own.map(|(own, mark)| &text[own + mark.len_utf8()..at]) else { continue };
        let from = at + lead.len() + if text[at + lead.len()..].starts_with('的') { '的'.len_utf8() } else { 0 };
        let rest = beginning(&text[from..], DEFINITION);
        let sentence = &rest[..rest.find(['。', '；']).unwrap_or(rest.len())];
        if let Some(end) = ["是指", "，指", "，系指"].into_iter().filter_map(|verb| sentence.find(verb)).min() {
            found.push((trimmed(text, from..from + end), own));
        }
    }
    found
}

/// The first characters of a text.
fn beginning(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

/// The terms of a list: 本办法所称采购、招标，是指.
fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = range.start;
    for (at, mark) in text[range.clone()].match_indices('、') {
        parts.push(trimmed(text, from..range.start + at));
        from = range.start + at + mark.len();
    }
    parts.push(trimmed(text, from..range.end));
    parts
}

/// What （以下简称A） calls so.
fn shortened(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices(['（', '(']) {
        let inside = at + mark.len();
        let rest = beginning(&text[inside..], DEFINITION);
        let words = &rest[..rest.find(['）', ')']).unwrap_or(rest.len())];
        // An abbreviated title is a reference.
        if let Some(range) = abbreviated(words).filter(|range| !words[range.start..].starts_with('《') && !text[..at].ends_with('》')) {
            found.push(inside + range.start..inside + range.end);
        }
    }
    found
}

/// Whether a unit is an item below 下列用语的含义.
fn is_glossary(tree: &Tree, index: usize, source: &str) -> bool {
    let above = tree.parent(index).filter(|_| tree.node(index).kind == Kind::Item);
    above.is_some_and(|above| tree.text(above, source).contains(GLOSSARY))
}

/// What an item A，是指… defines.
fn meant(text: &str) -> Option<Range<usize>> {
    let end = ["，是指", "是指", "，指", "："].into_iter().filter_map(|verb| text.find(verb)).min()?;
    Some(trimmed(text, 0..end))
}

/// Without commas, spaces and quotation marks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '，' | '：');
    let rest = words.trim_start_matches(is_edge);
    let start = range.start + (words.len() - rest.len());
    start..start + rest.trim_end_matches(is_edge).len()
}

/// The units in which 本办法, 本章, 本条 holds; `None` for words that are none of these.
fn scope(tree: &Tree, index: usize, owner: &str) -> Option<Range<usize>> {
    let kinds: &[Kind] = match owner {
        "章" => &[Kind::Chapter, Kind::General, Kind::Supplementary],
        "节" => &[Kind::Section],
        "编" => &[Kind::Part],
        "条" => &[Kind::Article],
        "款" => &[Kind::Paragraph],
        _ if owner == "法" || INSTRUMENTS.contains(&owner) || ["通知", "决定", "意见", "方案"].contains(&owner) => {
            return Some(0..tree.len());
        }
        _ => return None,
    };
    let mut at = Some(index);
    while let Some(unit) = at {
        if kinds.contains(&tree.node(unit).kind) {
            return Some(unit..tree.below(unit).end);
        }
        at = tree.parent(unit);
    }
    None
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{terms, uses};
    use crate::diag::has_errors;
    use crate::kinds::Directory;
    use crate::kinds::regulation::{model::Version, read};
    use crate::kinds::test_support::{Fixture, shared};

    fn version(body: &str) -> Version {
        let mut found = Vec::new();
        let text = format!("+++\ntitle = \"接待办法\"\neffective = 2026-01-01\n+++\n{body}\n");
        let fixture = Fixture::new("regulations", "kind = \"regulations\"\n", &[("A.md", &text)], &mut found);
        let collection = read(&shared("2026-11-05", Directory::default()), &fixture.section()).take(&mut found);
        assert!(!has_errors(&found), "{found:?}");
        let version = collection.works[0].versions[0].clone();
        assert_eq!(Arc::strong_count(&version.tree), 2);
        version
    }

    /// `term@unit` of definitions, then `word→unit@unit` of uses.
    fn read_terms(body: &str) -> (Vec<String>, Vec<String>) {
        let version = version(body);
        let terms = terms(&version);
        let defined = terms.iter().map(|term| format!("{}@{}", &version.text()[term.span.clone()], version.tree.id(term.unit)));
        let mut taken: Vec<_> = terms.iter().map(|term| term.span.clone()).collect();
        taken.sort_by_key(|span| span.start);
        let used = uses(&version, &terms, &taken);
        let holder = |at: usize| {
            version.tree.iter().filter(|(_, node)| node.text.range().contains(&at)).map(|(index, _)| version.tree.id(index)).next_back()
        };
        let used = used.iter().map(|one| {
            format!("{}@{}→{}", &version.text()[one.span.clone()], holder(one.span.start).unwrap_or_default(), version.tree.id(one.unit))
        });
        (defined.collect(), used.collect())
    }

    #[test]
    fn terms_and_their_uses() {
        let body = "第一条　本院办公室（以下简称办公室）负责公务接待。\n第二条　本办法所称公务接待，是指接待；所称的其他不算。\n\
                    第三条　办公室安排公务接待，办公室记账。\n公务接待费由办公室支付。\n\
                    第四条　本条所称“工作餐”，是指简餐。\n工作餐限一次。\n第五条　工作餐不在此列。\n\
                    第六条　本办法下列用语的含义：\n（一）公务接待费，是指费用；\n（二）陪餐，是指陪同。\n第七条　陪餐从简。\n";
        let (defined, used) = read_terms(body);
        assert_eq!(defined, ["办公室@art-1-p1", "公务接待@art-2-p1", "工作餐@art-4-p1", "公务接待费@art-6-p1-i1", "陪餐@art-6-p1-i2"]);
        assert_eq!(
            used,
            [
                "公务接待@art-1-p1→art-2-p1",
                "办公室@art-3-p1→art-1-p1",
                "公务接待@art-3-p1→art-2-p1",
                "公务接待费@art-3-p2→art-6-p1-i1",
                "办公室@art-3-p2→art-1-p1",
                "工作餐@art-4-p2→art-4-p1",
                "陪餐@art-7-p1→art-6-p1-i2",
            ]
        );
    }

    #[test]
    fn what_defines_no_term() {
        for body in [
            "第一条　本院（以下简称本院）。",
            "第一条　《某某办法》（以下简称《办法》）。",
            "第一条　基本所称甲乙，是指丙。",
            "第一条　本法所称以上、以下，包括本数。",
        ] {
            assert_eq!(read_terms(body).0, [""; 0], "{body}");
        }
    }
}
