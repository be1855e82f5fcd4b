//! Real laws and small pairs of texts.

#![expect(clippy::disallowed_methods, reason = "real texts are read from the disk")]

mod pages;

use std::fs;
use std::path::Path;

use super::lines::written;
use super::{Change, Kind, Redline, Role, Summary, compare, marked};
use crate::kinds::regulation::import;
use crate::kinds::regulation::model::Version;
use crate::kinds::regulation::tests::{SAMPLE, read};

/// All real texts, or none where they are not beside the repository.
fn real_texts() -> Vec<(String, Version)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../shared/data/regulations", "../../shared/data/regulations"].map(|folder| root.join(folder));
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
        println!("the real texts are not at hand; nothing was tried on them");
        return Vec::new();
    };
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<(String, Version)> = files
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let text = import(&text, &name).value.text;
            (name, parsed(&text.replacen("+++\n", "+++\ncode = \"X-1\"\n", 1)))
        })
        .collect();
    texts.sort_by(|one, other| one.0.cmp(&other.0));
    texts
}

fn parsed(text: &str) -> Version {
    read(&[("text.md", text)]).value.works.remove(0).versions.remove(0)
}

/// A version with that body.
fn version(body: &str) -> Version {
    parsed(&format!("+++\ntitle = \"某某办法\"\ncode = \"X-1\"\neffective = 2026-03-01\n+++\n{body}"))
}

fn figures(summary: Summary) -> [usize; 6] {
    [summary.same, summary.renumbered, summary.amended, summary.amended_renumbered, summary.added, summary.removed]
}

#[test]
fn laws_that_were_amended() {
    let texts = real_texts();
    for (old, new, expected) in [
        ("立法法(2015-03-15).md", "立法法(2023-03-13).md", [2, 61, 40, 40, 17, 2]),
        ("会计法(2017-11-04).md", "会计法(2024-06-28).md", [9, 7, 32, 18, 3, 4]),
    ] {
        let text = |name: &str| texts.iter().find(|(file, _)| file == name).map(|(_, version)| version);
        let (Some(old), Some(new)) = (text(old), text(new)) else { continue };
        assert_eq!(figures(compare(old, new).summary()), expected);
    }
}

/// All that changed: `art-1 art-2 amended` and, of what is not the same, the text in one.
fn described(redline: &Redline<'_>, old: &Version, new: &Version) -> Vec<String> {
    let mut described = Vec::new();
    for change in redline.changes.iter().filter(|change| change.kind != Kind::Same) {
        let id = |version: &Version, node: Option<usize>| match node.map(|node| version.tree.id(node)) {
            Some(id) if id.is_empty() => "?".to_owned(),
            Some(id) => id,
            None => "-".to_owned(),
        };
        let nodes = (redline.old_unit(change).map(|unit| unit.node), redline.new_unit(change).map(|unit| unit.node));
        described.push(format!("{} {} {}", id(old, nodes.0), id(new, nodes.1), words(change)));
        if change.kind != Kind::Renumbered {
            let marked = marked(redline.old_unit(change), redline.new_unit(change));
            described.extend(marked.both.iter().map(written));
        }
    }
    described
}

fn words(change: &Change) -> String {
    let mut words = change.kind.as_str().to_owned();
    for (is, word) in
        [(change.references_only, "references"), (change.reformatted, "reformatted"), (change.counterpart.is_some(), "elsewhere")]
    {
        if is {
            words = format!("{words} {word}");
        }
    }
    words
}

fn check(old: &str, new: &str, expected: &[&str]) {
    let (old_version, new_version) = (version(old), version(new));
    let redline = compare(&old_version, &new_version);
    assert_eq!(described(&redline, &old_version, &new_version), expected, "{old}\n→\n{new}");
}

#[test]
fn an_article_is_told_by_what_it_says() {
    // Put in before others.
    check(
        "第一条　甲甲甲。\n第二条　乙乙乙。",
        "第一条　丙丙丙。\n第二条　甲甲甲。\n第三条　乙乙乙。",
        &["- art-1 added", "{+丙丙丙。+}", "art-1 art-2 renumbered", "art-2 art-3 renumbered"],
    );
    // Moved behind others: pairs never cross, and both places say where its like is.
    check(
        "第一条　甲甲甲。\n第二条　乙乙乙。\n第三条　丙丙丙。",
        "第一条　乙乙乙。\n第二条　丙丙丙。\n第三条　甲甲甲。",
        &[
            "art-1 - removed elsewhere",
            "[-甲甲甲。-]",
            "art-2 art-1 renumbered",
            "art-3 art-2 renumbered",
            "- art-3 added elsewhere",
            "{+甲甲甲。+}",
        ],
    );
    // One word.
    check(
        "第一条　办公室应当在三日内答复。",
        "第一条　办公室应当在五日内答复。",
        &["art-1 art-1 amended", "办公室应当在[-三-]{+五+}日内答复。"],
    );
    // Cut in two: the greater part is the article, the rest is new.
    check(
        "第一条　办公室负责采购计划的编制和审核，并且负责合同的签订。",
        "第一条　办公室负责采购计划的编制和审核。\n第二条　合同由办公室签订。",
        &["art-1 art-1 amended", "办公室负责采购计划的编制和审核[-，并且负责合同的签订-]。", "- art-2 added", "{+合同由办公室签订。+}"],
    );
    // Two too unlike to be one.
    check("第一条　甲乙丙丁。", "第一条　戊己庚辛。", &["art-1 - removed", "[-甲乙丙丁。-]", "- art-1 added", "{+戊己庚辛。+}"]);
    // A long 款 that stays makes it one, whatever else it says.
    let kept = "单笔三万元以上的支出由分管院领导审核后报检察长审批。";
    check(
        &format!("第一条　{kept}"),
        &format!("第一条　{kept}\n为了子丑寅卯辰巳午未申酉戌亥，甲乙丙丁戊己庚辛壬癸，天地玄黄宇宙洪荒。"),
        &["art-1 art-1 amended", kept, "{+为了子丑寅卯辰巳午未申酉戌亥，甲乙丙丁戊己庚辛壬癸，天地玄黄宇宙洪荒。+}"],
    );
}

#[test]
fn references_that_moved_along() {
    check(
        "第一条　依照第二条第一款和第（三）项办理。\n第二条　乙。",
        "第一条　新增的一条。\n第二条　依照第三条第二款和第（四）项办理。\n第三条　乙。",
        &[
            "- art-1 added",
            "{+新增的一条。+}",
            "art-1 art-2 amended references",
            "依照第[-二-]{+三+}条第[-一-]{+二+}款和第（[-三-]{+四+}）项办理。",
            "art-2 art-3 renumbered",
        ],
    );
    check(
        "第一条　依照第二条，在三日内办理。",
        "第一条　依照第三条，在五日内办理。",
        &["art-1 art-1 amended", "依照第[-二-]{+三+}条，在[-三-]{+五+}日内办理。"],
    );
}

#[test]
fn writing_in_another_way_is_no_change() {
    check(
        "第一条　“甲”（乙）,二〇二六年:\n（一）丙；\n（二）丁。\n\n| 类别 | 额度 |\n|---|---|\n| 甲 | 1 |",
        "**第一条** 「甲」(乙)，二○二六年：(一)丙；(二) 丁。\n\n|类别|额度|\n|:--|--:|\n|甲|１|",
        &[],
    );
    let (old, new) = (version("第一条　甲（乙）。\n第二条　丙。"), version("第一条　甲(乙)。\n第二条　丙。"));
    assert_eq!(compare(&old, &new).summary().reformatted, 1);
    // A 款 cut in two is a change, though no word of it is.
    check(
        "第一条　甲甲甲甲，乙乙乙乙。丙丙丙丙，丁丁丁丁。",
        "第一条　甲甲甲甲，乙乙乙乙。\n丙丙丙丙，丁丁丁丁。",
        &["art-1 art-1 amended", "甲甲甲甲，乙乙乙乙。{+¶+}", "丙丙丙丙，丁丁丁丁。"],
    );
    check(
        "第一条　甲甲甲甲，乙乙乙乙。\n丙丙丙丙，丁丁丁丁。",
        "第一条　甲甲甲甲，乙乙乙乙。丙丙丙丙，丁丁丁丁。",
        &["art-1 art-1 amended", "甲甲甲甲，乙乙乙乙。[-¶-]丙丙丙丙，丁丁丁丁。"],
    );
}

#[test]
fn an_article_that_was_deleted_keeps_its_place() {
    check(
        "第一条　甲甲。\n第二条　乙乙。\n第三条　丙丙。",
        "第一条　甲甲。\n第二条（删除）\n第三条　丙丙。",
        &["art-2 art-2 removed", "[-乙乙。-]{+（删除）+}"],
    );
    check("第一条　甲。\n第二条（删除）\n第三条　丙。", "第一条　甲。\n第二条（删除）\n第三条　丙。", &[]);
    check(
        "第一条　甲。\n第二条（删除）\n第三条　丙。",
        "第一条　甲。\n第二条　乙。\n第三条　丙。",
        &["art-2 art-2 added", "[-（删除）-]{+乙。+}"],
    );
    check(
        "第一条　甲。\n第二条（删除）\n第三条　丙。",
        "第一条　甲。\n第二条　丙。",
        &["art-2 - removed", "[-（删除）-]", "art-3 art-2 renumbered"],
    );
}

#[test]
fn items_that_changed() {
    // One put in: those behind it only get other numbers.
    check(
        "第一条　应当提供下列凭证：\n（一）公函；\n（二）审批单；\n（三）发票。",
        "第一条　应当提供下列凭证：\n（一）公函；\n（二）接待清单；\n（三）审批单；\n（四）发票。",
        &[
            "art-1 art-1 amended",
            "应当提供下列凭证：",
            "（一）公函；",
            "{+（二）+}{+接待清单；+}",
            "[-（二）-]{+（三）+}审批单；",
            "[-（三）-]{+（四）+}发票。",
        ],
    );
    // One taken out together with words of the next: it goes whole.
    check(
        "第一条　下列事项应当办理会计手续：\n（一）款项的收付；\n（二）财物的收发、增减和使用；\n（三）债务的发生和结算。",
        "第一条　下列事项应当办理会计手续：\n（一）资产的增减和使用；\n（二）债务的发生和结算。",
        &[
            "art-1 art-1 amended",
            "下列事项应当办理会计手续：",
            "[-（一）-][-款项的收付；-]",
            "[-（二）-]{+（一）+}[-财物的收发、-]{+资产的+}增减和使用；",
            "[-（三）-]{+（二）+}债务的发生和结算。",
        ],
    );
    // A 款 put in behind the list.
    check(
        "第一条　应当提供下列凭证：\n（一）公函；\n（二）发票。",
        "第一条　应当提供下列凭证：\n（一）公函；\n（二）发票。\n凭证不全的，不予报销。",
        &["art-1 art-1 amended", "应当提供下列凭证：", "（一）公函；", "（二）发票。", "{+凭证不全的，不予报销。+}"],
    );
}

#[test]
fn changes_begin_and_end_where_a_reader_expects() {
    for (old, new, expected) in [
        // A number changes whole.
        (
            "自第十二日起罚款1,200.50元以上五万元以下",
            "自第十三日起罚款1,300.50元以上十万元以下",
            "自第[-十二-]{+十三+}日起罚款[-1,200.50-]{+1,300.50+}元以上[-五万-]{+十万+}元以下",
        ),
        // Words that happen to be in both do not cut a change to pieces.
        ("会同财务部门和其科室办理", "会同财务部门及其机构办理", "会同财务部门[-和其科室-]{+及其机构+}办理"),
        // A clause is put in whole.
        ("经批准，可以报销。", "经批准，凭票据，可以报销。", "经批准，{+凭票据，+}可以报销。"),
        ("报办公室、财务室备案。", "报办公室备案。", "报办公室[-、财务室-]备案。"),
        ("使用 PPT 汇报", "使用 PDF 汇报", "使用 [-PPT -]{+PDF +}汇报"),
    ] {
        check(&format!("第一条　{old}"), &format!("第一条　{new}"), &["art-1 art-1 amended", expected]);
    }
}

#[test]
fn what_stands_outside_articles_is_compared_too() {
    check(
        "为了规范管理，制定本办法。\n## 第一章　总则\n第一条　甲。\n## 第二章　资金管理\n第二条　乙。\n附件1：审批单\n| 事由 | 金额 |\n|---|---|\n| 接待 | 100 |",
        "为了规范和加强管理，制定本办法。\n## 第一章　总则\n第一条　甲。\n## 第二章　经费\n第二条　乙。\n附件1：审批单\n| 事由 | 金额 |\n|---|---|\n| 接待 | 200 |\n| 会议 | 300 |\n附件2：清单\n丙",
        &[
            "preamble-p1 preamble-p1 amended",
            "为了规范{+和加强+}管理，制定本办法。",
            "ch-2 ch-2 amended",
            "[-资金管理-]{+经费+}",
            "annex-1 annex-1 amended",
            "审批单",
            "事由｜金额",
            "接待｜[-100-]{+200+}",
            "{+会议｜300+}",
            "- annex-2 added",
            "{+清单+}",
            "{+丙+}",
        ],
    );
    let (old, new) = (version("甲\n第一条　乙。\n附件1：丙\n第一条　丁"), version("戊\n第一条　乙。\n附件1：己\n第一条　庚"));
    assert_eq!(figures(compare(&old, &new).summary()), [1, 0, 0, 0, 0, 0], "articles of annexes are not counted");
    // A text without 第N条.
    check(
        "各部门：\n一、提高认识\n甲甲甲甲。\n二、抓好落实\n乙乙乙乙。",
        "各部门：\n一、加强领导\n丙丙丙丙。\n二、提高认识\n甲甲甲甲。\n三、抓好落实\n乙乙乙乙、丁。",
        &[
            "- art-1 added",
            "{+加强领导+}",
            "{+丙丙丙丙。+}",
            "art-1 art-2 renumbered",
            "art-2 art-3 amended",
            "抓好落实",
            "乙乙乙乙{+、丁+}。",
        ],
    );
}

/// What must hold of any two texts: each unit comes once, pairs never cross, and each side can be read off the marks.
fn holds(old: &Version, new: &Version) {
    let redline = compare(old, new);
    let mut seen = (vec![false; redline.old.len()], vec![false; redline.new.len()]);
    let mut last = [(0, 0); 4];
    for change in &redline.changes {
        if let Some(at) = change.old {
            assert!(!std::mem::replace(&mut seen.0[at], true));
        }
        if let Some(at) = change.new {
            assert!(!std::mem::replace(&mut seen.1[at], true));
        }
        let deleted = change.old.is_some_and(|at| redline.old[at].deleted) || change.new.is_some_and(|at| redline.new[at].deleted);
        if let (Some(a), Some(b), false) = (change.old, change.new, deleted) {
            let role =
                [Role::Heading, Role::Loose, Role::Article, Role::Annex].iter().position(|role| *role == redline.role(change)).unwrap();
            assert!(last[role] <= (a, b) && last[role].1 <= b, "pairs cross");
            last[role] = (a, b);
        }
        let units = (redline.old_unit(change), redline.new_unit(change));
        let marked = marked(units.0, units.1);
        for (unit, lines) in [(units.0, &marked.old), (units.1, &marked.new)] {
            let text = |line: &super::MarkedLine| line.words.iter().map(|run| run.text.replace('¶', "")).collect::<String>();
            let drawn: Vec<String> = lines.iter().map(text).collect();
            let whole: Vec<String> = unit.map_or_else(Vec::new, |unit| unit.lines.iter().map(|line| line.text.to_string()).collect());
            assert_eq!(drawn, whole);
        }
    }
    assert!(seen.0.into_iter().chain(seen.1).all(|seen| seen), "a unit is missing");
}

#[test]
fn any_two_texts_can_be_compared() {
    let mut texts = real_texts();
    texts.push(("the sample".to_owned(), version(SAMPLE)));
    texts.push(("empty".to_owned(), version("")));
    texts.retain(|(name, version)| version.body.len() < 60_000 || name.starts_with("立法法"));
    for (one, (name, old)) in texts.iter().enumerate() {
        let redline = compare(old, old);
        assert!(redline.changes.iter().all(|change| change.kind == Kind::Same && !change.reformatted), "{name}");
        let next = &texts[(one + 1) % texts.len()];
        holds(old, &next.1);
    }
}
