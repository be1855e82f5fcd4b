//! The pages of a collection: its list, every version, the JSON of each, and redirects from former addresses.
//!
//! Planning names the files; nothing is rendered before a page is asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::model::{Collection, Version, VersionKey, Work};
use super::notes::Notes;
use super::status::{Status, status};
use super::{akn, json, json_ld, label, marks, overview, redline, render};
use crate::diag::{Diagnostic, Language};
use crate::kinds::{Anchors, Attached, Corpus, LinkBook, Shared};
use crate::markdown;
use crate::value::Date;
use crate::view::{Address, Fact, Head, Link, Page, Planned, RedirectView, RegulationView, VersionEntry, View};

/// All pages and data files of a collection.
pub fn pages<'a>(corpus: &'a Corpus, collection: &'a Collection) -> Vec<Planned<'a>> {
    let shared = &corpus.shared;
    let of = corpus.regulations.iter().position(|other| std::ptr::eq(other, collection)).unwrap_or_default();
    let plan = Plan { corpus, shared, collection, links: &corpus.links };
    let own = |name: &str| Address::known(&format!("{}/{name}", collection.name));
    let mut pages = vec![Planned::data(own("index.json"), move || json::index(collection, shared.as_of))];
    for (at, work) in collection.works.iter().enumerate() {
        let shown = work.shown(shared.as_of).effective;
        for (index, version) in work.versions.iter().enumerate() {
            let key = VersionKey { collection: of, work: at, version: index };
            pages.extend(version.attachments.iter().map(Attached::planned));
            let folder = format!("{}/{}", work.code, version.effective);
            let page = Planned::page(own(&format!("{folder}/index.html")), move || plan.version(at, key));
            let page = if plan.status(version) == Status::InForce { page } else { page.unlisted() };
            let data = Planned::data(own(&format!("{folder}/index.json")), move || json::version(corpus, key));
            let xml = Planned::data(own(&format!("{folder}/index.akn.xml")), move || akn::akn(corpus, key));
            for (planned, name) in [(page, "index.html"), (data, "index.json"), (xml, "index.akn.xml")] {
                let also = (version.effective == shown).then(|| own(&format!("{}/{name}", work.code)));
                pages.push(planned.also_at(also));
            }
        }
    }
    pages.extend(redline::planned(corpus, collection));
    pages.extend(overview::pages(corpus, collection));
    pages.extend(plan.redirects());
    pages
}

/// What is wrong with links and Markdown in the texts of a collection.
pub fn check_markup(collection: &Collection, links: &LinkBook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for version in collection.works.iter().flat_map(|work| &work.versions) {
        found.extend(render::findings(version, &links.from(&version.source.file)));
        if let Some(document) = &version.reason {
            found.extend(markdown::block(&document.source, &document.body, 3, &links.from(&document.source.file)).diagnostics);
        }
    }
    if let Some(index) = &collection.index {
        found.extend(markdown::block(&index.source, &index.body, 2, &links.from(&index.source.file)).diagnostics);
    }
    found
}

/// Where the texts of a collection stand in the output.
pub fn list_links(collection: &Collection, as_of: Date, book: &mut LinkBook<'static>) {
    if let Some(index) = &collection.index {
        book.add(&index.source.file, Address::known(&format!("{}/index.html", collection.name)), Anchors::none());
    }
    // Pages that have no file of their own.
    let folder = collection.index.as_ref().and_then(|index| index.source.file.strip_suffix("/_index.md"));
    for page in ["for", "changes"] {
        let address = Address::known(&format!("{}/{page}/index.html", collection.name));
        book.add(&format!("{}/{page}", folder.unwrap_or_default()), address, Anchors::none());
    }
    for work in &collection.works {
        let folder = work.versions.first().and_then(|version| version.source.file.rsplit_once('/')).map(|(folder, _)| folder);
        for version in &work.versions {
            book.add(&version.source.file, Address::known(&version_address(collection, work, version)), anchors(version));
            for attached in &version.attachments {
                book.add(&attached.file, attached.address.clone(), Anchors::none());
            }
        }
        // The folder of versions stands for the version in force.
        if let Some(folder) = folder.filter(|_| work.versions.len() > 1) {
            book.add(folder, Address::known(&work_address(collection, work)), anchors(work.shown(as_of)));
        }
    }
}

/// The units of a version, which links may name.
fn anchors(version: &Version) -> Anchors<'static> {
    let (tree, again) = (Arc::clone(&version.tree), Arc::clone(&version.tree));
    Anchors::asked(move |unit| tree.find(unit).is_some(), move || (0..again.len()).map(|index| again.id(index)).collect())
}

/// Address of the page of a version.
pub fn version_address(collection: &Collection, work: &Work, version: &Version) -> String {
    format!("{}/{}/{}/index.html", collection.name, work.code, version.effective)
}

/// Address of a work, which shows the version in force.
pub fn work_address(collection: &Collection, work: &Work) -> String {
    format!("{}/{}/index.html", collection.name, work.code)
}

/// 《title》（number）
pub fn citation(version: &Version) -> String {
    let title = &version.front.title;
    version.front.number.as_ref().map_or_else(|| format!("《{title}》"), |number| format!("《{title}》（{number}）"))
}

/// The page of a regulation, or of a unit of it: `CW-03`, `CW-03#art-6`, `CW-03@2026-03-01#art-6`. Absent where there is
/// no such work, version or unit. What it says is 《title》第六条.
pub fn rule_link(collections: &[Collection], rule: &str, as_of: Date) -> Option<Link> {
    let (name, unit) = rule.split_once('#').map_or((rule, None), |(name, unit)| (name, Some(unit)));
    let (code, date) = name.split_once('@').map_or((name, None), |(code, date)| (code, Some(date)));
    let (collection, work) = collections.iter().find_map(|collection| collection.work(code).map(|work| (collection, work)))?;
    let (version, address) = match date {
        None => (work.shown(as_of), work_address(collection, work)),
        Some(date) => {
            let version = work.version(date.parse().ok()?)?;
            (version, version_address(collection, work, version))
        }
    };
    let title = &version.front.title;
    let Some(unit) = unit else { return Some(Link::new(address, format!("《{title}》"))) };
    let at = version.tree.find(unit)?;
    let label = version.tree.citation(at, version.text());
    Some(Link::new(format!("{address}#{unit}"), format!("《{title}》{label}")))
}

#[derive(Clone, Copy)]
struct Plan<'a> {
    corpus: &'a Corpus,
    shared: &'a Shared,
    collection: &'a Collection,
    links: &'a LinkBook<'static>,
}

impl<'a> Plan<'a> {
    fn language(self) -> Language {
        self.shared.site.language
    }

    fn status(self, version: &Version) -> Status {
        status(&version.term(), version.ending, self.shared.as_of)
    }

    fn link(self, work: &Work) -> Link {
        Link::new(work_address(self.collection, work), &work.shown(self.shared.as_of).front.title)
    }

    fn section(self) -> String {
        format!("{}/index.html", self.collection.name)
    }

    fn department(self, id: Option<&str>) -> String {
        id.map_or_else(String::new, |id| self.shared.directory.department_name(id).to_owned())
    }

    fn version(self, at: usize, key: VersionKey) -> Page {
        let works = &self.collection.works;
        let (work, version) = self.corpus.version(key);
        let neighbour = |at: Option<usize>| at.and_then(|at| works.get(at)).map(|work| self.link(work));
        let head = Head {
            kind: "regulation",
            title: version.front.title.clone(),
            section: self.section(),
            breadcrumbs: vec![Link::new("index.html", label::home(self.language())), Link::new(self.section(), &self.collection.title)],
            previous: neighbour(at.checked_sub(1)),
            next: neighbour(at.checked_add(1)),
            noindex: self.status(version) != Status::InForce,
        };
        let view = View::Regulation(Box::new(self.view(key, work, version)));
        Page { template: "regulation.html", page: head, view }
    }

    fn view(self, key: VersionKey, work: &Work, version: &Version) -> RegulationView {
        let notes = Notes::new(self.corpus, key);
        let status = self.status(version);
        let reason = version
            .reason
            .as_ref()
            .map(|document| markdown::block(&document.source, &document.body, 3, &self.links.from(&document.source.file)).value.html);
        RegulationView {
            code: work.code.clone(),
            version: version.effective.to_string(),
            status: status.as_str(),
            status_label: label::status(status, self.language()),
            as_of: self.shared.as_of.to_string(),
            timeline: timeline(work),
            facts: self.facts(version),
            toc: render::contents(version),
            body: render::body(version, &self.links.from(&version.source.file), &marks::marks(self.corpus, key), &notes).value,
            cited_by: notes.citing_works(),
            versions: work.versions.iter().rev().map(|other| self.entry(work, other, version)).collect(),
            comparisons: redline::links(self.collection, work, version, self.shared.as_of, self.language()),
            reason,
            attachments: version.attachments.iter().map(Attached::view).collect(),
            articles: version.tree.articles().count(),
            citation: citation(version),
            json: version_address(self.collection, work, version).replace("index.html", "index.json"),
            akn: version_address(self.collection, work, version).replace("index.html", "index.akn.xml"),
            json_ld: json_ld::json_ld(self.shared, self.collection, work, version),
        }
    }

    fn entry(self, work: &Work, version: &Version, read: &Version) -> VersionEntry {
        let status = self.status(version);
        VersionEntry {
            date: version.effective.to_string(),
            until: version.ending.map_or_else(String::new, |ending| ending.until().to_string()),
            status: status.as_str(),
            status_label: label::status(status, self.language()),
            made_by: label::made_by(version.made_by, self.language()),
            number: version.front.number.clone().unwrap_or_default(),
            href: version_address(self.collection, work, version),
            current: version.effective == read.effective,
        }
    }

    /// What the heading states, in order, empty ones left out.
    fn facts(self, version: &Version) -> Vec<Fact> {
        let front = &version.front;
        let language = self.language();
        let day = |date: Option<Date>| date.map_or_else(String::new, |date| label::day(date, language));
        let names = |ids: &[String]| ids.iter().map(|id| self.department(Some(id))).collect::<Vec<_>>().join(label::comma(language));
        let replaces: Vec<String> = front.replaces.iter().map(|replaced| self.name_of(&replaced.code)).collect();
        let based_on: Vec<String> = front.based_on.iter().map(|source| self.name_of(source)).collect();
        let values = [
            ("number", front.number.clone().unwrap_or_default()),
            ("issuer", front.issuer.clone().unwrap_or_default()),
            ("adopted", day(front.adopted)),
            ("published", day(front.published)),
            ("effective", day(Some(version.effective))),
            ("expires", day(front.expires)),
            ("owner", self.department(front.owner.as_deref())),
            ("interpreter", self.department(front.interpreter.as_deref())),
            ("applies-to", names(&front.applies_to)),
            ("roles", front.roles.join(label::comma(language))),
            ("topics", front.topics.join(label::comma(language))),
            ("based-on", based_on.join(label::comma(language))),
            ("replaces", replaces.join(label::comma(language))),
            ("review-by", day(front.review_by)),
        ];
        let facts = values.into_iter().filter(|(_, value)| !value.is_empty());
        facts.map(|(key, value)| Fact { key, label: label::fact(key, language), value }).collect()
    }

    /// 《title》 of a work by its code, or of a law by its title.
    fn name_of(self, source: &str) -> String {
        let title = self.collection.work(source).map_or(source, |work| &work.shown(self.shared.as_of).front.title);
        if title.starts_with('《') { title.to_owned() } else { format!("《{title}》") }
    }

    /// Pages at former addresses. An alias that is no address is another title and gets none.
    fn redirects(self) -> Vec<Planned<'a>> {
        let mut taken: BTreeSet<String> = self.collection.works.iter().map(|work| work_address(self.collection, work)).collect();
        let mut pages = Vec::new();
        for work in &self.collection.works {
            for alias in work.versions.iter().flat_map(|version| &version.front.aliases) {
                let Ok(address) = Address::new(&alias_address(&self.collection.name, alias)) else { continue };
                if taken.insert(address.as_str().to_owned()) {
                    pages.push(Planned::page(address, move || self.redirect(work)).unlisted());
                }
            }
        }
        pages
    }

    fn redirect(self, work: &Work) -> Page {
        let target = self.link(work);
        let head = Head { kind: "redirect", title: target.title.clone(), section: self.section(), noindex: true, ..Head::default() };
        Page { template: "redirect.html", page: head, view: View::Redirect(RedirectView { target }) }
    }
}

/// `old-code` stands beside the works, `old/path` and `/path` at the root of the site.
fn alias_address(section: &str, alias: &str) -> String {
    let path = alias.trim_matches('/');
    let path = if alias.contains('/') { path.to_owned() } else { format!("{section}/{path}") };
    if path.ends_with(".html") { path } else { format!("{path}/index.html") }
}

/// All versions for the script that states the status anew on the reader's day.
pub fn timeline(work: &Work) -> String {
    let terms: Vec<_> = work.versions.iter().map(|version| (version.term(), version.ending)).collect();
    super::status::timeline(&terms)
}
