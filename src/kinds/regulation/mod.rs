//! Regulations (制度): the rules of the body, each kept in full for every day since which it reads as it does.
//!
//! A clerk puts `CW-01/2026-03-01.md` into the folder: the whole text, with `第一条　…`, `（一）…` as the paper has it.
//! [`read`] finds its articles, items and annexes and says where a number is wrong; the text is never renumbered and
//! never rewritten. [`pages()`] shows each version, states which one is in force, and gives every article an address.

pub mod akn;
mod check;
mod complaint;
pub mod front;
pub mod grammar;
mod import;
mod json;
mod json_ld;
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

pub use complaint::same_code;
pub use import::{Imported, import};
pub use pages::{check_markup, list_links, pages, rule_link};
pub use read::read;
