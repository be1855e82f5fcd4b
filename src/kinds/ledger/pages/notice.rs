//! The notice of a period.

use super::{course, home, rows, title};
use crate::config::ChartPage;
use crate::diag::{Language, Text};
use crate::kinds::ledger::charts::{Stand, charts, has_course};
use crate::kinds::ledger::model::{Ledger, PeriodTable};
use crate::kinds::ledger::sentences::Against;
use crate::kinds::ledger::{budget, changes, data, figures, finding_view, rollup_view, sentences, statement, words};
use crate::kinds::{Attached, Corpus, Shared};
use crate::markdown;
use crate::say;
use crate::value::{Date, Period};
use crate::view::{
    Amount, BudgetFigure, ChangeReason, Comparison, Download, FeedEntry, Head, Html, Link, NoticeView, Page, View, file_size,
};

/// The page of a period.
pub fn page(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable) -> Page {
    let language = corpus.shared.site.language;
    let archive = format!("{}/index.html", ledger.name);
    let single = period == Period::All;
    let neighbour = |other: Option<(&Period, &PeriodTable)>| {
        other.map(|(other, _)| Link::new(format!("{}/index.html", ledger.folder(*other)), words::period_title(*other, language)))
    };
    let breadcrumbs = if single { vec![home(language)] } else { vec![home(language), Link::new(&archive, &ledger.title)] };
    Page {
        template: "notice.html",
        page: Head {
            kind: "notice",
            title: title(ledger, period, language),
            section: archive,
            breadcrumbs,
            previous: neighbour(ledger.periods.range(..period).next_back()),
            next: neighbour(ledger.periods.range(period..).nth(1)),
            noindex: false,
        },
        view: View::Notice(Box::new(view(corpus, ledger, period, table))),
    }
}

fn view(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable) -> NoticeView {
    let language = corpus.shared.site.language;
    let declaration = &ledger.declaration;
    let mut comparisons = words::comparisons(ledger, period, language);
    comparisons.iter_mut().for_each(|comparison| comparison.reason = reason(corpus, ledger, period, comparison.kind));
    let budget = budget::figure(corpus, ledger, period);
    let words = table.words.as_ref().map(|(source, range)| markdown::block(source, range, 2, &corpus.links.from(&source.file)).value.html);
    let words = words.or_else(|| single_intro(corpus, ledger, period)).unwrap_or_default();
    let count = table.records.len();
    let findings = finding_view::rows(corpus, ledger, period, |row| rows::row_href(&ledger.folder(period), count, row));
    NoticeView {
        ledger: ledger.title.clone(),
        period: period.to_string(),
        period_title: words::period_title(period, language),
        number: table.number.clone(),
        words,
        total: table.total.map(words::amount),
        row_count: count,
        summary: words::summary(ledger, period, table, &comparisons, budget.as_ref(), language),
        related: related(corpus, ledger, period, budget.as_ref()),
        budget,
        comparisons,
        rollups: rollup_view::views(declaration, table, language),
        trend: if has_course(ledger, ChartPage::Notice) { Html::default() } else { course::trend(ledger, period, language) },
        charts: charts(&Stand { directory: &corpus.shared.directory, ledger, page: ChartPage::Notice, parts: &[period], language }),
        columns: rows::columns(declaration, table),
        rows: rows::cells(declaration, table, 1, rows::on_notice(count)),
        all_rows: rows::first_page(&ledger.folder(period), count, language),
        on_first_sheet: finding_view::on_first_sheet(&findings),
        findings,
        remarks: remarks(corpus, ledger, period, table),
        downloads: downloads(ledger, period, table, language),
        too_many: too_many(count, language),
        sha256: table.facts(declaration).sha256.clone(),
        rule: ledger.rule.as_ref().and_then(|(rule, _)| corpus.rule_link(rule)),
        attachments: table.attachments.iter().map(Attached::view).collect(),
    }
}

/// Why the total changed so much, where that is a finding.
fn reason(corpus: &Corpus, ledger: &Ledger, period: Period, kind: &str) -> Option<ChangeReason> {
    let against = if kind == "previous" { Against::Previous } else { Against::YearAgo };
    let id = changes::id(ledger, against);
    let found = corpus.findings_of(ledger, period).iter().find(|finding| finding.check == id && kind != "year_to_date")?;
    Some(finding_view::reason(found, corpus.shared.site.language))
}

/// Pages that tell more of the same.
fn related(corpus: &Corpus, ledger: &Ledger, period: Period, budget: Option<&BudgetFigure>) -> Vec<Link> {
    let statement = matches!(ledger.declaration.preset.as_deref(), Some("spending" | "sangong" | "reception"))
        .then(|| statement::of_year(corpus, period.year()))
        .flatten();
    budget.map(|budget| budget.page.clone()).into_iter().chain(statement).collect()
}

/// What differs by rounding alone, and what could not be checked or added up for want of a column.
fn remarks(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable) -> Vec<String> {
    let language = corpus.shared.site.language;
    let rounding = |found: &Text| {
        let Text { zh, en } = found;
        say!("四舍五入尾差：{zh}，按各行相加的数公布", "rounding: {en}; what the rows add up to is published").get(language).to_owned()
    };
    let mut remarks: Vec<String> = table.rounding.iter().map(rounding).collect();
    let mut titles = figures::missing_columns(&ledger.declaration, table);
    for title in corpus.lacking_in(ledger, period) {
        if !titles.iter().any(|known| known == title) {
            titles.push(title.to_owned());
        }
    }
    if titles.is_empty() {
        return remarks;
    }
    let (zh, en) = (titles.join("”“"), titles.join(", "));
    remarks.push(say!("未核查：缺少“{zh}”列", "not checked: there is no column {en}").get(language).to_owned());
    remarks
}

/// A ledger without periods has one page, which shows the words of `_index.md`.
fn single_intro(corpus: &Corpus, ledger: &Ledger, period: Period) -> Option<Html> {
    (period == Period::All).then(|| markdown::block(&ledger.index, &ledger.intro, 2, &corpus.links.from(&ledger.index.file)).value.html)
}

fn downloads(ledger: &Ledger, period: Period, table: &PeriodTable, language: Language) -> Vec<Download> {
    let folder = ledger.folder(period);
    let facts = table.facts(&ledger.declaration);
    let download = |name: &str, title: Text, bytes: Option<u64>| Download {
        href: format!("{folder}/{name}"),
        title: title.get(language).to_owned(),
        size: bytes.map(|bytes| file_size(usize::try_from(bytes).unwrap_or(usize::MAX))).unwrap_or_default(),
    };
    let workbook = table.records.len() <= data::MANY_ROWS;
    let mut downloads = Vec::from_iter(workbook.then(|| download("data.xlsx", say!("Excel 表格（xlsx）", "Workbook (xlsx)"), None)));
    downloads.extend([
        download(
            "data.csv",
            say!("数据表 CSV（原样，校验码以此为准）", "Table (CSV, as it stands; the one with the checksum)"),
            Some(facts.csv_bytes),
        ),
        download("data.safe.csv", say!("数据表 CSV（供 Excel 打开）", "Table (CSV, for Excel)"), Some(facts.safe_bytes)),
        download("data.json", say!("数据 JSON", "Data (JSON)"), None),
        download("datapackage.json", say!("数据说明 datapackage", "Description of the data (datapackage)"), None),
    ]);
    downloads
}

fn too_many(count: usize, language: Language) -> String {
    let words = say!("表超过 5 万行，请用 CSV", "there is no workbook of more than 50,000 rows; take the CSV");
    if count > data::MANY_ROWS { words.get(language).to_owned() } else { String::new() }
}

/// What the home page shows of a ledger: its newest notice.
pub fn newest<'a>(ledger: &'a Ledger, language: Language) -> Option<Newest<'a>> {
    let (period, table) = ledger.latest()?;
    let comparison = words::comparisons(ledger, period, language).into_iter().next();
    Some(Newest { period, title: title(ledger, period, language), table, total: table.total.map(words::amount), comparison })
}

/// The notices of a ledger as entries of a feed.
pub fn feed_entries(ledger: &Ledger, shared: &Shared) -> Vec<FeedEntry> {
    let site = &shared.site;
    let entry = |(period, table): (&Period, &PeriodTable)| {
        let title = title(ledger, *period, site.language);
        Some(FeedEntry {
            id: format!("urn:gongshi:{}:{}:{period}", site.id, ledger.name),
            summary: sentences::headline(&title, table.records.len(), table.total, &table.empty).get(site.language).to_owned(),
            title,
            updated: format!("{}T00:00:00+08:00", day(ledger, *period, table, shared.as_of)?),
            href: format!("{}/index.html", ledger.folder(*period)),
        })
    };
    ledger.periods.iter().filter_map(entry).collect()
}

/// The day of a notice, which says none of its own: the last of its period; while that runs, the last of its rows.
fn day(ledger: &Ledger, period: Period, table: &PeriodTable, today: Date) -> Option<Date> {
    let (first, last) = period.days()?;
    if last <= today {
        return Some(last);
    }
    let date = ledger.declaration.date;
    let days = table.records.iter().filter_map(|record| record.value(date?).as_date());
    Some(days.filter(|day| (first..=today).contains(day)).max().unwrap_or(first))
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
