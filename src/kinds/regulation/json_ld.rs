//! What a version is, as `Legislation` of schema.org in JSON-LD, for search engines and catalogues.
//!
//! It stands in a script element of the page as a block of data, which no browser runs, so that the page's policy has no
//! word in it. Addresses are absolute where the site states its own, else relative to the page.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, Serializer};

use super::check::instrument_of;
use super::model::{Collection, MadeBy, Version, Work};
use super::pages::{version_address, work_address};
use super::render;
use super::status::{Status, status};
use super::tree::Kind;
use crate::kinds::Shared;
use crate::view::href;

/// The most bytes a page spends on it; above, the parts are left out.
const LARGEST: usize = 4096;

/// Bytes a relative address takes on the page beyond its mark: `../../../`.
const CLIMB: usize = 8;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Legislation<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    url: String,
    name: &'a str,
    legislation_identifier: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    legislation_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legislation_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    legislation_date_version: String,
    legislation_legal_force: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    in_language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    legislation_passed_by: Option<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legislation_responsible: Option<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    legislation_changes: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    legislation_consolidates: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    is_based_on: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    encoding: Vec<Encoding>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<Part>,
}

/// An organisation, or another text.
#[derive(Serialize)]
struct Thing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: &'a str,
}

/// The same text in another form.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Encoding {
    #[serde(rename = "@type")]
    kind: &'static str,
    encoding_format: &'static str,
    content_url: String,
}

/// A chapter, an article or an annex.
#[derive(Serialize)]
struct Part {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: String,
}

/// A version as JSON-LD that can stand in a script element.
pub(super) fn json_ld(shared: &Shared, collection: &Collection, work: &Work, version: &Version) -> String {
    let page = Page { shared, collection };
    let mut legislation = page.legislation(work, version);
    let text = write(&legislation);
    if text.len() + text.matches('\0').count() * CLIMB <= LARGEST {
        return text;
    }
    legislation.has_part.clear();
    write(&legislation)
}

struct Page<'a> {
    shared: &'a Shared,
    collection: &'a Collection,
}

impl<'a> Page<'a> {
    fn legislation(&self, work: &'a Work, version: &'a Version) -> Legislation<'a> {
        let front = &version.front;
        let address = version_address(self.collection, work, version);
        let number = front.number.as_deref().unwrap_or(&work.code);
        let organisation = |name| Thing { kind: "Organization", id: None, name };
        let (changes, consolidates) = self.before(work, version);
        Legislation {
            context: "https://schema.org",
            kind: "Legislation",
            id: self.link(&address),
            url: self.link(&address),
            name: &front.title,
            legislation_identifier: number,
            legislation_type: front.instrument.as_deref().or_else(|| instrument_of(&front.title)),
            legislation_date: front.adopted.map(|day| day.to_string()),
            date_published: front.published.map(|day| day.to_string()),
            legislation_date_version: version.effective.to_string(),
            legislation_legal_force: self.force(version),
            temporal_coverage: coverage(version),
            in_language: "zh-CN",
            legislation_passed_by: front.issuer.as_deref().map(organisation),
            legislation_responsible: front.owner.as_deref().map(|id| organisation(self.shared.directory.department_name(id))),
            legislation_changes: changes,
            legislation_consolidates: consolidates,
            is_based_on: front.based_on.iter().map(|basis| self.basis(basis)).collect(),
            keywords: front.topics.iter().map(String::as_str).collect(),
            encoding: vec![
                self.encoding("application/akn+xml", &address.replace("index.html", "index.akn.xml")),
                self.encoding("application/json", &address.replace("index.html", "index.json")),
            ],
            has_part: self.parts(version, &address),
        }
    }

    /// A link that is absolute, or made relative when the page's own address is known.
    fn link(&self, address: &str) -> String {
        self.shared.site.base_url.as_ref().map_or_else(|| href(address), |base| format!("{base}/{address}"))
    }

    fn force(&self, version: &Version) -> &'static str {
        match status(&version.term(), version.ending, self.shared.as_of) {
            Status::InForce => "https://schema.org/InForce",
            Status::NotYet | Status::Superseded | Status::Repealed | Status::Expired => "https://schema.org/NotInForce",
        }
    }

    /// What the version changes: texts it replaces, and the version before it unless it only takes that one over with
    /// amendments, which is consolidating it.
    fn before(&self, work: &'a Work, version: &'a Version) -> (Vec<Thing<'a>>, Vec<Thing<'a>>) {
        let others = version.front.replaces.iter().filter(|replaced| replaced.code != work.code);
        let replaced = others.filter_map(|replaced| {
            let work = self.collection.work(&replaced.code)?;
            Some(self.text(work, work.version(replaced.date)?))
        });
        let mut changes: Vec<Thing<'a>> = replaced.collect();
        let earlier = work.versions.iter().rev().find(|earlier| earlier.effective < version.effective);
        let earlier: Vec<Thing<'a>> = earlier.into_iter().map(|earlier| self.text(work, earlier)).collect();
        if version.made_by == MadeBy::Amend {
            return (changes, earlier);
        }
        changes.extend(earlier);
        (changes, Vec::new())
    }

    fn text(&self, work: &Work, version: &'a Version) -> Thing<'a> {
        let id = Some(self.link(&version_address(self.collection, work, version)));
        Thing { kind: "Legislation", id, name: &version.front.title }
    }

    /// What the version rests on: a work of the site, or a law by its title.
    fn basis(&self, basis: &'a str) -> Thing<'a> {
        let work = self.collection.work(basis);
        let name = work.map_or(basis.trim_matches(['《', '》']), |work| &work.shown(self.shared.as_of).front.title);
        Thing { kind: "Legislation", id: work.map(|work| self.link(&work_address(self.collection, work))), name }
    }

    fn encoding(&self, encoding_format: &'static str, address: &str) -> Encoding {
        Encoding { kind: "MediaObject", encoding_format, content_url: self.link(address) }
    }

    /// Chapters and annexes; the articles of a text without chapters.
    fn parts(&self, version: &Version, address: &str) -> Vec<Part> {
        let part = |id: &str, name: String| Part { kind: "Legislation", id: self.link(&format!("{address}#{id}")), name };
        let (tree, text) = (&version.tree, version.text());
        let chaptered = |index: usize| matches!(tree.node(index).kind, Kind::Part | Kind::Chapter | Kind::General | Kind::Supplementary);
        let mut parts = Vec::new();
        if !tree.roots().any(chaptered) {
            parts.extend(tree.articles().map(|(index, _)| part(&tree.id(index), tree.citation(index, text))));
        }
        parts.extend(render::contents(version).into_iter().map(|entry| part(&entry.id, entry.title)));
        parts
    }
}

/// From the first day in force to the last: `2022-01-01/2026-02-28`, `2026-03-01/..`. A repeal was never in force itself.
fn coverage(version: &Version) -> Option<String> {
    let until = version.ending.map_or_else(|| "..".to_owned(), |ending| ending.until().to_string());
    (version.made_by != MadeBy::Repeal).then(|| format!("{}/{until}", version.effective))
}

fn write(legislation: &Legislation<'_>) -> String {
    let mut bytes = Vec::new();
    legislation.serialize(&mut Serializer::with_formatter(&mut bytes, ForScript)).expect("plain records always serialise");
    String::from_utf8(bytes).expect("JSON is text")
}

/// Writes JSON without `<`, so that nothing in it ends the script element, and leaves the mark of a relative address, a
/// NUL, as it is: no source text holds one.
struct ForScript;

impl Formatter for ForScript {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut pieces = fragment.split('<');
        writer.write_all(pieces.next().unwrap_or_default().as_bytes())?;
        pieces.try_for_each(|piece| {
            writer.write_all(b"\\u003c")?;
            writer.write_all(piece.as_bytes())
        })
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        match escape {
            CharEscape::AsciiControl(0) => writer.write_all(b"\0"),
            other => CompactFormatter.write_char_escape(writer, other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::json_ld;
    use crate::kinds::regulation::model::Collection;
    use crate::kinds::{Department, Directory, Shared, test_support};

    fn shared() -> Shared {
        let office = Department { id: "office".into(), name: "办公室".into(), short: "办".into() };
        test_support::shared("2026-10-31", Directory { departments: vec![office], ..Directory::default() })
    }

    fn collection(body: &str) -> Collection {
        let front = "title = \"</script>接待办法\"\nissuer = \"某某院党组\"\nowner = \"office\"\ntopics = [\"接待\"]\n";
        let amended = format!(
            "+++\n{front}number = \"云检办〔2026〕3号\"\nadopted = 2026-02-09\npublished = 2026-02-12\nmade-by = \"amend\"\n\
             replaces = [\"ZZ-00@2020-01-01\", \"JD-01@2021-07-01\"]\nbased-on = [\"ZZ-01\", \"《中华人民共和国会计法》\"]\n+++\n{body}"
        );
        read(&[
            ("JD-01/2021-07-01.md", &format!("+++\n{front}+++\n{body}")),
            ("JD-01/2026-03-01.md", &amended),
            ("ZZ-00.md", "+++\ntitle = \"旧规定\"\neffective = 2020-01-01\n+++\n第一条　甲\n"),
            ("ZZ-01.md", "+++\ntitle = \"分工规定\"\neffective = 2026-12-01\n+++\n第一条　甲\n"),
        ])
        .value
    }

    fn check(shared: &Shared, collection: &Collection, work: usize, version: usize) -> String {
        let work = &collection.works[work];
        json_ld(shared, collection, work, &work.versions[version])
    }

    #[test]
    fn a_version_with_all_that_is_known_of_it() {
        let text = check(&shared(), &collection("## 第一章　总则\n第一条　甲\n附件1：清单\n乙\n"), 0, 1);
        assert!(!text.contains('<') && text.contains("\"\0regulations/JD-01/2026-03-01/index.html\""));
        let page = "../../../regulations/JD-01/2026-03-01/index";
        let organization = |name: &str| serde_json::json!({"@type": "Organization", "name": name});
        let legislation = |address: &str, name: &str| serde_json::json!({"@type": "Legislation", "@id": format!("../../../regulations/{address}index.html"), "name": name});
        let part = |id: &str, name: &str| serde_json::json!({"@type": "Legislation", "@id": format!("{page}.html#{id}"), "name": name});
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text.replace('\0', "../../../")).unwrap(),
            serde_json::json!({
                "@context": "https://schema.org", "@type": "Legislation", "@id": format!("{page}.html"), "url": format!("{page}.html"),
                "name": "</script>接待办法", "legislationIdentifier": "云检办〔2026〕3号", "legislationType": "办法",
                "legislationDate": "2026-02-09", "datePublished": "2026-02-12", "legislationDateVersion": "2026-03-01",
                "legislationLegalForce": "https://schema.org/InForce", "temporalCoverage": "2026-03-01/..", "inLanguage": "zh-CN",
                "legislationPassedBy": organization("某某院党组"), "legislationResponsible": organization("办公室"),
                "legislationChanges": [legislation("ZZ-00/2020-01-01/", "旧规定")],
                "legislationConsolidates": [legislation("JD-01/2021-07-01/", "</script>接待办法")],
                "isBasedOn": [legislation("ZZ-01/", "分工规定"), {"@type": "Legislation", "name": "中华人民共和国会计法"}],
                "keywords": ["接待"],
                "encoding": [
                    {"@type": "MediaObject", "encodingFormat": "application/akn+xml", "contentUrl": format!("{page}.akn.xml")},
                    {"@type": "MediaObject", "encodingFormat": "application/json", "contentUrl": format!("{page}.json")}],
                "hasPart": [part("ch-1", "第一章　总则"), part("annex-1", "附件1　清单")],
            })
        );
    }

    #[test]
    fn force_and_coverage_follow_the_dates() {
        let collection = collection("第一条　甲");
        for (work, version, force, coverage) in [
            (0, 0, "NotInForce", "2021-07-01/2026-02-28"),
            (0, 1, "InForce", "2026-03-01/.."),
            (1, 0, "NotInForce", "2020-01-01/2026-02-28"),
            (2, 0, "NotInForce", "2026-12-01/.."),
        ] {
            let value: serde_json::Value = serde_json::from_str(&check(&shared(), &collection, work, version).replace('\0', "")).unwrap();
            assert_eq!(value["legislationLegalForce"], format!("https://schema.org/{force}"));
            assert_eq!(value["temporalCoverage"], coverage);
        }
    }

    #[test]
    fn addresses_are_absolute_where_the_site_states_its_own() {
        let mut shared = shared();
        shared.site.base_url = Some("https://intranet.example/gs".to_owned());
        let text = check(&shared, &collection("第一条　甲"), 0, 0);
        assert!(!text.contains('\0'));
        assert!(text.contains("\"@id\":\"https://intranet.example/gs/regulations/JD-01/2021-07-01/index.html#art-1\""), "{text}");
    }

    #[test]
    fn a_page_spends_no_more_than_4_kib_on_it() {
        for articles in [3_u32, 17, 200] {
            let body: String = (1..=articles).map(|number| format!("第{}条　甲\n", crate::value::write_numeral(number))).collect();
            let text = check(&shared(), &collection(&body), 0, 1).replace('\0', "../../../");
            assert!(text.len() <= 4096, "{articles}: {}", text.len());
            assert_eq!(text.contains("hasPart"), articles < 200, "{articles}: {}", text.len());
        }
    }
}
