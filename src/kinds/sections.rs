//! Which folder is a section, and which file belongs to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Section;
use crate::config::{SectionFront, SectionKind};
use crate::diag::{Checked, Diagnostic, Place, config, path};
use crate::format::{Area, Document, Parsed, ParsedFile, read_toml};
use crate::say;
use crate::value::{is_plain, slug};
use crate::view::Address;

/// The folder everything lies in.
const CONTENT: &str = "content";

/// Names of the output that no section may take.
const RESERVED: [&str; 6] = ["about", "assets", "checklist", "data", "publications", "search"];

/// Longest name of a section, in bytes: with what lies below it stays within the 200 of an address.
const LONGEST: usize = 80;

/// Finds the sections, `content/` itself first, and gives each the files below it that are in no section of their own.
/// The site-wide tables are nobody's.
pub(super) fn sections(files: &[ParsedFile]) -> Checked<Vec<Section<'_>>> {
    let mut diagnostics = Vec::new();
    let mut sections: BTreeMap<&str, Section<'_>> = BTreeMap::new();
    let mut refused: BTreeSet<&str> = BTreeSet::new();
    for (folder, index) in files.iter().filter_map(index_of) {
        let front = front(index).take(&mut diagnostics);
        // What cannot have an address has no pages; that it cannot was said.
        let Some(name) = name(folder, &front, index).take(&mut diagnostics) else {
            refused.insert(folder);
            continue;
        };
        if folder == CONTENT && front.kind != SectionKind::Pages {
            diagnostics.push(root_is_home(index));
            refused.insert(folder);
            continue;
        }
        let title = front.title.clone().unwrap_or_else(|| folder.rsplit('/').next().unwrap_or(folder).to_owned());
        diagnostics.extend(unfit_tables(&front, index));
        sections.insert(folder, Section { name, folder: folder.into(), title, front, index, files: Vec::new() });
    }
    for file in files.iter().filter(|file| !is_site_wide(&file.path) && index_of(file).is_none()) {
        match ancestors(&file.path).find(|folder| sections.contains_key(folder)) {
            Some(section) => sections.get_mut(section).expect("just found").files.push(file),
            None if ancestors(&file.path).any(|folder| refused.contains(folder)) => {}
            None => diagnostics.push(in_no_section(&file.path)),
        }
    }
    let sections: Vec<Section<'_>> = sections.into_values().collect();
    diagnostics.extend(same_names(&sections));
    Checked::new(sections, diagnostics)
}

fn index_of(file: &ParsedFile) -> Option<(&str, &Document)> {
    let folder = file.path.strip_suffix("/_index.md")?;
    if let Parsed::Document(document) = &file.content { Some((folder, document)) } else { None }
}

/// `content/a/b`, `content/a`, `content` for `content/a/b/c.md`.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// Tables of the whole site, and what publications leave behind.
fn is_site_wide(path: &str) -> bool {
    let name = path.strip_prefix("content/").unwrap_or(path);
    let tables = ["people", "departments", "standards", "approval_bands", "control_totals", "synonyms"];
    super::read::table_stem(path).is_some_and(|stem| tables.contains(&stem))
        || name == "external.toml"
        || name.starts_with("calendar/")
        || name.starts_with("codes/")
        || name.starts_with("publications/")
        || name == "allowed_signers"
}

fn front(index: &Document) -> Checked<SectionFront> {
    let Some(range) = &index.front_matter else { return Checked::clean(SectionFront::default()) };
    let mut diagnostics = Vec::new();
    let front = read_toml(&index.source, range, Area::FrontMatter).take(&mut diagnostics);
    Checked::new(front.unwrap_or_default(), diagnostics)
}

/// The section's name in addresses: each folder's own, or its slug.
fn name(folder: &str, front: &SectionFront, index: &Document) -> Checked<Option<String>> {
    let below = folder.strip_prefix(CONTENT).unwrap_or(folder).trim_start_matches('/');
    let mut diagnostics = Vec::new();
    let mut parts: Vec<String> = below.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let Some(last) = parts.last_mut() else { return Checked::clean(Some(String::new())) };
    if let Some(given) = &front.slug {
        if is_plain(given) {
            last.clone_from(given);
        } else {
            diagnostics.push(bad_slug(index, given));
        }
    }
    let parts: Vec<String> = parts.iter().map(|part| if is_plain(part) { part.clone() } else { slug(part) }).collect();
    let name = parts.join("/");
    if front.slug.is_none() && !below.split('/').next_back().is_some_and(is_plain) {
        diagnostics.push(named_by_pinyin(index, below, &name));
    }
    let reserved = parts.first().is_some_and(|first| RESERVED.contains(&first.as_str()));
    if reserved || name.len() > LONGEST || Address::new(&format!("{name}/index.html")).is_err() {
        diagnostics.push(unusable_name(index, &name));
        return Checked::new(None, diagnostics);
    }
    Checked::new(Some(name), diagnostics)
}

/// A `[ledger]` in a section that is none, a `[roster]` likewise.
fn unfit_tables(front: &SectionFront, index: &Document) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = tasks_elsewhere(front, index).into_iter().collect();
    for (table, there, kind) in
        [("ledger", front.ledger.is_some(), SectionKind::Ledger), ("roster", front.roster.is_some(), SectionKind::Roster)]
    {
        if there && front.kind != kind {
            found.push(
                Diagnostic::error(
                    config::MALFORMED,
                    say!("有 [{table}]，但 kind 不是 \"{table}\"", "there is a [{table}], but kind is not \"{table}\""),
                )
                .at(Place::file(&index.source.file))
                .help(say!("请写 kind = \"{table}\"，或删去 [{table}]", "write kind = \"{table}\", or delete [{table}]")),
            );
        }
    }
    if let Some(mode) = front.publication.as_ref().and_then(|publication| publication.mode.as_deref()).filter(|mode| *mode != "open") {
        found.push(
            Diagnostic::error(
                config::WRONG_TYPE,
                say!(
                    "[publication] mode = {mode:?}：本版本只有 \"open\"",
                    "[publication] mode = {mode:?}: this version knows \"open\" only"
                ),
            )
            .at(Place::file(&index.source.file))
            .help(say!("请写 mode = \"open\"，或删去这一项", "write mode = \"open\", or delete it")),
        );
    }
    found
}

/// A `[[task]]` of a section: the home page alone shows them.
fn tasks_elsewhere(front: &SectionFront, index: &Document) -> Option<Diagnostic> {
    (!front.task.is_empty() && *index.source.file != *"content/_index.md").then(|| {
        Diagnostic::error(config::MALFORMED, say!("[[task]] 只用于首页", "[[task]] is for the home page only"))
            .at(Place::file(&index.source.file))
            .help(say!("请移到 content/_index.md", "move it to content/_index.md"))
    })
}

/// Two folders with one name in addresses.
fn same_names(sections: &[Section<'_>]) -> Vec<Diagnostic> {
    let mut by_name: BTreeMap<String, &Arc<str>> = BTreeMap::new();
    let mut found = Vec::new();
    for section in sections {
        if let Some(first) = by_name.insert(section.name.to_ascii_lowercase(), &section.folder) {
            let (second, name) = (&section.folder, &section.name);
            found.push(
                Diagnostic::error(
                    path::COLLISION,
                    say!("{second} 与 {first} 的网址相同：{name}/", "{second} and {first} have one address: {name}/"),
                )
                .at(Place::file(&section.index.source.file))
                .help(say!("请在其中一个的 _index.md 里写 slug", "write slug in the _index.md of one of them")),
            );
        }
    }
    found
}

/// `content/` itself is the home page.
fn root_is_home(index: &Document) -> Diagnostic {
    Diagnostic::error(
        config::WRONG_TYPE,
        say!("content/_index.md 是首页，不能是制度、台账或值班", "content/_index.md is the home page and cannot be of another kind"),
    )
    .at(index.front_line("kind"))
    .help(say!("请另建一个文件夹，把 kind 写进它的 _index.md", "make a folder and say its kind in its own _index.md"))
}

fn in_no_section(file: &Arc<str>) -> Diagnostic {
    let folder = ancestors(file).next().unwrap_or(CONTENT);
    Diagnostic::warning(
        path::UNKNOWN_FILE,
        say!(
            "{folder} 及其上级没有 _index.md，这个文件没有放进网站",
            "neither {folder} nor any folder above it has an _index.md; the file is left out"
        ),
    )
    .at(Place::file(file))
    .help(say!("请在 {folder} 里放一个 _index.md，写明 title 和 kind", "put an _index.md with title and kind into {folder}"))
}

fn bad_slug(index: &Document, given: &str) -> Diagnostic {
    let better = slug(given);
    Diagnostic::error(
        path::NOT_ASCII,
        say!("slug 只能用英文字母、数字和连字符：{given:?}", "a slug has ASCII letters, digits and hyphens only: {given:?}"),
    )
    .at(Place::file(&index.source.file))
    .help(say!("例如 slug = {better:?}", "for example slug = {better:?}"))
}

fn named_by_pinyin(index: &Document, folder: &str, name: &str) -> Diagnostic {
    Diagnostic::info(path::NOT_ASCII, say!("文件夹“{folder}”的网址是 {name}/", "the folder “{folder}” has the address {name}/"))
        .at(Place::file(&index.source.file))
        .help(say!("想用别的网址，请在 _index.md 里写 slug", "write slug in _index.md for another"))
}

fn unusable_name(index: &Document, name: &str) -> Diagnostic {
    let list = RESERVED.join("、");
    Diagnostic::error(path::UNSAFE, say!("文件夹不能用这个网址：{name:?}", "a folder cannot have the address {name:?}"))
        .at(Place::file(&index.source.file))
        .help(say!("请在 _index.md 里写另外的 slug；保留的名字有：{list}", "write another slug in _index.md; reserved are {list}"))
}

#[cfg(test)]
mod tests {
    use super::sections;
    use crate::diag::Checked;
    use crate::format::{Document, Parsed, ParsedFile};
    use crate::kinds::test_support::described;
    use crate::source::SourceText;

    fn file(path: &str, text: &str) -> ParsedFile {
        let document = Document::split(SourceText::new(path, text)).value;
        ParsedFile { path: path.into(), content: Parsed::Document(document) }
    }

    #[test]
    fn files_belong_to_the_nearest_section() {
        let files = [
            file("content/_index.md", ""),
            file("content/people.csv", ""),
            file("content/hello.md", ""),
            file("content/regulations/_index.md", "+++\ntitle = \"规章制度\"\nkind = \"regulations\"\n+++\n"),
            file("content/regulations/CW-01/2022-01-01.md", ""),
            file("content/后勤/_index.md", ""),
            file("content/后勤/食堂/a.md", ""),
        ];
        let Checked { value, diagnostics } = sections(&files);
        let shown: Vec<String> = value
            .iter()
            .map(|section| {
                format!(
                    "{}|{}|{}",
                    section.name,
                    section.title,
                    section.files.iter().map(|f| f.path.as_ref()).collect::<Vec<_>>().join(" ")
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "|content|content/hello.md",
                "regulations|规章制度|content/regulations/CW-01/2022-01-01.md",
                "hou-qin|后勤|content/后勤/食堂/a.md",
            ]
        );
        assert_eq!(described(diagnostics), ["path/not-ascii _index.md"]);
    }

    #[test]
    fn folders_that_cannot_be_sections() {
        let files = [
            file("content/_index.md", ""),
            file("content/about/_index.md", ""),
            file("content/a/_index.md", "+++\nslug = \"支出\"\n+++\n"),
            file("content/b/_index.md", "+++\nslug = \"a\"\n[ledger]\npreset = \"spending\"\n+++\n"),
        ];
        let codes: Vec<String> = described(sections(&files).diagnostics);
        assert_eq!(codes, ["path/not-ascii _index.md", "path/unsafe _index.md", "config/malformed _index.md", "path/collision _index.md"]);
    }
}
