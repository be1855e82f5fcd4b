//! The search: its page, and the files of its index.

use super::about::home_link;
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::search::{self, Facets, Index};
use crate::view::{Address, Head, Link, Page, Planned, SearchView, View};

/// The page; without an index when addresses alone are looked at.
pub(super) fn files<'a>(corpus: &'a Corpus, index: Option<&Index>, sections: Vec<Link>) -> Vec<Planned<'a>> {
    let address = Address::known(&format!("{}/index.html", search::FOLDER));
    let known = index.map(|index| (index.entry.clone(), index.facets.clone())).unwrap_or_default();
    let data = index.into_iter().flat_map(|index| index.files.iter().cloned());
    let mut files: Vec<Planned<'a>> = data.map(|(address, bytes)| Planned::stream(address, move |out| out.write_all(&bytes))).collect();
    files.push(Planned::page(address, move || page(corpus, &known, sections.clone())));
    files
}

fn page(corpus: &Corpus, (entry, facets): &(String, Facets), sections: Vec<Link>) -> Page {
    let language = corpus.shared.site.language;
    Page {
        template: "search.html",
        page: Head {
            kind: "search",
            title: catalogue(language).get("search.title").to_owned(),
            breadcrumbs: vec![home_link(language)],
            ..Head::default()
        },
        view: View::Search(SearchView {
            entry: format!("{}/{entry}.js", search::FOLDER),
            kinds: facets.kinds.clone(),
            departments: facets.departments.clone(),
            statuses: facets.statuses.clone(),
            years: facets.years.clone(),
            indexes: search::indexes(corpus),
            sections,
        }),
    }
}
