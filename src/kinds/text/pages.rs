//! The pages of a section of texts.

use std::ops::Range;

use super::model::{Pages, Task, TextPage};
use crate::diag::{Checked, Diagnostic};
use crate::kinds::{Anchors, Attached, Corpus, LinkBook, Outline, Section};
use crate::markdown::{self, Links, NoLinks};
use crate::say;
use crate::source::SourceText;
use crate::view::{Address, Head, HomeTask, Html, Link, Page, Planned, RedirectView, SectionView, TextView, TocEntry, View};

/// Everything of a section of texts that goes into the output.
pub fn pages<'a>(corpus: &'a Corpus, section: &'a Pages) -> Vec<Planned<'a>> {
    let mut planned = Vec::new();
    // The page of `content/` itself is the home page.
    if !section.name.is_empty() {
        planned.push(Planned::page(section.address(), move || section_page(corpus, section)));
    }
    planned.extend(section.attachments.iter().map(Attached::planned));
    for (index, page) in section.pages.iter().enumerate() {
        planned.push(Planned::page(page.address.clone(), move || text_page(corpus, section, index)));
        planned.extend(page.aliases.iter().map(|alias| redirect(alias.clone(), Link::new(page.address.as_str(), &page.title))));
        planned.extend(page.attachments.iter().map(Attached::planned));
    }
    planned
}

/// A page that leads on to another.
pub fn redirect<'a>(from: Address, target: Link) -> Planned<'a> {
    Planned::page(from, move || Page {
        template: "redirect.html",
        page: Head { kind: "redirect", title: target.title.clone(), noindex: true, ..Head::default() },
        view: View::Redirect(RedirectView { target: target.clone() }),
    })
    .unlisted()
}

/// Findings in the words of the section and its pages.
pub fn check(corpus: &Corpus, section: &Pages) -> Vec<Diagnostic> {
    let mut diagnostics = markdown::block(&section.index, &section.intro, 2, &corpus.links.from(&section.index.file)).diagnostics;
    for page in &section.pages {
        diagnostics.extend(markdown::block(&page.source, &page.body, 2, &corpus.links.from(&page.source.file)).diagnostics);
    }
    let links = corpus.links.from(&section.index.file);
    diagnostics.extend(section.tasks.iter().filter_map(|task| links.resolve(&task.link).err().map(|fault| fault.at(task.place.clone()))));
    diagnostics
}

/// Where the section, its pages and its attachments stand in the output.
pub fn list_links(section: &Pages, book: &mut LinkBook<'static>) {
    book.add(&section.index.file, section.address(), headings(&section.index, &section.intro));
    for page in &section.pages {
        book.add(&page.source.file, page.address.clone(), headings(&page.source, &page.body));
    }
    let of_pages = section.pages.iter().flat_map(|page| &page.attachments);
    for attached in section.attachments.iter().chain(of_pages) {
        book.add(&attached.file, attached.address.clone(), Anchors::none());
    }
}

/// The anchors of a text, found when one is asked for.
fn headings(source: &SourceText, range: &Range<usize>) -> Anchors<'static> {
    let (source, range) = (source.clone(), range.clone());
    Anchors::listed(move || ids(&markdown::block(&source, &range, 2, &NoLinks).value.toc))
}

/// Words of a section's `_index.md`, for sections of any kind.
pub fn section_intro(section: &Section<'_>, links: &dyn Links) -> Checked<Html> {
    let Checked { value, diagnostics } = markdown::block(&section.index.source, &section.index.body, 2, links);
    Checked::new(value.html, diagnostics)
}

fn ids(entries: &[TocEntry]) -> Vec<String> {
    entries.iter().flat_map(|entry| std::iter::once(entry.id.clone()).chain(ids(&entry.children))).collect()
}

impl Pages {
    /// Where the section's own page stands; for `content/` itself the home page.
    pub fn address(&self) -> Address {
        Address::known(format!("{}/index.html", self.name).trim_start_matches('/'))
    }

    /// What readers come for.
    pub fn tasks(&self, corpus: &Corpus) -> Vec<HomeTask> {
        let links = corpus.links.from(&self.index.file);
        let shown = |task: &Task| HomeTask {
            task: Link::new(links.resolve(&task.link).unwrap_or_default().trim_start_matches('\0'), &task.title),
            text: task.text.clone(),
        };
        self.tasks.iter().map(shown).collect()
    }

    /// The words of `_index.md`.
    pub fn intro(&self, corpus: &Corpus) -> Html {
        markdown::block(&self.index, &self.intro, 2, &corpus.links.from(&self.index.file)).value.html
    }
}

/// The way to a section from the home page: the sections it lies in.
fn ancestors(corpus: &Corpus, name: &str) -> Vec<Link> {
    let home = Link::new("index.html", say!("首页", "Home").get(corpus.shared.site.language));
    let above = name.match_indices('/').filter_map(|(at, _)| corpus.outline.iter().find(|section| section.name == name[..at]));
    std::iter::once(home).chain(above.map(|section| Link::new(format!("{}/index.html", section.name), &section.title))).collect()
}

fn section_page(corpus: &Corpus, section: &Pages) -> Page {
    let pages = section.pages.iter().map(|page| Link::new(page.address.as_str(), &page.title));
    Page {
        template: "section.html",
        page: Head {
            kind: "section",
            title: section.title.clone(),
            section: section.address().to_string(),
            breadcrumbs: ancestors(corpus, &section.name),
            ..Head::default()
        },
        view: View::Section(SectionView { intro: section.intro(corpus), pages: pages.chain(sections_in(corpus, &section.name)).collect() }),
    }
}

/// The sections directly in a section, of whatever kind, in the order of the navigation.
fn sections_in(corpus: &Corpus, name: &str) -> Vec<Link> {
    let directly = |other: &str| other.strip_prefix(name).and_then(|rest| rest.strip_prefix('/')).is_some_and(|rest| !rest.contains('/'));
    let mut found: Vec<&Outline> = corpus.outline.iter().filter(|section| directly(&section.name)).collect();
    found.sort_by_key(|section| (section.order.is_none(), section.order, &section.name));
    found.into_iter().map(|section| Link::new(format!("{}/index.html", section.name), &section.title)).collect()
}

fn text_page(corpus: &Corpus, section: &Pages, index: usize) -> Page {
    let page = &section.pages[index];
    let rendered = markdown::block(&page.source, &page.body, 2, &corpus.links.from(&page.source.file)).value;
    let neighbour = |other: Option<&TextPage>| other.map(|other| Link::new(other.address.as_str(), &other.title));
    let mut breadcrumbs = ancestors(corpus, &section.name);
    if !section.name.is_empty() {
        breadcrumbs.push(Link::new(section.address().as_str(), &section.title));
    }
    Page {
        template: "text.html",
        page: Head {
            kind: "text",
            title: page.title.clone(),
            section: if section.name.is_empty() { String::new() } else { section.address().to_string() },
            breadcrumbs,
            previous: neighbour(index.checked_sub(1).and_then(|before| section.pages.get(before))),
            next: neighbour(section.pages.get(index + 1)),
            noindex: false,
        },
        view: View::Text(TextView {
            body: rendered.html,
            toc: rendered.toc,
            date: page.date.map(|date| date.to_string()).unwrap_or_default(),
            attachments: page.attachments.iter().map(Attached::view).collect(),
        }),
    }
}
