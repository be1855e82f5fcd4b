//! Folding of text for matching: width, case, spaces and invisible characters do not tell two words apart.

use unicode_normalization::UnicodeNormalization;

/// Whether a character has no width and no meaning of its own: zero-width spaces and joiners,
/// bidirectional controls, the byte order mark, the soft hyphen.
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
}

/// NFKC, lower case, without spaces, invisible characters and `*`: the form in which headers,
/// titles and names are compared. Never shown and never written.
pub fn fold(text: &str) -> String {
    if text.chars().any(|character| folded_alone(character).is_none()) {
        return folded(text).collect();
    }
    text.chars().filter_map(folded_alone).filter(|character| !matches!(character, '*' | '\t'..='\r' | ' ')).collect()
}

/// NFKC and lower case of a character that does not change with another such character beside it, as nearly all of a
/// Chinese text are: ASCII, the characters in common use, the marks of Chinese, and letters and marks of their width.
pub fn folded_alone(character: char) -> Option<char> {
    match character {
        '\0'..='\x7f' => Some(character.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{301f}' | '\u{2018}'..='\u{201d}' => Some(character),
        '\u{ff01}'..='\u{ff5e}' => Some(char::from((u32::from(character) - 0xfee0) as u8).to_ascii_lowercase()),
        _ => None,
    }
}

/// Whether a text folds to one that is folded already; stops at the first difference.
pub fn folds_to(text: &str, wanted: &str) -> bool {
    folded(text).eq(wanted.chars())
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.nfkc()
        .filter(|character| !character.is_whitespace() && !is_invisible(*character) && *character != '*')
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::{fold, folded, folded_alone};

    #[test]
    fn what_is_folded_alone_is_what_the_standard_says() {
        for character in '\0'..='\u{ffff}' {
            let expected: Vec<char> = std::iter::once(character).nfkc().flat_map(char::to_lowercase).collect();
            if let Some(alone) = folded_alone(character) {
                assert_eq!(expected, [alone], "{character:?}");
            }
            let text = format!("金{character}额");
            assert_eq!(fold(&text), folded(&text).collect::<String>(), "{character:?}");
        }
    }

    #[test]
    fn width_case_and_spaces_do_not_matter() {
        assert_eq!(fold(" 金 额\n（元）* "), "金额(元)");
        assert_eq!(fold("Ｔotal\u{200B}"), "total");
    }
}
