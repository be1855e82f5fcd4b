//! Who is on duty, as a reader sees it at any instant, from a folder.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::support::{TempDir, copy, folder, gongshi, repository};
use super::chromium::Browser;

/// The sample site as built on a day.
fn sample(day: &str) -> (TempDir, PathBuf) {
    let root = folder();
    for name in ["content", "templates", "static"] {
        copy(&repository().join(name), &root.path().join("site").join(name));
    }
    std::fs::copy(repository().join("gongshi.toml"), root.path().join("site/gongshi.toml")).unwrap();
    let out = root.path().join("a b/检察院 #1");
    let output = gongshi(&root.path().join("site")).args(["build", "--as-of", day, "--out", out.to_str().unwrap()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (root, out)
}

/// The names of a shift on a day, as the data say.
fn names(out: &Path, date: &str, shift: &str) -> Vec<String> {
    let data: Value = serde_json::from_slice(&std::fs::read(out.join(format!("duty/{}/data.json", &date[..7]))).unwrap()).unwrap();
    let slots = data["slots"].as_array().unwrap().iter().filter(|slot| slot["date"] == date && slot["shift"] == shift);
    slots.map(|slot| slot["name"].as_str().unwrap().to_owned()).collect()
}

/// The state of the card and the names on it.
fn card(browser: &mut Browser) -> (String, Vec<String>) {
    let state = browser.value("document.querySelector('[data-duty]').getAttribute('data-state')").as_str().unwrap().to_owned();
    let names = browser.value("[...document.querySelectorAll('.duty-people .person')].map(e => e.textContent)");
    (state, names.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect())
}

#[test]
fn the_card_names_who_is_on_duty_at_every_instant_and_nobody_else() {
    let Some(mut browser) = Browser::start() else { return };
    let (_root, out) = sample("2026-02-10");
    for (now, state, of) in [
        ("2026-02-14T10:00:00", "office", None),
        ("2026-02-15T03:00:00", "on-duty", Some(("2026-02-14", "night"))),
        ("2026-02-15T08:29:59", "on-duty", Some(("2026-02-14", "night"))),
        ("2026-02-15T08:30:00", "on-duty", Some(("2026-02-15", "full"))),
        ("2026-02-24T08:29:59", "on-duty", Some(("2026-02-23", "full"))),
        ("2026-02-24T08:30:00", "office", None),
        // Past the days the page carries, and before them: the clock, or the page, is not of this day.
        ("2026-06-01T03:00:00", "expired", None),
        ("2026-01-20T03:00:00", "clock", None),
    ] {
        for page in ["duty/index.html", "duty/kiosk/index.html", "index.html"] {
            browser.set_clock(&format!("{now}+08:00"));
            browser.open_file(&out.join(page), "");
            let expected = of.map_or_else(Vec::new, |(date, shift)| names(&out, date, shift));
            assert_eq!(card(&mut browser), (state.to_owned(), expected), "{page} at {now}");
        }
    }
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn before_the_first_slot_the_card_says_when_it_begins() {
    let Some(mut browser) = Browser::start() else { return };
    let (_root, out) = sample("2025-12-30");
    browser.set_clock("2025-12-31T10:00:00+08:00");
    browser.open_file(&out.join("duty/index.html"), "");
    assert_eq!(card(&mut browser), ("before".to_owned(), Vec::new()));
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn a_name_goes_with_its_shift_while_the_page_stays_open() {
    let Some(mut browser) = Browser::start() else { return };
    let (_root, out) = sample("2026-02-10");
    browser.set_clock("2026-02-15T08:29:00+08:00");
    browser.open_file(&out.join("duty/index.html"), "");
    assert_eq!(card(&mut browser).1, names(&out, "2026-02-14", "night"));
    browser.value(
        "Date.now = () => new Date('2026-02-15T08:31:00+08:00').getTime(), document.dispatchEvent(new Event('visibilitychange')), 0",
    );
    assert_eq!(card(&mut browser).1, names(&out, "2026-02-15", "full"));
}

#[test]
fn pages_of_the_roster_fit_a_phone() {
    let Some(mut browser) = Browser::start() else { return };
    let (_root, out) = sample("2026-11-05");
    for width in [320, 412] {
        browser.set_size(width, 800);
        for page in ["index", "2026-10/index", "2026/index", "p/b05/index", "kiosk/index"] {
            browser.open_file(&out.join(format!("duty/{page}.html")), "");
            let wide = browser.value("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert_eq!(wide.as_i64(), Some(0), "{page} at {width}");
        }
    }
    assert_eq!(browser.said, [""; 0]);
}
