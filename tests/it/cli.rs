//! The commands as they are typed.

use std::fs;

use super::support::{build, built, checked, files, folder, found, gongshi, site};

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

#[test]
fn a_new_site_builds_at_once_in_either_language() {
    for (preset, language) in [("procuratorate", "zh"), ("minimal", "zh"), ("procuratorate", "en"), ("minimal", "en")] {
        let root = folder();
        let output = gongshi(root.path()).args(["--lang", language, "init", "示例站点", "--preset", preset]).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        let here = root.path().join("示例站点");
        assert_eq!(found(&checked(&here)), [""; 0], "{preset} {language}");
        let tree = built(&here);
        assert!(tree.contains_key("index.html") && tree.contains_key("regulations/ZD-01/index.html"));
        assert!(fs::read_to_string(here.join(".gitattributes")).unwrap().contains("*.csv -text"));
        let again = gongshi(root.path()).args(["init", "示例站点"]).output().unwrap();
        assert_eq!(again.status.code(), Some(2), "{}", said(&again));
    }
}

#[test]
fn skeletons_are_put_in_the_right_place_and_pass() {
    let root = folder();
    assert!(gongshi(root.path()).args(["init", "."]).status().unwrap().success());
    for (arguments, file) in [
        (vec!["regulation", "CL-01", "公务用车管理办法"], "content/regulations/CL-01.md"),
        (vec!["notice", "2026-11"], "content/spending/2026-11.csv"),
        (vec!["roster", "2026-12"], "content/duty/2026-12.csv"),
        (vec!["ledger", "vehicles", "公务用车台账"], "content/vehicles/_index.md"),
        (vec!["page", "services/canteen", "食堂"], "content/services/canteen.md"),
    ] {
        let output = gongshi(root.path()).arg("new").args(&arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        assert!(root.path().join(file).exists(), "{file}");
        let again = gongshi(root.path()).arg("new").args(&arguments).output().unwrap();
        assert_ne!(again.status.code(), Some(0), "{file} was written over");
    }
    // What is still to be filled in is told; nothing else is wrong.
    let told = found(&checked(root.path()));
    let codes: std::collections::BTreeSet<&str> = told.iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["ledger/empty-period", "roster/gap"], "{told:#?}");
}

#[test]
fn exit_codes_tell_what_kind_of_thing_went_wrong() {
    let nowhere = folder();
    assert_eq!(gongshi(nowhere.path()).arg("build").status().unwrap().code(), Some(2));
    assert_eq!(gongshi(nowhere.path()).status().unwrap().code(), Some(2));
    assert_eq!(gongshi(nowhere.path()).arg("bild").output().unwrap().status.code(), Some(2));
    assert_eq!(build(site(&[("gongshi.toml", b"titel = 1\n")]).path(), &[]).status.code(), Some(2));
    assert_eq!(build(site(&[("content/a.md", b"[x](nowhere.md)\n")]).path(), &[]).status.code(), Some(1));
    let warned = site(&[("content/a.md", b"# a\n\n<b>x</b>\n")]);
    assert_eq!(build(warned.path(), &[]).status.code(), Some(0));
    assert_eq!(build(warned.path(), &["--strict"]).status.code(), Some(1));
}

#[test]
fn codes_are_explained_and_near_misses_named() {
    let root = folder();
    let all = said(&gongshi(root.path()).arg("explain").output().unwrap());
    assert!(all.lines().count() > 80);
    for (language, word) in [("zh", "金额"), ("en", "amount")] {
        let text = said(&gongshi(root.path()).args(["--lang", language, "explain", "ledger/amount-malformed"]).output().unwrap());
        assert!(text.contains(word), "{text}");
    }
    let near = said(&gongshi(root.path()).args(["explain", "ledger/amount-malformd"]).output().unwrap());
    assert!(near.contains("ledger/amount-malformed"), "{near}");
}

#[test]
fn schemas_and_completions_are_printed() {
    let root = folder();
    for what in ["site", "section", "regulation", "notice", "page", "check"] {
        let output = gongshi(root.path()).args(["schema", what]).output().unwrap();
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema["additionalProperties"], false, "{what}");
        assert!(schema["properties"]["title"].is_object() || what == "notice", "{what}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(said(&gongshi(root.path()).args(["completions", shell]).output().unwrap()).contains("rollback"), "{shell}");
    }
}

#[test]
fn a_template_of_the_site_takes_the_place_of_the_built_in_one() {
    let root = site(&[("templates/about.html", b"<p>{{ view.as_of }} {{ page.title }}</p>"), ("static/logo.svg", b"<svg/>")]);
    let tree = built(root.path());
    assert!(String::from_utf8_lossy(&tree["about/index.html"]).starts_with("<p>2026-11-05"));
    assert!(tree.contains_key("assets/logo.svg"));
    for (template, code) in [
        ("<p>{{ view.as_off }}</p>", "template/missing-field"),
        ("<p>{{ view.as_of </p>", "template/syntax"),
        ("{% extends \"bass.html\" %}", "template/missing-template"),
        ("{% extends \"about.html\" %}", "template/cycle"),
    ] {
        let root = site(&[("templates/about.html", template.as_bytes())]);
        let told = found(&checked(root.path()));
        assert!(told.iter().any(|line| line.starts_with(&format!("{code} templates/about.html"))), "{template}: {told:?}");
        assert_eq!(build(root.path(), &[]).status.code(), Some(1));
        assert!(!root.path().join("output/internal").exists());
    }
}

#[test]
#[cfg(feature = "serve")]
fn the_preview_answers_this_machine_alone_and_follows_changes() {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;
    use std::process::Stdio;

    let root = site(&[("content/hello.md", "+++\ntitle = \"你好\"\n+++\n第一版\n".as_bytes())]);
    let mut child = gongshi(root.path()).args(["serve", "--as-of", "2026-11-05"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = lines.by_ref().map(Result::unwrap).find(|line| line.contains("http://127.0.0.1:")).unwrap();
    let port: u16 = line.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    let ask = |path: &str, host: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let host = format!("127.0.0.1:{port}");
    let page = ask("/hello/", &host);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("第一版") && page.contains("_gongshi/reload.js"), "{page}");
    assert!(ask("/hello/", "evil.example").starts_with("HTTP/1.1 403"));
    assert!(ask("/../../etc/passwd", &host).starts_with("HTTP/1.1 404"));
    assert!(ask("/%2e%2e/gongshi.toml", &host).starts_with("HTTP/1.1 404"));
    assert!(ask("/checklist/", &host).contains("检查单"));
    fs::write(root.path().join("content/hello.md"), "+++\ntitle = \"你好\"\n+++\n第二版\n").unwrap();
    assert!(ask("/_gongshi/news?after=1", &host).contains("\"version\":2"));
    assert!(ask("/hello/", &host).contains("第二版"));
    fs::write(root.path().join("content/hello.md"), "+++\ntitel = 1\n+++\n第三版\n").unwrap();
    assert!(ask("/_gongshi/news?after=2", &host).contains("front-matter/unknown-key"));
    assert!(ask("/hello/", &host).contains("第二版"), "the last page without errors is shown");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!files(root.path()).keys().any(|name| name.starts_with("output/")), "a preview writes nothing");
}

#[test]
fn articles_are_not_renumbered_while_references_are_broken() {
    let text = "+++\ntitle = \"甲办法\"\neffective = 2026-01-01\n+++\n第一条　依照第二条办理。\n第三条　乙。\n第四条　丙。\n";
    let index = "+++\nkind = \"regulations\"\n+++\n";
    let files =
        |text: &'static str| [("content/regulations/_index.md", index.as_bytes()), ("content/regulations/A-01.md", text.as_bytes())];
    let root = site(&files(text));
    let output = gongshi(root.path()).args(["renumber", "A-01", "--write"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("第二条") && said(&output).contains("没有重新编号"), "{}", said(&output));
    assert_eq!(fs::read_to_string(root.path().join("content/regulations/A-01.md")).unwrap(), text);
    let mended =
        site(&files("+++\ntitle = \"甲办法\"\neffective = 2026-01-01\n+++\n第一条　依照第三条办理。\n第三条　乙。\n第四条　丙。\n"));
    assert!(gongshi(mended.path()).args(["renumber", "A-01", "--write"]).status().unwrap().success());
    let written = fs::read_to_string(mended.path().join("content/regulations/A-01.md")).unwrap();
    assert!(written.ends_with("第一条　依照第二条办理。\n第二条　乙。\n第三条　丙。\n"), "{written}");
}

#[test]
fn what_new_numbers_do_not_reach_is_named() {
    let text =
        "+++\ntitle = \"甲办法\"\neffective = 2026-01-01\n+++\n第一条　甲。\n第三条　乙。\n附件1：细则\n第一条　丙。\n第三条　丁。\n";
    let root = site(&[
        ("content/regulations/_index.md", "+++\nkind = \"regulations\"\n+++\n".as_bytes()),
        ("content/regulations/A-01.md", text.as_bytes()),
        ("content/guide.md", "# 指南\n\n依照《甲办法》第三条和《甲办法》第一条。\n".as_bytes()),
    ]);
    let output = gongshi(root.path()).args(["--lang", "zh", "renumber", "A-01"]).output().unwrap();
    let said = said(&output);
    assert!(said.contains("content/guide.md:3: 《甲办法》第三条 没有改") && !said.contains("《甲办法》第一条"), "{said}");
    assert!(said.contains("附件里的条号没有改"), "{said}");
}

#[test]
fn a_text_is_held_against_the_one_of_another_work_it_replaces() {
    let text = |title: &str, front: &str, body: &str| format!("+++\ntitle = \"{title}\"\n{front}+++\n{body}\n").into_bytes();
    let old = text("旧办法", "effective = 2022-01-01\n", "第一条　甲甲甲甲。");
    let new = text("新办法", "effective = 2023-01-01\nreplaces = [\"V@2022-01-01\"]\n", "第一条　甲甲甲乙。");
    let root = site(&[
        ("content/regulations/_index.md", "+++\nkind = \"regulations\"\n+++\n".as_bytes()),
        ("content/regulations/V.md", &old),
        ("content/regulations/N.md", &new),
    ]);
    for arguments in [&["diff", "N"][..], &["diff", "N", "2022-01-01"], &["diff", "N", "2022-01-01", "2023-01-01"]] {
        let output = gongshi(root.path()).args(arguments).output().unwrap();
        let said = said(&output);
        assert!(output.status.success() && said.contains("（V） 2022-01-01 → 《新办法》（N） 2023-01-01"), "{said}");
        assert!(said.contains("[-甲-]") || said.contains("{+乙+}"), "{said}");
    }
    assert_eq!(gongshi(root.path()).args(["diff", "V"]).output().unwrap().status.code(), Some(2));
}
