//! Builds on a real filesystem, by real processes.
#![expect(clippy::disallowed_methods, reason = "tests look at the disk themselves")]

mod build;
mod process;
mod random;
mod refuse;
mod roll_back;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::swap::Way;
use super::{Digest, MANIFEST, Manifest, ManifestHeader, OutputDirectory, OutputError, Receipt, Stage};
use crate::config::Edition;
use crate::view::Address;

/// Files of a tree, by address.
type Files = BTreeMap<String, Vec<u8>>;

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// A site in a temporary folder, and the output it is built to.
struct Bed {
    site: PathBuf,
    /// Goes with the bed.
    _folder: TempDir,
}

impl Bed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().canonicalize().unwrap().join("云岭");
        fs::create_dir_all(site.join("content/spending")).unwrap();
        fs::write(site.join("gongshi.toml"), "format = 1\n").unwrap();
        Self { site, _folder: folder }
    }

    fn live(&self) -> PathBuf {
        self.site.join("output/internal")
    }

    fn spare(&self) -> PathBuf {
        self.site.join("output/.internal.spare")
    }

    fn open(&self) -> Result<OutputDirectory, OutputError> {
        OutputDirectory::open(&self.live(), &self.site, Edition::Internal)
    }

    fn build(&self, files: &Files) -> Receipt {
        build(Stage::new(self.open().unwrap()), files).unwrap()
    }

    /// Everything in the output folder but the lock, with inode and time.
    fn everything(&self) -> BTreeMap<PathBuf, (u64, std::time::SystemTime, Vec<u8>)> {
        let entries = WalkDir::new(self.site.join("output")).into_iter().map(Result::unwrap);
        let entries = entries.filter(|entry| entry.file_name() != ".internal.lock" && entry.depth() > 0);
        entries.map(|entry| (entry.path().to_owned(), (inode(entry.path()), modified(entry.path()), bytes(entry.path())))).collect()
    }
}

fn header(day: &str) -> ManifestHeader {
    ManifestHeader { site: "yunling".into(), edition: Edition::Internal, as_of: day.into(), generator: "gongshi 0.1.0".into() }
}

fn build(stage: Stage, files: &Files) -> Result<Receipt, OutputError> {
    files.iter().try_for_each(|(path, bytes)| stage.add(&[Address::known(path)], bytes.clone()))?;
    stage.commit(&header("2026-11-10"))
}

/// The files of a tree but the manifest.
fn tree(folder: &Path) -> Files {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    let mut files: Files = entries.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect();
    files.remove(MANIFEST);
    files
}

/// Holds a tree against what it should be, and against its own manifest.
fn assert_tree(folder: &Path, wanted: &Files) {
    let found = tree(folder);
    assert_eq!(found.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "files of {}", folder.display());
    assert!(found == *wanted, "bytes of {}", folder.display());
    let listed = Manifest::parse(&fs::read(folder.join(MANIFEST)).unwrap()).unwrap();
    let listed: Vec<_> = listed.files.into_iter().map(|file| (file.path, file.size, file.sha256)).collect();
    let actual: Vec<_> = found.iter().map(|(path, bytes)| (path.clone(), bytes.len() as u64, Digest::of(bytes))).collect();
    assert_eq!(listed, actual, "manifest of {}", folder.display());
    let folders = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_dir());
    for entry in folders.filter(|entry| entry.depth() > 0) {
        assert!(fs::read_dir(entry.path()).unwrap().next().is_some(), "{} is empty", entry.path().display());
    }
}

fn bytes(path: &Path) -> Vec<u8> {
    if path.is_file() { fs::read(path).unwrap() } else { Vec::new() }
}

fn modified(path: &Path) -> std::time::SystemTime {
    fs::symlink_metadata(path).unwrap().modified().unwrap()
}

#[cfg(unix)]
fn inode(path: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&fs::symlink_metadata(path).unwrap())
}

#[cfg(not(unix))]
fn inode(_: &Path) -> u64 {
    0
}
