//! Real texts: what is counted, what is reported, what is conserved.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::grammar::parse;
use super::import;
use super::model::{Collection, Version};
use super::tree::Kind;
use crate::config::SectionFront;
use crate::diag::{Checked, Language};
use crate::format::{Document, Parsed, ParsedFile};
use crate::kinds::{Department, Directory, Section, Shared};
use crate::source::SourceText;
use crate::value::WorkCalendar;

/// The folder of real texts beside the repository, or nothing where it is not at hand.
fn real_texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders: Vec<PathBuf> = ["../shared/data/regulations", "../../shared/data/regulations"].map(|folder| root.join(folder)).into();
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
        eprintln!("the real texts are not at hand; nothing was tried on them");
        return Vec::new();
    };
    let mut texts: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    texts.sort();
    texts
}

/// A site with two departments on 31 October 2026.
pub(super) fn shared() -> Shared {
    let site = SourceText::new("gongshi.toml", "title = \"规章制度\"");
    let department = |id: &str, name: &str| Department { id: id.into(), name: name.into(), short: name.into() };
    Shared {
        site: crate::config::read_site(&site).value.unwrap(),
        as_of: "2026-10-31".parse().unwrap(),
        directory: Directory {
            departments: vec![department("office", "办公室"), department("police", "司法警察大队")],
            ..Directory::default()
        },
        calendar: WorkCalendar::built_in(),
    }
}

pub(super) fn document(path: &str, text: &str) -> Document {
    Document::split(SourceText::new(path, text)).value
}

/// Reads files of a section `regulations`.
pub(super) fn read(files: &[(&str, &str)]) -> Checked<Collection> {
    read_for(&shared(), files)
}

pub(super) fn read_for(shared: &Shared, files: &[(&str, &str)]) -> Checked<Collection> {
    let parsed: Vec<ParsedFile> = files
        .iter()
        .map(|(name, text)| {
            let path: Arc<str> = format!("content/regulations/{name}").into();
            let content =
                if name.ends_with(".md") { Parsed::Document(document(&path, text)) } else { Parsed::Bytes(text.as_bytes().to_vec()) };
            ParsedFile { path, content }
        })
        .collect();
    let index = document("content/regulations/_index.md", "+++\ntitle = \"规章制度\"\n+++\n本院**现行**制度。\n");
    let section = Section {
        name: "regulations".into(),
        folder: "content/regulations".into(),
        title: "规章制度".into(),
        front: SectionFront::default(),
        index: &index,
        files: parsed.iter().collect(),
    };
    super::read(shared, &section)
}

/// Findings as `code@line:column`.
pub(super) fn places(files: &[(&str, &str)], checked: &Checked<Collection>) -> Vec<String> {
    let mut found = checked.diagnostics.clone();
    crate::diag::sort(&mut found);
    let place = |d: &crate::diag::Diagnostic| {
        let place = d.place.as_ref().unwrap();
        let text = files.iter().find(|(name, _)| place.file.ends_with(name)).unwrap().1;
        let Some(span) = &place.span else { return format!("{}@file", d.code) };
        assert!(!d.message.get(Language::En).is_empty() && d.help.is_some());
        let before = &text[..span.start];
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        format!("{}@{}:{column}", d.code, before.matches('\n').count() + 1)
    };
    found.iter().map(place).collect()
}

/// Imports a real text with further settings and reads it.
fn read_real(name: &str, text: &str, settings: &str) -> Checked<Collection> {
    let imported = import(text, name);
    assert_eq!(imported.diagnostics, [], "{name}");
    let text = imported.value.text.replacen("+++\n", &format!("+++\ncode = \"X-1\"\n{settings}"), 1);
    read(&[("text.md", &text)])
}

fn version(collection: &Collection) -> &Version {
    &collection.works[0].versions[0]
}

fn count(version: &Version, kind: Kind) -> usize {
    version.tree.iter().filter(|(_, node)| node.kind == kind).count()
}

#[test]
fn real_texts_are_counted_right() {
    for (name, text) in real_texts() {
        let collection = read_real(&name, &text, "").value;
        let version = version(&collection);
        let articles = version.tree.articles().count();
        let expected = match name.as_str() {
            "刑法.md" => 505,
            "立法法(2023-03-13).md" => 120,
            "会计法(2024-06-28).md" => 51,
            "机关事务管理条例(2012-06-28).md" => 35,
            "刑事诉讼法(2018-10-26).md" => 307,
            "宪法.md" => 143,
            "导弹及相关物项和技术出口管制条例(2002-08-22).md" => {
                assert_eq!((count(version, Kind::Subitem), count(version, Kind::Annex)), (124, 1));
                24
            }
            _ => continue,
        };
        assert_eq!(articles, expected, "{name}");
    }
}

#[test]
fn real_texts_are_reported_where_they_are_wrong() {
    for (name, text) in real_texts() {
        let read = read_real(&name, &text, "");
        let version = version(&read.value);
        let found: Vec<String> = read.diagnostics.iter().map(|d| {
            let span = d.place.as_ref().unwrap().span.clone().unwrap();
            let words: String = version.text()[span.start..].chars().take(8).collect();
            format!("{} {words}", d.code)
        }).collect();
        println!("{name} {found:#?}");
    }
}

/// Every byte of the body stands in exactly one unit, or is a space or a mark of Markdown.
fn conserved(text: &str) {
    let tree = parse(text, &(0..text.len()), false);
    let mut at = 0;
    let mut gap = |from: usize, to: usize| {
        assert!(from <= to, "units overlap at {from} in {text}");
        let lost: String = text[from..to].chars().filter(|c| !c.is_whitespace() && !crate::value::is_invisible(*c)).collect();
        assert!(lost.chars().all(|c| matches!(c, '#' | '*' | '：' | ':' | '.' | '．' | '、')), "lost {lost:?} at {from} in {text}");
    };
    let mut spans: Vec<(u32, u32)> = tree.iter().flat_map(|(_, node)| [node.label, node.text]).filter(|span| !span.is_empty()).map(|span| (span.start, span.end)).collect();
    // An annex's title may stand on a line of its own, an article's heading behind its label: both in order already.
    assert!(spans.is_sorted() || { spans.sort_unstable(); true });
    for (start, end) in spans {
        gap(at, start as usize);
        at = end as usize;
    }
    gap(at, text.len());
}

#[test]
fn nothing_of_a_text_is_lost() {
    for (name, text) in real_texts() {
        conserved(&text);
        let imported = import(&text, &name).value.text;
        conserved(&imported);
    }
}
