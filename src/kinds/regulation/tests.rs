//! Real texts: what is counted, what is reported, what is conserved.

#![expect(clippy::disallowed_methods, reason = "real texts are read from the disk")]

mod damage;
mod pages;
mod renumber;

use std::fs;
use std::path::{Path, PathBuf};

use super::grammar::parse;
use super::import;
use super::model::{Collection, Version, VersionKey};
use super::tree::Kind;
use crate::diag::{Checked, Language};
use crate::kinds::test_support::{self, Fixture};
use crate::kinds::{Corpus, Department, Directory, Shared};
use crate::markdown::NoLinks;

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
    let found = super::render::findings(version, &NoLinks);
    let body = |marks: &[crate::markdown::Mark]| {
        let body = super::render::body(version, &NoLinks, marks, &notes);
        // Whatever is wrong with a page was told before it is made.
        assert!(body.diagnostics.iter().all(|diagnostic| found.contains(diagnostic)), "{:?}", body.diagnostics);
        body.value.0
    };
    (body(&[]), body(&super::marks::marks(&corpus, key)))
}

fn without_tags(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

#[test]
fn the_words_shown_of_a_cited_article_are_without_markup() {
    let collection = read(&[(
        "X-1.md",
        "+++\ntitle = \"某某办法\"\neffective = 2026-01-01\n+++\n第一条　**重点**事项应当&amp;公示。\n第二条　依照第一条办理。\n",
    )]);
    let (_, marked) = rendered(collection.value);
    assert!(marked.contains("title=\"重点事项应当&amp;公示。\""), "{marked}");
}

#[test]
fn a_table_that_is_too_much_for_a_page_is_told() {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(600));
    let body = format!("第一条　甲\n\n{}{}{}", row("甲"), row(":-:"), row("").repeat(1200));
    let collection = read(&[("T-01.md", &format!("+++\ntitle = \"某某办法\"\neffective = 2026-01-01\n+++\n{body}"))]).value;
    let found = super::render::findings(version(&collection), &NoLinks);
    assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), [crate::diag::markdown::NESTING]);
    let (plain, _) = rendered(collection);
    assert!(!plain.contains("<td"));
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
