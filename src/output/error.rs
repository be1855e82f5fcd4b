//! Why something could not be written, and what the clerk does about it.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use super::lock::Holder;
use super::manifest::MANIFEST;
use crate::config::Edition;
use crate::diag::{self, Diagnostic, Text, output};
use crate::say;

/// Why something could not be written.
#[derive(Debug)]
pub enum OutputError {
    /// The folder must not be written.
    Refused {
        /// The folder.
        directory: PathBuf,
        /// What speaks against it.
        why: Refusal,
    },
    /// The folder holds a tree of another edition.
    OtherEdition {
        /// The folder.
        directory: PathBuf,
        /// What it holds.
        found: Edition,
        /// What was to be written.
        wanted: Edition,
    },
    /// Another process is writing the folder.
    Locked {
        /// The folder.
        directory: PathBuf,
        /// Who; absent where the system does not let a locked file be read.
        holder: Option<Holder>,
    },
    /// Two artifacts that are one file, or a file and a folder, on some filesystem.
    Collision {
        /// The one that sorts first.
        first: String,
        /// The other; the same if it was made twice.
        second: String,
    },
    /// No edition before this one stands ready.
    NothingBefore {
        /// The folder.
        directory: PathBuf,
        /// What there is instead.
        found: Before,
    },
    /// A file is there already and was not to be replaced.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A path would leave the folder it was to be written into.
    Outside {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The system failed.
    Io {
        /// What was being done.
        work: Work,
        /// To which file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
        /// How many bytes the whole work takes, where that is known.
        needed: Option<u64>,
    },
}

/// What speaks against an output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It holds files, and no manifest of ours.
    NotOurs,
    /// A newer program wrote it.
    NewerProgram,
    /// It is a file.
    NotAFolder,
    /// It is a symbolic link.
    SymbolicLink,
    /// It is the root of a filesystem.
    FilesystemRoot,
    /// It is the home folder, or holds it.
    Home,
    /// It is the site's own folder, or holds it.
    HoldsSite,
    /// It lies in this folder of the site, which people write.
    InsideSite(&'static str),
    /// It lies in the site by name, but a link leads out.
    LeavesSite,
    /// Its path leads nowhere.
    NoSuchPlace,
}

/// What stands in the place of an edition to go back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing: there was one build.
    Nothing,
    /// A tree without a manifest: a build was cut off.
    Unfinished,
    /// A tree that is not as its manifest says.
    Altered,
    /// A tree of another edition.
    OtherEdition,
}

/// What was being done to a file when the system failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Reading it.
    Read,
    /// Writing it.
    Write,
    /// Deleting it.
    Delete,
    /// Giving it another name.
    Rename,
    /// Locking it.
    Lock,
}

impl OutputError {
    pub(super) fn io(work: Work, path: &Path, error: io::Error) -> Self {
        Self::Io { work, path: path.to_owned(), error, needed: None }
    }

    /// Two addresses in each other's way, named in the same order whichever came first.
    pub(super) fn collision(a: &str, b: &str) -> Self {
        let (first, second) = if a <= b { (a, b) } else { (b, a) };
        Self::Collision { first: first.to_owned(), second: second.to_owned() }
    }

    /// Says how much room the whole work takes.
    pub(super) fn needing(mut self, bytes: u64) -> Self {
        if let Self::Io { needed, .. } = &mut self {
            *needed = Some(bytes);
        }
        self
    }

    /// The exit code of a command that ends with this.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Collision { .. } => 1,
            Self::Refused { .. } | Self::OtherEdition { .. } | Self::NothingBefore { .. } | Self::Exists { .. } | Self::Outside { .. } => 2,
            Self::Io { .. } => 4,
            Self::Locked { .. } => 5,
        }
    }

    /// The same as a finding, to be shown.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Refused { directory, why } => refused(directory, *why),
            Self::OtherEdition { directory, found, wanted } => other_edition(directory, *found, *wanted),
            Self::Locked { directory, holder } => locked(directory, holder.as_ref()),
            Self::Collision { first, second } => collision(first, second),
            Self::NothingBefore { directory, found } => nothing_before(directory, *found),
            Self::Exists { path } => exists(path),
            Self::Outside { path } => outside(path),
            Self::Io { work, path, error, needed } => failed(*work, path, error, *needed),
        }
    }
}

/// A path as people know it: without the prefix that Windows gives to resolved ones.
fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    text.strip_prefix(r"\\?\").map(str::to_owned).unwrap_or(text)
}

fn refused(directory: &Path, why: Refusal) -> Diagnostic {
    let directory = shown(directory);
    let message = match why {
        Refusal::NotOurs => say!(
            "{directory} 里有文件，但没有本程序生成的清单 manifest.json；为免误删，没有写入",
            "{directory} holds files but no manifest.json of this program; nothing was written, lest something be lost"
        ),
        Refusal::NewerProgram => say!("{directory} 是更新版本的 gongshi 生成的", "{directory} was made by a newer version of gongshi"),
        Refusal::NotAFolder => say!("{directory} 是文件，不是文件夹", "{directory} is a file, not a folder"),
        Refusal::SymbolicLink => say!("{directory} 是符号链接", "{directory} is a symbolic link"),
        Refusal::FilesystemRoot => say!("{directory} 是磁盘的根目录", "{directory} is the root of a disk"),
        Refusal::Home => say!("{directory} 是用户的主目录，或包含主目录", "{directory} is the home folder, or holds it"),
        Refusal::HoldsSite => say!("{directory} 是站点文件夹本身，或包含站点文件夹", "{directory} is the site's own folder, or holds it"),
        Refusal::InsideSite(folder) => say!("{directory} 在站点的 {folder} 文件夹里", "{directory} lies in the site's folder {folder}"),
        Refusal::LeavesSite => say!("{directory} 经符号链接通到站点之外", "{directory} leads out of the site by a symbolic link"),
        Refusal::NoSuchPlace => say!("{directory} 不是可用的路径", "{directory} is not a usable path"),
    };
    let help = match why {
        Refusal::NewerProgram => {
            say!("请换用新版本的 gongshi，或用 --out 指定另一个文件夹", "use that version, or name another folder with --out")
        }
        Refusal::SymbolicLink | Refusal::LeavesSite => {
            say!("请用 --out 写出链接所指的文件夹本身", "name the folder that the link stands for with --out")
        }
        _ => say!(
            "请用 --out 指定一个空的或新的文件夹，例如 --out output/internal",
            "name an empty or new folder with --out, for example --out output/internal"
        ),
    };
    Diagnostic::error(output::NOT_OURS, message).help(help)
}

fn other_edition(directory: &Path, found: Edition, wanted: Edition) -> Diagnostic {
    let (directory, found, wanted) = (shown(directory), edition(found), edition(wanted));
    Diagnostic::error(
        output::OTHER_EDITION,
        Text {
            zh: format!("{directory} 里是{}的站点，不能用{}覆盖", found.zh, wanted.zh),
            en: format!("{directory} holds the {} edition, which the {} edition must not replace", found.en, wanted.en),
        },
    )
    .help(say!("请用 --out 给每个版本各指定一个文件夹", "give each edition a folder of its own with --out"))
}

fn edition(edition: Edition) -> Text {
    match edition {
        Edition::Internal => say!("内部版", "internal"),
        Edition::Public => say!("公开版", "public"),
        Edition::Preview => say!("预览版（含草稿）", "preview (with drafts)"),
    }
}

fn locked(directory: &Path, holder: Option<&Holder>) -> Diagnostic {
    let directory = shown(directory);
    let who = match holder {
        Some(Holder { pid, started: Some(started) }) => say!("（进程号 {pid}，{started} 开始）", " (process {pid}, since {started})"),
        Some(Holder { pid, started: None }) => say!("（进程号 {pid}）", " (process {pid})"),
        None => Text::default(),
    };
    Diagnostic::error(
        output::LOCKED,
        Text {
            zh: format!("另一个 gongshi{}正在写 {directory}", who.zh), en: format!("another gongshi{} is writing {directory}", who.en)
        },
    )
    .help(say!("请等它结束，或关闭它，再运行一次", "wait until it has ended, or end it, and run this again"))
}

fn collision(first: &str, second: &str) -> Diagnostic {
    let message = if first == MANIFEST || second == MANIFEST {
        let other = if first == MANIFEST { second } else { first };
        say!(
            "{other} 占用了清单 {MANIFEST} 的名字，清单由本程序自己写",
            "{other} takes the name of {MANIFEST}, which this program writes itself"
        )
    } else if first == second {
        say!("{first} 生成了两次", "{first} is made twice")
    } else {
        say!(
            "{first} 与 {second} 不能同时存在：在有的系统上是同一个文件或文件夹",
            "{first} and {second} cannot stand side by side: on some systems they are one file or folder"
        )
    };
    Diagnostic::error(diag::path::COLLISION, message)
        .help(say!("请给其中一个的来源文件或栏目改名", "rename the file or section that one of them comes from"))
}

fn nothing_before(directory: &Path, found: Before) -> Diagnostic {
    let directory = shown(directory);
    let message = match found {
        Before::Nothing => say!("{directory} 之前没有别的站点可以换回", "there is no edition before the one in {directory}"),
        Before::Unfinished => {
            say!(
                "{directory} 之前的站点不完整，不能换回",
                "the edition before the one in {directory} is not complete and cannot stand again"
            )
        }
        Before::Altered => say!(
            "{directory} 之前的站点与它的清单不符（有文件被改动过），不能换回",
            "the edition before the one in {directory} is not as its manifest says (files were altered) and cannot stand again"
        ),
        Before::OtherEdition => say!(
            "{directory} 之前的站点是另一个版本，不能换回",
            "what stood before in {directory} is another edition and cannot stand again"
        ),
    };
    Diagnostic::error(output::NOT_OURS, message)
        .help(say!("请恢复要公开的内容，再运行 gongshi build", "restore the content that is to stand, and run gongshi build"))
}

fn exists(path: &Path) -> Diagnostic {
    let path = shown(path);
    Diagnostic::error(output::NOT_OURS, say!("{path} 已经存在，没有覆盖", "{path} is there already and was not written over"))
        .help(say!("请换一个名字，或先把原来的文件移走", "choose another name, or move the file away first"))
}

fn outside(path: &Path) -> Diagnostic {
    let path = shown(path);
    Diagnostic::error(
        diag::path::UNSAFE,
        say!("{path} 不在要写入的文件夹里，没有写入", "{path} does not lie in the folder to be written; nothing was written"),
    )
    .help(say!(
        "请用站点文件夹里的相对路径，不含 ..，也不经过符号链接",
        "use a path relative to the site, without .. and not through a symbolic link"
    ))
}

fn failed(work: Work, path: &Path, error: &io::Error, needed: Option<u64>) -> Diagnostic {
    let path = shown(path);
    let message = match work {
        Work::Read => say!("不能读取 {path}（{error}）", "cannot read {path} ({error})"),
        Work::Write => say!("不能写入 {path}（{error}）", "cannot write {path} ({error})"),
        Work::Delete => say!("不能删除 {path}（{error}）", "cannot delete {path} ({error})"),
        Work::Rename => say!("不能给 {path} 改名（{error}）", "cannot rename {path} ({error})"),
        Work::Lock => say!("不能锁定 {path}（{error}）", "cannot lock {path} ({error})"),
    };
    Diagnostic::error(output::IO, message).help(remedy(&path, error, needed))
}

/// What to do about a failure of the system. Whatever it is, the live tree stands as it was.
fn remedy(path: &impl Display, error: &io::Error, needed: Option<u64>) -> Text {
    use io::ErrorKind::{CrossesDevices, FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, ResourceBusy, StorageFull};
    match (error.kind(), needed) {
        _ if disk::held_open(error) => say!(
            "请先关闭正在使用 {path} 的程序（浏览器、资源管理器、WPS 等），再运行一次；站点没有改动",
            "close the program that uses {path} (browser, Explorer, WPS) and run this again; the site stands as it was"
        ),
        (StorageFull | QuotaExceeded | FileTooLarge, Some(needed)) => {
            let room = needed.div_ceil(1 << 20);
            say!(
                "磁盘或配额满了：请腾出至少 {room} MB，再运行一次；站点没有改动",
                "the disk or the quota is full: make room for at least {room} MB and run this again; the site stands as it was"
            )
        }
        (StorageFull | QuotaExceeded | FileTooLarge, None) => {
            say!(
                "磁盘或配额满了：请腾出空间，再运行一次；站点没有改动",
                "the disk or the quota is full: make room and run this again; the site stands as it was"
            )
        }
        (PermissionDenied, _) => say!(
            "没有权限：请管理员开放这个文件夹的写入权限，或用 --out 换一个文件夹；站点没有改动",
            "no permission: have the folder opened for writing, or name another with --out; the site stands as it was"
        ),
        (ReadOnlyFilesystem, _) => say!("这个盘是只读的：请用 --out 换一个文件夹", "the disk is read-only: name another folder with --out"),
        (CrossesDevices | ResourceBusy, _) => say!(
            "输出文件夹本身是挂载点时不能换名：请挂载它的上一级文件夹，或用 --out 指定挂载点里面的文件夹；站点没有改动",
            "a folder that is a mount point cannot be exchanged: mount its parent, or name a folder inside it with --out; the site stands as it was"
        ),
        _ => say!(
            "请检查磁盘和权限，再运行一次；站点没有改动",
            "check the disk and the permissions and run this again; the site stands as it was"
        ),
    }
}
