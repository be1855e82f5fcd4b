//! The page of a comparison: 修改对照表, the redline, 条文号对照.

use super::comparison::Comparison;
use super::words::filled;
use super::{Change, Kind, Mark, MarkedLine, Redline, Role, Run, Style, Unit, compare, marked, words};
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::kinds::regulation::label;
use crate::kinds::regulation::marks::address;
use crate::kinds::regulation::model::{Version, Work};
use crate::kinds::regulation::pages::{version_address, work_address};
use crate::kinds::regulation::succession::{Drift, drift};
use crate::view::{CompareRow, CompareText, CompareVersion, CompareView, ConcordanceRow, DriftRow, Head, Html, Link, Page, View, escape};

/// The page of a comparison.
pub(super) fn page(corpus: &Corpus, comparison: Comparison<'_>) -> Page {
    let language = corpus.shared.site.language;
    let collection = comparison.collection;
    let section = format!("{}/index.html", collection.name);
    let title = &comparison.new.front.title;
    let dates = [("title", title.as_str()), ("from", &comparison.old.effective.to_string()), ("to", &comparison.new.effective.to_string())];
    let head = Head {
        kind: "compare",
        title: filled("compare.page", &dates, language),
        section: section.clone(),
        breadcrumbs: vec![
            Link::new("index.html", label::home(language)),
            Link::new(section, &collection.title),
            Link::new(work_address(collection, comparison.new_work), &comparison.new_work.shown(corpus.shared.as_of).front.title),
        ],
        noindex: true,
        ..Head::default()
    };
    let redline = compare(comparison.old, comparison.new);
    let drawing = Drawing { corpus, comparison, redline: &redline, language };
    Page { template: "compare.html", page: head, view: View::Compare(drawing.view()) }
}

struct Drawing<'d> {
    corpus: &'d Corpus,
    comparison: Comparison<'d>,
    redline: &'d Redline<'d>,
    language: Language,
}

impl Drawing<'_> {
    fn view(&self) -> CompareView {
        let Comparison { collection, old_work, old, new_work, new } = self.comparison;
        let summary = self.redline.summary();
        let version = |work: &Work, version: &Version| CompareVersion {
            version: Link::new(version_address(collection, work, version), &version.front.title),
            date: version.effective.to_string(),
            number: version.front.number.clone().unwrap_or_default(),
            made_by: label::made_by(version.made_by, self.language),
        };
        let listed = |change: &&Change| !matches!(change.kind, Kind::Same | Kind::Renumbered);
        CompareView {
            code: new_work.code.clone(),
            title: new.front.title.clone(),
            old: version(old_work, old),
            new: version(new_work, new),
            summary: words::summary(&summary, self.language),
            unlisted: words::unlisted(&summary, self.language),
            rows: self
                .redline
                .changes
                .iter()
                .enumerate()
                .filter(|(_, change)| listed(change))
                .map(|(at, change)| self.row(at, change))
                .collect(),
            concordance: self.concordance(),
            drift: self.drift(),
            json: self.comparison.file("index.json").map_or_else(String::new, |address| address.as_str().to_owned()),
        }
    }

    fn row(&self, at: usize, change: &Change) -> CompareRow {
        let (old, new) = (self.redline.old_unit(change), self.redline.new_unit(change));
        let marked = marked(old, new);
        let role = self.redline.role(change);
        CompareRow {
            id: self.row_id(at, change),
            role: role_name(role),
            kind: change.kind.as_str(),
            kind_label: words::kind(change.kind, self.language),
            note: words::note(self.redline, change, self.language),
            label: labels(old, new),
            old: old.map(|unit| CompareText { unit: self.old_link(unit), body: html(&marked.old, role) }),
            new: new.map(|unit| CompareText { unit: self.new_link(unit), body: html(&marked.new, role) }),
            both: html(&marked.both, role),
        }
    }

    /// `art-5` of the new text, `old-art-3` of one that is gone, its place where a unit has no id.
    fn row_id(&self, at: usize, change: &Change) -> String {
        let new = self.redline.new_unit(change).map(|unit| self.comparison.new.tree.id(unit.node)).filter(|id| !id.is_empty());
        let old = || self.redline.old_unit(change).map(|unit| self.comparison.old.tree.id(unit.node)).filter(|id| !id.is_empty());
        new.or_else(|| old().map(|id| format!("old-{id}"))).unwrap_or_else(|| format!("unit-{}", at + 1))
    }

    fn old_link(&self, unit: &Unit<'_>) -> Link {
        self.link(self.comparison.old_work, self.comparison.old, unit)
    }

    fn new_link(&self, unit: &Unit<'_>) -> Link {
        self.link(self.comparison.new_work, self.comparison.new, unit)
    }

    fn link(&self, work: &Work, version: &Version, unit: &Unit<'_>) -> Link {
        let address = version_address(self.comparison.collection, work, version);
        let id = version.tree.id(unit.node);
        let href = if id.is_empty() { address } else { format!("{address}#{id}") };
        Link::new(href, unit.label)
    }

    /// What other regulations cite of the old text that is not what it was.
    fn drift(&self) -> Vec<DriftRow> {
        let Comparison { collection, old_work, old, new_work, new } = self.comparison;
        let Some(key) = self.corpus.version_key(&collection.name, &old_work.code, old.effective) else { return Vec::new() };
        let unit = |work: &Work, version: &Version, node: usize| {
            let address = version_address(collection, work, version);
            Link::new(format!("{address}#{}", version.tree.id(node)), version.tree.citation(node, version.text()))
        };
        let row = |drift: Drift<'_>| {
            let citing = self.corpus.version(drift.from).1;
            let anchor = citing.tree.id(drift.reference.from);
            DriftRow {
                citing: Link::new(format!("{}#{anchor}", address(self.corpus, drift.from)), drift.citing(self.corpus)),
                written: drift.written(self.corpus).to_owned(),
                old: unit(old_work, old, drift.article),
                kind: drift.successor.kind.as_str(),
                kind_label: words::kind(drift.successor.kind, self.language),
                new: drift.successor.article.map(|article| unit(new_work, new, article)),
            }
        };
        drift(self.corpus, key, new).into_iter().map(row).collect()
    }

    fn concordance(&self) -> Vec<ConcordanceRow> {
        let articles = self.redline.changes.iter().enumerate().filter(|(_, change)| self.redline.role(change) == Role::Article);
        let row = |(at, change): (usize, &Change)| ConcordanceRow {
            old: self.redline.old_unit(change).map(|unit| self.old_link(unit)),
            new: self.redline.new_unit(change).map(|unit| self.new_link(unit)),
            kind: change.kind.as_str(),
            kind_label: words::kind(change.kind, self.language),
            note: words::note(self.redline, change, self.language),
            row: if matches!(change.kind, Kind::Same | Kind::Renumbered) { String::new() } else { self.row_id(at, change) },
        };
        articles.map(row).collect()
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Heading => "heading",
        Role::Loose => "paragraph",
        Role::Article => "article",
        Role::Annex => "annex",
    }
}

/// The label of a unit; both where it has become another.
fn labels(old: Option<&Unit<'_>>, new: Option<&Unit<'_>>) -> Html {
    let text = |unit: Option<&Unit<'_>>| unit.map_or("", |unit| unit.label).to_owned();
    let (before, after) = (text(old), text(new));
    let moved = old.zip(new).is_some_and(|(old, new)| old.number != new.number);
    let mut html = String::new();
    let runs = match (old, new) {
        (Some(_), Some(_)) if moved => vec![Run { mark: Mark::Removed, text: before }, Run { mark: Mark::Added, text: after }],
        (Some(_), None) => vec![Run { mark: Mark::Removed, text: before }],
        (None, Some(_)) => vec![Run { mark: Mark::Added, text: after }],
        _ => vec![Run { mark: Mark::Kept, text: after }],
    };
    runs.iter().filter(|run| !run.text.is_empty()).for_each(|run| push(&mut html, run));
    Html(html)
}

/// Lines as paragraphs.
fn html(lines: &[MarkedLine], role: Role) -> Html {
    let mut html = String::new();
    for line in lines {
        let class = match line.style {
            Style::Title if role == Role::Heading => "line heading-line",
            Style::Title => "line title-line",
            Style::Paragraph | Style::Row => "line",
            Style::Item => "line item-line",
            Style::Subitem => "line subitem-line",
        };
        html.push_str("<p class=\"");
        html.push_str(class);
        html.push_str("\">");
        if !line.label.is_empty() {
            html.push_str("<span class=\"label\">");
            line.label.iter().for_each(|run| push(&mut html, run));
            html.push_str("</span>");
        }
        line.words.iter().for_each(|run| push(&mut html, run));
        html.push_str("</p>\n");
    }
    Html(html)
}

fn push(html: &mut String, run: &Run) {
    let (open, close) = match run.mark {
        Mark::Kept => ("", ""),
        Mark::Removed => ("<del>", "</del>"),
        Mark::Added => ("<ins>", "</ins>"),
    };
    html.push_str(open);
    html.push_str(&escape(&run.text));
    html.push_str(close);
}
