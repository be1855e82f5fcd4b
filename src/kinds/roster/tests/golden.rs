//! Rosters of 2026 whose outcome is known, with the holidays of the State Council's notice.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::fairness::tallies;
use super::super::model::Roster;
use super::super::{check, now_slots, read};
use crate::format::table::Table;
use crate::kinds::test_support::{Fixture, described, shared};
use crate::kinds::{Corpus, Directory, read_directory};
use crate::source::SourceText;
use crate::value::{Date, Datelike};

/// People called by their ids.
fn people(ids: &str) -> Directory {
    let mut table = String::from("id,name,level,groups,from,to\n");
    for id in ids.split_whitespace() {
        writeln!(table, "{id},{id}某,1,,,").unwrap();
    }
    read_directory(None, Some(&Table::scan(SourceText::new("content/people.csv", &table)).value)).value
}

/// A rotation over the one post: its name, more of its keys, the first day, the line.
pub(super) struct Turns<'a>(pub &'a str, pub &'a str, pub &'a str, pub &'a str);

/// A roster of one post with a full day's shift from 08:30.
pub(super) fn front(covers: &str, turns: &[Turns<'_>]) -> String {
    let mut front = format!(
        "kind = \"roster\"\n[roster]\nhotline = \"0000-1\"\ncovers = \"{covers}\"\n[[roster.shift]]\nid = \"full\"\nname = \"全天\"\nstart = \"08:30\"\nend = \"08:30+1\"\n\
         [[roster.post]]\nid = \"staff\"\nname = \"值班人员\"\n"
    );
    for Turns(id, keys, from, line) in turns {
        let line = line.split_whitespace().map(|id| format!("{id:?}")).collect::<Vec<_>>().join(", ");
        let keys = keys.replace("; ", "\n");
        writeln!(
            front,
            "[[roster.rotation]]\nid = {id:?}\npost = \"staff\"\n{keys}\n[[roster.rotation.segment]]\nfrom = {from:?}\npeople = [{line}]"
        )
        .unwrap();
    }
    front
}

/// The site of a roster, and what is wrong with it.
pub(super) fn made(ids: &str, front: &str, files: &[(&str, &str)]) -> (Corpus, Vec<String>) {
    let mut diagnostics = Vec::new();
    let fixture = Fixture::new("duty", front, files, &mut diagnostics);
    let shared = shared("2026-01-01", people(ids));
    let roster: Roster = read(&shared, &fixture.section()).take(&mut diagnostics);
    let corpus = Corpus { rosters: vec![roster], ..Corpus::empty(shared) };
    diagnostics.extend(check(&corpus, &corpus.rosters[0]));
    (corpus, described(diagnostics))
}

/// Who is on duty from one day to another: `01A 02B 04–`.
pub(super) fn said(roster: &Roster, from: &str, to: &str) -> String {
    let (from, to): (Date, Date) = (from.parse().unwrap(), to.parse().unwrap());
    let slots = roster.slots().filter(|slot| from <= slot.date && slot.date <= to);
    slots.map(|slot| format!("{:02}{}", slot.date.day(), slot.person.as_deref().unwrap_or("–"))).collect::<Vec<_>>().join(" ")
}

fn one(ids: &str, covers: &str, turns: &[Turns<'_>], leave: &str) -> Corpus {
    made(ids, &front(covers, turns), &[("leave.csv", leave)]).0
}

const SEVEN: &str = "A B C D E F G";

#[test]
fn g1_one_queue_on_all_days() {
    let corpus = one(SEVEN, "2026-01-01/2026-12-31", &[Turns("all", "", "2026-01-01", SEVEN)], "person,from,to\n");
    assert_eq!(said(&corpus.rosters[0], "2026-01-01", "2026-01-14"), "01A 02B 03C 04D 05E 06F 07G 08A 09B 10C 11D 12E 13F 14G");
}

#[test]
fn g2_a_line_that_moves_every_day_never_serves_some() {
    let ids: Vec<String> = (1..=14).map(|n| format!("p{n:02}")).collect();
    let ids = ids.join(" ");
    let line = |advance: &str| {
        let keys = format!("classes = [\"work\"]; advance = \"{advance}\"");
        one(&ids, "2026-03-02/2026-12-31", &[Turns("work", &keys, "2026-03-02", &ids)], "person,from,to\n")
    };
    let corpus = line("calendar");
    let tallies = tallies(&corpus.rosters[0], 0, |_| true);
    let never: Vec<&str> = ids.split(' ').filter(|id| !tallies.contains_key(id)).collect();
    // Make-up days are worked, and fall on weekends: those of them beside, nobody who stands there on a weekend serves.
    let in_march = super::super::fairness::tallies(&corpus.rosters[0], 0, |date| date.month() == 3);
    let never_in_march: Vec<&str> = ids.split(' ').filter(|id| !in_march.contains_key(id)).collect();
    assert_eq!(never_in_march, ["p06", "p07", "p13", "p14"], "{never:?}");
    let corpus = line("duty");
    let march = said(&corpus.rosters[0], "2026-03-02", "2026-03-31");
    for expected in ["06p05", "09p06", "13p10", "19p14", "20p01", "31p08"] {
        assert!(march.split(' ').any(|slot| slot == expected), "{expected} in {march}");
    }
}

#[test]
fn g3_spring_festival_with_three_queues() {
    let turns = [
        Turns("work", "classes = [\"work\"]", "2026-02-09", "A B C D E"),
        Turns("rest", "classes = [\"rest\"]", "2026-02-01", "U V W"),
        Turns("holiday", "classes = [\"holiday\"]", "2026-02-15", "h1 h2 h3 h4 h5 h6"),
    ];
    let corpus = one("A B C D E U V W h1 h2 h3 h4 h5 h6", "2026-02-01/2026-03-08", &turns, "person,from,to\n");
    let roster = &corpus.rosters[0];
    assert_eq!(said(roster, "2026-02-09", "2026-02-14"), "09A 10B 11C 12D 13E 14A");
    assert_eq!(said(roster, "2026-02-15", "2026-02-23"), "15h1 16h2 17h3 18h4 19h5 20h6 21h1 22h2 23h3");
    assert_eq!(said(roster, "2026-02-24", "2026-03-02"), "24B 25C 26D 27E 28A 01U 02B");
    let rest = ["2026-02-01", "2026-02-07", "2026-02-08", "2026-03-01", "2026-03-07", "2026-03-08"].map(|day| said(roster, day, day));
    assert_eq!(rest, ["01U", "07V", "08W", "01U", "07V", "08W"]);
}

#[test]
fn g4_absence() {
    let days = "2026-03-02/2026-03-31";
    let case = |line: &str, keys: &str, leave: &str, to: &str| {
        let leave = format!("person,from,to\n{leave}");
        said(&one("A B C D", days, &[Turns("all", keys, "2026-03-02", line)], &leave).rosters[0], "2026-03-02", to)
    };
    let long = "B,2026-03-03,2026-03-05\n";
    let short = "B,2026-03-03,2026-03-03\n";
    assert_eq!(case("A B C D", "", long, "2026-03-11"), "02A 03C 04D 05A 06B 07C 08D 09A 10B 11C");
    assert_eq!(case("A B C D", "absence = \"vacant\"", long, "2026-03-07"), "02A 03– 04C 05D 06A 07B");
    assert_eq!(case("A B C D", "", short, "2026-03-08"), "02A 03C 04B 05D 06A 07C 08B");
    assert_eq!(case("A B C D", "absence = \"skip\"", short, "2026-03-06"), "02A 03C 04D 05A 06B");
    assert_eq!(case("A B", "", "A,2026-03-04,2026-03-04\nB,2026-03-04,2026-03-04\n", "2026-03-06"), "02A 03B 04– 05A 06B");
    assert_eq!(case("A B C", "min-gap-days = 1", "A,2026-03-05,2026-03-06\n", "2026-03-10"), "02A 03B 04C 05B 06C 07A 08B 09C 10A");
}

#[test]
fn g5_national_day() {
    let turns = [
        Turns("holiday", "classes = [\"holiday\"]", "2026-09-20", "h1 h2 h3 h4 h5"),
        Turns("work", "classes = [\"work\"]", "2026-09-18", "A B C D E"),
    ];
    let corpus = one("A B C D E h1 h2 h3 h4 h5", "2026-09-18/2026-10-12", &turns, "person,from,to\n");
    let roster = &corpus.rosters[0];
    assert_eq!(said(roster, "2026-09-25", "2026-09-27"), "25h1 26h2 27h3");
    assert_eq!(said(roster, "2026-10-01", "2026-10-07"), "01h4 02h5 03h1 04h2 05h3 06h4 07h5");
    assert_eq!(said(roster, "2026-09-20", "2026-09-24"), "20B 21C 22D 23E 24A");
    assert_eq!(said(roster, "2026-09-28", "2026-09-30"), "28B 29C 30D");
    assert_eq!(said(roster, "2026-10-08", "2026-10-10"), "08E 09A 10B");
    assert_eq!((said(roster, "2026-09-18", "2026-09-18"), said(roster, "2026-10-12", "2026-10-12")), ("18A".into(), "12C".into()));
}

#[test]
fn g6_weeks_across_the_year() {
    let corpus = one("A B C", "2025-12-15/2026-01-11", &[Turns("week", "unit = \"week\"", "2025-12-15", "A B C")], "person,from,to\n");
    let week = |from: &str, to: &str| said(&corpus.rosters[0], from, to);
    assert_eq!(week("2025-12-15", "2025-12-21"), "15A 16A 17A 18A 19A 20A 21A");
    assert_eq!(week("2025-12-22", "2025-12-28"), "22B 23B 24B 25B 26B 27B 28B");
    assert_eq!(week("2025-12-29", "2026-01-04"), "29C 30C 31C 01C 02C 03C 04C");
    assert_eq!(week("2026-01-05", "2026-01-05"), "05A");
}

pub(super) const THREE: [Turns<'static>; 3] = [
    Turns("work", "classes = [\"work\"]; min-gap-days = 1; gap-group = \"all\"", "2026-01-01", SEVEN),
    Turns("rest", "classes = [\"rest\"]; min-gap-days = 1; gap-group = \"all\"", "2026-01-01", SEVEN),
    Turns("holiday", "classes = [\"holiday\"]; min-gap-days = 1; gap-group = \"all\"", "2026-01-01", SEVEN),
];

#[test]
fn g7_three_queues_that_share_a_gap() {
    let corpus = one(SEVEN, "2026-01-01/2026-12-31", &THREE, "person,from,to\n");
    let roster = &corpus.rosters[0];
    assert_eq!(
        said(roster, "2026-01-01", "2026-01-31"),
        "01A 02B 03C 04A 05B 06C 07D 08E 09F 10A 11B 12G 13A 14B 15C 16D 17C 18D 19E 20F 21G 22A 23B 24E 25F 26C 27D 28E 29F 30G 31A"
    );
    assert_eq!(
        said(roster, "2026-02-01", "2026-02-28"),
        "01G 02A 03B 04C 05D 06E 07B 08C 09F 10G 11A 12B 13C 14D 15E 16D 17F 18G 19A 20B 21C 22E 23D 24E 25F 26G 27A 28B"
    );
    let people: Vec<&str> = roster.slots().filter_map(|slot| slot.person.as_deref()).collect();
    assert_eq!(people.len(), 365);
    assert!(people.windows(2).all(|pair| pair[0] != pair[1]), "somebody is on duty two days on end");
    let tallies = tallies(roster, 0, |_| true);
    let loads: Vec<u32> = SEVEN.split(' ').map(|id| tallies[id].weight(roster)).collect();
    assert_eq!(loads, [75, 77, 75, 74, 74, 71, 69]);
}

#[test]
fn g8_one_queue_is_unfair_and_locked_to_weekdays() {
    let (corpus, found) = made(SEVEN, &front("2026-01-01/2026-12-31", &[Turns("all", "", "2026-01-01", SEVEN)]), &[]);
    let roster = &corpus.rosters[0];
    let tallies = tallies(roster, 0, |_| true);
    let rest: Vec<u32> = SEVEN.split(' ').map(|id| tallies[id].rest).collect();
    let loads: Vec<u32> = SEVEN.split(' ').map(|id| tallies[id].weight(roster)).collect();
    assert_eq!((rest, loads), (vec![0, 0, 41, 43, 0, 0, 0], vec![59, 64, 107, 109, 62, 58, 56]));
    let fires = |code: &str| found.iter().any(|finding| finding.starts_with(code));
    assert!(fires("roster/weekday-lock") && fires("roster/unfair-load"), "{found:?}");
    // Three queues are neither.
    let (_, found) = made(SEVEN, &front("2026-01-01/2026-12-31", &THREE), &[]);
    assert!(!found.iter().any(|finding| finding.starts_with("roster/weekday-lock")), "{found:?}");
}

/// The night of working days and the full day of all others.
const NIGHT: &str = "[[roster.shift]]\nid = \"night\"\nname = \"夜班\"\nstart = \"17:30\"\nend = \"08:30+1\"\nclasses = [\"work\"]\n";

#[test]
fn g9_who_is_on_duty_at_an_instant() {
    let front = front("2026-02-01/2026-02-28", &THREE)
        .replace(
            "end = \"08:30+1\"\n[[roster.post]]",
            &format!("end = \"08:30+1\"\nclasses = [\"rest\", \"holiday\"]\n{NIGHT}[[roster.post]]"),
        )
        .replace("2026-01-01", "2026-02-01");
    let mut corpus = made(SEVEN, &front, &[]).0;
    corpus.shared.as_of = "2026-02-10".parse().unwrap();
    let (slots, _) = now_slots(&corpus, &corpus.rosters[0]);
    let at = |instant: &str| -> Vec<String> {
        let now = chrono::DateTime::parse_from_rfc3339(&format!("{instant}+08:00")).unwrap().timestamp_millis();
        slots.iter().filter(|slot| slot.start <= now && now < slot.end).map(|slot| slot.id.clone()).collect()
    };
    assert_eq!(at("2026-02-14T10:00:00"), [""; 0], "the make-up Saturday is worked: office hours");
    assert_eq!(at("2026-02-15T03:00:00"), ["2026-02-14/night/staff/1"]);
    assert_eq!(at("2026-02-15T08:30:00"), ["2026-02-15/full/staff/1"]);
    assert_eq!(at("2026-02-24T08:29:59"), ["2026-02-23/full/staff/1"]);
}

#[test]
fn g10_changes() {
    let change = |rows: &str| {
        let table = format!("id,slot,kind,from,to,with_slot,reason,approved_by,approved_at,note\n{rows}");
        made(SEVEN, &front("2026-01-01/2026-12-31", &THREE), &[("changes.csv", &table)])
    };
    let c1 = "c1,2026-02-17/full/staff/1,swap,F,B,2026-02-20/full/staff/1,探亲,A,2026-02-10,\n";
    let c2 = "c2,2026-02-17/full/staff/1,substitute,B,C,,生病,A,2026-02-12,\n";
    let (corpus, found) = change(&format!("{c2}{c1}"));
    let errors = |found: &[String]| -> Vec<String> {
        let all = found.iter().filter(|finding| ["stale-change", "short-rest"].iter().any(|code| finding.contains(code)));
        all.map(|finding| finding.split(' ').next().unwrap().to_owned()).collect()
    };
    assert_eq!(errors(&found), [""; 0], "{found:?}");
    let roster = &corpus.rosters[0];
    let slot = roster.slot("2026-02-17/full/staff/1").unwrap();
    let steps: Vec<_> = slot.history.iter().map(|event| (event.change.as_str(), event.from.as_deref(), event.to.as_deref())).collect();
    assert_eq!((slot.person.as_deref(), steps), (Some("C"), vec![("c1", Some("F"), Some("B")), ("c2", Some("B"), Some("C"))]));
    let other = roster.slot("2026-02-20/full/staff/1").unwrap();
    assert_eq!((other.person.as_deref(), other.history.len()), (Some("F"), 1));
    // The holder by then is B.
    let (_, found) = change(&format!("{c1}{}", c2.replace(",B,C,", ",F,C,")));
    assert_eq!(errors(&found), ["roster/stale-change"]);
    // G is on duty the day after.
    let (_, found) = change(&format!("{c1}{}", c2.replace(",B,C,", ",B,G,")));
    assert_eq!(errors(&found), ["roster/short-rest"], "{found:?}");
}

#[test]
fn every_kind_of_change() {
    let change = |rows: &str| {
        let table = format!("编号,班次编号,类型,原值班人,现值班人,对调班次,事由,批准人,批准时间,备注\n{rows}");
        let (corpus, found) = made(SEVEN, &front("2026-01-01/2026-01-31", &THREE), &[("changes.csv", &table)]);
        let stale: Vec<String> = found.into_iter().filter(|finding| finding.contains("stale-change")).collect();
        (corpus, stale)
    };
    let (corpus, stale) = change(
        "1,2026-01-05/full/staff/1,分段,B,G,,就医,A,2026-01-04 9:00,18:00-22:00\n\
         2,2026-01-08/full/staff/2,add,,C,,台风,A,2026-01-07,\n\
         3,2026-01-12/full/staff/1,cancel,G,,,停电,A,2026-01-11,\n",
    );
    assert_eq!(stale, [""; 0]);
    let roster = &corpus.rosters[0];
    let slot = |id: &str| roster.slot(id).unwrap();
    let shift = &roster.shifts[0];
    assert_eq!(slot("2026-01-05/full/staff/1").duties(shift), [("B", 510, 1080), ("G", 1080, 1320), ("B", 1320, 1950)]);
    let added = slot("2026-01-08/full/staff/2");
    assert_eq!((added.origin.as_str(), added.person.as_deref(), added.history.len()), ("added", Some("C"), 1));
    assert_eq!(slot("2026-01-12/full/staff/1").status().as_str(), "cancelled");
    // What follows a cancellation is stale, and so is what was never there.
    for row in [
        "1,2026-01-12/full/staff/1,cancel,G,,,停电,A,2026-01-11,\n2,2026-01-12/full/staff/1,substitute,G,A,,x,A,2026-01-11,\n",
        "1,2026-01-12/full/staff/9,substitute,G,A,,x,A,2026-01-11,\n",
        "1,2026-02-12/full/staff/1,substitute,G,A,,x,A,2026-01-11,\n",
        "1,2026-01-12/full/staff/1,add,,A,,x,A,2026-01-11,\n",
        "1,2026-01-12/full/staff/1,split,G,A,,x,A,2026-01-11,晚上\n",
        "1,2026-01-12/full/staff/1,swap,G,A,,x,A,2026-01-11,\n",
    ] {
        assert_eq!(change(row).1.len(), 1, "{row}");
    }
}

#[test]
fn a_frozen_month_changes_nothing_after_it() {
    let files_of = |corpus: &Corpus| -> BTreeMap<String, String> {
        let roster = &corpus.rosters[0];
        roster
            .months
            .keys()
            .map(|month| (month.to_string(), super::super::frozen_month(&corpus.shared, roster, *month).join("\n")))
            .collect()
    };
    let leave = "person,from,to\nB,2026-01-05,2026-01-12\n";
    for keys in ["", "absence = \"skip\"", "absence = \"vacant\"", "unit = \"week\"", "min-gap-days = 2"] {
        let front = front("2026-01-01/2026-03-31", &[Turns("all", keys, "2026-01-01", "A B C - D")]);
        let (before, _) = made(SEVEN, &front, &[("leave.csv", leave)]);
        let january = format!("date,shift,post,seat,person,origin\n{}\n", files_of(&before)["2026-01"]);
        let (after, _) = made(SEVEN, &front, &[("leave.csv", leave), ("2026-01.csv", &january)]);
        assert_eq!(said(&before.rosters[0], "2026-01-01", "2026-03-31"), said(&after.rosters[0], "2026-01-01", "2026-03-31"), "{keys}");
        assert!(after.rosters[0].slots().take(31).all(|slot| slot.origin.as_str() == "frozen"), "{keys}");
        // Other rules from February on leave January as it was.
        let (changed, _) = made(
            SEVEN,
            &front.replace("[\"A\", \"B\", \"C\", \"-\", \"D\"]", "[\"E\", \"F\"]"),
            &[("leave.csv", leave), ("2026-01.csv", &january)],
        );
        assert_eq!(said(&before.rosters[0], "2026-01-01", "2026-01-31"), said(&changed.rosters[0], "2026-01-01", "2026-01-31"), "{keys}");
    }
}

#[test]
fn what_is_allowed_and_yet_unfair_or_late_is_told() {
    let approved = |row: &str| format!("id,slot,kind,from,to,with_slot,reason,approved_by,approved_at,note\n{row}");
    let one = |keys: &'static str| front("2025-12-01/2026-12-31", &[Turns("all", keys, "2025-12-01", "A B C D E")]);
    let late = "c1,2026-03-02/full/staff/1,cancel,,,,停电,A,2026-03-02 09:00,\n";
    let unsigned = "c1,2026-03-02/full/staff/1,cancel,,,,停电,,,\n";
    for (front, files, code) in [
        (one(""), vec![("changes.csv", approved(late))], "roster/unapproved-change"),
        (one(""), vec![("changes.csv", approved(unsigned))], "roster/unapproved-change"),
        (one("").replace("0000-1", "13812345678"), vec![], "roster/mobile-number"),
        // New Year's Day of both years is A's by the tables.
        (
            front("2025-01-01/2026-12-31", &[Turns("all", "", "2025-01-01", "A B C D E")]),
            vec![
                ("2025-01.csv", "date,shift,post,seat,person\n2025-01-01,full,staff,1,A\n".to_owned()),
                ("2026-01.csv", "date,shift,post,seat,person\n2026-01-01,full,staff,1,A\n".to_owned()),
            ],
            "roster/same-festival",
        ),
        // The day of these tests is 2026-01-01, a holiday no table settles.
        (one(""), vec![], "roster/late-publication"),
        (one("advance = \"calendar\""), vec![], "roster/calendar-advance"),
        (front("2026-01-01/2026-01-05", &[Turns("all", "", "2026-01-01", "A B C D E")]), vec![], "roster/ends-soon"),
        (front("2026-01-01/2027-01-05", &[Turns("all", "", "2026-01-01", "A B C D E")]), vec![], "calendar/no-table"),
    ] {
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let (_, found) = made(SEVEN, &front, &files);
        assert!(found.iter().any(|finding| finding.starts_with(code)), "{code}: {found:?}");
    }
    // Approved in time, settled by a table, and with a telephone of the office: nothing of that.
    let early = "c1,2026-03-02/full/staff/1,cancel,,,,停电,A,2026-03-01 09:00,\n";
    let changes = approved(early);
    let table = "date,shift,post,seat,person\n2026-01-01,full,staff,1,B\n2026-01-02,full,staff,1,C\n2026-01-03,full,staff,1,D\n";
    let (_, found) = made(SEVEN, &one(""), &[("changes.csv", &changes), ("2026-01.csv", table)]);
    for code in
        ["roster/unapproved-change", "roster/mobile-number", "roster/late-publication", "roster/calendar-advance", "roster/ends-soon"]
    {
        assert!(!found.iter().any(|finding| finding.starts_with(code)), "{code}: {found:?}");
    }
}
