use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::swap::Exchange;
use super::{ManifestHeader, OutputDirectory, OutputError, Overwrite, Receipt, Stage, rollback, write_files};
use crate::config::Edition;
use crate::view::Address;

fn header() -> ManifestHeader {
    ManifestHeader { site: "test".into(), edition: Edition::Internal, as_of: "2026-11-05".into(), generator: "gongshi".into() }
}

type Tree = BTreeMap<String, Vec<u8>>;

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

/// Builds a tree; `kept` is how many bytes may wait in memory.
fn build_with(root: &Path, files: &Tree, exchange: Exchange, kept: usize) -> Result<Receipt, OutputError> {
    let directory = OutputDirectory::open(&root.join("out"), &root.join("site"), Edition::Internal)?;
    let stage = Stage::with(directory, exchange, kept)?;
    for (path, bytes) in files {
        stage.add(&Address::known(path), bytes.clone())?;
    }
    stage.commit(&header())
}

fn build(root: &Path, files: &Tree) -> Receipt {
    build_with(root, files, Exchange::Best, 1 << 20).unwrap()
}

/// What a tree holds, its manifest left out.
fn read(tree: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(tree).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let files = entries.map(|entry| {
        let name = entry.path().strip_prefix(tree).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read(entry.path()).unwrap())
    });
    files.filter(|(name, _)| name != "manifest.json").collect()
}

#[test]
fn a_build_writes_what_changed_and_nothing_else() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let one = tree(&[("a.html", "1"), ("b/c.html", "2"), ("b/d.html", "3")]);
    let receipt = build(root, &one);
    assert_eq!((receipt.written, receipt.deleted, receipt.unchanged), (3, 0, 0));
    assert_eq!(read(&root.join("out")), one);
    let time = |name: &str| fs::metadata(root.join("out").join(name)).unwrap().modified().unwrap();
    let before = time("a.html");
    let receipt = build(root, &one);
    assert_eq!((receipt.written, receipt.unchanged), (0, 3));
    assert!(!root.join(".out.spare").exists(), "an unchanged site touches nothing");
    let two = tree(&[("a.html", "1"), ("b/c.html", "x"), ("e.html", "4")]);
    let receipt = build(root, &two);
    assert_eq!((receipt.written, receipt.deleted, receipt.unchanged), (2, 1, 1));
    assert_eq!(read(&root.join("out")), two);
    assert_eq!(read(&root.join(".out.spare")), one);
    assert_eq!(time("a.html"), before, "an unchanged file keeps its time");
}

#[test]
fn a_spare_tree_is_trusted_only_as_far_as_its_manifest() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let trees = [tree(&[("a", "1"), ("b", "1")]), tree(&[("a", "2"), ("b", "1")]), tree(&[("a", "3"), ("b", "1")])];
    for files in &trees {
        build(root, files);
    }
    // By hand: a stranger, a cut-off file, a folder where a file belongs.
    let spare = root.join(".out.spare");
    fs::write(spare.join("stranger"), "x").unwrap();
    fs::write(spare.join("b"), "").unwrap();
    build(root, &tree(&[("a/b", "4"), ("b", "1")]));
    assert_eq!(read(&root.join("out")), tree(&[("a/b", "4"), ("b", "1")]));
    fs::remove_file(spare.join("manifest.json")).unwrap();
    fs::write(spare.join("b"), "same size?").unwrap();
    build(root, &tree(&[("a", "5"), ("b", "1")]));
    assert_eq!(read(&root.join("out")), tree(&[("a", "5"), ("b", "1")]));
}

#[test]
fn a_build_that_ends_early_leaves_the_live_tree() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let one = tree(&[("a", "1"), ("b", "1")]);
    build(root, &one);
    for kept in [0, 1 << 20] {
        let directory = OutputDirectory::open(&root.join("out"), root, Edition::Internal).unwrap();
        let stage = Stage::with(directory, Exchange::Best, kept).unwrap();
        stage.add(&Address::known("a"), b"2".to_vec()).unwrap();
        drop(stage);
        assert_eq!(read(&root.join("out")), one);
    }
    build(root, &tree(&[("a", "2")]));
    assert_eq!(read(&root.join("out")), tree(&[("a", "2")]));
}

#[test]
fn an_exchange_in_steps_is_finished_wherever_it_was_cut_off() {
    let one = tree(&[("a", "1")]);
    let two = tree(&[("a", "2")]);
    for step in 0..3 {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        for files in [&one, &two] {
            build_with(root, files, Exchange::Steps, 1 << 20).unwrap();
        }
        assert_eq!(read(&root.join("out")), two);
        let (live, spare, old) = (root.join("out"), root.join(".out.spare"), root.join(".out.old"));
        fs::write(root.join(".out.journal"), "exchange\n").unwrap();
        if step > 0 {
            fs::rename(&live, &old).unwrap();
        }
        if step > 1 {
            fs::rename(&spare, &live).unwrap();
        }
        build(root, &one);
        assert_eq!(read(&live), one, "step {step}");
        assert!(!old.exists() && !root.join(".out.journal").exists());
    }
}

#[test]
fn what_is_not_ours_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    fs::create_dir_all(root.join("site/content")).unwrap();
    fs::create_dir_all(root.join("full")).unwrap();
    fs::write(root.join("full/letter.txt"), "x").unwrap();
    fs::write(root.join("file"), "x").unwrap();
    let open = |name: &str, edition| OutputDirectory::open(&root.join(name), &root.join("site"), edition);
    for name in ["full", "file", "site", "site/content", "site/content/new", ""] {
        let error = open(name, Edition::Internal).expect_err(name);
        assert_eq!((error.exit_code(), error.diagnostic().code), (2, crate::diag::output::NOT_OURS), "{name}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("full"), root.join("link")).unwrap();
        assert_eq!(open("link", Edition::Internal).unwrap_err().exit_code(), 2);
    }
    build(root, &tree(&[("a", "1")]));
    let other = open("out", Edition::Preview).unwrap_err();
    assert_eq!(other.diagnostic().code, crate::diag::output::OTHER_EDITION);
    let held = open("out", Edition::Internal).unwrap();
    let locked = open("out", Edition::Internal).unwrap_err();
    assert_eq!((locked.exit_code(), locked.diagnostic().code), (5, crate::diag::output::LOCKED));
    drop(held);
    assert!(open("out", Edition::Internal).is_ok());
}

#[test]
fn addresses_that_some_filesystem_takes_for_one_are_refused() {
    let root = tempfile::tempdir().unwrap();
    let directory = OutputDirectory::open(&root.path().join("out"), &root.path().join("site"), Edition::Internal).unwrap();
    let stage = Stage::new(directory).unwrap();
    stage.add(&Address::known("A/x"), Vec::new()).unwrap();
    assert!(matches!(stage.add(&Address::known("a/x"), Vec::new()), Err(OutputError::Collision { .. })));
}

#[test]
fn rollback_needs_a_tree_before() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    assert!(matches!(rollback(&out), Err(OutputError::NothingBefore { .. })));
    build(root.path(), &tree(&[("a", "1")]));
    assert!(matches!(rollback(&out), Err(OutputError::NothingBefore { .. })));
    build(root.path(), &tree(&[("a", "2")]));
    rollback(&out).unwrap();
    assert_eq!(read(&out), tree(&[("a", "1")]));
    rollback(&out).unwrap();
    assert_eq!(read(&out), tree(&[("a", "2")]));
}

#[test]
fn content_is_written_whole_and_never_over_what_is_there() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    write_files(root, &[file("a/b.md", "1")], Overwrite::No).unwrap();
    let both = [file("c.md", "2"), file("a/b.md", "2")];
    assert!(matches!(write_files(root, &both, Overwrite::No), Err(OutputError::Exists { .. })));
    assert!(!root.join("c.md").exists());
    write_files(root, &both, Overwrite::Yes).unwrap();
    assert_eq!(read(root), tree(&[("a/b.md", "2"), ("c.md", "2")]));
    for name in ["../x", "/etc/x", "a/../../x"] {
        assert!(write_files(root, &[file(name, "x")], Overwrite::Yes).is_err(), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_built_after_whatever_the_live_tree_is_what_was_wanted(
        builds in prop::collection::vec((prop::collection::btree_map("[a-c]/[a-d]|[e-g]", "[xyz]{0,3}", 0..9), any::<bool>(), 0_usize..6), 1..7),
    ) {
        let root = tempfile::tempdir().unwrap();
        let mut before: Option<Tree> = None;
        for (files, steps, kept) in builds {
            let files: Tree = files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
            let exchange = if steps { Exchange::Steps } else { Exchange::Best };
            build_with(root.path(), &files, exchange, kept).unwrap();
            prop_assert_eq!(read(&root.path().join("out")), files.clone());
            if let Some(before) = before.filter(|before| *before != files) {
                prop_assert_eq!(read(&root.path().join(".out.spare")), before);
            }
            before = Some(files);
        }
    }
}
