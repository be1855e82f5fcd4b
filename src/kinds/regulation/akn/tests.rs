//! The XML of whole texts: nothing is lost, every name is said once, every reference leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::model::{Collection, Version};
use super::super::tests::{SAMPLE, read, read_real, real_texts};
use super::super::tree::{Kind, Tree};
use super::{Eids, Reference, iri, is_shown, write};
use crate::kinds::{Directory, Shared, test_support};
use crate::markdown;

/// Elements that hold words and no line ends of their own.
const WORDED: [&str; 7] = ["num", "heading", "p", "block", "listIntroduction", "crossHeading", "ref"];

fn shared() -> Shared {
    test_support::shared("2026-10-31", Directory::default())
}

fn version(collection: &Collection) -> &Version {
    &collection.works[0].versions[0]
}

fn xml(collection: &Collection, references: &[Reference]) -> String {
    let work = &collection.works[0];
    String::from_utf8(write(&shared(), collection, work, &work.versions[0], references)).unwrap()
}

/// A document, read back.
#[derive(Default)]
struct Document {
    /// Words from the preamble to the end, in order; what the metadata of annexes say is none.
    words: String,
    /// Words of each article by its name.
    articles: BTreeMap<String, String>,
    names: BTreeSet<String>,
    links: Vec<String>,
}

fn parse(xml: &str) -> Document {
    let mut reader = Reader::from_str(xml);
    let (mut document, mut open) = (Document::default(), Vec::new());
    let mut article: Option<(String, usize)> = None;
    loop {
        let event = reader.read_event().unwrap();
        let words = match &event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let value = attribute.value.into_owned();
                    match attribute.key.as_ref() {
                        "eId" => {
                            assert!(document.names.insert(value.clone()), "{value} is named twice");
                            if name == "article" {
                                article = Some((value, open.len()));
                            }
                        }
                        "href" | "source" | "as" | "refersTo" if value.starts_with('#') => document.links.push(value[1..].to_owned()),
                        _ => {}
                    }
                }
                if matches!(event, Event::Start(_)) {
                    open.push(name);
                }
                continue;
            }
            Event::End(_) => {
                open.pop();
                article = article.filter(|(_, depth)| *depth < open.len());
                continue;
            }
            Event::Text(text) => text.xml10_content().into_owned(),
            Event::GeneralRef(entity) => match entity.as_ref() {
                "lt" => "<".to_owned(),
                "gt" => ">".to_owned(),
                "amp" => "&".to_owned(),
                other => panic!("&{other};"),
            },
            _ => continue,
        };
        let in_text = open.get(2).is_some_and(|element| matches!(element.as_str(), "preamble" | "body" | "attachments"));
        if in_text && open.last().is_some_and(|element| WORDED.contains(&element.as_str())) {
            document.words.push_str(&words);
            if let Some((name, _)) = &article {
                document.articles.entry(name.clone()).or_default().push_str(&words);
            }
        }
    }
    assert!(open.is_empty());
    document
}

/// The words of units as the tree has them.
fn words(version: &Version, units: impl Iterator<Item = usize>) -> String {
    let (tree, text) = (&version.tree, version.text());
    let words = |index: usize| {
        let node = tree.node(index);
        let own = node.text.of(text);
        let shown = match node.kind {
            _ if !is_shown(version, index) => return String::new(),
            Kind::Table => super::table::rows(text, node.text.range()).map_or_else(
                || own.lines().map(|line| markdown_words(line.trim())).collect(),
                |rows| rows.into_iter().flatten().map(|cell| markdown_words(&text[cell])).collect(),
            ),
            Kind::Code => {
                let lines: Vec<&str> = own.split('\n').collect();
                lines[1..lines.len() - 1].join("\n")
            }
            _ if super::super::render::is_plain(own) => tree.text(index, text).into_owned(),
            _ => markdown_words(own),
        };
        node.label.of(text).to_owned() + &shown
    };
    units.map(words).collect()
}

fn markdown_words(text: &str) -> String {
    let source = crate::source::SourceText::new("a.md", text);
    markdown::plain_line(&source, &(0..text.len()))
}

/// Reads the XML back and holds it against the tree.
fn check(collection: &Collection) -> Document {
    let version = version(collection);
    let document = parse(&xml(collection, &[]));
    assert_eq!(document.words, words(version, 0..version.tree.len()), "{}", version.front.title);
    let eids = Eids::new(&version.tree);
    for (index, node) in version.tree.iter().filter(|(_, node)| node.kind == Kind::Article) {
        let expected = words(version, std::iter::once(index).chain(version.tree.below(index)));
        let found = document.articles.get(eids.get(index)).unwrap_or_else(|| panic!("{}", eids.get(index)));
        assert_eq!(found, &expected, "{}", node.label.of(version.text()));
    }
    for link in &document.links {
        assert!(document.names.contains(link), "#{link} is nowhere");
    }
    document
}

fn sample(body: &str) -> Collection {
    read(&[("X-1.md", &format!("+++\ntitle = \"某某办法\"\neffective = 2026-01-01\ntopics = [\"author\", \"甲\", \"佳\"]\n+++\n{body}"))])
        .value
}

#[test]
fn real_texts_are_conserved() {
    for (name, text) in real_texts() {
        check(&read_real(&name, &text, "").value);
    }
    check(&sample(SAMPLE));
}

#[test]
fn damaged_texts_are_conserved_and_named() {
    let mut texts: Vec<String> = real_texts().into_iter().map(|(_, text)| text).collect();
    texts.push(SAMPLE.repeat(3));
    texts.push("一\n（一）甲 < 乙 & 丙\u{1F}\n|a|\n|b|\n第一条　丁\n第一条　戊\n第一章 己\n第一章 庚\n".to_owned());
    for text in texts {
        let lines: Vec<&str> = text.lines().filter(|line| !line.contains('\u{1F}')).collect();
        let reversed: Vec<&str> = lines.iter().rev().copied().collect();
        let thinned: Vec<&str> = lines.iter().enumerate().filter(|(at, _)| at % 3 != 1).map(|(_, line)| *line).collect();
        let rotated: Vec<&str> = lines.iter().cycle().skip(lines.len() / 2).take(lines.len()).copied().collect();
        for lines in [lines, reversed, thinned, rotated] {
            check(&sample(&lines.join("\n")));
        }
    }
}

#[test]
fn control_characters_are_left_out() {
    assert!(xml(&sample("第一条　甲\u{B}乙\u{FFFE}丙"), &[]).contains("<p>甲乙丙</p>"));
}

#[test]
fn names_of_units() {
    let names = |body: &str| {
        let collection = sample(body);
        let tree: &Tree = &version(&collection).tree;
        let eids = Eids::new(tree);
        (0..tree.len()).map(|index| eids.get(index)).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let check = |body: &str, expected: &str| assert_eq!(names(body), expected, "{body}");
    check(
        "第一章 甲\n第一节 乙\n第一条　丙\n第二章 丁\n第一节 戊\n第二条　己",
        "chp_1 chp_1__sec_1 art_1 art_1__para_1 chp_2 chp_2__sec_1 art_2 art_2__para_1",
    );
    check("第一编 甲\n第一章 乙\n第二编 丙\n第一章 丁\n第一条　戊", "part_1 part_1__chp_1 part_2 part_2__chp_1 art_1 art_1__para_1");
    check("第九条之二　甲：\n（一）乙：\n1. 丙", "art_9-2 art_9-2__para_1 art_9-2__para_1__point_1 art_9-2__para_1__point_1__indent_1");
    check("总则\n第一条\n附则\n第二条", "hcontainer_1 art_1 hcontainer_2 art_2");
    check(
        "甲\n第一条　乙\n附件1：丙\n丁\n第一条　戊",
        "preamble preamble__p_1 art_1 art_1__para_1 att_1 att_1__para_1 att_1__art_1 att_1__art_1__para_1",
    );
    check("甲\n（一）乙", "hcontainer_1 hcontainer_1__para_1 hcontainer_1__para_1__point_1");
    check("第一条　甲\n第一条　乙", "art_1 art_1__para_1 art_1_2 art_1_2__para_1");
}

#[test]
fn references_stand_around_their_characters() {
    let body = "第一条　依照**本办法第二条**和《分工规定》第一条办理。\n第二条　下列：\n（一）见第一条；\n| 依据 |\n|---|\n| 第一条 |\n";
    let collection = sample(body);
    let version = version(&collection);
    let (text, tree) = (version.text(), &version.tree);
    let eids = Eids::new(tree);
    let article = |number: u16| tree.articles().find(|(_, node)| node.number.base == number).unwrap().0;
    let within = |number| format!("#{}", eids.get(article(number)));
    let expression = iri::expression(&shared(), &collection.works[0], version);
    assert_eq!(iri::unit(&expression, ""), "/akn/cn/act/gongshi/2026/X-1/zho@2026-01-01");
    let across = iri::unit(&expression, eids.get(article(1)));
    let places = |words: &str| text.match_indices(words).map(|(at, _)| at..at + words.len()).collect::<Vec<_>>();
    let firsts: Vec<_> = places("第一条").into_iter().skip(1).collect();
    let references = [
        Reference { span: places("第二条")[0].clone(), href: within(2) },
        Reference { span: firsts[0].clone(), href: across },
        Reference { span: firsts[1].clone(), href: within(1) },
        Reference { span: firsts[2].clone(), href: within(1) },
    ];
    let xml = xml(&collection, &references);
    for line in [
        "<p>依照本办法<ref eId=\"art_1__para_1__ref_1\" href=\"#art_2\">第二条</ref>和《分工规定》\
         <ref eId=\"art_1__para_1__ref_2\" href=\"/akn/cn/act/gongshi/2026/X-1/zho@2026-01-01/~art_1\">第一条</ref>办理。</p>\n",
        "<p>见<ref eId=\"art_2__para_1__point_1__ref_1\" href=\"#art_1\">第一条</ref>；</p>\n",
        "<td><p><ref eId=\"art_2__para_1__table_1__ref_1\" href=\"#art_1\">第一条</ref></p></td>\n",
    ] {
        assert!(xml.contains(line), "{line}\n{xml}");
    }
    assert_eq!(parse(&xml).words, parse(&self::xml(&collection, &[])).words);
}

#[test]
fn the_life_of_a_text() {
    let front = |more: &str| format!("+++\ntitle = \"接待办法\"\nissuer = \"某某院党组\"\n{more}+++\n第一条　甲\n");
    let collection = read(&[
        ("JD-01/2021-07-01.md", &front("adopted = 2021-06-01\n")),
        ("JD-01/2023-01-01.md", &front("made-by = \"amend\"\nbased-on = [\"ZZ-01\", \"中华人民共和国会计法\"]\n")),
        ("ZZ-01.md", "+++\ntitle = \"分工规定\"\neffective = 2026-03-01\nreplaces = [\"JD-01@2023-01-01\"]\n+++\n第一条　甲\n"),
    ])
    .value;
    let work = |at: usize, version: usize| {
        let work = &collection.works[at];
        String::from_utf8(write(&shared(), &collection, work, &work.versions[version], &[])).unwrap()
    };
    let check = |xml: &str, lines: &[&str]| {
        for line in lines {
            assert!(xml.contains(line), "{line}\n{xml}");
        }
    };
    let base = "/akn/cn/act/mou-mou-yuan-dang-zu/2021/JD-01";
    check(
        &work(0, 0),
        &[
            "<act name=\"办法\" contains=\"originalVersion\">",
            &format!(
                "<FRBRuri value=\"{base}\"/>\n<FRBRdate date=\"2021-06-01\" name=\"generation\"/>\n<FRBRauthor href=\"#mou-mou-yuan-dang-zu\" as=\"#author\"/>"
            ),
            "<eventRef eId=\"eref_1\" date=\"2021-07-01\" source=\"#original_1\" type=\"generation\" originatingExpression=\"true\"/>",
            "<eventRef eId=\"eref_2\" date=\"2023-01-01\" source=\"#passiveRef_1\" type=\"amendment\"/>\n</lifecycle>",
        ],
    );
    check(
        &work(0, 1),
        &[
            "<act name=\"办法\" contains=\"singleVersion\">",
            "<eventRef eId=\"eref_3\" date=\"2026-03-01\" source=\"#passiveRef_2\" type=\"repeal\"/>\n</lifecycle>",
            "<passiveRef eId=\"passiveRef_2\" href=\"/akn/cn/act/gongshi/2026/ZZ-01/zho@2026-03-01\" showAs=\"分工规定\"/>",
            "href=\"/akn/cn/act/gongshi/2026/ZZ-01\" showAs=\"分工规定\" name=\"based-on\"/>",
            "href=\"/akn/ontology/work/cn.act.zhong-hua-ren-min-gong-he-guo-hui-ji-fa\" showAs=\"中华人民共和国会计法\" name=\"based-on\"/>",
        ],
    );
    check(&work(1, 0), &[&format!("<activeRef eId=\"activeRef_1\" href=\"{base}/zho@2023-01-01\" showAs=\"接待办法\"/>")]);
}

#[test]
fn a_note_stands_where_it_is_referred_to() {
    let text = "+++\ntitle = \"某某办法\"\neffective = 2026-01-01\n+++\n第一条　甲[^a]乙[^a]丙[^b]。\n[^a]: 见丁。\n";
    let collection = read(&[("X-1.md", text)]);
    let xml = xml(&collection.value, &[]);
    let expected = "<p>甲<authorialNote eId=\"art_1__para_1__authorialNote_1\" marker=\"1\"><p>见丁。</p></authorialNote>\
                    乙<noteRef href=\"#art_1__para_1__authorialNote_1\" marker=\"1\"></noteRef>丙[^b]。</p>";
    assert!(xml.contains(expected), "{xml}");
}
