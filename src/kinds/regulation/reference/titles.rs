//! Which work a title means: by its full title, then by another name, then without the words that go without saying.

use std::collections::BTreeMap;

use super::super::model::{Collection, VersionKey};
use crate::kinds::External;
use crate::value::fold;

/// A work by its collection and its place there.
pub(super) type WorkKey = (usize, usize);

/// What titles mean on a site.
#[derive(Default)]
pub(super) struct Titles {
    /// By full title, by other names, without what goes without saying; the first that knows a title decides.
    tiers: [BTreeMap<String, Vec<Meaning>>; 3],
    organisation: String,
}

/// What a title may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A work of this site, by a title of one of its versions.
    Work(WorkKey),
    /// One that `external.toml` lists.
    External,
}

impl Titles {
    pub(super) fn new(collections: &[Collection], external: &External, organisation: &str) -> Self {
        let mut titles = Self { organisation: key(organisation), ..Self::default() };
        for (collection, works) in collections.iter().enumerate() {
            for (work, one) in works.works.iter().enumerate() {
                let meaning = Meaning::Work((collection, work));
                for version in &one.versions {
                    titles.add(0, &version.front.title, meaning);
                    version.front.aliases.iter().for_each(|alias| titles.add(1, alias, meaning));
                }
            }
        }
        external.titles.iter().for_each(|title| titles.add(0, title, Meaning::External));
        external.aliases.keys().for_each(|alias| titles.add(1, alias, Meaning::External));
        titles
    }

    fn add(&mut self, tier: usize, title: &str, meaning: Meaning) {
        let full = key(title);
        let short = self.short(&full).to_owned();
        let mut put = |tier: usize, title: String| {
            let meanings = self.tiers[tier].entry(title).or_default();
            if !meanings.contains(&meaning) {
                meanings.push(meaning);
            }
        };
        if tier == 0 {
            put(2, short);
        }
        put(tier, full);
    }

    /// What a title may mean; empty for one that nothing is known of.
    pub(super) fn find(&self, title: &str) -> &[Meaning] {
        let full = key(title);
        let known = self.tiers[0].get(&full).or_else(|| self.tiers[1].get(&full));
        known.or_else(|| self.tiers[2].get(self.short(&full))).map_or(&[], Vec::as_slice)
    }

    /// The longest known title that words end in, and where it begins.
    pub(super) fn at_the_end(&self, words: &str) -> Option<(usize, &[Meaning])> {
        words.char_indices().map(|(at, _)| (at, self.find(&words[at..]))).find(|(_, meanings)| !meanings.is_empty())
    }

    /// A title without 中华人民共和国, the name of the unit and （试行）.
    fn short<'t>(&self, key: &'t str) -> &'t str {
        let title = key.strip_prefix("中华人民共和国").unwrap_or(key);
        let own = Some(self.organisation.as_str()).filter(|name| !name.is_empty());
        let title = own.and_then(|name| title.strip_prefix(name)).unwrap_or(title);
        let short = title.strip_suffix("(试行)").unwrap_or(title);
        if short.is_empty() { key } else { short }
    }
}

/// The form titles are compared in: width, spaces and title marks do not tell two apart.
fn key(title: &str) -> String {
    let mut key = fold(title);
    key.retain(|c| !matches!(c, '《' | '》' | '〈' | '〉' | '<' | '>'));
    key
}

/// Whether two 文号 are the same.
pub(super) fn same_number(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        fold(text)
            .chars()
            .map(|c| {
                if matches!(c, '[' | '(' | '【') {
                    '〔'
                } else if matches!(c, ']' | ')' | '】') {
                    '〕'
                } else {
                    c
                }
            })
            .collect()
    };
    plain(a) == plain(b)
}

/// The versions of the works a title may mean.
pub(super) fn versions(meanings: &[Meaning]) -> impl Iterator<Item = WorkKey> {
    meanings.iter().filter_map(|meaning| if let Meaning::Work(work) = meaning { Some(*work) } else { None })
}

/// The key of a version of a work.
pub(super) fn version_key((collection, work): WorkKey, version: usize) -> VersionKey {
    VersionKey { collection, work, version }
}
