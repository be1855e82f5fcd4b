//! The search: an index of everything a reader can find, made from the corpus, that a script of 8 KB asks in a browser.
//!
//! A [`Corpus`] goes in, [`Index`] comes out: files of data that are classic scripts, because pages opened from a folder
//! may load nothing else. `gather` says what is found (pages of units: articles, heading sections, months), `terms`
//! what a text is found by, `postings` which units hold a term, `pack` keeps the texts for excerpts, `chunk` cuts all
//! of it into files named by their content. The script that reads them is `static/js/search*.js`; both must fold text and
//! make terms alike. Nothing here depends on threads or on the order of the day: the same corpus gives the same bytes.

mod chunk;
mod gather;
mod pack;
mod pinyin;
mod postings;
mod table;
mod terms;
#[cfg(test)]
mod tests;
mod title;

use std::sync::Arc;

use rayon::prelude::*;

use crate::kinds::Corpus;
use crate::view::Address;

use chunk::DataFile;
use gather::{Document, Source};

pub use gather::{Facets, indexes};

/// The folder the search lies in.
pub const FOLDER: &str = "search";

/// Documents that are indexed in one go; a fixed number, so that nothing depends on how many threads there are.
const SHARD: usize = 256;

/// An index in files.
pub struct Index {
    /// The files, in order of their names; of a large site more than its texts, so that who is done with one lets go of it.
    pub files: Vec<(Address, Arc<Vec<u8>>)>,
    /// Name of the file that says which others there are, without its ending: the page of the search names it.
    pub entry: String,
    /// What hits can be narrowed by.
    pub facets: Facets,
}

/// What becomes of some of the documents.
struct Shard {
    postings: postings::Postings,
    rows: Vec<table::Row>,
    texts: Vec<pack::Text>,
    names: Vec<String>,
}

/// Makes the index of a site.
pub fn build(corpus: &Corpus) -> Index {
    let facets = gather::facets(corpus);
    let sources = gather::sources(corpus);
    let shards: Vec<Shard> = sources.par_chunks(SHARD).map(|sources| shard(corpus, &facets, sources)).collect();
    index(corpus, facets, shards)
}

fn shard(corpus: &Corpus, facets: &Facets, sources: &[Source<'_>]) -> Shard {
    let mut shard = Shard { postings: postings::Postings::default(), rows: Vec::new(), texts: Vec::new(), names: Vec::new() };
    let short = title::Short::new(&corpus.shared.site.organisation);
    for source in sources {
        let document = gather::document(corpus, facets, source);
        shard.add(&document, &short);
    }
    shard
}

impl Shard {
    fn add(&mut self, document: &Document<'_>, short: &title::Short) {
        let title = short.of(&document.title);
        self.postings.add_title(&document.heading());
        for unit in &document.units {
            self.postings.add(unit);
        }
        self.rows.push(table::Row::new(document, terms::length(title)));
        self.names.push(if document.older { String::new() } else { pinyin::syllables(title) });
        self.texts.push(pack::Text::of(document));
    }
}

fn index(corpus: &Corpus, facets: Facets, shards: Vec<Shard>) -> Index {
    let (mut postings, mut rows, mut texts, mut names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for shard in shards {
        postings.push(shard.postings);
        rows.extend(shard.rows);
        texts.extend(shard.texts);
        names.extend(shard.names);
    }
    let (lists, (packs, spelled)) =
        rayon::join(|| chunk::of_postings(&postings::merge(postings)), || rayon::join(|| pack::packs(texts), || pinyin::files(&names)));
    let entry = table::entry(corpus, &facets, &rows, &table::Parts { lists: &lists, packs: &packs, names: &spelled });
    let name = entry.name.clone();
    let all = lists.into_iter().chain(packs).chain(spelled).chain([entry]);
    let mut files: Vec<(Address, Arc<Vec<u8>>)> = all.map(DataFile::placed).collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    Index { files, entry: name, facets }
}
