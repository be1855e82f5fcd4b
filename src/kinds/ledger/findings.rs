//! What can be wrong with a ledger's files, in a clerk's words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::Declaration;
use crate::diag::{Diagnostic, Place, check, ledger, path};
use crate::format::{nearest, table::Table};
use crate::record::{Field, Record, Records, Value};
use crate::say;
use crate::value::{Cycle, Period};

pub(super) fn unknown_file(file: &Arc<str>, cycle: Cycle) -> Diagnostic {
    let name = nearest_name(file, cycle).unwrap_or_else(|| {
        let example = match cycle {
            Cycle::Month => "2026-10.csv",
            Cycle::Quarter => "2026-Q3.csv",
            Cycle::Year => "2026.csv",
            Cycle::None => "data.csv",
        };
        example.to_owned()
    });
    Diagnostic::warning(
        path::UNKNOWN_FILE,
        say!("不知道这个文件是哪一期的，没有读它", "which period this file belongs to is unknown; it was not read"),
    )
    .at(Place::file(file))
    .help(say!(
        "请用期间开头命名，如 {name}；说明用 .md，附件放进同名的 .files 文件夹",
        "begin its name with the period, as in {name}; words go into .md, attachments into a folder named .files"
    ))
}

/// The right name for a file whose name holds a period somewhere: `2026-03.csv` for `2026-3.csv` and `支出2026-03.csv`.
fn nearest_name(file: &str, cycle: Cycle) -> Option<String> {
    let name = file.rsplit('/').next()?;
    let (stem, extension) = name.rsplit_once('.')?;
    let from = &stem[stem.find(|c: char| c.is_ascii_digit())?..];
    let read = |text: &str| Period::parse_name(text).map(|(period, _)| period).filter(|period| period.cycle() == cycle);
    let padded = || {
        let (year, rest) = from.split_at_checked(4)?;
        let month = rest.strip_prefix(['-', '_', '.'])?.chars().next().filter(char::is_ascii_digit)?;
        read(&format!("{year}-0{month}"))
    };
    let period = read(from).or_else(padded)?;
    Some(format!("{period}.{extension}"))
}

pub(super) fn not_a_table(file: &Arc<str>) -> Diagnostic {
    let name = file.rsplit('/').next().unwrap_or_default();
    let message = match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()) {
        Some(extension) => say!("不能读 .{extension} 文件", "cannot read a .{extension} file"),
        None => say!("文件名没有扩展名，不知道怎么读", "the file's name has no ending: how to read it is unknown"),
    };
    Diagnostic::error(ledger::FILE_FORMAT, message).at(Place::file(file)).help(say!(
        "表格请存为 .xlsx 或 .csv；附件放进同名的 .files 文件夹",
        "save a table as .xlsx or .csv; put an attachment into the folder of the same name that ends in .files"
    ))
}

pub(super) fn words_without_table(file: &Arc<str>, period: Period) -> Diagnostic {
    Diagnostic::warning(path::UNKNOWN_FILE, say!("有 {period} 的说明，但没有 {period} 的表", "there are words for {period} but no table"))
        .at(Place::file(file))
        .help(say!(
            "请放入 {period}.csv；如果本期没有发生，请在这个文件的参数里写 empty = \"本月无支出\"",
            "add {period}.csv; if nothing happened, write empty = \"本月无支出\" in the front matter of this file"
        ))
}

pub(super) fn duplicate_period(first: &Arc<str>, second: &Arc<str>, period: Period) -> Diagnostic {
    Diagnostic::error(
        ledger::DUPLICATE_PERIOD,
        say!("{second} 与 {first} 都是 {period} 的表", "{second} and {first} are both tables of {period}"),
    )
    .at(Place::file(second))
    .related(Place::file(first), say!("另一个文件", "the other file"))
    .help(say!(
        "请只留一个；如果每个部门各报一份，请在 [ledger] 里写 parts = true",
        "keep one of them; if each department hands in its own, write parts = true under [ledger]"
    ))
}

/// A table in which no column says what the money was for or whose it was.
pub(super) fn one_of_missing(declaration: &Declaration, table: &Table, records: &Records) -> Option<Diagnostic> {
    if declaration.one_of.is_empty() || records.is_empty() || declaration.one_of.iter().any(|field| records.has(*field)) {
        return None;
    }
    let list = declaration.one_of.iter().map(|field| declaration.fields[*field].title.as_str()).collect::<Vec<_>>().join("、");
    let place = table.rows().next().map_or_else(|| Place::file(&table.source().file), |row| row.row_place());
    Some(
        Diagnostic::error(
            ledger::COLUMN_MISSING,
            say!("至少要有这些列中的一列：{list}", "at least one of these columns is needed: {list}"),
        )
        .at(place)
        .help(say!("请加上其中一列", "add one of them")),
    )
}

/// A period of which the words say that nothing happened and the table that something did.
pub(super) fn empty_contradicted(place: Place, empty: &str, rows: usize) -> Diagnostic {
    let message = say!("这里写着“{empty}”，同一期的表里却有 {rows} 行", "this says “{empty}”, and the table of the period has {rows} rows");
    Diagnostic::error(ledger::EMPTY_CONTRADICTED, message)
        .at(place)
        .help(say!("请删去 empty 这一行；确实没有发生的，删去表", "delete the line empty; or the table, if nothing happened"))
}

/// Keys and unique values that several files of one period hold: each file by itself was looked through when it was read.
pub(super) fn repeated_keys(declaration: &Declaration, records: &Records) -> Vec<Diagnostic> {
    let files: BTreeSet<&Arc<str>> = records.iter().map(Record::file).collect();
    if files.len() < 2 {
        return Vec::new();
    }
    let among = |chosen: fn(&Field) -> bool| (0..declaration.fields.len()).filter(move |field| chosen(&declaration.fields[*field]));
    let key: Vec<usize> = among(|field| field.key).collect();
    let distinct = std::iter::once(key).filter(|key| !key.is_empty()).chain(among(|field| field.unique).map(|field| vec![field]));
    let mut diagnostics = Vec::new();
    for fields in distinct {
        let mut seen: BTreeMap<Vec<String>, Record<'_>> = BTreeMap::new();
        for record in records.iter() {
            if fields.iter().any(|field| record.value(*field) == Value::Absent) {
                continue;
            }
            let key = fields.iter().map(|field| record.value(*field).canonical().into_owned()).collect();
            let first = seen.entry(key).or_insert(record);
            if first.file() != record.file() {
                diagnostics.push(repeated_key(&declaration.fields[fields[0]].title, record, *first, &fields));
            }
        }
    }
    diagnostics
}

fn repeated_key(title: &str, record: Record<'_>, first: Record<'_>, fields: &[usize]) -> Diagnostic {
    let key = fields.iter().map(|field| record.value(*field).canonical()).collect::<Vec<_>>().join(" / ");
    let (file, row) = (first.file(), first.row());
    let message = say!("“{title}”重复：{key} 在 {file} 第 {row} 行已经出现", "“{title}” repeats {key} of row {row} in {file}");
    Diagnostic::error(ledger::KEY_DUPLICATE, message)
        .at(record.place(fields[0]))
        .related(first.place(fields[0]), say!("先出现在这里", "it stands here first"))
        .help(say!(
            "请核对是否两个部门重复报了同一笔，或补上行号",
            "check whether two departments handed in the same row, or number the lines"
        ))
}

pub(super) fn sum_overflow(file: &Arc<str>) -> Diagnostic {
    Diagnostic::error(ledger::AMOUNT_OVERFLOW, say!("各行金额相加超出了可以表示的范围", "the amounts add up to more than can be counted"))
        .at(Place::file(file))
        .help(say!("请核对金额的位数和单位", "check the digits and the unit of the amounts"))
}

/// A reference to a ledger that the site does not keep.
pub(super) fn unknown_ledger(place: Place, name: &str, known: &[&str]) -> Diagnostic {
    let list = known.join("、");
    let help = match nearest(name, known) {
        Some(near) => say!("是不是 {near:?}？", "did you mean {near:?}?"),
        None => say!("已有的台账：{list}", "there are: {list}"),
    };
    Diagnostic::error(check::UNKNOWN_LEDGER, say!("没有台账 {name:?}", "there is no ledger {name:?}")).at(place).help(help)
}

/// A reference to a field that the other ledger does not declare.
pub(super) fn unknown_field(place: Place, ledger: &str, name: &str, known: &[&str]) -> Diagnostic {
    let list = known.join("、");
    let help = match nearest(name, known) {
        Some(near) => say!("是不是 {near:?}？", "did you mean {near:?}?"),
        None => say!("它的列有：{list}", "its fields are: {list}"),
    };
    Diagnostic::error(check::UNKNOWN_FIELD, say!("台账 {ledger:?} 没有列 {name:?}", "the ledger {ledger:?} has no field {name:?}"))
        .at(place)
        .help(help)
}

/// A value that ought to stand in another ledger.
pub(super) fn reference_missing(place: Place, title: &str, value: &str, elsewhere: (&str, &str), known: &BTreeSet<&str>) -> Diagnostic {
    let (ledger, field) = elsewhere;
    let candidates: Vec<&str> = known.iter().copied().collect();
    let help = match nearest(value, &candidates) {
        Some(near) => say!("是不是 {near}？", "did you mean {near}?"),
        None => say!("请核对编号，或把它补进《{ledger}》", "check it, or add it to “{ledger}”"),
    };
    Diagnostic::warning(
        ledger::REFERENCE_MISSING,
        say!("“{title}”是 {value}，《{ledger}》的“{field}”里没有", "“{title}” is {value}, which “{field}” of “{ledger}” does not hold"),
    )
    .at(place)
    .help(help)
}
