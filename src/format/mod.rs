//! Syntax: text goes in; documents, tables and typed TOML come out, all with spans.
//!
//! It knows how things are written, never what they mean.

mod document;
pub mod table;
mod toml_reader;
mod toml_text;
mod toml_words;
pub mod workbook;

pub use document::{Document, Parsed, ParsedFile, TableSettings, parse, parse_table};
pub use toml_reader::{Area, nearest, read_toml};
pub use toml_text::Written;
