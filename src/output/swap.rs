//! The spare becomes the live tree and the live tree the spare: by one exchange of two names, or where there
//! is none by three renames.
//!
//! Of the three renames the middle name is the journal. While `.internal.swap` exists an exchange is under
//! way, and the two other names tell how far it got:
//!
//! | live | spare | then |
//! |---|---|---|
//! | absent | there | what stood stands again |
//! | there | absent | what stood becomes the spare |

use std::path::Path;

use super::disk;
use super::error::OutputError;
use super::target::Layout;

/// How two names are exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// At once where the system can, else by renames.
    Exchange,
    /// By renames.
    #[cfg(test)]
    Renames,
}

/// Gives the complete spare the live tree's name. Without a live tree there is nothing to exchange with.
pub fn put_live(layout: &Layout, way: Way) -> Result<(), OutputError> {
    let Layout { live, spare, parent, .. } = layout;
    if disk::stat(live)?.is_none() {
        disk::rename(spare, live)?;
    } else if disk::is_empty(live)? {
        disk::remove_folder(live)?;
        disk::rename(spare, live)?;
    } else if way != Way::Exchange || !disk::exchange(spare, live)? {
        rename_thrice(layout)?;
    }
    disk::sync_folder(parent)
}

fn rename_thrice(layout: &Layout) -> Result<(), OutputError> {
    let Layout { live, spare, swap, parent, .. } = layout;
    step(live, swap, parent)?;
    if let Err(error) = step(spare, live, parent) {
        disk::rename(swap, live)?;
        return Err(error);
    }
    step(swap, spare, parent)
}

/// One rename, durable before the next, so that no power failure can leave them in another order.
fn step(from: &Path, to: &Path, parent: &Path) -> Result<(), OutputError> {
    disk::rename(from, to)?;
    disk::sync_folder(parent)
}

/// Puts right an exchange by renames that was cut off.
pub fn recover(layout: &Layout) -> Result<(), OutputError> {
    let Layout { live, spare, swap, parent, .. } = layout;
    if disk::stat(swap)?.is_none() {
        return Ok(());
    }
    if disk::stat(live)?.is_none() {
        step(swap, live, parent)
    } else if disk::stat(spare)?.is_none() {
        step(swap, spare, parent)
    } else {
        // No exchange leaves all three; whoever made the third may have it.
        Ok(())
    }
}
