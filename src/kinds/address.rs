//! Names of files in addresses, and that no two files want the same one.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;

use crate::diag::{Checked, Code, Diagnostic, Place, Text, path};
use crate::format::Document;
use crate::say;
use crate::value::slug;
use crate::view::{Address, AddressError};

/// The name of a file or folder in an address: itself where an address can hold it, else its pinyin; or why it has none.
pub(super) fn name_in_address(name: &str) -> Result<String, AddressError> {
    let slug = slug(name);
    if slug.is_empty() {
        return Err(AddressError::NotAscii);
    }
    Address::new(&slug).map(|_| slug)
}

/// The name of a file with its ending: 报销单.docx becomes `bao-xiao-dan.docx`.
pub(super) fn file_name(name: &str) -> Result<String, AddressError> {
    if Address::new(name).is_ok() {
        return Ok(name.to_owned());
    }
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            Ok(format!("{}.{extension}", name_in_address(stem)?))
        }
        _ => name_in_address(name),
    }
}

/// Former addresses of a page, as written in its front matter: `old/name`, `old/name/` or `old/name.html`.
pub fn aliases(document: &Document, written: &[Spanned<String>]) -> Checked<Vec<Address>> {
    let mut diagnostics = Vec::new();
    let mut addresses = Vec::new();
    for alias in written {
        let path = alias.get_ref().trim_start_matches('/');
        let path = match path.trim_end_matches('/') {
            page if page.ends_with(".html") => page.to_owned(),
            folder => format!("{folder}/index.html"),
        };
        match Address::new(&path) {
            Ok(address) => addresses.push(address),
            Err(error) => diagnostics.push(bad_alias(front_place(document, alias), alias.get_ref(), error)),
        }
    }
    Checked::new(addresses, diagnostics)
}

/// Where a value of the front matter stands.
pub(super) fn front_place<T>(document: &Document, value: &Spanned<T>) -> Place {
    let start = document.front_matter.as_ref().map_or(0, |range| range.start);
    document.source.place(start + value.span().start..start + value.span().end)
}

/// The addresses of a section and the files that want them.
#[derive(Debug, Default)]
pub(super) struct Claims(BTreeMap<String, Arc<str>>);

impl Claims {
    /// Notes that a file wants an address; names both files where another has it. Case does not tell addresses apart:
    /// on Windows it does not tell files apart.
    pub(super) fn claim(&mut self, address: &Address, file: &Arc<str>) -> Option<Diagnostic> {
        let first = self.0.insert(address.as_str().to_ascii_lowercase(), Arc::clone(file))?;
        Some(collision(&first, file, address))
    }
}

/// Why a name cannot be an address, with the code it is reported under.
pub(super) fn address_fault(error: AddressError, name: &str) -> (Code, Text) {
    match error {
        AddressError::NotAscii => (
            path::NOT_ASCII,
            say!("{name} 不能作网址：里面没有可以转成拼音的字", "{name} cannot be an address: nothing in it can be written in ASCII"),
        ),
        AddressError::Unsafe => (
            path::UNSAFE,
            say!(
                "{name} 不能作网址：这是 Windows 保留的名称，或含有 \\ : * ? \" < > | 等字符",
                "{name} cannot be an address: Windows keeps the name for itself, or it holds one of \\ : * ? \" < > |"
            ),
        ),
        AddressError::TooLong => {
            (path::UNSAFE, say!("网址太长（最多 200 个字符）：{name}", "the address is longer than 200 bytes: {name}"))
        }
    }
}

fn bad_alias(place: Place, alias: &str, error: AddressError) -> Diagnostic {
    let code = if error == AddressError::NotAscii { path::NOT_ASCII } else { path::UNSAFE };
    Diagnostic::error(code, say!("别名 {alias} 不能作网址", "the alias {alias} cannot be an address")).at(place).help(say!(
        "请写从网站根起的旧地址，如 \"guide/old-name\"",
        "write the former address from the site's root, as in \"guide/old-name\""
    ))
}

/// Two files that would be one file of the output.
fn collision(first: &Arc<str>, second: &Arc<str>, address: &Address) -> Diagnostic {
    Diagnostic::error(
        path::COLLISION,
        say!("{first} 与 {second} 的网址相同：{address}", "{first} and {second} have the same address: {address}"),
    )
    .at(Place::file(second))
    .related(Place::file(first), say!("另一个文件", "the other file"))
    .help(say!("请给其中一个改名，或写上不同的 slug", "rename one of them, or give it another slug"))
}

#[cfg(test)]
mod tests {
    use super::{file_name, name_in_address};
    use crate::view::AddressError;

    #[test]
    fn names_in_addresses() {
        for (name, expected) in [
            ("repairs", Ok("repairs")),
            ("CW_01.2", Ok("CW_01.2")),
            ("报修 2026（新）", Ok("bao-xiu-2026-xin")),
            ("a b", Ok("a-b")),
            ("！！", Err(AddressError::NotAscii)),
            ("con", Err(AddressError::Unsafe)),
            ("nul.2026", Err(AddressError::Unsafe)),
            ("..", Err(AddressError::NotAscii)),
        ] {
            assert_eq!(name_in_address(name).as_deref().map_err(|error| *error), expected, "{name}");
        }
    }

    #[test]
    fn names_of_attachments() {
        for (name, expected) in [
            ("form 1.docx", Ok("form 1.docx")),
            ("报销单.docx", Ok("bao-xiao-dan.docx")),
            ("100%.pdf", Ok("100.pdf")),
            ("说明", Ok("shuo-ming")),
            ("！.pdf", Err(AddressError::NotAscii)),
            ("aux.pdf", Err(AddressError::Unsafe)),
        ] {
            assert_eq!(file_name(name).as_deref().map_err(|error| *error), expected, "{name}");
        }
    }
}
