//! A Word document to paragraphs: its text as Word shows it, automatic numbers written out.
//!
//! Looks are dropped, words are kept; what cannot be kept is noted. Numbers are counted as Word counts them, so that
//! 第十二条 here is 第十二条 on the paper. Nothing in a file may make this panic, recurse or grow without end.

mod fault;
mod format;
mod inline;
mod numbering;
mod package;
mod reader;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod words;
mod xml;

use std::collections::BTreeMap;

use super::changes::Changes;
use super::piece::Piece;
use crate::kinds::regulation::grammar::trim;
use inline::text_below;
use numbering::Numbering;
use package::{Package, Targets};
use reader::Reader;
use styles::Styles;
use xml::Element;

pub(super) use fault::Fault;

/// The paragraphs and tables of a document.
pub(super) fn read(bytes: &[u8], changes: &mut Changes) -> Result<Vec<Piece>, Fault> {
    let mut package = Package::open(bytes)?;
    let main = package.main()?;
    let document = package.part(&main)?.ok_or(Fault::NotWord)?;
    let body = document.child("body").filter(|_| document.name == "document").ok_or(Fault::NotWord)?;
    let targets = package.targets(&main)?;
    let styles = side(&mut package, &targets, "styles")?.map_or_else(Styles::default, |root| Styles::read(&root));
    let numbering = side(&mut package, &targets, "numbering")?.map_or_else(Numbering::default, |root| Numbering::read(&root));
    let mut notes = BTreeMap::new();
    for (kind, end) in [("footnotes", false), ("endnotes", true)] {
        for note in side(&mut package, &targets, kind)?.iter().flat_map(Element::elements) {
            if let Some(id) = note.attribute("id").filter(|_| note.attribute("type").is_none_or(|kind| kind == "normal")) {
                notes.insert((end, id.to_owned()), trim(&text_below(note)).to_owned());
            }
        }
    }
    Ok(Reader::new(&styles, &numbering, &targets, &notes, changes).read(body))
}

/// A part beside the text, by what it is to it.
fn side(package: &mut Package<'_>, targets: &Targets, kind: &str) -> Result<Option<Element>, Fault> {
    match targets.values().find(|target| target.kind == kind && !target.external) {
        Some(target) => package.part(&target.address),
        None => package.part(&format!("word/{kind}.xml")),
    }
}
