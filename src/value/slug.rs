//! Names in addresses: ASCII, readable, made from any text.

use pinyin::ToPinyin;

/// A text as a part of an address: letters, digits and hyphens; a Chinese character becomes its syllable
/// (`后勤 服务` → `hou-qin-fu-wu`). Empty where the text holds nothing to name it by.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut gap = false;
    for character in text.chars() {
        let syllable = character.to_pinyin().map(|pinyin| pinyin.plain());
        let plain = character.is_ascii_alphanumeric() || matches!(character, '.' | '_');
        if syllable.is_none() && !plain {
            gap = true;
            continue;
        }
        if (gap || syllable.is_some()) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        match syllable {
            // ü is written v, as it is typed.
            Some(syllable) => slug.extend(syllable.chars().map(|c| if c == 'ü' { 'v' } else { c })),
            None => slug.push(character),
        }
        gap = syllable.is_some();
    }
    slug.trim_matches(['-', '.']).to_owned()
}

/// Whether a text can stand in an address as it is.
pub fn is_plain(text: &str) -> bool {
    !text.is_empty() && slug(text) == text
}

#[cfg(test)]
mod tests {
    use super::{is_plain, slug};

    #[test]
    fn any_text_becomes_a_part_of_an_address() {
        for (text, expected) in [
            ("CW-01", "CW-01"),
            ("后勤服务", "hou-qin-fu-wu"),
            ("2026年 会议室 A3", "2026-nian-hui-yi-shi-A3"),
            ("绿化", "lv-hua"),
            ("“两房”建设", "liang-fang-jian-she"),
            ("v1.2_final", "v1.2_final"),
            ("！？", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
        assert!(is_plain("spending") && !is_plain("支出") && !is_plain("a b"));
    }
}
