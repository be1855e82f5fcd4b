//! Ordinary pages: a folder of Markdown texts, each a page, with the files that belong to them.
//!
//! [`read()`] makes the model of a section's files, [`check`] reads the texts, [`pages()`] says what goes into the site,
//! [`list_links`] where everything stands there. Attachments, former addresses and redirects are the same for every
//! kind and are made here.

mod findings;
pub mod model;
mod pages;
mod read;
#[cfg(test)]
mod tests;

pub use pages::{check, list_links, pages, redirect, section_intro};
pub use read::{PageFront, read};
