//! A full view of every page, for tests. People and figures are invented.

use super::Frame;
use crate::diag::Language;
use crate::lang::catalogue;
use crate::value::{Date, Money};
use crate::view::{
    AboutView, Amount, ArchiveEntry, ArchiveView, Attachment, ChecklistEntry, ChecklistView, Column, Comparison, DayView, Download,
    DutyPerson, DutyPost, DutyShift, Fact, FindingRow, Head, HomeChange, HomeDuty, HomeNotice, HomeView, Html, Link, ListedRegulation,
    MonthView, NotFoundView, NoticeView, NowSlot, NowView, Page, RedirectView, RegulationListView, RegulationView, RollupGroup,
    RollupView, SectionView, TextView, TocEntry, VersionEntry, View,
};

pub(super) fn frame(language: Language) -> Frame {
    let sections = [
        ("regulations", "规章制度"),
        ("spending", "财务支出月通报"),
        ("reception", "公务接待"),
        ("vehicles", "公务用车"),
        ("procurement", "采购"),
        ("assets", "固定资产"),
        ("duty", "值班表"),
        ("repairs", "报修"),
        ("guide", "办事指南"),
    ];
    Frame {
        title: "公示与制度".to_owned(),
        organisation: "云岭县人民检察院".to_owned(),
        language,
        navigation: sections.iter().map(|(name, title)| Link::new(format!("{name}/index.html"), *title)).collect(),
        base_url: None,
        edition: "internal",
        generator: "gongshi 0.1.0".to_owned(),
    }
}

/// One page of every template, each field filled.
pub(super) fn pages(language: Language) -> Vec<Page> {
    vec![
        home(language),
        regulations(language),
        regulation(language, "in-force"),
        regulation(language, "superseded"),
        archive(language),
        notice(),
        roster(language),
        month(language),
        page("section.html", "section", "guide/index.html", "办事指南", View::Section(section())),
        page("text.html", "text", "guide/index.html", "报修怎么办", View::Text(text())),
        page("about.html", "about", "", "关于本站", View::About(about())),
        page("404.html", "not-found", "", "没有找到这个页面", View::NotFound(not_found())),
        page("redirect.html", "redirect", "", "页面已迁移", View::Redirect(RedirectView { target: Link::new("guide/a/index.html", "报修") })),
        page("checklist.html", "checklist", "", "发布前检查单", View::Checklist(checklist())),
    ]
}

fn page(template: &'static str, kind: &'static str, section: &str, title: &str, view: View) -> Page {
    let breadcrumbs = if kind == "home" { Vec::new() } else { vec![Link::new("index.html", "首页")] };
    let head = Head { kind, title: title.to_owned(), section: section.to_owned(), breadcrumbs, ..Head::default() };
    Page { template, page: head, view }
}

/// An amount of 分.
pub(super) fn amount(fen: i64) -> Amount {
    let money = Money::from_fen(fen);
    Amount { plain: money.to_string(), grouped: money.grouped(), capital: money.capital(), negative: fen < 0 }
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
    let (slots, covers) = slots();
    let change = |code: &str, title: &str, date: &str, key: &str| HomeChange {
        regulation: Link::new(format!("regulations/{code}/{date}/index.html"), title),
        date: date.to_owned(),
        made_by: words.get(key),
    };
    let view = HomeView {
        intro: Html("<p>制度公开、支出公示、值班可查。对内容有疑问，请在公示期内向检务督察部反映。</p>".to_owned()),
        sections: frame(language).navigation,
        duty: vec![HomeDuty {
            roster: Link::new("duty/index.html", "值班表"),
            hotline: "0000-6000000".to_owned(),
            slots,
            covers,
        }],
        notices: vec![
            HomeNotice {
                notice: Link::new("spending/2026-10/index.html", "2026年10月财务支出月通报"),
                archive: Link::new("spending/index.html", "财务支出月通报"),
                total: Some(amount(38_642_057)),
                rows: 46,
                sentence: "比上月增加 41,204.50 元，增长 11.9%".to_owned(),
            },
            HomeNotice {
                notice: Link::new("reception/2026-10/index.html", "2026年10月公务接待"),
                archive: Link::new("reception/index.html", "公务接待"),
                total: Some(amount(412_600)),
                rows: 5,
                sentence: String::new(),
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
    };
    page("home.html", "home", "", "云岭县人民检察院公示与制度", View::Home(view))
}

fn regulations(language: Language) -> Page {
    let words = catalogue(language);
    let work = |code: &str, title: &str, status: &'static str, key: &str, owner: &str, versions: usize| ListedRegulation {
        code: code.to_owned(),
        title: format!("云岭县人民检察院{title}"),
        number: "云检办〔2026〕3号".to_owned(),
        owner: owner.to_owned(),
        status,
        status_label: words.get(key),
        effective: "2026-03-01".to_owned(),
        topics: vec!["财务".to_owned(), "内控".to_owned()],
        versions,
        timeline: match status {
            "not-yet" => "2099-01-01//",
            "repealed" => "2020-01-01/2024-12-31/ 2025-01-01//repeal",
            _ => "2022-01-01/2026-02-28/ 2026-03-01//",
        }
        .to_owned(),
        href: format!("regulations/{code}/index.html"),
    };
    let view = RegulationListView {
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

fn regulation(language: Language, status: &'static str) -> Page {
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
        timeline: "2022-01-01/2026-02-28/2022-01-01 2026-03-01//2026-03-01".to_owned(),
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
        versions: vec![
            version("2026-03-01", "", "in-force", "made-by.revise", status == "in-force"),
            version("2022-01-01", "2026-02-28", "superseded", "made-by.issue", status != "in-force"),
        ],
        reason: Some(Html("<p>按照上级院关于规范公务支出的要求，对报销时限和审批权限作了调整。</p>".to_owned())),
        attachments: attachments(),
        articles: 12,
        citation: "《云岭县人民检察院财务管理办法》（云检办〔2026〕3号）".to_owned(),
        json: "regulations/CW-01/index.json".to_owned(),
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
pub(super) fn regulation_body() -> String {
    const ARTICLES: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let mut body = String::new();
    let mut article = 0;
    for (chapter, ((label, title, _), count)) in CHAPTERS.iter().zip([3, 5, 3, 1]).enumerate() {
        let chapter = chapter + 1;
        body += &format!("<section class=\"chapter\" id=\"ch-{chapter}\"><h2 class=\"heading\"><span class=\"label\">{label}</span>　<span class=\"title\">{title}</span></h2>\n");
        if chapter == 2 {
            body += "<section class=\"section\" id=\"ch-2-s-1\"><h3 class=\"heading\"><span class=\"label\">第一节</span>　<span class=\"title\">审批</span></h3>";
        }
        for _ in 0..count {
            let number = ARTICLES[article];
            article += 1;
            body += &format!("<article class=\"article\" id=\"art-{article}\"><p class=\"paragraph\" id=\"art-{article}-p1\"><a class=\"label\" href=\"#art-{article}\">第{number}条</a>　为规范本院财务行为，加强资金管理，提高资金使用效益，根据《中华人民共和国预算法》《中华人民共和国会计法》《行政单位财务规则》等规定，结合本院实际，制定本办法。支出实行事前审批，三万元以上的由检察长审批。</p>");
            if article % 4 == 0 {
                body += &format!("<ol class=\"items\"><li class=\"item\" id=\"art-{article}-p1-i1\"><span class=\"label\">（一）</span>单笔五千元以下的，由部门负责人审批；</li><li class=\"item\" id=\"art-{article}-p1-i2\"><span class=\"label\">（二）</span>单笔五千元以上三万元以下的，由分管财务的院领导审批，并在五个工作日内送财务人员入账，逾期须书面说明原因；</li><li class=\"item\" id=\"art-{article}-p1-i3\"><span class=\"label\">（三）</span>单笔三万元以上的，由检察长审批。</li></ol><p class=\"paragraph\" id=\"art-{article}-p2\">前款所称“以上”包括本数，“以下”不包括本数。</p>");
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

fn archive(language: Language) -> Page {
    let words = catalogue(language);
    let entry = |year: i32, month: u32, state: &'static str, fen: i64, percent: Option<&str>| ArchiveEntry {
        period: format!("{year}-{month:02}"),
        title: format!("{year}年{month}月"),
        year,
        state,
        state_label: words.get(&format!("state.{state}")),
        total: (fen != 0).then(|| amount(fen)),
        rows: 46,
        percent: percent.map(str::to_owned),
        href: if fen == 0 { String::new() } else { format!("spending/{year}-{month:02}/index.html") },
    };
    let view = ArchiveView {
        intro: Html("<p>每月10日前公布上月支出。依据《财务支出月通报制度》第六条。</p>".to_owned()),
        periods: vec![
            entry(2026, 10, "open", 38_642_057, Some("11.9")),
            entry(2026, 9, "corrected", 34_521_607, Some("-3.2")),
            entry(2026, 8, "missing", 0, None),
            entry(2025, 12, "open", 52_100_000, None),
            entry(2025, 11, "late", 41_004_410, Some("0.0")),
        ],
        has_amount: true,
        json: "spending/index.json".to_owned(),
    };
    page("ledger.html", "ledger", "spending/index.html", "财务支出月通报", View::Archive(view))
}

fn notice() -> Page {
    let group = |key: &str, fen: i64, percent: &str, bar: u32| RollupGroup {
        key: key.to_owned(),
        amount: Some(amount(fen)),
        rows: 7,
        percent: Some(percent.to_owned()),
        bar,
    };
    let comparison = |kind, label: &str, base, percent: Option<&str>, direction, sentence: &str| Comparison {
        kind,
        label: label.to_owned(),
        base,
        percent: percent.map(str::to_owned),
        direction,
        sentence: sentence.to_owned(),
    };
    let column = |name: &str, title: &str, kind| Column { name: name.to_owned(), title: title.to_owned(), kind };
    let view = NoticeView {
        ledger: "财务支出月通报".to_owned(),
        period: "2026-10".to_owned(),
        period_title: "2026年10月".to_owned(),
        number: "云检办通〔2026〕11号".to_owned(),
        words: Html("<p>本月支出增加，主要是集中支付第三季度物业服务费。各部门对明细有疑问的，请于11月20日前向办公室提出。</p>".to_owned()),
        total: Some(amount(38_642_057)),
        row_count: 46,
        comparisons: vec![
            comparison("previous", "环比", Some(amount(34_521_607)), Some("11.9"), "up", "比上月增加 41,204.50 元，增长 11.9%"),
            comparison("year_ago", "同比", Some(amount(39_903_100)), Some("-3.2"), "down", "比上年同期减少 12,610.43 元，下降 3.2%"),
            comparison("year_to_date", "本年累计", Some(amount(351_204_411)), None, "none", "2026年累计 3,512,044.11 元"),
        ],
        summary: "2026年10月共 46 笔，合计 386,420.57 元（大写：叁拾捌万陆仟肆佰贰拾元伍角柒分），比上月增加 41,204.50 元，增长 11.9%，比上年同期减少 12,610.43 元，下降 3.2%。".to_owned(),
        rollups: vec![
            RollupView {
                title: "支出类别".to_owned(),
                groups: vec![
                    group("物业管理费", 15_400_000, "39.9", 100),
                    group("公务用车运行维护费", 7_214_500, "18.7", 47),
                    group("办公费", 6_100_057, "15.8", 40),
                    group("维修（护）费", 5_327_500, "13.8", 35),
                    group("公务接待费", 412_600, "1.1", 3),
                    group("（未填）", 4_187_400, "10.8", 27),
                ],
            },
            RollupView {
                title: "部门".to_owned(),
                groups: vec![
                    group("办公室", 24_000_000, "62.1", 100),
                    group("第一检察部", 6_642_057, "17.2", 28),
                    group("检察信息技术科", 5_000_000, "12.9", 21),
                    group("司法警察大队", 3_000_000, "7.8", 13),
                ],
            },
        ],
        columns: vec![
            column("date", "日期", "date"),
            column("voucher", "凭证号", "text"),
            column("department", "部门", "text"),
            column("summary", "摘要", "text"),
            column("econ_name", "经济分类", "text"),
            column("payee", "收款单位", "text"),
            column("amount", "金额（元）", "money"),
        ],
        rows: (1..=46).map(notice_row).collect(),
        findings: vec![FindingRow {
            row: 14,
            message: "公务接待陪餐 4 人，超过规定的 3 人".to_owned(),
            rule: Some(Link::new("regulations/JD-01/2026-03-01/index.html#art-10", "《公务接待管理办法》第十条")),
            outcome: "已说明".to_owned(),
        }],
        remarks: vec!["未核查：缺少“预算项目”列".to_owned()],
        downloads: vec![
            Download { href: "spending/2026-10/data.csv".into(), title: "明细表（CSV）".into(), size: "12 KB".into() },
            Download { href: "spending/2026-10/data.json".into(), title: "明细数据（JSON）".into(), size: "18 KB".into() },
        ],
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        rule: Some(Link::new("regulations/CW-03/index.html#art-6", "《财务支出月通报制度》第六条")),
        attachments: attachments(),
    };
    let mut page = page("notice.html", "notice", "spending/index.html", "2026年10月财务支出月通报", View::Notice(Box::new(view)));
    page.page.breadcrumbs.push(Link::new("spending/index.html", "财务支出月通报"));
    page.page.previous = Some(Link::new("spending/2026-09/index.html", "2026年9月"));
    page
}

fn notice_row(row: i64) -> Vec<String> {
    let texts = [
        ("办公室", "支付第三季度办公区物业服务费及垃圾清运费", "物业管理费", "云岭安居物业服务有限公司"),
        ("司法警察大队", "警车保养、更换轮胎", "公务用车运行维护费", "云岭顺达汽车修理厂"),
        ("第一检察部", "办案差旅费", "差旅费", "曹磊"),
        ("检察信息技术科", "远程提讯设备维修", "维修（护）费", "省城正信科技有限公司"),
    ];
    let (department, summary, category, payee) = texts[usize::try_from(row).unwrap() % texts.len()];
    vec![
        format!("2026-10-{:02}", row % 30 + 1),
        format!("记-{row:04}"),
        department.to_owned(),
        summary.to_owned(),
        category.to_owned(),
        payee.to_owned(),
        amount(row * 173_311 % 9_000_000 - 400).grouped,
    ]
}

fn slots() -> (Vec<NowSlot>, (i64, i64)) {
    // 2026-10-31 08:30 in China.
    const FIRST: i64 = 1_793_406_600_000;
    const DAY: i64 = 86_400_000;
    let slot = |day: i64, post: &str, name: &str| NowSlot {
        id: format!("2026-11-{day:02}/full/{post}/1"),
        start: FIRST + day * DAY,
        end: FIRST + (day + 1) * DAY,
        shift: "全天班".to_owned(),
        post: post.to_owned(),
        name: name.to_owned(),
        phone: "0000-6000101".to_owned(),
    };
    let slots = (0..14).flat_map(|day| [slot(day, "带班领导", "梁志恒"), slot(day, "值班员", "唐佳宁")]).collect();
    (slots, (FIRST, FIRST + 14 * DAY))
}

fn day(language: Language, number: u32) -> DayView {
    use chrono::Datelike as _;
    let words = catalogue(language);
    let date = Date::from_ymd_opt(2026, 10, number).unwrap();
    let weekday = date.weekday().number_from_monday();
    let (class, name) = match number {
        1..=7 => ("holiday", "国庆节"),
        10 => ("work", "调休上班"),
        _ if weekday > 5 => ("rest", ""),
        _ => ("work", ""),
    };
    let person = |name: &str, department: &str, phone: &str| DutyPerson {
        name: name.to_owned(),
        department: department.to_owned(),
        phone: phone.to_owned(),
    };
    let staff = vec![person("唐佳宁", "办公室", ""), if number == 16 { person("", "", "") } else { person("曹磊", "第一检察部", "") }];
    let leader = vec![person("梁志恒", "院领导", "0000-6000002")];
    let shift = |name: &str, time: &str| DutyShift {
        name: name.to_owned(),
        time: time.to_owned(),
        posts: vec![
            DutyPost { name: "带班领导".to_owned(), people: leader.clone() },
            DutyPost { name: "值班员".to_owned(), people: staff.clone() },
        ],
    };
    DayView {
        date: date.to_string(),
        day: number,
        title: format!("10月{number}日"),
        weekday: words.get(&format!("weekday.{weekday}")),
        weekday_number: weekday,
        class,
        class_label: words.get(&format!("day-class.{class}")),
        name: name.to_owned(),
        shifts: if class == "work" {
            vec![shift("夜班", "17:30—次日08:30")]
        } else {
            vec![shift("白班", "08:30—17:30"), shift("夜班", "17:30—次日08:30")]
        },
    }
}

fn roster(language: Language) -> Page {
    let (slots, covers) = slots();
    let view = NowView {
        intro: Html("<p>全天24小时有人值守。</p>".to_owned()),
        hotline: "0000-6000000".to_owned(),
        rule: Some(Link::new("regulations/DZ-01/index.html#art-4", "《值班工作制度》第四条")),
        as_of: "2026-10-01".to_owned(),
        slots,
        days: (1..=14).map(|number| day(language, number)).collect(),
        months: vec![Link::new("duty/2026-11/index.html", "2026年11月"), Link::new("duty/2026-10/index.html", "2026年10月")],
        covers,
    };
    page("roster.html", "roster", "duty/index.html", "值班表", View::Now(view))
}

fn month(language: Language) -> Page {
    let view = MonthView {
        roster: "值班表".to_owned(),
        month: "2026-10".to_owned(),
        month_title: "2026年10月".to_owned(),
        days: (1..=31).map(|number| day(language, number)).collect(),
        lead: 3,
        posts: vec!["带班领导".to_owned(), "值班员".to_owned()],
        hotline: "0000-6000000".to_owned(),
        rule: Some(Link::new("regulations/DZ-01/index.html#art-4", "《值班工作制度》第四条")),
        json: "duty/2026-10/data.json".to_owned(),
        attachments: attachments(),
    };
    let mut page = page("month.html", "month", "duty/index.html", "2026年10月值班表", View::Month(view));
    page.page.next = Some(Link::new("duty/2026-11/index.html", "2026年11月"));
    page
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
    NotFoundView { sections: frame(Language::Zh).navigation }
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
            entry("error", "content/duty/2026-11.csv", "第3行 C列（值班员）", "没有名为 唐家宁 的人员", "是不是 唐佳宁？", "roster/unknown-person"),
        ],
    }
}
