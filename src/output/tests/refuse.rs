//! Folders that must not be written, and folders that somebody else is writing.

use super::*;
use crate::output::{Holder, Refusal};

fn refusal(bed: &Bed, directory: &Path) -> Refusal {
    match OutputDirectory::open(directory, &bed.site, Edition::Internal) {
        Err(error @ OutputError::Refused { .. }) => {
            assert_eq!((error.exit_code(), error.diagnostic().code.as_str()), (2, "output/not-ours"));
            let OutputError::Refused { why, .. } = error else { unreachable!() };
            why
        }
        other => panic!("{}: {other:?}", directory.display()),
    }
}

#[test]
fn places_where_people_keep_their_own_files_are_refused_untouched() {
    let bed = Bed::new();
    let site = &bed.site;
    fs::create_dir_all(site.join("occupied/photos")).unwrap();
    fs::write(site.join("a-file"), "").unwrap();
    let before = tree(site);
    for (directory, why) in [
        (Path::new("/"), Refusal::FilesystemRoot),
        (&site.join("content"), Refusal::InsideSite("content")),
        (&site.join("content/spending"), Refusal::InsideSite("content")),
        (&site.join("content/new/deep"), Refusal::InsideSite("content")),
        (&site.join("static/x"), Refusal::InsideSite("static")),
        (&site.join("templates"), Refusal::InsideSite("templates")),
        (&site.join("src"), Refusal::InsideSite("src")),
        (&site.join("output/../content"), Refusal::NoSuchPlace),
        (&site.join("occupied/../content"), Refusal::InsideSite("content")),
        (site, Refusal::HoldsSite),
        (site.parent().unwrap(), Refusal::HoldsSite),
        (&site.join("occupied"), Refusal::NotOurs),
        (&site.join("a-file"), Refusal::NotAFolder),
    ] {
        assert_eq!(refusal(&bed, directory), why, "{}", directory.display());
    }
    assert_eq!(tree(site), before);
    assert_eq!(fs::read_dir(site.parent().unwrap()).unwrap().count(), 1, "nothing is left beside a refused folder");
}

#[test]
fn the_home_folder_is_refused() {
    let home = crate::source::environment("HOME").map(PathBuf::from).filter(|home| home.is_dir() && home.parent().is_some());
    if let Some(home) = home {
        let bed = Bed::new();
        assert_eq!(refusal(&bed, &home), Refusal::Home);
    }
}

#[test]
#[cfg(unix)]
fn symbolic_links_are_refused() {
    use std::os::unix::fs::symlink;
    let bed = Bed::new();
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), bed.site.join("out")).unwrap();
    assert_eq!(refusal(&bed, &bed.site.join("out")), Refusal::SymbolicLink);
    assert_eq!(refusal(&bed, &bed.site.join("out/")), Refusal::SymbolicLink);
    assert_eq!(refusal(&bed, &bed.site.join("out/internal")), Refusal::LeavesSite);
    symlink(bed.site.join("nowhere"), bed.site.join("dangling")).unwrap();
    assert_eq!(refusal(&bed, &bed.site.join("dangling")), Refusal::SymbolicLink);
    // The spare is written through no link either.
    bed.build(&files(&[("index.html", "1")]));
    symlink(elsewhere.path(), bed.spare()).unwrap();
    let error = build(Stage::new(bed.open().unwrap()), &files(&[("index.html", "2")])).unwrap_err();
    assert!(matches!(error, OutputError::Refused { why: Refusal::SymbolicLink, .. }), "{error:?}");
    assert_tree(&bed.live(), &files(&[("index.html", "1")]));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn a_tree_of_another_edition_or_of_a_newer_program_is_refused() {
    let bed = Bed::new();
    bed.build(&files(&[("index.html", "1")]));
    for wanted in [Edition::Public, Edition::Preview] {
        let error = OutputDirectory::open(&bed.live(), &bed.site, wanted).unwrap_err();
        assert!(matches!(error, OutputError::OtherEdition { found: Edition::Internal, wanted: w, .. } if w == wanted), "{error:?}");
        assert_eq!((error.exit_code(), error.diagnostic().code.as_str()), (2, "output/other-edition"));
    }
    let manifest = fs::read_to_string(bed.live().join(MANIFEST)).unwrap();
    fs::write(bed.live().join(MANIFEST), manifest.replace("\"format\":1", "\"format\":2")).unwrap();
    assert_eq!(refusal(&bed, &bed.live()), Refusal::NewerProgram);
    fs::remove_file(bed.live().join(MANIFEST)).unwrap();
    assert_eq!(refusal(&bed, &bed.live()), Refusal::NotOurs);
}

#[test]
fn a_locked_folder_says_at_once_who_has_it() {
    let bed = Bed::new();
    let mut first = bed.open().unwrap();
    let mut expected = Holder { pid: std::process::id(), started: None };
    for started in [None, Some("2026-11-10 08:30")] {
        if let Some(started) = started {
            first.name_holder(started).unwrap();
            expected.started = Some(started.to_owned());
        }
        let error = bed.open().unwrap_err();
        assert_eq!((error.exit_code(), error.diagnostic().code.as_str()), (5, "output/locked"));
        let OutputError::Locked { holder, .. } = error else { panic!("{error:?}") };
        assert_eq!(holder, cfg!(unix).then(|| expected.clone()));
    }
    drop(first);
    bed.build(&files(&[("index.html", "1")]));
}

#[test]
fn every_message_says_in_both_languages_what_to_do() {
    let io = |kind| OutputError::io(crate::output::Work::Write, Path::new("output/internal"), std::io::Error::from(kind));
    for (error, zh, en) in [
        (io(std::io::ErrorKind::StorageFull).needing(300 << 20), "腾出至少 300 MB", "at least 300 MB"),
        (io(std::io::ErrorKind::StorageFull), "腾出空间", "make room"),
        (io(std::io::ErrorKind::PermissionDenied), "写入权限", "permission"),
        (io(std::io::ErrorKind::ReadOnlyFilesystem), "只读", "read-only"),
        (io(std::io::ErrorKind::ResourceBusy), "挂载点", "mount point"),
        (io(std::io::ErrorKind::Other), "请检查磁盘", "check the disk"),
        (OutputError::Locked { directory: "output/internal".into(), holder: None }, "请等它结束", "wait until"),
    ] {
        let diagnostic = error.diagnostic();
        let help = diagnostic.help.unwrap();
        assert!(help.zh.contains(zh) && help.en.contains(en), "{help:?}");
        assert!(diagnostic.message.zh.contains("output/internal") && diagnostic.message.en.contains("output/internal"));
    }
}
