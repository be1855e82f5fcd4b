//! Rosters as a whole: calendars as others read them, a swap in a feed, the commands.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::support::{build, built, copy, folder, gongshi, repository, tools, write};

/// The sample site, copied.
fn sample() -> super::support::TempDir {
    let root = folder();
    for name in ["content", "templates", "static"] {
        copy(&repository().join(name), &root.path().join(name));
    }
    fs::copy(repository().join("gongshi.toml"), root.path().join("gongshi.toml")).unwrap();
    root
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

fn read(command: &mut Command) -> BTreeMap<String, Vec<Value>> {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn calendars_are_read_by_others_to_the_right_instants() {
    let Some(tools) = tools() else { return };
    let root = sample();
    built(root.path());
    let duty = root.path().join("output/internal/duty");
    let feeds: Vec<PathBuf> = ["all.ics", "2026-02.ics", "p/b04.ics", "holidays.ics"].iter().map(|name| duty.join(name)).collect();
    let scripts = repository().join("tests/tools");
    let python = read(Command::new(tools.join("python/bin/python")).arg(scripts.join("read-calendar.py")).args(&feeds));
    let script = read(Command::new("node").arg(scripts.join("read-calendar.cjs")).env("GONGSHI_TEST_TOOLS", &tools).args(&feeds));
    assert_eq!(python, script, "the two parsers read different things");
    let month = json(&fs::read(duty.join("2026-02/data.json")).unwrap());
    let entries = &python[feeds[1].to_str().unwrap()];
    let seconds = |text: &Value| chrono::DateTime::parse_from_rfc3339(text.as_str().unwrap()).unwrap().timestamp();
    let held: Vec<&Value> = month["slots"].as_array().unwrap().iter().filter(|slot| !slot["person"].is_null()).collect();
    assert_eq!(entries.len(), held.len());
    for slot in held {
        let uid = format!("duty-{}@yunling-jcy", slot["id"].as_str().unwrap().replace('/', "-"));
        let entry = entries.iter().find(|entry| entry["uid"] == uid.as_str()).expect("an entry for the slot");
        assert_eq!((entry["start"].as_i64(), entry["end"].as_i64()), (Some(seconds(&slot["start"])), Some(seconds(&slot["end"]))), "{uid}");
        assert_eq!(entry["sequence"].as_u64(), Some(slot["history"].as_array().unwrap().len() as u64), "{uid}");
    }
    // A swap: who lost the slot is told so, under the name it always had.
    let own = &python[feeds[2].to_str().unwrap()];
    let of = |date: &str| own.iter().find(|entry| entry["uid"].as_str().unwrap().contains(date)).map(|entry| &entry["status"]);
    assert_eq!(of("2026-02-17").unwrap(), "CANCELLED");
    assert_eq!(of("2026-02-21").unwrap(), "CONFIRMED");
    let holidays = &python[feeds[3].to_str().unwrap()];
    assert!(holidays.iter().any(|entry| entry["start"] == "2026-02-15" && entry["summary"].as_str().unwrap().contains("春节")));
}

#[test]
fn a_swap_raises_the_sequence_and_keeps_the_name() {
    let root = sample();
    let before = built(root.path());
    let entry = |tree: &BTreeMap<String, Vec<u8>>, uid: &str| -> String {
        let feed = String::from_utf8(tree["duty/all.ics"].clone()).unwrap();
        let entries = feed.split("BEGIN:VEVENT\r\n").filter(|entry| entry.contains(uid)).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(entries.len(), 1, "{uid}");
        entries[0].clone()
    };
    let uid = "UID:duty-2026-12-02-night-staff-1@yunling-jcy\r\n";
    assert!(entry(&before, uid).contains("SEQUENCE:0\r\n") && entry(&before, uid).contains("DTSTAMP:20261130T160000Z\r\n"));
    let month = json(&before["duty/2026-12/data.json"]);
    let holder = month["slots"].as_array().unwrap().iter().find(|slot| slot["id"] == "2026-12-02/night/staff/1").unwrap()["name"].clone();
    let changes = root.path().join("content/duty/changes.csv");
    let rows = fs::read_to_string(&changes).unwrap();
    let row = format!("DB2026-99,2026-12-02/night/staff/1,substitute,{},韩雪,,就医,陈立群,2026-11-30 09:00,\r\n", holder.as_str().unwrap());
    fs::write(&changes, rows + &row).unwrap();
    let after = built(root.path());
    let changed = entry(&after, uid);
    assert!(changed.contains("SEQUENCE:1\r\n") && changed.contains("DTSTAMP:20261130T010000Z\r\n"), "{changed}");
    assert!(changed.contains("韩雪"), "{changed}");
}

#[test]
fn a_month_is_frozen_and_the_rules_go_on() {
    let root = sample();
    let roster = |arguments: &[&str]| {
        let output = gongshi(root.path()).arg("roster").args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
    };
    let before = built(root.path());
    let (code, said) = roster(&["freeze", "2026-12"]);
    assert_eq!((code, said.contains("content/duty/2026-12.csv")), (Some(0), true), "{said}");
    let after = built(root.path());
    let people = |tree: &BTreeMap<String, Vec<u8>>| -> Vec<Value> {
        json(&tree["duty/2026-12/data.json"])["slots"].as_array().unwrap().iter().map(|slot| slot["person"].clone()).collect()
    };
    assert_eq!(people(&before), people(&after));
    assert_eq!(before["duty/all.ics"], after["duty/all.ics"]);
    let (code, said) = roster(&["diff"]);
    assert_eq!((code, said.contains("一致")), (Some(0), true), "{said}");
    let (code, said) = roster(&["why", "2026-02-17/full/staff/1"]);
    assert!(
        code == Some(0) && said.contains("轮值 staff-holiday 当时的次序") && said.contains("DB2026-01") && said.contains("现在：唐佳宁"),
        "{said}"
    );
    let (code, said) = roster(&["why", "2026-02-17/full/staff/7"]);
    assert!(code == Some(2) && said.contains("没有这个班"), "{said}");
    let (code, said) = roster(&["freeze", "2027-01"]);
    assert!(code == Some(2) && said.contains("2027-01"), "{said}");
}

#[test]
fn what_is_wrong_with_rotations_leave_and_changes_is_told_at_its_place() {
    let root = sample();
    let index = root.path().join("content/duty/_index.md");
    let good = fs::read_to_string(&index).unwrap();
    for (from, to, code) in [
        ("resume-after = \"方志强\"", "resume-after = \"蒋美玲\"", "roster/resume-after-unknown"),
        ("people = [\"梁志恒\"", "people = [\"梁志远\", \"梁志恒\"", "roster/unknown-person"),
        ("people = [\"梁志恒\"", "people = [\"许丹\", \"梁志恒\"", "roster/below-level"),
        ("people = [\"陈立群\"", "people = [\"尹志刚\", \"陈立群\"", "roster/not-eligible"),
        (
            "id = \"staff-rest\"\npost = \"staff\"\nshift = \"full\"\nclasses = [\"rest\"]",
            "id = \"staff-rest\"\npost = \"staff\"\nshift = \"full\"\nclasses = [\"rest\", \"holiday\"]",
            "roster/overlapping-rotations",
        ),
        ("covers = \"2026-01-01/2026-12-31\"", "covers = \"2026-01-01/2027-01-31\"", "calendar/no-table"),
        ("covers = \"2026-01-01/2026-12-31\"\n", "", "front-matter/missing-key"),
        ("absence", "absence", ""),
    ] {
        fs::write(&index, good.replacen(from, to, 1)).unwrap();
        let output = build(root.path(), &["--format", "json"]);
        let found = json(&output.stdout);
        let hit = found["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .any(|found| found["code"] == code && found["file"].as_str().unwrap().starts_with("content/duty/"));
        assert!(hit || code.is_empty(), "{code}: {found}");
    }
    fs::write(&index, &good).unwrap();
    write(
        root.path(),
        &[(
            "content/duty/leave.csv",
            "人员,起,止\n许丹,2026-10-10,2026-10-01\n无名氏,2026-10-01,2026-10-02\n邹凯,2026-10-01,2026-10-03\n".as_bytes(),
        )],
    );
    let found = json(&build(root.path(), &["--format", "json"]).stdout);
    let codes: Vec<&str> = found["diagnostics"].as_array().unwrap().iter().filter_map(|found| found["code"].as_str()).collect();
    // The third is on leave in a frozen month, and on duty there.
    for code in ["ledger/date-invalid", "roster/unknown-person", "roster/on-leave"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
}
