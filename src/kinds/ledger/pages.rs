//! The pages and data files of a ledger: its archive, and a notice for each period.

use sha2::{Digest, Sha256};

use super::figures;
use super::model::{Declaration, Dimension, Ledger, PeriodTable, Rollup};
use super::{data, finding_view, progress, span_page, words};
use crate::diag::Language;
use crate::kinds::{Anchors, Attached, Corpus, LinkBook};
use crate::lang::catalogue;
use crate::markdown;
use crate::record::{FieldType, Record, Value};
use crate::say;
use crate::value::{Cycle, Money, Period};
use crate::view::{
    Address, Amount, ArchiveEntry, ArchiveView, Column, Comparison, Download, Head, Html, Link, NoticeView, Page, Planned, RollupGroup,
    RollupView, View, file_size,
};

/// Everything of a ledger that goes into the output.
pub fn pages<'a>(corpus: &'a Corpus, ledger: &'a Ledger) -> Vec<Planned<'a>> {
    let mut planned = Vec::new();
    if ledger.declaration.cycle != Cycle::None {
        let index = Address::known(&format!("{}/index.html", ledger.name));
        planned.push(Planned::page(index, move || archive_page(corpus, ledger)));
    }
    let json = Address::known(&format!("{}/index.json", ledger.name));
    planned.push(Planned::data(json, move || index_json(corpus, ledger)));
    planned.extend(span_page::files(corpus, ledger));
    planned.extend(progress::files(corpus, ledger));
    for (period, table) in &ledger.periods {
        planned.extend(notice_files(corpus, ledger, *period, table));
    }
    planned
}

fn notice_files<'a>(corpus: &'a Corpus, ledger: &'a Ledger, period: Period, table: &'a PeriodTable) -> Vec<Planned<'a>> {
    let folder = ledger.folder(period);
    let declaration = &ledger.declaration;
    let at = |name: &str| Address::known(&format!("{folder}/{name}"));
    let mut files = vec![
        Planned::page(at("index.html"), move || notice_page(corpus, ledger, period, table)),
        Planned::data(at("data.csv"), move || data::canonical_csv(declaration, &table.records)),
        Planned::data(at("data.safe.csv"), move || data::safe_csv(declaration, &table.records)),
        Planned::data(at("data.json"), move || {
            let sha256 = sha256(&data::canonical_csv(declaration, &table.records));
            data::json(corpus, ledger, period, table, &sha256)
        }),
    ];
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
pub fn check(corpus: &Corpus, ledger: &Ledger) -> Vec<crate::diag::Diagnostic> {
    let mut diagnostics = markdown::block(&ledger.index, &ledger.intro, 2, &corpus.links.from(&ledger.index.file)).diagnostics;
    for (source, range) in ledger.periods.values().filter_map(|table| table.words.as_ref()) {
        diagnostics.extend(markdown::block(source, range, 2, &corpus.links.from(&source.file)).diagnostics);
    }
    diagnostics
}

fn home(language: Language) -> Link {
    Link::new("index.html", catalogue(language).get("site.home"))
}

fn archive_page(corpus: &Corpus, ledger: &Ledger) -> Page {
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
            spans: progress::link(corpus, ledger).into_iter().chain(span_page::links(ledger, None, language)).collect(),
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

fn index_json(corpus: &Corpus, ledger: &Ledger) -> Vec<u8> {
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

fn notice_page(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable) -> Page {
    let language = corpus.shared.site.language;
    let archive = format!("{}/index.html", ledger.name);
    let period_title = words::period_title(period, language);
    let single = period == Period::All;
    let neighbour = |other: Option<(&Period, &PeriodTable)>| {
        other.map(|(other, _)| Link::new(format!("{}/index.html", ledger.folder(*other)), words::period_title(*other, language)))
    };
    let breadcrumbs = if single { vec![home(language)] } else { vec![home(language), Link::new(&archive, &ledger.title)] };
    Page {
        template: "notice.html",
        page: Head {
            kind: "notice",
            title: if single { ledger.title.clone() } else { format!("{period_title}{}", ledger.title) },
            section: archive,
            breadcrumbs,
            previous: neighbour(ledger.periods.range(..period).next_back()),
            next: neighbour(ledger.periods.range(period..).nth(1)),
            noindex: false,
        },
        view: View::Notice(Box::new(notice_view(corpus, ledger, period, table))),
    }
}

fn notice_view(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable) -> NoticeView {
    let language = corpus.shared.site.language;
    let declaration = &ledger.declaration;
    let comparisons = words::comparisons(&figures::comparisons(ledger, period), period, language);
    let csv = data::canonical_csv(declaration, &table.records);
    let words = table.words.as_ref().map(|(source, range)| markdown::block(source, range, 2, &corpus.links.from(&source.file)).value.html);
    let words = words.or_else(|| single_intro(corpus, ledger, period)).unwrap_or_default();
    let shown = shown_columns(declaration, table);
    NoticeView {
        ledger: ledger.title.clone(),
        period: period.to_string(),
        period_title: words::period_title(period, language),
        number: table.number.clone(),
        words,
        total: table.total.map(words::amount),
        row_count: table.records.len(),
        summary: words::summary(ledger, period, table, &comparisons, language),
        comparisons,
        rollups: rollup_views(declaration, table, language),
        columns: shown.iter().map(|field| column(declaration, table, *field)).collect(),
        rows: table.records.iter().map(|record| shown.iter().map(|field| cell(record, *field)).collect()).collect(),
        findings: finding_view::rows(corpus, ledger, period, |row| format!("{}/index.html#row-{row}", ledger.folder(period))),
        remarks: remarks(corpus, ledger, period, table),
        downloads: downloads(corpus, ledger, period, table, &csv),
        sha256: sha256(&csv),
        rule: ledger.rule.as_ref().and_then(|(rule, _)| corpus.rule_link(rule)),
        attachments: table.attachments.iter().map(Attached::view).collect(),
    }
}

/// What could not be checked or added up for want of a column.
fn remarks(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable) -> Vec<String> {
    let mut titles = figures::missing_columns(&ledger.declaration, table);
    for title in corpus.lacking_in(ledger, period) {
        if !titles.iter().any(|known| known == title) {
            titles.push(title.to_owned());
        }
    }
    if titles.is_empty() {
        return Vec::new();
    }
    let (zh, en) = (titles.join("”“"), titles.join(", "));
    vec![say!("未核查：缺少“{zh}”列", "not checked: there is no column {en}").get(corpus.shared.site.language).to_owned()]
}

/// A ledger without periods has one page, which shows the words of `_index.md`.
fn single_intro(corpus: &Corpus, ledger: &Ledger, period: Period) -> Option<Html> {
    (period == Period::All).then(|| markdown::block(&ledger.index, &ledger.intro, 2, &corpus.links.from(&ledger.index.file)).value.html)
}

/// Columns that hold anything at all.
fn shown_columns(declaration: &Declaration, table: &PeriodTable) -> Vec<usize> {
    let filled = |field: &usize| table.records.iter().any(|record| record.value(*field) != Value::Absent);
    data::present(declaration, &table.records).into_iter().filter(filled).collect()
}

/// Longest text, in characters, that stays on one line.
const WORD: usize = 14;

fn column(declaration: &Declaration, table: &PeriodTable, position: usize) -> Column {
    let field = &declaration.fields[position];
    let short = || table.records.iter().all(|record| record.value(position).as_text().is_none_or(|text| text.chars().count() <= WORD));
    let unit = if field.kind == FieldType::Money { "元" } else { field.unit.as_str() };
    Column {
        name: field.name.clone(),
        title: if unit.is_empty() { field.title.clone() } else { format!("{}（{unit}）", field.title) },
        kind: match field.kind {
            FieldType::Money => "money",
            FieldType::Date | FieldType::Month => "date",
            FieldType::Integer | FieldType::Decimal(_) => "number",
            _ if short() => "word",
            _ => "text",
        },
    }
}

fn cell(record: Record<'_>, field: usize) -> String {
    match record.value(field) {
        Value::Money(money) => money.grouped(),
        other => other.canonical().into_owned(),
    }
}

fn rollup_views(declaration: &Declaration, table: &PeriodTable, language: Language) -> Vec<RollupView> {
    let title = |by: &[Dimension]| by.iter().map(|dimension| declaration.title(*dimension)).collect::<Vec<_>>().join(" · ");
    let view = |rollup: &Rollup| {
        let largest = rollup.groups.iter().filter_map(|group| group.amount).map(Money::abs).max().unwrap_or_default();
        let most = rollup.groups.iter().map(|group| group.rows).max().unwrap_or(1);
        let groups = rollup.groups.iter().map(|group| RollupGroup {
            key: words::group_key(&group.key, language),
            amount: group.amount.map(words::amount),
            rows: group.rows,
            percent: group.amount.zip(table.total).and_then(|(amount, total)| amount.percent_of(total)),
            bar: match group.amount {
                Some(amount) => hundredths(amount.abs().fen().into(), largest.fen().into()),
                None => hundredths(group.rows as i128, most as i128),
            },
        });
        RollupView { title: title(&rollup.by), groups: groups.collect() }
    };
    table.rollups.iter().filter(|rollup| !rollup.groups.is_empty()).map(view).collect()
}

/// The length of a bar, 0–100; what is there at all shows.
fn hundredths(part: i128, whole: i128) -> u32 {
    if whole <= 0 || part <= 0 { 0 } else { u32::try_from(part * 100 / whole).unwrap_or(100).max(1) }
}

fn downloads(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable, csv: &[u8]) -> Vec<Download> {
    let language = corpus.shared.site.language;
    let folder = ledger.folder(period);
    let safe = data::safe_csv(&ledger.declaration, &table.records);
    let json = data::json(corpus, ledger, period, table, &sha256(csv));
    let download = |name: &str, title: crate::diag::Text, size: usize| Download {
        href: format!("{folder}/{name}"),
        title: title.get(language).to_owned(),
        size: file_size(size),
    };
    vec![
        download("data.csv", say!("数据表 CSV（原样）", "Table (CSV, as it stands)"), csv.len()),
        download("data.safe.csv", say!("数据表 CSV（供 Excel 打开）", "Table (CSV, for Excel)"), safe.len()),
        download("data.json", say!("数据 JSON", "Data (JSON)"), json.len()),
    ]
}

/// Lower-case hex.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(nibble.into(), 16).expect("a nibble is a digit"));
        }
        text
    })
}

/// What the home page shows of a ledger: its newest notice.
pub fn newest<'a>(ledger: &'a Ledger, language: Language) -> Option<Newest<'a>> {
    let (period, table) = ledger.latest()?;
    let comparison = words::comparisons(&figures::comparisons(ledger, period), period, language).into_iter().next();
    Some(Newest {
        period,
        title: format!("{}{}", words::period_title(period, language), ledger.title),
        table,
        total: table.total.map(words::amount),
        comparison,
    })
}

/// The newest notice of a ledger.
pub struct Newest<'a> {
    /// Its period.
    pub period: Period,
    /// Its title: 2026年10月财务支出月通报.
    pub title: String,
    /// Its rows.
    pub table: &'a PeriodTable,
    /// Their sum.
    pub total: Option<Amount>,
    /// Against the period before.
    pub comparison: Option<Comparison>,
}
