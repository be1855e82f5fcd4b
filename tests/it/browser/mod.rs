//! A real Chromium on pages that were really built.

mod chromium;
mod regulations;
mod search;
mod server;
