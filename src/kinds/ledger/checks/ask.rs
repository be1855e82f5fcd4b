//! One check, asked of the rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::super::model::Ledger;
use super::gather::{Article, Check, Source};
use super::message::{Printed, fill, placeholders};
use super::{Finding, Findings, MOST};
use crate::config::{CheckSeverity, Test};
use crate::diag::{Diagnostic, Place, Severity, Text};
use crate::kinds::Corpus;
use crate::kinds::regulation::model::Work;
use crate::query::{Database, Expression, Fault, Found, QueryError, Reads, Reign, Requirement, Unclear, Value, Verdict, diagnostic};
use crate::say;
use crate::value::{Date, Period};

/// Asks a check; what it finds goes into `findings`, what is wrong with the check itself comes back.
pub(super) fn ask(
    corpus: &Corpus,
    database: &Database,
    check: &Check<'_>,
    broken: &BTreeSet<Arc<str>>,
    findings: &mut Findings,
) -> Option<Diagnostic> {
    let ledger = &corpus.ledgers[check.ledger];
    let asker = Asker { corpus, database, check, broken, ledger, table: ledger.sql_name() };
    let asked = match check.test {
        Test::Require { require, filter } => asker.require(require, filter.as_deref(), findings),
        Test::Query(query) => asker.find(query, findings).map_err(|error| (error, query.as_str())),
    };
    let (error, text) = asked.err()?;
    let Some(place) = check.place() else {
        // What a preset asks of a ledger that is not kept is not asked; all else means that a field was declared anew.
        let place = Place::file(&ledger.index.file);
        let fault = diagnostic(&error, |_| place);
        let id = check.id;
        let help = say!(
            "内置的核查 {id} 因此没有运行；请看 [[ledger.field]] 改了哪一列",
            "the check {id} did not run: see which column a [[ledger.field]] changed"
        );
        let kept = !matches!(error.fault, Fault::UnknownTable { .. });
        return kept.then(|| Diagnostic { severity: Severity::Warning, ..fault.help(help) });
    };
    Some(diagnostic(&error, |range| within(corpus, check, place, text, range)))
}

struct Asker<'a> {
    corpus: &'a Corpus,
    database: &'a Database,
    check: &'a Check<'a>,
    broken: &'a BTreeSet<Arc<str>>,
    ledger: &'a Ledger,
    table: String,
}

/// An error of a check, and which of its texts is at fault.
type Asked<'t> = Result<(), (QueryError, &'t str)>;

impl Asker<'_> {
    fn require<'t>(&self, require: &'t str, filter: Option<&'t str>, findings: &mut Findings) -> Asked<'t> {
        let demand = self.database.expression(&self.table, require).map_err(|error| (error, require))?;
        let filter: Option<(Expression, &str)> = match filter {
            Some(text) => Some((self.database.expression(&self.table, text).map_err(|error| (error, text))?, text)),
            None => None,
        };
        let lacking = self.lacking(demand.reads(), filter.as_ref().map(|(filter, _)| filter.reads()), findings);
        let date = self.ledger.declaration.date.map(|date| self.ledger.declaration.fields[date].name.as_str());
        let names: Vec<&str> = placeholders(self.check.message).map(|(name, _)| name).collect();
        let known =
            |name: &&str| self.database.shape(&self.table).is_some_and(|shape| shape.columns.iter().any(|column| column.name == **name));
        let mut columns: Vec<String> = names.into_iter().filter(known).map(str::to_owned).collect();
        columns.extend(date.map(str::to_owned));
        let (from, until) = match &self.check.source {
            Source::Article(article) => (Some(article.from), article.until),
            _ => (None, None),
        };
        let reign = (from.is_some() || until.is_some()).then_some(Reign { column: date, from, until, undated: self.corpus.shared.as_of });
        let requirement = Requirement {
            demand: &demand,
            filter: filter.as_ref().map(|(filter, _)| filter),
            period: None,
            reign,
            columns: &columns,
            limit: MOST,
        };
        let verdicts = self.database.require(&requirement).map_err(|error| (error, require))?;
        let asked: Vec<String> = self.asked(demand.reads());
        for verdict in verdicts.rows.into_iter().filter(|verdict| !self.broken.contains(verdict.file.as_str())) {
            let Some(period) = period(&verdict.period).filter(|period| !lacking.contains(period)) else { continue };
            let finding = self.judged(&columns, verdict, &asked, period);
            findings.of.entry((self.check.ledger, period)).or_default().push(finding);
        }
        if verdicts.more > 0 {
            self.count(findings, verdicts.more);
        }
        Ok(())
    }

    fn find(&self, query: &str, findings: &mut Findings) -> Result<(), QueryError> {
        let (_, reads) = self.database.describe(query)?;
        let lacking = self.lacking(&reads, None, findings);
        let (found, more) = self.database.find(query, MOST)?;
        let asked = self.asked(&reads);
        for one in found {
            let Some((ledger, period)) = self.ledger_of(&one.table).zip(period(&one.period)) else { continue };
            let row = one.row.and_then(|row| usize::try_from(row).ok()).filter(|row| *row > 0);
            if ledger == self.check.ledger && lacking.contains(&period) || !self.reigns(ledger, period, row) {
                continue;
            }
            let finding = self.found(ledger, &one, row, &asked, period);
            findings.of.entry((ledger, period)).or_default().push(finding);
        }
        if more > 0 {
            self.count(findings, more);
        }
        Ok(())
    }

    /// Counts rows that are not told one by one.
    fn count(&self, findings: &mut Findings, more: usize) {
        findings.more.entry((self.check.ledger, self.check.id.to_owned())).or_insert((self.check.severity, 0)).1 += more;
    }

    /// The ledger of a table, which may be named by its preset: the check's own, if that is it.
    fn ledger_of(&self, table: &str) -> Option<usize> {
        let is = |ledger: &Ledger| {
            ledger.sql_name() == table || ledger.declaration.preset.as_ref().is_some_and(|preset| preset.replace('-', "_") == table)
        };
        let ledgers = &self.corpus.ledgers;
        if is(self.ledger) { Some(self.check.ledger) } else { ledgers.iter().position(is) }
    }

    /// Whether the article's version is in force on the day of a row, or at the end of a period.
    fn reigns(&self, ledger: usize, period: Period, row: Option<usize>) -> bool {
        let Source::Article(article) = &self.check.source else { return true };
        let day = self.day(ledger, period, row);
        day >= article.from && article.until.is_none_or(|until| day < until)
    }

    fn day(&self, ledger: usize, period: Period, row: Option<usize>) -> Date {
        let ledger = &self.corpus.ledgers[ledger];
        let of_row = || {
            let record = ledger.periods.get(&period)?.records.get(row?.checked_sub(1)?);
            record.value(ledger.declaration.date?).as_date()
        };
        of_row().or_else(|| period.days().map(|(_, last)| last)).unwrap_or(self.corpus.shared.as_of)
    }

    /// The periods whose tables lack a column that is read; their titles are noted.
    fn lacking(&self, reads: &Reads, also: Option<&Reads>, findings: &mut Findings) -> BTreeSet<Period> {
        let declaration = &self.ledger.declaration;
        let preset = declaration.preset.as_ref().map(|preset| preset.replace('-', "_"));
        let own = |table: &&String| **table == self.table || preset.as_ref() == Some(table);
        let all = reads.iter().chain(also.into_iter().flatten());
        let names: BTreeSet<&str> = all.filter(|(table, _)| own(table)).flat_map(|(_, columns)| columns).map(String::as_str).collect();
        let mut lacking = BTreeSet::new();
        for (period, table) in self.ledger.periods.iter().filter(|(_, table)| !table.records.is_empty()) {
            let mut titles = BTreeSet::new();
            for (field, declared) in declaration.fields.iter().enumerate() {
                if names.contains(declared.name.as_str()) && !table.records.has(field) {
                    titles.insert(declared.title.clone());
                }
            }
            for derived in declaration.derived.iter().filter(|derived| names.contains(derived.name.as_str())) {
                if !derived.from.iter().any(|field| table.records.has(*field)) {
                    titles.insert(derived.title.clone());
                }
            }
            if !titles.is_empty() {
                findings.lacking.entry((self.check.ledger, *period)).or_default().extend(titles);
                lacking.insert(*period);
            }
        }
        lacking
    }

    /// The fields of the own table that the message names, then those that are read besides, in declared order.
    fn asked(&self, reads: &Reads) -> Vec<String> {
        let fields = &self.ledger.declaration.fields;
        let is_field = |name: &&str| fields.iter().any(|field| field.name == **name);
        let mut asked: Vec<String> = placeholders(self.check.message).map(|(name, _)| name).filter(is_field).map(str::to_owned).collect();
        let read: BTreeSet<&String> = reads.values().flatten().collect();
        for field in fields.iter().filter(|field| read.contains(&field.name)) {
            if !asked.contains(&field.name) {
                asked.push(field.name.clone());
            }
        }
        asked
    }

    fn judged(&self, columns: &[String], verdict: Verdict, asked: &[String], period: Period) -> Finding {
        let row = usize::try_from(verdict.row).ok();
        let (check, severity, message) = match &verdict.unclear {
            Some(unclear) => ("ledger/cannot-check", CheckSeverity::Warning, self.unclear(unclear)),
            None => (self.check.id, self.check.severity, both(self.words(columns.iter().map(String::as_str).zip(&verdict.values)))),
        };
        self.finding(check, severity, row, message, asked, self.check.ledger, period)
    }

    fn found(&self, ledger: usize, found: &Found, row: Option<usize>, asked: &[String], period: Period) -> Finding {
        let words = self.words(found.values.iter().map(|(name, value)| (name.as_str(), value)));
        self.finding(self.check.id, self.check.severity, row, both(words), asked, ledger, period)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a finding")]
    fn finding(
        &self,
        check: &str,
        severity: CheckSeverity,
        row: Option<usize>,
        message: Text,
        asked: &[String],
        ledger: usize,
        period: Period,
    ) -> Finding {
        Finding {
            check: check.to_owned(),
            title: self.check.title.to_owned(),
            severity,
            row,
            message,
            rule: self.rule(self.day(ledger, period, row)),
            columns: asked.to_vec(),
            explanation: None,
        }
    }

    /// The message with what a row holds.
    fn words<'v>(&self, values: impl Iterator<Item = (&'v str, &'v Value)>) -> String {
        let fields: BTreeMap<&str, &crate::record::Field> =
            self.ledger.declaration.fields.iter().map(|field| (field.name.as_str(), field)).collect();
        let printed: Vec<Printed<'_>> = values
            .map(|(name, value)| {
                let field = fields.get(name);
                Printed { name, value, kind: field.map(|field| &field.kind), shown: true }
            })
            .collect();
        fill(self.check.message, &printed)
    }

    /// Why it cannot be told.
    fn unclear(&self, unclear: &Unclear) -> Text {
        let title = self.check.title;
        if let Some(missing) = unclear.missing.first() {
            let (class, key, date) = (&missing.class, &missing.key, missing.date);
            return say!(
                "“{title}”无法核查：standards.csv 里没有“{class}／{key}”在 {date} 的标准",
                "{title}: cannot be told, standards.csv has no limit for {class}/{key} on {date}"
            );
        }
        let declared = &self.ledger.declaration.fields;
        let title_of = |name: &String| declared.iter().find(|field| field.name == *name).map_or(name.clone(), |field| field.title.clone());
        let titles: Vec<String> = unclear.empty.iter().map(title_of).collect();
        let (zh, en) = (titles.join("”“"), titles.join(", "));
        if titles.is_empty() {
            return say!("“{title}”无法核查：算不出结果", "{title}: cannot be told, it has no result");
        }
        say!("“{title}”无法核查：“{zh}”没有填写", "{title}: cannot be told, {en} is empty")
    }

    /// The article that was in force on a day.
    fn rule(&self, day: Date) -> Option<String> {
        match &self.check.source {
            Source::Article(article) => Some(named(self.corpus, article)),
            Source::Preset { rule } | Source::Site { rule, .. } => {
                let (code, unit) = rule.as_ref()?.split_once('#').map_or((rule.unwrap_or_default(), ""), |(code, unit)| (code, unit));
                let work: &Work = self.corpus.regulations.iter().find_map(|collection| collection.work(code))?;
                let version = work.in_force(day).unwrap_or_else(|| work.shown(day));
                let unit = if unit.is_empty() { String::new() } else { format!("#{unit}") };
                Some(format!("{code}@{}{unit}", version.effective))
            }
        }
    }
}

/// `JD-01@2026-03-01#art-10`
fn named(corpus: &Corpus, article: &Article<'_>) -> String {
    let (work, _) = corpus.version(article.key);
    format!("{}@{}#{}", work.code, article.version.effective, article.version.tree.id(article.article))
}

fn both(words: String) -> Text {
    Text { zh: words.clone(), en: words }
}

fn period(name: &str) -> Option<Period> {
    if name == "all" { Some(Period::All) } else { Period::parse_name(name).map(|(period, _)| period) }
}

/// The place of a part of a check's SQL: those characters of the block, where they stand in it as they are.
fn within(corpus: &Corpus, check: &Check<'_>, place: &Place, text: &str, range: Option<Range<usize>>) -> Place {
    let source = match &check.source {
        Source::Article(article) => &article.version.source,
        _ => &corpus.ledgers[check.ledger].index,
    };
    let start = place.span.as_ref().map_or(0, |span| span.start);
    let tail = source.text.get(start..).unwrap_or_default();
    let Some(at) = tail.find(text) else { return place.clone() };
    let range = range.unwrap_or(0..text.trim_end().len());
    source.place(start + at + range.start..start + at + range.end)
}
