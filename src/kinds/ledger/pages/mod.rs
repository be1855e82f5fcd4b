//! The pages and data files of a ledger: its archive, a notice for each period, and its quarters and years.

mod archive;
mod course;
mod notice;
mod rows;
mod span;

pub use notice::{Newest, feed_entries, newest, page as notice_page};
pub use rows::row_href;

use super::canonical::{self, Form};
use super::data;
use super::model::{Ledger, PeriodTable};
use super::words;
use super::{progress, statement};
use crate::diag::{Diagnostic, Language};
use crate::kinds::{Anchors, Attached, Corpus, LinkBook};
use crate::lang::catalogue;
use crate::markdown;
use crate::value::{Cycle, Period};
use crate::view::{Address, Link, Planned};

/// Everything of a ledger that goes into the output.
pub fn pages<'a>(corpus: &'a Corpus, ledger: &'a Ledger) -> Vec<Planned<'a>> {
    let mut planned = Vec::new();
    if ledger.declaration.cycle != Cycle::None {
        let index = Address::known(&format!("{}/index.html", ledger.name));
        planned.push(Planned::page(index, move || archive::page(corpus, ledger)));
    }
    let json = Address::known(&format!("{}/index.json", ledger.name));
    planned.push(Planned::data(json, move || archive::index_json(corpus, ledger)));
    planned.extend(span::files(corpus, ledger));
    planned.extend(progress::files(corpus, ledger));
    planned.extend(statement::files(corpus, ledger));
    for (period, table) in &ledger.periods {
        planned.extend(notice_files(corpus, ledger, *period, table));
    }
    planned
}

fn notice_files<'a>(corpus: &'a Corpus, ledger: &'a Ledger, period: Period, table: &'a PeriodTable) -> Vec<Planned<'a>> {
    let folder = ledger.folder(period);
    let (declaration, site) = (&ledger.declaration, &corpus.shared.site);
    let at = |name: &str| Address::known(&format!("{folder}/{name}"));
    let csv = |name: &str, form| Planned::stream(at(name), move |out| canonical::write(declaration, &table.records, form, out));
    let mut files = vec![
        Planned::page(at("index.html"), move || notice::page(corpus, ledger, period, table)),
        csv("data.csv", Form::Canonical),
        csv("data.safe.csv", Form::Safe),
        Planned::stream(at("data.json"), move |out| data::json(corpus, ledger, period, table, out)),
        Planned::data(at("datapackage.json"), move || data::datapackage(site, ledger, period, table)),
    ];
    if table.records.len() <= data::MANY_ROWS {
        files.push(Planned::stream(at("data.xlsx"), move |out| data::xlsx(site, ledger, period, table, out)));
    }
    files.extend(rows::files(corpus, ledger, period, table));
    files.extend(table.attachments.iter().map(Attached::planned));
    files
}

/// Where the documents and tables of a ledger stand in the output.
pub fn list_links(ledger: &Ledger, book: &mut LinkBook<'static>) {
    let index = Address::known(&format!("{}/index.html", ledger.name));
    book.add(&ledger.index.file, index, Anchors::none());
    for (period, table) in &ledger.periods {
        let notice = Address::known(&format!("{}/index.html", ledger.folder(*period)));
        let words = table.words.iter().map(|(source, _)| &source.file);
        for file in table.files.iter().chain(words) {
            book.add(file, notice.clone(), Anchors::none());
        }
        for attached in &table.attachments {
            book.add(&attached.file, attached.address.clone(), Anchors::none());
        }
    }
}

/// Findings in the words of the ledger and its notices.
pub fn check(corpus: &Corpus, ledger: &Ledger) -> Vec<Diagnostic> {
    let mut diagnostics = markdown::block(&ledger.index, &ledger.intro, 2, &corpus.links.from(&ledger.index.file)).diagnostics;
    for (source, range) in ledger.periods.values().filter_map(|table| table.words.as_ref()) {
        diagnostics.extend(markdown::block(source, range, 2, &corpus.links.from(&source.file)).diagnostics);
    }
    diagnostics
}

fn home(language: Language) -> Link {
    Link::new("index.html", catalogue(language).get("site.home"))
}

/// Title of a notice: 2026年10月财务支出月通报.
fn title(ledger: &Ledger, period: Period, language: Language) -> String {
    if period == Period::All { ledger.title.clone() } else { format!("{}{}", words::period_title(period, language), ledger.title) }
}
