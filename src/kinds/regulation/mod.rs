//! Regulations: texts of articles, kept as dated versions.

pub mod grammar;
pub mod model;
pub mod tree;
