//! The one script of all pages, joined of the files in `static/js/`: one idea each, page.js first, then by name.
//!
//! Browsers get a classic script, because modules do not load from `file://`. Comments and indentation stay behind, so a
//! comment stands on lines of its own, and no text of the script spans lines.

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
    let mut script = String::from("(function(){\"use strict\";\n");
    for (_, text) in sources {
        push_code(text, &mut script);
    }
    script.push_str("})();\n");
    script
}

/// Appends the lines of a source that are no comment, without their indentation.
fn push_code(source: &str, script: &mut String) {
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            script.push_str(line);
            script.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn sources_in_order_without_comments() {
        let sources = [
            ("b.js", "/** What\n    it does. */\nfunction b() {\n  // Why.\n  return \"// no comment\";\n}\n"),
            ("page.js", "\nvar a = 1;\n"),
            ("a.js", "/* one line */\nb();"),
        ];
        let joined = join(sources.into_iter());
        assert_eq!(joined, "(function(){\"use strict\";\nvar a = 1;\nb();\nfunction b() {\nreturn \"// no comment\";\n}\n})();\n");
    }
}
