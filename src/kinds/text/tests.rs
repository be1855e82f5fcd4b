//! Pages as a clerk would write them.

use crate::config::SectionKind;
use crate::diag::Diagnostic;
use crate::kinds::test_support::{Fixture, shared};
use crate::kinds::{Corpus, Directory, LinkBook, Outline, text};
use crate::view::{Content, Page, View};

/// A site with the section `guide` of these files.
fn corpus(files: &[(&str, &str)]) -> (Corpus, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut corpus = Corpus::empty(shared("2026-11-02", Directory::default()));
    let fixture = Fixture::new("guide", "title = \"办事\"\n", files, &mut found);
    let section = text::read(&corpus.shared, &fixture.section()).take(&mut found);
    for (name, title, order) in
        [("", "云岭", None), ("guide", "办事", Some(1)), ("guide/b", "乙", None), ("guide/a", "甲", Some(2)), ("x", "外", None)]
    {
        corpus.outline.push(Outline { name: name.into(), title: title.into(), kind: SectionKind::Pages, order, group: None });
    }
    let mut links = LinkBook::default();
    text::list_links(&section, &mut links);
    corpus.pages.push(section);
    corpus.links = links;
    found.extend(text::check(&corpus, &corpus.pages[0]));
    (corpus, found)
}

/// `severity code file ‹what is pointed at›` of each finding.
fn findings(files: &[(&str, &str)]) -> Vec<String> {
    let (_, mut found) = corpus(files);
    crate::diag::sort(&mut found);
    let text_of = |file: &str| files.iter().find(|(name, _)| file.ends_with(&format!("/{name}"))).map_or("", |(_, text)| *text);
    found
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().unwrap();
            let file = place.file.trim_start_matches("content/guide/");
            let at = place.span.clone().map(|span| format!(" ‹{}›", &text_of(&place.file)[span])).unwrap_or_default();
            format!("{} {} {file}{at}", finding.severity.as_str(), finding.code)
        })
        .collect()
}

/// Addresses of the output, each with what stands there.
fn output(corpus: &Corpus) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for planned in text::pages(corpus, &corpus.pages[0]) {
        let what = match (planned.make)() {
            Content::Page(page) => format!("{} {}", page.template, page.page.title),
            Content::Data(bytes) => String::from_utf8(bytes).unwrap(),
            Content::Stream(_) => panic!("pages are not written piece by piece"),
        };
        lines.extend(planned.addresses.iter().map(|address| format!("{address} = {what}")));
    }
    lines.sort();
    lines
}

fn page(corpus: &Corpus, address: &str) -> Page {
    let planned = text::pages(corpus, &corpus.pages[0]).into_iter().find(|planned| planned.addresses[0].as_str() == address).unwrap();
    match (planned.make)() {
        Content::Page(page) => *page,
        Content::Data(_) | Content::Stream(_) => panic!("{address} is no page"),
    }
}

const FILES: [(&str, &str); 7] = [
    ("canteen/就餐.md", "开饭时间 7:30，见[报修](../报修.md#h-dian-hua)。\n"),
    ("contact.files/map.png", "png"),
    ("contact.files/表/通讯录.pdf", "pdf"),
    (
        "contact.md",
        "+++\ntitle = \"联系我们\"\norder = 1\naliases = [\"tel\", \"old/contact.html\"]\n+++\n![地图](contact.files/map.png)\n",
    ),
    ("travel.md", "+++\ndate = 2026-03-01\nslug = \"trips\"\nvisibility = \"public\"\n+++\n# 出差{#h-a}\n\n## 报销\n\n正文\n"),
    ("leave.md", "+++\ndate = 2026-05-01\n+++\n\n请假\n====\n正文\n"),
    ("报修.md", "# 报修指南\n\n## 电话\n"),
];

#[test]
fn a_section_becomes_pages_attachments_and_redirects() {
    let mut files = FILES;
    files.sort();
    let (corpus, _) = corpus(&files);
    assert_eq!(
        output(&corpus),
        [
            "guide/bao-xiu/index.html = text.html 报修指南",
            "guide/canteen/jiu-can/index.html = text.html 就餐",
            "guide/contact/biao/tong-xun-lu.pdf = pdf",
            "guide/contact/index.html = text.html 联系我们",
            "guide/contact/map.png = png",
            "guide/index.html = section.html guide",
            "guide/leave/index.html = text.html 请假",
            "guide/trips/index.html = text.html 出差",
            "old/contact.html = redirect.html 联系我们",
            "tel/index.html = redirect.html 联系我们",
        ]
    );
    assert_eq!(
        findings(&files),
        ["info path/not-ascii canteen/就餐.md", "info path/not-ascii 报修.md"],
        "a message says what the address of a Chinese name is"
    );
}

#[test]
fn pages_stand_in_order_and_know_their_neighbours() {
    let mut files = FILES;
    files.sort();
    let (corpus, _) = corpus(&files);
    let View::Section(section) = page(&corpus, "guide/index.html").view else { panic!("a section") };
    let titles: Vec<&str> = section.pages.iter().map(|link| link.title.as_str()).collect();
    assert_eq!(titles, ["联系我们", "请假", "出差", "就餐", "报修指南", "甲", "乙"]);
    let leave = page(&corpus, "guide/leave/index.html").page;
    let title = |link: Option<crate::view::Link>| link.map(|link| link.title);
    assert_eq!((title(leave.previous), title(leave.next)), (Some("联系我们".into()), Some("出差".into())));
    let way: Vec<&str> = leave.breadcrumbs.iter().map(|link| link.href.as_str()).collect();
    assert_eq!(way, ["index.html", "guide/index.html"]);
    assert_eq!(leave.section, "guide/index.html");
}

#[test]
fn the_heading_that_is_the_title_is_not_printed_twice() {
    let mut files = FILES;
    files.sort();
    let (corpus, _) = corpus(&files);
    let View::Text(travel) = page(&corpus, "guide/trips/index.html").view else { panic!("a text") };
    assert_eq!(travel.body.0, "<h2 id=\"h-bao-xiao\">报销</h2>\n<p>正文</p>\n");
    assert_eq!((travel.date.as_str(), travel.toc.len()), ("2026-03-01", 1));
    let View::Text(contact) = page(&corpus, "guide/contact/index.html").view else { panic!("a text") };
    assert_eq!(contact.body.0, "<p><img src=\"\0guide/contact/map.png\" alt=\"地图\"></p>\n");
    let listed: Vec<(&str, &str, &str)> =
        contact.attachments.iter().map(|file| (file.href.as_str(), file.title.as_str(), file.kind.as_str())).collect();
    assert_eq!(listed, [("guide/contact/map.png", "map.png", "PNG"), ("guide/contact/biao/tong-xun-lu.pdf", "通讯录.pdf", "PDF")]);
    assert!(corpus.pages[0].pages.iter().all(|page| page.public == (page.title == "出差")));
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let cases: [Case<'_>; 19] = [
        (&[("a.md", "正文没有标题\n第二行\n")], &["error front-matter/missing-key a.md ‹正文没有标题›"]),
        (&[("a.md", "+++\norder = 1\n+++\n正文\n\n# 迟来的标题\n")], &["error front-matter/missing-key a.md ‹正文›"]),
        (&[("a.md", "+++\ntitel = \"甲\"\n+++\n# 甲\n")], &["error front-matter/unknown-key a.md ‹titel›"]),
        (&[("a.md", "+++\norder = \"1\"\n+++\n# 甲\n")], &["error front-matter/wrong-type a.md ‹\"1\"›"]),
        (&[("a.md", "+++\nvisibility = \"secret\"\n+++\n# 甲\n")], &["error front-matter/wrong-type a.md ‹\"secret\"›"]),
        (&[("a.md", "+++\ndate = 2026-03-01T08:00:00\n+++\n# 甲\n")], &["error front-matter/wrong-type a.md ‹2026-03-01T08:00:00›"]),
        (&[("a.md", "+++\nslug = \"联系\"\n+++\n# 甲\n")], &["error path/not-ascii a.md ‹\"联系\"›"]),
        (&[("a.md", "+++\nslug = \"a/b\"\n+++\n# 甲\n")], &["error path/unsafe a.md ‹\"a/b\"›"]),
        (&[("a.md", "+++\nslug = \"nul\"\n+++\n# 甲\n")], &["error path/unsafe a.md ‹\"nul\"›"]),
        (&[("a.md", "+++\naliases = [\"old\", \"../up\"]\n+++\n# 甲\n")], &["error path/unsafe a.md ‹\"../up\"›"]),
        (&[("a.md", "+++\naliases = [\"旧址\"]\n+++\n# 甲\n")], &["error path/not-ascii a.md ‹\"旧址\"›"]),
        (&[("con.md", "# 甲\n")], &["error path/unsafe con.md"]),
        (&[("！.md", "# 甲\n")], &["error path/not-ascii ！.md"]),
        (
            &[("报修.md", "# 甲\n"), ("抱修.md", "# 乙\n")],
            &["info path/not-ascii 报修.md", "error path/collision 抱修.md", "info path/not-ascii 抱修.md"],
        ),
        (&[("a.md", "# 甲\n"), ("b.md", "+++\naliases = [\"guide/A\"]\n+++\n# 乙\n")], &["error path/collision b.md"]),
        (&[("a.files/index.html", "x"), ("a.md", "# 甲\n")], &["error path/collision a.files/index.html"]),
        (&[("a.files/！.pdf", "x"), ("a.md", "# 甲\n")], &["error path/not-ascii a.files/！.pdf"]),
        (
            &[("a.md", "# 甲\n"), ("aa.files/1.pdf", "x"), ("b.docx", "x")],
            &["warning path/unknown-file aa.files/1.pdf", "warning path/unknown-file b.docx"],
        ),
        (
            &[("a.md", "# 甲\n\n[乙](b.md)、[丙](#h-bing)、[己](a.md)\n")],
            &["error link/dead-link a.md ‹b.md›", "error link/dead-anchor a.md ‹#h-bing›"],
        ),
    ];
    for (files, expected) in cases {
        assert_eq!(findings(files), expected, "{files:?}");
    }
}

#[test]
fn a_collision_names_both_files() {
    let (_, found) = corpus(&[("a.md", "# 甲\n"), ("b.md", "+++\nslug = \"a\"\n+++\n# 乙\n")]);
    assert_eq!(found.len(), 1);
    assert!(found[0].message.zh.contains("content/guide/a.md") && found[0].message.zh.contains("content/guide/b.md"));
}
