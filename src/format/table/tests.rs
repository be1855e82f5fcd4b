use super::Table;
use crate::source::SourceText;

fn scan(text: &str) -> (Vec<(u32, Vec<String>)>, Vec<String>) {
    let checked = Table::scan(SourceText::new("a.csv", text));
    let rows = checked.value.rows().map(|row| (row.number(), row.texts().map(|text| text.into_owned()).collect())).collect();
    let found = checked.diagnostics.iter().map(|d| {
        let cell = d.place.as_ref().unwrap().cell.clone().unwrap();
        format!("{}@{},{}", d.code, cell.row, cell.column.unwrap())
    });
    (rows, found.collect())
}

fn check(text: &str, rows: &[(u32, &[&str])], found: &[&str]) {
    let expected: Vec<(u32, Vec<String>)> =
        rows.iter().map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect())).collect();
    assert_eq!(scan(text), (expected, found.iter().map(|code| (*code).to_owned()).collect()), "{text:?}");
}

#[test]
fn rows_and_cells() {
    check("a,b\r\n1,2\r\n", &[(1, &["a", "b"]), (2, &["1", "2"])], &[]);
    check("a,b\n\n 1 ,\t2", &[(1, &["a", "b"]), (3, &["1", "2"])], &[]);
    check("a,\"b,\"\"c\"\"\n d\" ,e", &[(1, &["a", "b,\"c\"\n d", "e"])], &[]);
    check("a,5\" pipe,c", &[(1, &["a", "5\" pipe", "c"])], &[]);
    check("a,,", &[(1, &["a", "", ""])], &[]);
    check("a,b\r1,2\r", &[(1, &["a", "b"]), (2, &["1", "2"])], &[]);
    check("", &[], &[]);
}

#[test]
fn delimiters_are_told_by_the_text() {
    check("a;b\n1,5;2", &[(1, &["a", "b"]), (2, &["1,5", "2"])], &[]);
    check("a\tb\n1\t2", &[(1, &["a", "b"]), (2, &["1", "2"])], &[]);
    check("a，b\n1，2", &[(1, &["a", "b"]), (2, &["1", "2"])], &[]);
    check("sep=;\na;b\n1,2,3;4", &[(1, &["a", "b"]), (2, &["1,2,3", "4"])], &[]);
    check(
        "标题，一\n日期,摘要\n1,纸，笔\n2,茶，杯",
        &[(1, &["标题，一"]), (2, &["日期", "摘要"]), (3, &["1", "纸，笔"]), (4, &["2", "茶，杯"])],
        &[],
    );
}

#[test]
fn faults_are_told_where_they_begin_and_reading_goes_on() {
    check("a,b\n\"1,2\n3,4\n", &[(1, &["a", "b"]), (2, &["1,2"]), (3, &["3", "4"])], &["ledger/quote-unclosed@2,1"]);
    check("a,b\n1,\"2\n3,\"4\"\n", &[(1, &["a", "b"]), (2, &["1", "2"]), (3, &["3", "4"])], &["ledger/quote-unclosed@2,2"]);
    check("a,\"1\"x\nb,2", &[(1, &["a", "1\"x"]), (2, &["b", "2"])], &["ledger/quote-misplaced@1,2"]);
    check("a,b\u{0}c", &[(1, &["a", "b\u{0}c"])], &["ledger/character-forbidden@1,2"]);
    check("a,b\u{200B}", &[(1, &["a", "b\u{200B}"])], &["ledger/character-forbidden@1,2"]);
}
