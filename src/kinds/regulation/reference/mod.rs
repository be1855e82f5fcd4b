//! References: what a text cites, found in the texts of the site, and seen from the other end.
//!
//! [`cite`] reads every version once: `scan` finds citations in its words, `resolve` the
//! units they mean. A reference leads to the version of the other work that was in force when the citing one took
//! effect. What is cited and not there is a finding at the exact characters; what may be no citation at all is left alone.

mod findings;
mod resolve;
mod scan;
#[cfg(test)]
mod tests;
mod titles;
mod unit;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::model::{Collection, Version, VersionKey};
use crate::diag::{Checked, regulation};
use crate::kinds::External;

pub(super) use scan::abbreviated;

/// A citation and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The smallest unit that holds it, by its place in the citing tree.
    pub from: usize,
    /// The characters that name what is cited, in the citing file.
    pub span: Range<usize>,
    /// Whether they name a unit, a work, or a work whose unit is named behind it.
    pub names: Names,
    /// What is meant.
    pub target: Target,
}

/// What the characters of a reference name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// 第十二条第二款
    Unit,
    /// 《财务管理办法》 as a whole.
    Work,
    /// 《财务管理办法》 before 第十二条, which is a reference of its own.
    WorkOfUnit,
}

/// What a reference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A text of this site, and the unit in it.
    Here {
        /// The text.
        version: VersionKey,
        /// The unit by its place in the tree; absent for the whole text.
        unit: Option<usize>,
        /// The last of several units: 前三款.
        through: Option<usize>,
    },
    /// A work that `external.toml` lists.
    External,
    /// Nothing that is known: the text that should hold it, if that is.
    Missing(Option<VersionKey>),
}

/// A reference seen from what it cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// The unit that is cited; absent for the whole text.
    pub target: Option<usize>,
    /// The citing text.
    pub version: VersionKey,
    /// The citing unit.
    pub from: usize,
}

/// All references of a site, from both ends.
#[derive(Debug, Clone, Default)]
pub struct Citations {
    references: BTreeMap<VersionKey, Vec<Reference>>,
    backlinks: BTreeMap<VersionKey, Vec<Backlink>>,
}

impl Citations {
    /// What a version cites, in the order of its text.
    pub fn references(&self, version: VersionKey) -> &[Reference] {
        self.references.get(&version).map_or(&[], Vec::as_slice)
    }

    /// What cites a version, in the order of its own units.
    pub fn backlinks(&self, version: VersionKey) -> &[Backlink] {
        self.backlinks.get(&version).map_or(&[], Vec::as_slice)
    }

    /// All references, by citing version.
    pub fn all(&self) -> impl Iterator<Item = (VersionKey, &Reference)> {
        self.references.iter().flat_map(|(version, references)| references.iter().map(|reference| (*version, reference)))
    }
}

/// Finds all references of all texts. `organisation` is the name of the unit, which goes without saying in titles.
pub fn cite(collections: &[Collection], external: &External, organisation: &str) -> Checked<Citations> {
    let library = resolve::Library { collections, titles: titles::Titles::new(collections, external, organisation) };
    let versions: Vec<(VersionKey, &Version)> = versions(collections).collect();
    let cited: Vec<(VersionKey, Checked<Vec<Reference>>)> =
        versions.into_par_iter().map(|(key, version)| (key, library.references(key, version))).collect();
    let mut diagnostics = Vec::new();
    let mut citations = Citations::default();
    for (key, references) in cited {
        let references = references.take(&mut diagnostics);
        for reference in &references {
            let Target::Here { version, unit, .. } = reference.target else { continue };
            if reference.names != Names::WorkOfUnit && unit != Some(reference.from) {
                let backlink = Backlink { target: unit, version: key, from: reference.from };
                citations.backlinks.entry(version).or_default().push(backlink);
            }
        }
        if !references.is_empty() {
            citations.references.insert(key, references);
        }
    }
    for backlinks in citations.backlinks.values_mut() {
        backlinks.sort_unstable();
        backlinks.dedup();
        backlinks.shrink_to_fit();
    }
    // A law the whole site cites is listed once for all.
    let mut told: BTreeSet<String> = BTreeSet::new();
    diagnostics.retain(|found| found.code != regulation::TITLE_UNKNOWN || told.insert(found.message.zh.clone()));
    Checked::new(citations, diagnostics)
}

fn versions(collections: &[Collection]) -> impl Iterator<Item = (VersionKey, &Version)> {
    collections.iter().enumerate().flat_map(|(collection, works)| {
        works.works.iter().enumerate().flat_map(move |(work, one)| {
            one.versions.iter().enumerate().map(move |(version, text)| (VersionKey { collection, work, version }, text))
        })
    })
}
