//! Names of files in addresses, and that no two files want the same one.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;

use super::findings;
use crate::diag::{Checked, Diagnostic, Place};
use crate::format::Document;
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
            Err(error) => diagnostics.push(findings::bad_alias(front_place(document, alias), alias.get_ref(), error)),
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
        Some(findings::collision(&first, file, address))
    }
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
