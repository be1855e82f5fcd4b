//! Every fault with its code and its place.

use super::super::tests::{places, read};

/// Reads a version with further settings and compares what is found, `code@line:column`. The text begins on line 5.
fn check(settings: &str, text: &str, expected: &[&str]) {
    assert!(!settings.contains('\n'), "settings stand on line 4");
    let whole = format!("+++\ntitle = \"某某办法\"\neffective = 2026-03-01\n{settings}\n+++\n{text}");
    let files = [("CW-01.md", whole.as_str())];
    let checked = read(&files);
    assert_eq!(places(&files, &checked), expected, "{settings}\n{text}");
}

#[test]
fn articles() {
    check("", "第一条　甲\n第二条　乙\n第二条之一　丙\n第三条　丁", &[]);
    check("", "第一条　甲\n第三条　乙\n第四条　丙", &["regulation/article-gap@7:1"]);
    check("", "第二条　甲\n第三条　乙", &["regulation/article-gap@6:1"]);
    check("first-article = 2", "第二条　甲\n第三条　乙", &[]);
    check("gaps = [\"art-2\"]", "第一条　甲\n第三条　乙", &[]);
    check("gaps = [\"art-2\", \"art-9\"]", "第一条　甲\n第三条　乙", &["regulation/gap-unused@4:18"]);
    check("gaps = [\"art-2\"]", "第一条　甲\n第二条　乙", &["regulation/gap-unused@4:9"]);
    check("", "第一条　甲\n第二条　乙\n第二条　丙\n第三条　丁", &["regulation/article-duplicate@8:1"]);
    check("", "第一条　甲\n第三条　乙\n第二条　丙\n第四条　丁", &["regulation/article-backwards@8:1"]);
    check("", "第一条　甲\n第二十条　乙\n第三条　丙\n第四条　丁", &["regulation/article-gap@7:1"]);
    check("", "第一条　甲\n第二条之二　乙\n第三条　丙", &["regulation/article-gap@7:1"]);
    check("", "第一条　甲\n第二条本办法\n第三条　丙", &["regulation/article-gap@8:1"]);
    check("first-article = 101", "第一百零一条　甲\n第一百二条　乙\n第一百零三条　丙", &["regulation/numeral-ambiguous@7:1"]);
    check("", "第一条　甲\n第十十条　乙\n第三条　丙", &["regulation/numeral-ambiguous@7:1"]);
    check("", "为了甲。", &["regulation/no-articles@6:1"]);
    check("made-by = \"repeal\"", "《某某办法》自2026年3月1日起废止。", &[]);
    check("", "第一条　甲\n附件1：某某细则\n第一条　乙\n第三条　丙", &["regulation/article-gap@9:1"]);
}

#[test]
fn headings() {
    check("", "第一章　总则\n第一条　甲\n第三章　附则\n第二条　乙", &["regulation/chapter-gap@8:1"]);
    check("gaps = [\"ch-2\"]", "第一章　总则\n第一条　甲\n第三章　附则\n第二条　乙", &[]);
    check("", "第一章　总则\n第一条　甲\n第一章　附则\n第二条　乙", &["regulation/chapter-gap@8:1"]);
    check("", "第一章　总则\n第一节　甲\n第一条　甲\n第三节　乙\n第二条　乙", &["regulation/chapter-gap@9:1"]);
    check("", "第一编　总则\n第一章　甲\n第一条　甲\n第二编　分则\n第一章　乙\n第二条　乙", &[]);
    check("", "第一编　总则\n第一章　甲\n第一条　甲\n第二编　分则\n第二章　乙\n第二条　乙", &[]);
    check("", "第二编　总则\n第一章　甲\n第一条　甲", &["regulation/chapter-gap@6:1"]);
    check(
        "",
        "目录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　甲\n第二章　其他\n第二条　乙",
        &["regulation/contents-mismatch@8:1", "regulation/contents-mismatch@11:1"],
    );
}

#[test]
fn lists() {
    check("", "第一条　甲：\n（一）乙；\n（二）丙。", &[]);
    check("", "第一条　甲：\n（一）乙；\n（三）丙；\n（四）丁。", &["regulation/item-gap@8:1"]);
    check("gaps = [\"art-1-p1-i2\"]", "第一条　甲：\n（一）乙；\n（三）丙；\n（四）丁。", &[]);
    check("", "第一条　甲：\n（二）乙；\n（三）丙。", &["regulation/item-first@7:1"]);
    check("", "第一条　甲：\n（一）乙；\n（二）丙；\n（二）丁；\n（三）戊。", &["regulation/item-gap@9:1"]);
    check("", "第一条　甲：\n（一）乙；\n（二）丙。\n（一）丁；\n（二）戊。", &["regulation/item-list-orphan@9:1"]);
    check("", "第一条　甲：\n（一）乙；\n（二）丙。\n丁：\n（一）戊。", &[]);
    check("", "第一条　甲。\n（一）乙；\n（二）丙。", &["regulation/colon-missing@6:6"]);
    check("", "第一条　甲**乙**：\n（一）丙。", &[]);
}

#[test]
fn words_of_the_text() {
    check("", "第一条　本条例适用。\n第二条　本条例施行。", &["regulation/instrument-mismatch@6:5"]);
    check("instrument = \"条例\"", "第一条　本条例适用。", &[]);
    check("", "第一条　基本制度和资本规则。\n附件1：某某规定\n第一条　本规定适用。", &[]);
    check("", "第一条　本办法自2025年3月1日起施行。", &["regulation/effective-mismatch@6:9"]);
    check("", "第一条　本办法自2026年3月1日起施行。", &[]);
    check("made-by = \"amend\"", "第一条　本办法自2025年3月1日起施行。", &[]);
    check("", "第一条　甲\u{200b}乙\u{200b}丙\u{e000}", &["regulation/character-suspect@6:6", "regulation/character-suspect@6:10"]);
    check("", "第一条　“甲”——乙…丙・￥", &[]);
    check("", "秘密★10年\n第一条　甲", &["regulation/secrecy@6:1"]);
}

#[test]
fn settings() {
    check("number = \"云检办[2026]3号\"", "第一条　甲", &["regulation/number-style@4:10"]);
    check("secrecy = \"机密\"", "第一条　甲", &["regulation/secrecy@4:11"]);
    check("secrecy = \"内部\"", "第一条　甲", &[]);
    check("published = 2026-03-02", "第一条　甲", &["regulation/published-after-effective@4:13"]);
    check("published = 2026-03-01", "第一条　甲", &[]);
    check("owner = \"offise\"", "第一条　甲", &["table/unknown-reference@4:9"]);
    check("owner = \"office\"", "第一条　甲", &[]);
    check("number = 3", "第一条　甲", &["front-matter/wrong-type@4:10"]);
    check("nubmer = \"3\"", "第一条　甲", &["front-matter/unknown-key@4:1"]);
    check("review-every = \"1年\"", "第一条　甲", &["front-matter/wrong-type@4:16"]);
    check("expires = 2027-03-01T00:00:00", "第一条　甲", &["front-matter/wrong-type@4:11"]);
    check("replaces = [\"CW-00\"]", "第一条　甲", &["front-matter/wrong-type@4:13"]);
    check("code = \"财务\"", "第一条　甲", &["path/unsafe@4:8"]);
}

/// A version of a work in short.
fn text(settings: &str) -> String {
    format!("+++\ntitle = \"某某办法\"\n{settings}\n+++\n第一条　甲\n")
}

#[test]
fn files_of_a_section() {
    let check = |files: &[(&str, String)], expected: &[&str]| {
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        assert_eq!(places(&files, &read(&files)), expected, "{files:?}");
    };
    check(&[("CW-01/2022-01-01.md", text("")), ("CW-01/2026-03-01.md", text("effective = 2026-03-01"))], &[]);
    check(&[("CW-01/2022-01-01.md", text("effective = 2022-01-02"))], &["regulation/effective-mismatch@3:13"]);
    check(&[("CW-01.md", text(""))], &["front-matter/missing-key@2:1"]);
    check(&[("CW-01.md", "第一条　甲".into())], &["front-matter/missing-key@file"]);
    check(&[("CW-01/2022-01-01.md", text("")), ("CW-01/20220101.md", text(""))], &["regulation/version-overlap@file"]);
    check(&[("CW-01/2022-01-01.md", text("")), ("CW-01/new.md", text(""))], &["path/unknown-file@file"]);
    check(&[("CW-01.md", text("effective = 2022-01-01")), ("CW-01/2023-01-01.md", text(""))], &["path/collision@file"]);
    check(
        &[("a.md", text("code = \"X\"\neffective = 2022-01-01")), ("b.md", text("code = \"x\"\neffective = 2022-01-01"))],
        &["path/collision@file"],
    );
    check(&[("财务办法.md", text("effective = 2022-01-01"))], &["path/not-ascii@file"]);
    check(&[("review.md", text("effective = 2022-01-01"))], &["path/unsafe@file"]);
    check(&[("CW-01.reason.md", "甲".into())], &["path/unknown-file@file"]);
    check(&[("notes.xlsx", "x".into()), ("CW-01.files/form.xlsx", "x".into())], &["path/unknown-file@file", "path/unknown-file@file"]);
    check(&[("财务/CW-01/2022-01-01.md", text("")), ("财务/CW-02.md", text("effective = 2022-01-01"))], &[]);
    check(
        &[("CW-01/2022-01-01.md", text("code = \"A\"")), ("CW-01/2023-01-01.md", text("code = \"B\""))],
        &["front-matter/wrong-type@3:8"],
    );
}

#[test]
fn declared_gaps_are_not_held_against_a_text_whose_settings_cannot_be_read() {
    check("gaps = \"art-2\"", "第一条　甲\n第三条　乙", &["front-matter/wrong-type@4:8"]);
}

#[test]
fn annexes() {
    check("", "第一条　甲\n附件1\n附件2\n附表1", &[]);
    check("", "第一条　甲\n附件1\n附件3\n附件2", &["regulation/chapter-gap@9:1"]);
    check("", "第一条　甲\n附件1\n附件3", &["regulation/chapter-gap@8:1"]);
    check("gaps = [\"annex-2\"]", "第一条　甲\n附件1\n附件3", &[]);
    check("", "第一条　甲\n附件1\n附件1", &["regulation/chapter-gap@8:1"]);
}

#[test]
fn a_first_item_on_the_line_before_is_pointed_at() {
    for text in ["第一条　有下列情形的：（一）迟到；\n（二）早退；", "第一条　（一）甲；\n（二）乙。", "第一条　甲：(一)乙；\n（二）丙。"]
    {
        let whole = format!("+++\ntitle = \"某某办法\"\neffective = 2026-03-01\n+++\n{text}\n");
        let found = read(&[("CW-01.md", whole.as_str())]).diagnostics;
        let first = found.iter().find(|one| one.code.as_str() == "regulation/item-first").unwrap();
        assert!(first.help.as_ref().unwrap().zh.ends_with("另起一行"), "{first:?}");
    }
}

#[test]
fn a_heading_of_a_notice_needs_no_colon() {
    check("", "一、工作安排\n（一）甲。\n（二）乙。", &[]);
    check("", "一、工作安排如下。\n（一）甲。\n（二）乙。", &["regulation/colon-missing@6:9"]);
}

#[test]
fn a_block_that_is_never_closed() {
    check("", "第一条　甲。\n```check\nid = \"a\"", &["config/malformed@7:1"]);
    check("", "第一条　甲。\n```check```", &[]);
}

/// What is said to do about the numbers of a text.
fn helps(text: &str) -> Vec<String> {
    let whole = format!("+++\ntitle = \"某某办法\"\neffective = 2026-03-01\n+++\n{text}");
    let checked = read(&[("CW-01.md", whole.as_str())]);
    let gaps = checked.diagnostics.into_iter().filter(|found| found.code.to_string() == "regulation/article-gap");
    gaps.map(|found| found.help.unwrap().zh).collect()
}

#[test]
fn what_to_write_for_numbers_that_are_missing() {
    let on_purpose = |list: &str| vec![format!("请补上，或改正编号；本来就没有的，在参数中写 gaps = [{list}]")];
    assert_eq!(helps("第一条　甲\n第五条　乙\n第六条　丙"), on_purpose("\"art-2\", \"art-3\", \"art-4\""));
    // 第二条之二 is no 第二条 that lacks its space.
    assert_eq!(helps("第一条　甲\n第二条之二　乙\n第三条　丙"), on_purpose("\"art-2\", \"art-2.1\""));
    assert_eq!(helps("第一条　甲\n第二条，乙\n第三条　丙"), ["“第二条”之后要空一格，才算编号"]);
    assert_eq!(helps("第三条　甲\n第四条　乙"), ["请补上，或改正编号；本文本来就从第三条开始的，在参数中写 first-article = 3"]);
}
