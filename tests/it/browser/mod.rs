//! A real Chromium on pages that were really built.

mod choices;
mod chromium;
mod every_page;
mod notices;
pub mod pages;
mod paper;
mod regulations;
mod rosters;
mod search;
mod server;
mod tables;
