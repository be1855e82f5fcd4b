//! Titles as they are spelled: `gongwujiedai` and `gwjd` find 公务接待管理办法.

use super::chunk::{self, DataFile};
use crate::value::slug;

/// The syllables of a title, with `-` between them: `gong-wu-jie-dai`.
pub(super) fn syllables(title: &str) -> String {
    let mut syllables = slug(title).to_ascii_lowercase();
    syllables.retain(|character| character.is_ascii());
    syllables
}

/// Files of the syllables of all titles, in order of the documents: each line without what it shares with the line
/// before, whose length stands first in base 64.
pub(super) fn files(names: &[String]) -> Vec<DataFile> {
    let mut files = Vec::new();
    let mut lines = String::new();
    let mut first = 0;
    let mut before = "";
    for (at, name) in names.iter().enumerate() {
        if lines.len() >= chunk::LIMIT {
            files.push(file(files.len(), first, &lines));
            (lines, first, before) = (String::new(), at, "");
        }
        chunk::push_shortened(&mut lines, before, name);
        before = name;
    }
    if !names.is_empty() {
        files.push(file(files.len(), first, &lines));
    }
    files
}

fn file(number: usize, first: usize, lines: &str) -> DataFile {
    DataFile::new(&format!("n{number}"), serde_json::json!([first, lines]).to_string().as_bytes())
}
