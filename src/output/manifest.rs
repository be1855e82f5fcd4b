//! `manifest.json`: what a tree consists of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::config::Edition;

/// Name of the manifest in a tree.
pub(super) const MANIFEST: &str = "manifest.json";

/// What the manifest says of the tree as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestHeader {
    /// Id of the site.
    pub site: String,
    /// Which edition it is.
    pub edition: Edition,
    /// The day it was built for, ISO.
    pub as_of: String,
    /// Name and version of the program.
    pub generator: String,
}

/// Size and sha256 of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint {
    pub(super) size: u64,
    pub(super) sha256: [u8; 32],
}

impl Fingerprint {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: Sha256::digest(bytes).into() }
    }
}

/// A manifest, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) edition: String,
    pub(super) files: BTreeMap<String, Fingerprint>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    format: u32,
    site: String,
    edition: String,
    as_of: String,
    generator: String,
    /// Head of the chain of publications; none yet.
    head: Option<String>,
    files: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    path: String,
    size: u64,
    sha256: String,
}

/// The manifest of a tree, if it has a whole one of ours.
pub(super) fn read(tree: &Path) -> Option<(Manifest, Vec<u8>)> {
    let bytes = fs::read(tree.join(MANIFEST)).ok()?;
    let document: Document = serde_json::from_slice(&bytes).ok().filter(|document: &Document| document.format == 1)?;
    let files = document.files.into_iter().map(|entry| Some((entry.path, Fingerprint { size: entry.size, sha256: unhex(&entry.sha256)? })));
    Some((Manifest { edition: document.edition, files: files.collect::<Option<_>>()? }, bytes))
}

/// A manifest as it is written: files by path, one line each.
pub(super) fn write(header: &ManifestHeader, files: &BTreeMap<String, Fingerprint>) -> Vec<u8> {
    let text = |text: &str| serde_json::to_string(text).expect("text is JSON");
    let mut out = format!(
        "{{\"format\":1,\"site\":{},\"edition\":{},\"as_of\":{},\"generator\":{},\"head\":null,\"files\":[",
        text(&header.site),
        text(header.edition.as_str()),
        text(&header.as_of),
        text(&header.generator)
    );
    for (index, (path, fingerprint)) in files.iter().enumerate() {
        let comma = if index == 0 { "\n" } else { ",\n" };
        let (path, size, sha256) = (text(path), fingerprint.size, hex(&fingerprint.sha256));
        out.push_str(&format!("{comma}{{\"path\":{path},\"size\":{size},\"sha256\":\"{sha256}\"}}"));
    }
    out.push_str("\n]}\n");
    out.into_bytes()
}

fn hex(bytes: &[u8; 32]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|nibble| char::from(DIGITS[usize::from(nibble)])).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}
