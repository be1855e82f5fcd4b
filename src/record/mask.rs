//! What the public edition shows in the place of a value it does not show.

/// How a value is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mask {
    /// The first character: 陈**.
    Initial,
    /// The last four characters: ****0295.
    Tail,
    /// These words, whatever the value: 个人.
    Words(String),
}

impl Mask {
    /// `initial`, `tail`, or words.
    pub fn parse(text: &str) -> Self {
        match text {
            "initial" => Self::Initial,
            "tail" => Self::Tail,
            words => Self::Words(words.to_owned()),
        }
    }

    /// The value, hidden. How long it was is not told.
    pub fn apply(&self, value: &str) -> String {
        match self {
            Self::Initial => value.chars().next().map(|first| format!("{first}**")).unwrap_or_default(),
            Self::Tail => {
                let length = value.chars().count();
                // Of a short value the last four characters would be most of it.
                let shown = if length >= 8 { 4 } else { 1.min(length) };
                format!("****{}", value.chars().skip(length - shown).collect::<String>())
            }
            Self::Words(words) => words.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mask;

    #[test]
    fn masks() {
        for (mask, value, shown) in [
            ("initial", "陈立群", "陈**"),
            ("tail", "26002000000500323295", "****3295"),
            ("tail", "12345", "****5"),
            ("个人", "唐佳宁", "个人"),
        ] {
            assert_eq!(Mask::parse(mask).apply(value), shown);
        }
    }
}
