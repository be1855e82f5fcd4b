//! Addresses of output files, and links between them that work at any depth and from `file://`.

use std::fmt;
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
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest != "0" && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    !part.is_empty()
        && !part.starts_with(' ')
        && !part.ends_with(['.', ' '])
        && !part.contains(['\\', ':', '*', '?', '"', '<', '>', '|', '%', '#'])
        && !DEVICES.contains(&stem.as_str())
        && !numbered("com")
        && !numbered("lpt")
}

/// Stands for "the root of the output" in a link until the page's own depth is known. No source text can
/// hold a NUL: they are refused when read.
const ROOT: char = '\0';

/// A link to an address, with or without `#anchor`; [`resolve_links`] makes it relative.
pub fn href(target: &str) -> String {
    format!("{ROOT}{target}")
}

/// Makes every link of a finished page relative to the page's own address.
pub fn resolve_links(text: &str, page: &Address) -> String {
    text.replace(ROOT, &page.up())
}

#[cfg(test)]
mod tests {
    use super::{Address, href, resolve_links};

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
    fn links_are_relative_to_the_page() {
        let page = Address::known("regulations/CW-01/index.html");
        assert_eq!(resolve_links(&format!("<a href=\"{}\">", href("index.html")), &page), "<a href=\"../../index.html\">");
    }
}
