//! The form in which two texts are held against each other: width, spaces, the shape of brackets, quotes and zeros do
//! not tell them apart. Never shown and never written.

use unicode_normalization::UnicodeNormalization;

use crate::value::is_invisible;

/// The characters of a text as they are compared.
pub(super) fn characters(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().filter(|character| !is_blank(*character)).map(folded)
}

/// Whether a character says nothing: a space, or one nobody sees.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

/// One character for all that are written for one another.
fn folded(character: char) -> char {
    match character {
        '〇' | '○' | '◯' => '零',
        '〔' | '【' | '〖' | '[' => '(',
        '〕' | '】' | '〗' | ']' => ')',
        '〈' | '<' => '《',
        '〉' | '>' => '》',
        '“' | '”' | '„' | '「' | '」' | '『' | '』' | '〝' | '〞' => '"',
        '‘' | '’' => '\'',
        '—' | '–' | '―' | '‐' | '‑' | '−' | '─' => '-',
        '〜' => '~',
        '•' | '・' | '‧' => '·',
        other => other,
    }
}

/// Whether a character ends a clause or stands between two.
pub(super) fn is_boundary(character: char) -> bool {
    matches!(character, '，' | ',' | '。' | '；' | ';' | '：' | ':' | '？' | '?' | '！' | '!' | '、')
}

/// Whether a character is part of a number.
pub(super) fn is_numeral(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(
            character,
            '零' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '亿' | '半'
        )
}

/// A normal text with the numbers of references left out: 第十二条第三款 becomes 第条第款. What remains tells whether more
/// than references changed.
pub(super) fn without_references(normal: &[char]) -> Vec<char> {
    let mut kept = Vec::with_capacity(normal.len());
    let mut at = 0;
    while let Some(character) = normal.get(at) {
        match (*character == '第').then(|| reference(&normal[at..])).flatten() {
            Some((word, length)) => {
                kept.extend(['第', word]);
                at += length;
            }
            None => {
                kept.push(*character);
                at += 1;
            }
        }
    }
    kept
}

/// 第N条[之N], 第N款, 第(N)项 at the front: its word and its length.
fn reference(text: &[char]) -> Option<(char, usize)> {
    let open = usize::from(text.get(1) == Some(&'('));
    let digits = numerals(&text[1 + open..]);
    let close = open + usize::from(open > 0 && text.get(2 + digits) == Some(&')'));
    let after = 1 + close + digits;
    let word = *text.get(after).filter(|word| digits > 0 && matches!(word, '条' | '款' | '项' | '目' | '章' | '节'))?;
    let suffix = text.get(after + 1).filter(|c| **c == '之').map_or(0, |_| numerals(&text[after + 2..]));
    Some((word, if suffix > 0 { after + 2 + suffix } else { after + 1 }))
}

fn numerals(text: &[char]) -> usize {
    text.iter().take_while(|character| is_numeral(**character)).count()
}

#[cfg(test)]
mod tests {
    use super::{characters, without_references};

    #[test]
    fn writing_does_not_tell_texts_apart() {
        for (one, other) in [
            ("经费（含差旅费），由 ABC 支付；", "经费(含差旅费),由ＡＢＣ支付;"),
            ("二〇二六年", "二○二六年"),
            ("云检办〔2026〕3号", "云检办[２０２６]３号"),
            ("“两房”——《中华人民共和国〈刑法〉》", "\"两房\"--《中华人民共和国<刑法>》"),
            ("　甲\u{200b}乙\n", "甲乙"),
        ] {
            assert!(characters(one).eq(characters(other)), "{one} / {other}");
        }
        assert!(!characters("甲，乙").eq(characters("甲、乙")));
    }

    #[test]
    fn numbers_of_references_are_left_out() {
        for (text, expected) in [
            ("依照本法第十二条第三款处理", "依照本法第条第款处理"),
            ("第一百二十条之一的规定", "第条的规定"),
            ("第（三）项、第四项", "第项、第项"),
            ("第12条之规定", "第条之规定"),
            ("第一审法院在第三日", "第一审法院在第三日"),
            ("第（三", "第(三"),
        ] {
            let normal: Vec<char> = characters(text).collect();
            assert_eq!(without_references(&normal).into_iter().collect::<String>(), expected, "{text}");
        }
    }
}
