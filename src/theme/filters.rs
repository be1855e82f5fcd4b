//! The filters templates have beside Tera's own. They are pure: what they print follows from what they are given.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::view::href;

/// Names of all filters, for "did you mean"; Tera does not tell its own.
pub(super) const NAMES: &[&str] = &[
    "href",
    "json",
    "fill",
    "signed",
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("href", link);
    tera.register_filter("json", json);
    tera.register_filter("fill", fill);
    tera.register_filter("signed", signed);
}

/// `{{ link.href | href }}`: an address of the output as a link that works at the page's own depth.
fn link(target: &str, _: Kwargs, _: &State) -> String {
    href(target)
}

/// `{{ view.slots | json }}`: JSON that can stand inside a script element, whatever its texts hold.
fn json(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let text = serde_json::to_string(value).map_err(|error| tera::Error::message(format!("{error}")))?;
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    Ok(Value::safe_string(&safe))
}

/// `{{ t.notice.rows | fill(n=12) }}`: puts each argument in the place of its name in braces.
fn fill(pattern: &str, arguments: Kwargs, _: &State) -> String {
    let mut text = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        match arguments.iter().find(|(key, _)| key.as_str() == Some(name)) {
            Some((_, value)) => text.push_str(&value.to_string()),
            None => text.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// `{{ "12.3" | signed }}`: a figure with its sign, `+12.3` or `−12.3`.
fn signed(figure: &str, _: Kwargs, _: &State) -> String {
    match figure.strip_prefix('-') {
        Some(size) => format!("−{size}"),
        None if figure.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) => format!("+{figure}"),
        None => figure.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    fn check(template: &str, expected: &str) {
        let mut tera = Tera::new();
        tera.autoescape_on([""]);
        super::register(&mut tera);
        tera.add_raw_template("t", template).unwrap();
        let mut context = Context::new();
        context.insert("text", "</script><b>&{n}\u{2028}");
        assert_eq!(tera.render("t", &context).unwrap(), expected);
    }

    #[test]
    fn filters_print_what_they_say() {
        check("{{ 'a/b.html#c' | href }}", "\0a/b.html#c");
        check("{{ {'a': text} | json }}", "{\"a\":\"\\u003c/script\\u003e\\u003cb\\u003e\\u0026{n}\\u2028\"}");
        check("{{ '共 {n} 笔，{x} {' | fill(n=12) }}", "共 12 笔，{x} {");
        check("{{ '{n}' | fill(n=text) }}", "&lt;/script&gt;&lt;b&gt;&amp;{n}\u{2028}");
        check("{{ '12.3' | signed }} {{ '-12.3' | signed }} {{ '0.0' | signed }}", "+12.3 −12.3 0.0");
    }

    #[test]
    fn the_list_of_names_is_complete() {
        for name in super::NAMES {
            let mut tera = Tera::new();
            super::register(&mut tera);
            let known = tera.add_raw_template("t", &format!("{{{{ 'a' | {name} }}}}"));
            assert!(known.is_ok(), "{name}: {known:?}");
        }
    }
}
