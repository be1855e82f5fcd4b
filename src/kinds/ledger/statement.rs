//! 三公经费: the four items of a year on one page, each stated even where it is nothing, with its numbers, and held against
//! the ledgers that tell of the same.

use super::model::{Ledger, PeriodTable};
use super::sentences::{self, Against, Base};
use super::ties::{self, ties};
use super::words;
use crate::chart::{self, Bar, Bars, Measure, Slot};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::lang::catalogue;
use crate::record::{Record, Total, Value};
use crate::say;
use crate::value::{Money, Period};
use crate::view::{Address, Head, Html, Link, Page, Planned, StatementCount, StatementLine, StatementReason, StatementView, View};

/// The items as the preset lists them: the two of vehicles stand together.
pub(super) const ABROAD: &str = "因公出国（境）费";
pub(super) const BOUGHT: &str = "公务用车购置费";
pub(super) const KEPT: &str = "公务用车运行维护费";
pub(super) const RECEIVED: &str = "公务接待费";
const ITEMS: [&str; 4] = [ABROAD, BOUGHT, KEPT, RECEIVED];

/// The counts: the item, the field, the unit.
const COUNTS: [(&str, &str, &str); 8] = [
    (ABROAD, "overseas_groups", "个"),
    (ABROAD, "overseas_people", "人次"),
    (BOUGHT, "cars_bought", "辆"),
    (KEPT, "cars_held", "辆"),
    (RECEIVED, "recv_batches", "批"),
    (RECEIVED, "recv_people", "人次"),
    (RECEIVED, "foreign_batches", "批"),
    (RECEIVED, "foreign_people", "人次"),
];

/// The pages of a ledger of 三公经费, one a year.
pub(super) fn files<'a>(corpus: &'a Corpus, ledger: &'a Ledger) -> Vec<Planned<'a>> {
    let file = |(period, table): (&'a Period, &'a PeriodTable)| {
        Planned::page(Address::known(&address(ledger, *period)), move || page(corpus, ledger, *period, table))
    };
    years(ledger).map(file).collect()
}

/// Its years that have rows, oldest first.
fn years(ledger: &Ledger) -> impl DoubleEndedIterator<Item = (&Period, &PeriodTable)> {
    let is_one = ledger.declaration.preset.as_deref() == Some("sangong");
    ledger.periods.iter().filter(move |(period, table)| is_one && matches!(period, Period::Year(_)) && !table.records.is_empty())
}

/// Links to the pages of all years, newest first.
pub(super) fn links(ledger: &Ledger, language: Language) -> Vec<Link> {
    years(ledger).rev().map(|(period, _)| link(ledger, *period, language)).collect()
}

/// The page of the year a period lies in, of whatever ledger has it.
pub(super) fn of_year(corpus: &Corpus, year: i32) -> Option<Link> {
    let language = corpus.shared.site.language;
    corpus.ledgers.iter().find_map(|ledger| {
        let (period, _) = years(ledger).find(|(period, _)| period.year() == year)?;
        Some(link(ledger, *period, language))
    })
}

/// The page of the newest year of all, for the home page.
pub fn newest(corpus: &Corpus) -> Option<Link> {
    let language = corpus.shared.site.language;
    corpus.ledgers.iter().find_map(|ledger| links(ledger, language).into_iter().next())
}

fn link(ledger: &Ledger, period: Period, language: Language) -> Link {
    Link::new(address(ledger, period), title(period, language))
}

fn address(ledger: &Ledger, period: Period) -> String {
    format!("{}/statement/index.html", ledger.folder(period))
}

fn title(period: Period, language: Language) -> String {
    let (period, name) = (words::period_title(period, language), catalogue(language).get("sangong.title"));
    say!("{period}{name}", "{name} {period}").get(language).to_owned()
}

fn page(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable) -> Page {
    let language = corpus.shared.site.language;
    let archive = format!("{}/index.html", ledger.name);
    Page {
        template: "sangong.html",
        page: Head {
            kind: "sangong",
            title: title(period, language),
            section: archive.clone(),
            breadcrumbs: vec![Link::new("index.html", catalogue(language).get("site.home")), Link::new(archive, &ledger.title)],
            ..Head::default()
        },
        view: View::Sangong(Box::new(view(corpus, ledger, period, table))),
    }
}

/// The amounts of an item; absent where the table has no row for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Item {
    budget: Option<Money>,
    spent: Option<Money>,
    previous: Option<Money>,
}

/// The rows of a year, asked by names.
pub(super) struct Year<'a> {
    ledger: &'a Ledger,
    table: &'a PeriodTable,
}

impl<'a> Year<'a> {
    fn value(&self, record: Record<'a>, field: &str) -> Value<'a> {
        let at = self.ledger.declaration.fields.iter().position(|known| known.name == field);
        at.map_or(Value::Absent, |at| record.value(at))
    }

    fn rows(&self, item: &str) -> impl Iterator<Item = Record<'a>> {
        self.table.records.iter().filter(move |record| self.value(*record, "item").as_text() == Some(item))
    }

    fn sum(&self, item: &str, field: &str) -> Option<Money> {
        let amounts: Vec<Money> = self.rows(item).filter_map(|record| self.value(record, field).as_money()).collect();
        if amounts.is_empty() { None } else { Total::of(amounts.into_iter()).sum }
    }

    /// What was spent on an item.
    pub(super) fn spent(&self, item: &str) -> Option<Money> {
        self.sum(item, "final")
    }

    /// How many of something an item states.
    pub(super) fn count(&self, item: &str, field: &str) -> Option<i64> {
        let counts: Vec<i64> = self.rows(item).filter_map(|record| self.value(record, field).as_integer()).collect();
        if counts.is_empty() { None } else { counts.into_iter().try_fold(0, i64::checked_add) }
    }

    fn item(&self, item: &str) -> Option<Item> {
        self.rows(item).next()?;
        Some(Item { budget: self.sum(item, "budget"), spent: self.spent(item), previous: self.sum(item, "prev_final") })
    }

    fn words(&self, item: &str, field: &str) -> String {
        let texts: Vec<&str> = self.rows(item).filter_map(|record| self.value(record, field).as_text()).collect();
        texts.join("；")
    }

    fn title(&self, field: &str) -> String {
        let known = self.ledger.declaration.fields.iter().find(|known| known.name == field);
        known.map_or_else(String::new, |known| known.title.clone())
    }
}

/// Items together: what one of them lacks the sum lacks too, but for items that have no row at all.
fn together(items: &[Option<Item>]) -> Option<Item> {
    let there: Vec<Item> = items.iter().copied().flatten().collect();
    let sum = |of: fn(&Item) -> Option<Money>| {
        let amounts: Option<Vec<Money>> = there.iter().map(of).collect();
        amounts.and_then(|amounts| Total::of(amounts.into_iter()).sum)
    };
    (!there.is_empty()).then(|| Item {
        budget: sum(|item| item.budget),
        spent: sum(|item| item.spent),
        previous: sum(|item| item.previous),
    })
}

fn view(corpus: &Corpus, ledger: &Ledger, period: Period, table: &PeriodTable) -> StatementView {
    let language = corpus.shared.site.language;
    let words = catalogue(language);
    let year = Year { ledger, table };
    let running = period.days().is_none_or(|(_, last)| corpus.shared.as_of <= last);
    let items = ITEMS.map(|item| year.item(item));
    let [abroad, bought, kept, received] = items;
    let whole = together(&items).unwrap_or_default();
    let total = whole.spent.unwrap_or_default();
    let line = |name: &str, level, item: Option<Item>| line(name, level, item, total, running);
    StatementView {
        period_title: words::period_title(period, language),
        running,
        total: words::amount(total),
        summary: summary(period, whole, running, language),
        lines: vec![
            line(words.get("sangong.whole"), 0, Some(whole)),
            line(ABROAD, 1, abroad),
            line(words.get("sangong.vehicles"), 1, together(&[bought, kept])),
            line(BOUGHT, 2, bought),
            line(KEPT, 2, kept),
            line(RECEIVED, 1, received),
        ],
        counts: COUNTS.map(|(item, field, unit)| count(&year, item, field, unit)).into(),
        reasons: ITEMS.iter().filter_map(|item| reason(&year, item)).collect(),
        ties: ties(&ties::Asked { corpus, year: &year, period, running }),
        chart: drawing(&year, language),
        notice: Link::new(format!("{}/index.html", ledger.folder(period)), words.get("sangong.notice")),
        findings: corpus.findings_of(ledger, period).len(),
        others: years(ledger).rev().filter(|(other, _)| **other != period).map(|(other, _)| link(ledger, *other, language)).collect(),
    }
}

fn line(name: &str, level: u8, item: Option<Item>, total: Money, running: bool) -> StatementLine {
    let amounts = item.unwrap_or_default();
    let change = amounts.spent.zip(amounts.previous).filter(|_| !running);
    StatementLine {
        name: name.to_owned(),
        level,
        missing: item.is_none(),
        budget: amounts.budget.map(words::amount),
        spent: amounts.spent.map(words::amount),
        done: amounts
            .spent
            .zip(amounts.budget)
            .filter(|(_, budget)| *budget > Money::ZERO)
            .and_then(|(spent, budget)| spent.percent_of(budget)),
        previous: amounts.previous.map(words::amount),
        change: change.map(|(spent, previous)| words::amount(spent - previous)),
        percent: change.and_then(|(spent, previous)| spent.percent_change(previous)),
        share: amounts.spent.and_then(|spent| spent.percent_of(total)),
    }
}

fn summary(period: Period, whole: Item, running: bool, language: Language) -> String {
    let title = words::period_title(period, language);
    let spent = whole.spent.unwrap_or_default();
    let grouped = spent.grouped();
    let mut text = match whole.budget.map(|budget| (budget.grouped(), spent.percent_of(budget))) {
        Some((budget, Some(percent))) => say!(
            "{title}“三公”经费预算 {budget} 元，支出 {grouped} 元，为预算的 {percent}%",
            "{title}: a budget of {budget} yuan, {grouped} yuan spent, {percent}% of it"
        ),
        Some((budget, None)) => {
            say!("{title}“三公”经费预算 {budget} 元，支出 {grouped} 元", "{title}: a budget of {budget} yuan, {grouped} yuan spent")
        }
        None => say!("{title}“三公”经费支出 {grouped} 元", "{title}: {grouped} yuan spent"),
    };
    if running {
        text.zh += "；年度未终了，为目前的支出数，不与上年全年比较";
        text.en += "; the year is not over, these are the figures so far, not compared with the whole year before";
    } else if let Some(previous) = whole.previous {
        let change = sentences::change(period, Against::Previous, spent, Base::Of(previous));
        text.zh += &format!("，{}", change.zh);
        text.en += &format!("; {}", change.en);
    }
    let stop = if language == Language::Zh { "。" } else { "." };
    format!("{}{stop}", text.get(language))
}

fn count(year: &Year<'_>, item: &str, field: &str, unit: &'static str) -> StatementCount {
    StatementCount {
        item: item.to_owned(),
        name: year.title(field),
        value: year.count(item, field).map(|count| count.to_string()).unwrap_or_default(),
        unit,
    }
}

fn reason(year: &Year<'_>, item: &str) -> Option<StatementReason> {
    let (budget, previous) = (year.words(item, "reason_vs_budget"), year.words(item, "reason_vs_prev"));
    (!budget.is_empty() || !previous.is_empty()).then(|| StatementReason { item: item.to_owned(), budget, previous })
}

/// What was spent, item by item; nothing where there is nothing to compare.
fn drawing(year: &Year<'_>, language: Language) -> Html {
    let bars: Vec<Bar> =
        ITEMS.iter().map(|item| Bar { slot: Slot::named(item), value: year.spent(item).map(|spent| spent.fen()) }).collect();
    if bars.iter().filter(|bar| bar.value.is_some_and(|value| value != 0)).count() == 0 {
        return Html::default();
    }
    let drawn = Bars {
        id: "items".to_owned(),
        title: say!("各项支出", "What was spent, by item").get(language).to_owned(),
        key: year.title("item"),
        measure: Measure::money(language),
        bars,
        language,
    };
    Html(chart::bars(&drawn).0 + &chart::unfold(&chart::bars_table(&drawn), language).0)
}

#[cfg(test)]
mod tests {
    use super::{Item, line, summary, together};
    use crate::diag::Language;
    use crate::value::{Money, Period};

    fn item(budget: i64, spent: i64, previous: Option<i64>) -> Item {
        Item { budget: Some(Money::from_fen(budget)), spent: Some(Money::from_fen(spent)), previous: previous.map(Money::from_fen) }
    }

    #[test]
    fn items_together_lack_what_one_of_them_lacks() {
        let sum = together(&[Some(item(100, 50, Some(40))), None, Some(item(200, 30, None))]).unwrap();
        assert_eq!(sum, item(300, 80, None));
        assert_eq!(together(&[None, None]), None);
    }

    #[test]
    fn a_running_year_is_not_held_against_a_whole_one() {
        let whole = item(1_600_000, 400_000, Some(800_000));
        let over = line("公务接待费", 1, Some(whole), Money::from_fen(800_000), false);
        assert_eq!((over.done.as_deref(), over.percent.as_deref(), over.share.as_deref()), (Some("25.0"), Some("-50.0"), Some("50.0")));
        let running = line("公务接待费", 1, Some(whole), Money::from_fen(800_000), true);
        assert!(running.change.is_none() && running.percent.is_none() && running.previous.is_some());
        for (running, language, expected) in [
            (
                false,
                Language::Zh,
                "2025年“三公”经费预算 16,000.00 元，支出 4,000.00 元，为预算的 25.0%，比上年减少 4,000.00 元，下降 50.0%。",
            ),
            (
                false,
                Language::En,
                "2025: a budget of 16,000.00 yuan, 4,000.00 yuan spent, 25.0% of it; 4,000.00 yuan (50.0%) less than the year before.",
            ),
            (
                true,
                Language::Zh,
                "2025年“三公”经费预算 16,000.00 元，支出 4,000.00 元，为预算的 25.0%；年度未终了，为目前的支出数，不与上年全年比较。",
            ),
        ] {
            assert_eq!(summary(Period::Year(2025), whole, running, language), expected);
        }
    }

    #[test]
    fn an_item_of_nothing_has_no_percentages() {
        let nothing = line("因公出国（境）费", 1, Some(item(0, 0, Some(0))), Money::from_fen(100), false);
        assert_eq!((nothing.done, nothing.missing), (None, false));
        assert!(line("因公出国（境）费", 1, None, Money::ZERO, false).missing);
    }
}
