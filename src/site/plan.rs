//! The plan of the whole output: every file, once, at an address every filesystem can hold.

use std::collections::HashMap;

use super::about::{about_page, checklist_page, not_found_page};
use super::{crawl, feed, home, search};
use crate::config::{Edition, SectionKind};
use crate::diag::{Diagnostic, Language, path};
use crate::kinds::{self, Corpus, Outline};
use crate::lang::catalogue;
use crate::say;
use crate::search::Index;
use crate::view::{Address, Frame, Link, NavigationGroup, Planned};

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
}

/// Every file of the output but those of the theme, as yet unmade.
pub struct Plan<'a> {
    /// Files, in no particular order.
    pub files: Vec<Planned<'a>>,
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

/// Top sections under their headings, in the order of the first of each.
fn navigation(corpus: &Corpus) -> Vec<NavigationGroup> {
    let mut groups: Vec<(Option<&str>, NavigationGroup)> = Vec::new();
    for section in top(corpus) {
        let heading = heading(section, corpus.shared.site.language);
        match groups.iter_mut().find(|(of, _)| of.is_some() && *of == heading) {
            Some((_, group)) => {
                group.title = heading.unwrap_or_default().to_owned();
                group.sections.push(link(section));
            }
            None => groups.push((heading, NavigationGroup { title: section.title.clone(), sections: vec![link(section)] })),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// What a section stands under: its group, else its kind. Ordinary pages have nothing in common.
fn heading(section: &Outline, language: Language) -> Option<&str> {
    let by_kind = match section.kind {
        SectionKind::Regulations => "navigation.regulations",
        SectionKind::Ledger => "navigation.ledgers",
        SectionKind::Roster => "navigation.rosters",
        SectionKind::Pages => return section.group.as_deref(),
    };
    section.group.as_deref().or_else(|| Some(catalogue(language).get(by_kind)))
}

fn link(section: &Outline) -> Link {
    Link::new(format!("{}/index.html", section.name), &section.title)
}

/// Links to the top sections.
fn sections(corpus: &Corpus) -> Vec<Link> {
    navigation(corpus).into_iter().flat_map(|group| group.sections).collect()
}

/// Top sections in their order; those without one after them by name.
fn top(corpus: &Corpus) -> Vec<&Outline> {
    let mut top: Vec<&Outline> = corpus.outline.iter().filter(|section| !section.name.is_empty() && !section.name.contains('/')).collect();
    top.sort_by(|a, b| (a.order.is_none(), a.order, &a.name).cmp(&(b.order.is_none(), b.order, &b.name)));
    top
}

/// Plans the whole output; without an index of the search where addresses alone are asked for. What is made first are the
/// files of the index: of a large site it is a fifth of all memory until they are written.
pub fn plan<'a>(corpus: &'a Corpus, build: Build<'a>, index: Option<&Index>) -> Plan<'a> {
    let mut files = search::files(corpus, index, sections(corpus));
    files.extend(kinds::pages(corpus));
    files.push(Planned::page(Address::known("index.html"), move || home::page(corpus, sections(corpus))));
    files.push(Planned::page(Address::known("about/index.html"), move || about_page(corpus, &build)));
    files.push(Planned::page(Address::known("404.html"), move || not_found_page(corpus, sections(corpus))).unlisted());
    if build.checklist {
        files.push(Planned::page(Address::known("checklist/index.html"), move || checklist_page(corpus, build.findings)).unlisted());
    }
    let own = Address::known("feed.xml");
    files.push(Planned::data(own.clone(), move || feed::feed(corpus, &own)));
    files.extend(crawl::planned(&files, build.edition, corpus.shared.site.base_url.as_deref()));
    Plan { files }
}

impl Plan<'_> {
    /// Two files at one address, or at two that differ in case only.
    pub fn collisions(&self) -> Vec<Diagnostic> {
        let mut seen: HashMap<String, &Address> = HashMap::new();
        let mut found = Vec::new();
        for address in self.files.iter().flat_map(|file| &file.addresses) {
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
}
