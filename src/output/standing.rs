//! What stands on disk, held against its own manifest: what is as it was written, and what somebody
//! altered, deleted or laid beside it since.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::disk::{self, Contents, Kind, Stat};
use super::error::OutputError;
use super::manifest::{Digest, MANIFEST, Manifest, ManifestFile};

/// Names that file explorers leave in folders they show; they make no tree different.
const LITTER: [&str; 3] = ["Thumbs.db", "desktop.ini", ".DS_Store"];

/// A complete tree.
#[derive(Debug)]
pub struct Standing {
    /// What it was written as.
    pub manifest: Manifest,
    /// The same, byte for byte as it stands.
    pub manifest_bytes: Vec<u8>,
    /// The files that are as the manifest says, by path.
    pub files: BTreeMap<String, Stood>,
    /// Paths of all else but the folders: unlisted or altered files, links.
    pub strays: Vec<PathBuf>,
    /// Paths of all folders, each before those it holds.
    pub folders: Vec<PathBuf>,
}

/// A file that is as its manifest says.
#[derive(Debug, Clone, Copy)]
pub struct Stood {
    /// Digest of its bytes.
    pub sha256: Digest,
    /// Bytes.
    pub size: u64,
    /// When they were written.
    pub modified: SystemTime,
    /// Whether no other name leads to the same bytes.
    pub single: bool,
}

impl Standing {
    /// Looks at a tree; `None` if it has no manifest that can be read, for then it is not complete.
    ///
    /// The manifest is written last, so a file that changed only before it is as it says. Any other, and one
    /// of the same tick of the clock, is read and hashed: changing owners or copying the tree is no alteration.
    pub fn read(folder: &Path) -> Result<Option<Self>, OutputError> {
        let seal = folder.join(MANIFEST);
        let (Some(bytes), Some(sealed)) = (disk::read(&seal)?, disk::stat(&seal)?) else { return Ok(None) };
        let Ok(manifest) = Manifest::parse(&bytes) else { return Ok(None) };
        let Contents { folders, files: found } = disk::walk(folder)?;
        let listed: BTreeMap<&str, &ManifestFile> = manifest.files.iter().map(|file| (file.path.as_str(), file)).collect();
        let judged: Result<Vec<Judged>, OutputError> = found
            .into_par_iter()
            .filter(|(path, _)| path != Path::new(MANIFEST))
            .map(|(path, stat)| match logical(&path).and_then(|name| listed.get(name.as_str())) {
                Some(file) if is_as_listed(folder, file, &stat, sealed.changed)? => {
                    Ok(Judged::Stands(file.path.clone(), Stood::new(file, &stat)))
                }
                _ => Ok(Judged::Stray(path)),
            })
            .collect();
        let (mut files, mut strays) = (BTreeMap::new(), Vec::new());
        for judged in judged? {
            match judged {
                Judged::Stands(path, stood) => drop(files.insert(path, stood)),
                Judged::Stray(path) => strays.push(path),
            }
        }
        Ok(Some(Self { manifest, manifest_bytes: bytes, files, strays, folders }))
    }

    /// Whether the tree is what its manifest says, no more and no less.
    pub fn is_whole(&self) -> bool {
        let listed: BTreeSet<&str> = self.manifest.files.iter().map(|file| file.path.as_str()).collect();
        listed.len() == self.files.len() && self.strays.iter().all(|path| is_litter(path))
    }
}

impl Stood {
    fn new(file: &ManifestFile, stat: &Stat) -> Self {
        Self { sha256: file.sha256, size: file.size, modified: stat.modified, single: stat.links == 1 }
    }
}

/// What a file of a tree is, held against the manifest.
enum Judged {
    Stands(String, Stood),
    Stray(PathBuf),
}

/// Whether a file is as the manifest says; its bytes are read only if it may have changed since that was written.
fn is_as_listed(folder: &Path, file: &ManifestFile, stat: &Stat, sealed: SystemTime) -> Result<bool, OutputError> {
    if stat.kind != Kind::File || stat.size != file.size {
        return Ok(false);
    }
    Ok(stat.changed < sealed || disk::digest(&folder.join(&file.path))? == file.sha256)
}

/// A path below a tree as manifests write it; `None` if it is not Unicode, as no address is.
fn logical(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn is_litter(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| LITTER.contains(&name))
}
