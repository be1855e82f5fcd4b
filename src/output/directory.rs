//! An output directory that may be written into.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::Reason;
use super::lock::Lock;
use super::{OutputError, manifest, swap};
use crate::config::Edition;

/// An output directory, locked.
#[derive(Debug)]
pub struct OutputDirectory {
    pub(super) live: PathBuf,
    pub(super) spare: PathBuf,
    pub(super) journal: PathBuf,
    _lock: Lock,
}

/// Folders of a site that are read, never written by a build.
const SOURCES: [&str; 5] = ["content", "templates", "static", "src", ".git"];

impl OutputDirectory {
    /// Takes a directory for an edition: refuses what is not ours, takes the lock, and finishes what a build that was cut
    /// off left undone.
    pub fn open(directory: &Path, site_root: &Path, edition: Edition) -> Result<Self, OutputError> {
        let live = absolute(directory)?;
        refuse_sources(&live, site_root)?;
        let opened = Self::lock(live)?;
        let live = &opened.live;
        match fs::symlink_metadata(live) {
            Ok(found) if !found.is_dir() => return Err(refusal(live, Reason::NotADirectory)),
            Ok(_) => opened.refuse_strangers(edition)?,
            Err(_) => {}
        }
        Ok(opened)
    }

    /// Locks a directory, and recovers it.
    pub(super) fn lock(live: PathBuf) -> Result<Self, OutputError> {
        let (Some(parent), Some(name)) = (live.parent(), live.file_name()) else { return Err(refusal(&live, Reason::Sources)) };
        fs::create_dir_all(parent).map_err(OutputError::io(parent))?;
        let beside = |suffix: &str| parent.join(format!(".{}.{suffix}", name.to_string_lossy()));
        let lock = Lock::take(&beside("lock"))?;
        let opened = Self { spare: beside("spare"), journal: beside("journal"), live: live.clone(), _lock: lock };
        swap::recover(&opened)?;
        Ok(opened)
    }

    /// A tree that no build of this edition wrote is not replaced.
    fn refuse_strangers(&self, edition: Edition) -> Result<(), OutputError> {
        if let Some((manifest, _)) = manifest::read(&self.live) {
            if manifest.edition != edition.as_str() {
                return Err(OutputError::OtherEdition { path: self.live.clone(), found: manifest.edition, wanted: edition });
            }
            return Ok(());
        }
        let mut entries = fs::read_dir(&self.live).map_err(OutputError::io(&self.live))?;
        if entries.next().is_some() { Err(refusal(&self.live, Reason::Occupied)) } else { Ok(()) }
    }

    /// Throws the spare tree away, so that every file is written anew.
    pub fn discard_spare(&mut self) -> Result<(), OutputError> {
        match fs::remove_dir_all(&self.spare) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(OutputError::Io { path: self.spare.clone(), error }),
            _ => Ok(()),
        }
    }
}

fn refusal(path: &Path, reason: Reason) -> OutputError {
    OutputError::NotOurs { path: path.to_owned(), reason }
}

/// The path with links of its parents resolved; its last part need not be there yet.
fn absolute(directory: &Path) -> Result<PathBuf, OutputError> {
    let plain = std::path::absolute(directory).map_err(OutputError::io(directory))?;
    let mut missing = Vec::new();
    let mut known = plain.as_path();
    // The last part itself is not followed: a link there is refused, not written through.
    if let (Some(parent), Some(name)) = (known.parent(), known.file_name()) {
        missing.push(name.to_owned());
        known = parent;
    }
    loop {
        if let Ok(resolved) = known.canonicalize() {
            return Ok(missing.iter().rev().fold(resolved, |path, part| path.join(part)));
        }
        match (known.parent(), known.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name.to_owned());
                known = parent;
            }
            _ => return Ok(plain),
        }
    }
}

/// The root of a disk, home, the site or what holds it, and its sources are nobody's output.
fn refuse_sources(live: &Path, site_root: &Path) -> Result<(), OutputError> {
    let root = site_root.canonicalize().unwrap_or_else(|_| site_root.to_owned());
    let home = ["HOME", "USERPROFILE"].iter().filter_map(|name| crate::source::environment(name)).any(|home| Path::new(&home) == live);
    let inside = SOURCES.iter().any(|folder| live.starts_with(root.join(folder)));
    if live.parent().is_none() || home || root.starts_with(live) || inside {
        return Err(refusal(live, Reason::Sources));
    }
    Ok(())
}
