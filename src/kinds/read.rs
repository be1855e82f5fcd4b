//! Files to the corpus, and the corpus to its findings and files: each section goes to its kind.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::sections::sections;
use super::{Corpus, Outline, Section, Shared, ledger, regulation, roster, text};
use super::{LinkBook, answer, calendar, directory, external, read_tables};
use crate::config::{SectionFront, SectionKind, Site};
use crate::diag::{Checked, Diagnostic, Place, Severity, link};
use crate::format::{Area, Document, Parsed, ParsedFile, TableSettings, read_toml};
use crate::query;
use crate::say;
use crate::source::{SourceText, SourceTree, decode};
use crate::value::Date;
use crate::view::{Address, Planned};

/// Reads all sections of a site.
pub fn read(site: Site, as_of: Date, files: &[ParsedFile]) -> Checked<Corpus> {
    let mut diagnostics = Vec::new();
    let table = |name: &str| {
        files.iter().find(|file| table_stem(&file.path) == Some(name)).and_then(|file| match &file.content {
            Parsed::Table(table) => Some(table.as_ref()),
            _ => None,
        })
    };
    let mut directory = directory::read_directory(table("departments"), table("people")).take(&mut diagnostics);
    directory.codes = ledger::codes::read_codes(files).take(&mut diagnostics);
    let tables = read_tables(table).take(&mut diagnostics);
    let calendar = calendar::read_calendar(files).take(&mut diagnostics);
    let external = external::read_external(files).take(&mut diagnostics);
    let mut corpus = Corpus::empty(Shared { site, as_of, directory, calendar, tables, external });
    for section in sections(files).take(&mut diagnostics) {
        read_section(&mut corpus, &section, &mut diagnostics);
    }
    diagnostics.extend(same_codes(&corpus));
    diagnostics.extend(ledger::check_references(&corpus.ledgers, files));
    let organisation = &corpus.shared.site.organisation;
    corpus.citations = regulation::reference::cite(&corpus.regulations, &corpus.shared.external, organisation).take(&mut diagnostics);
    corpus.succession = regulation::succession::succession(&corpus);
    corpus.links = link_book(&corpus);
    ask(&mut corpus, &mut diagnostics);
    Checked::new(corpus, diagnostics)
}

/// `people` for `content/people.csv` or `content/people.xlsx`.
pub(super) fn table_stem(path: &str) -> Option<&str> {
    let (stem, extension) = path.strip_prefix("content/")?.rsplit_once('.')?;
    matches!(extension.to_ascii_lowercase().as_str(), "csv" | "txt" | "xlsx" | "xls").then_some(stem)
}

/// Holds the ledgers against the rules.
fn ask(corpus: &mut Corpus, diagnostics: &mut Vec<Diagnostic>) {
    if corpus.ledgers.is_empty() && corpus.versions().all(|(_, _, version)| version.checks.is_empty()) && !answer::asks(corpus) {
        return;
    }
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let broken = errors.filter_map(|found| Some(Arc::clone(&found.place.as_ref()?.file))).collect();
    match ledger::checks::database(corpus) {
        Ok(database) => {
            corpus.findings = ledger::checks::run(corpus, &database, &broken).take(diagnostics);
            let (answers, faults) = answer::answers(corpus, &database);
            diagnostics.extend(faults);
            for (file, at, html) in answers {
                corpus.links.answer(&file, at, html);
            }
            corpus.database = std::sync::Mutex::new(Some(database));
        }
        Err(error) => {
            let file = corpus.ledgers.first().map_or_else(|| Arc::from("gongshi.toml"), |ledger| Arc::clone(&ledger.index.file));
            diagnostics.push(query::diagnostic(&error, |_| Place::file(&file)));
        }
    }
}

fn read_section(corpus: &mut Corpus, section: &Section<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let shared = &corpus.shared;
    match section.front.kind {
        SectionKind::Regulations => corpus.regulations.push(regulation::read(shared, section).take(diagnostics)),
        SectionKind::Ledger => corpus.ledgers.push(ledger::read(shared, section).take(diagnostics)),
        SectionKind::Roster => corpus.rosters.push(roster::read(shared, section).take(diagnostics)),
        SectionKind::Pages => corpus.pages.push(text::read(shared, section).take(diagnostics)),
    }
    let front = &section.front;
    let (name, title, group) = (section.name.clone(), section.title.clone(), front.group.clone());
    corpus.outline.push(Outline { name, title, kind: front.kind, order: front.order, group });
}

/// Where every document stands in the output.
fn link_book(corpus: &Corpus) -> LinkBook<'static> {
    let mut book = LinkBook::default();
    for collection in &corpus.regulations {
        regulation::list_links(collection, corpus.shared.as_of, &mut book);
    }
    for ledger in &corpus.ledgers {
        ledger::list_links(ledger, &mut book);
    }
    for roster in &corpus.rosters {
        roster::list_links(roster, &mut book);
    }
    for pages in &corpus.pages {
        text::list_links(pages, &mut book);
    }
    book
}

/// All checks of all kinds.
pub fn check(corpus: &Corpus) -> Vec<Diagnostic> {
    let markup = |collection| regulation::check_markup(collection, &corpus.links);
    let mut found: Vec<Diagnostic> = corpus.regulations.iter().flat_map(markup).collect();
    found.extend(regulation::check_works(corpus));
    found.extend(corpus.ledgers.iter().flat_map(|ledger| ledger::check(corpus, ledger)));
    found.extend(corpus.rosters.iter().flat_map(|roster| roster::check(corpus, roster)));
    found.extend(corpus.pages.iter().flat_map(|pages| text::check(corpus, pages)));
    let rules = corpus.ledgers.iter().filter_map(|ledger| ledger.rule.as_ref());
    for (rule, place) in rules.chain(corpus.rosters.iter().filter_map(|roster| roster.rule.as_ref())) {
        if corpus.rule_link(rule).is_none() {
            found.push(dead_rule(rule).at(place.clone()));
        }
    }
    found
}

/// Works of two collections with one code: a code names one work in the whole site.
fn same_codes(corpus: &Corpus) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &Arc<str>> = BTreeMap::new();
    let mut found = Vec::new();
    for work in corpus.regulations.iter().flat_map(|collection| &collection.works) {
        let Some(file) = work.versions.first().map(|version| &version.source.file) else { continue };
        if let Some(first) = seen.insert(work.code.to_ascii_lowercase(), file) {
            found.push(regulation::same_code(&work.code, file, first));
        }
    }
    found
}

fn dead_rule(rule: &str) -> Diagnostic {
    Diagnostic::error(
        link::DEAD_LINK,
        say!("rule = {rule:?}：没有这部制度或这一条", "rule = {rule:?}: there is no such regulation or article"),
    )
    .help(say!(
        "请写制度编号，如 \"CW-03\"，或编号加条文，如 \"CW-03#art-6\"",
        "write a code such as \"CW-03\", or with an article, \"CW-03#art-6\""
    ))
}

/// Every file of every kind, as yet unmade.
pub fn pages(corpus: &Corpus) -> Vec<Planned<'_>> {
    let mut planned: Vec<Planned<'_>> = corpus.regulations.iter().flat_map(|collection| regulation::pages(corpus, collection)).collect();
    planned.extend(corpus.ledgers.iter().flat_map(|ledger| ledger::pages(corpus, ledger)));
    planned.extend(site_database(corpus));
    planned.extend(corpus.rosters.iter().flat_map(|roster| roster::pages(corpus, roster)));
    planned.extend(corpus.pages.iter().flat_map(|pages| text::pages(corpus, pages)));
    planned
}

/// `data/site.sqlite`: all tables in one file.
fn site_database(corpus: &Corpus) -> Option<Planned<'_>> {
    let lock = || corpus.database.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    lock().as_ref()?;
    // SQLite hands out a copy of the whole; a second one would be the largest thing in memory.
    let write = move |out: &mut dyn io::Write| {
        let mut database = lock();
        let database = database.as_mut().expect("the database was there when the plan was made");
        out.write_all(&database.to_bytes().expect("tables that were loaded are written"))
    };
    Some(Planned::stream(Address::known("data/site.sqlite"), write))
}

/// What ledgers declare of the files their tables are in, by folder.
#[derive(Debug, Clone, Default)]
pub struct DeclaredTables(BTreeMap<String, TableSettings>);

impl DeclaredTables {
    /// What is declared for a table's path.
    pub fn of(&self, path: &str) -> TableSettings {
        path.rsplit_once('/').and_then(|(folder, _)| self.0.get(folder)).cloned().unwrap_or_default()
    }
}

/// Looks into the front matter of sections before any table is read; what is wrong there is told later.
pub fn declared_tables(tree: &SourceTree) -> DeclaredTables {
    let indexes = tree.files.iter().filter_map(|file| Some((file, file.path.strip_suffix("/_index.md")?)));
    let declared = indexes.filter_map(|(file, folder)| {
        let (text, encoding) = decode(&file.bytes, None).ok()?;
        let document = Document::split(SourceText { file: file.path.clone(), text: text.into(), encoding }).value;
        let range = document.front_matter.clone()?;
        let front: SectionFront = read_toml(&document.source, &range, Area::FrontMatter).value?;
        let ledger = front.ledger?;
        Some((folder.to_owned(), TableSettings { encoding: ledger.encoding, sheet: ledger.sheet, max_bytes: ledger.max_bytes }))
    });
    DeclaredTables(declared.collect())
}
