//! The only writer of files: a build's artifacts become the tree on disk, all of them or none.
//!
//! In: artifacts (an [`Address`](crate::view::Address) and its bytes, whole or piece by piece), in any order and from any thread.
//! Out: a tree that equals them, with `manifest.json` naming every file of it, and a [`Receipt`].
//!
//! ```text
//! OutputDirectory::open ──▶ Stage ── add, add, add … ──▶ commit ──▶ Receipt
//!  may we write here?        hash, compare with what      fill the spare, seal it,
//!  lock, recover             stands, keep what differs    exchange the two names
//! ```
//!
//! Beside the live tree `output/internal` stand, on the same filesystem:
//!
//! | name | what it is |
//! |---|---|
//! | `output/.internal.spare` | the edition before, complete (it has a manifest) or in the making (it has none); [`rollback`] exchanges it with the live tree |
//! | `output/.internal.lock` | locked by the process that writes, and says which one that is |
//! | `output/.internal.spill` | changed artifacts of the running build that memory should not hold |
//! | `output/.internal.swap` | the live tree's name while two names are exchanged by three renames, where the filesystem cannot exchange them at once: its presence is the journal, and the next start puts things right |
//!
//! What never happens here: a file of the live tree is written, touched or deleted; a file is written in
//! place (it is made anew, so that links planted in the spare lead nowhere); a spare is believed on its
//! word. A build that fails or is killed anywhere leaves the live tree as it was, byte for byte.
//!
//! [`write_files`] is the other way out: content for `init`, `new` and `import`, atomic file by file.

mod disk;
mod error;
mod lock;
mod manifest;
mod rollback;
mod sink;
mod spare;
mod stage;
mod standing;
mod swap;
mod target;
mod write;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use error::{Before, OutputError, Refusal, Work};
pub use lock::Holder;
pub use manifest::{Digest, MANIFEST, Manifest, ManifestFile, ManifestHeader};
pub use rollback::rollback;
pub use stage::{Receipt, Stage};
pub use write::{Overwrite, write_files};

use lock::Lock;
use standing::Standing;
use swap::Way;
use target::Layout;

use crate::config::Edition;

/// A folder that may be written, locked for this process until it is dropped.
#[derive(Debug)]
pub struct OutputDirectory {
    layout: Layout,
    edition: Edition,
    /// What stands there; absent before the first build.
    live: Option<Standing>,
    /// Tests force the way that filesystems without an exchange go.
    way: Way,
    lock: Lock,
}

impl OutputDirectory {
    /// Takes hold of an output folder, which need not exist, and puts right what a killed process left.
    ///
    /// # Errors
    /// [`OutputError::Refused`] where writing could destroy what is not ours, [`OutputError::OtherEdition`]
    /// for a tree of another edition, [`OutputError::Locked`] at once while another process writes it,
    /// [`OutputError::Io`]. Nothing is created where the folder is refused.
    pub fn open(directory: &Path, site_root: &Path, edition: Edition) -> Result<Self, OutputError> {
        let layout = Layout::of(directory, site_root)?;
        target::check_owner(&layout.live, edition)?;
        let lock = Lock::take(&layout)?;
        // What is read before the lock is held may be half of another process's work.
        swap::recover(&layout)?;
        target::check_owner(&layout.live, edition)?;
        disk::remove_tree(&layout.spill)?;
        let live = Standing::read(&layout.live)?;
        Ok(Self { layout, edition, live, way: Way::Exchange, lock })
    }

    /// Writes into the lock since when it is held, as the caller says it: whoever finds the folder locked
    /// is told so.
    pub fn name_holder(&mut self, started: &str) -> Result<(), OutputError> {
        self.lock.name(Some(started))
    }

    /// Deletes the spare (`--clean`): the next build writes every file anew, and there is no way back
    /// to the edition before.
    pub fn discard_spare(&mut self) -> Result<(), OutputError> {
        target::check_spare(&self.layout)?;
        disk::remove_tree(&self.layout.spare)
    }

    /// What stands in the live tree; absent before the first build.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.live.as_ref().map(|live| &live.manifest)
    }
}
