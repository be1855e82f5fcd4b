//! What a build writes, and what it leaves alone.

use rayon::prelude::*;

use super::*;

fn november() -> Files {
    files(&[
        ("index.html", "<h1>云岭县人民检察院</h1>"),
        ("regulations/CW-01/index.html", "财务管理办法"),
        ("regulations/CW-01/2022-01-01/index.html", "旧版"),
        ("spending/2026-10/data.csv", "日期,金额\r\n2026-10-08,1280.00\r\n"),
        ("assets/empty.txt", ""),
    ])
}

#[test]
fn a_first_build_writes_every_file_and_the_manifest() {
    let bed = Bed::new();
    let receipt = bed.build(&november());
    assert_tree(&bed.live(), &november());
    let total = november().values().map(|bytes| bytes.len() as u64).sum();
    let changed = november().into_keys().collect();
    let expected = Receipt { written: 5, total_files: 5, total_bytes: total, replaced: true, changed, ..Receipt::default() };
    assert_eq!(receipt, expected);
    assert!(!bed.spare().exists());
}

#[test]
fn what_is_written_piece_by_piece_is_as_what_came_whole() {
    // One that stays in memory and one that does not; the second time neither is written.
    let sizes = [("small.csv", 3), ("large.csv", 40_000)];
    let line = "2026-10-08,办公室,办公用纸,1280.00\r\n";
    let expected: Files = sizes.iter().map(|(name, lines)| ((*name).to_owned(), line.repeat(*lines).into_bytes())).collect();
    let bed = Bed::new();
    for written in [2, 0] {
        let stage = Stage::new(bed.open().unwrap());
        for (name, lines) in sizes {
            stage.stream(&Address::known(name), &|out| (0..lines).try_for_each(|_| out.write_all(line.as_bytes()))).unwrap();
        }
        let receipt = stage.commit(&header("2026-11-10")).unwrap();
        assert_eq!(receipt.written, written);
        assert_tree(&bed.live(), &expected);
        assert!(!bed.site.join("output/.internal.spill").exists());
    }
}

#[test]
fn an_empty_folder_may_be_built_to_and_so_may_nothing() {
    let bed = Bed::new();
    fs::create_dir_all(bed.live()).unwrap();
    bed.build(&Files::new());
    assert_tree(&bed.live(), &Files::new());
}

#[test]
fn an_unchanged_build_writes_nothing() {
    let bed = Bed::new();
    bed.build(&files(&[("index.html", "old")]));
    bed.build(&november());
    let before = bed.everything();
    let receipt = bed.build(&november());
    assert_eq!((receipt.replaced, receipt.written, receipt.deleted, receipt.unchanged), (false, 0, 0, 5));
    assert_eq!(bed.everything(), before);
}

#[test]
fn the_order_and_the_threads_of_artifacts_leave_no_trace() {
    let many: Files = (0..300).map(|n| (format!("rows/{}/{n}.html", n % 7), format!("第{n}行").into_bytes())).collect();
    let bed = Bed::new();
    bed.build(&many);
    let manifest = fs::read(bed.live().join(MANIFEST)).unwrap();
    for budget in [0, 500, u64::MAX] {
        let other = Bed::new();
        let stage = Stage::with_budget(other.open().unwrap(), budget);
        let mut shuffled: Vec<_> = many.iter().collect();
        shuffled.sort_by_key(|(_, bytes)| Digest::of(bytes));
        shuffled.into_par_iter().try_for_each(|(path, bytes)| stage.add(&[Address::known(path)], bytes.clone())).unwrap();
        stage.commit(&header("2026-11-10")).unwrap();
        assert_tree(&other.live(), &many);
        assert_eq!(fs::read(other.live().join(MANIFEST)).unwrap(), manifest);
        assert!(!other.site.join("output/.internal.spill").exists());
    }
}

#[test]
fn a_changed_file_is_new_and_every_other_keeps_its_time() {
    let bed = Bed::new();
    bed.build(&november());
    let times: BTreeMap<String, _> = november().into_keys().map(|path| (path.clone(), modified(&bed.live().join(path)))).collect();
    let mut december = november();
    december.insert("spending/2026-10/data.csv".into(), b"corrected".to_vec());
    // The first time the spare is made from nothing, the second time from the edition before that.
    for wanted in [&december, &november(), &december] {
        let receipt = bed.build(wanted);
        assert_eq!((receipt.written, receipt.deleted, receipt.unchanged), (1, 0, 4));
        assert_eq!(receipt.changed, ["spending/2026-10/data.csv"]);
        assert_tree(&bed.live(), wanted);
        for (path, time) in &times {
            assert_eq!(modified(&bed.live().join(path)) == *time, path != "spending/2026-10/data.csv", "time of {path}");
        }
    }
    assert_tree(&bed.spare(), &november());
}

#[test]
fn files_and_folders_come_and_go_and_take_each_others_place() {
    let bed = Bed::new();
    let states = [
        files(&[("a", "file"), ("b/c/d", "deep"), ("b/e", "1")]),
        files(&[("a/index.html", "folder now"), ("b", "file now")]),
        files(&[("b/e", "1")]),
        files(&[("a", "file"), ("b/c/d", "deep"), ("b/e", "1")]),
    ];
    for pair in states.windows(2) {
        bed.build(&pair[0]);
        bed.build(&pair[1]);
        assert_tree(&bed.live(), &pair[1]);
        assert_tree(&bed.spare(), &pair[0]);
    }
}

#[test]
fn a_new_day_makes_a_new_manifest_and_no_new_file() {
    let bed = Bed::new();
    bed.build(&november());
    let stage = Stage::new(bed.open().unwrap());
    november().into_iter().try_for_each(|(path, bytes)| stage.add(&[Address::known(&path)], bytes)).unwrap();
    let receipt = stage.commit(&header("2026-11-11")).unwrap();
    assert_eq!((receipt.written, receipt.deleted, receipt.replaced), (0, 0, true));
    assert_tree(&bed.live(), &november());
    assert_eq!(bed.open().unwrap().manifest().unwrap().as_of, "2026-11-11");
}

#[test]
fn the_two_trees_share_no_file() {
    let bed = Bed::new();
    bed.build(&november());
    bed.build(&files(&[("index.html", "new")]));
    bed.build(&november());
    let mut inodes: Vec<u64> =
        [bed.live(), bed.spare()].iter().flat_map(|folder| tree(folder).into_keys().map(|path| inode(&folder.join(path)))).collect();
    let count = inodes.len();
    inodes.sort_unstable();
    inodes.dedup();
    assert_eq!(inodes.len(), if cfg!(unix) { count } else { 1 });
}

/// What a hand may do to a tree that nobody should touch.
type Tampering = fn(&Path);

const TAMPERINGS: [(&str, Tampering); 7] = [
    ("another size", |tree| fs::write(tree.join("index.html"), "hacked").unwrap()),
    ("the same size and time", |tree| {
        let (path, time) = (tree.join("index.html"), modified(&tree.join("index.html")));
        let size = bytes(&path).len();
        fs::write(&path, "x".repeat(size)).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    }),
    ("deleted", |tree| fs::remove_file(tree.join("spending/2026-10/data.csv")).unwrap()),
    ("a stray", |tree| fs::write(tree.join("spending/secret.html"), "stray").unwrap()),
    ("a folder where a file was", |tree| {
        fs::remove_file(tree.join("index.html")).unwrap();
        fs::create_dir_all(tree.join("index.html/deep")).unwrap();
        fs::write(tree.join("index.html/deep/file"), "").unwrap();
    }),
    ("a file where a folder was", |tree| {
        fs::remove_dir_all(tree.join("spending")).unwrap();
        fs::write(tree.join("spending"), "").unwrap();
    }),
    ("half a manifest", |tree| {
        let manifest = bytes(&tree.join(MANIFEST));
        fs::write(tree.join(MANIFEST), &manifest[..manifest.len() / 2]).unwrap();
        fs::write(tree.join("index.html"), "hacked").unwrap();
    }),
];

#[test]
fn a_spare_altered_by_hand_is_put_right() {
    for (what, tamper) in TAMPERINGS {
        let bed = Bed::new();
        bed.build(&november());
        let mut december = november();
        december.insert("assets/empty.txt".into(), b"december".to_vec());
        bed.build(&december);
        tamper(&bed.spare());
        let mut january = november();
        january.insert("new.html".into(), Vec::new());
        bed.build(&january);
        assert!(tree(&bed.live()) == january, "{what}");
        assert_tree(&bed.live(), &january);
        assert_tree(&bed.spare(), &december);
    }
}

#[test]
fn a_time_set_by_hand_in_the_spare_becomes_that_of_the_live_tree() {
    let bed = Bed::new();
    bed.build(&november());
    let time = modified(&bed.live().join("index.html"));
    bed.build(&files(&[("index.html", "<h1>云岭县人民检察院</h1>")]));
    let file = fs::File::options().write(true).open(bed.spare().join("index.html")).unwrap();
    file.set_modified(time - std::time::Duration::from_secs(86_400)).unwrap();
    bed.build(&november());
    assert_eq!(modified(&bed.live().join("index.html")), time);
}

#[test]
fn a_live_tree_altered_by_hand_is_replaced_by_the_next_build() {
    // Without its manifest a live tree is not ours any more, and is refused.
    for (what, tamper) in &TAMPERINGS[..TAMPERINGS.len() - 1] {
        let bed = Bed::new();
        bed.build(&november());
        tamper(&bed.live());
        let receipt = bed.build(&november());
        assert!(receipt.replaced, "{what}");
        assert_tree(&bed.live(), &november());
    }
}

#[test]
fn what_explorers_leave_in_the_live_tree_is_no_alteration() {
    let bed = Bed::new();
    bed.build(&november());
    fs::write(bed.live().join("spending/Thumbs.db"), "pictures").unwrap();
    assert!(!bed.build(&november()).replaced);
    bed.build(&files(&[("index.html", "new")]));
    bed.build(&november());
    assert_tree(&bed.live(), &november());
}

#[test]
#[cfg(unix)]
fn links_planted_in_the_spare_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let bed = Bed::new();
    let outside = bed.site.join("content/spending/2026-10.csv");
    fs::write(&outside, "the clerk's own").unwrap();
    let mut october = november();
    october.insert("index.html".into(), b"october".to_vec());
    bed.build(&october);
    bed.build(&november());
    let spare = bed.spare();
    fs::remove_dir_all(spare.join("spending/2026-10")).unwrap();
    symlink(bed.site.join("content/spending"), spare.join("spending/2026-10")).unwrap();
    fs::remove_file(spare.join("index.html")).unwrap();
    symlink(&outside, spare.join("index.html")).unwrap();
    // A hard link to the live file: the same bytes, but not another file.
    fs::remove_file(spare.join("regulations/CW-01/index.html")).unwrap();
    fs::hard_link(bed.live().join("regulations/CW-01/index.html"), spare.join("regulations/CW-01/index.html")).unwrap();
    bed.build(&october);
    assert_tree(&bed.live(), &october);
    assert_tree(&bed.spare(), &november());
    let name = "regulations/CW-01/index.html";
    assert_ne!(inode(&bed.live().join(name)), inode(&bed.spare().join(name)));
    assert_eq!(bytes(&outside), b"the clerk's own");
}

#[test]
fn a_spare_without_a_manifest_is_written_whole() {
    let bed = Bed::new();
    bed.build(&november());
    for path in ["index.html", "spending/2026-10/data.csv", "left/over"] {
        let path = bed.spare().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "half writ").unwrap();
    }
    let mut december = november();
    december.insert("index.html".into(), b"december".to_vec());
    bed.build(&december);
    assert_tree(&bed.live(), &december);
    assert_tree(&bed.spare(), &november());
}

#[test]
fn a_discarded_spare_is_made_anew() {
    let bed = Bed::new();
    bed.build(&files(&[("index.html", "october")]));
    bed.build(&november());
    let mut output = bed.open().unwrap();
    output.discard_spare().unwrap();
    assert!(!bed.spare().exists());
    build(Stage::new(output), &files(&[("index.html", "october")])).unwrap();
    assert_tree(&bed.spare(), &november());
}

#[test]
fn a_build_given_up_leaves_no_trace() {
    let bed = Bed::new();
    bed.build(&files(&[("index.html", "october")]));
    bed.build(&november());
    let before = bed.everything();
    for budget in [u64::MAX, 0] {
        let stage = Stage::with_budget(bed.open().unwrap(), budget);
        stage.add(&[Address::known("index.html")], b"given up".to_vec()).unwrap();
        assert_eq!(bed.site.join("output/.internal.spill").exists(), budget == 0);
        drop(stage);
        assert_eq!(bed.everything(), before);
    }
    let stage = Stage::new(bed.open().unwrap());
    stage.add(&[Address::known("index.html")], b"public".to_vec()).unwrap();
    let public = ManifestHeader { edition: Edition::Public, ..header("2026-11-10") };
    assert_eq!(stage.commit(&public).unwrap_err().exit_code(), 2);
    assert_eq!(bed.everything(), before);
}

#[test]
fn addresses_that_are_one_file_somewhere_are_refused_and_both_named() {
    for (addresses, first, second) in [
        (&["a.html", "a.html"][..], "a.html", "a.html"),
        (&["duty/p/z01.ics", "duty/p/Z01.ics"], "duty/p/Z01.ics", "duty/p/z01.ics"),
        (&["x/y", "x/y/z"], "x/y", "x/y/z"),
        (&["x/y/z", "x/Y"], "x/Y", "x/y/z"),
        (&["x/y/z", "X/Y"], "X/", "x/y/z"),
        (&["regulations/CW-01/a", "regulations/cw-01/b"], "regulations/CW-01/", "regulations/cw-01/b"),
        (&["A/b/c", "a/d", "A/b/e"], "A/", "a/d"),
        (&["Manifest.json"], "Manifest.json", "manifest.json"),
        (&["manifest.json"], "manifest.json", "manifest.json"),
        (&["index.html", "manifest.json/a"], "manifest.json", "manifest.json/a"),
    ] {
        let bed = Bed::new();
        let stage = Stage::new(bed.open().unwrap());
        let added = addresses.iter().try_for_each(|address| stage.add(&[Address::known(address)], Vec::new()));
        let error = added.and_then(|()| stage.commit(&header("2026-11-10"))).unwrap_err();
        assert!(
            matches!(&error, OutputError::Collision { first: a, second: b } if (a.as_str(), b.as_str()) == (first, second)),
            "{addresses:?}: {error:?}"
        );
        assert_eq!((error.exit_code(), error.diagnostic().code.as_str()), (1, "path/collision"));
        assert!(!bed.live().exists());
    }
}

#[test]
fn names_can_be_exchanged_by_renames() {
    let bed = Bed::new();
    for wanted in [november(), files(&[("index.html", "december")]), november()] {
        let before = bed.live().exists().then(|| tree(&bed.live()));
        let mut output = bed.open().unwrap();
        output.way = Way::Renames;
        build(Stage::new(output), &wanted).unwrap();
        assert_tree(&bed.live(), &wanted);
        before.inspect(|before| assert_tree(&bed.spare(), before));
        assert!(!bed.site.join("output/.internal.swap").exists());
    }
}

#[test]
fn an_exchange_cut_off_after_any_rename_is_put_right_at_the_next_start() {
    let old = files(&[("index.html", "old")]);
    let new = files(&[("index.html", "new")]);
    let renames = [("internal", ".internal.swap"), (".internal.spare", "internal"), (".internal.swap", ".internal.spare")];
    // The live tree is `new` and the spare `old` when an exchange begins.
    for (done, live, spare) in [(0, &new, &old), (1, &new, &old), (2, &old, &new), (3, &old, &new)] {
        let bed = Bed::new();
        bed.build(&old);
        bed.build(&new);
        let output = bed.site.join("output");
        renames[..done].iter().for_each(|(from, to)| fs::rename(output.join(from), output.join(to)).unwrap());
        drop(bed.open().unwrap());
        assert_tree(&bed.live(), live);
        assert_tree(&bed.spare(), spare);
        assert!(!output.join(".internal.swap").exists());
    }
}
