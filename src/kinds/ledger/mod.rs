//! Ledgers: declared tables kept by period, each period a notice.
//!
//! `declaration` puts the preset and the site's own settings together, [`read()`] makes the model of a section's
//! files, `figures` adds up and compares, `sentences` says it, `canonical` and `data` write the downloads, [`pages()`] says what
//! goes into the site.

mod budget;
mod canonical;
mod changes;
mod charts;
pub mod checks;
pub mod codes;
mod data;
mod declaration;
pub mod due;
mod facts;
mod figures;
mod finding_view;
mod findings;
mod import;
pub mod model;
mod pages;
mod progress;
mod read;
mod references;
mod rollup_view;
pub mod sentences;
mod spans;
mod statement;
#[cfg(test)]
mod tests;
mod ties;
mod words;

pub use budget::newest as newest_budget;
pub use finding_view::wanting as wanting_explanation;
pub use import::{Corrected, correct, import};
pub use pages::{Newest, check, feed_entries, list_links, newest, notice_page, pages, row_href};
pub use read::{NoticeFront, read};
pub use references::check_references;
pub use statement::newest as newest_statement;
pub use words::period_title;
