//! One writer at a time: an advisory lock of the operating system, which ends with the process, however
//! that ends. The file stays behind; only the lock on it means anything.

use std::fs::File;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::disk;
use super::error::OutputError;
use super::target::Layout;

/// The process that holds a lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Its number in the operating system.
    pub pid: u32,
    /// Since when, in its own words; absent if it did not say.
    pub started: Option<String>,
}

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of an output folder, or says at once who has it.
    pub fn take(layout: &Layout) -> Result<Self, OutputError> {
        disk::create_folder(&layout.parent)?;
        match disk::lock(&layout.lock)? {
            Err(text) => Err(OutputError::Locked { directory: layout.live.clone(), holder: serde_json::from_str(&text).ok() }),
            Ok(file) => {
                let mut lock = Self { file, path: layout.lock.clone() };
                lock.name(None)?;
                Ok(lock)
            }
        }
    }

    /// Writes down who holds the lock, and since when.
    pub fn name(&mut self, started: Option<&str>) -> Result<(), OutputError> {
        let holder = Holder { pid: std::process::id(), started: started.map(str::to_owned) };
        let text = serde_json::to_string(&holder).expect("a number and a text become JSON");
        disk::rewrite(&mut self.file, &self.path, &text)
    }
}

impl Drop for Lock {
    /// Closing alone would not do: a process started meanwhile holds the same open file until it runs its own program.
    fn drop(&mut self) {
        // What cannot be unlocked is unlocked when the file is closed.
        let _ = self.file.unlock();
    }
}
