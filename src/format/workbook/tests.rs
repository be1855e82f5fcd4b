use std::io::{Read, Write};
use std::sync::Arc;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::{Kind, kind, read};
use crate::format::table::Table;

const FILE: &str = "content/spending/2026-10.xlsx";

/// A workbook of one sheet.
fn workbook(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn open(bytes: &[u8], sheet: Option<&str>) -> (Option<Table>, Vec<String>) {
    let read = read(&Arc::from(FILE), bytes, kind(bytes), sheet);
    let found = read.diagnostics.iter().map(|found| format!("{} {}", found.code, found.message.zh));
    (read.value, found.collect())
}

/// Rows as `number:cell|cell`.
fn rows(table: &Table) -> Vec<String> {
    table.rows().map(|row| format!("{}:{}", row.number(), row.texts().collect::<Vec<_>>().join("|"))).collect()
}

#[test]
fn cells_are_read_as_they_are_seen() {
    let bytes = workbook(|sheet| {
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write(1, 0, " 凭证号 ").unwrap();
        sheet.write(1, 3, "金额\n（元）").unwrap();
        sheet.write(3, 0, "007").unwrap();
        sheet.write_with_format(3, 1, ExcelDateTime::from_ymd(2026, 10, 8).unwrap(), &day).unwrap();
        sheet.write(3, 2, true).unwrap();
        sheet.write(3, 3, 0.300_000_000_000_000_04).unwrap();
        sheet.write_formula(4, 3, Formula::new("=SUM(D4)").set_result("0.3")).unwrap();
        sheet.write(5, 0, "\"引号\"").unwrap();
    });
    let (table, found) = open(&bytes, None);
    assert_eq!(rows(&table.unwrap()), ["2:凭证号|||金额\n（元）", "4:007|2026-10-08|TRUE|0.3", "5:|||0.3", "6:\"引号\""]);
    assert_eq!(found, [""; 0]);
}

/// The same workbook as a program writes it that does not work formulas out.
fn without_values(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.replace("<v>?</v>", "<v></v>").as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn formulas_without_a_value_and_hidden_rows_are_told() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "日期").unwrap();
        sheet.write_formula(2, 1, Formula::new("=A1&B1").set_result("?")).unwrap();
        sheet.write(3, 0, "x").unwrap();
        sheet.set_row_hidden(3).unwrap();
        sheet.set_row_hidden(9).unwrap();
    });
    let (table, found) = open(&without_values(&bytes), None);
    let table = table.unwrap();
    assert!(table.sheet().unwrap().is_bare_formula(3, 1), "{:?}", rows(&table));
    assert_eq!(found, ["ledger/hidden-row 有 1 行被隐藏，仍然读入了"]);
}

#[test]
fn the_first_sheet_that_is_shown_or_the_one_that_is_named() {
    let mut workbook = Workbook::new();
    for (name, hidden) in [("说明", false), ("旧表", true), ("十月", false), ("十一月", false)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, name).unwrap();
        sheet.set_hidden(hidden);
    }
    let bytes = workbook.save_to_buffer().unwrap();
    for (wanted, expected) in [(None, "1:十月"), (Some("十一月"), "1:十一月"), (Some("旧表"), "1:旧表")] {
        let (table, _) = open(&bytes, wanted);
        assert_eq!(rows(&table.unwrap()), [expected], "{wanted:?}");
    }
    assert_eq!(open(&bytes, Some("九月")).1, ["ledger/file-format 工作簿里没有工作表“九月”"]);
}

#[test]
fn what_is_wide_hidden_in_characters_or_broken_is_refused() {
    let wide = workbook(|sheet| {
        sheet.write(4, 1024, 1).unwrap();
    });
    assert_eq!(open(&wide, None).1, ["ledger/limit-exceeded 第 5 行有数据超出 1024 列"]);
    let bidi = workbook(|sheet| {
        sheet.write(0, 1, "a\u{202E}b").unwrap();
    });
    assert_eq!(open(&bidi, None).1, ["ledger/character-forbidden 单元格里有看不见的字符 U+202E"]);
    let mut cut = workbook(|sheet| {
        sheet.write(0, 0, 1).unwrap();
    });
    cut.truncate(cut.len() / 2);
    assert_eq!(open(&cut, None).1, ["ledger/file-format 这个工作簿读不出来：文件可能被截断或损坏"]);
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(open(&locked, None).1, ["ledger/file-format 这个工作簿加了打开密码"]);
}

#[test]
fn serial_numbers_in_both_systems() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, 1).unwrap();
    });
    let sheet = open(&bytes, None).0.unwrap().sheet().unwrap().clone();
    let mut old = sheet.clone();
    old.from_1904 = true;
    for (sheet, number, day) in [
        (&sheet, "46303", Some("2026-10-08")),
        (&sheet, "46303.75", Some("2026-10-08")),
        (&sheet, "59", Some("1900-02-28")),
        (&sheet, "61", Some("1900-03-01")),
        (&sheet, "20261008", None),
        (&sheet, "", None),
        (&sheet, "-5", None),
        (&old, "44841", Some("2026-10-08")),
    ] {
        assert_eq!(sheet.date(number).map(|day| day.to_string()).as_deref(), day, "{number}");
    }
}

#[test]
fn kinds_are_told_by_the_bytes() {
    let xlsx = workbook(|sheet| {
        sheet.write(0, 0, 1).unwrap();
    });
    for (bytes, expected) in [
        (xlsx.as_slice(), Kind::Xlsx),
        ("日期,金额\n".as_bytes(), Kind::Text),
        (b"", Kind::Text),
        (b"\xEF\xBB\xBF\n <html><body><table>", Kind::Html),
        (b"<?xml version=\"1.0\"?><Workbook/>", Kind::Html),
        (b"<\0t\0a\0b\0l\0e\0>\0", Kind::Html),
        (b"<5\xE5\x85\x83,a\n", Kind::Text),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", Kind::Xls),
    ] {
        assert_eq!(kind(bytes), expected, "{:?}", &bytes[..bytes.len().min(20)]);
    }
}
