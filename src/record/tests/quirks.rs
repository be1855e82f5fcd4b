//! What real tables are like, each quirk by itself with all that comes of it.

use super::{fields, located, read_with};
use crate::record::{Field, FieldType, Options, Record, Records};
use crate::value::{DateFormat, Money, MoneyUnit, Period};

/// The number of rows, their sum in 元, and what is found; no rows where the header cannot be used.
fn outcome(text: &str, fields: &[Field], options: &Options) -> String {
    let (records, diagnostics) = read_with(text, fields, options);
    let amount = fields.iter().position(|field| field.kind == FieldType::Money).unwrap();
    let read = records.map_or("-".to_owned(), |records: Records| {
        let sum: Money = records.iter().filter_map(|record: Record<'_>| record.value(amount).as_money()).sum();
        format!("{} {sum}", records.len())
    });
    std::iter::once(read).chain(located(&diagnostics)).collect::<Vec<_>>().join(" ").replace("ledger/", "")
}

fn october() -> Options {
    Options { period: Period::parse_name("2026-10").map(|(period, _)| period), ..Options::default() }
}

const HEAD: &str = "凭证号,日期,摘要,金额\n";
const ROW: &str = "1,2026-10-08,纸,5\n";

#[test]
fn around_the_table() {
    let blanks = "\n".repeat(28);
    for (text, expected) in [
        (format!("{HEAD}{ROW}"), "1 5.00"),
        (format!("sep=,\n{HEAD}{ROW}"), "1 5.00"),
        (format!("sep=;\n{}1;2026-10-08;纸;x\n", HEAD.replace(',', ";")), "1 0.00 amount-malformed@D2"),
        (format!("支出明细表\n\n{HEAD}{ROW}"), "1 5.00"),
        (format!("支出明细表\n\n{HEAD}1,x,纸,5\n"), "1 5.00 date-invalid@B4"),
        (format!("{blanks}{HEAD}1,x,纸,5\n"), "1 5.00 date-invalid@B30"),
        (format!("{}{HEAD}{ROW}", "题\n".repeat(29)), "1 5.00"),
        (format!("{}{HEAD}{ROW}", "题\n".repeat(30)), "- header-unknown@1"),
        (format!("单位：万元\n{HEAD}{ROW}"), "1 50000.00"),
        (format!("编制单位：元谋县人民检察院\n{HEAD}{ROW}"), "1 5.00"),
        (format!("编制单位：某院　单位：千元\n{HEAD}{ROW}"), "1 5000.00"),
        (format!("单位：人民币万元\n{HEAD}{ROW}"), "1 50000.00"),
        (format!(",,单位：,万元\n{HEAD}{ROW}"), "1 50000.00"),
        (format!(",单位：百元\n{HEAD}{ROW}"), "- unit-unknown@B1"),
        (format!("金额单位：美元\n{HEAD}{ROW}"), "- unit-unknown@A1"),
        (format!("单位：云岭县人民检察院\n{HEAD}{ROW}"), "1 5.00"),
        (format!("2026年9月支出明细表\n{HEAD}{ROW}"), "1 5.00 period-mismatch@1"),
        (format!("2026年10月支出明细表\n{HEAD}{ROW}"), "1 5.00"),
        (format!("{}1,2026-10-08,纸,5,,\n", HEAD.replace("金额", "金额,,")), "1 5.00"),
        (format!("{}1,2026-10-08,纸,5,x,\n", HEAD.replace("金额", "金额,,")), "- header-empty@E1"),
        (format!("{HEAD}{ROW}{}", ",,,\n".repeat(1000)), "1 5.00"),
        (format!("{HEAD}{ROW}\n\n2,2026-10-09,纸,x\n"), "2 5.00 amount-malformed@D5"),
        (format!("{HEAD}{ROW}{HEAD}2,2026-10-09,笔,6\n"), "2 11.00 header-repeated@3"),
        (String::new(), "0 0.00"),
        (HEAD.to_owned(), "0 0.00"),
    ] {
        assert_eq!(outcome(&text, &fields(), &october()), expected, "{text}");
    }
}

#[test]
fn headers() {
    for (head, row, expected) in [
        (" 凭证号 ,日 期,摘\u{3000}要,*金额*", "1,2026-10-08,纸,5", "1 5.00"),
        ("凭证号,日期,摘要,\"金额\n（元）\"", "1,2026-10-08,纸,5", "1 5.00"),
        ("凭证号,日期,摘要,金额(万元)", "1,2026-10-08,纸,5", "1 50000.00"),
        ("凭证号,日期,摘要,金额/千元", "1,2026-10-08,纸,5", "1 5000.00"),
        ("凭证号,日期,摘要,金额（单位：万元）", "1,2026-10-08,纸,5", "1 50000.00"),
        ("凭证号,日期,摘要,金额【万元】", "1,2026-10-08,纸,5", "1 50000.00"),
        ("凭证号,日期,摘要,支出金额万元", "1,2026-10-08,纸,5", "1 50000.00"),
        ("凭证号,日期,摘要,金额（百元）", "1,2026-10-08,纸,5", "- unit-unknown@D1"),
        ("凭证号,日期,摘要,金额（美元）", "1,2026-10-08,纸,5", "- unit-unknown@D1"),
        ("凭证号,日期,摘要,金额\n,,,元", "1,2026-10-08,纸,5", "1 5.00"),
        ("凭证号,日期,摘要,ＡＭＯＵＮＴ", "1,2026-10-08,纸,5", "1 5.00"),
        ("凭证号,日期,摘要,支出金额,金额", "1,2026-10-08,纸,5,6", "- duplicate-column@E1"),
        ("凭证号,日期,摘要,金额,附件,附件", "1,2026-10-08,纸,5,1,2", "- column-unknown@E1 duplicate-column@F1"),
        ("凭证号,日期,摘要,金额,附件", "1,2026-10-08,纸,5,1", "1 5.00 column-unknown@E1"),
        ("凭证号,日期,摘要,备注", "1,2026-10-08,纸,5", "- column-missing@1 column-unknown@D1"),
        ("日期,,支出,\n,凭证号,摘要,金额", "2026-10-08,1,纸,5", "1 5.00"),
        ("凭证号,日期,支出情况,\n,,摘要,金额", "1,2026-10-08,纸,5", "1 5.00"),
        ("凭证号,日期,摘要,金额\n,,,（万元）", "1,2026-10-08,纸,5", "1 50000.00"),
        ("金额,摘要,日期,凭证号", "5,纸,2026-10-08,1", "1 5.00"),
    ] {
        assert_eq!(outcome(&format!("{head}\n{row}\n"), &fields(), &october()), expected, "{head}");
    }
}

#[test]
fn control_rows() {
    for (rows, expected) in [
        ("1,2026-10-08,纸,5\n合计,,,5\n", "1 5.00"),
        ("1,2026-10-08,纸,5\n,,合 计：,5\n", "1 5.00"),
        ("1,2026-10-08,纸,5\nGrand Total,,,5\n", "1 5.00"),
        ("1,2026-10-08,纸,5\n本页小计,,,5\n2,2026-10-09,笔,6\n小计,,,6\n总计,,,11\n", "2 11.00"),
        ("1,2026-10-08,纸,5\n小计,,,6\n", "1 5.00 total-mismatch@D3"),
        ("1,2026-10-08,纸,5\n共计,,,5.01\n", "1 5.00 total-mismatch@D3"),
        ("1,2026-10-08,纸,5\n本年累计,,,500\n", "1 5.00"),
        ("1,2026-10-08,纸,x\n合计,,,5\n", "1 0.00 amount-malformed@D2"),
        ("1,2026-10-08,纸,5\n以下空白,,,\n", "1 5.00"),
        ("1,2026-10-08,纸,5\n制表人：许丹,,审核：陈立群,\n", "1 5.00"),
        ("1,2026-10-08,纸,5\n注：含上月,,,\n", "1 5.00"),
        ("1,2026-10-08,纸,5\n,,,5\n", "1 5.00 required-missing@D3"),
        ("1,2026-10-08,网费合计,5\n", "1 5.00"),
        ("1,2026-10-08,纸,5\n合计（元）,,,5\n", "1 5.00"),
        ("1,2026-10-08,纸,5\n合计人民币：,,,6\n", "1 5.00 total-mismatch@D3"),
        // 合计 covers what stands behind it too, or before all rows.
        ("1,2026-10-08,纸,5\n合计,,,5\n2,2026-10-09,笔,6\n", "2 11.00 total-mismatch@D3"),
        ("合计,,,11\n1,2026-10-08,纸,5\n2,2026-10-09,笔,6\n", "2 11.00"),
        ("1,2026-10-08,纸,5\n合计,,,5\n2,2026-10-09,笔,6\n合计,,,11\n", "2 11.00"),
        ("1,2026-10-08,纸,5\n（以下空白）,,,\n", "1 5.00"),
    ] {
        assert_eq!(outcome(&format!("{HEAD}{rows}"), &fields(), &october()), expected, "{rows}");
    }
}

#[test]
fn totals_where_all_that_is_required_is_filled() {
    let fields = [Field::new("item", "项目", FieldType::Text).required(), Field::new("amount", "金额", FieldType::Money).required()];
    for (rows, expected) in [
        ("甲,5\n乙,6\n合计,11\n", "2 11.00"),
        ("甲,5\n乙,6\n合 计：,12\n", "2 11.00 total-mismatch@B4"),
        ("甲,5\n小计,5\n乙,6\n小计,6\n本年累计,100\n本月合计,11\n", "2 11.00"),
        ("甲,5\n网费合计,6\n", "2 11.00"),
        ("甲,5\n乙,6\n合计（元）,11\n", "2 11.00"),
        ("甲,5\n乙,6\n合计金额,12\n", "2 11.00 total-mismatch@B4"),
        ("甲,5\n乙,6\n食堂小计,11\n丙,7\n", "3 18.00"),
        ("甲,5\n乙,6\n一、食堂合计,11\n丙,7\n总 计,18\n", "3 18.00"),
    ] {
        assert_eq!(outcome(&format!("项目,金额\n{rows}"), &fields, &october()), expected, "{rows}");
    }
}

#[test]
fn rows_and_cells() {
    let long = "长".repeat(32_768);
    for (row, expected) in [
        ("1,2026-10-08,纸", "0 0.00 row-ragged@2"),
        ("1,2026-10-08,纸,5,", "1 5.00"),
        ("1,2026-10-08,纸,5,x", "0 0.00 row-ragged@E2"),
        ("1,2026-10-08,5\"管,5", "1 5.00"),
        ("1,2026-10-08,\"纸\"x,5", "1 5.00 quote-misplaced@C2"),
        ("1,2026-10-08,\"纸,5", "0 0.00 quote-unclosed@C2"),
        ("1,2026-10-08,\"纸\n笔\",5", "1 5.00"),
        ("1,2026-10-08,纸\u{0},5", "1 5.00 character-forbidden@C2"),
        ("1,2026-10-08,纸\u{7},5", "1 5.00 character-forbidden@C2"),
        ("1,2026-10-08,\u{202E}纸,5", "1 5.00 character-forbidden@C2"),
        ("1,2026-10-08,纸\u{200B},5", "1 5.00 character-forbidden@C2"),
        ("1,2026-10-08,@纸,5", "1 5.00 formula-cell@C2"),
        ("1,2026-10-08,-5度酒精,5", "1 5.00"),
        ("1.23E+10,2026-10-08,纸,5", "1 5.00 id-damaged@A2"),
        ("1,2026-10-08,纸,—", "1 0.00 required-missing@D2"),
        ("1,2026-10-08,#N/A,5", "1 5.00 excel-error@C2"),
        ("1,10月8日,纸,5", "1 5.00 date-year-assumed@B2"),
        ("1,46303,纸,5", "1 5.00 date-serial@B2"),
        ("1,46303.75,纸,5", "1 5.00 date-serial@B2"),
        (",2026-10-08,纸,5", "1 5.00 key-blank@A2"),
        ("1,2026-10-08,#FIELD!,5", "1 5.00 excel-error@C2"),
        ("1,2026-10-08,#1教学楼!,5", "1 5.00"),
        ("1,2026-10-08T08:00Z,纸,5", "1 5.00 date-invalid@B2"),
        ("1,2026-11-01,纸,5", "1 5.00 date-outside-period@B2"),
    ] {
        assert_eq!(outcome(&format!("{HEAD}{row}\n"), &fields(), &october()), expected, "{row}");
    }
    assert_eq!(outcome(&format!("{HEAD}1,2026-10-08,{long},5\n"), &fields(), &october()), "1 5.00 limit-exceeded@2");
    assert_eq!(outcome(&format!("{HEAD}1,2026-10-08,{},5\n", &long[3..]), &fields(), &october()), "1 5.00");
}

#[test]
fn limits_units_and_declared_notations() {
    let few = Options { max_rows: 1, ..october() };
    assert_eq!(outcome(&format!("{HEAD}{ROW}2,2026-10-09,笔,6\n"), &fields(), &few), "1 5.00 limit-exceeded@3");
    let must = Options { must_have_rows: true, ..october() };
    assert_eq!(
        outcome(&format!("{HEAD}1,2026-10-08,\"纸,5\n2,2026-10-08,\"笔,5\n"), &fields(), &must),
        "0 0.00 quote-unclosed@C2 quote-unclosed@C3"
    );
    assert_eq!(outcome(HEAD, &fields(), &must), "0 0.00 empty-period@");
    let thousands = Options { unit: MoneyUnit::Thousand, ..october() };
    assert_eq!(outcome(&format!("{HEAD}{ROW}"), &fields(), &thousands), "1 5000.00");
    let wide = format!("{},{}\n", HEAD.trim_end(), (0..1021).map(|column| format!("列{column}")).collect::<Vec<_>>().join(","));
    let found = outcome(&format!("{wide}1,2026-10-08,纸,5{}\n", ",".repeat(1021)), &fields(), &october());
    assert_eq!(found, "- limit-exceeded@");
    let mut dated = fields();
    dated[1].formats = vec![DateFormat::new("%d/%m/%y").unwrap()];
    assert_eq!(outcome(&format!("{HEAD}1,08/10/26,纸,5\n"), &dated, &october()), "1 5.00");
    let mut unique = fields();
    unique[2].unique = true;
    assert_eq!(outcome(&format!("{HEAD}{ROW}2,2026-10-09,纸,6\n"), &unique, &october()), "2 11.00 key-duplicate@C3");
}
