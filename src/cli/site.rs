//! What the commands that read a site share.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::report::{Format, Report};
use super::{Context, Exit};
use crate::config::Edition;
use crate::diag::{Diagnostic, Language, Text, config, has_errors};
use crate::pipeline::{self, Inputs, Run};
use crate::say;
use crate::source::{self, SourceError, SourceMap};
use crate::value::Date;

/// Which edition is built, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum EditionName {
    /// 内部版 · for staff
    #[default]
    Internal,
}

/// Options of everything that reads a site.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Reading {
    /// 版本 · which edition
    #[arg(long, value_enum, default_value_t)]
    pub(crate) edition: EditionName,
    /// 连同草稿，写到 output/preview · with drafts, into output/preview
    #[arg(long)]
    pub(crate) drafts: bool,
    /// 站点按哪一天生成，如 2026-11-05 · the day the site is built for
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// 并行线程数 · threads
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// 提示的格式 · how findings are shown
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// 有警告也算失败 · warnings fail too
    #[arg(long)]
    pub(crate) strict: bool,
}

impl Reading {
    pub(crate) fn edition(&self) -> Edition {
        if self.drafts { Edition::Preview } else { Edition::Internal }
    }
}

/// A site's folder, or what to say where there is none.
pub(crate) fn root(context: &Context, format: Format) -> Result<PathBuf, Exit> {
    source::find_root(&context.start).ok_or_else(|| {
        let start = context.start.display();
        let message = say!("{start} 及其上级文件夹里没有 gongshi.toml", "there is no gongshi.toml in {start} or above it");
        let help = say!(
            "请进入站点文件夹，或用 -C 指定它；新建站点：gongshi init 文件夹名",
            "go to the site's folder, or name it with -C; a new site: gongshi init DIR"
        );
        let diagnostic = Diagnostic::error(config::NOT_FOUND, message).help(help);
        show(context, &[diagnostic], &SourceMap::default(), context.language(None), format);
        Exit::Usage
    })
}

/// The day to build for: as asked, else SOURCE_DATE_EPOCH, else today in the site's time zone.
pub(crate) fn as_of(asked: Option<Date>) -> Date {
    asked.unwrap_or_else(source::today)
}

/// Reads and checks the site.
pub(crate) fn read(context: &Context, root: &Path, reading: &Reading) -> Result<Run, Exit> {
    if let Some(jobs) = reading.jobs {
        // A second pool in one process cannot happen: a command reads once.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let inputs = Inputs { as_of: as_of(reading.as_of), edition: reading.edition(), checklist: reading.drafts };
    pipeline::run(root, inputs).map_err(|error| unreadable(context, &error, reading.format))
}

/// The language to speak, once the site is known.
pub(crate) fn language(context: &Context, run: &Run) -> Language {
    context.language(run.ready.as_ref().map(|ready| ready.corpus.shared.site.language))
}

pub(crate) fn unreadable(context: &Context, error: &SourceError, format: Format) -> Exit {
    let path = error.path.display();
    let (message, help) = match error.error.kind() {
        ErrorKind::NotFound => (
            say!("没有这个文件：{path}", "there is no such file: {path}"),
            say!(
                "请核对文件名和所在的文件夹；名字里有空格的，用双引号括起来",
                "check its name and folder; put a name with blanks in quotes"
            ),
        ),
        ErrorKind::PermissionDenied => (
            say!("没有权限读取 {path}", "{path} may not be read"),
            say!("请检查文件的权限，或复制到自己的文件夹再试", "see who may read it, or copy it into a folder of your own"),
        ),
        ErrorKind::IsADirectory => {
            (say!("{path} 是文件夹，不是文件", "{path} is a folder, not a file"), say!("请写文件夹里的文件名", "name a file in it"))
        }
        _ => {
            let reason = &error.error;
            (
                say!("不能读取 {path}：{reason}", "cannot read {path}: {reason}"),
                say!("请检查文件是否被别的程序打开、是否有权限", "check whether another program holds it and whether you may read it"),
            )
        }
    };
    let diagnostic = Diagnostic::error(crate::diag::output::IO, message).help(help);
    show(context, &[diagnostic], &SourceMap::default(), context.language(None), format);
    Exit::Io
}

/// Shows findings: for people on standard error, for programs on standard output.
pub(crate) fn show(context: &Context, diagnostics: &[Diagnostic], map: &SourceMap, language: Language, format: Format) {
    let colour = context.console.colour && format == Format::Human;
    let report = Report { diagnostics, map, language, colour, width: context.console.width };
    let text = report.draw(format);
    match format {
        Format::Human if text.is_empty() => {}
        Format::Human => context.console.say(text.trim_end()),
        _ => context.console.out(&text),
    }
}

/// The verdict over what was found.
pub(crate) fn verdict(run: &Run, strict: bool) -> Exit {
    if run.ready.is_none() || run.diagnostics.iter().any(is_of_settings) {
        return Exit::Usage;
    }
    let warned = strict && run.diagnostics.iter().any(|found| found.severity == crate::diag::Severity::Warning && !found.is_explained());
    if has_errors(&run.diagnostics) || warned { Exit::Content } else { Exit::Ok }
}

/// Whether a finding is about `gongshi.toml` itself.
fn is_of_settings(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == crate::diag::Severity::Error
        && diagnostic.place.as_ref().is_some_and(|place| place.file.as_ref() == "gongshi.toml")
}

/// 发现 3 个错误、1 个警告
pub(crate) fn counted(errors: usize, warnings: usize) -> Text {
    match (errors, warnings) {
        (0, 0) => say!("没有发现问题", "nothing to report"),
        (0, warnings) => say!("没有错误，有 {warnings} 个警告", "no errors, {warnings} warnings"),
        (errors, 0) => say!("发现 {errors} 个错误", "{errors} errors"),
        (errors, warnings) => say!("发现 {errors} 个错误、{warnings} 个警告", "{errors} errors, {warnings} warnings"),
    }
}
