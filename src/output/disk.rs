//! The hands on the disk: the one place of `output` that touches the filesystem. Each function does one
//! thing and names the file and the work in its error; what is done in which order, others decide.
#![expect(clippy::disallowed_methods, reason = "the only writer; it reads nothing but what it wrote")]

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::error::{OutputError, Work};
use super::manifest::Digest;

/// How long a file that another program holds open is tried again.
const HELD_OPEN: Duration = Duration::from_secs(3);

/// Whether each file is made durable by itself: where no call makes a whole filesystem durable at once
/// (measured on ext4: 1.96 s for 2,000 files one by one, 0.17 s at once).
const SYNC_EACH: bool = !cfg!(target_os = "linux");

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, or something that is neither file nor folder.
    Other,
}

/// What the filesystem knows of a name; links are not followed.
#[derive(Debug, Clone, Copy)]
pub struct Stat {
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    /// When its bytes were last written, as anybody may set it.
    pub modified: SystemTime,
    /// When anything of it last changed: on Unix nobody can set it back. Elsewhere the same as `modified`.
    pub changed: SystemTime,
    /// How many names the file has.
    pub links: u64,
}

/// What lies below a folder, by paths relative to it.
#[derive(Debug, Default)]
pub struct Contents {
    /// All folders, each before those it holds.
    pub folders: Vec<PathBuf>,
    /// All else.
    pub files: Vec<(PathBuf, Stat)>,
}

/// What stands at a path; `None` where nothing does.
pub fn stat(path: &Path) -> Result<Option<Stat>, OutputError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(Stat::of(&metadata))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OutputError::io(Work::Read, path, error)),
    }
}

/// Whether a folder holds nothing.
pub fn is_empty(folder: &Path) -> Result<bool, OutputError> {
    let mut entries = fs::read_dir(folder).map_err(|error| OutputError::io(Work::Read, folder, error))?;
    Ok(entries.next().is_none())
}

/// The path with every link resolved; `None` where nothing is there.
pub fn resolve(path: &Path) -> Result<Option<PathBuf>, OutputError> {
    match path.canonicalize() {
        Ok(path) => Ok(Some(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OutputError::io(Work::Read, path, error)),
    }
}

/// The bytes of a file; `None` where there is none.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    match stat(path)? {
        Some(Stat { kind: Kind::File, .. }) => {
            patiently(|| fs::read(path)).map(Some).map_err(|error| OutputError::io(Work::Read, path, error))
        }
        _ => Ok(None),
    }
}

/// The digest of a file's bytes.
pub fn digest(path: &Path) -> Result<Digest, OutputError> {
    let hash = || {
        let mut hasher = Sha256::new();
        io::copy(&mut File::open(path)?, &mut hasher)?;
        Ok(Digest::from(hasher))
    };
    patiently(hash).map_err(|error| OutputError::io(Work::Read, path, error))
}

/// Everything below a folder. Links are not followed.
pub fn walk(folder: &Path) -> Result<Contents, OutputError> {
    walk_below(folder, Path::new(""))
}

fn walk_below(root: &Path, below: &Path) -> Result<Contents, OutputError> {
    let folder = root.join(below);
    let mut contents = list(&folder, below).map_err(|error| OutputError::io(Work::Read, &folder, error))?;
    let deeper: Result<Vec<Contents>, OutputError> = contents.folders.par_iter().map(|inner| walk_below(root, inner)).collect();
    for inner in deeper? {
        contents.folders.extend(inner.folders);
        contents.files.extend(inner.files);
    }
    Ok(contents)
}

fn list(folder: &Path, below: &Path) -> io::Result<Contents> {
    let mut contents = Contents::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            contents.folders.push(path);
        } else {
            contents.files.push((path, Stat::of(&entry.metadata()?)));
        }
    }
    Ok(contents)
}

/// Makes a folder and those above it, as far as they are missing.
pub fn create_folder(folder: &Path) -> Result<(), OutputError> {
    fs::create_dir_all(folder).map_err(|error| OutputError::io(Work::Write, folder, error))
}

/// Writes a file that does not exist.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    create(path, bytes, SYNC_EACH).map_err(|error| OutputError::io(Work::Write, path, error))
}

/// Begins a file that does not exist, in a folder that may not exist either.
pub fn create_new(path: &Path) -> io::Result<File> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Ends a file that was begun.
pub fn finish(file: &mut File) -> io::Result<()> {
    if SYNC_EACH { file.sync_all() } else { Ok(()) }
}

/// Writes a file that does not exist, and returns when it is durable.
pub fn write_new_durably(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    create(path, bytes, true).map_err(|error| OutputError::io(Work::Write, path, error))
}

fn create(path: &Path, bytes: &[u8], durable: bool) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    if durable { file.sync_all() } else { Ok(()) }
}

/// Writes a file in one step: a reader finds the old bytes or the new ones. What stood there is replaced
/// only if `replace`, and its permissions stay.
pub fn write_atomically(path: &Path, bytes: &[u8], replace: bool) -> Result<(), OutputError> {
    let write = || {
        let folder = path.parent().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        let permissions = fs::metadata(path).map(|metadata| metadata.permissions()).ok();
        // A name that the reader of sites passes over, should the power fail here.
        let mut file = temporary().prefix(".~").suffix(".tmp").tempfile_in(folder)?;
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        file.as_file().sync_all()?;
        let kept = if replace { file.persist(path) } else { file.persist_noclobber(path) };
        kept.map(drop).map_err(|error| error.error)
    };
    patiently(write).map_err(|error| OutputError::io(Work::Write, path, error))
}

/// Temporary files are private to their maker by default; content is for all whom the umask lets in.
fn temporary() -> tempfile::Builder<'static, 'static> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has permission bits"))]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Copies a file to where there is none, with the time its bytes were written.
pub fn copy(from: &Path, to: &Path, modified: SystemTime, size: u64) -> Result<(), OutputError> {
    let copied = fs::copy(from, to).map_err(|error| OutputError::io(Work::Write, to, error))?;
    if copied != size {
        return Err(OutputError::io(Work::Read, from, io::Error::other("the file changed while it was copied")));
    }
    set_modified(to, modified)
}

/// Sets the time a file's bytes were written.
pub fn set_modified(path: &Path, modified: SystemTime) -> Result<(), OutputError> {
    let set = || {
        let file = OpenOptions::new().write(true).open(path)?;
        file.set_modified(modified)?;
        if SYNC_EACH { file.sync_all() } else { Ok(()) }
    };
    set().map_err(|error| OutputError::io(Work::Write, path, error))
}

/// Deletes a file or a link.
pub fn remove_file(path: &Path) -> Result<(), OutputError> {
    patiently(|| fs::remove_file(path)).map_err(|error| OutputError::io(Work::Delete, path, error))
}

/// Deletes an empty folder.
pub fn remove_folder(folder: &Path) -> Result<(), OutputError> {
    patiently(|| fs::remove_dir(folder)).map_err(|error| OutputError::io(Work::Delete, folder, error))
}

/// Deletes a folder with all it holds, following no link; nothing to do where there is none.
pub fn remove_tree(folder: &Path) -> Result<(), OutputError> {
    match patiently(|| fs::remove_dir_all(folder)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(OutputError::io(Work::Delete, folder, error)),
        _ => Ok(()),
    }
}

/// Gives a file or folder another name on the same filesystem.
pub fn rename(from: &Path, to: &Path) -> Result<(), OutputError> {
    patiently(|| fs::rename(from, to)).map_err(|error| OutputError::io(Work::Rename, from, error))
}

/// Exchanges two names at once; `false` where system or filesystem cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(a: &Path, b: &Path) -> Result<bool, OutputError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(OutputError::io(Work::Rename, a, error.into())),
    }
}

/// Exchanges two names at once; `false` where system or filesystem cannot.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, _: &Path) -> Result<bool, OutputError> {
    Ok(false)
}

/// Makes all that was written below a folder, in these folders of it, durable.
#[cfg(target_os = "linux")]
pub fn sync_tree(folder: &Path, _: &BTreeSet<&Path>) -> Result<(), OutputError> {
    let sync = || Ok(rustix::fs::syncfs(File::open(folder)?)?);
    sync().map_err(|error| OutputError::io(Work::Write, folder, error))
}

/// Makes all that was written below a folder, in these folders of it, durable; each file already is.
#[cfg(not(target_os = "linux"))]
pub fn sync_tree(folder: &Path, folders: &BTreeSet<&Path>) -> Result<(), OutputError> {
    folders.iter().try_for_each(|inner| sync_folder(&folder.join(inner)))?;
    sync_folder(folder)
}

/// Makes the names in a folder durable. Windows has no such call and needs none.
pub fn sync_folder(folder: &Path) -> Result<(), OutputError> {
    if !cfg!(unix) {
        return Ok(());
    }
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| OutputError::io(Work::Write, folder, error))
}

/// Opens and locks a file; `Err` holds what stands in it while another process has the lock (nothing on
/// Windows, where a locked file cannot be read).
pub fn lock(path: &Path) -> Result<Result<File, String>, OutputError> {
    let failed = |error| OutputError::io(Work::Lock, path, error);
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Ok(file)),
        Err(TryLockError::Error(error)) => Err(failed(error)),
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            let read = file.read_to_string(&mut text);
            Ok(Err(read.map(|_| text).unwrap_or_default()))
        }
    }
}

/// Replaces the text of a locked file.
pub fn rewrite(file: &mut File, path: &Path, text: &str) -> Result<(), OutputError> {
    let mut write = || {
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(text.as_bytes())
    };
    write().map_err(|error| OutputError::io(Work::Lock, path, error))
}

impl Stat {
    fn of(metadata: &fs::Metadata) -> Self {
        let kind = match metadata.file_type() {
            kind if kind.is_file() => Kind::File,
            kind if kind.is_dir() => Kind::Folder,
            _ => Kind::Other,
        };
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let (changed, links) = inode(metadata, modified);
        Self { kind, size: metadata.len(), modified, changed, links }
    }
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata, _: SystemTime) -> (SystemTime, u64) {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(metadata.ctime()).unwrap_or(0);
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).unwrap_or(0);
    (SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds), metadata.nlink())
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata, modified: SystemTime) -> (SystemTime, u64) {
    (modified, 1)
}

/// Tries again for a while what another program stands in the way of: Excel, Explorer and virus scanners
/// let go soon.
fn patiently<T>(mut work: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let begin = Instant::now();
    loop {
        match work() {
            Err(error) if held_open(&error) && begin.elapsed() < HELD_OPEN => std::thread::sleep(Duration::from_millis(100)),
            result => return result,
        }
    }
}

/// ERROR_ACCESS_DENIED (a folder with an open file in it, when renamed), ERROR_SHARING_VIOLATION and
/// ERROR_LOCK_VIOLATION of Windows.
pub fn held_open(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}
