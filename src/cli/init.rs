//! `gongshi init`: a new site that builds at once.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::report::Format;
use super::site::show;
use super::{Context, Exit};
use crate::diag::Language;
use crate::output::{Overwrite, write_files};
use crate::say;
use crate::source::SourceMap;
use crate::value::slug;

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    /// 新站点的文件夹 · the folder to make it in
    folder: PathBuf,
    /// 样板 · what to begin with
    #[arg(long, value_enum, default_value_t)]
    preset: Preset,
    /// 单位名称 · name of the body
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
}

/// What a new site holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Preset {
    /// 制度、支出通报、值班表的样例 · samples of regulations, spending and a roster
    #[default]
    Procuratorate,
    /// 只有一部制度 · one regulation
    Minimal,
}

static SKELETONS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init");

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    create(context, &context.start.join(&arguments.folder), arguments.preset, arguments.organisation.as_deref())
}

fn create(context: &Context, directory: &Path, preset: Preset, organisation: Option<&str>) -> Exit {
    let language = context.language(None);
    let folder = directory.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy().into_owned());
    let organisation = organisation.unwrap_or(match language {
        Language::Zh => "某某县人民检察院",
        Language::En => "County Procuratorate",
    });
    let files = skeleton(preset, language, &slug(&folder), organisation);
    let shown = directory.display();
    match write_files(directory, &files, Overwrite::No) {
        Ok(()) => {
            let count = files.len();
            let text = say!(
                "已在 {shown} 新建站点（{count} 个文件）。下一步：gongshi -C {shown} serve --open",
                "made a site in {shown} ({count} files). Next: gongshi -C {shown} serve --open"
            );
            context.console.say(text.get(language));
            Exit::Ok
        }
        Err(error) => {
            show(context, &[error.diagnostic()], &SourceMap::default(), language, Format::Human);
            if error.exit_code() == 2 { Exit::Usage } else { Exit::Io }
        }
    }
}

/// The files of a new site: what every site has, and what the preset lays over it.
fn skeleton(preset: Preset, language: Language, id: &str, organisation: &str) -> Vec<(String, Vec<u8>)> {
    let language = if language == Language::Zh { "zh" } else { "en" };
    let layers: &[&str] = if preset == Preset::Procuratorate { &["minimal", "procuratorate"] } else { &["minimal"] };
    let id = if id.is_empty() { "gongshi" } else { id };
    let mut files = Vec::new();
    for layer in layers {
        let base = format!("{language}/{layer}");
        if let Some(folder) = SKELETONS.get_dir(&base) {
            collect(folder, &base, &mut |name, bytes| {
                let text = String::from_utf8_lossy(bytes).replace("{{id}}", id).replace("{{organisation}}", organisation);
                // Excel takes a CSV for UTF-8 only with a byte order mark.
                let text = if name.ends_with(".csv") { format!("\u{FEFF}{}", text.replace('\n', "\r\n")) } else { text };
                files.push((name.replace("dot-", "."), text.into_bytes()));
            });
        }
    }
    files
}

fn collect(folder: &Dir<'_>, base: &str, take: &mut dyn FnMut(&str, &[u8])) {
    for file in folder.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        take(name.strip_prefix(base).unwrap_or(&name).trim_start_matches('/'), file.contents());
    }
    for below in folder.dirs() {
        collect(below, base, take);
    }
}

/// In a folder without a site: says how to begin one, or begins it when asked.
pub(crate) fn offer(context: &Context) -> Exit {
    let language = context.language(None);
    let here = context.start.display();
    let none = say!("{here} 里没有站点（没有 gongshi.toml）", "there is no site in {here} (no gongshi.toml)");
    context.console.say(none.get(language));
    if context.console.can_ask() {
        let question = say!("在这里新建一个吗？[y/N] ", "begin one here? [y/N] ");
        if matches!(context.console.ask(question.get(language)).as_str(), "y" | "Y" | "yes" | "是") {
            return create(context, &context.start, Preset::default(), None);
        }
    }
    let next =
        say!("新建站点：gongshi init 文件夹名；全部命令：gongshi --help", "a new site: gongshi init DIR; all commands: gongshi --help");
    context.console.say(next.get(language));
    Exit::Usage
}
