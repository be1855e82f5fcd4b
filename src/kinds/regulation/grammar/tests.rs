//! What each shape of line becomes.

use super::super::tree::{Kind, Tree};
use super::parse;

/// One line a unit: its id or kind, its label and its text.
fn outline(text: &str, tree: &Tree) -> Vec<String> {
    tree.iter()
        .map(|(index, node)| {
            let id = tree.id(index);
            let name = if id.is_empty() { format!("{:?}", node.kind).to_lowercase() } else { id };
            let words = [node.label.of(text), &tree.text(index, text)].map(str::to_owned);
            let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
            format!("{name}: {}", words.join("|")).trim_end().to_owned()
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    let tree = parse(text, &(0..text.len()), false);
    assert_eq!(outline(text, &tree), expected, "{text}");
}

#[test]
fn markers_of_articles() {
    for line in [
        "第一条　为了",
        "第一条 为了",
        "  第一条\u{a0}为了",
        "### 第一条 为了",
        "**第一条**　为了",
        "**第一条** 为了",
        "\u{200b}第一条\u{2003}为了",
    ] {
        check(line, &["art-1: 第一条", "art-1-p1: 为了"]);
    }
    check("第 12 条　甲", &["art-12: 第 12 条", "art-12-p1: 甲"]);
    check("第一百二十条之一　甲", &["art-120.1: 第一百二十条之一", "art-120.1-p1: 甲"]);
    check("第一条\n甲\n乙", &["art-1: 第一条", "art-1-p1: 甲", "art-1-p2: 乙"]);
    check("第一条〔目的〕　甲", &["art-1: 第一条|〔目的〕", "art-1-p1: 甲"]);
    check("第一条 【目的】甲", &["art-1: 第一条|【目的】", "art-1-p1: 甲"]);
    check("第七条（删除）\n第八条　(删除)", &["art-7: 第七条|（删除）", "art-8: 第八条|(删除)"]);
    check("第三条规定的事项，不适用。", &["preamble:", "preamble-p1: 第三条规定的事项，不适用。"]);
}

#[test]
fn headings() {
    check(
        "# 第一编 总则\n第一分编　通则\n#第一章　任务\n## 第一节 甲\n第一条　乙",
        &[
            "part-1: 第一编|总则",
            "part-1-sub-1: 第一分编|通则",
            "ch-1: 第一章|任务",
            "ch-1-sec-1: 第一节|甲",
            "art-1: 第一条",
            "art-1-p1: 乙",
        ],
    );
    check("**第一章　总则**\n第一条　乙", &["ch-1: 第一章|总则", "art-1: 第一条", "art-1-p1: 乙"]);
    check(
        "总　则\n第一条　甲\n## 附 则\n第二条　乙",
        &["general: 总　则", "art-1: 第一条", "art-1-p1: 甲", "supplementary: 附 则", "art-2: 第二条", "art-2-p1: 乙"],
    );
    check("第三章 的规定适用于本办法。", &["preamble:", "preamble-p1: 第三章 的规定适用于本办法。"]);
    check("第一条　甲\n### 说明\n乙", &["art-1: 第一条", "art-1-p1: 甲", "heading: 说明", "back:", "back-p1: 乙"]);
    check("## 第一章 总则\n续行\n第一条　甲", &["ch-1: 第一章|总则", "ch-1-p1: 续行", "art-1: 第一条", "art-1-p1: 甲"]);
}

#[test]
fn chapters_that_begin_anew_in_each_part_carry_it() {
    let text = "第一编 甲\n第一章 一\n第二章 二\n第二编 乙\n第一章 三\n第一节 四\n第一条　五";
    check(
        text,
        &[
            "part-1: 第一编|甲",
            "part-1-ch-1: 第一章|一",
            "part-1-ch-2: 第二章|二",
            "part-2: 第二编|乙",
            "part-2-ch-1: 第一章|三",
            "part-2-ch-1-sec-1: 第一节|四",
            "art-1: 第一条",
            "art-1-p1: 五",
        ],
    );
}

#[test]
fn lists() {
    check(
        "第一条　甲：\n（一）乙；\n(二) 丙。\n丁",
        &["art-1: 第一条", "art-1-p1: 甲：", "art-1-p1-i1: （一）|乙；", "art-1-p1-i2: (二)|丙。", "art-1-p2: 丁"],
    );
    check(
        "第一条　甲：\n（一）乙；\n续\n（二）丙：\n1. 丁\n２．戊\n（1）己\n（2）庚\n3、辛\n（三）壬\n（1）癸",
        &[
            "art-1: 第一条",
            "art-1-p1: 甲：",
            "art-1-p1-i1: （一）|乙；",
            "continuation: 续",
            "art-1-p1-i2: （二）|丙：",
            "art-1-p1-i2-s1: 1.|丁",
            "art-1-p1-i2-s2: ２．|戊",
            "art-1-p1-i2-s2-s1: （1）|己",
            "art-1-p1-i2-s2-s2: （2）|庚",
            "art-1-p1-i2-s3: 3、|辛",
            "art-1-p1-i3: （三）|壬",
            "art-1-p1-i3-s1: （1）|癸",
        ],
    );
    check(
        "第一条　1.5米以上的，甲：\n1.5米\n1. 乙",
        &["art-1: 第一条", "art-1-p1: 1.5米以上的，甲：", "art-1-p2: 1.5米", "art-1-p2-s1: 1.|乙"],
    );
    check(
        "第一条　甲：\n（一）乙；\n（一）丙",
        &["art-1: 第一条", "art-1-p1: 甲：", "art-1-p1-i1: （一）|乙；", "art-1-p2:", "art-1-p2-i1: （一）|丙"],
    );
}

#[test]
fn lists_within_a_line() {
    check(
        "第一条　下列：（一）甲；（二）乙，（三）丙。",
        &["art-1: 第一条", "art-1-p1: 下列：", "art-1-p1-i1: （一）|甲；", "art-1-p1-i2: （二）|乙，", "art-1-p1-i3: （三）|丙。"],
    );
    for line in ["采用第一款第（一）、（二）项方式：（一）", "下列：（一）甲。", "第（一）项；（二）乙"]
    {
        check(&format!("第一条　{line}"), &["art-1: 第一条", &format!("art-1-p1: {line}")]);
    }
}

#[test]
fn annexes_number_anew() {
    check(
        "第一条　甲\n附件1：审批单\n第一条　乙\n附件\n明细表\n| a | b |\n| - | - |\n| 1 | 2 |\n丙",
        &[
            "art-1: 第一条",
            "art-1-p1: 甲",
            "annex-1: 附件1|审批单",
            "annex-1-art-1: 第一条",
            "annex-1-art-1-p1: 乙",
            "annex-2: 附件|明细表",
            "table: | a | b |\n| - | - |\n| 1 | 2 |",
            "annex-2-p1: 丙",
        ],
    );
    check("第一条　甲\n附件所列的清单，另行公布。", &["art-1: 第一条", "art-1-p1: 甲", "art-1-p2: 附件所列的清单，另行公布。"]);
    check("## 附件一\n下列：\n1．甲", &["annex-1: 附件一", "annex-1-p1: 下列：", "annex-1-p1-s1: 1．|甲"]);
}

#[test]
fn texts_without_articles() {
    check(
        "为了甲，通知如下：\n一、总体\n乙\n（一）丙\n1.丁\n（1）戊\n## 二、分工",
        &[
            "preamble:",
            "preamble-p1: 为了甲，通知如下：",
            "art-1: 一、",
            "art-1-p1: 总体",
            "art-1-p2: 乙",
            "art-1-p2-i1: （一）|丙",
            "art-1-p2-i1-s1: 1.|丁",
            "art-1-p2-i1-s1-s1: （1）|戊",
            "art-2: 二、",
            "art-2-p1: 分工",
        ],
    );
    check("第一条　甲\n一、乙", &["art-1: 第一条", "art-1-p1: 甲", "art-1-p2: 一、乙"]);
}

#[test]
fn contents_are_known_from_the_headings_that_follow() {
    check(
        "目　录\n第一章　总则……1\n第二章　附则……2\n第一章　总则\n第一条　甲",
        &[
            "contents: 目　录",
            "contents: 第一章　总则……1",
            "contents: 第二章　附则……2",
            "ch-1: 第一章|总则",
            "art-1: 第一条",
            "art-1-p1: 甲",
        ],
    );
    check("目录\n第一章　总则\n第一条　甲", &["contents: 目录", "ch-1: 第一章|总则", "art-1: 第一条", "art-1-p1: 甲"]);
}

#[test]
fn fenced_blocks_and_marks_are_left_alone() {
    check(
        "第一条　甲\n```check\nid = \"x\"\n```\n---\n    1. 乙",
        &["art-1: 第一条", "art-1-p1: 甲", "check: ```check\nid = \"x\"\n```", "art-1-p2: ---", "art-1-p2-s1: 1.|乙"],
    );
    check("第一条　甲\n```\n乙", &["art-1: 第一条", "art-1-p1: 甲", "art-1-p2: ```", "art-1-p3: 乙"]);
}

#[test]
fn hard_wrapped_lines_are_joined() {
    let text = "第一条　为了\n加强 PDF\nexport，\n\n第二款：\n（一）甲\n乙；\n（二）丙";
    let tree = parse(text, &(0..text.len()), true);
    assert_eq!(
        outline(text, &tree),
        ["art-1: 第一条", "art-1-p1: 为了加强 PDF export，", "art-1-p2: 第二款：", "art-1-p2-i1: （一）|甲乙；", "art-1-p2-i2: （二）|丙",]
    );
}

#[test]
fn a_numeral_that_cannot_be_read_takes_the_number_that_is_due() {
    let text = "第一百零一条　甲\n第一百二条　乙：\n（十十）丙";
    let tree = parse(text, &(0..text.len()), false);
    let unreadable: Vec<String> = tree.unreadable.iter().map(|index| tree.id(*index as usize)).collect();
    assert_eq!(unreadable, ["art-102", "art-102-p1-i1"]);
    assert!(tree.iter().all(|(_, node)| node.kind != Kind::Back));
}

#[test]
fn a_list_of_annexes_is_none() {
    check(
        "第一条　填写附件1、附件2。\n附件：\n1.申请表\n2.审批表\n某某检察院\n附件1\n申请表\n甲\n附件2\n审批表\n乙",
        &[
            "art-1: 第一条",
            "art-1-p1: 填写附件1、附件2。",
            "back:",
            "back-p1: 附件：",
            "back-p1-s1: 1.|申请表",
            "back-p1-s2: 2.|审批表",
            "back-p2: 某某检察院",
            "annex-1: 附件1|申请表",
            "annex-1-p1: 甲",
            "annex-2: 附件2|审批表",
            "annex-2-p1: 乙",
        ],
    );
    check(
        "第一条　甲\n附件：1.申请表\n　　2.审批表",
        &["art-1: 第一条", "art-1-p1: 甲", "back:", "back-p1: 附件：", "back-p1-s1: 1.|申请表", "back-p1-s2: 2.|审批表"],
    );
    check(
        "一、甲\n附件：申请表\n某某检察院\n附件\n申请表\n乙",
        &["art-1: 一、", "art-1-p1: 甲", "back:", "back-p1: 附件：申请表", "back-p2: 某某检察院", "annex-1: 附件|申请表", "annex-1-p1: 乙"],
    );
}

#[test]
fn annexes_have_the_numbers_they_state() {
    check("第一条　甲\n附件1\n附件3\n附件2", &["art-1: 第一条", "art-1-p1: 甲", "annex-1: 附件1", "annex-3: 附件3", "annex-2: 附件2"]);
    check("第一条　甲\n附件1\n附表1\n附件", &["art-1: 第一条", "art-1-p1: 甲", "annex-1: 附件1", "annex-2: 附表1", "annex-3: 附件"]);
}
