//! Looking for a few bytes in a text, many at a time.
//!
//! Nearly all text of a site holds no character that markup gives a meaning to, and each is asked several times whether
//! it does: in blocks without a branch the compiler compares thirty-two bytes at once.

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// Whether a text holds one of some bytes.
pub fn holds<const N: usize>(text: &str, wanted: [u8; N]) -> bool {
    holds_where(text, |byte| wanted.iter().fold(false, |found, one| found | (*one == byte)))
}

/// Whether a text holds a byte of which something is true; to be told without a branch.
pub fn holds_where(text: &str, wanted: impl Fn(u8) -> bool) -> bool {
    let any = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | wanted(*byte));
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    blocks.iter().any(|block| any(block)) || any(rest)
}

/// Whether a text has more than one line.
pub fn has_lines(text: &str) -> bool {
    memchr::memchr(b'\n', text.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, has_lines, holds};

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..3 * BLOCK {
            let text = "a".repeat(length);
            assert!(!holds(&text, [b'<', b'&']) && !has_lines(&text));
            for at in 0..length {
                let mut text = text.clone();
                text.replace_range(at..=at, "&");
                assert!(holds(&text, [b'<', b'&']), "{at} of {length}");
                text.replace_range(at..=at, "\n");
                assert!(has_lines(&text), "{at} of {length}");
            }
        }
    }
}
