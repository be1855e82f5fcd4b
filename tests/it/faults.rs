//! Whatever goes wrong while writing, the tree that stood stands.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use super::support::{Dice, assert_same, build, built, files, gongshi, json, site};

const LEDGER: &[u8] = "+++\ntitle = \"支出\"\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\n+++\n".as_bytes();

fn spending(rows: usize, amount: usize) -> Vec<u8> {
    let mut text = String::from("日期,部门,科目名称,摘要,金额\n");
    for row in 0..rows {
        text.push_str(&format!("2026-10-{:02},办公室,办公费,第{row}笔,{amount}.{:02}\n", row % 28 + 1, row % 100));
    }
    text.into_bytes()
}

/// A tree is whole: its manifest lists every other file, with its hash.
fn assert_whole(tree: &std::collections::BTreeMap<String, Vec<u8>>) {
    use sha2::{Digest, Sha256};
    let manifest = json(tree, "manifest.json");
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len() + 1, tree.len());
    for file in listed {
        let bytes = &tree[file["path"].as_str().unwrap()];
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(file["sha256"], hash, "{}", file["path"]);
    }
}

#[test]
fn killed_at_any_moment_the_old_tree_stands_and_the_next_build_succeeds() {
    let root = site(&[("content/spending/_index.md", LEDGER), ("content/spending/2026-10.csv", &spending(3000, 1))]);
    let mut before = built(root.path());
    let mut dice = Dice(1);
    let mut interrupted = 0;
    for round in 0..50 {
        fs::write(root.path().join("content/spending/2026-10.csv"), spending(3000, round + 2)).unwrap();
        let mut child = gongshi(root.path()).args(["build", "--as-of", "2026-11-05"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(dice.below(120_000) as u64));
        let done = child.try_wait().unwrap().is_some();
        let _ = child.kill();
        child.wait().unwrap();
        let after = files(&root.path().join("output/internal"));
        assert_whole(&after);
        if !done {
            interrupted += 1;
        }
        // Either nothing has changed, or all of it has.
        if after != before {
            assert_same(&after, &built(root.path()), &format!("round {round}"));
            before = after;
        }
    }
    println!("{interrupted} of 50 builds were cut off");
    assert!(interrupted > 0);
    let last = built(root.path());
    assert_whole(&last);
    assert!(last != before || interrupted < 50);
}

#[test]
#[cfg(target_os = "linux")]
fn on_a_full_disk_the_old_tree_stands() {
    let root = site(&[("content/spending/_index.md", LEDGER), ("content/spending/2026-10.csv", &spending(200, 1))]);
    let out = root.path().join("small");
    fs::create_dir(&out).unwrap();
    let mounted = std::process::Command::new("mount").args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"]).arg(&out).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        println!("skipped: no right to mount a small file system");
        return;
    }
    let tree = out.join("tree");
    let first = build(root.path(), &["--out", tree.to_str().unwrap()]);
    let before = files(&tree);
    fs::write(root.path().join("content/spending/2026-10.csv"), spending(40_000, 2)).unwrap();
    let second = build(root.path(), &["--out", tree.to_str().unwrap()]);
    let after = files(&tree);
    fs::write(root.path().join("content/spending/2026-10.csv"), spending(100, 3)).unwrap();
    let third = build(root.path(), &["--out", tree.to_str().unwrap()]);
    let last = files(&tree);
    std::process::Command::new("umount").arg(&out).status().unwrap();
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert_eq!(second.status.code(), Some(4), "{}", String::from_utf8_lossy(&second.stderr));
    assert!(String::from_utf8_lossy(&second.stderr).contains("output/io"));
    assert_same(&before, &after, "the old tree");
    assert!(third.status.success(), "{}", String::from_utf8_lossy(&third.stderr));
    assert_whole(&last);
}

#[test]
fn a_second_build_is_turned_away_at_once() {
    let root = site(&[]);
    built(root.path());
    // The lock is that of the operating system: held for as long as the holder lives.
    let lock = fs::read_dir(root.path().join("output"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().ends_with(".lock"));
    let held = fs::OpenOptions::new().write(true).open(lock.expect("a lock file stands beside the tree")).unwrap();
    held.lock().unwrap();
    let output = build(root.path(), &[]);
    assert_eq!(output.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&output.stderr).contains("output/locked"));
    held.unlock().unwrap();
    assert!(build(root.path(), &[]).status.success());
}

#[test]
fn rollback_puts_the_tree_before_back() {
    let root = site(&[("content/hello.md", b"+++\ntitle = \"a\"\n+++\none\n")]);
    let one = built(root.path());
    fs::write(root.path().join("content/hello.md"), "+++\ntitle = \"a\"\n+++\ntwo\n").unwrap();
    let two = built(root.path());
    assert!(one != two, "the page has changed");
    assert!(gongshi(root.path()).arg("rollback").status().unwrap().success());
    assert_same(&files(&root.path().join("output/internal")), &one, "rolled back");
    assert!(gongshi(root.path()).arg("rollback").status().unwrap().success());
    assert_same(&files(&root.path().join("output/internal")), &two, "and forth");
}

#[test]
fn folders_that_are_not_ours_are_left_alone() {
    let root = site(&[("own/letter.txt", b"mine")]);
    for out in ["own", ".", "content", "content/new"] {
        let output = build(root.path(), &["--out", root.path().join(out).to_str().unwrap()]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{out}: {said}");
        assert!(said.contains("output/not-ours"), "{out}: {said}");
    }
    assert_eq!(fs::read(root.path().join("own/letter.txt")).unwrap(), b"mine");
    built(root.path());
    let output = build(root.path(), &["--drafts", "--out", root.path().join("output/internal").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("output/other-edition"));
}
