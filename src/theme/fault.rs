//! Faults of templates as diagnostics: which file, where, what is wrong, what to write instead.

use std::ops::Range;

use tera::{Error, ErrorKind, ReportError, Tera};

use super::files::{Files, OwnTemplate};
use super::filters;
use crate::diag::{Code, Diagnostic, Text, template};
use crate::format::nearest;
use crate::say;

/// The fault in the syntax of one of the site's templates, if there is one.
pub(super) fn syntax(own: OwnTemplate<'_>, files: &Files) -> Option<Diagnostic> {
    let error = Tera::new().add_raw_template(own.name, own.text).err()?;
    match error.kind() {
        ErrorKind::SyntaxError(report) => Some(reported(template::SYNTAX, report, files)),
        _ => None,
    }
}

/// Why templates do not fit together; at least one finding.
pub(super) fn building(error: &Error, files: &Files) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![reported(template::SYNTAX, report, files)],
        ErrorKind::CircularExtend { tpl, inheritance_chain } => vec![cycle(tpl, inheritance_chain, files)],
        ErrorKind::CircularInclude { tpl, include_chain } => vec![cycle(tpl, include_chain, files)],
        ErrorKind::MissingParent { current, parent } => vec![missing_template(current, parent, files)],
        ErrorKind::Msg(text) => unresolved(text, files),
        other => vec![Diagnostic::error(template::FAILED, same(&other.to_string()))],
    }
}

/// Why a page could not be drawn.
pub(super) fn rendering(error: &Error, files: &Files) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) => match missing_field(report, files) {
            Some(diagnostic) => diagnostic,
            None => reported(template::FAILED, report, files),
        },
        ErrorKind::TemplateNotFound(name) => {
            Diagnostic::error(template::MISSING_TEMPLATE, say!("没有模板 {name}", "there is no template {name}"))
        }
        other => Diagnostic::error(template::FAILED, same(&other.to_string())),
    }
}

/// The engine speaks English; its words stand behind ours.
fn same(words: &str) -> Text {
    say!("模板出错：{words}", "a template failed: {words}")
}

/// A fault the engine points at.
fn reported(code: Code, report: &ReportError, files: &Files) -> Diagnostic {
    let words = report.message();
    let message =
        if code == template::SYNTAX { say!("模板写法有误：{words}", "the template is malformed: {words}") } else { same(words) };
    locate(Diagnostic::error(code, message), report.filename(), report.span().range.clone(), files)
}

/// Points into the site's own template, or names the built-in one.
fn locate(diagnostic: Diagnostic, name: &str, span: Range<usize>, files: &Files) -> Diagnostic {
    match files.own_template(name) {
        Some(own) => diagnostic.at(own.place(span)),
        None => diagnostic.help(say!(
            "出错的是内置模板 {name}，多半因为站点自己的模板改动了它所依赖的部分",
            "the built-in template {name} is where it shows, most likely because a template of the site changed what it relies on"
        )),
    }
}

/// A variable or field that is not there.
fn missing_field(report: &ReportError, files: &Files) -> Option<Diagnostic> {
    let words = report.message();
    if !words.contains("is not defined") && !words.contains("undefined") {
        return None;
    }
    let name = match words.split('`').nth(1).filter(|_| words.contains("is not defined")) {
        Some(name) => name.to_owned(),
        None => files.own_template(report.filename())?.text.get(report.span().range.clone())?.trim().to_owned(),
    };
    let message = say!("没有名为 {name} 的字段", "there is no field named {name}");
    let diagnostic = locate(Diagnostic::error(template::MISSING_FIELD, message), report.filename(), report.span().range.clone(), files);
    let known: Vec<&str> = words.split_once(": ").map(|(_, list)| list.split(", ").collect()).unwrap_or_default();
    Some(if known.is_empty() { diagnostic } else { diagnostic.help(did_you_mean(&name, &known)) })
}

fn did_you_mean(name: &str, known: &[&str]) -> Text {
    let list = known.join(", ");
    match nearest(name, known) {
        Some(near) => say!("是不是想写 {near}？可用的有：{list}", "did you mean {near}? There are: {list}"),
        None => say!("可用的有：{list}", "there are: {list}"),
    }
}

/// Templates that extend or include each other in a circle.
fn cycle(first: &str, chain: &[String], files: &Files) -> Diagnostic {
    let mut names: Vec<&str> = chain.iter().map(String::as_str).collect();
    if names.first() != Some(&first) {
        names.insert(0, first);
    }
    if names.len() == 1 {
        names.push(first);
    }
    let circle = names.join(" → ");
    let message = say!("模板互相引用，成了死循环：{circle}", "templates refer to each other in a circle: {circle}");
    let diagnostic = Diagnostic::error(template::CYCLE, message)
        .help(say!("请去掉其中一处 extends 或 include", "take one of the extends or include tags out"));
    // The link that closes the circle is the one to look at: a template of the site, and what it names.
    let mut links = names.windows(2).filter_map(|pair| Some((files.own_template(pair[0])?, pair[1])));
    match links.next_back() {
        Some((own, target)) => diagnostic.at(own.place(quoted(own.text, target, 0..own.text.len()))),
        None => diagnostic,
    }
}

/// A template that is named but is not there.
fn missing_template(by: &str, name: &str, files: &Files) -> Diagnostic {
    let diagnostic = Diagnostic::error(template::MISSING_TEMPLATE, say!("没有模板 {name}", "there is no template {name}"))
        .help(did_you_mean(name, &files.names()));
    match files.own_template(by) {
        Some(own) => diagnostic.at(own.place(quoted(own.text, name, 0..own.text.len()))),
        None => diagnostic,
    }
}

/// Filters, tests, functions, components, blocks and includes that lead nowhere. The engine hands them over as
/// finished reports, one after the other: `error: …`, then `--> name:line:column`.
fn unresolved(reports: &str, files: &Files) -> Vec<Diagnostic> {
    let lines: Vec<&str> = reports.lines().collect();
    let located = lines.windows(2).filter_map(|pair| {
        let words = pair[0].strip_prefix("error: ")?;
        let mut parts = pair[1].trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (_column, line) = (parts.next()?, parts.next()?.parse().ok()?);
        Some(unresolved_name(words, parts.next()?, line, files))
    });
    let mut found: Vec<Diagnostic> = Vec::new();
    for diagnostic in located {
        // Every built-in template that misses a block says so; once is enough.
        if !found.contains(&diagnostic) {
            found.push(diagnostic);
        }
    }
    if found.is_empty() { vec![Diagnostic::error(template::FAILED, same(reports))] } else { found }
}

fn unresolved_name(words: &str, file: &str, line: usize, files: &Files) -> Diagnostic {
    let name = words.split('`').nth(1).unwrap_or_default();
    let diagnostic = match words.split(' ').nth(1) {
        Some("template") => return at_name(missing_template("", name, files), file, line, name, files),
        Some("filter") => Diagnostic::error(template::SYNTAX, say!("没有名为 {name} 的过滤器", "there is no filter named {name}"))
            .help(did_you_mean(name, filters::NAMES)),
        Some("test" | "function" | "component") => {
            Diagnostic::error(template::SYNTAX, say!("模板里用到了没有定义的 {name}", "the template uses {name}, which nobody defines"))
        }
        _ if words.starts_with("Block") => return missing_block(name, file, line, files),
        _ => Diagnostic::error(template::FAILED, same(words)),
    };
    at_name(diagnostic, file, line, name, files)
}

/// A block that no parent has: either the template's own fault, or that of the site's template it extends.
fn missing_block(name: &str, file: &str, line: usize, files: &Files) -> Diagnostic {
    if files.own_template(file).is_some() {
        let message = say!("上级模板里没有区块 {name}", "no parent of this template has a block {name}");
        return at_name(Diagnostic::error(template::FAILED, message), file, line, name, files);
    }
    let message = say!("内置模板要用的区块 {name} 不见了", "the block {name}, which built-in templates fill, is gone");
    let help = say!(
        "请在站点自己的模板里补上 {{% block {name} %}}{{% endblock %}}",
        "add {{% block {name} %}}{{% endblock %}} to the site's template"
    );
    let diagnostic = Diagnostic::error(template::FAILED, message).help(help);
    match files.own_template("base.html").or_else(|| files.own_templates().next()) {
        Some(own) => diagnostic.at(own.whole()),
        None => diagnostic,
    }
}

/// Points at a name on a line of a template.
fn at_name(diagnostic: Diagnostic, file: &str, line: usize, name: &str, files: &Files) -> Diagnostic {
    let Some(own) = files.own_template(file) else { return locate(diagnostic, file, 0..0, files) };
    let start = own.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let end = own.text[start..].find('\n').map_or(own.text.len(), |length| start + length);
    diagnostic.at(own.place(quoted(own.text, name, start..end)))
}

/// Where a name stands in a part of a text; the whole part where it does not.
fn quoted(text: &str, name: &str, within: Range<usize>) -> Range<usize> {
    match text[within.clone()].find(name) {
        Some(at) => within.start + at..within.start + at + name.len(),
        None => within,
    }
}
