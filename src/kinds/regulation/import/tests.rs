use super::import;

fn text_of(text: &str, name: &str) -> super::Imported {
    import(text.as_bytes(), name).value
}

#[test]
fn a_header_becomes_settings() {
    let text = "# 机关事务管理条例\n\n2012年6月13日 国务院第208次常务会议通过\n\n2012年6月28日 中华人民共和国国务院令第621号公布\n\n\
                2012年10月1日 施行\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n<!-- FORCE BREAK -->\n\n第一条 为了\n";
    let imported = text_of(text, "条例(2012-06-28).md");
    assert_eq!(
        imported.text,
        "+++\ntitle = \"机关事务管理条例\"\nnumber = \"中华人民共和国国务院令第621号\"\ninstrument = \"条例\"\nmade-by = \"issue\"\n\
         adopted = 2012-06-13\npublished = 2012-06-28\neffective = 2012-10-01\n+++\n\n## 第一章 总则\n\n第一条 为了\n"
    );
    assert_eq!(imported.changes.len(), 5);
}

#[test]
fn the_day_it_takes_effect() {
    let day = |header: &str, body: &str, name: &str| {
        let imported = text_of(&format!("# 某某办法\n{header}\n<!-- INFO END -->\n{body}"), name);
        imported.effective.map(|date| date.to_string()).unwrap_or_default()
    };
    let clause = "第一条 本办法自2020年10月1日起施行。";
    assert_eq!(day("2020年8月3日 公布", clause, "a(2020-08-03).md"), "2020-10-01");
    assert_eq!(day("2023年3月13日 《决定》第二次修正）", clause, "a(2023-03-13).md"), "2023-03-13");
    assert_eq!(day("2023年3月13日 公布", "第一条 甲", "a.md"), "2023-03-13");
    assert_eq!(day("", "第一条 甲", "a.md"), "");
}

#[test]
fn a_pasted_text_begins_with_its_title() {
    let imported = import("值班“制度”\n第一条 甲\n".as_bytes(), "a.txt");
    assert!(imported.value.text.starts_with("+++\ntitle = \"值班“制度”\"\n"), "{}", imported.value.text);
    assert!(imported.value.text.ends_with("+++\n\n第一条　甲\n"));
    assert_eq!(imported.diagnostics.len(), 1);
}
