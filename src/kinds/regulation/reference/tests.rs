//! References between invented texts.

use super::{Names, Target};
use crate::diag::{Diagnostic, has_errors};
use crate::kinds::regulation::model::VersionKey;
use crate::kinds::regulation::{self, model::Collection};
use crate::kinds::test_support::{Fixture, shared};
use crate::kinds::{Directory, External};

const EXTERNAL: &[&str] = &["中华人民共和国会计法"];

/// The collection of some files.
fn collection(files: &[(&str, &str)]) -> Collection {
    let mut found = Vec::new();
    let fixture = Fixture::new("regulations", "kind = \"regulations\"\n", files, &mut found);
    let collection = regulation::read(&shared("2026-11-05", Directory::default()), &fixture.section()).take(&mut found);
    assert!(!has_errors(&found), "{found:?}");
    collection
}

fn front(title: &str, effective: &str, more: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\neffective = {effective}\n{more}+++\n{body}\n")
}

/// What each reference of all texts means: `from words → code@date#unit`; and the findings.
fn cited(files: &[(&str, &str)]) -> (Vec<String>, Vec<Diagnostic>) {
    let collections = [collection(files)];
    let external = External { titles: EXTERNAL.iter().map(|title| (*title).to_owned()).collect(), ..External::default() };
    let citations = super::cite(&collections, &external, "云岭县人民检察院");
    let version = |key: VersionKey| {
        let work = &collections[key.collection].works[key.work];
        (work, &work.versions[key.version])
    };
    let line = |key: VersionKey, reference: &super::Reference| {
        let (work, citing) = version(key);
        let words = &citing.text()[reference.span.clone()];
        let from = format!("{} {}", work.code, citing.tree.id(reference.from));
        let target = match reference.target {
            Target::Here { version: there, unit, through } => {
                let (work, version) = version(there);
                let id = |unit: Option<usize>| unit.map(|unit| version.tree.id(unit)).unwrap_or_default();
                let through = if through.is_some() { format!("…{}", id(through)) } else { String::new() };
                format!("{}@{}#{}{through}", work.code, version.effective, id(unit))
            }
            Target::External => String::from("external"),
            Target::Missing(_) => String::from("missing"),
        };
        format!("{from} {words} → {target}")
    };
    let shown = citations.value.all().filter(|(_, reference)| reference.names != Names::WorkOfUnit);
    (shown.map(|(key, reference)| line(key, reference)).collect(), citations.diagnostics)
}

/// References of one text `A`, without its code and date.
fn own(body: &str) -> Vec<String> {
    let (references, _) = cited(&[("A.md", &front("接待办法", "2026-01-01", "", body))]);
    references.into_iter().map(|line| line.replace("A@2026-01-01", "").replacen("A ", "", 1)).collect()
}

#[test]
fn within_one_text() {
    let body = "## 第一章　总则\n第一条　为了接待，制定本办法。\n第二条　接待分为：\n（一）公务；\n（二）商务。\n前款第二项从简。\n\
                第三条　违反第二条第一款、第二款规定，有第二条第（一）、（二）项情形的，依照本条规定处理。\n前款的情形同时适用前条第二款。\n\
                ## 第二章　附则\n第四条　本章、第一章和本办法第三条第一款至第二款适用附件1。\n附件1：清单\n一行\n";
    assert_eq!(
        own(body),
        [
            "art-2-p2 前款第二项 → #art-2-p1-i2",
            "art-3-p1 第二条第一款 → #art-2-p1",
            "art-3-p1 第二款 → #art-2-p2",
            "art-3-p1 第二条第（一） → #art-2-p1-i1",
            "art-3-p1 （二）项 → #art-2-p1-i2",
            "art-3-p2 前款 → #art-3-p1",
            "art-3-p2 前条第二款 → #art-2-p2",
            "art-4-p1 第一章 → #ch-1",
            "art-4-p1 第三条第一款 → #art-3-p1",
            "art-4-p1 第二款 → #art-3-p2",
            "art-4-p1 附件1 → #annex-1",
        ]
    );
}

#[test]
fn several_before() {
    let body = "第一条　甲。\n乙。\n丙。\n前三款同时适用。\n第二条　各项：\n（一）甲；\n（二）有前项情形的乙。\n";
    assert_eq!(own(body), ["art-1-p4 前三款 → #art-1-p1…art-1-p3", "art-2-p1-i2 前项 → #art-2-p1-i1"]);
}

#[test]
fn what_is_cited_and_is_not_there() {
    for (sentence, words, help) in [
        ("依照本办法第九条办理。", "第九条", "该文本共 2 条，请改正编号"),
        ("依照第九条办理。", "第九条", "该文本共 2 条，请改正编号"),
        ("依照第一条第三款办理。", "第一条第三款", "第一条共有 2 款，请改正款数"),
        ("依照第一条第三项办理。", "第一条第三项", "第一条共有 2 款，请写明是第几款的哪一项"),
        ("依照前款办理。", "前款", "请写明是第几条第几款"),
        ("依照本条第四款办理。", "本条第四款", "第二条共有 1 款，请改正款数"),
        ("依照本办法附件2办理。", "附件2", "该文本没有附件；请补上，或删去这一处"),
    ] {
        let text = front("接待办法", "2026-01-01", "", &format!("第一条　甲：\n（一）子；\n（二）丑。\n乙。\n第二条　{sentence}\n"));
        let (_, found) = cited(&[("A.md", &text)]);
        let told: Vec<(&str, &str)> = found
            .iter()
            .map(|one| (&text[one.place.as_ref().unwrap().span.clone().unwrap()], one.help.as_ref().unwrap().zh.as_str()))
            .collect();
        assert_eq!(told, [(words, help)], "{sentence}");
        assert_eq!(found[0].code.as_str(), "regulation/reference-unresolved");
    }
}

#[test]
fn what_is_no_citation_of_this_text() {
    for sentence in [
        "依照刑法第三百条办理。",
        "依照民法典第九条、第十条和第十一条办理。",
        "该条例第四十条。",
        "第三方审计和第一项工作。",
        "《义勇军进行曲》第九章。",
        "填写《出差审批单》。",
        "基本法第九条。",
        "三日以前款项。",
        "附件3份。",
    ] {
        let (references, found) = cited(&[("A.md", &front("接待办法", "2026-01-01", "", &format!("第一条　{sentence}")))]);
        assert_eq!((references.len(), found.len()), (0, 0), "{sentence} {references:?} {found:?}");
    }
}

#[test]
fn other_works_by_their_titles() {
    let old = front("财务管理办法", "2022-01-01", "number = \"云检办〔2022〕1号\"\n", "第一条　旧一。\n第二条　旧二。");
    let new = front(
        "财务管理办法",
        "2026-03-01",
        "number = \"云检办〔2026〕3号\"\nmade-by = \"revise\"\n",
        "第一条　新一。\n第二条　《财务管理办法》（云检办〔2022〕1号）同时废止。",
    );
    let before = front("接待办法", "2024-01-01", "", "第一条　依照《财务管理办法》第二条办理。");
    let after = front(
        "云岭县人民检察院采购办法（试行）",
        "2026-05-01",
        "aliases = [\"采购规矩\"]\n",
        "第一条　依照《云岭县人民检察院财务管理办法》（以下简称《财务办法》）第一条和《会计法》第九条办理。\n第二条　《财务办法》第二条、财务办法第一条。\n第三条　《采购办法》第二条、《采购规矩》。",
    );
    let (references, found) = cited(&[
        ("CW/2022-01-01.md", old.as_str()),
        ("CW/2026-03-01.md", new.as_str()),
        ("JD.md", before.as_str()),
        ("CG.md", after.as_str()),
    ]);
    assert_eq!(found, []);
    assert_eq!(
        references,
        [
            "CG art-1-p1 第一条 → CW@2026-03-01#art-1",
            "CG art-1-p1 第九条 → external",
            "CG art-2-p1 第二条 → CW@2026-03-01#art-2",
            "CG art-2-p1 第一条 → CW@2026-03-01#art-1",
            "CG art-3-p1 第二条 → CG@2026-05-01#art-2",
            "CG art-3-p1 《采购规矩》 → CG@2026-05-01#",
            "CW art-2-p1 《财务管理办法》 → CW@2022-01-01#",
            "JD art-1-p1 第二条 → CW@2022-01-01#art-2",
        ]
    );
}

#[test]
fn one_title_of_two_works() {
    let first = front("考勤办法", "2022-01-01", "number = \"云检办〔2022〕5号\"\n", "第一条　甲。");
    let second = front("考勤办法", "2023-01-01", "number = \"云检政〔2023〕2号\"\n", "第一条　乙。");
    let citing = front(
        "值班办法",
        "2026-01-01",
        "",
        "第一条　依照《考勤办法》第一条办理。\n第二条　依照《考勤办法》（云检政[2023]2号）第一条办理。",
    );
    let (references, found) = cited(&[("A.md", first.as_str()), ("B.md", second.as_str()), ("C.md", citing.as_str())]);
    assert_eq!(references, ["C art-2-p1 第一条 → B@2023-01-01#art-1"]);
    assert_eq!(found.len(), 1);
    assert!(found[0].message.zh.contains("A（云检办〔2022〕5号）、B（云检政〔2023〕2号）"), "{}", found[0].message.zh);
}

#[test]
fn an_unknown_title_is_told_once() {
    let text = front("接待办法", "2026-01-01", "", "第一条　依照《某某条例》第三条和《某某条例》办理。\n第二条　《某某条例》。");
    let (references, found) = cited(&[("A.md", &text)]);
    assert_eq!(references, [""; 0]);
    assert_eq!(found.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["regulation/title-unknown"]);
}

#[test]
fn an_amending_text_quotes_another() {
    let text = front("关于修改接待办法的决定", "2026-01-01", "", "一、将第三条修改为：“依照本办法第五条办理。”\n二、删去第七条。");
    let (references, found) = cited(&[("A.md", &text)]);
    assert_eq!((references, found), (Vec::new(), Vec::new()));
}

#[test]
fn an_annex_that_is_not_there() {
    let text = front("接待办法", "2026-01-01", "", "第一条　见附件5，填写《申请表》（附件6）、附件1和附件3。\n附件1\n甲\n附件2\n乙");
    let (references, found) = cited(&[("A.md", &text)]);
    assert_eq!(
        references,
        [
            "A art-1-p1 附件5 → missing",
            "A art-1-p1 附件6 → missing",
            "A art-1-p1 附件1 → A@2026-01-01#annex-1",
            "A art-1-p1 附件3 → missing",
        ]
    );
    let said: Vec<&str> = found.iter().map(|one| one.message.zh.as_ref()).collect();
    assert_eq!(said, ["本文没有附件5", "本文没有附件6", "本文没有附件3"]);
    assert!(found[0].help.as_ref().unwrap().zh.contains("共有 2 个附件"));
}

#[test]
fn a_unit_behind_the_name_of_another_work_is_never_of_this_one() {
    let a = front("某测试A办法", "2026-01-01", "aliases = [\"A办法\"]\n", "第一条　甲。\n第二条　乙。\n第三条　丙。");
    for (words, expected) in [
        ("《刑法》的第一条、《刑法》中第一条、《刑法》总则第一条、《刑法》规定的第九条", &[][..]),
        ("治安管理处罚法的第一条、治安管理处罚法规定的第九条", &[]),
        ("民法通则第一条，党章第一条，刑法修正案（十一）第一条，合同法解释（二）第九条", &[]),
        ("国务院令第1号第一条，劳动合同第一条，（劳动）合同第九条", &[]),
        ("本办法的第一条，总则第一条", &["B art-2-p1 第一条 → B@2026-01-01#art-1", "B art-2-p1 第一条 → B@2026-01-01#art-1"]),
        ("该A办法的第三条", &["B art-2-p1 第三条 → A@2026-01-01#art-3"]),
    ] {
        let b = front("接待办法", "2026-01-01", "", &format!("第一条　甲。\n第二条　依照{words}办理。"));
        let (references, found) = cited(&[("A.md", &a), ("B.md", &b)]);
        let units: Vec<&String> = references.iter().filter(|line| !line.contains(" 《")).collect();
        assert_eq!(units, expected.iter().collect::<Vec<_>>(), "{words}");
        assert!(found.iter().all(|one| one.code == crate::diag::regulation::TITLE_UNKNOWN), "{words} {found:?}");
    }
    let b = front("接待办法", "2026-01-01", "", "第一条　依照《某测试A办法》的第二条、《某测试A办法》规定的第三条。");
    let (references, _) = cited(&[("A.md", &a), ("B.md", &b)]);
    let units: Vec<&str> = references.iter().filter(|line| !line.contains(" 《")).map(|line| line.rsplit(' ').next().unwrap()).collect();
    assert_eq!(units, ["A@2026-01-01#art-2", "A@2026-01-01#art-3"]);
}

#[test]
fn chapters_have_a_number_of_their_own_between_two() {
    let text = "第一章　总则\n第一条　见第一章之一、第一章。\n第一章之一　特则\n第二条　见本办法第二章之一。\n第二章　附则\n第三条　甲。";
    let text = front("接待办法", "2026-01-01", "", text);
    let (references, found) = cited(&[("A.md", &text)]);
    let expected =
        ["A art-1-p1 第一章之一 → A@2026-01-01#ch-1.1", "A art-1-p1 第一章 → A@2026-01-01#ch-1", "A art-2-p1 第二章之一 → missing"];
    assert_eq!(references, expected);
    assert_eq!(found[0].message.zh, "本文没有第二章之一");
}

#[test]
fn numerals_that_cannot_be_read() {
    let text = front("接待办法", "2026-01-01", "", "第一条　依照第一百二条办理，依照第零条、第一条。");
    let (_, found) = cited(&[("A.md", &text)]);
    let told: Vec<(&str, &str)> =
        found.iter().map(|one| (one.code.as_str(), &text[one.place.as_ref().unwrap().span.clone().unwrap()])).collect();
    assert_eq!(told, [("regulation/numeral-ambiguous", "第一百二条"), ("regulation/numeral-ambiguous", "第零条")]);
}

/// What is said of one text, and the words it points at.
fn said(body: &str) -> Vec<(String, String, String)> {
    let text = front("甲办法", "2026-01-01", "", body);
    let (_, found) = cited(&[("A-01.md", &text)]);
    let at = |diagnostic: &Diagnostic| text[diagnostic.place.as_ref().unwrap().span.clone().unwrap()].to_owned();
    found.iter().map(|one| (at(one), one.message.zh.clone(), one.help.as_ref().unwrap().zh.clone())).collect()
}

#[test]
fn an_article_without_a_space_behind_its_number_is_the_cause() {
    let found = said("第一条　依照第二条。\n第二条，乙。\n");
    let (at, message, help) = &found[0];
    assert_eq!((at.as_str(), message.as_str()), ("第二条", "本文没有第二条"));
    assert!(help.starts_with("有一行以“第二条”开头，编号后没有空格"), "{help}");
    // At the end no gap tells of them.
    let found = said("第一条　甲。\n第二条，乙。\n第三条&nbsp;丙。\n");
    let told: Vec<&str> = found
        .iter()
        .map(|(at, message, _)| {
            assert!(message.contains("编号后没有空格"), "{message}");
            at.as_str()
        })
        .collect();
    assert_eq!(told, ["第二条", "第三条"]);
}

#[test]
fn what_is_not_in_this_article_is_named_with_it() {
    let [(at, message, help)] = said("第一条　甲。\n第二条　依照本条第二款第一项办理。\n").try_into().unwrap();
    assert_eq!((at.as_str(), message.as_str()), ("本条第二款第一项", "本文没有第二条第二款第一项"));
    assert_eq!(help, "第二条共有 1 款，请改正款数");
    let [(at, message, _)] = said("第一条　甲。\n依照本款第三项办理：\n（一）乙；\n（二）丙。\n").try_into().unwrap();
    assert_eq!((at.as_str(), message.as_str()), ("本款第三项", "本文没有第一条第二款第三项"));
}

#[test]
fn a_number_that_none_of_two_works_has_is_told_as_that() {
    let work = |number: &str| front("乙办法", "2026-01-01", &format!("number = \"{number}\"\n"), "第一条　甲。\n");
    let (one, two) = (work("云检办〔2024〕1号"), work("云检办〔2025〕2号"));
    let cites = front("甲办法", "2026-01-01", "", "第一条　依照《乙办法》（云检办〔2020〕3号）第一条。\n");
    let (_, found) = cited(&[("A-01.md", &cites), ("B-01.md", &one), ("B-02.md", &two)]);
    let [found] = found.try_into().unwrap();
    assert!(found.message.zh.ends_with("文号都不是“云检办〔2020〕3号”"), "{}", found.message.zh);
    assert_eq!(found.help.unwrap().zh, "请核对文号，改成其中一部的");
}
