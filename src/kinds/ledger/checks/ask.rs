//! One check, asked of the rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::model::Ledger;
use super::gather::{Article, Check, Source};
use super::message::{Printed, fill, placeholders};
use super::pointer::point;
use super::{Finding, Findings, MOST, Skipped, lacking, unclear, wording};
use crate::config::{CheckSeverity, Test};
use crate::diag::{Diagnostic, Language, Place, Severity, Text};
use crate::kinds::Corpus;
use crate::kinds::regulation::model::Work;
use crate::query::{Database, Expression, Fault, Found, QueryError, Reads, Reign, Requirement, Value, Verdict, diagnostic};
use crate::say;
use crate::value::{Date, Period};

/// Asks a check; what it finds goes into `findings`, what is wrong with the check itself comes back. Where not the `whole`
/// content is sound, of a query is only told what is wrong with it.
pub(super) fn ask(
    corpus: &Corpus,
    database: &Database,
    check: &Check<'_>,
    broken: &BTreeSet<Arc<str>>,
    whole: bool,
    findings: &mut Findings,
) -> Vec<Diagnostic> {
    let ledger = &corpus.ledgers[check.ledger];
    let asker = Asker { corpus, database, check, broken, ledger, table: ledger.sql_name() };
    let asked = match check.test {
        Test::Require { require, filter } => asker.require(require, filter.as_deref(), findings),
        Test::Query(query) => asker.find(query, whole, findings).map_err(|error| (error, "query")),
    };
    let (error, key) = match asked {
        Ok(diagnostics) => return diagnostics,
        Err(error) => error,
    };
    let place = |range| point(corpus, check, key, range);
    if let Some(whole) = place(None) {
        return vec![diagnostic(&error, |range| range.map_or(whole, |range| place(Some(range)).expect("a check of a site has a place")))];
    }
    // What a preset asks of a ledger that is not kept is not asked, and what stands in the way of it in a broken file was told
    // there; all else means that a field was declared anew.
    let kept = match error.fault {
        Fault::UnknownTable { .. } => false,
        Fault::Bytes { .. } => broken.is_empty(),
        _ => true,
    };
    kept.then(|| preset_failed(ledger, check, &error)).into_iter().collect()
}

fn preset_failed(ledger: &Ledger, check: &Check<'_>, error: &QueryError) -> Diagnostic {
    let id = check.id;
    let help = say!(
        "内置的核查 {id} 因此没有运行；请看 [[ledger.field]] 改了哪一列",
        "the check {id} did not run: see which column a [[ledger.field]] changed"
    );
    let fault = diagnostic(error, |_| Place::file(&ledger.index.file));
    Diagnostic { severity: Severity::Warning, ..fault.help(help) }
}

struct Asker<'a> {
    corpus: &'a Corpus,
    database: &'a Database,
    check: &'a Check<'a>,
    broken: &'a BTreeSet<Arc<str>>,
    ledger: &'a Ledger,
    table: String,
}

/// What is wrong with a check's words; or an error, and the key of the text that is at fault.
type Asked = Result<Vec<Diagnostic>, (QueryError, &'static str)>;

impl Asker<'_> {
    fn require(&self, require: &str, filter: Option<&str>, findings: &mut Findings) -> Asked {
        let demand = self.database.expression(&self.table, require).map_err(|error| (error, "require"))?;
        let filter: Option<Expression> =
            filter.map(|text| self.database.expression(&self.table, text)).transpose().map_err(|error| (error, "where"))?;
        let shape = self.database.shape(&self.table);
        let known: Vec<&str> = shape.into_iter().flat_map(|shape| &shape.columns).map(|column| column.name.as_str()).collect();
        let faults = wording::faults(self.corpus, self.check, &known);
        if !faults.is_empty() {
            return Ok(faults);
        }
        let reads: Vec<&Reads> = std::iter::once(demand.reads()).chain(filter.as_ref().map(Expression::reads)).collect();
        let faults = wording::unread(self.corpus, self.check, &reads);
        let lacking = self.lacking(&reads, findings);
        if !faults.is_empty() || self.covers_all(&lacking) {
            return Ok(faults);
        }
        let date = self.ledger.declaration.date.map(|date| self.ledger.declaration.fields[date].name.as_str());
        let mut columns: Vec<String> = self.names().into_iter().map(str::to_owned).collect();
        columns.extend(date.map(str::to_owned));
        let (from, until) = self.check.days();
        let reign = (from.is_some() || until.is_some()).then_some(Reign { column: date, from, until, undated: self.corpus.shared.as_of });
        let requirement = Requirement { demand: &demand, filter: filter.as_ref(), period: None, reign, columns: &columns, limit: MOST };
        let verdicts = self.database.require(&requirement).map_err(|error| (error, "require"))?;
        let asked: Vec<String> = self.asked(demand.reads());
        for verdict in verdicts.rows.into_iter().filter(|verdict| !self.broken.contains(verdict.file.as_str())) {
            let Some(period) = period(&verdict.period).filter(|period| !lacking.contains(period)) else { continue };
            let finding = self.judged(&columns, verdict, &asked, demand.reads(), period);
            findings.of.entry((self.check.ledger, period)).or_default().push(finding);
        }
        if verdicts.more > 0 {
            self.count(findings, verdicts.more);
        }
        Ok(Vec::new())
    }

    fn find(&self, query: &str, whole: bool, findings: &mut Findings) -> Result<Vec<Diagnostic>, QueryError> {
        let (columns, reads) = self.database.describe(query)?;
        let mut faults = wording::faults(self.corpus, self.check, &columns.iter().map(String::as_str).collect::<Vec<_>>());
        faults.extend(wording::unread(self.corpus, self.check, &[&reads]));
        if !faults.is_empty() || !whole {
            return Ok(faults);
        }
        let lacking = self.lacking(&[&reads], findings);
        if self.covers_all(&lacking) {
            return Ok(Vec::new());
        }
        let (found, more) = self.database.find(query, MOST)?;
        let fields = &self.ledger.declaration.fields;
        if let Some(one) = found.first()
            && let faults = wording::without_unit(self.corpus, self.check, fields, &one.values)
            && !faults.is_empty()
        {
            return Ok(faults);
        }
        let asked = self.asked(&reads);
        for one in found {
            let Some(ledger) = lacking::ledger_of(self.corpus, self.check.ledger, &one.table) else { continue };
            let period = period(&one.period).ok_or(QueryError { fault: Fault::WrongColumn("_period"), at: None })?;
            let row = self.row_of(ledger, period, &one)?;
            if ledger == self.check.ledger && lacking.contains(&period) || !self.reigns(ledger, period, row) {
                continue;
            }
            let finding = self.found(ledger, &one, row, &asked, period);
            findings.of.entry((ledger, period)).or_default().push(finding);
        }
        if more > 0 {
            self.count(findings, more);
        }
        Ok(Vec::new())
    }

    /// Counts rows that are not told one by one.
    fn count(&self, findings: &mut Findings, more: usize) {
        findings.more.entry((self.check.ledger, self.check.id.to_owned())).or_insert((self.check.severity, 0)).1 += more;
    }

    /// The row that a query points at; absent where it means the period as a whole.
    fn row_of(&self, ledger: usize, period: Period, found: &Found) -> Result<Option<usize>, QueryError> {
        let Some(number) = found.row else { return Ok(None) };
        let rows = self.corpus.ledgers[ledger].periods.get(&period).map_or(0, |table| table.records.len());
        match usize::try_from(number).ok().filter(|row| (1..=rows).contains(row)) {
            Some(row) => Ok(Some(row)),
            None => {
                let (table, period) = (found.table.clone(), found.period.clone());
                Err(QueryError { fault: Fault::NoSuchRow { table, period, row: number, rows }, at: None })
            }
        }
    }

    /// Whether the check is asked of the day of a row, or at the end of a period.
    fn reigns(&self, ledger: usize, period: Period, row: Option<usize>) -> bool {
        let (from, until) = self.check.days();
        let day = self.day(ledger, period, row);
        from.is_none_or(|from| day >= from) && until.is_none_or(|until| day < until)
    }

    fn day(&self, ledger: usize, period: Period, row: Option<usize>) -> Date {
        let ledger = &self.corpus.ledgers[ledger];
        let of_row = || {
            let record = ledger.periods.get(&period)?.records.get(row?.checked_sub(1)?);
            record.value(ledger.declaration.date?).as_date()
        };
        of_row().or_else(|| period.days().map(|(_, last)| last)).unwrap_or(self.corpus.shared.as_of)
    }

    /// The periods whose tables lack a column that is needed; their titles are noted.
    fn lacking(&self, reads: &[&Reads], findings: &mut Findings) -> BTreeSet<Period> {
        let lacking = lacking::lacking(self.corpus, self.check, reads);
        for (period, titles) in &lacking {
            let skipped = findings.skipped.entry(self.check.ledger).or_insert_with(|| Skipped::from(*period));
            skipped.latest = skipped.latest.max(*period);
            skipped.titles.extend(titles.iter().cloned());
            skipped.checks.insert(self.check.id.to_owned());
            findings.lacking.entry((self.check.ledger, *period)).or_default().extend(titles.iter().cloned());
        }
        lacking.into_keys().collect()
    }

    /// Whether there is no table left that a check could be made of.
    fn covers_all(&self, lacking: &BTreeSet<Period>) -> bool {
        let mut filled = self.ledger.periods.iter().filter(|(_, table)| !table.records.is_empty());
        !lacking.is_empty() && filled.all(|(period, _)| lacking.contains(period) || !self.check.concerns(*period))
    }

    /// The fields of the own table that the message names, then those that are read besides, in declared order.
    fn asked(&self, reads: &Reads) -> Vec<String> {
        let fields = &self.ledger.declaration.fields;
        let is_field = |name: &&str| fields.iter().any(|field| field.name == **name);
        let mut asked: Vec<String> = self.names().into_iter().filter(is_field).map(str::to_owned).collect();
        let read: BTreeSet<&String> = reads.values().flatten().collect();
        for field in fields.iter().filter(|field| read.contains(&field.name)) {
            if !asked.contains(&field.name) {
                asked.push(field.name.clone());
            }
        }
        asked
    }

    /// The names in the message of either language, each once.
    fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for (name, _) in placeholders(&self.check.message.zh).chain(placeholders(&self.check.message.en)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn judged(&self, columns: &[String], verdict: Verdict, asked: &[String], reads: &Reads, period: Period) -> Finding {
        let row = usize::try_from(verdict.row).ok();
        let mut columns_asked = asked.to_vec();
        let (check, severity, message) = match &verdict.unclear {
            Some(unclear) => {
                let tables: Vec<&str> = reads.keys().map(String::as_str).collect();
                let asked = unclear::Asked { columns: asked, tables: &tables };
                let (words, column) = unclear::why(self.corpus, self.check, self.ledger.periods.get(&period), row, unclear, &asked);
                // What is at fault is pointed at, not what the message names first.
                columns_asked.splice(0..0, column);
                ("ledger/cannot-check", CheckSeverity::Warning, words)
            }
            None => (self.check.id, self.check.severity, self.words(columns.iter().map(String::as_str).zip(&verdict.values))),
        };
        self.finding(check, severity, row, message, &columns_asked, self.check.ledger, period)
    }

    fn found(&self, ledger: usize, found: &Found, row: Option<usize>, asked: &[String], period: Period) -> Finding {
        let words = self.words(found.values.iter().map(|(name, value)| (name.as_str(), value)));
        self.finding(self.check.id, self.check.severity, row, words, asked, ledger, period)
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
            title: self.check.title.clone(),
            severity,
            row,
            message,
            rule: self.rule(self.day(ledger, period, row)),
            columns: asked.to_vec(),
            explanation: None,
        }
    }

    /// The message with what a row holds.
    fn words<'v>(&self, values: impl Iterator<Item = (&'v str, &'v Value)>) -> Text {
        let fields: BTreeMap<&str, &crate::record::Field> =
            self.ledger.declaration.fields.iter().map(|field| (field.name.as_str(), field)).collect();
        let printed: Vec<Printed<'_>> = values
            .map(|(name, value)| {
                let field = fields.get(name);
                Printed { name, value, kind: field.map(|field| &field.kind), shown: true }
            })
            .collect();
        let fill = |language: Language| fill(self.check.message.get(language), &printed, language);
        Text { zh: fill(Language::Zh), en: fill(Language::En) }
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

fn period(name: &str) -> Option<Period> {
    if name == "all" { Some(Period::All) } else { Period::parse_name(name).map(|(period, _)| period) }
}
