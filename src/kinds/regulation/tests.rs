//! Real texts: what is counted, what is reported, what is conserved.

#![expect(clippy::disallowed_methods, reason = "real texts are read from the disk")]

use std::fs;
use std::path::{Path, PathBuf};

use super::grammar::parse;
use super::import;
use super::model::{Collection, Version, VersionKey};
use super::tree::Kind;
use crate::diag::{Checked, Language};
use crate::kinds::test_support::{self, Fixture};
use crate::kinds::{Corpus, Department, Directory, Shared};
use crate::view::{Address, Content, Link};

/// The folder of real texts beside the repository, or nothing where it is not at hand.
pub(super) fn real_texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders: Vec<PathBuf> = ["../shared/data/regulations", "../../shared/data/regulations"].map(|folder| root.join(folder)).into();
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
        eprintln!("the real texts are not at hand; nothing was tried on them");
        return Vec::new();
    };
    let mut texts: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    texts.sort();
    texts
}

/// A site with two departments on 31 October 2026.
fn shared() -> Shared {
    let department = |id: &str, name: &str| Department { id: id.into(), name: name.into(), short: name.into() };
    let departments = vec![department("office", "办公室"), department("police", "司法警察大队")];
    test_support::shared("2026-10-31", Directory { departments, ..Directory::default() })
}

/// Reads files of a section `regulations`.
pub(super) fn read(files: &[(&str, &str)]) -> Checked<Collection> {
    let mut diagnostics = Vec::new();
    let fixture = Fixture::new("regulations", "title = \"规章制度\"\nkind = \"regulations\"\n", files, &mut diagnostics);
    assert_eq!(diagnostics, []);
    super::read(&shared(), &fixture.section())
}

/// Findings as `code@line:column`.
pub(super) fn places(files: &[(&str, &str)], checked: &Checked<Collection>) -> Vec<String> {
    let mut found = checked.diagnostics.clone();
    crate::diag::sort(&mut found);
    let place = |d: &crate::diag::Diagnostic| {
        let place = d.place.as_ref().unwrap();
        let text = files.iter().find(|(name, _)| place.file.ends_with(name)).unwrap().1;
        let Some(span) = &place.span else { return format!("{}@file", d.code) };
        assert!(!d.message.get(Language::En).is_empty() && d.help.is_some());
        let before = &text[..span.start];
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        format!("{}@{}:{column}", d.code, before.matches('\n').count() + 1)
    };
    found.iter().map(place).collect()
}

/// Imports a real text with further settings and reads it.
pub(super) fn read_real(name: &str, text: &str, settings: &str) -> Checked<Collection> {
    let imported = import(text, name);
    assert_eq!(imported.diagnostics, [], "{name}");
    let text = imported.value.text.replacen("+++\n", &format!("+++\ncode = \"X-1\"\n{settings}"), 1);
    read(&[("text.md", &text)])
}

fn version(collection: &Collection) -> &Version {
    &collection.works[0].versions[0]
}

fn count(version: &Version, kind: Kind) -> usize {
    version.tree.iter().filter(|(_, node)| node.kind == kind).count()
}

#[test]
fn real_texts_are_counted_right() {
    for (name, text) in real_texts() {
        let collection = read_real(&name, &text, "").value;
        let version = version(&collection);
        let articles = version.tree.articles().count();
        let expected = match name.as_str() {
            "刑法.md" => 505,
            "立法法(2023-03-13).md" => 120,
            "会计法(2024-06-28).md" => 51,
            "机关事务管理条例(2012-06-28).md" => 35,
            "刑事诉讼法(2018-10-26).md" => 307,
            "宪法.md" => 143,
            "导弹及相关物项和技术出口管制条例(2002-08-22).md" => {
                assert_eq!((count(version, Kind::Subitem), count(version, Kind::Annex)), (124, 1));
                24
            }
            _ => continue,
        };
        assert_eq!(articles, expected, "{name}");
    }
}

/// Findings as `code first characters of the place`.
fn words_found(read: &Checked<Collection>) -> Vec<String> {
    let text = version(&read.value).text();
    let words = |d: &crate::diag::Diagnostic| {
        let span = d.place.as_ref().unwrap().span.clone().unwrap();
        format!("{} {}", d.code, text[span.start..].chars().take(3).collect::<String>())
    };
    read.diagnostics.iter().map(words).collect()
}

#[test]
fn real_texts_are_reported_where_they_are_wrong_and_nowhere_else() {
    for (name, text) in real_texts() {
        let read = read_real(&name, &text, "");
        let expected: &[&str] = match name.as_str() {
            // Articles 10 and 13 lack （一）, article 36 has （三） in the line of （二）.
            "东莞市文明行为促进条例(2023-02-23).md" => {
                let articles: Vec<String> = read.diagnostics.iter().map(|d| article_of(version(&read.value), d)).collect();
                assert_eq!(articles, ["art-10", "art-13", "art-36"]);
                &["regulation/item-first （二）", "regulation/item-first （三）", "regulation/item-gap （四）"]
            }
            "刑事诉讼法(2018-10-26).md" => {
                assert!(read.diagnostics[0].message.zh.contains("第一百二十八条"));
                &["regulation/article-gap 第一百"]
            }
            _ => &[],
        };
        assert_eq!(words_found(&read), expected, "{name}");
        if name.starts_with("刑事诉讼法") {
            assert_eq!(words_found(&read_real(&name, &text, "gaps = [\"art-128\"]\n")), [""; 0]);
        }
    }
}

/// The article a finding lies in.
fn article_of(version: &Version, diagnostic: &crate::diag::Diagnostic) -> String {
    let at = diagnostic.place.as_ref().unwrap().span.as_ref().unwrap().start;
    let before = version.tree.articles().filter(|(_, node)| (node.label.start as usize) <= at);
    before.last().map(|(index, _)| version.tree.id(index)).unwrap()
}

/// Every byte of a text stands in exactly one unit, or is a space or a mark of Markdown.
fn conserved(text: &str) {
    let tree = parse(text, &(0..text.len()), false);
    let spans = tree.iter().flat_map(|(_, node)| [node.label, node.text]).filter(|span| !span.is_empty());
    let mut spans: Vec<(usize, usize)> = spans.map(|span| (span.start as usize, span.end as usize)).collect();
    // A text in front of its label is one that was put there: units stand in the order of the text.
    assert!(spans.is_sorted(), "units out of order in {text}");
    spans.push((text.len(), text.len()));
    let mut at = 0;
    for (start, end) in spans {
        assert!(at <= start, "units overlap at {start} in {text}");
        let lost = text[at..start].trim_matches(super::grammar::is_space);
        assert!(
            lost.chars().all(|c| matches!(c, '#' | '*' | '：' | ':' | '.' | '．' | '、') || super::grammar::is_space(c)),
            "lost {lost:?}"
        );
        at = end;
    }
}

#[test]
fn nothing_of_a_text_is_lost() {
    for (name, text) in real_texts() {
        conserved(&import(&text, &name).value.text);
        conserved(&text);
    }
    conserved(SAMPLE);
}

/// A text with every kind of unit.
pub(super) const SAMPLE: &str = "某某办法\n\n目录\n第一编 甲\n第二编 乙\n第一编 甲\n第一章 总则\n第一节 一般\n第一条〔目的〕　为了**规范**，制定本办法。\n\n\
    第二条　下列事项：\n（一）甲；\n续甲；\n（二）乙：\n1. 丙；\n（1）丁；\n2．戊。\n第二款：（一）己；（二）庚。\n第三条（删除）\n第三条之一\n辛\n\
    ### 说明\n壬\n| a | b |\n|---|---|\n```\n第四条 癸\n```\n第二编 乙\n第一章 附加\n第四条　子\n附则\n第五条　丑\n附件1：清单\n一、寅\n第一条　卯\n";

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).unwrap()
    }
}

/// A text with one thing changed: a line dropped, doubled or joined to the next, a numeral or any character changed.
fn mutated(text: &str, dice: &mut Dice) -> String {
    const CHARACTERS: [char; 20] =
        ['一', '十', '百', '零', '第', '条', '章', '（', '）', '：', '；', '1', '.', '#', '*', '|', '`', '\n', '\u{200b}', '之'];
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = dice.roll(lines.len());
    match dice.roll(5) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[at].clone()),
        2 => {
            let line = lines.remove(at);
            match lines.get_mut(at) {
                Some(next) => next.insert_str(0, &line),
                None => lines.push(line),
            }
        }
        _ => {
            let mut characters: Vec<char> = lines[at].chars().collect();
            let place = dice.roll(characters.len() + 1);
            let character = CHARACTERS[dice.roll(CHARACTERS.len())];
            if place < characters.len() && dice.roll(2) == 0 {
                characters[place] = character
            } else {
                characters.insert(place, character)
            }
            lines[at] = characters.into_iter().collect();
        }
    }
    lines.join("\n")
}

/// Reads a damaged text: nothing panics, nothing is lost, and every finding has a place that can be shown.
fn survives(body: &str) {
    let whole = format!("+++\ntitle = \"某某办法\"\neffective = 2026-01-01\n+++\n{body}");
    let read = read(&[("X-1.md", &whole)]);
    for diagnostic in &read.diagnostics {
        let span = diagnostic.place.as_ref().unwrap().span.clone().unwrap();
        assert!(whole.get(span).is_some(), "{diagnostic:?}");
    }
    conserved(body);
    let articles = count(version(&read.value), Kind::Article);
    let (plain, marked) = rendered(read.value);
    assert_eq!(plain.matches("<article").count(), articles, "{body}");
    assert_eq!(without_tags(&marked), without_tags(&plain), "{body}");
}

/// A text as markup, without references, terms and notes and with them.
fn rendered(collection: Collection) -> (String, String) {
    let shared = shared();
    let citations = super::reference::cite(std::slice::from_ref(&collection), &shared.external, "").value;
    let corpus = Corpus { regulations: vec![collection], citations, ..Corpus::empty(shared) };
    let key = VersionKey { collection: 0, work: 0, version: 0 };
    let (_, version) = corpus.version(key);
    let notes = super::notes::Notes::new(&corpus, key);
    let body = |marks: &[crate::markdown::Mark]| super::render::body(version, &NoLinks, marks, &notes).value.0;
    (body(&[]), body(&super::marks::marks(&corpus, key)))
}

fn without_tags(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

#[test]
fn damaged_texts_are_read_to_the_end() {
    let mut texts: Vec<String> = real_texts().into_iter().map(|(_, text)| text).collect();
    texts.push(SAMPLE.repeat(3));
    let mut dice = Dice(2026);
    for text in texts {
        let characters: Vec<char> = text.chars().collect();
        for _ in 0..6 {
            let start = dice.roll(characters.len().saturating_sub(3000));
            let mut part: String = characters[start..].iter().take(3000).collect();
            for _ in 0..12 {
                part = mutated(&part, &mut dice);
                survives(&part);
            }
            let mut bytes = part.into_bytes();
            for _ in 0..20 {
                let at = dice.roll(bytes.len());
                bytes[at] = u8::try_from(dice.roll(255)).unwrap() + 1;
            }
            survives(&String::from_utf8_lossy(&bytes));
        }
    }
}

/// Links of a site without other pages.
pub(super) struct NoLinks;

impl crate::markdown::Links for NoLinks {
    fn resolve(&self, target: &str) -> Result<String, Box<crate::diag::Diagnostic>> {
        Ok(target.to_owned())
    }
}

/// Two works: one revised, one that replaces a third and has an annex.
fn collection() -> Collection {
    let body = "## 第一章　总则\n第一条　为了**规范**接待，制定本办法。\n第二条〔范围〕　下列事项：\n（一）甲；\n续；\n（二）乙：\n1. 丙。\n\n第三条（删除）\n附件1：清单\n丁：\n（一）戊\n";
    let old = format!("+++\ntitle = \"公务接待管理办法\"\nnumber = \"云检办〔2021〕2号\"\nowner = \"office\"\n+++\n{body}");
    let new = format!(
        "+++\ntitle = \"公务接待管理办法\"\nnumber = \"云检办〔2026〕3号\"\nowner = \"office\"\ntopics = [\"接待\", \"支出\"]\naliases = [\"reception\", \"old/rule.html\", \"接待办法\"]\n+++\n{body}"
    );
    let checked = read(&[
        ("JD-01/2021-07-01.md", &old),
        ("JD-01/2026-03-01.md", &new),
        ("JD-01/2026-03-01.reason.md", "落实新的规定。\n"),
        (
            "ZZ-01.md",
            "+++\ntitle = \"分工规定\"\neffective = 2026-12-01\nreplaces = [\"ZZ-00@2020-01-01\"]\nbased-on = [\"JD-01\", \"中华人民共和国会计法\"]\n+++\n第一条　甲\n",
        ),
        ("ZZ-00.md", "+++\ntitle = \"旧分工规定\"\neffective = 2020-01-01\n+++\n第一条　甲\n"),
    ]);
    assert_eq!(checked.diagnostics, []);
    checked.value
}

fn corpus() -> Corpus {
    Corpus { regulations: vec![collection()], ..Corpus::empty(shared()) }
}

/// The content planned at an address.
fn made(corpus: &Corpus, address: &str) -> Content {
    let pages = super::pages(corpus, &corpus.regulations[0]);
    let planned = pages.iter().find(|planned| planned.addresses.iter().any(|one| one.as_str() == address));
    (planned.unwrap_or_else(|| panic!("nothing at {address}")).make)()
}

fn json(corpus: &Corpus, address: &str) -> serde_json::Value {
    match made(corpus, address) {
        Content::Data(bytes) => serde_json::from_slice(&bytes).unwrap(),
        Content::Page(_) => panic!("{address} is a page"),
    }
}

fn page(corpus: &Corpus, address: &str) -> serde_json::Value {
    match made(corpus, address) {
        Content::Page(page) => {
            let mut value = serde_json::to_value(&*page).unwrap();
            value["template"] = page.template.into();
            value
        }
        Content::Data(_) => panic!("{address} is no page"),
    }
}

#[test]
fn every_address_is_planned_once() {
    let corpus = corpus();
    let pages = super::pages(&corpus, &corpus.regulations[0]);
    let addresses: Vec<String> =
        pages.iter().map(|planned| planned.addresses.iter().map(Address::as_str).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        addresses,
        [
            "regulations/index.html",
            "regulations/index.json",
            "regulations/JD-01/2021-07-01/index.html",
            "regulations/JD-01/2021-07-01/index.json",
            "regulations/JD-01/2021-07-01/index.akn.xml",
            "regulations/JD-01/2026-03-01/index.html regulations/JD-01/index.html",
            "regulations/JD-01/2026-03-01/index.json regulations/JD-01/index.json",
            "regulations/JD-01/2026-03-01/index.akn.xml regulations/JD-01/index.akn.xml",
            "regulations/ZZ-00/2020-01-01/index.html regulations/ZZ-00/index.html",
            "regulations/ZZ-00/2020-01-01/index.json regulations/ZZ-00/index.json",
            "regulations/ZZ-00/2020-01-01/index.akn.xml regulations/ZZ-00/index.akn.xml",
            "regulations/ZZ-01/2026-12-01/index.html regulations/ZZ-01/index.html",
            "regulations/ZZ-01/2026-12-01/index.json regulations/ZZ-01/index.json",
            "regulations/ZZ-01/2026-12-01/index.akn.xml regulations/ZZ-01/index.akn.xml",
            "regulations/reception/index.html",
            "old/rule.html",
        ]
    );
}

#[test]
fn the_index_lists_all_works_and_versions() {
    assert_eq!(
        json(&corpus(), "regulations/index.json"),
        serde_json::json!({"format": 1, "as_of": "2026-10-31", "works": [
            {"code": "JD-01", "title": "公务接待管理办法", "number": "云检办〔2026〕3号", "owner": "office", "status": "in-force", "versions": [
                {"date": "2021-07-01", "until": "2026-02-28", "made_by": "issue", "path": "regulations/JD-01/2021-07-01/index.html"},
                {"date": "2026-03-01", "until": null, "made_by": "revise", "path": "regulations/JD-01/2026-03-01/index.html"}]},
            {"code": "ZZ-00", "title": "旧分工规定", "number": null, "owner": null, "status": "in-force", "versions": [
                {"date": "2020-01-01", "until": "2026-11-30", "made_by": "issue", "path": "regulations/ZZ-00/2020-01-01/index.html"}]},
            {"code": "ZZ-01", "title": "分工规定", "number": null, "owner": null, "status": "not-yet", "versions": [
                {"date": "2026-12-01", "until": null, "made_by": "issue", "path": "regulations/ZZ-01/2026-12-01/index.html"}]},
        ]})
    );
}

#[test]
fn a_version_as_json() {
    let corpus = corpus();
    assert_eq!(json(&corpus, "regulations/JD-01/2021-07-01/index.json")["status"], "superseded");
    let paragraph = |id: &str, text: &str| serde_json::json!({"id": id, "text": text, "items": [], "subitems": []});
    assert_eq!(
        json(&corpus, "regulations/JD-01/index.json"),
        serde_json::json!({
            "format": 1, "code": "JD-01", "version": "2026-03-01", "title": "公务接待管理办法", "number": "云检办〔2026〕3号",
            "status": "in-force", "until": null,
            "counts": {"parts": 0, "chapters": 1, "sections": 0, "articles": 3, "paragraphs": 2, "items": 3, "subitems": 1, "annexes": 1},
            "preamble": [],
            "articles": [
                {"id": "art-1", "label": "第一条", "heading": null, "deleted": false, "path": ["ch-1"], "checks": [],
                 "paragraphs": [paragraph("art-1-p1", "为了**规范**接待，制定本办法。")]},
                {"id": "art-2", "label": "第二条", "heading": "范围", "deleted": false, "path": ["ch-1"], "checks": [], "paragraphs": [
                    {"id": "art-2-p1", "text": "下列事项：", "subitems": [], "items": [
                        {"id": "art-2-p1-i1", "label": "（一）", "text": "甲；\n续；", "subitems": []},
                        {"id": "art-2-p1-i2", "label": "（二）", "text": "乙：", "subitems": [
                            {"id": "art-2-p1-i2-s1", "label": "1.", "text": "丙。"}]}]}]},
                {"id": "art-3", "label": "第三条", "heading": null, "deleted": true, "path": ["ch-1"], "checks": [], "paragraphs": []},
            ],
            "annexes": [{"id": "annex-1", "title": "清单", "articles": [], "paragraphs": [
                {"id": "annex-1-p1", "text": "丁：", "subitems": [], "items": [
                    {"id": "annex-1-p1-i1", "label": "（一）", "text": "戊", "subitems": []}]}]}],
            "references": [], "backlinks": [],
        })
    );
}

#[test]
fn the_page_of_a_version() {
    let corpus = corpus();
    let page = page(&corpus, "regulations/JD-01/index.html");
    let view = &page["view"];
    assert_eq!((&page["template"], &page["page"]["noindex"]), (&"regulation.html".into(), &false.into()));
    assert_eq!(page["page"]["breadcrumbs"][1]["href"], "regulations/index.html");
    assert_eq!(
        (&page["page"]["previous"], &page["page"]["next"]["href"]),
        (&serde_json::Value::Null, &"regulations/ZZ-00/index.html".into())
    );
    assert_eq!(view["timeline"], "2021-07-01/2026-02-28/2021-07-01 2026-03-01//2026-03-01");
    assert_eq!(view["citation"], "《公务接待管理办法》（云检办〔2026〕3号）");
    assert_eq!((&view["status"], &view["status_label"], &view["articles"]), (&"in-force".into(), &"现行有效".into(), &3.into()));
    assert_eq!(view["json"], "regulations/JD-01/2026-03-01/index.json");
    assert!(view["reason"].as_str().unwrap().contains("落实新的规定。"));
    let facts: Vec<String> = view["facts"].as_array().unwrap().iter().map(|fact| format!("{}={}", fact["label"], fact["value"])).collect();
    assert_eq!(facts.join(" ").replace('"', ""), "发文字号=云检办〔2026〕3号 施行日期=2026年3月1日 归口部门=办公室 主题=接待、支出");
    assert_eq!(
        view["toc"],
        serde_json::json!([
            {"id": "ch-1", "title": "第一章　总则", "span": "第一条—第三条", "children": []},
            {"id": "annex-1", "title": "附件1　清单", "span": "", "children": []},
        ])
    );
    let versions: Vec<&serde_json::Value> = view["versions"].as_array().unwrap().iter().map(|version| &version["current"]).collect();
    assert_eq!(versions, [&serde_json::Value::from(true), &serde_json::Value::from(false)]);
    let old = self::page(&corpus, "regulations/JD-01/2021-07-01/index.html");
    assert_eq!((&old["page"]["noindex"], &old["view"]["status_label"]), (&true.into(), &"已被修订".into()));
    let later = self::page(&corpus, "regulations/ZZ-01/index.html");
    let facts = later["view"]["facts"].as_array().unwrap();
    assert!(facts.iter().any(|fact| fact["value"] == "《公务接待管理办法》、《中华人民共和国会计法》"));
}

#[test]
fn the_list_and_redirects() {
    let corpus = corpus();
    let list = page(&corpus, "regulations/index.html");
    assert_eq!((&list["template"], &list["view"]["as_of"]), (&"regulations.html".into(), &"2026-10-31".into()));
    let work = &list["view"]["works"][0];
    assert_eq!((&work["owner"], &work["versions"], &work["href"]), (&"办公室".into(), &2.into(), &"regulations/JD-01/index.html".into()));
    let redirect = page(&corpus, "old/rule.html");
    assert_eq!(
        (&redirect["template"], &redirect["view"]["target"]["href"]),
        (&"redirect.html".into(), &"regulations/JD-01/index.html".into())
    );
}

#[test]
fn an_english_site_speaks_english() {
    let mut corpus = corpus();
    corpus.shared.site.language = Language::En;
    let page = page(&corpus, "regulations/JD-01/index.html");
    assert_eq!((&page["view"]["status_label"], &page["view"]["facts"][1]["value"]), (&"in force".into(), &"2026-03-01".into()));
}

#[test]
fn markup_of_a_text() {
    let check = |body: &str, expected: &str| {
        let whole = format!("+++\ntitle = \"某某办法\"\neffective = 2026-03-01\nhard-wrapped = false\n+++\n{body}");
        let read = read(&[("X-1.md", &whole)]);
        let (_, html) = rendered(read.value);
        assert_eq!(html.replace(">\n", ">"), expected, "{body}");
    };
    check(
        "# 某某办法\n## 第一章 总则\n第一条　甲：\n（一）乙<；\n第二条〔名〕　丙",
        "<section class=\"chapter\" id=\"ch-1\"><h2 class=\"heading\"><span class=\"label\">第一章</span>　<span class=\"title\">总则</span></h2>\
         <article class=\"article\" id=\"art-1\"><p class=\"paragraph\" id=\"art-1-p1\"><a class=\"label\" href=\"#art-1\">第一条</a>　甲：</p>\
         <ol class=\"items\"><li class=\"item\" id=\"art-1-p1-i1\"><span class=\"label\">（一）</span>乙&lt;；</li></ol></article>\
         <article class=\"article\" id=\"art-2\"><p class=\"paragraph\" id=\"art-2-p1\"><a class=\"label\" href=\"#art-2\">第二条</a>\
         <span class=\"title\">〔名〕</span>　丙</p></article></section>",
    );
    check(
        "为了甲\n一、乙\n（一）丙\n续丙\n1. 丁\n（二）戊\n己",
        "<section class=\"preamble\" id=\"preamble\"><p class=\"paragraph\" id=\"preamble-p1\">为了甲</p></section>\
         <article class=\"article\" id=\"art-1\"><p class=\"paragraph\" id=\"art-1-p1\"><a class=\"label\" href=\"#art-1\">一、</a>乙</p>\
         <ol class=\"items\"><li class=\"item\" id=\"art-1-p1-i1\"><span class=\"label\">（一）</span>丙<p class=\"continuation\">续丙</p>\
         <ol class=\"subitems\"><li class=\"subitem\" id=\"art-1-p1-i1-s1\"><span class=\"label\">1.</span>丁</li></ol></li>\
         <li class=\"item\" id=\"art-1-p1-i2\"><span class=\"label\">（二）</span>戊</li></ol>\
         <p class=\"paragraph\" id=\"art-1-p2\">己</p></article>",
    );
    check(
        "第七条（删除）\n附件1：表",
        "<article class=\"article deleted\" id=\"art-7\"><p class=\"paragraph\"><a class=\"label\" href=\"#art-7\">第七条</a>　（删除）</p></article>\
         <section class=\"annex\" id=\"annex-1\"><h2 class=\"heading\"><span class=\"label\">附件1</span>　<span class=\"title\">表</span></h2></section>",
    );
}

#[test]
fn rules_are_named_by_code_version_and_unit() {
    let corpus = corpus();
    for (rule, href, title) in [
        ("JD-01", "regulations/JD-01/index.html", "《公务接待管理办法》"),
        ("JD-01#art-2", "regulations/JD-01/index.html#art-2", "《公务接待管理办法》第二条"),
        (
            "JD-01@2021-07-01#art-2-p1-i2-s1",
            "regulations/JD-01/2021-07-01/index.html#art-2-p1-i2-s1",
            "《公务接待管理办法》第二条第二项第一目",
        ),
        ("JD-01#annex-1", "regulations/JD-01/index.html#annex-1", "《公务接待管理办法》附件1"),
    ] {
        assert_eq!(corpus.rule_link(rule), Some(Link::new(href, title)));
    }
    for rule in ["JD-02", "JD-01#art-9", "JD-01@2022-01-01", "JD-01@x"] {
        assert_eq!(corpus.rule_link(rule), None, "{rule}");
    }
}
