//! The one sheet of all pages, joined of the files in `static/css/`: one idea each. What everything else builds on comes
//! first, what is said of paper last, the others by name; none of those overrules another.
//!
//! Comments and blanks stay behind.

/// Where the sources stand among static files.
pub(super) const FOLDER: &str = "css/";

/// The name of the joined sheet among static files; a site that brings a file of this name does without the sources.
pub(super) const NAME: &str = "gongshi.css";

/// The sources every other builds on, in their order.
const FIRST: [&str; 2] = ["tokens.css", "ground.css"];

/// The source that overrules every other.
const LAST: &str = "print.css";

/// Joins sources, each given with its name below the folder.
pub(super) fn join<'a>(sources: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut sources: Vec<(&str, &str)> = sources.collect();
    let place = |name: &str| FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len());
    sources.sort_by_key(|(name, _)| (*name == LAST, place(name), *name));
    let mut sheet = String::new();
    for (_, text) in sources {
        squeeze(text, &mut sheet);
        sheet.push('\n');
    }
    sheet
}

/// Appends a source without its comments and the blanks that mean nothing.
fn squeeze(source: &str, sheet: &mut String) {
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            _ if rest.starts_with("/*") => rest.split_once("*/").map_or("", |(_, after)| after),
            '"' | '\'' => {
                let end = rest[1..].find(first).map_or(rest.len(), |at| at + 2);
                sheet.push_str(&rest[..end]);
                &rest[end..]
            }
            _ if first.is_ascii_whitespace() => {
                if !sheet.is_empty() && !sheet.ends_with([' ', '\n', '{', '}', ';', ',', ':']) {
                    sheet.push(' ');
                }
                rest.trim_start_matches(|c: char| c.is_ascii_whitespace())
            }
            '{' | '}' | ';' | ',' => {
                close(sheet, first);
                &rest[1..]
            }
            _ => {
                sheet.push(first);
                &rest[first.len_utf8()..]
            }
        };
    }
    sheet.truncate(sheet.trim_end().len());
}

/// Appends a sign that needs no blank before it; the last declaration of a rule needs no semicolon either.
fn close(sheet: &mut String, sign: char) {
    sheet.truncate(sheet.trim_end_matches(' ').len());
    if sign == '}' && sheet.ends_with(';') {
        sheet.pop();
    }
    sheet.push(sign);
}

#[cfg(test)]
mod tests {
    use super::join;

    fn joined(text: &str) -> String {
        join(std::iter::once(("a.css", text))).trim_end().to_owned()
    }

    #[test]
    fn sources_in_order() {
        let sources = [("a.css", "a{}"), ("ground.css", "g{}"), ("print.css", "p{}"), ("search.css", "s{}"), ("tokens.css", "t{}")];
        assert_eq!(join(sources.into_iter()), "t{}\ng{}\na{}\ns{}\np{}\n");
    }

    #[test]
    fn what_is_left_of_a_source() {
        for (text, expected) in [
            ("/* Why. */\na, b > c { color: red; margin: 0 auto; }\n", "a,b > c{color:red;margin:0 auto}"),
            ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
            ("a::after { content: \" /* ； */ \"; }", "a::after{content:\" /* ； */ \"}"),
            ("@media (min-width: 48em) {\n  a :first-child { top: 0 }\n}", "@media (min-width:48em){a :first-child{top:0}}"),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }
}
