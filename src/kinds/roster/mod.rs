//! Duty rosters: who is on duty when, month by month, held against the rules of the roster.

mod change;
mod check;
mod declaration;
pub mod fairness;
mod feeds;
mod fill;
mod findings;
mod leave;
mod line;
mod lint;
pub mod model;
mod pages;
mod people;
mod read;
mod rotation;
#[cfg(test)]
mod tests;
mod why;

pub use check::check;
pub use pages::{list_links, month_page, now_slots, pages};
pub use read::{empty_month, read};
pub use why::{Drift, drift, frozen_month, ruled_month, why};
