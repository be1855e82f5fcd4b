//! What a reader chose stays chosen, and keys do what readers expect.

use super::chromium::{Browser, file_address};
use super::pages::{every_kind, sample};
use super::server::serve;

#[test]
fn theme_and_size_stay_from_page_to_page() {
    let Some(mut browser) = Browser::start() else { return };
    browser.set_size(1280, 900);
    let out = sample();
    let state = "[document.documentElement.dataset.theme || '', document.documentElement.dataset.size || ''].join()";
    for base in [file_address(out), serve(out)] {
        browser.open(&format!("{base}/index.html"));
        assert_eq!(browser.value(state), ",");
        let paper = browser.value("getComputedStyle(document.body).backgroundColor");
        // Light, dark.
        browser.click("[data-action=theme]");
        browser.click("[data-action=theme]");
        browser.click("[data-action=size]");
        for page in ["regulations/CW-01/index.html", "404.html", "duty/index.html"] {
            browser.open(&format!("{base}/{page}"));
            assert_eq!(browser.value(state), "dark,large", "{page}");
            assert_ne!(browser.value("getComputedStyle(document.body).backgroundColor"), paper, "{page}");
        }
        assert_eq!(browser.value("document.querySelector('[data-action=size]').getAttribute('aria-pressed')"), "true");
        assert_eq!(browser.value("document.querySelector('[data-action=theme]').textContent"), "外观：深色");
        // High contrast, and as the system again.
        browser.click("[data-action=theme]");
        browser.click("[data-action=theme]");
        browser.click("[data-action=size]");
        browser.open(&format!("{base}/index.html"));
        assert_eq!(browser.value(state), ",");
    }
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn the_slash_leads_to_the_search_but_is_typed_where_one_types() {
    let Some(mut browser) = Browser::start() else { return };
    browser.set_size(1280, 900);
    browser.open_file(&sample().join("spending/2026-10/index.html"), "");
    browser.value("document.getElementById('filter').focus()");
    browser.press("/", "/");
    assert_eq!(browser.value("document.activeElement.id + document.activeElement.value"), "filter/");
    browser.value("document.activeElement.blur()");
    browser.press("/", "/");
    assert_eq!(browser.value("document.activeElement.id + document.activeElement.value"), "site-query");
    for key in ["a", "s", "?", "j"] {
        browser.value("document.activeElement.blur()");
        browser.press(key, key);
        assert_eq!(browser.value("document.activeElement.tagName"), "BODY", "no other single key does anything");
    }
}

#[test]
fn without_script_readers_come_everywhere_by_links() {
    let Some(mut browser) = Browser::start() else { return };
    let (out, kinds) = every_kind();
    browser.set_scripts(false);
    browser.open_file(&out.join("index.html"), "");
    for selector in [".to-search", ".search-indexes a[href*='by/letter']", "main a[href*='regulations/CW-01/']"] {
        assert_eq!(browser.value(&format!("document.querySelector({selector:?}).checkVisibility()")), true, "{selector}");
        let before = browser.value("location.href");
        browser.value(&format!("document.querySelector({selector:?}).click()"));
        browser.until(&format!("location.href !== {before} && document.readyState === 'complete'"));
    }
    browser.until("document.body.dataset.page === 'regulation'");
    // The lists of the search, and who is on duty, are there.
    browser.open_file(&out.join(&kinds["search"]), "");
    assert!(browser.value("document.querySelectorAll('.search-indexes a').length").as_u64().unwrap() > 5);
    browser.open_file(&out.join(&kinds["roster"]), "");
    let names = browser.value("[...document.querySelectorAll('main .person')].filter(e => e.checkVisibility()).length");
    assert!(names.as_u64().unwrap() > 5, "{names}");
}
