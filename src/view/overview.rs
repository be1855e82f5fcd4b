//! Views across regulations: indexes, what applies to whom, changes, reviews, supersession.

use serde::Serialize;

use super::{Link, ListedRegulation};

/// `grouped.html`: all works of a collection by department, role, topic, issuer, year or first letter.
#[derive(Debug, Serialize)]
pub struct GroupedView {
    /// Other ways to group them, this one left out.
    pub others: Vec<Link>,
    /// Groups in order.
    pub groups: Vec<Group>,
}

/// Works that have something in common.
#[derive(Debug, Serialize)]
pub struct Group {
    /// Anchor, unique on the page.
    pub id: String,
    /// What they have in common.
    pub title: String,
    /// A page of its own for the group (适用于我), or empty.
    pub href: String,
    /// The works, by code.
    pub works: Vec<ListedRegulation>,
}

/// `applicable.html`: what applies to a department or a role.
#[derive(Debug, Serialize)]
pub struct ApplicableView {
    /// Name of the department or role.
    pub name: String,
    /// Works that name it in `applies-to` or `roles`, by code.
    pub works: Vec<ListedRegulation>,
    /// Works that apply to everybody; left out where there are too many to look through.
    pub general: Vec<ListedRegulation>,
    /// How many of those there are, left out or not.
    pub general_count: usize,
    /// What texts in force say of it, by work.
    pub duties: Vec<WorkDuties>,
    /// How many duties there are.
    pub count: usize,
}

/// What one work says of a department or role.
#[derive(Debug, Serialize)]
pub struct WorkDuties {
    /// The work.
    pub work: Link,
    /// Sentences, in the order of the text.
    pub duties: Vec<Duty>,
}

/// A sentence that says what somebody has to do, must not do or may do.
#[derive(Debug, Serialize)]
pub struct Duty {
    /// Where it stands: 第五条第一款.
    pub unit: Link,
    /// `must`, `must-not`, `may` or `task`.
    pub kind: &'static str,
    /// That in words.
    pub label: &'static str,
    /// The sentence.
    pub text: String,
    /// By when, as the text says: 五个工作日内; or empty.
    pub deadline: String,
    /// Items that follow the sentence.
    pub items: Vec<String>,
}

/// `applicable-index.html`: every department and role that has such a page.
#[derive(Debug, Serialize)]
pub struct ApplicableIndexView {
    /// Departments, in the order of their table.
    pub departments: Vec<Link>,
    /// Roles, by name.
    pub roles: Vec<Link>,
}

/// `changes.html`: what was issued, revised, amended and repealed, newest first.
#[derive(Debug, Serialize)]
pub struct ChangesView {
    /// Changes.
    pub changes: Vec<Change>,
    /// Address of the Atom feed.
    pub feed: String,
}

/// One version as an event.
#[derive(Debug, Serialize)]
pub struct Change {
    /// The day it takes effect, ISO.
    pub date: String,
    /// 制定, 修订, 修正, 废止.
    pub made_by: &'static str,
    /// The version.
    pub regulation: Link,
    /// Code of the work.
    pub code: String,
    /// 发文字号, or empty.
    pub number: String,
    /// The first words of why it was made, or empty.
    pub reason: String,
    /// Comparison with the version before; absent without one.
    pub compare: Option<Link>,
    /// `not-yet`, `in-force`, `superseded`, `repealed`, `expired`.
    pub status: &'static str,
    /// That in words.
    pub status_label: &'static str,
    /// Dates of all versions, for the script; see [`super::RegulationView::timeline`].
    pub timeline: String,
}

/// `review.html`: when works are to be looked at anew.
#[derive(Debug, Serialize)]
pub struct ReviewView {
    /// The day overdue is stated for, ISO.
    pub as_of: String,
    /// Works with a date, the earliest first.
    pub works: Vec<Review>,
    /// Works in force without one.
    pub undated: Vec<Link>,
}

/// A work that is to be looked at anew.
#[derive(Debug, Serialize)]
pub struct Review {
    /// The work.
    pub regulation: Link,
    /// Its code.
    pub code: String,
    /// Name of the owning department, or empty.
    pub owner: String,
    /// By when, ISO.
    pub date: String,
    /// Whether the day has passed.
    pub overdue: bool,
}

/// `supersession.html`: which works replaced which.
#[derive(Debug, Serialize)]
pub struct SupersessionView {
    /// Replacements, newest first.
    pub replacements: Vec<Replacement>,
    /// Works that were repealed or expired and replaced by none.
    pub ended: Vec<EndedWork>,
}

/// A version that put others out of force.
#[derive(Debug, Serialize)]
pub struct Replacement {
    /// The day it took effect, ISO.
    pub date: String,
    /// The new text.
    pub new: Link,
    /// What it replaced: versions of other works, and its own before it.
    pub old: Vec<Link>,
}

/// A work no longer in force.
#[derive(Debug, Serialize)]
pub struct EndedWork {
    /// The work.
    pub regulation: Link,
    /// The first day it is no longer in force, ISO.
    pub date: String,
    /// 已废止 or 已失效.
    pub status_label: &'static str,
    /// `repealed` or `expired`.
    pub status: &'static str,
}
