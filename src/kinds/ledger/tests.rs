use super::canonical::{self, Form};
use super::{figures, model::Ledger, read};
use crate::kinds::Directory;
use crate::kinds::test_support::{Fixture, described, parsed, shared};
use crate::value::Period;

/// Reads a ledger from front matter and files, as the pipeline would.
fn ledger(front: &str, files: &[(&str, &str)]) -> (Ledger, Vec<String>) {
    let mut diagnostics = Vec::new();
    let fixture = Fixture::new("spending", front, files, &mut diagnostics);
    let ledger = read(&shared("2026-12-15", Directory::default()), &fixture.section()).take(&mut diagnostics);
    let found = described(diagnostics);
    (ledger, found.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect())
}

const PRESET: &str = "kind = \"ledger\"\n[ledger]\npreset = \"spending\"\n";
const SEPTEMBER: &str = "日期,部门,科目名称,摘要,金额\n2026-09-01,办公室,办公费,纸,100\n2026-09-02,技术科,水费,水,50.50\n";
const OCTOBER: &str =
    "日期,部门,经济分类,摘要,金额\n2026-10-08,办公室,30201,纸,\"1,000.00\"\n2026-10-09,技术科,30205,水,-0.50\n2026-10-09,,30201,=1+1,2\n";

fn period(name: &str) -> Period {
    Period::parse_name(name).unwrap().0
}

#[test]
fn two_months_of_spending() {
    let (ledger, found) = ledger(PRESET, &[("2026-09.csv", SEPTEMBER), ("2026-10.csv", OCTOBER)]);
    assert_eq!(found, ["ledger/formula-cell 2026-10.csv"]);
    let october = &ledger.periods[&period("2026-10")];
    assert_eq!(october.total.unwrap().to_string(), "1001.50");
    let rollups = &october.rollups;
    let shown: Vec<String> = rollups
        .iter()
        .flat_map(|rollup| &rollup.groups)
        .map(|group| format!("{}={} {}", group.key[0].as_deref().unwrap_or("-"), group.amount.unwrap(), group.rows))
        .collect();
    assert_eq!(
        shown,
        [
            "办公费=1002.00 2",
            "水费=-0.50 1",
            "302 商品和服务支出=1002.00 2",
            "302 商品和服务支出=-0.50 1",
            "办公室=1000.00 1",
            "-=2.00 1",
            "技术科=-0.50 1"
        ]
    );
    for rollup in rollups {
        assert_eq!(rollup.groups.iter().filter_map(|group| group.amount).sum::<crate::value::Money>(), october.total.unwrap());
    }
    let comparisons = figures::comparisons(&ledger, period("2026-10"));
    assert_eq!(comparisons.previous.unwrap().change.to_string(), "851.00");
    assert_eq!(comparisons.year_to_date.unwrap().to_string(), "1152.00");
    assert_eq!(comparisons.year_ago, None);
}

#[test]
fn the_canonical_form_reads_back_as_it_is() {
    let (first, _) = ledger(PRESET, &[("2026-10.csv", OCTOBER)]);
    let table = &first.periods[&period("2026-10")];
    let csv = canonical::bytes(&first.declaration, &table.records, Form::Canonical);
    assert!(csv.starts_with("\u{FEFF}日期,部门,经济分类,摘要,金额\r\n2026-10-08,办公室,30201,纸,1000.00\r\n".as_bytes()));
    let (again, _) = ledger(PRESET, &[("2026-10.csv", std::str::from_utf8(&csv[3..]).unwrap())]);
    assert_eq!(canonical::bytes(&again.declaration, &again.periods[&period("2026-10")].records, Form::Canonical), csv);
    let safe = String::from_utf8(canonical::bytes(&first.declaration, &table.records, Form::Safe)).unwrap();
    assert!(safe.contains(",'=1+1,2.00\r\n") && safe.contains(",-0.50\r\n"));
}

#[test]
fn files_that_are_no_period_are_named() {
    let (_, found) = ledger(
        PRESET,
        &[
            ("十月.csv", OCTOBER),
            ("2026-10.csv", OCTOBER),
            ("2026年10月终稿.csv", OCTOBER),
            ("2026-11.xlsx", "PK\u{3}\u{4}"),
            ("2026-08.md", "说明\n"),
            ("2026-07.md", "+++\nempty = \"本月无支出\"\n+++\n"),
            ("2026-06.csv", "日期,部门,摘要,金额\n"),
            ("2026-05.csv", "日期,摘要,金额\n2026-05-01,纸,1\n"),
            ("2026-10.explain.csv", "核查,行\n"),
        ],
    );
    assert_eq!(
        found,
        [
            "ledger/column-missing 2026-05.csv",
            "ledger/empty-period 2026-06.csv",
            "path/unknown-file 2026-08.md",
            "ledger/formula-cell 2026-10.csv",
            "ledger/file-format 2026-11.xlsx",
            "ledger/duplicate-period 2026年10月终稿.csv",
            "ledger/formula-cell 2026年10月终稿.csv",
            "path/unknown-file 十月.csv",
        ]
    );
}

#[test]
fn what_is_wrong_with_a_declaration() {
    for (front, expected) in [
        ("[ledger]\npreset = \"spendin\"\n", vec!["config/wrong-type"]),
        ("[ledger]\n", vec!["front-matter/missing-key"]),
        ("[ledger]\npreset = \"spending\"\nprofile = \"ful\"\n", vec!["config/wrong-type"]),
        ("[ledger]\npreset = \"spending\"\npublication = \"signed\"\n", vec!["config/wrong-type"]),
        ("[ledger]\npreset = \"spending\"\nunit = \"角\"\n", vec!["config/wrong-type"]),
        ("[ledger]\n[[ledger.field]]\nname = \"金额\"\ntype = \"money\"\n", vec!["config/wrong-type"]),
        ("[ledger]\n[[ledger.field]]\nname = \"a\"\ntype = \"monye\"\n", vec!["config/wrong-type"]),
        ("[ledger]\n[[ledger.field]]\nname = \"a\"\ntype = \"enum\"\n", vec!["front-matter/missing-key"]),
        ("[ledger]\n[[ledger.field]]\nname = \"a\"\n[[ledger.rollup]]\nby = [\"b\"]\n", vec!["config/wrong-type"]),
        ("[ledger]\n[[ledger.field]]\nname = \"a\"\n[[ledger.field]]\nname = \"a\"\n", vec!["config/malformed"]),
    ] {
        let (_, found) = ledger(&format!("kind = \"ledger\"\n{front}"), &[]);
        let codes: Vec<&str> = found.iter().map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(codes, expected, "{front}");
    }
}

#[test]
fn a_ledger_without_periods_and_one_kept_in_parts() {
    let front = "kind = \"ledger\"\n[ledger]\nperiod = \"none\"\n[[ledger.field]]\nname = \"plate\"\ntitle = \"车牌号\"\n[[ledger.field]]\nname = \"brand\"\ntitle = \"品牌\"\n";
    let (vehicles, found) = ledger(front, &[("data.csv", "车牌号,品牌\n云A00001,红旗\n")]);
    assert_eq!((found.len(), vehicles.folder(Period::All).as_str(), vehicles.periods.len()), (0, "spending", 1));
    let parts = format!("{PRESET}parts = true\n");
    let (joined, found) = ledger(&parts, &[("2026-09 办公室.csv", SEPTEMBER), ("2026-09 技术科.csv", SEPTEMBER)]);
    assert_eq!(found, [""; 0]);
    assert_eq!(joined.periods[&period("2026-09")].total.unwrap().to_string(), "301.00");
}

/// What reading a whole site finds, `code file cell` each, but for the checks that want more columns than there are.
fn site(files: &[(&str, &str)]) -> Vec<String> {
    let mut diagnostics = Vec::new();
    let home = ("content/_index.md", "+++\ntitle = \"首页\"\n+++\n");
    let files: Vec<_> = [home].iter().chain(files).map(|(path, text)| parsed(path, text, &mut diagnostics)).collect();
    let shared = shared("2026-12-15", Directory::default());
    crate::kinds::read(shared.site, shared.as_of, &files).take(&mut diagnostics);
    diagnostics.retain(|found| found.code != crate::diag::ledger::CHECK_SKIPPED);
    described(diagnostics)
}

#[test]
fn numbers_of_other_ledgers_are_looked_up_in_all_their_periods() {
    let reception = "+++\nkind = \"ledger\"\n[ledger]\npreset = \"reception\"\n+++\n";
    let spending = "+++\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\nparts = true\n+++\n";
    let received = "接待单号,日期,来访单位,接待对象人数,陪餐人数,费用合计\nJ-1,2026-09-01,县法院,5,1,100\n";
    let paid =
        "日期,部门,摘要,金额,接待单号\n2026-10-08,办公室,餐费,100,J-1\n2026-10-09,办公室,餐费,100,J-7\n2026-10-09,办公室,餐费,50,J-7\n";
    let other = "接待单号,日期,部门,摘要,金额\nJ-8,2026-10-08,技术科,餐费,100\n";
    let found = site(&[
        ("content/visits/_index.md", reception),
        ("content/visits/2026-09.csv", received),
        ("content/spending/_index.md", spending),
        ("content/spending/2026-10 办公室.csv", paid),
        ("content/spending/2026-10 技术科.csv", other),
    ]);
    assert_eq!(found, ["ledger/reference-missing 2026-10 办公室.csv E3", "ledger/reference-missing 2026-10 技术科.csv A2"]);
    // A ledger the site does not keep is not asked.
    assert_eq!(site(&[("content/spending/_index.md", spending), ("content/spending/2026-10 办公室.csv", paid)]), [""; 0]);
}

#[test]
fn references_lead_to_ledgers_and_fields_that_are_there() {
    let reference = |target: &str| {
        format!(
            "+++\nkind = \"ledger\"\n[ledger]\nperiod = \"none\"\n[[ledger.field]]\nname = \"a\"\ntitle = \"甲\"\ntype = \"ref({target})\"\n+++\n"
        )
    };
    let plates = "+++\nkind = \"ledger\"\n[ledger]\npreset = \"vehicles\"\n+++\n";
    for (target, expected) in [
        ("cars.plate", vec![]),
        ("vehicles.plate", vec![]),
        ("cars.plat", vec!["check/unknown-field _index.md"]),
        ("boats.plate", vec!["check/unknown-ledger _index.md"]),
    ] {
        let found = site(&[("content/cars/_index.md", plates), ("content/x/_index.md", &reference(target))]);
        assert_eq!(found, expected, "{target}");
    }
}

#[test]
fn codes_that_no_list_has_are_told_once_with_the_nearest() {
    let table = "日期,经济分类,摘要,金额\n2026-09-01,30201,纸,1\n2026-09-01,30251,纸,1\n2026-09-02,30251,纸,1\n2026-09-02,办公费,纸,1\n2026-09-02,3021701,餐,1\n2026-09-02,304,餐,1\n";
    let (_, found) = ledger(PRESET, &[("2026-09.csv", table)]);
    assert_eq!(found, ["ledger/code-unknown 2026-09.csv", "ledger/code-unknown 2026-09.csv"]);
}
