//! Markup around words of a text: references become links, terms are marked where they are defined and used.

use std::ops::Range;

use super::model::{Version, VersionKey};
use super::pages::version_address;
use super::reference::{Names, Reference, Target};
use super::terms::{self, Term};
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::markdown::Mark;
use crate::view::{escape, href};

/// All marks of a version, in order; they do not overlap.
pub(super) fn marks(corpus: &Corpus, key: VersionKey) -> Vec<Mark> {
    let (_, version) = corpus.version(key);
    let references = corpus.citations.references(key);
    let mut taken: Vec<Range<usize>> = references.iter().map(|reference| reference.span.clone()).collect();
    let mut marks: Vec<Mark> = references.iter().filter_map(|reference| link(corpus, key, reference)).collect();
    let terms = terms::terms(version);
    for term in &terms {
        if taken.iter().all(|span| span.end <= term.span.start || term.span.end <= span.start) {
            taken.push(term.span.clone());
            marks.push(Mark { span: term.span.clone(), open: String::from("<dfn>"), close: "</dfn>" });
        }
    }
    taken.sort_by_key(|span| span.start);
    for used in terms::uses(version, &terms, &taken) {
        let term = terms.iter().find(|term| term.unit == used.unit);
        let open = format!("<a class=\"term\" href=\"#{}\"{}>", version.tree.id(used.unit), meaning(version, term));
        marks.push(Mark { span: used.span, open, close: "</a>" });
    }
    marks.sort_by_key(|mark| mark.span.start);
    marks
}

/// A reference as a link, with the words it leads to shown when it is pointed at.
fn link(corpus: &Corpus, key: VersionKey, reference: &Reference) -> Option<Mark> {
    let span = reference.span.clone();
    let (version, unit) = match reference.target {
        Target::Here { version, unit, .. } => (version, unit),
        Target::External => {
            let named = reference.names != Names::Unit;
            return named.then(|| Mark { span, open: String::from("<cite class=\"external\">"), close: "</cite>" });
        }
        Target::Missing(_) => return Some(Mark { span, open: String::from("<span class=\"missing\">"), close: "</span>" }),
    };
    let (_, there) = corpus.version(version);
    let anchor = unit.map(|unit| format!("#{}", there.tree.id(unit))).unwrap_or_default();
    let address = if version == key && !anchor.is_empty() { anchor } else { href(&format!("{}{anchor}", address(corpus, version))) };
    let title = unit.map(|unit| preview(there, unit)).unwrap_or_default();
    let now = unit.and_then(|unit| now(corpus, version, unit)).unwrap_or_default();
    Some(Mark { span, open: format!("<a class=\"reference\" href=\"{address}\"{title}{now}>"), close: "</a>" })
}

/// ` data-now="现为第十二条"` where the article cited has another number in the text that is shown now, or is gone.
fn now(corpus: &Corpus, version: VersionKey, unit: usize) -> Option<String> {
    let (shown, successor) = corpus.succession.of(corpus, version, unit)?;
    let (_, text) = corpus.version(shown);
    let words = catalogue(corpus.shared.site.language);
    let now = match successor.article {
        Some(article) if successor.moved => words.get("regulation.now").replace("{article}", &text.tree.citation(article, text.text())),
        Some(_) => return None,
        None => words.get("regulation.now_gone").to_owned(),
    };
    Some(format!(" data-now=\"{}\"", escape(&now)))
}

/// The address of a version.
pub(super) fn address(corpus: &Corpus, key: VersionKey) -> String {
    let (work, version) = corpus.version(key);
    version_address(&corpus.regulations[key.collection], work, version)
}

/// ` title="…"` with the first words of a unit.
fn preview(version: &Version, unit: usize) -> String {
    let words = opening(version, unit, 60);
    if words.is_empty() { words } else { format!(" title=\"{}\"", escape(&words)) }
}

/// ` title="…"` with the words that define a term.
fn meaning(version: &Version, term: Option<&Term>) -> String {
    term.map(|term| preview(version, term.unit)).unwrap_or_default()
}

/// The first words of a unit; of an article those of its first 款.
pub(super) fn opening(version: &Version, unit: usize, longest: usize) -> String {
    let tree = &version.tree;
    let units = std::iter::once(unit).chain(tree.below(unit).take(2));
    let words = units.map(|unit| version.words(unit)).find(|words| !words.trim().is_empty()).unwrap_or_default();
    let words = words.trim();
    match words.char_indices().nth(longest) {
        Some((end, _)) => format!("{}……", &words[..end]),
        None => words.to_owned(),
    }
}
