//! The words of the interface in both languages, one catalogue each.
//!
//! Templates see a catalogue as `t`; the kinds fill labels with [`Catalogue::get`]. Words live here and
//! nowhere else, so that a third language is one more file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use toml::{Table, Value};

use crate::diag::Language;

/// The words of one language.
#[derive(Debug)]
pub struct Catalogue {
    tree: Table,
    words: BTreeMap<String, String>,
}

static ZH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::parse(include_str!("zh.toml")));
static EN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::parse(include_str!("en.toml")));

/// The catalogue of a language.
pub fn catalogue(language: Language) -> &'static Catalogue {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

impl Catalogue {
    fn parse(text: &str) -> Self {
        let tree: Table = text.parse().expect("the embedded catalogues are valid TOML");
        let mut words = BTreeMap::new();
        flatten(&tree, "", &mut words);
        Self { tree, words }
    }

    /// The words of a key, `status.in-force`.
    ///
    /// # Panics
    /// When there is no such key, which is a fault of this program.
    pub fn get(&self, key: &str) -> &str {
        self.find(key).unwrap_or_else(|| panic!("the catalogue has no {key:?}"))
    }

    /// The words of a key, if there is one.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// Whether any key begins so.
    pub fn has(&self, prefix: &str) -> bool {
        self.words.range(prefix.to_owned()..).next().is_some_and(|(key, _)| key.starts_with(prefix))
    }

    /// All words, nested by page, as templates see them.
    pub fn tree(&self) -> &Table {
        &self.tree
    }
}

/// Writes every text of a table under its dotted key; the texts of a list are numbered from 1.
fn flatten(table: &Table, prefix: &str, words: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Table(inner) => flatten(inner, &key, words),
            Value::Array(list) => {
                let texts = list.iter().filter_map(Value::as_str).enumerate();
                words.extend(texts.map(|(index, text)| (format!("{key}.{}", index + 1), text.to_owned())));
            }
            other => {
                let text = other.as_str().expect("the catalogues hold tables, lists and texts only");
                words.insert(key, text.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::catalogue;
    use crate::diag::Language;

    /// What stands between braces, in order.
    fn blanks(text: &str) -> Vec<&str> {
        let mut blanks: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
        blanks.sort_unstable();
        blanks
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let (zh, en) = (&catalogue(Language::Zh).words, &catalogue(Language::En).words);
        assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        for (key, text) in zh {
            assert!(!text.trim().is_empty() && !en[key].trim().is_empty(), "{key} is empty");
            assert_eq!(blanks(text), blanks(&en[key]), "{key} fills in other things");
        }
    }

    #[test]
    fn the_labels_the_kinds_ask_for() {
        let zh = catalogue(Language::Zh);
        for (key, words) in [
            ("status.not-yet", "尚未施行"),
            ("status.in-force", "现行有效"),
            ("made-by.amend", "修正"),
            ("fact.review-by", "复审期限"),
            ("state.missing", "未报"),
            ("day-class.holiday", "节"),
            ("weekday.7", "星期日"),
            ("weekday_short.1", "一"),
        ] {
            assert_eq!(zh.get(key), words);
        }
        assert_eq!(zh.find("status.unheard-of"), None);
    }
}
