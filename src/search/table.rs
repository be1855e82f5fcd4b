//! The file that is read first: what documents there are, and which file holds what.

use super::chunk::{DataFile, push_digits, push_shortened};
use super::gather::{Document, Facets};
use crate::kinds::Corpus;
use crate::value::Date;

/// A document in the table.
pub(super) struct Row {
    address: String,
    digits: String,
}

impl Row {
    /// `title` is how many terms the title has without what goes without saying.
    pub(super) fn new(document: &Document<'_>, title: usize) -> Self {
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        let mut digits = String::new();
        push_digits(&mut digits, document.kind + if document.older { 8 } else { 0 }, 1);
        push_digits(&mut digits, document.department, 2);
        push_digits(&mut digits, document.status, 1);
        push_digits(&mut digits, document.date.map_or(0, days), 3);
        push_digits(&mut digits, number(title), 1);
        push_digits(&mut digits, number(document.units.len() + 1), 3);
        Self { address: document.address.clone(), digits }
    }
}

/// Days since 1970; 0 for those before.
fn days(date: Date) -> u32 {
    u32::try_from((date - Date::default()).num_days()).unwrap_or(0)
}

/// Files that the table lists.
pub(super) struct Parts<'a> {
    pub lists: &'a [DataFile],
    pub packs: &'a [DataFile],
    pub names: &'a [DataFile],
}

/// The table. `o` organisation, `d` documents in digits, `a` their addresses, `i` files of postings with the first term of
/// each, `t` packs with the first unit of each, `n` files of syllables, `s` synonyms, `k` `p` `u` words of kinds,
/// departments and statuses.
pub(super) fn entry(corpus: &Corpus, facets: &Facets, rows: &[Row], parts: &Parts<'_>) -> DataFile {
    let mut addresses = String::new();
    let mut before = "";
    for row in rows {
        push_shortened(&mut addresses, before, &row.address);
        before = &row.address;
    }
    let lists: Vec<String> = parts.lists.iter().map(|file| format!("{}{}", file.first, file.hash)).collect();
    let mut packs = String::new();
    for file in parts.packs {
        push_digits(&mut packs, file.first.parse().unwrap_or(u32::MAX), 4);
        packs.push_str(&file.hash);
    }
    let synonyms: Vec<Vec<&str>> = corpus.shared.tables.synonyms.iter().map(|row| row.words().collect()).collect();
    let data = serde_json::json!({
        "o": corpus.shared.site.organisation,
        "d": rows.iter().map(|row| row.digits.as_str()).collect::<String>(),
        "a": addresses,
        "i": lists.join(" "),
        "t": packs,
        "n": parts.names.iter().map(|file| file.hash.as_str()).collect::<String>(),
        "s": synonyms,
        "k": facets.kinds,
        "p": facets.departments,
        "u": facets.statuses,
    });
    DataFile::new("m", data.to_string().as_bytes())
}
