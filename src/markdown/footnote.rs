//! Footnotes: numbered in the order they are first referred to, written out at the end of the text.

use std::collections::BTreeMap;

use crate::view::escape;

/// Footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    numbers: BTreeMap<String, usize>,
    /// Markup by label.
    definitions: BTreeMap<String, String>,
}

impl Footnotes {
    /// The mark in the text for a note.
    pub(super) fn reference(&mut self, label: &str) -> String {
        let next = self.numbers.len() + 1;
        let first = !self.numbers.contains_key(label);
        let number = *self.numbers.entry(label.to_owned()).or_insert(next);
        let id = if first { format!(" id=\"h-fnref-{number}\"") } else { String::new() };
        format!("<sup class=\"footnote-ref\"><a{id} href=\"#h-fn-{number}\">{number}</a></sup>")
    }

    /// Keeps a note for the end; the first one of a label counts.
    pub(super) fn define(&mut self, label: String, html: String) {
        self.definitions.entry(label).or_insert(html);
    }

    /// Writes the notes that were referred to, then the others, so that nothing written is lost.
    pub(super) fn write(mut self, html: &mut String) {
        if self.definitions.is_empty() {
            return;
        }
        let mut labels: Vec<(usize, String)> = self.numbers.into_iter().map(|(label, number)| (number, label)).collect();
        labels.sort();
        html.push_str("<section class=\"footnotes\">\n<ol>\n");
        for (number, label) in labels {
            let note = self.definitions.remove(&label).unwrap_or_default();
            html.push_str(&format!("<li id=\"h-fn-{number}\">{note}<a href=\"#h-fnref-{number}\">{}</a></li>\n", escape("↩")));
        }
        for note in self.definitions.into_values() {
            html.push_str(&format!("<li>{note}</li>\n"));
        }
        html.push_str("</ol>\n</section>\n");
    }
}
