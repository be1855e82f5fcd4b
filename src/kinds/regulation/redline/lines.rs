//! A change as lines to be shown: each side by itself, or both in one with what is gone and what is new marked.

use std::ops::Range;

use super::edit::{Edit, edits};
use super::token::{Keys, Sort, Token};
use super::unit::{Style, Unit};

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// They stand in both texts.
    Kept,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

/// Words with one mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What became of them.
    pub mark: Mark,
    /// The words; `¶` where only the beginning of a paragraph was added or removed.
    pub text: String,
}

/// A line to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedLine {
    /// How it is set.
    pub style: Style,
    /// （三）; empty without one. With marks where it became another.
    pub label: Vec<Run>,
    /// Its words.
    pub words: Vec<Run>,
}

/// What changed in a unit, ready to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The old text with what is gone marked.
    pub old: Vec<MarkedLine>,
    /// The new text with what is new marked.
    pub new: Vec<MarkedLine>,
    /// Both in one.
    pub both: Vec<MarkedLine>,
}

/// Stands for the beginning of a paragraph where nothing else shows it.
const PILCROW: &str = "¶";

/// Compares two units character by character; one that is absent is an empty text.
pub fn marked(old: Option<&Unit<'_>>, new: Option<&Unit<'_>>) -> Marked {
    let mut keys = Keys::default();
    let old_tokens = old.map_or_else(Vec::new, |unit| keys.tokens(unit));
    let new_tokens = new.map_or_else(Vec::new, |unit| keys.tokens(unit));
    let steps = steps(&old_tokens, &new_tokens, &edits(&old_tokens, &new_tokens));
    let side = |side: Side, hidden: Mark| {
        let shown: Vec<Step<'_>> = steps.iter().filter(|step| step.mark != hidden).copied().collect();
        Sheet { old, new, side, lines: Vec::new() }.draw(&shown)
    };
    Marked {
        old: side(Side::Old, Mark::Added),
        new: side(Side::New, Mark::Removed),
        both: Sheet { old, new, side: Side::Both, lines: Vec::new() }.draw(&steps),
    }
}

/// A token with what became of it; one kept has its like in the other text.
#[derive(Clone, Copy)]
struct Step<'t> {
    mark: Mark,
    old: Option<&'t Token<'t>>,
    new: Option<&'t Token<'t>>,
}

/// All tokens of both texts in one row.
fn steps<'t>(old: &'t [Token<'t>], new: &'t [Token<'t>], edits: &[Edit]) -> Vec<Step<'t>> {
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    let (mut from_old, mut from_new) = (0, 0);
    for edit in edits.iter().chain([&Edit { old: old.len()..old.len(), new: new.len()..new.len() }]) {
        let kept = old[from_old..edit.old.start].iter().zip(&new[from_new..edit.new.start]);
        steps.extend(kept.map(|(old, new)| Step { mark: Mark::Kept, old: Some(old), new: Some(new) }));
        let removed = old[edit.old.clone()].iter().map(|old| Step { mark: Mark::Removed, old: Some(old), new: None });
        let added = new[edit.new.clone()].iter().map(|new| Step { mark: Mark::Added, old: None, new: Some(new) });
        // Words put in at the end of a line stand before lines that are gone behind it.
        let begins_line =
            |tokens: &[Token<'_>], range: &Range<usize>| tokens[range.clone()].first().is_some_and(|first| first.sort == Sort::Line);
        if begins_line(old, &edit.old) && !begins_line(new, &edit.new) {
            steps.extend(added.chain(removed));
        } else {
            steps.extend(removed.chain(added));
        }
        (from_old, from_new) = (edit.old.end, edit.new.end);
    }
    steps
}

/// Which text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
    Both,
}

/// Lines while they are drawn.
struct Sheet<'u> {
    old: Option<&'u Unit<'u>>,
    new: Option<&'u Unit<'u>>,
    side: Side,
    lines: Vec<MarkedLine>,
}

impl Sheet<'_> {
    fn draw(mut self, steps: &[Step<'_>]) -> Vec<MarkedLine> {
        for (at, step) in steps.iter().enumerate() {
            let token = self.shown(step);
            if token.sort == Sort::Line {
                self.begin_line(step, steps.get(at + 1));
            } else {
                self.words(step.mark, token.text);
            }
        }
        self.lines
    }

    /// The token of a step that is shown: of one kept, the new text's unless the old text is drawn.
    fn shown<'t>(&self, step: &Step<'t>) -> &'t Token<'t> {
        let (first, second) = if self.side == Side::Old { (step.old, step.new) } else { (step.new, step.old) };
        first.or(second).expect("a step is of one token at least")
    }

    fn begin_line(&mut self, step: &Step<'_>, next: Option<&Step<'_>>) {
        let label = self.label(step);
        // A line that begins anew within words that stay: only its beginning is gone or new.
        let alone = step.mark != Mark::Kept && next.is_some_and(|next| next.mark != step.mark && self.shown(next).sort != Sort::Line);
        if alone && !self.lines.is_empty() {
            if step.mark == Mark::Removed && self.side == Side::Both {
                let text = label.first().map_or(PILCROW, |run| &run.text).to_owned();
                return self.words(Mark::Removed, &text);
            }
            if label.is_empty() {
                self.words(step.mark, PILCROW);
            }
        }
        self.lines.push(MarkedLine { style: self.style(step), label, words: Vec::new() });
    }

    fn style(&self, step: &Step<'_>) -> Style {
        let of = |unit: Option<&Unit<'_>>, token: Option<&Token<'_>>| unit.zip(token).map(|(unit, token)| unit.lines[token.line].style);
        let (old, new) = (of(self.old, step.old), of(self.new, step.new));
        let style = if self.side == Side::Old { old.or(new) } else { new.or(old) };
        style.unwrap_or(Style::Paragraph)
    }

    /// The label of a line; where the line stays and its label does not, both with their marks.
    fn label(&self, step: &Step<'_>) -> Vec<Run> {
        let run = |mark: Mark, token: Option<&Token<'_>>| token.map(|token| Run { mark, text: token.text.to_owned() });
        let key =
            |unit: Option<&Unit<'_>>, token: Option<&Token<'_>>| unit.zip(token).map(|(unit, token)| unit.lines[token.line].key.clone());
        let changed = step.mark == Mark::Kept && key(self.old, step.old) != key(self.new, step.new);
        let runs = match (step.mark, self.side) {
            (Mark::Kept, side) if changed => {
                let removed = run(Mark::Removed, step.old).filter(|_| side != Side::New);
                [removed, run(Mark::Added, step.new).filter(|_| side != Side::Old)]
            }
            (mark, _) => [run(mark, Some(self.shown(step))), None],
        };
        runs.into_iter().flatten().filter(|run| !run.text.is_empty()).collect()
    }

    /// Appends words to the last line.
    fn words(&mut self, mark: Mark, text: &str) {
        let Some(line) = self.lines.last_mut() else { return };
        match line.words.last_mut() {
            Some(run) if run.mark == mark => run.text.push_str(text),
            _ => line.words.push(Run { mark, text: text.to_owned() }),
        }
    }
}

/// A line as plain text: `[-gone-]` and `{+new+}`.
#[cfg(test)]
pub(super) fn written(line: &MarkedLine) -> String {
    let run = |run: &Run| match run.mark {
        Mark::Kept => run.text.clone(),
        Mark::Removed => format!("[-{}-]", run.text),
        Mark::Added => format!("{{+{}+}}", run.text),
    };
    line.label.iter().chain(&line.words).map(run).collect()
}
