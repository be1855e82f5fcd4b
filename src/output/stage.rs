//! Artifacts come in, in any order and from many threads; at the end the spare tree is what they say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::manifest::{self, Fingerprint, MANIFEST, Manifest, ManifestHeader};
use super::swap::{self, Exchange};
use super::{OutputDirectory, OutputError};
use crate::view::Address;

/// Changed bytes kept in memory before they are written ahead into the spare tree.
const KEPT: usize = 16 << 20;

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that are there no more.
    pub deleted: usize,
    /// Files as they were.
    pub unchanged: usize,
    /// Files of the tree, the manifest left out.
    pub total_files: usize,
    /// Their bytes.
    pub total_bytes: u64,
}

/// A tree on its way. Dropped before it is committed, it leaves the live tree as it was.
pub struct Stage {
    directory: OutputDirectory,
    live: Manifest,
    live_bytes: Vec<u8>,
    exchange: Exchange,
    kept: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    wanted: BTreeMap<String, Fingerprint>,
    /// Addresses in lower case: what some filesystems take for one.
    folded: BTreeMap<String, String>,
    /// Bytes of changed files.
    changed: BTreeMap<String, Vec<u8>>,
    size: usize,
    /// Changed files that stand in the spare tree already.
    ahead: BTreeSet<String>,
    /// What the spare tree holds, once it was opened.
    spare: Option<BTreeMap<String, Fingerprint>>,
}

impl Stage {
    /// Begins a build into a directory.
    pub fn new(directory: OutputDirectory) -> Result<Self, OutputError> {
        let (live, live_bytes) = manifest::read(&directory.live).unwrap_or_default();
        Ok(Self { directory, live, live_bytes, exchange: Exchange::Best, kept: KEPT, state: Mutex::default() })
    }

    /// The same with its ways chosen, for tests.
    #[cfg(test)]
    pub(super) fn with(directory: OutputDirectory, exchange: Exchange, kept: usize) -> Result<Self, OutputError> {
        Ok(Self { exchange, kept, ..Self::new(directory)? })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in a file.
    pub fn add(&self, address: &Address, bytes: Vec<u8>) -> Result<(), OutputError> {
        let path = address.as_str();
        let fingerprint = Fingerprint::of(&bytes);
        let mut state = self.state();
        if let Some(first) = state.folded.insert(path.to_ascii_lowercase(), path.to_owned()) {
            return Err(OutputError::Collision { addresses: (first, path.to_owned()) });
        }
        state.wanted.insert(path.to_owned(), fingerprint);
        if self.live.files.get(path) == Some(&fingerprint) {
            return Ok(());
        }
        state.size += bytes.len();
        state.changed.insert(path.to_owned(), bytes);
        if state.size <= self.kept {
            return Ok(());
        }
        let batch = self.take_batch(&mut state)?;
        // Written without the lock: whoever waits for it would wait for the disk.
        drop(state);
        batch.iter().try_for_each(|(path, bytes)| put(&self.directory.spare.join(path), bytes))
    }

    /// Takes out what has changed so far, to be written ahead into the spare tree.
    fn take_batch(&self, state: &mut State) -> Result<BTreeMap<String, Vec<u8>>, OutputError> {
        self.open_spare(state)?;
        let batch = std::mem::take(&mut state.changed);
        state.size = 0;
        if let Some(spare) = &mut state.spare {
            spare.retain(|path, _| !batch.contains_key(path));
        }
        state.ahead.extend(batch.keys().cloned());
        Ok(batch)
    }

    /// Takes the manifest off the spare tree, so that nobody trusts it while it changes; from then on what it held is
    /// known here alone.
    fn open_spare(&self, state: &mut State) -> Result<(), OutputError> {
        if state.spare.is_some() {
            return Ok(());
        }
        let spare = &self.directory.spare;
        let known = manifest::read(spare).map(|(manifest, _)| manifest.files);
        match &known {
            Some(_) => fs::remove_file(spare.join(MANIFEST)).map_err(OutputError::io(spare))?,
            None if spare.exists() => fs::remove_dir_all(spare).map_err(OutputError::io(spare))?,
            None => {}
        }
        fs::create_dir_all(spare).map_err(OutputError::io(spare))?;
        state.spare = Some(known.unwrap_or_default());
        Ok(())
    }

    /// Makes the tree live, if it differs from what is.
    pub fn commit(self, header: &ManifestHeader) -> Result<Receipt, OutputError> {
        let mut state = std::mem::take(&mut *self.state());
        let manifest = manifest::write(header, &state.wanted);
        let changed = state.changed.len() + state.ahead.len();
        let deleted = self.live.files.keys().filter(|path| !state.wanted.contains_key(*path)).count();
        let total_files = state.wanted.len();
        let total_bytes = state.wanted.values().map(|fingerprint| fingerprint.size).sum();
        let receipt = Receipt { written: changed, deleted, unchanged: total_files - changed, total_files, total_bytes };
        if manifest == self.live_bytes && self.is_intact() {
            return Ok(receipt);
        }
        self.open_spare(&mut state)?;
        self.fill_spare(&state)?;
        self.flush()?;
        put(&self.directory.spare.join(MANIFEST), &manifest)?;
        flush_file(&self.directory.spare.join(MANIFEST))?;
        swap::exchange(&self.directory, self.exchange)?;
        Ok(receipt)
    }

    /// Whether every file of the live tree is there in its size.
    fn is_intact(&self) -> bool {
        self.live.files.par_iter().all(|(path, fingerprint)| has_size(&self.directory.live.join(path), fingerprint.size))
    }

    /// Writes, copies and deletes until the spare tree is what is wanted.
    fn fill_spare(&self, state: &State) -> Result<(), OutputError> {
        let known = state.spare.as_ref().expect("the spare tree was opened");
        let (live, spare) = (&self.directory.live, &self.directory.spare);
        state.wanted.par_iter().try_for_each(|(path, fingerprint)| {
            let target = spare.join(path);
            if let Some(bytes) = state.changed.get(path) {
                return if standing(known, path, fingerprint, &target) { Ok(()) } else { put(&target, bytes) };
            }
            if state.ahead.contains(path) {
                return Ok(());
            }
            let source = live.join(path);
            if !standing(known, path, fingerprint, &target) {
                // What the live manifest promises is checked before it is promised again.
                let bytes = fs::read(&source).map_err(OutputError::io(&source))?;
                if Fingerprint::of(&bytes) != *fingerprint {
                    return Err(OutputError::Io {
                        path: source,
                        error: std::io::Error::other("changed since it was built; run with --clean"),
                    });
                }
                put(&target, &bytes)?;
            }
            same_time(&source, &target)
        })?;
        delete_others(spare, &state.wanted)
    }

    #[cfg(target_os = "linux")]
    fn flush(&self) -> Result<(), OutputError> {
        let spare = &self.directory.spare;
        let folder = fs::File::open(spare).map_err(OutputError::io(spare))?;
        rustix::fs::syncfs(&folder).map_err(|error| OutputError::Io { path: spare.clone(), error: error.into() })
    }

    #[cfg(not(target_os = "linux"))]
    fn flush(&self) -> Result<(), OutputError> {
        files_below(&self.directory.spare)?.into_par_iter().try_for_each(|(path, _)| flush_file(&path))
    }
}

/// Whether the spare tree holds a file as wanted: by its own manifest, and in its size.
fn standing(known: &BTreeMap<String, Fingerprint>, path: &str, fingerprint: &Fingerprint, target: &Path) -> bool {
    known.get(path) == Some(fingerprint) && has_size(target, fingerprint.size)
}

fn has_size(path: &Path, size: u64) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == size)
}

/// Writes a file and the folders it lies in; whatever stood in the way of a folder goes.
fn put(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let write = || fs::File::create(path).and_then(|mut file| file.write_all(bytes));
    let written = write().or_else(|_| {
        if let Some(parent) = path.parent() {
            clear_way(parent)?;
            fs::create_dir_all(parent)?;
        }
        if fs::symlink_metadata(path).is_ok_and(|found| found.is_dir()) {
            fs::remove_dir_all(path)?;
        }
        write()
    });
    written.map_err(OutputError::io(path))
}

/// Removes a file that stands where a folder belongs.
fn clear_way(folder: &Path) -> std::io::Result<()> {
    let blocking = folder.ancestors().find(|path| fs::symlink_metadata(path).is_ok()).filter(|path| !path.is_dir());
    blocking.map_or(Ok(()), fs::remove_file)
}

/// A file equal to the live one gets its time, so that copies by time see what has changed and nothing else.
fn same_time(source: &Path, target: &Path) -> Result<(), OutputError> {
    let time = fs::metadata(source).and_then(|found| found.modified()).map_err(OutputError::io(source))?;
    if fs::metadata(target).and_then(|found| found.modified()).is_ok_and(|own| own == time) {
        return Ok(());
    }
    let file = fs::OpenOptions::new().write(true).open(target).map_err(OutputError::io(target))?;
    file.set_modified(time).map_err(OutputError::io(target))
}

fn flush_file(path: &Path) -> Result<(), OutputError> {
    fs::OpenOptions::new().write(true).open(path).and_then(|file| file.sync_all()).map_err(OutputError::io(path))
}

/// Deletes what a tree should not hold, and folders that hold nothing.
fn delete_others(tree: &Path, wanted: &BTreeMap<String, Fingerprint>) -> Result<(), OutputError> {
    for (path, is_folder) in files_below(tree)? {
        if is_folder {
            // Refused while anything is in it.
            let _ = fs::remove_dir(&path);
            continue;
        }
        let name = path.strip_prefix(tree).ok().and_then(|name| name.to_str()).map(|name| name.replace('\\', "/"));
        if !name.is_some_and(|name| wanted.contains_key(&name)) {
            fs::remove_file(&path).map_err(OutputError::io(&path))?;
        }
    }
    Ok(())
}

/// Files and folders below a tree, what lies deepest first.
fn files_below(tree: &Path) -> Result<Vec<(PathBuf, bool)>, OutputError> {
    let entries = walkdir::WalkDir::new(tree).min_depth(1).contents_first(true).follow_links(false).into_iter();
    entries
        .map(|entry| match entry {
            Ok(entry) => Ok((entry.path().to_owned(), entry.file_type().is_dir())),
            Err(error) => Err(OutputError::Io { path: tree.to_owned(), error: error.into() }),
        })
        .collect()
}
