//! The index of a small site: what it holds, and that parts and threads leave no trace in it.

use super::postings::{List, Postings, merge};
use super::{build, gather};
use crate::kinds::test_support::{Fixture, shared};
use crate::kinds::{Corpus, Directory, regulation};

const TITLES: [&str; 3] = ["公务接待管理办法", "公务用车管理办法", "值班工作制度"];

fn list<'l>(lists: &'l [List], term: &str) -> Option<&'l List> {
    lists.iter().find(|list| list.term == term)
}

fn parts(cuts: &[usize]) -> Vec<List> {
    let mut all = Vec::new();
    let mut part = Postings::default();
    for (at, title) in TITLES.iter().enumerate() {
        if cuts.contains(&at) {
            all.push(std::mem::take(&mut part));
        }
        part.add_title(title);
        part.add(&gather::Unit { anchor: String::from("art-1"), text: format!("第一条 为规范{title}，A4纸。"), article: None });
    }
    all.push(part);
    merge(all)
}

#[test]
fn postings_are_the_same_however_they_were_cut() {
    let whole = parts(&[]);
    for cuts in [&[1][..], &[2], &[1, 2]] {
        let cut = parts(cuts);
        assert_eq!(whole.len(), cut.len());
        for (one, other) in whole.iter().zip(&cut) {
            assert_eq!((&one.term, one.count, &one.bytes), (&other.term, other.count, &other.bytes), "{cuts:?}");
        }
    }
}

#[test]
fn terms_stand_in_the_order_a_browser_compares_them_in() {
    let lists = parts(&[]);
    let terms: Vec<Vec<u16>> = lists.iter().map(|list| list.term.encode_utf16().collect()).collect();
    assert!(terms.is_sorted());
    assert_eq!(list(&lists, "公务").map(|list| list.count), Some(4));
    assert_eq!(list(&lists, "a4").map(|list| list.count), Some(3));
    assert_eq!(list(&lists, "§1").map(|list| list.count), Some(3));
    assert!(list(&lists, "接车").is_none());
}

#[test]
fn an_index_is_data_only_and_the_same_each_time() {
    let text = "+++\ntitle = \"公务接待管理办法\"\neffective = 2024-01-01\n+++\n\n第一条　为规范接待。\u{2028}乙\n\n第二条　解释。\n";
    let mut diagnostics = Vec::new();
    let fixture = Fixture::new("regulations", "kind = \"regulations\"\n", &[("A-1.md", text)], &mut diagnostics);
    let mut corpus = Corpus::empty(shared("2026-11-05", Directory::default()));
    corpus.regulations.push(regulation::read(&corpus.shared, &fixture.section()).take(&mut diagnostics));
    let (one, other) = (build(&corpus), build(&corpus));
    assert_eq!(one.files, other.files);
    assert!(one.files.iter().any(|(address, _)| address.as_str() == format!("search/{}.js", one.entry)));
    for (address, bytes) in &one.files {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.starts_with("gongshiSearch.") && !text.contains("function") && !text.contains("=>"), "{address}");
        assert!(!text.contains('\u{2028}'), "{address} holds a line end that scripts know and JSON does not");
    }
}
