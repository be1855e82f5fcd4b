//! The ledgers and the site's tables as one database.

use std::collections::BTreeSet;

use super::super::model::{Declaration, Ledger, PeriodTable};
use crate::kinds::{Corpus, Directory, Limit, Tables};
use crate::query::{Builder, Cell, Column, Database, QueryError, Row, Shape, Standard, Value};
use crate::record::{FieldType, Record};
use crate::value::{Money, Period};

/// All ledgers, each a table of its declared and its derived columns; and the tables of the site. A ledger is also read
/// under the name of its preset, where no other has that.
pub fn database(corpus: &Corpus) -> Result<Database, QueryError> {
    let shared = &corpus.shared;
    let mut builder = Builder::new()?;
    for ledger in &corpus.ledgers {
        load(&mut builder, &shared.directory, ledger)?;
    }
    let mut presets = BTreeSet::new();
    for (ledger, preset) in corpus.ledgers.iter().filter_map(|ledger| Some((ledger, ledger.declaration.preset.as_ref()?))) {
        if presets.insert(preset) {
            builder.alias(&preset.replace('-', "_"), &ledger.sql_name())?;
        }
    }
    site_tables(&mut builder, corpus)?;
    builder.finish(standards(&shared.tables), shared.calendar.clone())
}

fn load(builder: &mut Builder, directory: &Directory, ledger: &Ledger) -> Result<(), QueryError> {
    let declaration = &ledger.declaration;
    let mut shape = Shape::new(&ledger.sql_name(), &ledger.title, &declaration.fields);
    // A level of the tree of codes is found once a group, not once a row.
    let texts = declaration.derived.iter().filter(|derived| derived.level.is_none());
    shape.columns.extend(texts.map(|derived| column(&derived.name, &derived.title, FieldType::Text)));
    builder.table(&shape)?;
    for (period, table) in &ledger.periods {
        builder.load(&shape.name, *period, rows(directory, declaration, table))?;
    }
    Ok(())
}

/// The rows of a period, their cells borrowed.
fn rows<'a>(
    directory: &'a Directory,
    declaration: &'a Declaration,
    table: &'a PeriodTable,
) -> impl Iterator<Item = Row<'a, impl Iterator<Item = Cell<'a>>>> {
    table.records.iter().zip(1..).map(move |(record, number)| {
        let own = (0..declaration.fields.len()).map(move |field| Cell::from(record.value(field)));
        let derived = (0..declaration.derived.len())
            .filter(|derived| declaration.derived[*derived].level.is_none())
            .map(move |derived| derived_text(directory, declaration, record, derived).map_or(Cell::Null, Cell::Text));
        Row { number, file: record.file(), cells: own.chain(derived) }
    })
}

/// What a row says of a derived column: the first filled of its fields, a code by its name.
fn derived_text<'a>(directory: &'a Directory, declaration: &'a Declaration, record: Record<'a>, derived: usize) -> Option<&'a str> {
    declaration.derived[derived].from.iter().find_map(|field| {
        let text = record.value(*field).as_text()?;
        Some(match &declaration.fields[*field].kind {
            FieldType::Code(list) => {
                let day = declaration.date.and_then(|date| record.value(date).as_date());
                directory.codes.name(list, text, day).unwrap_or(text)
            }
            FieldType::Department => directory.department_name(text),
            _ => text,
        })
    })
}

fn column(name: &str, title: &str, kind: FieldType) -> Column {
    Column { name: name.to_owned(), title: title.to_owned(), kind, unit: String::new() }
}

/// A table of the site: names, titles and types of its columns.
fn site_table(name: &str, title: &str, columns: &[(&str, &str, FieldType)]) -> Shape {
    let columns = columns.iter().map(|(name, title, kind)| column(name, title, kind.clone())).collect();
    Shape { name: name.to_owned(), title: title.to_owned(), columns }
}

fn site_tables(builder: &mut Builder, corpus: &Corpus) -> Result<(), QueryError> {
    let shared = &corpus.shared;
    use FieldType::{Date, Integer, Money as Amount, Text};
    let tables = &shared.tables;
    let limits = site_table(
        "standards",
        "标准",
        &[
            ("class", "类别", Text),
            ("key", "档次", Text),
            ("amount", "标准", FieldType::Decimal(2)),
            ("unit", "单位", Text),
            ("from", "起", Date),
            ("to", "止", Date),
            ("doc_no", "文号", Text),
            ("confirmed_by", "确认人", Text),
        ],
    );
    add(
        builder,
        &limits,
        tables.standards.iter().map(|row| {
            let day = |day: Option<crate::value::Date>| day.map_or(Cell::Null, Cell::Date);
            vec![
                Cell::Text(&row.class),
                Cell::Text(&row.key),
                limit_cell(row.limit),
                filled(&row.unit),
                day(row.from),
                day(row.to),
                filled(&row.doc_no),
                filled(&row.confirmed_by),
            ]
        }),
    )?;
    let bands = site_table(
        "approval_bands",
        "审批权限",
        &[
            ("class", "类别", Text),
            ("from", "超过", Amount),
            ("to", "至", Amount),
            ("level", "级别", Integer),
            ("since", "生效日期", Date),
            ("until", "失效日期", Date),
        ],
    );
    let days = |day: Option<crate::value::Date>| day.map_or(Cell::Null, Cell::Date);
    let fen = |money: Option<Money>| money.map_or(Cell::Null, |money| Cell::Integer(money.fen()));
    add(
        builder,
        &bands,
        tables.bands.iter().map(|row| {
            vec![Cell::Text(&row.class), fen(row.from), fen(row.to), Cell::Integer(row.level), days(row.since), days(row.until)]
        }),
    )?;
    let totals = site_table(
        "control_totals",
        "对账总额",
        &[("ledger", "台账", Text), ("period", "期间", FieldType::Month), ("source", "来源", Text), ("amount", "金额", Amount)],
    );
    add(
        builder,
        &totals,
        tables.control_totals.iter().map(|row| {
            vec![
                Cell::Text(totalled(corpus, &row.ledger).map_or(&row.ledger, sql_of)),
                Cell::Month(row.period),
                Cell::Text(&row.source),
                Cell::Integer(row.amount.fen()),
            ]
        }),
    )?;
    let people = site_table(
        "people",
        "人员",
        &[
            ("id", "编号", Text),
            ("name", "姓名", Text),
            ("department", "部门", Text),
            ("title", "职务", Text),
            ("level", "级别", Integer),
            ("from", "起", Date),
            ("to", "止", Date),
        ],
    );
    let directory = &shared.directory;
    add(
        builder,
        &people,
        directory.people.values().map(|row| {
            let day = |day: Option<crate::value::Date>| day.map_or(Cell::Null, Cell::Date);
            vec![
                Cell::Text(&row.id),
                Cell::Text(&row.name),
                filled(&row.department),
                filled(&row.title),
                Cell::Integer(row.level),
                day(row.from),
                day(row.to),
            ]
        }),
    )?;
    let departments = site_table("departments", "部门", &[("id", "编号", Text), ("name", "名称", Text), ("short", "简称", Text)]);
    add(
        builder,
        &departments,
        directory.departments.iter().map(|row| vec![Cell::Text(&row.id), Cell::Text(&row.name), Cell::Text(&row.short)]),
    )
}

/// The ledger that a total of another book is of: by its folder, its preset or its title.
pub(super) fn totalled<'a>(corpus: &'a Corpus, name: &str) -> Option<&'a Ledger> {
    let ledgers = &corpus.ledgers;
    let named = ledgers.iter().find(|ledger| ledger.name == name || ledger.title == name);
    named.or_else(|| ledgers.iter().find(|ledger| ledger.declaration.preset.as_deref() == Some(name)))
}

/// What presets call a ledger in `control_totals`: its preset, or else its folder.
fn sql_of(ledger: &Ledger) -> &str {
    ledger.declaration.preset.as_deref().unwrap_or(&ledger.name)
}

/// Adds a table of the site, unless a ledger has its name.
fn add<'a>(builder: &mut Builder, shape: &Shape, rows: impl Iterator<Item = Vec<Cell<'a>>>) -> Result<(), QueryError> {
    if builder.has(&shape.name) {
        return Ok(());
    }
    builder.table(shape)?;
    let rows = rows.zip(1..).map(|(cells, number)| Row { number, file: "", cells });
    builder.load(&shape.name, Period::All, rows).map(drop)
}

fn filled(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Null } else { Cell::Text(text) }
}

/// A limit as SQL sees it: 分, or the plain number.
fn limit_value(limit: Limit) -> Value {
    match limit {
        Limit::Money(money) => Value::Integer(money.fen()),
        Limit::Number(hundredths) if hundredths % 100 == 0 => Value::Integer(hundredths / 100),
        Limit::Number(hundredths) => Value::Real(as_real(hundredths)),
    }
}

#[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "a limit that is no amount: 1.6 升")]
fn as_real(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

fn limit_cell<'a>(limit: Limit) -> Cell<'a> {
    match limit_value(limit) {
        Value::Integer(integer) => Cell::Integer(integer),
        Value::Real(real) => Cell::Real(real),
        _ => Cell::Null,
    }
}

fn standards(tables: &Tables) -> Vec<Standard> {
    let standard = |row: &crate::kinds::Standard| Standard {
        class: row.class.clone(),
        key: row.key.clone(),
        limit: limit_value(row.limit),
        from: row.from,
        to: row.to,
    };
    tables.standards.iter().map(standard).collect()
}
