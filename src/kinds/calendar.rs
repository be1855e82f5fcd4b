//! `content/calendar/cn-2027.csv`: the site's own table of holidays and make-up days.

use crate::diag::{Checked, Diagnostic, Place, calendar as code};
use crate::format::{Parsed, ParsedFile, table::Table};
use crate::record::{Field, FieldType, Options, read};
use crate::say;
use crate::value::{CalendarTable, WorkCalendar};

/// Lays the site's tables over the built-in ones, each in the place of its whole year.
pub(super) fn read_calendar(files: &[ParsedFile]) -> Checked<WorkCalendar> {
    let mut calendar = WorkCalendar::built_in();
    let mut diagnostics = Vec::new();
    for file in files {
        let Some(name) = file.path.strip_prefix("content/calendar/") else { continue };
        let year = name.strip_prefix("cn-").and_then(|rest| rest.split_once('.')).and_then(|(year, _)| year.parse::<i32>().ok());
        match (year.filter(|year| (1900..=2099).contains(year)), &file.content) {
            (Some(year), Parsed::Table(table)) => calendar.replace(year, read_table(table).take(&mut diagnostics)),
            _ => diagnostics.push(unknown_name(&file.path)),
        }
    }
    Checked::new(calendar, diagnostics)
}

fn read_table(table: &Table) -> Checked<CalendarTable> {
    let kinds = FieldType::Enum(["off", "work", "休", "班"].map(str::to_owned).into());
    let fields = [
        Field::new("date", "日期", FieldType::Date).required(),
        Field::new("kind", "类别", kinds).required(),
        Field::new("name", "名称", FieldType::Text).aliases(&["节日"]),
        Field::new("status", "状态", FieldType::Text),
    ];
    let mut diagnostics = Vec::new();
    let records = read(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let mut days = CalendarTable::default();
    for record in records.iter() {
        let (Some(date), Some(kind)) = (record.value(0).as_date(), record.value(1).as_text()) else { continue };
        let name = record.value(2).as_text().unwrap_or_default().to_owned();
        days.days.insert(date, (matches!(kind, "work" | "班"), name));
    }
    Checked::new(days, diagnostics)
}

fn unknown_name(file: &std::sync::Arc<str>) -> Diagnostic {
    Diagnostic::error(code::MALFORMED, say!("不认识的放假安排文件：{file}", "not a holiday table: {file}")).at(Place::file(file)).help(
        say!(
            "请命名为 cn-2027.csv，列为 date,kind,name；kind 填 off 或 work",
            "name it cn-2027.csv with the columns date,kind,name; kind is off or work"
        ),
    )
}
