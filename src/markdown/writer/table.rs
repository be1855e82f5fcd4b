//! Tables: cells with their alignment as a class, heads that say so.

use pulldown_cmark::{Alignment, Tag};

use super::{Open, Writer};

impl Writer<'_> {
    pub(super) fn start_table(&mut self, tag: Tag<'_>) -> Open {
        match tag {
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.tag("<div class=\"table-wrap\">\n<table>\n", "</tbody>\n</table>\n</div>\n")
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.tag("<thead>\n<tr>", "</tr>\n</thead>\n<tbody>\n")
            }
            Tag::TableRow => {
                (self.in_head, self.column) = (false, 0);
                self.tag("<tr>", "</tr>\n")
            }
            _ => {
                (self.last, self.line_end, self.raw_html) = (None, None, false);
                Open::Cell { at: self.html.len() }
            }
        }
    }

    pub(super) fn end_cell(&mut self, at: usize) {
        let inner = self.html.split_off(at);
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.column += 1;
        // A header without words heads nothing.
        let cell = match self.in_head && !inner.is_empty() {
            true => format!("<th scope=\"col\"{class}>{inner}</th>"),
            false => format!("<td{class}>{inner}</td>"),
        };
        self.html.push_str(&cell);
    }
}
