//! Where the articles of older texts stand in the text that is shown now, and which references that touches.
//!
//! A reference keeps to the version it was written for. This says what became of what it cites since.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::model::{Version, VersionKey};
use super::redline::{Kind, compare};
use super::reference::{Backlink, Names, Reference, Target};
use super::status::Status;
use super::tree::{self, Tree};
use crate::kinds::Corpus;

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Successor {
    /// The article of the shown text; absent where it is gone.
    pub article: Option<usize>,
    /// What became of it.
    pub kind: Kind,
    /// Whether its number is another.
    pub moved: bool,
}

/// The texts that are cited and no longer shown, each with the one that is and what became of its articles.
#[derive(Debug, Clone, Default)]
pub struct Succession {
    texts: BTreeMap<VersionKey, (VersionKey, BTreeMap<usize, Successor>)>,
}

/// A reference whose target has changed or moved.
#[derive(Debug, Clone, Copy)]
pub struct Drift<'a> {
    /// The citing text.
    pub from: VersionKey,
    /// The reference.
    pub reference: &'a Reference,
    /// The article it cites, in the old text.
    pub article: usize,
    /// What became of that.
    pub successor: Successor,
}

/// Works out what became of everything that is cited of texts no longer shown.
pub fn succession(corpus: &Corpus) -> Succession {
    let cited = corpus.versions().filter(|(key, _, _)| !corpus.citations.backlinks(*key).is_empty());
    let pairs: Vec<(VersionKey, VersionKey)> =
        cited.map(|(key, work, _)| (key, shown(corpus, key, work))).filter(|(key, shown)| key != shown).collect();
    let texts = pairs.into_par_iter().map(|(key, shown)| {
        let articles = successors(corpus.version(key).1, corpus.version(shown).1);
        (key, (shown, articles))
    });
    Succession { texts: texts.collect() }
}

fn shown(corpus: &Corpus, key: VersionKey, work: &super::model::Work) -> VersionKey {
    VersionKey { version: work.shown_at(corpus.shared.as_of), ..key }
}

/// What became of each article of one text in another, by its place in the tree.
pub fn successors(old: &Version, new: &Version) -> BTreeMap<usize, Successor> {
    let redline = compare(old, new);
    let of = |change: &super::redline::Change| {
        let article = redline.old[change.old?].node;
        let new = change.new.or_else(|| change.counterpart.filter(|_| change.kind == Kind::Removed)).map(|new| redline.new[new].node);
        Some((article, Successor { article: new, kind: change.kind, moved: change.moved }))
    };
    redline.articles().filter_map(of).collect()
}

/// The article a unit stands in, or is.
pub(super) fn article(tree: &Tree, unit: usize) -> Option<usize> {
    if tree.node(unit).kind == tree::Kind::Article { Some(unit) } else { tree.ancestor(unit, tree::Kind::Article) }
}

impl Drift<'_> {
    /// Where the reference stands: 《title》第五条第一款.
    pub fn citing(&self, corpus: &Corpus) -> String {
        let citing = corpus.version(self.from).1;
        format!("《{}》{}", citing.front.title, citing.tree.citation(self.reference.from, citing.text()))
    }

    /// How the reference is written.
    pub fn written<'c>(&self, corpus: &'c Corpus) -> &'c str {
        &corpus.version(self.from).1.source.text[self.reference.span.clone()]
    }
}

impl Succession {
    /// What became of the article that a unit of a text stands in; nothing for a text that is still shown.
    pub fn of(&self, corpus: &Corpus, version: VersionKey, unit: usize) -> Option<(VersionKey, Successor)> {
        let (shown, articles) = self.texts.get(&version)?;
        let article = article(&corpus.version(version).1.tree, unit)?;
        articles.get(&article).map(|successor| (*shown, *successor))
    }

    /// What cites older texts of the work whose shown text this is, led to where it stands here.
    pub fn backlinks(&self, corpus: &Corpus, shown: VersionKey) -> Vec<(VersionKey, Backlink)> {
        let older = self.texts.iter().filter(|(_, (to, _))| *to == shown);
        let mut found = Vec::new();
        for (old, (_, articles)) in older {
            for backlink in corpus.citations.backlinks(*old).iter().filter(|backlink| backlink.version != *old) {
                let unit = backlink.target.and_then(|unit| article(&corpus.version(*old).1.tree, unit));
                if let Some(now) = unit.and_then(|unit| articles.get(&unit)?.article) {
                    found.push((*old, Backlink { target: Some(now), ..*backlink }));
                }
            }
        }
        found
    }
}

/// References of other works' texts, in force or to be, that cite articles of `old` which in `new` say something else, stand
/// elsewhere or are gone: what must be looked at when a version is added.
pub fn drift<'a>(corpus: &'a Corpus, old: VersionKey, new: &Version) -> Vec<Drift<'a>> {
    let text = corpus.version(old).1;
    let as_of = corpus.shared.as_of;
    let read = |from: &VersionKey| matches!(corpus.version(*from).1.status(as_of), Status::InForce | Status::NotYet);
    let other = |from: &VersionKey| (from.collection, from.work) != (old.collection, old.work);
    let citing: BTreeSet<VersionKey> = corpus.citations.backlinks(old).iter().map(|backlink| backlink.version).collect();
    let mut citing = citing.into_iter().filter(|from| other(from) && read(from)).peekable();
    if citing.peek().is_none() {
        return Vec::new();
    }
    let successors = successors(text, new);
    let drift = |from: VersionKey, reference: &'a Reference| {
        let unit = match reference.target {
            Target::Here { version, unit, .. } if version == old && reference.names == Names::Unit => unit?,
            _ => return None,
        };
        let article = article(&text.tree, unit)?;
        let successor = *successors.get(&article)?;
        (successor.kind != Kind::Same).then_some(Drift { from, reference, article, successor })
    };
    let references = citing.flat_map(|from| corpus.citations.references(from).iter().map(move |reference| (from, reference)));
    references.filter_map(|(from, reference)| drift(from, reference)).collect()
}
