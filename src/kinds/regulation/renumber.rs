//! New numbers for the articles of a text, and for everything that cites them.
//!
//! A clerk puts a new article where it belongs, under any number; then all articles are numbered anew in the order they
//! stand in. What cites them follows: references in every text, links to their anchors, rules of ledgers and rosters.
//! Of two articles with one number the later is the one that had it before, so references go with that.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::grammar::digits;
use super::model::{Version, VersionKey, Work};
use super::reference::{Names, Target};
use super::tree::{Kind, Number, Tree};
use crate::kinds::Corpus;
use crate::source::SourceMap;
use crate::value::{parse_numeral, write_numeral};

/// A change of some characters of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub file: Arc<str>,
    /// The characters.
    pub span: Range<usize>,
    /// What stands there after.
    pub new: String,
}

/// All changes that number the articles of a work's last text anew, by file and place; empty where they are in order.
pub fn renumber(corpus: &Corpus, texts: &SourceMap, work: &Work) -> Vec<Edit> {
    let Some((key, _, version)) = corpus.versions().filter(|(_, one, _)| one.code == work.code).last() else { return Vec::new() };
    let numbers = Numbers::new(version);
    let mut edits = labels(version, &numbers);
    edits.extend(references(corpus, key, &numbers));
    for (file, text) in texts.iter() {
        edits.extend(anchors(file, text, work, version, &numbers));
    }
    edits.sort_by(|a, b| a.file.cmp(&b.file).then(a.span.start.cmp(&b.span.start)));
    edits.dedup();
    edits
}

/// Places that cite what a work's last text does not have, by file and place. New numbers could make another article of
/// what is missing, and the slip would no longer show.
pub fn unresolved(corpus: &Corpus, work: &Work) -> Vec<(Arc<str>, Range<usize>)> {
    let Some((key, ..)) = corpus.versions().filter(|(_, one, _)| one.code == work.code).last() else { return Vec::new() };
    let missing = corpus.citations.all().filter(|(_, reference)| reference.target == Target::Missing(Some(key)));
    let mut places: Vec<(Arc<str>, Range<usize>)> =
        missing.map(|(from, reference)| (Arc::clone(&corpus.version(from).1.source.file), reference.span.clone())).collect();
    places.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.start.cmp(&b.1.start)));
    places
}

/// Places that seem to name an article whose number changes and that no change reaches: 《甲办法》第七条 in a page, or in what a
/// check says. Somebody has to look at them.
pub fn unreached(texts: &SourceMap, version: &Version, edits: &[Edit]) -> Vec<(Arc<str>, Range<usize>)> {
    let numbers = Numbers::new(version);
    let names: Vec<String> =
        std::iter::once(&version.front.title).chain(&version.front.aliases).map(|name| format!("《{name}》")).collect();
    let mut places = Vec::new();
    for (file, text) in texts.iter() {
        for (at, name) in names.iter().flat_map(|name| text.match_indices(name.as_str())) {
            let start = at + name.len();
            let Some(rest) = text[start..].strip_prefix('第') else { continue };
            let length = digits(rest);
            let number = parse_numeral(&rest[..length]).ok().and_then(|number| u16::try_from(number).ok());
            let changes = number.is_some_and(|number| numbers.changed(Number::plain(number)).is_some());
            let reached = edits.iter().any(|edit| edit.file == *file && edit.span.start == start);
            if changes && !reached && rest[length..].starts_with('条') {
                places.push((Arc::clone(file), at..start + '第'.len_utf8() + length + '条'.len_utf8()));
            }
        }
    }
    places.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.start.cmp(&b.1.start)));
    places
}

/// Whether articles of an annex are out of order; their numbers are left to the clerk.
pub fn has_disorder_in_annexes(version: &Version) -> bool {
    let tree = &version.tree;
    tree.roots().filter(|root| tree.node(*root).kind == Kind::Annex).any(|annex| {
        let articles = tree.below(annex).map(|below| tree.node(below)).filter(|node| node.kind == Kind::Article);
        articles.zip(1..).any(|(node, due)| node.number != Number::plain(due))
    })
}

/// A text with all changes to it.
pub fn apply<'a>(text: &str, edits: impl DoubleEndedIterator<Item = &'a Edit>) -> String {
    let mut changed = text.to_owned();
    for edit in edits.rev() {
        changed.replace_range(edit.span.clone(), &edit.new);
    }
    changed
}

/// Which number each article has and gets.
struct Numbers {
    /// By place in the tree.
    articles: Vec<(usize, u16)>,
    /// By the number it has; of two the later counts.
    by_old: BTreeMap<Number, u16>,
}

impl Numbers {
    /// Numbers follow the order of the text, from the first article's; a declared gap keeps its place.
    fn new(version: &Version) -> Self {
        let gaps: Vec<Number> = gaps(version).into_iter().map(|(number, _)| number).collect();
        let mut articles = Vec::new();
        let mut by_old = BTreeMap::new();
        let mut next = version.tree.articles().next().map_or(1, |(_, node)| node.number.base.max(1));
        let mut last = Number::default();
        for (index, node) in version.tree.articles() {
            for gap in gaps.iter().filter(|gap| last < **gap && **gap < node.number && last != Number::default()) {
                by_old.insert(*gap, next);
                next = next.saturating_add(1);
            }
            articles.push((index, next));
            by_old.insert(node.number, next);
            next = next.saturating_add(1);
            last = node.number;
        }
        Self { articles, by_old }
    }

    /// The new number of an old one, if it changes.
    fn changed(&self, old: Number) -> Option<u16> {
        self.by_old.get(&old).copied().filter(|new| old != Number::plain(*new))
    }
}

/// `gaps = ["art-128"]` with the places of the numbers.
fn gaps(version: &Version) -> Vec<(Number, Range<usize>)> {
    let head = &version.text()[..version.body.start];
    let Some(line) = head.find("gaps") else { return Vec::new() };
    let line = line..line + head[line..].find(']').unwrap_or(0);
    anchored(&head[line.clone()]).into_iter().map(|(number, span)| (number, line.start + span.start..line.start + span.end)).collect()
}

/// The labels of the articles themselves, and the gaps that are declared.
fn labels(version: &Version, numbers: &Numbers) -> Vec<Edit> {
    let file = &version.source.file;
    let own = numbers.articles.iter().filter_map(|(index, new)| {
        let node = version.tree.node(*index);
        let label = node.label.of(version.text());
        let span = node.label.range();
        (node.number != Number::plain(*new)).then(|| Edit { file: Arc::clone(file), span: span.clone(), new: relabelled(label, *new) })
    });
    let gaps = gaps(version).into_iter().filter_map(|(old, span)| {
        let new = numbers.changed(old)?;
        Some(Edit { file: Arc::clone(file), span, new: new.to_string() })
    });
    own.chain(gaps).collect()
}

/// A label, or the front of a reference, with another number in the figures it has, and without 之N.
fn relabelled(label: &str, new: u16) -> String {
    let start = label.find(|c: char| digits(&c.to_string()) > 0).unwrap_or(0);
    let end = start + digits(&label[start..]);
    let mut rest = &label[end..];
    let word = rest.trim_start();
    if let Some(after) = word.strip_prefix('条').and_then(|after| after.strip_prefix('之')) {
        let suffix = digits(after);
        if suffix > 0 {
            let spaces = &rest[..rest.len() - word.len()];
            return format!("{}{}{spaces}条{}", &label[..start], figures(&label[start..end], new), &after[suffix..]);
        }
    }
    if start == end {
        rest = label;
    }
    format!("{}{}{rest}", &label[..start], figures(&label[start..end], new))
}

/// A number as the old one was written.
fn figures(old: &str, new: u16) -> String {
    if old.chars().any(|c| c.is_ascii_digit()) { new.to_string() } else { write_numeral(u32::from(new)) }
}

/// References to articles of the text, in all texts.
fn references(corpus: &Corpus, key: VersionKey, numbers: &Numbers) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (_, target) = corpus.version(key);
    for (from, reference) in corpus.citations.all().filter(|(_, reference)| reference.names == Names::Unit) {
        let Target::Here { version, unit: Some(unit), .. } = reference.target else { continue };
        let Some(article) = article(&target.tree, unit).filter(|_| version == key) else { continue };
        let (_, citing) = corpus.version(from);
        let Some(new) = numbers.changed(target.tree.node(article).number) else { continue };
        let words = &citing.text()[reference.span.clone()];
        if names_article(words, &citing.text()[reference.span.end..]) {
            edits.push(Edit { file: Arc::clone(&citing.source.file), span: reference.span.clone(), new: relabelled(words, new) });
        }
    }
    edits
}

/// The article of the main text a unit stands in, or is.
fn article(tree: &Tree, unit: usize) -> Option<usize> {
    let article = if tree.node(unit).kind == Kind::Article { Some(unit) } else { tree.ancestor(unit, Kind::Article) };
    article.filter(|article| *article < tree.main_end())
}

/// Whether the first number of a reference is that of an article: 第三条第二款, and 第三 of 第三、四条; not 第二款.
fn names_article(words: &str, after: &str) -> bool {
    let Some(rest) = words.strip_prefix('第').or(Some(words)).filter(|rest| digits(rest.trim_start()) > 0) else { return false };
    let rest = rest.trim_start();
    let rest = rest[digits(rest)..].trim_start();
    if !rest.is_empty() {
        return rest.starts_with('条');
    }
    let mut after = after.trim_start();
    while let Some(next) = ["、", "和", "或者", "或", "至", "到", "及", "与"].into_iter().find_map(|joint| after.strip_prefix(joint))
    {
        after = next.trim_start();
        after = after[digits(after)..].trim_start();
    }
    after.starts_with('条')
}

/// `#art-12` of this work in links and rules of any file.
fn anchors(file: &Arc<str>, text: &str, work: &Work, version: &Version, numbers: &Numbers) -> Vec<Edit> {
    let own = *file == version.source.file;
    let edit = |(old, span): (Number, Range<usize>)| {
        let new = numbers.changed(old).filter(|_| is_of(work, version, path_before(&text[..span.start]), own))?;
        Some(Edit { file: Arc::clone(file), span, new: new.to_string() })
    };
    anchored_after_hash(text).into_iter().filter_map(edit).collect()
}

/// Numbers behind `art-`.
fn anchored(text: &str) -> Vec<(Number, Range<usize>)> {
    let numbers = text.match_indices("art-").filter_map(|(at, mark)| {
        let start = at + mark.len();
        let length = text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - start);
        let words = text[start..start + length].trim_end_matches('.');
        let (base, suffix) = words.split_once('.').unwrap_or((words, "0"));
        let number = Number { base: u16::try_from(parse_numeral(base).ok()?).ok()?, suffix: suffix.parse().ok()? };
        Some((number, start..start + words.len()))
    });
    numbers.collect()
}

fn anchored_after_hash(text: &str) -> Vec<(Number, Range<usize>)> {
    let is_anchor = |span: &Range<usize>| text[..span.start].ends_with("#art-");
    anchored(text).into_iter().filter(|(_, span)| is_anchor(span)).collect()
}

/// What stands before `#art-` without a break: the path of a link or the code of a rule.
fn path_before(text: &str) -> &str {
    let path = text.strip_suffix("#art-").unwrap_or(text);
    let start = path
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\'' | '<' | '[' | '（'))
        .map_or(0, |at| at + path[at..].chars().next().map_or(1, char::len_utf8));
    &path[start..]
}

/// Whether a path or a rule names the text: by the work alone, or with the day of this version.
fn is_of(work: &Work, version: &Version, path: &str, own: bool) -> bool {
    if path.is_empty() {
        return own;
    }
    let date = version.effective.to_string();
    let dated = |rest: &str| rest.is_empty() || rest == date;
    let path = path.trim_end_matches('/').trim_end_matches("/index.html");
    let path = path.strip_suffix(".md").unwrap_or(path);
    let stem = version.source.file.strip_suffix(".md").unwrap_or(&version.source.file);
    let name = stem.rsplit('/').next().unwrap_or(stem);
    match path.split_once('@') {
        Some((code, rest)) => code == work.code && dated(rest),
        None => {
            let mut parts = path.rsplit('/');
            let last = parts.next().unwrap_or_default();
            last == work.code || (last == date && parts.next() == Some(work.code.as_str())) || (last == name && work.versions.len() == 1)
        }
    }
}
