//! Sample pages across regulations.

use super::{page, regulation};
use crate::diag::Language;
use crate::lang::catalogue;
use crate::view::{
    ApplicableIndexView, ApplicableView, Change, ChangesView, Duty, EndedWork, Group, GroupedView, Link, Page, Replacement, Review,
    ReviewView, SupersessionView, View, WorkDuties,
};

const SECTION: &str = "regulations/index.html";

pub(super) fn pages(language: Language) -> Vec<Page> {
    let words = catalogue(language);
    let work = || Link::new("regulations/CW-01/2026-03-01/index.html", "云岭县人民检察院财务管理办法");
    let listed = || vec![regulation::listed(language, "CW-01", "财务管理办法", "in-force", "status.in-force", "办公室", 2)];
    let duty = Duty {
        unit: Link::new("regulations/CW-01/2026-03-01/index.html#art-9-p1", "第九条第一款"),
        kind: "must",
        label: words.get("duty-force.must"),
        text: "办公室应当自预算批复之日起十五日内办理下列事项：".to_owned(),
        deadline: "十五日内".to_owned(),
        items: vec!["（一）分解预算；".to_owned()],
    };
    let applicable = ApplicableView {
        name: "办公室".to_owned(),
        works: listed(),
        general: listed(),
        general_count: 1,
        duties: vec![WorkDuties { work: work(), duties: vec![duty] }],
        count: 1,
    };
    let change = Change {
        date: "2026-03-01".to_owned(),
        made_by: words.get("made-by.revise"),
        regulation: work(),
        code: "CW-01".to_owned(),
        number: "云检办〔2026〕3号".to_owned(),
        reason: "调整了审批权限。".to_owned(),
        compare: Some(work()),
        status: "in-force",
        status_label: words.get("status.in-force"),
        timeline: "2022-01-01/2026-02-28/2022-01-01/superseded 2026-03-01//2026-03-01/".to_owned(),
    };
    let review =
        Review {
            regulation: work(), code: "CW-01".to_owned(), owner: "办公室".to_owned(), date: "2026-10-01".to_owned(), overdue: true
        };
    let ended =
        EndedWork { regulation: work(), date: "2025-01-01".to_owned(), status_label: words.get("status.repealed"), status: "repealed" };
    let group = Group {
        id: "group-office".to_owned(),
        title: "办公室".to_owned(),
        href: "regulations/for/office/index.html".to_owned(),
        works: listed(),
    };
    let grouped = GroupedView { others: vec![Link::new("regulations/by/year/index.html", "按年份")], groups: vec![group] };
    let index = ApplicableIndexView {
        departments: vec![Link::new("regulations/for/office/index.html", "办公室")],
        roles: vec![Link::new("regulations/for/kuai-ji/index.html", "会计")],
    };
    let reviews = ReviewView { as_of: "2026-10-31".to_owned(), works: vec![review], undated: vec![work()] };
    let replacement = Replacement { date: "2026-03-01".to_owned(), new: work(), old: vec![work()] };
    let supersession = SupersessionView { replacements: vec![replacement], ended: vec![ended] };
    vec![
        page("grouped.html", "grouped", SECTION, "按归口部门", View::Grouped(grouped)),
        page("applicable.html", "applicable", SECTION, "适用于办公室的制度", View::Applicable(applicable)),
        page("applicable-index.html", "applicable-index", SECTION, "适用于我", View::ApplicableIndex(index)),
        page(
            "changes.html",
            "changes",
            SECTION,
            "制度动态",
            View::Changes(ChangesView { changes: vec![change], feed: "regulations/changes/feed.xml".to_owned() }),
        ),
        page("review.html", "review", SECTION, "复审安排", View::Review(reviews)),
        page("supersession.html", "supersession", SECTION, "取代与废止", View::Supersession(supersession)),
    ]
}
