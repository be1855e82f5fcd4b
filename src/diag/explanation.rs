//! What `gongshi explain CODE` says: cause, remedy and an example, in both languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Code, Text};

/// The explanation of one code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// Chinese: what it means, why it matters, what to do; plain text with blank lines between paragraphs.
    pub zh: String,
    /// English, the same.
    pub en: String,
}

impl Explanation {
    /// Both languages as one text.
    pub fn text(&self) -> Text {
        Text { zh: self.zh.trim().to_owned(), en: self.en.trim().to_owned() }
    }
}

static EXPLANATIONS: LazyLock<BTreeMap<String, Explanation>> =
    LazyLock::new(|| toml::from_str(include_str!("explanations.toml")).expect("the embedded explanations are valid TOML"));

/// The explanation of a code; every code has one (a test holds that).
pub fn explain(code: Code) -> Option<&'static Explanation> {
    EXPLANATIONS.get(code.as_str())
}

#[cfg(test)]
mod tests {
    use super::{EXPLANATIONS, explain};
    use crate::diag::ALL;

    #[test]
    fn every_code_is_explained_in_both_languages_and_no_other() {
        for code in ALL {
            let explanation = explain(*code).unwrap_or_else(|| panic!("{} is not explained", code.as_str()));
            assert!(explanation.zh.chars().count() > 20 && explanation.en.len() > 20, "{} is explained too briefly", code.as_str());
        }
        for name in EXPLANATIONS.keys() {
            assert!(ALL.iter().any(|code| code.as_str() == name), "{name} explains no code");
        }
    }
}
