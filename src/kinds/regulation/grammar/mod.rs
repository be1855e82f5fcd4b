//! The grammar of Chinese legal text: lines in, a tree of ranges out.
//!
//! Measured on 3,477 real texts. Numbers are what the text says, never generated; nothing is lost and nothing is
//! added: every byte that is no space and no Markdown mark stands in exactly one unit. It reads each line once.

mod build;
mod contents;
mod inline;
mod line;
mod marker;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::tree::{Span, Tree};

pub(super) use contents::normal;
pub(super) use marker::{digits, is_space, trim};

/// Reads the part of a text that is its body. With `wrapped` a line break is none unless a marker or a blank line follows.
pub fn parse(text: &str, body: &Range<usize>, wrapped: bool) -> Tree {
    if text.len() >= Span::LIMIT {
        return Tree::default();
    }
    let mut tree = build::build(text, line::lines(text, body.clone(), wrapped));
    tree.wrapped = wrapped;
    tree
}
