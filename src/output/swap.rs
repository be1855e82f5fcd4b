//! Names change hands: the spare tree becomes the live one.

use std::fs;
use std::io;
use std::path::Path;

use super::{OutputDirectory, OutputError};

/// How names are exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exchange {
    /// By the system at once where it can, else step by step.
    Best,
    /// Step by step, as where the system cannot.
    #[cfg(test)]
    Steps,
}

/// Makes the spare tree the live one, and the live one the spare.
pub(super) fn exchange(directory: &OutputDirectory, how: Exchange) -> Result<(), OutputError> {
    let (live, spare) = (&directory.live, &directory.spare);
    if fs::symlink_metadata(live).is_err() {
        fs::rename(spare, live).map_err(OutputError::io(live))?;
    } else if how != Exchange::Best || !at_once(live, spare).map_err(OutputError::io(live))? {
        in_steps(directory)?;
    }
    flush_parent(live)
}

/// Exchanges two names in one step; false where the system or the filesystem cannot.
#[cfg(target_os = "linux")]
fn at_once(first: &Path, second: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, first, CWD, second, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn at_once(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Three renames. The journal is there from before the first until after the last, so that the next build can finish them.
fn in_steps(directory: &OutputDirectory) -> Result<(), OutputError> {
    let OutputDirectory { live, spare, journal, .. } = directory;
    let old = journal.with_extension("old");
    fs::write(journal, "exchange\n").map_err(OutputError::io(journal))?;
    flush_parent(live)?;
    fs::rename(live, &old).map_err(OutputError::io(live))?;
    fs::rename(spare, live).map_err(OutputError::io(spare))?;
    fs::rename(&old, spare).map_err(OutputError::io(&old))?;
    fs::remove_file(journal).map_err(OutputError::io(journal))
}

/// Finishes an exchange in steps that was cut off.
pub(super) fn recover(directory: &OutputDirectory) -> Result<(), OutputError> {
    let OutputDirectory { live, spare, journal, .. } = directory;
    if !journal.exists() {
        return Ok(());
    }
    let old = journal.with_extension("old");
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    if is_there(&old) && !is_there(live) {
        // Cut off after the first step: what stood stands again.
        fs::rename(&old, live).map_err(OutputError::io(&old))?;
    } else if is_there(&old) && !is_there(spare) {
        fs::rename(&old, spare).map_err(OutputError::io(&old))?;
    }
    fs::remove_file(journal).map_err(OutputError::io(journal))?;
    flush_parent(live)
}

/// Makes renames durable, where a directory can be flushed.
pub(super) fn flush_parent(path: &Path) -> Result<(), OutputError> {
    #[cfg(unix)]
    if let Some(parent) = path.parent() {
        fs::File::open(parent).and_then(|folder| folder.sync_all()).map_err(OutputError::io(parent))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
