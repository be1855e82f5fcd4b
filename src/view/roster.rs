//! Views of duty rosters.

use serde::Serialize;

use super::{Attachment, Html, Link};

/// `roster.html`: who is on duty now, today and in the next days.
#[derive(Debug, Serialize)]
pub struct NowView {
    /// Words of the section's `_index.md`.
    pub intro: Html,
    /// Whom to ring when nobody is named, or empty.
    pub hotline: String,
    /// The article the roster implements.
    pub rule: Option<Link>,
    /// The day the page was built for, ISO; without script the lists begin here.
    pub as_of: String,
    /// Slots from the day before `as_of` on, for the script.
    pub slots: Vec<NowSlot>,
    /// The days from `as_of` on, at most 14.
    pub days: Vec<DayView>,
    /// Months there are.
    pub months: Vec<Link>,
    /// Years there are, with who had how many duties.
    pub years: Vec<Link>,
    /// Pages of those on duty.
    pub people: Vec<Link>,
    /// Calendars to subscribe to: of the team and of the holidays.
    pub feeds: Vec<Link>,
    /// The page for a screen on a wall.
    pub kiosk: Link,
    /// First and last instant the roster covers, Unix milliseconds; 0 when it has no slot.
    pub covers: (i64, i64),
}

/// A slot the script looks at.
#[derive(Debug, Serialize)]
pub struct NowSlot {
    /// `2026-10-01/full/staff/1`
    pub id: String,
    /// Start, Unix milliseconds.
    pub start: i64,
    /// End, Unix milliseconds, not included.
    pub end: i64,
    /// Name of the shift.
    pub shift: String,
    /// Name of the post.
    pub post: String,
    /// Who, or empty where nobody holds it.
    pub name: String,
    /// Duty phone, or empty.
    pub phone: String,
}

/// `month.html`: one month of a roster.
#[derive(Debug, Serialize)]
pub struct MonthView {
    /// Title of the roster.
    pub roster: String,
    /// `2026-10`
    pub month: String,
    /// 2026年10月
    pub month_title: String,
    /// Days of the month in order.
    pub days: Vec<DayView>,
    /// How many empty cells stand before the first day in a grid that begins on Monday.
    pub lead: usize,
    /// Names of posts in order, the rows of each day.
    pub posts: Vec<String>,
    /// Whom to ring.
    pub hotline: String,
    /// The article it implements.
    pub rule: Option<Link>,
    /// Whether the holidays of the year are projected, not yet those of the notice.
    pub projected: bool,
    /// What was changed in this month, in order of the slots.
    pub changes: Vec<DutyChange>,
    /// Address of the month as a calendar.
    pub feed: String,
    /// Address of `data.json`.
    pub json: String,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
}

/// One day.
#[derive(Debug, Serialize)]
pub struct DayView {
    /// ISO.
    pub date: String,
    /// Day of the month.
    pub day: u32,
    /// 10月1日
    pub title: String,
    /// 星期四
    pub weekday: &'static str,
    /// 1 Monday … 7 Sunday.
    pub weekday_number: u32,
    /// `work`, `rest`, `holiday`.
    pub class: &'static str,
    /// 班, 休, 节.
    pub class_label: &'static str,
    /// Name of the holiday or make-up day, or empty.
    pub name: String,
    /// Shifts that begin on this day.
    pub shifts: Vec<DutyShift>,
}

/// One shift of a day.
#[derive(Debug, Serialize)]
pub struct DutyShift {
    /// 夜班
    pub name: String,
    /// 17:30—次日08:30
    pub time: String,
    /// Who does it.
    pub posts: Vec<DutyPost>,
}

/// One post of a shift.
#[derive(Debug, Serialize)]
pub struct DutyPost {
    /// 带班领导
    pub name: String,
    /// Seat by seat; an empty seat has an empty name.
    pub people: Vec<DutyPerson>,
}

/// Somebody on duty.
#[derive(Debug, Clone, Serialize)]
pub struct DutyPerson {
    /// Name, or empty for a vacant seat.
    pub name: String,
    /// Department's short name, or empty.
    pub department: String,
    /// Duty phone, or empty.
    pub phone: String,
    /// `confirmed`, `vacant`, `planned-empty` or `cancelled`.
    pub status: &'static str,
    /// Hours somebody else takes over: 18:00—22:00 何秀兰.
    pub parts: Vec<String>,
    /// Who had it before it was changed, or empty.
    pub former: String,
    /// Numbers of the changes of this slot, as they stand below a month.
    pub changes: Vec<usize>,
}

/// A change of a slot.
#[derive(Debug, Clone, Serialize)]
pub struct DutyChange {
    /// Its number on the page.
    pub number: usize,
    /// Day of the slot, ISO.
    pub date: String,
    /// 2月17日 全天 值班人员
    pub slot: String,
    /// 换班, 替班 …
    pub kind: &'static str,
    /// Who had it, or empty.
    pub from: String,
    /// Who has it now, or empty.
    pub to: String,
    /// Day it was approved, or empty.
    pub approved: String,
    /// Who approved it, or empty.
    pub approved_by: String,
    /// Why, or empty.
    pub reason: String,
}

/// `duty-person.html`: the duties of one person.
#[derive(Debug, Serialize)]
pub struct DutyPersonView {
    /// Name.
    pub name: String,
    /// Department, or empty.
    pub department: String,
    /// Address of the calendar to subscribe to.
    pub feed: String,
    /// The day the page was built for, ISO.
    pub as_of: String,
    /// Duties from the build's day on, in order.
    pub ahead: Vec<PersonDuty>,
    /// Duties before it, newest first.
    pub past: Vec<PersonDuty>,
    /// Duties of each year, by post.
    pub tallies: Vec<YearTally>,
}

/// A duty of somebody.
#[derive(Debug, Clone, Serialize)]
pub struct PersonDuty {
    /// ISO.
    pub date: String,
    /// 2026年10月1日
    pub title: String,
    /// 星期四
    pub weekday: &'static str,
    /// `work`, `rest`, `holiday`.
    pub class: &'static str,
    /// 班, 休, 节.
    pub class_label: &'static str,
    /// Name of the holiday, or empty.
    pub name: String,
    /// 全天
    pub shift: String,
    /// 08:30—次日08:30
    pub time: String,
    /// 值班人员
    pub post: String,
    /// The page of its month.
    pub month: String,
}

/// Duties of a year at a post.
#[derive(Debug, Clone, Serialize)]
pub struct YearTally {
    /// The year, with its page.
    pub year: Link,
    /// 值班人员
    pub post: String,
    /// How many.
    pub tally: TallyView,
}

/// How many duties, by class of day.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct TallyView {
    /// On working days.
    pub work: u32,
    /// On rest days.
    pub rest: u32,
    /// On holidays.
    pub holiday: u32,
    /// All.
    pub total: u32,
    /// What they weigh.
    pub weight: u32,
}

/// `duty-year.html`: who had how many duties in a year.
#[derive(Debug, Serialize)]
pub struct DutyYearView {
    /// What the weights are, in a sentence.
    pub weights: String,
    /// A table a post.
    pub posts: Vec<PostFairness>,
    /// What was changed in the year.
    pub changes: Vec<DutyChange>,
}

/// The duties at a post.
#[derive(Debug, Serialize)]
pub struct PostFairness {
    /// 值班人员
    pub post: String,
    /// Months of the year the roster has, with their short names: 1月.
    pub months: Vec<Link>,
    /// A row a person, by id.
    pub people: Vec<FairnessRow>,
}

/// The duties of one person at a post.
#[derive(Debug, Serialize)]
pub struct FairnessRow {
    /// Who.
    pub person: Link,
    /// How many in each month.
    pub months: Vec<u32>,
    /// How many in the year.
    pub tally: TallyView,
}

/// `kiosk.html`: a screen on a wall.
#[derive(Debug, Serialize)]
pub struct KioskView {
    /// Title of the roster.
    pub roster: Link,
    /// Whom to ring, or empty.
    pub hotline: String,
    /// Slots for the script.
    pub slots: Vec<NowSlot>,
    /// First and last instant the roster covers, Unix milliseconds.
    pub covers: (i64, i64),
    /// The day of the build and the next, for those without script.
    pub days: Vec<DayView>,
}
