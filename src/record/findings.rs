//! What can be wrong with a declared table, in a clerk's words.

use super::{FieldType, Limits, Pattern};
use crate::diag::{Diagnostic, Place, Text, column_letter, ledger};
use crate::format::table::{Row, Table};
use crate::say;
use crate::value::{DateError, Money, MoneyError, Period};

/// Where a cell stands, and the title over it.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) row: Row<'a>,
    pub(super) column: usize,
    pub(super) title: &'a str,
}

impl At<'_> {
    fn place(&self) -> Place {
        self.row.place(self.column, Some(self.title))
    }

    fn content(&self) -> String {
        self.row.text(self.column).into_owned()
    }
}

pub(super) fn header_repeated(row: Row<'_>) -> Diagnostic {
    Diagnostic::warning(ledger::HEADER_REPEATED, say!("表头在这里又出现了一次，已跳过", "the header is repeated here and was passed over"))
        .at(row.row_place())
        .help(say!("打印时的重复表头请用“打印标题”设置，不要写进数据", "use the print title setting instead of repeating it in the data"))
}

pub(super) fn row_short(row: Row<'_>, cells: usize, width: usize) -> Diagnostic {
    Diagnostic::error(
        ledger::ROW_RAGGED,
        say!("这一行只有 {cells} 个单元格，表头有 {width} 列", "the row has {cells} cells, the header {width} columns"),
    )
    .at(row.row_place())
    .help(say!(
        "请补齐这一行；常见原因是内容里的换行没有用双引号括住",
        "fill the row up; a line break that is not inside quotes is a usual cause"
    ))
}

pub(super) fn row_long(row: Row<'_>, column: usize, width: usize) -> Diagnostic {
    let letter = letter(column);
    Diagnostic::error(
        ledger::ROW_RAGGED,
        say!("{letter} 列超出了表头的 {width} 列", "column {letter} lies beyond the {width} columns of the header"),
    )
    .at(row.place(column, None))
    .help(say!(
        "删去多出的内容；内容里有分隔符（逗号、分号）时，要用双引号括住整个单元格",
        "delete what is too much; put a cell that holds a comma or semicolon of its own in quotes"
    ))
}

pub(super) fn required_missing(at: At<'_>) -> Diagnostic {
    let title = at.title;
    Diagnostic::error(ledger::REQUIRED_MISSING, say!("“{title}”必须填写", "“{title}” must be filled in"))
        .at(at.place())
        .help(say!("请填上这个单元格", "fill in the cell"))
}

pub(super) fn lone_amount(at: At<'_>) -> Diagnostic {
    let read = at.content();
    Diagnostic::error(ledger::REQUIRED_MISSING, say!("这一行只有一个金额：{read}", "the row holds nothing but an amount: {read}"))
        .at(at.place())
        .help(say!(
            "如果是合计，请在这一行的第一格写“合计”；否则请补齐其他各列",
            "write 合计 into its first cell if it is a total; else fill in the other columns"
        ))
}

pub(super) fn amount(at: At<'_>, error: MoneyError) -> Diagnostic {
    let read = at.content();
    let (code, message, help) = match error {
        MoneyError::Grouping => (
            ledger::AMOUNT_MALFORMED,
            say!("金额的千分位不对：{read}", "the thousands commas are in the wrong place: {read}"),
            grouping_help(&read),
        ),
        MoneyError::Scientific => (
            ledger::AMOUNT_MALFORMED,
            say!("金额成了科学计数法，位数已经丢失：{read}", "the amount is in scientific notation and has lost digits: {read}"),
            say!("请把该列设为“数值、两位小数”，重新输入原数", "format the column as a number with two decimals and type the amount anew"),
        ),
        MoneyError::ExcelError => return excel_error(at),
        MoneyError::Currency => (
            ledger::AMOUNT_MALFORMED,
            say!("不认识的币种：{read}", "an unknown currency: {read}"),
            say!("金额只记人民币；请折算后填写", "amounts are in yuan; convert it"),
        ),
        MoneyError::Precision if at.title.contains("万元") => (
            ledger::AMOUNT_PRECISION,
            say!("以万元计，最多六位小数（精确到分），读到：{read}", "in 万元 an amount has six decimals at most; found {read}"),
            say!("请四舍五入到六位小数，或把这一列改为以元计", "round it to six decimals, or give the column in yuan"),
        ),
        MoneyError::Precision => (
            ledger::AMOUNT_PRECISION,
            say!("金额精确到分，读到：{read}", "amounts are exact to the 分; found {read}"),
            say!("请四舍五入到两位小数；如果单位是万元，请在表头写明", "round it to two decimals; if it is in 万元, say so in the header"),
        ),
        MoneyError::Overflow => {
            (ledger::AMOUNT_OVERFLOW, say!("金额太大：{read}", "the amount is too large: {read}"), say!("请核对位数", "check its digits"))
        }
        MoneyError::Malformed => (
            ledger::AMOUNT_MALFORMED,
            say!("这不是金额：{read}", "this is not an amount: {read}"),
            say!("请写成 1234.50 或 1,234.50；没有金额就留空", "write 1234.50 or 1,234.50; leave it blank where there is none"),
        ),
    };
    Diagnostic::error(code, message).at(at.place()).help(help)
}

fn grouping_help(read: &str) -> Text {
    let sample = sample_amount(read);
    say!("如果没有漏字，应写成 {sample}；请对照原始凭证", "if no digit is missing it should read {sample}; check the voucher")
}

/// The amount a clerk most likely meant: the digits with commas where they belong.
fn sample_amount(read: &str) -> String {
    let digits: String = read.split('.').next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    digits
        .parse::<i64>()
        .ok()
        .and_then(|yuan| yuan.checked_mul(100))
        .map_or_else(|| "1,234.50".to_owned(), |fen| Money::from_fen(fen).grouped())
}

pub(super) fn excel_error(at: At<'_>) -> Diagnostic {
    let read = at.content();
    Diagnostic::error(ledger::EXCEL_ERROR, say!("Excel 的错误值：{read}", "an error value of Excel: {read}"))
        .at(at.place())
        .help(say!("请在原表改好公式或加宽列，再重新导出", "mend the formula or widen the column in the workbook and export it anew"))
}

pub(super) fn formula_without_value(at: At<'_>) -> Diagnostic {
    let title = at.title;
    Diagnostic::error(
        ledger::EXCEL_ERROR,
        say!("“{title}”是公式，但文件里没有算好的结果", "“{title}” is a formula, and the file does not hold what it comes to"),
    )
    .at(at.place())
    .help(say!("请用 Excel 或 WPS 打开它，保存一次，再放回来", "open it in Excel or WPS, save it once, and put it back"))
}

pub(super) fn date(at: At<'_>, error: DateError) -> Diagnostic {
    let read = at.content();
    let message = match error {
        DateError::Impossible => say!("没有这一天：{read}", "there is no such day: {read}"),
        DateError::TwoDigitYear => say!("年份要写四位：{read}", "write the year with four digits: {read}"),
        DateError::OutOfRange => say!("年份不在 1900—2099 之间：{read}", "the year is not within 1900–2099: {read}"),
        DateError::Zone => say!("日期带了时区，无法确定是哪一天：{read}", "the time has a zone, so the day is uncertain: {read}"),
        DateError::Malformed => say!("这不是日期：{read}", "this is not a date: {read}"),
    };
    let help = match error {
        DateError::Impossible | DateError::OutOfRange => say!("请对照原始凭证核对年月日", "check the date against the voucher"),
        _ => say!(
            "请写成 2026-03-05；日在前的写法请在 _index.md 声明 format = \"%d/%m/%Y\"",
            "write 2026-03-05; for day-first dates declare format = \"%d/%m/%Y\" in _index.md"
        ),
    };
    Diagnostic::error(ledger::DATE_INVALID, message).at(at.place()).help(help)
}

pub(super) fn value(at: At<'_>, kind: &FieldType) -> Diagnostic {
    let read = at.content();
    let title = at.title;
    let help = match kind {
        FieldType::Enum(values) => {
            let list = values.join("、");
            say!("请填其中一个：{list}", "one of: {list}")
        }
        FieldType::Integer | FieldType::Decimal(_) if has_unit(at.content().as_ref()) => {
            say!("请只填数字，不带单位", "the number alone, without its unit")
        }
        FieldType::Integer => say!("请填整数，如 3", "a whole number, as 3"),
        FieldType::Decimal(places) => say!("请填数字，最多 {places} 位小数", "a number with at most {places} decimals"),
        FieldType::Boolean => say!("请填 是 或 否", "是 or 否"),
        FieldType::Month => say!("请写成 2026-03", "2026-03"),
        _ => say!("请核对", "check it"),
    };
    let code = if matches!(kind, FieldType::Enum(_)) { ledger::VALUE_UNKNOWN } else { ledger::VALUE_INVALID };
    Diagnostic::error(code, say!("“{title}”不能是 {read}", "“{title}” cannot be {read}")).at(at.place()).help(help)
}

/// Digits and something behind them: 1100公里, 1.8L.
fn has_unit(read: &str) -> bool {
    let rest = read.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    rest.len() < read.len() && rest.starts_with(char::is_alphabetic) && !rest.contains(|c: char| c.is_ascii_digit())
}

/// A value below the least or above the greatest.
pub(super) fn out_of_range(at: At<'_>, limits: &Limits) -> Diagnostic {
    let (read, title) = (at.content(), at.title);
    let (min, max) = (limits.min.as_ref(), limits.max.as_ref());
    let range = match (min.map(super::Bound::as_str), max.map(super::Bound::as_str)) {
        (Some(min), Some(max)) => say!("{min} 至 {max}", "from {min} to {max}"),
        (Some(min), None) => say!("不小于 {min}", "{min} or more"),
        (None, max) => {
            let max = max.unwrap_or_default();
            say!("不大于 {max}", "{max} or less")
        }
    };
    let Text { zh, en } = range;
    let message = if min.or(max).is_some_and(super::Bound::is_length) {
        let length = read.chars().count();
        say!("“{title}”有 {length} 个字：{read}", "“{title}” has {length} characters: {read}")
    } else {
        say!("“{title}”超出范围：{read}", "“{title}” is out of range: {read}")
    };
    let help = if min.or(max).is_some_and(super::Bound::is_length) {
        say!("允许的字数：{zh}", "characters allowed: {en}")
    } else {
        say!("允许的值：{zh}", "allowed: {en}")
    };
    Diagnostic::error(ledger::VALUE_OUT_OF_RANGE, message).at(at.place()).help(help)
}

/// What the declaration tells whoever fills the column in, before what is allowed. A cell that the program before spoilt is
/// mended otherwise.
pub(super) fn with_field_help(mut found: Diagnostic, words: &str) -> Diagnostic {
    let about_value = matches!(
        found.code,
        ledger::REQUIRED_MISSING | ledger::VALUE_UNKNOWN | ledger::VALUE_INVALID | ledger::VALUE_OUT_OF_RANGE | ledger::PATTERN_MISMATCH
    );
    if !words.is_empty()
        && about_value
        && let Some(Text { zh, en }) = found.help.take()
    {
        found.help = Some(say!("{words}；{zh}", "{words}; {en}"));
    }
    found
}

/// A value that does not fit the pattern of its column.
pub(super) fn pattern_mismatch(at: At<'_>, pattern: &Pattern) -> Diagnostic {
    let (read, title, pattern) = (at.content(), at.title, pattern.as_str());
    Diagnostic::error(ledger::PATTERN_MISMATCH, say!("“{title}”的写法不对：{read}", "“{title}” is not written as it should be: {read}"))
        .at(at.place())
        .help(say!("应当符合声明的写法（pattern）：{pattern}", "it must fit the declared pattern: {pattern}"))
}

pub(super) fn id_damaged(at: At<'_>) -> Diagnostic {
    let read = at.content();
    Diagnostic::error(
        ledger::ID_DAMAGED,
        say!(
            "编号被 Excel 变成了科学计数法，原号已丢失：{read}",
            "Excel turned the number into scientific notation and the original is lost: {read}"
        ),
    )
    .at(at.place())
    .help(say!("请把该列设为“文本”，从凭证上重新输入", "format the column as text and type it anew from the voucher"))
}

pub(super) fn formula_cell(at: At<'_>) -> Diagnostic {
    let read = at.content();
    Diagnostic::warning(ledger::FORMULA_CELL, say!("单元格像公式：{read}", "the cell looks like a formula: {read}")).at(at.place()).help(
        say!(
            "data.csv 里原样保留，data.safe.csv 里会加一个单引号",
            "it stays as it is in data.csv and gets an apostrophe in data.safe.csv"
        ),
    )
}

pub(super) fn date_year_assumed(at: At<'_>, year: i32) -> Diagnostic {
    let title = at.title;
    Diagnostic::warning(ledger::DATE_YEAR_ASSUMED, say!("“{title}”没有写年份，按 {year} 年处理", "“{title}” has no year; {year} is taken"))
        .at(at.place())
        .help(say!("请写全年月日", "write the year too"))
}

pub(super) fn date_serial(at: At<'_>) -> Diagnostic {
    let title = at.title;
    Diagnostic::warning(
        ledger::DATE_SERIAL,
        say!(
            "“{title}”整列是 Excel 的日期序号，已换算成日期",
            "“{title}” holds Excel's serial numbers throughout; they were turned into dates"
        ),
    )
    .at(at.place())
    .help(say!("请把该列设为“日期”再导出", "format the column as dates before exporting"))
}

pub(super) fn date_outside(at: At<'_>, period: Period) -> Diagnostic {
    let read = at.content();
    let shown = period.title();
    Diagnostic::warning(ledger::DATE_OUTSIDE_PERIOD, say!("日期 {read} 不在 {shown}", "the date {read} is not within {period}"))
        .at(at.place())
        .help(say!("请核对日期，或把这一行移到它所属月份的表里", "check the date, or move the row to the table of its month"))
}

pub(super) fn period_mismatch(table: &Table, stated: Period, period: Period) -> Diagnostic {
    let (stated, period) = (stated.title(), period.title());
    Diagnostic::warning(
        ledger::PERIOD_MISMATCH,
        say!("表上方写的是 {stated}，文件名是 {period}", "the rows above the header say {stated}, the file's name says {period}"),
    )
    .at(table.rows().next().map_or_else(|| Place::file(&table.source().file), |row| row.row_place()))
    .help(say!("请核对是不是放错了文件", "check that this is the right file"))
}

pub(super) fn key_duplicate(at: At<'_>, first: u32, key: &str) -> Diagnostic {
    let title = at.title;
    Diagnostic::error(ledger::KEY_DUPLICATE, say!("“{title}”重复：{key} 在第 {first} 行已经出现", "“{title}” repeats {key} of row {first}"))
        .at(at.place())
        .help(say!("请核对是否重复录入，或补上行号", "check whether the row was entered twice, or number its lines"))
}

pub(super) fn key_blank(at: At<'_>) -> Diagnostic {
    let title = at.title;
    Diagnostic::warning(
        ledger::KEY_BLANK,
        say!("“{title}”没有填，无法核对这一行是否重复录入", "“{title}” is empty: whether the row was entered twice cannot be told"),
    )
    .at(at.place())
    .help(say!("请补上“{title}”", "fill in “{title}”"))
}

pub(super) fn total_mismatch(at: At<'_>, label: &str, stated: Money, computed: Money) -> Diagnostic {
    let (difference, stated, computed) = ((stated - computed).grouped(), stated.grouped(), computed.grouped());
    Diagnostic::error(
        ledger::TOTAL_MISMATCH,
        say!(
            "{label}行写的是 {stated}，各行相加是 {computed}，相差 {difference}",
            "the row {label} says {stated}, the rows add up to {computed}: {difference} apart"
        ),
    )
    .at(at.place())
    .help(say!("请核对是漏了行还是{label}没有更新", "look for a missing row, or bring {label} up to date"))
}

pub(super) fn total_rounded(at: At<'_>, label: &str, difference: Money) -> Diagnostic {
    let difference = difference.grouped();
    Diagnostic::warning(
        ledger::TOTAL_ROUNDED,
        say!("{label}与各行相差 {difference}，在四舍五入的尾差之内", "{label} is {difference} off, within rounding"),
    )
    .at(at.place())
    .help(say!("如能提供以元为单位的表，就没有尾差", "a table in yuan has no such difference"))
}

pub(super) fn too_many_columns(table: &Table, width: usize, limit: usize) -> Diagnostic {
    Diagnostic::error(ledger::LIMIT_EXCEEDED, say!("表有 {width} 列，最多 {limit} 列", "the table has {width} columns, {limit} at most"))
        .at(Place::file(&table.source().file))
        .help(say!("请删去多余的列", "delete the columns that are not needed"))
}

pub(super) fn too_many_rows(row: Row<'_>, limit: usize) -> Diagnostic {
    Diagnostic::error(ledger::LIMIT_EXCEEDED, say!("超过 {limit} 行", "more than {limit} rows"))
        .at(row.row_place())
        .help(say!("请拆分，或在 [ledger] 里用 max-rows 放宽", "split the table, or raise max-rows in [ledger]"))
}

pub(super) fn cell_too_long(at: At<'_>, limit: usize) -> Diagnostic {
    Diagnostic::error(ledger::LIMIT_EXCEEDED, say!("单元格超过 {limit} 个字符", "the cell is over {limit} characters long"))
        .at(at.row.row_place())
        .help(say!(
            "多半是双引号没有配对，把后面的行都吞进来了；请检查这一行的引号",
            "most likely a quote is not closed and swallows the rows below; check the quotes of this row"
        ))
}

pub(super) fn empty_table(table: &Table) -> Diagnostic {
    Diagnostic::error(ledger::EMPTY_PERIOD, say!("表里没有数据行", "the table has no rows of data"))
        .at(Place::file(&table.source().file))
        .help(say!(
            "如果本期确实没有发生，请在同名的 .md 里写 empty = \"本月无支出\"",
            "if nothing happened, write empty = \"本月无支出\" in the .md of the same name"
        ))
}

pub(super) fn letter(column: usize) -> String {
    column_letter(u32::try_from(column + 1).unwrap_or(u32::MAX))
}

/// Shown once per column, with how often it occurred.
pub(super) fn with_count(mut diagnostic: Diagnostic, count: usize) -> Diagnostic {
    if count > 1 {
        let Text { zh, en } = diagnostic.message;
        diagnostic.message = say!("{zh}（共 {count} 处）", "{en} ({count} times)");
    }
    diagnostic
}
