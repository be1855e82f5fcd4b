//! The only reader of the disk: a folder goes in, named bytes and decoded texts come out.
//!
//! It knows file names and encodings, never what a file means.

mod decode;
mod inputs;
mod map;
mod walk;

pub use decode::{DecodeError, Encoding, decode, is_encoding, suspicious};
pub use inputs::{environment, now, today};
pub use map::{SourceMap, SourceText};
pub use walk::{SourceError, SourceFile, SourceTree, find_root, read, read_outside};
