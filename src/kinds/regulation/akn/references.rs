//! What a text cites, by the names of Akoma Ntoso.

use std::collections::BTreeMap;

use super::super::model::VersionKey;
use super::super::reference::Target;
use super::{Eids, Reference, iri};
use crate::kinds::Corpus;

/// The references of a version that lead somewhere on this site, in the order of its text.
pub(super) fn references(corpus: &Corpus, key: VersionKey) -> Vec<Reference> {
    let mut names: BTreeMap<VersionKey, Eids> = BTreeMap::new();
    let mut references = Vec::new();
    for reference in corpus.citations.references(key) {
        let Target::Here { version, unit, .. } = reference.target else { continue };
        let (work, there) = corpus.version(version);
        let expression = iri::expression(&corpus.shared, work, there);
        let eid = unit.map(|unit| names.entry(version).or_insert_with(|| Eids::new(&there.tree)).held(unit)).unwrap_or_default();
        let href = match (version == key, eid.is_empty()) {
            (true, false) => format!("#{eid}"),
            (false, false) => iri::unit(&expression, &eid),
            (_, true) => expression,
        };
        references.push(Reference { span: reference.span.clone(), href });
    }
    references
}
