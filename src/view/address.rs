//! Addresses of output files, and links between them that work at any depth and from `file://`.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

/// Path of a file in the output, relative to its root: `regulations/CW-01/index.html`.
///
/// ASCII, without `..`, empty parts, control characters, device names, trailing dots or characters that
/// Windows refuses, at most 200 bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

/// Why a path cannot be an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressError {
    /// A character outside printable ASCII.
    NotAscii,
    /// A part that some filesystem refuses or that leaves the tree.
    Unsafe,
    /// More than 200 bytes.
    TooLong,
}

impl Address {
    /// Takes a path, if every filesystem can hold it.
    pub fn new(path: &str) -> Result<Self, AddressError> {
        if path.len() > 200 {
            return Err(AddressError::TooLong);
        }
        if !path.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            return Err(AddressError::NotAscii);
        }
        if path.split('/').all(safe_part) { Ok(Self(path.into())) } else { Err(AddressError::Unsafe) }
    }

    /// A path that is made of parts already known to be safe.
    ///
    /// # Panics
    /// When it is not, which is a fault of this program.
    pub fn known(path: &str) -> Self {
        Self::new(path).unwrap_or_else(|error| panic!("{path:?} is not an address: {error:?}"))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `../` once for every folder the file lies in.
    pub fn up(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn safe_part(part: &str) -> bool {
    let refused = |byte: u8| matches!(byte, b'\\' | b':' | b'*' | b'?' | b'"' | b'<' | b'>' | b'|' | b'%' | b'#');
    !part.is_empty() && !part.starts_with(' ') && !part.ends_with(['.', ' ']) && !part.bytes().any(refused) && !is_device(part)
}

/// Whether Windows takes a name for a device, whatever its ending.
fn is_device(part: &str) -> bool {
    let stem = part.split_once('.').map_or(part, |(stem, _)| stem).as_bytes();
    match *stem {
        [a, b, c] => ["con", "prn", "aux", "nul"].iter().any(|device| [a, b, c].eq_ignore_ascii_case(device.as_bytes())),
        [a, b, c, b'1'..=b'9'] => ["com", "lpt"].iter().any(|device| [a, b, c].eq_ignore_ascii_case(device.as_bytes())),
        _ => false,
    }
}

/// Stands for "the root of the output" in a link until the page's own depth is known. No source text can
/// hold a NUL: they are refused when read.
const ROOT: char = '\0';

/// A link to an address, with or without `#anchor`; [`Copies`] make it relative.
pub fn href(target: &str) -> String {
    let mut link = String::with_capacity(target.len() + 1);
    link.push(ROOT);
    link.push_str(target);
    link
}

/// A page that is being drawn for each of its addresses: what is written goes into every copy, its links relative to
/// the address of each.
pub struct Copies {
    /// The way from each address to the root, and the bytes so far.
    copies: Vec<(String, Vec<u8>)>,
    /// What was written last: templates write a few bytes at a time.
    pending: Vec<u8>,
}

/// How many bytes are put into all copies at once.
const PIECE: usize = 1 << 13;

impl Copies {
    /// As yet empty.
    pub fn at(addresses: &[Address]) -> Self {
        let copies = addresses.iter().map(|address| (address.up(), Vec::with_capacity(1 << 15))).collect();
        Self { copies, pending: Vec::with_capacity(2 * PIECE) }
    }

    /// For each address the bytes.
    pub fn into_bytes(mut self) -> Vec<Vec<u8>> {
        self.put_pending();
        self.copies.into_iter().map(|(_, bytes)| bytes).collect()
    }

    fn put_pending(&mut self) {
        for (up, bytes) in &mut self.copies {
            let mut done = 0;
            for root in memchr::memchr_iter(ROOT as u8, &self.pending) {
                bytes.extend_from_slice(&self.pending[done..root]);
                bytes.extend_from_slice(up.as_bytes());
                done = root + 1;
            }
            bytes.extend_from_slice(&self.pending[done..]);
        }
        self.pending.clear();
    }
}

impl Write for Copies {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.write_all(piece).map(|()| piece.len())
    }

    fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        self.pending.extend_from_slice(piece);
        if self.pending.len() >= PIECE {
            self.put_pending();
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.put_pending();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Address, Copies, href};

    #[test]
    fn only_paths_every_filesystem_holds() {
        for path in ["index.html", "regulations/CW-01/2026-03-01/index.html", "duty/p/z01.ics", "a b/c.pdf", "common/console.txt"] {
            assert!(Address::new(path).is_ok(), "{path}");
        }
        for path in [
            "",
            "/a",
            "a//b",
            "../a",
            "a/..",
            "a/.",
            "con",
            "aux/index.html",
            "nul.txt",
            "com1/a",
            "a.",
            "a ",
            "制度/index.html",
            "a\u{7}b",
            "a:b",
            "a\\b",
            &"x".repeat(201),
        ] {
            assert!(Address::new(path).is_err(), "{path}");
        }
    }

    #[test]
    fn links_are_relative_to_each_address_of_a_page() {
        let mut copies = Copies::at(&["regulations/CW-01/index.html", "404.html"].map(Address::known));
        write!(copies, "<a href=\"{}\"><a href=\"{}\">", href("index.html"), href("#top")).unwrap();
        let expected = ["<a href=\"../../index.html\"><a href=\"../../#top\">", "<a href=\"index.html\"><a href=\"#top\">"];
        assert_eq!(copies.into_bytes(), expected.map(|text| text.as_bytes().to_vec()));
    }
}
