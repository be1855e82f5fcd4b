//! Markup that others put around words of a text: a link the text does not write itself, a defined term.

use std::fmt::Write;
use std::ops::Range;

use crate::view::escape;

/// Markup around some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The words, in the source.
    pub span: Range<usize>,
    /// The tag before them, known to be safe.
    pub open: String,
    /// The tag behind them.
    pub close: &'static str,
}

/// The marks among `marks`, which are in order and do not overlap, that lie within a range.
pub fn within<'a>(marks: &'a [Mark], range: &Range<usize>) -> &'a [Mark] {
    let from = marks.partition_point(|mark| mark.span.start < range.start);
    let to = marks.partition_point(|mark| mark.span.end <= range.end);
    &marks[from..to.max(from)]
}

/// Writes a range of a text with its marks, line ends left out and other text escaped.
pub fn write_marked(html: &mut String, text: &str, range: &Range<usize>, marks: &[Mark]) {
    let mut at = range.start;
    for mark in within(marks, range) {
        html.push_str(&escape(&text[at..mark.span.start]));
        let words = escape(&text[mark.span.clone()]);
        write!(html, "{}{words}{}", mark.open, mark.close).expect("a string takes any text");
        at = mark.span.end;
    }
    html.push_str(&escape(&text[at..range.end]));
}

#[cfg(test)]
mod tests {
    use super::{Mark, write_marked};

    #[test]
    fn marks_around_words() {
        let text = "依照 <第二条> 办理";
        let at = text.find("第二条").unwrap();
        let marks = [Mark { span: at..at + 9, open: "<a href=\"#art-2\">".to_owned(), close: "</a>" }];
        let mut html = String::new();
        write_marked(&mut html, text, &(0..text.len()), &marks);
        assert_eq!(html, "依照 &lt;<a href=\"#art-2\">第二条</a>&gt; 办理");
    }
}
