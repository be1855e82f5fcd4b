//! Which versions are held against each other, and where the page of each comparison stands.
//!
//! Each version against the one before, each earlier one against the one shown at the work's own address, and a version
//! against the one of another work that it replaces. No two are compared twice, and the text of a repeal is no version of
//! a regulation.

use super::words::filled;
use super::{json, page};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::kinds::regulation::model::{Collection, MadeBy, Version, Work};
use crate::value::Date;
use crate::view::{Address, Link, Planned};

/// Two versions, the earlier first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comparison<'a> {
    /// The collection of both.
    pub collection: &'a Collection,
    /// The work of the old version.
    pub old_work: &'a Work,
    /// The old version.
    pub old: &'a Version,
    /// The work of the new version.
    pub new_work: &'a Work,
    /// The new version.
    pub new: &'a Version,
}

/// Pages and JSON of all comparisons in a collection.
pub fn planned<'a>(corpus: &'a Corpus, collection: &'a Collection) -> Vec<Planned<'a>> {
    let all = collection.works.iter().flat_map(|work| of_work(collection, work, corpus.shared.as_of));
    let files = |comparison: Comparison<'a>| {
        let page = comparison.file("index.html")?;
        let data = comparison.file("index.json")?;
        Some([Planned::page(page, move || page::page(corpus, comparison)).unlisted(), Planned::data(data, move || json::json(comparison))])
    };
    all.filter_map(files).flatten().collect()
}

/// Links to the comparisons a version takes part in: 与上一版（2022-01-01）对照.
pub fn links(collection: &Collection, work: &Work, version: &Version, as_of: Date, language: Language) -> Vec<Link> {
    let own = |other: &Version| other.effective == version.effective;
    let of_own =
        of_work(collection, work, as_of).into_iter().filter(|one| own(one.new) || (own(one.old) && one.old_work.code == work.code));
    let replaces =
        |other: &&Work| other.code != work.code && replaced_by(other).any(|(_, code, date)| code == work.code && date == version.effective);
    let replacing = collection.replacing.iter().map(|at| &collection.works[*at]);
    let later = replacing.filter(replaces).flat_map(|other| of_work(collection, other, as_of));
    let later = later.filter(|one| one.old_work.code == work.code && own(one.old));
    let link = |one: Comparison<'_>| Some(Link::new(one.file("index.html")?.as_str(), one.named_from(work, version, language)));
    of_own.chain(later).filter_map(link).collect()
}

/// The link to the comparison of a version with the one before it.
pub fn with_previous(collection: &Collection, work: &Work, version: &Version, language: Language) -> Option<Link> {
    let at = texts(work).position(|other| other.effective == version.effective)?;
    let old = texts(work).nth(at.checked_sub(1)?)?;
    let comparison = Comparison { collection, old_work: work, old, new_work: work, new: version };
    Some(Link::new(comparison.file("index.html")?.as_str(), comparison.named_from(work, version, language)))
}

/// The versions of a work that have a text of their own.
pub fn texts(work: &Work) -> impl Iterator<Item = &Version> {
    work.versions.iter().filter(|version| version.made_by != MadeBy::Repeal)
}

/// Comparisons whose new version is one of a work.
fn of_work<'a>(collection: &'a Collection, work: &'a Work, as_of: Date) -> Vec<Comparison<'a>> {
    let own = |old: &'a Version, new: &'a Version| Comparison { collection, old_work: work, old, new_work: work, new };
    let texts: Vec<&Version> = texts(work).collect();
    let shown = work.shown(as_of);
    let mut found: Vec<Comparison<'a>> = texts.windows(2).map(|pair| own(pair[0], pair[1])).collect();
    for old in texts.iter().filter(|old| old.effective < shown.effective && shown.made_by != MadeBy::Repeal) {
        if !found.iter().any(|one| one.old.effective == old.effective && one.new.effective == shown.effective) {
            found.push(own(old, shown));
        }
    }
    let mut replaced: Vec<(&str, Date)> = Vec::new();
    for (new, code, date) in replaced_by(work) {
        let Some(old_work) = collection.work(code).filter(|old| old.code != work.code) else { continue };
        let Some(old) = texts_of(old_work, date) else { continue };
        if !replaced.contains(&(code, date)) {
            replaced.push((code, date));
            found.push(Comparison { collection, old_work, old, new_work: work, new });
        }
    }
    found
}

fn texts_of(work: &Work, date: Date) -> Option<&Version> {
    texts(work).find(|version| version.effective == date)
}

/// What the versions of a work replace: a later version says it again, the first one did it.
fn replaced_by(work: &Work) -> impl Iterator<Item = (&Version, &str, Date)> {
    texts(work).flat_map(|version| version.front.replaces.iter().map(move |replaced| (version, replaced.code.as_str(), replaced.date)))
}

impl Comparison<'_> {
    /// Whether a version is held against one of another work.
    pub(super) fn is_across(&self) -> bool {
        self.old_work.code != self.new_work.code
    }

    /// A file of the comparison; absent where two long codes make the address too long for some filesystem.
    pub(super) fn file(&self, name: &str) -> Option<Address> {
        let from = if self.is_across() { format!("{}.", self.old_work.code) } else { String::new() };
        let (collection, code) = (&self.collection.name, &self.new_work.code);
        Address::new(&format!("{collection}/{code}/{from}{}_{}/{name}", self.old.effective, self.new.effective)).ok()
    }

    /// What a link says on the page of one of the two versions: what the other one is.
    fn named_from(&self, work: &Work, version: &Version, language: Language) -> String {
        let is_new = self.new_work.code == work.code && self.new.effective == version.effective;
        let other = if is_new { self.old } else { self.new };
        let date = other.effective.to_string();
        let next =
            texts(work).skip_while(|one| one.effective != self.old.effective).nth(1).is_some_and(|one| one.effective == self.new.effective);
        match (self.is_across(), next, is_new) {
            (true, _, _) => filled("compare.link_other", &[("title", &other.front.title), ("date", &date)], language),
            (false, true, true) => filled("compare.link_previous", &[("date", &date)], language),
            (false, true, false) => filled("compare.link_next", &[("date", &date)], language),
            (false, false, _) => filled("compare.link", &[("date", &date)], language),
        }
    }
}
