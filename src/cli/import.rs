//! `gongshi import`: what comes from elsewhere becomes a file of this site: a regulation from a Word document or a text,
//! a table in any encoding as clean CSV.

use std::path::{Path, PathBuf};

use super::import_table::{Import, is_table};
use super::report::Format;
use super::site::{Reading, read, root, show, unreadable};
use super::{Context, Exit};
use crate::config::SectionKind;
use crate::diag::{Diagnostic, Language, Text, config};
use crate::kinds::{calendar, regulation};
use crate::output::{Overwrite, write_files};
use crate::pipeline::Run;
use crate::say;
use crate::source::{SourceMap, SourceText, decode, read_outside};
use crate::value::slug;

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    /// Word 文档（.docx）、文本，或表格（.csv、.xlsx、.xls），可以有几个 · Word documents, texts or tables
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// 编号，如 CW-04；默认取文件名 · the code; by default made of the file's name
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// 放进哪个文件夹，如 regulations、spending · the section it goes into
    #[arg(long, value_name = "SECTION")]
    section: Option<String>,
    /// 改正表格里能改的，逐条列出 · correct what can be corrected in a table, and list each change
    #[arg(long)]
    fix: bool,
    /// 覆盖已有的文件 · write over a file that is there
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let (root, run) = match root(context, Format::Human).and_then(|root| read(context, &root, &Reading::default()).map(|run| (root, run))) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let language = super::site::language(context, &run);
    let corpus = run.ready.as_ref().map(|ready| &ready.corpus);
    let ledgers = corpus.map_or(&[][..], |corpus| &corpus.ledgers);
    let named_ledger = arguments.section.as_ref().is_some_and(|section| ledgers.iter().any(|ledger| ledger.name == *section));
    let tables = Import {
        context,
        language,
        root: &root,
        ledgers,
        section: arguments.section.as_deref().filter(|_| named_ledger),
        fix: arguments.fix,
        force: arguments.force,
    };
    let mut worst = Exit::Ok;
    for file in &arguments.files {
        if let Some(exit) = holidays(context, arguments, &root, file, language) {
            worst = worst.max(exit);
            continue;
        }
        let table = named_ledger || arguments.fix || read_outside(file).is_ok_and(|bytes| is_table(file, &bytes));
        let exit = if table {
            tables.run(file)
        } else {
            match collection(context, arguments, &run, language) {
                Ok(section) => import(context, arguments, &root, &section, file, language),
                Err(exit) => return exit,
            }
        };
        worst = worst.max(exit);
    }
    if worst == Exit::Ok {
        context.console.say(say!("下一步：gongshi check 检查", "next: gongshi check").get(language));
    }
    worst
}

/// A notice of holidays, if the file is one.
fn holidays(context: &Context, arguments: &Arguments, root: &Path, file: &Path, language: Language) -> Option<Exit> {
    let bytes = read_outside(file).ok()?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let (text, _) = decode(bytes.as_slice(), None).ok()?;
    let source = SourceText::new(&name, &text);
    if !calendar::is_notice(&source.text) {
        return None;
    }
    let read = calendar::read_notice(&source);
    let mut map = SourceMap::default();
    map.insert(&source.file, &source.text);
    show(context, &read.diagnostics, &map, language, Format::Human);
    let Some(holidays) = read.value else { return Some(Exit::Content) };
    let overwrite = if arguments.force { Overwrite::Yes } else { Overwrite::No };
    if let Err(error) = write_files(root, &[(holidays.path(), holidays.to_csv().into_bytes())], overwrite) {
        show(context, &[error.diagnostic()], &SourceMap::default(), language, Format::Human);
        return Some(if error.exit_code() == 2 { Exit::Usage } else { Exit::Io });
    }
    context.console.out(&format!("{}\n", holidays.path()));
    let off = holidays.days.values().filter(|(work, _)| !work).count();
    let (year, work) = (holidays.year, holidays.days.len() - off);
    context
        .console
        .say(say!("  · {year} 年放假 {off} 天，调休上班 {work} 天", "  · {year}: {off} days off, {work} make-up days").get(language));
    Some(Exit::Ok)
}

/// The section a regulation goes into: the one named, else the first.
fn collection(context: &Context, arguments: &Arguments, run: &Run, language: Language) -> Result<String, Exit> {
    let outline = run.ready.iter().flat_map(|ready| &ready.corpus.outline);
    let sections: Vec<String> =
        outline.filter(|section| section.kind == SectionKind::Regulations).map(|section| section.name.clone()).collect();
    let section = arguments.section.clone().or_else(|| sections.first().cloned()).filter(|section| sections.contains(section));
    section.ok_or_else(|| {
        show(context, &[no_section(&sections)], &SourceMap::default(), language, Format::Human);
        Exit::Usage
    })
}

fn import(context: &Context, arguments: &Arguments, root: &Path, section: &str, file: &Path, language: Language) -> Exit {
    let bytes = match read_outside(file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(context, &error, Format::Human),
    };
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let imported = regulation::import(&bytes, &name);
    show(context, &imported.diagnostics, &SourceMap::default(), language, Format::Human);
    if crate::diag::has_errors(&imported.diagnostics) {
        return Exit::Content;
    }
    let code = arguments.code.clone().unwrap_or_else(|| code_of(&name));
    let target = match imported.value.effective {
        Some(date) => format!("content/{section}/{code}/{date}.md"),
        None => format!("content/{section}/{code}.md"),
    };
    let overwrite = if arguments.force { Overwrite::Yes } else { Overwrite::No };
    if let Err(error) = write_files(root, &[(target.clone(), imported.value.text.into_bytes())], overwrite) {
        show(context, &[error.diagnostic()], &SourceMap::default(), language, Format::Human);
        return if error.exit_code() == 2 { Exit::Usage } else { Exit::Io };
    }
    context.console.out(&format!("{target}\n"));
    for Text { zh, en } in imported.value.changes {
        context.console.say(say!("  · {zh}", "  · {en}").get(language));
    }
    Exit::Ok
}

/// The name without its ending and without a date in brackets.
fn code_of(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let title = stem.split(['(', '（']).next().unwrap_or(stem);
    let code: String = slug(title).replace(['.', '_'], "-");
    let mut code = code;
    code.truncate(80);
    code
}

fn no_section(sections: &[String]) -> Diagnostic {
    let list = sections.join("、");
    Diagnostic::error(config::MISSING_KEY, say!("没有放制度的文件夹", "there is no section of regulations to put it into")).help(
        if sections.is_empty() {
            say!(
                "请先建 content/regulations/_index.md，写明 kind = \"regulations\"",
                "make content/regulations/_index.md with kind = \"regulations\""
            )
        } else {
            say!("有：{list}", "there are: {list}")
        },
    )
}
