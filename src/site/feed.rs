//! The feed of the whole site: what was issued and changed, and the notices.

use crate::kinds::{Corpus, ledger, regulation};
use crate::lang::catalogue;
use crate::view::{Address, Feed, FeedEntry};

/// Entries kept. Whoever looks in less often reads the lists.
const ENTRIES: usize = 60;

pub(super) fn feed(corpus: &Corpus, own: &Address) -> Vec<u8> {
    let site = &corpus.shared.site;
    let feed = Feed {
        id: format!("urn:gongshi:{}", site.id),
        title: site.title.clone(),
        author: site.organisation.clone(),
        page: "index.html".to_owned(),
        entries: entries(corpus),
    };
    feed.to_xml(own, site.base_url.as_deref(), catalogue(site.language).get("site.tag"))
}

/// Newest first, those of one day by their names. What takes effect later is listed already.
fn entries(corpus: &Corpus) -> Vec<FeedEntry> {
    let mut entries: Vec<FeedEntry> =
        corpus.regulations.iter().flat_map(|collection| regulation::feed_entries(corpus, collection)).collect();
    entries.extend(corpus.ledgers.iter().flat_map(|ledger| ledger::feed_entries(ledger, &corpus.shared)));
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.id.cmp(&b.id)));
    entries.truncate(ENTRIES);
    entries
}
