//! Addresses of works and versions by the Akoma Ntoso Naming Convention: `/akn/cn/act/<author>/<year>/<code>`.

use super::super::model::{Version, Work};
use crate::kinds::Shared;
use crate::value::{Date, Datelike, slug};

/// The work, whatever its version (section 4.5): who made it first, when, and its code.
pub fn work(shared: &Shared, work: &Work) -> String {
    format!("/akn/cn/act/{}/{}/{}", author(shared, work), created(work).year(), work.code)
}

/// A version in Chinese (section 4.6): `…/zho@2026-03-01`, by the day it takes effect.
pub fn expression(shared: &Shared, of: &Work, version: &Version) -> String {
    format!("{}/zho@{}", work(shared, of), version.effective)
}

/// A unit of a version by its name there (section 4.8.4): `…/zho@2026-03-01/~art_12`; the version itself without a name.
pub fn unit(expression: &str, eid: &str) -> String {
    if eid.is_empty() { expression.to_owned() } else { format!("{expression}/~{eid}") }
}

/// The day a work was made: adopted, else published, else in force.
pub(super) fn created(work: &Work) -> Date {
    let first = &work.versions[0];
    first.front.adopted.or(first.front.published).unwrap_or(first.effective)
}

/// Who made a work: its first issuer, else the site.
pub(super) fn author(shared: &Shared, work: &Work) -> String {
    agent(shared, work.versions[0].front.issuer.as_deref())
}

/// The label of an organisation. An address may not have a digit in its place, where the year stands.
pub(super) fn agent(shared: &Shared, name: Option<&str>) -> String {
    let named = name.filter(|name| *name != shared.site.organisation).map(slug);
    named.filter(|slug| slug.starts_with(|c: char| c.is_ascii_alphabetic())).unwrap_or_else(|| shared.site.id.clone())
}
