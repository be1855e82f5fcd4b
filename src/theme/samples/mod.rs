//! A full view of every page, for tests. People and figures are invented.

mod compare;
mod ledger;
mod overview;
mod regulation;
mod roster;
mod search;

use super::Frame;
use crate::diag::Language;
use crate::lang::catalogue;
use crate::value::Money;
use crate::view::{
    AboutView, Amount, Attachment, ChecklistEntry, ChecklistView, Head, HomeBudget, HomeChange, HomeDuty, HomeGap, HomeNotice, HomeTask,
    HomeView, Html, Link, NavigationGroup, NotFoundView, Page, RedirectView, SectionView, TextView, TocEntry, View,
};

pub(super) fn frame(language: Language) -> Frame {
    let group = |title: &str, sections: &[(&str, &str)]| NavigationGroup {
        title: title.to_owned(),
        sections: sections.iter().map(|(name, title)| Link::new(format!("{name}/index.html"), *title)).collect(),
    };
    Frame {
        title: "公示与制度".to_owned(),
        organisation: "云岭县人民检察院".to_owned(),
        language,
        navigation: vec![
            group("规章制度", &[("regulations", "规章制度")]),
            group("支出", &[("spending", "财务支出月通报"), ("reception", "公务接待"), ("procurement", "采购")]),
            group("车辆和资产", &[("vehicles", "公务用车"), ("assets", "固定资产")]),
            group("值班表", &[("duty", "值班表")]),
            group("服务", &[("repairs", "报修"), ("guide", "办事指南")]),
        ],
        base_url: None,
        edition: "internal",
        generator: "gongshi 0.1.0".to_owned(),
    }
}

fn sections(language: Language) -> Vec<Link> {
    frame(language).navigation.into_iter().flat_map(|group| group.sections).collect()
}

/// One page of every template, each field filled.
pub(super) fn pages(language: Language) -> Vec<Page> {
    let mut pages = vec![
        home(language),
        regulation::regulations(language),
        regulation::regulation(language, "in-force"),
        regulation::regulation(language, "superseded"),
        compare::compare(language),
        ledger::archive(language),
        ledger::span(),
        ledger::progress(language),
        ledger::sangong(language),
        ledger::notice(),
        ledger::rows(),
        roster::roster(language),
        roster::month(language),
        roster::person(),
        roster::year(),
        roster::kiosk(language),
        page("section.html", "section", "guide/index.html", "办事指南", View::Section(section())),
        page("text.html", "text", "guide/index.html", "报修怎么办", View::Text(text())),
        page("about.html", "about", "", "关于本站", View::About(about())),
        page("search.html", "search", "", "搜索", View::Search(search::search())),
        page("404.html", "not-found", "", "没有找到这个页面", View::NotFound(not_found())),
        page(
            "redirect.html",
            "redirect",
            "",
            "页面已迁移",
            View::Redirect(RedirectView { target: Link::new("guide/a/index.html", "报修") }),
        ),
        page("checklist.html", "checklist", "", "发布前检查单", View::Checklist(checklist())),
    ];
    pages.extend(overview::pages(language));
    pages
}

fn page(template: &'static str, kind: &'static str, section: &str, title: &str, view: View) -> Page {
    let breadcrumbs = if kind == "home" { Vec::new() } else { vec![Link::new("index.html", "首页")] };
    let head = Head { kind, title: title.to_owned(), section: section.to_owned(), breadcrumbs, ..Head::default() };
    Page { template, page: head, view }
}

/// An amount of 分.
fn amount(fen: i64) -> Amount {
    let money = Money::from_fen(fen);
    Amount { plain: money.to_string(), grouped: money.grouped(), capital: money.in_words(), negative: fen < 0 }
}

fn attachments() -> Vec<Attachment> {
    let file = |name: &str, kind: &str| Attachment {
        href: format!("regulations/CW-01/{name}"),
        title: name.to_owned(),
        kind: kind.to_owned(),
        size: "36 KB".to_owned(),
    };
    vec![file("报销单.docx", "DOCX"), file("流程图.pdf", "PDF")]
}

fn home(language: Language) -> Page {
    let words = catalogue(language);
    let (slots, covers) = roster::slots();
    let change = |code: &str, title: &str, date: &str, key: &str| HomeChange {
        regulation: Link::new(format!("regulations/{code}/{date}/index.html"), title),
        date: date.to_owned(),
        made_by: words.get(key),
    };
    let view = HomeView {
        intro: Html("<p>制度公开、支出公示、值班可查。对内容有疑问，请在公示期内向检务督察部反映。</p>".to_owned()),
        tasks: vec![HomeTask {
            task: Link::new("repairs/index.html", "报维修"), text: "办公室 0000-6000110，两小时内到场".to_owned()
        }],
        sections: sections(language),
        duty: vec![HomeDuty { roster: Link::new("duty/index.html", "值班表"), hotline: "0000-6000000".to_owned(), slots, covers }],
        notices: vec![
            HomeNotice {
                notice: Link::new("spending/2026-10/index.html", "2026年10月财务支出月通报"),
                archive: Link::new("spending/index.html", "财务支出月通报"),
                total: Some(amount(38_642_057)),
                rows: 46,
                sentence: "比上月增加 41,204.50 元，增长 11.9%".to_owned(),
                finding_count: 4,
                findings: ledger::findings(),
            },
            HomeNotice {
                notice: Link::new("reception/2026-10/index.html", "2026年10月公务接待"),
                archive: Link::new("reception/index.html", "公务接待"),
                total: Some(amount(412_600)),
                rows: 5,
                sentence: String::new(),
                finding_count: 0,
                findings: Vec::new(),
            },
        ],
        budget: Some(HomeBudget { figure: ledger::budget(), chart: Html("<figure class=\"chart\"></figure>".to_owned()) }),
        statement: Some(Link::new("sangong/2026/statement/index.html", "2026年“三公”经费")),
        gaps: vec![
            HomeGap {
                archive: Link::new("reception/index.html", "公务接待清单"),
                period_title: "2026年9月".to_owned(),
                state: "late",
                state_label: words.get("state.late"),
                due: "2026-10-15".to_owned(),
            },
            HomeGap {
                archive: Link::new("trips/index.html", "出车登记"),
                period_title: "2026年10月".to_owned(),
                state: "missing",
                state_label: words.get("state.missing"),
                due: String::new(),
            },
        ],
        changes: vec![
            change("CW-01", "云岭县人民检察院财务管理办法", "2026-03-01", "made-by.revise"),
            change("JD-01", "云岭县人民检察院公务接待管理办法", "2026-03-01", "made-by.revise"),
            change("DZ-01", "云岭县人民检察院值班工作制度", "2025-09-01", "made-by.issue"),
            change("CL-02", "云岭县人民检察院警务用车管理规定", "2025-06-15", "made-by.amend"),
        ],
        in_force: 16,
        regulations: "regulations/index.html".to_owned(),
        all_changes: "regulations/changes/index.html".to_owned(),
    };
    page("home.html", "home", "", "云岭县人民检察院公示与制度", View::Home(view))
}

fn section() -> SectionView {
    SectionView {
        intro: Html("<p>常用事项怎么办、找谁办、多久办完。</p>".to_owned()),
        pages: vec![Link::new("guide/a/index.html", "报修怎么办"), Link::new("guide/b/index.html", "公务用车怎么申请")],
    }
}

fn text() -> TextView {
    TextView {
        body: Html("<h2 id=\"h-1\">向谁报修</h2><p>拨打 <strong>0000-6000110</strong>，或者在<a href=\"\0repairs/index.html\">报修</a>登记。</p><ul><li>水电：当天到场。</li><li>网络：两小时内到场。</li></ul><h2 id=\"h-2\">多久修好</h2><table><thead><tr><th>类别</th><th>时限</th></tr></thead><tbody><tr><td>水电</td><td>一个工作日</td></tr></tbody></table><blockquote><p>承诺时限内未修好的，由后勤管理员说明原因。</p></blockquote>".to_owned()),
        toc: ["向谁报修", "多久修好"]
            .iter()
            .zip(1..)
            .map(|(title, number)| TocEntry { id: format!("h-{number}"), title: (*title).to_owned(), span: String::new(), children: Vec::new() })
            .collect(),
        date: "2026-10-20".to_owned(),
        attachments: attachments(),
    }
}

fn about() -> AboutView {
    AboutView {
        as_of: "2026-10-31".to_owned(),
        edition: "internal",
        generator: "gongshi 0.1.0".to_owned(),
        regulations: 16,
        notices: 46,
        months: 12,
    }
}

fn not_found() -> NotFoundView {
    NotFoundView { sections: sections(Language::Zh) }
}

fn checklist() -> ChecklistView {
    let entry = |severity, file: &str, place: &str, message: &str, help: &str, code: &str| ChecklistEntry {
        severity,
        file: file.to_owned(),
        place: place.to_owned(),
        message: message.to_owned(),
        help: help.to_owned(),
        code: code.to_owned(),
    };
    let spending = "content/spending/2026-10.csv";
    ChecklistView {
        errors: 2,
        warnings: 1,
        entries: vec![
            entry("error", spending, "第14行 G列（金额）", "金额写法有误：1,2345.00", "请改成 12345.00", "ledger/amount-malformed"),
            entry("warning", spending, "第20行", "日期不在本期内", "", "ledger/date-outside-period"),
            entry(
                "error",
                "content/duty/2026-11.csv",
                "第3行 C列（值班员）",
                "没有名为 唐家宁 的人员",
                "是不是 唐佳宁？",
                "roster/unknown-person",
            ),
        ],
    }
}
