use super::{Format, Report};
use crate::diag::{Diagnostic, Language, Place, sort};
use crate::format::table::Table;
use crate::record::{Field, FieldType, Options, read};
use crate::say;
use crate::source::{SourceMap, SourceText};

fn findings() -> (Vec<Diagnostic>, SourceMap) {
    let source = SourceText::new("content/spending/2026-10.csv", "日期,摘要,金额\n2026-10-08,办公用纸,\"34,551,00\"\n2026-02-30,水费,50\n");
    let mut map = SourceMap::default();
    map.insert(&source.file, &source.text);
    let fields = [
        Field::new("date", "日期", FieldType::Date).required(),
        Field::new("summary", "摘要", FieldType::Text).required(),
        Field::new("amount", "金额", FieldType::Money).required(),
    ];
    let mut diagnostics = Vec::new();
    let table = Table::scan(source).take(&mut diagnostics);
    diagnostics.extend(read(&table, &fields, &Options::default()).diagnostics);
    sort(&mut diagnostics);
    (diagnostics, map)
}

fn draw(format: Format, language: Language) -> String {
    let (diagnostics, map) = findings();
    Report { diagnostics: &diagnostics, map: &map, language, colour: false, width: 120 }.draw(format)
}

#[test]
fn people_see_the_cell_under_a_caret() {
    insta::assert_snapshot!(draw(Format::Human, Language::Zh));
    insta::assert_snapshot!(draw(Format::Human, Language::En));
}

/// A table with a fault of nearly every kind, in cells of wide and narrow characters.
const FAULTS: &str = "支出明细表,,单位：元,\n凭证号,日期,摘要,金额,附件\n1,2026-10-08,办公用纸Ａ4,\"34,551,00\",\n2,26-10-08,㈠“茶叶”,￥5,\n\
    1.23E+10,2026-10-08,,5.005,\n4,2026-10-08,=纸,$5,\n5,2026-02-30,纸,#REF!,\n6,2026-10-08,纸\u{200B}张,1,\n7,2026-10-08,纸\n\
    8,2026-10-08,\"纸\"x,1,\n1,2026-10-08,纸,99999999999999999999,\n合计,,,7,\n,,,9,\n";

#[test]
fn every_fault_of_a_table_is_drawn_at_its_cell() {
    let source = SourceText::new("content/spending/2026-10.csv", FAULTS);
    let mut map = SourceMap::default();
    map.insert(&source.file, &source.text);
    let fields = [
        Field::new("voucher", "凭证号", FieldType::Text).key(),
        Field::new("date", "日期", FieldType::Date).required(),
        Field::new("summary", "摘要", FieldType::Text).required(),
        Field::new("amount", "金额", FieldType::Money).required(),
    ];
    let mut diagnostics = Vec::new();
    let table = Table::scan(source).take(&mut diagnostics);
    diagnostics.extend(read(&table, &fields, &Options::default()).diagnostics);
    sort(&mut diagnostics);
    for language in [Language::Zh, Language::En] {
        let report = Report { diagnostics: &diagnostics, map: &map, language, colour: false, width: 120 };
        insta::assert_snapshot!(report.draw(Format::Human));
    }
}

#[test]
fn programs_get_every_key() {
    let document: serde_json::Value = serde_json::from_str(&draw(Format::Json, Language::Zh)).unwrap();
    let first = &document["diagnostics"][0];
    assert_eq!(first["code"], "ledger/amount-malformed");
    assert_eq!((first["row"].as_u64(), first["column_letter"].as_str(), first["cell"].as_str()), (Some(2), Some("C"), Some("34,551,00")));
    assert_eq!((first["line"].as_u64(), first["column"].as_u64()), (Some(2), Some(17)));
    assert_eq!(document["summary"], serde_json::json!({ "errors": 2, "warnings": 0 }));
}

#[test]
fn annotations_and_sarif_point_at_the_line() {
    let github = draw(Format::Github, Language::En);
    assert!(github.starts_with("::error file=content/spending/2026-10.csv,line=2,col=17,title=ledger/amount-malformed::"), "{github}");
    let sarif: serde_json::Value = serde_json::from_str(&draw(Format::Sarif, Language::Zh)).unwrap();
    let region = &sarif["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(3), Some(1)));
}

#[test]
fn what_is_too_much_to_read_is_counted_and_none_of_it_left_out() {
    let mut map = SourceMap::default();
    let mut findings: Vec<Diagnostic> = Vec::new();
    for file in 0..30 {
        let source = SourceText::new(&format!("content/{file:02}.md"), "第一条　甲。\n");
        map.insert(&source.file, &source.text);
        let finding = Diagnostic::warning(crate::diag::regulation::COLON_MISSING, say!("缺冒号", "no colon")).at(Place::file(&source.file));
        findings.extend(std::iter::repeat_n(finding, 12));
    }
    let drawn = |findings: &[Diagnostic]| {
        Report { diagnostics: findings, map: &map, language: Language::Zh, colour: false, width: 120 }.draw(Format::Human)
    };
    // Ten of a file, and the file that has more named.
    let one = drawn(&findings[..12]);
    assert_eq!(one.matches("缺冒号").count(), 10);
    assert!(one.ends_with("content/00.md：regulation/colon-missing 还有 2 处\n"), "{one}");
    // Two hundred of a code.
    let all = drawn(&findings);
    assert_eq!(all.matches("缺冒号").count(), 200);
    assert!(all.ends_with("regulation/colon-missing 还有 160 处，在 30 个文件里；要看全部：gongshi check --format json\n"), "{all}");
}
