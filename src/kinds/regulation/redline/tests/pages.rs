//! Which versions are compared, where, and what the files hold.

use crate::kinds::regulation::redline::{links, planned, with_previous};
use crate::kinds::regulation::tests::read;
use crate::kinds::{Corpus, Directory, test_support};
use crate::view::{Content, Planned};

/// A site on a day with these files of regulations.
fn corpus(as_of: &str, files: &[(&str, &str)]) -> Corpus {
    let checked = read(files);
    assert_eq!(checked.diagnostics, []);
    Corpus { regulations: vec![checked.value], ..Corpus::empty(test_support::shared(as_of, Directory::default())) }
}

fn text(settings: &str, body: &str) -> String {
    format!("+++\ntitle = \"财务管理办法\"\n{settings}+++\n{body}")
}

/// Folders of all comparisons, below the section.
fn folders(corpus: &Corpus) -> Vec<String> {
    let address = |planned: &Planned<'_>| planned.addresses[0].as_str().trim_start_matches("regulations/").to_owned();
    let addresses: Vec<String> = planned(corpus, &corpus.regulations[0]).iter().map(address).collect();
    for pair in addresses.chunks(2) {
        assert_eq!(pair[0].strip_suffix("/index.html").unwrap(), pair[1].strip_suffix("/index.json").unwrap());
    }
    addresses.iter().step_by(2).map(|address| address.trim_end_matches("/index.html").to_owned()).collect()
}

/// What the links of a version say and where they lead.
fn linked(corpus: &Corpus, code: &str, date: &str) -> Vec<String> {
    let collection = &corpus.regulations[0];
    let work = collection.work(code).unwrap();
    let version = work.version(date.parse().unwrap()).unwrap();
    let links = links(collection, work, version, corpus.shared.as_of, corpus.shared.site.language);
    let own = links.iter().map(|link| format!("{} {}", link.title, link.href.trim_start_matches("regulations/")));
    own.collect()
}

#[test]
fn each_pair_is_compared_once() {
    let (body, repeal) = (text("", "第一条　甲。\n"), text("made-by = \"repeal\"\n", "现予废止。\n"));
    let first = ("A-1/2020-01-01.md", body.as_str());
    let files = [first, ("A-1/2022-01-01.md", &body), ("A-1/2024-01-01.md", &body)];
    for (as_of, expected) in [
        ("2023-06-01", vec!["A-1/2020-01-01_2022-01-01", "A-1/2022-01-01_2024-01-01"]),
        ("2026-06-01", vec!["A-1/2020-01-01_2022-01-01", "A-1/2022-01-01_2024-01-01", "A-1/2020-01-01_2024-01-01"]),
    ] {
        assert_eq!(folders(&corpus(as_of, &files)), expected, "{as_of}");
    }
    let repealed = corpus("2026-06-01", &[first, ("A-1/2022-01-01.md", &repeal), ("A-1/2024-01-01.md", &body)]);
    assert_eq!(folders(&repealed), ["A-1/2020-01-01_2024-01-01"]);
    assert_eq!(folders(&corpus("2026-06-01", &[first, ("A-1/2022-01-01.md", &repeal)])), [""; 0]);
}

#[test]
fn the_pages_of_versions_lead_to_their_comparisons() {
    let body = text("", "第一条　甲。\n");
    let corpus = corpus("2026-06-01", &[("A-1/2020-01-01.md", &body), ("A-1/2022-01-01.md", &body), ("A-1/2024-01-01.md", &body)]);
    assert_eq!(
        linked(&corpus, "A-1", "2020-01-01"),
        ["与下一版（2022-01-01）对照 A-1/2020-01-01_2022-01-01/index.html", "与 2024-01-01 版对照 A-1/2020-01-01_2024-01-01/index.html"]
    );
    assert_eq!(
        linked(&corpus, "A-1", "2024-01-01"),
        ["与上一版（2022-01-01）对照 A-1/2022-01-01_2024-01-01/index.html", "与 2020-01-01 版对照 A-1/2020-01-01_2024-01-01/index.html"]
    );
    let collection = &corpus.regulations[0];
    let work = &collection.works[0];
    let previous = |at: usize| with_previous(collection, work, &work.versions[at], corpus.shared.site.language).map(|link| link.href);
    assert_eq!(previous(0), None);
    assert_eq!(previous(1).unwrap(), "regulations/A-1/2020-01-01_2022-01-01/index.html");
}

#[test]
fn what_another_work_replaces_is_compared_with_it() {
    let (old, new) = (text("effective = 2020-01-01\n", "第一条　甲。\n"), text("replaces = [\"A-1@2020-01-01\"]\n", "第一条　甲。\n"));
    let corpus = corpus("2026-06-01", &[("A-1.md", &old), ("B-1/2022-01-01.md", &new), ("B-1/2024-01-01.md", &new)]);
    assert_eq!(folders(&corpus), ["B-1/2022-01-01_2024-01-01", "B-1/A-1.2020-01-01_2022-01-01"]);
    assert_eq!(linked(&corpus, "A-1", "2020-01-01"), ["与《财务管理办法》（2022-01-01）对照 B-1/A-1.2020-01-01_2022-01-01/index.html"]);
    assert_eq!(
        linked(&corpus, "B-1", "2022-01-01"),
        [
            "与下一版（2024-01-01）对照 B-1/2022-01-01_2024-01-01/index.html",
            "与《财务管理办法》（2020-01-01）对照 B-1/A-1.2020-01-01_2022-01-01/index.html"
        ]
    );
}

/// The two files of the only comparison of a site.
fn made(corpus: &Corpus) -> (serde_json::Value, serde_json::Value) {
    let mut page = serde_json::Value::Null;
    let mut data = serde_json::Value::Null;
    for planned in planned(corpus, &corpus.regulations[0]) {
        match (planned.make)() {
            Content::Page(made) => {
                assert_eq!(made.template, "compare.html");
                page = serde_json::to_value(&*made).unwrap();
            }
            Content::Data(bytes) => data = serde_json::from_slice(&bytes).unwrap(),
            Content::Stream(_) => panic!("comparisons are not written piece by piece"),
        }
    }
    (page, data)
}

#[test]
fn the_files_of_a_comparison() {
    let old = text(
        "number = \"云检办〔2021〕2号\"\n",
        "第一条　甲(甲)。\n第二条　依照第三条办理。\n第三条　报<办公室>，三日内答复。\n第四条　丁丁丁丁。\n",
    );
    let new = text(
        "number = \"云检办〔2026〕3号\"\n",
        "第一条　甲（甲）。\n第二条　新增的条文。\n第三条　依照第四条办理。\n第四条　报<办公室>，五日内答复。\n",
    );
    let corpus = corpus("2026-06-01", &[("A-1/2022-01-01.md", &old), ("A-1/2026-03-01.md", &new)]);
    let (page, data) = made(&corpus);
    let entry = |old: Option<&str>, new: Option<&str>, kind: &str, references_only: bool| serde_json::json!({"old": old, "new": new, "kind": kind, "references_only": references_only});
    assert_eq!(
        data,
        serde_json::json!({
            "format": 1, "code": "A-1", "from_code": "A-1", "from": "2022-01-01", "to": "2026-03-01",
            "summary": {"same": 1, "renumbered": 0, "amended": 2, "amended_renumbered": 2, "added": 1, "removed": 1, "reformatted": 1},
            "concordance": [
                entry(Some("art-1"), Some("art-1"), "same", false),
                entry(None, Some("art-2"), "added", false),
                entry(Some("art-2"), Some("art-3"), "amended", true),
                entry(Some("art-3"), Some("art-4"), "amended", false),
                entry(Some("art-4"), None, "removed", false),
            ],
        })
    );
    let view = &page["view"];
    assert_eq!(page["page"]["title"], "财务管理办法修改对照（2022-01-01 与 2026-03-01）");
    assert_eq!((&view["summary"], &view["rows"][0]["id"]), (&"修改2条，新增1条，删去1条".into(), &"art-2".into()));
    assert_eq!(view["unlisted"], "文字未变的1条不在表中列出，其中1条的排版或标点写法有所不同。");
    assert_eq!(view["new"]["version"]["href"], "regulations/A-1/2026-03-01/index.html");
    assert_eq!((&view["rows"][1]["note"], &view["rows"][1]["kind_label"]), (&"序号顺延".into(), &"修改".into()));
    let row = &view["rows"][2];
    assert_eq!(row["label"], "<del>第三条</del><ins>第四条</ins>");
    assert_eq!(
        row["old"],
        serde_json::json!({
            "unit": {"href": "regulations/A-1/2022-01-01/index.html#art-3", "title": "第三条"},
            "body": "<p class=\"line\">报&lt;办公室&gt;，<del>三</del>日内答复。</p>\n",
        })
    );
    assert_eq!(row["both"], "<p class=\"line\">报&lt;办公室&gt;，<del>三</del><ins>五</ins>日内答复。</p>\n");
    assert_eq!((&view["rows"][3]["id"], &view["rows"][3]["new"]), (&"old-art-4".into(), &serde_json::Value::Null));
    assert_eq!(view["concordance"][3]["row"], "art-4");
}

#[test]
fn addresses_too_long_for_a_file_are_left_out() {
    let long = |letter: &str| letter.repeat(60);
    let (old, new) = (long("a"), long("b"));
    let (old_text, new_text) = (
        text("effective = 2020-01-01\n", "第一条　甲。\n"),
        text(&format!("effective = 2022-01-01\nreplaces = [\"{old}@2020-01-01\"]\n"), "第一条　甲。\n"),
    );
    let mut corpus = corpus("2026-06-01", &[(&format!("{old}.md"), &old_text), (&format!("{new}.md"), &new_text)]);
    assert_eq!(folders(&corpus).len(), 1);
    corpus.regulations[0].name = "r".repeat(60);
    assert!(planned(&corpus, &corpus.regulations[0]).is_empty());
    assert_eq!(linked(&corpus, &old, "2020-01-01"), [""; 0]);
}
