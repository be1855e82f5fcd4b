//! The decoded texts of a run, for everything that points into them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Encoding;

/// A decoded text file.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// Path relative to the site's root, with `/`.
    pub file: Arc<str>,
    /// Its text, without a byte order mark; line ends as they are.
    pub text: Arc<String>,
    /// What it was written in.
    pub encoding: Encoding,
}

impl SourceText {
    /// A text that stands in UTF-8.
    pub fn new(file: &str, text: &str) -> Self {
        Self { file: file.into(), text: Arc::new(text.to_owned()), encoding: Encoding::Utf8 }
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
    texts: BTreeMap<Arc<str>, Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    text: Arc<String>,
    /// Where its lines start; found when first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl SourceMap {
    /// Takes in a text.
    pub fn insert(&mut self, file: &Arc<str>, text: &Arc<String>) {
        self.texts.insert(Arc::clone(file), Entry { text: Arc::clone(text), lines: OnceLock::new() });
    }

    /// Takes in all texts of another map.
    pub fn extend(&mut self, other: Self) {
        self.texts.extend(other.texts);
    }

    /// Gives up the texts of all files but some.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.texts.retain(|file, _| keep(file));
    }

    /// The text of a file.
    pub fn text(&self, file: &str) -> Option<&str> {
        self.texts.get(file).map(|entry| entry.text.as_str())
    }

    /// All files with their texts, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &str)> {
        self.texts.iter().map(|(file, entry)| (file, entry.text.as_str()))
    }

    /// Line and column in characters, both from 1, of a byte offset.
    pub fn position(&self, file: &str, offset: usize) -> Option<(usize, usize)> {
        let entry = self.texts.get(file)?;
        let offset = offset.min(entry.text.len());
        let lines =
            entry.lines.get_or_init(|| std::iter::once(0).chain(entry.text.match_indices('\n').map(|(index, _)| index + 1)).collect());
        let line = lines.partition_point(|start| *start <= offset);
        let start = lines[line - 1];
        Some((line, entry.text.get(start..offset)?.chars().count() + 1))
    }

    /// The lines that hold a range, with where they start, and the number of the first.
    pub fn lines(&self, file: &str, range: &Range<usize>) -> Option<(Range<usize>, usize)> {
        let text = self.text(file)?;
        let (line, _) = self.position(file, range.start)?;
        let start = text[..range.start.min(text.len())].rfind('\n').map_or(0, |end| end + 1);
        let end = range.end.min(text.len()).max(start);
        let end = text[end..].find('\n').map_or(text.len(), |length| end + length);
        Some((start..end, line))
    }
}
