//! Walks a site's folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use crate::diag::{Checked, Diagnostic, Place, path};
use crate::say;

/// A file of a site.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the site's root, NFC, with `/`: `content/spending/2026-10.csv`.
    pub path: Arc<str>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The files of a site that a build looks at: `gongshi.toml`, `content/`, `templates/`, `static/`, by path.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    /// Files, sorted by path.
    pub files: Vec<SourceFile>,
}

impl SourceTree {
    /// Keeps what lies below a folder, and hands out the rest.
    #[must_use]
    pub fn split_off(&mut self, below: &str) -> Self {
        let (kept, rest) = std::mem::take(&mut self.files).into_iter().partition(|file| file.path.starts_with(below));
        self.files = kept;
        Self { files: rest }
    }
}

/// Why a folder cannot be read.
#[derive(Debug)]
pub struct SourceError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

/// How long a file that another program holds open is tried again: Excel lets go within that time
/// when it is only saving.
const HELD_OPEN: Duration = Duration::from_secs(3);

/// The site a folder lies in: the nearest folder at or above it that holds `gongshi.toml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    start.ancestors().find(|folder| folder.join("gongshi.toml").is_file()).map(Path::to_path_buf)
}

/// Reads one file that need not belong to a site.
pub fn read_outside(file: &Path) -> Result<Vec<u8>, SourceError> {
    read_bytes(file).map_err(|error| SourceError { path: file.to_owned(), error })
}

/// Reads a site's folder. Symbolic links are not followed; the litter of offices and systems is passed over.
pub fn read(root: &Path) -> Result<Checked<SourceTree>, SourceError> {
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    for top in ["gongshi.toml", "content", "templates", "static"] {
        let start = root.join(top);
        if start.symlink_metadata().is_err() {
            continue;
        }
        for entry in WalkDir::new(&start).sort_by_file_name().into_iter().filter_entry(|entry| !is_litter(entry)) {
            let entry = entry.map_err(|error| SourceError {
                path: error.path().unwrap_or(&start).to_owned(),
                error: error.into_io_error().unwrap_or_else(|| io::Error::other("a folder that contains itself")),
            })?;
            match relative(root, entry.path()) {
                Some(relative) if entry.file_type().is_symlink() => diagnostics.push(symbolic_link(&relative)),
                Some(relative) if entry.file_type().is_file() => found.push((relative, entry.into_path())),
                Some(_) => {}
                None => diagnostics.push(unreadable_name(&entry.path().to_string_lossy())),
            }
        }
    }
    diagnostics.extend(case_twins(&found));
    let files: Result<Vec<SourceFile>, SourceError> = found
        .into_par_iter()
        .map(|(relative, path)| match read_bytes(&path) {
            Ok(bytes) => Ok(SourceFile { path: relative, bytes }),
            Err(error) => Err(SourceError { path, error }),
        })
        .collect();
    let mut files = files?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Checked::new(SourceTree { files }, diagnostics))
}

/// Reads a file, trying again for a while when another program holds it.
#[expect(clippy::disallowed_methods, reason = "the one place that reads")]
fn read_bytes(file: &Path) -> io::Result<Vec<u8>> {
    let begin = Instant::now();
    loop {
        match fs::read(file) {
            Err(error) if held_open(&error) && begin.elapsed() < HELD_OPEN => std::thread::sleep(Duration::from_millis(100)),
            result => return result,
        }
    }
}

/// ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
fn held_open(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// Lock files of Excel and WPS, thumbnails, temporary files, version control: nobody's content.
fn is_litter(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with("~$")
        || name.starts_with(".~")
        || matches!(name.as_ref(), "Thumbs.db" | "desktop.ini" | ".DS_Store" | ".git" | ".gitattributes" | ".gitignore" | ".gitkeep")
        || name.ends_with(".tmp")
}

/// The path below the root, NFC, with `/`; `None` where a name is not Unicode.
fn relative(root: &Path, path: &Path) -> Option<Arc<str>> {
    let parts: Option<Vec<String>> =
        path.strip_prefix(root).ok()?.iter().map(|part| part.to_str().map(|part| part.nfc().collect())).collect();
    Some(parts?.join("/").into())
}

/// Files whose names differ in nothing but case (or width): one of them is lost on Windows.
fn case_twins(found: &[(Arc<str>, PathBuf)]) -> Vec<Diagnostic> {
    let mut by_folded: BTreeMap<String, &Arc<str>> = BTreeMap::new();
    let mut twins = Vec::new();
    for (path, _) in found {
        if let Some(first) = by_folded.insert(path.to_lowercase(), path) {
            twins.push(case_collision(first, path));
        }
    }
    twins
}

fn case_collision(first: &Arc<str>, second: &Arc<str>) -> Diagnostic {
    Diagnostic::error(
        path::COLLISION,
        say!(
            "{first} 与 {second} 只有大小写不同，在 Windows 上是同一个文件",
            "{first} and {second} differ in case only; on Windows they are one file"
        ),
    )
    .at(Place::file(second))
    .related(Place::file(first), say!("另一个文件", "the other file"))
    .help(say!("请给其中一个改名，或删去多余的一个", "rename one of them, or delete the one too many"))
}

fn symbolic_link(file: &Arc<str>) -> Diagnostic {
    Diagnostic::error(path::SYMLINK, say!("{file} 是符号链接，不会跟随", "{file} is a symbolic link and is not followed"))
        .at(Place::file(file))
        .help(say!("请把文件本身放进站点文件夹", "put the file itself into the site's folder"))
}

fn unreadable_name(name: &str) -> Diagnostic {
    Diagnostic::error(path::UNSAFE, say!("文件名不是 Unicode 文字：{name}", "a file name is not Unicode text: {name}"))
        .help(say!("请给文件改名", "rename the file"))
}
