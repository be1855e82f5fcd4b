//! The notice on paper: its first sheet alone, or all of it.

use super::super::support::{built, site};
use super::chromium::Browser;

#[test]
fn the_first_sheet_is_printed_alone_or_with_its_annex() {
    let Some(mut browser) = Browser::start() else { return };
    let mut table = String::from("日期,部门,科目名称,摘要,金额\n");
    for row in 1..=200 {
        table += &format!("2026-10-{:02},办公室,办公费,第{row}笔办公用品,{row}.50\n", [8, 9, 12, 13, 14][row % 5]);
    }
    let index = "+++\ntitle = \"支出\"\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\n+++\n";
    let root = site(&[("content/spending/_index.md", index.as_bytes()), ("content/spending/2026-10.csv", table.as_bytes())]);
    built(root.path());
    let notice = root.path().join("output/internal/spending/2026-10/index.html");
    browser.open_file(&notice, "");
    browser.value("(() => { window.print = () => { window.printed = document.documentElement.getAttribute('data-print') || 'all'; }; })()");
    assert!(browser.sheets() > 2, "without a choice all is printed");
    browser.click("[data-print=first]");
    assert_eq!(browser.value("window.printed"), "first");
    assert_eq!(browser.sheets(), 1);
    // What was chosen is forgotten when it is printed.
    assert!(browser.value("document.documentElement.getAttribute('data-print')").is_null());
    browser.click("[data-action=print]:not([data-print])");
    assert_eq!(browser.value("window.printed"), "all");
    assert!(browser.sheets() > 2);
    assert_eq!(browser.said, [""; 0]);
}
