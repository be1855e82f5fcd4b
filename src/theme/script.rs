//! The one script of all pages, joined of the files in `static/js/`: one idea each, page.js first, then by name.
//!
//! Browsers get a classic script, because modules do not load from `file://`, and a small one: comments and blanks stay
//! behind, and names that are nothing but variables are shortened ([`tokens`] tells them from properties and texts).
//! A statement ends in a semicolon, a text does not span lines.

mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use tokens::{Token, tokens, variables};

/// Where the sources stand among static files.
pub(super) const FOLDER: &str = "js/";

/// The name of the joined script among static files; a site that brings a file of this name does without the sources.
pub(super) const NAME: &str = "gongshi.js";

/// The source every other builds on.
const FIRST: &str = "page.js";

/// Joins sources, each given with its name below the folder, in the order of names.
pub(super) fn join<'a>(sources: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut sources: Vec<(&str, &str)> = sources.collect();
    sources.sort_by_key(|(name, _)| (*name != FIRST, *name));
    let all: Vec<Token<'_>> = sources.iter().flat_map(|(_, text)| tokens(text)).collect();
    let short = short_names(&all);
    let mut script = String::from("(function(){\"use strict\";\n");
    let mut before: Option<Token<'_>> = None;
    for token in all {
        let token = match token {
            Token::Word(word) => Token::Word(short.get(word).map_or(word, String::as_str)),
            other => other,
        };
        push(&mut script, before, token);
        if token != Token::LineEnd || before != Some(Token::LineEnd) {
            before = Some(token);
        }
    }
    script.push_str("\n})();\n");
    script
}

/// Appends a token, and before it what keeps it apart from the one before.
fn push<'t>(script: &mut String, before: Option<Token<'t>>, token: Token<'t>) {
    let ends_open = script.ends_with(|c: char| "{;,([=:&|?<>\n".contains(c));
    match token {
        Token::LineEnd => {
            if !ends_open {
                script.push('\n');
            }
            return;
        }
        Token::Sign(sign) if script.ends_with('\n') && "})],.?:&|".contains(sign) => {
            script.pop();
        }
        Token::Word(_) | Token::Text(_) => {
            let meets = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
            let begins = token.text().is_some_and(|text| text.starts_with(meets));
            if begins && script.ends_with(meets) {
                script.push(' ');
            }
        }
        // a + +b
        Token::Sign(sign @ ('+' | '-')) if before == Some(Token::Blank) && script.ends_with(sign) => script.push(' '),
        _ => {}
    }
    token.write(script);
}

/// Short names for variables: the more a name is used, the shorter.
fn short_names(all: &[Token<'_>]) -> BTreeMap<String, String> {
    let taken: BTreeSet<&str> = all.iter().filter_map(|token| if let Token::Word(word) = token { Some(*word) } else { None }).collect();
    let mut wanted: Vec<(usize, &str)> = variables(all).into_iter().map(|(name, uses)| (uses, name)).collect();
    wanted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let free =
        (0..).map(name).filter(|name| !taken.contains(name.as_str()) && !matches!(name.as_str(), "as" | "do" | "if" | "in" | "is" | "of"));
    wanted.into_iter().filter(|(_, name)| name.len() > 2).zip(free).map(|((_, name), short)| (name.to_owned(), short)).collect()
}

/// a … z, A … Z, aa …
fn name(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let last = char::from(LETTERS[number % 52]);
    if number < 52 { last.to_string() } else { format!("{}{last}", name(number / 52 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::join;

    fn joined(text: &str) -> String {
        let script = join(std::iter::once(("page.js", text)));
        let inner = script.strip_prefix("(function(){\"use strict\";\n").and_then(|rest| rest.strip_suffix("\n})();\n"));
        inner.unwrap().to_owned()
    }

    #[test]
    fn sources_in_order() {
        let sources = [("b.js", "second();\n"), ("page.js", "first();\n"), ("a.js", "/* one line */\nthird();")];
        assert_eq!(join(sources.into_iter()), "(function(){\"use strict\";\nfirst();third();second();\n})();\n");
    }

    #[test]
    fn what_is_left_of_a_text() {
        for (text, expected) in [
            ("/** What\n    it does. */\nb(1);\n", "b(1);"),
            ("b(\"// no  comment\");  // Why.\n", "b(\"// no  comment\");"),
            ("return a ? b : /[/ ]+ x/g.test(c) / 2;", "return a?b:/[/ ]+ x/g.test(c)/2;"),
            ("a = b + +c - -d;", "a=b+ +c- -d;"),
            ("if (a)\n  b()\nelse c();", "if(a)\nb()\nelse c();"),
            ("a\n  .b();", "a.b();"),
            ("const { a, b: c } = d;", "const{a,b:c}=d;"),
            ("`a  ${b}`;", "`a  ${b}`;"),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }

    #[test]
    fn variables_have_short_names_and_properties_keep_theirs() {
        for (text, expected) in [
            ("function twice(number) {\n  return number * 2;\n}", "function b(a){return a*2;}\n"),
            ("var title = element.title;", "var title=element.title;"),
            ("const hit = { score: 1, unit };\nunit(score);", "const a={score:1,unit};unit(score);"),
            ("(first, [second, ...others]) => first + second + others;", "(a,[c,...b])=>a+c+b;"),
            ("var width = window.innerWidth, document = 1; show(\"width\");", "var a=window.innerWidth,document=1;show(\"width\");"),
            ("value => value ? value : value;", "a=>a?a:a;"),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }
}
