//! `gongshi.toml` and the front matter of `_index.md` files: settings of the site and of its sections.

mod check;
mod edition;
mod ledger;
mod section;
mod site;

pub use check::{CheckSeverity, RawCheck, Test};
pub use edition::Edition;
pub use ledger::{ChartKind, RawChart, RawField, RawLedger, RawLimit, RawRollup};
pub use section::{RawLoad, RawPost, RawPublication, RawRoster, RawShift, SectionFront, SectionKind, plain_date};
pub use site::{RawSite, Site, read_site};
