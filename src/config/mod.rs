//! `gongshi.toml` and the front matter of `_index.md` files: settings of the site and of its sections.

mod edition;
mod section;
mod site;

pub use edition::Edition;
pub use section::{
    RawField, RawLedger, RawLoad, RawPost, RawPublication, RawRollup, RawRoster, RawShift, SectionFront, SectionKind, plain_date,
};
pub use site::{RawSite, Site, read_site};
