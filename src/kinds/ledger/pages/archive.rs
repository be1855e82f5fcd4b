//! The archive of a ledger: all its periods, also as `index.json`.

use super::{home, span};
use crate::config::ChartPage;
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::kinds::ledger::charts::{Stand, charts};
use crate::kinds::ledger::due::{Standing, standings};
use crate::kinds::ledger::model::Ledger;
use crate::kinds::ledger::{data, figures, progress, statement, words};
use crate::lang::catalogue;
use crate::markdown;
use crate::value::{Cycle, Period};
use crate::view::{ArchiveEntry, ArchiveView, Head, Html, Page, View};

/// The page.
pub(super) fn page(corpus: &Corpus, ledger: &Ledger) -> Page {
    let language = corpus.shared.site.language;
    let intro = markdown::block(&ledger.index, &ledger.intro, 2, &corpus.links.from(&ledger.index.file)).value.html;
    let own = format!("{}/index.html", ledger.name);
    let mut periods: Vec<ArchiveEntry> =
        standings(ledger, &corpus.shared).into_iter().map(|standing| entry(ledger, standing, language)).collect();
    periods.reverse();
    Page {
        template: "ledger.html",
        page: Head { kind: "ledger", title: ledger.title.clone(), section: own, breadcrumbs: vec![home(language)], ..Head::default() },
        view: View::Archive(ArchiveView {
            intro,
            periods,
            has_amount: ledger.declaration.amount.is_some(),
            has_due: ledger.declaration.due.is_some(),
            charts: ledger.latest().map(|(latest, _)| drawings(corpus, ledger, latest)).unwrap_or_default(),
            spans: progress::link(corpus, ledger)
                .into_iter()
                .chain(statement::links(ledger, language))
                .chain(span::links(ledger, None, language))
                .collect(),
            json: format!("{}/index.json", ledger.name),
        }),
    }
}

fn entry(ledger: &Ledger, standing: Standing, language: Language) -> ArchiveEntry {
    let Standing { period, state, due } = standing;
    let table = ledger.periods.get(&period);
    let change = figures::comparisons(ledger, period).previous;
    ArchiveEntry {
        period: period.to_string(),
        title: words::period_title(period, language),
        year: period.year(),
        state,
        state_label: catalogue(language).get(&format!("state.{state}")),
        due: due.map(|due| due.to_string()).unwrap_or_default(),
        total: table.and_then(|table| table.total).map(words::amount),
        rows: table.map_or(0, |table| table.records.len()),
        percent: change.and_then(figures::Compared::percent),
        href: table.map_or_else(String::new, |_| format!("{}/index.html", ledger.folder(period))),
    }
}

/// The charts of the archive: groups are those of the newest period.
fn drawings(corpus: &Corpus, ledger: &Ledger, latest: Period) -> Vec<Html> {
    let (directory, language) = (&corpus.shared.directory, corpus.shared.site.language);
    charts(&Stand { directory, ledger, page: ChartPage::Archive, parts: &[latest], language })
}

/// `index.json`.
pub(super) fn index_json(corpus: &Corpus, ledger: &Ledger) -> Vec<u8> {
    let single = |period: &Period| Standing { period: *period, state: "open", due: None };
    let standings = match ledger.declaration.cycle {
        Cycle::None => ledger.periods.keys().map(single).collect(),
        _ => standings(ledger, &corpus.shared),
    };
    let period = |Standing { period, state, due }| {
        let table = ledger.periods.get(&period);
        serde_json::json!({
            "period": period.to_string(),
            "state": state,
            "due": due.map(|due| due.to_string()),
            "version": null,
            "path": table.map(|_| format!("{}/index.html", ledger.folder(period))),
            "total": table.and_then(|table| table.total).map(|total| total.to_string()),
            "rows": table.map(|table| table.records.len()),
        })
    };
    let periods: Vec<serde_json::Value> = standings.into_iter().map(period).collect();
    data::to_bytes(&serde_json::json!({ "format": 1, "ledger": ledger.name, "title": ledger.title, "periods": periods }))
}
