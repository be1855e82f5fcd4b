//! What can be wrong with a header, in a clerk's words.

use super::Field;
use super::findings::letter;
use crate::diag::{Diagnostic, Place, Text, ledger};
use crate::format::table::{Row, Table};
use crate::say;
use crate::value::{MoneyUnit, fold};

pub(super) fn header_unknown(table: &Table, fields: &[Field]) -> Diagnostic {
    let titles = fields.iter().filter(|field| field.required).map(|field| field.title.as_str());
    let mut wanted: Vec<&str> = titles.collect();
    if wanted.is_empty() {
        wanted = fields.iter().take(6).map(|field| field.title.as_str()).collect();
    }
    let wanted = wanted.join("、");
    let first: Vec<String> = table
        .rows()
        .next()
        .map(|row| row.texts().filter(|text| !text.is_empty()).map(|text| text.into_owned()).collect())
        .unwrap_or_default();
    let read = first.join("、");
    let Text { zh: by, en: by_en } = match (table.sheet(), table.delimiter()) {
        (Some(sheet), _) => {
            let name = sheet.name();
            say!("读的是工作表“{name}”", "of the sheet “{name}”")
        }
        (None, '\t') => say!("按制表符分列", "parted by tabs"),
        (None, delimiter) => say!("按“{delimiter}”分列", "parted by {delimiter}"),
    };
    let place = table.rows().next().map_or_else(|| Place::file(&table.source().file), |row| row.row_place());
    Diagnostic::error(
        ledger::HEADER_UNKNOWN,
        say!(
            "前 30 行里没有认得的表头；{by}，第一行读到：{read}",
            "no header was recognised in the first 30 rows; {by_en}, the first row reads: {read}"
        ),
    )
    .at(place)
    .help(say!(
        "表头应有这些列：{wanted}；如果本单位用别的列名，请在 _index.md 的 [[ledger.field]] 里加 aliases",
        "the header should have the columns {wanted}; if yours are named otherwise, add aliases to [[ledger.field]] in _index.md"
    ))
}

pub(super) fn header_empty(row: Row<'_>, column: usize) -> Diagnostic {
    let letter = letter(column);
    Diagnostic::error(ledger::HEADER_EMPTY, say!("{letter} 列有数据但没有列名", "column {letter} holds data but has no title"))
        .at(row.place(column, None))
        .help(say!("请在表头补上列名，或删去这一列", "give it a title, or delete the column"))
}

pub(super) fn duplicate_column(row: Row<'_>, column: usize, earlier: usize, title: &str, field: Option<&str>) -> Diagnostic {
    let (here, there) = (letter(column), letter(earlier));
    let message = match field {
        Some(field) => {
            say!("{here} 列“{title}”与 {there} 列都是“{field}”", "column {here} “{title}” and column {there} are both “{field}”")
        }
        None => say!("{here} 列“{title}”与 {there} 列同名", "column {here} “{title}” has the same title as column {there}"),
    };
    Diagnostic::error(ledger::DUPLICATE_COLUMN, message)
        .at(row.place(column, Some(title)))
        .related(row.place(earlier, None), say!("另一列", "the other column"))
        .help(say!("请删去或改名其中一列", "delete or rename one of them"))
}

pub(super) fn column_unknown(row: Row<'_>, column: usize, title: &str, fields: &[Field]) -> Diagnostic {
    let letter = letter(column);
    let folded = fold(title);
    let near = fields.iter().flat_map(|field| std::iter::once(&field.title).chain(&field.aliases)).find(|known| {
        let known = fold(known);
        // Of two characters one alone tells too little: 序号 is not meant for 单号.
        let alike = known.chars().count() > 2 || known.chars().next() == folded.chars().next();
        strsim::damerau_levenshtein(&known, &folded) <= 1 && known.chars().count() > 1 && alike
    });
    Diagnostic::warning(
        ledger::COLUMN_UNKNOWN,
        say!("{letter} 列“{title}”不在声明的列里，不会公示", "column {letter} “{title}” is not declared and is left out"),
    )
    .at(row.place(column, Some(title)))
    .help(match near.or_else(|| without_brackets(&folded, fields)) {
        Some(near) => say!("是不是“{near}”？请把列名改成它", "did you mean “{near}”? Name the column so"),
        None => {
            say!("如需公示，请在 _index.md 里用 [[ledger.field]] 声明它", "to publish it, declare it with [[ledger.field]] in _index.md")
        }
    })
}

/// The title that is known where what stands in brackets behind it is left out: 摘要（用途）.
fn without_brackets<'a>(folded: &str, fields: &'a [Field]) -> Option<&'a String> {
    let base = &folded[..folded.find('(')?];
    fields.iter().find(|field| field.is_named(base)).map(|field| &field.title)
}

pub(super) fn column_missing(row: Row<'_>, field: &Field) -> Diagnostic {
    let title = &field.title;
    let others = field.aliases.iter().filter(|alias| !alias.is_ascii()).cloned().collect::<Vec<_>>().join("、");
    Diagnostic::error(ledger::COLUMN_MISSING, say!("缺少必需的列“{title}”", "the required column “{title}” is missing"))
        .at(row.row_place())
        .help(if others.is_empty() {
            say!("请加上这一列", "add the column")
        } else {
            say!("请加上这一列；也可以叫：{others}", "add the column; it may also be called {others}")
        })
}

pub(super) fn unit_conflict(row: Row<'_>, column: usize, unit: MoneyUnit, other: MoneyUnit) -> Diagnostic {
    let (unit, other) = (unit.word(), other.word());
    Diagnostic::error(
        ledger::UNIT_CONFLICT,
        say!("列名写的单位是{unit}，表上方写的是{other}", "the column says {unit}, the rows above the header say {other}"),
    )
    .at(row.place(column, None))
    .help(say!(
        "请核对金额，把列名或者表上方的单位改成对的那一个；没有用的删去",
        "see which of them the amounts are in, correct the other, or delete it"
    ))
}

pub(super) fn unit_unknown(row: Row<'_>, column: usize, word: &str) -> Diagnostic {
    Diagnostic::error(
        ledger::UNIT_UNKNOWN,
        say!("金额不能以“{word}”计，只能是元、千元、万元或亿元", "amounts cannot be counted in {word}, only in 元, 千元, 万元 or 亿元"),
    )
    .at(row.place(column, None))
    .help(say!("请把金额换算成元，再把单位改成元", "convert the amounts to 元 and write 元 as the unit"))
}
