//! Duty rosters: who is on duty when, month by month, held against the rules of the roster.

mod check;
mod declaration;
mod findings;
pub mod model;
mod pages;
mod read;
#[cfg(test)]
mod tests;

pub use check::check;
pub use pages::{list_links, month_page, now_slots, pages};
pub use read::{empty_month, read};
