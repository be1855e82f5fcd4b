//! Lists of codes: what a code is called, where it stands in its tree, and when it was in use.
//!
//! The built-in lists are part of the program; a site replaces or adds to one by `content/codes/<list>.csv` with the
//! same columns. A cell of type `code(list)` may hold the code, its name, or both (30217 公务接待费); it is kept as it
//! was written, and grouped and shown by its name.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::diag::{Checked, Diagnostic};
use crate::format::{Parsed, ParsedFile, table::Table};
use crate::record::{Field, FieldType, Options, Value, read};
use crate::value::{Date, fold};

mod findings;
#[cfg(test)]
mod tests;

pub(super) use findings::code_unknown;

/// Lists that are part of the program: name, table, and how many digits of a code the list knows all of.
const BUILT_IN: [(&str, &str, usize); 3] = [
    ("economic-classification", include_str!("economic-classification.csv"), 5),
    ("government-economic-classification", include_str!("government-economic-classification.csv"), 3),
    ("functional-classification", include_str!("functional-classification.csv"), 3),
];

/// A code and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeEntry {
    /// The code: `30217`.
    pub code: String,
    /// Its name: 公务接待费.
    pub name: String,
    /// The code above it; absent at the top.
    pub parent: Option<String>,
    /// 1 for 类, 2 for 款, 3 for 项.
    pub level: i64,
    /// First day it was in use; absent where that is not known.
    pub valid_from: Option<Date>,
    /// Last day it was in use; absent while it is.
    pub valid_to: Option<Date>,
    /// Where it is taken from, or empty.
    pub source: String,
}

impl CodeEntry {
    fn is_valid(&self, date: Option<Date>) -> bool {
        date.is_none_or(|date| self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to))
    }
}

/// A list of codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeList {
    /// Its codes, in order.
    pub codes: Vec<CodeEntry>,
    /// Below these many digits a site's own subdivisions are let pass; absent for a list that knows all its codes.
    known_digits: Option<usize>,
}

/// All lists by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLists(BTreeMap<String, Arc<CodeList>>);

impl Default for CodeLists {
    fn default() -> Self {
        static LISTS: OnceLock<CodeLists> = OnceLock::new();
        LISTS.get_or_init(|| Self(BUILT_IN.map(|(name, text, digits)| (name.to_owned(), Arc::new(built_in(text, digits)))).into())).clone()
    }
}

impl CodeLists {
    /// The list of that name.
    pub fn list(&self, name: &str) -> Option<&CodeList> {
        self.0.get(name).map(Arc::as_ref)
    }

    /// Names of all lists.
    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// What a code, or what stands for it, is called on a day; without a day, whenever it was in use.
    pub fn name(&self, list: &str, code: &str, date: Option<Date>) -> Option<&str> {
        self.list(list)?.find(code, date).map(|entry| entry.name.as_str())
    }
}

impl CodeList {
    /// The code that a cell holds, as code, name or both.
    pub fn find(&self, text: &str, date: Option<Date>) -> Option<&CodeEntry> {
        let valid = |entry: &&CodeEntry| entry.is_valid(date);
        let digits = text.trim().bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (code, rest) = text.trim().split_at(digits);
        if !code.is_empty() {
            let found = self.codes.iter().filter(|entry| entry.code == code).find(valid)?;
            let rest = fold(rest.trim_start_matches(['-', '—', '－', ' ', '　', '_', '.', '、', ':', '：']));
            return Some(found).filter(|entry| rest.is_empty() || fold(&entry.name) == rest);
        }
        let folded = fold(text);
        self.codes.iter().filter(|entry| fold(&entry.name) == folded).find(valid)
    }

    /// The code of a level that a cell's code belongs to, which may be the code itself; a code that divides a known one
    /// further belongs where that one does.
    pub fn ancestor(&self, text: &str, level: i64) -> Option<&CodeEntry> {
        let text = text.trim();
        let known = || self.known_digits.and_then(|digits| self.find(text.get(..digits)?, None));
        let mut entry = self.find(text, None).or_else(known)?;
        // A list that a site made may go in circles.
        for _ in 0..self.codes.len() {
            if entry.level <= level {
                break;
            }
            let parent = entry.parent.as_ref()?;
            entry = self.codes.iter().find(|other| other.code == *parent)?;
        }
        (entry.level == level).then_some(entry)
    }

    /// Whether a cell is right: the list has it, or it divides further what the list has.
    pub fn accepts(&self, text: &str, date: Option<Date>) -> bool {
        if self.find(text, date).is_some() {
            return true;
        }
        let Some(digits) = self.known_digits else { return false };
        let text = text.trim();
        let is_code = text.len() > digits && text.len().is_multiple_of(2) == digits.is_multiple_of(2);
        is_code && text.bytes().all(|byte| byte.is_ascii_digit()) && self.find(&text[..digits], date).is_some()
    }
}

/// A built-in table; its cells hold neither commas nor quotes.
fn built_in(text: &str, digits: usize) -> CodeList {
    let codes = text.lines().skip(1).map(|line| {
        let mut cells = line.split(',');
        let mut next = || cells.next().unwrap_or_default().to_owned();
        let (code, name, parent, level, from, to, source) = (next(), next(), next(), next(), next(), next(), next());
        CodeEntry {
            code,
            name,
            parent: Some(parent).filter(|parent| !parent.is_empty()),
            level: level.parse().unwrap_or(1),
            valid_from: from.parse().ok(),
            valid_to: to.parse().ok(),
            source,
        }
    });
    CodeList { codes: codes.collect(), known_digits: Some(digits) }
}

/// The built-in lists, with those of `content/codes/` in their place: a row replaces the code it names, and a list of
/// a new name is whole as it stands.
pub(crate) fn read_codes(files: &[ParsedFile]) -> Checked<CodeLists> {
    let mut lists = CodeLists::default();
    let mut diagnostics = Vec::new();
    for file in files {
        let Some(name) = file.path.strip_prefix("content/codes/").and_then(|name| Some(name.rsplit_once('.')?.0)) else { continue };
        let Parsed::Table(table) = &file.content else {
            diagnostics.push(findings::not_a_list(&file.path));
            continue;
        };
        let mut list = lists.list(name).cloned().unwrap_or_default();
        for entry in read_list(table).take(&mut diagnostics) {
            list.codes.retain(|known| known.code != entry.code || known.valid_from != entry.valid_from);
            list.codes.push(entry);
        }
        list.codes.sort_by(|a, b| (&a.code, a.valid_from).cmp(&(&b.code, b.valid_from)));
        lists.0.insert(name.to_owned(), Arc::new(list));
    }
    Checked::new(lists, diagnostics)
}

fn read_list(table: &Table) -> Checked<Vec<CodeEntry>> {
    let fields = [
        Field::new("code", "代码", FieldType::Text).aliases(&["编码", "科目编码"]).required(),
        Field::new("name", "名称", FieldType::Text).aliases(&["科目名称"]).required(),
        Field::new("parent", "上级", FieldType::Text).aliases(&["上级代码"]),
        Field::new("level", "级次", FieldType::Integer).aliases(&["级别", "层级"]),
        Field::new("valid_from", "启用日期", FieldType::Date).aliases(&["起"]),
        Field::new("valid_to", "停用日期", FieldType::Date).aliases(&["止"]),
        Field::new("source", "出处", FieldType::Text).aliases(&["来源", "文号"]),
    ];
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let records = read(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let text = |value: Value<'_>| value.as_text().unwrap_or_default().to_owned();
    let entries = records.iter().map(|record| CodeEntry {
        code: text(record.value(0)),
        name: text(record.value(1)),
        parent: Some(text(record.value(2))).filter(|parent| !parent.is_empty()),
        level: record.value(3).as_integer().unwrap_or(1),
        valid_from: record.value(4).as_date(),
        valid_to: record.value(5).as_date(),
        source: text(record.value(6)),
    });
    Checked::new(entries.collect(), diagnostics)
}
