//! The people and departments of the body, and the codes it uses.

use std::collections::BTreeMap;

use super::ledger::codes::CodeLists;
use crate::diag::{Checked, Diagnostic, table as code};
use crate::format::table::Table;
use crate::record::{Field, FieldType, Options, Record, Records, read};
use crate::say;
use crate::value::Date;

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Name in front matter and addresses: `office`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name; the full one where none is given.
    pub short: String,
}

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name in tables and addresses: `z01`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Id of the department, or empty.
    pub department: String,
    /// Post, or empty.
    pub title: String,
    /// 1 staff … 4 head.
    pub level: i64,
    /// Groups they belong to.
    pub groups: Vec<String>,
    /// Extension they are reached at on duty, or empty.
    pub duty_phone: String,
    /// First day here; absent for always.
    pub from: Option<Date>,
    /// Last day here; absent for still.
    pub to: Option<Date>,
}

impl Person {
    /// Whether they work here on that day.
    pub fn is_here(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

/// People and departments by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    /// Departments in the order of their table.
    pub departments: Vec<Department>,
    /// People by id.
    pub people: BTreeMap<String, Person>,
    /// What codes are called.
    pub codes: CodeLists,
}

impl Directory {
    /// The department of that id, name or short name.
    pub fn department(&self, name: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.id == name || department.name == name || department.short == name)
    }

    /// A department's full name; the text itself where there is no such department.
    pub fn department_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.department(id).map_or(id, |department| &department.name)
    }
}

/// Reads `departments.csv` and `people.csv`, as far as they are there.
pub fn read_directory(departments: Option<&Table>, people: Option<&Table>) -> Checked<Directory> {
    let mut diagnostics = Vec::new();
    let mut directory = Directory::default();
    if let Some(table) = departments {
        directory.departments = read_departments(table).take(&mut diagnostics);
    }
    if let Some(table) = people {
        directory.people = read_people(table, &directory).take(&mut diagnostics);
    }
    Checked::new(directory, diagnostics)
}

fn read_departments(table: &Table) -> Checked<Vec<Department>> {
    let fields = [
        Field::new("id", "编号", FieldType::Text).aliases(&["部门编号", "代码"]).required().key(),
        Field::new("name", "名称", FieldType::Text).aliases(&["部门", "部门名称"]).required(),
        Field::new("parent", "上级", FieldType::Text).aliases(&["上级部门"]),
        Field::new("short", "简称", FieldType::Text),
        Field::new("from", "起", FieldType::Date).aliases(&["起始日期"]),
        Field::new("to", "止", FieldType::Date).aliases(&["终止日期"]),
    ];
    let mut diagnostics = Vec::new();
    let records = read(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let departments = records.iter().map(|record| {
        let name = text(record, 1);
        let short = Some(text(record, 3)).filter(|short| !short.is_empty()).unwrap_or_else(|| name.clone());
        Department { id: text(record, 0), name, short }
    });
    Checked::new(departments.collect(), diagnostics)
}

fn read_people(table: &Table, directory: &Directory) -> Checked<BTreeMap<String, Person>> {
    let fields = [
        Field::new("id", "编号", FieldType::Text).aliases(&["工号", "人员编号"]).required().key(),
        Field::new("name", "姓名", FieldType::Text).required(),
        Field::new("department", "部门", FieldType::Department).aliases(&["科室"]),
        Field::new("title", "职务", FieldType::Text),
        Field::new("level", "级别", FieldType::Integer),
        Field::new("groups", "分组", FieldType::Text).aliases(&["组"]),
        Field::new("duty_phone", "值班电话", FieldType::Text).aliases(&["办公电话"]),
        Field::new("from", "起", FieldType::Date).aliases(&["起始日期", "到岗日期"]),
        Field::new("to", "止", FieldType::Date).aliases(&["终止日期", "离岗日期"]),
        Field::new("visibility", "公开范围", FieldType::Text),
    ];
    let mut diagnostics = Vec::new();
    let records = read(table, &fields, &Options::default()).take(&mut diagnostics).unwrap_or_default();
    let mut people = BTreeMap::new();
    for record in records.iter() {
        let person = person(record);
        if !person.department.is_empty() && !directory.departments.is_empty() && directory.department(&person.department).is_none() {
            diagnostics.push(unknown_department(table, &records, record, 2, &person.department, directory));
        }
        people.insert(person.id.clone(), person);
    }
    Checked::new(people, diagnostics)
}

fn person(record: Record<'_>) -> Person {
    let groups = text(record, 5);
    Person {
        id: text(record, 0),
        name: text(record, 1),
        department: text(record, 2),
        title: text(record, 3),
        level: record.value(4).as_integer().unwrap_or(1),
        groups: groups.split([' ', '、', ';', '；', '/', '，']).filter(|group| !group.is_empty()).map(str::to_owned).collect(),
        duty_phone: text(record, 6),
        from: record.value(7).as_date(),
        to: record.value(8).as_date(),
    }
}

fn text(record: Record<'_>, field: usize) -> String {
    record.value(field).as_text().unwrap_or_default().to_owned()
}

/// A department that `departments.csv` does not list.
pub(super) fn unknown_department(
    table: &Table,
    records: &Records,
    record: Record<'_>,
    field: usize,
    name: &str,
    directory: &Directory,
) -> Diagnostic {
    let known: Vec<&str> = directory.departments.iter().flat_map(|d| [d.short.as_str(), d.name.as_str(), d.id.as_str()]).collect();
    let help = match crate::format::nearest(name, &known) {
        Some(near) => say!("是不是“{near}”？", "did you mean “{near}”?"),
        None => {
            let list = directory.departments.iter().map(|d| d.short.as_str()).collect::<Vec<_>>().join("、");
            say!("已有的部门：{list}；新部门请加进 content/departments.csv", "known: {list}; add a new one to content/departments.csv")
        }
    };
    Diagnostic::warning(code::UNKNOWN_REFERENCE, say!("departments.csv 里没有部门“{name}”", "departments.csv has no department “{name}”"))
        .at(records.place(table, record, field))
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::{Directory, read_directory};
    use crate::diag::Checked;
    use crate::format::table::Table;
    use crate::source::SourceText;

    fn directory(departments: &str, people: &str) -> Checked<Directory> {
        let departments = Table::scan(SourceText::new("content/departments.csv", departments)).value;
        let people = Table::scan(SourceText::new("content/people.csv", people)).value;
        read_directory(Some(&departments), Some(&people))
    }

    #[test]
    fn people_and_departments() {
        let Checked { value, diagnostics } = directory(
            "id,name,short\noffice,办公室,\ncriminal,第一检察部（刑事检察）,第一检察部\n",
            "编号,姓名,部门,职务,级别,分组\nb01,陈立群,办公室,主任,2,男 司机\n",
        );
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(value.department("第一检察部").map(|d| d.id.as_str()), Some("criminal"));
        assert_eq!(value.department_name("criminal"), "第一检察部（刑事检察）");
        assert_eq!(value.people["b01"].groups, ["男", "司机"]);
        assert_eq!(value.people["b01"].level, 2);
    }

    #[test]
    fn an_unknown_department_is_told_with_the_nearest() {
        let Checked { diagnostics, .. } = directory("id,name\noffice,办公室\n", "id,name,department\nb01,陈立群,offce\n");
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].help.as_ref().unwrap().en.contains("office"));
    }
}
