//! What holds for every roster the rules make.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::golden::{Turns, front, made};
use crate::value::Date;

const PEOPLE: &str = "A B C D E F G H I J";

fn leave() -> impl Strategy<Value = Vec<(usize, i64, i64)>> {
    proptest::collection::vec((0usize..10, 0i64..180, 0i64..20), 0..12)
}

fn table(leave: &[(usize, i64, i64)]) -> String {
    let first: Date = "2026-01-01".parse().unwrap();
    let people: Vec<&str> = PEOPLE.split(' ').collect();
    let mut table = String::from("person,from,to\n");
    for (person, from, days) in leave {
        let from = first + chrono::Duration::days(*from);
        table += &format!("{},{from},{}\n", people[*person], from + chrono::Duration::days(*days));
    }
    table
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_slot_is_filled_or_told_nobody_is_away_and_gaps_are_kept(count in 2usize..10, gap in 0u32..4, leave in leave(), seats in 1u32..3) {
        let line = PEOPLE.split(' ').take(count).collect::<Vec<_>>().join(" ");
        let keys = format!("min-gap-days = {gap}");
        let front = front("2026-01-01/2026-06-30", &[Turns("all", &keys, "2026-01-01", &line)])
            .replace("name = \"值班人员\"", &format!("name = \"值班人员\"\nseats = {seats}"));
        let (corpus, found) = made(PEOPLE, &front, &[("leave.csv", &table(&leave))]);
        let roster = &corpus.rosters[0];
        let vacant = roster.slots().filter(|slot| slot.person.is_none()).count();
        prop_assert_eq!(found.iter().filter(|finding| finding.starts_with("roster/gap")).count(), vacant);
        let mut duties: BTreeMap<&str, Vec<Date>> = BTreeMap::new();
        for slot in roster.slots() {
            let Some(person) = slot.person.as_deref() else { continue };
            prop_assert!(!roster.is_on_leave(person, slot.date));
            duties.entry(person).or_default().push(slot.date);
        }
        for dates in duties.values() {
            // Never twice at once, and the gap between.
            prop_assert!(dates.windows(2).all(|pair| (pair[1] - pair[0]).num_days() > i64::from(gap)), "{:?}", dates);
        }
        prop_assert!(!found.iter().any(|finding| finding.starts_with("roster/double-booked") || finding.starts_with("roster/on-leave")));
    }

    #[test]
    fn without_absence_a_queue_is_even_over_any_full_cycle(count in 2usize..10, cycles in 1usize..6) {
        let line = PEOPLE.split(' ').take(count).collect::<Vec<_>>().join(" ");
        let (corpus, _) = made(PEOPLE, &front("2026-01-01/2026-06-30", &[Turns("all", "", "2026-01-01", &line)]), &[]);
        let people: Vec<&str> = corpus.rosters[0].slots().filter_map(|slot| slot.person.as_deref()).collect();
        for window in people.windows(count * cycles) {
            let mut times: BTreeMap<&str, usize> = BTreeMap::new();
            for person in window {
                *times.entry(person).or_default() += 1;
            }
            prop_assert!(times.len() == count && times.values().all(|times| *times == cycles));
        }
    }
}
