//! Regulations from Word documents and pasted text.

use std::fs;

use super::support::{checked, found, gongshi, repository, site};

const COLLECTION: &[u8] = "+++\ntitle = \"制度\"\nkind = \"regulations\"\n+++\n".as_bytes();

#[test]
fn a_word_document_with_automatic_numbers() {
    let folder = repository().join("tests/fixtures/import");
    let root = site(&[("content/regulations/_index.md", COLLECTION)]);
    let output = gongshi(root.path()).args(["import", "--code", "CL-01"]).arg(folder.join("auto-numbered.docx")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "content/regulations/CL-01/2026-03-01.md\n");
    assert!(said.contains("自动编号写成文字 23 处：“第一章”、“第一条”、“第二条”"), "{said}");
    let made = fs::read_to_string(root.path().join("content/regulations/CL-01/2026-03-01.md")).unwrap();
    assert_eq!(made, fs::read_to_string(folder.join("auto-numbered.md")).unwrap());
    assert_eq!(found(&checked(root.path())), [""; 0]);
}

#[test]
fn several_files_at_once_and_one_that_cannot_be_read() {
    let root = site(&[
        ("content/regulations/_index.md", COLLECTION),
        ("from/A-01.txt", "甲办法\r\n第一条\t自2026年1月1日起。\r\n第二条\t本办法自2026年1月1日起施行。\r\n".as_bytes()),
        ("from/B-01.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("from/C-01.txt", "乙办法\n第一条 本办法自2026年2月1日起施行。\n".as_bytes()),
    ]);
    let from = root.path().join("from");
    let output =
        gongshi(root.path()).arg("import").args([from.join("A-01.txt"), from.join("B-01.docx"), from.join("C-01.txt")]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "content/regulations/A-01/2026-01-01.md\ncontent/regulations/C-01/2026-02-01.md\n");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("B-01.docx 是旧格式的文档") && said.contains("另存为 .docx"), "{said}");
}
