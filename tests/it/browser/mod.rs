//! A real Chromium on pages that were really built.

mod chromium;
mod notices;
mod regulations;
mod rosters;
mod search;
mod server;
