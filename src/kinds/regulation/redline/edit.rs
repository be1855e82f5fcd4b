//! What changed within a pair of units, character by character, in a form a reader can follow.
//!
//! Clauses that stand in both texts are set against each other first. What lies between is compared token by token and
//! then tidied: a change does not cut a number in two, does not skip over a stray character that happens to be in both,
//! and begins and ends at a comma where it can.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::token::{Sort, Token};

/// Tokens of the old text that were replaced by tokens of the new; one of the two may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Tokens that are gone.
    pub old: Range<usize>,
    /// Tokens that are new.
    pub new: Range<usize>,
}

/// The shortest clause that is set against its like wherever that stands, in tokens.
const CLAUSE: usize = 4;

/// Pairs of tokens or clauses up to which the best answer is looked for, and beyond which a good one is.
const THOROUGH: usize = 4_000_000;

/// The longest run of unchanged words that a change on both sides swallows.
const STRAY: usize = 3;

/// What changed, in order; between two edits both texts are the same.
pub(super) fn edits(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    let end = (old.len()..old.len(), new.len()..new.len());
    for (clause, other) in clauses_in_both(old, new).into_iter().chain([end]) {
        compare(old, from_old..clause.start, new, from_new..other.start, &mut edits);
        (from_old, from_new) = (clause.end, other.end);
    }
    let mut edits = joined(edits);
    swallow_strays(&mut edits, old);
    keep_numbers_whole(&mut edits, old, new);
    let mut edits: Vec<Edit> = joined(edits).into_iter().flat_map(|edit| whole_lines(edit, old, new)).collect();
    for at in 0..edits.len() {
        slide(&mut edits, at, old, new);
    }
    joined(edits)
}

/// Compares two stretches token by token.
fn compare(old: &[Token<'_>], from: Range<usize>, new: &[Token<'_>], to: Range<usize>, edits: &mut Vec<Edit>) {
    let keys = |tokens: &[Token<'_>]| -> Vec<u32> { tokens.iter().map(|token| token.key).collect() };
    let (old, new) = (keys(&old[from.clone()]), keys(&new[to.clone()]));
    let ops = capture_diff_slices(algorithm(old.len(), new.len()), &old, &new).into_iter().filter(|op| op.tag() != DiffTag::Equal);
    edits.extend(ops.map(|op| {
        let (a, b) = (op.old_range(), op.new_range());
        Edit { old: from.start + a.start..from.start + a.end, new: to.start + b.start..to.start + b.end }
    }));
}

fn algorithm(old: usize, new: usize) -> Algorithm {
    if old.saturating_mul(new) <= THOROUGH { Algorithm::RawMyers } else { Algorithm::Myers }
}

/// Clauses that stand in both texts in the same order, the most text of them.
fn clauses_in_both(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<(Range<usize>, Range<usize>)> {
    let (old_clauses, new_clauses) = (clauses(old), clauses(new));
    let mut numbers: HashMap<Vec<u32>, usize> = HashMap::new();
    let mut number = |tokens: &[Token<'_>], clauses: &[Range<usize>]| -> Vec<usize> {
        let key = |clause: &Range<usize>| tokens[clause.clone()].iter().map(|token| token.key).collect();
        let mut numbered = Vec::with_capacity(clauses.len());
        for clause in clauses {
            let due = numbers.len();
            numbered.push(*numbers.entry(key(clause)).or_insert(due));
        }
        numbered
    };
    let (one, other) = (number(old, &old_clauses), number(new, &new_clauses));
    let pairs = if one.len().saturating_mul(other.len()) <= THOROUGH {
        heaviest(&one, &other, |at| old_clauses[at].len())
    } else {
        let same = capture_diff_slices(Algorithm::Myers, &one, &other).into_iter().filter(|op| op.tag() == DiffTag::Equal);
        same.flat_map(|op| op.old_range().zip(op.new_range())).collect()
    };
    let long = |(a, _): &(usize, usize)| old_clauses[*a].len() >= CLAUSE;
    pairs.into_iter().filter(long).map(|(a, b)| (old_clauses[a].clone(), new_clauses[b].clone())).collect()
}

/// Clauses end behind a comma and its like, and where a line ends.
fn clauses(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let ends =
            token.sort == Sort::Boundary || tokens.get(at + 1).is_none_or(|next| next.sort == Sort::Line) || token.sort == Sort::Line;
        if ends {
            clauses.push(start..at + 1);
            start = at + 1;
        }
    }
    clauses
}

/// Pairs of equal numbers, ascending in both lists, that weigh most.
fn heaviest(old: &[usize], new: &[usize], weight: impl Fn(usize) -> usize) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut sums = vec![0_usize; (old.len() + 1) * width];
    for (a, number) in old.iter().enumerate().rev() {
        for (b, other) in new.iter().enumerate().rev() {
            let paired = if number == other { sums[(a + 1) * width + b + 1] + weight(a) } else { 0 };
            sums[a * width + b] = paired.max(sums[(a + 1) * width + b]).max(sums[a * width + b + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut a, mut b) = (0, 0);
    while a < old.len() && b < new.len() {
        if old[a] == new[b] && sums[a * width + b] == sums[(a + 1) * width + b + 1] + weight(a) {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if sums[a * width + b] == sums[(a + 1) * width + b] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// Joins edits that touch.
fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match joined.last_mut() {
            Some(last) if last.old.end >= edit.old.start && last.new.end >= edit.new.start => {
                last.old.end = last.old.end.max(edit.old.end);
                last.new.end = last.new.end.max(edit.new.end);
            }
            _ => joined.push(edit),
        }
    }
    joined
}

/// Takes a few unchanged words between two changes into them: 和其部门 → 及其机构 is one change, not two around 其.
fn swallow_strays(edits: &mut Vec<Edit>, old: &[Token<'_>]) {
    let size = |edit: &Edit| edit.old.len().max(edit.new.len());
    let mut kept: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits.drain(..) {
        if let Some(last) = kept.last_mut() {
            let between = &old[last.old.end..edit.old.start];
            let words = between.iter().all(|token| matches!(token.sort, Sort::Word | Sort::Numeral));
            let (length, before, after) = (between.len(), size(last), size(&edit));
            if words && length <= STRAY.min(before).min(after) && before + after > 2 * length {
                (last.old.end, last.new.end) = (edit.old.end, edit.new.end);
                continue;
            }
        }
        kept.push(edit);
    }
    *edits = kept;
}

/// Widens changes to the whole of a number they touch: 十[二→三] becomes [十二→十三].
fn keep_numbers_whole(edits: &mut [Edit], old: &[Token<'_>], new: &[Token<'_>]) {
    let numeral = |token: Option<&Token<'_>>| token.is_some_and(|token| token.sort == Sort::Numeral);
    for at in 0..edits.len() {
        let floor = at.checked_sub(1).map_or(0, |before| edits[before].old.end);
        let ceiling = edits.get(at + 1).map_or(old.len(), |after| after.old.start);
        let edit = &mut edits[at];
        let opens =
            (!edit.old.is_empty() && numeral(old.get(edit.old.start))) || (!edit.new.is_empty() && numeral(new.get(edit.new.start)));
        while opens && edit.old.start > floor && numeral(old.get(edit.old.start - 1)) {
            (edit.old.start, edit.new.start) = (edit.old.start - 1, edit.new.start - 1);
        }
        let closes = |range: &Range<usize>, tokens: &[Token<'_>]| !range.is_empty() && numeral(tokens.get(range.end - 1));
        let closes = closes(&edit.old, old) || closes(&edit.new, new);
        while closes && edit.old.end < ceiling && numeral(old.get(edit.old.end)) {
            (edit.old.end, edit.new.end) = (edit.old.end + 1, edit.new.end + 1);
        }
    }
}

/// Parts an edit that takes out (or puts in) a line and the words of the next one: the line goes whole, and the words are
/// changed in their own line.
fn whole_lines(edit: Edit, old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Edit> {
    let line = |tokens: &[Token<'_>], range: &Range<usize>| tokens[range.clone()].iter().rposition(|token| token.sort == Sort::Line);
    let before = |tokens: &[Token<'_>], range: &Range<usize>| range.start.checked_sub(1).filter(|at| tokens[*at].sort == Sort::Line);
    let (Some(old_start), Some(new_start)) = (before(old, &edit.old), before(new, &edit.new)) else { return vec![edit] };
    match (line(old, &edit.old), line(new, &edit.new)) {
        (Some(at), None) => {
            let at = edit.old.start + at;
            vec![Edit { old: old_start..at, new: new_start..new_start }, Edit { old: at + 1..edit.old.end, new: edit.new }]
        }
        (None, Some(at)) => {
            let at = edit.new.start + at;
            vec![Edit { old: old_start..old_start, new: new_start..at }, Edit { old: edit.old, new: at + 1..edit.new.end }]
        }
        _ => vec![edit],
    }
}

/// Moves what was only put in or only taken out to where it reads best, among all places that come to the same text.
fn slide(edits: &mut [Edit], at: usize, old: &[Token<'_>], new: &[Token<'_>]) {
    let edit = &edits[at];
    let (tokens, run) = match (edit.old.is_empty(), edit.new.is_empty()) {
        (true, false) => (new, edit.new.clone()),
        (false, true) => (old, edit.old.clone()),
        _ => return,
    };
    let room_before = edit.old.start - at.checked_sub(1).map_or(0, |before| edits[before].old.end);
    let room_after = edits.get(at + 1).map_or(old.len(), |after| after.old.start) - edit.old.end;
    let left = (0..room_before).take_while(|by| tokens[run.start - 1 - by].key == tokens[run.end - 1 - by].key).count();
    let right = (0..room_after).take_while(|by| tokens[run.start + by].key == tokens[run.end + by].key).count();
    let places = run.start - left..=run.start + right;
    let best = places.max_by_key(|start| (fitness(tokens, *start..start + run.len()), *start == run.start)).unwrap_or(run.start);
    let shifted = |range: &Range<usize>| (range.start + best - run.start)..(range.end + best - run.start);
    edits[at] = Edit { old: shifted(&edits[at].old), new: shifted(&edits[at].new) };
}

/// How well a run of tokens reads as something put in: whole lines best, then whole clauses.
fn fitness(tokens: &[Token<'_>], run: Range<usize>) -> u32 {
    let sort = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.sort);
    let first = sort(Some(run.start));
    let before = sort(run.start.checked_sub(1));
    let last = sort(run.end.checked_sub(1));
    let after = sort(Some(run.end));
    let line_follows = matches!(after, Some(Sort::Line) | None);
    let whole_lines = first == Some(Sort::Line) && line_follows;
    let clause_ends = last == Some(Sort::Boundary) || line_follows;
    let clause_begins = matches!(before, Some(Sort::Boundary | Sort::Line) | None);
    let between_marks = first == Some(Sort::Boundary) && (after == Some(Sort::Boundary) || line_follows);
    8 * u32::from(whole_lines) + 4 * u32::from(clause_ends && clause_begins) + 3 * u32::from(between_marks) + u32::from(clause_ends)
}
