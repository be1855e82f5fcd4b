//! What leaves the kinds: pages as templates see them, and data files as bytes.
//!
//! A view is complete: a template gets one and can ask for nothing else. Its fields are the template
//! API; removing one is a breaking change. Text fields are plain text and are escaped by the template,
//! [`Html`] fields are safe markup made by this program.

mod address;
mod compare;
mod feed;
mod html;
mod ledger;
mod overview;
mod page;
mod progress;
mod regulation;
mod roster;
mod search;
mod span;
mod statement;
mod text;

pub use address::{Address, AddressError, Copies, href};
pub use compare::{CompareRow, CompareText, CompareVersion, CompareView, ConcordanceRow, DriftRow};
pub use feed::{Feed, FeedEntry};
pub use html::{Html, escape};
pub use ledger::{
    Amount, ArchiveEntry, ArchiveView, ChangeReason, Column, Comparison, Download, ExplanationView, FindingRow, NoticeView, RollupGroup,
    RollupView, RowsPage, RowsView,
};
pub use overview::{
    ApplicableIndexView, ApplicableView, Change, ChangesView, Duty, EndedWork, Group, GroupedView, Replacement, Review, ReviewView,
    SupersessionView, WorkDuties,
};
pub use page::{Content, Frame, Head, Link, NavigationGroup, Page, Planned, Stream, View, file_size};
pub use progress::{BudgetFigure, ProgressRow, ProgressTable, ProgressView};
pub use regulation::{Fact, ListFilter, ListedRegulation, RegulationListView, RegulationView, TocEntry, VersionEntry};
pub use roster::{
    DayView, DutyChange, DutyPerson, DutyPersonView, DutyPost, DutyShift, DutyYearView, FairnessRow, KioskView, MonthView, NowSlot,
    NowView, PersonDuty, PostFairness, TallyView, YearTally,
};
pub use search::SearchView;
pub use span::{SpanLine, SpanMatrix, SpanPart, SpanView};
pub use statement::{StatementCount, StatementLine, StatementReason, StatementTie, StatementView};
pub use text::{
    AboutView, Attachment, ChecklistEntry, ChecklistView, HomeBudget, HomeChange, HomeDuty, HomeGap, HomeNotice, HomeTask, HomeView,
    NotFoundView, RedirectView, SectionView, TextView,
};
