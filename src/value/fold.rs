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
    folded(text).collect()
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
    use super::fold;

    #[test]
    fn width_case_and_spaces_do_not_matter() {
        assert_eq!(fold(" 金 额\n（元）* "), "金额(元)");
        assert_eq!(fold("Ｔotal\u{200B}"), "total");
    }
}
