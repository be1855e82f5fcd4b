mod invariance;
mod quirks;

use super::{Field, FieldType, Options, Records, Role, Total, Value, read};
use crate::diag::{Checked, Diagnostic, Severity};
use crate::format::table::Table;
use crate::source::SourceText;
use crate::value::{DateFormat, Money, Period};

fn fields() -> Vec<Field> {
    let mut date = Field::new("date", "日期", FieldType::Date).aliases(&["支付日期"]).required();
    date.role = Some(Role::Date);
    let mut amount = Field::new("amount", "金额", FieldType::Money).aliases(&["支出金额", "Amount"]).required();
    amount.role = Some(Role::Amount);
    vec![
        Field::new("voucher", "凭证号", FieldType::Text).key(),
        date,
        Field::new("summary", "摘要", FieldType::Text).required(),
        amount,
        Field::new("method", "支付方式", FieldType::Enum(vec!["转账".into(), "公务卡".into()])),
    ]
}

fn read_text(text: &str) -> (Option<Records>, Vec<Diagnostic>) {
    read_with(text, &fields(), &Options { period: Period::parse_name("2026-10").map(|(period, _)| period), ..Options::default() })
}

fn read_with(text: &str, fields: &[Field], options: &Options) -> (Option<Records>, Vec<Diagnostic>) {
    let Checked { value: table, mut diagnostics } = Table::scan(SourceText::new("content/spending/2026-10.csv", text));
    let records = read(&table, fields, options).take(&mut diagnostics);
    (records, diagnostics)
}

fn total(records: &Records, field: usize) -> Money {
    Total::of(records.iter().filter_map(|record| record.value(field).as_money())).sum.unwrap()
}

/// `code@B4` for each finding.
fn located(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut diagnostics = diagnostics.to_vec();
    crate::diag::sort(&mut diagnostics);
    diagnostics
        .iter()
        .map(|diagnostic| {
            let cell = diagnostic.place.as_ref().and_then(|place| place.cell.clone());
            let at = cell.map_or_else(String::new, |cell| {
                format!("{}{}", cell.column.map(crate::diag::column_letter).unwrap_or_default(), cell.row)
            });
            format!("{}@{at}", diagnostic.code)
        })
        .collect()
}

#[test]
fn a_sheet_as_an_office_keeps_it() {
    let (records, diagnostics) = read_text(concat!(
        "云岭县人民检察院2026年10月支出明细表,,,,\r\n",
        "编制单位：元谋县,,,单位：元,\r\n",
        "\r\n",
        "凭证号,支付日期,摘 要,支出金额,支付方式\r\n",
        "1,2026-10-08,\"办公用纸，A4\",\"￥1,234.50\",转账\r\n",
        "2,2026/10/9,退回押金,(34.50),转账\r\n",
        ",,小计,\"1,200.00\",\r\n",
        "3,2026年10月10日,汽油,500元,公务卡\r\n",
        "4,20261012,待补,—,\r\n",
        ",合计,,1700,\r\n",
        "制表人：许丹,,,,\r\n",
        ",,,,\r\n",
    ));
    let records = records.unwrap();
    assert_eq!(located(&diagnostics), ["ledger/required-missing@D9"]);
    assert_eq!((records.len(), total(&records, 3)), (4, Money::from_fen(170_000)));
    assert_eq!(records.get(0).value(2), Value::Text("办公用纸，A4"));
}

#[test]
fn what_is_wrong_is_told_at_its_cell() {
    let head = "凭证号,日期,摘要,金额,支付方式\n";
    for (rows, expected) in [
        ("1,2026-10-08,纸,\"34,551,00\",转账\n", vec!["ledger/amount-malformed@D2"]),
        ("1,2026-10-08,纸,1.23E+10,转账\n", vec!["ledger/amount-malformed@D2"]),
        ("1,2026-10-08,纸,#REF!,转账\n", vec!["ledger/excel-error@D2"]),
        ("1,2026-10-08,纸,####,转账\n", vec!["ledger/excel-error@D2"]),
        ("1,2026-10-08,纸,1.005,转账\n", vec!["ledger/amount-precision@D2"]),
        ("1,2026-10-08,纸,99999999999999999999,转账\n", vec!["ledger/amount-overflow@D2"]),
        ("1,2026-02-30,纸,1,转账\n", vec!["ledger/date-invalid@B2"]),
        ("1,26-10-08,纸,1,转账\n", vec!["ledger/date-invalid@B2"]),
        ("1.23E+10,2026-10-08,纸,1,转账\n", vec!["ledger/id-damaged@A2"]),
        ("1,2026-10-08,纸,1,现钞\n", vec!["ledger/value-unknown@E2"]),
        ("1,2026-10-08,,1,转账\n", vec!["ledger/required-missing@C2"]),
        ("1,2026-10-08,纸,1\n", vec!["ledger/row-ragged@2"]),
        ("1,2026-10-08,纸,1,转账,多\n", vec!["ledger/row-ragged@F2"]),
        ("1,2026-10-08,纸,1,转账,\n", vec![]),
        ("1,2026-10-08,纸,1,转账\n1,2026-10-09,笔,2,转账\n", vec!["ledger/key-duplicate@A3"]),
        ("1,2026-10-08,纸,1.01,\n,,合计,1.00,\n", vec!["ledger/total-mismatch@D3"]),
        ("1,2026-10-08,纸,x,\n,,合计,1.00,\n", vec!["ledger/amount-malformed@D2"]),
        ("1,10月8日,纸,1,\n2,10月9日,笔,1,\n", vec!["ledger/date-year-assumed@B2"]),
        ("1,46303,纸,1,\n2,46304,笔,1,\n", vec!["ledger/date-serial@B2"]),
        ("1,46303,纸,1,\n2,2026-10-09,笔,1,\n", vec!["ledger/date-invalid@B2"]),
        ("1,2026-09-30,纸,1,\n", vec!["ledger/date-outside-period@B2"]),
        ("1,2026-10-08,=HYPERLINK(1),1,\n", vec!["ledger/formula-cell@C2"]),
        ("1,2026-10-08,纸,1,\n凭证号,日期,摘要,金额,支付方式\n2,2026-10-08,纸,1,\n", vec!["ledger/header-repeated@3"]),
        ("\n\n1,2026-10-08,纸,x,\n", vec!["ledger/amount-malformed@D4"]),
    ] {
        let (_, diagnostics) = read_text(&format!("{head}{rows}"));
        assert_eq!(located(&diagnostics), expected, "{rows}");
        for diagnostic in &diagnostics {
            assert!(diagnostic.help.is_some(), "{rows} has no help");
        }
    }
}

#[test]
fn all_that_is_wrong_with_a_header_and_nothing_more() {
    for (text, expected) in [
        ("甲,乙,丙\n1,2,3\n", vec!["ledger/header-unknown@1"]),
        ("凭证号,日期,金额,金额,\n1,x,1,2,3\n", vec!["ledger/column-missing@1", "ledger/duplicate-column@D1", "ledger/header-empty@E1"]),
        ("单位：元\n凭证号,日期,摘要,金额（万元）\n1,x,2,3\n", vec!["ledger/unit-conflict@D2"]),
    ] {
        let (records, diagnostics) = read_text(text);
        assert!(records.is_none(), "{text}");
        assert_eq!(located(&diagnostics), expected, "{text}");
    }
    let (records, diagnostics) = read_text("日期,摘要,金额,备用\n2026-10-08,纸,1,x\n");
    assert_eq!((records.unwrap().len(), located(&diagnostics)), (1, vec!["ledger/column-unknown@D1".into()]));
}

#[test]
fn units_and_rounding() {
    let (records, diagnostics) = read_text("日期,摘要,金额（万元）\n2026-10-08,甲,1.23\n2026-10-09,乙,2.34\n,合计,3.58\n");
    assert_eq!(total(&records.unwrap(), 3), Money::from_fen(3_570_000));
    assert_eq!(located(&diagnostics), ["ledger/total-rounded@C4"]);
    let (_, diagnostics) = read_text("日期,摘要,金额（万元）\n2026-10-08,甲,1.23\n2026-10-09,乙,2.34\n,合计,3.60\n");
    assert_eq!(located(&diagnostics), ["ledger/total-mismatch@C4"]);
    let (records, _) = read_text("日期,摘要,金额（万元）\n2026-10-08,甲,12元\n");
    assert_eq!(total(&records.unwrap(), 3), Money::from_fen(1200));
}

#[test]
fn headers_of_two_rows_and_declared_dates() {
    let mut fields = fields();
    fields[0].aliases = vec!["Transaction number".into()];
    fields[1].aliases = vec!["Date paid".into()];
    fields[1].formats = vec![DateFormat::new("%d/%m/%Y").unwrap()];
    fields[2].aliases = vec!["Expense type".into()];
    let (records, diagnostics) = read_with(
        "May-12,,,\n,,Transaction ,\nDate paid,Expense type,number,Amount\n31/05/2012,Rent,81,\"58,788.00\"\n",
        &fields,
        &Options::default(),
    );
    assert_eq!(located(&diagnostics), [""; 0]);
    assert_eq!(records.unwrap().get(0).value(0), Value::Text("81"));
}

#[test]
fn merged_cells_repeat_the_value_above() {
    let mut fields = fields();
    fields[1].fill_down = true;
    let (records, diagnostics) = read_with("日期,摘要,金额\n2026-10-08,甲,1\n,乙,2\n", &fields, &Options::default());
    assert_eq!(located(&diagnostics), [""; 0]);
    assert_eq!(records.unwrap().get(1).value(1).canonical(), "2026-10-08");
}

#[test]
fn numbers_in_their_plain_form() {
    let fields = vec![
        Field::new("a", "甲", FieldType::Integer),
        Field::new("b", "乙", FieldType::Decimal(2)),
        Field::new("c", "丙", FieldType::Boolean),
        Field::new("d", "丁", FieldType::Month),
    ];
    let (records, diagnostics) = read_with("甲,乙,丙,丁\n\"1,234\",－0.50,√,2026年3月\n-,007,无,202604\n", &fields, &Options::default());
    assert_eq!(located(&diagnostics), [""; 0]);
    let records = records.unwrap();
    let shown: Vec<String> =
        records.iter().map(|record| (0..4).map(|field| record.value(field).canonical()).collect::<Vec<_>>().join("|")).collect();
    assert_eq!(shown, ["1234|-0.5|是|2026-03", "|7|否|2026-04"]);
    let (_, diagnostics) = read_with("甲,乙,丙,丁\n1.5,1.234,也许,13月\n\"1,23\",x,是,2026-13\n", &fields, &Options::default());
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Error));
    assert_eq!(diagnostics.len(), 7);
}
