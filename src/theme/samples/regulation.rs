//! Sample pages of regulations.

use super::{attachments, page};
use crate::diag::Language;
use crate::lang::catalogue;
use crate::view::{Fact, Html, Link, ListFilter, ListedRegulation, Page, RegulationListView, RegulationView, TocEntry, VersionEntry, View};

pub(super) fn regulations(language: Language) -> Page {
    let words = catalogue(language);
    let work = |code, title, status, key, owner, versions| listed(language, code, title, status, key, owner, versions);
    let view = RegulationListView {
        overviews: vec![Link::new("regulations/changes/index.html", "制度动态")],
        filters: vec![ListFilter {
            key: "status",
            label: words.get("regulations.status"),
            options: vec![("in-force".into(), "现行有效".into())],
        }],
        intro: Html("<p>本院现行和历次规章制度，按编号排列。</p>".to_owned()),
        as_of: "2026-10-31".to_owned(),
        works: vec![
            work("CG-01", "采购管理办法", "in-force", "status.in-force", "办公室", 1),
            work("CL-01", "公务用车管理办法", "in-force", "status.in-force", "办公室", 1),
            work("CW-01", "财务管理办法", "in-force", "status.in-force", "办公室", 2),
            work("FW-01", "后勤服务外包监督管理办法", "not-yet", "status.not-yet", "办公室", 1),
            work("JS-01", "“两房”建设管理办法", "repealed", "status.repealed", "办公室", 1),
            work("XX-01", "信息化装备管理办法", "in-force", "status.in-force", "检察信息技术科", 3),
        ],
    };
    page("regulations.html", "regulations", "regulations/index.html", "规章制度", View::Regulations(view))
}

/// A work as lists show it.
pub(super) fn listed(
    language: Language,
    code: &str,
    title: &str,
    status: &'static str,
    key: &str,
    owner: &str,
    versions: usize,
) -> ListedRegulation {
    ListedRegulation {
        code: code.to_owned(),
        title: format!("云岭县人民检察院{title}"),
        number: "云检办〔2026〕3号".to_owned(),
        owner: owner.to_owned(),
        status,
        status_label: catalogue(language).get(key),
        effective: "2026-03-01".to_owned(),
        topics: vec!["财务".to_owned(), "内控".to_owned()],
        roles: vec!["会计".to_owned()],
        versions,
        timeline: match status {
            "not-yet" => "2099-01-01//2099-01-01/",
            "repealed" => "2020-01-01/2024-12-31/2020-01-01/repealed 2025-01-01//repeal/",
            _ => "2022-01-01/2026-02-28/2022-01-01/superseded 2026-03-01//2026-03-01/",
        }
        .to_owned(),
        href: format!("regulations/{code}/index.html"),
    }
}

pub(super) fn regulation(language: Language, status: &'static str) -> Page {
    let words = catalogue(language);
    let key = if status == "in-force" { "status.in-force" } else { "status.superseded" };
    let fact = |key: &'static str, value: &str| Fact { key, label: words.get(&format!("fact.{key}")), value: value.to_owned() };
    let version = |date: &str, until: &str, status: &'static str, made_by: &str, current: bool| VersionEntry {
        date: date.to_owned(),
        until: until.to_owned(),
        status,
        status_label: words.get(&format!("status.{status}")),
        made_by: words.get(made_by),
        number: "云检办〔2026〕3号".to_owned(),
        href: format!("regulations/CW-01/{date}/index.html"),
        current,
    };
    let shown = if status == "in-force" { "2026-03-01" } else { "2022-01-01" };
    let view = RegulationView {
        code: "CW-01".to_owned(),
        version: shown.to_owned(),
        status,
        status_label: words.get(key),
        as_of: "2026-10-31".to_owned(),
        timeline: "2022-01-01/2026-02-28/2022-01-01/superseded 2026-03-01//2026-03-01/".to_owned(),
        facts: vec![
            fact("number", "云检办〔2026〕3号"),
            fact("issuer", "云岭县人民检察院党组"),
            fact("adopted", "2026年2月9日"),
            fact("published", "2026年2月12日"),
            fact("effective", "2026年3月1日"),
            fact("owner", "办公室"),
            fact("applies-to", "全体干警及聘用制人员"),
            fact("topics", "财务、内控"),
        ],
        toc: regulation_toc(),
        body: Html(regulation_body()),
        cited_by: vec![Link::new("regulations/CG-01/index.html#art-3-p1", "《云岭县人民检察院采购管理办法》第三条")],
        versions: vec![
            version("2026-03-01", "", "in-force", "made-by.revise", status == "in-force"),
            version("2022-01-01", "2026-02-28", "superseded", "made-by.issue", status != "in-force"),
        ],
        comparisons: vec![Link::new("regulations/CW-01/2022-01-01_2026-03-01/index.html", "与上一版（2022-01-01）对照")],
        reason: Some(Html("<p>按照上级院关于规范公务支出的要求，对报销时限和审批权限作了调整。</p>".to_owned())),
        attachments: attachments(),
        articles: 12,
        citation: "《云岭县人民检察院财务管理办法》（云检办〔2026〕3号）".to_owned(),
        json: "regulations/CW-01/index.json".to_owned(),
        akn: "regulations/CW-01/index.akn.xml".to_owned(),
        json_ld: "{\"@context\":\"https://schema.org\",\"@type\":\"Legislation\",\"name\":\"云岭县人民检察院财务管理办法\"}".to_owned(),
    };
    let mut page =
        page("regulation.html", "regulation", "regulations/index.html", "云岭县人民检察院财务管理办法", View::Regulation(Box::new(view)));
    page.page.breadcrumbs.push(Link::new("regulations/index.html", "规章制度"));
    page.page.previous = Some(Link::new("regulations/CL-02/index.html", "云岭县人民检察院警务用车管理规定"));
    page.page.next = Some(Link::new("regulations/CW-02/index.html", "云岭县人民检察院收支两条线管理规定"));
    page
}

const CHAPTERS: [(&str, &str, &str); 4] = [
    ("第一章", "总则", "第一条—第三条"),
    ("第二章", "预算与支出", "第四条—第八条"),
    ("第三章", "监督与责任", "第九条—第十一条"),
    ("第四章", "附则", "第十二条"),
];

fn regulation_toc() -> Vec<TocEntry> {
    let chapter = |(index, (label, title, span)): (usize, &(&str, &str, &str))| TocEntry {
        id: format!("ch-{}", index + 1),
        title: format!("{label}　{title}"),
        span: (*span).to_owned(),
        children: if index == 1 {
            vec![TocEntry { id: "ch-2-s-1".into(), title: "第一节　审批".into(), span: String::new(), children: Vec::new() }]
        } else {
            Vec::new()
        },
    };
    CHAPTERS.iter().enumerate().map(chapter).collect()
}

/// A text in the shape the regulation renderer makes.
fn regulation_body() -> String {
    const ARTICLES: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let mut body = String::new();
    let mut article = 0;
    for (chapter, ((label, title, _), count)) in CHAPTERS.iter().zip([3, 5, 3, 1]).enumerate() {
        let chapter = chapter + 1;
        body += &format!(
            "<section class=\"chapter\" id=\"ch-{chapter}\"><h2 class=\"heading\"><span class=\"label\">{label}</span>　<span class=\"title\">{title}</span></h2>\n"
        );
        if chapter == 2 {
            body += "<section class=\"section\" id=\"ch-2-s-1\"><h3 class=\"heading\"><span class=\"label\">第一节</span>　<span class=\"title\">审批</span></h3>";
        }
        for _ in 0..count {
            let number = ARTICLES[article];
            article += 1;
            body += &format!(
                "<article class=\"article\" id=\"art-{article}\"><p class=\"paragraph\" id=\"art-{article}-p1\"><a class=\"label\" href=\"#art-{article}\">第{number}条</a>　为规范本院财务行为，加强资金管理，提高资金使用效益，根据《中华人民共和国预算法》《中华人民共和国会计法》《行政单位财务规则》等规定，结合本院实际，制定本办法。支出实行事前审批，三万元以上的由检察长审批。</p>"
            );
            if article % 4 == 0 {
                body += &format!(
                    "<ol class=\"items\"><li class=\"item\" id=\"art-{article}-p1-i1\"><span class=\"label\">（一）</span>单笔五千元以下的，由部门负责人审批；</li><li class=\"item\" id=\"art-{article}-p1-i2\"><span class=\"label\">（二）</span>单笔五千元以上三万元以下的，由分管财务的院领导审批，并在五个工作日内送财务人员入账，逾期须书面说明原因；</li><li class=\"item\" id=\"art-{article}-p1-i3\"><span class=\"label\">（三）</span>单笔三万元以上的，由检察长审批。</li></ol><p class=\"paragraph\" id=\"art-{article}-p2\">前款所称“以上”包括本数，“以下”不包括本数。</p>"
                );
            }
            body += "</article>\n";
        }
        if chapter == 2 {
            body += "</section>";
        }
        body += "</section>\n";
    }
    body + "<section class=\"annex\" id=\"annex-1\"><h2 class=\"heading\"><span class=\"label\">附件1</span>　<span class=\"title\">审批权限表</span></h2><table><thead><tr><th>类别</th><th>额度</th><th>审批人</th></tr></thead><tbody><tr><td>日常支出</td><td>五千元以下</td><td>部门负责人</td></tr><tr><td>专项支出</td><td>三万元以上</td><td>检察长</td></tr></tbody></table></section>"
}
