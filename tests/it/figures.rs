//! What a notice, an archive and the first page say beyond the rows: budgets, terms, changes, classes, 三公经费.

use std::collections::BTreeMap;

use super::support::{built, checked, found, json, site};

type Tree = BTreeMap<String, Vec<u8>>;

fn page<'a>(tree: &'a Tree, name: &str) -> &'a str {
    std::str::from_utf8(tree.get(name).unwrap_or_else(|| panic!("there is no {name}"))).unwrap()
}

const DEPARTMENTS: (&str, &str) = ("content/departments.csv", "id,name,short\noffice,办公室,\ntechnology,检察信息技术科,技术科\n");

fn tree(files: &[(&str, &str)]) -> Tree {
    let all: Vec<(&str, &[u8])> = files.iter().chain([&DEPARTMENTS]).map(|(name, text)| (*name, text.as_bytes())).collect();
    built(site(&all).path())
}

fn spending(more: &str) -> String {
    format!("+++\ntitle = \"支出\"\nkind = \"ledger\"\n{more}+++\n")
}

/// A month of two rows.
fn month(month: &str, office: &str, technology: &str) -> String {
    format!("日期,部门,科目名称,摘要,金额\n{month}-05,办公室,办公费,打印纸,{office}\n{month}-06,技术科,专用设备购置,服务器,{technology}\n")
}

const PLAIN: &str = "[ledger]\npreset = \"spending\"\nchange = { percent = 1000, amount = 1000000 }\n";

#[test]
fn the_notice_says_how_far_the_budget_is_used() {
    let budget = "年度,部门,项目编码,项目名称,年初预算数,调整数,调整后预算数,版本,批复文号\n\
        2026,办公室,A,公用,60000,,60000,0,云财〔2026〕1号\n2026,技术科,B,设备,40000,,40000,0,云财〔2026〕1号\n\
        2026,技术科,B,设备,40000,20000,60000,1,云财〔2026〕9号\n";
    let index = spending(PLAIN);
    let (first, second, before) = (month("2026-01", "10000", "20000"), month("2026-02", "5000", "1000.50"), month("2025-12", "1", "2"));
    let budget_index = "+++\ntitle = \"预算\"\nkind = \"ledger\"\n[ledger]\npreset = \"budget\"\n+++\n";
    let files = [
        ("content/spending/_index.md", index.as_str()),
        ("content/spending/2025-12.csv", &before),
        ("content/spending/2026-01.csv", &first),
        ("content/spending/2026-02.csv", &second),
        ("content/budget/_index.md", budget_index),
        ("content/budget/2026.csv", budget),
    ];
    let tree = tree(&files);
    // The newest version of each item counts: 60,000 and 60,000; 36,000.50 of it by the 59th day of 365.
    let data = json(&tree, "spending/2026-02/data.json");
    let expected = serde_json::json!({"year": 2026, "used": "36000.50", "budget": "120000.00", "percent": "30.0", "passed": "16.2"});
    assert_eq!(data["budget"], expected);
    let notice = page(&tree, "spending/2026-02/index.html");
    assert!(notice.contains("预算执行 30.0%，时间进度 16.2%。</p>"), "{notice}");
    assert!(notice.contains("2026年1月至2月累计支出 36,000.50 元，调整后预算 120,000.00 元"));
    assert!(notice.contains("/budget/progress/index.html\""));
    assert_eq!(json(&tree, "spending/2026-01/data.json")["budget"]["percent"], "25.0");
    // There is no budget of 2025, and its spending is not known from January on.
    assert!(json(&tree, "spending/2025-12/data.json")["budget"].is_null());
    let home = page(&tree, "index.html");
    assert!(home.contains("预算执行 30.0%，时间进度 16.2%") && home.contains("budget/progress/index.html"));
}

/// A budget approved in February is that of the whole year; what was adjusted in March counts from March on.
#[test]
fn a_budget_counts_as_it_stood_at_the_end_of_the_month() {
    let budget = "年度,部门,项目编码,年初预算数,调整数,调整后预算数,版本,批复日期,批复文号\n\
        2026,办公室,A,60000,,60000,0,2026-02-06,1号\n2026,办公室,A,60000,-20000,40000,1,2026-03-20,9号\n\
        2026,技术科,B,0,10000,10000,1,2026-03-20,9号\n";
    let months: Vec<(String, String)> =
        (1..=3).map(|number| format!("2026-{number:02}")).map(|name| (name.clone(), month(&name, "10000", "1"))).collect();
    let mut files: Vec<(String, &str)> =
        months.iter().map(|(name, table)| (format!("content/spending/{name}.csv"), table.as_str())).collect();
    let (index, budget_index) = (spending(PLAIN), "+++\ntitle = \"预算\"\nkind = \"ledger\"\n[ledger]\npreset = \"budget\"\n+++\n");
    files.push(("content/spending/_index.md".to_owned(), &index));
    files.push(("content/spending/2026-04.csv".to_owned(), "日期,部门,科目名称,摘要,金额\n2026-04-01,,办公费,纸,7.50\n"));
    files.push(("content/budget/_index.md".to_owned(), budget_index));
    files.push(("content/budget/2026.csv".to_owned(), budget));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let tree = tree(&files);
    for (month, allowed) in [("2026-01", "60000.00"), ("2026-02", "60000.00"), ("2026-03", "50000.00"), ("2026-04", "50000.00")] {
        assert_eq!(json(&tree, &format!("spending/{month}/data.json"))["budget"]["budget"], allowed, "{month}");
    }
    let progress = page(&tree, "budget/progress/index.html");
    assert!(progress.contains("<li>7.50 元支出没有填部门，没有算在任何部门的预算里。</li>") && !progress.contains("<li>："), "{progress}");
    assert!(progress.contains("id=\"departments\"") && !progress.contains("id=\"items\""), "spending names no items: {progress}");
}

#[test]
fn what_is_not_there_in_time_is_late() {
    let (july, september) = (month("2026-07", "10", "20"), month("2026-09", "10", "20"));
    let states = |due: &str| {
        let index = spending(&format!("{due}{PLAIN}"));
        let files = [
            ("content/spending/_index.md", index.as_str()),
            ("content/spending/2026-07.csv", &july),
            ("content/spending/2026-09.csv", &september),
        ];
        tree(&files)
    };
    let listed = |tree: &Tree| -> Vec<String> {
        let index = json(tree, "spending/index.json");
        let periods = index["periods"].as_array().unwrap();
        periods.iter().map(|one| ["period", "state", "due"].map(|key| one[key].as_str().unwrap_or("-").to_owned()).join(" ")).collect()
    };
    // Today is 2026-11-05.
    let plain = states("");
    assert_eq!(listed(&plain), ["2026-07 open -", "2026-08 missing -", "2026-09 open -", "2026-10 missing -"]);
    let by_day = states("[publication]\ndue = 10\n");
    let expected = ["2026-07 open 2026-08-10", "2026-08 late 2026-09-10", "2026-09 open 2026-10-10", "2026-10 missing 2026-11-10"];
    assert_eq!(listed(&by_day), expected);
    // The second working day of November 2026 is the 3rd.
    let by_workday = states("[publication]\ndue = \"2个工作日\"\n");
    assert_eq!(listed(&by_workday)[3], "2026-10 late 2026-11-03");
    let archive = page(&by_day, "spending/index.html");
    assert!(archive.contains("<span class=\"state late\">逾期</span>") && archive.contains("<span class=\"state missing\">未报</span>"));
    let home = page(&by_day, "index.html");
    let (late, missing) = (home.find("2026年8月 支出").unwrap(), home.find("2026年10月 支出").unwrap());
    assert!(late < missing && home.contains("应于 2026-09-10 前公示"));
}

#[test]
fn a_term_that_is_none_is_an_error() {
    for due in ["\"soon\"", "{ days = 3, workdays = 4 }", "{ postpone = true }", "400"] {
        let index = spending(&format!("[publication]\ndue = {due}\n{PLAIN}"));
        let root = site(&[("content/spending/_index.md", index.as_bytes())]);
        assert_eq!(found(&checked(root.path())), ["config/wrong-type content/spending/_index.md - - -"], "{due}");
    }
}

#[test]
fn categories_stand_below_their_class_and_nothing_is_lost() {
    let table = "日期,部门,经济分类,科目名称,摘要,金额\n\
        2026-10-05,办公室,30201,办公费,打印纸,100.10\n2026-10-06,办公室,30205,水费,水费,50.05\n\
        2026-10-07,技术科,31003,专用设备购置,服务器,900\n2026-10-08,技术科,,办公费,笔,-0.15\n2026-10-09,,,零星开支,杂项,1\n";
    let index = spending(PLAIN);
    let tree = tree(&[("content/spending/_index.md", index.as_str()), ("content/spending/2026-10.csv", table)]);
    let data = json(&tree, "spending/2026-10/data.json");
    assert_eq!(data["total"], "1051.00");
    let rollup = data["rollups"].as_array().unwrap().iter().find(|one| one["by"] == serde_json::json!(["class", "category"])).unwrap();
    let groups: Vec<String> = rollup["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| {
            format!(
                "{} {} {}",
                group["key"][0].as_str().unwrap_or("-"),
                group["key"][1].as_str().unwrap(),
                group["amount"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        groups,
        ["310 资本性支出 专用设备购置 900.00", "302 商品和服务支出 办公费 99.95", "302 商品和服务支出 水费 50.05", "- 零星开支 1.00"]
    );
    for name in ["spending/2026-10/index.html", "spending/2026-Q4/index.html"] {
        let page = page(&tree, name);
        // The charts of a quarter have tables of their own, before those of its groups.
        let page = &page[page.find("class=\"matrix\"").unwrap_or_default()..];
        let order: Vec<usize> = ["310 资本性支出", "专用设备购置", "302 商品和服务支出", "办公费", "水费", "未归入支出分类", "零星开支"]
            .iter()
            .map(|word| page.find(&format!("<th scope=\"row\">{word}</th>")).unwrap_or_else(|| panic!("{name}: {word}")))
            .collect();
        assert!(order.is_sorted(), "{name}: {order:?}");
        assert!(page.contains(">150.00<") && page.contains(">1,051.00<"), "{name}");
    }
}

#[test]
fn a_total_that_changes_much_wants_a_reason_and_has_it_beside() {
    let (september, october) = (month("2026-09", "50000", "50000"), month("2026-10", "60000", "50000.01"));
    let explained = "核查,行,内容,说明,说明人,日期,处理结果\nspending/change,,,购置服务器一台,许丹,2026-11-04,已说明\n";
    let of = |ledger: &str, more: &[(&str, &str)]| {
        let index = spending(&format!("[ledger]\npreset = \"spending\"\n{ledger}"));
        let mut files = vec![
            ("content/spending/_index.md", index.as_str()),
            ("content/spending/2026-09.csv", september.as_str()),
            ("content/spending/2026-10.csv", october.as_str()),
        ];
        files.extend(more);
        tree(&files)
    };
    let findings = |tree: &Tree| {
        let data = json(tree, "spending/2026-10/data.json");
        let all = data["findings"].as_array().unwrap().clone();
        all.into_iter().filter(|finding| finding["check"].as_str().unwrap().starts_with("spending/change")).collect::<Vec<_>>()
    };
    // The preset: more than 10 % and at least 10,000 元.
    let plain = of("", &[]);
    let [finding] = &findings(&plain)[..] else { panic!("one finding") };
    assert_eq!(finding["message"], "合计比上月增加 10,000.01 元，增长 10.0%，变动超过 10% 且不少于 10,000.00 元");
    assert_eq!((finding["outcome"].as_str(), finding["explained"].as_bool()), (Some("待说明"), Some(false)));
    let beside = |tree: &Tree| page(tree, "spending/2026-10/index.html").split("class=\"change-reason\">").nth(1).map(str::to_owned);
    assert!(beside(&plain).unwrap().starts_with("<span class=\"outcome open\">待说明</span></dd>"));
    let explained = of("", &[("content/spending/2026-10.explain.csv", explained)]);
    assert!(beside(&explained).unwrap().starts_with("<span class=\"outcome explained\">已说明</span> 购置服务器一台</dd>"));
    // The site's own key, and the limits of standards.csv.
    for (ledger, standards, expected) in [
        ("change = { percent = 11 }\n", "", 0),
        ("change = { percent = 5, amount = 10001 }\n", "", 0),
        ("change = { percent = 5, amount = 10000 }\n", "", 1),
        ("", "波动说明,比例,20,%,2026-01-01,,一号\n波动说明,金额,1000,元,2026-01-01,,一号\n", 0),
        ("", "波动说明,比例,20,%,2026-11-01,,一号\n波动说明,金额,1000,元,2026-11-01,,一号\n", 1),
        ("change = { percent = 5 }\n", "波动说明,比例,20,%,2026-01-01,,一号\n波动说明,金额,1000,元,2026-01-01,,一号\n", 1),
    ] {
        let standards = format!("类别,档次,标准金额,单位,起,止,文号\n{standards}");
        let more = [("content/standards.csv", standards.as_str())];
        let tree = of(ledger, if standards.lines().count() > 1 { &more } else { &[] });
        assert_eq!(findings(&tree).len(), expected, "{ledger}{standards}");
    }
}

#[test]
fn the_four_items_have_a_page_and_are_held_against_the_ledgers() {
    let sangong = "年度,项目,预算数,决算数,上年决算数,与预算差异原因,与上年差异原因,团组数,出国人次,购置数,保有量,国内接待批次,国内接待人次,外事接待批次,外事接待人次\n\
        2026,因公出国（境）费,0,0,0,,,0,0,,,,,,\n2026,公务用车购置费,0,0,160000,,本年没有购置,,,0,,,,,\n\
        2026,公务用车运行维护费,20000,12000,15000,年度未终了,年度未终了,,,,2,,,,\n2026,公务接待费,10000,3000,5000,年度未终了,年度未终了,,,,,2,9,0,0\n";
    let spent =
        "日期,部门,科目名称,摘要,金额\n2026-01-05,办公室,公务接待费,工作餐,3000\n2026-01-06,办公室,公务用车运行维护费,保险,11999.99\n";
    let reception = "接待单号,日期,来访单位,公函文号,接待对象人数,陪餐人数,费用合计\nA1,2026-01-03,省院,一号,4,1,1000\nA2,2026-01-04,市院,二号,5,2,2000\n";
    let vehicles = "车牌号,用途类别,购置日期,启用日期,状态,处置日期\n甲1,执法执勤,2019-01-01,2019-02-01,在用,\n甲2,执法执勤,2020-01-01,2020-02-01,封存,\n甲3,执法执勤,2010-01-01,2010-02-01,处置,2025-06-01\n";
    let head = |title: &str, preset: &str| format!("+++\ntitle = {title:?}\nkind = \"ledger\"\n[ledger]\npreset = {preset:?}\n+++\n");
    let indexes = [head("支出", "spending"), head("三公经费年表", "sangong"), head("接待清单", "reception"), head("车辆", "vehicles")];
    let tree = tree(&[
        ("content/spending/_index.md", indexes[0].as_str()),
        ("content/spending/2026-01.csv", spent),
        ("content/sangong/_index.md", indexes[1].as_str()),
        ("content/sangong/2026.csv", sangong),
        ("content/reception/_index.md", indexes[2].as_str()),
        ("content/reception/2026-01.csv", reception),
        ("content/vehicles/_index.md", indexes[3].as_str()),
        ("content/vehicles/data.csv", vehicles),
    ]);
    let statement = page(&tree, "sangong/2026/statement/index.html");
    let row = |name: &str| -> Vec<String> {
        let rest = statement.split(&format!("<th scope=\"row\">{name}</th>")).nth(1).unwrap_or_else(|| panic!("{name}"));
        let cells = rest.split("</tr>").next().unwrap().split("<td").skip(1);
        let text = |cell: &str| {
            let inside = cell.split_once('>').unwrap().1;
            inside.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>().trim().to_owned()
        };
        cells.map(text).collect()
    };
    assert_eq!(row("“三公”经费合计"), ["30,000.00", "15,000.00", "50.0%", "100.0%", "180,000.00"]);
    assert_eq!(row("公务用车购置及运行维护费"), ["20,000.00", "12,000.00", "60.0%", "80.0%", "175,000.00"]);
    assert_eq!(row("公务用车购置费"), ["0.00", "0.00", "—", "0.0%", "160,000.00"]);
    assert_eq!(row("国内接待人次"), ["9 人次"]);
    assert_eq!(row("外事接待批次"), ["0 批"]);
    let ties = statement.split("id=\"ties\"").nth(1).unwrap();
    for (name, state) in [
        ("因公出国（境）费", "same"),
        ("公务用车运行维护费", "differs"),
        ("公务接待费", "same"),
        ("国内接待批次", "same"),
        ("国内接待人次", "same"),
        ("公务用车保有量（辆）", "same"),
    ] {
        let rest = ties.split(&format!("<th scope=\"row\">{name}</th>")).nth(1).unwrap_or_else(|| panic!("{name}"));
        let row = rest.split("</tr>").next().unwrap();
        assert!(row.contains(&format!("state tie-{state}\"")), "{name}: {row}");
    }
    assert!(statement.contains("支出 15,000.00 元，为预算的 50.0%；年度未终了"));
    for (from, link) in [
        ("index.html", "sangong/2026/statement/index.html"),
        ("sangong/index.html", "2026/statement/index.html"),
        ("sangong/2026/index.html", "2026/statement/index.html"),
        ("spending/2026-01/index.html", "sangong/2026/statement/index.html"),
    ] {
        assert!(page(&tree, from).contains(link), "{from}");
    }
}

#[test]
fn declared_charts_stand_on_their_pages_with_their_numbers() {
    let ledger = "[ledger]\npreset = \"spending\"\nchange = { percent = 1000, amount = 1000000 }\n\
        [[ledger.chart]]\ntype = \"bar\"\nby = \"department\"\n\
        [[ledger.chart]]\ntype = \"bar\"\ntitle = \"部门金额\"\nby = \"department\"\nmoney = \"amount\"\non = [\"archive\"]\n\
        [[ledger.chart]]\ntype = \"line\"\ntitle = \"历月支出\"\nby = \"period\"\nmoney = \"amount\"\non = [\"notice\", \"archive\"]\n";
    let index = spending(ledger);
    let (september, october) = (month("2026-09", "10", "20"), month("2026-10", "30", "40"));
    let tree = tree(&[
        ("content/spending/_index.md", index.as_str()),
        ("content/spending/2026-09.csv", &september),
        ("content/spending/2026-10.csv", &october),
    ]);
    let notice = page(&tree, "spending/2026-10/index.html");
    assert!(notice.contains("各部门条数") && notice.contains("历月支出") && !notice.contains("部门金额") && !notice.contains("个月走势"));
    let archive = page(&tree, "spending/index.html");
    assert!(archive.contains("部门金额（2026年10月）") && archive.contains("历月支出") && !archive.contains("各部门条数"));
    let data = archive.split("历月支出</caption>").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(data.contains("<th scope=\"row\">2026年9月</th><td class=\"number\">30.00</td>"), "{data}");
    assert!(data.contains("<th scope=\"row\">2026年10月</th><td class=\"number\">70.00</td>"), "{data}");
    // Of the whole quarter each department has two rows.
    let quarter = page(&tree, "spending/2026/index.html");
    let data = quarter.split("各部门条数</caption>").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(data.contains("<th scope=\"row\">检察信息技术科</th><td class=\"number\">2</td>"), "{data}");
}

#[test]
fn a_total_off_by_rounding_is_said_to_be() {
    let table = "单位：万元\n日期,部门,科目名称,摘要,金额\n2026-10-05,办公室,办公费,打印纸,1.23\n2026-10-06,技术科,办公费,硒鼓,2.34\n合计,,,,3.58\n";
    let index = spending(PLAIN);
    let tree = tree(&[("content/spending/_index.md", index.as_str()), ("content/spending/2026-10.csv", table)]);
    assert_eq!(json(&tree, "spending/2026-10/data.json")["total"], "35700.00");
    let notice = page(&tree, "spending/2026-10/index.html");
    assert!(notice.contains("四舍五入尾差：合计与各行相差 100.00，在四舍五入的尾差之内，按各行相加的数公布"), "{notice}");
}

#[test]
fn edges_are_said_in_english_too() {
    let english = "title = \"Notices\"\nlang = \"en\"\n";
    let index = spending(PLAIN);
    let zero_is_fine = "[[ledger.check]]\nid = \"spending/zero-amount\"\nrequire = \"amount IS NOT NULL\"\nmessage = \"-\"\n";
    let index = index.replacen("1000000 }\n", &format!("1000000 }}\n{zero_is_fine}"), 1);
    let one = |month: &str, total: &str| format!("日期,部门,科目名称,摘要,金额\n{month}-05,办公室,办公费,纸,{total}\n");
    let of = |months: &[(&str, &str)], name: &str| {
        let tables: Vec<(String, String)> =
            months.iter().map(|(month, total)| (format!("content/spending/{month}.csv"), one(month, total))).collect();
        let mut files = vec![("gongshi.toml", english), ("content/spending/_index.md", index.as_str())];
        files.extend(tables.iter().map(|(name, table)| (name.as_str(), table.as_str())));
        page(&tree(&files), &format!("spending/{name}/index.html")).to_owned()
    };
    for (months, name, sentence) in [
        (&[("2026-10", "100")][..], "2026-10", "this month is the first, there is nothing before it to compare with"),
        (&[("2026-09", "0"), ("2026-10", "100")], "2026-10", "100.00 yuan this month after zero in the month before, so no percentage"),
        (&[("2026-09", "100"), ("2026-10", "100")], "2026-10", "the same as the month before"),
        (&[("2026-09", "-200"), ("2026-10", "100")], "2026-10", "300.00 yuan more (no percentage of negative amounts)"),
        (&[("2026-08", "20"), ("2026-10", "100")], "2026-10", "no figures were reported for the month before"),
        // January is the whole year so far, in December's company or not.
        (&[("2025-12", "900"), ("2026-01", "100")], "2026-01", "2026-01: 100.00 yuan"),
    ] {
        let page = of(months, name);
        assert!(page.contains(sentence), "{months:?}: {sentence}");
    }
    let words = "+++\nempty = \"本月无支出\"\n+++\n";
    let before = one("2026-09", "100");
    let files =
        [("content/spending/_index.md", index.as_str()), ("content/spending/2026-09.csv", &before), ("content/spending/2026-10.md", words)];
    let zh = tree(&files);
    assert!(page(&zh, "spending/2026-10/index.html").contains("<p class=\"summary\">2026年10月：本月无支出。</p>"));
    assert_eq!(json(&zh, "spending/2026-10/data.json")["total"], "0.00");
    let mut english_files = vec![("gongshi.toml", english)];
    english_files.extend(files);
    assert!(page(&tree(&english_files), "spending/2026-10/index.html").contains("<p class=\"summary\">2026-10: 本月无支出.</p>"));
}
