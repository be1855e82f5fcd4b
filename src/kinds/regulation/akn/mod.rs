//! A version as Akoma Ntoso 3.0 (OASIS LegalDocML), for programs that read law.
//!
//! | text | element | name (`eId`) |
//! |---|---|---|
//! | 编, 篇 · 分编 | `part` · `subpart` | `part_1` · `part_1__subpart_2` |
//! | 章 · 节 | `chapter` · `section` | `chp_3`, or `part_1__chp_3` where chapters begin anew · `chp_3__sec_1` |
//! | bare 总则, 附则 · text behind all chapters | `hcontainer` | `hcontainer_1` |
//! | 条 · 第N条之N · 第N条（删除） | `article`, `status="removed"` | `art_12` · `art_12-1` |
//! | 款 · 项 · 目 | `paragraph` · `point` · `indent` | `art_12__para_2__point_3__indent_1` |
//! | 序言, words before the first heading | `preamble` of `p` and `blockList` | `preamble__p_1` |
//! | 附件 | `attachment` with a `doc` | `att_1`, `att_1__art_2` |
//! | other headings · tables · fenced blocks | `crossHeading` · `table` · `block` | `chp_1__crossHeading_1` |
//!
//! Names follow the Akoma Ntoso Naming Convention 1.0; its section 5.4.1 lets articles that run on through the whole
//! text stand without the name of their chapter. Chinese numerals are written as figures in names, since a name is part
//! of an address; `num` holds the label as the paper has it. The text is that of the source, character for character;
//! what no element may hold in its place (a paragraph of a 项 between two 目) stands in an `hcontainer`.

mod body;
mod eid;
mod iri;
mod lifecycle;
mod meta;
mod preamble;
mod references;
mod table;
#[cfg(test)]
mod tests;
mod words;
mod xml;

use std::ops::Range;

use super::check::instrument_of;
use super::footnote::Footnotes;
use super::model::{Collection, MadeBy, Version, VersionKey, Work};
use super::render::skipped_title;
use super::tree::{Kind, Tree};
use crate::kinds::{Corpus, Shared};
use crate::value::{Date, long_date};
use body::Body;
use meta::Meta;
use xml::Xml;

use eid::Eids;

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// A reference in the text to a unit of this text or of another. What could not be resolved is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The characters it stands in, as bytes of the version's file.
    pub span: Range<usize>,
    /// Where it leads: `#art_12` by `Eids::get` within this text, else by `iri::unit`.
    pub href: String,
}

/// A version of a site as XML.
pub(super) fn akn(corpus: &Corpus, key: VersionKey) -> Vec<u8> {
    let (work, version) = corpus.version(key);
    write(&corpus.shared, &corpus.regulations[key.collection], work, version, &references::references(corpus, key))
}

/// A version as XML. `references` stand in the order of the text.
fn write(shared: &Shared, collection: &Collection, work: &Work, version: &Version, references: &[Reference]) -> Vec<u8> {
    let mut eids = Eids::new(&version.tree);
    let meta = Meta::new(shared, collection, work, version, &mut eids);
    let mut xml = Xml::new();
    let first = version.made_by == MadeBy::Issue && version.effective == work.versions[0].effective;
    let contains = if first { "originalVersion" } else { "singleVersion" };
    let instrument = version.front.instrument.as_deref().or_else(|| instrument_of(&version.front.title)).unwrap_or("act");
    xml.open("akomaNtoso", &[("xmlns", NAMESPACE)]);
    xml.open("act", &[("name", instrument), ("contains", contains)]);
    meta.write(&mut xml, &mut eids);
    preface(&mut xml, version);
    let notes = &Footnotes::of(version);
    Body { xml: &mut xml, version, eids: &mut eids, references, notes, noted: Vec::new() }.write(&meta, contains);
    xml.close("act");
    xml.close("akomaNtoso");
    xml.into_bytes()
}

/// Title, 发文字号 and days, which the file states before the text.
fn preface(xml: &mut Xml, version: &Version) {
    let front = &version.front;
    xml.open("preface", &[]);
    in_paragraph(xml, "title", "docTitle", &[], &front.title);
    if let Some(number) = &front.number {
        in_paragraph(xml, "number", "docNumber", &[], number);
    }
    let days = [("adopted", front.adopted), ("published", front.published), ("effective", Some(version.effective))];
    for (class, day) in days.into_iter().filter_map(|(class, day): (_, Option<Date>)| Some((class, day?))) {
        in_paragraph(xml, class, "docDate", &[("date", &day.to_string())], &long_date(day));
    }
    xml.close("preface");
}

fn in_paragraph(xml: &mut Xml, class: &str, element: &str, attributes: xml::Attributes<'_>, text: &str) {
    xml.start("p", &[("class", class)]);
    xml.start(element, attributes);
    xml.text(text);
    xml.end(element);
    xml.close("p");
}

/// Where the body begins: at the first part, chapter or article. What stands before it is the preamble; a text without
/// any of them is body from its beginning.
fn first_of_body(tree: &Tree) -> usize {
    let main = tree.roots().take_while(|root| tree.node(*root).kind != Kind::Annex);
    let mut units = main.filter(|root| !matches!(tree.node(*root).kind, Kind::Preamble | Kind::Heading | Kind::Contents | Kind::Check));
    units.next().unwrap_or(0)
}

/// Whether a unit is shown where it stands: a table of contents, a check and the title said again are not, and a footnote
/// is where it is referred to.
fn is_shown(version: &Version, index: usize) -> bool {
    !matches!(version.tree.node(index).kind, Kind::Contents | Kind::Check | Kind::Footnote) && !skipped_title(version, index)
}
