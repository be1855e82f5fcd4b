//! Which character parts the cells.

use std::collections::BTreeMap;

/// Candidates, the likeliest first.
const CANDIDATES: [char; 4] = [',', '\t', ';', '，'];

/// How many lines are looked at.
const SAMPLE: usize = 40;

/// The delimiter a `sep=` line declares, and how many bytes that line takes.
pub(super) fn declared(text: &str) -> Option<(char, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let mut rest = line.trim_end_matches(['\r', '\n']).strip_prefix("sep=")?.chars();
    let delimiter = rest.next()?;
    rest.next().is_none().then_some((delimiter, line.len()))
}

/// The candidate that parts the most lines into equally many cells; among equals the one that makes more cells.
pub(super) fn detect(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    let score = |candidate: char| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for line in &lines {
            *counts.entry(occurrences(line, candidate)).or_default() += 1;
        }
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, lines)| (lines, count)).max().unwrap_or((0, 0))
    };
    let mut best = (CANDIDATES[0], (0, 0));
    for candidate in CANDIDATES {
        let score = score(candidate);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

/// How often a character stands outside quotes.
fn occurrences(line: &str, wanted: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|character| {
            quoted ^= *character == '"';
            *character == wanted && !quoted
        })
        .count()
}
