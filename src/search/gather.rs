//! What the search finds: every page of the site as a document of units, a unit being what a hit may lead to.
//!
//! Of a regulation the version shown at its own address comes with all others of its kind; older versions stand behind
//! everything else and are found only when asked for.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::terms::leading_article;
use crate::kinds::ledger::model::{Ledger, PeriodTable};
use crate::kinds::regulation::model::{Collection, Version, Work};
use crate::kinds::regulation::pages::{timeline, version_address, work_address};
use crate::kinds::regulation::status::Status;
use crate::kinds::regulation::tree::{Kind, Number};
use crate::kinds::roster::model::{Month, Roster};
use crate::kinds::text::model::{Pages, TextPage};
use crate::kinds::{Corpus, ledger, regulation, roster};
use crate::lang::catalogue;
use crate::markdown;
use crate::source::SourceText;
use crate::value::{Date, Datelike, Period};
use crate::view::{Link, TocEntry, View};

/// What hits can be narrowed by; a document holds the place of its own in each list.
#[derive(Clone, Default)]
pub struct Facets {
    /// Kinds of pages: 规章制度, 公示, 值班表, 页面.
    pub kinds: Vec<String>,
    /// Departments that own a regulation, the first being none.
    pub departments: Vec<String>,
    /// Statuses of regulations, the first being none.
    pub statuses: Vec<String>,
    /// Years of documents, the newest first.
    pub years: Vec<i32>,
    ids: Vec<String>,
}

const STATUSES: [Status; 5] = [Status::InForce, Status::NotYet, Status::Superseded, Status::Repealed, Status::Expired];

/// What a document is; its place among the kinds.
#[derive(Clone, Copy)]
enum Sort {
    Regulation,
    Notice,
    Roster,
    Page,
}

/// A page that is to become a document.
pub(super) enum Source<'a> {
    /// A version of a regulation.
    Regulation(&'a Collection, &'a Work, usize),
    /// The page of a ledger.
    Ledger(&'a Ledger),
    /// A period of it.
    Notice(&'a Ledger, Period, &'a PeriodTable),
    /// The page of a roster.
    Roster(&'a Roster),
    /// A month of it.
    Month(&'a Roster, Period, &'a Month),
    /// An ordinary page.
    Page(&'a TextPage),
    /// A section of such pages.
    Section(&'a Pages),
}

/// A page in units.
pub(super) struct Document<'a> {
    /// Its folder.
    pub address: String,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Its number, or empty.
    pub number: &'a str,
    /// Other words it is called by.
    pub names: String,
    /// Place of its kind.
    pub kind: u32,
    /// Place of the department that owns it; 0 for none.
    pub department: u32,
    /// Place of its status; 0 for none.
    pub status: u32,
    /// Its day.
    pub date: Option<Date>,
    /// Whether it is a version that its work no longer shows.
    pub older: bool,
    /// The versions of its work for the script, and which of them it is, empty for the one shown.
    pub versions: (String, String),
    /// Its units.
    pub units: Vec<Unit>,
}

/// What a hit may lead to.
pub(super) struct Unit {
    /// Where it stands on the page; empty for the page itself.
    pub anchor: String,
    /// Its words.
    pub text: String,
    /// Its number, where it is an article.
    pub article: Option<Number>,
}

impl Unit {
    fn of(anchor: String, text: String) -> Self {
        let article = leading_article(&text);
        Self { anchor, text, article }
    }
}

impl Document<'_> {
    /// The words a document is called by.
    pub(super) fn heading(&self) -> String {
        [self.title.as_ref(), self.number, &self.names].join("\n")
    }
}

/// What the hits of a site can be narrowed by.
pub(super) fn facets(corpus: &Corpus) -> Facets {
    let language = corpus.shared.site.language;
    let words = |key: &str| catalogue(language).get(key).to_owned();
    let owners: BTreeSet<&str> = shown(corpus).filter_map(|(_, work, at)| work.versions[at].front.owner.as_deref()).collect();
    let directory = &corpus.shared.directory;
    let known = directory.departments.iter().map(|department| department.id.as_str()).filter(|id| owners.contains(id));
    let known: Vec<&str> = known.collect();
    let unknown = owners.iter().copied().filter(|owner| !known.contains(owner));
    let ids: Vec<String> = known.iter().copied().chain(unknown).map(str::to_owned).collect();
    let mut years: BTreeSet<i32> = sources(corpus).iter().filter_map(|source| source.date()).map(|date| date.year()).collect();
    years.retain(|year| (1970..2690).contains(year));
    let none = || std::iter::once(String::new());
    Facets {
        kinds: ["regulations", "notices", "rosters", "pages"].map(|kind| words(&format!("search.kind-{kind}"))).into(),
        departments: none().chain(ids.iter().map(|id| directory.department_name(id).to_owned())).collect(),
        statuses: none().chain(STATUSES.map(|status| regulation::label::status(status, language).to_owned())).collect(),
        years: years.into_iter().rev().collect(),
        ids,
    }
}

/// Works with the place of the version that is shown.
fn shown(corpus: &Corpus) -> impl Iterator<Item = (&Collection, &Work, usize)> {
    let works = corpus.regulations.iter().flat_map(|collection| collection.works.iter().map(move |work| (collection, work)));
    works.map(|(collection, work)| (collection, work, work.shown_at(corpus.shared.as_of)))
}

/// All pages that are found, in the order of equal hits.
pub(super) fn sources(corpus: &Corpus) -> Vec<Source<'_>> {
    let mut sources: Vec<Source<'_>> = shown(corpus).map(|(collection, work, at)| Source::Regulation(collection, work, at)).collect();
    for ledger in &corpus.ledgers {
        // A ledger without periods has one page.
        if !ledger.periods.contains_key(&Period::All) {
            sources.push(Source::Ledger(ledger));
        }
        sources.extend(ledger.periods.iter().rev().map(|(period, table)| Source::Notice(ledger, *period, table)));
    }
    for roster in &corpus.rosters {
        sources.push(Source::Roster(roster));
        sources.extend(roster.months.iter().rev().map(|(period, month)| Source::Month(roster, *period, month)));
    }
    for section in &corpus.pages {
        if !section.name.is_empty() {
            sources.push(Source::Section(section));
        }
        sources.extend(section.pages.iter().map(Source::Page));
    }
    for (collection, work, shown) in shown(corpus) {
        let older = (0..work.versions.len()).rev().filter(|at| *at != shown);
        sources.extend(older.map(|at| Source::Regulation(collection, work, at)));
    }
    sources
}

impl Source<'_> {
    /// The day a document is listed under.
    fn date(&self) -> Option<Date> {
        match self {
            Self::Regulation(_, work, at) => {
                let version = &work.versions[*at];
                Some(version.front.published.or(version.front.adopted).unwrap_or(version.effective))
            }
            Self::Notice(_, period, _) => period.days().map(|(_, last)| last),
            Self::Month(_, period, _) => period.days().map(|(first, _)| first),
            Self::Page(page) => page.date,
            Self::Ledger(_) | Self::Roster(_) | Self::Section(_) => None,
        }
    }
}

/// Reads a page.
pub(super) fn document<'a>(corpus: &'a Corpus, facets: &Facets, source: &Source<'a>) -> Document<'a> {
    let date = source.date();
    match source {
        Source::Regulation(collection, work, at) => Document { date, ..of_version(corpus, facets, collection, work, *at) },
        Source::Ledger(ledger) => {
            Document { units: sections(&ledger.index, &ledger.intro, &[]), ..plain(&ledger.name, &ledger.title, Sort::Notice) }
        }
        Source::Notice(ledger, period, table) => Document { date, ..of_notice(corpus, ledger, *period, table) },
        Source::Roster(roster) => {
            let mut units = sections(&roster.index, &roster.intro, &[]);
            units.push(Unit::of(String::new(), roster.hotline.clone()));
            Document { units, ..plain(&roster.name, &roster.title, Sort::Roster) }
        }
        Source::Month(roster, period, month) => Document { date, ..of_month(corpus, roster, *period, month) },
        Source::Page(page) => {
            let folder = page.address.as_str().trim_end_matches("index.html").trim_end_matches('/');
            let links = corpus.links.from(&page.source.file);
            let contents = markdown::block(&page.source, &page.body, 2, &links).value.toc;
            Document { date, units: sections(&page.source, &page.body, &contents), ..plain(folder, &page.title, Sort::Page) }
        }
        Source::Section(section) => {
            Document { units: sections(&section.index, &section.intro, &[]), ..plain(&section.name, &section.title, Sort::Page) }
        }
    }
}

/// A page that says nothing of itself but its title.
fn plain<'a>(address: &str, title: impl Into<Cow<'a, str>>, sort: Sort) -> Document<'a> {
    Document {
        address: address.to_owned(),
        title: title.into(),
        number: "",
        names: String::new(),
        kind: sort as u32,
        department: 0,
        status: 0,
        date: None,
        older: false,
        versions: (String::new(), String::new()),
        units: Vec::new(),
    }
}

fn of_version<'a>(corpus: &'a Corpus, facets: &Facets, collection: &Collection, work: &'a Work, at: usize) -> Document<'a> {
    let version = &work.versions[at];
    let as_of = corpus.shared.as_of;
    let older = at != work.shown_at(as_of);
    let address = if older { version_address(collection, work, version) } else { work_address(collection, work) };
    let place = |list: usize| u32::try_from(list + 1).unwrap_or(0);
    let front = &version.front;
    let aliases = front.aliases.iter().filter(|alias| !alias.is_ascii()).map(String::as_str);
    let status = version.status(as_of);
    let mut units = articles(version);
    let topics = front.topics.iter().chain(&front.roles).map(String::as_str).collect::<Vec<_>>().join(" ");
    if !topics.is_empty() {
        units.push(Unit::of(String::new(), topics));
    }
    Document {
        number: front.number.as_deref().unwrap_or_default(),
        names: aliases.chain([work.code.as_str()]).collect::<Vec<_>>().join("\n"),
        department: front.owner.as_ref().and_then(|owner| facets.ids.iter().position(|id| id == owner)).map_or(0, place),
        status: STATUSES.iter().position(|other| *other == status).map_or(0, place),
        older,
        versions: (timeline(work), if older { version.effective.to_string() } else { String::new() }),
        units,
        ..plain(address.trim_end_matches("/index.html"), front.title.as_str(), Sort::Regulation)
    }
}

/// Bytes that an article of two paragraphs has room in.
const PARAGRAPHS: usize = 512;

/// The articles, headings and annexes of a text; what stands outside belongs to what comes before it.
fn articles(version: &Version) -> Vec<Unit> {
    let tree = &version.tree;
    let mut units: Vec<Unit> = Vec::new();
    let main_end = tree.main_end();
    for (index, node) in tree.iter() {
        if matches!(node.kind, Kind::Check | Kind::Contents) {
            continue;
        }
        if units.is_empty() || opens(node.kind) {
            let article = (node.kind == Kind::Article && index < main_end).then_some(node.number);
            units.push(Unit { anchor: tree.id(index), text: String::with_capacity(PARAGRAPHS), article });
        }
        let text = &mut units.last_mut().expect("the first unit opens one").text;
        for words in [Cow::Borrowed(node.label.of(version.text())), words(version, index)] {
            let words = words.trim();
            if !words.is_empty() {
                text.push_str(if text.is_empty() { "" } else { " " });
                text.push_str(words);
            }
        }
    }
    units
}

/// Whether a unit of the text is one that a hit leads to.
fn opens(kind: Kind) -> bool {
    use Kind::{Annex, Article, Back, Chapter, General, Part, Preamble, Section, Subpart, Supplementary};
    matches!(kind, Annex | Article | Back | Chapter | General | Part | Preamble | Section | Subpart | Supplementary)
}

/// The words of a unit of the text without markup.
fn words(version: &Version, index: usize) -> Cow<'_, str> {
    let words = version.words(index);
    if version.tree.node(index).kind == Kind::Table { words.replace(['|', '\n'], " ").replace("---", "").into() } else { words }
}

/// Where a paragraph that follows one of so many bytes is a unit of its own.
const PARAGRAPH: usize = 60;

/// A text in paragraphs, each under the heading before it.
fn sections(source: &SourceText, range: &std::ops::Range<usize>, contents: &[TocEntry]) -> Vec<Unit> {
    let mut headings: Vec<(&str, &str)> = Vec::new();
    flatten(contents, &mut headings);
    let mut headings = headings.into_iter().peekable();
    let mut units: Vec<(&str, String)> = vec![("", String::new())];
    let text = markdown::plain_text(source, range);
    for line in text.lines() {
        let (id, before) = units.last().map(|(id, text)| (*id, text.len())).expect("there is a first one");
        match headings.next_if(|(_, title)| *title == line.trim()) {
            Some((id, _)) => units.push((id, String::new())),
            None if before > PARAGRAPH => units.push((id, String::new())),
            None => {}
        }
        let (_, text) = units.last_mut().expect("there is a first one");
        text.push_str(if text.is_empty() { "" } else { "\n" });
        text.push_str(line);
    }
    units.into_iter().filter(|(_, text)| !text.is_empty()).map(|(id, text)| Unit::of(id.to_owned(), text)).collect()
}

fn flatten<'t>(contents: &'t [TocEntry], into: &mut Vec<(&'t str, &'t str)>) {
    for entry in contents {
        into.push((&entry.id, &entry.title));
        flatten(&entry.children, into);
    }
}

/// A notice as it is shown: its words, and what stands in its table, each text once.
fn of_notice<'a>(corpus: &'a Corpus, ledger: &'a Ledger, period: Period, table: &'a PeriodTable) -> Document<'a> {
    let page = ledger::notice_page(corpus, ledger, period, table);
    let mut units = table.words.as_ref().map_or_else(Vec::new, |(source, range)| sections(source, range, &[]));
    if let View::Notice(notice) = &page.view {
        units.push(Unit::of(String::new(), notice.summary.clone()));
        units.push(Unit::of(String::new(), notice.findings.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>().join("\n")));
        units.push(Unit::of(String::new(), each_once(notice.rows.iter().flatten().map(String::as_str))));
    }
    units.retain(|unit| !unit.text.is_empty());
    Document { number: &table.number, units, ..plain(&ledger.folder(period), page.page.title, Sort::Notice) }
}

fn of_month<'a>(corpus: &'a Corpus, roster: &'a Roster, period: Period, month: &Month) -> Document<'a> {
    let page = roster::month_page(corpus, roster, period, month);
    let mut texts: Vec<&str> = vec![&roster.hotline];
    if let View::Month(month) = &page.view {
        for day in &month.days {
            texts.push(&day.name);
            let posts = day.shifts.iter().flat_map(|shift| &shift.posts);
            for person in posts.flat_map(|post| &post.people) {
                texts.extend([person.name.as_str(), &person.department, &person.phone]);
            }
        }
    }
    let units = vec![Unit::of(String::new(), each_once(texts.into_iter()))];
    Document { units, ..plain(&format!("{}/{period}", roster.name), page.page.title, Sort::Roster) }
}

/// Texts in their order, those left out that stood before.
fn each_once<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut joined = String::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if seen.insert(text) {
            joined.push_str(if joined.is_empty() { "" } else { " · " });
            joined.push_str(text);
        }
    }
    joined
}

/// Indexes for readers without script: of all works by department, year, number and letter.
pub fn indexes(corpus: &Corpus) -> Vec<Link> {
    let words = catalogue(corpus.shared.site.language);
    let by = |collection: &Collection, name: &str| {
        (format!("{}/by/{name}/index.html", collection.name), words.get(&format!("overview.by-{name}")))
    };
    let names = ["department", "year", "number", "letter"];
    let links = corpus.regulations.iter().flat_map(|collection| names.map(|name| by(collection, name)));
    links.map(|(href, title)| Link::new(href, title)).collect()
}
