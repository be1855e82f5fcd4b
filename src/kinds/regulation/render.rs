//! A tree to markup: chapters, articles, 款, 项, 目 with their ids, the text as it stands.
//!
//! Nearly all text of regulations is without Markdown and takes a plain path; the rest goes through the renderer.

use std::fmt::Write;

use super::footnote::Footnotes;
use super::model::Version;
use super::notes::Notes;
use super::tree::{Kind, Node, Tree};
use super::words::Words;
use crate::diag::{Checked, Diagnostic};
use crate::markdown::{self, Links, Mark, Rendered};
use crate::source::SourceText;
use crate::value::holds;
use crate::view::{Html, TocEntry, escape};

/// The text of a version as markup, and what is wrong with its links and Markdown. `marks`, in order, stand around
/// words of it, and `notes` below its articles.
pub(super) fn body(version: &Version, links: &dyn Links, marks: &[Mark], notes: &Notes<'_>) -> Checked<Html> {
    let out = String::with_capacity(version.body.len() * 2);
    let footnotes = &Footnotes::of(version);
    let (tree, text) = (&version.tree, version.text());
    let mut renderer = Renderer { version, tree, text, links, marks, notes, footnotes, out, diagnostics: Vec::new() };
    for root in version.tree.roots() {
        renderer.unit(root, 2);
    }
    renderer.footnotes();
    Checked::new(Html(renderer.out), renderer.diagnostics)
}

/// What is wrong with links and Markdown in a version, found without making its page.
pub(super) fn findings(version: &Version, links: &dyn Links) -> Vec<Diagnostic> {
    let marked = |(index, node): (usize, &Node)| match node.kind {
        Kind::Table if node.text.range().len() <= markdown::SHORT && is_plain(node.text.of(version.text())) => None,
        Kind::Table | Kind::Code => Some(block(version, node, links).diagnostics),
        Kind::Check | Kind::Contents => None,
        _ if !version.styled.is_at_risk(index) || skipped_title(version, index) => None,
        _ => Some(markdown::inline(&version.source, &node.text.range(), links, &[]).diagnostics),
    };
    version.tree.iter().filter_map(marked).flatten().collect()
}

/// A table or a fenced block. An indented table is read as if it were not: its spaces go behind the first bar of each line, so
/// that all else keeps its place.
fn block(version: &Version, node: &Node, links: &dyn Links) -> Checked<Rendered> {
    let range = node.text.range();
    let indented = |line: &str| line.starts_with(char::is_whitespace);
    if node.kind != Kind::Table || !node.text.of(version.text()).lines().any(indented) {
        return markdown::block(&version.source, &range, 4, links);
    }
    let mut text = version.text()[..range.start].to_owned();
    for line in version.text()[range.clone()].split_inclusive('\n') {
        let bar = line.find('|').unwrap_or(0);
        let rest = line.strip_prefix(&line[..bar]).and_then(|rest| rest.strip_prefix('|'));
        match rest {
            Some(rest) => text.extend(["|", &" ".repeat(bar), rest]),
            None => text.push_str(line),
        }
    }
    text.push_str(&version.text()[range.end..]);
    markdown::block(&SourceText::new(&version.source.file, &text), &range, 4, links)
}

/// Whether a text holds no character that Markdown gives a meaning to.
pub(super) fn is_plain(text: &str) -> bool {
    !holds(text, *b"*_`[<\\~&")
}

/// Whether a unit is a heading that says the title again, which the page shows already.
pub(super) fn skipped_title(version: &Version, index: usize) -> bool {
    index == 0 && {
        let node = version.tree.node(index);
        node.kind == Kind::Heading && crate::value::fold(node.text.of(version.text())) == crate::value::fold(&version.front.title)
    }
}

struct Renderer<'a> {
    version: &'a Version,
    tree: &'a Tree,
    text: &'a str,
    links: &'a dyn Links,
    marks: &'a [Mark],
    notes: &'a Notes<'a>,
    footnotes: &'a Footnotes,
    out: String,
    diagnostics: Vec<Diagnostic>,
}

impl Renderer<'_> {
    /// Writes a unit and all below it; headings get `level`.
    fn unit(&mut self, index: usize, level: u8) {
        match self.tree.node(index).kind {
            Kind::Preamble => self.section(index, "preamble", level),
            Kind::Back => self.section(index, "back", level),
            Kind::Part => self.section(index, "part", level),
            Kind::Subpart => self.section(index, "subpart", level),
            Kind::Chapter | Kind::General | Kind::Supplementary => self.section(index, "chapter", level),
            Kind::Section => self.section(index, "section", level),
            Kind::Annex => self.section(index, "annex", level),
            Kind::Article => self.article(index),
            Kind::Paragraph => self.paragraph(index, None),
            Kind::Heading if !skipped_title(self.version, index) => self.heading(index, level),
            Kind::Table | Kind::Code => self.block(index),
            // Items are written by the 款 they stand in, footnotes at the end; a check is not part of the text.
            _ => {}
        }
    }

    fn section(&mut self, index: usize, class: &str, level: u8) {
        let node = self.tree.node(index);
        let id = self.tree.id(index);
        self.put(&["<section class=\"", class, "\" id=\"", &id, "\">"]);
        if !(node.label.is_empty() && node.text.is_empty()) {
            self.heading(index, level);
        }
        for child in self.tree.children(index) {
            self.unit(child, (level + 1).min(6));
        }
        self.out.push_str("</section>\n");
    }

    /// `<h2 class="heading"><span class="label">第一章</span>　<span class="title">总则</span></h2>`
    fn heading(&mut self, index: usize, level: u8) {
        let node = self.tree.node(index);
        let element = ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level) - 1];
        self.put(&["<", element, " class=\"heading\">"]);
        if !node.label.is_empty() {
            let label = escape(node.label.of(self.text));
            self.put(&["<span class=\"label\">", &label, "</span>"]);
        }
        if !node.text.is_empty() {
            self.out.push_str(if node.label.is_empty() { "<span class=\"title\">" } else { "　<span class=\"title\">" });
            self.words(index);
            self.out.push_str("</span>");
        }
        self.put(&["</", element, ">\n"]);
    }

    fn article(&mut self, index: usize) {
        let node = self.tree.node(index);
        let id = self.tree.id(index);
        let class = if node.deleted { "article deleted" } else { "article" };
        self.put(&["<article class=\"", class, "\" id=\"", &id, "\">"]);
        let first = self.tree.children(index).next().filter(|child| self.tree.node(*child).kind == Kind::Paragraph);
        if first.is_none() {
            self.out.push_str("<p class=\"paragraph\">");
            self.label(index, &id);
            self.out.push_str("</p>\n");
        }
        for child in self.tree.children(index) {
            match self.tree.node(child).kind {
                Kind::Paragraph => self.paragraph(child, (first == Some(child)).then_some((index, id.as_str()))),
                _ => self.unit(child, 6),
            }
        }
        self.notes.write(&mut self.out, index);
        self.out.push_str("</article>\n");
    }

    /// The label that links to its own article, with the article's 〔heading〕 or （删除）.
    fn label(&mut self, article: usize, id: &str) {
        let node = self.tree.node(article);
        let label = escape(node.label.of(self.text));
        let space = if self.tree.without_articles && label.ends_with('、') { "" } else { "　" };
        self.put(&["<a class=\"label\" href=\"#", id, "\">", &label, "</a>"]);
        if node.deleted {
            self.out.push_str(space);
            self.words(article);
        } else if !node.text.is_empty() {
            self.out.push_str("<span class=\"title\">");
            self.words(article);
            self.out.push_str("</span>");
        }
        if !node.deleted {
            self.out.push_str(space);
        }
    }

    /// A 款 with its lists; the first one of an article carries the label.
    fn paragraph(&mut self, index: usize, article: Option<(usize, &str)>) {
        let id = self.tree.id(index);
        self.put(&["<p class=\"paragraph\" id=\"", &id, "\">"]);
        if let Some((article, id)) = article {
            self.label(article, id);
        }
        self.words(index);
        self.out.push_str("</p>\n");
        self.lists(index, &id);
    }

    /// Items, 目 and blocks below a unit; neighbours of one kind share a list.
    fn lists(&mut self, index: usize, id: &str) {
        let mut open: Option<Kind> = None;
        for child in self.tree.children(index) {
            let node = self.tree.node(child);
            if node.kind == Kind::Footnote {
                continue;
            }
            let list = Some(node.kind).filter(|kind| matches!(kind, Kind::Item | Kind::Subitem));
            if open.is_some() && open != list {
                self.out.push_str("</ol>\n");
            }
            match list {
                Some(kind) => {
                    if open != list {
                        self.out.push_str(if kind == Kind::Item { "<ol class=\"items\">\n" } else { "<ol class=\"subitems\">\n" });
                    }
                    self.item(child, node, id);
                }
                None if node.kind == Kind::Continuation => {
                    self.out.push_str("<p class=\"continuation\">");
                    self.words(child);
                    self.out.push_str("</p>\n");
                }
                None => self.unit(child, 6),
            }
            open = list;
        }
        if open.is_some() {
            self.out.push_str("</ol>\n");
        }
    }

    /// `<li class="item" id="art-1-p1-i1"><span class="label">（一）</span>text</li>`
    fn item(&mut self, index: usize, node: &Node, parent: &str) {
        let (class, letter) = if node.kind == Kind::Item { ("item", "-i") } else { ("subitem", "-s") };
        let mut id = [parent, letter].concat();
        node.number.push_to(&mut id);
        let label = escape(node.label.of(self.text));
        self.put(&["<li class=\"", class, "\" id=\"", &id, "\"><span class=\"label\">", &label, "</span>"]);
        self.words(index);
        self.lists(index, &id);
        self.out.push_str("</li>\n");
    }

    fn block(&mut self, index: usize) {
        let rendered = block(self.version, self.tree.node(index), self.links).take(&mut self.diagnostics);
        self.out.push_str(&rendered.html.0);
    }

    /// The text of one unit.
    fn words(&mut self, index: usize) {
        let range = self.tree.node(index).text.range();
        let text = &self.text[range.clone()];
        if !is_plain(text) {
            let read = self.version.styled.markup(index).filter(|_| markdown::within(self.marks, &range).is_empty());
            let html = match read {
                Some(html) => html.clone(),
                None => markdown::inline(&self.version.source, &range, self.links, self.marks).take(&mut self.diagnostics),
            };
            self.out.push_str(&self.footnotes.linked(html.0, self.text, &range));
        } else if self.tree.has_lines(text) {
            self.lines(index);
        } else {
            markdown::write_marked(&mut self.out, self.text, &range, self.marks);
        }
    }

    /// The footnotes, at the end; each leads back to the first reference to it.
    fn footnotes(&mut self) {
        let Footnotes { notes, cited, .. } = self.footnotes;
        if notes.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"footnotes\">\n<ol>\n");
        for (at, note) in notes.iter().enumerate() {
            let number = at + 1;
            write!(self.out, "<li id=\"h-fn-{number}\">").expect("a string takes any text");
            self.words(*note);
            if at < *cited {
                write!(self.out, "<a href=\"#h-fnref-{number}\">↩</a>").expect("a string takes any text");
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    /// A paragraph that stands in several lines; a mark across their ends is written in each.
    fn lines(&mut self, index: usize) {
        let words = Words::of(self.tree, index, self.text);
        for piece in words.pieces() {
            let line = words.source(&piece.words);
            let clip = |mark: &Mark| Mark { span: mark.span.start.max(line.start)..mark.span.end.min(line.end), ..mark.clone() };
            let marks: Vec<Mark> =
                self.marks.iter().filter(|mark| mark.span.start < line.end && line.start < mark.span.end).map(clip).collect();
            self.out.push_str(if piece.spaced { " " } else { "" });
            markdown::write_marked(&mut self.out, self.text, &line, &marks);
        }
    }

    fn put(&mut self, pieces: &[&str]) {
        self.out.extend(pieces.iter().copied());
    }
}

/// The table of contents: parts, chapters, sections, annexes, with the articles each spans.
pub(super) fn contents(version: &Version) -> Vec<TocEntry> {
    let (tree, text) = (&version.tree, version.text());
    tree.roots().filter_map(|index| entry(tree, text, index)).collect()
}

fn entry(tree: &Tree, text: &str, index: usize) -> Option<TocEntry> {
    let node = tree.node(index);
    let listed = match node.kind {
        Kind::Part | Kind::Subpart | Kind::Chapter | Kind::Section | Kind::General | Kind::Supplementary | Kind::Annex => true,
        Kind::Preamble => !node.text.is_empty(),
        _ => false,
    };
    listed.then(|| TocEntry {
        id: tree.id(index),
        title: title(node, text),
        span: span(tree, text, index),
        children: tree.children(index).filter_map(|child| entry(tree, text, child)).collect(),
    })
}

/// 第一章　总则
fn title(node: &Node, text: &str) -> String {
    let words = [node.label.of(text), node.text.of(text)];
    words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("　")
}

/// 第一条—第六条, the articles a unit spans; empty without one, and for an annex, where others are numbered alike.
fn span(tree: &Tree, text: &str, index: usize) -> String {
    let mut articles = tree.below(index).map(|below| tree.node(below)).filter(|node| node.kind == Kind::Article);
    let label = |node: &Node| node.label.of(text).to_owned();
    match (articles.next(), articles.next_back()) {
        _ if tree.node(index).kind == Kind::Annex => String::new(),
        (Some(first), Some(last)) => format!("{}—{}", label(first), label(last)),
        (Some(only), None) => label(only),
        (None, _) => String::new(),
    }
}
