//! Sample page of two versions held against each other.

use super::page;
use crate::diag::Language;
use crate::lang::catalogue;
use crate::view::{CompareRow, CompareText, CompareVersion, CompareView, ConcordanceRow, DriftRow, Html, Link, Page, View};

const OLD: &str = "regulations/CW-01/2022-01-01/index.html";
const NEW: &str = "regulations/CW-01/2026-03-01/index.html";

pub(super) fn compare(language: Language) -> Page {
    let words = catalogue(language);
    let title = "云岭县人民检察院财务管理办法";
    let version = |href: &str, date: &str, number: &str, made_by: &str| CompareVersion {
        version: Link::new(href, title),
        date: date.to_owned(),
        number: number.to_owned(),
        made_by: words.get(made_by),
    };
    let view = CompareView {
        code: "CW-01".to_owned(),
        title: title.to_owned(),
        old: version(OLD, "2022-01-01", "云检办〔2021〕31号", "made-by.issue"),
        new: version(NEW, "2026-03-01", "云检办〔2026〕3号", "made-by.revise"),
        summary: "修改2条，新增1条，删去1条，7条仅条文序号变动".to_owned(),
        unlisted: "未列出的条文：3条未变，7条仅条文序号变动。".to_owned(),
        rows: rows(language),
        drift: vec![DriftRow {
            citing: Link::new("regulations/CW-03/2026-01-01/index.html#art-9-p1", "《财务支出月通报制度》第九条第一款"),
            written: "第十二条".to_owned(),
            old: Link::new("regulations/CW-01/2022-01-01/index.html#art-12", "第十二条"),
            kind: "amended",
            kind_label: "修改",
            new: None,
        }],
        concordance: concordance(language),
        json: "regulations/CW-01/2022-01-01_2026-03-01/index.json".to_owned(),
    };
    page(
        "compare.html",
        "compare",
        "regulations/index.html",
        "云岭县人民检察院财务管理办法修改对照（2022-01-01 与 2026-03-01）",
        View::Compare(view),
    )
}

fn link(address: &str, number: u32, label: &str) -> Link {
    Link::new(format!("{address}#art-{number}"), label)
}

fn html(body: &str) -> Html {
    Html(format!("<p class=\"line\">{body}</p>\n"))
}

fn rows(language: Language) -> Vec<CompareRow> {
    let words = catalogue(language);
    let row = |id: &str, kind: &'static str, note: &str, label: &str, both: &str| CompareRow {
        id: id.to_owned(),
        role: "article",
        kind,
        kind_label: words.get(&format!("change.{kind}")),
        note: note.to_owned(),
        label: Html(label.to_owned()),
        old: None,
        new: None,
        both: html(both),
    };
    let text = |unit: Link, body: &str| Some(CompareText { unit, body: html(body) });
    vec![
        CompareRow {
            new: text(link(NEW, 3, "第三条"), "<ins>财务工作接受检务督察部和全体人员的监督。</ins>"),
            ..row("art-3", "added", "", "<ins>第三条</ins>", "<ins>财务工作接受检务督察部和全体人员的监督。</ins>")
        },
        CompareRow {
            old: text(link(OLD, 4, "第四条"), "单笔<del>三千</del>元以下的，由部门负责人审批。"),
            new: text(link(NEW, 5, "第五条"), "单笔<ins>五千</ins>元以下的，由部门负责人审批。"),
            ..row(
                "art-5",
                "amended",
                "",
                "<del>第四条</del><ins>第五条</ins>",
                "单笔<del>三千</del><ins>五千</ins>元以下的，由部门负责人审批。",
            )
        },
        CompareRow {
            old: text(link(OLD, 6, "第六条"), "依照本办法第<del>四</del>条审批。"),
            new: text(link(NEW, 7, "第七条"), "依照本办法第<ins>五</ins>条审批。"),
            ..row("art-7", "amended", "序号顺延", "<del>第六条</del><ins>第七条</ins>", "依照本办法第<del>四</del><ins>五</ins>条审批。")
        },
        CompareRow {
            old: text(link(OLD, 9, "第九条"), "<del>本办法由财务科解释。</del>"),
            ..row("old-art-9", "removed", "", "<del>第九条</del>", "<del>本办法由财务科解释。</del>")
        },
    ]
}

fn concordance(language: Language) -> Vec<ConcordanceRow> {
    let words = catalogue(language);
    let row = |old: Option<(u32, &str)>, new: Option<(u32, &str)>, kind: &'static str, row: &str| ConcordanceRow {
        old: old.map(|(number, label)| link(OLD, number, label)),
        new: new.map(|(number, label)| link(NEW, number, label)),
        kind,
        kind_label: words.get(&format!("change.{kind}")),
        note: if row == "art-7" { "序号顺延".to_owned() } else { String::new() },
        row: row.to_owned(),
    };
    vec![
        row(Some((1, "第一条")), Some((1, "第一条")), "same", ""),
        row(None, Some((3, "第三条")), "added", "art-3"),
        row(Some((3, "第三条")), Some((4, "第四条")), "renumbered", ""),
        row(Some((4, "第四条")), Some((5, "第五条")), "amended", "art-5"),
        row(Some((6, "第六条")), Some((7, "第七条")), "amended", "art-7"),
        row(Some((9, "第九条")), None, "removed", "old-art-9"),
    ]
}
