//! The decoded texts of a run, for everything that points into them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Encoding;

/// A decoded text file.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// Path relative to the site's root, with `/`.
    pub file: Arc<str>,
    /// Its text, without a byte order mark; line ends as they are.
    pub text: Arc<str>,
    /// What it was written in.
    pub encoding: Encoding,
}

impl SourceText {
    /// A text that stands in UTF-8.
    pub fn new(file: &str, text: &str) -> Self {
        Self { file: file.into(), text: text.into(), encoding: Encoding::Utf8 }
    }

    /// A part of it.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// A finding's place in it.
    pub fn place(&self, span: Range<usize>) -> crate::diag::Place {
        crate::diag::Place::span(&self.file, span)
    }
}

/// The texts of a run by path.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    texts: BTreeMap<Arc<str>, Arc<str>>,
}

impl SourceMap {
    /// Takes in a text.
    pub fn insert(&mut self, file: &Arc<str>, text: &Arc<str>) {
        self.texts.insert(Arc::clone(file), Arc::clone(text));
    }

    /// The text of a file.
    pub fn text(&self, file: &str) -> Option<&str> {
        self.texts.get(file).map(AsRef::as_ref)
    }

    /// Line and column in characters, both from 1, of a byte offset.
    pub fn position(&self, file: &str, offset: usize) -> Option<(usize, usize)> {
        let text = self.text(file)?;
        let before = text.get(..offset.min(text.len()))?;
        let line_start = before.rfind('\n').map_or(0, |index| index + 1);
        Some((before.bytes().filter(|byte| *byte == b'\n').count() + 1, before[line_start..].chars().count() + 1))
    }
}
