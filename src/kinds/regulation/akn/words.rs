//! The words of a part of a text, without markup, and the references among them.

use std::borrow::Cow;
use std::ops::Range;

use super::super::model::Version;
use super::super::render::is_plain;
use super::Reference;
use crate::markdown;

/// A piece of text and where it leads, if it is a reference.
pub(super) type Piece<'a> = (&'a str, Option<&'a Reference>);

/// The words of a part of a line, a cell of a table for one.
pub(super) fn of_line<'a>(version: &'a Version, part: &Range<usize>) -> Cow<'a, str> {
    let text = &version.text()[part.clone()];
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(markdown::plain_line(&version.source, part)) }
}

/// Cuts words at the references that stand in the part of the text they come from. `references` are in the text's order;
/// of two that share characters the first counts.
pub(super) fn pieces<'a>(text: &str, part: &Range<usize>, words: &'a str, references: &'a [Reference]) -> Vec<Piece<'a>> {
    let first = references.partition_point(|reference| reference.span.start < part.start);
    let within = references[first..].iter().take_while(|reference| reference.span.end <= part.end);
    let mut within = within.peekable();
    if within.peek().is_none() {
        return vec![(words, None)];
    }
    let places = places(&text[part.clone()], words);
    let at = |byte: usize| places.partition_point(|(_, place)| *place + part.start < byte);
    let start_of = |position: usize| places.get(position).map_or(words.len(), |(start, _)| *start);
    let (mut pieces, mut done) = (Vec::new(), 0);
    for reference in within {
        let (start, end) = (start_of(at(reference.span.start)), start_of(at(reference.span.end)));
        if start >= done && end > start {
            pieces.extend([(&words[done..start], None), (&words[start..end], Some(reference))]);
            done = end;
        }
    }
    pieces.push((&words[done..], None));
    pieces.retain(|(words, _)| !words.is_empty());
    pieces
}

/// For each character of the words its byte there and its byte in the text. Words are the text with some characters left
/// out; one that is not found, such as `&` for `&amp;`, stands where the next one does.
fn places(text: &str, words: &str) -> Vec<(usize, usize)> {
    let mut at = 0;
    let place = |(start, character): (usize, char)| {
        let same = |c: char| c == character || (character == ' ' && c.is_whitespace());
        let Some(length) = text[at..].find(same) else { return (start, at) };
        let found = at + length;
        at = found + text[found..].chars().next().map_or(0, char::len_utf8);
        (start, found)
    };
    words.char_indices().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Reference;
    use super::pieces;

    #[test]
    fn words_are_cut_at_references() {
        let check = |text: &str, words: &str, cited: &[&str], expected: &str| {
            let reference = |cited: &&str| {
                let start = text.find(*cited).unwrap();
                Reference { span: start..start + cited.len(), href: "#a".to_owned() }
            };
            let references: Vec<Reference> = cited.iter().map(reference).collect();
            let pieces = pieces(text, &(0..text.len()), words, &references);
            let shown =
                pieces.iter().map(|(words, reference)| if reference.is_some() { format!("[{words}]") } else { (*words).to_owned() });
            assert_eq!(shown.collect::<String>(), expected, "{text}");
            assert_eq!(pieces.iter().map(|(words, _)| *words).collect::<String>(), words);
        };
        check("依照第三条办理", "依照第三条办理", &["第三条"], "依照[第三条]办理");
        check("第三条、第四条", "第三条、第四条", &["第三条", "第四条"], "[第三条]、[第四条]");
        check("**依照第三条**规定", "依照第三条规定", &["第三条"], "依照[第三条]规定");
        check("见[第三条](a.md)和第四条", "见第三条和第四条", &["第四条"], "见第三条和[第四条]");
        check("A&amp;B依照\n第三条", "A&B依照第三条", &["第三条"], "A&B依照[第三条]");
        check("依照第三条", "依照第三条", &["照第三", "第三条"], "依[照第三]条");
        check("依照第三条", "依照第三条", &[], "依照第三条");
    }
}
