//! Rules that check: the `check` blocks below an article, read.
//!
//! A block is TOML and belongs to the article it stands below. It is for the program and no part of the text.

use std::ops::Range;

use serde::Deserialize;

use super::model::{RuleCheck, Test};
use super::tree::{Kind, Tree};
use crate::diag::{Checked, Diagnostic, config};
use crate::format::{Area, read_toml};
use crate::say;
use crate::source::SourceText;

/// A `check` block.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawCheck {
    /// Name, unique in the site: `reception/companions`.
    pub id: String,
    /// Ledger whose rows are held against it.
    pub ledger: String,
    /// What must hold for every row, in SQL.
    pub require: Option<String>,
    /// Rows it is asked of; all where absent. In SQL.
    #[serde(rename = "where")]
    pub filter: Option<String>,
    /// A whole query that finds the rows at fault, where one row does not tell.
    pub query: Option<String>,
    /// What is said of a row at fault; `{field}` stands for what the row holds.
    pub message: String,
    /// How grave it is. Default: `violation`.
    #[serde(default)]
    pub severity: RuleSeverity,
}

/// How grave it is where a row does not fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleSeverity {
    /// 数据有误: the table contradicts itself.
    Error,
    /// 与规定不符
    #[default]
    Violation,
    /// 需说明
    Warning,
    /// 提示
    Notice,
}

impl RuleSeverity {
    /// `error`, `violation`, `warning` or `notice`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Violation => "violation",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

/// Reads the checks of a text.
pub(super) fn checks(source: &SourceText, tree: &Tree) -> Checked<Vec<RuleCheck>> {
    let mut diagnostics = Vec::new();
    let mut checks = Vec::new();
    for (index, node) in tree.iter().filter(|(_, node)| node.kind == Kind::Check) {
        let inside = inside(source, node.text.range());
        let raw: Option<RawCheck> = read_toml(source, &inside, Area::Config).take(&mut diagnostics);
        let place = source.place(inside.clone());
        let Some(raw) = raw else { continue };
        let test = match (raw.require, raw.query) {
            (Some(require), None) => Test::Require { require, filter: raw.filter },
            (None, Some(query)) => Test::Query(query),
            _ => {
                diagnostics.push(one_test().at(place));
                continue;
            }
        };
        let Some(article) = tree.ancestor(index, Kind::Article) else {
            diagnostics.push(no_article().at(place));
            continue;
        };
        checks.push(RuleCheck { id: raw.id, ledger: raw.ledger, test, message: raw.message, severity: raw.severity, article, place });
    }
    Checked::new(checks, diagnostics)
}

/// The lines between the fences.
fn inside(source: &SourceText, block: Range<usize>) -> Range<usize> {
    let text = source.slice(&block);
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let end = text.rfind('\n').map_or(start, |at| at + 1).max(start);
    block.start + start..block.start + end
}

fn one_test() -> Diagnostic {
    Diagnostic::error(
        config::MISSING_KEY,
        say!("核查要写 require 或 query，写且只写一个", "a check states require or query, and one of them only"),
    )
    .help(say!("例如 require = \"companions <= 3\"", "for example require = \"companions <= 3\""))
}

fn no_article() -> Diagnostic {
    Diagnostic::error(config::MALFORMED, say!("核查没有写在哪一条下面", "the check stands below no article"))
        .help(say!("请把它移到它所核查的那一条之后", "move it behind the article it checks"))
}
