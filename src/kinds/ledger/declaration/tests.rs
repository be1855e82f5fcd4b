use std::collections::{BTreeMap, BTreeSet};

use super::preset::Preset;
use super::{PRESETS, resolve};
use crate::config::{CheckSeverity, RawLedger, Test};
use crate::diag::Text;
use crate::format::Document;
use crate::kinds::ledger::checks::placeholders;
use crate::kinds::ledger::codes::CodeLists;
use crate::kinds::ledger::model::{ChartBy, Declaration, Measure, Origin};
use crate::source::SourceText;
use crate::value::{Cycle, fold};

mod headers;
mod sql;

/// A declaration from the lines below `[ledger]`, and the codes of what is wrong with it.
fn declared(ledger: &str) -> (Declaration, Vec<String>) {
    let text = format!("+++\n[ledger]\n{ledger}+++\n");
    let index = Document::split(SourceText::new("content/x/_index.md", &text)).value;
    #[derive(serde::Deserialize)]
    struct Front {
        ledger: RawLedger,
    }
    let front: Front = toml::from_str(index.source.slice(&index.front_matter.clone().unwrap())).unwrap();
    let resolved = resolve(&front.ledger, None, &index, &CodeLists::default());
    (resolved.value, resolved.diagnostics.iter().map(|d| d.code.to_string()).collect())
}

fn presets() -> BTreeMap<&'static str, Declaration> {
    let one = |(name, _): (&'static str, &str)| {
        let (declaration, found) = declared(&format!("preset = {name:?}\n"));
        assert_eq!(found, [""; 0], "{name}");
        (name, declaration)
    };
    PRESETS.map(one).into()
}

#[test]
fn every_preset_is_whole() {
    for (name, declaration) in presets() {
        let raw = Preset::named(name).unwrap();
        let fields = &declaration.fields;
        for full in raw.full.iter().chain(&raw.one_of).chain(raw.derived.iter().flat_map(|derived| &derived.from)) {
            assert!(fields.iter().any(|field| field.name == *full), "{name}: {full}");
        }
        let mut titles = BTreeMap::new();
        for field in fields {
            for title in std::iter::once(&field.title).chain(&field.aliases).chain([&field.name]) {
                let other = titles.insert(fold(title), &field.name);
                assert!(other.is_none_or(|other| *other == field.name), "{name}: {title} is {} and {other:?}", field.name);
            }
            assert!(!field.title.is_ascii(), "{name}: {} has no title", field.name);
        }
        assert_eq!(declaration.checks.len(), raw.check.len(), "{name}: a check states no test");
        assert_eq!(declaration.charts.len(), raw.chart.len(), "{name}");
        let (full, _) = declared(&format!("preset = {name:?}\nprofile = \"full\"\n"));
        assert!(full.fields.iter().filter(|field| field.required).count() > fields.iter().filter(|field| field.required).count(), "{name}");
    }
}

#[test]
fn ids_of_checks_name_their_ledger_and_are_unique() {
    let mut ids = BTreeSet::new();
    for (name, declaration) in presets() {
        for check in &declaration.checks {
            let slug = check.id.strip_prefix(&format!("{name}/")).unwrap_or_else(|| panic!("{}", check.id));
            assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", check.id);
            assert!(ids.insert(check.id.clone()), "{}", check.id);
            let Text { zh, en } = &check.message;
            assert!(check.title.zh != check.id && check.title.en.is_ascii() && check.title.en != check.id, "{}", check.id);
            let names = |message| placeholders(message).collect::<BTreeSet<(&str, &str)>>();
            assert_eq!(names(zh), names(en), "{}: both languages say the same", check.id);
            assert!(!zh.is_empty() && en.is_ascii(), "{}: {en}", check.id);
            if let Test::Require { .. } = check.test {
                for (placeholder, _) in placeholders(zh) {
                    assert!(declaration.fields.iter().any(|field| field.name == placeholder), "{}: {placeholder}", check.id);
                }
            }
        }
    }
    assert!(ids.len() > 80, "{}", ids.len());
}

/// The manual lists every check of every preset by its severity, and no other.
#[test]
fn the_manual_lists_every_check() {
    let manual = include_str!("../../../../docs/ledgers.md");
    for (name, declaration) in presets() {
        let start = format!("| `{name}` | ");
        let row = manual.lines().find_map(|line| line.strip_prefix(start.as_str())).unwrap_or_else(|| panic!("{name}"));
        let groups = row.trim_end_matches(" |").split(" · ").flat_map(|group| {
            let (letter, ids) = group.split_once(' ').unwrap();
            ids.split(' ').map(move |id| format!("{letter} {name}/{id}"))
        });
        let letter = |severity| match severity {
            CheckSeverity::Error => 'E',
            CheckSeverity::Violation => 'V',
            CheckSeverity::Warning => 'W',
            CheckSeverity::Notice => 'N',
        };
        let declared: BTreeSet<String> =
            declaration.checks.iter().map(|check| format!("{} {}", letter(check.severity), check.id)).collect();
        assert_eq!(groups.collect::<BTreeSet<String>>(), declared, "{name}");
    }
}

/// So does the Chinese one, by their titles.
#[test]
fn the_chinese_manual_lists_every_check_by_its_title() {
    let manual = include_str!("../../../../docs/ledgers.zh.md");
    for (name, declaration) in presets() {
        let start = format!("| `{name}` | ");
        let row = manual.lines().find_map(|line| line.strip_prefix(start.as_str())).unwrap_or_else(|| panic!("{name}"));
        let listed: Vec<&str> = row.trim_end_matches(" |").split(" · ").flat_map(|group| group[2..].split('；')).collect();
        let titles: BTreeSet<&str> = declaration.checks.iter().map(|check| check.title.zh.as_str()).collect();
        assert_eq!(listed.iter().copied().collect::<BTreeSet<&str>>(), titles, "{name}");
        assert_eq!(listed.len(), declaration.checks.len(), "{name}");
    }
}

/// References among presets lead to fields that are there.
#[test]
fn presets_refer_to_each_other() {
    let all = presets();
    for (name, declaration) in &all {
        for reference in &declaration.references {
            let Some(other) = all.get(reference.ledger.as_str()) else { continue };
            assert!(other.fields.iter().any(|field| field.name == reference.target), "{name}: {reference:?}");
        }
    }
}

#[test]
fn a_site_says_otherwise() {
    let (declaration, found) = declared(
        "preset = \"reception\"\n\
         [[ledger.field]]\nname = \"guests\"\nmax = 30\n\
         [[ledger.field]]\nname = \"letter_no\"\npattern = '云检函〔\\d{4}〕\\d+号'\nvisibility = \"public\"\nhelp = \"照公函抄\"\n\
         [[ledger.check]]\nid = \"reception/companions\"\nrequire = \"companions <= 2\"\nmessage = \"{companions} 人\"\nrule = \"JD-01#art-10\"\nseverity = \"warning\"\n\
         [[ledger.check]]\nid = \"reception/ours\"\nquery = \"SELECT 1\"\nmessage = \"{n:count}\"\n\
         [[ledger.chart]]\ntype = \"line\"\nby = \"period\"\nnumber = \"guests\"\n",
    );
    assert_eq!(found, [""; 0]);
    let (built_in, _) = declared("preset = \"reception\"\n");
    assert_eq!(declaration.checks.len(), built_in.checks.len() + 1);
    let own = &declaration.checks[0];
    assert_eq!((own.severity, own.rule.as_deref()), (CheckSeverity::Warning, Some("JD-01#art-10")));
    assert!(matches!(&own.origin, Origin::Site(place) if place.span.is_some()));
    assert_eq!(declaration.charts.len(), 1);
    assert!(matches!((declaration.charts[0].by, declaration.charts[0].measure), (ChartBy::Period, Measure::Number(_))));
    let letter = declaration.fields.iter().find(|field| field.name == "letter_no").unwrap();
    assert!(letter.public && letter.help == "照公函抄" && letter.limits.pattern.as_ref().unwrap().fits("云检函〔2026〕12号"));
    assert_eq!(declaration.cycle, Cycle::Month);
    assert_eq!(declared("preset = \"budget\"\n").0.cycle, Cycle::Year);
    assert_eq!(declared("preset = \"budget\"\nperiod = \"quarter\"\n").0.cycle, Cycle::Quarter);
}

#[test]
fn what_is_wrong_with_fields_checks_and_charts() {
    let field = |rest: &str| format!("[[ledger.field]]\nname = \"a\"\n{rest}\n");
    let check = |rest: &str| format!("{}[[ledger.check]]\nid = \"x/y\"\nmessage = \"m\"\n{rest}\n", field(""));
    let chart = |rest: &str| format!("{}[[ledger.chart]]\ntype = \"bar\"\n{rest}\n", field("type = \"integer\""));
    for (ledger, expected) in [
        (field("type = \"integer\"\nmin = \"x\""), vec!["config/wrong-type"]),
        (field("type = \"boolean\"\nmin = 1"), vec!["config/wrong-type"]),
        (field("pattern = \"(\""), vec!["config/wrong-type"]),
        (field("visibility = \"secret\""), vec!["config/wrong-type"]),
        (field("type = \"code(rooms)\""), vec!["config/wrong-type"]),
        (field("type = \"ref(spending)\""), vec!["config/wrong-type"]),
        (field("type = \"money\"\nmin = 0.01\nmax = 1000"), vec![]),
        (field("type = \"money\"\nmin = 1000\nmax = 0.01"), vec!["config/malformed"]),
        (field("type = \"text\"\nvalues = [\"甲\"]"), vec!["config/malformed"]),
        (field("type = \"text\"\nrole = \"date\""), vec!["config/wrong-type"]),
        (field("title = \"金 额\"\n[[ledger.field]]\nname = \"b\"\naliases = [\"金额\"]"), vec!["config/malformed"; 2]),
        ("preset = \"spending\"\n[[ledger.field]]\nname = \"use_of\"\ntitle = \"用途\"\n".to_owned(), vec!["config/malformed"]),
        ("preset = \"spending\"\n[[ledger.field]]\nname = \"summary\"\ntitle = \"用途\"\n".to_owned(), vec![]),
        (field("title = \"甲\"").replace("\"a\"", "\"_row\""), vec!["config/wrong-type"]),
        (field("type = \"date\"\nmin = \"2026-01-01\""), vec![]),
        (check(""), vec!["config/missing-key"]),
        (check("require = \"1\"\nquery = \"SELECT 1\""), vec!["config/missing-key"]),
        (check("require = \"1\"\nledger = \"spending\""), vec!["config/missing-key"]),
        (check("query = \"SELECT 1\"\nwhere = \"a\""), vec!["config/missing-key"]),
        (check("require = \"1\"\n[[ledger.check]]\nid = \"x/y\"\nmessage = \"m\"\nrequire = \"2\""), vec!["check/duplicate-id"]),
        (chart("by = \"b\""), vec!["config/wrong-type"]),
        (chart("by = \"a\"\nmoney = \"a\""), vec!["config/wrong-type"]),
        (chart("by = \"a\"\nmoney = \"a\"\nnumber = \"a\""), vec!["config/malformed"]),
        (chart("by = \"a\"\nnumber = \"a\""), vec![]),
    ] {
        assert_eq!(declared(&ledger).1, expected, "{ledger}");
    }
}
