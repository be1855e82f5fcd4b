//! `gongshi import`: a regulation from elsewhere, a Word document or a text, becomes a file of this site.

use std::path::{Path, PathBuf};

use super::report::Format;
use super::site::{Reading, read, root, show, unreadable};
use super::{Context, Exit};
use crate::config::SectionKind;
use crate::diag::{Diagnostic, Language, Text, config};
use crate::kinds::regulation;
use crate::output::{Overwrite, write_files};
use crate::say;
use crate::source::{SourceMap, read_outside};
use crate::value::slug;

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    /// Word 文档（.docx）或文本文件，可以有几个 · Word documents (.docx) or texts
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// 编号，如 CW-04；默认取文件名 · the code; by default made of the file's name
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// 放进哪个文件夹，如 regulations · the section it goes into
    #[arg(long, value_name = "SECTION")]
    section: Option<String>,
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
    let sections: Vec<String> = run
        .ready
        .iter()
        .flat_map(|ready| &ready.corpus.outline)
        .filter(|section| section.kind == SectionKind::Regulations)
        .map(|section| section.name.clone())
        .collect();
    let section = arguments.section.clone().or_else(|| sections.first().cloned()).filter(|section| sections.contains(section));
    let Some(section) = section else {
        show(context, &[no_section(&sections)], &SourceMap::default(), language, Format::Human);
        return Exit::Usage;
    };
    let mut worst = Exit::Ok;
    for file in &arguments.files {
        worst = worst.max(import(context, arguments, &root, &section, file, language));
    }
    if worst == Exit::Ok {
        context.console.say(say!("下一步：gongshi check 检查", "next: gongshi check").get(language));
    }
    worst
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
