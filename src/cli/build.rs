//! `gongshi build`: checks, renders, writes the tree, all or nothing.

use std::path::{Path, PathBuf};

use super::report::{Format, Report};
use super::site::{Reading, counted, language, read, root, show, verdict};
use super::{Context, Exit};
use crate::diag::{Diagnostic, Language};
use crate::output::{OutputDirectory, OutputError, Receipt};
use crate::pipeline::{self, Ready, Run, Written};
use crate::say;

#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// 写到哪个文件夹，默认 output/internal · where to, output/internal by default
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 全部重写，不沿用上一次的文件 · write everything anew
    #[arg(long)]
    clean: bool,
    /// 显示各步骤用时 · show how long each step took
    #[arg(long)]
    timings: bool,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let reading = &arguments.reading;
    let begin = std::time::Instant::now();
    let (root, run) = match root(context, reading.format).and_then(|root| read(context, &root, reading).map(|run| (root, run))) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let language = language(context, &run);
    let checked = begin.elapsed();
    let exit = match (&run.ready, verdict(&run, reading.strict)) {
        (Some(ready), Exit::Ok) => write(context, arguments, &root, &run, ready, language),
        (_, exit) => {
            show(context, &run.diagnostics, &run.map, language, reading.format);
            refused(context, &run.diagnostics, &run, language, reading.format);
            exit
        }
    };
    if arguments.timings {
        let (read, written) = (checked.as_millis(), (begin.elapsed() - checked).as_millis());
        context.console.say(
            say!(
                "读取与检查 {read} 毫秒，生成与写入 {written} 毫秒",
                "read and checked in {read} ms, rendered and written in {written} ms"
            )
            .get(language),
        );
    }
    exit
}

fn write(context: &Context, arguments: &Arguments, root: &Path, run: &Run, ready: &Ready, language: Language) -> Exit {
    let format = arguments.reading.format;
    let edition = arguments.reading.edition();
    let directory = arguments.out.clone().unwrap_or_else(|| root.join("output").join(edition.as_str()));
    let written = OutputDirectory::open(&directory, root, edition).and_then(|mut output| {
        output.name_holder(&crate::source::now())?;
        if arguments.clean {
            output.discard_spare()?;
        }
        let plan = ready.plan_once();
        let progress = context.console.progress(plan.files.len());
        let written = pipeline::write(ready, plan, output, &|| progress.step());
        progress.done();
        written
    });
    match written {
        Ok(Written::Done(receipt)) => {
            show(context, &run.diagnostics, &run.map, language, format);
            if format == Format::Human {
                let own = directory == root.join("output").join(crate::config::Edition::Internal.as_str());
                done(context, run, &receipt, &directory, own, language);
            }
            Exit::Ok
        }
        Ok(Written::Refused(faults)) => {
            let all: Vec<Diagnostic> = run.diagnostics.iter().cloned().chain(faults).collect();
            show(context, &all, &run.map, language, format);
            refused(context, &all, run, language, format);
            Exit::Content
        }
        Err(error) => failed(context, run, &error, language, format),
    }
}

/// Tells why nothing could be written, with everything else that was found.
fn failed(context: &Context, run: &Run, error: &OutputError, language: Language, format: Format) -> Exit {
    let all: Vec<Diagnostic> = run.diagnostics.iter().cloned().chain([error.diagnostic()]).collect();
    show(context, &all, &run.map, language, format);
    match error.exit_code() {
        5 => Exit::Locked,
        2 => Exit::Usage,
        1 => Exit::Content,
        _ => Exit::Io,
    }
}

fn done(context: &Context, run: &Run, receipt: &Receipt, directory: &Path, own: bool, language: Language) {
    let (_, warnings) = Report { diagnostics: &run.diagnostics, map: &run.map, language, colour: false, width: 0 }.counts();
    let shown = directory.join("index.html");
    let (shown, total) = (shown.display(), receipt.total_files);
    let rollback = if own { "gongshi rollback".to_owned() } else { format!("gongshi rollback --out {}", directory.display()) };
    let found = counted(0, warnings);
    let (zh, en) = (found.zh, found.en);
    let changed = receipt.written + receipt.deleted;
    let text = if changed == 0 {
        say!("{zh}；站点没有变化（{total} 个文件）。打开 {shown} 查看", "{en}; the site is unchanged ({total} files). Open {shown}")
    } else if receipt.written == total && receipt.deleted == 0 {
        // The first tree: there is none before it to go back to.
        say!("{zh}；站点共 {total} 个文件，已全部写入。打开 {shown} 查看", "{en}; {total} files written. Open {shown}")
    } else {
        let (written, deleted) = (receipt.written, receipt.deleted);
        say!(
            "{zh}；站点共 {total} 个文件，本次写入 {written} 个、删除 {deleted} 个。打开 {shown} 查看；换回上一次：{rollback}",
            "{en}; {total} files, {written} written and {deleted} deleted. Open {shown}; to take it back: {rollback}"
        )
    };
    context.console.say(text.get(language));
}

fn refused(context: &Context, diagnostics: &[Diagnostic], run: &Run, language: Language, format: Format) {
    if format != Format::Human {
        return;
    }
    let (errors, warnings) = Report { diagnostics, map: &run.map, language, colour: false, width: 0 }.counts();
    let found = counted(errors, warnings);
    let (zh, en) = (found.zh, found.en);
    let text = say!(
        "{zh}，没有写入任何文件，原来的站点没有动。请按上面的办法修改，再运行 gongshi build",
        "{en}; nothing was written and the site stands as it was. Mend them as said above and run gongshi build again"
    );
    context.console.say(text.get(language));
}
