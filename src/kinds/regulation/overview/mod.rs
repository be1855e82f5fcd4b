//! Pages across the works of a collection: indexes, what applies to whom, changes, reviews, supersession.

mod applicable;
mod changes;
mod duty;
mod grouped;
mod list;
mod review;
mod supersession;

use std::collections::BTreeMap;

use super::label;
use super::model::{Collection, Work};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::value::slug;
use crate::view::{Address, FeedEntry, Head, Link, Page, Planned, View};

/// All pages across works.
pub(super) fn pages<'a>(corpus: &'a Corpus, collection: &'a Collection) -> Vec<Planned<'a>> {
    let overview = Overview { corpus, collection };
    let mut pages = vec![Planned::page(overview.address("index.html"), move || list::page(overview))];
    pages.extend(grouped::pages(overview));
    pages.extend(applicable::pages(overview));
    pages.push(Planned::page(overview.address("changes/index.html"), move || changes::page(overview)));
    pages.push(Planned::data(overview.address("changes/feed.xml"), move || changes::feed(overview)));
    pages.push(Planned::page(overview.address("review/index.html"), move || review::page(overview)));
    pages.push(Planned::page(overview.address("supersession/index.html"), move || supersession::page(overview)));
    pages
}

/// What was issued and changed in a collection, as entries of a feed, newest first.
pub fn feed_entries(corpus: &Corpus, collection: &Collection) -> Vec<FeedEntry> {
    changes::entries(Overview { corpus, collection })
}

/// Links from the list of works to these pages.
fn links(overview: Overview<'_>) -> Vec<Link> {
    let mut links = vec![overview.link("for/index.html", "overview.applicable")];
    links.extend(grouped::links(overview));
    links.push(overview.link("changes/index.html", "overview.changes"));
    links.push(overview.link("review/index.html", "overview.review"));
    links.push(overview.link("supersession/index.html", "overview.supersession"));
    links
}

/// A collection in its corpus.
#[derive(Clone, Copy)]
struct Overview<'a> {
    corpus: &'a Corpus,
    collection: &'a Collection,
}

impl<'a> Overview<'a> {
    fn language(self) -> Language {
        self.corpus.shared.site.language
    }

    fn words(self, key: &str) -> &'static str {
        catalogue(self.language()).get(key)
    }

    fn address(self, below: &str) -> Address {
        Address::known(&format!("{}/{below}", self.collection.name))
    }

    fn link(self, below: &str, words: &str) -> Link {
        Link::new(format!("{}/{below}", self.collection.name), self.words(words))
    }

    /// A page below the list of works.
    fn page(self, kind: &'static str, template: &'static str, title: String, view: View) -> Page {
        let section = format!("{}/index.html", self.collection.name);
        let breadcrumbs = vec![Link::new("index.html", label::home(self.language())), Link::new(&section, &self.collection.title)];
        Page { template, page: Head { kind, title, section, breadcrumbs, ..Head::default() }, view }
    }

    /// The title without the unit's own name, which goes without saying on its site.
    fn short(self, title: &str) -> &str {
        let own = self.corpus.shared.site.organisation.as_str();
        title.strip_prefix(own).filter(|rest| !own.is_empty() && !rest.is_empty()).unwrap_or(title)
    }

    fn works(self) -> impl Iterator<Item = &'a Work> {
        self.collection.works.iter()
    }

    /// Names of departments and roles in addresses, by what they are called in front matter.
    fn slugs(self) -> BTreeMap<String, String> {
        let departments = self.corpus.shared.directory.departments.iter().map(|department| department.id.clone());
        let roles = self.works().flat_map(|work| &work.versions).flat_map(|version| version.front.roles.iter().cloned());
        let mut slugs: BTreeMap<String, String> = BTreeMap::new();
        let mut roles: Vec<String> = roles.collect();
        roles.sort();
        for name in departments.chain(roles) {
            if slugs.contains_key(&name) {
                continue;
            }
            let plain = slug(&name);
            let taken = |wanted: &str| slugs.values().any(|used| used.eq_ignore_ascii_case(wanted)) || wanted == "index";
            let unique = std::iter::once(plain.clone()).chain((2..).map(|times| format!("{plain}-{times}"))).find(|wanted| !taken(wanted));
            slugs.insert(name, unique.expect("numbers do not end"));
        }
        slugs
    }
}
