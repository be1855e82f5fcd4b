//! The list of all works, and a work as lists show it.

use super::Overview;
use crate::kinds::regulation::label;
use crate::kinds::regulation::model::Work;
use crate::kinds::regulation::pages::{timeline, work_address};
use crate::markdown;
use crate::view::{Head, Html, Link, ListFilter, ListedRegulation, Page, RegulationListView, View};

pub(super) fn page(overview: Overview<'_>) -> Page {
    let corpus = overview.corpus;
    let intro = overview.collection.index.as_ref().map_or_else(Html::default, |index| {
        markdown::block(&index.source, &index.body, 2, &corpus.links.from(&index.source.file)).value.html
    });
    let head = Head {
        kind: "regulations",
        title: overview.collection.title.clone(),
        section: format!("{}/index.html", overview.collection.name),
        breadcrumbs: vec![Link::new("index.html", label::home(overview.language()))],
        ..Head::default()
    };
    let works: Vec<ListedRegulation> = overview.works().map(|work| listed(overview, work)).collect();
    let view = View::Regulations(RegulationListView {
        intro,
        as_of: corpus.shared.as_of.to_string(),
        overviews: super::links(overview),
        filters: filters(overview, &works),
        works,
    });
    Page { template: "regulations.html", page: head, view }
}

/// A work with what its shown version says.
pub(super) fn listed(overview: Overview<'_>, work: &Work) -> ListedRegulation {
    let shared = &overview.corpus.shared;
    let shown = work.shown(shared.as_of);
    let status = shown.status(shared.as_of);
    let owner = shown.front.owner.as_deref();
    ListedRegulation {
        code: work.code.clone(),
        title: shown.front.title.clone(),
        number: shown.front.number.clone().unwrap_or_default(),
        owner: owner.map_or_else(String::new, |id| shared.directory.department_name(id).to_owned()),
        status: status.as_str(),
        status_label: label::status(status, overview.language()),
        effective: shown.effective.to_string(),
        topics: shown.front.topics.clone(),
        roles: shown.front.roles.clone(),
        versions: work.versions.len(),
        timeline: timeline(work),
        href: work_address(overview.collection, work),
    }
}

/// What the list can be narrowed to; a choice of one is none.
fn filters(overview: Overview<'_>, works: &[ListedRegulation]) -> Vec<ListFilter> {
    let choice = |key: &'static str, words: &str, mut options: Vec<(String, String)>| {
        options.sort();
        options.dedup();
        ListFilter { key, label: overview.words(words), options }
    };
    let same = |text: &String| (text.clone(), text.clone());
    let filters = [
        choice("status", "regulations.status", works.iter().map(|work| (work.status.to_owned(), work.status_label.to_owned())).collect()),
        choice("owner", "regulations.owner", works.iter().map(|work| same(&work.owner)).filter(|(owner, _)| !owner.is_empty()).collect()),
        choice("topic", "fact.topics", works.iter().flat_map(|work| &work.topics).map(same).collect()),
        choice("role", "fact.roles", works.iter().flat_map(|work| &work.roles).map(same).collect()),
    ];
    filters.into_iter().filter(|filter| filter.options.len() > 1).collect()
}
