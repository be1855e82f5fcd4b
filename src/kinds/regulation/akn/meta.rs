//! What is said of a version before its text: who made it and when, under which addresses, what it is about.

use std::rc::Rc;

use super::super::model::{Collection, Version, Work};
use super::eid::Eids;
use super::iri;
use super::lifecycle::{self, Event};
use super::xml::Xml;
use crate::kinds::Shared;
use crate::value::slug;

/// Roles of organisations: names and words.
const ROLES: [(&str, &str); 3] = [("author", "制定机关"), ("owner", "归口部门"), ("publisher", "发布单位")];

/// A version among all that is told of it.
pub(super) struct Meta<'a> {
    pub shared: &'a Shared,
    pub collection: &'a Collection,
    pub work: &'a Work,
    pub version: &'a Version,
    /// Organisations, each once; the first is the site's, which states all this.
    organisations: Vec<Named<'a>>,
    topics: Vec<Named<'a>>,
    /// `#name` of the site, of who made the work first, who issued this version and who looks after it.
    source: String,
    author: String,
    issuer: String,
    owner: Option<String>,
}

/// A thing with its name in the document.
pub(super) struct Named<'a> {
    /// Its name.
    pub eid: Rc<str>,
    /// What it is called.
    pub words: &'a str,
}

impl<'a> Meta<'a> {
    /// Names the organisations and topics of a version.
    pub(super) fn new(shared: &'a Shared, collection: &'a Collection, work: &'a Work, version: &'a Version, eids: &mut Eids) -> Self {
        for (role, _) in ROLES {
            eids.claim(role);
        }
        let organisation = shared.site.organisation.as_str();
        let stated = |of: &'a Version| of.front.issuer.as_deref().unwrap_or(organisation);
        let mut organisations: Vec<Named<'a>> = Vec::new();
        let mut refer = |words: &'a str, label: String| {
            let known = organisations.iter().find(|one| one.words == words).map(|one| one.eid.clone());
            let eid = known.unwrap_or_else(|| {
                let eid = eids.claim(&label);
                organisations.push(Named { eid: eid.clone(), words });
                eid
            });
            format!("#{eid}")
        };
        let source = refer(organisation, shared.site.id.clone());
        let author = refer(stated(&work.versions[0]), iri::agent(shared, work.versions[0].front.issuer.as_deref()));
        let issuer = refer(stated(version), iri::agent(shared, version.front.issuer.as_deref()));
        let owner = version.front.owner.as_deref();
        let owner = owner.map(|owner| refer(shared.directory.department_name(owner), format!("{}.{}", shared.site.id, label(owner))));
        let topics = version.front.topics.iter().map(|topic| Named { eid: eids.claim(&label(topic)), words: topic }).collect();
        Self { shared, collection, work, version, organisations, topics, source, author, issuer, owner }
    }

    /// Writes the whole of it.
    pub(super) fn write(&self, xml: &mut Xml, eids: &mut Eids) {
        let events = lifecycle::events(self, eids);
        xml.open("meta", &[]);
        self.identification(xml, "main");
        self.publication(xml);
        self.classification(xml);
        lifecycle::write(xml, &self.source, &events, eids);
        self.references(xml, &events, eids);
        xml.close("meta");
    }

    /// The same of an annex, which is a component of the version: `annex_1`.
    pub(super) fn component(&self, xml: &mut Xml, component: &str) {
        xml.open("meta", &[]);
        self.identification(xml, component);
        xml.close("meta");
    }

    fn identification(&self, xml: &mut Xml, component: &str) {
        xml.open("identification", &[("source", &self.source)]);
        self.frbr_work(xml, component);
        let expression = iri::expression(self.shared, self.work, self.version);
        self.frbr_expression(xml, component, &expression);
        self.frbr_manifestation(xml, component, &expression);
        xml.close("identification");
    }

    fn frbr_work(&self, xml: &mut Xml, component: &str) {
        let work = iri::work(self.shared, self.work);
        xml.open("FRBRWork", &[]);
        addresses(xml, &format!("{work}/!{component}"), &work);
        xml.empty("FRBRdate", &[("date", &iri::created(self.work).to_string()), ("name", "generation")]);
        xml.empty("FRBRauthor", &[("href", &self.author), ("as", "#author")]);
        xml.empty("FRBRcountry", &[("value", "cn")]);
        xml.empty("FRBRnumber", &[("value", &self.work.code)]);
        xml.empty("FRBRname", &[("value", &self.version.front.title)]);
        xml.close("FRBRWork");
    }

    fn frbr_expression(&self, xml: &mut Xml, component: &str, expression: &str) {
        xml.open("FRBRExpression", &[]);
        addresses(xml, &format!("{expression}/!{component}"), expression);
        if let Some(number) = &self.version.front.number {
            xml.empty("FRBRalias", &[("value", number), ("name", "发文字号")]);
        }
        self.effective(xml);
        xml.empty("FRBRauthor", &[("href", &self.issuer), ("as", "#author")]);
        if let Some(owner) = &self.owner {
            xml.empty("FRBRauthor", &[("href", owner), ("as", "#owner")]);
        }
        xml.empty("FRBRlanguage", &[("language", "zho")]);
        xml.close("FRBRExpression");
    }

    fn frbr_manifestation(&self, xml: &mut Xml, component: &str, expression: &str) {
        xml.open("FRBRManifestation", &[]);
        addresses(xml, &format!("{expression}/!{component}.xml"), &format!("{expression}.xml"));
        self.effective(xml);
        xml.empty("FRBRauthor", &[("href", &self.source), ("as", "#publisher")]);
        xml.empty("FRBRformat", &[("value", "xml")]);
        xml.close("FRBRManifestation");
    }

    /// The day the version is named by. The day of the build stands nowhere: the same text gives the same bytes on any day.
    fn effective(&self, xml: &mut Xml) {
        xml.empty("FRBRdate", &[("date", &self.version.effective.to_string()), ("name", "effective")]);
    }

    fn publication(&self, xml: &mut Xml) {
        let Some(day) = self.version.front.published else { return };
        let (day, site) = (day.to_string(), &self.shared.site);
        let mut attributes = vec![("date", day.as_str()), ("name", site.id.as_str()), ("showAs", site.organisation.as_str())];
        attributes.extend(self.version.front.number.as_deref().map(|number| ("number", number)));
        xml.empty("publication", &attributes);
    }

    fn classification(&self, xml: &mut Xml) {
        if self.topics.is_empty() {
            return;
        }
        xml.open("classification", &[("source", &self.source)]);
        for Named { eid, words } in &self.topics {
            let topic = format!("#{eid}");
            xml.empty("keyword", &[("value", words), ("showAs", words), ("refersTo", &topic), ("dictionary", &self.source)]);
        }
        xml.close("classification");
    }

    /// What the rest refers to: documents, organisations, roles, topics, and what the version rests on.
    fn references(&self, xml: &mut Xml, events: &[Event<'_>], eids: &mut Eids) {
        xml.open("references", &[("source", &self.source)]);
        for document in events.iter().filter_map(|event| event.document.as_ref()) {
            xml.empty(document.element, &[("eId", &document.eid), ("href", &document.href), ("showAs", &document.version.front.title)]);
        }
        for replaced in self.version.front.replaces.iter().filter(|replaced| replaced.code != self.work.code) {
            let Some(work) = self.collection.work(&replaced.code) else { continue };
            let Some(version) = work.version(replaced.date) else { continue };
            let (eid, href) = (eids.next("", "activeRef"), iri::expression(self.shared, work, version));
            xml.empty("activeRef", &[("eId", &eid), ("href", &href), ("showAs", &version.front.title)]);
        }
        for Named { eid, words } in &self.organisations {
            concept(xml, "TLCOrganization", eid, &format!("organization/cn.{eid}"), words);
        }
        for (role, words) in ROLES {
            concept(xml, "TLCRole", role, &format!("role/{role}"), words);
        }
        for Named { eid, words } in &self.topics {
            concept(xml, "TLCConcept", eid, &format!("concept/{}.{eid}", self.shared.site.id), words);
        }
        for basis in &self.version.front.based_on {
            self.basis(xml, basis, eids);
        }
        xml.close("references");
    }

    /// What the version rests on: a work of the site, or a law by its title.
    fn basis(&self, xml: &mut Xml, basis: &str, eids: &mut Eids) {
        let (label, known) = (label(basis), self.collection.work(basis));
        let href = known.map_or_else(|| format!("/akn/ontology/work/cn.act.{label}"), |work| iri::work(self.shared, work));
        let title = known.and_then(|work| work.versions.last()).map_or(basis, |version| &version.front.title);
        let eid = eids.claim(&label);
        xml.empty("TLCReference", &[("eId", &eid), ("href", &href), ("showAs", title), ("name", "based-on")]);
    }
}

fn addresses(xml: &mut Xml, this: &str, uri: &str) {
    xml.empty("FRBRthis", &[("value", this)]);
    xml.empty("FRBRuri", &[("value", uri)]);
}

fn concept(xml: &mut Xml, element: &str, eid: &str, path: &str, words: &str) {
    xml.empty(element, &[("eId", eid), ("href", &format!("/akn/ontology/{path}")), ("showAs", words)]);
}

/// A text as a label: its pinyin, or `nn` as the naming convention calls what has no name.
fn label(text: &str) -> String {
    Some(slug(text)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "nn".to_owned())
}
