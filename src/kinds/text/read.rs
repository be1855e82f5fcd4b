//! A section's files to pages.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::findings;
use super::model::{Pages, Task, TextPage};
use crate::config::{RawTask, plain_date};
use crate::diag::{Checked, Diagnostic};
use crate::format::{Area, Document, Parsed, read_toml};
use crate::kinds::address::{Claims, aliases, front_place, name_in_address};
use crate::kinds::{Section, Shared, attachments};
use crate::markdown;
use crate::value::{Date, is_plain};
use crate::view::{Address, AddressError};

/// Front matter of an ordinary page.
#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "page.md")]
pub struct PageFront {
    /// Title. Default: the heading the text begins with, which is then not printed twice; else a Chinese file name.
    title: Option<String>,
    /// Date the page states; the newest page is listed first.
    #[schemars(with = "Option<String>")]
    date: Option<Spanned<Datetime>>,
    /// Place among the pages of the section, small numbers first; pages without one follow.
    order: Option<i32>,
    /// ASCII name in addresses. Default: the file's name, in pinyin where it is Chinese.
    #[schemars(with = "Option<String>")]
    slug: Option<Spanned<String>>,
    /// Who may see it.
    #[serde(default)]
    visibility: Visibility,
    /// Former addresses, from the site's root: each leads on to the page.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    aliases: Vec<Spanned<String>>,
}

/// Who may see a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Staff.
    #[default]
    Internal,
    /// Everybody.
    Public,
}

/// Reads a section of kind `pages`.
pub fn read(_shared: &Shared, section: &Section<'_>) -> Checked<Pages> {
    let mut diagnostics = Vec::new();
    let mut claims = Claims::default();
    let index = Address::new(format!("{}/index.html", section.name).trim_start_matches('/'));
    diagnostics.extend(index.ok().and_then(|index| claims.claim(&index, &section.index.source.file)));
    let mut pages: Vec<TextPage> =
        documents(section).filter_map(|(stem, document)| read_page(section, stem, document).take(&mut diagnostics)).collect();
    for page in &pages {
        let own = std::iter::once((&page.address, &page.source.file));
        let former = page.aliases.iter().map(|alias| (alias, &page.source.file));
        let beside = page.attachments.iter().map(|attached| (&attached.address, &attached.file));
        diagnostics.extend(own.chain(former).chain(beside).filter_map(|(address, file)| claims.claim(address, file)));
    }
    diagnostics.extend(left_over(section));
    pages.sort_by(|a, b| listed(a).cmp(&listed(b)));
    let pages = Pages {
        name: section.name.clone(),
        title: section.title.clone(),
        order: section.front.order,
        index: section.index.source.clone(),
        intro: section.index.body.clone(),
        attachments: attachments(section, "_index", &section.name).take(&mut diagnostics),
        pages,
        tasks: section.front.task.iter().map(|task| read_task(section.index, task)).collect(),
    };
    Checked::new(pages, diagnostics)
}

fn read_task(index: &Document, task: &RawTask) -> Task {
    let place = front_place(index, &task.link);
    Task { title: task.title.clone(), text: task.text.clone(), link: task.link.get_ref().clone(), place }
}

/// The order pages are listed in.
fn listed(page: &TextPage) -> (i32, Reverse<Option<Date>>, &str) {
    (page.order.unwrap_or(i32::MAX), Reverse(page.date), &page.source.file)
}

/// The texts of a section, each with its path below the section's folder without ending.
fn documents<'s, 'a: 's>(section: &'s Section<'a>) -> impl Iterator<Item = (&'s str, &'a Document)> {
    section.files.iter().filter_map(|file| match &file.content {
        Parsed::Document(document) => Some((below(section, &file.path).strip_suffix(".md")?, document)),
        _ => None,
    })
}

fn below<'s>(section: &'s Section<'_>, path: &'s str) -> &'s str {
    path.strip_prefix(section.folder.as_ref()).unwrap_or(path).trim_start_matches('/')
}

fn read_page(section: &Section<'_>, stem: &str, document: &Document) -> Checked<Option<TextPage>> {
    let mut diagnostics = Vec::new();
    let front: Option<PageFront> = match &document.front_matter {
        Some(range) => read_toml(&document.source, range, Area::FrontMatter).take(&mut diagnostics),
        None => Some(PageFront::default()),
    };
    // With a front matter that cannot be read nothing is known of title and address.
    let Some(front) = front else { return Checked::new(None, diagnostics) };
    let folder = match folder(section, stem, document, &front, &mut diagnostics) {
        Ok(folder) => folder,
        Err(error) => {
            diagnostics.push(findings::unnameable_page(&document.source.file, stem, error));
            return Checked::new(None, diagnostics);
        }
    };
    let address = match Address::new(&format!("{folder}/index.html")) {
        Ok(address) => address,
        Err(error) => {
            diagnostics.push(findings::unnameable_page(&document.source.file, &folder, error));
            return Checked::new(None, diagnostics);
        }
    };
    let (title, body) = title(stem, document, front.title, &mut diagnostics);
    let page = TextPage {
        source: document.source.clone(),
        body,
        title,
        date: front.date.and_then(|date| plain(document, &date, &mut diagnostics)),
        order: front.order,
        public: front.visibility == Visibility::Public,
        address,
        aliases: aliases(document, &front.aliases).take(&mut diagnostics),
        attachments: attachments(section, stem, &folder).take(&mut diagnostics),
    };
    Checked::new(Some(page), diagnostics)
}

/// The folder of a page in the output: the section's name, folders without `_index.md`, the page's own name.
fn folder(
    section: &Section<'_>,
    stem: &str,
    document: &Document,
    front: &PageFront,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<String, AddressError> {
    let mut parts: Vec<&str> = stem.split('/').collect();
    let own = parts.pop().unwrap_or_default();
    let slug = front.slug.as_ref().filter(|slug| {
        let fits = is_plain(slug.get_ref()) && Address::new(slug.get_ref()).is_ok();
        if !fits {
            diagnostics.push(findings::bad_slug(front_place(document, slug), slug.get_ref()));
        }
        fits
    });
    let mut names: Vec<String> = if section.name.is_empty() { Vec::new() } else { vec![section.name.clone()] };
    for part in &parts {
        names.push(name_in_address(part)?);
    }
    names.push(slug.map_or_else(|| name_in_address(own), |slug| Ok(slug.get_ref().clone()))?);
    let folder = names.join("/");
    if slug.is_none() && !folder.ends_with(stem) {
        diagnostics.push(findings::named_by_pinyin(&document.source.file, &folder));
    }
    Ok(folder)
}

/// The title, and the text without the heading that became it.
fn title(stem: &str, document: &Document, stated: Option<String>, diagnostics: &mut Vec<Diagnostic>) -> (String, std::ops::Range<usize>) {
    let whole = document.body.clone();
    if let Some(title) = stated.filter(|title| !title.trim().is_empty()) {
        return (title, whole);
    }
    if let Some(found) = markdown::opening_heading(&document.source, &whole) {
        return found;
    }
    let own = stem.rsplit_once('/').map_or(stem, |(_, own)| own);
    if own.is_ascii() {
        diagnostics.push(findings::no_title(document));
    }
    (own.to_owned(), whole)
}

fn plain(document: &Document, date: &Spanned<Datetime>, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    let plain = plain_date(date.get_ref());
    if plain.is_none() {
        diagnostics.push(findings::bad_date(front_place(document, date), &date.get_ref().to_string()));
    }
    plain
}

/// Files that belong to no page.
fn left_over(section: &Section<'_>) -> Vec<Diagnostic> {
    let stems: BTreeSet<&str> = documents(section).map(|(stem, _)| stem).chain(["_index"]).collect();
    let known: Vec<&str> = stems.iter().copied().collect();
    let others = section.files.iter().filter(|file| !matches!(file.content, Parsed::Document(_)));
    others
        .filter_map(|file| {
            let name = below(section, &file.path);
            match attachment_of(name) {
                Some(stem) if stems.contains(stem) => None,
                Some(stem) => Some(findings::orphan_attachment(&file.path, stem, &known)),
                None => Some(findings::unknown_file(&file.path)),
            }
        })
        .collect()
}

/// The page an attachment belongs to, by its path below the section's folder.
fn attachment_of(name: &str) -> Option<&str> {
    let at = name.find(".files/")?;
    Some(&name[..at])
}
