//! The view of the search.

use serde::Serialize;

use super::Link;

/// `search.html`: what is typed, what hits are narrowed by, and the indexes for readers without script.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// Address of the file of data that the script reads first.
    pub entry: String,
    /// Kinds of pages; the place of each is its value in the form.
    pub kinds: Vec<String>,
    /// Departments that own a regulation, the first one empty, for none.
    pub departments: Vec<String>,
    /// Statuses of regulations, the first one empty, for none.
    pub statuses: Vec<String>,
    /// Years, newest first.
    pub years: Vec<i32>,
    /// Lists of all regulations by department, year, number and letter.
    pub indexes: Vec<Link>,
    /// Sections, for what is no regulation.
    pub sections: Vec<Link>,
}
