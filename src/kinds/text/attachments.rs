//! Files in `<stem>.files/` beside a page, a notice or a regulation.

use std::sync::Arc;

use super::address::{Claims, file_name};
use super::findings;
use super::model::Attached;
use crate::diag::{Checked, Diagnostic};
use crate::format::{Parsed, ParsedFile};
use crate::kinds::Section;
use crate::view::{Address, AddressError};

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
            diagnostics.push(findings::unnameable_attachment(&file.path, name, error));
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
