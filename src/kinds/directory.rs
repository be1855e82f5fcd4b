//! The people and departments of the body.

use std::collections::BTreeMap;

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

/// People and departments by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    /// Departments in the order of their table.
    pub departments: Vec<Department>,
    /// People by id.
    pub people: BTreeMap<String, Person>,
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
