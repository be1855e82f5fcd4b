//! `gongshi rollback`: the tree of the build before stands again.

use std::path::PathBuf;

use super::report::Format;
use super::site::{root, show};
use super::{Context, Exit};
use crate::config::Edition;
use crate::output::rollback;
use crate::say;
use crate::source::SourceMap;

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    /// 站点文件夹，默认 output/internal · the tree, output/internal by default
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let language = context.language(None);
    let root = match root(context, Format::Human) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let directory = arguments.out.clone().unwrap_or_else(|| root.join("output").join(Edition::Internal.as_str()));
    let shown = directory.display();
    match rollback(&directory, &root) {
        Ok(_) => {
            let text = say!(
                "已换回上一次生成的站点：{shown}。再运行一次 gongshi rollback 就换回来",
                "the tree of the build before stands again: {shown}. Run gongshi rollback once more to undo it"
            );
            context.console.say(text.get(language));
            Exit::Ok
        }
        Err(error) => {
            show(context, &[error.diagnostic()], &SourceMap::default(), language, Format::Human);
            match error.exit_code() {
                5 => Exit::Locked,
                2 => Exit::Usage,
                _ => Exit::Io,
            }
        }
    }
}
