//! What others read: a workbook for Excel, the description of a data package, calendars.
//!
//! Columns and typed cells go in, bytes come out, the same each time: no clock is asked. This room knows neither
//! ledgers nor how a table was read.

mod column;
mod datapackage;
mod ics;
mod xlsx;

pub use column::{Cell, Column, ColumnKind};
pub use datapackage::{Contributor, License, Package, datapackage};
pub use ics::{Calendar, CalendarEvent, When};
pub use xlsx::{Workbook, WorkbookError, workbook};
