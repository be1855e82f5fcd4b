//! Regulations: texts of articles, kept as dated versions.

mod check;
mod complaint;
pub mod front;
pub mod grammar;
mod import;
mod json;
pub mod label;
pub mod model;
mod name;
pub mod pages;
mod read;
mod render;
pub mod status;
#[cfg(test)]
mod tests;
pub mod tree;

pub use import::{Imported, import};
pub use pages::{check_markup, pages, rule_link};
pub use read::read;
