//! Rendering as a clerk would see it.

mod emphasis;
mod faults;
mod hostile;

use super::{Links, block, inline, opening_heading, plain_line, plain_text, read_line};
use crate::diag::{Checked, Diagnostic, link};
use crate::say;
use crate::source::SourceText;
use crate::view::{TocEntry, href};

/// A site where every target leads somewhere, but for those that hold `missing`.
struct Site;

impl Links for Site {
    fn resolve(&self, target: &str) -> Result<String, Box<Diagnostic>> {
        match target.contains("missing") {
            true => Err(Box::new(Diagnostic::error(link::DEAD_LINK, say!("没有 {target}", "no {target}")))),
            false => Ok(href(target)),
        }
    }
}

fn render(text: &str) -> Checked<super::Rendered> {
    block(&SourceText::new("content/a.md", text), &(0..text.len()), 2, &Site)
}

/// Markup of a text, links marked with `@` in the place of the root.
fn html(text: &str) -> String {
    render(text).value.html.0.replace('\0', "@").trim_end().to_owned()
}

fn line(text: &str) -> String {
    inline(&SourceText::new("content/a.md", text), &(0..text.len()), &Site, &[]).value.0.replace('\0', "@")
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(html(text), *expected, "{text:?}");
    }
}

#[test]
fn blocks() {
    check(&[
        ("甲\n\n乙", "<p>甲</p>\n<p>乙</p>"),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("3. 甲\n4. 乙", "<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n</ol>"),
        ("> 甲", "<blockquote>\n<p>甲</p>\n</blockquote>"),
        ("```html onclick=x\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("甲\n\n---\n\n乙", "<p>甲</p>\n<hr>\n<p>乙</p>"),
        ("~~甲~~乙", "<p><del>甲</del>乙</p>"),
        ("约 ~10 到 20~ 元", "<p>约 ~10 到 20~ 元</p>"),
        ("10~20元，30~40元", "<p>10~20元，30~40元</p>"),
        ("- [ ] 甲", "<ul>\n<li>[ ] 甲</li>\n</ul>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("a & b &copy; \"c\"", "<p>a &amp; b © &quot;c&quot;</p>"),
    ]);
}

#[test]
fn tables_say_alignment_by_class() {
    check(&[(
        "| 项目 | 金额 | |\n|:--|--:|:-:|\n| 甲 | **1.00** | 丙\\|丁 |\n",
        "<div class=\"table-wrap\">\n<table>\n<thead>\n<tr><th scope=\"col\" class=\"align-left\">项目</th>\
         <th scope=\"col\" class=\"align-right\">金额</th><td class=\"align-center\"></td></tr>\n</thead>\n<tbody>\n\
         <tr><td class=\"align-left\">甲</td><td class=\"align-right\"><strong>1.00</strong></td><td class=\"align-center\">丙|丁</td></tr>\n\
         </tbody>\n</table>\n</div>",
    )]);
}

#[test]
fn line_ends_between_chinese_characters_print_nothing() {
    check(&[
        ("第一行\n第二行", "<p>第一行第二行</p>"),
        ("第一行，\n第二行", "<p>第一行，第二行</p>"),
        ("第一行\n“第二行”\n第三行", "<p>第一行“第二行”第三行</p>"),
        ("第一行\n**第二行**\n第三行", "<p>第一行<strong>第二行</strong>第三行</p>"),
        ("第一行\n[第二行](a.md)\n第三行", "<p>第一行<a href=\"@a.md\">第二行</a>第三行</p>"),
        ("第一行\n2026年", "<p>第一行\n2026年</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("第一行\\\n第二行", "<p>第一行<br>\n第二行</p>"),
        ("第一行  \n第二行", "<p>第一行<br>\n第二行</p>"),
        ("第一行\r\n第二行", "<p>第一行第二行</p>"),
        ("> 第一行\n> 第二行", "<blockquote>\n<p>第一行第二行</p>\n</blockquote>"),
    ]);
}

fn entry(id: &str, title: &str, children: Vec<TocEntry>) -> TocEntry {
    TocEntry { id: id.into(), title: title.into(), span: String::new(), children }
}

#[test]
fn headings_nest_and_begin_at_the_base() {
    let rendered = render("# 办事指南\n\n### 报销 `A` {#bx}\n\n# 联系\n# 联系\n# ！\n").value;
    assert_eq!(
        rendered.html.0,
        "<h2 id=\"h-ban-shi-zhi-nan\">办事指南</h2>\n<h4 id=\"h-bx\">报销 <code>A</code></h4>\n<h2 id=\"h-lian-xi\">联系</h2>\n\
         <h2 id=\"h-lian-xi-2\">联系</h2>\n<h2 id=\"h-section\">！</h2>\n"
    );
    assert_eq!(
        rendered.toc,
        [
            entry("h-ban-shi-zhi-nan", "办事指南", vec![entry("h-bx", "报销 A", Vec::new())]),
            entry("h-lian-xi", "联系", Vec::new()),
            entry("h-lian-xi-2", "联系", Vec::new()),
            entry("h-section", "！", Vec::new()),
        ]
    );
    check(&[
        ("### 甲\n\n##### 乙", "<h2 id=\"h-jia\">甲</h2>\n<h4 id=\"h-yi\">乙</h4>"),
        ("# 一\n\n###### 六", "<h2 id=\"h-yi\">一</h2>\n<h6 id=\"h-liu\">六</h6>"),
        ("# 甲 {.red onclick=x}", "<h2 id=\"h-jia-red-onclick-x\">甲 {.red onclick=x}</h2>"),
        ("# **甲**\n\n- # 乙", "<h2 id=\"h-jia\"><strong>甲</strong></h2>\n<ul>\n<li><h2 id=\"h-yi\">乙</h2>\n</li>\n</ul>"),
        (
            "甲[^1]\n\n[^1]: # 乙\n",
            "<p>甲<sup class=\"footnote-ref\"><a id=\"h-fnref-1\" href=\"#h-fn-1\">1</a></sup></p>\n\
          <section class=\"footnotes\">\n<ol>\n<li id=\"h-fn-1\"><h2 id=\"h-yi\">乙</h2>\n<a href=\"#h-fnref-1\">↩</a></li>\n</ol>\n</section>",
        ),
    ]);
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_of_reference() {
    check(&[(
        "[^b]: 乙注\n\n甲[^a]，乙[^b]，又甲[^a]，无[^c]\n\n[^a]: 甲注\n\n[^d]: 丁注",
        "<p>甲<sup class=\"footnote-ref\"><a id=\"h-fnref-1\" href=\"#h-fn-1\">1</a></sup>，\
         乙<sup class=\"footnote-ref\"><a id=\"h-fnref-2\" href=\"#h-fn-2\">2</a></sup>，\
         又甲<sup class=\"footnote-ref\"><a href=\"#h-fn-1\">1</a></sup>，无[^c]</p>\n\
         <section class=\"footnotes\">\n<ol>\n<li id=\"h-fn-1\"><p>甲注</p>\n<a href=\"#h-fnref-1\">↩</a></li>\n\
         <li id=\"h-fn-2\"><p>乙注</p>\n<a href=\"#h-fnref-2\">↩</a></li>\n<li><p>丁注</p>\n</li>\n</ol>\n</section>",
    )]);
}

#[test]
fn links_and_images() {
    check(&[
        ("[甲](../CW-01.md#art-3)", "<p><a href=\"@../CW-01.md#art-3\">甲</a></p>"),
        ("[甲](a.md \"说 \\\"明\\\"\")", "<p><a href=\"@a.md\" title=\"说 &quot;明&quot;\">甲</a></p>"),
        ("<https://example.cn/?a=1&b=2>", "<p><a href=\"https://example.cn/?a=1&amp;b=2\">https://example.cn/?a=1&amp;b=2</a></p>"),
        ("<a@example.cn>", "<p><a href=\"mailto:a@example.cn\">a@example.cn</a></p>"),
        ("[电话](tel:0871-12345678)", "<p><a href=\"tel:0871-12345678\">电话</a></p>"),
        ("[甲][x]\n\n[x]: a.md", "<p><a href=\"@a.md\">甲</a></p>"),
        ("![图 **一**](a.files/1.png)", "<p><img src=\"@a.files/1.png\" alt=\"图 一\"></p>"),
        ("[![图](1.png)](a.md)", "<p><a href=\"@a.md\"><img src=\"@1.png\" alt=\"图\"></a></p>"),
        ("![甲 ![乙](2.png) `丙`](1.png)", "<p><img src=\"@1.png\" alt=\"甲 乙 丙\"></p>"),
        ("![图](https://example.cn/1.png)", "<p>图</p>"),
        ("[甲](missing.md)", "<p>甲</p>"),
        ("[甲](javascript:alert(1))", "<p>甲</p>"),
        ("[甲](java&#9;script:alert(1))", "<p>甲</p>"),
        ("[甲](<a\"onclick=x>)", "<p><a href=\"@a&quot;onclick=x\">甲</a></p>"),
    ]);
}

#[test]
fn one_line_is_no_block() {
    for (text, expected) in [
        ("1. 第一目", "1. 第一目"),
        ("# 第一章", "# 第一章"),
        ("- 甲 | 乙", "- 甲 | 乙"),
        ("    缩进", "    缩进"),
        ("> 甲", "&gt; 甲"),
        ("---", "---"),
        ("[a]: b.md", "[a]: b.md"),
        ("<div>甲", "&lt;div&gt;甲"),
        ("**（一）**甲", "<strong>（一）</strong>甲"),
        ("依据**《办法》**，`a**b`", "依据<strong>《办法》</strong>，<code>a**b</code>"),
        ("甲\n# 乙\n\n- 丙", "甲\n# 乙\n\n- 丙"),
        ("甲，\n**乙**", "甲，<strong>乙</strong>"),
        ("[甲](a.md)第三条", "<a href=\"@a.md\">甲</a>第三条"),
        ("", ""),
    ] {
        assert_eq!(line(text), expected, "{text:?}");
    }
}

#[test]
fn words_alone() {
    for (text, expected) in [
        ("# 标题 {#h-x}\n\n第一行\n**第二行**，见[甲](a.md)、`码`\n\n- 子\n- 丑\n", "标题\n第一行第二行，见甲、码\n子\n丑"),
        ("| 项 | 额 |\n|---|---|\n| 甲 | 1 |\n", "项 额\n甲 1"),
        ("![图](1.png) one\ntwo", "图 one two"),
        ("<b>粗</b>", "<b>粗</b>"),
    ] {
        assert_eq!(plain_text(&SourceText::new("a.md", text), &(0..text.len())), expected, "{text:?}");
    }
    assert_eq!(plain_line(&SourceText::new("a.md", "1. **甲。**乙"), &(0.."1. **甲。**乙".len())), "1. 甲。乙");
}

#[test]
fn the_heading_a_text_begins_with() {
    for (text, expected) in [
        ("\n# 办事*指南* {#x}\n\n正文", Some(("办事指南", "\n正文"))),
        ("办事\n指南\n====\n正文", Some(("办事指南", "正文"))),
        ("正文\n\n# 标题", None),
        ("#\n\n正文", None),
        ("", None),
    ] {
        let source = SourceText::new("a.md", text);
        let found = opening_heading(&source, &(0..text.len()));
        assert_eq!(found.as_ref().map(|(title, rest)| (title.as_str(), source.slice(rest))), expected, "{text:?}");
    }
}

#[test]
fn a_line_read_before_links_are_known_is_the_line_read_with_them() {
    let pieces = [
        "**",
        "*",
        "`",
        "重点",
        "。",
        "（",
        "）",
        "a b",
        " ",
        "\n",
        "\\",
        "<b>",
        "[甲](b.md)",
        "~~",
        "~",
        "&amp;",
        "_",
        "1. ",
        "![",
        "138****1234",
        "[^1]",
    ];
    let (mut simple, mut other) = (0, 0);
    let texts = (0..pieces.len().pow(4)).map(|number| {
        let piece = |place| pieces[number / pieces.len().pow(place) % pieces.len()];
        (0..4).map(piece).collect::<String>()
    });
    for text in texts.chain(["甲\n` `\n乙**丙**", "甲\n**乙**\nabc", "甲`  `\n乙"].map(str::to_owned)) {
        let source = SourceText::new("content/a.md", &text);
        let line = read_line(&source, &(0..text.len()));
        assert_eq!(line.words, plain_line(&source, &(0..text.len())), "{text:?}");
        match line.html {
            Some(html) => {
                let read = inline(&source, &(0..text.len()), &Site, &[]);
                assert!(read.diagnostics.is_empty() && read.value == html, "{text:?}: {html:?}, {:?}", read.value);
                simple += 1;
            }
            None => other += 1,
        }
    }
    assert!(simple > 10_000 && other > 10_000, "{simple} {other}");
}
