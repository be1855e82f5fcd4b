use super::{CodeLists, read_codes};
use crate::format::{Parsed, ParsedFile, table::Table};
use crate::source::SourceText;
use crate::value::Date;

fn day(text: &str) -> Option<Date> {
    Some(text.parse().unwrap())
}

#[test]
fn a_code_is_found_by_itself_its_name_or_both() {
    let lists = CodeLists::default();
    let list = lists.list("economic-classification").unwrap();
    for text in ["30217", "公务接待费", "30217 公务接待费", "30217-公务接待费", " 30217　公务接待费", "30217公务接待费"]
    {
        assert_eq!(list.find(text, None).map(|entry| entry.code.as_str()), Some("30217"), "{text}");
    }
    for text in ["30217 办公费", "接待", "3021", ""] {
        assert_eq!(list.find(text, None), None, "{text}");
    }
    assert_eq!(lists.name("functional-classification", "20404", None), Some("检察"));
    assert_eq!(lists.name("nothing", "20404", None), None);
}

#[test]
fn what_divides_a_known_code_further_is_let_pass() {
    let lists = CodeLists::default();
    for (list, text, accepted) in [
        ("economic-classification", "3021701", true),
        ("economic-classification", "302171", false),
        ("economic-classification", "30250", false),
        ("economic-classification", "302", true),
        ("functional-classification", "2049901", true),
        ("functional-classification", "20499", true),
        ("functional-classification", "2999901", false),
    ] {
        assert_eq!(lists.list(list).unwrap().accepts(text, None), accepted, "{text}");
    }
}

#[test]
fn codes_have_their_years() {
    let lists = CodeLists::default();
    let name = |date| lists.name("economic-classification", "304", day(date));
    assert_eq!(name("2016-05-01"), Some("对企事业单位的补贴"));
    assert_eq!(name("2026-05-01"), None);
}

#[test]
fn every_parent_is_there() {
    let lists = CodeLists::default();
    for name in lists.names() {
        let list = lists.list(name).unwrap();
        for entry in &list.codes {
            let parent = entry.parent.as_ref().map(|parent| list.codes.iter().any(|other| other.code == *parent));
            assert_ne!(parent, Some(false), "{name} {}", entry.code);
        }
    }
}

#[test]
fn a_site_adds_to_a_list_and_makes_its_own() {
    let table = |path: &str, text: &str| ParsedFile {
        path: path.into(),
        content: Parsed::Table(Box::new(Table::scan(SourceText::new(path, text)).value)),
    };
    let files = [
        table("content/codes/economic-classification.csv", "代码,名称,上级\n30217,接待费,302\n30288,其他,302\n"),
        table("content/codes/rooms.csv", "code,name\nA1,第一会议室\n"),
    ];
    let lists = read_codes(&files);
    assert!(lists.diagnostics.is_empty(), "{:?}", lists.diagnostics);
    let lists = lists.value;
    assert_eq!(lists.name("economic-classification", "30217", None), Some("接待费"));
    assert_eq!(lists.name("economic-classification", "30288", None), Some("其他"));
    assert_eq!(lists.name("economic-classification", "30201", None), Some("办公费"));
    assert!(!lists.list("rooms").unwrap().accepts("A2", None));
}
