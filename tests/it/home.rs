//! The way into a site: its navigation and its first page.

use super::support::{built, site};

const LEDGER: &str = "kind = \"ledger\"\n[ledger]\npreset = \"spending\"\n+++\n";

fn section(title: &str, more: &str, rest: &str) -> Vec<u8> {
    format!("+++\ntitle = \"{title}\"\n{more}\n{rest}").into_bytes()
}

#[test]
fn sections_stand_under_their_group_else_with_their_kind() {
    let rules = section("制度", "order = 1", "kind = \"regulations\"\n+++\n");
    let (one, two) = (section("支出", "order = 2", LEDGER), section("接待", "", LEDGER));
    let (three, four) = (section("派车", "order = 4\ngroup = \"车辆\"", LEDGER), section("班车", "group = \"车辆\"", "+++\n"));
    let root = site(&[
        ("content/rules/_index.md", &rules),
        ("content/spending/_index.md", &one),
        ("content/meals/_index.md", &two),
        ("content/trips/_index.md", &three),
        ("content/shuttle/_index.md", &four),
    ]);
    let tree = built(root.path());
    let text = |name: &str| String::from_utf8(tree[name].clone()).unwrap();
    let titles = |page: &str, list: &str| -> Vec<String> {
        let text = text(page);
        let Some((_, after)) = text.split_once(&format!("<{list}")) else { return Vec::new() };
        let links = after.split("</ul>").next().unwrap().split("<a href=").skip(1);
        links.map(|link| link.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
    };
    assert_eq!(titles("index.html", "ul class=\"groups\""), ["制度", "支出与台账", "车辆"]);
    assert_eq!(titles("index.html", "div class=\"within\""), Vec::<String>::new());
    assert_eq!(titles("meals/index.html", "div class=\"within\""), ["支出", "接待"]);
    assert_eq!(titles("shuttle/index.html", "div class=\"within\""), ["派车", "班车"]);
    assert_eq!(titles("rules/index.html", "div class=\"within\""), Vec::<String>::new());
    let current = |page: &str| {
        text(page).split("aria-current=\"true\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(current("shuttle/index.html"), ["车辆", "班车"]);
    // Without tasks of its own the first page leads to the first section of each kind.
    let home = text("index.html");
    assert!(home.contains("<a href=\"rules/index.html\">查制度</a>") && home.contains("<a href=\"spending/index.html\">看支出</a>"));
    assert!(home.contains("<a href=\"rules/for/index.html\">我的部门</a>"));
}

#[test]
fn tasks_of_the_first_page_lead_where_they_say() {
    let home = "+++\n[[task]]\ntitle = \"报维修\"\ntext = \"两小时内到场\"\nlink = \"services/repairs.md#h-phone\"\n[[task]]\ntitle = \"我的部门\"\nlink = \"rules/for\"\n+++\n";
    let root = site(&[
        ("content/_index.md", home.as_bytes()),
        ("content/rules/_index.md", "+++\ntitle = \"制度\"\nkind = \"regulations\"\n+++\n".as_bytes()),
        ("content/services/_index.md", "+++\ntitle = \"服务\"\n+++\n".as_bytes()),
        ("content/services/repairs.md", "# 报修\n\n## 电话 {#phone}\n\n打电话。\n".as_bytes()),
    ]);
    let tree = built(root.path());
    let home = String::from_utf8(tree["index.html"].clone()).unwrap();
    assert!(home.contains("<a href=\"services/repairs/index.html#h-phone\">报维修</a><p>两小时内到场</p>"), "{home}");
    assert!(home.contains("<a href=\"rules/for/index.html\">我的部门</a></li>"));
}
