//! Any sequence of builds, refusals, tamperings and rollbacks ends with the trees it should.

use proptest::prelude::*;

use super::*;
use crate::output::rollback;

const ADDRESSES: [&str; 9] = ["index.html", "a", "a/b", "a/b/c", "b/x", "b/y", "b/y/z", "c.txt", "404.html"];
const CONTENTS: [&str; 4] = ["", "one", "two", "a longer text than the others"];

#[derive(Debug, Clone)]
enum Step {
    Build { files: Files, budget: u64, renames: bool },
    GiveUp { files: Files },
    Alter { live: bool, address: usize, content: usize },
    Break,
    RollBack,
}

/// Some of the addresses, none a folder of another.
fn some_files() -> impl Strategy<Value = Files> {
    prop::collection::btree_map(prop::sample::select(&ADDRESSES[..]), prop::sample::select(&CONTENTS[..]), 0..7).prop_map(|chosen| {
        let within = |path: &str| chosen.keys().any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
        chosen.iter().filter(|(path, _)| !within(path)).map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (some_files(), prop_oneof![Just(0), Just(5), Just(u64::MAX)], any::<bool>())
            .prop_map(|(files, budget, renames)| Step::Build { files, budget, renames }),
        1 => some_files().prop_map(|files| Step::GiveUp { files }),
        2 => (any::<bool>(), 0..ADDRESSES.len(), 0..CONTENTS.len()).prop_map(|(live, address, content)| Step::Alter { live, address, content }),
        1 => Just(Step::Break),
        1 => Just(Step::RollBack),
    ]
}

/// What should stand, as far as nobody tampered with it.
#[derive(Default)]
struct Model {
    live: Option<Files>,
    /// Whether the live tree is as it was built.
    live_whole: bool,
    spare: Option<Files>,
}

fn apply(bed: &Bed, model: &mut Model, step: Step) {
    match step {
        Step::Build { files, budget, renames } => {
            let mut output = bed.open().unwrap();
            if renames {
                output.way = Way::Renames;
            }
            let receipt = build(Stage::with_budget(output, budget), &files).unwrap();
            let same = model.live.as_ref() == Some(&files) && model.live_whole;
            assert_eq!(receipt.replaced, !same);
            assert_eq!(receipt.written + receipt.unchanged, receipt.total_files);
            assert_tree(&bed.live(), &files);
            if !same {
                model.spare = model.live.take().filter(|_| model.live_whole);
            }
            (model.live, model.live_whole) = (Some(files), true);
        }
        Step::GiveUp { files } => {
            let stage = Stage::with_budget(bed.open().unwrap(), 0);
            files.into_iter().try_for_each(|(path, bytes)| stage.add(&[Address::known(&path)], bytes)).unwrap();
        }
        Step::Alter { live, address, content } => {
            let folder = if live { bed.live() } else { bed.spare() };
            let path = folder.join(ADDRESSES[address]);
            let possible = folder.exists() && !path.is_dir() && path.parent().is_some_and(|parent| fs::create_dir_all(parent).is_ok());
            if possible && (!path.exists() || bytes(&path) != CONTENTS[content].as_bytes()) {
                fs::write(path, CONTENTS[content]).unwrap();
                if live {
                    model.live_whole = false;
                } else {
                    model.spare = None;
                }
            }
        }
        Step::Break => {
            let _ = fs::remove_file(bed.spare().join(MANIFEST));
            model.spare = None;
        }
        Step::RollBack => match (rollback(&bed.live(), &bed.site), model.spare.take()) {
            (Ok(_), Some(before)) => {
                model.spare = model.live.replace(before).filter(|_| model.live_whole);
                model.live_whole = true;
            }
            (Err(OutputError::NothingBefore { .. }), None) => {}
            (result, expected) => panic!("{result:?} where {expected:?} was to stand"),
        },
    }
    if let Some(live) = model.live.as_ref().filter(|_| model.live_whole) {
        assert_tree(&bed.live(), live);
    }
    if let Some(spare) = &model.spare {
        assert_tree(&bed.spare(), spare);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_live_tree_is_what_was_built_last_and_the_spare_what_stood_before(steps in prop::collection::vec(step(), 1..9)) {
        let bed = Bed::new();
        let mut model = Model::default();
        for step in steps {
            apply(&bed, &mut model, step);
        }
    }
}
