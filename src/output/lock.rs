//! One writer at a time: a lock of the operating system, which ends with its holder.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::OutputError;

/// Held for as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or names its holder at once.
    pub(super) fn take(path: &Path) -> Result<Self, OutputError> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(OutputError::io(path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Some systems refuse to read what is locked; then the holder stays nameless.
                let _ = file.read_to_string(&mut holder);
                return Err(OutputError::Locked { holder: holder.trim().to_owned() });
            }
            Err(TryLockError::Error(error)) => return Err(OutputError::Io { path: path.to_owned(), error }),
        }
        let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "pid {}", std::process::id()));
        written.map_err(OutputError::io(path))?;
        Ok(Self { _file: file })
    }
}
