//! `gongshi roster`: why somebody is on duty, a month made fast, and what the rules would give today.

use std::path::Path;

use clap::Subcommand;

use super::report::Format;
use super::site::{Reading, language, read, root, show};
use super::{Context, Exit};
use crate::diag::{Diagnostic, Language, Severity, config};
use crate::format::nearest;
use crate::kinds::roster::{drift, frozen_month, model::Roster, why};
use crate::kinds::{Corpus, Shared};
use crate::output::{Overwrite, write_files};
use crate::say;
use crate::source::SourceMap;
use crate::value::Period;

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Clone, Subcommand)]
enum What {
    /// 说明一个班是怎样排出来的 · how a slot came to be what it is
    Why {
        /// 班次编号，如 2026-02-15/full/staff/1 · the slot
        slot: String,
        /// 值班的文件夹名，如 duty · the roster's folder
        roster: Option<String>,
    },
    /// 把一个月定下来，以后规则再改也不变 · make a month fast, whatever becomes of the rules
    Freeze {
        /// 月份，如 2026-11 · the month
        month: String,
        /// 值班的文件夹名，如 duty · the roster's folder
        roster: Option<String>,
    },
    /// 定下来的月份和现在的规则有哪些不同 · where the rules of today differ from the months that are fast
    Diff {
        /// 月份，如 2026-11；不写就是全部 · the month, or all
        month: Option<String>,
        /// 值班的文件夹名，如 duty · the roster's folder
        roster: Option<String>,
    },
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let (root, run) = match root(context, Format::Human).and_then(|root| read(context, &root, &Reading::default()).map(|run| (root, run))) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let language = language(context, &run);
    let Some(ready) = &run.ready else {
        show(context, &run.diagnostics, &run.map, language, Format::Human);
        return Exit::Usage;
    };
    let answer = Answer { context, root: &root, corpus: &ready.corpus, language };
    let answered = match &arguments.what {
        What::Why { slot, roster } => answer.why(slot, roster.as_deref()),
        What::Freeze { month, roster } => {
            let Some(broken) = answer.broken(&run.diagnostics, roster.as_deref()) else {
                return answer.freeze(month, roster.as_deref()).unwrap_or_else(|found| answer.refuse(&found));
            };
            show(context, &broken, &run.map, language, Format::Human);
            context.console.say(say!("有错误的值班表不能冻结，请先改好", "a roster with errors cannot be made fast").get(language));
            return Exit::Content;
        }
        What::Diff { month, roster } => answer.diff(month.as_deref(), roster.as_deref()),
    };
    answered.unwrap_or_else(|found| answer.refuse(&found))
}

struct Answer<'a> {
    context: &'a Context,
    root: &'a Path,
    corpus: &'a Corpus,
    language: Language,
}

type Answered = Result<Exit, Box<Diagnostic>>;

impl<'a> Answer<'a> {
    fn shared(&self) -> &'a Shared {
        &self.corpus.shared
    }

    fn refuse(&self, found: &Diagnostic) -> Exit {
        show(self.context, std::slice::from_ref(found), &SourceMap::default(), self.language, Format::Human);
        Exit::Usage
    }

    fn say(&self, words: &crate::diag::Text) {
        self.context.console.say(words.get(self.language));
    }

    /// The roster of that name; the only one where none is named.
    fn roster(&self, name: Option<&str>) -> Result<&'a Roster, Box<Diagnostic>> {
        let rosters = &self.corpus.rosters;
        let names: Vec<&str> = rosters.iter().map(|roster| roster.name.as_str()).collect();
        let list = names.join("、");
        match (name, rosters.as_slice()) {
            (None, [only]) => Ok(only),
            (None, []) => Err(refusal(
                say!("本站没有值班表", "this site has no roster"),
                say!("请先建一个：kind = \"roster\"", "make one: kind = \"roster\""),
            )),
            (None, _) => {
                Err(refusal(say!("有几个值班表，请指明是哪一个", "there is more than one roster"), say!("有：{list}", "there are: {list}")))
            }
            (Some(name), _) => rosters.iter().find(|roster| roster.name == name).ok_or_else(|| {
                let help = match nearest(name, &names) {
                    Some(near) => say!("是不是 {near}？", "did you mean {near}?"),
                    None => say!("有：{list}", "there are: {list}"),
                };
                refusal(say!("没有叫 {name} 的值班表", "there is no roster {name}"), help)
            }),
        }
    }

    /// Errors in the files of a roster; none where all is well.
    fn broken(&self, found: &[Diagnostic], name: Option<&str>) -> Option<Vec<Diagnostic>> {
        let folder = format!("content/{}/", self.roster(name).ok()?.name);
        let of_roster = |found: &&Diagnostic| {
            found.severity == Severity::Error && found.place.as_ref().is_some_and(|place| place.file.starts_with(&folder))
        };
        let broken: Vec<Diagnostic> = found.iter().filter(of_roster).cloned().collect();
        (!broken.is_empty()).then_some(broken)
    }

    fn why(&self, slot: &str, name: Option<&str>) -> Answered {
        let found = match name {
            Some(_) => why(self.shared(), self.roster(name)?, slot),
            None => self.corpus.rosters.iter().find_map(|roster| why(self.shared(), roster, slot)),
        };
        let Some(steps) = found else {
            return Err(refusal(
                say!("没有这个班：{slot}", "there is no such slot: {slot}"),
                say!(
                    "班次编号是 日期/班次/岗位/席位，如 2026-02-15/full/staff/1；班次和岗位用 _index.md 里的 id",
                    "a slot is date/shift/post/seat, 2026-02-15/full/staff/1, with the ids of _index.md"
                ),
            ));
        };
        for step in steps {
            self.context.console.out(&format!("{}\n", step.get(self.language)));
        }
        self.say(&say!(
            "要换人，在 changes.csv 里加一行（swap 或 substitute），写明批准人和批准时间",
            "to put somebody else on it, add a row to changes.csv (swap or substitute) with who approved it and when"
        ));
        Ok(Exit::Ok)
    }

    fn freeze(&self, month: &str, name: Option<&str>) -> Answered {
        let roster = self.roster(name)?;
        let month = self.month(month)?;
        if !roster.months.contains_key(&month) {
            return Err(refusal(
                say!("{month} 不在值班表里", "the roster has no {month}"),
                say!("请核对 covers，或先写当月的表", "check covers, or write the table of the month first"),
            ));
        }
        let mut table = String::from("\u{FEFF}日期,班次,岗位,席位,人员,来源\r\n");
        for row in frozen_month(self.shared(), roster, month) {
            table.push_str(&row);
            table.push_str("\r\n");
        }
        let file = format!("content/{}/{month}.csv", roster.name);
        if let Err(error) = write_files(self.root, &[(file.clone(), table.into_bytes())], Overwrite::Yes) {
            show(self.context, &[error.diagnostic()], &SourceMap::default(), self.language, Format::Human);
            return Ok(Exit::Io);
        }
        self.context.console.out(&format!("{file}\n"));
        self.say(&say!(
            "{month} 已定下来，以后轮值规则再改也不变；换班写在 changes.csv。下一步：gongshi build",
            "{month} is fast, whatever becomes of the rules; swaps go into changes.csv. Next: gongshi build"
        ));
        Ok(Exit::Ok)
    }

    fn diff(&self, month: Option<&str>, name: Option<&str>) -> Answered {
        let roster = self.roster(name)?;
        let months: Vec<Period> = match month {
            Some(month) => vec![self.month(month)?],
            None => roster.months.iter().filter(|(_, month)| month.table.is_some()).map(|(period, _)| *period).collect(),
        };
        let mut count = 0;
        for month in months {
            for drift in drift(self.shared(), roster, month) {
                count += 1;
                let (slot, fixed, given) = (drift.slot, drift.fixed, drift.given);
                let words = say!("{slot}：表里是{fixed}，按现在的规则是{given}", "{slot}: {fixed} in the table, {given} by the rules");
                self.context.console.out(&format!("{}\n", words.get(self.language)));
            }
        }
        self.say(&if count == 0 {
            say!("定下来的月份和现在的规则一致", "the months that are fast are what the rules give")
        } else {
            say!(
                "共 {count} 个班不同。定下来的不会变；要改某一天，写在 changes.csv",
                "{count} slots differ. What is fast stays; to change a day, use changes.csv"
            )
        });
        Ok(Exit::Ok)
    }

    fn month(&self, text: &str) -> Result<Period, Box<Diagnostic>> {
        let read = Period::parse_name(text).filter(|(read, rest)| rest.is_empty() && matches!(read, Period::Month(..)));
        read.map(|(month, _)| month)
            .ok_or_else(|| refusal(say!("这不是月份：{text}", "not a month: {text}"), say!("例如 2026-11", "for example 2026-11")))
    }
}

fn refusal(words: crate::diag::Text, help: crate::diag::Text) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(config::WRONG_TYPE, words).help(help))
}
