//! Regulations (制度): the rules of the body, each kept in full for every day since which it reads as it does.
//!
//! A clerk puts `CW-01/2026-03-01.md` into the folder: the whole text, with `第一条　…`, `（一）…` as the paper has it.
//! [`read`] finds its articles, items and annexes and says where a number is wrong; the text is never renumbered and
//! never rewritten. [`pages()`] shows each version, states which one is in force, and gives every article an address.

pub mod akn;
mod check;
mod complaint;
mod footnote;
pub mod front;
pub mod grammar;
mod import;
mod json;
mod json_ld;
pub mod label;
mod marks;
pub mod model;
mod name;
mod notes;
mod overview;
pub mod pages;
mod read;
pub mod redline;
pub mod reference;
mod render;
pub mod renumber;
mod rule;
mod rule_words;
pub mod status;
mod styled;
pub mod succession;
mod terms;
#[cfg(test)]
mod tests;
pub mod tree;
mod words;

pub use complaint::same_code;
pub use import::{Imported, import};
pub use overview::feed_entries;
pub use pages::{check_markup, list_links, pages, rule_link};
pub use read::read;

use crate::diag::Diagnostic;
use crate::kinds::Corpus;

/// What is wrong between works: what they replace, rest on and repeal, and when they are to be looked at anew.
pub fn check_works(corpus: &Corpus) -> Vec<Diagnostic> {
    check::check_works(corpus)
}
