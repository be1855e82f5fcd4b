//! 公示 (gongshi): the static site generator for the rules and the money of a public body.
//!
//! One pipeline; each module is a room of it, and imports only from the rooms before it
//! (`ARCHITECTURE.md` draws it, a test holds it).

pub mod chart;
pub mod cli;
pub mod config;
pub mod diag;
pub mod export;
pub mod format;
pub mod kinds;
pub mod lang;
pub mod markdown;
pub mod output;
pub mod pipeline;
pub mod query;
pub mod record;
pub mod search;
pub mod site;
pub mod source;
pub mod theme;
pub mod value;
pub mod view;
