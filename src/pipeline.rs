//! The pipeline, on one screen: a folder becomes bytes, syntax, meaning, pages, files.
//!
//! ```text
//! source::read → format::parse → kinds::read → kinds::check → site::plan → theme::render → output
//! ```

use std::collections::BTreeSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use rayon::prelude::*;

use crate::config::Edition;
use crate::config::{self, Site};
use crate::diag::{Diagnostic, Place, has_errors, path, sort, template};
use crate::format::{self, Parsed, ParsedFile};
use crate::kinds::{self, Corpus};
use crate::output::{ManifestHeader, OutputDirectory, OutputError, Receipt, Stage};
use crate::say;
use crate::search::{self, Index};
use crate::site::{self, Plan};
use crate::source::{self, SourceError, SourceMap, SourceText, SourceTree};
use crate::theme::Theme;
use crate::value::Date;
use crate::view::{Address, Content, Copies, Planned, Stream};

/// Name and version, as manifests and pages say it.
pub const GENERATOR: &str = concat!("gongshi ", env!("CARGO_PKG_VERSION"));

/// What a run is given besides the site's folder.
#[derive(Debug, Clone, Copy)]
pub struct Inputs {
    /// The day the site is built for.
    pub as_of: Date,
    /// Which edition.
    pub edition: Edition,
    /// What the page that lists findings is made for: previews have one.
    pub checklist: bool,
}

/// A site that was read and checked: everything a page is made of, and all that was found on the way.
pub struct Run {
    /// What was found, in the order it is shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts findings point into.
    pub map: SourceMap,
    /// What the site means; absent where its settings cannot be read.
    pub ready: Option<Ready>,
}

impl Run {
    /// A run over nothing.
    pub fn nothing() -> Self {
        Self { diagnostics: Vec::new(), map: SourceMap::default(), ready: None }
    }

    /// Whether it is that.
    pub fn is_nothing(&self) -> bool {
        self.ready.is_none() && self.diagnostics.is_empty()
    }
}

/// A site ready to be rendered.
pub struct Ready {
    /// Its meaning.
    pub corpus: Corpus,
    theme: Theme,
    inputs: Inputs,
    /// The index of the search, made when a preview asks for files.
    index: OnceLock<Index>,
}

/// Reads and checks a site's folder.
pub fn run(root: &Path, inputs: Inputs) -> Result<Run, SourceError> {
    let mut diagnostics = Vec::new();
    let tree = source::read(root)?.take(&mut diagnostics);
    let mut run = check(tree, inputs, &mut diagnostics);
    sort(&mut diagnostics);
    diagnostics.dedup();
    run.diagnostics = diagnostics;
    Ok(run)
}

fn check(mut tree: SourceTree, inputs: Inputs, diagnostics: &mut Vec<Diagnostic>) -> Run {
    let mut map = SourceMap::default();
    let Some(site) = settings(&tree, &mut map, diagnostics) else { return Run { map, ..Run::nothing() } };
    let overrides = tree.split_off("content/");
    let declared = kinds::declared_tables(&tree);
    let (files, mut texts) = format::parse(tree, &|path| declared.of(path)).take(diagnostics);
    let corpus = kinds::read(site, inputs.as_of, &files).take(diagnostics);
    forget_tables(&mut texts, &files, diagnostics);
    drop(files);
    map.extend(texts);
    diagnostics.extend(kinds::check(&corpus));
    let theme = Theme::new(site::frame(&corpus, inputs.edition, GENERATOR), &overrides).take(diagnostics);
    for text in theme.texts() {
        map.insert(&text.file, &text.text);
    }
    let ready = Ready { corpus, theme, inputs, index: OnceLock::new() };
    // Where a kind has named the two files of one address, the address by itself says no more.
    if !diagnostics.iter().any(|found| found.code == path::COLLISION) {
        diagnostics.extend(ready.planned(&[], None).collisions());
    }
    Run { diagnostics: Vec::new(), map, ready: Some(ready) }
}

/// A table that was read is known by its cells: its text, which may be a hundred megabytes, is kept only where a finding
/// points into it.
fn forget_tables(texts: &mut SourceMap, files: &[ParsedFile], diagnostics: &[Diagnostic]) {
    let is_table = |file: &&ParsedFile| matches!(file.content, Parsed::Table(_));
    let tables: BTreeSet<&str> = files.iter().filter(is_table).map(|file| file.path.as_ref()).collect();
    let places = diagnostics.iter().filter_map(|found| found.place.as_ref()).filter(|place| place.span.is_some());
    let pointed: BTreeSet<&str> = places.map(|place| place.file.as_ref()).collect();
    texts.retain(|file| !tables.contains(file) || pointed.contains(file));
}

fn settings(tree: &SourceTree, map: &mut SourceMap, diagnostics: &mut Vec<Diagnostic>) -> Option<Site> {
    let file = tree.files.iter().find(|file| file.path.as_ref() == "gongshi.toml")?;
    match source::decode(&file.bytes, None) {
        Ok((text, encoding)) => {
            let source = SourceText { file: file.path.clone(), text: text.into(), encoding };
            map.insert(&source.file, &source.text);
            config::read_site(&source).take(diagnostics)
        }
        Err(_) => {
            diagnostics.push(undecodable_settings(&file.path));
            None
        }
    }
}

impl Ready {
    /// All files of the site, as yet unmade, for a preview that asks for one again and again.
    pub fn plan<'a>(&'a self, findings: &'a [Diagnostic]) -> Plan<'a> {
        self.planned(findings, Some(self.index.get_or_init(|| search::build(&self.corpus))))
    }

    /// All files of the site, as yet unmade, for a build that makes each of them once: the plan alone holds the index.
    pub fn plan_once(&self) -> Plan<'_> {
        self.planned(&[], Some(&search::build(&self.corpus)))
    }

    fn planned<'a>(&'a self, findings: &'a [Diagnostic], index: Option<&Index>) -> Plan<'a> {
        let (edition, checklist) = (self.inputs.edition, self.inputs.checklist);
        site::plan(&self.corpus, site::Build { edition, generator: GENERATOR, checklist, findings }, index)
    }

    /// Files of the theme.
    pub fn assets(&self) -> Vec<(Address, std::sync::Arc<[u8]>)> {
        self.theme.assets()
    }

    /// Makes one file: for each of its addresses the bytes.
    pub fn make(&self, planned: &Planned<'_>) -> Result<Vec<Vec<u8>>, Box<Diagnostic>> {
        match self.content(planned)? {
            Drawn::Page(copies) => Ok(copies),
            Drawn::Data(bytes) => Ok(vec![bytes; planned.addresses.len()]),
            Drawn::Stream(write) => {
                let mut bytes = Vec::new();
                let written = guarded(planned, || write(&mut bytes))?;
                written.map_err(|_| Box::new(page_fault(planned.addresses[0].as_str())))?;
                Ok(vec![bytes; planned.addresses.len()])
            }
        }
    }

    fn content<'p>(&self, planned: &Planned<'p>) -> Result<Drawn<'p>, Box<Diagnostic>> {
        guarded(planned, || match (planned.make)() {
            Content::Data(bytes) => Ok(Drawn::Data(bytes)),
            Content::Stream(write) => Ok(Drawn::Stream(write)),
            Content::Page(page) => {
                let mut copies = Copies::at(&planned.addresses);
                self.theme.render(&page, &mut copies)?;
                Ok(Drawn::Page(copies.into_bytes()))
            }
        })?
    }

    /// Makes every file of a plan and hands it on; all that goes wrong is told, each fault once.
    pub fn make_all(&self, plan: Plan<'_>, take: Take<'_>) -> Result<Vec<Diagnostic>, OutputError> {
        let faults: Mutex<Vec<Diagnostic>> = Mutex::default();
        plan.files.into_par_iter().try_for_each(|planned| {
            let made = self.content(&planned).and_then(|drawn| hand_on(&planned, drawn, take));
            made.unwrap_or_else(|fault| {
                faults.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(*fault);
                Ok(())
            })
        })?;
        self.assets().into_iter().try_for_each(|(address, bytes)| take(&[address], Made::Whole(bytes.to_vec())))?;
        let mut faults = faults.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        sort(&mut faults);
        faults.dedup();
        Ok(faults)
    }
}

/// A file that was drawn, or is still to be written.
enum Drawn<'p> {
    /// For each address the bytes.
    Page(Vec<Vec<u8>>),
    /// The same at every address.
    Data(Vec<u8>),
    /// What writes the same at every address.
    Stream(Stream<'p>),
}

fn hand_on(planned: &Planned<'_>, drawn: Drawn<'_>, take: Take<'_>) -> Result<Result<(), OutputError>, Box<Diagnostic>> {
    let mut each = planned.addresses.iter().map(std::slice::from_ref);
    match drawn {
        Drawn::Page(copies) => Ok(each.zip(copies).try_for_each(|(address, bytes)| take(address, Made::Whole(bytes)))),
        Drawn::Data(bytes) => Ok(take(&planned.addresses, Made::Whole(bytes))),
        Drawn::Stream(write) => guarded(planned, || each.try_for_each(|address| take(address, Made::Stream(&*write)))),
    }
}

/// A fault of this program on one page is that page's error; all others are still told.
fn guarded<T>(planned: &Planned<'_>, work: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Box::new(page_fault(planned.addresses[0].as_str())))
}

/// What a file is made of.
pub enum Made<'a> {
    /// Its bytes.
    Whole(Vec<u8>),
    /// What writes them.
    Stream(&'a (dyn Fn(&mut dyn io::Write) -> io::Result<()> + Send + Sync)),
}

/// Takes in a file that was made, for these addresses.
pub type Take<'a> = &'a (dyn Fn(&[Address], Made<'_>) -> Result<(), OutputError> + Sync);

/// What came of writing.
pub enum Written {
    /// The tree stands as it should.
    Done(Receipt),
    /// Pages could not be made; the old tree stands.
    Refused(Vec<Diagnostic>),
}

/// Renders the plan of a site into its output directory, all or nothing.
///
/// `progress` is told of each file.
pub fn write(ready: &Ready, plan: Plan<'_>, directory: OutputDirectory, progress: &(dyn Fn() + Sync)) -> Result<Written, OutputError> {
    let stage = Stage::new(directory);
    let faults = ready.make_all(plan, &|addresses, made| {
        progress();
        match made {
            Made::Whole(bytes) => stage.add(addresses, bytes),
            Made::Stream(write) => addresses.iter().try_for_each(|address| stage.stream(address, write)),
        }
    })?;
    if has_errors(&faults) {
        return Ok(Written::Refused(faults));
    }
    let header = ManifestHeader {
        site: ready.corpus.shared.site.id.clone(),
        edition: ready.inputs.edition,
        as_of: ready.inputs.as_of.to_string(),
        generator: GENERATOR.to_owned(),
    };
    stage.commit(&header).map(Written::Done)
}

fn undecodable_settings(file: &std::sync::Arc<str>) -> Diagnostic {
    Diagnostic::error(crate::diag::config::MALFORMED, say!("gongshi.toml 不是 UTF-8 文字", "gongshi.toml is not UTF-8 text"))
        .at(Place::file(file))
        .help(say!("请用记事本打开，另存为 UTF-8 编码", "save it anew as UTF-8"))
}

fn page_fault(address: &str) -> Diagnostic {
    Diagnostic::error(template::FAILED, say!("生成 {address} 时程序出错", "the program failed while making {address}")).help(say!(
        "这是程序的缺陷，请把这一页的源文件报给维护者",
        "this is a fault of the program; please report it with the source of the page"
    ))
}
