//! Ledgers: declared tables kept by period, each period a notice.
//!
//! `declaration` puts the preset and the site's own settings together, [`read()`] makes the model of a section's
//! files, `figures` adds up and compares, `data` writes the downloads, [`pages()`] says what goes into the site.

pub mod codes;
mod data;
mod declaration;
mod figures;
mod findings;
mod import;
pub mod model;
mod pages;
mod read;
mod references;
pub mod sentences;
mod span_page;
mod spans;
#[cfg(test)]
mod tests;
mod words;

pub use import::{Corrected, correct, import};
pub use pages::{Newest, check, list_links, newest, pages};
pub use read::{NoticeFront, read};
pub use references::check_references;
