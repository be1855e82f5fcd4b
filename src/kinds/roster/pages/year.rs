//! Who had how many duties in a year, and what was changed.

use std::collections::BTreeSet;

use super::changes::changes;
use super::{home, month_address, name, person, year_address};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::kinds::roster::fairness::tallies;
use crate::kinds::roster::model::Roster;
use crate::lang::catalogue;
use crate::say;
use crate::value::{Datelike, Period};
use crate::view::{DutyYearView, FairnessRow, Head, Link, Page, PostFairness, View};

/// Years a roster has months of.
pub(super) fn years(roster: &Roster) -> BTreeSet<i32> {
    roster.months.keys().map(|month| month.year()).collect()
}

pub(super) fn page(corpus: &Corpus, roster: &Roster, year: i32) -> Page {
    let language = corpus.shared.site.language;
    let own = format!("{}/index.html", roster.name);
    let years = years(roster);
    let link = |year: &i32| Link::new(year_address(roster, *year), year.to_string());
    Page {
        template: "duty-year.html",
        page: Head {
            kind: "duty-year",
            title: catalogue(language).get("duty.year").replace("{year}", &year.to_string()),
            section: own.clone(),
            breadcrumbs: vec![home(language), Link::new(own, &roster.title)],
            previous: years.range(..year).next_back().map(link),
            next: years.range(year + 1..).next().map(link),
            noindex: false,
        },
        view: View::DutyYear(DutyYearView {
            weights: weights(roster, language),
            posts: (0..roster.posts.len())
                .map(|post| fairness(corpus, roster, post, year))
                .filter(|post| !post.people.is_empty())
                .collect(),
            changes: changes(&corpus.shared.directory, roster, language, |date| date.year() == year),
        }),
    }
}

fn fairness(corpus: &Corpus, roster: &Roster, post: usize, year: i32) -> PostFairness {
    let language = corpus.shared.site.language;
    let months: Vec<Period> = roster.months.keys().copied().filter(|month| month.year() == year).collect();
    let by_month: Vec<_> = months.iter().map(|month| tallies(roster, post, |date| Period::month_of(date) == *month)).collect();
    let whole = tallies(roster, post, |date| date.year() == year);
    let row = |(id, tally): (&&str, &crate::kinds::roster::fairness::Tally)| FairnessRow {
        person: Link::new(person::address(roster, id), name(&corpus.shared.directory, id)),
        months: by_month.iter().map(|tallies| tallies.get(id).map_or(0, |tally| tally.total())).collect(),
        tally: person::shown(roster, tally),
    };
    let people: Vec<FairnessRow> = whole.iter().map(row).collect();
    PostFairness {
        post: roster.posts[post].name.clone(),
        months: months.iter().map(|month| Link::new(month_address(roster, *month), month_name(*month, language))).collect(),
        people,
    }
}

fn weights(roster: &Roster, language: Language) -> String {
    let words = catalogue(language).get("duty.weight_note");
    let weights = [("{work}", roster.load.work), ("{rest}", roster.load.rest), ("{holiday}", roster.load.holiday)];
    weights.into_iter().fold(words.to_owned(), |words, (name, weight)| words.replace(name, &weight.to_string()))
}

fn month_name(month: Period, language: Language) -> String {
    let Period::Month(_, number) = month else { return month.to_string() };
    say!("{number}月", "{number}").get(language).to_owned()
}
