//! What can be wrong with a workbook, in a clerk's words.

use std::sync::Arc;

use super::{Fault, Kind};
use crate::diag::{Diagnostic, Place, Text, ledger};
use crate::format::table::Table;
use crate::say;

pub(super) fn unreadable(file: &Arc<str>, fault: &Fault) -> Diagnostic {
    let (code, message, help) = match fault {
        Fault::Encrypted => (
            ledger::FILE_FORMAT,
            say!("这个工作簿加了打开密码", "the workbook is locked by a password"),
            say!("请在 Excel 或 WPS 里去掉打开密码，再保存一次", "take the password off in Excel or WPS and save it again"),
        ),
        Fault::Damaged => (
            ledger::FILE_FORMAT,
            say!("这个工作簿读不出来：文件可能被截断或损坏", "the workbook cannot be read: it may be cut short or damaged"),
            say!("请用 Excel 或 WPS 打开它，另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx"),
        ),
        Fault::NoSheet(wanted, names) => no_sheet(wanted.as_deref(), names),
        Fault::TooLarge => (
            ledger::LIMIT_EXCEEDED,
            say!("这个工作簿展开后超过 2 GB", "the workbook unpacks to over 2 GB"),
            say!("请按月拆分，或另存为 CSV", "split it by month, or save it as CSV"),
        ),
        Fault::TooWide(row) => (
            ledger::LIMIT_EXCEEDED,
            say!("第 {row} 行有数据超出 1024 列", "row {row} holds data beyond 1,024 columns"),
            say!("请删去表格右边多余的内容", "delete what stands to the right of the table"),
        ),
    };
    Diagnostic::error(code, message).at(Place::file(file)).help(help)
}

fn no_sheet(wanted: Option<&str>, names: &[String]) -> (crate::diag::Code, Text, Text) {
    let list = names.join("、");
    let message = match wanted {
        Some(wanted) => say!("工作簿里没有工作表“{wanted}”", "the workbook has no sheet “{wanted}”"),
        None => say!("工作簿里没有可读的工作表", "the workbook has no sheet that can be read"),
    };
    let help = say!(
        "有这些工作表：{list}；请在 _index.md 的 [ledger] 里写 sheet = \"工作表名\"，或取消隐藏",
        "it has {list}; name one with sheet = \"…\" under [ledger] in _index.md, or show it"
    );
    (ledger::FILE_FORMAT, message, help)
}

pub(super) fn hidden_rows(table: &Table, hidden: &[u32]) -> Option<Diagnostic> {
    let rows: Vec<_> = hidden.iter().filter_map(|number| table.find(*number)).filter(|row| !row.is_blank()).collect();
    let (first, count) = (rows.first()?, rows.len());
    Some(
        Diagnostic::warning(
            ledger::HIDDEN_ROW,
            say!("有 {count} 行被隐藏，仍然读入了", "{count} rows are hidden and were read all the same"),
        )
        .at(first.row_place())
        .help(say!(
            "请在 Excel 里取消隐藏或取消筛选，核对这些行该不该公示",
            "show them or clear the filter in Excel, and check whether they belong here"
        )),
    )
}

pub(super) fn refused(file: &Arc<str>, kind: Kind) -> Diagnostic {
    let message = match kind {
        Kind::Html => say!("这是网页或 XML，只是名字像表格", "this is a web page or XML under the name of a table"),
        Kind::OpenDocument => say!("这是 OpenDocument 文件（.ods），不能读", "this is an OpenDocument file (.ods), which cannot be read"),
        Kind::Xlsb => say!("这是二进制工作簿（.xlsb），不能读", "this is a binary workbook (.xlsb), which cannot be read"),
        Kind::Xls => say!("这是 WPS 表格（.et），不能读", "this is a WPS sheet (.et), which cannot be read"),
        _ => say!("这不是表格", "this is not a table"),
    };
    Diagnostic::error(ledger::FILE_FORMAT, message).at(Place::file(file)).help(say!(
        "请用 Excel 或 WPS 打开它，请另存为 .xlsx，再把原文件移出这个文件夹",
        "open it in Excel or WPS, save it as .xlsx, and move the original out of this folder"
    ))
}

pub(super) fn misnamed(file: &Arc<str>, kind: Kind) -> Diagnostic {
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    let (is, right) = match kind {
        Kind::Xlsx => (say!(" Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"), "xlsx"),
        Kind::Xls => (say!("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)"), "xls"),
        _ => (say!("文本", "text"), "csv"),
    };
    let Text { zh, en } = is;
    Diagnostic::warning(
        ledger::FILE_FORMAT,
        say!("文件名是 .{extension}，内容却是{zh}；已按内容读取", "the name says .{extension}, the content is {en}; it was read as that"),
    )
    .at(Place::file(file))
    .help(say!("请把扩展名改为 .{right}", "change the ending of its name to .{right}"))
}
