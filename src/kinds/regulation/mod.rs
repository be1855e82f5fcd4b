//! Regulations: texts of articles, kept as dated versions.

pub mod model;
