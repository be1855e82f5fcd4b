//! Reading gives the same rows however a table is written.

use std::sync::Arc;

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::fields;
use crate::format::{TableSettings, parse_table};
use crate::record::{Options, read};
use crate::source::SourceFile;

/// What a table says: a date, words and an amount a row, as they are typed.
fn tables() -> impl Strategy<Value = Vec<[String; 4]>> {
    let day = (1..=28_u32, 1..=12_u32).prop_map(|(day, month)| format!("2026-{month:02}-{day:02}"));
    let words = "[一-龠甲乙丙丁、；（）“” ]{0,6}[一-龠]";
    let amount = (0..10_000_000_i64, 0..100_i64).prop_map(|(yuan, fen)| format!("{yuan}.{fen:02}"));
    let row = (day, words, amount).prop_map(|(day, words, amount)| [String::new(), day, words.trim().to_owned(), amount]);
    prop::collection::vec(row, 1..12).prop_map(|mut rows| {
        rows.iter_mut().enumerate().for_each(|(index, row)| row[0] = format!("凭{index}"));
        rows
    })
}

const TITLES: [&str; 4] = ["凭证号", "日期", "摘要", "金额"];

/// As delimited text, its columns in some order.
fn text(rows: &[[String; 4]], order: &[usize], delimiter: char, end: &str) -> String {
    let line = |cells: Vec<&str>| cells.join(&delimiter.to_string()) + end;
    let titles = line(order.iter().map(|column| TITLES[*column]).collect());
    rows.iter().fold(titles, |text, row| text + &line(order.iter().map(|column| row[*column].as_str()).collect()))
}

fn workbook(rows: &[[String; 4]], order: &[usize]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, column) in order.iter().enumerate() {
        let at = u16::try_from(at).unwrap();
        sheet.write(0, at, TITLES[*column]).unwrap();
        for (index, row) in rows.iter().enumerate() {
            let index = u32::try_from(index + 1).unwrap();
            match *column {
                3 => sheet.write(index, at, row[3].parse::<f64>().unwrap()).unwrap(),
                _ => sheet.write(index, at, row[*column].as_str()).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The rows that are read, in canonical form, with the number of each.
fn rows_of(bytes: Vec<u8>, name: &str) -> Vec<String> {
    let mut diagnostics = Vec::new();
    let file = SourceFile { path: Arc::from(name), bytes };
    let table = parse_table(file, &TableSettings::default()).take(&mut diagnostics).unwrap();
    let records = read(&table, &fields(), &Options::default()).take(&mut diagnostics).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let canonical =
        |record: crate::record::Record<'_>| (0..4).map(|field| record.value(field).canonical().into_owned()).collect::<Vec<_>>();
    records.iter().map(|record| format!("{} {}", record.row(), canonical(record).join("|"))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_it_is_written(rows in tables(), order in Just([0_usize, 1, 2, 3]).prop_shuffle()) {
        let expected = rows_of(text(&rows, &[0, 1, 2, 3], ',', "\n").into_bytes(), "2026-10.csv");
        let shuffled = text(&rows, &order, ',', "\r\n");
        let wide = |bytes: fn(u16) -> [u8; 2]| std::iter::once(0xFEFF).chain(shuffled.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>();
        let forms = [
            ("2026-10.csv", shuffled.clone().into_bytes()),
            ("2026-10.csv", format!("\u{FEFF}{shuffled}").into_bytes()),
            ("2026-10.csv", encoding_rs::GB18030.encode(&shuffled).0.into_owned()),
            ("2026-10.txt", wide(u16::to_le_bytes)),
            ("2026-10.txt", wide(u16::to_be_bytes)),
            ("2026-10.csv", text(&rows, &order, '\t', "\n").into_bytes()),
            ("2026-10.csv", text(&rows, &order, ';', "\r").into_bytes()),
            ("2026-10.xlsx", workbook(&rows, &order)),
        ];
        for (name, bytes) in forms {
            prop_assert_eq!(&rows_of(bytes, name), &expected, "{}", name);
        }
    }
}
