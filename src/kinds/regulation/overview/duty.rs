//! Sentences that say what somebody has to do, must not do or may do, and by when.

use crate::kinds::regulation::grammar::digits;

/// What a sentence says of whom it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// 不得
    MustNot,
    /// 应当
    Must,
    /// 可以
    May,
    /// 负责, 承担
    Task,
}

impl Force {
    /// `must-not`, `must`, `may` or `task`.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::MustNot => "must-not",
            Self::Must => "must",
            Self::May => "may",
            Self::Task => "task",
        }
    }
}

/// A sentence that names somebody and says something of them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Saying<'a> {
    pub force: Force,
    pub sentence: &'a str,
    /// 五个工作日内, or empty.
    pub deadline: &'a str,
}

/// The sentences of a text that name one of `names`, but not as a part of one of `longer`.
pub(super) fn sayings<'a>(text: &'a str, names: &[&str], longer: &[&str]) -> Vec<Saying<'a>> {
    sentences(text).filter(|sentence| is_named(sentence, names, longer)).filter_map(saying).collect()
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '；']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// Whether a name stands in a sentence, other than as a part of a longer name: 办公室 in 案件管理办公室.
fn is_named(sentence: &str, names: &[&str], longer: &[&str]) -> bool {
    let covered = |at: usize, name: &str| {
        longer
            .iter()
            .filter(|other| other.len() > name.len() && other.contains(name))
            .any(|other| sentence.match_indices(other).any(|(from, _)| from <= at && at + name.len() <= from + other.len()))
    };
    names
        .iter()
        .filter(|name| !name.is_empty() && sentence.contains(**name))
        .any(|name| sentence.match_indices(name).any(|(at, _)| !covered(at, name)))
}

fn saying(sentence: &str) -> Option<Saying<'_>> {
    let has = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let force = if has(&["不得", "严禁", "禁止"]) {
        Force::MustNot
    } else if has(&["应当", "必须", "须"]) {
        Force::Must
    } else if has(&["负责", "承担", "履行", "牵头", "由"]) {
        Force::Task
    } else if has(&["可以"]) {
        Force::May
    } else {
        return None;
    };
    Some(Saying { force, sentence, deadline: deadline(sentence).unwrap_or_default() })
}

/// The first time limit a sentence names: 五个工作日内, 24小时内, 每月十日前.
fn deadline(sentence: &str) -> Option<&str> {
    let units = ["个工作日", "工作日", "日", "小时", "分钟", "个月", "天", "周", "年"];
    sentence.char_indices().find_map(|(at, _)| {
        let length = digits(&sentence[at..]);
        let rest = &sentence[at + length..];
        let unit = units.into_iter().find(|unit| rest.starts_with(unit)).filter(|_| length > 0)?;
        let end = ["以内", "之内", "内", "以前", "之前", "前"].into_iter().find(|end| rest[unit.len()..].starts_with(end))?;
        let lead =
            ["每月", "次月", "当月", "每年", "每季度", "次年"].into_iter().find(|lead| sentence[..at].ends_with(lead)).unwrap_or_default();
        Some(&sentence[at - lead.len()..at + length + unit.len() + end.len()])
    })
}

#[cfg(test)]
mod tests {
    use super::{Force, sayings};

    #[test]
    fn sentences_that_name_somebody() {
        let text = "办公室应当在五个工作日内公布。案件管理办公室负责统计；办公室不得代签。出纳可以垫付。办公室在一楼。";
        let said: Vec<(Force, &str, &str)> =
            sayings(text, &["办公室"], &["案件管理办公室"]).into_iter().map(|one| (one.force, one.sentence, one.deadline)).collect();
        assert_eq!(said, [(Force::Must, "办公室应当在五个工作日内公布。", "五个工作日内"), (Force::MustNot, "办公室不得代签。", "")]);
        assert_eq!(sayings(text, &["出纳"], &[])[0].force, Force::May);
        assert_eq!(sayings("由会计于每月十日前报表。", &["会计"], &[])[0].deadline, "每月十日前");
        assert_eq!(sayings("值班员须24小时内报告。", &["值班员"], &[])[0].deadline, "24小时内");
    }
}
