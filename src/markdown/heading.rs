//! Names of headings, and their table of contents.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;

use crate::value::slug;
use crate::view::TocEntry;

/// Longest name made of a text; longer ones end at the last whole syllable.
const LONGEST: usize = 60;

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Level as written, 1 to 6.
    pub level: u8,
    /// Anchor.
    pub id: String,
    /// Words.
    pub title: String,
}

/// The words of a heading as an anchor has them: lower case, and no longer than need be.
fn name(title: &str) -> String {
    let slug = slug(title).to_ascii_lowercase();
    let words: Vec<&str> = slug.split(['-', '.', '_']).filter(|word| !word.is_empty()).collect();
    let mut name = words.join("-");
    if name.len() > LONGEST {
        let end = name[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        name.truncate(end);
    }
    name
}

/// The anchors of a text, each used once.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    taken: BTreeSet<String>,
    reserved: BTreeSet<String>,
    next: BTreeMap<String, u32>,
}

impl Anchors {
    /// Keeps the anchors a text states itself from being given to its other headings.
    pub(super) fn reserving(text: &str) -> Self {
        let stated = text.lines().filter_map(|line| stated(line.trim_end_matches([' ', '\t', '#'])).map(|(_, id)| id));
        Self { reserved: stated.collect(), ..Self::default() }
    }

    /// An anchor for a heading that states none.
    pub(super) fn of_title(&mut self, title: &str) -> String {
        let name = name(title);
        let anchor = format!("h-{}", if name.is_empty() { "section" } else { &name });
        if self.reserved.contains(&anchor) { self.numbered(&anchor) } else { self.unique(anchor) }
    }

    /// The anchor a heading states, if no other stated it before.
    pub(super) fn unique(&mut self, anchor: String) -> String {
        if self.taken.insert(anchor.clone()) { anchor } else { self.numbered(&anchor) }
    }

    fn numbered(&mut self, anchor: &str) -> String {
        let next = self.next.entry(anchor.to_owned()).or_insert(1);
        loop {
            *next += 1;
            let numbered = format!("{anchor}-{next}");
            if !self.reserved.contains(&numbered) && self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// A heading's text without the `{#id}` at its end, and that id with its kind before it.
pub(super) fn stated(text: &str) -> Option<(&str, String)> {
    let (title, id) = text.strip_suffix('}')?.rsplit_once("{#")?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if id.is_empty() || id.len() > 100 || !id.bytes().all(allowed) {
        return None;
    }
    let id = if id.starts_with("h-") { id.to_owned() } else { format!("h-{id}") };
    Some((title.trim_end(), id))
}

/// Headings nested by level; one that skips a level lies under the nearest above it.
pub(super) fn table_of_contents(headings: Vec<Heading>) -> Vec<TocEntry> {
    let mut headings = headings.into_iter().peekable();
    below(&mut headings, 0)
}

fn below(headings: &mut Peekable<std::vec::IntoIter<Heading>>, level: u8) -> Vec<TocEntry> {
    let mut entries = Vec::new();
    while let Some(heading) = headings.next_if(|heading| heading.level > level) {
        let children = below(headings, heading.level);
        entries.push(TocEntry { id: heading.id, title: heading.title, span: String::new(), children });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::{Anchors, name, stated};

    #[test]
    fn names_of_headings() {
        for (title, expected) in [
            ("一、报销 OA_1.2", "yi-bao-xiao-oa-1-2"),
            ("——", ""),
            ("a".repeat(200).as_str(), "a".repeat(60).as_str()),
            ("办".repeat(200).as_str(), "ban-ban-ban-ban-ban-ban-ban-ban-ban-ban-ban-ban-ban-ban-ban"),
        ] {
            assert_eq!(name(title), expected);
        }
    }

    #[test]
    fn stated_anchors() {
        assert_eq!(stated("联系 {#lianxi}"), Some(("联系", "h-lianxi".to_owned())));
        assert_eq!(stated("联系{#h-a1}"), Some(("联系", "h-a1".to_owned())));
        for text in ["联系 {#}", "联系 {#联系}", "联系 {.x}", "联系 {#a .b}", "联系 {#a onclick=x}"] {
            assert_eq!(stated(text), None, "{text}");
        }
    }

    #[test]
    fn each_anchor_is_used_once() {
        let mut anchors = Anchors::reserving("# 甲\n# 乙 {#h-jia}\n");
        let given: Vec<String> = ["甲", "甲", "！"].iter().map(|title| anchors.of_title(title)).collect();
        assert_eq!(given, ["h-jia-2", "h-jia-3", "h-section"]);
        assert_eq!(anchors.unique("h-jia".to_owned()), "h-jia");
        assert_eq!(anchors.unique("h-jia".to_owned()), "h-jia-4");
    }
}
