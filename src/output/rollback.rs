//! The tree of the build before stands again.

use std::path::Path;

use super::swap::{self, Exchange};
use super::{OutputDirectory, OutputError, manifest};

/// Exchanges the live tree and the spare one, if the spare one is whole and of the same edition.
pub fn rollback(directory: &Path) -> Result<(), OutputError> {
    let live = std::path::absolute(directory).map_err(OutputError::io(directory))?;
    let nothing = || OutputError::NothingBefore { path: live.clone() };
    let Some((now, _)) = manifest::read(&live) else { return Err(nothing()) };
    let opened = OutputDirectory::lock(live.clone())?;
    match manifest::read(&opened.spare) {
        Some((before, _)) if before.edition == now.edition => swap::exchange(&opened, Exchange::Best),
        _ => Err(nothing()),
    }
}
