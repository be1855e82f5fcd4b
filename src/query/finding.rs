//! What is said of a question that was not answered, in a clerk's words.

use std::ops::Range;

use super::error::{Available, Denied, Fault, QueryError};
use crate::diag::{Code, Diagnostic, Place, Text, check};
use crate::say;

/// The finding for an error. `place` tells where a range of the question's text stands in its file, and where the whole does.
pub fn diagnostic(error: &QueryError, place: impl FnOnce(Option<Range<usize>>) -> Place) -> Diagnostic {
    let finding = Diagnostic::error(code(&error.fault), message(&error.fault)).at(place(error.at.clone()));
    match help(&error.fault) {
        Some(help) => finding.help(help),
        None => finding,
    }
}

fn code(fault: &Fault) -> Code {
    match fault {
        Fault::UnknownTable { .. } => check::UNKNOWN_LEDGER,
        Fault::UnknownField { .. } => check::UNKNOWN_FIELD,
        Fault::Budget { .. } | Fault::TooLarge { .. } | Fault::TooManyRows { .. } => check::BUDGET_EXCEEDED,
        _ => check::SQL,
    }
}

/// What is wrong.
fn message(fault: &Fault) -> Text {
    match fault {
        Fault::UnknownTable { name, .. } => say!("没有名为“{name}”的台账", "there is no ledger “{name}”"),
        Fault::UnknownField { name, .. } => say!("没有名为“{name}”的列", "there is no column “{name}”"),
        Fault::UnknownFunction { name, .. } => say!("没有名为“{name}”的函数", "there is no function “{name}”"),
        Fault::Syntax { message } => syntax(message),
        Fault::Fullwidth(mark) => say!("“{mark}”是中文标点，SQL 不认识", "“{mark}” is a full-width mark, which SQL does not know"),
        Fault::Denied(Denied::Action(action)) => say!("这里不能用 {action}", "{action} is not allowed here"),
        Fault::Denied(Denied::Function(name)) => say!("这里不能用函数 {name}", "the function {name} is not allowed here"),
        Fault::Denied(Denied::Table(name)) => say!("这里不能读“{name}”", "“{name}” cannot be read here"),
        Fault::Denied(Denied::Clock) => say!("这里不能用当前时间或时区", "the clock and the time zone are not known here"),
        Fault::Budget { steps } => {
            let (millions, tens) = (steps / 1_000_000, steps / 10_000);
            say!("查询运算量太大，运算 {tens} 万步后停止", "the query takes too long and was stopped after {millions} million steps")
        }
        Fault::TooLarge { .. } => say!("查询或它的结果太长、太复杂", "the query, or what it makes, is too large"),
        Fault::TooManyRows { limit } => say!("结果超过 {limit} 行", "the answer has more than {limit} rows"),
        Fault::NotOneStatement => say!("这里只能写一条语句", "only one statement may stand here"),
        Fault::Empty => say!("这里没有写语句", "nothing is asked here"),
        Fault::NotSelect => say!("只能用 SELECT 查询", "only SELECT can be asked"),
        Fault::MissingColumns(missing) => {
            let (zh, en) = (missing.join("、"), missing.join(", "));
            say!("核查的查询缺少这些列：{zh}", "the query of a check lacks the columns {en}")
        }
        Fault::WrongColumn(column) => say!("{column} 列的内容不对", "the column {column} does not hold what it must"),
        Fault::NoSuchRow { table, period, row, .. } => {
            say!(
                "查询指出了 {table} {period} 的第 {row} 行，没有这一行",
                "the query points at row {row} of {table} {period}, and there is no such row"
            )
        }
        Fault::Bytes { column } => say!("“{column}”列的内容不是文字", "the column “{column}” holds something that is no text"),
        Fault::Argument { function, message: Text { zh, en } } => say!("函数 {function}：{zh}", "function {function}: {en}"),
        Fault::Overflow => say!("合计超过了能表示的最大整数", "a sum passes the largest whole number"),
        Fault::Failed { message } => say!("查询没有完成：{message}", "the query was not completed: {message}"),
    }
}

/// What to type instead.
fn help(fault: &Fault) -> Option<Text> {
    Some(match fault {
        Fault::UnknownTable { nearest, available, .. } => instead(nearest.as_deref(), &list(available)),
        Fault::UnknownField { name, quoted: true, nearest: None, .. } => {
            say!("如果是文字，请用单引号：'{name}'", "a text stands in single quotes: '{name}'")
        }
        Fault::UnknownField { nearest, available, .. } => instead(nearest.as_deref(), &columns(available)),
        Fault::UnknownFunction { nearest, .. } => {
            let house = "yuan、standard、workdays、add_workdays";
            match nearest {
                Some(nearest) => say!("是不是“{nearest}”？", "did you mean “{nearest}”?"),
                None => say!("可用 SQLite 的函数，和 {house}", "there are the functions of SQLite, and {house}"),
            }
        }
        Fault::Fullwidth(_) => {
            say!("请用英文输入法输入：, ; : ( ) = > < + - * / % '", "type it on an English keyboard: , ; : ( ) = > < + - * / % '")
        }
        Fault::Denied(Denied::Action(_)) => say!("这里只能用 SELECT 查询", "only SELECT can be asked here"),
        Fault::Denied(Denied::Function(_)) => say!(
            "结果只能取决于数据：同样的数据必须得到同样的结果",
            "an answer depends on the data alone: the same data give the same answer"
        ),
        Fault::Denied(Denied::Table(_)) => say!("只能查询台账和站点的表", "only ledgers and the tables of the site can be asked"),
        Fault::Denied(Denied::Clock) => {
            say!("请用数据里的日期，或写明日期：'2026-03-05'", "use a date of the data, or write one out: '2026-03-05'")
        }
        Fault::Budget { .. } => {
            say!("请检查表的连接有没有写条件，递归有没有终点", "see whether tables are joined on a condition and whether a recursion ends")
        }
        Fault::TooLarge { .. } => say!("请写得简单一些，或拆成几个", "make it simpler, or divide it"),
        Fault::TooManyRows { .. } => say!("请加条件、汇总，或用 LIMIT 限制行数", "narrow it, sum it up, or limit it with LIMIT"),
        Fault::NotOneStatement => say!("请删去分号和后面的部分", "delete the semicolon and what follows it"),
        Fault::NotSelect => say!("请以 SELECT 或 WITH 开头", "begin with SELECT or WITH"),
        Fault::MissingColumns(_) => say!(
            "每一行结果都要指出台账、期间和行号，如 SELECT 'reception' AS _ledger, _period, _row, … FROM reception",
            "each row must name ledger, period and row, as in SELECT 'reception' AS _ledger, _period, _row, … FROM reception"
        ),
        Fault::WrongColumn(_) => say!(
            "_ledger 是台账的英文名（文字），_period 是期间（如 '2026-10'），_row 是行号（整数）",
            "_ledger is the name of a ledger, _period a period such as '2026-10', _row a whole number"
        ),
        Fault::NoSuchRow { rows, .. } => say!(
            "这一期有 {rows} 行。请选出行所在的表的 _row；指整期时写 NULL AS _row",
            "the period has {rows} rows. Select the _row of the table itself; NULL AS _row means the period as a whole"
        ),
        Fault::Bytes { .. } => say!("不要选出二进制内容", "select no binary values"),
        Fault::Overflow => say!("请核对数据的位数；金额以分计", "check the digits of the data; amounts are in 分"),
        Fault::Syntax { .. } => say!(
            "请看这里和它前面：是不是多了或少了逗号、括号、引号；文字用单引号",
            "look here and just before: a comma, bracket or quote too many or missing; text stands in single quotes"
        ),
        Fault::Empty | Fault::Argument { .. } | Fault::Failed { .. } => return None,
    })
}

/// SQLite's words about the grammar.
fn syntax(message: &str) -> Text {
    let near = message.strip_prefix("near \"").and_then(|rest| rest.strip_suffix("\": syntax error"));
    let token = message.strip_prefix("unrecognized token: \"").and_then(|rest| rest.strip_suffix('"'));
    match (near, token) {
        (Some(near), _) => say!("SQL 写错了，“{near}”处读不懂", "the SQL cannot be read at “{near}”"),
        (_, Some(token)) => say!("SQL 里不能有“{token}”", "“{token}” cannot stand in SQL"),
        _ if message == "incomplete input" => {
            say!("SQL 没有写完：缺少引号、括号或后半句", "the SQL is not complete: a quote, a bracket or more is missing")
        }
        _ => say!("SQL 写错了：{message}", "the SQL is wrong: {message}"),
    }
}

fn instead(nearest: Option<&str>, available: &str) -> Text {
    match nearest {
        Some(nearest) => say!("是不是“{nearest}”？可用的有：{available}", "did you mean “{nearest}”? There are: {available}"),
        None => say!("可用的有：{available}", "there are: {available}"),
    }
}

/// `date（日期）、amount（金额）`, table by table.
fn columns(available: &[Available]) -> String {
    let one_table = available.windows(2).all(|pair| pair[0].table == pair[1].table);
    let names = available.iter().filter(|column| !column.name.starts_with('_')).map(|column| {
        let table = if one_table { String::new() } else { format!("{}.", column.table) };
        format!("{table}{}（{}）", column.name, column.title)
    });
    names.collect::<Vec<_>>().join("、")
}

/// Names of ledgers, without the tables of the room itself.
fn list(names: &[String]) -> String {
    let own = names.iter().filter(|name| !name.starts_with('_'));
    own.map(String::as_str).collect::<Vec<_>>().join("、")
}
