//! What a collection becomes: pages, JSON, markup.

use super::{read, rendered, shared};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::kinds::regulation::model::Collection;
use crate::view::{Address, Content, Link};

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
fn made<'a>(corpus: &'a Corpus, address: &str) -> Content<'a> {
    let pages = super::super::pages(corpus, &corpus.regulations[0]);
    let planned = pages.iter().find(|planned| planned.addresses.iter().any(|one| one.as_str() == address));
    (planned.unwrap_or_else(|| panic!("nothing at {address}")).make)()
}

fn json(corpus: &Corpus, address: &str) -> serde_json::Value {
    match made(corpus, address) {
        Content::Data(bytes) => serde_json::from_slice(&bytes).unwrap(),
        Content::Page(_) | Content::Stream(_) => panic!("{address} is a page"),
    }
}

fn page(corpus: &Corpus, address: &str) -> serde_json::Value {
    match made(corpus, address) {
        Content::Page(page) => {
            let mut value = serde_json::to_value(&*page).unwrap();
            value["template"] = page.template.into();
            value
        }
        Content::Data(_) | Content::Stream(_) => panic!("{address} is no page"),
    }
}

#[test]
fn every_address_is_planned_once() {
    let corpus = corpus();
    let pages = super::super::pages(&corpus, &corpus.regulations[0]);
    let addresses: Vec<String> =
        pages.iter().map(|planned| planned.addresses.iter().map(Address::as_str).collect::<Vec<_>>().join(" ")).collect();
    let mut expected = vec!["regulations/index.json".to_owned()];
    for (code, dates, shown) in [
        ("JD-01", &["2021-07-01", "2026-03-01"][..], "2026-03-01"),
        ("ZZ-00", &["2020-01-01"], "2020-01-01"),
        ("ZZ-01", &["2026-12-01"], "2026-12-01"),
    ] {
        for date in dates {
            for name in ["index.html", "index.json", "index.akn.xml"] {
                let also = if *date == shown { format!(" regulations/{code}/{name}") } else { String::new() };
                expected.push(format!("regulations/{code}/{date}/{name}{also}"));
            }
        }
    }
    for name in [
        "JD-01/2021-07-01_2026-03-01/index.html",
        "JD-01/2021-07-01_2026-03-01/index.json",
        "ZZ-01/ZZ-00.2020-01-01_2026-12-01/index.html",
        "ZZ-01/ZZ-00.2020-01-01_2026-12-01/index.json",
        "index.html",
        "by/department/index.html",
        "by/topic/index.html",
        "by/year/index.html",
        "by/number/index.html",
        "by/letter/index.html",
        "for/index.html",
        "for/office/index.html",
        "for/police/index.html",
        "changes/index.html",
        "changes/feed.xml",
        "review/index.html",
        "supersession/index.html",
        "reception/index.html",
    ] {
        expected.push(format!("regulations/{name}"));
    }
    expected.push("old/rule.html".to_owned());
    assert_eq!(addresses, expected);
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
    assert_eq!(view["timeline"], "2021-07-01/2026-02-28/2021-07-01/superseded 2026-03-01//2026-03-01/");
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
        "第一条　甲[^a]，*乙*[^a]：\n（一）丙[^b]；\n[^a]: 见<丁>。\n（二）戊。",
        "<article class=\"article\" id=\"art-1\"><p class=\"paragraph\" id=\"art-1-p1\"><a class=\"label\" href=\"#art-1\">第一条</a>　\
         甲<sup class=\"footnote-ref\"><a id=\"h-fnref-1\" href=\"#h-fn-1\">1</a></sup>，<em>乙</em><sup class=\"footnote-ref\">\
         <a href=\"#h-fn-1\">1</a></sup>：</p><ol class=\"items\"><li class=\"item\" id=\"art-1-p1-i1\"><span class=\"label\">（一）</span>丙[^b]；</li>\
         <li class=\"item\" id=\"art-1-p1-i2\"><span class=\"label\">（二）</span>戊。</li></ol></article>\
         <section class=\"footnotes\"><ol><li id=\"h-fn-1\">见&lt;丁&gt;。<a href=\"#h-fnref-1\">↩</a></li></ol></section>",
    );
    check(
        "第一条　甲：\n（一）乙；\n    | 子 | 丑 |\n　　|---|---|\n    | 1 | *2* |\n（二）丙。",
        "<article class=\"article\" id=\"art-1\"><p class=\"paragraph\" id=\"art-1-p1\"><a class=\"label\" href=\"#art-1\">第一条</a>　甲：</p>\
         <ol class=\"items\"><li class=\"item\" id=\"art-1-p1-i1\"><span class=\"label\">（一）</span>乙；<div class=\"table-wrap\"><table><thead>\
         <tr><th scope=\"col\">子</th><th scope=\"col\">丑</th></tr></thead><tbody><tr><td>1</td><td><em>2</em></td></tr></tbody></table></div></li>\
         <li class=\"item\" id=\"art-1-p1-i2\"><span class=\"label\">（二）</span>丙。</li></ol></article>",
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
