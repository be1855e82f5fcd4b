//! Declared tables.
