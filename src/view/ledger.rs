//! Views of ledgers and their notices.

use serde::Serialize;

use super::{Attachment, BudgetFigure, Html, Link};

/// An amount as shown and as computed with.
#[derive(Debug, Clone, Serialize)]
pub struct Amount {
    /// `1234.50`
    pub plain: String,
    /// `1,234.50`
    pub grouped: String,
    /// 大写: 壹仟贰佰叁拾肆元伍角
    pub capital: String,
    /// Whether it is below zero.
    pub negative: bool,
}

/// `ledger.html`: all periods of a ledger.
#[derive(Debug, Serialize)]
pub struct ArchiveView {
    /// Words of the section's `_index.md`.
    pub intro: Html,
    /// Periods, newest first.
    pub periods: Vec<ArchiveEntry>,
    /// Whether the ledger has an amount to add up.
    pub has_amount: bool,
    /// Whether there is a day by which a period is to be published.
    pub has_due: bool,
    /// Charts the ledger declares for this page, each with its numbers.
    pub charts: Vec<Html>,
    /// Quarters and years its periods make up.
    pub spans: Vec<Link>,
    /// Address of `index.json`.
    pub json: String,
}

/// One period in the archive.
#[derive(Debug, Serialize)]
pub struct ArchiveEntry {
    /// `2026-10`
    pub period: String,
    /// 2026年10月
    pub title: String,
    /// Year, for grouping.
    pub year: i32,
    /// `open`, `missing`, `draft`, `published`, `corrected`, `withdrawn`, `late`.
    pub state: &'static str,
    /// The state in words.
    pub state_label: &'static str,
    /// The last day in time, ISO; empty where none is set.
    pub due: String,
    /// Sum of the rows; absent for a missing period or a ledger without an amount.
    pub total: Option<Amount>,
    /// How many rows.
    pub rows: usize,
    /// Change against the period before in percent, `-12.3`; absent where there is nothing to compare with.
    pub percent: Option<String>,
    /// Address of the notice, or empty.
    pub href: String,
}

/// `notice.html`: one period of a ledger.
#[derive(Debug, Serialize)]
pub struct NoticeView {
    /// Title of the ledger.
    pub ledger: String,
    /// `2026-10`
    pub period: String,
    /// 2026年10月
    pub period_title: String,
    /// Number of the notice, 云检办通〔2026〕11号, or empty.
    pub number: String,
    /// Words the office wrote with it.
    pub words: Html,
    /// Sum of the amount column; absent where the ledger has none.
    pub total: Option<Amount>,
    /// How many rows.
    pub row_count: usize,
    /// Headline figures beside the total.
    pub comparisons: Vec<Comparison>,
    /// How far the year's budget is used; absent where no budget is kept, or not of that year.
    pub budget: Option<BudgetFigure>,
    /// Pages that tell more of the same: how far the budget is used, the 三公经费 of the year.
    pub related: Vec<Link>,
    /// One sentence that says it all, for the print-out and for those who do not read tables.
    pub summary: String,
    /// Totals by category, department and so on.
    pub rollups: Vec<RollupView>,
    /// The totals of the periods up to this one as a drawing with its numbers; empty where there are not two periods, or
    /// where the ledger declares such a chart itself.
    pub trend: Html,
    /// Charts the ledger declares for this page, each with its numbers.
    pub charts: Vec<Html>,
    /// Columns of the table, in declared order, withheld and empty ones left out.
    pub columns: Vec<Column>,
    /// Rows; cells as shown, in the order of `columns`; absent cells are empty. Of a long table the first 500.
    pub rows: Vec<Vec<String>>,
    /// Where all rows stand, if the table is too long for this page.
    pub all_rows: Option<Link>,
    /// What did not fit the rules, when checks run.
    pub findings: Vec<FindingRow>,
    /// How many of them stand on the first sheet when printed, so that it stays one; the others follow behind it.
    pub on_first_sheet: usize,
    /// Remarks on the data: 未核查：缺少 X 列.
    pub remarks: Vec<String>,
    /// Files to download.
    pub downloads: Vec<Download>,
    /// Why a form of the data is left out: 表超过 5 万行，请用 CSV; or empty.
    pub too_many: String,
    /// sha256 of data.csv, lower-case hex.
    pub sha256: String,
    /// The regulation that demands this notice, if the ledger names one.
    pub rule: Option<Link>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
}

/// `rows.html`: a page of the rows of a long table.
#[derive(Debug, Serialize)]
pub struct RowsView {
    /// Back to the notice.
    pub notice: Link,
    /// Number of the first row on this page, from 1.
    pub first: usize,
    /// Number of the last one.
    pub last: usize,
    /// How many rows the table has.
    pub row_count: usize,
    /// Number of this page, from 1.
    pub page: usize,
    /// How many there are.
    pub page_count: usize,
    /// The first, the last and the near pages.
    pub pages: Vec<RowsPage>,
    /// Columns of the table, in declared order, withheld and empty ones left out.
    pub columns: Vec<Column>,
    /// Rows; cells as shown, in the order of `columns`; absent cells are empty.
    pub rows: Vec<Vec<String>>,
    /// Sum of the rows of this page; absent where the ledger has no amount.
    pub sum: Option<Amount>,
    /// Address of all rows as CSV.
    pub csv: String,
}

/// A page of rows as others lead to it.
#[derive(Debug, Serialize)]
pub struct RowsPage {
    /// Number, from 1.
    pub number: usize,
    /// Address.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether pages before it are left out.
    pub gap: bool,
}

/// A headline figure that compares.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// 环比 (previous), 同比 (year_ago), 本年累计 (year_to_date).
    pub kind: &'static str,
    /// Label in words.
    pub label: String,
    /// The figure compared with, or the sum of the year.
    pub base: Option<Amount>,
    /// `-12.3`, absent without a base.
    pub percent: Option<String>,
    /// `up`, `down`, `same`, `none`.
    pub direction: &'static str,
    /// The comparison as a sentence: 比上月增加 1,234.00 元，增长 12.3%.
    pub sentence: String,
    /// Why, where the change is so much that it wants a reason.
    pub reason: Option<ChangeReason>,
}

/// What is said of a change that wants a reason.
#[derive(Debug, Serialize)]
pub struct ChangeReason {
    /// `open`, `explained`, `confirmed`, `unfounded`, `mended`.
    pub outcome: &'static str,
    /// 待说明, 已说明, 经核实属实, 经核实不属实, 已整改.
    pub outcome_label: &'static str,
    /// The reason; absent as long as none is given.
    pub explanation: Option<ExplanationView>,
}

/// Totals by one field.
#[derive(Debug, Serialize)]
pub struct RollupView {
    /// Title of the field: 费用类别.
    pub title: String,
    /// Groups, largest first; in a tree each branch is followed by its parts.
    pub groups: Vec<RollupGroup>,
}

/// One group of a roll-up.
#[derive(Debug, Serialize)]
pub struct RollupGroup {
    /// What the rows share; （未填） for a blank.
    pub key: String,
    /// 0 for a group of a plain roll-up; in a tree 1 for what stands above, 2 for its parts.
    pub level: u8,
    /// Sum.
    pub amount: Option<Amount>,
    /// Rows.
    pub rows: usize,
    /// Share of the total in percent, `12.3`, `<0.1`; absent where the total is zero.
    pub percent: Option<String>,
    /// The same in words: 办公费 1,234.00 元，占 12.3%; empty without an amount.
    pub sentence: String,
    /// Length of its bar, 0–100, against the largest group.
    pub bar: u32,
}

/// A column of the table.
#[derive(Debug, Serialize)]
pub struct Column {
    /// English name, `amount`.
    pub name: String,
    /// Title with its unit, 金额（元）.
    pub title: String,
    /// `text`, `word` (text so short that it stays on one line), `number`, `money`, `date`.
    pub kind: &'static str,
}

/// One finding beside its row and the article it does not fit.
#[derive(Debug, Serialize)]
pub struct FindingRow {
    /// Row number in data.csv; absent for the period as a whole.
    pub row: Option<usize>,
    /// Address of the row with its anchor, or empty.
    pub href: String,
    /// The row in short: its day, its words, its amount.
    pub cells: Vec<String>,
    /// What was asked, in a few words.
    pub title: String,
    /// `violation`, `warning`, `notice`; `error` in previews only.
    pub severity: &'static str,
    /// 与规定不符（待核实）, 需说明, 提示.
    pub severity_label: &'static str,
    /// What does not fit.
    pub message: String,
    /// The article, if one is named.
    pub rule: Option<Link>,
    /// Its first words.
    pub article: String,
    /// `open`, `explained`, `confirmed`, `unfounded`, `mended`; absent for what wants no explanation.
    pub outcome: Option<&'static str>,
    /// 待说明, 已说明, 经核实属实 (超标准), 经核实不属实, 已整改; or empty.
    pub outcome_label: &'static str,
    /// What the office says of it.
    pub explanation: Option<ExplanationView>,
}

/// An explanation.
#[derive(Debug, Serialize)]
pub struct ExplanationView {
    /// What is said.
    pub words: String,
    /// Who says it, or empty.
    pub by: String,
    /// When, ISO, or empty.
    pub date: String,
}

/// A file to download.
#[derive(Debug, Serialize)]
pub struct Download {
    /// Address.
    pub href: String,
    /// What it is, in words.
    pub title: String,
    /// Size in words, 12 KB; empty where it is not known before the file is made.
    pub size: String,
}
