//! Which works replaced which, and which went out of force without another in their place.

use super::Overview;
use crate::kinds::regulation::label;
use crate::kinds::regulation::model::{MadeBy, Version, Work};
use crate::kinds::regulation::pages::{version_address, work_address};
use crate::kinds::regulation::status::Status;
use crate::view::{EndedWork, Link, Page, Replacement, SupersessionView, View};

pub(super) fn page(overview: Overview<'_>) -> Page {
    let mut replacements: Vec<Replacement> = Vec::new();
    for work in overview.works() {
        for (index, version) in work.versions.iter().enumerate() {
            let old = old(overview, work, index, version);
            if !old.is_empty() {
                replacements.push(Replacement { date: version.effective.to_string(), new: link(overview, work, version), old });
            }
        }
    }
    replacements.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.new.title.cmp(&b.new.title)));
    let view = SupersessionView { replacements, ended: ended(overview) };
    overview.page("supersession", "supersession.html", overview.words("overview.supersession").to_owned(), View::Supersession(view))
}

/// What a version replaced: the work's own version before it, and those it names.
fn old(overview: Overview<'_>, work: &Work, index: usize, version: &Version) -> Vec<Link> {
    let own = index.checked_sub(1).map(|before| link(overview, work, &work.versions[before]));
    let others = version.front.replaces.iter().filter_map(|target| {
        let mut collections = overview.corpus.regulations.iter();
        let (collection, work) = collections.find_map(|collection| collection.work(&target.code).map(|work| (collection, work)))?;
        let replaced = work.version(target.date)?;
        Some(titled(version_address(collection, work, replaced), replaced))
    });
    own.into_iter().chain(others).collect()
}

fn link(overview: Overview<'_>, work: &Work, version: &Version) -> Link {
    titled(version_address(overview.collection, work, version), version)
}

/// 《title》（2022-01-01）
fn titled(address: String, version: &Version) -> Link {
    Link::new(address, format!("《{}》（{}）", version.front.title, version.effective))
}

/// Works no longer in force that no other work took the place of.
fn ended(overview: Overview<'_>) -> Vec<EndedWork> {
    let as_of = overview.corpus.shared.as_of;
    let replaced = |work: &Work| {
        let all = overview.corpus.versions().flat_map(|(_, _, version)| &version.front.replaces);
        { all }.any(|target| target.code == work.code)
    };
    let ended = overview.works().filter_map(|work| {
        let shown = work.shown(as_of);
        let status = shown.status(as_of);
        let gone = matches!(status, Status::Repealed | Status::Expired) && !replaced(work);
        let from = shown.ending.map(|ending| ending.from).or((shown.made_by == MadeBy::Repeal).then_some(shown.effective))?;
        gone.then(|| EndedWork {
            regulation: Link::new(work_address(overview.collection, work), &shown.front.title),
            date: from.to_string(),
            status_label: label::status(status, overview.language()),
            status: status.as_str(),
        })
    });
    ended.collect()
}
