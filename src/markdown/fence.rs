//! Fenced blocks: code, or questions that are answered on the page.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::LONGEST;
use super::guard::Guarded;
use super::writer::options;
use crate::source::SourceText;

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// Where it begins in the source, as [`Links::answer`](super::Links::answer) is asked.
    pub at: usize,
    /// Where the words behind the opening fence stand: `sql table money=total`.
    pub info: Range<usize>,
    /// Where the lines between the fences stand.
    pub content: Range<usize>,
}

/// The fenced blocks of a text whose first word behind the fence is `word`.
pub fn fences(source: &SourceText, range: &Range<usize>, word: &str) -> Vec<Fence> {
    let text = source.slice(range);
    if range.len() > LONGEST || !text.contains(word) {
        return Vec::new();
    }
    let guarded = Guarded::block(text, range.start);
    let mut found = Vec::new();
    for (event, range) in guarded.events(options(false)) {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event
            && guarded.clean(&info).split_whitespace().next() == Some(word)
        {
            found.push(fence(source, guarded.source_range(&range)));
        }
    }
    found
}

fn fence(source: &SourceText, block: Range<usize>) -> Fence {
    let text = source.slice(&block);
    let first = text.find('\n').unwrap_or(text.len());
    let opening = text[..first].trim_end();
    let marks = opening.len() - opening.trim_start_matches(['`', '~']).len();
    let blanks = opening[marks..].len() - opening[marks..].trim_start().len();
    let body = (first + 1).min(text.len());
    let last = text.trim_end().rfind('\n').map_or(text.len(), |at| at + 1);
    // A block that is never closed runs to the end of the text.
    let closed = text[last..].trim_start().starts_with(&opening[..marks.min(3)]);
    let end = if closed { last } else { text.len() };
    Fence {
        at: block.start,
        info: block.start + marks + blanks..block.start + opening.len(),
        content: block.start + body..block.start + end.max(body),
    }
}

#[cfg(test)]
mod tests {
    use super::fences;
    use crate::source::SourceText;

    #[test]
    fn blocks_are_found_with_their_words_and_lines() {
        let text = "**前。**后\n\n```sql table money=total\nSELECT 1\n```\n\n```rust\nfn\n```\n\n- 项\n\n  ~~~~ sql  value\n  SELECT 2\n  ~~~~\n\n```sql bar\nSELECT 3\n";
        let source = SourceText::new("a.md", text);
        let found: Vec<(&str, &str)> = fences(&source, &(0..text.len()), "sql")
            .into_iter()
            .map(|fence| {
                assert!(text[fence.at..].starts_with(['`', '~']));
                (&text[fence.info], &text[fence.content])
            })
            .collect();
        assert_eq!(found, [("sql table money=total", "SELECT 1\n"), ("sql  value", "  SELECT 2\n"), ("sql bar", "SELECT 3\n")]);
    }
}
