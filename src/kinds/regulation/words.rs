//! The words of a unit in one piece, with the way back to the places they stand at in the source.
//!
//! A hard-wrapped paragraph stands in several lines; what is looked for in it must be found across their ends, and
//! pointed at where it stands.

use std::borrow::Cow;
use std::ops::Range;

use super::tree::Tree;

/// The words of one unit.
pub(super) struct Words<'a> {
    /// The words, lines joined.
    pub text: Cow<'a, str>,
    /// Where pieces begin: in the joined words, and in the source.
    pieces: Vec<(usize, usize)>,
}

/// A line of the words.
pub(super) struct Piece {
    /// Which of the words.
    pub words: Range<usize>,
    /// Whether a space parts it from the line before.
    pub spaced: bool,
}

impl<'a> Words<'a> {
    /// Of a unit.
    pub fn of(tree: &Tree, index: usize, source: &'a str) -> Self {
        let range = tree.node(index).text.range();
        let text = tree.text(index, source);
        let pieces = match &text {
            Cow::Borrowed(_) => vec![(0, range.start)],
            Cow::Owned(joined) => pieces(joined, &source[range.clone()], range.start),
        };
        Self { text, pieces }
    }

    /// Where a range of the words stands in the source.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.place(range.start);
            return at..at;
        }
        let last = self.text[..range.end].char_indices().next_back().map_or(0, |(at, _)| at);
        self.place(range.start)..self.place(last) + (range.end - last)
    }

    /// The lines the words stand in: each as a range of the words, and whether a space parts it from the one before.
    pub fn pieces(&self) -> Vec<Piece> {
        let starts: Vec<usize> = self.pieces.iter().map(|(start, _)| *start).chain([self.text.len()]).collect();
        let piece = |pair: &[usize]| {
            let words = &self.text[pair[0]..pair[1]];
            Piece { words: pair[0]..pair[0] + words.trim_end().len(), spaced: self.text[..pair[0]].ends_with(' ') }
        };
        starts.windows(2).map(piece).collect()
    }

    fn place(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let (start, source) = self.pieces[piece];
        source + (at - start)
    }
}

/// Finds the lines of a source in the words joined of them.
fn pieces(joined: &str, source: &str, start: usize) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let (mut at, mut line_start) = (0, 0);
    for line in source.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            at += joined[at..].find(words).expect("the words are joined of these lines");
            pieces.push((at, start + line_start + (line.len() - line.trim_start().len())));
            at += words.len();
        }
        line_start += line.len();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::kinds::regulation::grammar::parse;
    use crate::kinds::regulation::tree::Kind;

    #[test]
    fn a_place_across_lines() {
        let text = "第一条　依照本办法第十\n  二条和 code\nname 办理。\n";
        let tree = parse(text, &(0..text.len()), true);
        let (paragraph, _) = tree.iter().find(|(_, node)| node.kind == Kind::Paragraph).unwrap();
        let words = Words::of(&tree, paragraph, text);
        assert_eq!(words.text, "依照本办法第十二条和 code name 办理。");
        let at = words.text.find("第十二条").unwrap();
        assert_eq!(&text[words.source(&(at..at + 12))], "第十\n  二条");
        let at = words.text.find("name").unwrap();
        assert_eq!(&text[words.source(&(at..at + 4))], "name");
    }
}
