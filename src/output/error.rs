//! Why something could not be written.

use std::io;
use std::path::{Path, PathBuf};

use crate::config::Edition;
use crate::diag::{Diagnostic, output};
use crate::say;

/// Why something could not be written.
#[derive(Debug)]
pub enum OutputError {
    /// The directory holds what is not ours, or must not be written into.
    NotOurs {
        /// The directory.
        path: PathBuf,
        /// What stands against it.
        reason: Reason,
    },
    /// The directory holds another edition.
    OtherEdition {
        /// The directory.
        path: PathBuf,
        /// What it holds.
        found: String,
        /// What was to be written.
        wanted: Edition,
    },
    /// Another build is writing.
    Locked {
        /// What the lock says of the holder.
        holder: String,
    },
    /// Two files of one address.
    Collision {
        /// The addresses.
        addresses: (String, String),
    },
    /// There is no tree to go back to.
    NothingBefore {
        /// The directory.
        path: PathBuf,
    },
    /// A file that is there already is not written over.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

/// What stands against writing into a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It holds files that no build wrote.
    Occupied,
    /// It is the root of a disk, the home directory, the site itself or a folder of its sources.
    Sources,
    /// It is a symbolic link or a file.
    NotADirectory,
}

impl OutputError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |error| Self::Io { path: path.to_owned(), error }
    }

    /// The exit code of a command that ends with it.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NotOurs { .. } | Self::OtherEdition { .. } | Self::NothingBefore { .. } | Self::Exists { .. } => 2,
            Self::Collision { .. } => 1,
            Self::Io { .. } => 4,
            Self::Locked { .. } => 5,
        }
    }

    /// The same, as it is shown.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::NotOurs { path, reason } => not_ours(path, *reason),
            Self::OtherEdition { path, found, wanted } => {
                let (path, wanted) = (path.display(), wanted.as_str());
                Diagnostic::error(
                    output::OTHER_EDITION,
                    say!("{path} 里是 {found} 版的站点，不能写入 {wanted} 版", "{path} holds the edition {found}, not {wanted}"),
                )
                .help(say!("请用 --out 指定另一个文件夹", "name another folder with --out"))
            }
            Self::Locked { holder } => {
                Diagnostic::error(output::LOCKED, say!("另一个生成正在进行（{holder}）", "another build is writing ({holder})"))
                    .help(say!("请等它结束后再运行", "run again when it has ended"))
            }
            Self::Collision { addresses: (first, second) } => Diagnostic::error(
                crate::diag::path::COLLISION,
                say!("两个文件的网址相同：{first} 与 {second}", "two files have one address: {first} and {second}"),
            )
            .help(say!("请给其中一个改名", "rename one of them")),
            Self::NothingBefore { path } => {
                let path = path.display();
                Diagnostic::error(output::NOT_OURS, say!("{path} 没有上一次生成的站点可换", "there is no tree before the one in {path}"))
                    .help(say!("至少生成过两次才能换回", "there must have been two builds"))
            }
            Self::Exists { path } => {
                let path = path.display();
                Diagnostic::error(output::NOT_OURS, say!("{path} 已经存在，没有覆盖", "{path} is there already and was not written over"))
                    .help(say!("请换一个名字，或先移走原来的文件", "choose another name, or move the file away"))
            }
            Self::Io { path, error } => refused(path, error),
        }
    }
}

fn not_ours(path: &Path, reason: Reason) -> Diagnostic {
    let path = path.display();
    let message = match reason {
        Reason::Occupied => say!("{path} 里有不是本程序生成的文件", "{path} holds files that were not made by this program"),
        Reason::Sources => say!("不能把站点生成到 {path}", "the site cannot be written into {path}"),
        Reason::NotADirectory => say!("{path} 不是普通文件夹", "{path} is not a plain folder"),
    };
    Diagnostic::error(output::NOT_OURS, message)
        .help(say!("请用 --out 指定一个空的或不存在的文件夹", "name an empty or a new folder with --out"))
}

fn refused(path: &Path, error: &io::Error) -> Diagnostic {
    let path = path.display();
    let help = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            say!("磁盘满了；请腾出空间再运行，原来的站点没有动", "the disk is full; make room and run again, the site stands as it was")
        }
        io::ErrorKind::PermissionDenied => {
            say!(
                "没有写入的权限，或文件被别的程序打开；请关闭它或换一个文件夹",
                "no right to write, or another program holds the file; close it or choose another folder"
            )
        }
        io::ErrorKind::ReadOnlyFilesystem => say!("这个盘是只读的，请换一个文件夹", "the disk is read-only; choose another folder"),
        _ => say!("请检查磁盘和权限；原来的站点没有动", "check the disk and your rights; the site stands as it was"),
    };
    Diagnostic::error(output::IO, say!("不能写入 {path}：{error}", "cannot write {path}: {error}")).help(help)
}
