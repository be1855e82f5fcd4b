//! What is reported, and exactly where.

use super::{Site, block, inline};
use crate::diag::Severity;
use crate::source::SourceText;

/// The text of each case begins behind this, as behind front matter.
const BEFORE: &str = "+++\ntitle = \"办\"\n+++\n";

/// `severity code ‹what is pointed at›` of each finding.
fn findings(text: &str) -> Vec<String> {
    let source = SourceText::new("content/a.md", &format!("{BEFORE}{text}"));
    let found = block(&source, &(BEFORE.len()..source.text.len()), 2, &Site).diagnostics;
    found
        .iter()
        .map(|finding| {
            let span = finding.place.as_ref().unwrap().span.clone().unwrap();
            let severity = if finding.severity == Severity::Error { 'E' } else { 'W' };
            assert!(span.start >= BEFORE.len(), "{text:?}");
            format!("{severity} {} ‹{}›", finding.code, &source.text[span])
        })
        .collect()
}

#[test]
fn findings_point_at_what_is_wrong() {
    let cases: [(&str, &[&str]); 17] = [
        ("甲<br>乙", &["W markdown/raw-html ‹<br>›"]),
        ("甲<b>乙</b>", &["W markdown/raw-html ‹<b>›"]),
        ("甲</b>", &["W markdown/raw-html ‹</b>›"]),
        ("甲\n\n<div>\n乙\n</div>\n\n丙", &["W markdown/raw-html ‹<div>\n乙\n</div>›"]),
        ("<!-- 注 -->", &["W markdown/raw-html ‹<!-- 注 -->›"]),
        ("是**（重）**内，[甲](javascript:alert(1))", &["W markdown/unsafe-link ‹javascript:alert(1)›"]),
        ("[甲](java&#9;script:alert(1))", &["W markdown/unsafe-link ‹[甲](java&#9;script:alert(1))›"]),
        ("[甲](<C:\\公文\\a.doc>)", &["W markdown/unsafe-link ‹C:\\公文\\a.doc›"]),
        ("[甲](//example.cn)", &["W markdown/unsafe-link ‹//example.cn›"]),
        ("<ftp://example.cn/a>", &["W markdown/unsafe-link ‹ftp://example.cn/a›"]),
        ("![图](https://example.cn/1.png)", &["W link/external ‹https://example.cn/1.png›"]),
        ("![图](data:image/png;base64,AA)", &["W markdown/unsafe-link ‹data:image/png;base64,AA›"]),
        ("[甲](missing.md \"missing.md\")", &["E link/dead-link ‹missing.md›"]),
        ("![图](missing.png)", &["E link/dead-link ‹missing.png›"]),
        ("| 甲 |\n|---|\n| 是**（重）**内 [乙](missing.md) |", &["E link/dead-link ‹missing.md›"]),
        ("[甲][x]\n\n[x]: missing.md", &["E link/dead-link ‹[甲][x]›"]),
        ("正常的文字，a < b，<张三>，<2000元，[甲](a.md)", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(findings(text), expected, "{text:?}");
    }
}

#[test]
fn findings_of_one_line_point_into_the_file() {
    let text = "前\n1. 依据**（试行）**[甲](missing.md)\n后";
    let source = SourceText::new("content/a.md", text);
    let start = text.find("1.").unwrap();
    let found = inline(&source, &(start..text.len() - "\n后".len()), &Site, &[]).diagnostics;
    let span = found[0].place.as_ref().unwrap().span.clone().unwrap();
    assert_eq!(&text[span], "missing.md");
}

#[test]
fn too_deep_is_told_once() {
    assert_eq!(findings(&format!("{} 甲", ">".repeat(20))), [] as [&str; 0]);
    assert_eq!(findings(&format!("{} 甲", ">".repeat(80))), ["E markdown/nesting ‹›"]);
    assert_eq!(findings(&"**甲 _乙 ".repeat(60)), [] as [&str; 0]);
    assert_eq!(findings(&format!("{}甲{}", "**甲 _乙 ".repeat(60), "_ 乙**".repeat(60))), ["E markdown/nesting ‹›"]);
}

#[test]
fn too_long_and_too_much_are_told() {
    assert_eq!(findings(&"办\n\n".repeat(1 << 20)), ["E markdown/nesting ‹›"]);
    assert_eq!(findings(&"\"".repeat(3 << 20)), ["E markdown/nesting ‹›"]);
}
