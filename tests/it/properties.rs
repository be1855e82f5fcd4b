//! What holds for every site: the same input gives the same bytes, links lead somewhere, totals are those of the rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::support::{Dice, assert_same, build, built, copy, files, folder, json, repository, site};

/// The sample site, copied, so that nothing is written into the repository.
fn sample() -> super::support::TempDir {
    let root = folder();
    for name in ["content", "templates", "static"] {
        copy(&repository().join(name), &root.path().join(name));
    }
    fs::copy(repository().join("gongshi.toml"), root.path().join("gongshi.toml")).unwrap();
    root
}

#[test]
fn two_builds_are_the_same_bytes_whatever_the_order_of_files_and_threads() {
    let first = sample();
    let once = built(first.path());
    // Another folder, its files written in another order, one thread, another locale and time zone.
    let second = folder();
    let mut names: Vec<(String, Vec<u8>)> = files(first.path()).into_iter().filter(|(name, _)| !name.starts_with("output/")).collect();
    let mut dice = Dice(7);
    for index in (1..names.len()).rev() {
        names.swap(index, dice.below(index + 1));
    }
    for (name, bytes) in names {
        super::support::write(second.path(), &[(&name, &bytes)]);
    }
    let output = super::support::gongshi(second.path())
        .args(["build", "--jobs", "1", "--as-of", super::support::TODAY])
        .env("LANG", "tr_TR.UTF-8")
        .env("TZ", "America/Los_Angeles")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_same(&once, &files(&second.path().join("output/internal")), "the second build");
    // And once more over itself: nothing is written.
    let again = build(first.path(), &[]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(said.contains("没有变化"), "{said}");
}

/// Values of an attribute in a page.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let mark = format!(" {name}=\"");
    page.match_indices(&mark).map(|(at, _)| page[at + mark.len()..].split('"').next().unwrap()).collect()
}

/// `a/b/../c` → `a/c`; `None` where it leaves the tree.
fn resolved(page: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

fn unescaped(text: &str) -> String {
    text.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"")
}

#[test]
fn every_link_and_anchor_of_the_sample_site_leads_somewhere() {
    let root = sample();
    let tree = built(root.path());
    let pages: BTreeMap<&str, String> = tree
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, bytes)| (name.as_str(), String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    let anchors: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(name, page)| (*name, attributes(page, "id").into_iter().collect())).collect();
    let mut dead = Vec::new();
    let mut count = 0;
    for (name, page) in &pages {
        for link in ["href", "src"].iter().flat_map(|attribute| attributes(page, attribute)) {
            let link = unescaped(link);
            if ["http:", "https:", "mailto:", "tel:", "data:"].iter().any(|scheme| link.starts_with(scheme)) {
                continue;
            }
            count += 1;
            assert!(!link.starts_with('/'), "{name}: {link} works on a server only");
            let (path, anchor) = link.split_once('#').map_or((link.as_str(), None), |(path, anchor)| (path, Some(anchor)));
            let target = if path.is_empty() { Some((*name).to_owned()) } else { resolved(name, path) };
            match target.as_deref() {
                Some(target) if tree.contains_key(target) => {
                    if let Some(anchor) = anchor
                        && let Some(known) = anchors.get(target)
                        && !known.contains(anchor)
                    {
                        dead.push(format!("{name}: {link}: no such anchor"));
                    }
                }
                _ => dead.push(format!("{name}: {link}")),
            }
        }
    }
    assert!(count > 500, "only {count} links were looked at");
    assert!(dead.is_empty(), "{} of {count}:\n{}", dead.len(), dead.join("\n"));
    for (name, ids) in pages.iter().map(|(name, page)| (name, attributes(page, "id"))) {
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{name} has an id twice");
    }
}

#[test]
fn the_site_map_and_the_feed_name_pages_there_are() {
    let root = sample();
    let settings = fs::read_to_string(root.path().join("gongshi.toml")).unwrap();
    fs::write(root.path().join("gongshi.toml"), settings + "base-url = \"https://oa.example/gs/\"\n").unwrap();
    let tree = built(root.path());
    let text = |name: &str| String::from_utf8(tree[name].clone()).unwrap();
    assert_eq!(text("robots.txt"), "User-agent: *\nDisallow: /\n\nSitemap: https://oa.example/gs/sitemap.xml\n");
    let map = text("sitemap.xml");
    let listed: BTreeSet<&str> = map.split("<loc>https://oa.example/gs/").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(listed.len(), map.matches("<loc>").count());
    // Every page but those that lead on, compare or stand for what is not there; a version in force once, at the address of its work.
    for (name, bytes) in tree.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        let kept = !["redirect", "compare", "not-found"].iter().any(|kind| page.contains(&format!("data-page=\"{kind}\"")));
        assert!(kept || !listed.contains(name.as_str()), "{name} is listed");
    }
    for page in ["index.html", "regulations/CW-01/index.html", "spending/2026-10/index.html"] {
        assert!(listed.contains(page), "{page} is not listed");
    }
    for page in ["regulations/CW-01/2026-03-01/index.html", "regulations/CW-01/2022-01-01/index.html"] {
        assert!(!listed.contains(page), "{page} stands at another address, or is in force no longer");
    }
    assert!(listed.iter().all(|page| tree.contains_key(*page)), "a page is listed that is not there");
    let feed = text("feed.xml");
    for address in attributes(&feed, "href") {
        let address = address.strip_prefix("https://oa.example/gs/").expect("an absolute address");
        assert!(tree.contains_key(address), "{address} is not there");
    }
    assert_eq!(feed.matches("<entry>").count(), 60);
    assert!(feed.contains("<title>2026年10月"), "{feed}");
    // A table of the year that is not over is of the day of its last row.
    let mut updated = feed.split("<updated>").skip(1).map(|rest| &rest[..10]);
    assert!(updated.all(|day| day <= super::support::TODAY), "{feed}");
}

#[test]
fn no_page_breaks_its_own_policy() {
    let tree = built(sample().path());
    for (name, bytes) in tree.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        assert!(page.contains("Content-Security-Policy"), "{name}");
        assert!(attributes(page, "style").is_empty(), "{name} has a style attribute");
        let tags = page.split('<').filter(|tag| tag.split('>').next().is_some_and(|tag| tag.contains(" on") && tag.contains("=\"")));
        for tag in tags {
            let inside = tag.split('>').next().unwrap();
            let handler = inside.split(' ').any(|part| part.starts_with("on") && part.contains('='));
            assert!(!handler, "{name} has a handler: {inside}");
        }
        assert!(!bytes.contains(&0), "{name} holds a NUL");
    }
}

/// The hashes a text names: sha256-….
fn hashes(text: &str) -> BTreeSet<&str> {
    text.match_indices("'sha256-").filter_map(|(at, _)| text[at + 1..].split('\'').next()).collect()
}

#[test]
fn the_headers_in_the_documents_let_pages_run_what_they_hold() {
    let tree = built(sample().path());
    let pages: Vec<&str> = ["index.html", "404.html"].map(|name| std::str::from_utf8(&tree[name]).unwrap()).into();
    let named: BTreeSet<&str> = pages.iter().flat_map(|page| hashes(page)).collect();
    let document = fs::read_to_string(repository().join("docs/deployment.md")).unwrap();
    let headers: Vec<&str> = document.lines().filter(|line| line.contains("Content-Security-Policy")).collect();
    assert_eq!(headers.len(), 2, "one for each server");
    for header in headers {
        assert_eq!(hashes(header), named, "the policy in docs/deployment.md is not that of the pages");
        assert!(header.contains("frame-ancestors 'none'"), "{header}");
    }
}

/// An amount in 分.
fn fen(text: &str) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap();
    let sign = if text.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().unwrap() * 100 + sign * fraction.parse::<i64>().unwrap()
}

#[test]
fn totals_are_those_of_the_rows_in_every_form() {
    let tree = built(sample().path());
    let archive = json(&tree, "spending/index.json");
    let periods: Vec<&str> =
        archive["periods"].as_array().unwrap().iter().filter(|p| p["state"] == "open").map(|p| p["period"].as_str().unwrap()).collect();
    assert!(periods.len() >= 12);
    for period in periods {
        let data = json(&tree, &format!("spending/{period}/data.json"));
        let total = fen(data["total"].as_str().unwrap());
        let rows: i64 = data["rows"].as_array().unwrap().iter().filter_map(|row| row["amount"].as_str()).map(fen).sum();
        assert_eq!(total, rows, "{period}");
        for rollup in data["rollups"].as_array().unwrap() {
            let groups: i64 = rollup["groups"].as_array().unwrap().iter().map(|group| fen(group["amount"].as_str().unwrap())).sum();
            assert_eq!(total, groups, "{period} {}", rollup["by"]);
        }
        let csv = &tree[&format!("spending/{period}/data.csv")];
        let mut reader = csv::Reader::from_reader(&csv[3..]);
        let column = reader.headers().unwrap().iter().position(|title| title == "金额").unwrap();
        let written: i64 = reader.records().map(|row| fen(&row.unwrap()[column])).sum();
        assert_eq!(total, written, "{period}");
    }
}

#[test]
fn the_published_table_is_read_back_to_the_same_bytes() {
    let tree = built(sample().path());
    let index = fs::read(repository().join("content/spending/_index.md")).unwrap();
    let index = String::from_utf8(index).unwrap().lines().filter(|line| !line.starts_with("rule")).collect::<Vec<_>>().join("\n");
    let csv = &tree["spending/2026-03/data.csv"];
    let again = built(site(&[("content/spending/_index.md", index.as_bytes()), ("content/spending/2026-03.csv", csv)]).path());
    assert!(again["spending/2026-03/data.csv"] == *csv);
}

/// An amount in one of the notations of an office.
fn noted(fen: i64, dice: &mut Dice) -> String {
    let (sign, yuan, rest) = (if fen < 0 { "-" } else { "" }, (fen / 100).abs(), (fen % 100).abs());
    let plain = format!("{sign}{yuan}.{rest:02}");
    match dice.below(6) {
        0 => format!("￥{plain}"),
        1 => format!("{plain}元"),
        2 if fen < 0 => format!("({yuan}.{rest:02})"),
        3 if yuan >= 1000 => format!("\"{sign}{},{:03}.{rest:02}\"", yuan / 1000, yuan % 1000),
        4 => format!("{sign}{yuan}.{rest:02}00"),
        5 if rest == 0 && yuan % 100 == 0 => format!("{sign}{}.{:02}万", yuan / 10_000, yuan / 100 % 100),
        _ => plain,
    }
}

/// A month of any number of rows, and what its groups come to: by department, by category.
fn any_month(dice: &mut Dice) -> (String, [BTreeMap<String, i64>; 2]) {
    let mut sums = [BTreeMap::new(), BTreeMap::new()];
    let mut text = "凭证号,日期,部门,科目名称,摘要,金额\n".to_owned();
    let mut all = 0;
    for row in 0..=dice.below(30) {
        let department = ["办公室", "政治部", "第一检察部"][dice.below(3)];
        let category = ["办公费", "差旅费", "水费", "邮电费"][dice.below(4)];
        let fen = i64::try_from(dice.below(99_999_999)).unwrap() - 20_000_000;
        let fen = if dice.below(4) == 0 { fen / 10_000 * 10_000 } else { fen } + i64::from(fen == 0);
        text += &format!("{row},2026-10-{:02},{department},{category},第{row}笔支出,{}\n", dice.below(31) + 1, noted(fen, dice));
        *sums[0].entry(department.to_owned()).or_insert(0) += fen;
        *sums[1].entry(category.to_owned()).or_insert(0) += fen;
        all += fen;
    }
    let sign = if all < 0 { "-" } else { "" };
    text += &format!("合计,,,,,{sign}{}.{:02}\n", (all / 100).abs(), (all % 100).abs());
    (text, sums)
}

#[test]
fn any_ledger_adds_up_and_is_read_back() {
    let index = "+++\ntitle = \"支出\"\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\n+++\n";
    let mut dice = Dice(20_261_031);
    for round in 0..12 {
        let (text, sums) = any_month(&mut dice);
        let tree =
            built(site(&[("content/spending/_index.md", index.as_bytes()), ("content/spending/2026-10.csv", text.as_bytes())]).path());
        let data = json(&tree, "spending/2026-10/data.json");
        let total = fen(data["total"].as_str().unwrap());
        for (by, sums) in ["department", "category"].iter().zip(&sums) {
            let rollup = data["rollups"].as_array().unwrap().iter().find(|rollup| rollup["by"] == serde_json::json!([by])).unwrap();
            let groups = rollup["groups"].as_array().unwrap().iter();
            let told: BTreeMap<String, i64> =
                groups.map(|group| (group["key"][0].as_str().unwrap().to_owned(), fen(group["amount"].as_str().unwrap()))).collect();
            assert_eq!(&told, sums, "round {round}: {text}");
            assert_eq!(told.values().sum::<i64>(), total, "round {round}: {text}");
        }
        let csv = &tree["spending/2026-10/data.csv"];
        let again = built(site(&[("content/spending/_index.md", index.as_bytes()), ("content/spending/2026-10.csv", csv)]).path());
        assert!(again["spending/2026-10/data.csv"] == *csv, "round {round}: {text}");
    }
}

#[test]
fn no_damage_to_its_input_makes_the_program_panic() {
    let root = sample();
    let originals: Vec<(String, Vec<u8>)> =
        files(&root.path().join("content")).into_iter().filter(|(name, _)| !name.ends_with("_index.md") || name.contains('/')).collect();
    let mut dice = Dice(20_261_105);
    for round in 0..40 {
        // Several files at once, each damaged in its own way.
        let mut touched = Vec::new();
        for _ in 0..6 {
            let (name, bytes) = &originals[dice.below(originals.len())];
            fs::write(root.path().join("content").join(name), damaged(bytes, &mut dice)).unwrap();
            touched.push((name.clone(), bytes.clone()));
        }
        let output = build(root.path(), &[]);
        let said = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)) && !said.contains("panicked"), "round {round}: {code:?}\n{said}");
        for (name, bytes) in touched {
            fs::write(root.path().join("content").join(name), bytes).unwrap();
        }
    }
}

fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len().max(1));
        match dice.below(7) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, [b'"', b',', b'\n', 0, 0x80, 0xFF, b'#'][dice.below(7)]),
            2 if !bytes.is_empty() => bytes[at] = bytes[at].wrapping_add(1),
            3 => bytes.splice(at..at, "第三百条　（二）《".bytes()).for_each(drop),
            4 => {
                let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
                let skip = dice.below(lines.len().max(1));
                bytes = lines.iter().enumerate().filter(|(index, _)| *index != skip).flat_map(|(_, line)| line.iter().copied()).collect();
            }
            5 => bytes.retain(|byte| *byte != b'\n'),
            _ => bytes.splice(at..at, "\u{202E}**[a](javascript:x)**<b>".bytes()).for_each(drop),
        }
    }
    bytes
}
