//! Ledgers: declared tables kept by period, each period a notice.
//!
//! `declaration` puts the preset and the site's own settings together, [`read()`] makes the model of a section's
//! files, `figures` adds up and compares, `data` writes the downloads, [`pages()`] says what goes into the site.

mod data;
mod declaration;
mod figures;
mod findings;
pub mod model;
mod pages;
mod read;
pub mod sentences;
#[cfg(test)]
mod tests;
mod words;

pub use pages::{Newest, check, list_links, newest, pages};
pub use read::{NoticeFront, read};
