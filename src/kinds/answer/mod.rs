//! Questions in pages: a fenced block ```` ```sql table money=total ```` is asked of the ledgers, and its answer stands in
//! its place as a table, a chart with its table, or a figure.
//!
//! `block` reads the words behind the fence, `draw` makes markup of an answer. What is wrong points into the block.

mod block;
mod draw;

use std::ops::Range;

use super::Corpus;
use crate::diag::Diagnostic;
use crate::markdown::{Fence, fences};
use crate::query::{Database, diagnostic};
use crate::source::SourceText;
use crate::view::Html;

/// Most rows an answer may have on a page.
const MOST: usize = 10_000;

/// A text that may ask: its source, and where its words stand.
type Asking<'a> = (&'a SourceText, &'a Range<usize>);

/// Answers all questions of a site; the answers by file and place, and what is wrong with the others.
pub(super) fn answers(corpus: &Corpus, database: &Database) -> (Vec<(String, usize, Html)>, Vec<Diagnostic>) {
    let (mut answers, mut diagnostics) = (Vec::new(), Vec::new());
    for (source, range) in asking(corpus) {
        for fence in fences(source, range, "sql") {
            match answer(corpus, database, source, &fence) {
                Ok(html) => answers.push((source.file.to_string(), fence.at, html)),
                Err(fault) => diagnostics.push(*fault),
            }
        }
    }
    (answers, diagnostics)
}

/// Whether any text of a site asks anything.
pub(super) fn asks(corpus: &Corpus) -> bool {
    asking(corpus).any(|(source, range)| !fences(source, range, "sql").is_empty())
}

fn asking(corpus: &Corpus) -> impl Iterator<Item = Asking<'_>> {
    let pages = corpus.pages.iter().flat_map(|section| {
        let own = section.pages.iter().map(|page| (&page.source, &page.body));
        std::iter::once((&section.index, &section.intro)).chain(own)
    });
    let ledgers = corpus.ledgers.iter().flat_map(|ledger| {
        let words = ledger.periods.values().filter_map(|table| table.words.as_ref().map(|(source, range)| (source, range)));
        std::iter::once((&ledger.index, &ledger.intro)).chain(words)
    });
    pages.chain(ledgers)
}

fn answer(corpus: &Corpus, database: &Database, source: &SourceText, fence: &Fence) -> Result<Html, Box<Diagnostic>> {
    let block = block::read(source, &fence.info)?;
    let sql = source.slice(&fence.content);
    let at = |range: Option<Range<usize>>| {
        let range = range.unwrap_or(0..sql.trim_end().len());
        source.place(fence.content.start + range.start..fence.content.start + range.end)
    };
    let rows = database.select(sql, MOST).map_err(|error| Box::new(diagnostic(&error, at)))?;
    block.check(source, &rows)?;
    Ok(draw::draw(corpus, database, &block, &rows, &format!("q{}", fence.at)))
}
