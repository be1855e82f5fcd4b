//! Texts made to break a renderer.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Site, block, inline, plain_line, plain_text};
use crate::source::SourceText;

/// What Markdown is made of, in pieces that are apt to meet in odd ways.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "**",
        "*",
        "***",
        "****",
        "_",
        "~~",
        "~",
        "`",
        "``",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "|",
        "\n|---|\n",
        "---",
        "===",
        "{#h-a}",
        "{#",
        "}",
        "&lt;",
        "&#0;",
        "&",
        "[^1]",
        "[^1]: ",
        "[a]: b",
        "\"",
        "'",
        "甲",
        "乙。",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "，",
        "a",
        "1",
        " ",
        "　",
        "\u{1680}",
        "\u{FDD0}",
        "\u{200B}",
        "é",
        "😀",
        "𠀀",
        "http://a.cn",
        "javascript:",
        "a.md#art-3",
        "\u{2028}",
        "\u{7}",
        "%",
        ".",
        "!",
    ];
    prop_oneof![8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

/// Whether every tag is one of ours, and all are ended in order.
fn is_sound(html: &str) -> Result<(), String> {
    const VOID: [&str; 3] = ["br", "hr", "img"];
    const KNOWN: [&str; 31] = [
        "a",
        "blockquote",
        "code",
        "del",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
        "hr",
        "img",
        "",
        "",
    ];
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').ok_or("a tag without end")?;
        if text.contains('>') {
            return Err(format!("an unescaped > after {tag}"));
        }
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !KNOWN.contains(&name) || name.is_empty() {
            return Err(format!("unknown tag {tag}"));
        }
        let attributes = tag.split('"').step_by(2).flat_map(str::split_whitespace).filter(|word| word.ends_with('='));
        if let Some(attribute) =
            attributes.into_iter().find(|name| !["href=", "src=", "alt=", "id=", "class=", "title=", "start=", "scope="].contains(name))
        {
            return Err(format!("attribute {attribute}"));
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return Err(format!("{tag} ends nothing"));
            }
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("not ended: {open:?}")) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_sound_markup(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat().replace('\0', "");
        let before = "前言，\n";
        let source = SourceText::new("a.md", &format!("{before}{text}"));
        let range = before.len()..source.text.len();
        let rendered = block(&source, &range, 2, &Site);
        prop_assert!(is_sound(&rendered.value.html.0).is_ok(), "{:?}: {}", is_sound(&rendered.value.html.0), rendered.value.html.0);
        let line = inline(&source, &range, &Site, &[]);
        prop_assert!(is_sound(&line.value.0).is_ok(), "{:?}: {}", is_sound(&line.value.0), line.value.0);
        for finding in rendered.diagnostics.iter().chain(&line.diagnostics) {
            let span = finding.place.as_ref().unwrap().span.clone().unwrap();
            prop_assert!(span.start >= range.start && source.text.get(span.clone()).is_some(), "{span:?}");
        }
        plain_text(&source, &range);
        plain_line(&source, &range);
    }

    #[test]
    fn no_guard_is_left_in_the_markup(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat().replace(['\u{FDD0}', '\u{1680}'], "").replace('\0', "");
        let source = SourceText::new("a.md", &text);
        for html in [block(&source, &(0..text.len()), 2, &Site).value.html, inline(&source, &(0..text.len()), &Site, &[]).value] {
            prop_assert!(!html.0.contains(['\u{FDD0}', '\u{1680}']), "{}", html.0);
        }
    }
}

/// Each takes about 0.1 s where time grows with the length, and minutes where it grows with its square.
#[test]
fn long_texts_take_linear_time() {
    let limit = Duration::from_secs(20);
    let pieces = [
        "**甲。",
        "*甲 ",
        "[",
        "![",
        "](",
        "`",
        "<",
        "<b ",
        "> ",
        ">",
        "- ",
        "~~甲",
        "甲\n",
        "[^1]",
        "**（甲）",
        "张**（办）、",
        "\\",
        "&",
        "# 办\n",
        "| 甲 ",
        "[甲](a.md)",
        "![甲](a.png)\n",
        "**甲。**乙",
        "甲\n**乙。**",
        "- 甲\n  ",
        "<!--",
        "_甲 ",
        "*_",
        "```\n",
        "\r",
    ];
    let repeated = pieces.iter().map(|piece| piece.repeat(200_000 / piece.len()));
    let deeper = |mark: &str, line: &str| (0..400).map(|depth| format!("{}{line}\n", mark.repeat(depth))).collect::<String>();
    for text in repeated.chain([deeper("  ", "- 甲"), deeper("> ", "甲"), deeper("> ", "\n- 甲")]) {
        let source = SourceText::new("a.md", &text);
        let begin = Instant::now();
        block(&source, &(0..text.len()), 2, &Site);
        inline(&source, &(0..text.len()), &Site, &[]);
        plain_text(&source, &(0..text.len()));
        let took = begin.elapsed();
        assert!(took < limit, "{:?} took {took:?}", text.chars().take(20).collect::<String>());
    }
}
