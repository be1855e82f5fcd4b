//! Tables in the order a reader wants, and the rows a reader looks for.

use super::super::support::{built, site};
use super::chromium::Browser;
use super::pages::sample;

/// Clicks the head of a column; what the column then reads from the top, and how it is said.
fn sorted(browser: &mut Browser, column: usize) -> (String, Vec<String>) {
    browser.click(&format!("#data th:nth-child({column}) button"));
    let said = browser.value(&format!(
        "document.querySelector('#data th:nth-child({column})').getAttribute('aria-sort') + ': ' + \
         document.querySelector('#data').previousElementSibling.textContent"
    ));
    let cells = browser.value(&format!("[...document.querySelectorAll('#data tbody td:nth-child({column})')].map(e => e.textContent)"));
    let cells = cells.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap().to_owned()).collect();
    (said.as_str().unwrap().to_owned(), cells)
}

const LEDGER: &str = r#"+++
title = "台账"
kind = "ledger"
[ledger]
period = "month"
[[ledger.field]]
name = "day"
title = "日期"
type = "date"
role = "date"
[[ledger.field]]
name = "article"
title = "依据条款"
type = "text"
[[ledger.field]]
name = "amount"
title = "金额"
type = "money"
role = "amount"
[[ledger.field]]
name = "note"
title = "说明"
type = "text"
+++
"#;

#[test]
fn rows_are_sorted_by_what_they_say() {
    let Some(mut browser) = Browser::start() else { return };
    let table = "日期,依据条款,金额,说明\n2026-10-12,第十二条,1000.00,乙\n2026-10-08,第二条,90.50,\n2026-10-09,第一百二十条,-12.50,10号\n2026-10-30,第三条,23456.70,9号\n";
    let root = site(&[("content/book/_index.md", LEDGER.as_bytes()), ("content/book/2026-10.csv", table.as_bytes())]);
    built(root.path());
    browser.set_size(1280, 900);
    browser.open_file(&root.path().join("output/internal/book/2026-10/index.html"), "");
    let mut click = |column| sorted(&mut browser, column);
    let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let up = |title: &str| format!("ascending: 已按“{title}”从小到大排列");
    let down = |title: &str| format!("descending: 已按“{title}”从大到小排列");
    assert_eq!(click(4), (up("金额（元）"), owned(&["-12.50", "90.50", "1,000.00", "23,456.70"])));
    assert_eq!(click(4), (down("金额（元）"), owned(&["23,456.70", "1,000.00", "90.50", "-12.50"])));
    assert_eq!(click(4), ("null: 已恢复原来的次序".to_owned(), owned(&["1,000.00", "90.50", "-12.50", "23,456.70"])));
    assert_eq!(click(3), (up("依据条款"), owned(&["第二条", "第三条", "第十二条", "第一百二十条"])));
    assert_eq!(click(2), (up("日期"), owned(&["2026-10-08", "2026-10-09", "2026-10-12", "2026-10-30"])));
    // One column at a time; what says nothing is last in either direction.
    assert_eq!(click(5), (up("说明"), owned(&["9号", "10号", "乙", ""])));
    assert_eq!(click(5), (down("说明"), owned(&["乙", "10号", "9号", ""])));
    assert_eq!(browser.value("document.querySelectorAll('[aria-sort]').length"), 1);
    assert_eq!(browser.said, [""; 0]);
}

#[test]
fn rows_are_narrowed_by_words_and_counted_aloud() {
    let Some(mut browser) = Browser::start() else { return };
    browser.open_file(&sample().join("spending/2026-10/index.html"), "");
    let all = browser.value("document.querySelectorAll('#data tbody tr').length").as_u64().unwrap();
    let word = browser.value("document.querySelector('#data tbody tr:last-child td:nth-child(5)').textContent");
    browser.value(&format!(
        "(() => {{ const i = document.getElementById('filter'); i.value = {word}; i.dispatchEvent(new Event('input')); }})()"
    ));
    let shown = browser.value("[...document.querySelectorAll('#data tbody tr')].filter(r => !r.hidden).map(r => r.textContent)");
    let shown = shown.as_array().unwrap();
    assert!(!shown.is_empty() && (shown.len() as u64) < all);
    assert!(shown.iter().all(|row| row.as_str().unwrap().contains(word.as_str().unwrap())));
    let said = browser.value("document.querySelector('.filter [role=status]').textContent");
    assert_eq!(said, format!("显示 {} 行", shown.len()));
    // Sorting keeps what is narrowed.
    browser.click("#data th:nth-child(2) button");
    assert_eq!(browser.value("[...document.querySelectorAll('#data tbody tr')].filter(r => !r.hidden).length"), shown.len());
    // The total of all rows is not under some of them.
    assert_eq!(browser.value("document.querySelector('#data').tFoot.hidden"), true);
}

#[test]
fn the_list_of_regulations_is_sorted_too() {
    let Some(mut browser) = Browser::start() else { return };
    browser.set_size(1280, 900);
    browser.open_file(&sample().join("regulations/index.html"), "");
    let dates = "[...document.querySelectorAll('#works time')].map(e => e.textContent)";
    browser.click("#works th:nth-child(4) button");
    let sorted: Vec<String> = serde_json::from_value(browser.value(dates)).unwrap();
    assert!(sorted.len() > 10 && sorted.is_sorted(), "{sorted:?}");
    assert_eq!(browser.said, [""; 0]);
}
