//! Content that commands write (`init`, `new`, `import`): file by file, each there whole or not at all.

use std::path::{Path, PathBuf};

use super::disk::{self, Kind};
use super::error::OutputError;

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// It stays, and nothing at all is written.
    No,
    /// It is replaced, unless its bytes are the same.
    Yes,
}

/// Writes files below a folder, which is made if need be; their paths are relative to it, with `/`.
///
/// # Errors
/// Before anything is written: [`OutputError::Outside`] for a path that leaves the folder or goes through a
/// symbolic link, [`OutputError::Exists`] with [`Overwrite::No`]. Later [`OutputError::Io`]: the files before
/// the failing one are written, it and those after it are as they were.
pub fn write_files(root: &Path, files: &[(String, Vec<u8>)], overwrite: Overwrite) -> Result<(), OutputError> {
    for (path, _) in files {
        match standing(root, path)? {
            Some(Kind::Folder) => return Err(OutputError::Exists { path: root.join(path) }),
            Some(_) if overwrite == Overwrite::No => return Err(OutputError::Exists { path: root.join(path) }),
            _ => {}
        }
    }
    files.iter().try_for_each(|(path, bytes)| write(&root.join(path), bytes, overwrite))
}

fn write(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), OutputError> {
    if overwrite == Overwrite::Yes && disk::read(path)?.is_some_and(|old| old == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    disk::create_folder(folder)?;
    disk::write_atomically(path, bytes, overwrite == Overwrite::Yes)?;
    disk::sync_folder(folder)
}

/// What stands at a path below a folder, which it must not leave: neither by its parts, nor by a link that
/// any of them is.
fn standing(root: &Path, path: &str) -> Result<Option<Kind>, OutputError> {
    let outside = || OutputError::Outside { path: PathBuf::from(path) };
    let mut at = root.to_owned();
    let mut kind = Some(Kind::Folder);
    for part in path.split('/') {
        if !is_name(part) {
            return Err(outside());
        }
        at.push(part);
        // Below what is no folder nothing can stand, and the system will say so.
        kind = if kind == Some(Kind::Folder) { disk::stat(&at)?.map(|stat| stat.kind) } else { None };
        if kind == Some(Kind::Other) {
            return Err(outside());
        }
    }
    Ok(kind)
}

/// Whether a part of a path is a plain name on every system.
fn is_name(part: &str) -> bool {
    !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) && !part.contains(char::is_control)
}
