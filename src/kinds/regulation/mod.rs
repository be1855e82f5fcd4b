//! Regulations: texts of articles, kept as dated versions.

mod check;
mod complaint;
pub mod front;
pub mod grammar;
pub mod model;
mod name;
mod import;
mod read;
pub mod status;
#[cfg(test)]
mod tests;
pub mod tree;

pub use import::{Imported, import};
pub use read::read;
