//! The spare is made what the live tree is to be: it keeps what it has of that, loses the rest, and is
//! sealed with a manifest last.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk;
use super::error::OutputError;
use super::manifest::MANIFEST;
use super::stage::{Content, Planned};
use super::standing::{Standing, Stood};
use super::target::{self, Layout};

/// A tree in the making: it has no manifest.
#[derive(Debug)]
pub struct Spare<'a> {
    folder: &'a Path,
    /// What it holds that can be relied on.
    files: BTreeMap<String, Stood>,
    folders: Vec<PathBuf>,
}

impl<'a> Spare<'a> {
    /// Takes the seal off the edition before, and all that its manifest did not vouch for. A tree that had
    /// no seal is not relied on, and is removed.
    pub fn prepare(layout: &'a Layout) -> Result<Self, OutputError> {
        let folder = layout.spare.as_path();
        target::check_spare(layout)?;
        let Some(standing) = Standing::read(folder)? else {
            disk::remove_tree(folder)?;
            disk::create_folder(folder)?;
            return Ok(Self { folder, files: BTreeMap::new(), folders: Vec::new() });
        };
        disk::remove_file(&folder.join(MANIFEST))?;
        disk::sync_folder(folder)?;
        standing.strays.iter().try_for_each(|path| disk::remove_file(&folder.join(path)))?;
        Ok(Self { folder, files: standing.files, folders: standing.folders })
    }

    /// Writes, copies and deletes until the spare holds the wanted files, durably.
    pub fn fill(&self, wanted: &[Planned], layout: &Layout, live: Option<&Standing>) -> Result<(), OutputError> {
        let kept: BTreeSet<&str> = wanted.iter().filter(|file| self.has(file)).map(|file| file.address.as_str()).collect();
        let needed = wanted.iter().filter(|file| !kept.contains(file.address.as_str())).map(|file| file.size).sum();
        let folders = folders_of(wanted);
        let fill = || {
            self.clear(&kept, &folders)?;
            folders.iter().try_for_each(|path| disk::create_folder(&self.folder.join(path)))?;
            wanted.par_iter().try_for_each(|file| self.put(file, layout, live, kept.contains(file.address.as_str())))?;
            disk::sync_tree(self.folder, &folders)
        };
        fill().map_err(|error: OutputError| error.needing(needed))
    }

    /// Whether a wanted file is here already. One that differs from the live tree is written even so: its
    /// time must be new, or copies by time would miss it.
    fn has(&self, file: &Planned) -> bool {
        let here = self.files.get(file.address.as_str());
        matches!(file.content, Content::Live) && here.is_some_and(|here| here.sha256 == file.sha256 && here.single)
    }

    /// Deletes what is not kept, then the folders that are not wanted, the innermost first.
    fn clear(&self, kept: &BTreeSet<&str>, wanted: &BTreeSet<&Path>) -> Result<(), OutputError> {
        let leaving = self.files.keys().filter(|path| !kept.contains(path.as_str()));
        leaving.map(|path| self.folder.join(path)).try_for_each(|path| disk::remove_file(&path))?;
        let empty = self.folders.iter().rev().filter(|path| !wanted.contains(path.as_path()));
        empty.map(|path| self.folder.join(path)).try_for_each(|path| disk::remove_folder(&path))
    }

    /// Brings a file here. Nothing stands in its place unless it is kept.
    fn put(&self, file: &Planned, layout: &Layout, live: Option<&Standing>, kept: bool) -> Result<(), OutputError> {
        let name = file.address.as_str();
        let here = self.folder.join(name);
        match &file.content {
            Content::Memory(bytes) => disk::write_new(&here, bytes),
            Content::Spilled(from) => disk::rename(from, &here),
            Content::Live => {
                let stood = live.and_then(|live| live.files.get(name)).expect("what is unchanged stands in the live tree");
                if !kept {
                    disk::copy(&layout.live.join(name), &here, stood.modified, stood.size)
                } else if self.files.get(name).is_some_and(|file| file.modified != stood.modified) {
                    disk::set_modified(&here, stood.modified)
                } else {
                    Ok(())
                }
            }
        }
    }

    /// Writes the manifest: from here on the tree is complete.
    pub fn seal(self, manifest: &[u8]) -> Result<(), OutputError> {
        disk::write_new_durably(&self.folder.join(MANIFEST), manifest)?;
        disk::sync_folder(self.folder)
    }
}

/// All folders that wanted files lie in, each before those it holds.
fn folders_of(wanted: &[Planned]) -> BTreeSet<&Path> {
    let mut folders = BTreeSet::new();
    let mut last = "";
    for file in wanted {
        let folder = file.address.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        // Files of one folder stand together, and a folder that is known has all above it known.
        if std::mem::replace(&mut last, folder) == folder {
            continue;
        }
        for folder in Path::new(folder).ancestors().filter(|path| !path.as_os_str().is_empty()) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    folders
}
