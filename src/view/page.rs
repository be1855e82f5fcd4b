//! A page: its head, which template draws it, and its view.

use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use crate::diag::Language;

use super::{
    AboutView, Address, ApplicableIndexView, ApplicableView, ArchiveView, ChangesView, ChecklistView, CompareView, DutyPersonView,
    DutyYearView, GroupedView, HomeView, KioskView, MonthView, NotFoundView, NoticeView, NowView, ProgressView, RedirectView,
    RegulationListView, RegulationView, ReviewView, RowsView, SearchView, SectionView, SpanView, StatementView, SupersessionView, TextView,
};

/// A file of the output that is still to be made. The plan of a build is a list of these; each is a pure
/// function of the corpus, so they are made in any order and in parallel.
pub struct Planned<'a> {
    /// Where it goes; one page may stand at more than one address, the first being its own.
    pub addresses: Vec<Address>,
    /// Makes it.
    pub make: Box<dyn Fn() -> Content<'a> + Send + Sync + 'a>,
    /// Whether the site map names it: a page that search engines may keep.
    pub listed: bool,
}

impl<'a> Planned<'a> {
    /// A page at one address.
    pub fn page(address: Address, make: impl Fn() -> Page + Send + Sync + 'a) -> Self {
        Self { addresses: vec![address], make: Box::new(move || Content::Page(Box::new(make()))), listed: true }
    }

    /// A data file at one address.
    pub fn data(address: Address, make: impl Fn() -> Vec<u8> + Send + Sync + 'a) -> Self {
        Self { addresses: vec![address], make: Box::new(move || Content::Data(make())), listed: false }
    }

    /// A data file that may be large: it is written piece by piece when it is wanted, and never held whole.
    pub fn stream(address: Address, write: impl Fn(&mut dyn Write) -> io::Result<()> + Send + Sync + 'a) -> Self {
        let write: Stream<'a> = Arc::new(write);
        Self { addresses: vec![address], make: Box::new(move || Content::Stream(Arc::clone(&write))), listed: false }
    }

    /// A page that says `noindex`: the site map leaves it out as well.
    #[must_use]
    pub fn unlisted(mut self) -> Self {
        self.listed = false;
        self
    }

    /// The same bytes at further addresses (for a page: with links of their own depth).
    #[must_use]
    pub fn also_at(mut self, addresses: impl IntoIterator<Item = Address>) -> Self {
        self.addresses.extend(addresses);
        self
    }
}

/// What a planned file turns out to be.
pub enum Content<'a> {
    /// A page for a template to draw.
    Page(Box<Page>),
    /// Bytes as they are.
    Data(Vec<u8>),
    /// Bytes still to be written.
    Stream(Stream<'a>),
}

/// Writes a file piece by piece, the same each time. It fails only where what it writes into does.
pub type Stream<'a> = Arc<dyn Fn(&mut dyn Write) -> io::Result<()> + Send + Sync + 'a>;

/// All a template may see.
#[derive(Debug, Serialize)]
pub struct Page {
    /// File name of the template, `regulation.html`.
    #[serde(skip)]
    pub template: &'static str,
    /// What the frame of the page shows.
    pub page: Head,
    /// The page's own matter.
    pub view: View,
}

/// What the frame of every page shows. It holds nothing that changes with the day or with a publication,
/// so that one new notice does not touch every file.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Title of the site.
    pub title: String,
    /// Name of the body that publishes it.
    pub organisation: String,
    /// Language of the interface.
    pub language: Language,
    /// Sections in the order of the navigation, those that belong together under one heading.
    pub navigation: Vec<NavigationGroup>,
    /// Where the site is served, without a slash at the end; absent on a disc or a share.
    pub base_url: Option<String>,
    /// `internal` or `public`.
    pub edition: &'static str,
    /// Name and version of the program.
    pub generator: String,
}

/// Sections that stand together in the navigation. A group of one is that section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavigationGroup {
    /// Its heading; of a group of one, the section's title.
    pub title: String,
    /// Its sections, at least one; the heading leads to the first.
    pub sections: Vec<Link>,
}

/// What a page says of itself to the frame around it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Head {
    /// Kind of page, on `<body data-page>`: `home`, `regulations`, `regulation`, `compare`, `grouped`, `applicable`, `applicable-index`, `changes`, `review`, `supersession`, `ledger`, `notice`, `rows`, `span`, `progress`, `sangong`, `roster`, `month`, `duty-person`, `duty-year`, `kiosk`, `section`, `text`, `about`, `search`, `checklist`, `not-found`, `redirect`.
    pub kind: &'static str,
    /// Title without the site's.
    pub title: String,
    /// Address of the section this page belongs to (equal to `href` of a section in a group of `site.navigation`), or empty.
    pub section: String,
    /// The way here from the home page, this page left out.
    pub breadcrumbs: Vec<Link>,
    /// The neighbour before, where pages stand in a row.
    pub previous: Option<Link>,
    /// The neighbour after.
    pub next: Option<Link>,
    /// Whether search engines are told to leave it out (drafts, older versions).
    pub noindex: bool,
}

/// A link: where to and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Address in the output with an optional anchor, for the filter `href`.
    pub href: String,
    /// What it says.
    pub title: String,
}

impl Link {
    /// A link.
    pub fn new(href: impl Into<String>, title: impl Into<String>) -> Self {
        Self { href: href.into(), title: title.into() }
    }
}

/// A file's size in words: `842 B`, `12 KB`, `3.4 MB`.
pub fn file_size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", (bytes + 512) / 1024),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// The matter of a page, one shape a template.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `home.html`
    Home(HomeView),
    /// `regulations.html`
    Regulations(RegulationListView),
    /// `regulation.html`
    Regulation(Box<RegulationView>),
    /// `compare.html`
    Compare(CompareView),
    /// `grouped.html`
    Grouped(GroupedView),
    /// `applicable.html`
    Applicable(ApplicableView),
    /// `applicable-index.html`
    ApplicableIndex(ApplicableIndexView),
    /// `changes.html`
    Changes(ChangesView),
    /// `review.html`
    Review(ReviewView),
    /// `supersession.html`
    Supersession(SupersessionView),
    /// `ledger.html`
    Archive(ArchiveView),
    /// `span.html`
    Span(Box<SpanView>),
    /// `progress.html`
    Progress(Box<ProgressView>),
    /// `sangong.html`
    Sangong(Box<StatementView>),
    /// `notice.html`
    Notice(Box<NoticeView>),
    /// `rows.html`
    Rows(RowsView),
    /// `roster.html`
    Now(NowView),
    /// `month.html`
    Month(MonthView),
    /// `duty-person.html`
    DutyPerson(DutyPersonView),
    /// `duty-year.html`
    DutyYear(DutyYearView),
    /// `kiosk.html`
    Kiosk(KioskView),
    /// `section.html`
    Section(SectionView),
    /// `text.html`
    Text(TextView),
    /// `about.html`
    About(AboutView),
    /// `search.html`
    Search(SearchView),
    /// `404.html`
    NotFound(NotFoundView),
    /// `redirect.html`
    Redirect(RedirectView),
    /// `checklist.html`
    Checklist(ChecklistView),
}
