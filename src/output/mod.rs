//! The only writer: a planned tree becomes the live one, all of it or nothing.
//!
//! For an output directory `output/internal` four names stand side by side on one filesystem:
//!
//! | name | what |
//! |---|---|
//! | `output/internal` | the live tree, whole at every moment |
//! | `output/.internal.spare` | the tree of the build before, made into the next one by a build |
//! | `output/.internal.lock` | held while a build writes; names the holder |
//! | `output/.internal.journal` | there while names change hands step by step, where they cannot be exchanged at once |
//!
//! A build takes the lock, hashes every artifact and compares it with the live manifest. If all is equal nothing is written.
//! Else the spare loses its manifest, is made equal to what is wanted, flushed, given its manifest last, and exchanged with the
//! live tree. A spare without a manifest is not trusted and is written whole.

mod directory;
mod error;
mod lock;
mod manifest;
mod rollback;
mod stage;
mod swap;
#[cfg(test)]
mod tests;
mod write;

pub use directory::OutputDirectory;
pub use error::OutputError;
pub use manifest::ManifestHeader;
pub use rollback::rollback;
pub use stage::{Receipt, Stage};
pub use write::{Overwrite, write_files};
