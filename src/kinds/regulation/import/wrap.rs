//! Lines broken at the margin, joined again; only in a text that was evidently broken throughout.

use unicode_width::UnicodeWidthStr;

use super::changes::{Change, Changes};
use super::contents::is_page_number;
use super::marker;
use crate::kinds::regulation::grammar::{is_space, trim};

/// Columns a text may be broken at, two to a Chinese character.
const MARGINS: std::ops::RangeInclusive<usize> = 40..=120;

/// Columns a full line may stay short of the margin: the indent of the first line, and no punctuation at line starts.
const SLACK: usize = 6;

/// Joins broken lines. Lines keep the spaces before them, which tell where a paragraph begins.
pub(super) fn join(lines: Vec<&str>, changes: &mut Changes) -> Vec<String> {
    let Some(margin) = margin(&lines) else { return lines.into_iter().map(str::to_owned).collect() };
    let mut joined: Vec<String> = Vec::with_capacity(lines.len());
    // Whether the last line was broken at the margin; page numbers and the blank lines about them do not end it.
    let (mut open, mut paged) = (false, false);
    for line in lines {
        if is_page_number(trim(line)) {
            changes.note(Change::PageNumber, trim(line));
            paged = true;
            joined.truncate(joined.len() - joined.iter().rev().take_while(|last| open && last.is_empty()).count());
            continue;
        }
        if trim(line).is_empty() {
            if !(paged && open) {
                joined.push(String::new());
            }
            continue;
        }
        match joined.last_mut() {
            Some(last) if open && !last.is_empty() && goes_on(line) => {
                changes.note(Change::Joined, trim(line));
                append(last, trim(line));
            }
            _ => joined.push(line.to_owned()),
        }
        (open, paged) = (is_broken(line, margin), false);
    }
    joined
}

/// The column the text is broken at: enough lines reach it, enough of them in the middle of a sentence.
fn margin(lines: &[&str]) -> Option<usize> {
    let filled: Vec<&str> = lines.iter().copied().filter(|line| !trim(line).is_empty()).collect();
    let margin = filled.iter().map(|line| width(line)).max().filter(|margin| MARGINS.contains(margin))?;
    let full = filled.iter().filter(|line| width(line) + SLACK >= margin).count();
    let broken = lines.windows(2).filter(|pair| is_broken(pair[0], margin) && goes_on(pair[1])).count();
    (broken >= 2 && full >= 3 && full * 5 >= filled.len()).then_some(margin)
}

fn width(line: &str) -> usize {
    line.trim_end_matches(is_space).width()
}

/// Whether a line reaches the margin and ends within a sentence.
fn is_broken(line: &str, margin: usize) -> bool {
    let end = trim(line).trim_end_matches(['”', '’', '》', '」', '』']);
    let ended = end.ends_with(['。', '；', '：', '！', '？', '）', ';', ':', '!', '?', ')']);
    width(line) + SLACK >= margin && !ended
}

/// Whether a line may go on with the paragraph before it: it is neither blank nor indented and has no marker.
fn goes_on(line: &str) -> bool {
    let words = trim(line);
    let heading = ["总则", "附则", "目录", "序言", "前言"].iter().any(|word| marker::is_word(words, word));
    !words.is_empty() && !line.starts_with(is_space) && !heading && !words.starts_with(['#', '|', '附']) && marker::read(words).is_none()
}

fn append(line: &mut String, words: &str) {
    line.truncate(line.trim_end_matches(is_space).len());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(line.chars().next_back()) && latin(words.chars().next()) {
        line.push(' ');
    }
    line.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::kinds::regulation::import::changes::{Change, Changes};

    fn check(input: &str, expected: &str, joined: usize) {
        let mut changes = Changes::default();
        let lines = join(input.lines().collect(), &mut changes);
        assert_eq!(lines.join("\n"), expected);
        assert_eq!(changes.texts(Change::Joined).len(), joined);
    }

    #[test]
    fn lines_broken_at_the_margin() {
        check(
            "第一条　为了规范本院的公务接待工作，厉行节约反对\n浪费，加强廉政建设，根据有关规定，结合本院的实际\n情况，制定本办法。\n\
             第二条　接待应当坚持有利公务、务实节俭的原则，严\n格控制范围和标准。\n　　接待费用应当全部纳入预算管理，不得列支其他费用\n（一）甲；",
            "第一条　为了规范本院的公务接待工作，厉行节约反对浪费，加强廉政建设，根据有关规定，结合本院的实际情况，制定本办法。\n\
             第二条　接待应当坚持有利公务、务实节俭的原则，严格控制范围和标准。\n　　接待费用应当全部纳入预算管理，不得列支其他费用\n（一）甲；",
            3,
        );
    }

    #[test]
    fn a_page_between_the_lines() {
        check(
            "第一条　为了规范本院的公务接待工作，厉行节约反对\n浪费，加强廉政建设，根据有关规定，结合本院的实际\n\n— 1 —\n\n情况，制定本办法。\n\
             第二条　接待应当坚持有利公务、务实节俭的原则，严\n格控制范围和标准。",
            "第一条　为了规范本院的公务接待工作，厉行节约反对浪费，加强廉政建设，根据有关规定，结合本院的实际情况，制定本办法。\n\
             第二条　接待应当坚持有利公务、务实节俭的原则，严格控制范围和标准。",
            3,
        );
    }

    #[test]
    fn a_text_that_is_not_broken_is_left_alone() {
        let text = "第一条　为了规范公务接待，制定本办法。\n第二条　接待应当坚持有利公务、务实节俭的原则。\n本条所称接待，包括会议、培训\n第三条　接待由办公室办理。";
        check(text, text, 0);
    }
}
