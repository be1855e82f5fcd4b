//! `gongshi diff CODE [FROM TO]`: two versions of a regulation held against each other, in the terminal.

use std::fmt::Write;
use std::io::IsTerminal;

use super::report::Format;
use super::site::{Reading, language, read, root, show, verdict};
use super::{Context, Exit};
use crate::diag::{Language, Text};
use crate::format::nearest;
use crate::kinds::Corpus;
use crate::kinds::regulation::model::{Collection, Version, Work};
use crate::kinds::regulation::redline::{self, Change, Kind, Mark, MarkedLine, Redline, Run, Style, Unit, compare, marked, words};
use crate::kinds::regulation::succession::drift;
use crate::say;
use crate::value::Date;

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    /// 制度代码，如 CW-01 · the code of a regulation
    #[arg(value_name = "CODE")]
    code: String,
    /// 旧版的施行日期，默认倒数第二版 · the day the old version takes effect, the last but one by default
    #[arg(value_name = "FROM")]
    from: Option<String>,
    /// 新版的施行日期，默认最后一版 · the day the new version takes effect, the last by default
    #[arg(value_name = "TO")]
    to: Option<String>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let reading = Reading::default();
    let run = match root(context, Format::Human).and_then(|root| read(context, &root, &reading)) {
        Ok(run) => run,
        Err(exit) => return exit,
    };
    let language = language(context, &run);
    let Some(ready) = &run.ready else {
        show(context, &run.diagnostics, &run.map, language, Format::Human);
        return verdict(&run, false);
    };
    let chosen = work(&ready.corpus.regulations, &arguments.code)
        .and_then(|work| across(&ready.corpus, work, arguments).map_or_else(|| own(work, arguments), Ok));
    match chosen {
        Ok(pair) => {
            let Pair { old_work, old, new, .. } = pair;
            let redline = compare(old, new);
            let colour = std::io::stdout().is_terminal() && crate::source::environment("NO_COLOR").is_none();
            context.console.out(&Pen { language, colour }.draw(&pair, &redline));
            context.console.out(&drifted(&ready.corpus, old_work, old, new, language));
            Exit::Ok
        }
        Err(message) => {
            context.console.say(message.get(language));
            Exit::Usage
        }
    }
}

/// What other regulations cite of the old version that is not what it was; empty where all still holds.
fn drifted(corpus: &Corpus, work: &Work, old: &Version, new: &Version, language: Language) -> String {
    let is_of = |collection: &&Collection| collection.works.iter().any(|one| std::ptr::eq(one, work));
    let collection = corpus.regulations.iter().find(is_of).map(|collection| collection.name.as_str());
    let key = collection.and_then(|name| corpus.version_key(name, &work.code, old.effective));
    let drift = key.map(|key| drift(corpus, key, new)).unwrap_or_default();
    if drift.is_empty() {
        return String::new();
    }
    let count = drift.len();
    let heading = say!("引用旧版、需要核对的条款：{count} 处", "References to the old version to be looked at: {count}");
    let mut out = format!("\n{}\n", heading.get(language));
    for one in &drift {
        let source = &corpus.version(one.from).1.source;
        let line = source.text[..one.reference.span.start].matches('\n').count() + 1;
        let (file, citing, written) = (&source.file, one.citing(corpus), one.written(corpus));
        let before = old.tree.citation(one.article, old.text());
        let kind = words::kind(one.successor.kind, language);
        let after = one.successor.article.map(|article| new.tree.citation(article, new.text()));
        let now = after.filter(|after| *after != before).map_or_else(String::new, |after| format!(" → {after}"));
        let _ = writeln!(out, "  {file}:{line} {citing} “{written}”：{before}{now}（{kind}）");
    }
    out
}

/// The work of a code, whatever the case of its letters.
fn work<'a>(collections: &'a [Collection], code: &str) -> Result<&'a Work, Text> {
    let works = || collections.iter().flat_map(|collection| &collection.works);
    works().find(|work| work.code.eq_ignore_ascii_case(code)).ok_or_else(|| {
        let known: Vec<&str> = works().map(|work| work.code.as_str()).collect();
        let Some(near) = likely(code, &known) else {
            let (zh, en) = (list(&known, "、"), list(&known, ", "));
            return say!("没有代码为 {code} 的制度；有：{zh}", "there is no regulation {code}; there are: {en}");
        };
        say!("没有代码为 {code} 的制度；是不是 {near}？", "there is no regulation {code}; did you mean {near}?")
    })
}

/// The known code most like the one typed, or the only one that begins with it.
fn likely<'a>(code: &str, known: &[&'a str]) -> Option<&'a str> {
    let code = code.to_lowercase();
    let lower: Vec<String> = known.iter().map(|known| known.to_lowercase()).collect();
    let mut longer = lower.iter().filter(|known| known.starts_with(&code));
    let near = match (longer.next(), longer.next()) {
        (Some(only), None) => only,
        _ => nearest(&code, &lower.iter().map(String::as_str).collect::<Vec<_>>())?,
    };
    known.iter().find(|known| known.eq_ignore_ascii_case(near)).copied()
}

/// Names in a row; of very many the first.
fn list(names: &[&str], comma: &str) -> String {
    const SHOWN: usize = 20;
    let more = if names.len() > SHOWN { "……" } else { "" };
    format!("{}{more}", names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(comma))
}

/// Two versions, and the works they belong to.
struct Pair<'a> {
    old_work: &'a Work,
    old: &'a Version,
    new_work: &'a Work,
    new: &'a Version,
}

/// The version of another work that the first text of a work replaces: what comes before where the work has one text, or
/// where its day is asked for.
fn across<'a>(corpus: &'a Corpus, work: &'a Work, arguments: &Arguments) -> Option<Pair<'a>> {
    let texts: Vec<&Version> = redline::texts(work).collect();
    let new = match arguments.to.as_deref() {
        Some(day) => *texts.iter().find(|text| text.effective.to_string() == day)?,
        None => *texts.last()?,
    };
    let asked = |old: &Version| match arguments.from.as_deref() {
        Some(day) => old.effective.to_string() == day && texts.iter().all(|text| text.effective != old.effective),
        None => texts.len() == 1,
    };
    let collection = corpus.regulations.iter().find(|collection| collection.works.iter().any(|one| std::ptr::eq(one, work)))?;
    let replaced = texts.iter().flat_map(|text| &text.front.replaces).filter(|replaced| replaced.code != work.code);
    let mut found = replaced.filter_map(|replaced| {
        let old_work = collection.work(&replaced.code)?;
        let old = redline::texts(old_work).find(|old| old.effective == replaced.date).filter(|old| asked(old))?;
        Some(Pair { old_work, old, new_work: work, new })
    });
    found.next()
}

/// The two versions of one work that are asked for.
fn own<'a>(work: &'a Work, arguments: &Arguments) -> Result<Pair<'a>, Text> {
    let (old, new) = pair(work, arguments.from.as_deref(), arguments.to.as_deref())?;
    Ok(Pair { old_work: work, old, new_work: work, new })
}

/// The two versions asked for.
fn pair<'a>(work: &'a Work, from: Option<&str>, to: Option<&str>) -> Result<(&'a Version, &'a Version), Text> {
    let texts: Vec<&Version> = redline::texts(work).collect();
    let code = &work.code;
    let [.., before, last] = texts.as_slice() else {
        return Err(say!("{code} 只有一个文本，没有可以对照的版本", "{code} has a single version; there is nothing to compare it with"));
    };
    let new = to.map_or(Ok(*last), |date| version(work, &texts, date))?;
    let old = from.map_or(Ok(*before), |date| version(work, &texts, date))?;
    if old.effective == new.effective {
        let date = old.effective;
        return Err(say!("两个日期都是 {date}，请写两个不同的版本", "both dates are {date}: name two different versions"));
    }
    Ok((old, new))
}

/// The version that takes effect on a day, as it was typed.
fn version<'a>(work: &Work, texts: &[&'a Version], typed: &str) -> Result<&'a Version, Text> {
    let date: Option<Date> = typed.parse().ok();
    texts.iter().find(|version| Some(version.effective) == date).copied().ok_or_else(|| {
        let known: Vec<String> = texts.iter().map(|version| version.effective.to_string()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let (zh, en, code) = (list(&known, "、"), list(&known, ", "), &work.code);
        match nearest(typed, &known) {
            Some(near) => say!(
                "{code} 没有 {typed} 起施行的版本；是不是 {near}？有：{zh}",
                "{code} has no version of {typed}; did you mean {near}? There are: {en}"
            ),
            None => say!("{code} 没有 {typed} 起施行的版本；有：{zh}", "{code} has no version of {typed}; there are: {en}"),
        }
    })
}

fn label<'v>(unit: Option<&Unit<'v>>) -> &'v str {
    unit.map_or("", |unit| unit.label)
}

/// Draws a redline for a terminal.
struct Pen {
    language: Language,
    colour: bool,
}

impl Pen {
    fn draw(&self, pair: &Pair<'_>, redline: &Redline<'_>) -> String {
        let Pair { old_work, old, new_work, new } = pair;
        let (title, code) = (&new.front.title, &new_work.code);
        let mut out = match old_work.code == *code {
            true => format!("《{title}》（{code}） {} → {}\n", old.effective, new.effective),
            false => format!("《{}》（{}） {} → 《{title}》（{code}） {}\n", old.front.title, old_work.code, old.effective, new.effective),
        };
        let summary = redline.summary();
        for line in [words::summary(&summary, self.language), words::unlisted(&summary, self.language)] {
            if !line.is_empty() {
                let _ = writeln!(out, "{line}");
            }
        }
        for change in redline.changes.iter().filter(|change| !matches!(change.kind, Kind::Same | Kind::Renumbered)) {
            self.change(redline, change, &mut out);
        }
        out
    }

    fn change(&self, redline: &Redline<'_>, change: &Change, out: &mut String) {
        let (old, new) = (redline.old_unit(change), redline.new_unit(change));
        let heading = match (label(old), label(new)) {
            ("", label) | (label, "") => label.to_owned(),
            (before, after) if before == after => after.to_owned(),
            (before, after) => format!("{before} → {after}"),
        };
        let note = words::note(redline, change, self.language);
        let kind = words::kind(change.kind, self.language);
        let heading = match note.is_empty() {
            true => say!("{heading}（{kind}）", "{heading} ({kind})"),
            false => say!("{heading}（{kind}，{note}）", "{heading} ({kind}, {note})"),
        };
        let _ = writeln!(out, "\n{}", heading.get(self.language).trim_start());
        for line in marked(old, new).both {
            self.line(&line, out);
        }
    }

    fn line(&self, line: &MarkedLine, out: &mut String) {
        out.push_str(match line.style {
            Style::Item => "    ",
            Style::Subitem => "      ",
            Style::Title | Style::Paragraph | Style::Row => "  ",
        });
        let mut runs: Vec<Run> = Vec::new();
        for run in line.label.iter().chain(&line.words) {
            match runs.last_mut() {
                Some(last) if last.mark == run.mark => last.text.push_str(&run.text),
                _ => runs.push(run.clone()),
            }
        }
        runs.iter().for_each(|run| self.run(run, out));
        out.push('\n');
    }

    fn run(&self, run: &Run, out: &mut String) {
        // Struck through and red, underlined and green; marks as wdiff has them where there is no colour.
        let (open, close) = match (run.mark, self.colour) {
            (Mark::Kept, _) => ("", ""),
            (Mark::Removed, true) => ("\x1b[9;31m", "\x1b[0m"),
            (Mark::Removed, false) => ("[-", "-]"),
            (Mark::Added, true) => ("\x1b[4;32m", "\x1b[0m"),
            (Mark::Added, false) => ("{+", "+}"),
        };
        out.extend([open, &run.text, close]);
    }
}
