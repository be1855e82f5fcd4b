//! TOML into typed configuration, reporting everything that is wrong with it at once.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::toml_words::words;
use crate::diag::{Checked, Code, Diagnostic, config, front_matter};
use crate::say;
use crate::source::SourceText;

/// Which codes faults are reported under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// `gongshi.toml` and other files of settings.
    Config,
    /// The front matter of a Markdown file.
    FrontMatter,
}

impl Area {
    fn code(self, in_config: Code, in_front_matter: Code) -> Code {
        match self {
            Self::Config => in_config,
            Self::FrontMatter => in_front_matter,
        }
    }
}

/// Reads a part of a text as TOML of the given shape. Unknown keys and wrong types are all reported, each where it
/// stands; the value is there only when nothing was wrong.
pub fn read_toml<T: DeserializeOwned>(source: &SourceText, range: &Range<usize>, area: Area) -> Checked<Option<T>> {
    let text = source.slice(range);
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => return Checked::new(None, vec![malformed(source, range, area, &error)]),
    };
    let mut diagnostics = control_characters(source, range, area, text);
    let mut table = table;
    let mut removed = 0_usize;
    loop {
        match T::deserialize(Deserializer::from(table.clone())) {
            Ok(value) if diagnostics.is_empty() => return Checked::clean(Some(value)),
            Ok(_) => {
                crate::diag::sort(&mut diagnostics);
                return Checked::new(None, diagnostics);
            }
            Err(error) => {
                let missing = error.message().starts_with("missing field");
                // A key that was taken out for its type is not missing.
                if !(missing && removed > 0) {
                    diagnostics.push(fault(source, range, area, text, &error));
                }
                let taken = error.span().is_some_and(|span| remove(table.get_mut(), &span));
                if !taken {
                    crate::diag::sort(&mut diagnostics);
                    return Checked::new(None, diagnostics);
                }
                removed += 1;
            }
        }
    }
}

/// Takes out the innermost key whose name or value stands at the span, so that the next fault comes to light.
fn remove(table: &mut DeTable<'_>, span: &Range<usize>) -> bool {
    let at = |range: Range<usize>| range.start <= span.start && span.end <= range.end;
    for (_, value) in table.iter_mut() {
        let inside = match value.get_mut() {
            DeValue::Table(inner) => remove(inner, span),
            DeValue::Array(items) => remove_item(items, span),
            _ => false,
        };
        if inside {
            return true;
        }
    }
    let found = table.iter().find(|(key, value)| at(key.span()) || at(value.span())).map(|(key, _)| key.clone());
    found.is_some_and(|key| table.remove(&key).is_some())
}

fn remove_item(items: &mut [Spanned<DeValue<'_>>], span: &Range<usize>) -> bool {
    items.iter_mut().any(|item| match item.get_mut() {
        DeValue::Table(inner) => remove(inner, span),
        DeValue::Array(inner) => remove_item(inner, span),
        _ => false,
    })
}

fn malformed(source: &SourceText, range: &Range<usize>, area: Area, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let message = error.message().lines().next().unwrap_or_default();
    let what = words(message, source.slice(range).get(span.clone()).unwrap_or_default());
    let diagnostic = Diagnostic::error(
        area.code(config::MALFORMED, front_matter::MALFORMED),
        crate::diag::Text { zh: format!("参数写法有误：{}", what.zh), en: format!("this is not TOML: {}", what.en) },
    );
    diagnostic.at(source.place(range.start + span.start..range.start + span.end)).help(say!(
        "每行一个参数，写成 名称 = \"内容\"；文字要用英文双引号括起来，日期写成 2026-03-01",
        "one setting a line, key = \"value\"; text in straight double quotes, dates as 2026-03-01"
    ))
}

/// A NUL written as an escape would be taken for a mark of the program's own.
fn control_characters(source: &SourceText, range: &Range<usize>, area: Area, text: &str) -> Vec<Diagnostic> {
    ["\\u0000", "\\U00000000", "\\x00"]
        .iter()
        .filter_map(|escape| text.find(escape).map(|at| (at, escape.len())))
        .map(|(at, length)| {
            let start = range.start + at;
            Diagnostic::error(
                area.code(config::MALFORMED, front_matter::MALFORMED),
                say!("参数里不能有空字符（NUL）", "a setting cannot hold a NUL character"),
            )
            .at(source.place(start..start + length))
            .help(say!("请删去它", "delete it"))
        })
        .collect()
}

/// Turns what serde says into what a clerk can act on.
fn fault(source: &SourceText, range: &Range<usize>, area: Area, text: &str, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..text.len().min(1));
    let place = source.place(range.start + span.start..range.start + span.end);
    let message = error.message();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field") || message.starts_with("unknown variant") {
        return unknown(area, &quoted, message.starts_with("unknown variant")).at(place);
    }
    if message.starts_with("missing field") {
        let key = quoted.first().copied().unwrap_or_default();
        return Diagnostic::error(
            area.code(config::MISSING_KEY, front_matter::MISSING_KEY),
            say!("缺少参数 {key}", "the setting {key} is missing"),
        )
        .at(place)
        .help(say!("请补上一行：{key} = …", "add a line: {key} = …"));
    }
    let read = text.get(span).unwrap_or_default().trim().to_owned();
    let diagnostic = Diagnostic::error(
        area.code(config::WRONG_TYPE, front_matter::WRONG_TYPE),
        say!("参数的内容不对：读到 {read}", "this setting has the wrong type: found {read}"),
    );
    let expected = expectation(message);
    diagnostic.at(place).help(crate::diag::Text { zh: format!("这里应当是{}", expected.zh), en: format!("expected {}", expected.en) })
}

fn unknown(area: Area, quoted: &[&str], variant: bool) -> Diagnostic {
    let name = quoted.first().copied().unwrap_or_default();
    let known = quoted.get(1..).unwrap_or_default();
    let list = known.join(", ");
    let diagnostic = if variant {
        Diagnostic::error(area.code(config::WRONG_TYPE, front_matter::WRONG_TYPE), say!("不认识的取值 {name}", "unknown value {name}"))
    } else {
        Diagnostic::error(
            area.code(config::UNKNOWN_KEY, front_matter::UNKNOWN_KEY),
            say!("没有名为 {name} 的参数", "there is no setting named {name}"),
        )
    };
    diagnostic.help(match nearest(name, known) {
        Some(near) => say!("是不是想写 {near}？可用的有：{list}", "did you mean {near}? There are: {list}"),
        None => say!("可用的有：{list}", "there are: {list}"),
    })
}

/// The known name most like the one given, if it is like enough.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let distance = |candidate: &&&'a str| strsim::damerau_levenshtein(&name.to_lowercase(), candidate);
    known.iter().min_by_key(distance).filter(|candidate| distance(candidate) <= 1 + candidate.chars().count() / 4).copied()
}

/// What serde expected, in a clerk's words.
fn expectation(message: &str) -> crate::diag::Text {
    let expected = message.split("expected ").nth(1).unwrap_or(message).lines().next().unwrap_or_default().to_owned();
    let zh = match expected.as_str() {
        text if text.contains("string") => "用英文双引号括起来的文字",
        text if text.contains("datetime") || text.contains("date") => "不加引号的日期，如 2026-03-01",
        text if text.contains("bool") => "true 或 false",
        text if text.contains("sequence") => "方括号里的列表，如 [\"office\", \"police\"]",
        text if text.contains("map") || text.contains("struct") => "一组参数，如 [ledger] 下面的各行",
        text if text.starts_with('u') || text.starts_with('i') => "不加引号的整数",
        other => other,
    };
    crate::diag::Text { zh: zh.to_owned(), en: expected }
}

#[cfg(test)]
mod tests {
    use super::{Area, read_toml};
    use crate::source::SourceText;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    #[expect(dead_code, reason = "only its shape is looked at")]
    struct Shape {
        title: String,
        made_by: Option<String>,
        count: Option<u32>,
        inner: Option<Inner>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape is looked at")]
    struct Inner {
        name: String,
    }

    fn codes(text: &str) -> Vec<(String, usize)> {
        let source = SourceText::new("a.md", text);
        let checked = read_toml::<Shape>(&source, &(0..text.len()), Area::FrontMatter);
        checked.diagnostics.iter().map(|d| (d.code.to_string(), d.place.as_ref().unwrap().span.clone().unwrap().start)).collect()
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        assert_eq!(codes("title = 'a'\nmade-by = 'issue'"), []);
        assert_eq!(
            codes("title = 1\nmade_by = 'issue'\ncount = 'x'\ninner.nam = 'x'"),
            [
                ("front-matter/wrong-type".into(), 8),
                ("front-matter/unknown-key".into(), 10),
                ("front-matter/wrong-type".into(), 36),
                ("front-matter/unknown-key".into(), 46)
            ]
        );
        assert_eq!(codes("count = 3"), [("front-matter/missing-key".into(), 0)]);
        assert_eq!(codes("title = \"a"), [("front-matter/malformed".into(), 10)]);
        assert_eq!(codes("title = \"a\\u0000\""), [("front-matter/malformed".into(), 10)]);
    }

    #[test]
    fn a_near_name_is_offered() {
        let source = SourceText::new("a.md", "titel = 'a'");
        let checked = read_toml::<Shape>(&source, &(0..11), Area::FrontMatter);
        assert!(checked.diagnostics[0].help.as_ref().unwrap().zh.contains("title"));
    }
}
