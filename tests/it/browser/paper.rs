//! Pages on paper: a month of duty and a statement on one sheet, all others on no more than they need.

use super::chromium::Browser;
use super::pages::sample;

#[test]
fn pages_make_no_more_sheets_than_they_need() {
    let Some(mut browser) = Browser::start() else { return };
    for (path, least, most) in [
        ("duty/2026-10/index.html", 1, 1),
        ("sangong/2025/statement/index.html", 1, 1),
        ("index.html", 1, 3),
        ("services/repairs/index.html", 1, 2),
        ("regulations/index.html", 1, 3),
        // 22 lines of 28 characters a sheet, few of them full: some 8,000 characters, and 3,500.
        ("regulations/CW-01/index.html", 14, 20),
        ("regulations/JD-01/index.html", 5, 9),
        ("spending/2026-10/index.html", 6, 13),
    ] {
        browser.open_file(&sample().join(path), "");
        let sheets = browser.sheets();
        assert!((least..=most).contains(&sheets), "{path} makes {sheets} sheets");
    }
    assert_eq!(browser.said, [""; 0]);
}
