//! The search bench: builds 2,000 pages, asks the queries of `../shared/data/search` in a real Chromium, from a folder and over
//! HTTP, and prints how well and how fast they are answered.
//!
//! `cargo bench --bench search` needs Python 3 for `../shared/bench/gen_corpus.py`, which makes the pages beside the fixtures,
//! and Chromium. `-- QUERIES.json` asks others; `--profile dev` measures answers without the long build of a release.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench writes its corpus and prints its figures"
)]

#[path = "../tests/it/browser/chromium.rs"]
#[expect(dead_code, reason = "tests do more with a browser")]
mod chromium;
#[path = "../tests/it/browser/server.rs"]
mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use chromium::{Browser, file_address};

/// Pages of the corpus, the fixtures among them.
const PAGES: usize = 2_000;

fn main() {
    let Some(shared) = shared() else { return println!("skipped: ../shared is not there") };
    let root = tempfile::tempdir().unwrap();
    let site = root.path().join("检察院 #1");
    corpus(&shared, root.path(), &site);
    let output = site.join("output/internal");
    println!("build: {}", build(&site));
    let data: Vec<PathBuf> = fs::read_dir(output.join("search")).unwrap().map(|entry| entry.unwrap().path()).collect();
    println!("index: {} files, {} KB", data.len(), data.iter().map(size).sum::<u64>() / 1024);
    let again = fingerprint(&output);
    fs::remove_dir_all(site.join("output")).unwrap();
    build(&site);
    println!("two builds identical: {}", again == fingerprint(&output));
    let queries = std::env::args().find(|argument| argument.ends_with(".json"));
    let queries = queries.map_or_else(|| shared.join("data/search/queries-dev.json"), PathBuf::from);
    let queries: Vec<Value> = serde_json::from_slice(&fs::read(queries).unwrap()).unwrap();
    let texts = texts(&site.join("content"));
    let folder = measured("file", &file_address(&output), &output, &queries, &texts);
    let http = measured("http", &server::serve(&output), &output, &queries, &texts);
    println!("same answers: {}", folder == http);
}

/// Where the fixtures are kept, beside the repository or its worktree.
fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["../shared", "../../shared"].iter().map(|path| root.join(path)).find(|path| path.join("data/search").exists())
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn corpus(shared: &Path, root: &Path, site: &Path) {
    let documents: Vec<Value> = serde_json::from_slice(&fs::read(shared.join("data/search/fixture-docs.json")).unwrap()).unwrap();
    let count = (PAGES - documents.len()).to_string();
    let made = Command::new("python3")
        .arg(shared.join("bench/gen_corpus.py"))
        .args(["--docs", &count, "--months", "24", "--rows", "500", "--kinds", "gongshi", "--out"])
        .arg(root)
        .status();
    assert!(made.is_ok_and(|status| status.success()), "the corpus could not be made");
    fs::rename(root.join("gongshi"), site).unwrap();
    write(&site.join("content/guide/_index.md"), "+++\ntitle = \"通报与安排\"\n+++\n");
    documents.iter().for_each(|document| fixture(site, document));
}

/// A fixture with articles becomes a regulation, any other an ordinary page.
fn fixture(site: &Path, document: &Value) {
    let text = |key: &str| document[key].as_str().unwrap_or_default();
    let blocks = document["blocks"].as_array().unwrap();
    let is_regulation = blocks.iter().any(|block| block[0] == "a");
    let mut body = String::new();
    for block in blocks {
        let paragraphs: Vec<&str> = block[2].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let (label, words) = (block[1].as_str().unwrap(), paragraphs.join("\n\n"));
        body.push_str(&match block[0].as_str() {
            Some("h") => format!("## {}\n\n{words}\n\n", label.replace(' ', "　")),
            Some("a") => format!("{label}　{words}\n\n"),
            _ => format!("{words}\n\n"),
        });
    }
    let (title, number, date) = (text("title"), text("num"), text("date"));
    let file = format!("loc-{}.md", text("id"));
    if !is_regulation {
        return write(
            &site.join("content/guide").join(file),
            &format!("+++\ntitle = \"{title}\"\ndate = {date}\n+++\n\n{number}\n\n{body}"),
        );
    }
    let ended = if text("status") == "已废止" { "expires = 2026-10-01\n" } else { "" };
    let present: BTreeSet<String> = blocks.iter().filter_map(|block| block[1].as_str().map(str::to_owned)).collect();
    let label = |number: u32| format!("第{}条", gongshi::value::write_numeral(number));
    let last = (1..100).rev().find(|number| present.contains(&label(*number))).unwrap_or(0);
    let gaps: Vec<String> =
        (1..last).filter(|number| !present.contains(&label(*number))).map(|number| format!("\"art-{number}\"")).collect();
    let front = format!("title = \"{title}\"\nnumber = \"{number}\"\neffective = {date}\n{ended}gaps = [{}]", gaps.join(", "));
    write(&site.join("content/regulations").join(file), &format!("+++\n{front}\n+++\n\n{body}"));
}

/// Runs a build, and says what the system says it took.
fn build(site: &Path) -> String {
    let mut command = Command::new("/usr/bin/time");
    command.args(["-f", "%U s user, %S s system, %M KB at most", env!("CARGO_BIN_EXE_gongshi"), "-C"]).arg(site);
    let output = command.args(["build", "--as-of", "2026-11-05"]).output().expect("/usr/bin/time measures");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said.lines().next_back().unwrap_or_default().to_owned()
}

fn size(path: &PathBuf) -> u64 {
    fs::metadata(path).map_or(0, |data| data.len())
}

/// The manifest, which has the hash of every file.
fn fingerprint(output: &Path) -> Vec<u8> {
    fs::read(output.join("manifest.json")).unwrap()
}

/// Every text of the corpus by the folder of its page, folded.
fn texts(content: &Path) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for section in ["regulations", "guide"] {
        for entry in fs::read_dir(content.join(section)).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text: String = fs::read_to_string(&path).unwrap().replace(['*', '`'], "");
            if stem != "_index" {
                texts.insert(format!("{section}/{stem}"), folded(&text));
            }
        }
    }
    texts
}

fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// What a query came to.
struct Answer {
    places: Vec<String>,
    milliseconds: f64,
    kilobytes: f64,
}

/// Asks a query on a page that has just been opened, so that all it reads is counted.
fn ask(browser: &mut Browser, base: &str, output: &Path, typed: &str) -> Answer {
    browser.open(&format!("{base}/search/index.html"));
    let typed = serde_json::to_string(typed).unwrap();
    let answer = browser.value(&format!(
        "new Promise((done, fail) => {{
           const field = document.querySelector('input[type=search]'), list = document.querySelector('ol[data-search-results]');
           const ready = () => Object.keys(window.gongshiSearch).length;
           const ask = () => {{
             const start = performance.now();
             field.value = {typed};
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));
             const watch = () => {{
               if (list.dataset.query !== field.value || list.getAttribute('aria-busy') !== 'false')
                 return performance.now() - start > 20000 ? fail(Error('no answer')) : setTimeout(watch);
               done({{
                 time: performance.now() - start,
                 hits: [...list.children].map(item => item.querySelector('a[href]').getAttribute('href')),
                 files: [...document.querySelectorAll('head script[src]')].map(e => e.getAttribute('src')).filter(src => !src.includes('assets/'))
               }});
             }};
             watch();
           }};
           const wait = () => ready() ? ask() : setTimeout(wait, 5);
           wait();
         }})"
    ));
    let strings = |key: &str| answer[key].as_array().unwrap().iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    let bytes: u64 = strings("files").iter().map(|file| size(&output.join("search").join(file.rsplit('/').next().unwrap()))).sum();
    let kilobytes = u32::try_from(bytes / 1024).map_or(0.0, f64::from);
    Answer { places: strings("hits").iter().map(|hit| place(hit)).collect(), milliseconds: answer["time"].as_f64().unwrap(), kilobytes }
}

/// `regulations/loc-jiedai#art-8` for a hit.
fn place(hit: &str) -> String {
    let (address, anchor) = hit.split_once('#').map_or((hit, String::new()), |(address, anchor)| (address, format!("#{anchor}")));
    let path = address.split('?').next().unwrap().trim_start_matches("../").trim_end_matches("/index.html");
    format!("{path}{anchor}")
}

fn page(place: &str) -> &str {
    place.split('#').next().unwrap()
}

/// Asks all queries and prints the figures; gives all hits, for comparison.
fn measured(name: &str, base: &str, output: &Path, queries: &[Value], texts: &BTreeMap<String, String>) -> Vec<Vec<String>> {
    let mut browser = Browser::start().expect("a Chromium");
    let (mut top, mut right, mut recall, mut precision) = (Share::default(), Share::default(), Share::default(), Share::default());
    let (mut times, mut sizes, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for query in queries {
        let typed = query["q"].as_str().unwrap();
        let answer = ask(&mut browser, base, output, typed);
        if let Some(wanted) = query["page"].as_str() {
            let wanted = format!("/{}", wanted.trim_end_matches(".html"));
            let at = answer.places.iter().position(|place| page(place).ends_with(&wanted));
            top.add(at.is_some_and(|at| at < 3), || println!("  {name}: {typed} has its page at {at:?}"));
            if let Some(label) = query["anchor"].as_str() {
                let number = gongshi::value::parse_numeral(label.trim_start_matches('第').trim_end_matches('条')).unwrap();
                let first = answer.places.first().is_some_and(|first| *first == format!("regulations{wanted}#art-{number}"));
                right.add(first, || println!("  {name}: {typed} leads to {:?}", answer.places.first()));
            }
        } else {
            let wanted: BTreeSet<&str> =
                texts.iter().filter(|(_, text)| text.contains(&folded(typed))).map(|(page, _)| page.as_str()).collect();
            let found: BTreeSet<&str> = answer.places.iter().map(|place| page(place)).collect();
            if !wanted.is_empty() {
                wanted.iter().for_each(|page| recall.add(found.contains(page), || println!("  {name}: {typed} misses {page}")));
                answer.places.iter().take(10.min(wanted.len())).for_each(|place| precision.add(wanted.contains(page(place)), || {}));
            }
        }
        times.push(answer.milliseconds);
        sizes.push(answer.kilobytes);
        all.push(answer.places);
    }
    println!("{name}: top 3 {top}, right article first {right}, recall {recall}, of the first ten {precision}");
    println!(
        "{name}: median {:.0} ms, {:.0} KB read; at most {:.0} ms, {:.0} KB",
        median(&times),
        median(&sizes),
        most(&times),
        most(&sizes)
    );
    all
}

/// How many of how many.
#[derive(Default)]
struct Share {
    good: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, good: bool, otherwise: impl Fn()) {
        self.all += 1;
        self.good += usize::from(good);
        if !good {
            otherwise();
        }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} ({} %)", self.good, self.all, self.good * 100 / self.all.max(1))
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn most(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}
