//! May this folder be written? Building replaces a whole tree, so a folder must be ours or empty, and must
//! not lie where somebody's own files are. Nothing is created here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::disk::{self, Kind};
use super::error::{OutputError, Refusal, Work};
use super::manifest::{MANIFEST, Manifest, ManifestError};
use crate::config::Edition;
use crate::source;

/// Folders of a site that people write; `.git` is their history.
const OF_THE_SITE: [&str; 5] = ["content", "templates", "static", "src", ".git"];

/// The names an output folder and its companions have; all absolute, links resolved, in one folder.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The tree that is served.
    pub live: PathBuf,
    /// The edition before, or the next one in the making.
    pub spare: PathBuf,
    /// The file that is locked.
    pub lock: PathBuf,
    /// The live tree while two names are exchanged by renames.
    pub swap: PathBuf,
    /// Artifacts that memory should not hold.
    pub spill: PathBuf,
    /// The folder they all lie in.
    pub parent: PathBuf,
}

impl Layout {
    /// The names for an output folder, if the place it lies at may be written.
    pub fn of(directory: &Path, site_root: &Path) -> Result<Self, OutputError> {
        let refused = |why| OutputError::Refused { directory: directory.to_owned(), why };
        let named = std::path::absolute(directory).map_err(|error| OutputError::io(Work::Read, directory, error))?;
        // Without a slash at the end: with it, a link would be looked through.
        let named: PathBuf = named.components().collect();
        if disk::stat(&named)?.is_some_and(|stat| stat.kind == Kind::Other) {
            return Err(refused(Refusal::SymbolicLink));
        }
        let live = resolve(&named)?.ok_or_else(|| refused(Refusal::NoSuchPlace))?;
        check_place(&live, &named, site_root)?.map_or(Ok(()), |why| Err(refused(why)))?;
        Self::beside(live).ok_or_else(|| refused(Refusal::FilesystemRoot))
    }

    fn beside(live: PathBuf) -> Option<Self> {
        let parent = live.parent()?.to_owned();
        let name = live.file_name()?.to_owned();
        let companion = |what: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(&name);
            hidden.push(what);
            parent.join(hidden)
        };
        Some(Self {
            spare: companion(".spare"),
            lock: companion(".lock"),
            swap: companion(".swap"),
            spill: companion(".spill"),
            live,
            parent,
        })
    }
}

/// Where a path leads once every link is followed, whether or not its last parts exist; `None` if `..`
/// follows what does not.
fn resolve(path: &Path) -> Result<Option<PathBuf>, OutputError> {
    let mut missing = Vec::new();
    let mut existing = path;
    loop {
        if let Some(mut resolved) = disk::resolve(existing)? {
            resolved.extend(missing.iter().rev());
            return Ok(Some(resolved));
        }
        let (Some(name), Some(parent)) = (existing.file_name(), existing.parent()) else { return Ok(None) };
        missing.push(name);
        existing = parent;
    }
}

/// What speaks against a place, whatever stands there.
fn check_place(live: &Path, named: &Path, site_root: &Path) -> Result<Option<Refusal>, OutputError> {
    let site = resolve(site_root)?.unwrap_or_else(|| site_root.to_owned());
    if live.parent().is_none() {
        return Ok(Some(Refusal::FilesystemRoot));
    }
    if holds_home(live)? {
        return Ok(Some(Refusal::Home));
    }
    if site.starts_with(live) {
        return Ok(Some(Refusal::HoldsSite));
    }
    for folder in OF_THE_SITE {
        if resolve(&site.join(folder))?.is_some_and(|inside| live.starts_with(inside)) {
            return Ok(Some(Refusal::InsideSite(folder)));
        }
    }
    let named_inside = named.starts_with(&site) || std::path::absolute(site_root).is_ok_and(|root| named.starts_with(root));
    Ok((named_inside && !live.starts_with(&site)).then_some(Refusal::LeavesSite))
}

/// Whether somebody's own folder lies in a folder, or is it.
fn holds_home(folder: &Path) -> Result<bool, OutputError> {
    for name in ["HOME", "USERPROFILE"] {
        let home = source::environment(name).map(PathBuf::from);
        if let Some(home) = home.filter(|home| home.is_absolute())
            && disk::resolve(&home)?.is_some_and(|home| home.starts_with(folder))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Holds what stands in a folder against what may be replaced: nothing, or a tree of this edition.
pub fn check_owner(live: &Path, edition: Edition) -> Result<(), OutputError> {
    match manifest_of(live)? {
        Some(manifest) if manifest.edition != edition => {
            Err(OutputError::OtherEdition { directory: live.to_owned(), found: manifest.edition, wanted: edition })
        }
        _ => Ok(()),
    }
}

/// The manifest of the tree that stands in a folder; `None` if there is nothing. All else is refused.
pub fn manifest_of(live: &Path) -> Result<Option<Manifest>, OutputError> {
    let refused = |why| Err(OutputError::Refused { directory: live.to_owned(), why });
    match disk::stat(live)?.map(|stat| stat.kind) {
        None => return Ok(None),
        Some(Kind::File) => return refused(Refusal::NotAFolder),
        Some(Kind::Other) => return refused(Refusal::SymbolicLink),
        Some(Kind::Folder) if disk::is_empty(live)? => return Ok(None),
        Some(Kind::Folder) => {}
    }
    match Manifest::parse(&disk::read(&live.join(MANIFEST))?.unwrap_or_default()) {
        Ok(manifest) => Ok(Some(manifest)),
        Err(ManifestError::Newer) => refused(Refusal::NewerProgram),
        Err(ManifestError::Foreign) => refused(Refusal::NotOurs),
    }
}

/// Whether a name stands for anything.
pub fn is_there(path: &Path) -> Result<bool, OutputError> {
    Ok(disk::stat(path)?.is_some())
}

/// The spare's name must stand for a folder, or for nothing.
pub fn check_spare(layout: &Layout) -> Result<(), OutputError> {
    let refused = |why| Err(OutputError::Refused { directory: layout.spare.clone(), why });
    match disk::stat(&layout.spare)?.map(|stat| stat.kind) {
        None | Some(Kind::Folder) => Ok(()),
        Some(Kind::File) => refused(Refusal::NotAFolder),
        Some(Kind::Other) => refused(Refusal::SymbolicLink),
    }
}
