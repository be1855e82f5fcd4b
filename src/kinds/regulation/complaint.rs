//! What is wrong with the files of a section, in words.

use std::sync::Arc;

use crate::diag::{Diagnostic, Place, front_matter, path, regulation};
use crate::say;
use crate::value::Date;

pub(super) fn no_front_matter(file: &Arc<str>) -> Diagnostic {
    Diagnostic::error(front_matter::MISSING_KEY, say!("文件开头没有参数（+++ … +++）", "the file has no front matter (+++ … +++)"))
        .at(Place::file(file))
        .help(say!(
            "请在最前面写：+++ 换行 title = \"制度名称\" 换行 effective = 2026-03-01 换行 +++",
            "begin the file with +++, title = \"…\", effective = 2026-03-01 and +++, each on its own line"
        ))
}

pub(super) fn no_date() -> Diagnostic {
    Diagnostic::error(front_matter::MISSING_KEY, say!("缺少参数 effective（施行日期）", "the setting effective is missing"))
        .help(say!("请补上一行：effective = 2026-03-01", "add a line: effective = 2026-03-01"))
}

pub(super) fn no_such_day(name: &str) -> Diagnostic {
    Diagnostic::error(
        front_matter::MISSING_KEY,
        say!("没有施行日期：文件名说的 {name} 没有这一天", "no day to take effect: the file's name says {name}, which is no day"),
    )
    .help(say!(
        "文件名请用施行日期，如 2026-03-01.md；或者补上一行：effective = 2026-03-01",
        "name the file by the day it takes effect, as 2026-03-01.md, or add a line: effective = 2026-03-01"
    ))
}

pub(super) fn other_date(named: Date, stated: Date) -> Diagnostic {
    Diagnostic::error(
        regulation::EFFECTIVE_MISMATCH,
        say!("文件名说 {named} 起施行，参数 effective 却是 {stated}", "the file's name says {named}, effective says {stated}"),
    )
    .help(say!("请改文件名，或删去 effective 这一行", "rename the file, or delete the line with effective"))
}

pub(super) fn same_date(date: Date, file: &Arc<str>, other: &Arc<str>) -> Diagnostic {
    Diagnostic::error(
        regulation::VERSION_OVERLAP,
        say!("{file} 与 {other} 都从 {date} 起施行", "{file} and {other} both take effect on {date}"),
    )
    .at(Place::file(file))
    .related(Place::file(other), say!("另一个文本", "the other version"))
    .help(say!("同一天只能有一个文本：请删去多余的一个，或改正日期", "keep one of them, or correct a date"))
}

/// Two works with one code.
pub fn same_code(code: &str, file: &Arc<str>, other: &Arc<str>) -> Diagnostic {
    Diagnostic::error(path::COLLISION, say!("{file} 与 {other} 的代码都是 {code}", "{file} and {other} both have the code {code}"))
        .at(Place::file(file))
        .related(Place::file(other), say!("另一部制度", "the other regulation"))
        .help(say!(
            "请给其中一个另定代码（code = \"…\"）；若是同一部制度的不同文本，放进同一个文件夹，以施行日期命名",
            "give one of them another code; versions of one regulation belong in one folder, named by date"
        ))
}

pub(super) fn two_codes(code: &str, first: &str) -> Diagnostic {
    Diagnostic::error(
        front_matter::WRONG_TYPE,
        say!("同一部制度的文本写了两个代码：{first} 和 {code}", "versions of one regulation state two codes: {first} and {code}"),
    )
    .help(say!("请写成同一个代码，或只在一个文本里写", "write the same code, or state it in one version only"))
}

pub(super) fn bad_code(code: &str) -> Diagnostic {
    Diagnostic::error(path::UNSAFE, say!("“{code}”不能用作代码", "“{code}” cannot be a code"))
        .help(say!("代码只用英文字母、数字和连字符，如 code = \"CW-01\"", "a code has letters, digits and hyphens only: code = \"CW-01\""))
}

pub(super) fn code_made(name: &str, code: &str, file: &Arc<str>) -> Diagnostic {
    Diagnostic::info(path::NOT_ASCII, say!("“{name}”的网址代码是 {code}", "“{name}” is addressed as {code}"))
        .at(Place::file(file))
        .help(say!("想用别的代码，在参数中写 code = \"CW-01\"", "to choose another, write code = \"CW-01\""))
}

pub(super) fn unknown_file(file: &Arc<str>) -> Diagnostic {
    let stem = file.rsplit_once('.').map_or(&**file, |(stem, _)| stem);
    Diagnostic::warning(path::UNKNOWN_FILE, say!("不认识的文件，没有使用", "an unknown file, not used")).at(Place::file(file)).help(say!(
        "制度正文用 .md；附件放进 {stem}.files/ 这样的文件夹",
        "texts are .md; attachments go into a folder such as {stem}.files/"
    ))
}

pub(super) fn undated_version(file: &Arc<str>) -> Diagnostic {
    Diagnostic::warning(
        path::UNKNOWN_FILE,
        say!(
            "同一文件夹的其他文本以施行日期命名，这个文件不是，没有使用",
            "its neighbours are versions named by date; this file is not, and is not used"
        ),
    )
    .at(Place::file(file))
    .help(say!("请改名为 2026-03-01.md 这样的施行日期", "rename it to the date it takes effect, as 2026-03-01.md"))
}

pub(super) fn reason_of_nothing(file: &Arc<str>) -> Diagnostic {
    Diagnostic::warning(path::UNKNOWN_FILE, say!("没有与这份修订说明对应的文本", "there is no version this reason belongs to"))
        .at(Place::file(file))
        .help(say!("请改名为 <文本的文件名>.reason.md", "name it <version>.reason.md"))
}
