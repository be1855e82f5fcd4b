//! What stands on disk, held against its own manifest: what is as it was written, and what somebody
//! altered, deleted or laid beside it since.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::disk::{self, Found, Kind};
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
        let listed: BTreeMap<&str, &ManifestFile> = manifest.files.iter().map(|file| (file.path.as_str(), file)).collect();
        let (mut files, mut suspects, mut strays, mut folders) = (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
        for Found { path, stat } in disk::walk(folder)? {
            if stat.kind == Kind::Folder {
                folders.push(path);
                continue;
            }
            match logical(&path).and_then(|name| listed.get(name.as_str())) {
                Some(file) if stat.kind == Kind::File && stat.size == file.size => {
                    let stood = Stood { sha256: file.sha256, size: file.size, modified: stat.modified, single: stat.links == 1 };
                    if stat.changed < sealed.changed {
                        files.insert(file.path.clone(), stood);
                    } else {
                        suspects.push((file.path.clone(), path, stood));
                    }
                }
                _ if path == Path::new(MANIFEST) => {}
                _ => strays.push(path),
            }
        }
        for (name, path, stood, same) in examine(folder, suspects)? {
            if same {
                files.insert(name, stood);
            } else {
                strays.push(path);
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

/// A file that may have changed since the tree was sealed: its path as listed and as found, and what it was.
type Suspect = (String, PathBuf, Stood);

/// Reads suspects, and says of each whether its bytes are the same.
fn examine(folder: &Path, suspects: Vec<Suspect>) -> Result<Vec<(String, PathBuf, Stood, bool)>, OutputError> {
    let same = |path: &Path, stood: &Stood| disk::digest(&folder.join(path)).map(|digest| digest == stood.sha256);
    suspects.into_par_iter().map(|(name, path, stood)| same(&path, &stood).map(|same| (name, path, stood, same))).collect()
}

/// A path below a tree as manifests write it; `None` if it is not Unicode, as no address is.
fn logical(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn is_litter(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| LITTER.contains(&name))
}
