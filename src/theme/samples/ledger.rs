//! Sample pages of a ledger.

use super::{amount, attachments, page};
use crate::diag::Language;
use crate::lang::catalogue;
use crate::view::{
    ArchiveEntry, ArchiveView, BudgetFigure, ChangeReason, Column, Comparison, Download, ExplanationView, FindingRow, Html, Link,
    NoticeView, Page, ProgressRow, ProgressTable, ProgressView, RollupGroup, RollupView, RowsPage, RowsView, SpanLine, SpanMatrix,
    SpanPart, SpanView, StatementCount, StatementLine, StatementReason, StatementTie, StatementView, View,
};

pub(super) fn archive(language: Language) -> Page {
    let words = catalogue(language);
    let entry = |year: i32, month: u32, state: &'static str, fen: i64, percent: Option<&str>| ArchiveEntry {
        period: format!("{year}-{month:02}"),
        title: format!("{year}年{month}月"),
        year,
        state,
        state_label: words.get(&format!("state.{state}")),
        due: "2026-11-16".to_owned(),
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
        has_due: true,
        charts: vec![Html("<figure class=\"chart\"></figure>".to_owned())],
        spans: vec![Link::new("spending/2026/index.html", "2026年")],
        json: "spending/index.json".to_owned(),
    };
    page("ledger.html", "ledger", "spending/index.html", "财务支出月通报", View::Archive(view))
}

pub(super) fn span() -> Page {
    let view = SpanView {
        period: "2026-Q4".to_owned(),
        period_title: "2026年第四季度".to_owned(),
        total: Some(amount(77_284_114)),
        rows: 92,
        summary: "2026年第四季度已公布 2 期，共 92 笔，合计 772,841.14 元。".to_owned(),
        missing: "未报：2026年12月。下列合计不含这些期。".to_owned(),
        parts: vec![SpanPart {
            notice: Link::new("spending/2026-10/index.html", "10月"),
            total: Some(amount(38_642_057)),
            rows: 46,
            percent: Some("50.0".to_owned()),
            findings: 2,
        }],
        chart: Html("<svg class=\"chart\" role=\"img\"></svg>".to_owned()),
        charts: vec![Html("<figure class=\"chart\"></figure>".to_owned())],
        matrices: vec![SpanMatrix {
            title: "费用类别".to_owned(),
            lines: vec![SpanLine {
                key: "办公费".to_owned(),
                level: 2,
                cells: vec!["386,420.57".to_owned()],
                total: "386,420.57".to_owned(),
                percent: Some("50.0".to_owned()),
            }],
            sums: vec!["386,420.57".to_owned(), "386,420.57".to_owned()],
        }],
        others: vec![Link::new("spending/2026/index.html", "2026年")],
        json: "spending/2026-Q4/data.json".to_owned(),
    };
    page("span.html", "span", "spending/index.html", "2026年第四季度财务支出月通报", View::Span(Box::new(view)))
}

pub(super) fn progress(language: Language) -> Page {
    let row = ProgressRow {
        name: "办公室".to_owned(),
        budget: amount(10_000_000),
        used: amount(7_640_000),
        left: amount(2_360_000),
        percent: Some("76.4".to_owned()),
        bar: 76,
        state: "fine",
        state_label: catalogue(language).get("progress.fine"),
    };
    let view = ProgressView {
        year: 2026,
        through: "2026年10月".to_owned(),
        budget: amount(10_000_000),
        used: amount(7_640_000),
        left: amount(2_360_000),
        percent: Some("76.4".to_owned()),
        passed: Some("83.3".to_owned()),
        chart: Html("<svg class=\"chart\" role=\"img\"></svg>".to_owned()),
        reminders: vec!["技术科：截至2026年10月执行进度低于 75%".to_owned()],
        tables: vec![ProgressTable { id: "departments", title: "各部门".to_owned(), rows: vec![row] }],
    };
    page("progress.html", "progress", "budget/index.html", "2026年预算执行进度", View::Progress(Box::new(view)))
}

/// How far a budget is used.
pub(super) fn budget() -> BudgetFigure {
    BudgetFigure {
        year: 2026,
        used: amount(351_204_411),
        budget: amount(459_000_000),
        percent: Some("76.5".to_owned()),
        passed: Some("83.3".to_owned()),
        headline: "预算执行 76.5%，时间进度 83.3%".to_owned(),
        sentence: "2026年1月至10月累计支出 3,512,044.11 元，调整后预算 4,590,000.00 元".to_owned(),
        page: Link::new("budget/progress/index.html", "预算执行进度"),
    }
}

pub(super) fn sangong(language: Language) -> Page {
    let line = |name: &str, level, missing| StatementLine {
        name: name.to_owned(),
        level,
        missing,
        budget: (!missing).then(|| amount(1_470_000)),
        spent: (!missing).then(|| amount(1_172_100)),
        done: Some("79.7".to_owned()),
        previous: Some(amount(1_613_500)),
        change: Some(amount(-441_400)),
        percent: Some("-27.4".to_owned()),
        share: Some("100.0".to_owned()),
    };
    let tie = |state: &'static str, note: &str| StatementTie {
        name: "公务接待费".to_owned(),
        stated: "11,721.00 元".to_owned(),
        found: "11,721.00 元".to_owned(),
        ledger: Link::new("spending/index.html", "财务支出月通报"),
        state,
        state_label: catalogue(language).get(&format!("sangong.{state}")),
        note: note.to_owned(),
    };
    let view = StatementView {
        period_title: "2025年".to_owned(),
        running: false,
        total: amount(1_172_100),
        summary: "2025年“三公”经费预算 14,700.00 元，支出 11,721.00 元，为预算的 79.7%。".to_owned(),
        lines: vec![line("“三公”经费合计", 0, false), line("公务接待费", 1, false), line("因公出国（境）费", 1, true)],
        counts: vec![StatementCount { item: "公务接待费".into(), name: "国内接待批次".into(), value: "33".into(), unit: "批" }],
        reasons: vec![StatementReason {
            item: "公务接待费".into(),
            budget: "人均费用低于预算".into(),
            previous: "接待批次比上年减少".into(),
        }],
        ties: vec![tie("same", ""), tie("differs", ""), tie("open", "不满全年")],
        chart: Html("<figure class=\"chart\"></figure>".to_owned()),
        notice: Link::new("sangong/2025/index.html", "年表和下载"),
        findings: 1,
        others: vec![Link::new("sangong/2024/statement/index.html", "2024年“三公”经费")],
    };
    page("sangong.html", "sangong", "sangong/index.html", "2025年“三公”经费", View::Sangong(Box::new(view)))
}

/// What a notice tells.
pub(super) fn findings() -> Vec<FindingRow> {
    vec![FindingRow {
        row: Some(14),
        href: "spending/2026-10/index.html#row-14".to_owned(),
        cells: vec!["2026-10-20".to_owned(), "450.00元".to_owned()],
        title: "陪餐人数".to_owned(),
        severity: "violation",
        severity_label: "与规定不符（待核实）",
        message: "接待对象 5 人，陪餐 4 人".to_owned(),
        article: "接待对象在十人以内的，陪餐人数不得超过三人。".to_owned(),
        explanation: Some(ExplanationView {
            words: "已通知陪餐人员退回多出一人的餐费。".to_owned(),
            by: "唐佳宁".to_owned(),
            date: "2026-11-02".to_owned(),
        }),
        rule: Some(Link::new("regulations/JD-01/2026-03-01/index.html#art-10", "《公务接待管理办法》第十条")),
        outcome: Some("explained"),
        outcome_label: "已说明",
    }]
}

pub(super) fn notice() -> Page {
    let comparison = |kind, label: &str, base, percent: Option<&str>, direction, sentence: &str| Comparison {
        kind,
        label: label.to_owned(),
        base,
        percent: percent.map(str::to_owned),
        direction,
        sentence: sentence.to_owned(),
        reason: (kind == "previous").then(|| ChangeReason {
            outcome: "explained",
            outcome_label: "已说明",
            explanation: Some(ExplanationView {
                words: "集中支付第三季度物业服务费。".to_owned(),
                by: "方志强".to_owned(),
                date: "2026-11-03".to_owned(),
            }),
        }),
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
        budget: Some(budget()),
        related: vec![Link::new("sangong/2026/statement/index.html", "2026年“三公”经费")],
        rollups: rollups(),
        trend: Html("<figure class=\"chart\"></figure>".to_owned()),
        charts: vec![Html("<figure class=\"chart\"></figure>".to_owned())],
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
        all_rows: None,
        on_first_sheet: 1,
        findings: findings(),
        remarks: vec!["未核查：缺少“预算项目”列".to_owned()],
        downloads: vec![
            Download { href: "spending/2026-10/data.csv".into(), title: "明细表（CSV）".into(), size: "12 KB".into() },
            Download { href: "spending/2026-10/data.json".into(), title: "明细数据（JSON）".into(), size: "18 KB".into() },
        ],
        too_many: String::new(),
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        rule: Some(Link::new("regulations/CW-03/index.html#art-6", "《财务支出月通报制度》第六条")),
        attachments: attachments(),
    };
    let mut page = page("notice.html", "notice", "spending/index.html", "2026年10月财务支出月通报", View::Notice(Box::new(view)));
    page.page.breadcrumbs.push(Link::new("spending/index.html", "财务支出月通报"));
    page.page.previous = Some(Link::new("spending/2026-09/index.html", "2026年9月"));
    page
}

pub(super) fn rows() -> Page {
    let column = |name: &str, title: &str, kind| Column { name: name.to_owned(), title: title.to_owned(), kind };
    let leads_to = |number, current, gap| RowsPage { number, href: format!("spending/2026-10/rows/{number}/index.html"), current, gap };
    let view = RowsView {
        notice: Link::new("spending/2026-10/index.html", "返回通报"),
        first: 5_001,
        last: 5_046,
        row_count: 5_046,
        page: 11,
        page_count: 11,
        pages: vec![leads_to(1, false, false), leads_to(9, false, true), leads_to(10, false, false), leads_to(11, true, false)],
        columns: vec![
            column("date", "日期", "date"),
            column("voucher", "凭证号", "word"),
            column("department", "部门", "word"),
            column("summary", "摘要", "text"),
            column("econ_name", "经济分类", "word"),
            column("payee", "收款单位", "word"),
            column("amount", "金额（元）", "money"),
        ],
        rows: (5_001..=5_046).map(notice_row).collect(),
        sum: Some(amount(38_642_057)),
        csv: "spending/2026-10/data.csv".to_owned(),
    };
    let mut page = page("rows.html", "rows", "spending/index.html", "2026年10月财务支出月通报明细（第 5001 至 5046 行）", View::Rows(view));
    page.page.breadcrumbs.push(Link::new("spending/2026-10/index.html", "2026年10月财务支出月通报"));
    page.page.previous = Some(Link::new("spending/2026-10/rows/10/index.html", "第 4501 至 5000 行"));
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

fn rollups() -> Vec<RollupView> {
    let group = |key: &str, fen: i64, percent: &str, bar: u32| RollupGroup {
        key: key.to_owned(),
        level: if key.starts_with("302") { 1 } else { 0 },
        amount: Some(amount(fen)),
        rows: 7,
        percent: Some(percent.to_owned()),
        sentence: format!("{key} {} 元，占 {percent}%", amount(fen).grouped),
        bar,
    };
    vec![
        RollupView {
            title: "支出类别".to_owned(),
            groups: vec![
                group("302 商品和服务支出", 38_642_057, "100.0", 0),
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
    ]
}
