//! The plan of the whole output: every file, once, at an address every filesystem can hold.

use std::collections::BTreeMap;

use super::about::{about_page, checklist_page, not_found_page};
use super::{crawl, feed, home, search};
use crate::config::Edition;
use crate::diag::{Diagnostic, path};
use crate::kinds::{self, Corpus, Outline};
use crate::say;
use crate::search::Index;
use crate::view::{Address, Frame, Link, Planned};

/// What is built, as far as pages say it.
#[derive(Clone, Copy)]
pub struct Build<'a> {
    /// Which edition.
    pub edition: Edition,
    /// Name and version of the program.
    pub generator: &'a str,
    /// Whether there is a page that lists the findings.
    pub checklist: bool,
    /// What it lists.
    pub findings: &'a [Diagnostic],
    /// The index of the search; absent where addresses alone are asked for.
    pub index: Option<&'a Index>,
}

/// Every file of the output but those of the theme, as yet unmade.
pub struct Plan<'a> {
    /// Files, in no particular order.
    pub files: Vec<Planned<'a>>,
    /// Addresses that two files would have.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the frame of every page shows.
pub fn frame(corpus: &Corpus, edition: Edition, generator: &str) -> Frame {
    let site = &corpus.shared.site;
    Frame {
        title: site.title.clone(),
        organisation: site.organisation.clone(),
        language: site.language,
        navigation: navigation(corpus),
        base_url: site.base_url.clone(),
        edition: edition.as_str(),
        generator: generator.to_owned(),
    }
}

/// Top sections in their order; those without one after them by name.
fn navigation(corpus: &Corpus) -> Vec<Link> {
    let mut top: Vec<&Outline> = corpus.outline.iter().filter(|section| !section.name.is_empty() && !section.name.contains('/')).collect();
    top.sort_by(|a, b| (a.order.is_none(), a.order, &a.name).cmp(&(b.order.is_none(), b.order, &b.name)));
    top.into_iter().map(|section| Link::new(format!("{}/index.html", section.name), &section.title)).collect()
}

/// Plans the whole output.
pub fn plan<'a>(corpus: &'a Corpus, build: Build<'a>) -> Plan<'a> {
    let mut files = kinds::pages(corpus);
    files.push(Planned::page(Address::known("index.html"), move || home::page(corpus, navigation(corpus))));
    files.push(Planned::page(Address::known("about/index.html"), move || about_page(corpus, &build)));
    files.push(Planned::page(Address::known("404.html"), move || not_found_page(corpus, navigation(corpus))).unlisted());
    files.extend(search::files(corpus, build.index, navigation(corpus)));
    if build.checklist {
        files.push(Planned::page(Address::known("checklist/index.html"), move || checklist_page(corpus, build.findings)).unlisted());
    }
    let own = Address::known("feed.xml");
    files.push(Planned::data(own.clone(), move || feed::feed(corpus, &own)));
    files.extend(crawl::planned(&files, build.edition, corpus.shared.site.base_url.as_deref()));
    let diagnostics = collisions(&files);
    Plan { files, diagnostics }
}

/// Two files at one address, or at two that differ in case only.
fn collisions(files: &[Planned<'_>]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &Address> = BTreeMap::new();
    let mut found = Vec::new();
    for address in files.iter().flat_map(|file| &file.addresses) {
        if let Some(first) = seen.insert(address.as_str().to_ascii_lowercase(), address) {
            let words = if first == address {
                say!("两个文件的网址相同：{address}", "two files have one address: {address}")
            } else {
                say!("{address} 与 {first} 只有大小写不同", "{address} and {first} differ in case only")
            };
            found.push(
                Diagnostic::error(path::COLLISION, words)
                    .help(say!("请给其中一个改名，或写 slug、code 换一个网址", "rename one of them, or give it another slug or code")),
            );
        }
    }
    found
}
