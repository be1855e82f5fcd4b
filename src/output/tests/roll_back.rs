//! The edition before stands again.

use super::*;
use crate::output::{Before, rollback};

#[test]
fn going_back_twice_changes_nothing() {
    let bed = Bed::new();
    let (old, new) = (files(&[("index.html", "old"), ("gone.html", "")]), files(&[("index.html", "new")]));
    bed.build(&old);
    bed.build(&new);
    for (live, spare) in [(&old, &new), (&new, &old)] {
        let stands = rollback(&bed.live(), &bed.site).unwrap();
        assert_eq!(stands.files.len(), live.len());
        assert_tree(&bed.live(), live);
        assert_tree(&bed.spare(), spare);
    }
}

#[test]
fn a_build_goes_on_from_where_one_went_back_to() {
    let bed = Bed::new();
    let (old, new) = (files(&[("index.html", "old")]), files(&[("index.html", "new")]));
    bed.build(&old);
    bed.build(&new);
    rollback(&bed.live(), &bed.site).unwrap();
    assert!(!bed.build(&old).replaced);
    assert!(bed.build(&new).replaced);
    assert_tree(&bed.live(), &new);
    assert_tree(&bed.spare(), &old);
}

#[test]
fn only_a_whole_tree_of_the_same_edition_stands_again() {
    let (old, new) = (files(&[("index.html", "old")]), files(&[("index.html", "new")]));
    let check = |what: Before, prepare: &dyn Fn(&Bed)| {
        let bed = Bed::new();
        prepare(&bed);
        let before = bed.everything();
        let error = rollback(&bed.live(), &bed.site).unwrap_err();
        assert!(matches!(error, OutputError::NothingBefore { found, .. } if found == what), "{what:?}: {error:?}");
        assert_eq!(error.exit_code(), 2);
        assert_eq!(bed.everything(), before, "{what:?}");
    };
    let twice = |bed: &Bed| {
        bed.build(&old);
        bed.build(&new);
    };
    check(Before::Nothing, &|bed| fs::create_dir(bed.site.join("output")).unwrap());
    check(Before::Nothing, &|bed| drop(bed.build(&new)));
    check(Before::Unfinished, &|bed| {
        twice(bed);
        fs::remove_file(bed.spare().join(MANIFEST)).unwrap();
    });
    check(Before::Altered, &|bed| {
        twice(bed);
        fs::write(bed.spare().join("index.html"), "OLD").unwrap();
    });
    check(Before::Altered, &|bed| {
        twice(bed);
        fs::write(bed.spare().join("planted.html"), "").unwrap();
    });
    check(Before::OtherEdition, &|bed| {
        twice(bed);
        let manifest = fs::read_to_string(bed.spare().join(MANIFEST)).unwrap();
        fs::write(bed.spare().join(MANIFEST), manifest.replace("internal", "preview")).unwrap();
    });
}

#[test]
fn nobody_goes_back_while_a_build_writes() {
    let bed = Bed::new();
    bed.build(&files(&[("index.html", "old")]));
    bed.build(&files(&[("index.html", "new")]));
    let _building = bed.open().unwrap();
    assert_eq!(rollback(&bed.live(), &bed.site).unwrap_err().exit_code(), 5);
}
