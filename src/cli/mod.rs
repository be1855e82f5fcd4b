//! Commands: what a person types, and what they are told.

pub mod report;
