//! Sites in temporary folders, and the program run on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub use tempfile::TempDir;

/// The day all tests are on.
pub const TODAY: &str = "2026-11-05";

/// The repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Real texts and tables that are kept beside the repository; tests that need them say so where they are not.
pub fn shared_data(below: &str) -> Option<PathBuf> {
    let found = ["../shared/data", "../../shared/data"].iter().map(|path| repository().join(path).join(below)).find(|path| path.exists());
    if found.is_none() {
        println!("skipped: ../shared/data/{below} is not there");
    }
    found
}

/// Where `tests/run.sh` put the libraries of others that check what comes out; said where they are not.
pub fn tools() -> Option<PathBuf> {
    let tools = std::env::var_os("GONGSHI_TEST_TOOLS").map(PathBuf::from).filter(|tools| tools.exists());
    if tools.is_none() {
        println!("skipped: GONGSHI_TEST_TOOLS names no folder; tests/run.sh makes it");
    }
    tools
}

/// A new folder.
pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Writes files below a folder.
pub fn write(root: &Path, files: &[(&str, &[u8])]) {
    for (name, bytes) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// A site of these files beside the least there must be.
pub fn site(files: &[(&str, &[u8])]) -> TempDir {
    let root = folder();
    write(root.path(), &[("gongshi.toml", "title = \"云岭县人民检察院\"\n".as_bytes()), ("content/_index.md", b"+++\n+++\n")]);
    write(root.path(), files);
    root
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// All files below a folder, by path with `/`.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, into: &mut BTreeMap<String, Vec<u8>>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, into);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                into.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, root, &mut found);
    found
}

/// The program, on a site.
pub fn gongshi(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongshi"));
    command.arg("-C").arg(root).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1").env("COLUMNS", "120");
    command
}

/// Builds, and says how it ended.
pub fn build(root: &Path, more: &[&str]) -> Output {
    gongshi(root).args(["build", "--as-of", TODAY]).args(more).output().unwrap()
}

/// Builds a site that has no errors, and gives all files of the output.
pub fn built(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = build(root, &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    files(&root.join("output/internal"))
}

/// Checks, and gives the document.
pub fn checked(root: &Path) -> serde_json::Value {
    let output = gongshi(root).args(["check", "--as-of", TODAY, "--format", "json"]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// `code file row column-letter cell` of each finding that is not a mere remark.
pub fn found(document: &serde_json::Value) -> Vec<String> {
    let diagnostics = document["diagnostics"].as_array().unwrap();
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => "-".to_owned(),
        other => other.to_string(),
    };
    diagnostics
        .iter()
        .filter(|found| found["severity"] != "info")
        .map(|found| {
            let keys = ["code", "file", "row", "column_letter", "cell"];
            keys.map(|key| text(&found[key])).join(" ")
        })
        .collect()
}

/// What a file of the output holds.
pub fn json(files: &BTreeMap<String, Vec<u8>>, name: &str) -> serde_json::Value {
    let bytes = files.get(name).unwrap_or_else(|| panic!("there is no {name}; there are {:?}", files.keys().collect::<Vec<_>>()));
    serde_json::from_slice(bytes).unwrap()
}

/// Two trees are the same; the names of the files that differ are told, not their bytes.
pub fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, words: &str) {
    let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differing: Vec<&&String> = names.iter().filter(|name| one.get(**name) != other.get(**name)).collect();
    assert!(differing.is_empty(), "{words}: {differing:?} differ");
}

/// A number generator that is the same on every machine.
pub struct Dice(pub u64);

impl Dice {
    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound.max(1) as u64).unwrap()
    }
}
