//! Rosters by tables: what is read, and what is wrong with them.

mod golden;
mod properties;

use super::{check, model::Roster, now_slots, read};
use crate::format::table::Table;
use crate::kinds::test_support::{Fixture, described, shared};
use crate::kinds::{Corpus, read_directory};
use crate::source::SourceText;
use crate::value::Period;

const FRONT: &str = r#"kind = "roster"
[roster]
hotline = "值班室 0000-8800110"
covers = "2026-10-01/2026-10-04"
[[roster.shift]]
id = "night"
name = "夜班"
start = "17:30"
end = "08:30+1"
classes = ["work"]
[[roster.shift]]
id = "full"
name = "全天"
start = "08:30"
end = "08:30+1"
classes = ["rest", "holiday"]
[[roster.post]]
id = "leader"
name = "带班领导"
min-level = 3
on-call = true
[[roster.post]]
id = "staff"
name = "值班人员"
seats = 2
distinct-from = ["leader"]
"#;

const PEOPLE: &str = "id,name,level,groups,from,to\nz01,周明远,4,,,\nz02,梁志恒,3,,,\nb01,陈立群,2,,,\nb02,许丹,1,司机,,\nb03,马晓燕,1,,,\nb04,罗建平,1,,,\nb05,王强,1,,,\nb06,王强,1,,,\nb07,韩雪,1,,,2026-09-30\n";

const GOOD: &str = "日期,班次,岗位,席位,人员
2026-10-01,full,leader,1,周明远
2026-10-01,full,staff,1,陈立群
2026-10-01,全天,值班人员,,许丹
2026-10-02,full,leader,1,周明远
2026-10-02,full,staff,1,马晓燕
2026-10-02,full,staff,2,b04
2026-10-03,full,leader,1,梁志恒
2026-10-03,full,staff,1,陈立群
2026-10-03,full,staff,2,许丹
2026-10-04,full,leader,1,梁志恒
2026-10-04,full,staff,1,马晓燕
2026-10-04,full,staff,2,罗建平
";

fn corpus(front: &str, table: &str) -> (Corpus, Vec<String>) {
    let people = Table::scan(SourceText::new("content/people.csv", PEOPLE)).value;
    let directory = read_directory(None, Some(&people)).value;
    let mut diagnostics = Vec::new();
    let fixture = Fixture::new("duty", front, &[("2026-10.csv", table)], &mut diagnostics);
    let shared = shared("2026-09-20", directory);
    let roster: Roster = read(&shared, &fixture.section()).take(&mut diagnostics);
    let corpus = Corpus { rosters: vec![roster], ..Corpus::empty(shared) };
    diagnostics.extend(check(&corpus, &corpus.rosters[0]));
    (corpus, described(diagnostics))
}

#[test]
fn four_days_of_the_national_holiday() {
    let (corpus, found) = corpus(FRONT, GOOD);
    assert_eq!(found, [""; 0]);
    let roster = &corpus.rosters[0];
    let month = &roster.months[&Period::Month(2026, 10)];
    assert_eq!((month.days.len(), month.slots.len()), (4, 12));
    assert_eq!(roster.slot_id(&month.slots[2]), "2026-10-01/full/staff/2");
    assert_eq!(month.slots[2].person.as_deref(), Some("b02"));
    let (slots, covers) = now_slots(&corpus, roster);
    // 2026-10-01T08:30+08:00 and 2026-10-05T08:30+08:00
    assert_eq!((slots.len(), covers), (12, (1_790_814_600_000, 1_791_160_200_000)));
}

#[test]
fn what_is_wrong_is_told_at_its_row() {
    for (from, to, expected) in [
        ("2026-10-04,full,staff,2,罗建平\n", "", vec!["roster/gap 2026-10.csv"]),
        ("2026-10-04,full,staff,2,罗建平", "2026-10-04,full,staff,2,马晓燕", vec!["roster/double-booked 2026-10.csv E13"]),
        ("2026-10-04,full,staff,2,罗建平", "2026-10-04,full,staff,2,梁志恒", vec!["roster/leader-is-staff 2026-10.csv E13"]),
        (
            "2026-10-02,full,staff,1,马晓燕",
            "2026-10-02,full,staff,1,陈立群",
            vec!["roster/short-rest 2026-10.csv E6", "roster/short-rest 2026-10.csv E9"],
        ),
        ("2026-10-04,full,leader,1,梁志恒", "2026-10-04,full,leader,1,陈立群", vec!["roster/below-level 2026-10.csv E11"]),
        ("2026-10-04,full,staff,2,罗建平", "2026-10-04,full,staff,2,罗建国", vec!["roster/unknown-person 2026-10.csv E13"]),
        ("2026-10-04,full,staff,2,罗建平", "2026-10-04,full,staff,2,王强", vec!["roster/ambiguous-person 2026-10.csv E13"]),
        ("2026-10-04,full,staff,2,罗建平", "2026-10-04,full,staff,2,韩雪", vec!["roster/on-leave 2026-10.csv E13"]),
        (
            "2026-10-04,full,staff,2,罗建平",
            "2026-10-04,full,staff,3,罗建平",
            vec!["roster/gap 2026-10.csv", "roster/unknown-slot 2026-10.csv D13"],
        ),
        (
            "2026-10-04,full,staff,2,罗建平",
            "2026-10-04,night,staff,2,罗建平",
            vec!["roster/gap 2026-10.csv", "roster/unknown-slot 2026-10.csv B13"],
        ),
        (
            "2026-10-04,full,staff,2,罗建平",
            "2026-10-04,full,guard,2,罗建平",
            vec!["roster/gap 2026-10.csv", "roster/unknown-slot 2026-10.csv C13"],
        ),
        (
            "2026-10-04,full,staff,2,罗建平",
            "2026-11-04,full,staff,2,罗建平",
            vec!["roster/gap 2026-10.csv", "roster/unknown-slot 2026-10.csv A13"],
        ),
        (
            "2026-10-04,full,staff,2,罗建平",
            "2026-10-04,full,staff,1,罗建平",
            vec!["roster/gap 2026-10.csv", "roster/duplicate-slot 2026-10.csv E13"],
        ),
        (
            "2026-10-04,full,staff,2,罗建平",
            "2026-10-04,full,staff,2,13800000000",
            vec!["roster/mobile-number 2026-10.csv E13", "roster/unknown-person 2026-10.csv E13"],
        ),
    ] {
        let table = GOOD.replacen(from, to, 1);
        assert_ne!(table, GOOD, "{from}");
        let (_, found) = corpus(FRONT, &table);
        assert_eq!(found, expected, "{to}");
    }
}

#[test]
fn a_declaration_that_cannot_be_kept() {
    for (from, to, expected) in [
        ("end = \"08:30+1\"\nclasses = [\"work\"]", "end = \"08:30\"\nclasses = [\"work\"]", "config/wrong-type _index.md"),
        ("\"17:30\"", "\"25:30\"", "config/wrong-type _index.md"),
        ("2026-10-01/2026-10-04", "2026-10", "config/wrong-type _index.md"),
        ("distinct-from = [\"leader\"]", "distinct-from = [\"leeder\"]", "config/wrong-type _index.md"),
        ("id = \"staff\"", "id = \"值班\"", "config/wrong-type _index.md"),
    ] {
        let (_, found) = corpus(&FRONT.replacen(from, to, 1), GOOD);
        assert_eq!(found.first().map(String::as_str), Some(expected), "{to}");
    }
    let (_, found) = corpus("kind = \"roster\"\n[roster]\n", GOOD);
    assert_eq!(found, ["front-matter/missing-key _index.md", "front-matter/missing-key _index.md"]);
    let (_, found) = corpus(&FRONT.replace("2026-10-01/2026-10-04", "2030-01-01/2030-01-04"), GOOD);
    assert!(found.iter().all(|line| line.starts_with("roster/unknown-slot")), "{found:?}");
}
