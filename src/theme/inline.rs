//! Text that stands in pages themselves, with the hash under which the page's content security policy lets it run.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::files::Files;

/// `inline` in templates.
#[derive(Serialize)]
pub(super) struct Inline {
    /// The script that takes up the reader's choice of colours and size before the page is drawn.
    theme: Piece,
    /// The style of a page that may ask for no file.
    lone: Piece,
}

/// A text and its hash.
#[derive(Serialize)]
struct Piece {
    text: String,
    /// `sha256-…`
    hash: String,
}

impl Inline {
    pub(super) fn of(files: &Files) -> Self {
        let piece = |name| {
            let text = files.inline(name);
            Piece { text: text.to_owned(), hash: hash(text) }
        };
        Self { theme: piece("theme.js"), lone: piece("lone.css") }
    }
}

fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place) & 63) as usize;
            text.push(if place <= group.len() { char::from(DIGITS[digit]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, hash};

    #[test]
    fn base64_of_every_length() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn hash_as_browsers_state_it() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
