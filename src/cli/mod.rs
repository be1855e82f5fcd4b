//! Commands: what a person types, and what they are told. One file a command.

mod build;
mod check;
mod console;
mod diff;
mod explain;
mod import;
mod import_table;
mod init;
mod new;
pub mod renumber;
mod report;
mod rollback;
mod roster;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod site;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::diag::Language;
use console::Console;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is well.
    Ok,
    /// The content has errors.
    Content,
    /// The command line or the settings are wrong, or an output is not ours to write.
    Usage,
    /// A file cannot be read or written.
    Io,
    /// Another build holds the output.
    Locked,
}

impl Exit {
    fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Content => 1,
            Self::Usage => 2,
            Self::Io => 4,
            Self::Locked => 5,
        }
    }
}

/// 公示 · the rules and the money of a public body, as a site
#[derive(Debug, Parser)]
#[command(
    name = "gongshi",
    version,
    about = "公示：规章制度、财务支出和值班安排的静态站点 · the rules and the money of a public body, as a site",
    max_term_width = 100
)]
struct Cli {
    /// 站点所在的文件夹 · the site's folder (or any below it)
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    directory: Option<PathBuf>,
    /// 提示的语言 · language of the messages: zh, en
    #[arg(long, value_name = "LANG", global = true, value_parser = language)]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 新建一个站点 · a new site that builds at once
    Init(init::Arguments),
    /// 新建制度、通报、值班表、台账或页面的样板 · a skeleton in the right place
    New(new::Arguments),
    /// 检查内容，不写文件 · check everything, write nothing
    Check(check::Arguments),
    /// 检查并生成站点 · check and write the site
    Build(build::Arguments),
    /// 在浏览器里预览，保存即刷新 · preview in the browser, reloaded at each save
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    /// 把别处的制度或表格转成本站的格式 · turn a regulation or a table from elsewhere into this site's format
    Import(import::Arguments),
    /// 对照一部制度的两个版本 · what changed between two versions of a regulation
    Diff(diff::Arguments),
    /// 换回上一次生成的站点 · put the tree of the build before back
    Rollback(rollback::Arguments),
    /// 重排条号，引用随之改动 · number articles anew, with all that cites them
    Renumber(renumber::Arguments),
    /// 值班表：一个班的来由、冻结一个月、与规则的差别 · why a slot is whose, freeze a month, what the rules give
    Roster(roster::Arguments),
    /// 解释一个提示代码 · explain a diagnostic code
    Explain(explain::Arguments),
    /// 输出参数的 JSON Schema · print the JSON Schema of settings and front matter
    Schema(schema::Arguments),
    /// 输出命令行补全脚本 · print a shell completion script
    Completions {
        /// bash, elvish, fish, powershell, zsh
        shell: clap_complete::Shell,
    },
}

fn language(text: &str) -> Result<Language, String> {
    match text {
        "zh" | "zh-CN" | "zh_CN" => Ok(Language::Zh),
        "en" => Ok(Language::En),
        other => Err(format!("{other}: zh, en")),
    }
}

/// What every command is given.
pub(crate) struct Context {
    /// Where to look for the site; the current folder where none is given.
    start: PathBuf,
    /// The language asked for.
    asked: Option<Language>,
    console: Console,
}

impl Context {
    /// The language asked for, else the site's, else Chinese.
    fn language(&self, site: Option<Language>) -> Language {
        self.asked.or(site).unwrap_or_default()
    }
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    let context = Context { start: cli.directory.unwrap_or_else(|| PathBuf::from(".")), asked: cli.lang, console: Console::new() };
    let exit = match cli.command {
        None => without_command(&context),
        Some(command) => dispatch(&context, command),
    };
    ExitCode::from(exit.code())
}

fn dispatch(context: &Context, command: Command) -> Exit {
    match command {
        Command::Init(arguments) => init::run(context, &arguments),
        Command::New(arguments) => new::run(context, &arguments),
        Command::Check(arguments) => check::run(context, &arguments),
        Command::Build(arguments) => build::run(context, &arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(context, &arguments),
        Command::Import(arguments) => import::run(context, &arguments),
        Command::Diff(arguments) => diff::run(context, &arguments),
        Command::Rollback(arguments) => rollback::run(context, &arguments),
        Command::Renumber(arguments) => renumber::run(context, &arguments),
        Command::Roster(arguments) => roster::run(context, &arguments),
        Command::Explain(arguments) => explain::run(context, &arguments),
        Command::Schema(arguments) => schema::run(context, &arguments),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "gongshi", &mut script);
            context.console.out(&String::from_utf8_lossy(&script));
            Exit::Ok
        }
    }
}

/// A double click: shows the site it lies in, or says how to begin one.
fn without_command(context: &Context) -> Exit {
    if crate::source::find_root(&context.start).is_none() {
        return init::offer(context);
    }
    #[cfg(feature = "serve")]
    return serve::run(context, &serve::Arguments::opened());
    #[cfg(not(feature = "serve"))]
    return check::run(context, &check::Arguments::default());
}
