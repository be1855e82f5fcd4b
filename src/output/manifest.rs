//! `manifest.json`: every file of a tree with size and SHA-256, by path. A tree is complete when it has one,
//! for it is written last; a tree is ours when it has one.

use std::fmt::{self, Write};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::config::Edition;

/// The name of the manifest at the root of a tree.
pub const MANIFEST: &str = "manifest.json";

/// The format this program writes, and the newest it reads.
const FORMAT: u32 = 1;

/// The SHA-256 of a file, shown as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl From<Sha256> for Digest {
    fn from(hasher: Sha256) -> Self {
        Self(hasher.finalize().into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.map(|digit| char::from_digit(u32::from(digit), 16).expect("four bits")).try_for_each(|digit| f.write_char(digit))
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

const NO_DIGIT: &str = "not a hexadecimal digit";

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

impl TryFrom<String> for Digest {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut bytes = [0; 32];
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return Err("an odd number of digits") };
        if pairs.len() != bytes.len() {
            return Err("not 64 digits");
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = nibble(*high).ok_or(NO_DIGIT)? << 4 | nibble(*low).ok_or(NO_DIGIT)?;
        }
        Ok(Self(bytes))
    }
}

/// What a manifest says of the whole tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestHeader {
    /// The site's id.
    pub site: String,
    /// Whom the tree is for.
    pub edition: Edition,
    /// The day the site was built for, `2026-11-10`.
    pub as_of: String,
    /// Program and version: `gongshi 0.1.0`.
    pub generator: String,
}

/// A tree's table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// The site's id.
    pub site: String,
    /// Whom the tree is for.
    #[serde(serialize_with = "write_edition", deserialize_with = "read_edition")]
    pub edition: Edition,
    /// The day the site was built for, `2026-11-10`.
    pub as_of: String,
    /// Program and version that made the tree.
    pub generator: String,
    /// The head of the chain of publications; absent while nothing is signed.
    pub head: Option<String>,
    /// Every file but the manifest, by path.
    pub files: Vec<ManifestFile>,
}

/// A file of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Path relative to the root of the tree, with `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Digest of its bytes.
    pub sha256: Digest,
}

/// Why bytes are no manifest that this program can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManifestError {
    /// They are not a manifest, or not all of one.
    Foreign,
    /// A newer program wrote them.
    Newer,
}

impl Manifest {
    /// The table of contents of some files, which are put in order here.
    pub fn new(header: &ManifestHeader, mut files: Vec<ManifestFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let ManifestHeader { site, edition, as_of, generator } = header.clone();
        Self { format: FORMAT, site, edition, as_of, generator, head: None, files }
    }

    /// Reads a manifest.
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        match serde_json::from_slice::<Self>(bytes) {
            Ok(manifest) if manifest.format == FORMAT => Ok(manifest),
            _ => Err(if is_newer(bytes) { ManifestError::Newer } else { ManifestError::Foreign }),
        }
    }

    /// The bytes of `manifest.json`: a line for each file, so that two of them can be compared by eye.
    pub fn to_bytes(&self) -> Vec<u8> {
        let empty = Self { files: Vec::new(), ..self.clone() };
        let head = json(&empty);
        let mut text = head.strip_suffix("]}").expect("an empty list ends the manifest").to_owned();
        for (at, file) in self.files.iter().enumerate() {
            text.push_str(if at == 0 { "\n" } else { ",\n" });
            text.push_str(&json(file));
        }
        text.push_str(if self.files.is_empty() { "]}\n" } else { "\n]}\n" });
        text.into_bytes()
    }

    /// All bytes of the tree but the manifest's own.
    pub fn total_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }
}

fn write_edition<S: Serializer>(edition: &Edition, serializer: S) -> Result<S::Ok, S::Error> {
    edition.as_str().serialize(serializer)
}

fn read_edition<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Edition, D::Error> {
    let name = String::deserialize(deserializer)?;
    let known = [Edition::Internal, Edition::Public, Edition::Preview].into_iter().find(|edition| edition.as_str() == name);
    known.ok_or_else(|| serde::de::Error::custom("an unknown edition"))
}

/// Whether bytes are a manifest of a format this program does not know; what every format has tells it
/// from a `manifest.json` of something else.
fn is_newer(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Known {
        format: u32,
        #[serde(rename = "site")]
        _site: String,
        #[serde(rename = "edition")]
        _edition: String,
    }
    serde_json::from_slice::<Known>(bytes).is_ok_and(|known| known.format > FORMAT)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers become JSON")
}

#[cfg(test)]
mod tests {
    use super::{Digest, Manifest, ManifestError, ManifestFile, ManifestHeader};
    use crate::config::Edition;

    fn header() -> ManifestHeader {
        ManifestHeader { site: "yunling".into(), edition: Edition::Internal, as_of: "2026-11-10".into(), generator: "gongshi 0.1.0".into() }
    }

    #[test]
    fn a_manifest_is_sorted_has_a_line_for_each_file_and_is_read_again() {
        let file = |path: &str, bytes: &[u8]| ManifestFile {
            path: path.into(),
            size: u64::try_from(bytes.len()).unwrap(),
            sha256: Digest::of(bytes),
        };
        let manifest = Manifest::new(&header(), vec![file("index.html", b"abc"), file("404.html", b"")]);
        let expected = concat!(
            r#"{"format":1,"site":"yunling","edition":"internal","as_of":"2026-11-10","generator":"gongshi 0.1.0","head":null,"files":["#,
            "\n",
            r#"{"path":"404.html","size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"#,
            "\n",
            r#"{"path":"index.html","size":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}"#,
            "\n]}\n",
        );
        assert_eq!(String::from_utf8(manifest.to_bytes()).unwrap(), expected);
        assert_eq!(Manifest::parse(expected.as_bytes()), Ok(manifest));
    }

    #[test]
    fn an_empty_tree_has_a_manifest_too() {
        let manifest = Manifest::new(&header(), Vec::new());
        assert_eq!(Manifest::parse(&manifest.to_bytes()), Ok(manifest));
    }

    #[test]
    fn what_is_no_manifest_of_ours_is_told_from_a_newer_one() {
        let newer = br#"{"format":2,"site":"yunling","edition":"mobile","parts":[]}"#;
        for (bytes, error) in [
            (&newer[..], ManifestError::Newer),
            (b"", ManifestError::Foreign),
            (br#"{"manifest_version":3,"name":"an extension"}"#, ManifestError::Foreign),
            (br#"{"format":1,"site":"yunling","edition":"internal","as_of":"2026-11-10","files":["#, ManifestError::Foreign),
        ] {
            assert_eq!(Manifest::parse(bytes), Err(error));
        }
    }

    #[test]
    fn digests_are_64_hexadecimal_digits() {
        let digest = Digest::of(b"abc");
        assert_eq!(Digest::try_from(digest.to_string()), Ok(digest));
        for text in ["", "ba78", &"g".repeat(64), &"0".repeat(66), &"零".repeat(64)] {
            assert!(Digest::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
