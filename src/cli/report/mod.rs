//! Draws findings: for people, for other programs, for CI.

mod github;
mod human;
mod json;
mod sarif;
#[cfg(test)]
mod tests;

use crate::diag::{Diagnostic, Language, Severity};
use crate::source::SourceMap;

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// Drawn with the text they point into.
    #[default]
    Human,
    /// One JSON document.
    Json,
    /// Annotations of a GitHub run.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// What to draw and how.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// Findings, in the order they are shown.
    pub diagnostics: &'a [Diagnostic],
    /// The texts they point into.
    pub map: &'a SourceMap,
    /// Language of the messages.
    pub language: Language,
    /// Whether colours may be used.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Report<'_> {
    /// Draws all findings; empty when there is nothing to say (for people), a document in any case (for programs).
    pub fn draw(&self, format: Format) -> String {
        match format {
            Format::Human => human::draw(self),
            Format::Json => json::draw(self),
            Format::Github => github::draw(self),
            Format::Sarif => sarif::draw(self),
        }
    }

    /// How many errors and warnings there are.
    pub fn counts(&self) -> (usize, usize) {
        let count = |severity| self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        (count(Severity::Error), count(Severity::Warning))
    }
}
