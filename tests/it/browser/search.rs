//! The search as readers use it: typed into, from a folder with an odd name and over HTTP.

use std::path::Path;

use serde_json::Value;

use super::super::support::{build, site};
use super::chromium::{Browser, file_address};
use super::pages::sample;
use super::server::serve;

/// Types a query into the page that is open, and gives the hits when they are there: addresses in order.
fn hits(browser: &mut Browser, typed: &str) -> Vec<String> {
    let script = format!(
        "new Promise((done, fail) => {{
           const field = document.querySelector('input[type=search]'), list = document.querySelector('ol[data-search-results]');
           const typed = {typed:?}, end = Date.now() + 20000;
           field.value = typed;
           field.dispatchEvent(new Event('input', {{ bubbles: true }}));
           (function look() {{
             if (list.dataset.query === typed && list.getAttribute('aria-busy') === 'false')
               done([...list.children].map(item => item.querySelector('a[href]').getAttribute('href')));
             else if (Date.now() > end) fail(Error('no answer: ' + document.querySelector('.search-state').textContent));
             else setTimeout(look, 5);
           }})();
         }})"
    );
    let found = browser.value(&script);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    found.as_array().unwrap().iter().map(text).collect()
}

/// `regulations/JD-01#art-10` for a hit.
fn place(hit: &str) -> String {
    let (address, anchor) = hit.split_once('#').map_or((hit, String::new()), |(address, anchor)| (address, format!("#{anchor}")));
    let path = address.split('?').next().unwrap().trim_start_matches("../").trim_end_matches("/index.html");
    format!("{path}{anchor}")
}

#[test]
fn the_sample_is_found_from_a_folder_and_over_http() {
    let Some(mut browser) = Browser::start() else { return };
    let out = sample();
    let mut answers = Vec::new();
    for base in [file_address(out), serve(out)] {
        browser.open(&format!("{base}/search/index.html"));
        let mut found = Vec::new();
        for (typed, expected) in [
            ("陪餐人数", "regulations/JD-01#art-10"),
            ("公务接待管理办法", "regulations/JD-01"),
            ("公务接待管理办法第十二条", "regulations/JD-01#art-12"),
            ("《公务接待管理办法》第12条", "regulations/JD-01#art-12"),
            ("云岭县人民检察院公务接待管理办法 第１２条", "regulations/JD-01#art-12"),
            ("〔2026〕4号", "regulations/JD-01"),
            ("云检办[2026]4号", "regulations/JD-01"),
            ("云检办2026 4号", "regulations/JD-01"),
            ("云检办20264号", "regulations/JD-01"),
            ("JD-01", "regulations/JD-01"),
            ("gwjd", "reception"),
            ("gwjdgl", "regulations/JD-01"),
            ("gongwujiedaiguanli", "regulations/JD-01"),
            ("2026年10月财务支出", "spending/2026-10"),
            ("陪吃", "regulations/JD-01#art-10"),
        ] {
            let hits = hits(&mut browser, typed);
            assert_eq!(hits.first().map(|hit| place(hit)).as_deref(), Some(expected), "{typed}");
            found.push(hits);
        }
        assert_eq!(hits(&mut browser, "没有这样的词组"), [""; 0]);
        assert!(hits(&mut browser, "第十二条").len() > 10);
        answers.push(found);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn a_hit_leads_to_the_article_with_its_words_marked() {
    let Some(mut browser) = Browser::start() else { return };
    let out = sample();
    let page = out.join("search/index.html");
    browser.open_file(&page, "?q=%E9%99%AA%E9%A4%90%E4%BA%BA%E6%95%B0");
    hits(&mut browser, "陪餐人数");
    let shown = browser.value("document.querySelector('.hits li').textContent");
    assert!(shown.as_str().unwrap().contains("现行有效"), "{shown}");
    assert_eq!(browser.value("document.querySelector('.hits .excerpt mark').textContent"), "陪餐人数");
    let said = browser.value("document.querySelector('[role=status]').textContent");
    assert!(said.as_str().unwrap().starts_with("找到 "), "{said}");
    let target = browser.value("document.querySelector('.hits a').href");
    browser.open(target.as_str().unwrap());
    assert_eq!(browser.value("document.querySelector('#art-10 mark').textContent"), "陪餐人数");
    assert_eq!(browser.value("document.querySelectorAll('#art-10 a.label').length"), 1);
    // The key leads to the field at the head, and its words to the search.
    browser.value("document.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }))");
    assert_eq!(browser.value("document.activeElement.id"), "site-query");
    assert_eq!(browser.said, [""; 0]);
}

fn regulation(title: &str, number: &str, more: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nnumber = \"{number}\"\n{more}\n+++\n\n第一条　{title}自印发之日起施行。\n\n第二条　由办公室解释。\n")
}

fn narrow(browser: &mut Browser, facet: &str, value: &str) {
    let script = format!(
        "(() => {{ const e = document.querySelector('[data-facet={facet}]'); e.type === 'checkbox' ? e.checked = true : e.value = {value:?}; }})()"
    );
    browser.value(&script);
}

fn open_search(browser: &mut Browser, root: &Path) {
    let output = build(root, &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    browser.open_file(&root.join("output/internal/search/index.html"), "");
}

#[test]
fn what_is_repealed_stands_last_and_older_versions_are_asked_for() {
    let Some(mut browser) = Browser::start() else { return };
    let old = regulation("绿色采购办法", "云检办〔2019〕1号", "effective = 2020-01-01\nexpires = 2025-12-31\nowner = \"office\"");
    let new = regulation("绿色采购办法", "云检办〔2018〕2号", "effective = 2019-01-01\nowner = \"police\"");
    let first = regulation("废纸回收办法", "国务院令第514号", "effective = 2021-01-01");
    let second = regulation("废纸回收办法", "国务院令第514号", "effective = 2024-01-01");
    let root = site(&[
        ("content/departments.csv", "id,name\noffice,办公室\npolice,法警大队\n".as_bytes()),
        ("content/regulations/_index.md", "+++\ntitle = \"制度\"\nkind = \"regulations\"\n+++\n".as_bytes()),
        ("content/regulations/A-1.md", old.as_bytes()),
        ("content/regulations/B-1.md", new.as_bytes()),
        ("content/regulations/C-1/2021-01-01.md", first.as_bytes()),
        ("content/regulations/C-1/2024-01-01.md", second.as_bytes()),
        ("content/synonyms.csv", "词,同义词\n环保,绿色采购\n".as_bytes()),
    ]);
    open_search(&mut browser, root.path());
    let places = |browser: &mut Browser, typed: &str| -> Vec<String> { hits(browser, typed).iter().map(|hit| place(hit)).collect() };
    assert_eq!(places(&mut browser, "绿色采购办法"), ["regulations/B-1", "regulations/A-1"]);
    assert_eq!(places(&mut browser, "环保")[..2], ["regulations/B-1", "regulations/A-1"]);
    assert_eq!(places(&mut browser, "令514号"), ["regulations/C-1"]);
    assert_eq!(places(&mut browser, "国务院令第514号"), ["regulations/C-1"]);
    narrow(&mut browser, "older", "");
    assert_eq!(places(&mut browser, "令第514号"), ["regulations/C-1", "regulations/C-1/2021-01-01"]);
    narrow(&mut browser, "department", "1");
    assert_eq!(places(&mut browser, "绿色采购"), ["regulations/A-1"]);
    narrow(&mut browser, "department", "");
    narrow(&mut browser, "year", "2019");
    assert_eq!(places(&mut browser, "绿色采购办法"), ["regulations/B-1"]);
    narrow(&mut browser, "year", "");
    narrow(&mut browser, "sort", "date");
    assert_eq!(places(&mut browser, "绿色采购办法"), ["regulations/A-1", "regulations/B-1"]);
    assert_eq!(browser.said, [""; 0]);
}
