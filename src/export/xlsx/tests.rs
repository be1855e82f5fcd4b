//! Workbooks read back by another program's reader.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use super::{Workbook, WorkbookError, workbook};
use crate::diag::Language;
use crate::export::{Cell, Column, ColumnKind};
use crate::value::{Date, Money, Period};

fn columns() -> Vec<Column> {
    vec![
        Column::new("voucher", "凭证号", ColumnKind::Text),
        Column::new("date", "日期", ColumnKind::Date),
        Column { description: "实际支付的金额".into(), ..Column::new("amount", "金额", ColumnKind::Money) },
        Column { unit: "人".into(), ..Column::new("people", "人数", ColumnKind::Integer) },
        Column { unit: "公里".into(), ..Column::new("distance", "里程", ColumnKind::Decimal(1)) },
        Column::new("month", "所属月份", ColumnKind::Month),
        Column::new("paid", "是否支付", ColumnKind::Boolean),
    ]
}

fn book(columns: &[Column], rows: usize) -> Workbook<'_> {
    Workbook {
        title: "财务支出月通报 <A&B>",
        period: "2026年10月",
        organisation: "云岭县人民检察院",
        total: Some(Money::from_fen(123_450)),
        sha256: "0123abcd",
        columns,
        rows,
        created: Date::from_ymd_opt(2026, 10, 31).unwrap(),
        language: Language::Zh,
    }
}

fn day(day: u32) -> Date {
    Date::from_ymd_opt(2026, 10, day).unwrap()
}

fn row(voucher: &str) -> [Cell<'_>; 7] {
    let month = Cell::Month(Period::Month(2026, 10));
    [
        Cell::Text(voucher),
        Cell::Date(day(5)),
        Cell::Money(Money::from_fen(-123_450)),
        Cell::Integer(3),
        Cell::Decimal("12.5", 1),
        month,
        Cell::Boolean(true),
    ]
}

fn made(rows: &[[Cell<'_>; 7]]) -> Vec<u8> {
    workbook(&book(&columns(), rows.len()), rows.iter().copied()).unwrap()
}

fn sheet(bytes: &[u8], name: &str) -> calamine::Range<Data> {
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    file.worksheet_range(name).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn cells_keep_their_types() {
    let sheet = sheet(&made(&[row("2026-001")]), "数据");
    let head: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(head, ["凭证号", "日期", "金额（元）", "人数（人）", "里程（公里）", "所属月份", "是否支付"]);
    let cells = sheet.rows().nth(1).unwrap();
    assert_eq!(cells[0], Data::String("2026-001".into()));
    assert_eq!(cells[2], Data::Float(-1234.5));
    assert_eq!(cells[3], Data::Float(3.0));
    assert_eq!(cells[4], Data::Float(12.5));
    assert_eq!(cells[6], Data::String("是".into()));
    for (cell, serial) in [(&cells[1], 46_300.0), (&cells[5], 46_296.0)] {
        let Data::DateTime(date) = cell else { panic!("{cell:?} is no date") };
        assert!(date.is_datetime() && date.as_f64().total_cmp(&serial).is_eq(), "{date:?}");
    }
}

#[test]
fn text_stays_text_whatever_it_looks_like() {
    let codes =
        ["=1+1", "+86", "-5", "@SUM(A1)", "007", "532326199001011234", "1.23E+10", "2026-10-05", "TRUE", "#REF!", "{=1}", "http://a.b/"];
    let rows: Vec<[Cell<'_>; 7]> = codes.iter().map(|code| row(code)).collect();
    let bytes = made(&rows);
    let sheet = sheet(&bytes, "数据");
    for (code, cells) in codes.iter().zip(sheet.rows().skip(1)) {
        assert_eq!(cells[0], Data::String((*code).into()));
    }
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn what_a_number_cannot_hold_is_written_in_full() {
    let columns = [Column::new("amount", "金额", ColumnKind::Money), Column::new("id", "编号", ColumnKind::Integer)];
    let rows = [
        [Cell::Money(Money::from_fen(999_999_999_999_999)), Cell::Integer(999_999_999_999_999)],
        [Cell::Money(Money::from_fen(i64::MAX)), Cell::Integer(i64::MIN)],
        [Cell::Empty, Cell::Decimal("0.001", 3)],
    ];
    let bytes = workbook(&book(&columns, 3), rows.into_iter()).unwrap();
    let sheet = sheet(&bytes, "数据");
    let cells: Vec<&[Data]> = sheet.rows().skip(1).collect();
    assert_eq!(cells[0], [Data::Float(9_999_999_999_999.99), Data::Float(999_999_999_999_999.0)]);
    assert_eq!(cells[1], [Data::String("92233720368547758.07".into()), Data::String("-9223372036854775808".into())]);
    assert_eq!(cells[2], [Data::Empty, Data::Float(0.001)]);
}

#[test]
fn the_notes_say_what_the_file_is() {
    let bytes = made(&[row("1")]);
    let notes = sheet(&bytes, "说明");
    let text: Vec<String> = notes.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
    let text = text.join("\n");
    for line in [
        "标题|财务支出月通报 <A&B>",
        "期间|2026年10月",
        "行数|1",
        "合计（元）|1,234.50",
        "大写|壹仟贰佰叁拾肆元伍角整",
        "校验码|0123abcd",
        "金额|实际支付的金额|金额|元",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
}

#[test]
fn the_sheet_prints_and_scrolls_with_its_head() {
    let bytes = made(&[row("1")]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for mark in [
        r#"orientation="landscape""#,
        r#"paperSize="9""#,
        r#"fitToHeight="0""#,
        r#"state="frozen""#,
        r#"<autoFilter ref="A1:G2"/>"#,
        "<sheetPr",
    ] {
        assert!(sheet.contains(mark), "{mark} is not in {sheet}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("Print_Titles"));
    assert!(part(&bytes, "docProps/core.xml").contains("2026-10-31T00:00:00Z"));
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let rows: Vec<[Cell<'_>; 7]> = (0..50).map(|_| row("办公用品")).collect();
    assert_eq!(made(&rows), made(&rows));
    let many: Vec<[Cell<'_>; 7]> = (0..20_001).map(|_| row("办公用品")).collect();
    let first = made(&many);
    assert_eq!(first, made(&many));
    let sheet = sheet(&first, "数据");
    assert_eq!(sheet.height(), 20_002);
    assert_eq!(sheet.rows().next_back().unwrap()[0], Data::String("办公用品".into()));
}

#[test]
fn an_empty_table_and_one_that_does_not_fit() {
    assert_eq!(sheet(&made(&[]), "数据").height(), 1);
    let bytes = workbook(&book(&[], 0), std::iter::empty::<[Cell<'_>; 0]>()).unwrap();
    assert_eq!(sheet(&bytes, "数据").height(), 0);
    let columns = columns();
    let refused = workbook(&book(&columns, 1_048_576), std::iter::empty::<[Cell<'_>; 0]>());
    assert!(matches!(refused, Err(WorkbookError::Rows(1_048_576))));
    let long = "长".repeat(32_768);
    let refused = workbook(&book(&columns, 1), [[Cell::Text(&long)]].into_iter());
    assert!(matches!(refused, Err(WorkbookError::Text { row: 1, column }) if column == "凭证号"));
}
