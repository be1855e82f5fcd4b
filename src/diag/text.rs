//! A message in both languages, made side by side so that neither is ever forgotten.

/// The language a reader is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN", alias = "zh")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Language {
    /// The BCP 47 tag: `zh-CN` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

/// The same words in Chinese and in English; [`say!`](crate::say) makes one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The words in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// Says something in both languages: `say!("第{n}行", "row {n}")`; captures variables in scope.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diag::Text { zh: format!($zh), en: format!($en) }
    };
}
