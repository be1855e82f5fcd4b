//! A table as a workbook: one sheet of data with typed cells, one that says what they are.

use std::fmt;

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::{Cell, Column, ColumnKind};
use crate::diag::{Language, Text};
use crate::say;
use crate::value::{Date, Datelike, Money, Period};

/// Beyond so many rows, rows go through a temporary file, so that memory does not grow with them.
const ROWS_IN_MEMORY: usize = 20_000;
/// A sheet has 1,048,576 rows, the head among them.
const MOST_ROWS: usize = 1_048_575;
/// Excel keeps so many digits of a number; what has more is written as text, which keeps all.
const DIGITS: usize = 15;
/// Characters a cell may hold.
const MOST_CHARACTERS: usize = 32_767;
/// Widths of columns, in digits.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=40;
/// Height of a line, in points.
const LINE: usize = 15;

/// What a workbook says besides its rows.
#[derive(Debug, Clone)]
pub struct Workbook<'a> {
    /// Title of the table: 财务支出月通报.
    pub title: &'a str,
    /// The period in words, or empty.
    pub period: &'a str,
    /// Who made it, for the properties of the file; or empty.
    pub organisation: &'a str,
    /// Sum of the amounts; absent for a table without.
    pub total: Option<Money>,
    /// sha256 of `data.csv`, lower-case hex.
    pub sha256: &'a str,
    /// Columns, in order.
    pub columns: &'a [Column],
    /// How many rows follow.
    pub rows: usize,
    /// When the file says it was made: the period's last day, so that the same table gives the same bytes.
    pub created: Date,
    /// Language of sheet names and notes.
    pub language: Language,
}

/// Why a table does not fit a workbook.
#[derive(Debug)]
pub enum WorkbookError {
    /// More rows than a sheet has.
    Rows(usize),
    /// More than 32,767 characters in a cell: its data row from 1 and its column's title.
    Text {
        /// Data row, from 1.
        row: usize,
        /// Title of the column.
        column: String,
    },
    /// The writer failed: no room for its temporary file, or a column too many.
    Writer(XlsxError),
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(rows) => write!(f, "{rows} rows do not fit a sheet of {MOST_ROWS}"),
            Self::Text { row, column } => write!(f, "row {row}, {column}: more than {MOST_CHARACTERS} characters"),
            Self::Writer(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WorkbookError {}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self::Writer(error)
    }
}

/// The workbook's bytes. Rows come in order, each with one cell a column; what is short of a row stays empty.
///
/// Text is text: what begins with `=` is no formula, leading zeros and all digits of long numbers stay. Amounts and
/// numbers are numbers, days and months are dates, 是 and 否 are words.
pub fn workbook<'c, R>(book: &Workbook<'_>, rows: impl Iterator<Item = R>) -> Result<Vec<u8>, WorkbookError>
where
    R: IntoIterator<Item = Cell<'c>>,
{
    if book.rows > MOST_ROWS {
        return Err(WorkbookError::Rows(book.rows));
    }
    let mut file = rust_xlsxwriter::Workbook::new();
    file.set_properties(&properties(book)?);
    let sheet = if book.rows > ROWS_IN_MEMORY { file.add_worksheet_with_constant_memory()? } else { file.add_worksheet() };
    data(sheet, book, rows)?;
    notes(file.add_worksheet(), book)?;
    Ok(file.save_to_buffer()?)
}

fn properties(book: &Workbook<'_>) -> Result<DocProperties, XlsxError> {
    let title = if book.period.is_empty() { book.title.to_owned() } else { format!("{} {}", book.title, book.period) };
    let properties = DocProperties::new().set_title(title).set_author(book.organisation).set_company(book.organisation);
    Ok(properties.set_creation_datetime(&excel_date(book.created)?))
}

fn data<'c, R>(sheet: &mut Worksheet, book: &Workbook<'_>, rows: impl Iterator<Item = R>) -> Result<(), WorkbookError>
where
    R: IntoIterator<Item = Cell<'c>>,
{
    sheet.set_name(words(say!("数据", "Data"), book.language))?;
    page(sheet, book)?;
    let mut widths: Vec<usize> = Vec::with_capacity(book.columns.len());
    for (column, at) in book.columns.iter().zip(0..) {
        let title = column.full_title();
        // Cells have the format of their column, and so has one that is filled in later.
        sheet.set_column_format(at, &format_of(column.kind))?;
        sheet.write_string_with_format(0, at, &title, &head_format())?;
        widths.push(title.width() + 4);
    }
    let mut last = 0;
    for (index, row) in rows.enumerate().take(MOST_ROWS) {
        last = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let mut widest = 0;
        for ((at, cell), column) in (0_u16..).zip(row).zip(book.columns) {
            let width = write(sheet, (last, at), cell).map_err(|error| match error {
                XlsxError::MaxStringLengthExceeded => WorkbookError::Text { row: index + 1, column: column.title.clone() },
                other => WorkbookError::Writer(other),
            })?;
            widest = widest.max(width);
            widths[usize::from(at)] = widths[usize::from(at)].max(width + 2);
        }
        // Not every program makes room for wrapped text by itself.
        let lines = widest.div_ceil(WIDTHS.end() - 2).min(20);
        if lines > 1 {
            sheet.set_row_height(last, u32::try_from(LINE * lines).unwrap_or_default())?;
        }
    }
    finish(sheet, book.columns, &widths, last)?;
    Ok(())
}

/// Widths, the filter, and no green corners at numbers that are text on purpose.
fn finish(sheet: &mut Worksheet, columns: &[Column], widths: &[usize], last: u32) -> Result<(), XlsxError> {
    for ((column, width), at) in columns.iter().zip(widths).zip(0_u16..) {
        let digits = u32::try_from((*width).clamp(*WIDTHS.start(), *WIDTHS.end())).unwrap_or_default();
        sheet.set_column_width(at, digits)?;
        if column.kind == ColumnKind::Text && last > 0 {
            sheet.ignore_error_range(1, at, last, at, IgnoreError::NumberStoredAsText)?;
        }
    }
    if let Some(right) = columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, last, u16::try_from(right).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

/// A4 on its side, as many sheets down as it takes, the head on each; the head stays in view on the screen.
fn page(sheet: &mut Worksheet, book: &Workbook<'_>) -> Result<(), XlsxError> {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
    sheet.set_repeat_rows(0, 0)?.set_freeze_panes(1, 0)?;
    // A header may have 255 characters, and & begins a command there.
    let title: String = format!("{} {}", book.title, book.period).trim().chars().take(100).collect();
    sheet.set_header(format!("&C{}", title.replace('&', "&&"))).set_footer("&C&P / &N");
    Ok(())
}

/// Writes a cell and says how wide it is, in digits.
fn write(sheet: &mut Worksheet, (row, column): (u32, u16), cell: Cell<'_>) -> Result<usize, XlsxError> {
    let (text, number_width) = match cell {
        Cell::Empty => return Ok(0),
        Cell::Date(date) => {
            sheet.write_datetime(row, column, excel_date(date)?)?;
            return Ok(10);
        }
        Cell::Month(Period::Month(year, month)) => {
            let first = Date::from_ymd_opt(year, month, 1).ok_or(XlsxError::DateTimeRangeError(format!("{year}-{month}")))?;
            sheet.write_datetime(row, column, excel_date(first)?)?;
            return Ok(7);
        }
        Cell::Money(money) => (money.to_string(), Some(money.grouped().len())),
        Cell::Integer(integer) => (integer.to_string(), Some(integer.to_string().len())),
        Cell::Decimal(text, _) => (text.to_owned(), Some(text.len() + text.len() / 3)),
        Cell::Text(text) => (text.to_owned(), None),
        Cell::Month(period) => (period.to_string(), None),
        Cell::Boolean(boolean) => ((if boolean { "是" } else { "否" }).to_owned(), None),
    };
    if let Some(width) = number_width
        && text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count() <= DIGITS
        && let Ok(number) = text.parse::<f64>()
    {
        sheet.write_number(row, column, number)?;
        return Ok(width);
    }
    if number_width.is_some() {
        sheet.write_string_with_format(row, column, &text, &text_right())?;
    } else {
        sheet.write_string(row, column, &text)?;
    }
    Ok(text.lines().map(UnicodeWidthStr::width).max().unwrap_or_default())
}

/// What the columns mean and how to check the file, for those who were sent the workbook alone.
fn notes(sheet: &mut Worksheet, book: &Workbook<'_>) -> Result<(), XlsxError> {
    let language = book.language;
    sheet.set_name(words(say!("说明", "Notes"), language))?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    let rows = book.rows.to_string();
    let mut facts = vec![(say!("标题", "Title"), book.title.to_owned())];
    if !book.period.is_empty() {
        facts.push((say!("期间", "Period"), book.period.to_owned()));
    }
    facts.push((say!("行数", "Rows"), rows));
    if let Some(total) = book.total {
        facts.push((say!("合计（元）", "Total (yuan)"), total.grouped()));
        facts.push((say!("大写", "In capitals"), total.in_words()));
    }
    facts.push((say!("data.csv 的 sha256 校验码", "sha256 of data.csv"), book.sha256.to_owned()));
    let (plain, bold) = (Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top), Format::new().set_bold());
    let mut row = 0;
    for (name, value) in facts {
        sheet.write_string_with_format(row, 0, words(name, language), &bold)?;
        sheet.write_string_with_format(row, 1, value, &plain)?;
        row += 1;
    }
    row += 1;
    for (title, at) in [say!("列", "Column"), say!("说明", "Meaning"), say!("类型", "Type"), say!("单位", "Unit")].into_iter().zip(0..)
    {
        sheet.write_string_with_format(row, at, words(title, language), &head_format())?;
    }
    for column in book.columns {
        row += 1;
        let kind = words(kind_words(column.kind), language);
        for (text, at) in [&column.title, &column.description, &kind, &column.unit].into_iter().zip(0..) {
            sheet.write_string_with_format(row, at, text, &plain)?;
        }
    }
    for (width, at) in [28, 72, 14, 10].into_iter().zip(0..) {
        sheet.set_column_width(at, width)?;
    }
    Ok(())
}

fn kind_words(kind: ColumnKind) -> Text {
    match kind {
        ColumnKind::Text => say!("文字", "text"),
        ColumnKind::Money => say!("金额", "amount"),
        ColumnKind::Decimal(places) => say!("小数（{places} 位）", "number ({places} decimals)"),
        ColumnKind::Integer => say!("整数", "whole number"),
        ColumnKind::Date => say!("日期", "date"),
        ColumnKind::Month => say!("月份", "month"),
        ColumnKind::Boolean => say!("是/否", "yes or no"),
    }
}

fn words(text: Text, language: Language) -> String {
    match language {
        Language::Zh => text.zh,
        Language::En => text.en,
    }
}

fn head_format() -> Format {
    let format = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    format.set_border_bottom(FormatBorder::Thin).set_background_color(Color::RGB(0x00F2_EDE4))
}

fn text_right() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::Right)
}

fn format_of(kind: ColumnKind) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    match kind {
        ColumnKind::Money => format.set_num_format("#,##0.00;[Red]-#,##0.00"),
        ColumnKind::Decimal(0) | ColumnKind::Integer => format.set_num_format("0"),
        ColumnKind::Decimal(places) => format.set_num_format(format!("#,##0.{}", "0".repeat(usize::from(places.min(15))))),
        ColumnKind::Date => format.set_num_format("yyyy-mm-dd"),
        ColumnKind::Month => format.set_num_format("yyyy-mm"),
        // As text, so that a cell that is edited stays text too.
        ColumnKind::Text => format.set_num_format("@").set_text_wrap(),
        ColumnKind::Boolean => format.set_num_format("@"),
    }
}

fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let out_of_range = |_| XlsxError::DateTimeRangeError(date.to_string());
    let year = u16::try_from(date.year()).map_err(out_of_range)?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).map_err(out_of_range)?, u8::try_from(date.day()).map_err(out_of_range)?)
}

#[cfg(test)]
mod tests;
