//! How far the budget of the year is used by the end of a month: the figure on the notice, on the home page and in
//! `data.json`. The page that tells more is `progress`.

use serde_json::{Value as Json, json};

use super::model::Ledger;
use super::sentences::{self, Sum};
use super::{figures, progress, spans, words};
use crate::chart::{self, Progress};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::say;
use crate::value::{Datelike, Money, Period};
use crate::view::{BudgetFigure, HomeBudget, Html, Link};

/// What is used of a year's budget.
struct Used {
    spent: Sum,
    allowed: Money,
    /// Days of the year passed by the end of the period, and all of them.
    days: (u32, u32),
}

impl Used {
    fn percent(&self) -> Option<String> {
        self.spent.total.percent_of(self.allowed)
    }

    fn passed(&self) -> Option<String> {
        let (passed, days) = self.days;
        Money::from_fen(passed.into()).percent_of(Money::from_fen(days.into()))
    }
}

/// What a ledger of spending used by the end of a period; absent for another ledger, without a budget of the year, and for
/// a year that the ledger does not tell from its beginning.
fn used(corpus: &Corpus, ledger: &Ledger, period: Period) -> Option<Used> {
    let budget = progress::of_preset(corpus, "budget")?;
    let is_spending = progress::of_preset(corpus, "spending").is_some_and(|spending| spending.name == ledger.name);
    let year = period.year();
    let kept = budget.periods.keys().any(|kept| kept.year() == year);
    let spent = figures::year_sum(ledger, period).filter(|_| is_spending && kept)?;
    // Of a year whose first months the ledger was not kept no share is known.
    let from_its_first = spans::parts(Period::Year(year), ledger.declaration.cycle).first() >= ledger.periods.keys().next();
    if !from_its_first {
        return None;
    }
    let (_, last) = period.days()?;
    let days = (last.ordinal(), if last.leap_year() { 366 } else { 365 });
    let allowed = progress::allowed(corpus, period);
    (allowed > Money::ZERO).then_some(Used { spent, allowed, days })
}

/// The figure of a notice.
pub(super) fn figure(corpus: &Corpus, ledger: &Ledger, period: Period) -> Option<BudgetFigure> {
    used(corpus, ledger, period).map(|used| view(corpus, period, &used))
}

fn view(corpus: &Corpus, period: Period, used: &Used) -> BudgetFigure {
    let language = corpus.shared.site.language;
    let (percent, passed) = (used.percent(), used.passed());
    let (done, time) = (percent.clone().unwrap_or_default(), passed.clone().unwrap_or_default());
    BudgetFigure {
        year: period.year(),
        used: words::amount(used.spent.total),
        budget: words::amount(used.allowed),
        headline: say!("预算执行 {done}%，时间进度 {time}%", "{done}% of the budget used, {time}% of the year passed")
            .get(language)
            .to_owned(),
        sentence: sentences::budget(period, &used.spent, used.allowed).get(language).to_owned(),
        page: page(corpus, period.year()),
        percent,
        passed,
    }
}

/// Where more is told: the page of the progress where it is of that year, else the budget itself.
fn page(corpus: &Corpus, year: i32) -> Link {
    let language = corpus.shared.site.language;
    let Some(budget) = progress::of_preset(corpus, "budget") else { return Link::new("", "") };
    let own = progress::link(corpus, budget).filter(|_| progress::year(corpus, budget) == Some(year));
    let of_year = budget.periods.keys().find(|period| period.year() == year).copied().unwrap_or(Period::Year(year));
    own.unwrap_or_else(|| {
        let title = format!("{}{}", words::period_title(of_year, language), budget.title);
        Link::new(format!("{}/index.html", budget.folder(of_year)), title)
    })
}

/// The budget by the end of the newest month with spending, for the home page.
pub fn newest(corpus: &Corpus) -> Option<HomeBudget> {
    let spending = progress::of_preset(corpus, "spending")?;
    let (period, _) = spending.latest()?;
    let used = used(corpus, spending, period)?;
    Some(HomeBudget { chart: drawing(period, &used, corpus.shared.site.language), figure: view(corpus, period, &used) })
}

fn drawing(period: Period, used: &Used, language: Language) -> Html {
    let year = period.year();
    let drawn = Progress {
        id: "budget".to_owned(),
        title: say!("{year}年预算执行", "Budget of {year}").get(language).to_owned(),
        used: used.spent.total,
        whole: used.allowed,
        days: Some(used.days),
        language,
    };
    Html(chart::progress(&drawn).0 + &chart::unfold(&chart::progress_table(&drawn), language).0)
}

/// The figure in `data.json`, or null.
pub(super) fn json(corpus: &Corpus, ledger: &Ledger, period: Period) -> Json {
    let Some(used) = used(corpus, ledger, period) else { return Json::Null };
    json!({
        "year": period.year(),
        "used": used.spent.total.to_string(),
        "budget": used.allowed.to_string(),
        "percent": used.percent(),
        "passed": used.passed(),
    })
}
