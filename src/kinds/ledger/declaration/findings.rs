//! What can be wrong with a declaration.

use crate::diag::{Diagnostic, Place, check, config, front_matter};
use crate::format::nearest;
use crate::record::Field;
use crate::say;

pub(super) fn not_allowed(place: Place, key: &str, read: &str, allowed: &[&str]) -> Diagnostic {
    let list = allowed.join("、");
    Diagnostic::error(config::WRONG_TYPE, say!("{key} 不能是 {read:?}", "{key} cannot be {read:?}")).at(place).help(
        match nearest(read, allowed) {
            Some(near) => say!("是不是想写 {near:?}？可用的有：{list}", "did you mean {near:?}? There are: {list}"),
            None => say!("可用的有：{list}", "there are: {list}"),
        },
    )
}

pub(super) fn bad_name(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(
        config::WRONG_TYPE,
        say!(
            "列的 name 只能用小写字母、数字和下划线，以字母开头：{name:?}",
            "a field's name has lower-case letters, digits and _ only: {name:?}"
        ),
    )
    .at(place)
    .help(say!("中文列名请写在 title 或 aliases 里", "titles in Chinese go into title or aliases"))
}

pub(super) fn declared_twice(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(config::MALFORMED, say!("列 {name:?} 声明了两次", "the field {name:?} is declared twice"))
        .at(place)
        .help(say!("请合并成一个 [[ledger.field]]", "make them one [[ledger.field]]"))
}

pub(super) fn enum_without_values(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(
        front_matter::MISSING_KEY,
        say!("列 {name:?} 的类型是 enum，但没有 values", "the field {name:?} is an enum without values"),
    )
    .at(place)
    .help(say!("例如 values = [\"转账\", \"公务卡\"]", "for example values = [\"转账\", \"公务卡\"]"))
}

pub(super) fn values_without_enum(place: Place, name: &str, kind: &str) -> Diagnostic {
    Diagnostic::error(
        config::MALFORMED,
        say!("列 {name:?} 写了 values，类型却是 {kind}", "the field {name:?} states values, and its type is {kind}"),
    )
    .at(place)
    .help(say!(
        "只能填这几个值的列写 type = \"enum\"；否则删去 values",
        "write type = \"enum\" for a column of these values, or delete values"
    ))
}

pub(super) fn role_of_other_type(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(
        config::WRONG_TYPE,
        say!("列 {name:?} 的 role 与它的类型不符", "the role of the field {name:?} does not go with its type"),
    )
    .at(place)
    .help(say!(
        "role = \"date\" 的列要写 type = \"date\"，role = \"amount\" 的列要写 type = \"money\"",
        "a column of role = \"date\" has type = \"date\", one of role = \"amount\" type = \"money\""
    ))
}

pub(super) fn limits_crossed(place: Place, name: &str, min: &str, max: &str) -> Diagnostic {
    Diagnostic::error(
        config::MALFORMED,
        say!("列 {name:?} 的 min（{min}）大于 max（{max}），什么值都不合格", "min ({min}) of the field {name:?} is above its max ({max})"),
    )
    .at(place)
    .help(say!("请核对这两个数", "check the two"))
}

pub(super) fn title_taken(place: Place, title: &str, name: &str, other: &Field) -> Diagnostic {
    let (known, own) = (&other.title, &other.name);
    Diagnostic::error(
        config::MALFORMED,
        say!(
            "列名“{title}”已经指“{known}”（{own}），不能再指 {name}",
            "“{title}” names the column “{known}” ({own}) already, and cannot name {name}"
        ),
    )
    .at(place)
    .help(say!(
        "要改这一列就写 name = \"{own}\"；另有一列就换个列名",
        "write name = \"{own}\" to change that column; give another column another title"
    ))
}

pub(super) fn no_fields(place: Place) -> Diagnostic {
    let presets = super::preset::names().join("、");
    Diagnostic::error(front_matter::MISSING_KEY, say!("这个台账没有声明任何列", "the ledger declares no fields")).at(place).help(say!(
        "请写 preset（可用：{presets}），或用 [[ledger.field]] 逐列声明",
        "name a preset ({presets}), or declare each with [[ledger.field]]"
    ))
}

pub(super) fn bad_limit(place: Place, key: &str, read: &str, field: &str) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("列 {field:?} 的 {key} 不能是 {read}", "{key} of the field {field:?} cannot be {read}"))
        .at(place)
        .help(say!(
            "数字列写数字，金额写元，日期列写 \"2026-01-01\"，文字列写字数；其他类型没有 {key}",
            "a number for numbers, yuan for amounts, \"2026-01-01\" for dates, a number of characters for text; other types have no {key}"
        ))
}

pub(super) fn bad_pattern(place: Place, field: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(
        config::WRONG_TYPE,
        say!("列 {field:?} 的 pattern 不是正则表达式：{reason}", "pattern of the field {field:?} is no regular expression: {reason}"),
    )
    .at(place)
    .help(say!(
        "例如 pattern = '\\d{{4}}-\\d{{4}}'，用单引号就不必写两个反斜杠；不支持环视和反向引用",
        "for example pattern = '\\d{{4}}-\\d{{4}}' in single quotes; look-around and back-references are not known"
    ))
}

pub(super) fn bad_due(place: Place) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("due 不是期限", "due is no term")).at(place).help(say!(
        "写期满后的天数，例如 due = 15、due = \"8个工作日\"，或 due = {{ days = 15, last = 25, postpone = true }}；不超过 366",
        "state the days after the period's end, as due = 15, due = \"8 workdays\" or due = {{ days = 15, last = 25, postpone = true }}; 366 at most"
    ))
}

pub(super) fn two_measures(place: Place) -> Diagnostic {
    Diagnostic::error(config::MALFORMED, say!("图里同时写了 money 和 number", "the chart states both money and number"))
        .at(place)
        .help(say!("只写一个；都不写就是数行数", "state one of them; with neither rows are counted"))
}

pub(super) fn check_twice(place: Place, id: &str) -> Diagnostic {
    Diagnostic::error(check::DUPLICATE_ID, say!("核查 {id:?} 写了两次", "the check {id:?} is there twice"))
        .at(place)
        .help(say!("请给其中一个换个 id", "give one of them another id"))
}

pub(super) fn bad_check(place: Place, id: &str) -> Diagnostic {
    Diagnostic::error(
        config::MISSING_KEY,
        say!(
            "核查 {id:?} 要写 require 或 query，写且只写一个；where 只与 require 合用，不写 ledger",
            "the check {id:?} states require or query, one of them only; where goes with require, and no ledger is named"
        ),
    )
    .at(place)
    .help(say!("例如 require = \"amount > 0\"", "for example require = \"amount > 0\""))
}
