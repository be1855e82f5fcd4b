//! A build on its way to the disk: artifacts come in, are hashed and held against what stands, and at
//! the end become the live tree, or nothing happens at all.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::OutputError;
use super::manifest::{Digest, MANIFEST, Manifest, ManifestFile, ManifestHeader};
use super::sink::{Received, Sink};
use super::spare::Spare;
use super::{OutputDirectory, disk, swap};
use crate::view::Address;

/// How many bytes of changed artifacts are kept in memory before they go to disk. Measured on 200 MB of new
/// files: 57 MB of memory with this, 196 MB with eight times as much, and no second faster.
const BUDGET: u64 = 16 << 20;

/// How many changed addresses a receipt names.
const NAMED: usize = 100;

/// A build on its way to the disk. Dropped before [`commit`](Self::commit), it leaves no trace.
#[derive(Debug)]
pub struct Stage {
    output: OutputDirectory,
    plan: Mutex<Plan>,
    budget: u64,
}

/// What a build did to the live tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Files whose bytes are new or other than before.
    pub written: usize,
    /// Files that were there before and are no longer.
    pub deleted: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// All files but the manifest.
    pub total_files: usize,
    /// Their bytes.
    pub total_bytes: u64,
    /// Whether another tree stands now; if not, not a byte was written. A tree may be replaced though no
    /// file of it changed, for the manifest says for which day it was built.
    pub replaced: bool,
    /// The first hundred of the files written, by address.
    pub changed: Vec<String>,
}

/// The artifacts so far, by address in lower case: two that differ in case only would be one file on Windows.
#[derive(Debug, Default)]
struct Plan {
    files: BTreeMap<String, Planned>,
    /// Keys of those in memory.
    held: Vec<String>,
    held_bytes: u64,
    spilled: usize,
}

/// A file of the wanted tree.
#[derive(Debug)]
pub struct Planned {
    /// Where it goes.
    pub address: Address,
    /// Bytes.
    pub size: u64,
    /// Digest of its bytes.
    pub sha256: Digest,
    /// Where its bytes are.
    pub content: Content,
}

/// Where the bytes of a wanted file are.
#[derive(Debug)]
pub enum Content {
    /// In the live tree, unchanged.
    Live,
    /// In memory, the same at all addresses of an artifact.
    Memory(Arc<Vec<u8>>),
    /// In a file of their own, to be given its right name.
    Spilled(PathBuf),
}

/// Bytes that leave memory, and the files they go to.
type Batch = Vec<(PathBuf, Arc<Vec<u8>>)>;

impl Stage {
    /// Begins a build into a folder.
    pub fn new(output: OutputDirectory) -> Self {
        Self { output, plan: Mutex::default(), budget: BUDGET }
    }

    /// The same with little memory, for tests.
    #[cfg(test)]
    pub(super) fn with_budget(output: OutputDirectory, budget: u64) -> Self {
        Self { output, plan: Mutex::default(), budget }
    }

    /// Takes in an artifact that stands at these addresses: from any thread, in any order.
    ///
    /// # Errors
    /// [`OutputError::Collision`] if an address, but for case, was taken in before; [`OutputError::Io`] when
    /// memory is to be made free and the disk is full.
    pub fn add(&self, addresses: &[Address], bytes: Vec<u8>) -> Result<(), OutputError> {
        let (size, sha256, bytes) = (length(&bytes), Digest::of(&bytes), Arc::new(bytes));
        addresses
            .iter()
            .try_for_each(|address| self.take_in(address, Received { size, sha256, content: Content::Memory(Arc::clone(&bytes)) }))
    }

    /// Takes in an artifact that is written piece by piece and need never be whole in memory.
    ///
    /// # Errors
    /// As [`add`](Self::add); [`OutputError::Io`] too where the writer fails.
    pub fn stream(&self, address: &Address, write: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> Result<(), OutputError> {
        let number = self.lock_plan().next_spill();
        self.take_in(address, Sink::new(self.spill_path(number)).receive(write)?)
    }

    fn take_in(&self, address: &Address, Received { size, sha256, content }: Received) -> Result<(), OutputError> {
        let stands = self.output.live.as_ref().and_then(|live| live.files.get(address.as_str())).is_some_and(|file| file.sha256 == sha256);
        let content = match content {
            Content::Spilled(path) if stands => {
                disk::remove_file(&path)?;
                Content::Live
            }
            _ if stands => Content::Live,
            content => content,
        };
        let batch = self.lock_plan().insert(Planned { address: address.clone(), size, sha256, content }, self)?;
        // The plan is free again: writing holds nobody up, and a worker that waits here for the disk cannot
        // be lent a task that waits for the plan.
        if !batch.is_empty() {
            disk::create_folder(&self.output.layout.spill)?;
        }
        batch.iter().try_for_each(|(path, bytes)| disk::write_new(path, bytes))
    }

    fn spill_path(&self, number: usize) -> PathBuf {
        self.output.layout.spill.join(number.to_string())
    }

    fn lock_plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the artifacts the live tree, and the tree that stood the spare.
    ///
    /// # Errors
    /// [`OutputError::Collision`] if one address is a folder of another, or two folders differ in case only;
    /// [`OutputError::Io`]. The live tree is then as it was.
    pub fn commit(self, header: &ManifestHeader) -> Result<Receipt, OutputError> {
        let plan = std::mem::take(&mut *self.lock_plan());
        let OutputDirectory { layout, edition, live, way, .. } = &self.output;
        if header.edition != *edition {
            return Err(OutputError::OtherEdition { directory: layout.live.clone(), found: *edition, wanted: header.edition });
        }
        plan.check_folders()?;
        let mut files: Vec<Planned> = plan.files.into_values().collect();
        files.sort_by(|a, b| a.address.cmp(&b.address));
        let manifest = Manifest::new(header, files.iter().map(Planned::listed).collect());
        let manifest_bytes = manifest.to_bytes();
        let mut receipt = self.receipt(&files, &manifest);
        if live.as_ref().is_some_and(|live| live.manifest_bytes == manifest_bytes && live.is_whole()) {
            return Ok(receipt);
        }
        let spare = Spare::prepare(layout)?;
        spare.fill(&files, layout, live.as_ref())?;
        spare.seal(&manifest_bytes)?;
        swap::put_live(layout, *way)?;
        receipt.replaced = true;
        Ok(receipt)
    }

    fn receipt(&self, files: &[Planned], manifest: &Manifest) -> Receipt {
        let before: Vec<&str> = self.output.live.iter().flat_map(|live| &live.manifest.files).map(|file| file.path.as_str()).collect();
        let written: Vec<&Planned> = files.iter().filter(|file| !matches!(file.content, Content::Live)).collect();
        let stays = |path: &&&str| files.binary_search_by(|file| file.address.as_str().cmp(path)).is_ok();
        Receipt {
            written: written.len(),
            deleted: before.len() - before.iter().filter(stays).count(),
            unchanged: files.len() - written.len(),
            total_files: files.len(),
            total_bytes: manifest.total_bytes(),
            replaced: false,
            changed: written.iter().take(NAMED).map(|file| file.address.to_string()).collect(),
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What is left here, the next build removes.
        let _ = disk::remove_tree(&self.output.layout.spill);
    }
}

impl Planned {
    fn listed(&self) -> ManifestFile {
        ManifestFile { path: self.address.to_string(), size: self.size, sha256: self.sha256 }
    }
}

impl Plan {
    /// Takes in a file, and hands out what memory should not hold any longer.
    fn insert(&mut self, file: Planned, stage: &Stage) -> Result<Batch, OutputError> {
        let key = file.address.as_str().to_ascii_lowercase();
        if key == MANIFEST {
            return Err(OutputError::collision(MANIFEST, file.address.as_str()));
        }
        if let Some(first) = self.files.get(&key) {
            return Err(OutputError::collision(first.address.as_str(), file.address.as_str()));
        }
        if matches!(file.content, Content::Memory(_)) {
            self.held_bytes += file.size;
            self.held.push(key.clone());
        }
        self.files.insert(key, file);
        Ok(if self.held_bytes > stage.budget { self.spill(stage) } else { Batch::new() })
    }

    /// The name of the next file for bytes that leave memory.
    fn next_spill(&mut self) -> usize {
        self.spilled += 1;
        self.spilled
    }

    fn spill(&mut self, stage: &Stage) -> Batch {
        let mut batch = Batch::new();
        for key in std::mem::take(&mut self.held) {
            let path = stage.spill_path(self.next_spill());
            if let Some(file) = self.files.get_mut(&key)
                && let Content::Memory(bytes) = std::mem::replace(&mut file.content, Content::Spilled(path.clone()))
            {
                batch.push((path, bytes));
            }
        }
        self.held_bytes = 0;
        batch
    }

    /// Every folder is spelled in one way, and is not a file as well.
    fn check_folders(&self) -> Result<(), OutputError> {
        let mut spelled: BTreeMap<&str, &str> = BTreeMap::new();
        let mut last = "";
        for (key, file) in &self.files {
            let folder = &key[..key.rfind('/').unwrap_or(0)];
            let path = file.address.as_str();
            if folder == last && path.starts_with(spelled.get(folder).unwrap_or(&"")) {
                continue;
            }
            last = folder;
            for (end, _) in key.match_indices('/') {
                let (folder, spelling) = (&key[..end], &path[..end]);
                if folder == MANIFEST {
                    return Err(OutputError::collision(MANIFEST, path));
                }
                if let Some(twin) = self.files.get(folder) {
                    return Err(OutputError::collision(twin.address.as_str(), path));
                }
                let first = *spelled.entry(folder).or_insert(spelling);
                if first != spelling {
                    return Err(OutputError::collision(&format!("{first}/"), path));
                }
            }
        }
        Ok(())
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).expect("memory is smaller than 2^64 bytes")
}
