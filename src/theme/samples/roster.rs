//! Sample pages of a roster.

use chrono::Datelike as _;

use super::{attachments, page};
use crate::diag::Language;
use crate::lang::catalogue;
use crate::value::Date;
use crate::view::{
    DayView, DutyChange, DutyPerson, DutyPersonView, DutyPost, DutyShift, DutyYearView, FairnessRow, Html, KioskView, Link, MonthView,
    NowSlot, NowView, Page, PersonDuty, PostFairness, TallyView, View, YearTally,
};

pub(super) fn slots() -> (Vec<NowSlot>, (i64, i64)) {
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
        status: if name.is_empty() { "vacant" } else { "confirmed" },
        parts: if number == 20 && !name.is_empty() { vec!["18:00—22:00 何秀兰".to_owned()] } else { Vec::new() },
        former: if number == 21 { "许丹".to_owned() } else { String::new() },
        changes: if number == 21 { vec![1] } else { Vec::new() },
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

pub(super) fn roster(language: Language) -> Page {
    let (slots, covers) = slots();
    let view = NowView {
        intro: Html("<p>全天24小时有人值守。</p>".to_owned()),
        hotline: "0000-6000000".to_owned(),
        rule: Some(Link::new("regulations/DZ-01/index.html#art-4", "《值班工作制度》第四条")),
        as_of: "2026-10-01".to_owned(),
        slots,
        days: (1..=14).map(|number| day(language, number)).collect(),
        years: vec![Link::new("duty/2026/index.html", "2026")],
        people: vec![Link::new("duty/p/b05/index.html", "唐佳宁")],
        feeds: vec![Link::new("duty/all.ics", "全部值班")],
        kiosk: Link::new("duty/kiosk/index.html", "大屏"),
        months: vec![Link::new("duty/2026-11/index.html", "2026年11月"), Link::new("duty/2026-10/index.html", "2026年10月")],
        covers,
    };
    page("roster.html", "roster", "duty/index.html", "值班表", View::Now(view))
}

pub(super) fn month(language: Language) -> Page {
    let view = MonthView {
        roster: "值班表".to_owned(),
        month: "2026-10".to_owned(),
        month_title: "2026年10月".to_owned(),
        days: (1..=31).map(|number| day(language, number)).collect(),
        lead: 3,
        posts: vec!["带班领导".to_owned(), "值班员".to_owned()],
        hotline: "0000-6000000".to_owned(),
        rule: Some(Link::new("regulations/DZ-01/index.html#art-4", "《值班工作制度》第四条")),
        projected: true,
        changes: vec![change()],
        feed: "duty/2026-10.ics".to_owned(),
        json: "duty/2026-10/data.json".to_owned(),
        attachments: attachments(),
    };
    let mut page = page("month.html", "month", "duty/index.html", "2026年10月值班表", View::Month(view));
    page.page.next = Some(Link::new("duty/2026-11/index.html", "2026年11月"));
    page
}

fn change() -> DutyChange {
    DutyChange {
        number: 1,
        date: "2026-10-21".to_owned(),
        slot: "10月21日 夜班 值班员".to_owned(),
        kind: "替班",
        from: "许丹".to_owned(),
        to: "唐佳宁".to_owned(),
        approved: "2026-10-19".to_owned(),
        approved_by: "陈立群".to_owned(),
        reason: "就医".to_owned(),
    }
}

const TALLY: TallyView = TallyView { work: 12, rest: 3, holiday: 1, total: 16, weight: 21 };

pub(super) fn person() -> Page {
    let duty = |date: &str, title: &str| PersonDuty {
        date: date.to_owned(),
        title: title.to_owned(),
        weekday: "星期四",
        class: "holiday",
        class_label: "节",
        name: "国庆节".to_owned(),
        shift: "全天".to_owned(),
        time: "08:30—次日08:30".to_owned(),
        post: "值班员".to_owned(),
        month: "duty/2026-10/index.html".to_owned(),
    };
    let view = DutyPersonView {
        name: "唐佳宁".to_owned(),
        department: "办公室".to_owned(),
        feed: "duty/p/b05.ics".to_owned(),
        as_of: "2026-10-01".to_owned(),
        ahead: vec![duty("2026-10-01", "2026年10月1日")],
        past: vec![duty("2026-09-10", "2026年9月10日")],
        tallies: vec![YearTally { year: Link::new("duty/2026/index.html", "2026"), post: "值班员".to_owned(), tally: TALLY }],
    };
    page("duty-person.html", "duty-person", "duty/index.html", "唐佳宁的值班", View::DutyPerson(view))
}

pub(super) fn year() -> Page {
    let month = |number: u32| Link::new(format!("duty/2026-{number:02}/index.html"), format!("{number}月"));
    let row = FairnessRow { person: Link::new("duty/p/b05/index.html", "唐佳宁"), months: vec![1; 12], tally: TALLY };
    let post = PostFairness { post: "值班员".to_owned(), months: (1..=12).map(month).collect(), people: vec![row] };
    let view =
        DutyYearView {
            weights: "折算：工作日一次计 1，休息日计 2，节假日计 3。".to_owned(), posts: vec![post], changes: vec![change()]
        };
    page("duty-year.html", "duty-year", "duty/index.html", "2026年值班统计", View::DutyYear(view))
}

pub(super) fn kiosk(language: Language) -> Page {
    let (slots, covers) = slots();
    let view = KioskView {
        roster: Link::new("duty/index.html", "值班表"),
        hotline: "0000-6000000".to_owned(),
        slots,
        covers,
        days: (1..=2).map(|number| day(language, number)).collect(),
    };
    page("kiosk.html", "kiosk", "duty/index.html", "值班表", View::Kiosk(view))
}
