//! What stands below an article besides its text: the checks it carries, and who cites it.

use std::fmt::Write;
use std::ops::Range;

use super::marks::{address, opening};
use super::model::{RuleCheck, Version, VersionKey};
use super::reference::Backlink;
use super::rule_words::in_words;
use super::status::Status;
use crate::config::Test;
use crate::diag::Language;
use crate::kinds::Corpus;
use crate::kinds::ledger::model::Finding;
use crate::lang::catalogue;
use crate::value::Period;
use crate::view::{Link, escape, href};

/// What is known of the units of one version.
pub(super) struct Notes<'a> {
    corpus: &'a Corpus,
    key: VersionKey,
    version: &'a Version,
    backlinks: Vec<Backlink>,
    /// What cites older texts, led to where it stands in this one; with those texts.
    older: Vec<(VersionKey, Backlink)>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(corpus: &'a Corpus, key: VersionKey) -> Self {
        let (_, version) = corpus.version(key);
        let shown = |backlink: &&Backlink| backlink.version == key || is_read(corpus, backlink.version);
        let backlinks = corpus.citations.backlinks(key).iter().filter(shown).copied().collect();
        let mut older = corpus.succession.backlinks(corpus, key);
        older.retain(|(_, backlink)| is_read(corpus, backlink.version));
        Self { corpus, key, version, backlinks, older }
    }

    /// Writes the notes of an article that spans these units.
    pub(super) fn write(&self, html: &mut String, article: usize) {
        let units = article..self.version.tree.below(article).end;
        for check in self.version.checks.iter().filter(|check| check.article == article) {
            self.check(html, check);
        }
        self.kept_by(html, article);
        self.cited_by(html, &units);
    }

    /// The ledgers and rosters that are kept because the article says so: 执行本条 值班安排.
    fn kept_by(&self, html: &mut String, article: usize) {
        let (work, _) = self.corpus.version(self.key);
        let id = self.version.tree.id(article);
        let is_this = |rule: &Option<(String, crate::diag::Place)>| {
            let Some((name, unit)) = rule.as_ref().and_then(|(rule, _)| rule.split_once('#')) else { return false };
            let (code, date) = name.split_once('@').map_or((name, None), |(code, date)| (code, Some(date)));
            code == work.code && unit == id && date.is_none_or(|date| date == self.version.effective.to_string())
        };
        let ledgers = self.corpus.ledgers.iter().filter(|ledger| is_this(&ledger.rule)).map(|ledger| (&ledger.name, &ledger.title));
        let rosters = self.corpus.rosters.iter().filter(|roster| is_this(&roster.rule)).map(|roster| (&roster.name, &roster.title));
        let links: Vec<String> = ledgers
            .chain(rosters)
            .map(|(name, title)| format!("<a href=\"{}\">{}</a>", href(&format!("{name}/index.html")), escape(title)))
            .collect();
        if !links.is_empty() {
            let words = catalogue(self.language()).get("regulation.kept_by");
            writeln!(html, "<p class=\"kept-by\">{words} {}</p>", links.join(" · ")).expect("a string takes any text");
        }
    }

    fn language(&self) -> Language {
        self.corpus.shared.site.language
    }

    /// 本条自动核查: which ledger is watched, and for what.
    fn check(&self, html: &mut String, check: &RuleCheck) {
        let words = catalogue(self.language());
        let ledger = self.corpus.ledgers.iter().find(|ledger| ledger.name == check.ledger || ledger.name.replace('-', "_") == check.ledger);
        let title = |name: &str| {
            let field = ledger?.declaration.fields.iter().find(|field| field.name == name)?;
            Some(field.title.clone())
        };
        let watched = ledger.map_or_else(
            || escape(&check.ledger).into_owned(),
            |ledger| format!("<a href=\"{}\">{}</a>", href(&format!("{}/index.html", ledger.name)), escape(&ledger.title)),
        );
        let severity = check.severity.as_str();
        let test = match &check.test {
            Test::Require { require, filter } => {
                let filter = filter.as_ref().map(|filter| self.row("check.where", &escape(&in_words(filter, self.language(), &title))));
                let rule = self.row("check.require", &escape(&in_words(require, self.language(), &title)));
                format!("{}{rule}", filter.unwrap_or_default())
            }
            Test::Query(query) => self.row("check.query", &format!("<code>{}</code>", escape(query.trim()))),
        };
        let rows = format!(
            "{}{test}{}{}",
            self.row("check.ledger", &watched),
            self.row("check.severity", words.get(&format!("severity.{severity}"))),
            self.row("check.id", &format!("<code>{}</code>", escape(&check.id))),
        ) + &self.found(check);
        let heading = words.get("check.title");
        writeln!(html, "<aside class=\"rule-check\" aria-label=\"{heading}\"><p class=\"note-title\">{heading}</p><dl>{rows}</dl></aside>")
            .expect("a string takes any text");
    }

    /// The rows that did not fit this version's test, newest first.
    fn found(&self, check: &RuleCheck) -> String {
        const SHOWN: usize = 8;
        let (work, _) = self.corpus.version(self.key);
        let rule = format!("{}@{}#{}", work.code, self.version.effective, self.version.tree.id(check.article));
        let own: Vec<_> = self.corpus.findings.by_check(&check.id).filter(|(_, _, finding)| finding.rule.as_ref() == Some(&rule)).collect();
        if own.is_empty() {
            return self.row("check.found", catalogue(self.language()).get("check.none"));
        }
        let line = |(ledger, period, finding): &(usize, Period, &Finding)| {
            let anchor = finding.row.map_or_else(String::new, |row| format!("#row-{row}"));
            let address = href(&format!("{}/index.html{anchor}", self.corpus.ledgers[*ledger].folder(*period)));
            format!("<li><a href=\"{address}\">{period}</a> {}</li>", escape(finding.message.get(self.language())))
        };
        let list: String = own.iter().take(SHOWN).map(line).collect();
        let count = catalogue(self.language()).get("check.count").replace("{n}", &own.len().to_string());
        self.row("check.found", &format!("{count}<ul class=\"found\">{list}</ul>"))
    }

    fn row(&self, key: &str, value: &str) -> String {
        format!("<div><dt>{}</dt><dd>{value}</dd></div>", catalogue(self.language()).get(key))
    }

    /// 引用本条的条款
    fn cited_by(&self, html: &mut String, units: &Range<usize>) {
        let cited = self.backlinks.iter().filter(|backlink| {
            backlink.target.is_some_and(|target| units.contains(&target))
                && !(backlink.version == self.key && units.contains(&backlink.from))
        });
        let mut links: Vec<(Link, String)> = Vec::new();
        for backlink in cited {
            let link = (self.link(backlink), self.words(backlink));
            if !links.contains(&link) {
                links.push(link);
            }
        }
        for (old, backlink) in self.older.iter().filter(|(_, backlink)| backlink.target.is_some_and(|target| units.contains(&target))) {
            let date = self.corpus.version(*old).1.effective.to_string();
            let before = catalogue(self.language()).get("regulation.cited_before").replace("{date}", &date);
            let link = (self.link(backlink), format!("{}{before}", self.words(backlink)));
            if !links.contains(&link) {
                links.push(link);
            }
        }
        if links.is_empty() {
            return;
        }
        let heading = catalogue(self.language()).get("regulation.cited_by").replace("{n}", &links.len().to_string());
        write!(html, "<details class=\"cited-by\"><summary>{heading}</summary><ul>").expect("a string takes any text");
        for (link, words) in links {
            let (address, title) = (href(&link.href), escape(&link.title));
            let address = link.href.strip_prefix('#').map_or(address, |anchor| format!("#{anchor}"));
            write!(html, "<li><a href=\"{address}\">{title}</a> <span class=\"meta\">{}</span></li>", escape(&words))
                .expect("a string takes any text");
        }
        html.push_str("</ul></details>\n");
    }

    /// 《title》第五条第一款, or 第五条第一款 of the same text.
    fn link(&self, backlink: &Backlink) -> Link {
        let (_, citing) = self.corpus.version(backlink.version);
        let unit = citing.tree.citation(backlink.from, citing.text());
        let anchor = citing.tree.id(backlink.from);
        if backlink.version == self.key {
            return Link::new(format!("#{anchor}"), unit);
        }
        Link::new(format!("{}#{anchor}", address(self.corpus, backlink.version)), format!("《{}》{unit}", citing.front.title))
    }

    fn words(&self, backlink: &Backlink) -> String {
        let (_, citing) = self.corpus.version(backlink.version);
        opening(citing, backlink.from, 40)
    }

    /// Works that cite this text as a whole, each once.
    pub(super) fn citing_works(&self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for backlink in self.backlinks.iter().filter(|backlink| backlink.target.is_none() && backlink.version != self.key) {
            let link = self.link(backlink);
            if !links.contains(&link) {
                links.push(link);
            }
        }
        links
    }
}

/// Whether a version is read on the day of the build: in force, or to be.
fn is_read(corpus: &Corpus, key: VersionKey) -> bool {
    let (_, version) = corpus.version(key);
    matches!(version.status(corpus.shared.as_of), Status::InForce | Status::NotYet)
}
