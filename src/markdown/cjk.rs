//! Which characters are written without spaces between words, and which of them are marks.

/// Chinese and Japanese characters and their own punctuation and full-width forms: what stands in a line without spaces.
pub(super) fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x2E80..=0x312F | 0x31A0..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFF)
}

/// Marks that Chinese shares with other scripts: quotes, dash, ellipsis, middle dot.
fn is_shared_mark(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether a line that ends in `before` and one that begins with `after` run on without a space.
pub(super) fn runs_on(before: char, after: char) -> bool {
    let written_solid = |character| is_wide(character) || is_shared_mark(character);
    written_solid(before) && written_solid(after) && (is_wide(before) || is_wide(after))
}

/// Whether a character is a mark rather than part of a word: what Markdown calls punctuation, symbols with it.
pub(super) fn is_mark(character: char) -> bool {
    if character.is_ascii() { character.is_ascii_punctuation() } else { !character.is_alphanumeric() && !character.is_whitespace() }
}

/// Marks no emphasised words begin with: they close or part what stands before them.
pub(super) fn ends_words(character: char) -> bool {
    matches!(
        character,
        '）' | '”'
            | '’'
            | '〉'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '］'
            | '｝'
            | '、'
            | '。'
            | '，'
            | '；'
            | '：'
            | '！'
            | '？'
            | '．'
            | '…'
            | '·'
            | '％'
            | '‰'
            | '℃'
            | ')'
            | ']'
            | '}'
            | ','
            | '.'
            | ':'
            | ';'
            | '?'
            | '%'
            | '>'
    )
}

/// Marks no emphasised words end in: they open what stands behind them.
pub(super) fn begins_words(character: char) -> bool {
    matches!(character, '（' | '“' | '‘' | '〈' | '《' | '「' | '『' | '【' | '〔' | '［' | '｛' | '￥' | '¥' | '(' | '[' | '{' | '<' | '$')
}

#[cfg(test)]
mod tests {
    use super::runs_on;

    #[test]
    fn lines_of_chinese_run_on() {
        for (before, after, expected) in [
            ('文', '字', true),
            ('，', '字', true),
            ('文', '“', true),
            ('”', '。', true),
            ('1', '字', false),
            ('文', 'A', false),
            ('”', 'A', false),
            ('”', '—', false),
            ('가', '나', false),
        ] {
            assert_eq!(runs_on(before, after), expected, "{before}{after}");
        }
    }
}
