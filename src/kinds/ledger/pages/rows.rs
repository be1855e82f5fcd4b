//! The rows of a notice as a table: on the notice itself, or for a long table on pages of their own.

use super::home;
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::kinds::ledger::facts::ShownColumn;
use crate::kinds::ledger::model::{Declaration, Ledger, PeriodTable};
use crate::kinds::ledger::words;
use crate::lang::catalogue;
use crate::record::{FieldType, Record, Total, Value};
use crate::say;
use crate::value::Period;
use crate::view::{Address, Column, Head, Link, Page, Planned, RowsPage, RowsView, View};

/// Beyond this many rows a notice holds the first page of them only, and all stand on pages of their own.
const LONG: usize = 5_000;

/// Rows of such a page.
const PAGE: usize = 500;

/// Where a row stands, with its anchor: on the notice where it is there, else on its page of rows.
///
/// `folder` is that of the period ([`Ledger::folder`]), `row_count` how many rows it has, `row` counts from 1.
pub fn row_href(folder: &str, row_count: usize, row: usize) -> String {
    if row <= on_notice(row_count) { format!("{folder}/index.html#row-{row}") } else { format!("{}#row-{row}", href(folder, page_of(row))) }
}

/// How many rows the notice itself shows.
pub(super) fn on_notice(row_count: usize) -> usize {
    if row_count > LONG { PAGE } else { row_count }
}

/// The first page of rows, where a table is long.
pub(super) fn first_page(folder: &str, row_count: usize, language: Language) -> Option<Link> {
    let text = say!("查看全部 {row_count} 行明细", "All {row_count} rows");
    (row_count > LONG).then(|| Link::new(href(folder, 1), text.get(language)))
}

/// The pages of rows of a long table.
pub(super) fn files<'a>(corpus: &'a Corpus, ledger: &'a Ledger, period: Period, table: &'a PeriodTable) -> Vec<Planned<'a>> {
    if table.records.len() <= LONG {
        return Vec::new();
    }
    let folder = ledger.folder(period);
    let address = |number| Address::known(&href(&folder, number));
    let pages = 1..=table.records.len().div_ceil(PAGE);
    pages.map(|number| Planned::page(address(number), move || page(corpus, ledger, (period, table), number))).collect()
}

fn page_of(row: usize) -> usize {
    row.div_ceil(PAGE)
}

fn href(folder: &str, page: usize) -> String {
    format!("{folder}/rows/{page}/index.html")
}

/// Rows of a page, from 1, the last one included.
fn span(row_count: usize, page: usize) -> (usize, usize) {
    ((page - 1) * PAGE + 1, (page * PAGE).min(row_count))
}

fn page(corpus: &Corpus, ledger: &Ledger, (period, table): (Period, &PeriodTable), number: usize) -> Page {
    let language = corpus.shared.site.language;
    let (folder, count) = (ledger.folder(period), table.records.len());
    let (archive, notice) = (format!("{}/index.html", ledger.name), format!("{folder}/index.html"));
    let (first, last) = span(count, number);
    let link = |number| page_link(&folder, count, number, language);
    let title = super::title(ledger, period, language);
    let mut breadcrumbs = vec![home(language)];
    if period != Period::All {
        breadcrumbs.push(Link::new(&archive, &ledger.title));
    }
    breadcrumbs.push(Link::new(&notice, &title));
    Page {
        template: "rows.html",
        page: Head {
            kind: "rows",
            title: say!("{title}明细（第 {first} 至 {last} 行）", "{title}, rows {first} to {last}").get(language).to_owned(),
            section: archive,
            breadcrumbs,
            previous: (number > 1).then(|| link(number - 1)),
            next: (last < count).then(|| link(number + 1)),
            noindex: false,
        },
        view: View::Rows(RowsView {
            notice: Link::new(notice, catalogue(language).get("notice.back")),
            first,
            last,
            row_count: count,
            page: number,
            page_count: count.div_ceil(PAGE),
            pages: pager(&folder, count, number),
            columns: columns(&ledger.declaration, table),
            rows: cells(&ledger.declaration, table, first, last),
            sum: sum(&ledger.declaration, table, first, last).map(words::amount),
            csv: format!("{folder}/data.csv"),
        }),
    }
}

fn page_link(folder: &str, count: usize, number: usize, language: Language) -> Link {
    let (first, last) = span(count, number);
    Link::new(href(folder, number), say!("第 {first} 至 {last} 行", "Rows {first} to {last}").get(language))
}

/// The first and the last page, and those near this one.
fn pager(folder: &str, count: usize, current: usize) -> Vec<RowsPage> {
    let last = count.div_ceil(PAGE);
    let mut before = 0;
    let near = (1..=last).filter(|number| *number == 1 || *number == last || number.abs_diff(current) <= 2);
    near.map(|number| {
        let gap = number > before + 1;
        before = number;
        RowsPage { number, href: href(folder, number), current: number == current, gap }
    })
    .collect()
}

/// Columns that hold anything at all, in declared order.
pub(super) fn columns(declaration: &Declaration, table: &PeriodTable) -> Vec<Column> {
    table.facts(declaration).columns.iter().map(|shown| column(declaration, *shown)).collect()
}

/// Cells as shown, of the rows from `first` to `last`, counted from 1.
pub(super) fn cells(declaration: &Declaration, table: &PeriodTable, first: usize, last: usize) -> Vec<Vec<String>> {
    let shown = &table.facts(declaration).columns;
    let row = |record: Record<'_>| shown.iter().map(|column| cell(record, column.field)).collect();
    (first..=last).map(|number| row(table.records.get(number - 1))).collect()
}

fn sum(declaration: &Declaration, table: &PeriodTable, first: usize, last: usize) -> Option<crate::value::Money> {
    declaration.amount?;
    let records = (first..=last).map(|number| table.records.get(number - 1));
    Total::of(records.filter_map(|record| declaration.amount_of(record))).sum
}

fn column(declaration: &Declaration, shown: ShownColumn) -> Column {
    let field = &declaration.fields[shown.field];
    let unit = if field.kind == FieldType::Money { "元" } else { field.unit.as_str() };
    Column {
        name: field.name.clone(),
        title: if unit.is_empty() { field.title.clone() } else { format!("{}（{unit}）", field.title) },
        kind: match field.kind {
            FieldType::Money => "money",
            FieldType::Date | FieldType::Month => "date",
            FieldType::Integer | FieldType::Decimal(_) => "number",
            _ if shown.short => "word",
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

#[cfg(test)]
mod tests {
    use super::{pager, row_href, span};

    #[test]
    fn rows_lead_to_the_page_they_stand_on() {
        for (count, row, expected) in [
            (1, 1, "spending/2026-10/index.html#row-1"),
            (5_000, 5_000, "spending/2026-10/index.html#row-5000"),
            (5_001, 500, "spending/2026-10/index.html#row-500"),
            (5_001, 501, "spending/2026-10/rows/2/index.html#row-501"),
            (5_001, 1_000, "spending/2026-10/rows/2/index.html#row-1000"),
            (5_001, 1_001, "spending/2026-10/rows/3/index.html#row-1001"),
            (5_001, 5_001, "spending/2026-10/rows/11/index.html#row-5001"),
        ] {
            assert_eq!(row_href("spending/2026-10", count, row), expected);
        }
    }

    #[test]
    fn pages_hold_five_hundred_rows_and_the_last_what_is_left() {
        assert_eq!((span(5_001, 1), span(5_001, 10), span(5_001, 11)), ((1, 500), (4_501, 5_000), (5_001, 5_001)));
    }

    #[test]
    fn near_pages_are_named_and_gaps_told() {
        for (current, expected) in
            [(1, "[1] 2 3 …2000"), (5, "1 …3 4 [5] 6 7 …2000"), (1_999, "1 …1997 1998 [1999] 2000"), (4, "1 2 3 [4] 5 6 …2000")]
        {
            let shown = pager("x", 1_000_000, current).into_iter().map(|page| {
                let number = if page.current { format!("[{}]", page.number) } else { page.number.to_string() };
                if page.gap { format!("…{number}") } else { number }
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected);
        }
    }
}
