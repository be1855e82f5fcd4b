//! The one script of all pages, joined of the files in `static/js/`: one idea each, page.js first, then by name.
//!
//! Browsers get a classic script, because modules do not load from `file://`, and a small one: comments and blanks stay
//! behind, and variables get short [`names`].
//! A statement ends in a semicolon, a text does not span lines.

mod names;
mod tokens;

use tokens::{Token, tokens};

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
    let short = names::shortened(&all);
    let mut script = String::from("(function(){\"use strict\";\n");
    let mut before: Option<Token<'_>> = None;
    for (at, token) in all.iter().copied().enumerate() {
        let token = short.get(&at).map_or(token, |name| Token::Word(name));
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
            ("function twice(number) {\n  return number * 2;\n}", "function a(b){return b*2;}\n"),
            ("var title = element.title;", "var a=element.title;"),
            ("const hit = { score: 1, unit };\nunit(score);", "const a={score:1,unit};unit(score);"),
            ("const unit = 1, hit = { score: unit, unit };", "const a=1,hit={score:a,unit:a};"),
            ("function f({ title, at: place }) { return title + place; }", "function f({title:b,at:a}){return b+a;}\n"),
            (
                "function f(one) { g(one); }\nfunction g(other) { return { one: other.one }; }",
                "function f(a){g(a);}\nfunction g(a){return{one:a.one};}\n",
            ),
            ("(first, [second, ...others]) => first + second + others;", "(a,[c,...b])=>a+c+b;"),
            ("var width = window.innerWidth, document = 1; show(\"width\");", "var a=window.innerWidth,document=1;show(\"width\");"),
            ("value => value ? value : value;", "a=>a?a:a;"),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }
}
