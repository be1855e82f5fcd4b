//! The days on which a text was made, changed or ended, and the documents that did it.

use std::rc::Rc;

use super::super::model::{MadeBy, Replaced, Version, Work};
use super::eid::Eids;
use super::iri;
use super::meta::Meta;
use super::xml::Xml;
use crate::value::Date;

/// What happened to a text on a day.
pub(super) struct Event<'a> {
    day: Date,
    /// `generation`, `amendment` or `repeal`.
    kind: &'static str,
    /// Whether it made the version that is being written.
    own: bool,
    /// What did it; absent where a term ran out.
    pub document: Option<Document<'a>>,
}

/// A version that made, changed or ended a text.
pub(super) struct Document<'a> {
    /// `original` or `passiveRef`.
    pub element: &'static str,
    /// Its name among the references.
    pub eid: Rc<str>,
    /// Its address.
    pub href: String,
    /// The version.
    pub version: &'a Version,
}

/// All versions of the work, and how this one ends where none of them ends it.
pub(super) fn events<'a>(meta: &Meta<'a>, eids: &mut Eids) -> Vec<Event<'a>> {
    let mut document = |work: &'a Work, version: &'a Version| {
        let original = version.made_by == MadeBy::Issue && work.code == meta.work.code;
        let element = if original { "original" } else { "passiveRef" };
        Document { element, eid: eids.next("", element), href: iri::expression(meta.shared, work, version), version }
    };
    let mut events: Vec<Event<'a>> = Vec::with_capacity(meta.work.versions.len() + 1);
    for version in &meta.work.versions {
        let own = version.effective == meta.version.effective;
        events.push(Event { day: version.effective, kind: kind(version.made_by), own, document: Some(document(meta.work, version)) });
    }
    if let Some(ending) = meta.version.ending.filter(|ending| meta.work.version(ending.from).is_none()) {
        let document = replacing(meta).map(|(work, version)| document(work, version));
        events.push(Event { day: ending.from, kind: "repeal", own: false, document });
    }
    events
}

fn kind(made_by: MadeBy) -> &'static str {
    match made_by {
        MadeBy::Issue => "generation",
        MadeBy::Revise | MadeBy::Amend => "amendment",
        MadeBy::Repeal => "repeal",
    }
}

/// The version of another work that puts this one out of force.
fn replacing<'a>(meta: &Meta<'a>) -> Option<(&'a Work, &'a Version)> {
    let own = Replaced { code: meta.work.code.clone(), date: meta.version.effective };
    let works = meta.collection.replacing.iter().map(|at| &meta.collection.works[*at]);
    let mut versions = works.flat_map(|work| work.versions.iter().map(move |version| (work, version)));
    versions.find(|(_, version)| version.front.replaces.contains(&own))
}

/// Writes the events; one without a document is stated by `source` itself.
pub(super) fn write(xml: &mut Xml, source: &str, events: &[Event<'_>], eids: &mut Eids) {
    xml.open("lifecycle", &[("source", source)]);
    for event in events {
        let by = event.document.as_ref().map_or_else(|| source.to_owned(), |document| format!("#{}", document.eid));
        let (eid, day) = (eids.next("", "eref"), event.day.to_string());
        let mut attributes = vec![("eId", &*eid), ("date", &day), ("source", &by), ("type", event.kind)];
        if event.own {
            attributes.push(("originatingExpression", "true"));
        }
        xml.empty("eventRef", &attributes);
    }
    xml.close("lifecycle");
}
