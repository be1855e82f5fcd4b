//! Files in `<stem>.files/` beside a page, a notice or a regulation.

use std::sync::Arc;

use super::Section;
use super::address::{Claims, address_fault, file_name};
use crate::diag::{Checked, Diagnostic, Place};
use crate::format::{Parsed, ParsedFile};
use crate::say;
use crate::view::{Address, AddressError, Attachment, Planned, file_size};

/// A file beside a page, a notice or a regulation, in `<stem>.files/`.
#[derive(Debug, Clone)]
pub struct Attached {
    /// The file it is copied from.
    pub file: Arc<str>,
    /// Where it goes.
    pub address: Address,
    /// Its name as its owner wrote it.
    pub title: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl Attached {
    /// As a page lists it.
    pub fn view(&self) -> Attachment {
        Attachment {
            href: self.address.to_string(),
            title: self.title.clone(),
            kind: self.title.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_uppercase()),
            size: file_size(self.bytes.len()),
        }
    }

    /// The copy in the output.
    pub fn planned(&self) -> Planned<'_> {
        Planned::data(self.address.clone(), || self.bytes.to_vec())
    }
}

/// The files that belong to `stem` (its path below the section's folder, without ending), to be copied into the
/// folder `folder` of the output. A name that cannot be named in ASCII, and two names that come to the same, are errors.
pub fn attachments(section: &Section<'_>, stem: &str, folder: &str) -> Checked<Vec<Attached>> {
    let prefix = format!("{}/{stem}.files/", section.folder);
    let first = section.files.partition_point(|file| *file.path < *prefix);
    let beside = section.files[first..].iter().take_while(|file| file.path.starts_with(&prefix));
    let mut diagnostics = Vec::new();
    let mut claims = Claims::default();
    let attached = beside.filter_map(|file| attach(file, &file.path[prefix.len()..], folder, &mut claims, &mut diagnostics)).collect();
    Checked::new(attached, diagnostics)
}

fn attach(file: &ParsedFile, name: &str, folder: &str, claims: &mut Claims, diagnostics: &mut Vec<Diagnostic>) -> Option<Attached> {
    // Everything below a folder of attachments is read as bytes.
    let Parsed::Bytes(bytes) = &file.content else { return None };
    let address = match address(folder, name) {
        Ok(address) => address,
        Err(error) => {
            diagnostics.push(unnameable_attachment(&file.path, name, error));
            return None;
        }
    };
    diagnostics.extend(claims.claim(&address, &file.path));
    let title = name.rsplit_once('/').map_or(name, |(_, name)| name).to_owned();
    Some(Attached { file: Arc::clone(&file.path), address, title, bytes: Arc::from(bytes.as_slice()) })
}

/// The address of an attachment, which may lie in a folder of its own.
fn address(folder: &str, name: &str) -> Result<Address, AddressError> {
    let parts: Result<Vec<String>, AddressError> = name.split('/').map(file_name).collect();
    Address::new(format!("{folder}/{}", parts?.join("/")).trim_start_matches('/'))
}

fn unnameable_attachment(file: &Arc<str>, name: &str, error: AddressError) -> Diagnostic {
    let (code, message) = address_fault(error, name);
    Diagnostic::error(code, message)
        .at(Place::file(file))
        .help(say!("请用汉字、英文字母、数字和连字符给附件命名", "name the attachment with letters, digits and hyphens"))
}
