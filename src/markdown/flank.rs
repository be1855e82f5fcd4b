//! Which runs of asterisks beside Chinese punctuation are emphasis.
//!
//! CommonMark decides by spaces and punctuation around a run whether it may open or close emphasis. Chinese puts no
//! spaces between words, so `**重点。**后文` and `这是**（重点）**内容` fail there, and the reader sees the asterisks.
//! Here each run of two or more is looked at with its neighbours and with the runs before and behind it in the same
//! block; those that a writer of Chinese means are granted what CommonMark denies them ([`super::guard`] carries it out).
//!
//! What never changes: a single `*`, for it marks required fields and footnotes in tables and Chinese has no italics;
//! `_`, for it stands in names of files; a run beside a space; an escaped run. Masked names (`张**（办公室）、李**`)
//! are not closed by one another, and four asterisks or more within a word (`138****1234`) are no emphasis at all.

use super::cjk::{begins_words, ends_words, is_mark, is_wide};

/// What is to be done about a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruling {
    /// It may open and close as if letters stood on both sides.
    Grant,
    /// It may do neither, as if spaces stood on both sides.
    Deny,
}

/// A run of asterisks.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    /// The character before; `None` at an edge: a space, the end of a line, the border of a table's cell.
    before: Option<char>,
    /// The character behind.
    after: Option<char>,
    /// Whether a blank line parts it from the run before.
    new_block: bool,
}

/// The runs to be treated otherwise than CommonMark does, as (start, end, ruling), in order.
pub(super) fn rulings(text: &str) -> Vec<(usize, usize, Ruling)> {
    let runs = runs(text);
    let mut rulings = Vec::new();
    let mut open = false;
    for (index, run) in runs.iter().enumerate() {
        if run.new_block {
            open = false;
        }
        if run.is_mask() {
            rulings.push((run.start, run.end, Ruling::Deny));
            continue;
        }
        let next = runs.get(index + 1).filter(|next| !next.new_block);
        let granted = if open && run.can_close() {
            open = false;
            false
        } else if open && run.should_close() {
            open = false;
            true
        } else if run.can_open() {
            open = true;
            false
        } else if !open && run.should_open(next) {
            open = true;
            true
        } else {
            false
        };
        if granted {
            rulings.push((run.start, run.end, Ruling::Grant));
        }
    }
    rulings
}

impl Run {
    fn length(&self) -> usize {
        self.end - self.start
    }

    /// Left-flanking, as CommonMark has it.
    fn can_open(&self) -> bool {
        self.after.is_some_and(|after| !is_mark(after) || self.before.is_none_or(is_mark))
    }

    /// Right-flanking, as CommonMark has it.
    fn can_close(&self) -> bool {
        self.before.is_some_and(|before| !is_mark(before) || self.after.is_none_or(is_mark))
    }

    /// `138****1234`: characters left out.
    fn is_mask(&self) -> bool {
        self.length() >= 4 && self.before.is_some() && self.after.is_some()
    }

    /// A word before, an opening mark behind, and the next run ends what this one begins: `依据**《办法》**`.
    fn should_open(&self, next: Option<&Self>) -> bool {
        let (Some(before), Some(after), Some(next)) = (self.before, self.after, next) else { return false };
        let chinese = is_wide(before) || !after.is_ascii();
        if is_mark(before) || !is_mark(after) || ends_words(after) || !chinese {
            return false;
        }
        // `张**（办公室）、李**（财务室）`: brackets behind a masked name. Here only a bracket closed right before the
        // next run, or a next run within words, shows that emphasis is meant.
        if matches!(after, '（' | '(') {
            let within_words = next.can_open() && next.can_close() && next.before.is_some_and(|before| !is_mark(before));
            return within_words || matches!(next.before, Some('）' | ')'));
        }
        next.can_close() || next.should_close()
    }

    /// A closing mark before, a word behind: `重点。**后文`.
    fn should_close(&self) -> bool {
        let (Some(before), Some(after)) = (self.before, self.after) else { return false };
        let chinese = is_wide(after) || !before.is_ascii();
        is_mark(before) && !begins_words(before) && !is_mark(after) && chinese
    }
}

/// All unescaped runs of two asterisks or more.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    let mut block_from = 0;
    while let Some(found) = text[at..].find("**") {
        let start = at + found;
        let end = start + text[start..].bytes().take_while(|byte| *byte == b'*').count();
        at = end;
        let backslashes = text[..start].bytes().rev().take_while(|byte| *byte == b'\\').count();
        let before = text[..start].chars().next_back().filter(|before| !is_edge(*before));
        let after = text[end..].chars().next().filter(|after| !is_edge(*after));
        let in_code = before == Some('`') && after == Some('`');
        if backslashes % 2 == 1 || in_code {
            continue;
        }
        runs.push(Run { start, end, before, after, new_block: has_blank_line(&text[block_from..start]) });
        block_from = end;
    }
    runs
}

fn is_edge(character: char) -> bool {
    character.is_whitespace() || character == '|'
}

fn has_blank_line(between: &str) -> bool {
    let mut lines = between.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && line.trim().is_empty() {
            return true;
        }
    }
    false
}
