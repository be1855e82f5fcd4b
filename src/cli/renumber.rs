//! `gongshi renumber`: articles numbered anew, and everything that cites them; a plan first, written with `--write`.

use std::sync::Arc;

use super::report::Format;
use super::site::{Reading, language, read, root, show};
use super::{Context, Exit};
use crate::diag::{Diagnostic, Language, config, regulation};
use crate::format::nearest;
use crate::kinds::regulation::model::Work;
use crate::kinds::regulation::renumber::{Edit, apply, has_disorder_in_annexes, renumber, unreached, unresolved};
use crate::output::{Overwrite, write_files};
use crate::say;
use crate::source::SourceMap;

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    /// 编号，如 CW-01 · the code of a regulation
    code: String,
    /// 写入文件；不写就只列出要改什么 · write it; without, only the plan is shown
    #[arg(long)]
    write: bool,
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
    let corpus = &ready.corpus;
    let Some(work) = corpus.regulations.iter().find_map(|collection| collection.work(&arguments.code)) else {
        let codes: Vec<&str> = corpus.regulations.iter().flat_map(|collection| &collection.works).map(|work| work.code.as_str()).collect();
        show(context, &[no_such_work(&arguments.code, &codes)], &SourceMap::default(), language, Format::Human);
        return Exit::Usage;
    };
    let edits = renumber(corpus, &run.map, work);
    if edits.is_empty() {
        let code = &work.code;
        context
            .console
            .say(say!("{code} 的条号已经连续，没有要改的", "the articles of {code} are in order; nothing to change").get(language));
        by_hand(context, &run.map, work, &edits, language);
        return Exit::Ok;
    }
    let lost = unresolved(corpus, work);
    if !lost.is_empty() {
        let is_lost = |found: &&Diagnostic| {
            let at = found.place.as_ref().and_then(|place| Some((place.file.clone(), place.span.clone()?)));
            found.code == regulation::REFERENCE_UNRESOLVED && at.is_some_and(|at| lost.contains(&at))
        };
        let mut diagnostics: Vec<Diagnostic> = run.diagnostics.iter().filter(is_lost).cloned().collect();
        diagnostics.push(references_first(&work.code, lost.len()));
        show(context, &diagnostics, &run.map, language, Format::Human);
        return Exit::Content;
    }
    plan(context, &run.map, &edits);
    by_hand(context, &run.map, work, &edits, language);
    let (count, code) = (edits.len(), &arguments.code);
    if !arguments.write {
        let words = say!(
            "共 {count} 处。以上只是计划，文件没有动；写入：gongshi renumber {code} --write",
            "{count} changes. This is a plan, no file was touched; write it: gongshi renumber {code} --write"
        );
        context.console.say(words.get(language));
        return Exit::Ok;
    }
    write(context, &root, &run.map, &edits, language)
}

/// What is not changed and has to be looked at: articles of annexes, and words of pages and checks that name articles.
fn by_hand(context: &Context, texts: &SourceMap, work: &Work, edits: &[Edit], language: Language) {
    let Some(version) = work.versions.last() else { return };
    if has_disorder_in_annexes(version) {
        let words = say!("附件里的条号没有改，请人工核对", "the articles of annexes are left as they are: look at their numbers");
        context.console.say(words.get(language));
    }
    for (file, span) in unreached(texts, version, edits) {
        let Some(text) = texts.text(&file) else { continue };
        let line = text[..span.start].matches('\n').count() + 1;
        let cited = &text[span];
        let words = say!("{file}:{line}: {cited} 没有改，请人工核对", "{file}:{line}: {cited} is left as it is: look at it");
        context.console.say(words.get(language));
    }
}

/// Each change with the line it stands in.
fn plan(context: &Context, texts: &SourceMap, edits: &[Edit]) {
    for edit in edits {
        let Some(text) = texts.text(&edit.file) else { continue };
        let line = text[..edit.span.start].matches('\n').count() + 1;
        let (file, old, new) = (&edit.file, &text[edit.span.clone()], &edit.new);
        context.console.out(&format!("{file}:{line}: {old} → {new}\n"));
    }
}

fn write(context: &Context, root: &std::path::Path, texts: &SourceMap, edits: &[Edit], language: Language) -> Exit {
    let mut files: Vec<&Arc<str>> = edits.iter().map(|edit| &edit.file).collect();
    files.dedup();
    let changed: Vec<(String, Vec<u8>)> = files
        .iter()
        .filter_map(|file| {
            let text = texts.text(file)?;
            Some((file.to_string(), apply(text, edits.iter().filter(|edit| edit.file == **file)).into_bytes()))
        })
        .collect();
    if let Err(error) = write_files(root, &changed, Overwrite::Yes) {
        show(context, &[error.diagnostic()], &SourceMap::default(), language, Format::Human);
        return Exit::Io;
    }
    let (count, files) = (edits.len(), changed.len());
    let words = say!(
        "已改 {files} 个文件，共 {count} 处（文件存为 UTF-8）。下一步：gongshi check 检查",
        "{count} changes in {files} files, written as UTF-8. Next: gongshi check"
    );
    context.console.say(words.get(language));
    Exit::Ok
}

/// References to what is not there come first: by a new number they would mean another article, and nobody would see it.
fn references_first(code: &str, count: usize) -> Diagnostic {
    Diagnostic::error(
        regulation::REFERENCE_UNRESOLVED,
        say!(
            "{code} 没有重新编号：有 {count} 处引用了它没有的条款",
            "{code} was not renumbered: {count} references cite what it does not have"
        ),
    )
    .help(say!(
        "重新编号会使这些引用指到别的条文。请先按上面列出的位置改正，再运行 gongshi renumber {code}",
        "new numbers would make them mean other articles; correct them first, then run gongshi renumber {code}"
    ))
}

/// A code that is none.
pub(super) fn no_such_work(code: &str, codes: &[&str]) -> Diagnostic {
    let help = match nearest(code, codes) {
        Some(near) => say!("是不是想写 {near}？", "did you mean {near}?"),
        None => {
            let list = codes.iter().take(12).copied().collect::<Vec<_>>().join(" ");
            say!("有：{list}", "there are: {list}")
        }
    };
    Diagnostic::error(config::NOT_FOUND, say!("没有编号为 {code} 的制度", "there is no regulation {code}")).help(help)
}
