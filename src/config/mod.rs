//! `gongshi.toml` and the front matter of `_index.md` files: settings of the site and of its sections.

mod check;
mod edition;
mod ledger;
mod roster;
mod section;
mod site;

pub use check::{CheckSeverity, RawCheck, Test};
pub use edition::Edition;
pub use ledger::{ChartKind, ChartPage, RawChange, RawChart, RawField, RawLedger, RawLimit, RawRollup};
pub use roster::{Absence, Advance, RawLoad, RawPost, RawRoster, RawRotation, RawSegment, RawShift, Unit};
pub use section::{RawDue, RawDueTable, RawPublication, RawTask, SectionFront, SectionKind, plain_date};
pub use site::{RawSite, Site, read_site};
