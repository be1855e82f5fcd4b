//! Pages across the kinds, and the plan of the whole output.

mod about;
mod crawl;
mod feed;
mod home;
mod plan;
mod search;

pub use plan::{Build, Plan, frame, plan};
