//! The front matter of a regulation: what a version says of itself.

use std::ops::Range;

use chrono::Months;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::model::{Front, MadeBy, Replaced};
use crate::config::plain_date;
use crate::diag::{Diagnostic, front_matter};
use crate::say;
use crate::source::SourceText;
use crate::value::Date;

/// Front matter of a regulation, between lines of `+++`.
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "regulation")]
pub struct RawRegulation {
    /// Title, with the name of the body that issued it.
    pub title: String,
    /// Name in addresses and references, `[A-Za-z0-9-]+`. Default: the name of the file or folder.
    #[schemars(with = "Option<String>")]
    pub code: Option<Spanned<String>>,
    /// 发文字号: 云检办〔2026〕3号.
    #[schemars(with = "Option<String>")]
    pub number: Option<Spanned<String>>,
    /// The body that issued it.
    pub issuer: Option<String>,
    /// 办法, 规定, 制度 … Default: the last word of the title.
    pub instrument: Option<String>,
    /// The day it was adopted.
    #[schemars(with = "Option<String>")]
    pub adopted: Option<Spanned<Datetime>>,
    /// The day it was published.
    #[schemars(with = "Option<String>")]
    pub published: Option<Spanned<Datetime>>,
    /// The first day in force. Required in a single file; in a folder the file's name says it.
    #[schemars(with = "Option<String>")]
    pub effective: Option<Spanned<Datetime>>,
    /// How this version came about. Default: `issue` for the first version, `revise` for a later one.
    pub made_by: Option<MadeBy>,
    /// Versions of other regulations this one puts out of force, `CW-09@2020-01-01`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub replaces: Vec<Spanned<String>>,
    /// What it rests on: codes, or titles of laws.
    #[serde(default)]
    pub based_on: Vec<String>,
    /// Id of the department that looks after it.
    #[schemars(with = "Option<String>")]
    pub owner: Option<Spanned<String>>,
    /// Who interprets it. Default: the owner.
    pub interpreter: Option<String>,
    /// Ids of the departments it applies to. Default: all.
    #[serde(default)]
    pub applies_to: Vec<String>,
    /// Roles it applies to.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Topics it is listed under.
    #[serde(default)]
    pub topics: Vec<String>,
    /// The day by which it is to be looked at anew.
    #[schemars(with = "Option<String>")]
    pub review_by: Option<Spanned<Datetime>>,
    /// How long after taking effect it is to be looked at anew: `P1Y`, `P6M`.
    #[schemars(with = "Option<String>")]
    pub review_every: Option<Spanned<String>>,
    /// The last day in force, for a regulation made for a time.
    #[schemars(with = "Option<String>")]
    pub expires: Option<Spanned<Datetime>>,
    /// Former addresses (ASCII) that lead here, and other titles it is known by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Number of the first article. Default: 1.
    pub first_article: Option<u16>,
    /// Ids of articles, chapters and items that are missing on purpose: `art-128`, `ch-1`, `art-10-p2-i1`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub gaps: Vec<Spanned<String>>,
    /// Who may see it. Default: `internal`.
    pub visibility: Option<Visibility>,
    /// Secrecy (密级): 公开 or 内部. Anything above is refused.
    #[schemars(with = "Option<String>")]
    pub secrecy: Option<Spanned<String>>,
    /// It took effect before it was published, and that is meant.
    #[serde(default)]
    pub retroactive: bool,
    /// Paragraphs are broken into lines; only a blank line or a marker begins a new one.
    #[serde(default)]
    pub hard_wrapped: bool,
}

/// Who may see a regulation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Staff.
    #[default]
    Internal,
}

/// A front matter with the text it was read from.
pub(super) struct Reader<'a> {
    pub source: &'a SourceText,
    /// Where the TOML begins.
    pub start: usize,
}

impl Reader<'_> {
    /// The place of a setting in the file.
    pub fn place(&self, span: Range<usize>) -> crate::diag::Place {
        self.source.place(self.start + span.start..self.start + span.end)
    }

    /// A setting as a date; a time of day is reported and left out.
    pub fn date(&self, value: Option<&Spanned<Datetime>>, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
        let value = value?;
        let date = plain_date(value.get_ref());
        if date.is_none() {
            diagnostics.push(not_a_day(value.get_ref()).at(self.place(value.span())));
        }
        date
    }

    /// What the settings mean for a version that takes effect on `effective`.
    pub fn front(&self, raw: &RawRegulation, effective: Date, diagnostics: &mut Vec<Diagnostic>) -> Front {
        let every = raw.review_every.as_ref().and_then(|every| self.months(every, diagnostics));
        let review = every.and_then(|months| effective.checked_add_months(Months::new(months)));
        Front {
            title: raw.title.clone(),
            number: raw.number.as_ref().map(|number| number.get_ref().clone()),
            issuer: raw.issuer.clone(),
            instrument: raw.instrument.clone(),
            adopted: self.date(raw.adopted.as_ref(), diagnostics),
            published: self.date(raw.published.as_ref(), diagnostics),
            made_by: raw.made_by,
            replaces: raw.replaces.iter().filter_map(|replaced| self.replaced(replaced, diagnostics)).collect(),
            based_on: raw.based_on.clone(),
            owner: raw.owner.as_ref().map(|owner| owner.get_ref().clone()),
            interpreter: raw.interpreter.clone(),
            applies_to: raw.applies_to.clone(),
            roles: raw.roles.clone(),
            topics: raw.topics.clone(),
            review_by: self.date(raw.review_by.as_ref(), diagnostics).or(review),
            expires: self.date(raw.expires.as_ref(), diagnostics),
            aliases: raw.aliases.clone(),
            public: raw.visibility == Some(Visibility::Public),
        }
    }

    /// `P1Y`, `P6M`, `P1Y6M` in months.
    fn months(&self, every: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<u32> {
        let months = months(every.get_ref());
        if months.is_none() {
            diagnostics.push(not_a_span(every.get_ref()).at(self.place(every.span())));
        }
        months
    }

    /// `CW-09@2020-01-01`
    fn replaced(&self, text: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<Replaced> {
        let parts = text.get_ref().split_once('@').and_then(|(code, date)| Some((code, date.parse().ok()?)));
        match parts {
            Some((code, date)) => Some(Replaced { code: code.to_owned(), date }),
            None => {
                diagnostics.push(not_a_version(text.get_ref()).at(self.place(text.span())));
                None
            }
        }
    }
}

fn months(text: &str) -> Option<u32> {
    let rest = text.strip_prefix('P')?;
    let (years, rest) = rest.split_once('Y').map_or((None, rest), |(years, rest)| (Some(years), rest));
    let months = if rest.is_empty() { None } else { Some(rest.strip_suffix('M')?) };
    let number = |digits: Option<&str>| digits.map_or(Some(0), |digits| digits.parse::<u32>().ok().filter(|number| *number < 1200));
    let total = number(years)? * 12 + number(months)?;
    (total > 0).then_some(total)
}

fn not_a_day(value: &Datetime) -> Diagnostic {
    Diagnostic::error(front_matter::WRONG_TYPE, say!("参数的内容不对：读到 {value}", "this setting has the wrong type: found {value}"))
        .help(say!("只写日期，不加引号，如 2026-03-01", "write the date alone, without quotes, as 2026-03-01"))
}

fn not_a_span(value: &str) -> Diagnostic {
    Diagnostic::error(front_matter::WRONG_TYPE, say!("读不懂的复审周期：{value}", "{value} is no span of time for a review"))
        .help(say!("每年一次写 \"P1Y\"，每半年一次写 \"P6M\"", "write \"P1Y\" for every year, \"P6M\" for every half year"))
}

fn not_a_version(value: &str) -> Diagnostic {
    Diagnostic::error(front_matter::WRONG_TYPE, say!("读不懂被取代的文本：{value}", "{value} names no version of a regulation"))
        .help(say!("写成 \"代码@施行日期\"，如 \"CW-09@2020-01-01\"", "write \"code@date\", as \"CW-09@2020-01-01\""))
}

#[cfg(test)]
mod tests {
    use super::months;

    #[test]
    fn spans_between_reviews() {
        for (text, number) in [("P1Y", Some(12)), ("P6M", Some(6)), ("P1Y6M", Some(18)), ("P0Y", None), ("1Y", None), ("P1D", None)] {
            assert_eq!(months(text), number, "{text}");
        }
    }
}
