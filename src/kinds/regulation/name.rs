//! The code of a work from the name of its file or folder.

use unicode_normalization::UnicodeNormalization;

use crate::value::slug;
use crate::view::Address;

/// Names of folders beside the works that the site itself writes.
const RESERVED: [&str; 6] = ["by", "changes", "for", "index", "review", "supersession"];

/// Longest code; with the section, the date and the file it stays within the 200 bytes of an address.
const LONGEST: usize = 60;

/// Whether a text may be a code: `[A-Za-z0-9-]+`, a name any filesystem takes, and none of the site's own folders.
pub(super) fn is_code(text: &str) -> bool {
    Address::new(text).is_ok()
        && text.len() <= LONGEST
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !RESERVED.contains(&text.to_ascii_lowercase().as_str())
}

/// A code made of a name: Chinese characters as pinyin, all else that a code cannot hold as `-`. `None` where nothing is left.
pub(super) fn code_of(name: &str) -> Option<String> {
    if is_code(name) {
        return Some(name.to_owned());
    }
    let folded: String = name.nfkc().collect();
    let mut code = slug(&folded).replace(['.', '_'], "-");
    code.truncate(LONGEST);
    Some(code.trim_end_matches('-').to_owned()).filter(|code| is_code(code))
}

#[cfg(test)]
mod tests {
    use super::code_of;

    #[test]
    fn codes_of_names() {
        for (name, code) in [
            ("CW-01", Some("CW-01")),
            ("r-00012", Some("r-00012")),
            ("财务管理办法", Some("cai-wu-guan-li-ban-fa")),
            ("绿化规定2024", Some("lv-hua-gui-ding-2024")),
            ("CW 01（试行）", Some("CW-01-shi-xing")),
            ("ＣＷ＿０１", Some("CW-01")),
            ("changes", None),
            ("CON", None),
            ("！！", None),
        ] {
            assert_eq!(code_of(name).as_deref(), code, "{name}");
        }
    }
}
