//! Content written by commands: file by file, each whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Component, Path};

use super::OutputError;
use super::error::Reason;

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// Nothing is written if any is there.
    No,
    /// It is replaced.
    Yes,
}

/// Writes files below a folder. With [`Overwrite::No`] none is written if one is there already.
pub fn write_files(root: &Path, files: &[(String, Vec<u8>)], overwrite: Overwrite) -> Result<(), OutputError> {
    for (name, _) in files {
        let path = root.join(name);
        if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(OutputError::NotOurs { path, reason: Reason::Sources });
        }
        if overwrite == Overwrite::No && fs::symlink_metadata(&path).is_ok() {
            return Err(OutputError::Exists { path });
        }
    }
    files.iter().try_for_each(|(name, bytes)| write_file(&root.join(name), bytes))
}

/// A temporary file beside it is written, flushed and given the name.
fn write_file(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
    let mut file = tempfile::Builder::new().prefix(".~").suffix(".tmp").tempfile_in(folder).map_err(OutputError::io(folder))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(OutputError::io(path))?;
    let kept = file.persist(path).map_err(|error| OutputError::Io { path: path.to_owned(), error: error.error })?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is its owner's alone; content is for whoever the folder is for.
        kept.set_permissions(fs::Permissions::from_mode(0o644)).map_err(OutputError::io(path))?;
    }
    #[cfg(not(unix))]
    drop(kept);
    Ok(())
}
