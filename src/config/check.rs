//! A check as it is written: below an article, in `_index.md` or in a preset, in one shape.
//!
//! What the SQL means is not known here: it is handed on as text, and run by the engine of checks.

use serde::Deserialize;

use crate::diag::Text;

/// A `check` block, or `[[ledger.check]]`.
#[derive(Debug, Clone, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "check")]
pub struct RawCheck {
    /// Name, unique in the site: `reception/companions`.
    pub id: String,
    /// What is asked, in a few words: 陪餐人数. Default: the id.
    pub title: Option<String>,
    /// The same in English. Default: the title.
    pub title_en: Option<String>,
    /// Ledger whose rows are held against it. Below an article it must be given; in a ledger it is the ledger itself.
    pub ledger: Option<String>,
    /// What must hold for every row, in SQL.
    pub require: Option<String>,
    /// Rows it is asked of; all where absent. In SQL.
    #[serde(rename = "where")]
    pub filter: Option<String>,
    /// A whole query that finds the rows at fault, where one row does not tell: it selects `_ledger`, `_period` and `_row`.
    pub query: Option<String>,
    /// Columns of which one is enough: the check is also made of tables that lack the others, and takes them for empty.
    #[serde(default)]
    pub one_of: Vec<String>,
    /// What is said of a row at fault; `{field}` stands for what the row holds, `{total:money}` for a computed amount.
    pub message: String,
    /// The same in English. Default: the message.
    pub message_en: Option<String>,
    /// How grave it is. Default: `violation`.
    #[serde(default)]
    pub severity: CheckSeverity,
    /// The article it follows from, `JD-01#art-10`. Below an article it is that article.
    pub rule: Option<String>,
}

/// How grave it is where a row does not fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CheckSeverity {
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

impl RawCheck {
    /// What is asked, in both languages; the id where no title is given.
    pub fn titles(&self) -> Text {
        let zh = self.title.as_ref().unwrap_or(&self.id);
        Text { zh: zh.clone(), en: self.title_en.as_ref().unwrap_or(zh).clone() }
    }

    /// What is said of a row at fault, in both languages.
    pub fn messages(&self) -> Text {
        Text { zh: self.message.clone(), en: self.message_en.as_ref().unwrap_or(&self.message).clone() }
    }
}

impl CheckSeverity {
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

/// What a check asks of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// An SQL expression that must hold for each row.
    Require {
        /// The expression.
        require: String,
        /// Rows it is asked of; absent for all.
        filter: Option<String>,
    },
    /// A query that finds the rows at fault.
    Query(String),
}

impl Test {
    /// The one test of a check; `None` where it states none or two, or narrows a query by `where`.
    pub fn of(raw: &RawCheck) -> Option<Self> {
        match (&raw.require, &raw.query, &raw.filter) {
            (Some(require), None, filter) => Some(Self::Require { require: require.clone(), filter: filter.clone() }),
            (None, Some(query), None) => Some(Self::Query(query.clone())),
            _ => None,
        }
    }
}
