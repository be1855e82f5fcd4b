//! The integration tests: the program as it is used, on real folders.

mod cases;
mod cli;
mod faults;
mod properties;
mod support;
mod texts;
mod tidy;
