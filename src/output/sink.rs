//! A file on its way to the disk that is written piece by piece: hashed as it goes, kept in memory while it is small,
//! else in a file of its own.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::disk;
use super::error::{OutputError, Work};
use super::manifest::Digest;
use super::stage::Content;

/// So many bytes stay in memory.
const SMALL: usize = 1 << 20;

/// Takes in the pieces of one file.
pub(super) struct Sink {
    /// Where its bytes go when they are too many.
    path: PathBuf,
    size: u64,
    hasher: Sha256,
    memory: Vec<u8>,
    file: Option<File>,
}

/// A file that was written whole.
pub(super) struct Received {
    pub size: u64,
    pub sha256: Digest,
    pub content: Content,
}

impl Sink {
    /// Begins a file; nothing is made at `path` while it is small.
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, size: 0, hasher: Sha256::new(), memory: Vec::new(), file: None }
    }

    /// Takes in all pieces that a writer has.
    pub(super) fn receive(mut self, write: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> Result<Received, OutputError> {
        let written = write(&mut self).and_then(|()| self.file.as_mut().map_or(Ok(()), disk::finish));
        written.map_err(|error| OutputError::io(Work::Write, &self.path, error))?;
        let content = if self.file.is_some() { Content::Spilled(self.path) } else { Content::Memory(Arc::new(self.memory)) };
        Ok(Received { size: self.size, sha256: self.hasher.into(), content })
    }

    fn spill(&mut self) -> io::Result<&mut File> {
        let file = disk::create_new(&self.path)?;
        let file = self.file.insert(file);
        file.write_all(&std::mem::take(&mut self.memory))?;
        Ok(file)
    }
}

impl Write for Sink {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if let Some(file) = &mut self.file {
            file.write_all(piece)?;
        } else if self.memory.len() + piece.len() <= SMALL {
            self.memory.extend_from_slice(piece);
        } else {
            self.spill()?.write_all(piece)?;
        }
        self.size += piece.len() as u64;
        self.hasher.update(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
