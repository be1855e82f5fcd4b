//! The test of a rule in words: `companions <= 3` is 陪餐人数不超过3.
//!
//! A reader sees what the program holds each row against. What is not understood stands as it is written.

use crate::diag::Language;

/// A word or sign of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'a> {
    /// A name, a keyword or a number.
    Word(&'a str),
    /// `'…'` without the quotes.
    Text(&'a str),
    /// Anything else: `<=`, `(`.
    Sign(&'a str),
}

/// An expression in words. `title` gives the title of a field by its name.
pub(super) fn in_words(expression: &str, language: Language, title: &dyn Fn(&str) -> Option<String>) -> String {
    let tokens = tokens(expression);
    let mut words = String::new();
    let mut at = 0;
    while at < tokens.len() {
        let (text, used) = one(&tokens[at..], language, title);
        append(&mut words, &text, language);
        at += used;
    }
    words
}

/// The words of the first tokens, and how many they are.
fn one(tokens: &[Token<'_>], language: Language, title: &dyn Fn(&str) -> Option<String>) -> (String, usize) {
    for (phrase, zh, en) in PHRASES {
        let length = phrase.split(' ').count();
        let met = tokens.len() >= length && phrase.split(' ').zip(tokens).all(|(word, token)| token.is(word));
        if met {
            return (if language == Language::Zh { zh } else { en }.to_owned(), length);
        }
    }
    let text = match &tokens[0] {
        // yuan(500) is 500 元.
        Token::Word(word) if word.eq_ignore_ascii_case("yuan") && tokens.len() > 3 && tokens[3] == Token::Sign(")") => {
            let amount = tokens[2].text();
            return (if language == Language::Zh { format!("{amount}元") } else { format!("{amount} yuan") }, 4);
        }
        Token::Word(word) => title(word).unwrap_or_else(|| (*word).to_owned()),
        Token::Text(text) => format!("“{text}”"),
        Token::Sign(sign) => (*sign).to_owned(),
    };
    (text, 1)
}

/// What SQL says, in Chinese and English; longer phrases first.
const PHRASES: [(&str, &str, &str); 24] = [
    ("is not null", "已填写", "is filled in"),
    ("is null", "未填写", "is empty"),
    ("not in", "不属于", "is none of"),
    ("not like", "不含", "is not like"),
    ("not between", "不在", "is not between"),
    ("case when", "（当", "(when"),
    ("<=", "不超过", "is at most"),
    (">=", "不少于", "is at least"),
    ("<>", "不等于", "is not"),
    ("!=", "不等于", "is not"),
    ("<", "少于", "is less than"),
    (">", "超过", "is more than"),
    ("=", "等于", "is"),
    ("*", "×", "×"),
    ("/", "÷", "÷"),
    ("and", "并且", "and"),
    ("or", "或者", "or"),
    ("not", "并非", "not"),
    ("in", "属于", "is one of"),
    ("when", "；当", "; when"),
    ("then", "时为", "then"),
    ("else", "，否则为", ", else"),
    ("end", "）", ")"),
    ("between", "介于", "is between"),
];

impl Token<'_> {
    fn is(&self, word: &str) -> bool {
        match self {
            Token::Word(own) | Token::Sign(own) => own.eq_ignore_ascii_case(word),
            Token::Text(_) => false,
        }
    }

    fn text(&self) -> &str {
        match self {
            Token::Word(text) | Token::Sign(text) | Token::Text(text) => text,
        }
    }
}

fn tokens(expression: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '\'' => {
                let end = rest[1..].find('\'').map_or(rest.len(), |at| at + 1);
                (Token::Text(&rest[1..end]), (end + 1).min(rest.len()))
            }
            c if is_word(c) => {
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                (Token::Word(&rest[..end]), end)
            }
            _ => {
                let two = ["<=", ">=", "<>", "!=", "||"].into_iter().find(|sign| rest.starts_with(sign));
                let length = two.map_or(first.len_utf8(), str::len);
                (Token::Sign(&rest[..length]), length)
            }
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// Words follow each other without spaces in Chinese, with them elsewhere.
fn append(words: &mut String, text: &str, language: Language) {
    let open = words.ends_with('(') || words.is_empty();
    let close = text.starts_with([')', ',', ';']);
    if language == Language::En && !open && !close {
        words.push(' ');
    }
    words.push_str(if language == Language::Zh && text == "," { "、" } else { text });
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::diag::Language;

    #[test]
    fn expressions_in_words() {
        let title = |name: &str| match name {
            "companions" => Some(String::from("陪餐人数")),
            "guests" => Some(String::from("接待人数")),
            "letter_no" => Some(String::from("公函号")),
            _ => None,
        };
        for (expression, words) in [
            ("companions <= 3", "陪餐人数不超过3"),
            (
                "companions <= CASE WHEN guests <= 10 THEN 3 ELSE guests / 3 END",
                "陪餐人数不超过（当接待人数不超过10时为3，否则为接待人数÷3）",
            ),
            ("letter_no IS NOT NULL AND guests > 0", "公函号已填写并且接待人数超过0"),
            ("amount <= yuan(500)", "amount不超过500元"),
            ("kind IN ('工作餐', '自助餐')", "kind属于(“工作餐”、“自助餐”)"),
            ("'未关", "“未关”"),
        ] {
            assert_eq!(in_words(expression, Language::Zh, &title), words, "{expression}");
        }
        assert_eq!(in_words("n <= 3 AND m IN ('a', 'b')", Language::En, &|_| None), "n is at most 3 and m is one of (“a”, “b”)");
    }
}
