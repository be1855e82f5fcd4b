//! Views of ordinary pages and of the pages across kinds.

use serde::Serialize;

use super::{Amount, BudgetFigure, FindingRow, Html, Link, NowSlot, TocEntry};

/// `text.html`: an ordinary page.
#[derive(Debug, Serialize)]
pub struct TextView {
    /// The text.
    pub body: Html,
    /// Table of contents.
    pub toc: Vec<TocEntry>,
    /// Date the page states, ISO, or empty.
    pub date: String,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
}

/// `section.html`: the pages of a folder.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Words of `_index.md`.
    pub intro: Html,
    /// Pages and sections below.
    pub pages: Vec<Link>,
}

/// A file beside a page.
#[derive(Debug, Clone, Serialize)]
pub struct Attachment {
    /// Address.
    pub href: String,
    /// File name.
    pub title: String,
    /// PDF, DOCX …
    pub kind: String,
    /// Size in words.
    pub size: String,
}

/// `home.html`
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// Words of `content/_index.md`.
    pub intro: Html,
    /// What staff come for: those of `content/_index.md`, else the first of each kind of section.
    pub tasks: Vec<HomeTask>,
    /// All sections in the order of the navigation.
    pub sections: Vec<Link>,
    /// On duty now, a block a roster.
    pub duty: Vec<HomeDuty>,
    /// The newest notice of each ledger.
    pub notices: Vec<HomeNotice>,
    /// How far this year's budget is used, where one is kept.
    pub budget: Option<HomeBudget>,
    /// The page of the 三公经费 of the newest year, where they are kept.
    pub statement: Option<Link>,
    /// Periods that are late, then those that are merely not there.
    pub gaps: Vec<HomeGap>,
    /// Regulations that took effect last, newest first, at most eight.
    pub changes: Vec<HomeChange>,
    /// How many works are in force.
    pub in_force: usize,
    /// Address of the list of regulations, or empty.
    pub regulations: String,
    /// Address of all changes to them, or empty.
    pub all_changes: String,
}

/// How far the budget is used, on the home page.
#[derive(Debug, Serialize)]
pub struct HomeBudget {
    /// The figures.
    pub figure: BudgetFigure,
    /// Both percentages as a drawing with its table.
    pub chart: Html,
}

/// A period of a ledger that is not there, on the home page.
#[derive(Debug, Serialize)]
pub struct HomeGap {
    /// The ledger.
    pub archive: Link,
    /// 2026年10月
    pub period_title: String,
    /// `missing`, `late`.
    pub state: &'static str,
    /// 未报, 逾期.
    pub state_label: &'static str,
    /// The last day in time, ISO; empty where none is set.
    pub due: String,
}

/// On duty now, on the home page.
#[derive(Debug, Serialize)]
pub struct HomeDuty {
    /// The roster's page.
    pub roster: Link,
    /// Whom to ring when nobody is named.
    pub hotline: String,
    /// Slots of the days around the build, for the script.
    pub slots: Vec<NowSlot>,
    /// First and last instant covered, Unix milliseconds.
    pub covers: (i64, i64),
}

/// The newest notice of a ledger, on the home page.
#[derive(Debug, Serialize)]
pub struct HomeNotice {
    /// The notice.
    pub notice: Link,
    /// All notices.
    pub archive: Link,
    /// Sum.
    pub total: Option<Amount>,
    /// Rows.
    pub rows: usize,
    /// Comparison with the period before as a sentence, or empty.
    pub sentence: String,
    /// How many findings there are that want an explanation or have one.
    pub finding_count: usize,
    /// The first of them, at most three, the unanswered before the others.
    pub findings: Vec<FindingRow>,
}

/// What a reader comes for, on the home page.
#[derive(Debug, Serialize)]
pub struct HomeTask {
    /// Where it is done.
    pub task: Link,
    /// To whom, by what telephone or box, by when; or empty.
    pub text: String,
}

/// A regulation that took effect lately.
#[derive(Debug, Serialize)]
pub struct HomeChange {
    /// The version.
    pub regulation: Link,
    /// First day in force, ISO.
    pub date: String,
    /// 制定, 修订, 修正, 废止.
    pub made_by: &'static str,
}

/// `about.html`: what this site is and when it was built.
#[derive(Debug, Serialize)]
pub struct AboutView {
    /// The day the site was built for, ISO.
    pub as_of: String,
    /// `internal` or `public`.
    pub edition: &'static str,
    /// Name and version of the program.
    pub generator: String,
    /// How many works, notices and roster months there are.
    pub regulations: usize,
    /// Notices.
    pub notices: usize,
    /// Roster months.
    pub months: usize,
}

/// `404.html`: carries its own style, for it is shown at any depth.
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// Sections to go on to.
    pub sections: Vec<Link>,
}

/// `redirect.html`
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// Where the page is now.
    pub target: Link,
}

/// `checklist.html`, in drafts and in `serve`: 发布前检查单.
#[derive(Debug, Serialize)]
pub struct ChecklistView {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Findings, by file.
    pub entries: Vec<ChecklistEntry>,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct ChecklistEntry {
    /// `error`, `warning`, `info`.
    pub severity: &'static str,
    /// File.
    pub file: String,
    /// 第3行 or 第14行 C列（金额）.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do, or empty.
    pub help: String,
    /// Code.
    pub code: String,
}
