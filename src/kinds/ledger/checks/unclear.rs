//! Why it cannot be told whether a row fits, and what to do about it.

use super::super::model::{Ledger, PeriodTable};
use super::gather::Check;
use crate::diag::Text;
use crate::format::nearest;
use crate::kinds::{Corpus, Directory};
use crate::query::Unclear;
use crate::record::{Field, FieldType};
use crate::say;

/// What is said of a row of which nothing can be told, and the column it is about; `asked` is what the check reads.
pub(super) fn why(
    corpus: &Corpus,
    check: &Check<'_>,
    table: Option<&PeriodTable>,
    row: Option<usize>,
    unclear: &Unclear,
    asked: &Asked<'_>,
) -> (Text, Option<String>) {
    let Text { zh: title, en: title_en } = check.title;
    let (Text { zh, en }, column) = reason(corpus, check, table, row, unclear, asked);
    (say!("“{title}”无法核查：{zh}", "{title_en}: cannot be told, {en}"), column)
}

/// What a check reads: names of the row's own columns, and of other tables.
pub(super) struct Asked<'a> {
    /// Columns of the row.
    pub(super) columns: &'a [String],
    /// Tables.
    pub(super) tables: &'a [&'a str],
}

fn reason(
    corpus: &Corpus,
    check: &Check<'_>,
    table: Option<&PeriodTable>,
    row: Option<usize>,
    unclear: &Unclear,
    asked: &Asked<'_>,
) -> (Text, Option<String>) {
    if let Some(missing) = unclear.missing.first() {
        let (class, key, date) = (&missing.class, &missing.key, missing.date);
        return (
            say!("standards.csv 里没有“{class}／{key}”在 {date} 的标准", "standards.csv has no limit for {class}/{key} on {date}"),
            None,
        );
    }
    let ledger = &corpus.ledgers[check.ledger];
    let titles: Vec<&str> = unclear.empty.iter().map(|name| title(ledger, name)).collect();
    if !titles.is_empty() {
        let (zh, en) = (titles.join("”“"), titles.join(", "));
        return (say!("“{zh}”没有填写", "{en} is empty"), unclear.empty.first().cloned());
    }
    let stranger =
        asked.tables.contains(&"people").then(|| stranger(&corpus.shared.directory, ledger, table?, row?, asked.columns)).flatten();
    if let Some((field, name)) = stranger {
        return (unknown_person(&corpus.shared.directory, &field.title, &name), Some(field.name.clone()));
    }
    if asked.tables.contains(&"approval_bands") {
        let because = say!(
            "approval_bands.csv 里没有这个金额当天的审批级别；请补上这一档",
            "approval_bands.csv has no level for this amount on that day; add the band"
        );
        return (because, None);
    }
    (say!("算不出结果", "it has no result"), None)
}

fn title<'a>(ledger: &'a Ledger, name: &'a str) -> &'a str {
    ledger.declaration.fields.iter().find(|field| field.name == name).map_or(name, |field| &field.title)
}

/// The first person that was asked for and is not in people.csv, with the title of the column.
fn stranger<'a>(
    directory: &Directory,
    ledger: &'a Ledger,
    table: &PeriodTable,
    row: usize,
    asked: &[String],
) -> Option<(&'a Field, String)> {
    let record = row.checked_sub(1).filter(|row| *row < table.records.len()).map(|row| table.records.get(row))?;
    let fields = ledger.declaration.fields.iter().enumerate();
    let mut people = fields.filter(|(_, field)| field.kind == FieldType::Person && asked.contains(&field.name));
    people.find_map(|(at, field)| {
        let name = record.value(at).as_text()?;
        let known = directory.people.values().any(|person| person.name == name || person.id == name);
        (!known).then(|| (field, name.to_owned()))
    })
}

fn unknown_person(directory: &Directory, title: &str, name: &str) -> Text {
    let names: Vec<&str> = directory.people.values().map(|person| person.name.as_str()).collect();
    let near = near_name(name, &names);
    match near {
        Some(near) => say!(
            "people.csv 里没有{title}“{name}”；是不是“{near}”？写错了请改正，没有登记请在 people.csv 里加一行（编号、姓名、级别）",
            "people.csv has nobody called {name} ({title}); did you mean {near}? Correct the name, or add a row to people.csv (id, name, level)"
        ),
        None => say!(
            "people.csv 里没有{title}“{name}”；写错了请改正，没有登记请在 people.csv 里加一行（编号、姓名、级别）",
            "people.csv has nobody called {name} ({title}); correct the name, or add a row to people.csv (id, name, level)"
        ),
    }
}

/// A name of which one character is another: 陈立裙 for 陈立群. Two characters alone are too few to tell.
fn near_name<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let letters: Vec<char> = name.chars().collect();
    let differs_by_one = |other: &&&str| {
        let other: Vec<char> = other.chars().collect();
        letters.len() >= 3 && other.len() == letters.len() && letters.iter().zip(&other).filter(|(a, b)| a != b).count() == 1
    };
    names.iter().find(differs_by_one).copied().or_else(|| nearest(name, names).filter(|_| letters.len() >= 4))
}
