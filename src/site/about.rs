//! What the site is and when it was built; the page that is not there; the checklist.

use super::plan::Build;
use crate::diag::{Diagnostic, Language, Severity, column_letter};
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::say;
use crate::view::{AboutView, ChecklistEntry, ChecklistView, Head, Link, NotFoundView, Page, View};

pub(super) fn home_link(language: Language) -> Link {
    Link::new("index.html", catalogue(language).get("site.home"))
}

pub(super) fn about_page(corpus: &Corpus, build: &Build<'_>) -> Page {
    let language = corpus.shared.site.language;
    Page {
        template: "about.html",
        page: Head {
            kind: "about",
            title: catalogue(language).get("site.about").to_owned(),
            breadcrumbs: vec![home_link(language)],
            ..Head::default()
        },
        view: View::About(AboutView {
            as_of: corpus.shared.as_of.to_string(),
            edition: build.edition.as_str(),
            generator: build.generator.to_owned(),
            regulations: corpus.regulations.iter().map(|collection| collection.works.len()).sum(),
            notices: corpus.ledgers.iter().map(|ledger| ledger.periods.len()).sum(),
            months: corpus.rosters.iter().map(|roster| roster.months.len()).sum(),
        }),
    }
}

pub(super) fn not_found_page(corpus: &Corpus, sections: Vec<Link>) -> Page {
    let language = corpus.shared.site.language;
    Page {
        template: "404.html",
        page: Head { kind: "not-found", title: catalogue(language).get("site.not-found").to_owned(), noindex: true, ..Head::default() },
        view: View::NotFound(NotFoundView { sections }),
    }
}

pub(super) fn checklist_page(corpus: &Corpus, findings: &[Diagnostic]) -> Page {
    let language = corpus.shared.site.language;
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    Page {
        template: "checklist.html",
        page: Head {
            kind: "checklist",
            title: catalogue(language).get("site.checklist").to_owned(),
            breadcrumbs: vec![home_link(language)],
            noindex: true,
            ..Head::default()
        },
        view: View::Checklist(ChecklistView {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            entries: findings.iter().map(|finding| entry(finding, language)).collect(),
        }),
    }
}

fn entry(finding: &Diagnostic, language: Language) -> ChecklistEntry {
    let cell = finding.place.as_ref().and_then(|place| place.cell.as_ref());
    let place = cell.map_or_else(String::new, |cell| {
        let row = cell.row;
        let column = cell.column.map(column_letter).unwrap_or_default();
        let title = cell.title.as_deref().unwrap_or_default();
        match (column.is_empty(), title.is_empty()) {
            (true, _) => say!("第 {row} 行", "row {row}"),
            (false, true) => say!("第 {row} 行 {column} 列", "row {row}, column {column}"),
            (false, false) => say!("第 {row} 行 {column} 列（{title}）", "row {row}, column {column} ({title})"),
        }
        .get(language)
        .to_owned()
    });
    ChecklistEntry {
        severity: finding.severity.as_str(),
        file: finding.place.as_ref().map_or_else(String::new, |place| place.file.to_string()),
        place,
        message: finding.message.get(language).to_owned(),
        help: finding.help.as_ref().map_or_else(String::new, |help| help.get(language).to_owned()),
        code: finding.code.to_string(),
    }
}
