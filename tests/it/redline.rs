//! What changed between two versions, as pages, JSON and in the terminal.

use super::support::{built, gongshi, json, site};

const COLLECTION: &[u8] = "+++\ntitle = \"规章制度\"\nkind = \"regulations\"\n+++\n".as_bytes();
const OLD: &[u8] =
    "+++\ntitle = \"接待管理办法\"\nnumber = \"云检办〔2021〕2号\"\n+++\n第一条　为了规范接待，制定本办法。\n第二条　接待应当有公函。\n\
    第三条　陪餐人数不得超过三人。\n第四条　依照第三条核算。\n"
        .as_bytes();
const NEW: &[u8] =
    "+++\ntitle = \"接待管理办法\"\nnumber = \"云检办〔2026〕3号\"\n+++\n第一条　为了规范接待，制定本办法。\n第二条　接待实行预算管理。\n\
    第三条　接待应当有公函。\n第四条　陪餐人数不得超过五人。\n第五条　依照第四条核算。\n"
        .as_bytes();

/// A site with a regulation in two versions.
fn two_versions() -> super::support::TempDir {
    site(&[
        ("content/regulations/_index.md", COLLECTION),
        ("content/regulations/JD-01/2021-07-01.md", OLD),
        ("content/regulations/JD-01/2026-03-01.md", NEW),
    ])
}

#[test]
fn two_versions_are_held_against_each_other() {
    let files = built(two_versions().path());
    let folder = "regulations/JD-01/2021-07-01_2026-03-01";
    let document = json(&files, &format!("{folder}/index.json"));
    assert_eq!((&document["from"], &document["to"]), (&"2021-07-01".into(), &"2026-03-01".into()));
    let counts =
        ["same", "renumbered", "amended", "amended_renumbered", "added", "removed"].map(|key| document["summary"][key].as_u64().unwrap());
    assert_eq!(counts, [1, 1, 2, 2, 1, 0]);
    let kinds: Vec<String> = document["concordance"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| format!("{} {} {}", entry["old"], entry["new"], entry["kind"]).replace('"', ""))
        .collect();
    assert_eq!(kinds, ["art-1 art-1 same", "null art-2 added", "art-2 art-3 renumbered", "art-3 art-4 amended", "art-4 art-5 amended"]);
    let page = String::from_utf8(files[&format!("{folder}/index.html")].clone()).unwrap();
    assert!(page.contains("<body data-page=\"compare\">"));
    for words in [
        "修改2条，新增1条，1条仅条文序号变动",
        "陪餐人数不得超过<del>三</del>人。",
        "陪餐人数不得超过<ins>五</ins>人。",
        "陪餐人数不得超过<del>三</del><ins>五</ins>人。",
        "序号顺延",
        "href=\"../../../regulations/JD-01/2021-07-01/index.html#art-3\"",
        "id=\"side-by-side\"",
        "id=\"redline\"",
        "id=\"concordance\"",
    ] {
        assert!(page.contains(words), "{words} is not on the page");
    }
    let version = String::from_utf8(files["regulations/JD-01/index.html"].clone()).unwrap();
    assert!(version.contains("2021-07-01_2026-03-01/index.html\">与上一版（2021-07-01）对照</a>"));
}

/// What `diff` says and how it ends.
fn diff(arguments: &[&str]) -> (String, String, Option<i32>) {
    let root = two_versions();
    let output = gongshi(root.path()).arg("diff").args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

#[test]
fn a_redline_in_the_terminal() {
    let expected = "《接待管理办法》（JD-01） 2021-07-01 → 2026-03-01\n修改2条，新增1条，1条仅条文序号变动\n文字未变的2条不在表中列出。\n\n\
        第二条（新增）\n  {+接待实行预算管理。+}\n\n第三条 → 第四条（修改）\n  陪餐人数不得超过[-三-]{+五+}人。\n\n\
        第四条 → 第五条（修改，序号顺延）\n  依照第[-三-]{+四+}条核算。\n";
    assert_eq!(diff(&["jd-01"]), (expected.to_owned(), String::new(), Some(0)));
    let (back, _, _) = diff(&["JD-01", "2026-03-01", "2021-07-01", "--lang", "en"]);
    assert!(back.contains("第二条 (removed)\n  [-接待实行预算管理。-]\n"), "{back}");
}

#[test]
fn a_version_that_is_not_there_is_told_with_the_nearest() {
    for (arguments, words) in [
        (["JD-02", "2021-07-01"].as_slice(), "没有代码为 JD-02 的制度；是不是 JD-01？"),
        (&["X"], "没有代码为 X 的制度；有：JD-01"),
        (&["JD-01", "2021-07-10"], "JD-01 没有 2021-07-10 起施行的版本；是不是 2021-07-01？有：2021-07-01、2026-03-01"),
        (&["JD-01", "去年"], "JD-01 没有 去年 起施行的版本；有：2021-07-01、2026-03-01"),
        (&["JD-01", "2026-03-01"], "两个日期都是 2026-03-01"),
        (&["JD-01", "去年", "--lang", "en"], "JD-01 has no version of 去年; there are: 2021-07-01, 2026-03-01"),
    ] {
        let (out, said, code) = diff(arguments);
        assert_eq!((out.as_str(), code), ("", Some(2)), "{said}");
        assert!(said.contains(words), "{said}");
    }
}

/// The regulation in two versions, and another that cites the old one.
fn cited() -> super::support::TempDir {
    let citing = "+++\ntitle = \"财务管理办法\"\neffective = 2022-01-01\n+++\n第一条　陪餐依照《接待管理办法》第三条，公函依照《接待管理办法》第二条。\n\
        第二条　目的见《接待管理办法》第一条。\n";
    site(&[
        ("content/regulations/_index.md", COLLECTION),
        ("content/regulations/JD-01/2021-07-01.md", OLD),
        ("content/regulations/JD-01/2026-03-01.md", NEW),
        ("content/regulations/CW-01.md", citing.as_bytes()),
    ])
}

#[test]
fn what_cites_an_article_that_changed_is_told() {
    let root = cited();
    let output = gongshi(root.path()).args(["diff", "JD-01"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let expected = "\n引用旧版、需要核对的条款：2 处\n  content/regulations/CW-01.md:5 《财务管理办法》第一条 “第三条”：第三条 → 第四条（修改）\n  \
        content/regulations/CW-01.md:5 《财务管理办法》第一条 “第二条”：第二条 → 第三条（仅序号变动）\n";
    assert!(said.ends_with(expected), "{said}");
    let files = built(root.path());
    let page = String::from_utf8(files["regulations/JD-01/2021-07-01_2026-03-01/index.html"].clone()).unwrap();
    let drift = &page[page.find("id=\"drift\"").unwrap()..];
    for link in [
        "regulations/CW-01/2022-01-01/index.html#art-1-p1\">《财务管理办法》第一条</a>",
        "regulations/JD-01/2021-07-01/index.html#art-3\">第三条</a>",
        "regulations/JD-01/2026-03-01/index.html#art-4\">第四条</a>",
    ] {
        assert!(drift.contains(link), "{link}: {drift}");
    }
    assert!(!drift.contains("#art-2\">第二条</a></td><td><span class=\"kind amended"), "what only moved is no amendment");
}
