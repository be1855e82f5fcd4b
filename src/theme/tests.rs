//! Every template drawn with a full view, and every kind of fault a site's own template can have.

use std::collections::BTreeSet;

use super::{Theme, samples};
use crate::diag::{Code, Diagnostic, Language, path, template};
use crate::lang::catalogue;
use crate::source::{SourceFile, SourceTree};
use crate::view::{Address, Copies, Page};

fn tree(files: &[(&str, &str)]) -> SourceTree {
    SourceTree { files: files.iter().map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().to_vec() }).collect() }
}

fn theme(language: Language, files: &[(&str, &str)]) -> Theme {
    let checked = Theme::new(samples::frame(language), &tree(files));
    assert_eq!(checked.diagnostics, []);
    checked.value
}

fn sample(template: &str) -> Page {
    samples::pages(Language::Zh).into_iter().find(|page| page.template == template).unwrap()
}

/// A page as text with root marks in its links.
fn text_of(theme: &Theme, page: &Page) -> Result<String, Box<Diagnostic>> {
    let mut text = Vec::new();
    theme.render(page, &mut text).map(|()| String::from_utf8(text).unwrap())
}

/// Every template with every language, drawn.
fn drawn() -> Vec<(String, String)> {
    let mut drawn = Vec::new();
    for language in [Language::Zh, Language::En] {
        let theme = theme(language, &[]);
        for page in samples::pages(language) {
            let text = text_of(&theme, &page).unwrap_or_else(|fault| panic!("{}: {fault:?}", page.template));
            drawn.push((format!("{} {}", page.template, language.tag()), text));
        }
    }
    drawn
}

#[test]
fn there_is_a_sample_of_every_page_template() {
    let samples: BTreeSet<&str> = samples::pages(Language::Zh).iter().map(|page| page.template).collect();
    let checked = Theme::new(samples::frame(Language::Zh), &tree(&[]));
    let templates: BTreeSet<&str> =
        checked.value.files.names().into_iter().filter(|name| !name.contains('/') && *name != "base.html").collect();
    assert_eq!(samples, templates);
}

#[test]
fn pages_keep_the_policy_they_state() {
    for (name, text) in drawn() {
        assert!(
            text.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "),
            "{name} states no policy"
        );
        assert!(!text.contains(" style="), "{name} has a style attribute");
        // The vocabulary of a block of data is a name; nothing is fetched from it.
        let hosts = text.replace("\"@context\":\"https://schema.org\"", "");
        assert!(!hosts.contains("http://") && !hosts.contains("https://"), "{name} names another host");
        let handler =
            text.split(" on").skip(1).find(|rest| rest.split('=').next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_lowercase())));
        assert_eq!(handler, None, "{name} has an inline handler");
        assert_eq!(text.matches("<main id=\"main\"").count(), 1, "{name} has one main part");
        assert!(text.contains("<html lang=\"zh-CN\">") || text.contains("<html lang=\"en\">"), "{name} names no language");
    }
}

#[test]
fn tags_are_well_nested() {
    for (name, text) in drawn() {
        check_nesting(&name, &text);
    }
}

/// Walks the tags with a stack, and collects ids, which no two elements may share.
fn check_nesting(name: &str, text: &str) {
    const VOID: [&str; 6] = ["meta", "link", "input", "br", "hr", "col"];
    let (mut open, mut ids) = (Vec::new(), BTreeSet::new());
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, tail) = after.split_once('>').unwrap_or_else(|| panic!("{name}: a tag is not closed: {after:.40}"));
        rest = tail;
        let word = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap();
        if tag.starts_with('!') || VOID.contains(&word) || tag.ends_with('/') {
            continue;
        }
        if tag.starts_with('/') {
            let last = open.pop();
            assert_eq!(last, Some(word), "{name}: </{word}> closes {last:?} before {rest:.60}");
            continue;
        }
        if let Some(id) = tag.split(" id=\"").nth(1).and_then(|id| id.split('"').next()) {
            assert!(ids.insert(id.to_owned()), "{name}: two elements are #{id}");
        }
        open.push(word);
        if matches!(word, "script" | "style") {
            rest = &rest[rest.find("</").unwrap()..];
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{name}");
    for target in text.split("\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(target), "{name}: #{target} is nowhere");
    }
}

#[test]
fn links_lead_to_index_html_at_any_depth() {
    let theme = theme(Language::Zh, &[]);
    let mut copies = Copies::at(&[Address::known("regulations/CW-01/index.html")]);
    theme.render(&sample("regulation.html"), &mut copies).unwrap();
    let text = String::from_utf8(copies.into_bytes().remove(0)).unwrap();
    assert!(!text.contains('\0'));
    assert!(text.contains("href=\"../../assets/gongshi.css\"") && text.contains("href=\"../../spending/index.html\""));
    for href in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let path = href.split('#').next().unwrap();
        assert!(path.is_empty() || path.rsplit('/').next().unwrap().contains('.'), "{href} names no file");
    }
}

#[test]
fn text_is_escaped_and_markup_is_not() {
    let theme = theme(Language::Zh, &[("templates/section.html", "{{ page.title }}{{ view.intro | safe }}"), ("templates/a.txt", "")]);
    let mut page = sample("section.html");
    page.page.title = "<b>&\"'".to_owned();
    assert_eq!(text_of(&theme, &page).unwrap(), "&lt;b&gt;&amp;&quot;&#39;<p>常用事项怎么办、找谁办、多久办完。</p>");
}

#[test]
fn words_a_template_asks_for_exist() {
    let words = catalogue(Language::Zh);
    let checked = Theme::new(samples::frame(Language::Zh), &tree(&[]));
    let mut asked = 0;
    for (name, text) in checked.value.files.templates() {
        for (at, _) in text.match_indices("t.") {
            if text[..at].ends_with(|character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '"' | '/')) {
                continue;
            }
            let key: String = text[at + 2..].chars().take_while(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.')).collect();
            let prefix = format!("{key}.");
            let known = words.find(&key).is_some() || (words.find(&format!("{key}.1")).is_some()) || words.has(&prefix);
            assert!(known, "{name} asks for t.{key}");
            asked += 1;
        }
    }
    assert!(asked > 100);
}

#[test]
fn the_site_replaces_file_by_file() {
    let theme = theme(
        Language::Zh,
        &[
            (
                "templates/section.html",
                "{% extends 'base.html' %}{% block main %}本站的{{ page.title }}{% include 'parts/note.html' %}{% endblock %}",
            ),
            ("templates/parts/note.html", "（注）"),
            ("static/gongshi.css", "body{}"),
            ("static/badge/a.svg", "<svg/>"),
            ("static/inline/theme.js", "0"),
        ],
    );
    let text = text_of(&theme, &sample("section.html")).unwrap();
    assert!(text.contains("本站的办事指南（注）") && text.contains("<script>0</script>"));
    // The hash of "0", as browsers state it.
    assert!(text.contains("'sha256-X+zrZv/IbzjZUnhsbWlsecLbwjndTpG0ZynXOif7V+k='"));
    let assets = theme.assets();
    let asset = |name: &str| assets.iter().find(|(address, _)| address.as_str() == name).map(|(_, bytes)| bytes.to_vec());
    assert_eq!(asset("assets/gongshi.css").unwrap(), b"body{}");
    assert_eq!(asset("assets/badge/a.svg").unwrap(), b"<svg/>");
    assert!(asset("assets/gongshi.js").is_some_and(|script| !script.is_empty() && script.len() < 30_000));
    assert!(asset("assets/inline/theme.js").is_none() && asset("assets/css/tokens.css").is_none());
    let texts: Vec<String> = theme.texts().iter().map(|text| text.file.to_string()).collect();
    assert_eq!(texts, ["templates/section.html", "templates/parts/note.html"]);
}

#[test]
fn names_of_the_units_of_a_text_are_styled_in_texts_alone() {
    let assets = theme(Language::Zh, &[]).assets();
    let (_, sheet) = assets.iter().find(|(address, _)| address.as_str() == "assets/gongshi.css").unwrap();
    let sheet = String::from_utf8(sheet.to_vec()).unwrap();
    for unit in [".part", ".subpart", ".chapter", ".section", ".heading", ".change", ".title", ".label"] {
        assert!(sheet.split(['{', '}', ',']).all(|selector| selector.trim() != unit), "{unit} means something on every page");
    }
}

#[test]
fn a_lone_page_asks_for_no_file() {
    let mut frame = samples::frame(Language::Zh);
    frame.base_url = Some("https://intranet.example/gongshi".to_owned());
    let theme = Theme::new(frame, &tree(&[])).value;
    let text = text_of(&theme, &sample("404.html")).unwrap();
    assert!(!text.contains("src=") && !text.contains("<link") && text.contains("<style>"));
    assert!(text.contains("href=\"https://intranet.example/gongshi/duty/index.html\""));
}

fn built_in_base() -> String {
    let checked = Theme::new(samples::frame(Language::Zh), &tree(&[]));
    checked.value.files.templates().find(|(name, _)| *name == "base.html").unwrap().1.to_owned()
}

/// The one fault of a site's templates: its code and the text it points at.
fn fault(files: &[(&str, &str)], draw: Option<&str>) -> (Code, String, Diagnostic) {
    let checked = Theme::new(samples::frame(Language::Zh), &tree(files));
    let diagnostic = match draw {
        Some(template) => {
            assert_eq!(checked.diagnostics, []);
            *text_of(&checked.value, &sample(template)).unwrap_err()
        }
        None => {
            assert_eq!(checked.diagnostics.len(), 1, "{:?}", checked.diagnostics);
            assert!(text_of(&checked.value, &sample("section.html")).is_ok(), "the built-in templates take over");
            checked.diagnostics.into_iter().next().unwrap()
        }
    };
    let place = diagnostic.place.clone().unwrap();
    let (_, text) = files.iter().find(|(path, _)| *path == &*place.file).unwrap();
    let pointed = place.span.map_or(String::new(), |span| text[span].to_owned());
    (diagnostic.code, pointed, diagnostic)
}

#[test]
fn faults_of_templates_point_at_the_place() {
    let base = "{% extends 'base.html' %}{% block main %}说明 ";
    let section = |body: &str| format!("{base}{body}{{% endblock %}}");
    for (body, draw, code, pointed, help) in [
        ("{{ view.intro", None, template::SYNTAX, "", ""),
        ("{% if view.intro %}", None, template::SYNTAX, "", ""),
        ("{{ view.intro | hreff }}", None, template::SYNTAX, "hreff", "href"),
        ("{{ colour() }}", None, template::SYNTAX, "colour", ""),
        ("{% include 'parts/tok.html' %}", None, template::MISSING_TEMPLATE, "parts/tok.html", "parts/toc.html"),
        ("{% include 'section.html' %}", None, template::CYCLE, "section.html", ""),
        ("{% endblock %}{% block mian %}", None, template::FAILED, "mian", ""),
        ("{{ view.inro }}", Some("section.html"), template::MISSING_FIELD, "inro", "intro"),
        ("{{ viev.intro }}", Some("section.html"), template::MISSING_FIELD, "viev", "view"),
        ("{{ view.inro | upper }}", Some("section.html"), template::MISSING_FIELD, "", ""),
        ("{{ view.pages + 1 }}", Some("section.html"), template::FAILED, "", ""),
    ] {
        let text = section(body);
        let (found, text, diagnostic) = fault(&[("templates/section.html", &text)], draw);
        assert_eq!(found, code, "{body}: {diagnostic:?}");
        assert!(text.contains(pointed), "{body} points at {text:?}: {diagnostic:?}");
        let advice = diagnostic.help.as_ref().map_or("", |help| help.zh.as_str());
        assert!(help.is_empty() || advice.contains(&format!("是不是想写 {help}？")), "{body}: {diagnostic:?}");
    }
}

#[test]
fn faults_between_templates() {
    let (code, pointed, diagnostic) = fault(&[("templates/section.html", "{% extends 'bass.html' %}")], None);
    assert_eq!((code, pointed.as_str()), (template::MISSING_TEMPLATE, "bass.html"));
    assert!(diagnostic.help.unwrap().zh.contains("base.html？"));
    let (code, pointed, _) = fault(&[("templates/base.html", "{% extends 'section.html' %}")], None);
    assert_eq!((code, pointed.as_str()), (template::CYCLE, "section.html"));
    let base = built_in_base().replace("{% block print %}{% endblock %}", "");
    let (code, _, diagnostic) = fault(&[("templates/base.html", &base)], None);
    assert_eq!(code, template::FAILED);
    assert!(diagnostic.message.zh.contains("区块 print"), "{diagnostic:?}");
}

#[test]
fn files_that_cannot_be_used() {
    let mut files = tree(&[("static/图.png", "x"), ("templates/a.html", "")]);
    files.files[1].bytes = vec![0xBD, 0xF0];
    let checked = Theme::new(samples::frame(Language::Zh), &files);
    let codes: Vec<Code> = checked.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [path::NOT_ASCII, template::SYNTAX]);
}

#[test]
fn the_built_in_files_of_a_site_are_no_overrides() {
    assert!(theme(Language::Zh, &[("templates/base.html", &built_in_base())]).texts().is_empty());
}
