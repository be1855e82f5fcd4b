//! Tables as offices hand them in: every encoding, every workbook, and what `gongshi import` makes of them.

use std::fs;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::support::{TempDir, built, checked, found, gongshi, json, repository, site};

const SPENDING: &[u8] = "+++\ntitle = \"支出\"\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\n+++\n".as_bytes();

/// The same month, however it is written.
const MONTH: &str = "凭证号,日期,部门,摘要,金额\n1,2026-10-08,办公室,办公用纸,1234.50\n2,2026-10-09,技术科,网线,0.30\n";

fn ledger(name: &str, bytes: &[u8]) -> TempDir {
    site(&[("content/spending/_index.md", SPENDING), (&format!("content/spending/{name}"), bytes)])
}

/// What is found of a file, and the published total where there is no error.
fn outcome(name: &str, bytes: &[u8]) -> (Vec<String>, Option<String>) {
    let root = ledger(name, bytes);
    let document = checked(root.path());
    let total = (document["summary"]["errors"] == 0).then(|| {
        let data = json(&built(root.path()), "spending/2026-10/data.json");
        data["total"].as_str().unwrap().to_owned()
    });
    (found(&document), total)
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// The month as a workbook, its dates real ones.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let day = Format::new().set_num_format("yyyy/m/d");
    for (column, title) in ["凭证号", "日期", "部门", "摘要", "金额"].into_iter().enumerate() {
        sheet.write(2, u16::try_from(column).unwrap(), title).unwrap();
    }
    sheet.merge_range(0, 0, 0, 4, "云岭县人民检察院支出明细表", &Format::new()).unwrap();
    sheet.write(1, 4, "单位：元").unwrap();
    for (row, day_of_month, department, summary, amount) in
        [(3, 8, "办公室", "办公用纸", 1234.5), (4, 9, "技术科", "网线", 0.300_000_000_000_000_04)]
    {
        sheet.write(row, 0, row - 2).unwrap();
        sheet.write_with_format(row, 1, ExcelDateTime::from_ymd(2026, 10, day_of_month).unwrap(), &day).unwrap();
        sheet.write(row, 2, department).unwrap();
        sheet.write(row, 3, summary).unwrap();
        sheet.write(row, 4, amount).unwrap();
    }
    sheet.write(5, 0, "合计").unwrap();
    sheet.write(5, 4, 1234.8).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn one_month_in_every_form_is_the_same_month() {
    let fixture = |name: &str| fs::read(repository().join("tests/fixtures/tables").join(name)).unwrap();
    let read = Some("1234.80".to_owned());
    for (name, bytes, told) in [
        ("2026-10.csv", MONTH.as_bytes().to_vec(), vec![]),
        ("2026-10.csv", format!("\u{FEFF}{}", MONTH.replace('\n', "\r\n")).into_bytes(), vec![]),
        ("2026-10.csv", gb18030(MONTH), vec![]),
        ("2026-10.txt", utf16(&MONTH.replace(',', "\t")), vec![]),
        ("2026-10.csv", MONTH.replace(',', ";").into_bytes(), vec![]),
        ("2026-10.csv", format!("sep=;\n{}", MONTH.replace(',', ";")).into_bytes(), vec![]),
        ("2026-10.csv", MONTH.replace(',', "，").into_bytes(), vec![]),
        ("2026-10.csv", MONTH.replace('\n', "\r").into_bytes(), vec![]),
        ("2026-10.xlsx", workbook(), vec![]),
        ("2026-10.xlsx", fixture("libreoffice.xlsx"), vec![]),
        ("2026-10.xls", fixture("libreoffice.xls"), vec![]),
        ("2026-10.csv", workbook(), vec!["ledger/file-format content/spending/2026-10.csv - - -"]),
        ("2026-10.xls", workbook(), vec!["ledger/file-format content/spending/2026-10.xls - - -"]),
        ("2026-10.xls", gb18030(&MONTH.replace(',', "\t")), vec!["ledger/file-format content/spending/2026-10.xls - - -"]),
    ] {
        let (found, total) = outcome(name, &bytes);
        assert_eq!((found, &total), (told.into_iter().map(str::to_owned).collect(), &read), "{name} {:?}", &bytes[..20]);
    }
}

#[test]
fn files_that_are_no_table_say_what_to_save_them_as() {
    let ods = fs::read(repository().join("tests/fixtures/tables/libreoffice.ods")).unwrap();
    for (name, bytes) in [
        ("2026-10.xls", "<html><table><tr><td>日期</td></tr></table></html>".as_bytes()),
        ("2026-10.et", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("2026-10.ods", ods.as_slice()),
        ("2026-10.xlsx", b"PK\x03\x04 cut short"),
    ] {
        let root = ledger(name, bytes);
        let document = checked(root.path());
        let first = &document["diagnostics"][0];
        assert_eq!((&first["code"], &first["severity"]), (&"ledger/file-format".into(), &"error".into()), "{name}");
        assert!(first["help"].as_str().unwrap().contains("另存为 .xlsx"), "{name}: {first}");
    }
}

#[test]
fn a_cell_of_a_workbook_is_named_by_sheet_row_and_column() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("十月").unwrap();
    for (column, title) in ["日期", "部门", "摘要", "金额"].into_iter().enumerate() {
        sheet.write(3, u16::try_from(column).unwrap(), title).unwrap();
    }
    for (row, amount) in [(5, "￥34,551,00"), (6, "#REF!")] {
        sheet.write(row, 0, 46303).unwrap();
        sheet.write(row, 1, "办公室").unwrap();
        sheet.write(row, 2, "纸").unwrap();
        sheet.write(row, 3, amount).unwrap();
    }
    let root = ledger("2026-10.xlsx", &workbook.save_to_buffer().unwrap());
    let document = checked(root.path());
    assert_eq!(
        found(&document),
        [
            "ledger/amount-malformed content/spending/2026-10.xlsx 6 D ￥34,551,00",
            "ledger/excel-error content/spending/2026-10.xlsx 7 D #REF!"
        ]
    );
    let damaged = document["diagnostics"].as_array().unwrap().iter().find(|found| found["code"] == "ledger/amount-malformed").unwrap();
    assert_eq!(damaged["sheet"], "十月");
    let said = String::from_utf8(gongshi(root.path()).arg("check").output().unwrap().stderr).unwrap();
    let drawn = "\n --> content/spending/2026-10.xlsx:6:19\n  |\n6 | 46303 | 办公室 | 纸 | ￥34,551,00\n  |                       ^^^^^^^^^^^ 第 6 行 D 列（金额）\n";
    assert!(said.contains(drawn), "{said}");
}

/// A table with everything an export has that is no data, and cells in every notation.
const MESSY: &str = "云岭县人民检察院2026年10月支出明细表,,,,,\r\n,,,,单位：元,\r\n凭证号,支付日期,部门,摘 要,支出金额,\r\n\
    1,2026/10/8,办公室,办公用纸,\"￥1,234.50\",\r\n2,2026年10月9日,技术科,网线,１２元,\r\n,,,,,\r\n3,2026-10-10,办公室,茶叶,\"34,551,00\",\r\n\
    合计,,,,1246.50,\r\n制表人：许丹,,,,,\r\n";

#[test]
fn import_makes_a_clean_table_of_its_ledger() {
    let root =
        site(&[("content/spending/_index.md", SPENDING), ("from/2026-10支出.csv", &gb18030(MONTH)), ("from/2026-11.xlsx", &workbook())]);
    let output =
        gongshi(root.path()).args(["import", "--section", "spending"]).arg(root.path().join("from/2026-10支出.csv")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "content/spending/2026-10.csv\n");
    let made = fs::read_to_string(root.path().join("content/spending/2026-10.csv")).unwrap();
    assert_eq!(made, format!("\u{FEFF}{}", MONTH.replace('\n', "\r\n")));
    // Without a ledger the cells stay as they stand.
    let output = gongshi(root.path()).arg("import").arg(root.path().join("from/2026-11.xlsx")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let made = fs::read_to_string(root.path().join("from/2026-11.csv")).unwrap();
    assert!(made.contains("\r\n1,2026-10-08,办公室,办公用纸,1234.5\r\n") && made.contains("\r\n合计,,,,1234.8\r\n"), "{made}");
}

#[test]
fn fix_leaves_a_table_alone_where_it_would_change_what_it_says() {
    for (what, text) in [
        (
            "a damaged amount in 万元",
            "单位：万元,,,,\n凭证号,日期,部门,摘要,金额\n1,2026-10-08,办公室,纸张,1.2\n2,2026-10-09,办公室,茶叶,3.4x\n",
        ),
        ("the same in the header", "凭证号,日期,部门,摘要,金额（万元）\n1,2026-10-08,办公室,纸张,1.2\n2,2026-10-09,办公室,茶叶,3.4x\n"),
        ("an unclosed quote", "凭证号,日期,部门,摘要,金额\n1,2026-10-08,办公室,\"纸张,1\n2,2026-10-09,办公室,茶叶,3.4\n"),
        ("a total that does not tie", "凭证号,日期,部门,摘要,金额\n1,2026-10-08,办公室,纸张,1.2\n合计,,,,500\n"),
    ] {
        let root = ledger("2026-10.csv", text.as_bytes());
        let file = root.path().join("content/spending/2026-10.csv");
        let output = gongshi(root.path()).args(["import", "--fix"]).arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{what}: {said}");
        assert!(said.contains("没有写入"), "{what}: {said}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text, "{what}");
    }
}

#[test]
fn fix_corrects_what_it_can_and_lists_each_change() {
    let root = ledger("2026-10.csv", &gb18030(MESSY));
    let output = gongshi(root.path()).args(["import", "--fix"]).arg(root.path().join("content/spending/2026-10.csv")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(
        (output.status.code(), String::from_utf8_lossy(&output.stdout).as_ref()),
        (Some(1), "content/spending/2026-10.csv\n"),
        "{said}"
    );
    let made = fs::read_to_string(root.path().join("content/spending/2026-10.csv")).unwrap();
    assert_eq!(
        made,
        "\u{FEFF}凭证号,日期,部门,摘要,金额\r\n1,2026-10-08,办公室,办公用纸,1234.50\r\n2,2026-10-09,技术科,网线,12.00\r\n3,2026-10-10,办公室,茶叶,\"34,551,00\"\r\n"
    );
    let changes: Vec<&str> = said.lines().filter(|line| line.starts_with("  · ")).collect();
    assert_eq!(
        changes,
        [
            "  · 原件在 originals/spending/2026-10.csv",
            "  · F 列是空的，已删去",
            "  · 第 3 行 B 列表头：支付日期 → 日期",
            "  · 第 3 行 D 列表头：摘 要 → 摘要",
            "  · 第 3 行 E 列表头：支出金额 → 金额",
            "  · 第 1 行在表头之前，已删去：云岭县人民检察院2026年10月支出明细表",
            "  · 第 2 行在表头之前，已删去：单位：元",
            "  · 第 4 行 B 列（日期）：2026/10/8 → 2026-10-08",
            "  · 第 4 行 E 列（金额）：￥1,234.50 → 1234.50",
            "  · 第 5 行 B 列（日期）：2026年10月9日 → 2026-10-09",
            "  · 第 5 行 E 列（金额）：１２元 → 12.00",
            "  · 第 6 行是空行，已删去",
            "  · 第 8 行不是数据，已删去：合计 1246.50",
            "  · 第 9 行不是数据，已删去：制表人：许丹",
        ]
    );
    assert!(said.contains("金额的千分位不对：34,551,00"), "{said}");
    assert_eq!(fs::read(root.path().join("originals/spending/2026-10.csv")).unwrap(), gb18030(MESSY));
    // What is left is told at its cell, and once it is mended nothing more is changed.
    assert_eq!(found(&checked(root.path())), ["ledger/amount-malformed content/spending/2026-10.csv 4 E 34,551,00"]);
}

#[test]
fn people_and_rosters_may_be_workbooks_too() {
    let mut people = Workbook::new();
    let sheet = people.add_worksheet();
    for (row, cells) in [["编号", "姓名"], ["b01", "陈立群"]].into_iter().enumerate() {
        for (column, cell) in cells.into_iter().enumerate() {
            sheet.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), cell).unwrap();
        }
    }
    let root = site(&[("content/people.xlsx", &people.save_to_buffer().unwrap())]);
    assert_eq!(found(&checked(root.path())), [""; 0]);
}

/// A month as Excel keeps it: a merged department, a date in a column of texts, numbers that are dates by their column alone,
/// formulas with what they came to, and explanations on a sheet of their own.
fn rich_workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("十月").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (column, title) in ["凭证号", "日期", "部门", "摘要", "金额"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), title).unwrap();
    }
    sheet.merge_range(1, 2, 2, 2, "办公室", &Format::new()).unwrap();
    for (row, amount) in [(1, "=1200+34.5"), (2, "=E2*2")] {
        sheet.write_with_format(row, 0, ExcelDateTime::from_ymd(2026, 10, 8).unwrap(), &day).unwrap();
        sheet.write(row, 1, 46303 + row).unwrap();
        sheet.write(row, 3, "其他").unwrap();
        sheet.write_formula(row, 4, Formula::new(amount).set_result(if row == 1 { "1234.5" } else { "2469" })).unwrap();
        sheet.write(row, 5, 0).unwrap();
    }
    sheet.write(0, 5, "行号").unwrap();
    sheet.write(1, 5, 1).unwrap();
    sheet.write(2, 5, 2).unwrap();
    let words = workbook.add_worksheet().set_name("说明").unwrap();
    for (column, title) in ["核查", "行", "内容", "说明", "说明人", "日期", "处理结果"].into_iter().enumerate() {
        words.write(0, u16::try_from(column).unwrap(), title).unwrap();
    }
    words.write(1, 0, "spending/vague-summary").unwrap();
    words.write(1, 1, 1).unwrap();
    words.write(1, 3, "摘要已补").unwrap();
    words.write(1, 6, "已整改").unwrap();
    words.write(2, 0, "spending/vague-summary").unwrap();
    words.write(2, 1, 9).unwrap();
    words.write(2, 3, "没有这一行").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_with_merged_cells_formulas_and_explanations() {
    let fill = String::from_utf8(SPENDING.to_vec()).unwrap().replace("+++\n\n", "").replacen(
        "preset = \"spending\"\n",
        "preset = \"spending\"\n[[ledger.field]]\nname = \"department\"\nfill-down = true\n",
        1,
    );
    let root = site(&[("content/spending/_index.md", fill.as_bytes()), ("content/spending/2026-10.xlsx", &rich_workbook())]);
    let document = checked(root.path());
    let codes: Vec<String> = found(&document).iter().map(|line| line.replace("content/spending/2026-10.xlsx ", "")).collect();
    assert_eq!(codes, ["check/finding 2 D 其他", "ledger/explanation-unneeded 3 A spending/vague-summary", "check/finding 3 D 其他"]);
    let unneeded = document["diagnostics"].as_array().unwrap().iter().find(|found| found["code"] == "ledger/explanation-unneeded").unwrap();
    assert_eq!(unneeded["sheet"], "说明");
    let data = json(&built(root.path()), "spending/2026-10/data.json");
    let row = |at: usize| ["voucher_no", "date", "department", "amount"].map(|name| data["rows"][at][name].as_str().unwrap().to_owned());
    assert_eq!(row(0), ["2026-10-08", "2026-10-09", "办公室", "1234.50"]);
    assert_eq!(row(1), ["2026-10-08", "2026-10-10", "办公室", "2469.00"]);
    assert_eq!((&data["findings"][0]["explained"], &data["findings"][1]["explained"]), (&true.into(), &false.into()));
}

#[test]
fn a_sheet_of_other_words_under_the_name_of_explanations_is_left_alone() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in [["日期", "部门", "摘要", "金额"], ["2026-10-08", "办公室", "办公用纸", "5"]].into_iter().enumerate()
    {
        for (column, cell) in cells.into_iter().enumerate() {
            sheet.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), cell).unwrap();
        }
    }
    workbook.add_worksheet().set_name("说明").unwrap().write(0, 0, "本表由办公室填报，金额以元计").unwrap();
    let root = ledger("2026-10.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!(found(&checked(root.path())), [""; 0]);
}

#[test]
fn what_a_clerk_types_is_told_in_a_clerks_words() {
    let helps = |name: &str, table: &str| -> Vec<String> {
        let root = ledger(name, table.as_bytes());
        let document = checked(root.path());
        let all = document["diagnostics"].as_array().unwrap().iter();
        all.map(|found| format!("{} {} {}", found["row"], found["message"].as_str().unwrap(), found["help"].as_str().unwrap())).collect()
    };
    for (table, expected) in [
        (
            "日期,部门,摘要（用途）,金额\n2026-10-08,办公室,纸箱,5\n",
            "1 C 列“摘要（用途）”不在声明的列里，不会公示 是不是“摘要”？请把列名改成它",
        ),
        (
            "日期,部门,摘要,金额（万元）\n2026-10-08,办公室,纸箱,0.1234567\n",
            "2 以万元计，最多六位小数（精确到分），读到：0.1234567 请四舍五入到六位小数，或把这一列改为以元计",
        ),
        ("日期,部门,摘要,行号,金额\n2026-10-08,办公室,纸箱,3号,5\n", "2 “行号”不能是 3号 请只填数字，不带单位"),
        (
            "2026-10-08;办公室;纸箱;5\n2026-10-09;办公室;纸箱;5\n",
            "1 前 30 行里没有认得的表头；按“;”分列，第一行读到：2026-10-08、办公室、纸箱、5 表头应有这些列：日期、摘要、金额；如果本单位用别的列名，请在 _index.md 的 [[ledger.field]] 里加 aliases",
        ),
    ] {
        let told = helps("2026-10.csv", table);
        assert!(told.iter().any(|told| told == expected), "{expected}: {told:#?}");
    }
}

#[test]
fn a_total_of_a_ledger_that_is_not_kept_is_told() {
    let root = ledger("2026-10.csv", MONTH.as_bytes());
    let totals = "台账,期间,来源,金额\n支出,2026-10,银行,1234.81\n支岀,2026-10,银行,5\n";
    super::support::write(root.path(), &[("content/control_totals.csv", totals.as_bytes())]);
    assert_eq!(
        found(&checked(root.path())),
        ["check/unknown-ledger content/control_totals.csv 3 A 支岀", "check/finding content/spending/2026-10.csv - - -"]
    );
}

#[test]
fn utf_16_without_its_mark_is_told_as_that() {
    let bytes: Vec<u8> = MONTH.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(outcome("2026-10.csv", &bytes).0, ["ledger/encoding-invalid content/spending/2026-10.csv - - -"]);
}

#[test]
fn a_character_that_may_not_stand_is_told_once() {
    let (found, _) = outcome("2026-10.csv", "日期,部门,摘要,金额\n2026-10-08,办公室,办公\0用纸,5\n".as_bytes());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("ledger/character-forbidden content/spending/2026-10.csv 2 C "), "{found:?}");
}
