//! Atom feeds (RFC 4287), as bytes.

use super::{Address, escape};

/// A feed.
#[derive(Debug, Default)]
pub struct Feed {
    /// A name that never changes, an IRI.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// Address of the page it goes with.
    pub page: String,
    /// Entries, newest first.
    pub entries: Vec<FeedEntry>,
}

/// An entry of a feed.
#[derive(Debug, Clone, Default)]
pub struct FeedEntry {
    /// A name that never changes, an IRI.
    pub id: String,
    /// Title.
    pub title: String,
    /// When it was made, RFC 3339.
    pub updated: String,
    /// Address in the output.
    pub href: String,
    /// A sentence.
    pub summary: String,
}

impl Feed {
    /// The feed as XML, to stand at `own`: with absolute links where the site is served at `base_url`, with relative
    /// ones where it may lie anywhere. One without entries was updated at the beginning of Unix time.
    pub fn to_xml(&self, own: &Address, base_url: Option<&str>, language: &str) -> Vec<u8> {
        let updated = self.entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or("1970-01-01T00:00:00Z");
        let root = base_url.map_or_else(|| own.up(), |base| format!("{base}/"));
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>{}</id>\n<title>{}</title>\n\
             <updated>{updated}</updated>\n<author><name>{}</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
            escape(language),
            escape(&self.id),
            escape(&self.title),
            escape(&self.author),
            escape(&format!("{root}{own}")),
            escape(&format!("{root}{}", self.page)),
        );
        for entry in &self.entries {
            xml += &format!(
                "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
                escape(&entry.id),
                escape(&entry.title),
                escape(&entry.updated),
                escape(&format!("{root}{}", entry.href)),
                escape(&entry.summary),
            );
        }
        xml.push_str("</feed>\n");
        xml.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::{Feed, FeedEntry};
    use crate::view::Address;

    #[test]
    fn a_feed_is_well_formed_and_dated_by_its_newest_entry() {
        let entry = |day: &str| FeedEntry { updated: format!("{day}T00:00:00+08:00"), title: "甲 & 乙".into(), ..FeedEntry::default() };
        let feed = Feed { id: "urn:x".into(), entries: vec![entry("2026-03-01"), entry("2022-01-01")], ..Feed::default() };
        let own = Address::known("regulations/changes/feed.xml");
        let xml = String::from_utf8(feed.to_xml(&own, None, "zh-CN")).unwrap();
        assert!(xml.contains("<updated>2026-03-01T00:00:00+08:00</updated>\n<author>") && xml.contains("甲 &amp; 乙"), "{xml}");
        assert!(xml.contains("<link rel=\"self\" type=\"application/atom+xml\" href=\"../../regulations/changes/feed.xml\"/>"), "{xml}");
        assert_eq!(xml.matches("<entry>").count(), xml.matches("</entry>").count());
        let served = String::from_utf8(feed.to_xml(&own, Some("https://oa.example"), "zh-CN")).unwrap();
        assert!(served.contains("href=\"https://oa.example/regulations/changes/feed.xml\""), "{served}");
    }
}
