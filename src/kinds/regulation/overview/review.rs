//! 待复审: when works in force are to be looked at anew.

use super::Overview;
use crate::kinds::regulation::model::Work;
use crate::kinds::regulation::pages::work_address;
use crate::kinds::regulation::status::Status;
use crate::value::Date;
use crate::view::{Link, Page, Review, ReviewView, View};

pub(super) fn page(overview: Overview<'_>) -> Page {
    let as_of = overview.corpus.shared.as_of;
    let mut dated: Vec<(Date, &Work)> = Vec::new();
    let mut undated = Vec::new();
    for work in overview.works() {
        let version = work.shown(as_of);
        match version.front.review_by {
            _ if version.status(as_of) != Status::InForce => {}
            Some(day) => dated.push((day, work)),
            None => undated.push(link(overview, work)),
        }
    }
    dated.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.code.cmp(&b.1.code)));
    let review = |(day, work): (Date, &Work)| {
        let owner = work.shown(as_of).front.owner.as_deref();
        Review {
            regulation: link(overview, work),
            code: work.code.clone(),
            owner: owner.map_or_else(String::new, |id| overview.corpus.shared.directory.department_name(id).to_owned()),
            date: day.to_string(),
            overdue: day < as_of,
        }
    };
    let view = ReviewView { as_of: as_of.to_string(), works: dated.into_iter().map(review).collect(), undated };
    overview.page("review", "review.html", overview.words("overview.review").to_owned(), View::Review(view))
}

fn link(overview: Overview<'_>, work: &Work) -> Link {
    Link::new(work_address(overview.collection, work), &work.shown(overview.corpus.shared.as_of).front.title)
}
