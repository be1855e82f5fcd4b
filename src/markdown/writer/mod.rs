//! Events of the Markdown parser to markup.
//!
//! Writes element by element with its own closed set of tags; every text and every attribute is escaped, and nothing
//! from the source becomes a tag, a class, a style or an address that was not judged.

mod heading;
mod link;
mod table;

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Tag};

use super::footnote::Footnotes;
use super::guard::Guarded;
use super::heading::{Anchors, Heading, table_of_contents};
use super::mark::within;
use super::{Line, Links, Mark, Rendered, cjk, faults};
use crate::diag::{Checked, Diagnostic, Place};
use crate::source::SourceText;
use crate::view::{Html, escape};

/// Elements within elements. Browsers stop at 512; no text of an office needs a tenth of that.
pub(super) const DEEPEST: usize = 32;

/// Markup of one text, in bytes.
pub(super) const MOST_OUTPUT: usize = 16 << 20;

/// Where the markup of what is open goes, and what ends it.
enum Open {
    /// Ends with these words.
    With(&'static str),
    /// A heading, whose markup begins here.
    Heading { level: HeadingLevel, at: usize },
    /// An image that is loaded: its address and title.
    Image { source: String, title: String },
    /// A cell, whose markup begins here.
    Cell { at: usize },
    /// A footnote, whose markup begins here.
    Footnote { label: String, at: usize },
    /// A block of raw HTML.
    RawHtml,
    /// A block in whose place an answer stands; its own text is not shown.
    Answered,
}

/// What is being written.
pub(super) struct Writer<'a> {
    source: &'a SourceText,
    guarded: &'a Guarded<'a>,
    links: &'a dyn Links,
    /// Markup around words, in order.
    marks: &'a [Mark],
    /// Whether paragraphs are left out.
    inline: bool,
    html: String,
    open: Vec<Open>,
    too_deep: bool,
    /// The last character of text, for line ends between Chinese characters.
    last: Option<char>,
    /// Where a line end stands that may have to go.
    line_end: Option<usize>,
    /// Text of the image being read.
    description: Option<String>,
    /// Text of the heading being read.
    title: Option<String>,
    /// Text of the line being read.
    words: Option<String>,
    headings: Vec<Heading>,
    anchors: Anchors,
    alignments: Vec<Alignment>,
    in_head: bool,
    column: usize,
    footnotes: Footnotes,
    /// Whether raw HTML was reported in the block being read: its closing tags are not reported again.
    raw_html: bool,
    diagnostics: Vec<Diagnostic>,
}

/// Syntax beyond CommonMark.
pub(super) fn options(inline: bool) -> Options {
    if inline { Options::ENABLE_STRIKETHROUGH } else { Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES }
}

impl<'a> Writer<'a> {
    pub(super) fn new(source: &'a SourceText, guarded: &'a Guarded<'a>, links: &'a dyn Links, inline: bool) -> Self {
        Self {
            source,
            guarded,
            links,
            marks: &[],
            inline,
            html: String::new(),
            open: Vec::new(),
            too_deep: false,
            last: None,
            line_end: None,
            description: None,
            title: None,
            words: None,
            headings: Vec::new(),
            anchors: Anchors::default(),
            alignments: Vec::new(),
            in_head: false,
            column: 0,
            footnotes: Footnotes::default(),
            raw_html: false,
            diagnostics: Vec::new(),
        }
    }

    /// With markup around words.
    pub(super) fn marked(mut self, marks: &'a [Mark]) -> Self {
        self.marks = marks;
        self
    }

    /// Writes everything. The highest heading of the text becomes one of level `base`.
    pub(super) fn write(mut self, text: &str, base: u8) -> Checked<Rendered> {
        self.anchors = Anchors::reserving(if text.contains("{#") { text } else { "" });
        for (event, range) in self.guarded.events(options(self.inline)) {
            self.event(event, &range);
            if self.html.len() > MOST_OUTPUT {
                let place = self.place(&(range.end..range.end));
                self.diagnostics.push(faults::too_much_output(place, MOST_OUTPUT));
                return Checked::new(Rendered::default(), self.diagnostics);
            }
        }
        self.footnotes.write(&mut self.html);
        let html = heading::level_headings(self.html, &self.headings, base);
        Checked::new(Rendered { html: Html(html), toc: table_of_contents(self.headings) }, self.diagnostics)
    }

    /// Reads a line that holds emphasis and code alone; nothing for any other.
    pub(super) fn simple_line(mut self) -> Option<Line> {
        self.words = Some(String::new());
        for (event, range) in self.guarded.events(options(true)) {
            // Blanks by themselves are joined otherwise in words than in markup.
            let is_blank = |text: &str| !text.is_empty() && text.trim().is_empty();
            let simple = match &event {
                Event::Start(Tag::Paragraph | Tag::Emphasis | Tag::Strong) => self.open.len() < DEEPEST,
                Event::Text(text) | Event::Code(text) => !is_blank(&self.guarded.clean(text)),
                Event::End(_) | Event::SoftBreak => true,
                _ => false,
            };
            if !simple {
                return None;
            }
            self.event(event, &range);
        }
        let mut words = self.words.unwrap_or_default();
        words.truncate(words.trim_end().len());
        Some(Line { words, html: Some(Html(self.html)) })
    }

    fn place(&self, range: &Range<usize>) -> Place {
        self.source.place(self.guarded.source_range(range))
    }

    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(),
            Event::Text(text) => self.marked_text(&text, range),
            Event::Code(code) => self.code(&code),
            Event::Html(html) => self.raw_block(&html),
            Event::InlineHtml(html) => {
                self.report_raw_html(&html, range);
                self.text(&html);
            }
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.element("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => {
                let reference = self.footnotes.reference(&label);
                self.element(&reference);
            }
            // Switched off in `options`.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    /// Markup within text; an image's description holds none.
    fn element(&mut self, markup: &str) {
        if self.description.is_none() {
            self.html.push_str(markup);
        }
        (self.last, self.line_end) = (None, None);
    }

    /// Text with the marks in it. A text that is not what the source says, or stands in a link, has none.
    fn marked_text(&mut self, text: &str, range: &Range<usize>) {
        let range = self.guarded.source_range(range);
        let marks = within(self.marks, &range);
        let plain = self.description.is_some() || self.open.iter().any(|open| matches!(open, Open::With("</a>")));
        if marks.is_empty() || plain || self.source.slice(&range) != self.guarded.clean(text) {
            return self.text(text);
        }
        let mut at = range.start;
        for mark in marks {
            self.text(self.source.slice(&(at..mark.span.start)));
            self.html.push_str(&mark.open);
            self.text(self.source.slice(&mark.span));
            self.html.push_str(mark.close);
            at = mark.span.end;
        }
        self.text(self.source.slice(&(at..range.end)));
    }

    /// Text, as it stands.
    fn text(&mut self, text: &str) {
        let text = self.guarded.clean(text);
        if text.is_empty() || matches!(self.open.last(), Some(Open::Answered)) {
            return;
        }
        let text = self.join_lines(&text);
        self.last = text.chars().next_back().or(self.last);
        self.plain(text);
        if self.description.is_none() {
            self.html.push_str(&escape(text));
        }
    }

    /// Takes the line end before this text away where both sides are written without spaces.
    fn join_lines<'t>(&mut self, text: &'t str) -> &'t str {
        let Some(at) = self.line_end.take() else { return text };
        let text = text.trim_start();
        let solid = self.last.zip(text.chars().next()).is_some_and(|(before, after)| cjk::runs_on(before, after));
        if !solid {
            self.plain(" ");
        } else if self.description.is_none() {
            self.html.remove(at);
        }
        text
    }

    /// Text for a table of contents, an image's description or the words of a line.
    fn plain(&mut self, text: &str) {
        for plain in [&mut self.title, &mut self.description, &mut self.words].into_iter().flatten() {
            plain.push_str(text);
        }
    }

    fn soft_break(&mut self) {
        self.line_end = Some(self.html.len());
        if self.description.is_none() {
            self.html.push('\n');
        }
    }

    fn code(&mut self, code: &str) {
        let markup = self.description.is_none();
        let code = self.guarded.clean(code);
        if markup {
            self.html.push_str("<code>");
        }
        self.text(&code);
        if markup {
            self.html.push_str("</code>");
        }
    }

    fn raw_block(&mut self, html: &str) {
        let html = self.guarded.clean(html);
        for line in html.lines() {
            self.html.push_str(&escape(line.trim()));
            self.html.push_str("<br>\n");
        }
    }

    fn report_raw_html(&mut self, html: &str, range: &Range<usize>) {
        if html.starts_with("</") && self.raw_html {
            return;
        }
        self.raw_html = true;
        let (place, html) = (self.place(range), self.guarded.clean(html).into_owned());
        self.diagnostics.push(faults::raw_html(place, &html));
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        if self.open.len() >= DEEPEST {
            if !std::mem::replace(&mut self.too_deep, true) {
                let place = self.place(&(range.start..range.start));
                self.diagnostics.push(faults::too_deep(place, DEEPEST));
            }
            self.open.push(Open::With(""));
            return;
        }
        let open = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => self.start_inline(tag, range),
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => self.start_table(tag),
            _ => self.start_block(tag, range),
        };
        self.open.push(open);
    }

    fn start_block(&mut self, tag: Tag<'_>, range: &Range<usize>) -> Open {
        (self.last, self.line_end, self.raw_html) = (None, None, false);
        match tag {
            Tag::Paragraph if self.inline => Open::With(""),
            Tag::Paragraph => self.tag("<p>", "</p>\n"),
            Tag::Heading { level, .. } => {
                self.title = Some(String::new());
                Open::Heading { level, at: self.html.len() }
            }
            Tag::BlockQuote(_) => self.tag("<blockquote>\n", "</blockquote>\n"),
            Tag::CodeBlock(_) => match self.links.answer(self.guarded.source_range(range).start) {
                Some(answer) => {
                    self.html.push_str(&answer.0);
                    Open::Answered
                }
                None => self.tag("<pre><code>", "</code></pre>\n"),
            },
            Tag::HtmlBlock => {
                let whole = self.guarded.slice(range);
                let range = range.start..range.start + whole.trim_end().len();
                self.report_raw_html(&whole[..range.len()], &range);
                self.html.push_str("<p>");
                Open::RawHtml
            }
            Tag::List(Some(1)) => self.tag("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => self.tag(&format!("<ol start=\"{first}\">\n"), "</ol>\n"),
            Tag::List(None) => self.tag("<ul>\n", "</ul>\n"),
            Tag::Item => self.tag("<li>", "</li>\n"),
            Tag::FootnoteDefinition(label) => Open::Footnote { label: label.into_string(), at: self.html.len() },
            // Switched off in `options`, or handled before.
            _ => Open::With(""),
        }
    }

    fn tag(&mut self, begin: &str, end: &'static str) -> Open {
        self.html.push_str(begin);
        Open::With(end)
    }

    fn start_inline(&mut self, tag: Tag<'_>, range: &Range<usize>) -> Open {
        // An image's description is text alone.
        if self.description.is_some() {
            return Open::With("");
        }
        match tag {
            Tag::Emphasis => self.tag("<em>", "</em>"),
            Tag::Strong => self.tag("<strong>", "</strong>"),
            // A single tilde stands between numbers: 10~20.
            Tag::Strikethrough if !self.guarded.slice(range).starts_with("~~") => {
                self.text("~");
                Open::With("~")
            }
            Tag::Strikethrough => self.tag("<del>", "</del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, range),
            _ => Open::With(""),
        }
    }

    fn end(&mut self) {
        match self.open.pop().expect("the parser ends what it began, and nothing else") {
            Open::With(end) => self.end_with(end),
            Open::Heading { level, at } => self.end_heading(level as u8, at),
            Open::Image { source, title } => self.end_image(&source, &title),
            Open::Cell { at } => self.end_cell(at),
            Open::Footnote { label, at } => {
                let note = self.html.split_off(at);
                self.footnotes.define(label, note);
            }
            Open::Answered => {}
            Open::RawHtml => {
                let end = self.html.trim_end_matches("<br>\n").len();
                self.html.truncate(end);
                self.html.push_str("</p>\n");
            }
        }
    }

    fn end_with(&mut self, end: &'static str) {
        match end {
            "~" => self.text("~"),
            end => self.html.push_str(end),
        }
    }
}
