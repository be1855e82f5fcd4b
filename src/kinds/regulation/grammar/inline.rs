//! Lists written within one line: `…：（一）…；（二）…`.

use super::super::tree::{Number, Span};
use super::marker::{Style, bracketed, is_space};

/// An item of such a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct InlineItem {
    pub number: Number,
    pub label: Span,
    pub text: Span,
}

/// The items of a paragraph: two or more, consecutive from （一）, the first behind a colon, each further one behind
/// ； ， or 。, so that 第一款第（一）、（二）项 is none. Empty where there is no such list.
pub(super) fn list(text: &str, paragraph: Span) -> Vec<InlineItem> {
    let words = paragraph.of(text);
    let Some(first) = first(words) else { return Vec::new() };
    let mut marks = Vec::new();
    let mut due = 1;
    for (at, _) in words[first..].match_indices(['（', '(']).map(|(at, found)| (first + at, found)) {
        let before = words[..at].trim_end_matches(is_space);
        let parted = due == 1 || before.ends_with(['；', ';', '，', ',', '。']);
        let mark = bracketed(&words[at..]).filter(|mark| parted && mark.style == Style::Item && mark.number == Ok(Number::plain(due)));
        if let Some(mark) = mark {
            marks.push((at, at + mark.length));
            due += 1;
        } else if due == 1 {
            break;
        }
    }
    if marks.len() < 2 {
        return Vec::new();
    }
    let base = paragraph.start as usize;
    let ends = marks.iter().skip(1).map(|(at, _)| *at).chain([words.len()]);
    let items = marks.iter().zip(ends).zip(1..).map(|(((at, after), end), number)| {
        let rest = words[*after..end].trim_end_matches(is_space);
        let start = after + (rest.len() - rest.trim_start_matches(is_space).len());
        let number = Number::plain(number);
        InlineItem { number, label: Span::new(base + at, base + after), text: Span::new(base + start, base + after + rest.len()) }
    });
    items.collect()
}

/// Where the first （一） behind a colon stands.
fn first(words: &str) -> Option<usize> {
    // Nearly all paragraphs hold none, which is told at once.
    ["（一）", "(一)"].into_iter().filter(|mark| words.contains(mark)).find_map(|mark| {
        words.match_indices(mark).map(|(at, _)| at).find(|at| words[..*at].trim_end_matches(is_space).ends_with(['：', ':']))
    })
}

/// Where the words before a list end.
pub(super) fn end_before(text: &str, start: u32, label: u32) -> u32 {
    let words = &text[start as usize..label as usize];
    start + u32::try_from(words.trim_end_matches(is_space).len()).expect("shorter than the text")
}
