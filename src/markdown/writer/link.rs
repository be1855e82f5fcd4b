//! Links and images: each address is judged, and asked of the site where it is relative.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::{Open, Writer};
use crate::diag::Place;
use crate::markdown::faults;
use crate::markdown::target::{Target, judge};
use crate::view::escape;

impl Writer<'_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, target: &str, title: &str, range: &Range<usize>) -> Open {
        let target = self.guarded.clean(target).into_owned();
        let place = self.place(&self.target_range(&target, range));
        let address = match judge(&target) {
            _ if link_type == LinkType::Email => Some(format!("mailto:{target}")),
            Target::Web | Target::Contact => Some(target.trim().replace(' ', "%20")),
            Target::Relative => self.resolve(&target, place),
            Target::Unsafe => {
                self.diagnostics.push(faults::unsafe_link(place, &target));
                None
            }
        };
        let Some(address) = address else { return Open::With("") };
        let title = self.title_attribute(title);
        self.tag(&format!("<a href=\"{}\"{title}>", escape(&address)), "</a>")
    }

    pub(super) fn start_image(&mut self, target: &str, title: &str, range: &Range<usize>) -> Open {
        let target = self.guarded.clean(target).into_owned();
        let place = self.place(&self.target_range(&target, range));
        let source = match judge(&target) {
            Target::Relative => self.resolve(&target, place),
            Target::Web => {
                self.diagnostics.push(faults::external_image(place, &target));
                None
            }
            Target::Contact | Target::Unsafe => {
                self.diagnostics.push(faults::unsafe_link(place, &target));
                None
            }
        };
        // Without an address the description stands in the text.
        let Some(source) = source else { return Open::With("") };
        self.description = Some(String::new());
        Open::Image { source, title: self.title_attribute(title) }
    }

    pub(super) fn resolve(&mut self, target: &str, place: Place) -> Option<String> {
        match self.links.resolve(target) {
            Ok(address) => Some(address),
            Err(diagnostic) => {
                self.diagnostics.push((*diagnostic).at(place));
                None
            }
        }
    }

    pub(super) fn title_attribute(&self, title: &str) -> String {
        if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(&self.guarded.clean(title))) }
    }

    /// Where the target of a link is written; the whole link where it stands elsewhere or is written otherwise.
    pub(super) fn target_range(&self, target: &str, range: &Range<usize>) -> Range<usize> {
        let whole = self.guarded.slice(range);
        let from = whole.rfind("](").map_or(0, |at| at + 2);
        match whole[from..].find(target).filter(|_| !target.is_empty()) {
            Some(at) => range.start + from + at..range.start + from + at + target.len(),
            None => range.clone(),
        }
    }

    pub(super) fn end_image(&mut self, source: &str, title: &str) {
        let description = self.description.take().unwrap_or_default();
        self.html.push_str(&format!("<img src=\"{}\" alt=\"{}\"{title}>", escape(source), escape(description.trim())));
        (self.last, self.line_end) = (None, None);
    }
}
