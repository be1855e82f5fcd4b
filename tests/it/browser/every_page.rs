//! What holds on every kind of page: quiet, within its folder, open to everybody, on any screen.

use std::path::{Path, PathBuf};

use super::super::support::tools;
use super::chromium::{Browser, file_address};
use super::pages::{answer, every_kind, on_every_page, when};
use super::server::serve;

#[test]
fn pages_are_quiet_and_ask_for_nothing_elsewhere() {
    let Some(mut browser) = Browser::start() else { return };
    let (out, kinds) = every_kind();
    browser.watch_requests();
    for base in [file_address(out), serve(out)] {
        for (kind, path) in kinds {
            browser.open(&format!("{base}/{path}"));
            assert_eq!(browser.said, [""; 0], "{base}/{path}");
            let requests = std::mem::take(&mut browser.requests);
            let elsewhere: Vec<&String> = requests.iter().filter(|address| !address.starts_with(&format!("{base}/"))).collect();
            assert!(elsewhere.is_empty(), "{path} asks for {elsewhere:?}");
            assert!(
                ["not-found", "redirect"].contains(&kind.as_str()) || requests.len() > 2,
                "{path} has its style and its script: {requests:?}"
            );
        }
    }
}

/// The library that knows the rules, where `tests/run.sh` put it.
fn axe() -> Option<PathBuf> {
    tools().map(|tools| tools.join("node_modules/axe-core/axe.min.js"))
}

#[test]
fn everybody_can_use_every_page_in_every_theme() {
    let (Some(mut browser), Some(axe)) = (Browser::start(), axe()) else { return };
    let axe = std::fs::read_to_string(axe).unwrap();
    browser.set_size(1280, 900);
    on_every_page(&mut browser, |browser, _| {
        browser.value(&format!("{axe}; 0"));
        let mut wrong = answer(browser, "axe()");
        for theme in ["dark", "contrast"] {
            browser.value(&format!("document.documentElement.dataset.theme = {theme:?}"));
            wrong.extend(when(theme, answer(browser, "axe(['color-contrast', 'link-in-text-block'])")));
        }
        browser.value("delete document.documentElement.dataset.theme, document.documentElement.dataset.size = 'large'");
        wrong.extend(when("large", answer(browser, "axe(['target-size', 'scrollable-region-focusable'])")));
        wrong
    });
}

#[test]
fn pages_fit_phones_and_zoom() {
    let Some(mut browser) = Browser::start() else { return };
    on_every_page(&mut browser, |browser, _| {
        let mut wrong = Vec::new();
        for size in ["", "large"] {
            browser.value(&format!("document.documentElement.dataset.size = {size:?}"));
            browser.set_size(320, 640);
            wrong.extend(when(&format!("phone {size}"), answer(browser, "overflow()")));
            for times in [2, 4] {
                browser.set_zoom(times);
                wrong.extend(when(&format!("{times}00 % {size}"), answer(browser, "overflow()")));
            }
        }
        wrong
    });
}

#[test]
fn forced_colours_and_stillness_are_kept() {
    let Some(mut browser) = Browser::start() else { return };
    browser.set_size(1280, 900);
    browser.set_media(&[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")]);
    on_every_page(&mut browser, |browser, _| {
        let mut wrong = answer(browser, "forced()");
        wrong.extend(answer(browser, "motion()"));
        wrong
    });
}

/// Goes through a page with the tab key alone.
fn walk(browser: &mut Browser) -> Vec<String> {
    let stops = browser.value("ask.walk()").as_u64().unwrap();
    for _ in 0..stops + 3 {
        browser.press("Tab", "");
        if browser.value("ask.step()") == true {
            break;
        }
    }
    answer(browser, "walkedWrong()")
}

#[test]
fn the_keyboard_reaches_everything_and_shows_where_it_is() {
    let Some(mut browser) = Browser::start() else { return };
    browser.set_size(1280, 900);
    on_every_page(&mut browser, |browser, _| walk(browser));
}

#[test]
fn without_script_nothing_is_hidden_and_nothing_is_dead() {
    let Some(mut browser) = Browser::start() else { return };
    browser.set_size(1280, 900);
    browser.set_scripts(false);
    on_every_page(&mut browser, |browser, _| answer(browser, "scriptless()"));
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn a_page_that_moved_leads_on_without_script() {
    let Some(mut browser) = Browser::start() else { return };
    let (out, kinds) = every_kind();
    browser.set_scripts(false);
    for base in [file_address(out), serve(out)] {
        browser.open(&format!("{base}/{}", kinds["redirect"]));
        browser.until("location.pathname.endsWith('/services/bus/index.html')");
    }
}

#[test]
fn a_page_that_is_not_there_is_well_set_at_any_depth() {
    let Some(mut browser) = Browser::start() else { return };
    let (out, _) = every_kind();
    let base = serve(out);
    browser.watch_requests();
    for path in ["none.html", "spending/none/deep/er.html"] {
        browser.open(&format!("{base}/{path}"));
        assert_eq!(browser.value("document.body.dataset.page"), "not-found", "{path}");
        let styled = browser.value("getComputedStyle(document.querySelector('main')).maxWidth !== 'none'");
        assert_eq!(styled, true, "{path}");
        let requests = std::mem::take(&mut browser.requests);
        assert_eq!(requests, [format!("{base}/{path}")], "it needs no other file");
    }
}

/// The files a page needs to be read, without its data.
fn weight(out: &Path, path: &str) -> usize {
    let text = std::fs::read_to_string(out.join(path)).unwrap();
    let folder = out.join(path).parent().unwrap().to_owned();
    let links = text.split(['<', '>']).filter(|tag| tag.starts_with("link rel=\"stylesheet\"") || tag.starts_with("script src="));
    let files = links.map(|tag| tag.split_once("href=\"").or_else(|| tag.split_once("src=\"")).unwrap().1.split('"').next().unwrap());
    text.len() + files.map(|file| std::fs::read(folder.join(file)).unwrap().len()).sum::<usize>()
}

#[test]
fn a_regulation_weighs_little_more_than_its_text() {
    let (out, _) = every_kind();
    let regulations = walkdir::WalkDir::new(out.join("regulations")).into_iter().map(Result::unwrap);
    let mut seen = 0;
    for entry in regulations.filter(|entry| entry.file_name() == "index.html") {
        let path = entry.path().strip_prefix(out).unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let Some(body) = text.split_once("<main").filter(|_| text.contains("<body data-page=\"regulation\"")) else { continue };
        let words: usize = body.1.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words.len()).sum();
        let beyond = weight(out, path) - words;
        assert!(beyond <= 120_000, "{path} weighs {beyond} bytes beyond its text");
        seen += 1;
    }
    assert!(seen > 20, "{seen} regulations");
}
