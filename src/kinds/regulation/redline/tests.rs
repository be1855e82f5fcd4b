//! Real laws and small pairs of texts.

#![expect(clippy::disallowed_methods, reason = "real texts are read from the disk")]

use std::fs;
use std::path::Path;

use super::{Redline, Summary, compare};
use crate::kinds::regulation::import;
use crate::kinds::regulation::model::Version;
use crate::kinds::regulation::tests::read;

/// A real text, or nothing where the texts are not beside the repository.
fn real(name: &str) -> Option<Version> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = ["../shared/data/regulations", "../../shared/data/regulations"].map(|folder| root.join(folder).join(name));
    let Some(text) = found.iter().find_map(|path| fs::read_to_string(path).ok()) else {
        println!("the real texts are not at hand; nothing was tried on {name}");
        return None;
    };
    Some(version(&import(&text, name).value.text))
}

/// A version of a file's text.
fn version(text: &str) -> Version {
    let text = text.replacen("+++\n", "+++\ncode = \"X-1\"\n", 1);
    read(&[("text.md", &text)]).value.works.remove(0).versions.remove(0)
}

fn figures(summary: Summary) -> (usize, usize, usize, usize, usize, usize) {
    let Summary { same, renumbered, amended, amended_renumbered, added, removed, .. } = summary;
    (same, renumbered, amended, amended_renumbered, added, removed)
}

#[test]
fn laws_that_were_amended() {
    for (old, new, expected) in [
        ("立法法(2015-03-15).md", "立法法(2023-03-13).md", (2, 61, 40, 40, 17, 2)),
        ("会计法(2017-11-04).md", "会计法(2024-06-28).md", (9, 7, 32, 18, 3, 4)),
    ] {
        let (Some(old_text), Some(new_text)) = (real(old), real(new)) else { return };
        let begin = std::time::Instant::now();
        let redline = compare(&old_text, &new_text);
        println!("{:?}", begin.elapsed());
        show(&redline);
        assert_eq!(figures(redline.summary()), expected, "{old} {new}");
    }
}

fn show(redline: &Redline<'_>) {
    for change in &redline.changes {
        let old = change.old.map_or("", |at| redline.old[at].label);
        let new = change.new.map_or("", |at| redline.new[at].label);
        println!("{old} -> {new} {:?}", change);
    }
}
