//! Regulations as readers meet them: from a folder, on any day, without a permission.

use std::path::Path;

use gongshi::kinds::regulation::status::{Ending, Term, endings, timeline};

use super::super::support::folder;
use super::chromium::Browser;
use super::pages::sample;

fn case_terms(versions: &str) -> Vec<(Term, Option<Ending>)> {
    let term = |word: &str| {
        let option = |mark: char| word.split_once(mark).map(|(_, date)| date.parse().unwrap());
        Term { effective: word[..10].parse().unwrap(), repeal: word.ends_with('!'), expires: option('<'), replaced: option('x') }
    };
    let terms: Vec<Term> = versions.split(' ').map(term).collect();
    terms.iter().copied().zip(endings(&terms)).collect()
}

/// A page of all versions of a case, each with a badge, and of a list that shows one of them.
fn status_page(script: &Path, versions: &str) -> String {
    let terms = case_terms(versions);
    let timeline = timeline(&terms);
    let badge = "<span class=\"status in-force\" data-status=\"in-force\"></span>";
    let own: String = terms
        .iter()
        .map(|(term, _)| format!("<p class=\"own\" data-timeline=\"{timeline}\" data-version=\"{}\">{badge}</p>", term.effective))
        .collect();
    let words = r#"{"not-yet":"尚未施行","in-force":"现行有效","superseded":"已被修订","repealed":"已废止","expired":"已失效"}"#;
    format!(
        "<!DOCTYPE html><meta charset=utf-8><script id=status-words type=application/json>{words}</script>{own}\
         <p class=list data-timeline=\"{timeline}\">{badge}</p><script src=\"{}\"></script>",
        script.display()
    )
}

#[test]
fn badges_say_what_the_program_would_on_any_day() {
    let Some(mut browser) = Browser::start() else { return };
    let (root, out) = (folder(), sample());
    // The folder of the output has a name that does not stand in an address as it is.
    let script = root.path().join("gongshi.js");
    std::fs::copy(out.join("assets/gongshi.js"), &script).unwrap();
    let cases = include_str!("../../fixtures/status-cases.txt").lines().filter(|line| !line.starts_with('#'));
    for case in cases {
        let [versions, date, expected, shown] = case.split(" | ").collect::<Vec<_>>()[..] else { panic!("{case}") };
        let page = root.path().join("case.html");
        std::fs::write(&page, status_page(&script, versions)).unwrap();
        browser.set_clock(&format!("{date}T09:00:00+08:00"));
        browser.open_file(&page, "");
        let own = browser.value("[...document.querySelectorAll('.own [data-status]')].map(e => e.dataset.status).join(' ')");
        let list = browser.value("document.querySelector('.list [data-status]').dataset.status");
        let of_shown = expected.split(' ').nth(shown.parse().unwrap()).unwrap();
        assert_eq!((own.as_str().unwrap(), list.as_str().unwrap()), (expected, of_shown), "{case}");
    }
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn a_text_says_above_itself_when_it_is_not_in_force() {
    let Some(mut browser) = Browser::start() else { return };
    let out = sample();
    for (version, now, status, banner) in [
        ("2022-01-01", "2026-02-28T23:59:00+08:00", "现行有效", ""),
        ("2022-01-01", "2026-03-01T00:01:00+08:00", "已被修订", "../../../regulations/CW-01/2026-03-01/index.html"),
        ("2026-03-01", "2026-02-28T23:59:00+08:00", "尚未施行", "../../../regulations/CW-01/2022-01-01/index.html"),
        ("2026-03-01", "2026-03-01T00:01:00+08:00", "现行有效", ""),
    ] {
        browser.set_clock(now);
        browser.open_file(&out.join(format!("regulations/CW-01/{version}/index.html")), "");
        let shown = browser.value("document.querySelector('.eyebrow [data-status]').textContent");
        let link = browser.value(
            "(() => { const b = document.querySelector('[data-banner]'), a = b.querySelector('a'); return b.hidden || a.hidden ? '' : a.getAttribute('href'); })()",
        );
        assert_eq!(
            (shown.as_str().unwrap(), link.as_str().unwrap().trim_start_matches("../")),
            (status, banner.trim_start_matches("../")),
            "{version} at {now}"
        );
    }
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn a_citation_is_copied_without_a_permission() {
    let Some(mut browser) = Browser::start() else { return };
    let out = sample();
    let page = out.join("regulations/CW-01/2026-03-01/index.html");
    browser.set_size(1280, 900);
    for (anchor, button, citation) in [
        ("", "#art-12 .copy", "《云岭县人民检察院财务管理办法》（云检办〔2026〕3号）第十二条 file://"),
        ("#art-5-p1-i3", "#art-5 .copy", "《云岭县人民检察院财务管理办法》（云检办〔2026〕3号）第五条第三项 file://"),
        ("#art-6-p2", "#art-6 .copy", "《云岭县人民检察院财务管理办法》（云检办〔2026〕3号）第六条第二款 file://"),
        (
            "#art-6-p1-i2",
            "#art-6 .copy:last-child",
            "Article 6, Paragraph 1, Item 2, 《云岭县人民检察院财务管理办法》（云检办〔2026〕3号） file://",
        ),
    ] {
        browser.open_file(&page, anchor);
        browser.value("document.addEventListener('copy', () => { window.copied = document.activeElement.value; })");
        browser.click(button);
        let copied = browser.value("window.copied");
        let copied = copied.as_str().unwrap_or_default();
        assert!(copied.starts_with(citation), "{anchor}: {copied}");
        let ending = if anchor.is_empty() { "#art-12" } else { anchor };
        assert!(copied.ends_with(&format!("2026-03-01/index.html{ending}")), "{copied}");
        assert_eq!(browser.value(&format!("document.querySelector({button:?}).textContent")), "已复制");
    }
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn pages_across_regulations_fit_a_phone_and_say_nothing_on_the_console() {
    let Some(mut browser) = Browser::start() else { return };
    let out = sample();
    browser.set_size(360, 740);
    for name in [
        "",
        "CW-01/",
        "CW-01/2022-01-01/",
        "CW-01/2022-01-01_2026-03-01/",
        "by/department/",
        "by/letter/",
        "for/",
        "for/office/",
        "changes/",
        "review/",
        "supersession/",
    ] {
        browser.open_file(&out.join(format!("regulations/{name}index.html")), "");
        let wide = browser.value("document.documentElement.scrollWidth");
        assert!(wide.as_u64().unwrap() <= 360, "regulations/{name} is {wide} wide");
        assert_eq!(browser.value("document.querySelectorAll('main').length"), 1);
    }
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn the_list_is_narrowed_by_words_and_choices() {
    let Some(mut browser) = Browser::start() else { return };
    let out = sample();
    browser.open_file(&out.join("regulations/index.html"), "");
    let shown =
        "[...document.querySelectorAll('#works tbody tr')].filter(r => !r.hidden).map(r => r.querySelector('.code').textContent).join(' ')";
    let choose = |key: &str, value: &str| {
        format!(
            "(() => {{ const c = document.querySelector('[data-choice={key}]'); c.value = {value:?}; c.dispatchEvent(new Event('change')); }})()"
        )
    };
    browser.value(&choose("owner", "司法警察大队"));
    assert_eq!(browser.value(shown), "CL-02");
    browser.value(&choose("owner", ""));
    browser.value(&choose("topic", "财务"));
    assert_eq!(browser.value(shown), "CW-01 CW-02 CW-03");
    browser.value("(() => { const i = document.getElementById('filter'); i.value = '月通报'; i.dispatchEvent(new Event('input')); })()");
    assert_eq!(browser.value(shown), "CW-03");
}

#[test]
fn a_comparison_is_read_side_by_side_on_a_desk_and_in_turn_on_a_phone() {
    let Some(mut browser) = Browser::start() else { return };
    let out = sample();
    let page = out.join("regulations/CW-01/2022-01-01_2026-03-01/index.html");
    let cells = "(() => { const [a, b] = document.querySelectorAll('.versus .amended td'); \
                 const [o, n] = [a.getBoundingClientRect(), b.getBoundingClientRect()]; \
                 return n.left >= o.right - 1 ? 'beside' : n.top >= o.bottom - 1 ? 'below' : 'over'; })()";
    let letters = "parseFloat(getComputedStyle(document.querySelector('.versus .amended td .line')).fontSize)";
    for (width, placed) in [(1200, "beside"), (360, "below")] {
        browser.set_size(width, 800);
        browser.open_file(&page, "");
        assert_eq!(browser.value(cells), placed, "{width}");
        assert!(browser.value(letters).as_f64().unwrap() >= 15.0);
    }
    assert_eq!(browser.value("getComputedStyle(document.querySelector('.versus ins')).textDecorationLine"), "underline");
    let parameters = serde_json::json!({ "preferCSSPageSize": true });
    let printed = browser.call("Page.printToPDF", &parameters);
    let bytes = printed["data"].as_str().unwrap().len() / 4 * 3;
    assert!(bytes > 20_000, "{bytes}");
    assert_eq!(browser.said, [""; 0]);
}
