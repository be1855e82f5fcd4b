//! What a check says: every name in its message is a column, and every computed number says its unit.

use super::gather::Check;
use super::message::{UNITS, placeholders};
use super::pointer::point;
use crate::diag::{Diagnostic, check as code};
use crate::format::nearest;
use crate::kinds::Corpus;
use crate::query::{Reads, Value};
use crate::record::Field;
use crate::say;

/// The messages of a check, each by its key.
fn messages<'a>(check: &Check<'a>) -> impl Iterator<Item = (&'static str, &'a str)> {
    let message = check.message;
    let english = (message.en != message.zh).then_some(("message-en", message.en.as_str()));
    std::iter::once(("message", message.zh.as_str())).chain(english)
}

/// Names in braces that are none of the columns at hand, and words behind them that are no unit.
pub(super) fn faults(corpus: &Corpus, check: &Check<'_>, known: &[&str]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (key, message) in messages(check) {
        for (name, unit) in placeholders(message) {
            let start = name.as_ptr() as usize - message.as_ptr() as usize;
            let at = |from: usize, length: usize| point(corpus, check, key, Some(start + from..start + from + length));
            if !known.contains(&name) {
                diagnostics.extend(at(0, name.len()).map(|place| unknown_name(name, known).at(place)));
            } else if !unit.is_empty() && !UNITS.contains(&unit) {
                diagnostics.extend(at(name.len() + 1, unit.len()).map(|place| unknown_unit(name, unit).at(place)));
            }
        }
    }
    diagnostics
}

/// Columns of `one-of` that the check does not read at all.
pub(super) fn unread(corpus: &Corpus, check: &Check<'_>, reads: &[&Reads]) -> Vec<Diagnostic> {
    let read: Vec<&str> = reads.iter().flat_map(|reads| reads.values()).flatten().map(String::as_str).collect();
    let strangers = check.one_of.iter().filter(|name| !read.contains(&name.as_str()));
    strangers.filter_map(|name| Some(not_read(name, &read).at(point(corpus, check, "one-of", None)?))).collect()
}

fn not_read(name: &str, read: &[&str]) -> Diagnostic {
    let message = say!("one-of 里的 {name} 这项核查没有用到", "one-of names {name}, which this check does not read");
    let help = match nearest(name, read) {
        Some(near) => say!("是不是 {near}？", "did you mean {near}?"),
        None => say!("one-of 里只写 require、where 或 query 里用到的列", "one-of holds columns that require, where or query reads"),
    };
    Diagnostic::error(code::UNKNOWN_FIELD, message).help(help)
}

/// Computed numbers in the message that say no unit: whether they are 分 or pieces only the check knows.
pub(super) fn without_unit(corpus: &Corpus, check: &Check<'_>, fields: &[Field], values: &[(String, Value)]) -> Vec<Diagnostic> {
    let is_number = |name: &str| values.iter().any(|(column, value)| column == name && matches!(value, Value::Integer(_) | Value::Real(_)));
    let mut diagnostics = Vec::new();
    for (key, message) in messages(check) {
        for (name, unit) in placeholders(message) {
            if unit.is_empty() && is_number(name) && !fields.iter().any(|field| field.name == name) {
                let start = name.as_ptr() as usize - message.as_ptr() as usize;
                let place = point(corpus, check, key, Some(start..start + name.len()));
                diagnostics.extend(place.map(|place| no_unit(name).at(place)));
            }
        }
    }
    diagnostics
}

fn unknown_name(name: &str, known: &[&str]) -> Diagnostic {
    let shown: Vec<&str> = known.iter().copied().filter(|name| !name.starts_with('_')).collect();
    let (zh, en) = (shown.join("、"), shown.join(", "));
    let message = say!("message 里写了 {{{name}}}，没有这一列", "the message says {{{name}}}, and there is no such column");
    let help = match nearest(name, &shown) {
        Some(near) => say!("是不是 {{{near}}}？可用的有：{zh}", "did you mean {{{near}}}? There are: {en}"),
        None => say!("花括号里写列的英文名；可用的有：{zh}", "braces hold the name of a column; there are: {en}"),
    };
    Diagnostic::error(code::UNKNOWN_FIELD, message).help(help)
}

fn unknown_unit(name: &str, unit: &str) -> Diagnostic {
    let list = UNITS.join("、");
    let message = say!("message 里 {{{name}:{unit}}} 的单位“{unit}”不认识", "the message says {{{name}:{unit}}}, and {unit} is no unit");
    let help = match nearest(unit, &UNITS) {
        Some(near) => say!("是不是 {{{name}:{near}}}？可用的有：{list}", "did you mean {{{name}:{near}}}? There are: {list}"),
        None => say!("可用的有：{list}", "there are: {list}"),
    };
    Diagnostic::error(code::UNDECLARED_UNIT, message).help(help)
}

fn no_unit(name: &str) -> Diagnostic {
    let message =
        say!("message 里的 {{{name}}} 是算出来的数字，没有写明单位", "{{{name}}} of the message is a computed number without a unit");
    let help = say!(
        "金额（以分计，显示为元）写 {{{name}:money}}，个数写 {{{name}:count}}，百分数写 {{{name}:percent}}，其他写 {{{name}:number}}",
        "write {{{name}:money}} for an amount in 分, {{{name}:count}}, {{{name}:percent}} or {{{name}:number}}"
    );
    Diagnostic::error(code::UNDECLARED_UNIT, message).help(help)
}
