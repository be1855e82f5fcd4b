//! `leave.csv`: who is away when.

use super::findings;
use super::model::Leave;
use super::people::{Found, person};
use crate::diag::Checked;
use crate::format::{nearest, table::Table};
use crate::kinds::Directory;
use crate::record::{Field, FieldType, Options, read as read_table};

/// Reads the table. A row that names nobody, or ends before it begins, is told and left out.
pub(super) fn read(directory: &Directory, table: &Table) -> Checked<Vec<Leave>> {
    let mut diagnostics = Vec::new();
    let fields = [
        Field::new("person", "人员", FieldType::Text).aliases(&["姓名", "请假人"]).required(),
        Field::new("from", "起", FieldType::Date).aliases(&["开始", "开始日期", "起始日期", "自"]).required(),
        Field::new("to", "止", FieldType::Date).aliases(&["结束", "结束日期", "终止日期", "至"]).required(),
        Field::new("reason", "事由", FieldType::Text).aliases(&["原因", "请假事由", "类别"]),
    ];
    let records = read_table(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let mut leave = Vec::new();
    for record in records.iter() {
        let (Some(name), Some(from), Some(to)) = (record.value(0).as_text(), record.value(1).as_date(), record.value(2).as_date()) else {
            continue;
        };
        if to < from {
            diagnostics.push(findings::leave_backwards(records.place(table, record, 2), from, to));
            continue;
        }
        let place = records.place(table, record, 0);
        match person(directory, name, from) {
            Found::One(person) => {
                let reason = record.value(3).as_text().unwrap_or_default().to_owned();
                leave.push(Leave { person, from, to, reason });
            }
            Found::Many(ids) => diagnostics.push(findings::ambiguous_person(place, name, &ids)),
            Found::None => {
                let names: Vec<&str> = directory.people.values().map(|person| person.name.as_str()).collect();
                diagnostics.push(findings::unknown_person(place, name, nearest(name, &names)));
            }
        }
    }
    Checked::new(leave, diagnostics)
}
