//! Where in its block a part of a check stands.

use std::ops::Range;

use super::gather::{Check, Source};
use crate::diag::Place;
use crate::format::{Document, Written};
use crate::kinds::Corpus;

/// Where a part of one of a check's texts stands, `require` or `message`; the whole text where no part is given. None for
/// a check of a preset, which no site can mend.
pub(super) fn point(corpus: &Corpus, check: &Check<'_>, key: &str, part: Option<Range<usize>>) -> Option<Place> {
    let (source, written) = match &check.source {
        Source::Preset { .. } => return None,
        Source::Article(article) => {
            let region = article.place.span.clone()?;
            (&article.version.source, Written::find(&article.version.source, &region, &[key], check.id))
        }
        Source::Site { .. } => {
            let index = &corpus.ledgers[check.ledger].index;
            let region = Document::split(index.clone()).value.front_matter.unwrap_or_default();
            (index, Written::find(index, &region, &["ledger", "check", key], check.id))
        }
    };
    written.map_or_else(|| check.place().cloned(), |written| Some(written.place(source, part)))
}
