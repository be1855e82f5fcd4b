//! The JSON beside the pages: stable, read by other programs.
//!
//! Words are those of the source, character for character, Markdown and all: `**重点**` stays so, as does `[^1]`. What shows
//! them resolves the marks; the page and the XML do.

use std::borrow::Cow;

use serde::Serialize;

use super::footnote;
use super::model::{Collection, RuleCheck, Version, VersionKey, Work};
use super::reference::{Backlink, Names, Reference, Target};
use super::status::status;
use super::tree::{Kind, Tree};
use crate::kinds::Corpus;
use crate::value::{Date, has_lines};

const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Index<'a> {
    format: u32,
    as_of: String,
    works: Vec<IndexWork<'a>>,
}

#[derive(Serialize)]
struct IndexWork<'a> {
    code: &'a str,
    title: &'a str,
    number: Option<&'a str>,
    owner: Option<&'a str>,
    status: &'static str,
    versions: Vec<IndexVersion>,
}

#[derive(Serialize)]
struct IndexVersion {
    date: String,
    until: Option<String>,
    made_by: &'static str,
    path: String,
}

/// `index.json` of a collection.
pub(super) fn index(collection: &Collection, as_of: Date) -> Vec<u8> {
    let version = |work: &Work, version: &Version| IndexVersion {
        date: version.effective.to_string(),
        until: version.ending.map(|ending| ending.until().to_string()),
        made_by: version.made_by.as_str(),
        path: super::pages::version_address(collection, work, version),
    };
    let work = |work| {
        let shown = Work::shown(work, as_of);
        IndexWork {
            code: &work.code,
            title: &shown.front.title,
            number: shown.front.number.as_deref(),
            owner: shown.front.owner.as_deref(),
            status: status(&shown.term(), shown.ending, as_of).as_str(),
            versions: work.versions.iter().map(|one| version(work, one)).collect(),
        }
    };
    write(&Index { format: FORMAT, as_of: as_of.to_string(), works: collection.works.iter().map(work).collect() })
}

#[derive(Serialize)]
struct Regulation<'a> {
    format: u32,
    code: &'a str,
    version: String,
    title: &'a str,
    number: Option<&'a str>,
    status: &'static str,
    until: Option<String>,
    counts: Counts,
    preamble: Vec<Paragraph<'a>>,
    articles: Vec<Article<'a>>,
    annexes: Vec<Annex<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    footnotes: Vec<Footnote<'a>>,
    references: Vec<JsonReference<'a>>,
    backlinks: Vec<JsonBacklink<'a>>,
}

/// `[^1]` in the words of a unit refers to the one of that label.
#[derive(Serialize)]
struct Footnote<'a> {
    label: &'a str,
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct JsonReference<'a> {
    from: String,
    text: Cow<'a, str>,
    work: Option<&'a str>,
    version: Option<String>,
    target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<String>,
    external: bool,
    resolved: bool,
}

#[derive(Serialize)]
struct JsonBacklink<'a> {
    work: &'a str,
    version: String,
    from: String,
    target: Option<String>,
}

#[derive(Default, Serialize)]
struct Counts {
    parts: usize,
    chapters: usize,
    sections: usize,
    articles: usize,
    paragraphs: usize,
    items: usize,
    subitems: usize,
    annexes: usize,
}

#[derive(Serialize)]
struct Article<'a> {
    id: String,
    label: &'a str,
    heading: Option<&'a str>,
    deleted: bool,
    path: Vec<String>,
    checks: Vec<&'a str>,
    paragraphs: Vec<Paragraph<'a>>,
}

#[derive(Serialize)]
struct Paragraph<'a> {
    id: String,
    text: Cow<'a, str>,
    items: Vec<Item<'a>>,
    subitems: Vec<Subitem<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    label: &'a str,
    text: Cow<'a, str>,
    subitems: Vec<Subitem<'a>>,
}

#[derive(Serialize)]
struct Subitem<'a> {
    id: String,
    label: &'a str,
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct Annex<'a> {
    id: String,
    title: &'a str,
    articles: Vec<Article<'a>>,
    paragraphs: Vec<Paragraph<'a>>,
}

/// `index.json` of a version.
pub(super) fn version(corpus: &Corpus, key: VersionKey) -> Vec<u8> {
    let as_of = corpus.shared.as_of;
    let (work, version) = corpus.version(key);
    let reader = Reader { tree: &version.tree, text: version.text(), checks: &version.checks };
    let main = 0..version.tree.main_end();
    let preamble = version.tree.roots().filter(|root| version.tree.node(*root).kind == Kind::Preamble);
    let annexes = version.tree.roots().filter(|root| version.tree.node(*root).kind == Kind::Annex);
    write(&Regulation {
        format: FORMAT,
        code: &work.code,
        version: version.effective.to_string(),
        title: &version.front.title,
        number: version.front.number.as_deref(),
        status: status(&version.term(), version.ending, as_of).as_str(),
        until: version.ending.map(|ending| ending.until().to_string()),
        counts: reader.counts(),
        preamble: preamble.flat_map(|root| reader.paragraphs(version.tree.below(root), Kind::Preamble)).collect(),
        articles: reader.articles(main),
        annexes: annexes.map(|root| reader.annex(root)).collect(),
        footnotes: reader.footnotes(),
        references: references(corpus, key),
        backlinks: backlinks(corpus, key),
    })
}

/// What a version cites: one record for each unit, and for each work named as a whole.
fn references(corpus: &Corpus, key: VersionKey) -> Vec<JsonReference<'_>> {
    let (_, citing) = corpus.version(key);
    let record = |reference: &Reference| {
        let there = match reference.target {
            Target::Here { version, .. } | Target::Missing(Some(version)) => Some(corpus.version(version)),
            _ => None,
        };
        let id = |unit: Option<usize>| there.zip(unit).map(|((_, version), unit)| version.tree.id(unit));
        let (target, through) = match reference.target {
            Target::Here { unit, through, .. } => (id(unit), id(through)),
            _ => (None, None),
        };
        JsonReference {
            from: citing.tree.id(reference.from),
            text: words(&citing.text()[reference.span.clone()]),
            work: there.map(|(work, _)| work.code.as_str()),
            version: there.map(|(_, version)| version.effective.to_string()),
            target,
            through,
            external: reference.target == Target::External,
            resolved: !matches!(reference.target, Target::Missing(_)),
        }
    };
    corpus.citations.references(key).iter().filter(|reference| reference.names != Names::WorkOfUnit).map(record).collect()
}

/// What cites a version.
fn backlinks(corpus: &Corpus, key: VersionKey) -> Vec<JsonBacklink<'_>> {
    let (_, cited) = corpus.version(key);
    let record = |backlink: &Backlink| {
        let (work, version) = corpus.version(backlink.version);
        JsonBacklink {
            work: &work.code,
            version: version.effective.to_string(),
            from: version.tree.id(backlink.from),
            target: backlink.target.map(|unit| cited.tree.id(unit)),
        }
    };
    corpus.citations.backlinks(key).iter().map(record).collect()
}

/// Words of a source in one line.
fn words(text: &str) -> Cow<'_, str> {
    if has_lines(text) { Cow::Owned(text.split_whitespace().collect()) } else { Cow::Borrowed(text) }
}

fn write(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1 << 14);
    serde_json::to_writer(&mut bytes, value).expect("plain records always serialise");
    bytes.push(b'\n');
    bytes
}

/// A tree with its text.
struct Reader<'a> {
    tree: &'a Tree,
    text: &'a str,
    checks: &'a [RuleCheck],
}

impl<'a> Reader<'a> {
    /// What there is: items and 目 of annexes too, all else of the text itself.
    fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        let main = self.tree.main_end();
        for (index, node) in self.tree.iter() {
            match node.kind {
                Kind::Item => counts.items += 1,
                Kind::Subitem => counts.subitems += 1,
                Kind::Annex => counts.annexes += 1,
                _ if index >= main => {}
                Kind::Part | Kind::Subpart => counts.parts += 1,
                Kind::Chapter => counts.chapters += 1,
                Kind::Section => counts.sections += 1,
                Kind::Article => counts.articles += 1,
                Kind::Paragraph if self.below(index, Kind::Article) => counts.paragraphs += 1,
                _ => {}
            }
        }
        counts
    }

    fn below(&self, index: usize, kind: Kind) -> bool {
        self.tree.parent(index).is_some_and(|parent| self.tree.node(parent).kind == kind)
    }

    fn articles(&self, range: std::ops::Range<usize>) -> Vec<Article<'a>> {
        range.filter(|index| self.tree.node(*index).kind == Kind::Article).map(|index| self.article(index)).collect()
    }

    fn article(&self, index: usize) -> Article<'a> {
        let node = self.tree.node(index);
        let brackets = ['〔', '〕', '【', '】'];
        let heading = Some(node.text.of(self.text)).filter(|text| !text.is_empty() && !node.deleted);
        Article {
            id: self.tree.id(index),
            label: node.label.of(self.text),
            heading: heading.map(|heading| heading.trim_matches(brackets)),
            deleted: node.deleted,
            path: self.path(index),
            checks: self.checks.iter().filter(|check| check.article == index).map(|check| check.id.as_str()).collect(),
            paragraphs: self.tree.children(index).filter_map(|child| self.paragraph(child)).collect(),
        }
    }

    /// Ids of the parts, chapters and sections a unit stands in, from the outermost.
    fn path(&self, index: usize) -> Vec<String> {
        let mut path = Vec::new();
        let mut at = self.tree.parent(index);
        while let Some(above) = at {
            path.push(self.tree.id(above));
            at = self.tree.parent(above);
        }
        path.reverse();
        path
    }

    /// Paragraphs that stand outside articles, directly or in a chapter.
    fn paragraphs(&self, range: std::ops::Range<usize>, parent: Kind) -> Vec<Paragraph<'a>> {
        let loose = |index: &usize| self.below(*index, parent) || (parent == Kind::Annex && !self.below(*index, Kind::Article));
        range.filter(loose).filter_map(|index| self.paragraph(index)).collect()
    }

    fn paragraph(&self, index: usize) -> Option<Paragraph<'a>> {
        let items = self.tree.children(index).filter(|child| self.tree.node(*child).kind == Kind::Item);
        (self.tree.node(index).kind == Kind::Paragraph).then(|| Paragraph {
            id: self.tree.id(index),
            text: self.tree.text(index, self.text),
            items: items.map(|item| self.item(item)).collect(),
            subitems: self.tree.children(index).flat_map(|child| self.subitems(child)).collect(),
        })
    }

    fn item(&self, index: usize) -> Item<'a> {
        Item {
            id: self.tree.id(index),
            label: self.tree.node(index).label.of(self.text),
            text: self.tree.full_text(index, self.text),
            subitems: self.tree.children(index).flat_map(|child| self.subitems(child)).collect(),
        }
    }

    /// A 目 and those below it, in order; nothing for another unit.
    fn subitems(&self, index: usize) -> Vec<Subitem<'a>> {
        let node = self.tree.node(index);
        if node.kind != Kind::Subitem {
            return Vec::new();
        }
        let own = Subitem { id: self.tree.id(index), label: node.label.of(self.text), text: self.tree.text(index, self.text) };
        std::iter::once(own).chain(self.tree.children(index).flat_map(|child| self.subitems(child))).collect()
    }

    fn footnotes(&self) -> Vec<Footnote<'a>> {
        let notes = self.tree.iter().filter(|(_, node)| node.kind == Kind::Footnote);
        notes
            .map(|(index, node)| Footnote { label: footnote::label(node.label.of(self.text)), text: self.tree.text(index, self.text) })
            .collect()
    }

    fn annex(&self, index: usize) -> Annex<'a> {
        Annex {
            id: self.tree.id(index),
            title: self.tree.node(index).text.of(self.text),
            articles: self.articles(self.tree.below(index)),
            paragraphs: self.paragraphs(self.tree.below(index), Kind::Annex),
        }
    }
}
