//! For people: each finding with the lines it points into.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::renderer::{DEFAULT_TERM_WIDTH, DecorStyle};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Report;
use crate::diag::{Cell, Diagnostic, Language, Place, Severity, column_letter};
use crate::say;

/// Findings of one code drawn for one file; the rest are counted.
const IN_A_FILE: usize = 10;

/// Findings of one code drawn in a run. Nobody reads on after so many, and drawing them takes longer than the build.
const IN_A_RUN: usize = 200;

/// Files named one by one when they have more findings of a code than are drawn.
const NAMED: usize = 5;

/// Longest part of a line that is drawn on either side of what is pointed at, in bytes.
const CONTEXT: usize = 160;

pub(super) fn draw(report: &Report<'_>) -> String {
    let renderer = if report.colour { Renderer::styled() } else { Renderer::plain() };
    let width = if report.width == 0 { DEFAULT_TERM_WIDTH } else { report.width };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width);
    let mut tally = Tally::default();
    let mut text = String::new();
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| !diagnostic.is_explained()) {
        if tally.draws(diagnostic) {
            text.push_str(&renderer.render(&[group(report, diagnostic)]));
            text.push_str("\n\n");
        }
    }
    text.push_str(&tally.rest(report.language));
    let settled = report.diagnostics.iter().filter(|diagnostic| diagnostic.is_explained()).count();
    if settled > 0 {
        let words = say!("另有 {settled} 条提示已有说明，不再列出\n", "{settled} further findings are explained and not listed\n");
        text.push_str(words.get(report.language));
    }
    text
}

/// What was drawn and what was only counted.
#[derive(Default)]
struct Tally<'a> {
    /// Drawn, by code.
    drawn: BTreeMap<&'a str, usize>,
    /// Found, by code and file.
    found: BTreeMap<&'a str, BTreeMap<&'a str, Found>>,
}

/// Findings of a code in a file.
#[derive(Default)]
struct Found {
    drawn: usize,
    counted: usize,
}

impl<'a> Tally<'a> {
    /// Whether the next finding is drawn, or counted.
    fn draws(&mut self, diagnostic: &'a Diagnostic) -> bool {
        let code = diagnostic.code.as_str();
        let file = diagnostic.place.as_ref().map_or("", |place| &place.file);
        let drawn = self.drawn.entry(code).or_default();
        let found = self.found.entry(code).or_default().entry(file).or_default();
        let draws = found.drawn < IN_A_FILE && *drawn < IN_A_RUN;
        if draws {
            found.drawn += 1;
            *drawn += 1;
        } else {
            found.counted += 1;
        }
        draws
    }

    /// What was not drawn, in a line for each file, or for each code that many files have.
    fn rest(&self, language: Language) -> String {
        let mut text = String::new();
        for (code, files) in &self.found {
            let left: Vec<(&str, usize)> =
                files.iter().filter(|(_, found)| found.counted > 0).map(|(file, found)| (*file, found.counted)).collect();
            if left.len() > NAMED {
                let (count, files) = (left.iter().map(|(_, count)| count).sum::<usize>(), left.len());
                let words = say!(
                    "{code} 还有 {count} 处，在 {files} 个文件里；要看全部：gongshi check --format json\n",
                    "{count} more of {code} in {files} files; to see all: gongshi check --format json\n",
                );
                text.push_str(words.get(language));
                continue;
            }
            for (file, more) in left {
                text.push_str(say!("{file}：{code} 还有 {more} 处\n", "{file}: {more} more of {code}\n").get(language));
            }
        }
        text
    }
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    let (level, zh) = match severity {
        Severity::Error => (Level::ERROR, "错误"),
        Severity::Warning => (Level::WARNING, "警告"),
        Severity::Info => (Level::INFO, "提示"),
    };
    if language == Language::Zh { level.with_name(zh) } else { level }
}

fn group<'a>(report: &Report<'a>, diagnostic: &'a Diagnostic) -> Group<'a> {
    let language = report.language;
    let title = level(diagnostic.severity, language).primary_title(diagnostic.message.get(language)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        let label = label(diagnostic, language);
        group = match excerpt(report, place) {
            Some(excerpt) => group.element(excerpt.snippet(AnnotationKind::Primary, label)),
            None => group.element(origin(place)).elements(label.map(|label| Level::NOTE.no_name().message(label))),
        };
    }
    for (place, words) in &diagnostic.related {
        let words = words.get(language).to_owned();
        group = match excerpt(report, place) {
            Some(excerpt) => group.element(excerpt.snippet(AnnotationKind::Context, Some(words))),
            None => group.element(Level::NOTE.no_name().message(format!("{words}: {}", place.file))),
        };
    }
    let help = if language == Language::Zh { Level::HELP.with_name("办法") } else { Level::HELP };
    let rule = if language == Language::Zh { Level::NOTE.with_name("依据") } else { Level::NOTE.with_name("rule") };
    let rule = diagnostic.rule.as_ref().map(|words| rule.message(words.as_str()));
    group.elements(diagnostic.help.as_ref().map(|words| help.message(words.get(language)))).elements(rule)
}

fn origin(place: &Place) -> Origin<'_> {
    Origin::path(place.file.as_ref())
}

/// Words under the caret: the cell as a clerk sees it, and what the finding says of it.
fn label(diagnostic: &Diagnostic, language: Language) -> Option<String> {
    let cell = diagnostic.place.as_ref().and_then(|place| place.cell.as_ref()).map(|cell| cell_name(cell, language));
    let words = diagnostic.label.as_ref().map(|label| label.get(language).to_owned());
    let parts: Vec<String> = cell.into_iter().chain(words).collect();
    (!parts.is_empty()).then(|| parts.join(say!("：", ": ").get(language)))
}

/// 第 7 行 D 列（金额）
fn cell_name(cell: &Cell, language: Language) -> String {
    let row = cell.row;
    let Some(column) = cell.column.map(column_letter) else { return say!("第 {row} 行", "row {row}").get(language).to_owned() };
    match &cell.title {
        Some(title) => say!("第 {row} 行 {column} 列（{title}）", "row {row}, column {column} ({title})"),
        None => say!("第 {row} 行 {column} 列", "row {row}, column {column}"),
    }
    .get(language)
    .to_owned()
}

/// The lines a place points into.
struct Excerpt<'a> {
    file: &'a str,
    text: &'a str,
    line: usize,
    /// The place within `text`.
    span: Range<usize>,
}

fn excerpt<'a>(report: &Report<'a>, place: &'a Place) -> Option<Excerpt<'a>> {
    if let (Some(sheet), Some(cell)) = (&place.sheet, &place.cell) {
        return Some(Excerpt { file: &place.file, text: &sheet.line, line: cell.row as usize, span: sheet.span.clone() });
    }
    let span = place.span.clone()?;
    let text = report.map.text(&place.file)?;
    // A range over many lines is shown by its first.
    let first_end = text.get(span.clone())?.find('\n').map_or(span.end, |end| span.start + end);
    let span = span.start..first_end.max(span.start);
    let (lines, line) = report.map.lines(&place.file, &span)?;
    let from = boundary(text, lines.start.max(span.start.saturating_sub(CONTEXT)));
    let to = boundary(text, lines.end.min(span.end + CONTEXT)).max(span.end);
    let shown = text.get(from..to)?.trim_end_matches(['\r', '\n']);
    let end = (span.end - from).min(shown.len());
    Some(Excerpt { file: &place.file, text: shown, line, span: (span.start - from).min(end)..end })
}

impl<'a> Excerpt<'a> {
    fn snippet(self, kind: AnnotationKind, label: Option<String>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let annotation = kind.span(self.span);
        let annotation = match label {
            Some(label) => annotation.label(label),
            None => annotation,
        };
        Snippet::source(self.text).path(self.file).line_start(self.line).annotation(annotation)
    }
}

/// The nearest character boundary at or before an offset.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
