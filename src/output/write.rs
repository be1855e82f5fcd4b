//! Content that commands write (`init`, `new`, `import`): file by file, each there whole or not at all.

use std::path::{Path, PathBuf};

use super::disk::{self, Kind};
use super::error::OutputError;

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// It stays, and nothing at all is written.
    No,
    /// It is replaced, unless its bytes are the same.
    Yes,
}

/// Writes files below a folder, which is made if need be; their paths are relative to it, with `/`.
///
/// # Errors
/// Before anything is written: [`OutputError::Outside`] for a path that leaves the folder or goes through a
/// symbolic link, [`OutputError::Exists`] with [`Overwrite::No`]. Later [`OutputError::Io`]: the files before
/// the failing one are written, it and those after it are as they were.
pub fn write_files(root: &Path, files: &[(String, Vec<u8>)], overwrite: Overwrite) -> Result<(), OutputError> {
    for (path, _) in files {
        match standing(root, path)? {
            Some(Kind::Folder) => return Err(OutputError::Exists { path: root.join(path) }),
            Some(_) if overwrite == Overwrite::No => return Err(OutputError::Exists { path: root.join(path) }),
            _ => {}
        }
    }
    files.iter().try_for_each(|(path, bytes)| write(&root.join(path), bytes, overwrite))
}

fn write(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), OutputError> {
    if overwrite == Overwrite::Yes && disk::read(path)?.is_some_and(|old| old == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    disk::create_folder(folder)?;
    disk::write_atomically(path, bytes, overwrite == Overwrite::Yes)?;
    disk::sync_folder(folder)
}

/// What stands at a path below a folder, which it must not leave: neither by its parts, nor by a link that
/// any of them is.
fn standing(root: &Path, path: &str) -> Result<Option<Kind>, OutputError> {
    let outside = || OutputError::Outside { path: PathBuf::from(path) };
    let mut at = root.to_owned();
    let mut kind = Some(Kind::Folder);
    for part in path.split('/') {
        if !is_name(part) {
            return Err(outside());
        }
        at.push(part);
        // Below what is no folder nothing can stand, and the system will say so.
        kind = if kind == Some(Kind::Folder) { disk::stat(&at)?.map(|stat| stat.kind) } else { None };
        if kind == Some(Kind::Other) {
            return Err(outside());
        }
    }
    Ok(kind)
}

/// Whether a part of a path is a plain name on every system.
fn is_name(part: &str) -> bool {
    !part.is_empty()
        && part != "."
        && part != ".."
        && !part.contains(['\\', ':', '*', '?', '"', '<', '>', '|'])
        && !part.contains(char::is_control)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at the disk themselves")]
mod tests {
    use std::fs;

    use super::{Overwrite, write_files};
    use crate::output::OutputError;

    fn content(list: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
        list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn files_are_written_with_the_folders_they_lie_in() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("新站点");
        write_files(&root, &content(&[("gongshi.toml", "format = 1\n"), ("content/值班/2026-11.csv", "日期\r\n")]), Overwrite::No).unwrap();
        assert_eq!(fs::read_to_string(root.join("content/值班/2026-11.csv")).unwrap(), "日期\r\n");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 2, "no temporary file stays");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::write(root.join("plain"), "").unwrap();
            let mode = |name: &str| fs::metadata(root.join(name)).unwrap().permissions().mode();
            assert_eq!(mode("gongshi.toml"), mode("plain"), "content has the permissions of any file");
        }
    }

    #[test]
    fn nothing_is_written_if_one_file_is_there_already() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b.md"), "the clerk's").unwrap();
        let error = write_files(folder.path(), &content(&[("a.md", "new"), ("b.md", "new")]), Overwrite::No).unwrap_err();
        assert!(matches!(&error, OutputError::Exists { path } if path.ends_with("b.md")), "{error:?}");
        assert_eq!(error.exit_code(), 2);
        assert_eq!(fs::read_to_string(folder.path().join("b.md")).unwrap(), "the clerk's");
        assert!(!folder.path().join("a.md").exists());
    }

    #[test]
    fn what_is_replaced_keeps_its_permissions_and_what_is_equal_keeps_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let modified = |name: &str| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
        let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        for name in ["same.csv", "other.csv"] {
            fs::write(folder.path().join(name), "1").unwrap();
            fs::File::options().write(true).open(folder.path().join(name)).unwrap().set_modified(old).unwrap();
        }
        #[cfg(unix)]
        fs::set_permissions(folder.path().join("other.csv"), std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
        write_files(folder.path(), &content(&[("same.csv", "1"), ("other.csv", "2")]), Overwrite::Yes).unwrap();
        assert_eq!((modified("same.csv") == old, modified("other.csv") == old), (true, false));
        assert_eq!(fs::read_to_string(folder.path().join("other.csv")).unwrap(), "2");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(folder.path().join("other.csv")).unwrap().permissions().mode() & 0o777, 0o640);
        }
    }

    #[test]
    fn no_path_leaves_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("content")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), root.join("content/link")).unwrap();
        for path in ["../a", "/a", "a/../../b", "", "a//b", "./a", "a\\b", "C:a", "content/a\u{7}b", "content/link/a", "content/link"] {
            if cfg!(unix) || !path.contains("link") {
                let error = write_files(&root, &content(&[("first.md", ""), (path, "x")]), Overwrite::Yes).unwrap_err();
                assert!(matches!(error, OutputError::Outside { .. }), "{path}: {error:?}");
                assert_eq!((error.exit_code(), error.diagnostic().code.as_str()), (2, "path/unsafe"));
            }
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(!root.join("first.md").exists());
    }

    #[test]
    fn a_folder_is_no_file_to_replace_and_a_file_no_folder_to_write_into() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(folder.path().join("file"), "1").unwrap();
        let replaced = write_files(folder.path(), &content(&[("content", "x")]), Overwrite::Yes).unwrap_err();
        assert!(matches!(replaced, OutputError::Exists { .. }), "{replaced:?}");
        let below = write_files(folder.path(), &content(&[("file/below", "x")]), Overwrite::Yes).unwrap_err();
        assert_eq!(below.exit_code(), 4);
        assert_eq!(fs::read_to_string(folder.path().join("file")).unwrap(), "1");
    }
}
