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
    /// Who.
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
}
