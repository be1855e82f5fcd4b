//! What was issued, revised, amended and repealed, newest first; as a page and as a feed.

use super::Overview;
use crate::kinds::regulation::label;
use crate::kinds::regulation::model::{Version, Work};
use crate::kinds::regulation::pages::{timeline, version_address};
use crate::kinds::regulation::redline;
use crate::markdown;
use crate::view::{Change, ChangesView, Feed, FeedEntry, Link, Page, View};

/// Longest reason shown, in characters.
const REASON: usize = 120;

/// All versions, newest first.
fn events(overview: Overview<'_>) -> Vec<(&Work, &Version)> {
    let mut events: Vec<(&Work, &Version)> =
        overview.works().flat_map(|work| work.versions.iter().map(move |version| (work, version))).collect();
    events.sort_by(|a, b| b.1.effective.cmp(&a.1.effective).then_with(|| a.0.code.cmp(&b.0.code)));
    events
}

pub(super) fn page(overview: Overview<'_>) -> Page {
    let changes = events(overview).into_iter().map(|(work, version)| change(overview, work, version)).collect();
    let view = ChangesView { changes, feed: format!("{}/changes/feed.xml", overview.collection.name) };
    overview.page("changes", "changes.html", overview.words("overview.changes").to_owned(), View::Changes(view))
}

fn change(overview: Overview<'_>, work: &Work, version: &Version) -> Change {
    let status = version.status(overview.corpus.shared.as_of);
    Change {
        date: version.effective.to_string(),
        made_by: label::made_by(version.made_by, overview.language()),
        regulation: Link::new(version_address(overview.collection, work, version), &version.front.title),
        code: work.code.clone(),
        number: version.front.number.clone().unwrap_or_default(),
        reason: reason(version),
        compare: redline::with_previous(overview.collection, work, version, overview.language()),
        status: status.as_str(),
        status_label: label::status(status, overview.language()),
        timeline: timeline(work),
    }
}

/// The first words of why a version was made.
fn reason(version: &Version) -> String {
    let words = version.reason.as_ref().map(|document| markdown::plain_text(&document.source, &document.body)).unwrap_or_default();
    let line = words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match line.char_indices().nth(REASON) {
        Some((end, _)) => format!("{}……", &line[..end]),
        None => line.to_owned(),
    }
}

pub(super) fn feed(overview: Overview<'_>) -> Vec<u8> {
    let site = &overview.corpus.shared.site;
    let name = &overview.collection.name;
    let feed = Feed {
        id: format!("urn:gongshi:{}:{name}:changes", site.id),
        title: format!("{} {}", site.organisation, overview.words("overview.changes")),
        author: site.organisation.clone(),
        page: format!("{name}/changes/index.html"),
        entries: entries(overview),
    };
    feed.to_xml(&overview.address("changes/feed.xml"), site.base_url.as_deref(), overview.words("site.tag"))
}

/// All versions as entries of a feed, newest first.
pub(super) fn entries(overview: Overview<'_>) -> Vec<FeedEntry> {
    events(overview).into_iter().map(|(work, version)| entry(overview, work, version)).collect()
}

fn entry(overview: Overview<'_>, work: &Work, version: &Version) -> FeedEntry {
    let made_by = label::made_by(version.made_by, overview.language());
    let words = [version.front.number.clone().unwrap_or_default(), label::day(version.effective, overview.language()), reason(version)];
    FeedEntry {
        id: format!("urn:gongshi:{}:{}:{}", overview.corpus.shared.site.id, work.code, version.effective),
        title: format!("{made_by}：{}", version.front.title),
        updated: format!("{}T00:00:00+08:00", version.effective),
        href: version_address(overview.collection, work, version),
        summary: words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · "),
    }
}
