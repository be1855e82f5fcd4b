//! What ships to browsers: small, understood by Chromium 78, valid.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use super::browser::pages::{every_kind, sample};
use super::support::{built, repository, site, tools};

/// What a checker in `tests/tools/` says of files, by line.
fn said(checker: &str, files: &[PathBuf]) -> Option<Vec<String>> {
    let tools = tools()?;
    let output =
        Command::new("node").arg(repository().join("tests/tools").join(checker)).env("GONGSHI_TEST_TOOLS", tools).args(files).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

#[test]
fn pages_are_valid() {
    let (out, kinds) = every_kind();
    let files: Vec<PathBuf> = kinds.values().map(|path| out.join(path)).collect();
    let Some(found) = said("validate-html.cjs", &files) else { return };
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn scripts_are_of_2017() {
    let files = [sample().join("assets/gongshi.js"), repository().join("static/inline/theme.js")];
    let Some(found) = said("lint-script.cjs", &files) else { return };
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn all_script_is_small() {
    let script = std::fs::read(sample().join("assets/gongshi.js")).unwrap().len();
    let inline = std::fs::read(repository().join("static/inline/theme.js")).unwrap().len();
    assert!(script + inline <= 30_000, "{} bytes of script", script + inline);
    let others = walkdir::WalkDir::new(sample()).into_iter().map(Result::unwrap);
    let others = others.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "js"));
    for entry in others.filter(|entry| entry.file_name() != "gongshi.js") {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        assert!(!text.contains("function") && !text.contains("=>"), "{} is data only", entry.path().display());
    }
}

#[test]
fn what_answers_queries_is_a_small_part_of_the_script() {
    let script = |more: &[(&str, &[u8])]| built(site(more).path())["assets/gongshi.js"].len();
    let answers = ["data", "query", "rank"].map(|part| format!("static/js/search-{part}.js"));
    let without: Vec<(&str, &[u8])> = answers.iter().map(|name| (name.as_str(), b"\n".as_slice())).collect();
    let share = script(&[]) - script(&without);
    assert!((4_000..=8_000).contains(&share), "{share} bytes");
}

type Policy = BTreeMap<String, BTreeSet<String>>;

/// The sources a content security policy allows, by directive.
fn policy(text: &str) -> Policy {
    let directives = text.split(';').map(|one| one.split_whitespace().map(str::to_owned));
    directives.filter_map(|mut words| Some((words.next()?, words.collect()))).collect()
}

#[test]
fn the_headers_of_the_notes_on_deployment_say_what_pages_say() {
    let mut pages = Policy::new();
    for name in ["index.html", "404.html", "search/index.html"] {
        let page = std::fs::read_to_string(sample().join(name)).unwrap();
        let own = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        policy(own).into_iter().for_each(|(directive, sources)| pages.entry(directive).or_default().extend(sources));
    }
    for sources in pages.values_mut().filter(|sources| sources.len() > 1) {
        sources.remove("'none'");
    }
    let notes = std::fs::read_to_string(repository().join("docs/deployment.md")).unwrap();
    let headers: Vec<&str> = notes.split("Content-Security-Policy \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(headers.len(), 2, "one for nginx, one for Caddy");
    for header in headers {
        let mut said = policy(header);
        assert_eq!(said.remove("frame-ancestors"), Some(BTreeSet::from(["'none'".to_owned()])), "pages cannot say that themselves");
        assert_eq!(said, pages);
    }
}

/// What Chromium 78 does not know, as it would stand in a sheet, and what to write instead.
const LATER: [(&str, &str); 23] = [
    ("clamp(", "a length and a media query"),
    ("min(", "max-width beside width"),
    ("max(", "min-width beside width"),
    (":is(", "each selector by itself"),
    (":where(", "each selector by itself"),
    (":has(", "a class"),
    ("inset:", "top, right, bottom, left"),
    ("inset-inline", "left, right"),
    ("inset-block", "top, bottom"),
    ("aspect-ratio:", "padding"),
    ("@container", "a media query"),
    ("@layer", "order"),
    ("@property", "a plain custom property"),
    ("@supports selector", "nothing"),
    ("color-mix(", "a colour"),
    ("accent-color", "nothing"),
    ("light-dark(", "a media query"),
    ("oklch(", "a colour in hexadecimals"),
    ("lab(", "a colour in hexadecimals"),
    ("content-visibility", "nothing"),
    ("scrollbar-gutter", "nothing"),
    ("margin-inline", "margin-left, margin-right"),
    ("padding-inline", "padding-left, padding-right"),
];

/// A rule of a sheet: what opens it, and what stands in it.
fn rules(sheet: &str) -> Vec<(String, String)> {
    let mut plain = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        plain += before;
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    plain += rest;
    let mut rules: Vec<(String, String)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut words = String::new();
    for sign in plain.chars() {
        match sign {
            '{' => {
                open.push(rules.len());
                rules.push((std::mem::take(&mut words).trim().to_owned(), String::new()));
            }
            '}' => {
                let rule = open.pop().expect("a brace that was opened");
                rules[rule].1 += &std::mem::take(&mut words);
            }
            _ => words.push(sign),
        }
    }
    assert!(open.is_empty(), "a brace is not closed");
    rules
}

/// What a sheet has that the oldest browser does not know.
fn faults(sheet: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (selector, body) in rules(sheet) {
        let text = format!("{selector}{{{body}}}");
        for (later, instead) in LATER {
            let within = |at: usize| text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-') && !later.starts_with(':');
            let found = text.match_indices(later).any(|(at, _)| !within(at));
            if found {
                faults.push(format!("{selector}: {later} is not known, write {instead}"));
            }
        }
        let declares = |name: &str, value: &str| {
            body.split(';').filter_map(|one| one.split_once(':')).any(|(n, v)| n.trim() == name && v.trim().contains(value))
        };
        let gap = ["gap", "row-gap", "column-gap"].iter().any(|name| declares(name, ""));
        if gap && !declares("display", "grid") && !declares("columns", "") && !declares("column-count", "") {
            faults.push(format!("{selector}: gap works in grids alone, write margins"));
        }
        if selector.contains('&') || body.contains('&') {
            faults.push(format!("{selector}: rules do not nest"));
        }
        if selector.contains(":focus-visible") && !selector.contains(":focus:not(:focus-visible)") {
            faults.push(format!("{selector}: write :focus, and take it back in :focus:not(:focus-visible)"));
        }
        if selector.contains(":not(") && selector.split(":not(").skip(1).any(|rest| rest.split(')').next().unwrap().contains([',', ' '])) {
            faults.push(format!("{selector}: :not() takes one simple selector"));
        }
    }
    faults
}

#[test]
fn sheets_are_what_the_oldest_browser_knows() {
    let files = walkdir::WalkDir::new(repository().join("static")).into_iter().map(Result::unwrap);
    let files: Vec<_> = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "css")).collect();
    assert!(files.len() > 4);
    for file in files {
        let found = faults(&std::fs::read_to_string(file.path()).unwrap());
        assert!(found.is_empty(), "{}\n{}", file.path().display(), found.join("\n"));
    }
}

#[test]
fn the_lint_of_sheets_finds_what_is_later() {
    for (sheet, count) in [
        ("a { display: flex; gap: 1rem; }", 1),
        ("a { display: grid; gap: 1rem; }", 0),
        ("a { width: min(10em, 100%); }", 1),
        ("a { min-width: 10em; grid-template-columns: minmax(0, 1fr); }", 0),
        ("@media print { a { inset: 0; } } /* clamp( */", 1),
        ("a:is(b, c) { color: red; }", 1),
        ("a { b & { color: red; } }", 1),
        ("a:focus-visible { outline: 0; }", 1),
        (":focus:not(:focus-visible) { outline: none; }", 0),
        ("a:not(.b, .c) { color: red; }", 1),
    ] {
        assert_eq!(faults(sheet).len(), count, "{sheet}: {:?}", faults(sheet));
    }
}
