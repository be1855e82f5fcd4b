//! The page and the figures of a quarter or a year.

use serde_json::json;

use super::{course, home};
use crate::config::ChartPage;
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::kinds::ledger::charts::{Stand, charts};
use crate::kinds::ledger::model::{Declaration, Dimension, Group, Ledger};
use crate::kinds::ledger::spans::{Line, Matrix, Span, spans};
use crate::kinds::ledger::{data, rollup_view, words};
use crate::say;
use crate::value::{Money, Period};
use crate::view::{Address, Head, Link, Page, Planned, SpanLine, SpanMatrix, SpanPart, SpanView, View};

/// The pages and data of all quarters and years of a ledger.
pub(super) fn files<'a>(corpus: &'a Corpus, ledger: &'a Ledger) -> Vec<Planned<'a>> {
    let files = |span: Span<'a>| {
        let folder = ledger.folder(span.period);
        let at = |name: &str| Address::known(&format!("{folder}/{name}"));
        let span = std::sync::Arc::new(span);
        let again = std::sync::Arc::clone(&span);
        [Planned::page(at("index.html"), move || page(corpus, ledger, &span)), Planned::data(at("data.json"), move || data(ledger, &again))]
    };
    spans(ledger).into_iter().flat_map(files).collect()
}

/// Links to the quarters and years of a ledger that hold a period, or to all of them.
pub(super) fn links(ledger: &Ledger, holding: Option<Period>, language: Language) -> Vec<Link> {
    let holds = |span: &Span<'_>| holding.is_none_or(|period| span.parts.iter().any(|(part, _)| *part == period));
    spans(ledger).iter().filter(|span| holds(span)).map(|span| link(ledger, span.period, language)).collect()
}

fn link(ledger: &Ledger, period: Period, language: Language) -> Link {
    Link::new(format!("{}/index.html", ledger.folder(period)), words::period_title(period, language))
}

fn page(corpus: &Corpus, ledger: &Ledger, span: &Span<'_>) -> Page {
    let language = corpus.shared.site.language;
    let archive = format!("{}/index.html", ledger.name);
    let (title, name) = (words::period_title(span.period, language), &ledger.title);
    Page {
        template: "span.html",
        page: Head {
            kind: "span",
            title: say!("{title}{name}汇总", "{name}: {title}").get(language).to_owned(),
            section: archive.clone(),
            breadcrumbs: vec![home(language), Link::new(archive, &ledger.title)],
            ..Head::default()
        },
        view: View::Span(Box::new(view(corpus, ledger, span))),
    }
}

fn view(corpus: &Corpus, ledger: &Ledger, span: &Span<'_>) -> SpanView {
    let language = corpus.shared.site.language;
    let total = span.total();
    let others = spans(ledger).into_iter().filter(|other| other.period != span.period && other.period.year() == span.period.year());
    SpanView {
        period: span.period.to_string(),
        period_title: words::period_title(span.period, language),
        total: total.map(words::amount),
        rows: span.rows(),
        summary: summary(span, total, language),
        missing: missing(span, language),
        parts: span.parts.iter().map(|(period, _)| part(corpus, ledger, span, *period, total, language)).collect(),
        chart: course::columns(ledger, span, language),
        charts: charts(&Stand {
            directory: &corpus.shared.directory,
            ledger,
            page: ChartPage::Span,
            parts: &span.parts.iter().map(|(period, _)| *period).collect::<Vec<_>>(),
            language,
        }),
        matrices: matrices(&ledger.declaration, &span.matrices(ledger), total, language),
        others: others.map(|other| link(ledger, other.period, language)).collect(),
        json: format!("{}/data.json", ledger.folder(span.period)),
    }
}

fn summary(span: &Span<'_>, total: Option<Money>, language: Language) -> String {
    let (title, rows, parts) = (words::period_title(span.period, language), span.rows(), span.parts.len());
    let words = match total.map(|total| (total.grouped(), total.in_words())) {
        Some((total, capital)) => say!(
            "{title}已公布 {parts} 期，共 {rows} 笔，合计 {total} 元（大写：{capital}），等于各期之和。",
            "{title}: {parts} periods, {rows} rows, {total} yuan in all, the sum of the periods."
        ),
        None => say!("{title}已公布 {parts} 期，共 {rows} 条记录。", "{title}: {parts} periods, {rows} rows."),
    };
    words.get(language).to_owned()
}

/// Periods without a table, and since when there are any, in words; empty where all are there.
fn missing(span: &Span<'_>, language: Language) -> String {
    let mut words = String::new();
    if let Some(begun) = span.begun {
        let title = words::period_title(begun, language);
        words += say!("自{title}起公示。", "Published since {title}. ").get(language);
    }
    if !span.missing.is_empty() {
        let titles: Vec<String> = span.missing.iter().map(|period| words::period_title(*period, language)).collect();
        let (zh, en) = (titles.join("、"), titles.join(", "));
        words += say!("未报：{zh}。下列合计不含这些期。", "Missing: {en}. The sums below are without them.").get(language);
    }
    words.trim_end().to_owned()
}

fn part(corpus: &Corpus, ledger: &Ledger, span: &Span<'_>, period: Period, whole: Option<Money>, language: Language) -> SpanPart {
    let table = &ledger.periods[&period];
    let title = words::part_title(period, span.period, language);
    SpanPart {
        notice: Link::new(format!("{}/index.html", ledger.folder(period)), title),
        total: table.total.map(words::amount),
        rows: table.records.len(),
        percent: table.total.zip(whole).and_then(|(total, whole)| rollup_view::share(total, whole)),
        findings: corpus.findings_of(ledger, period).len(),
    }
}

/// The matrices a page shows: one whose groups a tree shows with their branches is not shown again.
fn matrices(declaration: &Declaration, all: &[Matrix], whole: Option<Money>, language: Language) -> Vec<SpanMatrix> {
    let is_tree = |matrix: &Matrix| {
        rollup_view::is_tree_by(declaration, &matrix.by) && matrix.lines.iter().any(|line| line.key.first().is_some_and(Option::is_some))
    };
    let tree_of = |matrix: &Matrix| all.iter().find(|tree| is_tree(tree) && tree.by[1..] == matrix.by[..]);
    let plain = all.iter().filter(|matrix| !rollup_view::is_tree_by(declaration, &matrix.by));
    let shown = plain.map(|plain| match tree_of(plain) {
        Some(tree) => SpanMatrix { lines: tree_lines(tree, whole, language), ..matrix(declaration, plain, whole, language) },
        None => matrix(declaration, plain, whole, language),
    });
    shown.collect()
}

/// Branches, largest first, each before its parts; what is in no branch last.
fn tree_lines(tree: &Matrix, whole: Option<Money>, language: Language) -> Vec<SpanLine> {
    let mut branches: Vec<Line> = Vec::new();
    for part in &tree.lines {
        let key = vec![part.key[0].clone()];
        match branches.iter_mut().find(|branch| branch.key == key) {
            Some(branch) => branch.add(part),
            None => branches.push(Line { key, cells: part.cells.clone(), amount: part.amount, rows: part.rows }),
        }
    }
    branches.sort_by(|a, b| (a.key[0].is_none(), b.amount, b.rows, &a.key).cmp(&(b.key[0].is_none(), a.amount, a.rows, &b.key)));
    let mut shown = Vec::new();
    for branch in &branches {
        let name = rollup_view::branch_name(branch.key[0].as_deref(), language);
        shown.push(SpanLine { key: name, level: 1, ..line(branch, whole, language) });
        for part in tree.lines.iter().filter(|part| part.key[0] == branch.key[0]) {
            shown.push(SpanLine { key: words::group_key(&part.key[1..], language), level: 2, ..line(part, whole, language) });
        }
    }
    shown
}

fn matrix(declaration: &Declaration, matrix: &Matrix, whole: Option<Money>, language: Language) -> SpanMatrix {
    let columns = matrix.lines.first().map_or(0, |line| line.cells.len());
    let sum = |column: usize| {
        let groups = matrix.lines.iter().filter_map(|line| line.cells[column].as_ref());
        figure(groups.clone().try_fold(Money::ZERO, |sum, group| sum.checked_add(group.amount?)), groups.map(|group| group.rows).sum())
    };
    let all = figure(
        matrix.lines.iter().try_fold(Money::ZERO, |sum, line| sum.checked_add(line.amount?)),
        matrix.lines.iter().map(|line| line.rows).sum(),
    );
    SpanMatrix {
        title: matrix.by.iter().map(|dimension: &Dimension| declaration.title(*dimension)).collect::<Vec<_>>().join(" · "),
        sums: (0..columns).map(sum).chain([all]).collect(),
        lines: matrix.lines.iter().map(|one| line(one, whole, language)).collect(),
    }
}

fn line(line: &Line, whole: Option<Money>, language: Language) -> SpanLine {
    let cell = |group: &Option<Group>| group.as_ref().map_or_else(String::new, |group| figure(group.amount, group.rows));
    SpanLine {
        key: words::group_key(&line.key, language),
        level: 0,
        cells: line.cells.iter().map(cell).collect(),
        total: figure(line.amount, line.rows),
        percent: line.amount.zip(whole).and_then(|(amount, whole)| rollup_view::share(amount, whole)),
    }
}

/// The amount, or how many rows where there is none to add up.
fn figure(amount: Option<Money>, rows: usize) -> String {
    amount.map_or_else(|| rows.to_string(), Money::grouped)
}

fn data(ledger: &Ledger, span: &Span<'_>) -> Vec<u8> {
    let declaration = &ledger.declaration;
    let plain = |amount: Option<Money>| amount.map(|amount| amount.to_string());
    let parts = span.parts.iter().map(|(period, table)| {
        let path = format!("{}/index.html", ledger.folder(*period));
        json!({ "period": period.to_string(), "total": plain(table.total), "rows": table.records.len(), "path": path })
    });
    let matrices = span.matrices(ledger);
    let rollups = matrices.iter().map(|matrix| {
        let groups = matrix.lines.iter().map(|line| {
            let cells = line.cells.iter().map(|group| group.as_ref().and_then(|group| plain(group.amount)));
            json!({ "key": line.key, "amount": plain(line.amount), "rows": line.rows, "periods": cells.collect::<Vec<_>>() })
        });
        let by: Vec<&str> = matrix.by.iter().map(|dimension| declaration.name(*dimension)).collect();
        json!({ "by": by, "groups": groups.collect::<Vec<_>>() })
    });
    data::to_bytes(&json!({
        "format": 1,
        "ledger": ledger.name,
        "title": ledger.title,
        "period": span.period.to_string(),
        "total": plain(span.total()),
        "rows": span.rows(),
        "periods": parts.collect::<Vec<_>>(),
        "missing": span.missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "rollups": rollups.collect::<Vec<_>>(),
    }))
}
