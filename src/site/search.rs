//! The search: its page, and the files of its index.

use super::about::home_link;
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::search::{self, Index};
use crate::view::{Address, Head, Link, Page, Planned, SearchView, View};

/// The page; without an index when addresses alone are looked at.
pub(super) fn files<'a>(corpus: &'a Corpus, index: Option<&'a Index>, sections: Vec<Link>) -> Vec<Planned<'a>> {
    let address = Address::known(&format!("{}/index.html", search::FOLDER));
    let mut files = vec![Planned::page(address, move || page(corpus, index, sections.clone()))];
    let data = index.into_iter().flat_map(|index| &index.files);
    files.extend(data.map(|(address, bytes)| Planned::stream(address.clone(), |out| out.write_all(bytes))));
    files
}

fn page(corpus: &Corpus, index: Option<&Index>, sections: Vec<Link>) -> Page {
    let language = corpus.shared.site.language;
    let entry = index.map_or_else(String::new, |index| format!("{}/{}.js", search::FOLDER, index.entry));
    let facets = index.map(|index| &index.facets);
    let words = |list: fn(&search::Facets) -> &Vec<String>| facets.map(list).cloned().unwrap_or_default();
    Page {
        template: "search.html",
        page: Head {
            kind: "search",
            title: catalogue(language).get("search.title").to_owned(),
            breadcrumbs: vec![home_link(language)],
            ..Head::default()
        },
        view: View::Search(SearchView {
            entry,
            kinds: words(|facets| &facets.kinds),
            departments: words(|facets| &facets.departments),
            statuses: words(|facets| &facets.statuses),
            years: facets.map(|facets| facets.years.clone()).unwrap_or_default(),
            indexes: search::indexes(corpus),
            sections,
        }),
    }
}
