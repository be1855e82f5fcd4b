use proptest::prelude::*;

use super::changes::{Change, Changes};
use super::{body, contents, header, import, opening, pasted};
use crate::kinds::regulation::grammar::is_space;
use crate::markdown::plain_line;
use crate::source::SourceText;

fn text_of(text: &str, name: &str) -> super::Imported {
    import(text.as_bytes(), name).value
}

#[test]
fn a_header_becomes_settings() {
    let text = "# 机关事务管理条例\n\n2012年6月13日 国务院第208次常务会议通过\n\n2012年6月28日 中华人民共和国国务院令第621号公布\n\n\
                2012年10月1日 施行\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n<!-- FORCE BREAK -->\n\n第一条 为了\n";
    let imported = text_of(text, "条例(2012-06-28).md");
    assert_eq!(
        imported.text,
        "+++\ntitle = \"机关事务管理条例\"\nnumber = \"中华人民共和国国务院令第621号\"\ninstrument = \"条例\"\nmade-by = \"issue\"\n\
         adopted = 2012-06-13\npublished = 2012-06-28\neffective = 2012-10-01\n+++\n\n## 第一章 总则\n\n第一条 为了\n"
    );
    assert_eq!(imported.changes.len(), 5);
}

#[test]
fn the_day_it_takes_effect() {
    let day = |header: &str, body: &str, name: &str| {
        let imported = text_of(&format!("# 某某办法\n{header}\n<!-- INFO END -->\n{body}"), name);
        imported.effective.map(|date| date.to_string()).unwrap_or_default()
    };
    let clause = "第一条 本办法自2020年10月1日起施行。";
    assert_eq!(day("2020年8月3日 公布", clause, "a(2020-08-03).md"), "2020-10-01");
    assert_eq!(day("2023年3月13日 《决定》第二次修正）", clause, "a(2023-03-13).md"), "2023-03-13");
    assert_eq!(day("2023年3月13日 公布", "第一条 甲", "a.md"), "2023-03-13");
    assert_eq!(day("", "第一条 甲", "a.md"), "");
}

#[test]
fn a_pasted_text_begins_with_its_title() {
    let imported = import("值班“制度”\n第一条 甲\n".as_bytes(), "a.txt");
    assert!(imported.value.text.starts_with("+++\ntitle = \"值班“制度”\"\n"), "{}", imported.value.text);
    assert!(imported.value.text.ends_with("+++\n\n第一条　甲\n"));
    assert_eq!(imported.diagnostics.len(), 1);
}

/// A text and the body that comes of it.
fn check(text: &str, name: &str, expected: &str) -> Vec<crate::diag::Text> {
    let imported = text_of(text, name);
    assert_eq!(imported.text.split_once("+++\n\n").unwrap().1, expected);
    imported.changes
}

#[test]
fn text_as_word_pastes_it() {
    let text = "\u{FEFF}云岭县人民检察院\r\n公务接待管理办法\r\n云检办〔2026〕4号\r\n（2026年2月10日党组会议通过，自2026年3月1日起施行）\r\n\
                目　录\r\n第一章　总则………………1\r\n第二章　附则\t3\r\n— 1 —\r\n\
                第一章总　则\r\n第 一 条\t为了\u{AD}规范\u{200B}公务接待，制定本办法。\r\n　　第二条\u{A0}接待遵循下列原则：\r\n\
                （ 一 ）　有利公务；\u{B}（二）务实节俭。\r\n第三条接待费用按月公布。\r\n第三条规定的费用不含会议费。\r\n\
                1.\t5人以下；\r\n第 2 页 共 9 页\r\n第四条　金额<b>*大*</b>写。\r\n附则\r\n第五条【解释】本办法由办公室解释。\r\n# 说明\r\n| 甲\r\n";
    let expected = "## 第一章　总则\n\n第一条　为了规范公务接待，制定本办法。\n\n第二条　接待遵循下列原则：\n\n（一）有利公务；\n\n\
                    （二）务实节俭。\n\n第三条　接待费用按月公布。\n\n第三条规定的费用不含会议费。\n\n1. 5人以下；\n\n\
                    第四条　金额\\<b>\\*大\\*\\</b>写。\n\n## 附则\n\n第五条【解释】本办法由办公室解释。\n\n\\# 说明\n\n\\| 甲\n";
    let changes = check(text, "接待.txt", expected);
    let zh: Vec<&str> = changes.iter().map(|text| text.zh.as_str()).collect();
    assert_eq!(
        zh,
        [
            "发文字号“云检办〔2026〕4号”写入 number",
            "题注“（2026年2月10日党组会议通过，自2026年3月1日起施行）”写入 adopted",
            "题注“（2026年2月10日党组会议通过，自2026年3月1日起施行）”写入 effective",
            "标题“云岭县人民检察院公务接待管理办法”写入 title",
            "去掉编号和标题中间的空格 3 处：“总　则”、“第 一 条”、“（ 一 ）”",
            "编号与正文相连，补了空格 2 处，请核对：“第一章总　则”、“第三条接待费用按月公布。”",
            "段内换行改为分段 1 处",
            "制表符、不间断空格改为空格 4 处",
            "删去看不见的字符 2 个",
            "加反斜杠以照原样显示 3 段：“金额<b>*大*</b>写。”、“# 说明”、“| 甲”",
            "删去页码 2 行：“— 1 —”、“第 2 页 共 9 页”",
            "删去目录 3 行：“目　录”、“第一章　总则………………1”、“第二章　附则 3”",
        ]
    );
    assert!(changes.iter().all(|text| !text.en.is_empty()));
}

#[test]
fn markdown_without_a_header_stays_markdown() {
    check(
        "# 某某办法\n\n<!-- 说明 -->\n##  第一章 总则\n**第一条**　甲*乙*\n\n| 甲 | 乙 |\n|---|---|\n| # | 丙 |\n\n```check\nid = \"a\"\n```\n### 说明\n```\n",
        "a.md",
        "## 第一章　总则\n\n**第一条**　甲*乙*\n\n| 甲 | 乙 |\n|---|---|\n| # | 丙 |\n\n```check\nid = \"a\"\n```\n\n### 说明\n\n```\n",
    );
}

#[test]
fn references_are_not_taken_for_articles_or_chapters() {
    check(
        "某某办法\n第一章　总则\n第一条　甲\n第二条的规定适用于\n第二章规定的程序\n第三条乙\n第二条丙\n第二章管理\n第一节人员\n",
        "a.txt",
        "## 第一章　总则\n\n第一条　甲\n\n第二条的规定适用于\n\n第二章规定的程序\n\n第三条乙\n\n第二条　丙\n\n## 第二章　管理\n\n### 第一节　人员\n",
    );
}

#[test]
fn gb18030_is_read() {
    let (bytes, ..) = encoding_rs::GB18030.encode("某某办法\n第一条 甲\n");
    assert!(import(&bytes, "a.txt").value.text.ends_with("第一条　甲\n"));
}

#[test]
fn files_that_are_no_regulation() {
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = [b"\xD0\xCF\x11\xE0".as_slice(), &stream].concat();
    let open = [b"PK\x03\x04".as_slice(), &[0; 26], b"mimetypeapplication/vnd.oasis.opendocument.text"].concat();
    for (bytes, expected) in [
        (&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], "a 是旧格式的文档（.doc 或 .wps）"),
        (&encrypted, "a 加了密码"),
        (&open, "a 是 OpenDocument 文件（.odt 等）"),
        (b"%PDF-1.7", "a 是 PDF 文件"),
        (b"{\\rtf1", "a 是 RTF 文件"),
        (b" <!DOCTYPE html>", "a 是网页或 XML 文件"),
        (b"\x89PNG\x00", "a 不是 Word 文档，也不是 UTF-8 或 GB18030 文字"),
        (b"a\0b", "a 不是 Word 文档，也不是 UTF-8 或 GB18030 文字"),
        (b"PK\x03\x04", "a 已损坏，或者没有传输完整"),
    ] {
        let found = import(bytes, "a");
        assert_eq!(found.diagnostics[0].message.zh, expected);
        assert!(found.diagnostics[0].help.as_ref().is_some_and(|help| help.zh.contains(".docx")));
        assert!(found.value.text.is_empty());
    }
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).collect()
}

/// What a line says beside the `#` of a heading.
fn words(line: &str) -> String {
    solid(line.trim_start_matches('#')).trim_start_matches('#').to_owned()
}

/// Every character of the input that is no space stands in the body, in order, or in a line listed as left out.
fn conserved(lines: &[String]) {
    let text = format!("某某办法\n第一条　甲\n{}\n", lines.join("\n"));
    let mut changes = Changes::default();
    let pieces = contents::without(pasted::read(&text, false, &mut changes), &mut changes);
    let start = opening::read(&pieces, &mut header::Header::default(), &mut changes);
    let body = body::write(&pieces[start..], &mut changes);
    let shown = |line: &str| plain_line(&SourceText::new("", line), &(0..line.len()));
    let body: String = body.lines().map(|line| words(&shown(line))).collect();
    let dropped = [Change::PageNumber, Change::Contents].map(|change| changes.texts(change).iter().map(|text| words(text)).collect());
    let lines: Vec<String> = lines.iter().flat_map(|line| line.split('\u{B}')).map(words).filter(|line| !line.is_empty()).collect();
    let rest = body.strip_prefix("第一条甲").unwrap_or_else(|| panic!("{body}"));
    assert!(accounted(&lines, rest, &dropped), "{text}\n{body}\n{dropped:?}");
}

/// Whether each line stands at the front of what is left of the body, or is the next that was dropped.
fn accounted(lines: &[String], rest: &str, dropped: &[Vec<String>; 2]) -> bool {
    let Some((line, lines)) = lines.split_first() else { return rest.is_empty() && dropped.iter().all(Vec::is_empty) };
    let without = |index: usize| {
        let mut dropped = dropped.clone();
        let listed = dropped[index].first() == Some(line);
        listed && {
            dropped[index].remove(0);
            accounted(lines, rest, &dropped)
        }
    };
    rest.strip_prefix(line.as_str()).is_some_and(|rest| accounted(lines, rest, dropped)) || without(0) || without(1)
}

const TOKENS: [&str; 44] = [
    "第一条",
    "第二条",
    "第 三 条",
    "第二章",
    "第一节",
    "（一）",
    "( 2 )",
    "1.",
    "二、",
    "总　则",
    "附则",
    "目录",
    "附件1",
    "　",
    " ",
    "\t",
    "\u{A0}",
    "\u{200B}",
    "\u{B}",
    "为了规范",
    "公务接待管理工作",
    "规定",
    "应当遵守本办法的各项要求，不得",
    "。",
    "；",
    "：",
    "，",
    "……3",
    "......12",
    "— 3 —",
    "第 3 页",
    "*",
    "**",
    "_",
    "`",
    "```",
    "[一](乙)",
    "<b>",
    "&lt;",
    "\\",
    "|",
    "#",
    "abc",
    "~~",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(lines in prop::collection::vec(prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..7), 0..14)) {
        conserved(&lines.into_iter().map(|tokens| tokens.concat()).collect::<Vec<_>>());
    }
}
