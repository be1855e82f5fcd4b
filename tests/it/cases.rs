//! Cases as folders: `site/` goes in, `messages.txt` is what `build` says, `expected/` what it writes.
//!
//! `GONGSHI_BLESS=1 cargo test cases` writes what came out as what is expected; read the difference before committing it.

use std::fs;
use std::path::{Path, PathBuf};

use super::support::{build, copy, files, folder, repository};

#[test]
fn every_case_says_and_writes_what_it_should() {
    let mut failures = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 10, "only {} cases were found", cases.len());
    for case in cases {
        if let Err(difference) = run(&case) {
            failures.push(format!("{}:\n{difference}", case.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn cases() -> Vec<PathBuf> {
    let below = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut cases: Vec<PathBuf> = below(repository().join("tests/cases")).flat_map(below).collect();
    cases.sort();
    cases
}

fn run(case: &Path) -> Result<(), String> {
    let root = folder();
    copy(&case.join("site"), root.path());
    let output = build(root.path(), &[]);
    let code = output.status.code().unwrap_or(-1);
    let folder = root.path().canonicalize().unwrap();
    let said =
        String::from_utf8_lossy(&output.stderr).replace(&folder.display().to_string(), "").replace(&root.path().display().to_string(), "");
    let said = format!("{said}exit {code}\n");
    let written = files(&root.path().join("output/internal"));
    if std::env::var_os("GONGSHI_BLESS").is_some() {
        bless(case, &said, &written);
    }
    let wanted = fs::read_to_string(case.join("messages.txt")).unwrap_or_default();
    if said != wanted {
        return Err(format!("--- said\n{said}--- wanted\n{wanted}"));
    }
    for (name, bytes) in files(&case.join("expected")) {
        if written.get(&name) != Some(&bytes) {
            let now = written.get(&name).map_or_else(|| "nothing".into(), |bytes| String::from_utf8_lossy(bytes).into_owned());
            return Err(format!("{name} is now\n{now}"));
        }
    }
    if code != 0 && !written.is_empty() {
        return Err("a refused build wrote files".to_owned());
    }
    Ok(())
}

/// Writes the messages, and anew the files that are expected already.
fn bless(case: &Path, said: &str, written: &std::collections::BTreeMap<String, Vec<u8>>) {
    fs::write(case.join("messages.txt"), said).unwrap();
    for name in files(&case.join("expected")).keys() {
        if let Some(bytes) = written.get(name) {
            fs::write(case.join("expected").join(name), bytes).unwrap();
        }
    }
}
