//! Regulations: texts of articles, kept as dated versions.

mod check;
mod complaint;
pub mod front;
pub mod grammar;
pub mod model;
mod name;
pub mod pages;
mod import;
mod json;
pub mod label;
mod read;
mod render;
pub mod status;
#[cfg(test)]
mod tests;
pub mod tree;

pub use pages::{LinksFor, check_markup, pages};
pub use import::{Imported, import};
pub use read::read;
