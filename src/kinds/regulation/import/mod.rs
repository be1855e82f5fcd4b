//! A regulation from elsewhere to a file of this site.
//!
//! In go the bytes of a Word document (.docx), of text pasted from Word, or of a text with the header of published
//! collections; out come front matter and body as Markdown, and a list of all that was changed or left out. Numbers
//! are written as the paper shows them, and no word of the text is lost that the list does not name.

mod body;
mod changes;
mod clean;
mod contents;
mod docx;
mod escape;
mod form;
mod header;
mod marker;
mod opening;
mod pasted;
mod piece;
#[cfg(test)]
mod tests;
mod wrap;

use crate::diag::{Checked, Text};
use crate::value::Date;

use changes::Changes;
use form::Form;
use header::Header;
use piece::Piece;

/// A regulation in this program's format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Front matter and body as Markdown; empty for a file that cannot be read.
    pub text: String,
    /// The day it takes effect, which names the file of a version; absent where nothing says it.
    pub effective: Option<Date>,
    /// What was read into settings, changed or left out.
    pub changes: Vec<Text>,
}

/// Turns a file into a regulation: what it is, is told from its content. `name` is its name: a date in it dates the
/// version where the text does not, and `.md` says that the text is Markdown already. A file that is neither Word
/// document nor text gives an error that says what to save it as.
pub fn import(bytes: impl AsRef<[u8]>, name: &str) -> Checked<Imported> {
    let bytes = bytes.as_ref();
    let mut changes = Changes::default();
    match form::form(bytes) {
        Ok(Form::Word) => match docx::read(bytes, &mut changes) {
            Ok(pieces) => from_pieces(pieces, name, changes),
            Err(fault) => refused(fault.diagnostic(name)),
        },
        Ok(Form::Text(text)) if header::is_published(&text) => {
            let (header, body) = header::published(&text, &mut changes);
            finish(header, body, name, changes)
        }
        Ok(Form::Text(text)) => {
            let pieces = pasted::read(&text, is_markdown(name), &mut changes);
            from_pieces(pieces, name, changes)
        }
        Err(foreign) => refused(foreign.diagnostic(name)),
    }
}

/// Paragraphs to a regulation: what stands before the text is read into settings.
fn from_pieces(pieces: Vec<Piece>, name: &str, mut changes: Changes) -> Checked<Imported> {
    let pieces = contents::without(pieces, &mut changes);
    let mut header = Header::default();
    let start = opening::read(&pieces, &mut header, &mut changes);
    let body = body::write(&pieces[start..], &mut changes);
    finish(header, body, name, changes)
}

fn finish(header: Header, body: String, name: &str, mut changes: Changes) -> Checked<Imported> {
    let mut diagnostics = Vec::new();
    if header.title.is_empty() {
        diagnostics.push(header::no_title(name));
    }
    let effective = header::effective(&header, &body, name, &mut changes);
    if effective.is_none() {
        diagnostics.push(header::no_date(name));
    }
    let text = format!("+++\n{}+++\n\n{body}", header::settings(&header, effective));
    Checked::new(Imported { text, effective, changes: changes.into_texts() }, diagnostics)
}

fn refused(diagnostic: crate::diag::Diagnostic) -> Checked<Imported> {
    Checked::new(Imported::default(), vec![diagnostic])
}

fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
