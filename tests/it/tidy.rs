//! The house: who may import whom, and what may not stand in the sources.

use std::fs;
use std::path::{Path, PathBuf};

use super::support::repository;

/// The rooms in order; a room imports only from those before it. Rooms of one line do not import each other.
const ROOMS: [&[&str]; 18] = [
    &["diag"],
    &["value"],
    &["source"],
    &["format"],
    &["config"],
    &["record"],
    &["query"],
    &["view", "lang"],
    &["chart", "export"],
    &["markdown"],
    &["kinds"],
    &["search"],
    &["site"],
    &["theme"],
    &["output"],
    &["pipeline"],
    &["publication"],
    &["cli"],
];

fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                into.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&repository().join("src"), &mut found);
    found.sort();
    assert!(found.len() > 60, "only {} source files were found", found.len());
    found
}

/// `kinds` of `src/kinds/ledger/read.rs`.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(repository().join("src")).unwrap();
    below.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned()
}

fn level(room: &str) -> Option<usize> {
    ROOMS.iter().position(|rooms| rooms.contains(&room))
}

/// Rooms named by `crate::room` in a text.
fn imported(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut rooms = Vec::new();
    for (at, mark) in code.match_indices("crate::") {
        let rest = &code[at + mark.len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            rooms.push(name);
        }
    }
    rooms
}

#[test]
fn rooms_import_only_from_those_before_them() {
    let mut wrong = Vec::new();
    for path in sources() {
        let own = room(&path);
        let Some(own_level) = level(&own) else {
            assert!(matches!(own.as_str(), "lib" | "main"), "the room {own} has no place in the order");
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        // Fixtures of tests may reach for what makes them.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        for other in imported(text).into_iter().filter(|other| *other != own) {
            if let Some(other_level) = level(&other)
                && (other_level > own_level || (other_level == own_level && other != own))
            {
                wrong.push(format!("{}: {own} may not import {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn kinds_import_only_each_others_models() {
    let kinds = ["regulation", "ledger", "roster", "text"];
    let mut wrong = Vec::new();
    for path in sources() {
        let Some(own) = kinds.iter().find(|kind| path.starts_with(repository().join("src/kinds").join(kind))) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for other in kinds.iter().filter(|other| other != &own) {
            for line in text.lines().filter(|line| line.contains(&format!("kinds::{other}::")) && !line.contains("::model")) {
                wrong.push(format!("{}: {line}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn neither_kinds_nor_site_know_templates_and_the_theme_knows_no_content() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let room = room(&path);
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        if matches!(room.as_str(), "kinds" | "site" | "view") {
            assert!(!text.contains("tera::") && !text.contains("std::fs"), "{}", path.display());
        }
        if room == "theme" {
            assert!(!text.contains("crate::kinds"), "{}", path.display());
        }
    }
}

#[test]
fn files_are_short_and_hold_no_marks_of_unfinished_work() {
    let mut wrong = Vec::new();
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        if lines > 500 {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
        for mark in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("] {
            if text.contains(mark) {
                wrong.push(format!("{} holds {mark}", path.display()));
            }
        }
        if !text.starts_with("//!") && path.file_name().is_some_and(|name| name != "tests.rs") {
            wrong.push(format!("{} does not say what it is", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
