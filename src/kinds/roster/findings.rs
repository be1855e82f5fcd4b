//! What can be wrong with a roster, in a clerk's words.

use std::sync::Arc;

use super::change::Approval;
use super::model::{Roster, Rotation, Slot, midnight};
use crate::config::RawShift;
use crate::diag::{Diagnostic, Place, calendar, config, front_matter, path, roster};
use crate::format::{Document, nearest};
use crate::kinds::Person;
use crate::say;
use crate::value::{Date, DayClass, Period};

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

/// Where a slot's holder is named: in a table, or as a rotation.
fn at(slot: &Slot) -> Place {
    slot.place.clone().expect("a slot that somebody holds was given to them somewhere")
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

pub(super) fn below_level(place: Place, person: &Person, post: &str, least: i64) -> Diagnostic {
    let (name, level) = (&person.name, person.level);
    Diagnostic::error(
        roster::BELOW_LEVEL,
        say!("{name}是 {level} 级，“{post}”要求不低于 {least} 级", "{name} is of level {level}, “{post}” asks for {least}"),
    )
    .at(place)
    .help(say!("请换一位够级别的人，或更正 people.csv 的级别", "choose somebody of that level, or correct people.csv"))
}

pub(super) fn not_eligible(place: Place, person: &Person, post: &str, groups: &str) -> Diagnostic {
    let name = &person.name;
    Diagnostic::error(
        roster::NOT_ELIGIBLE,
        say!("{name}不在“{post}”要求的分组（{groups}）里", "{name} is not in a group “{post}” asks for ({groups})"),
    )
    .at(place)
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

pub(super) fn on_leave(place: Place, slot: &str, person: &Person, date: Date) -> Diagnostic {
    let name = &person.name;
    Diagnostic::error(roster::ON_LEAVE, say!("{name}在 {date} 请假，却排在 {slot}", "{name} is on leave on {date} and on duty in {slot}"))
        .at(place)
        .help(say!(
            "手排和冻结的班不会自动换人：请在 changes.csv 里写替班（substitute），或更正 leave.csv",
            "rows of tables are never replaced by themselves: add a substitute to changes.csv, or correct leave.csv"
        ))
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

pub(super) fn same_rotation(front: &Document, id: &str) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("两个轮值都叫 {id:?}", "two rotations are called {id:?}"))
        .at(front.front_line(&format!("{id:?}")))
        .help(say!("请给其中一个换个 id", "give one of them another id"))
}

pub(super) fn long_gap(front: &Document, days: u32, most: u32) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("min-gap-days 不能超过 {most}：{days}", "min-gap-days is at most {most}: {days}"))
        .at(front.front_line("min-gap-days"))
        .help(say!("请写两次值班之间至少隔几天", "write how many days lie between two duties at least"))
}

pub(super) fn no_segment(front: &Document, id: &str) -> Diagnostic {
    Diagnostic::error(front_matter::MISSING_KEY, say!("轮值 {id} 没有人员名单", "the rotation {id} has no line of people"))
        .at(front.front_line(&format!("{id:?}")))
        .help(say!(
            "请在它下面写 [[roster.rotation.segment]]，from = \"2026-01-01\"，people = [\"姓名\", \"姓名\"]",
            "write [[roster.rotation.segment]] below it with from = \"2026-01-01\" and people = [\"name\", \"name\"]"
        ))
}

pub(super) fn segments_out_of_order(place: Place, from: &str) -> Diagnostic {
    Diagnostic::error(
        config::WRONG_TYPE,
        say!("名单的起始日期要一个比一个晚：{from}", "each line begins later than the one before: {from}"),
    )
    .at(place)
    .help(say!("请按 from 的先后排列，同一天只写一份名单", "put them in the order of from, one for a day"))
}

pub(super) fn bad_day(place: Place, text: &str) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("这不是日期：{text:?}", "this is no date: {text:?}"))
        .at(place)
        .help(say!("请写成 \"2026-01-01\"", "write \"2026-01-01\""))
}

pub(super) fn nobody_in_line(place: Place) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("名单是空的", "the line is empty"))
        .at(place)
        .help(say!("请在 people 里按轮值顺序写姓名或编号", "write names or ids into people, in the order of their turns"))
}

pub(super) fn resume_after_unknown(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(roster::RESUME_AFTER_UNKNOWN, say!("新名单里没有“{name}”，不知道从谁接着轮", "“{name}” is not in the new line"))
        .at(place)
        .help(say!(
            "resume-after 要写新名单里的人：从这个人的下一位开始轮；从头开始就删去这一行",
            "resume-after names somebody of the new line, and the turn goes to the next; leave it out to begin at the head"
        ))
}

pub(super) fn rotations_without_end(front: &Document) -> Diagnostic {
    Diagnostic::error(front_matter::MISSING_KEY, say!("有轮值，就要写 covers：排到哪一天", "a roster with rotations must say covers"))
        .at(front.front_line("[roster]"))
        .help(say!("请在 [roster] 里写 covers = \"2026-01-01/2026-12-31\"", "write covers = \"2026-01-01/2026-12-31\" into [roster]"))
}

pub(super) fn overlapping_rotations(first: &Rotation, second: &Rotation, slot: &str) -> Diagnostic {
    let (a, b) = (&first.id, &second.id);
    Diagnostic::error(
        roster::OVERLAPPING_ROTATIONS,
        say!("轮值 {a} 和 {b} 都排同一个班，例如 {slot}", "the rotations {a} and {b} fill the same slot, {slot} for one"),
    )
    .at(second.place.clone())
    .related(first.place.clone(), say!("另一个轮值", "the other rotation"))
    .help(say!("请用 shift 或 classes 把它们分开", "keep them apart by shift or classes"))
}

pub(super) fn leave_backwards(place: Place, from: Date, to: Date) -> Diagnostic {
    Diagnostic::error(
        crate::diag::ledger::DATE_INVALID,
        say!("请假到 {to} 为止，却从 {from} 开始", "the leave ends on {to} and begins on {from}"),
    )
    .at(place)
    .help(say!("请核对起止日期", "check both dates"))
}

pub(super) fn bad_instant(place: Place, text: &str) -> Diagnostic {
    Diagnostic::error(crate::diag::ledger::DATE_INVALID, say!("看不懂的批准时间：{text}", "no date or time: {text}"))
        .at(place)
        .help(say!("请写成 2026-02-10 或 2026-02-10 14:30", "write 2026-02-10 or 2026-02-10 14:30"))
}

pub(super) fn stale_change(place: Place, id: &str, words: &crate::diag::Text) -> Diagnostic {
    let (zh, en) = (words.get(crate::diag::Language::Zh), words.get(crate::diag::Language::En));
    Diagnostic::error(roster::STALE_CHANGE, say!("变更 {id} 与现在的值班表对不上：{zh}", "the change {id} does not fit what stands: {en}"))
        .at(place)
        .help(say!(
            "变更按批准时间先后生效；请核对班次编号（日期/班次/岗位/席位）、原值班人，或在它之前的变更。查经过：gongshi roster why 班次编号",
            "changes apply in the order of their approval; check the slot, who held it and the changes before. See gongshi roster why SLOT"
        ))
}

pub(super) fn approval(roster_: &Roster, approval: Approval<'_>, place: &Place) -> Option<Diagnostic> {
    let id = approval.id;
    let warning = |words: crate::diag::Text, help: crate::diag::Text| {
        Diagnostic::warning(roster::UNAPPROVED_CHANGE, words).at(place.clone()).help(help)
    };
    let Some((date, minute)) = approval.at.filter(|_| !approval.by.is_empty()) else {
        return Some(warning(
            say!("变更 {id} 没有写批准人或批准时间", "the change {id} does not say who approved it and when"),
            say!("请补上 approved_by 和 approved_at；没有批准的不要写进来", "fill in approved_by and approved_at, or leave the change out"),
        ));
    };
    let (day, shift, ..) = roster_.seat_of(approval.slot)?;
    let begins = midnight(day) + roster_.shifts[shift].start;
    (midnight(date) + minute >= begins).then(|| {
        warning(
            say!("变更 {id} 在值班开始之后才批准（{date}）", "the change {id} was approved after the duty had begun ({date})"),
            say!("请核对批准时间；确属事后补办的，请在事由里写明", "check the time; where it was settled afterwards, say so in the reason"),
        )
    })
}

pub(super) fn calendar_advance(rotation: &Rotation) -> Diagnostic {
    let id = &rotation.id;
    Diagnostic::warning(
        roster::CALENDAR_ADVANCE,
        say!("轮值 {id} 按日历推进：不值班的日子也轮掉一个人", "the rotation {id} moves every day, on duty or not"),
    )
    .at(rotation.place.clone())
    .help(say!(
        "这样有的人会一直轮不到；请删去 advance = \"calendar\"，只在值班的日子轮",
        "some may never be on duty; leave advance out, so that duties alone use turns up"
    ))
}

pub(super) fn weekday_lock(rotation: &Rotation, people: usize, never: &str, always: &str, without: &str) -> Diagnostic {
    let id = &rotation.id;
    let part = |words: &str, zh: &str| if words.is_empty() { String::new() } else { format!("；{zh}：{words}") };
    let zh = format!("{}{}{}", part(never, "一直轮不到"), part(always, "总是在周末值班"), part(without, "从不在周末值班"));
    let part = |words: &str, en: &str| if words.is_empty() { String::new() } else { format!("; {en}: {words}") };
    let en = format!("{}{}{}", part(never, "never on duty"), part(always, "always on weekends"), part(without, "never on a weekend"));
    Diagnostic::warning(
        roster::WEEKDAY_LOCK,
        say!(
            "轮值 {id} 有 {people} 人，每人总轮到星期几是固定的{zh}",
            "with {people} people the turns of {id} fall on the same weekdays{en}"
        ),
    )
    .at(rotation.place.clone())
    .help(say!(
        "请把工作日、休息日、节假日分成三个轮值（classes），或者增减一人",
        "make rotations of their own for work, rest and holiday (classes), or have one person more or less"
    ))
}

pub(super) fn unfair_class(rotation: &Rotation, post: &str, class: DayClass, most: (&str, u32), least: (&str, u32)) -> Diagnostic {
    let (zh, en) = match class {
        DayClass::Work => ("工作日", "working days"),
        DayClass::Rest => ("休息日", "rest days"),
        DayClass::Holiday => ("节假日", "holidays"),
    };
    let ((a, most), (b, least)) = (most, least);
    unfair(
        rotation,
        say!("“{post}”的{zh}值班不均：{a} {most} 次，{b} {least} 次", "duties of “{post}” on {en} are uneven: {a} {most}, {b} {least}"),
    )
}

pub(super) fn unfair_weight(rotation: &Rotation, post: &str, most: (&str, u32), least: (&str, u32)) -> Diagnostic {
    let ((a, most), (b, least)) = (most, least);
    unfair(
        rotation,
        say!("“{post}”的折算负担不均：{a} {most}，{b} {least}", "the weighted load of “{post}” is uneven: {a} {most}, {b} {least}"),
    )
}

fn unfair(rotation: &Rotation, words: crate::diag::Text) -> Diagnostic {
    Diagnostic::warning(roster::UNFAIR_LOAD, words).at(rotation.place.clone()).help(say!(
        "各类日子分别轮值就会均匀；表里手排的、换过的班也算在内",
        "rotations of their own for each class of day make it even; rows of tables and changes count too"
    ))
}

pub(super) fn same_festival(roster_: &Roster, slot: &Slot, name: &str, festival: &str) -> Diagnostic {
    let date = slot.date;
    let place = slot.place.clone().unwrap_or_else(|| Place::file(&roster_.index.file));
    Diagnostic::warning(
        roster::SAME_FESTIVAL,
        say!("{name}去年{festival}值过班，今年又排在 {date}", "{name} was on duty at {festival} last year, and is again on {date}"),
    )
    .at(place)
    .help(say!("可以与别人对调（changes.csv 里写 swap）", "a swap in changes.csv would help"))
}

pub(super) fn late_publication(slot: &Slot, date: Date, festival: &str) -> Diagnostic {
    let month = Period::month_of(date);
    Diagnostic::warning(
        roster::LATE_PUBLICATION,
        say!("{festival}从 {date} 开始，值班表还没有定下来", "{festival} begins on {date}, and its roster is not settled"),
    )
    .at(at(slot))
    .help(say!("确认后请运行 gongshi roster freeze {month}", "when it is right, run gongshi roster freeze {month}"))
}

pub(super) fn mobile_hotline(index: &crate::source::SourceText, masked: &str) -> Diagnostic {
    Diagnostic::warning(
        roster::MOBILE_NUMBER,
        say!("hotline 是手机号（{masked}），会出现在每个页面上", "the hotline is a mobile number ({masked}), shown on every page"),
    )
    .at(Place::file(&index.file))
    .help(say!("请改用值班电话或办公室分机", "use the duty phone or an extension"))
}
