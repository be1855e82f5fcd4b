//! The edition before stands again.

use std::path::Path;

use super::error::{Before, OutputError};
use super::lock::Lock;
use super::manifest::Manifest;
use super::standing::Standing;
use super::swap::{self, Way};
use super::target::{self, Layout};

/// Exchanges a live tree with the edition before it, and returns what stands then; doing it twice changes nothing.
///
/// # Errors
/// As [`OutputDirectory::open`](super::OutputDirectory::open); [`OutputError::NothingBefore`] unless the
/// edition before is of the same edition and byte for byte as its manifest says.
pub fn rollback(directory: &Path, site_root: &Path) -> Result<Manifest, OutputError> {
    let layout = Layout::of(directory, site_root)?;
    let nothing = |found| OutputError::NothingBefore { directory: directory.to_owned(), found };
    if target::manifest_of(&layout.live)?.is_none() && !target::is_there(&layout.swap)? {
        return Err(nothing(Before::Nothing));
    }
    let _lock = Lock::take(&layout)?;
    swap::recover(&layout)?;
    target::check_spare(&layout)?;
    let live = target::manifest_of(&layout.live)?.ok_or_else(|| nothing(Before::Nothing))?;
    let Some(spare) = Standing::read(&layout.spare)? else {
        return Err(nothing(if target::is_there(&layout.spare)? { Before::Unfinished } else { Before::Nothing }));
    };
    if spare.manifest.edition != live.edition {
        return Err(nothing(Before::OtherEdition));
    }
    if !spare.is_whole() {
        return Err(nothing(Before::Altered));
    }
    swap::put_live(&layout, Way::Exchange)?;
    Ok(spare.manifest)
}
