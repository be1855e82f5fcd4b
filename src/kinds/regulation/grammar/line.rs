//! Lines to classes: what each line of a regulation is by itself, before it is known what stands around it.

use std::ops::Range;

use super::super::tree::{Number, Span};
use super::marker::{self, Read, Style, is_space};

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// 第N编, 第N篇
    Part,
    /// 第N分编
    Subpart,
    /// 第N章
    Chapter,
    /// 第N节
    Section,
    /// 总则 alone
    General,
    /// 附则 alone
    Supplementary,
    /// 序言 or 前言 alone
    Preface,
    /// 目录 alone
    Contents,
    /// 附件1
    Annex,
    /// 附件： before the names of what comes with a text, which is no annex itself
    Enclosures,
    /// Any other `#` heading
    Heading,
    /// 第N条
    Article,
    /// 第N条（删除）
    Deleted,
    /// （一）
    Item,
    /// 1.
    Dotted,
    /// （1）
    Bracketed,
    /// 一、
    Enumerated,
    /// Lines of a table
    Table,
    /// A fenced block
    Code,
    /// A fenced block named `check`
    Check,
    /// [^1]: …
    Footnote,
    /// Anything else
    Plain,
}

/// A line, or the lines of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub class: Class,
    /// The number it states; `None` where none is stated or it cannot be read.
    pub number: Option<Number>,
    /// Whether it states a number that cannot be read.
    pub unreadable: bool,
    /// The marker.
    pub label: Span,
    /// 〔heading〕 of an article.
    pub heading: Span,
    /// What follows the marker.
    pub text: Span,
}

/// Reads all lines of a part of a text. With `wrapped` a line break inside a paragraph is none.
pub(super) fn lines(text: &str, body: Range<usize>, wrapped: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(body.len() / 90 + 4);
    let mut at = body.start;
    let mut fences = Fences::default();
    let mut blank = true;
    while at < body.end {
        let next = memchr::memchr(b'\n', &text.as_bytes()[at..body.end]).map_or(body.end, |length| at + length + 1);
        let (start, end) = trimmed(text, at, next);
        if start == end {
            (at, blank) = (next, true);
            continue;
        }
        let content = &text[start..end];
        if let Some((class, close)) = fences.block(text, start..end, next, body.end) {
            lines.push(plain(class, start, close.0));
            (at, blank) = (close.1, true);
            continue;
        }
        let enclosures = marker::enclosures(content);
        if enclosures > 0 {
            lines.push(plain(Class::Enclosures, start, start + enclosures));
        }
        let (start, _) = trimmed(text, start + enclosures, end);
        let line = if content.starts_with('|') { plain(Class::Table, start, end) } else { classify(text, start, end) };
        match lines.last_mut() {
            Some(last) if line.class == Class::Table && last.class == Class::Table && !blank => last.text.end = line.text.end,
            Some(last) if wrapped && !blank && continues(last, &line) => last.text.end = line.text.end,
            _ => lines.push(line),
        }
        (at, blank) = (next, false);
    }
    lines
}

/// Whether a line goes on with the paragraph the line before it began, in a hard-wrapped text.
fn continues(last: &Line, line: &Line) -> bool {
    line.class == Class::Plain
        && !last.text.is_empty()
        && matches!(last.class, Class::Plain | Class::Article | Class::Item | Class::Dotted | Class::Bracketed | Class::Enumerated)
}

/// Where a line begins and ends without the spaces around it.
fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let line = &text[start..end];
    let rest = line.trim_start_matches(is_space);
    let start = start + (line.len() - rest.len());
    (start, start + rest.trim_end_matches(is_space).len())
}

fn plain(class: Class, start: usize, end: usize) -> Line {
    let none = Span::empty(start);
    Line { class, number: None, unreadable: false, label: none, heading: none, text: Span::new(start, end) }
}

/// Finds fenced blocks, in linear time though a fence may never be closed.
#[derive(Default)]
struct Fences {
    /// The shortest run of each mark known to have no closing line after it.
    unclosed: [Option<usize>; 2],
}

impl Fences {
    /// The block a line opens: its class, the end of its closing line and where the next line begins.
    fn block(&mut self, text: &str, line: Range<usize>, next: usize, end: usize) -> Option<(Class, (usize, usize))> {
        let content = &text[line];
        let mark = *content.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
        let length = content.bytes().take_while(|byte| *byte == mark).count();
        let known = &mut self.unclosed[usize::from(mark == b'~')];
        let info = content[length..].trim();
        if length < 3 || (mark == b'`' && info.contains('`')) || known.is_some_and(|shortest| length >= shortest) {
            return None;
        }
        let mut at = next;
        while at < end {
            let after = text[at..end].find('\n').map_or(end, |length| at + length + 1);
            let candidate = text[at..after].trim();
            if candidate.len() >= length && candidate.bytes().all(|byte| byte == mark) {
                let close = at + text[at..after].trim_end().len();
                let class = if info.split_whitespace().next() == Some("check") { Class::Check } else { Class::Code };
                return Some((class, (close, after)));
            }
            at = after;
        }
        *known = Some(length);
        None
    }
}

/// Classes a trimmed line that is neither of a table nor of a fenced block.
fn classify(text: &str, start: usize, end: usize) -> Line {
    let content = &text[start..end];
    let hashes = content.bytes().take_while(|byte| *byte == b'#').count();
    let hashed = (1..=6).contains(&hashes);
    let rest = if hashed { content[hashes..].trim_start_matches(is_space) } else { content };
    let from = end - rest.len();
    let found = match rest.chars().next() {
        Some('第') => structural(text, from, end, hashed, 0),
        Some('*') => emphasised(text, from, end, hashed),
        Some('总' | '附' | '序' | '前' | '目') => named(text, from, end, hashed),
        Some('[') if !hashed => footnote(text, from, end),
        _ if !hashed => listed(text, from, end),
        _ => None,
    };
    found.unwrap_or_else(|| plain(if hashed { Class::Heading } else { Class::Plain }, from, end))
}

/// `[^1]: …`
fn footnote(text: &str, start: usize, end: usize) -> Option<Line> {
    let label = text[start..end].strip_prefix("[^")?.find("]:").filter(|length| *length > 0)?;
    let label = start..start + "[^".len() + label + "]:".len();
    let named = !text[label.start + 1..label.end - 2].contains(|c: char| is_space(c) || matches!(c, '[' | ']'));
    let after = label.end;
    named.then(|| Line { number: None, ..marked(Class::Footnote, Ok(Number::default()), text, label, after, end) })
}

/// Reads a `#` heading again as the marker of a list, for texts without articles: `## 一、总体要求`.
pub(super) fn listed(text: &str, start: usize, end: usize) -> Option<Line> {
    let mark = marker::listed(&text[start..end])?;
    let class = match mark.style {
        Style::Item => Class::Item,
        Style::Dotted => Class::Dotted,
        Style::Bracketed => Class::Bracketed,
        Style::Enumerated => Class::Enumerated,
    };
    Some(marked(class, mark.number, text, start..start + mark.length, start + mark.length, end))
}

/// A line with a marker; the text begins after the spaces behind it.
fn marked(class: Class, number: Read, text: &str, label: Range<usize>, after: usize, end: usize) -> Line {
    let rest = text[after..end].trim_start_matches(is_space);
    Line {
        class,
        number: number.ok(),
        unreadable: number.is_err(),
        label: Span::new(label.start, label.end),
        heading: Span::empty(after),
        text: Span::new(end - rest.len(), end),
    }
}

/// 第N条, 第N章 and so on; `stars` asterisks stand behind the label when it is emphasised.
fn structural(text: &str, start: usize, end: usize, hashed: bool, stars: usize) -> Option<Line> {
    let mark = marker::structural(&text[start..end])?;
    let label = start..start + mark.length;
    let rest = &text[label.end..end];
    if mark.word == "条" {
        return article(text, label, end, mark.number, stars);
    }
    let sentence = rest.ends_with(['。', '；', '：', '，']);
    if !hashed && (sentence || !(rest.is_empty() || rest.starts_with(is_space))) {
        return None;
    }
    let class = match mark.word {
        "章" => Class::Chapter,
        "节" => Class::Section,
        "分编" => Class::Subpart,
        _ => Class::Part,
    };
    Some(marked(class, mark.number, text, label.clone(), label.end, end))
}

/// 第N条[之N] [〔heading〕] and a separator; without one it is a sentence that begins with a reference.
fn article(text: &str, label: Range<usize>, end: usize, number: Read, stars: usize) -> Option<Line> {
    let after = label.end + stars;
    let rest = text[after..end].trim_start_matches(is_space);
    let at = end - rest.len();
    let parted = at > after || stars > 0 || rest.is_empty();
    if marker::deletion(rest) && rest.ends_with(['）', ')']) && rest.chars().count() == 4 {
        return Some(marked(Class::Deleted, number, text, label, after, end));
    }
    if let Some(length) = marker::heading(rest) {
        let mut line = marked(Class::Article, number, text, label, at + length, end);
        line.heading = Span::new(at, at + length);
        return Some(line);
    }
    parted.then(|| marked(Class::Article, number, text, label, after, end))
}

/// `**第一条**　…`, and a heading that is emphasised whole.
fn emphasised(text: &str, start: usize, end: usize, hashed: bool) -> Option<Line> {
    let inner = text[start..end].strip_prefix("**")?;
    if !inner.starts_with('第') {
        return None;
    }
    let from = start + 2;
    let mark = marker::structural(inner)?;
    if mark.word == "条" && inner[mark.length..].starts_with("**") {
        return structural(text, from, end, hashed, 2);
    }
    let whole = inner.strip_suffix("**").filter(|whole| !whole.contains("**"))?;
    if mark.word == "条" { None } else { structural(text, from, from + whole.len(), true, 0) }
}

/// 总则, 附则, 序言, 前言, 目录 alone on a line, and headings of annexes.
fn named(text: &str, start: usize, end: usize, hashed: bool) -> Option<Line> {
    const WORDS: [(&str, Class); 5] = [
        ("总则", Class::General),
        ("附则", Class::Supplementary),
        ("序言", Class::Preface),
        ("前言", Class::Preface),
        ("目录", Class::Contents),
    ];
    let content = &text[start..end];
    if let Some((_, class)) = WORDS.iter().find(|(word, _)| marker::is_word(content, word)) {
        return Some(plain(*class, start, end));
    }
    let mark = marker::annex(content, hashed)?;
    Some(Line {
        class: Class::Annex,
        number: mark.number.map(Number::plain),
        unreadable: false,
        label: Span::new(start, start + mark.length),
        heading: Span::empty(start),
        text: Span::new(start + mark.title, end),
    })
}
