//! What the reader of TOML finds wrong, in words a clerk can act on.

use crate::diag::Text;

/// How the reader's messages begin, and what that means in Chinese. A message that is not here is shown as it is.
const SAYINGS: [(&str, &str); 15] = [
    ("invalid basic string", "文字的引号没有闭合"),
    ("invalid literal string", "文字的引号没有闭合"),
    ("invalid multi-line", "三个引号括起来的文字没有闭合"),
    ("string values must be quoted", "等号后面的文字没有用英文双引号括起来，或者没有内容"),
    ("missing escaped value", "双引号里的反斜杠要写成两个（\\\\）；路径请用 /"),
    ("duplicate key", "同一个参数写了两次"),
    ("key with no value", "名称后面要有英文等号（=）和内容"),
    ("invalid unquoted key", "参数的名称只能用英文字母、数字和连字符"),
    ("unexpected key or value", "一行只能写一个参数，后面还有别的内容"),
    ("missing comma", "方括号里的各项之间要有英文逗号"),
    ("unclosed array,", "方括号没有闭合"),
    ("unclosed table", "方括号没有闭合"),
    ("unclosed array table", "双层方括号没有闭合"),
    ("invalid date", "没有这一天，或者日期没有写成 2026-03-01 的样子"),
    ("unexpected leading zero", "数字前面不能有 0"),
];

/// The words for a message of the reader, whose place in the text begins with `found`.
pub(super) fn words(message: &str, found: &str) -> Text {
    if let Some(quote) = found.chars().next().filter(|first| "“”‘’＂「『".contains(*first)) {
        return crate::say!("引号要用英文的（\"），这里是 {quote}", "text stands in straight quotes (\"), this is {quote}");
    }
    let saying = SAYINGS.iter().find(|(beginning, _)| message.starts_with(beginning));
    Text { zh: saying.map_or(message, |(_, chinese)| chinese).to_owned(), en: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::words;

    fn said(text: &str) -> (String, String) {
        let error = DeTable::parse(text).expect_err("it is not TOML");
        let words = words(error.message(), text.get(error.span().unwrap_or_default()).unwrap_or_default());
        (words.zh, words.en)
    }

    #[test]
    fn every_fault_a_clerk_makes_has_chinese_words() {
        for text in [
            "title = \"甲",
            "title = '甲",
            "title = \"\"\"甲",
            "title = 甲办法",
            "title = ",
            "title = \"C:\\dir\"",
            "title = \"甲\"\ntitle = \"乙\"",
            "title \"甲\"",
            "title: \"甲\"",
            "title ＝ \"甲\"",
            "名称 = \"甲\"",
            "title = \"甲\" effective = 2026-01-01",
            "topics = [\"甲\" \"乙\"]",
            "topics = [\"甲\"",
            "[ledger",
            "[[ledger.field",
            "effective = 2026-02-30",
            "effective = 2026-3-1",
            "level = 01",
        ] {
            let (chinese, english) = said(text);
            assert_ne!(chinese, english, "{text}");
        }
        for text in ["title = “甲”", "title = ‘甲’"] {
            assert!(said(text).0.starts_with("引号要用英文的"), "{text}");
        }
    }
}
