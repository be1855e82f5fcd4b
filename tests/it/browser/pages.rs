//! The pages that all others are like: the sample site with what it lacks, built once, and one page of every template.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::super::support::{TODAY, copy, gongshi, repository, write};
use super::chromium::{Browser, file_address};

/// What the tests ask pages about; see there.
const QUESTIONS: &str = include_str!("../../tools/page.js");

/// What a folder is called where nobody thought of programs.
const FOLDER: &str = "a b/检察院 #1";

/// A page of every template is not as large as all: the long ones ask nothing that shorter ones do not.
const LARGEST: usize = 150_000;

/// Where the sites stand. They are kept between runs, and made right by each.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser")
}

/// The sample site, its pages in a folder with an odd name.
pub fn sample() -> &'static Path {
    static SAMPLE: OnceLock<PathBuf> = OnceLock::new();
    SAMPLE.get_or_init(|| built("sample", &[]))
}

/// The same with drafts, a page that has moved and a table of several pages.
fn full() -> &'static Path {
    static FULL: OnceLock<PathBuf> = OnceLock::new();
    FULL.get_or_init(|| {
        let mut table = String::from("日期,部门,科目名称,摘要,金额\n");
        for row in 1..=5_001 {
            table += &format!("2026-10-{:02},办公室,办公费,第{row}笔办公用品,{row}.50\n", [8, 9, 12, 13, 14][row % 5]);
        }
        let moved = "+++\ntitle = \"班车时刻\"\naliases = [\"old/bus.html\"]\n+++\n\n工作日七时三十分从老院区发车。\n";
        let long = "+++\ntitle = \"长表\"\nkind = \"ledger\"\norder = 99\n[ledger]\npreset = \"spending\"\n+++\n";
        built(
            "full",
            &[
                ("content/services/bus.md", moved.as_bytes()),
                ("content/long/_index.md", long.as_bytes()),
                ("content/long/2026-10.csv", table.as_bytes()),
            ],
        )
    })
}

fn built(name: &str, more: &[(&str, &[u8])]) -> PathBuf {
    let site = folder().join(name);
    if site.exists() {
        std::fs::remove_dir_all(&site).unwrap();
    }
    for folder in ["content", "templates", "static"] {
        copy(&repository().join(folder), &site.join(folder));
    }
    std::fs::copy(repository().join("gongshi.toml"), site.join("gongshi.toml")).unwrap();
    write(&site, more);
    let out = folder().join(FOLDER).join(name);
    let drafts: &[&str] = if name == "full" { &["--drafts"] } else { &[] };
    let output = gongshi(&site).args(["build", "--as-of", TODAY, "--out", out.to_str().unwrap()]).args(drafts).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out
}

/// One page of every template, by its kind on `<body data-page>`.
pub fn every_kind() -> (&'static Path, &'static BTreeMap<String, String>) {
    static KINDS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let out = full();
    (out, KINDS.get_or_init(|| kinds(out)))
}

fn kinds(out: &Path) -> BTreeMap<String, String> {
    let mut pages: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(out).sort_by_file_name().into_iter().map(Result::unwrap) {
        if entry.path().extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let kind = text.split("<body data-page=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let path = entry.path().strip_prefix(out).unwrap().to_str().unwrap().to_owned();
        let fits = |size: usize| if size <= LARGEST { size } else { 0 };
        let kept = pages.entry(kind).or_insert_with(|| (text.len(), path.clone()));
        if fits(text.len()) > fits(kept.0) {
            *kept = (text.len(), path);
        }
    }
    let templates = walkdir::WalkDir::new(repository().join("templates")).max_depth(1).into_iter().map(Result::unwrap);
    let names = templates.filter(|entry| entry.file_type().is_file() && entry.file_name() != "base.html");
    assert_eq!(pages.len(), names.count(), "a page of every template, and no kind without one: {:?}", pages.keys());
    pages.into_iter().map(|(kind, (_, path))| (kind, path)).collect()
}

/// Opens the page of every kind in turn, and asks about it; fails when anything is wrong anywhere, with all of it.
pub fn on_every_page(browser: &mut Browser, mut ask: impl FnMut(&mut Browser, &str) -> Vec<String>) {
    let (out, kinds) = every_kind();
    let mut wrong = Vec::new();
    for (kind, path) in kinds {
        // A page that leads on at once is not there to be looked at.
        if kind == "redirect" {
            continue;
        }
        browser.open(&file_address(&out.join(path)));
        browser.value(QUESTIONS);
        wrong.extend(ask(browser, kind).into_iter().map(|words| format!("{path}: {words}")));
    }
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong.join("\n"));
}

/// The answer to a question of [`QUESTIONS`].
pub fn answer(browser: &mut Browser, question: &str) -> Vec<String> {
    let answer = browser.value(&format!("ask.{question}"));
    answer.as_array().unwrap().iter().map(|words| words.as_str().unwrap().to_owned()).collect()
}

/// Words before each answer.
pub fn when(words: &str, answers: Vec<String>) -> Vec<String> {
    answers.into_iter().map(|answer| format!("{words}: {answer}")).collect()
}
