//! Rules that check: an article carries its test, the rows are held against it, and the notice shows both.

use super::support::{TempDir, built, checked, gongshi, json, site, write};

const REGULATIONS: &[u8] = "+++\ntitle = \"规章制度\"\nkind = \"regulations\"\n+++\n".as_bytes();

/// 《公务接待管理办法》 with a check below its second article.
fn rule(require: &str) -> String {
    format!(
        "+++\ntitle = \"公务接待管理办法\"\n+++\n第一条　为了规范公务接待，制定本办法。\n第二条　接待对象在十人以内的，陪餐人数不得超过三人；\
         超过十人的，不得超过接待对象人数的三分之一。\n\n```check\nid = \"reception/companions\"\ntitle = \"陪餐人数\"\nledger = \"reception\"\n\
         require = \"{require}\"\nmessage = \"接待对象 {{guests}} 人，陪餐 {{companions}} 人\"\n```\n\n第三条　接待应当凭公函。\n"
    )
}

const THIRD: &str = "CASE WHEN guests <= 10 THEN companions <= 3 ELSE companions * 3 <= guests END";

const RECEPTION: &[u8] = "+++\ntitle = \"公务接待\"\nkind = \"ledger\"\n\n[ledger]\n\n[[ledger.field]]\nname = \"date\"\ntitle = \"日期\"\ntype = \"date\"\nrequired = true\n\n\
    [[ledger.field]]\nname = \"guests\"\ntitle = \"接待对象人数\"\ntype = \"integer\"\n\n[[ledger.field]]\nname = \"companions\"\ntitle = \"陪餐人数\"\ntype = \"integer\"\n\n\
    [[ledger.field]]\nname = \"letter_no\"\ntitle = \"公函\"\ntype = \"text\"\n+++\n"
    .as_bytes();

/// Rows on both sides of 2026-03-01: guests and companions.
const ROWS: [(&str, u32, u32); 9] = [
    ("2026-03-02", 10, 3),
    ("2026-03-03", 10, 4),
    ("2026-03-04", 11, 4),
    ("2026-03-05", 9, 3),
    ("2026-03-06", 11, 3),
    ("2026-03-07", 12, 4),
    ("2026-03-08", 1, 0),
    ("2026-03-09", 30, 10),
    ("2026-03-10", 30, 11),
];

fn table(rows: &[(&str, u32, u32)]) -> String {
    let lines = rows.iter().map(|(date, guests, companions)| format!("{date},{guests},{companions},函1\r\n"));
    std::iter::once("日期,接待对象人数,陪餐人数,公函\r\n".to_owned()).chain(lines).collect()
}

fn reception(require: &str) -> TempDir {
    let rule = rule(require);
    site(&[
        ("content/regulations/_index.md", REGULATIONS),
        ("content/regulations/JD-01/2026-01-01.md", rule.as_bytes()),
        ("content/reception/_index.md", RECEPTION),
        ("content/reception/2026-03.csv", table(&ROWS).as_bytes()),
    ])
}

/// `check row rule explained` of the findings in a period's data.
fn findings(root: &TempDir, name: &str) -> Vec<String> {
    let document = json(&built(root.path()), name);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let all = document["findings"].as_array().unwrap();
    all.iter().map(|found| format!("{} {} {} {}", text(&found["check"]), found["row"], text(&found["rule"]), found["explained"])).collect()
}

#[test]
fn an_article_finds_exactly_the_rows_that_do_not_fit() {
    let root = reception(THIRD);
    let rule = "reception/companions {} JD-01@2026-01-01#art-2 false";
    let expected = [2, 3, 9].map(|row| rule.replace("{}", &row.to_string()));
    assert_eq!(findings(&root, "reception/2026-03/data.json"), expected);
    let document = checked(root.path());
    let first = &document["diagnostics"][0];
    assert_eq!((&first["check"], &first["severity"]), (&"reception/companions".into(), &"warning".into()), "{first}");
    assert_eq!((&first["row"], &first["column_letter"], &first["cell"]), (&3.into(), &"B".into(), &"10".into()), "{first}");
    assert_eq!(first["rule"], "JD-01@2026-01-01#art-2");
    assert!(first["message"].as_str().unwrap().contains("接待对象 10 人，陪餐 4 人"), "{first}");
    let page = String::from_utf8(built(root.path())["reception/2026-03/index.html"].clone()).unwrap();
    for words in [
        "与规定不符（待核实）",
        "接待对象 11 人，陪餐 4 人",
        "《公务接待管理办法》第二条</a>",
        "#row-3\">第 3 行</a>",
        "待说明",
        "认定以纪检监察部门意见为准",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("超标准"), "only what was verified is called that");
}

#[test]
fn the_number_in_the_rule_is_the_number_that_counts() {
    let root = reception(&THIRD.replace("companions <= 3", "companions <= 2"));
    let rows: Vec<String> =
        findings(&root, "reception/2026-03/data.json").iter().map(|found| found.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(rows, ["1", "2", "3", "4", "9"]);
}

#[test]
fn a_row_is_held_to_the_version_in_force_on_its_day() {
    let root = reception(THIRD);
    let later = rule("companions <= 1");
    write(root.path(), &[("content/regulations/JD-01/2026-03-05.md", later.as_bytes())]);
    assert_eq!(
        findings(&root, "reception/2026-03/data.json"),
        [
            "reception/companions 2 JD-01@2026-01-01#art-2 false",
            "reception/companions 3 JD-01@2026-01-01#art-2 false",
            "reception/companions 4 JD-01@2026-03-05#art-2 false",
            "reception/companions 5 JD-01@2026-03-05#art-2 false",
            "reception/companions 6 JD-01@2026-03-05#art-2 false",
            "reception/companions 8 JD-01@2026-03-05#art-2 false",
            "reception/companions 9 JD-01@2026-03-05#art-2 false",
        ]
    );
}

#[test]
fn what_cannot_be_told_is_told() {
    let root = reception(THIRD);
    let rows = "日期,接待对象人数,陪餐人数,公函\r\n2026-03-02,,2,函1\r\n2026-03-03,8,2,函2\r\n";
    write(root.path(), &[("content/reception/2026-03.csv", rows.as_bytes())]);
    assert_eq!(findings(&root, "reception/2026-03/data.json"), ["ledger/cannot-check 1 JD-01@2026-01-01#art-2 false"]);
    let document = checked(root.path());
    let message = document["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.contains("“陪餐人数”无法核查：“接待对象人数”没有填写"), "{message}");
    assert_eq!(document["diagnostics"][0]["code"], "ledger/cannot-check");
}

#[test]
fn explanations_stand_beside_what_they_explain() {
    let root = reception(THIRD);
    let explained = "核查,行,内容,说明,说明人,日期,处理结果\r\nreception/companions,2,,多出一人的餐费已退回,唐佳宁,2026-04-02,经核实属实\r\n\
        reception/companions,3,,,,,\r\nreception/companions,7,,没有这回事,,,已说明\r\nreception/companion,9,,,,,已说明\r\n";
    write(root.path(), &[("content/reception/2026-03.explain.csv", explained.as_bytes())]);
    assert_eq!(
        findings(&root, "reception/2026-03/data.json"),
        [
            "reception/companions 2 JD-01@2026-01-01#art-2 true",
            "reception/companions 3 JD-01@2026-01-01#art-2 false",
            "reception/companions 9 JD-01@2026-01-01#art-2 false",
        ]
    );
    let document = checked(root.path());
    let unneeded: Vec<&serde_json::Value> =
        document["diagnostics"].as_array().unwrap().iter().filter(|found| found["code"] == "ledger/explanation-unneeded").collect();
    assert_eq!(unneeded.iter().map(|found| &found["row"]).collect::<Vec<_>>(), [4, 5]);
    let page = String::from_utf8(built(root.path())["reception/2026-03/index.html"].clone()).unwrap();
    assert!(page.contains("经核实属实，超标准</span> 多出一人的餐费已退回"));
    let output = gongshi(root.path()).args(["check", "--as-of", "2026-11-05", "--strict"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("另有 1 条提示已有说明") && !said.contains("第 3 行 B 列"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_check_that_is_wrong_is_pointed_at() {
    for (require, ledger, code, at) in [
        ("companion <= 3", "reception", "check/unknown-field", "companion"),
        ("companions <= ", "reception", "check/sql", "<= "),
        ("companions <= 3", "receptions", "check/unknown-ledger", ""),
        ("companions <= (SELECT 1 FROM spending)", "reception", "check/unknown-ledger", "spending"),
        ("companions <= random()", "reception", "check/sql", "random"),
        (
            "companions <= (SELECT count(*) FROM reception a, reception b, reception c, reception d, reception e, reception f, reception g, reception h, reception i, reception j)",
            "reception",
            "check/budget-exceeded",
            "",
        ),
    ] {
        let root = reception("");
        let rule = rule(require).replace("ledger = \"reception\"", &format!("ledger = \"{ledger}\""));
        write(root.path(), &[("content/regulations/JD-01/2026-01-01.md", rule.as_bytes())]);
        let document = checked(root.path());
        let errors: Vec<&serde_json::Value> =
            document["diagnostics"].as_array().unwrap().iter().filter(|found| found["severity"] == "error").collect();
        assert_eq!(errors.len(), 1, "{require}: {errors:?}");
        assert_eq!(
            (&errors[0]["code"], &errors[0]["file"]),
            (&code.into(), &"content/regulations/JD-01/2026-01-01.md".into()),
            "{errors:?}"
        );
        let line = errors[0]["line"].as_u64().unwrap();
        let column = usize::try_from(errors[0]["column"].as_u64().unwrap()).unwrap();
        let read: String = rule.lines().nth(usize::try_from(line).unwrap() - 1).unwrap().chars().skip(column - 1).collect();
        assert!(read.starts_with(at), "{require}: {read}");
    }
}

#[test]
fn an_id_names_one_check() {
    let root = reception(THIRD);
    let other = rule(THIRD).replace("公务接待管理办法", "会议管理办法");
    write(root.path(), &[("content/regulations/HY-01/2026-01-01.md", other.as_bytes())]);
    let document = checked(root.path());
    let codes: Vec<&str> = document["diagnostics"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"check/duplicate-id"), "{codes:?}");
    let told = document["diagnostics"].as_array().unwrap().iter().find(|found| found["code"] == "check/duplicate-id").unwrap();
    assert!(told["message"].as_str().unwrap().ends_with("先写在 content/regulations/HY-01/2026-01-01.md"), "{told}");
}

#[test]
fn an_article_takes_the_place_of_the_presets_check() {
    let root = reception(&THIRD.replace("companions <= 3", "companions <= 5"));
    let preset = "+++\ntitle = \"公务接待\"\nkind = \"ledger\"\n\n[ledger]\npreset = \"reception\"\n+++\n";
    let rows = "接待单号,日期,来访单位,接待对象人数,陪餐人数,费用合计\r\nJ1,2026-03-02,某院,10,4,300\r\nJ2,2026-03-03,某院,10,6,300\r\n";
    write(root.path(), &[("content/reception/_index.md", preset.as_bytes()), ("content/reception/2026-03.csv", rows.as_bytes())]);
    assert_eq!(findings(&root, "reception/2026-03/data.json"), ["reception/companions 2 JD-01@2026-01-01#art-2 false"]);
    let page = String::from_utf8(built(root.path())["reception/2026-03/index.html"].clone()).unwrap();
    assert!(page.contains("未核查") && page.contains("公函文号"), "what the table lacks is said");
    let document = checked(root.path());
    let skipped: Vec<&str> = document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["code"] == "ledger/check-skipped")
        .map(|found| found["message"].as_str().unwrap())
        .collect();
    assert!(
        skipped.iter().any(|words| words.starts_with("未核查：缺少") && words.contains("公函文号") && words.contains("没有做：reception/"))
            && skipped.len() == 1,
        "{skipped:?}"
    );
}

#[test]
fn what_wants_an_explanation_is_listed_to_be_filled_in() {
    let root = reception(THIRD);
    let run = || gongshi(root.path()).args(["new", "explanations", "reception", "2026-03"]).output().unwrap();
    assert!(run().status.success());
    let file = root.path().join("content/reception/2026-03.explain.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        text,
        "\u{FEFF}核查,行,内容,说明,说明人,日期,处理结果\r\n\
         reception/companions,2,\"接待对象 10 人，陪餐 4 人\",,,,待说明\r\n\
         reception/companions,3,\"接待对象 11 人，陪餐 4 人\",,,,待说明\r\n\
         reception/companions,9,\"接待对象 30 人，陪餐 11 人\",,,,待说明\r\n"
    );
    assert_eq!(findings(&root, "reception/2026-03/data.json").len(), 3, "what is not explained yet is no fault");
    let again = String::from_utf8(run().stderr).unwrap();
    assert!(again.contains("已经有了，不缺行；有 3 条待说明") && !again.contains("还缺这些行"), "{again}");
    std::fs::write(&file, text.replace(",,,,待说明", ",餐费已退回,唐佳宁,2026-04-01,已整改")).unwrap();
    assert!(findings(&root, "reception/2026-03/data.json").iter().all(|found| found.ends_with(" true")));
    assert_eq!(run().status.code(), Some(2), "nothing is left to explain");
    let one = text.lines().take(2).map(|line| format!("{line}\r\n")).collect::<String>();
    std::fs::write(&file, one.replace(",,,,待说明", ",餐费已退回,唐佳宁,2026-04-01,已整改")).unwrap();
    let said = |output: std::process::Output| String::from_utf8(output.stderr).unwrap();
    let missing = said(run());
    assert!(missing.contains("reception/companions,9,\"接待对象 30 人，陪餐 11 人\",,,,待说明") && !missing.contains('␍'), "{missing}");
    let new = |arguments: [&str; 2]| said(gongshi(root.path()).args(["new", "explanations"]).args(arguments).output().unwrap());
    assert!(new(["receptn", "2026-03"]).contains("没有名为“receptn”的文件夹"));
    assert!(new(["reception", "2026-02"]).contains("有：2026-03"));
}

#[test]
fn an_article_shows_what_it_found() {
    let root = reception(THIRD);
    let page = String::from_utf8(built(root.path())["regulations/JD-01/index.html"].clone()).unwrap();
    for words in ["本条自动核查", "3 条不符", "reception/2026-03/index.html#row-9\">2026-03</a> 接待对象 30 人，陪餐 11 人"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

/// What is said of a check that is wrong: code, the characters pointed at, and the words in both languages.
fn faults(root: &TempDir, file: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root.path().join(file)).unwrap();
    let run = |language: &str| -> serde_json::Value {
        let output =
            gongshi(root.path()).args(["--lang", language, "check", "--as-of", "2026-11-05", "--format", "json"]).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let (zh, en) = (run("zh"), run("en"));
    let errors = |document: &serde_json::Value| -> Vec<serde_json::Value> {
        document["diagnostics"].as_array().unwrap().iter().filter(|found| found["severity"] == "error").cloned().collect()
    };
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    errors(&zh)
        .iter()
        .zip(errors(&en))
        .map(|(zh, en)| {
            assert_eq!(zh["file"], file, "{zh}");
            let line = text.lines().nth(number(&zh["line"]) - 1).unwrap();
            let at: String = line.chars().skip(number(&zh["column"]) - 1).take(9).collect();
            format!("{} {at} | {} | {}", zh["code"].as_str().unwrap(), zh["message"].as_str().unwrap(), en["message"].as_str().unwrap())
        })
        .collect()
}

/// Faults of every text of a check: one word is `WRONG`, and exactly there it is pointed at.
const WRONG: [(&str, &str); 9] = [
    (
        "require = \"companions <= companion\"\nmessage = \"m\"",
        "check/unknown-field companion | 没有名为“companion”的列 | there is no column “companion”",
    ),
    (
        "where = \"guests > 1 AND gests > 2\"\nrequire = \"guests > 0\"\nmessage = \"m\"",
        "check/unknown-field gests > 2 | 没有名为“gests”的列 | there is no column “gests”",
    ),
    (
        "require = \"\"\"\nCASE WHEN guests <= 10\n  THEN companions <= 3\n  ELSE compenions * 3 <= guests END\n\"\"\"\nmessage = \"m\"",
        "check/unknown-field compenion | 没有名为“compenions”的列 | there is no column “compenions”",
    ),
    (
        "query = '''\nSELECT 'reception' AS _ledger, _period, _row, guests\nFROM receptions\n'''\nmessage = \"m\"",
        "check/unknown-ledger reception | 没有名为“receptions”的台账 | there is no ledger “receptions”",
    ),
    (
        "query = \"SELECT 'reception' AS _ledger, _period, _row FORM reception\"\nmessage = \"m\"",
        "check/sql reception | SQL 写错了，“reception”处读不懂 | the SQL cannot be read at “reception”",
    ),
    (
        "require = \"guests > 0\"\nmessage = \"来了 {guest} 人\"",
        "check/unknown-field guest} 人\" | message 里写了 {guest}，没有这一列 | the message says {guest}, and there is no such column",
    ),
    (
        "query = \"SELECT 'reception' AS _ledger, _period, NULL AS _row, SUM(guests) AS n FROM reception GROUP BY _period\"\nmessage = \"共 {total:count} 人\"",
        "check/unknown-field total:cou | message 里写了 {total}，没有这一列 | the message says {total}, and there is no such column",
    ),
    (
        "query = \"SELECT 'reception' AS _ledger, _period, NULL AS _row, SUM(guests) AS n FROM reception GROUP BY _period\"\nmessage = '共 {n} 人'",
        "check/undeclared-unit n} 人' | message 里的 {n} 是算出来的数字，没有写明单位 | {n} of the message is a computed number without a unit",
    ),
    (
        "query = \"SELECT 'reception' AS _ledger, _period, NULL AS _row, SUM(guests) AS n FROM reception GROUP BY _period\"\nmessage = \"共 \\\"{n:cuont}\\\" 人\"",
        "check/undeclared-unit cuont}\\\"  | message 里 {n:cuont} 的单位“cuont”不认识 | the message says {n:cuont}, and cuont is no unit",
    ),
];

#[test]
fn the_word_that_is_wrong_is_pointed_at_below_an_article() {
    let root = reception("");
    let file = "content/regulations/JD-01/2026-01-01.md";
    for (check, expected) in WRONG {
        let text = format!(
            "+++\ntitle = \"公务接待管理办法\"\n+++\n第一条　为了规范公务接待，制定本办法。\n\n```check\nid = \"reception/companions\"\n\
             title = \"guests companion receptions total n\"\nledger = \"reception\"\n{check}\n```\n"
        );
        write(root.path(), &[(file, text.as_bytes())]);
        assert_eq!(faults(&root, file), [expected], "{check}");
    }
    let unknown = rule("guests > 0").replace("ledger = \"reception\"", "ledger = 'recption'");
    write(root.path(), &[(file, unknown.as_bytes())]);
    assert_eq!(faults(&root, file), ["check/unknown-ledger recption' | 没有名为 recption 的台账 | there is no ledger recption"]);
}

#[test]
fn the_word_that_is_wrong_is_pointed_at_in_the_settings_of_a_ledger() {
    let root = reception("guests > 0");
    let file = "content/reception/_index.md";
    let own = String::from_utf8(RECEPTION.to_vec()).unwrap();
    for (check, expected) in WRONG {
        let other = "[[ledger.check]]\nid = \"reception/other\"\nrequire = \"guests > 0\"\nmessage = \"companion gests {guests}\"\n\n";
        let check = format!("{other}[[ledger.check]]\nid = \"reception/own\"\n{check}\n+++\n");
        write(
            root.path(),
            &[(
                file,
                own.replace("+++\n\n", "")
                    .replacen("title = \"公函\"\ntype = \"text\"\n+++\n", &format!("title = \"公函\"\ntype = \"text\"\n\n{check}"), 1)
                    .as_bytes(),
            )],
        );
        assert_eq!(faults(&root, file), [expected], "{check}");
    }
}

#[test]
fn who_cannot_be_found_is_named_and_what_to_do_about_it() {
    let root = site(&[
        ("content/spending/_index.md", "+++\ntitle = \"支出\"\nkind = \"ledger\"\n[ledger]\npreset = \"spending\"\n+++\n".as_bytes()),
        ("content/people.csv", "编号,姓名,级别\nb01,陈立群,2\nz01,周明远,4\n".as_bytes()),
        // Bands need no days.
        ("content/approval_bands.csv", "类别,超过,不超过,级别\n支出,,2000,2\n支出,2000,50000,4\n".as_bytes()),
        (
            "content/spending/2026-10.csv",
            "日期,部门,摘要,金额,经办人,审批人\n2026-10-08,办公室,办公用纸,100,许丹,陈立裙\n2026-10-08,办公室,打印耗材,100,许丹,孙某\n\
             2026-10-09,办公室,空调,3000,许丹,周明远\n2026-10-12,办公室,复印机,60000,许丹,周明远\n"
                .as_bytes(),
        ),
    ]);
    let document = checked(root.path());
    let told: Vec<String> = document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["code"] == "ledger/cannot-check")
        .map(|found| format!("{}{} {}", found["column_letter"].as_str().unwrap(), found["row"], found["message"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            "F2 需说明：“审批人有相应的审批权限”无法核查：people.csv 里没有审批人“陈立裙”；是不是“陈立群”？写错了请改正，没有登记请在 people.csv 里加一行（编号、姓名、级别）",
            "F3 需说明：“审批人有相应的审批权限”无法核查：people.csv 里没有审批人“孙某”；写错了请改正，没有登记请在 people.csv 里加一行（编号、姓名、级别）",
            "D5 需说明：“审批人有相应的审批权限”无法核查：approval_bands.csv 里没有这个金额当天的审批级别；请补上这一档",
        ]
    );
}

/// A check by a query below the second article.
fn by_query(query: &str) -> TempDir {
    let root = reception("");
    let rule = rule("")
        .replace("require = \"\"", &format!("query = \"\"\"\n{query}\n\"\"\""))
        .replace("接待对象 {guests} 人，陪餐 {companions} 人", "m");
    write(root.path(), &[("content/regulations/JD-01/2026-01-01.md", rule.as_bytes())]);
    root
}

#[test]
fn a_query_that_points_at_no_row_is_told_in_its_block() {
    let file = "content/regulations/JD-01/2026-01-01.md";
    for (row, period, expected) in [
        ("10", "2026-03", "check/sql SELECT 'r | 查询指出了 reception 2026-03 的第 10 行，没有这一行"),
        ("0", "2026-03", "check/sql SELECT 'r | 查询指出了 reception 2026-03 的第 0 行，没有这一行"),
        ("-1", "2026-03", "check/sql SELECT 'r | 查询指出了 reception 2026-03 的第 -1 行，没有这一行"),
        ("1", "2020-01", "check/sql SELECT 'r | 查询指出了 reception 2020-01 的第 1 行，没有这一行"),
        ("1", "March", "check/sql SELECT 'r | _period 列的内容不对"),
    ] {
        let root = by_query(&format!("SELECT 'reception' AS _ledger, '{period}' AS _period, {row} AS _row"));
        let told = faults(&root, file);
        assert!(told.len() == 1 && told[0].starts_with(expected), "{row} {period}: {told:?}");
    }
    for (row, expected) in [("9", "9"), ("NULL", "null")] {
        let root = by_query(&format!("SELECT 'reception' AS _ledger, '2026-03' AS _period, {row} AS _row"));
        assert_eq!(
            findings(&root, "reception/2026-03/data.json"),
            [format!("reception/companions {expected} JD-01@2026-01-01#art-2 false")]
        );
    }
}

#[test]
fn a_query_may_define_tables_of_its_own() {
    let own =
        "WITH z(day) AS (SELECT date FROM reception) SELECT 'reception' AS _ledger, '2026-03' AS _period, NULL AS _row FROM z LIMIT 1";
    assert_eq!(findings(&by_query(own), "reception/2026-03/data.json"), ["reception/companions null JD-01@2026-01-01#art-2 false"]);
    let endless = "WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a)\nSELECT 'reception' AS _ledger, '2026-03' AS _period, 1 AS _row FROM a";
    let told = faults(&by_query(endless), "content/regulations/JD-01/2026-01-01.md");
    assert!(told.len() == 1 && told[0].starts_with("check/budget-exceeded"), "{told:?}");
}

#[test]
fn an_article_replaces_a_presets_check_from_the_day_it_is_in_force() {
    let root = reception("");
    let preset = "+++\ntitle = \"公务接待\"\nkind = \"ledger\"\n\n[ledger]\npreset = \"reception\"\n+++\n";
    let rows = "接待单号,日期,来访单位,接待对象人数,陪餐人数,费用合计\r\nJ1,2026-03-02,某院,10,4,300\r\nJ2,2026-03-03,某院,10,3,300\r\n\
        J3,2026-03-04,某院,10,4,300\r\nJ4,2026-03-05,某院,10,6,300\r\n";
    write(root.path(), &[("content/reception/_index.md", preset.as_bytes()), ("content/reception/2026-03.csv", rows.as_bytes())]);
    std::fs::remove_dir_all(root.path().join("content/regulations/JD-01")).unwrap();
    let later = rule("companions <= 5");
    write(root.path(), &[("content/regulations/JD-01/2026-03-04.md", later.as_bytes())]);
    assert_eq!(
        findings(&root, "reception/2026-03/data.json"),
        ["reception/companions 1 - false", "reception/companions 4 JD-01@2026-03-04#art-2 false"]
    );
}

/// What is said of a table of explanations: `code row message`.
fn told_of_explanations(root: &TempDir, rows: &str) -> Vec<String> {
    let table = format!("核查,行,内容,说明,说明人,日期,处理结果\r\n{rows}");
    write(root.path(), &[("content/reception/2026-03.explain.csv", table.as_bytes())]);
    let document = checked(root.path());
    let all = document["diagnostics"].as_array().unwrap().iter();
    all.filter(|found| found["file"] == "content/reception/2026-03.explain.csv")
        .map(|found| format!("{} {} {}", found["code"].as_str().unwrap(), found["row"], found["message"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_reason_stays_with_the_payment_it_was_given_for() {
    let root = reception(THIRD);
    let told = told_of_explanations(
        &root,
        "reception/companions,2,\"接待对象 10 人，陪餐 5 人\",少记一人,,,已说明\r\nreception/companions,4,\"接待对象 11 人，陪餐 4 人\",协办人员,,,已说明\r\n\
         reception/companions,9,接待对象 30 人，陪餐 11 人,翻译,,,已说明\r\n",
    );
    assert_eq!(
        told,
        [
            "ledger/explanation-changed 2 说明不再对应：reception/companions 原来是“接待对象 10 人，陪餐 5 人”，现在是“接待对象 10 人，陪餐 4 人”",
            "ledger/explanation-changed 3 说明不再对应：“接待对象 11 人，陪餐 4 人”原来“行”是 4，现在是 3",
        ]
    );
    assert_eq!(
        findings(&root, "reception/2026-03/data.json"),
        [2, 3, 9].map(|row| format!("reception/companions {row} JD-01@2026-01-01#art-2 {}", row == 9))
    );
}

#[test]
fn words_are_what_explains() {
    let root = reception(THIRD);
    let told = told_of_explanations(
        &root,
        "reception/companions,2,,,,,已说明\r\nreception/companions,3,,协办,,,已说明\r\nreception/companions,3,,协办人员两名,,,已说明\r\n",
    );
    assert_eq!(
        told,
        [
            "ledger/explanation-empty 2 reception/companions 写了“已说明”，“说明”却是空的",
            "ledger/explanation-repeated 4 同一条提示说明了两次：reception/companions；以后一行为准",
        ]
    );
    assert_eq!(
        findings(&root, "reception/2026-03/data.json"),
        [2, 3, 9].map(|row| format!("reception/companions {row} JD-01@2026-01-01#art-2 {}", row == 3))
    );
}

#[test]
fn a_number_handed_in_by_two_departments_is_told() {
    let ledger = "+++\ntitle = \"接待\"\nkind = \"ledger\"\n[ledger]\nparts = true\n[[ledger.field]]\nname = \"no\"\ntitle = \"编号\"\nkey = true\n\
        [[ledger.field]]\nname = \"amount\"\ntitle = \"金额\"\ntype = \"money\"\n+++\n";
    let root = site(&[
        ("content/visits/_index.md", ledger.as_bytes()),
        ("content/visits/2026-03 a.csv", "编号,金额\n1,100\n2,50\n".as_bytes()),
        ("content/visits/2026-03 b.csv", "编号,金额\n3,1\n1,204.5\n".as_bytes()),
    ]);
    let document = checked(root.path());
    let told = document["diagnostics"].as_array().unwrap().iter().find(|found| found["code"] == "ledger/key-duplicate").unwrap();
    assert_eq!((&told["file"], &told["row"]), (&"content/visits/2026-03 b.csv".into(), &3.into()));
    assert_eq!(told["message"], "“编号”重复：1 在 content/visits/2026-03 a.csv 第 2 行已经出现");
}

#[test]
fn a_total_that_is_held_against_nothing_and_words_that_the_table_contradicts_are_told() {
    let root = reception(THIRD);
    write(
        root.path(),
        &[
            (
                "content/control_totals.csv",
                "台账,期间,来源,金额\nreception,2026-02,国库,5\nreception,2026-Q1,国库,5\nreceptn,2026-03,国库,5\n".as_bytes(),
            ),
            ("content/reception/2026-03.md", "+++\nempty = \"本月无接待\"\n+++\n".as_bytes()),
        ],
    );
    let document = checked(root.path());
    let all: Vec<String> = document["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| format!("{} {} {}", found["code"].as_str().unwrap(), found["file"].as_str().unwrap(), found["line"]))
        .collect();
    for told in [
        "ledger/total-unused content/control_totals.csv 2",
        "ledger/total-unused content/control_totals.csv 3",
        "check/unknown-ledger content/control_totals.csv 4",
        "ledger/empty-contradicted content/reception/2026-03.md 2",
    ] {
        assert!(all.iter().any(|found| found == told), "{told}: {all:?}");
    }
}

#[test]
fn a_file_that_is_not_read_is_told_its_right_name() {
    let root = reception(THIRD);
    for (name, right) in [("2026-4.csv", "2026-04.csv"), ("接待2026-05.csv", "2026-05.csv"), ("接待2026年6月.csv", "2026-06.csv")] {
        let file = format!("content/reception/{name}");
        write(root.path(), &[(&file, table(&ROWS).as_bytes())]);
        let document = checked(root.path());
        let told = document["diagnostics"].as_array().unwrap().iter().find(|found| found["file"] == *file).unwrap();
        assert_eq!(told["code"], "path/unknown-file");
        assert!(told["help"].as_str().unwrap().contains(right), "{told}");
    }
}
