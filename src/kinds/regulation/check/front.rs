//! What the front matter says, held against itself and against the people and departments there are.

use super::Subject;
use crate::diag::{Diagnostic, regulation, table};
use crate::kinds::Directory;
use crate::say;
use crate::value::Date;

pub(super) fn check(subject: &Subject<'_>, directory: &Directory, found: &mut Vec<Diagnostic>) {
    let Some((front, _)) = subject.front else { return };
    if let Some(number) = front.number.as_ref().filter(|number| !is_number(number.get_ref())) {
        found.push(number_style(number.get_ref()).at(subject.setting(number.span())));
    }
    if let Some(secrecy) = front.secrecy.as_ref().filter(|secrecy| secret(secrecy.get_ref())) {
        found.push(super::words::secrecy(secrecy.get_ref()).at(subject.setting(secrecy.span())));
    }
    if let (Some(published), Some(effective), false) = (&front.published, subject.effective, front.retroactive)
        && let Some(day) = crate::config::plain_date(published.get_ref()).filter(|day| *day > effective)
    {
        found.push(published_after_effective(day, effective).at(subject.setting(published.span())));
    }
    let owner = front.owner.as_ref().filter(|owner| !directory.departments.is_empty() && directory.department(owner.get_ref()).is_none());
    if let Some(owner) = owner {
        found.push(unknown_department(owner.get_ref(), directory).at(subject.setting(owner.span())));
    }
}

/// 云检办〔2026〕3号, and the orders and announcements that are numbered without a year in 〔〕: 国务院令第621号.
fn is_number(number: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(rest) = number.strip_suffix('号') else { return false };
    if let Some((head, serial)) = rest.rsplit_once('第') {
        return (head.ends_with('令') || head.contains("公告")) && digits(serial);
    }
    let Some((head, rest)) = rest.split_once('〔') else { return false };
    let Some((year, serial)) = rest.split_once('〕') else { return false };
    !head.trim().is_empty() && year.len() == 4 && digits(year) && digits(serial)
}

/// 秘密 and above; 工作秘密 is none of the three grades of state secrets, but is not for this place either.
fn secret(grade: &str) -> bool {
    ["绝密", "机密", "秘密"].iter().any(|word| grade.contains(word))
}

fn number_style(number: &str) -> Diagnostic {
    Diagnostic::warning(regulation::NUMBER_STYLE, say!("发文字号写法不规范：{number}", "this is not how documents are numbered: {number}"))
        .help(say!(
            "写成“机关代字〔年份〕序号号”，年份用六角括号，序号不加“第”、不补零，如 云检办〔2026〕3号",
            "write it as 云检办〔2026〕3号: the year in 〔〕, the serial without 第 and without leading zeros"
        ))
}

fn published_after_effective(published: Date, effective: Date) -> Diagnostic {
    Diagnostic::error(
        regulation::PUBLISHED_AFTER_EFFECTIVE,
        say!("公布日期 {published} 晚于施行日期 {effective}", "published on {published}, after taking effect on {effective}"),
    )
    .help(say!("请核对两个日期；确实溯及既往的，加一行 retroactive = true", "check both dates; where it is meant, add retroactive = true"))
}

fn unknown_department(name: &str, directory: &Directory) -> Diagnostic {
    let known: Vec<&str> = directory.departments.iter().map(|department| department.id.as_str()).collect();
    let list = known.join("、");
    Diagnostic::warning(table::UNKNOWN_REFERENCE, say!("departments.csv 中没有部门 {name}", "departments.csv has no department {name}"))
        .help(say!("可用的有：{list}", "there are: {list}"))
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_of_documents() {
        for number in
            ["云检办〔2026〕3号", "检办发〔2010〕12号", "国务院令第621号", "中华人民共和国国务院令第361号", "财政部公告2026年第3号"]
        {
            assert!(is_number(number), "{number}");
        }
        for number in
            ["云检办[2026]3号", "云检办（2026）3号", "云检办〔2026〕第3号", "云检办〔2026〕03号", "云检办〔26〕3号", "〔2026〕3号", "3"]
        {
            assert!(!is_number(number), "{number}");
        }
    }
}
