//! What can be wrong with codes, in a clerk's words.

use std::sync::Arc;

use super::CodeList;
use crate::diag::{Diagnostic, Place, ledger, path};
use crate::format::nearest;
use crate::say;
use crate::value::Date;

/// A cell that no code of its list stands for, on that day.
pub(in crate::kinds::ledger) fn code_unknown(place: Place, title: &str, read: &str, list: &CodeList, date: Option<Date>) -> Diagnostic {
    if let Some(entry) = list.find(read, None) {
        let (code, name) = (&entry.code, &entry.name);
        let from = entry.valid_from.map(|from| from.to_string()).unwrap_or_default();
        let to = entry.valid_to.map(|to| to.to_string()).unwrap_or_default();
        let day = date.map(|date| date.to_string()).unwrap_or_default();
        return Diagnostic::warning(
            ledger::CODE_UNKNOWN,
            say!("“{title}”的 {code} {name} 在 {day} 不使用", "{code} {name} of “{title}” was not in use on {day}"),
        )
        .at(place)
        .help(say!("使用期间：{from} 至 {to}；请改用当年的科目", "in use from {from} to {to}; take the code of that year"));
    }
    let known: Vec<&str> = list.codes.iter().flat_map(|entry| [entry.code.as_str(), entry.name.as_str()]).collect();
    let near = nearest(read.trim(), &known).and_then(|near| list.find(near, date));
    let help = match near {
        Some(entry) => {
            let (code, name) = (&entry.code, &entry.name);
            say!("是不是 {code} {name}？填代码或名称都可以", "did you mean {code} {name}? The code or the name will do")
        }
        None => say!(
            "请填代码或名称；单位自用的科目请加进 content/codes/ 下同名的表",
            "write the code or its name; codes of your own go into the table of that name in content/codes/"
        ),
    };
    Diagnostic::warning(ledger::CODE_UNKNOWN, say!("“{title}”里没有这个代码：{read}", "“{title}” knows no such code: {read}"))
        .at(place)
        .help(help)
}

pub(super) fn not_a_list(file: &Arc<str>) -> Diagnostic {
    Diagnostic::warning(path::UNKNOWN_FILE, say!("不是代码表：{file}", "not a list of codes: {file}")).at(Place::file(file)).help(say!(
        "代码表是 csv，列为 代码,名称,上级,级次,启用日期,停用日期,出处",
        "a list of codes is a csv with the columns code,name,parent,level,valid_from,valid_to,source"
    ))
}
