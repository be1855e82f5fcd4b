//! Diagnostics: what a check found, where, by which rule, and what to do about it.
//!
//! Content problems are data. Every stage of the pipeline returns its value together with the
//! [`Diagnostic`]s it found ([`Checked`]); nothing here prints, and nothing here stops a run.

mod codes;
mod explanation;
mod place;
mod text;

pub use codes::{
    ALL, Code, calendar, check, code, config, front_matter, import, ledger, link, markdown, output, path, regulation, roster, table,
    template,
};
pub use explanation::{Explanation, explain};
pub use place::{Cell, Place, SheetRow, column_letter};
pub use text::{Language, Text};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The content is wrong; nothing is written.
    Error,
    /// The content is read as it stands, and somebody should look.
    Warning,
    /// Worth knowing; nobody needs to act.
    Info,
}

impl Severity {
    /// The word used in JSON: `error`, `warning` or `info`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, `area/slug`; `gongshi explain` tells more of it.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in both languages, without a final full stop.
    pub message: Text,
    /// Where; absent when no file is at fault (a locked output, a full disk).
    pub place: Option<Place>,
    /// Words under the caret; absent when the message says it all.
    pub label: Option<Text>,
    /// Other places that take part, each with its words: the first of two equal keys, say.
    pub related: Vec<(Place, Text)>,
    /// What to type or do instead.
    pub help: Option<Text>,
    /// The article this follows from, `JD-01@2026-03-01#art-10`.
    pub rule: Option<String>,
    /// The check that found it, `reception/companions`, and whether an explanation of it is at hand.
    pub check: Option<(String, bool)>,
}

impl Diagnostic {
    /// A finding of the given severity, as yet without a place.
    pub fn new(severity: Severity, code: Code, message: Text) -> Self {
        Self { code, severity, message, place: None, label: None, related: Vec::new(), help: None, rule: None, check: None }
    }

    /// An error: nothing is written while it stands.
    pub fn error(code: Code, message: Text) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: Code, message: Text) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A remark.
    pub fn info(code: Code, message: Text) -> Self {
        Self::new(Severity::Info, code, message)
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Puts words under the caret.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = Some(label);
        self
    }

    /// Names another place that takes part.
    #[must_use]
    pub fn related(mut self, place: Place, words: Text) -> Self {
        self.related.push((place, words));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Names the check that found it.
    #[must_use]
    pub fn check(mut self, id: &str, explained: bool) -> Self {
        self.check = Some((id.to_owned(), explained));
        self
    }

    /// Whether it came of a check and the office has explained it.
    pub fn is_explained(&self) -> bool {
        self.check.as_ref().is_some_and(|(_, explained)| *explained)
    }

    /// Names the article it follows from.
    #[must_use]
    pub fn rule(mut self, rule: impl Into<String>) -> Self {
        self.rule = Some(rule.into());
        self
    }
}

/// A value together with what was found while making it.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// What came out; after an error it is as complete as could be, so that later stages find more.
    pub value: T,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing found.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// A value with what was found.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Moves what was found into `into` and hands out the value.
    pub fn take(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.diagnostics);
        self.value
    }
}

/// Whether any finding is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Orders findings as they are shown: by file, then by place, then by code.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let (one, other) = (a.place.as_ref().map(Place::order), b.place.as_ref().map(Place::order));
        one.cmp(&other).then_with(|| a.code.cmp(&b.code)).then_with(|| a.message.zh.cmp(&b.message.zh))
    });
}
