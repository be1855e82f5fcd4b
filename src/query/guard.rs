//! What a question may do, and how long it may take.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;

use super::catalogue::Catalogue;
use super::error::{Denied, Fault};
use super::standard::MissingStandard;

/// Tables and their columns that a statement reads. A table of which only the number of rows is asked has none.
pub type Reads = BTreeMap<String, BTreeSet<String>>;

/// Functions that may be called: all depend on their arguments alone.
pub(super) const FUNCTIONS: [&str; 59] = [
    "abs",
    "add_workdays",
    "avg",
    "coalesce",
    "concat",
    "concat_ws",
    "count",
    "cume_dist",
    "date",
    "datetime",
    "dense_rank",
    "first_value",
    "format",
    "glob",
    "group_concat",
    "if",
    "ifnull",
    "iif",
    "instr",
    "julianday",
    "lag",
    "last_value",
    "lead",
    "length",
    "like",
    "likely",
    "lower",
    "ltrim",
    "max",
    "min",
    "nth_value",
    "ntile",
    "nullif",
    "octet_length",
    "percent_rank",
    "printf",
    "quote",
    "rank",
    "replace",
    "round",
    "row_number",
    "rtrim",
    "sign",
    "standard",
    "strftime",
    "string_agg",
    "substr",
    "substring",
    "sum",
    "time",
    "total",
    "trim",
    "typeof",
    "unicode",
    "unixepoch",
    "unlikely",
    "upper",
    "workdays",
    "yuan",
];

/// Functions that know the clock, unless they are told a date.
pub(super) const CLOCK_FUNCTIONS: [&str; 6] = ["date", "time", "datetime", "julianday", "strftime", "unixepoch"];

/// Steps of SQLite's machine between two looks at the budget.
const PACE: i32 = 1000;

/// Steps every question may take, about a third of a second.
const BUDGET: u64 = 20_000_000;

/// Further steps for each row there is. A row of a check takes 20 to 60; joins and windows several times that.
const BUDGET_PER_ROW: u64 = 500;

/// Bytes a text or a row in an answer may have: several of the longest cells a table may hold.
const LONGEST: i32 = 1_000_000;

/// What is noticed while a question is answered.
#[derive(Debug, Default)]
struct Notes {
    /// Statements of the room itself pass.
    open: bool,
    reads: Reads,
    complaint: Option<Fault>,
    missing: BTreeSet<MissingStandard>,
    /// Tables that the question itself defines, in lower case.
    defined: BTreeSet<String>,
}

/// Looks over the shoulder of SQLite.
#[derive(Debug, Default)]
pub(super) struct Watch {
    notes: Mutex<Notes>,
    steps: AtomicU64,
    budget: AtomicU64,
}

impl Watch {
    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets the last question.
    pub(super) fn begin(&self) {
        *self.notes() = Notes::default();
        self.steps.store(0, Ordering::Relaxed);
    }

    /// Knows tables that the question itself defines with WITH.
    pub(super) fn know<'n>(&self, names: impl Iterator<Item = &'n str>) {
        self.notes().defined.extend(names.map(str::to_ascii_lowercase));
    }

    /// Lets the room's own statements pass while something is done.
    pub(super) fn open<T>(&self, what: impl FnOnce() -> T) -> T {
        self.notes().open = true;
        let done = what();
        self.notes().open = false;
        done
    }

    /// How many steps a question may take.
    pub(super) fn budget(&self) -> u64 {
        self.budget.load(Ordering::Relaxed)
    }

    /// Sets how many steps a question may take.
    pub(super) fn set_budget(&self, steps: u64) {
        self.budget.store(steps, Ordering::Relaxed);
    }

    /// Takes what was read so far.
    pub(super) fn take_reads(&self) -> Reads {
        std::mem::take(&mut self.notes().reads)
    }

    /// Why the room itself stopped the statement.
    pub(super) fn complaint(&self) -> Option<Fault> {
        self.notes().complaint.clone()
    }

    /// Stops the statement; the first complaint counts.
    pub(super) fn complain(&self, fault: Fault) {
        self.notes().complaint.get_or_insert(fault);
    }

    /// Remembers that a limit was asked for that no row tells. A thousand suffice for any message.
    pub(super) fn miss(&self, missing: MissingStandard) {
        let mut notes = self.notes();
        if notes.missing.len() < 1000 {
            notes.missing.insert(missing);
        }
    }

    /// Takes the limits that were asked for in vain.
    pub(super) fn take_missing(&self) -> Vec<MissingStandard> {
        std::mem::take(&mut self.notes().missing).into_iter().collect()
    }

    fn authorize(&self, action: AuthAction<'_>, catalogue: &Catalogue) -> Authorization {
        let mut notes = self.notes();
        if notes.open {
            return Authorization::Allow;
        }
        let denied = match action {
            AuthAction::Select | AuthAction::Recursive => return Authorization::Allow,
            AuthAction::Read { table_name, column_name } if catalogue.shapes.contains_key(table_name) => {
                let columns = notes.reads.entry(table_name.to_owned()).or_default();
                if !column_name.is_empty() {
                    columns.insert(column_name.to_owned());
                }
                return Authorization::Allow;
            }
            // A table that the question defines and of which it names no column, as in COUNT(*).
            AuthAction::Read { table_name, column_name: "" } if notes.defined.contains(&table_name.to_ascii_lowercase()) => {
                return Authorization::Allow;
            }
            AuthAction::Function { function_name } if is_allowed(function_name) => return Authorization::Allow,
            AuthAction::Function { function_name } if function_name.starts_with("current_") => Denied::Clock,
            AuthAction::Function { function_name } => Denied::Function(function_name.to_owned()),
            AuthAction::Read { table_name, .. } => Denied::Table(table_name.to_owned()),
            other => Denied::Action(word(&other)),
        };
        notes.complaint.get_or_insert(Fault::Denied(denied));
        Authorization::Deny
    }

    /// Counts a pace; whether that was one too many.
    fn pace(&self) -> bool {
        let before = self.steps.fetch_add(PACE.unsigned_abs().into(), Ordering::Relaxed);
        before >= self.budget()
    }
}

fn is_allowed(function: &str) -> bool {
    FUNCTIONS.iter().any(|name| name.eq_ignore_ascii_case(function))
}

/// What a denied action is called.
fn word(action: &AuthAction<'_>) -> &'static str {
    match action {
        AuthAction::Attach { .. } => "ATTACH",
        AuthAction::Detach { .. } => "DETACH",
        AuthAction::Pragma { .. } => "PRAGMA",
        AuthAction::Insert { .. } => "INSERT",
        AuthAction::Update { .. } => "UPDATE",
        AuthAction::Delete { .. } => "DELETE",
        AuthAction::Transaction { .. } | AuthAction::Savepoint { .. } => "BEGIN",
        AuthAction::AlterTable { .. } => "ALTER",
        _ => "CREATE",
    }
}

/// Shuts a filled database: from here on it is only read, within limits.
pub(super) fn shut(connection: &mut Connection, watch: &Arc<Watch>, catalogue: &Arc<Catalogue>) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA query_only = ON")?;
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, true),
        // Else "abc" would be a text where no column is called abc, and a misspelt name a check that never fails.
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        connection.set_db_config(setting, value)?;
    }
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, LONGEST),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 200),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 50),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 50),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 10),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, value)?;
    }
    watch.set_budget(BUDGET + BUDGET_PER_ROW * catalogue.rows());
    let (looking, known) = (Arc::clone(watch), Arc::clone(catalogue));
    connection.authorizer(Some(move |context: AuthContext<'_>| looking.authorize(context.action, &known)))?;
    let counting = Arc::clone(watch);
    connection.progress_handler(PACE, Some(move || counting.pace()))
}
