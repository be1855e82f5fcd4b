//! What can be wrong with a roster, in a clerk's words.

use std::sync::Arc;

use super::model::{Roster, Slot};
use crate::config::RawShift;
use crate::diag::{Diagnostic, Place, calendar, config, front_matter, path, roster};
use crate::format::{Document, nearest};
use crate::kinds::Person;
use crate::say;
use crate::value::{Date, Period};

pub(super) fn nothing_declared(front: &Document, what: &str) -> Diagnostic {
    Diagnostic::error(front_matter::MISSING_KEY, say!("没有声明任何 [[roster.{what}]]", "there is no [[roster.{what}]]"))
        .at(front.front_line("[roster]"))
        .help(match what {
            "shift" => say!(
                "请写班次：[[roster.shift]] id = \"night\" name = \"夜班\" start = \"17:30\" end = \"08:30+1\"（每项一行）",
                "declare the shifts: [[roster.shift]] id = \"night\" name = \"夜班\" start = \"17:30\" end = \"08:30+1\" (one a line)"
            ),
            _ => say!(
                "请写岗位：[[roster.post]] id = \"staff\" name = \"值班人员\" seats = 2（每项一行）",
                "declare the posts: [[roster.post]] id = \"staff\" name = \"值班人员\" seats = 2 (one a line)"
            ),
        })
}

pub(super) fn bad_id(front: &Document, id: &str) -> Diagnostic {
    Diagnostic::error(
        config::WRONG_TYPE,
        say!("id 只能用小写字母、数字和连字符：{id:?}", "an id has lower-case letters, digits and hyphens only: {id:?}"),
    )
    .at(front.front_line(&format!("{id:?}")))
    .help(say!("中文写在 name 里", "what is shown goes into name"))
}

pub(super) fn bad_seats(front: &Document, id: &str, most: u32) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("岗位 {id:?} 的 seats 应在 1 到 {most} 之间", "seats of {id:?} must be 1 to {most}"))
        .at(front.front_line("seats"))
        .help(say!("seats 是这个岗位同时值班的人数", "seats is how many people hold the post at once"))
}

pub(super) fn bad_covers(front: &Document, text: &str) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("covers 不是起止日期：{text:?}", "covers is not a pair of dates: {text:?}"))
        .at(front.front_line("covers"))
        .help(say!("请写成 covers = \"2026-01-01/2026-12-31\"", "write covers = \"2026-01-01/2026-12-31\""))
}

pub(super) fn bad_time(front: &Document, text: &str) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("不是时刻：{text:?}", "not a time: {text:?}"))
        .at(front.front_line(&format!("{text:?}")))
        .help(say!("请写成 \"17:30\"；次日写成 \"08:30+1\"", "write \"17:30\", or \"08:30+1\" for the day after"))
}

pub(super) fn ends_before_it_starts(front: &Document, shift: &RawShift) -> Diagnostic {
    let (name, start, end) = (&shift.name, &shift.start, &shift.end);
    Diagnostic::error(
        config::WRONG_TYPE,
        say!("{name}在 {end} 结束，早于 {start} 开始", "{name} ends at {end}, before it starts at {start}"),
    )
    .at(front.front_line(&format!("{:?}", shift.id)))
    .help(say!("到次日结束请写成 \"{end}+1\"", "write \"{end}+1\" if it ends on the day after"))
}

pub(super) fn unknown_name(front: &Document, name: &str, known: &[&str]) -> Diagnostic {
    let list = known.join("、");
    Diagnostic::error(config::WRONG_TYPE, say!("没有声明 {name:?}", "{name:?} is not declared"))
        .at(front.front_line(&format!("{name:?}")))
        .help(match nearest(name, known) {
            Some(near) => say!("是不是想写 {near:?}？", "did you mean {near:?}?"),
            None => say!("已声明的有：{list}", "there are: {list}"),
        })
}

pub(super) fn unknown_file(file: &Arc<str>) -> Diagnostic {
    Diagnostic::warning(
        path::UNKNOWN_FILE,
        say!("值班安排里不认识这个文件，没有读它", "this file is not known to a roster; it was not read"),
    )
    .at(Place::file(file))
    .help(say!("请用月份命名，如 2026-11.csv", "name a month's table 2026-11.csv"))
}

/// Tables of absences and swaps, which only the months themselves say so far.
pub(super) fn not_used(file: &Arc<str>, name: &str) -> Diagnostic {
    Diagnostic::warning(
        path::UNKNOWN_FILE,
        say!("{name} 没有用上：这里只读每月的值班表", "{name} is not used: only the tables of months are read"),
    )
    .at(Place::file(file))
    .help(say!("请把请假和调班的结果直接写进当月的表", "write what leave and swaps come to into the table of the month"))
}

pub(super) fn two_tables(first: &Arc<str>, second: &Arc<str>, month: Period) -> Diagnostic {
    Diagnostic::error(
        roster::DUPLICATE_SLOT,
        say!("{second} 与 {first} 都是 {month} 的值班表", "{second} and {first} are both tables of {month}"),
    )
    .at(Place::file(second))
    .related(Place::file(first), say!("另一个文件", "the other file"))
    .help(say!("请只留一个", "keep one of them"))
}

pub(super) fn no_calendar(file: &Arc<str>, year: i32) -> Diagnostic {
    Diagnostic::error(calendar::NO_TABLE, say!("没有 {year} 年的放假安排，不能确定哪天是工作日", "there is no holiday table for {year}"))
        .at(Place::file(file))
        .help(say!(
            "请在 content/calendar/cn-{year}.csv 里填写国务院办公厅公布的放假和调休日期（列：date,kind,name）",
            "add content/calendar/cn-{year}.csv with the days off and the make-up days (columns date,kind,name)"
        ))
}

pub(super) fn unknown_person(place: Place, name: &str, near: Option<&str>) -> Diagnostic {
    Diagnostic::error(roster::UNKNOWN_PERSON, say!("people.csv 里没有“{name}”", "people.csv has no “{name}”")).at(place).help(match near {
        Some(near) => say!("是不是“{near}”？", "did you mean “{near}”?"),
        None => say!("请核对姓名，或把此人加进 content/people.csv", "check the name, or add the person to content/people.csv"),
    })
}

pub(super) fn ambiguous_person(place: Place, name: &str, ids: &str) -> Diagnostic {
    Diagnostic::error(roster::AMBIGUOUS_PERSON, say!("叫“{name}”的不止一人：{ids}", "more than one person is called “{name}”: {ids}"))
        .at(place)
        .help(say!("请改写编号", "write the id instead"))
}

pub(super) fn unknown_slot(place: Place, what: &str) -> Diagnostic {
    Diagnostic::error(roster::UNKNOWN_SLOT, say!("没有这个班：{what}", "there is no such slot: {what}"))
        .at(place)
        .help(say!("请核对日期、班次、岗位和席位是否与 _index.md 的声明一致", "check date, shift, post and seat against _index.md"))
}

pub(super) fn wrong_class(place: Place, date: Date, class: &str, shift: &str) -> Diagnostic {
    Diagnostic::error(roster::UNKNOWN_SLOT, say!("{date} 是{class}，不安排“{shift}”", "{date} has no shift “{shift}”"))
        .at(place)
        .help(say!("请改成当天应有的班次", "use the shift of that day"))
}

pub(super) fn outside_month(place: Place, date: Date, month: &str) -> Diagnostic {
    Diagnostic::error(roster::UNKNOWN_SLOT, say!("{date} 不在本表的月份 {month}", "{date} is not within {month}"))
        .at(place)
        .help(say!("请把这一行移到它所属月份的表里", "move the row to the table of its month"))
}

pub(super) fn duplicate_slot(place: Place, first: Place, id: &str) -> Diagnostic {
    Diagnostic::error(roster::DUPLICATE_SLOT, say!("同一个班写了两次：{id}", "the same slot twice: {id}"))
        .at(place)
        .related(first, say!("第一次", "first here"))
        .help(say!("请删去一行；如果是两个人，请用不同的席位号", "delete one, or give the second person another seat"))
}

pub(super) fn gap(place: Place, date: Date, what: &str) -> Diagnostic {
    Diagnostic::error(roster::GAP, say!("{date} {what}没有人值班", "{date}: nobody is on duty for {what}"))
        .at(place)
        .help(say!("请填上人员，或补上这一行", "fill in who, or add the row"))
}

fn at(slot: &Slot) -> Place {
    slot.place.clone().expect("a slot that somebody holds was read from a table")
}

pub(super) fn double_booked(roster_: &Roster, first: &Slot, second: &Slot, name: &str) -> Diagnostic {
    let (a, b) = (roster_.slot_id(first), roster_.slot_id(second));
    Diagnostic::error(roster::DOUBLE_BOOKED, say!("{name}同一时间值两个班：{a} 与 {b}", "{name} is on two duties at once: {a} and {b}"))
        .at(at(second))
        .related(at(first), say!("另一个班", "the other duty"))
        .help(say!("请换一个人", "put somebody else on one of them"))
}

pub(super) fn short_rest(first: &Slot, second: &Slot, name: &str, minutes: i64, wanted: u32) -> Diagnostic {
    let (hours, rest) = (minutes / 60, minutes % 60);
    Diagnostic::error(
        roster::SHORT_REST,
        say!(
            "{name}两班之间只有 {hours} 小时 {rest} 分，规定不少于 {wanted} 小时",
            "{name} has {hours} h {rest} min between two duties, {wanted} h are required"
        ),
    )
    .at(at(second))
    .related(at(first), say!("前一个班", "the duty before"))
    .help(say!("请换一个人，或在 [roster] 里改 min-rest-hours", "put somebody else on it, or change min-rest-hours"))
}

pub(super) fn below_level(slot: &Slot, person: &Person, post: &str, least: i64) -> Diagnostic {
    let (name, level) = (&person.name, person.level);
    Diagnostic::error(
        roster::BELOW_LEVEL,
        say!("{name}是 {level} 级，“{post}”要求不低于 {least} 级", "{name} is of level {level}, “{post}” asks for {least}"),
    )
    .at(at(slot))
    .help(say!("请换一位够级别的人，或更正 people.csv 的级别", "choose somebody of that level, or correct people.csv"))
}

pub(super) fn not_eligible(slot: &Slot, person: &Person, post: &str, groups: &str) -> Diagnostic {
    let name = &person.name;
    Diagnostic::error(
        roster::NOT_ELIGIBLE,
        say!("{name}不在“{post}”要求的分组（{groups}）里", "{name} is not in a group “{post}” asks for ({groups})"),
    )
    .at(at(slot))
    .help(say!("请换一个人，或在 people.csv 里补上分组", "choose somebody else, or add the group in people.csv"))
}

pub(super) fn leader_is_staff(first: &Slot, second: &Slot, name: &str, posts: (&str, &str)) -> Diagnostic {
    let (a, b) = posts;
    Diagnostic::error(roster::LEADER_IS_STAFF, say!("{name}同时担任“{a}”和“{b}”", "{name} is both “{a}” and “{b}”"))
        .at(at(second))
        .related(at(first), say!("另一个岗位", "the other post"))
        .help(say!("请换一个人", "choose somebody else"))
}

pub(super) fn not_here(slot: &Slot, person: &Person) -> Diagnostic {
    let (name, date) = (&person.name, slot.date);
    Diagnostic::error(roster::ON_LEAVE, say!("{name}在 {date} 不在岗", "{name} does not work here on {date}"))
        .at(at(slot))
        .help(say!("请换一个人，或更正 people.csv 的起止日期", "choose somebody else, or correct the dates in people.csv"))
}

pub(super) fn mobile_number(place: Place, masked: &str) -> Diagnostic {
    Diagnostic::warning(
        roster::MOBILE_NUMBER,
        say!("这里写了手机号（{masked}），会出现在值班页上", "a mobile number ({masked}) would be shown on the roster"),
    )
    .at(place)
    .help(say!("请改用值班电话或办公室分机", "use the duty phone or an extension"))
}

pub(super) fn ends_soon(file: &Arc<str>, last: Date) -> Diagnostic {
    Diagnostic::warning(roster::ENDS_SOON, say!("值班表只排到 {last}", "the roster ends on {last}"))
        .at(Place::file(file))
        .help(say!("请准备下个月的值班表", "prepare the table of the next month"))
}
