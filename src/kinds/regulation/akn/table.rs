//! A Markdown table to its rows and cells, as ranges of the text.

use std::ops::Range;

/// The rows of a table, the head first and the line of dashes left out; nothing where the lines make no table.
pub(super) fn rows(text: &str, lines: Range<usize>) -> Option<Vec<Vec<Range<usize>>>> {
    let mut rows: Vec<Vec<Range<usize>>> = self::lines(text, lines).map(|line| cells(text, line)).collect();
    let dashes = rows.get(1)?;
    let columns = |cell: &Range<usize>| {
        let cell = text[cell.clone()].trim_start_matches(':').trim_end_matches(':');
        !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
    };
    if dashes.len() != rows[0].len() || !dashes.iter().all(columns) {
        return None;
    }
    rows.remove(1);
    Some(rows)
}

/// The lines of a part of a text, without the spaces around them.
pub(super) fn lines(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = part.start;
    text[part].split_inclusive('\n').map(move |line| {
        at += line.len();
        trimmed(text, at - line.len()..at)
    })
}

fn trimmed(text: &str, part: Range<usize>) -> Range<usize> {
    let words = &text[part.clone()];
    let start = part.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// The cells of a line: `| a | b\|c |` has two.
fn cells(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = line.start;
    let mut escaped = false;
    for (at, byte) in text[line.clone()].bytes().enumerate().map(|(at, byte)| (line.start + at, byte)) {
        match byte {
            b'|' if !escaped => {
                if at > line.start {
                    cells.push(trimmed(text, start..at));
                }
                start = at + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < line.end {
        cells.push(trimmed(text, start..line.end));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn cells_of_tables() {
        let check = |text: &str, expected: Option<&[&[&str]]>| {
            let found = rows(text, 0..text.len());
            let found: Option<Vec<Vec<&str>>> =
                found.map(|rows| rows.into_iter().map(|row| row.into_iter().map(|cell| &text[cell]).collect()).collect());
            assert_eq!(found, expected.map(|rows| rows.iter().map(|row| row.to_vec()).collect()), "{text}");
        };
        check("| 甲 | 乙 |\n|---|:-:|\n| 1 | 2\\|3 |", Some(&[&["甲", "乙"], &["1", "2\\|3"]]));
        check("|甲|乙\n  |-|-:|  \n|1\n| |3|4|", Some(&[&["甲", "乙"], &["1"], &["", "3", "4"]]));
        check("| 甲 | 乙 |\n|---|\n", None);
        check("| 甲 |\n| 乙 |\n", None);
        check("| 甲 |", None);
    }
}
