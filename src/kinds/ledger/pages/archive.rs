//! The archive of a ledger: all its periods, also as `index.json`.

use super::{home, span};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::kinds::ledger::model::Ledger;
use crate::kinds::ledger::{data, figures, progress, words};
use crate::lang::catalogue;
use crate::markdown;
use crate::value::{Cycle, Period};
use crate::view::{ArchiveEntry, ArchiveView, Head, Page, View};

/// The page.
pub(super) fn page(corpus: &Corpus, ledger: &Ledger) -> Page {
    let language = corpus.shared.site.language;
    let intro = markdown::block(&ledger.index, &ledger.intro, 2, &corpus.links.from(&ledger.index.file)).value.html;
    let own = format!("{}/index.html", ledger.name);
    let mut periods: Vec<ArchiveEntry> = due_periods(corpus, ledger).into_iter().map(|period| entry(ledger, period, language)).collect();
    periods.reverse();
    Page {
        template: "ledger.html",
        page: Head { kind: "ledger", title: ledger.title.clone(), section: own, breadcrumbs: vec![home(language)], ..Head::default() },
        view: View::Archive(ArchiveView {
            intro,
            periods,
            has_amount: ledger.declaration.amount.is_some(),
            spans: progress::link(corpus, ledger).into_iter().chain(span::links(ledger, None, language)).collect(),
            json: format!("{}/index.json", ledger.name),
        }),
    }
}

fn entry(ledger: &Ledger, period: Period, language: Language) -> ArchiveEntry {
    let table = ledger.periods.get(&period);
    let state = if table.is_some() { "open" } else { "missing" };
    let change = figures::comparisons(ledger, period).previous;
    ArchiveEntry {
        period: period.to_string(),
        title: words::period_title(period, language),
        year: period.year(),
        state,
        state_label: catalogue(language).get(&format!("state.{state}")),
        total: table.and_then(|table| table.total).map(words::amount),
        rows: table.map_or(0, |table| table.records.len()),
        percent: change.and_then(|change| (change.base + change.change).percent_change(change.base)),
        href: table.map_or_else(String::new, |_| format!("{}/index.html", ledger.folder(period))),
    }
}

/// Every period from the first to the last there is, and those that have ended since, oldest first.
fn due_periods(corpus: &Corpus, ledger: &Ledger) -> Vec<Period> {
    let (Some((first, _)), Some((last, _))) = (ledger.periods.first_key_value(), ledger.periods.last_key_value()) else {
        return Vec::new();
    };
    let ended = |period: &Period| period.days().is_some_and(|(_, end)| end < corpus.shared.as_of);
    std::iter::successors(Some(*first), |period| period.next()).take_while(|period| period <= last || ended(period)).collect()
}

/// `index.json`.
pub(super) fn index_json(corpus: &Corpus, ledger: &Ledger) -> Vec<u8> {
    let periods =
        if ledger.declaration.cycle == Cycle::None { ledger.periods.keys().copied().collect() } else { due_periods(corpus, ledger) };
    let periods: Vec<serde_json::Value> = periods
        .into_iter()
        .map(|period| {
            let table = ledger.periods.get(&period);
            serde_json::json!({
                "period": period.to_string(),
                "state": if table.is_some() { "open" } else { "missing" },
                "due": null,
                "version": null,
                "path": table.map(|_| format!("{}/index.html", ledger.folder(period))),
                "total": table.and_then(|table| table.total).map(|total| total.to_string()),
                "rows": table.map(|table| table.records.len()),
            })
        })
        .collect();
    data::to_bytes(&serde_json::json!({ "format": 1, "ledger": ledger.name, "title": ledger.title, "periods": periods }))
}
