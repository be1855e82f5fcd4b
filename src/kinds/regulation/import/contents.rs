//! Lines that belong to the paper and not to the text: page numbers, and a table of contents with page numbers.

use super::changes::{Change, Changes};
use super::marker::{self, Mark, is_word};
use super::piece::{Piece, Role};
use crate::kinds::regulation::grammar::{is_space, trim};

/// Pieces without page numbers and without the lines of a table of contents that end in page numbers.
pub(super) fn without(pieces: Vec<Piece>, changes: &mut Changes) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut inside = false;
    for piece in pieces {
        if piece.role != Role::Block && is_page_number(&piece.text) {
            changes.note(Change::PageNumber, &piece.text);
            continue;
        }
        let heading = kept.last().is_some_and(|last| is_word(&last.text, "目录"));
        inside = is_entry(&piece, inside || heading);
        if inside {
            // The word 目录 goes with the first of its lines.
            if let Some(heading) = kept.pop_if(|_| heading) {
                changes.note(Change::Contents, &heading.text);
            }
            changes.note(Change::Contents, &piece.text);
        } else {
            kept.push(piece);
        }
    }
    kept
}

/// `— 3 —`, `- 3 -`, `第 3 页 共 9 页`, `3 / 9`. A bare number may be a cell of a table and is none.
pub(super) fn is_page_number(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let solid: String = line.chars().filter(|c| !is_space(*c)).collect();
    let number = |text: &str| (1..=4).contains(&text.chars().count()) && text.chars().all(is_digit);
    let dash = |c: char| matches!(c, '-' | '－' | '—' | '–' | '―' | '─' | '·');
    let inner = solid.trim_matches(dash);
    let dashed = solid.starts_with(dash) && solid.ends_with(dash) && number(inner);
    let page = |text: &str| text.strip_prefix('第').and_then(|rest| rest.strip_suffix('页')).is_some_and(number);
    let total = |text: &str| text.strip_prefix('共').and_then(|rest| rest.strip_suffix('页')).is_some_and(number);
    let of = |mark: char| solid.split_once(mark).is_some_and(|(page, total)| number(page) && number(total));
    let both = solid.find('共').is_some_and(|at| page(solid[..at].trim_end_matches(['，', ',', '/'])) && total(&solid[at..]));
    dashed || page(&solid) || both || of('/') && line.contains(is_space)
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

/// Whether a line belongs to a table of contents: the document says so, or it leads over dots to a page number, or it
/// stands below 目录 and is a heading with a page number.
fn is_entry(piece: &Piece, inside: bool) -> bool {
    if matches!(piece.role, Role::Contents | Role::Block) {
        return piece.role == Role::Contents;
    }
    let Some((words, leader)) = page_split(&piece.text) else { return false };
    let marker = marker::read(words).filter(|marker| marker.mark != Mark::Article);
    let known = marker.is_some() || ["总则", "附则", "附件", "附录", "附表"].iter().any(|word| words.starts_with(word));
    known && (inside || leader == Leader::Dots) || inside && leader == Leader::Dots
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Leader {
    Dots,
    Space,
}

/// The words of `第一章　总则……1` and what leads to the page's number.
fn page_split(line: &str) -> Option<(&str, Leader)> {
    let number = |c: char| is_digit(c) || matches!(c, '-' | '—' | '－');
    let before = line.trim_end_matches(number);
    if before.len() == line.len() || !line.ends_with(is_digit) {
        return None;
    }
    let dot = |c: char| matches!(c, '.' | '…' | '·' | '．' | '‥' | '・' | '⋯' | '_');
    let words = before.trim_end_matches(|c| is_space(c) || dot(c));
    let leader = &before[words.len()..];
    let dots = leader.chars().filter(|c| dot(*c)).count();
    let wide = leader.chars().any(|c| matches!(c, '…' | '⋯'));
    if dots >= 3 || (wide && dots >= 1) {
        return Some((trim(words), Leader::Dots));
    }
    (!leader.is_empty() && dots == 0).then(|| (trim(words), Leader::Space))
}

#[cfg(test)]
mod tests {
    use super::{is_page_number, without};
    use crate::kinds::regulation::import::changes::{Change, Changes};
    use crate::kinds::regulation::import::piece::Piece;

    #[test]
    fn numbers_of_pages() {
        for line in ["— 3 —", "- 3 -", "－12－", "—１—", "第 3 页 共 9 页", "第3页，共9页", "第3页", "3 / 9"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["3", "3/9", "第三页", "—", "- 甲 -", "2026-03-01", "第3页的表", "1 / 2 以上"] {
            assert!(!is_page_number(line), "{line}");
        }
    }

    #[test]
    fn a_table_of_contents_with_pages_goes() {
        let lines =
            ["目　录", "第一章　总则……1", "第二章 管理 3", "附则\u{3000}..... 9", "第一章　总则", "第一条　期限为 3", "得分......3"];
        let mut changes = Changes::default();
        let kept: Vec<String> = without(lines.map(Piece::plain).into(), &mut changes).into_iter().map(|piece| piece.text).collect();
        assert_eq!(kept, ["第一章　总则", "第一条　期限为 3", "得分......3"]);
        assert_eq!(changes.texts(Change::Contents), &lines[..4]);
    }

    #[test]
    fn a_table_of_contents_without_pages_stays() {
        let lines = ["目录", "第一章　总则", "第二章　附则", "第一章　总则", "第一条　甲"];
        let mut changes = Changes::default();
        assert_eq!(without(lines.map(Piece::plain).into(), &mut changes).len(), lines.len());
    }
}
