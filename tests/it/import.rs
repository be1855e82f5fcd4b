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

/// What an import says of a text, and the settings it made.
fn imported(name: &str, text: &str) -> (String, String) {
    let root = site(&[
        ("content/regulations/_index.md", "+++\ntitle = \"规章制度\"\nkind = \"regulations\"\n+++\n".as_bytes()),
        (&format!("from/{name}"), text.as_bytes()),
    ]);
    let run = gongshi(root.path()).args(["import", "--code", "HY-01"]).arg(root.path().join("from").join(name)).output().unwrap();
    let made = String::from_utf8(run.stdout).unwrap();
    (String::from_utf8(run.stderr).unwrap(), std::fs::read_to_string(root.path().join(made.trim())).unwrap_or_default())
}

#[test]
fn the_day_it_takes_effect_is_taken_from_a_caption_or_a_clause_without_its_usual_words() {
    for (text, expected) in [
        ("会议管理办法\n（2026年1月20日党组会议通过　2026年2月1日起施行）\n第一条　甲。\n第二条　乙。\n", "effective = 2026-02-01"),
        ("会议管理办法\n第一条　甲。\n第二条　自2026年5月1日起施行。\n", "effective = 2026-05-01"),
    ] {
        let (said, made) = imported("会议.txt", text);
        assert!(made.contains(expected), "{said}\n{made}");
    }
}

#[test]
fn a_file_that_is_not_there_is_told_in_the_language_of_the_site() {
    let root = site(&[("content/regulations/_index.md", "+++\ntitle = \"规章制度\"\nkind = \"regulations\"\n+++\n".as_bytes())]);
    for (file, words) in [("没有.docx", "没有这个文件：没有.docx"), ("content", "content 是文件夹，不是文件")] {
        let run = gongshi(root.path()).current_dir(root.path()).args(["import", file]).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(said.contains(words) && !said.contains("os error"), "{said}");
        assert_eq!(run.status.code(), Some(4), "{said}");
    }
}
