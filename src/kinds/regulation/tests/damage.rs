//! Real texts damaged on purpose: each damage is told, at the article it hit.

use super::{Dice, count, read_real, real_texts, version};
use crate::diag::{Diagnostic, Severity};
use crate::kinds::regulation::tree::Kind;
use crate::value::{parse_numeral, write_numeral};

/// Errors of a text, as code and words.
fn errors(diagnostics: &[Diagnostic]) -> Vec<String> {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| format!("{} {}", found.code, found.message.zh)).collect()
}

/// Lines that begin an article which is neither the first nor the last nor one with 之N, with its number.
fn articles(text: &str) -> Vec<(usize, u32)> {
    let number = |line: &str| {
        let rest = line.trim_start().strip_prefix('第')?;
        let (numeral, after) = rest.split_once('条')?;
        (after.starts_with([' ', '　'])).then(|| parse_numeral(numeral).ok())?
    };
    let all: Vec<(usize, u32)> = text.lines().enumerate().filter_map(|(at, line)| Some((at, number(line)?))).collect();
    let last = all.iter().map(|(_, number)| *number).max().unwrap_or(0);
    all.into_iter().filter(|(_, number)| *number > 1 && *number < last).collect()
}

#[test]
fn a_dropped_marker_and_a_merged_line_are_told() {
    let mut dice = Dice(43);
    for (name, text) in real_texts() {
        let before = errors(&read_real(&name, &text, "").diagnostics);
        let articles = articles(&text);
        for _ in 0..4.min(articles.len()) {
            let (at, number) = articles[dice.roll(articles.len())];
            let label = format!("第{}条", write_numeral(number));
            let lines: Vec<&str> = text.lines().collect();
            // The marker is gone: the words stand in the article before.
            let dropped: Vec<String> = lines
                .iter()
                .enumerate()
                .map(|(line, words)| if line == at { words.replacen(&label, "", 1) } else { (*words).to_owned() })
                .collect();
            // The line is joined to the one before it that holds words.
            let mut merged: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            let words = merged.remove(at);
            let previous = merged[..at].iter().rposition(|line| !line.trim().is_empty()).unwrap();
            if merged[previous].starts_with('#') {
                continue;
            }
            merged[previous] += words.trim_start();
            for damaged in [dropped.join("\n"), merged.join("\n")] {
                let told = errors(&read_real(&name, &damaged, "").diagnostics);
                let new = told.iter().filter(|line| !before.contains(line)).collect::<Vec<_>>();
                assert!(
                    new.iter().any(|line| line.starts_with("regulation/article-gap") && line.contains(&label)),
                    "{name} {label}: {new:?}"
                );
            }
        }
    }
}

#[test]
fn widened_digits_are_the_same_numbers() {
    for (name, text) in real_texts() {
        let plain = read_real(&name, &text, "");
        let widen = |line: &str| {
            let Some((numeral, rest)) = line.strip_prefix('第').and_then(|rest| rest.split_once('条')) else { return line.to_owned() };
            let Ok(number) = parse_numeral(numeral) else { return line.to_owned() };
            let wide: String = number.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
            format!("第{wide}条{rest}")
        };
        let widened = read_real(&name, &text.lines().map(widen).collect::<Vec<_>>().join("\n"), "");
        assert_eq!(count(version(&widened.value), Kind::Article), count(version(&plain.value), Kind::Article), "{name}");
        assert_eq!(errors(&widened.diagnostics).len(), errors(&plain.diagnostics).len(), "{name}");
    }
}
