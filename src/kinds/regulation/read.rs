//! Files of a section to works and versions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::check::{self, Subject};
use super::front::{RawRegulation, Reader};
use super::model::{Collection, Front, MadeBy, Version, Work};
use super::name::{code_of, is_code};
use super::status::{Term, endings};
use super::styled::Styled;
use super::{complaint, grammar, rule};
use crate::diag::{Checked, Diagnostic, Place};
use crate::format::{Area, Document, Parsed, ParsedFile, read_toml};
use crate::kinds::{Section, Shared, attachments};
use crate::value::{Date, parse_date};

/// A text file of the section.
struct Entry<'a> {
    document: &'a Document,
    file: &'a Arc<str>,
    /// Path without `.md`.
    stem: &'a str,
    /// Name of the folder of versions, or of the single file.
    name: &'a str,
    /// The date that names a version.
    date: Option<Date>,
}

/// A file read: its version, unless it has no date, and the code it states.
struct Reading {
    version: Option<Version>,
    code: Option<(String, Place)>,
}

/// Reads a section of regulations.
pub fn read(shared: &Shared, section: &Section<'_>) -> Checked<Collection> {
    let mut diagnostics = Vec::new();
    let (groups, mut reasons) = sort_files(section, &mut diagnostics);
    let read: Vec<(Vec<Entry<'_>>, Vec<Checked<Reading>>)> = groups
        .into_par_iter()
        .map(|entries| {
            let readings = entries.iter().map(|entry| read_version(entry, shared)).collect();
            (entries, readings)
        })
        .collect();
    let mut works: BTreeMap<String, (Work, Arc<str>)> = BTreeMap::new();
    for (entries, readings) in read {
        let readings: Vec<Reading> = readings.into_iter().map(|reading| reading.take(&mut diagnostics)).collect();
        let Some(work) = assemble(&entries, readings, &mut reasons, &mut diagnostics) else { continue };
        let file = Arc::clone(entries[0].file);
        match works.get(&work.code.to_ascii_lowercase()) {
            Some((_, first)) => diagnostics.push(complaint::same_code(&work.code, &file, first)),
            None => drop(works.insert(work.code.to_ascii_lowercase(), (work, file))),
        }
    }
    diagnostics.extend(reasons.values().map(|document| complaint::reason_of_nothing(&document.source.file)));
    let mut works: Vec<Work> = works.into_values().map(|(work, _)| work).collect();
    works.sort_by(|a, b| a.code.cmp(&b.code));
    settle_endings(&mut works);
    attach(section, &mut works, &mut diagnostics);
    // Works need a folder of their own; those that lie in content/ itself get one.
    let name = if section.name.is_empty() { "regulations".to_owned() } else { section.name.clone() };
    let replaces = |work: &Work| work.versions.iter().any(|version| !version.front.replaces.is_empty());
    let replacing = works.iter().enumerate().filter(|(_, work)| replaces(work)).map(|(at, _)| at).collect();
    let collection = Collection { name, title: section.title.clone(), index: Some(section.index.clone()), works, replacing };
    Checked::new(collection, diagnostics)
}

type Groups<'a> = Vec<Vec<Entry<'a>>>;

/// Tells versions, single files, reasons and attachments apart; what is none of these is reported.
fn sort_files<'a>(section: &Section<'a>, diagnostics: &mut Vec<Diagnostic>) -> (Groups<'a>, BTreeMap<&'a str, &'a Document>) {
    let mut texts: Vec<Entry<'a>> = Vec::new();
    let mut reasons = BTreeMap::new();
    for file in section.files.iter().copied().filter(|file| !is_attachment(file)) {
        let ParsedFile { path, content: Parsed::Document(document) } = file else {
            diagnostics.push(complaint::unknown_file(&file.path));
            continue;
        };
        let stem = path.strip_suffix(".md").unwrap_or(path);
        match stem.strip_suffix(".reason") {
            Some(of) => drop(reasons.insert(of, document)),
            None => texts.push(entry(document, path, stem, &section.folder)),
        }
    }
    let folders: BTreeSet<&str> = texts.iter().filter(|entry| entry.date.is_some()).filter_map(|entry| folder(entry.stem)).collect();
    let mut groups: BTreeMap<(&str, bool), Vec<Entry<'a>>> = BTreeMap::new();
    for entry in texts {
        let above = folder(entry.stem).filter(|folder| folders.contains(folder));
        match (above, entry.date) {
            (Some(folder), Some(_)) => groups.entry((folder, true)).or_default().push(entry),
            (Some(_), None) => diagnostics.push(complaint::undated_version(entry.file)),
            (None, _) => groups.entry((entry.stem, false)).or_default().push(entry),
        }
    }
    (groups.into_values().collect(), reasons)
}

/// Gives each version the files beside it.
fn attach(section: &Section<'_>, works: &mut [Work], diagnostics: &mut Vec<Diagnostic>) {
    let mut taken = BTreeSet::new();
    for work in works {
        for version in &mut work.versions {
            let file = version.source.file.strip_suffix(".md").unwrap_or(&version.source.file);
            let stem = file.strip_prefix(section.folder.as_ref()).unwrap_or(file).trim_start_matches('/').to_owned();
            let folder = format!("{}/{}/{}", section.name, work.code, version.effective);
            version.attachments = attachments(section, &stem, &folder).take(diagnostics);
            taken.extend(version.attachments.iter().map(|attached| Arc::clone(&attached.file)));
        }
    }
    let orphans = section.files.iter().filter(|file| is_attachment(file) && !taken.contains(&file.path));
    diagnostics.extend(orphans.map(|file| complaint::unknown_file(&file.path)));
}

fn is_attachment(file: &ParsedFile) -> bool {
    file.path.split('/').any(|part| part.ends_with(".files"))
}

fn folder(stem: &str) -> Option<&str> {
    stem.rsplit_once('/').map(|(folder, _)| folder)
}

fn entry<'a>(document: &'a Document, file: &'a Arc<str>, stem: &'a str, section: &str) -> Entry<'a> {
    let (above, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let version = above.len() > section.len();
    let date = parse_date(name, &[], None).ok().flatten().filter(|_| version).map(|parsed| parsed.date);
    let name = if date.is_some() { above.rsplit_once('/').map_or(above, |(_, name)| name) } else { name };
    Entry { document, file, stem, name, date }
}

/// Reads one file: front matter, text, and what is wrong with either.
fn read_version(entry: &Entry<'_>, shared: &Shared) -> Checked<Reading> {
    let Document { source, front_matter, body } = entry.document;
    let mut diagnostics = Vec::new();
    let raw: Option<RawRegulation> = match front_matter {
        Some(range) => read_toml(source, range, Area::FrontMatter).take(&mut diagnostics),
        None => {
            diagnostics.push(complaint::no_front_matter(entry.file));
            None
        }
    };
    let start = front_matter.as_ref().map_or(0, |range| range.start);
    let reader = Reader { source, start };
    let effective = effective(entry, raw.as_ref(), &reader, &mut diagnostics);
    let tree = grammar::parse(&source.text, body, raw.as_ref().is_some_and(|raw| raw.hard_wrapped));
    let front = raw.as_ref().map(|raw| (raw, start));
    let subject = Subject { source, body: body.clone(), tree: &tree, front, effective };
    diagnostics.extend(check::check(&subject, &shared.directory));
    let checks = rule::checks(source, &tree).take(&mut diagnostics);
    let code = raw.as_ref().and_then(|raw| raw.code.as_ref()).map(|code| (code.get_ref().clone(), reader.place(code.span())));
    let version = effective.map(|effective| Version {
        front: match &raw {
            Some(raw) => reader.front(raw, effective, &mut diagnostics),
            None => Front { title: entry.name.to_owned(), ..Front::default() },
        },
        source: source.clone(),
        body: body.clone(),
        styled: Styled::of(&tree, source),
        tree: Arc::new(tree),
        effective,
        made_by: MadeBy::Issue,
        ending: None,
        reason: None,
        attachments: Vec::new(),
        checks,
    });
    Checked::new(Reading { version, code }, diagnostics)
}

/// The day a version takes effect: the file's name says it in a folder of versions, the front matter in a single file.
fn effective(entry: &Entry<'_>, raw: Option<&RawRegulation>, reader: &Reader<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    let setting = raw.and_then(|raw| raw.effective.as_ref());
    let stated = reader.date(setting, diagnostics);
    match (entry.date, stated) {
        (Some(named), Some(stated)) if named != stated => {
            let place = setting.map_or_else(|| Place::file(entry.file), |setting| reader.place(setting.span()));
            diagnostics.push(complaint::other_date(named, stated).at(place));
        }
        (None, None) if raw.is_some() && setting.is_none() => {
            let range = entry.document.front_matter.clone().unwrap_or(0..0);
            let looks_dated = entry.name.len() == 10 && entry.name.chars().all(|char| char.is_ascii_digit() || char == '-');
            let fault = if looks_dated { complaint::no_such_day(entry.name) } else { complaint::no_date() };
            diagnostics.push(fault.at(reader.source.place(range.start..range.start)));
        }
        _ => {}
    }
    entry.date.or(stated)
}

/// Puts the versions of a work in order and finds its code.
fn assemble(
    entries: &[Entry<'_>],
    readings: Vec<Reading>,
    reasons: &mut BTreeMap<&str, &Document>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Work> {
    let mut stated: Option<(String, Place)> = None;
    let mut versions: BTreeMap<Date, Version> = BTreeMap::new();
    for (entry, reading) in entries.iter().zip(readings) {
        match (&stated, reading.code) {
            (None, code) => stated = code,
            (Some((first, _)), Some((code, place))) if *first != code => diagnostics.push(complaint::two_codes(&code, first).at(place)),
            _ => {}
        }
        let reason = reasons.remove(entry.stem).cloned();
        let Some(mut version) = reading.version else { continue };
        version.reason = reason;
        match versions.get(&version.effective) {
            Some(other) => diagnostics.push(complaint::same_date(version.effective, entry.file, &other.source.file)),
            None => drop(versions.insert(version.effective, version)),
        }
    }
    let code = code(&entries[0], stated, diagnostics)?;
    let mut versions: Vec<Version> = versions.into_values().collect();
    for (index, version) in versions.iter_mut().enumerate() {
        version.made_by = version.front.made_by.unwrap_or(if index == 0 { MadeBy::Issue } else { MadeBy::Revise });
    }
    (!versions.is_empty()).then_some(Work { code, versions })
}

/// The code a work states, else one made of the name of its file or folder.
fn code(entry: &Entry<'_>, stated: Option<(String, Place)>, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    if let Some((code, place)) = stated {
        if is_code(&code) {
            return Some(code);
        }
        diagnostics.push(complaint::bad_code(&code).at(place));
        return None;
    }
    let code = code_of(entry.name);
    match &code {
        Some(code) if code != entry.name => diagnostics.push(complaint::code_made(entry.name, code, entry.file)),
        Some(_) => {}
        None => diagnostics.push(complaint::bad_code(entry.name).at(Place::file(entry.file))),
    }
    code
}

/// Works out how each version ends, by the work's own next version, its last day, or another work that replaces it.
fn settle_endings(works: &mut [Work]) {
    let mut replaced: BTreeMap<(String, Date), Date> = BTreeMap::new();
    for work in works.iter() {
        for version in &work.versions {
            for target in version.front.replaces.iter().filter(|target| target.code != work.code) {
                let day = replaced.entry((target.code.clone(), target.date)).or_insert(version.effective);
                *day = version.effective.min(*day);
            }
        }
    }
    for work in works {
        let code = work.code.clone();
        let term = |version: &Version| Term { replaced: replaced.get(&(code.clone(), version.effective)).copied(), ..version.term() };
        let terms: Vec<Term> = work.versions.iter().map(term).collect();
        for (version, ending) in work.versions.iter_mut().zip(endings(&terms)) {
            version.ending = ending;
        }
    }
}
