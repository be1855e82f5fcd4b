//! The integration tests: the program as it is used, on real folders.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests make folders, damage files, look at what comes out, and fail where it is not there"
)]

mod browser;
mod cases;
mod checks;
mod cli;
mod faults;
mod figures;
mod home;
mod import;
mod notices;
mod presets;
mod properties;
mod questions;
mod redline;
mod rosters;
mod shipped;
mod support;
mod tables;
mod texts;
mod tidy;
