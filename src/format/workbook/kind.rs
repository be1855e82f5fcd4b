//! What kind of file a table is, told by its first bytes.

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, as far as can be seen.
    Text,
    /// A workbook since Excel 2007.
    Xlsx,
    /// A workbook before that.
    Xls,
    /// A page of the web, or XML: what many systems export under the name .xls.
    Html,
    /// A binary workbook, .xlsb.
    Xlsb,
    /// An OpenDocument file.
    OpenDocument,
    /// Another package or compound document: a Word file, an archive.
    Other,
}

/// How far a text is looked at, in bytes.
const LOOKED_AT: usize = 1024;

/// How files begin that are no tables whatever their names: PDF, PNG, JPEG, GIF, RTF, RAR, 7z, gzip.
const OTHERS: [&[u8]; 8] = [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B"];

/// Tells the kind.
pub fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"PK\x03\x04") {
        return package(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        let word = holds_name(bytes, "WordDocument");
        return if word { Kind::Other } else { Kind::Xls };
    }
    // A sheet of Excel 2 to 4 stands alone, without a compound document around it.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08 | 0x10, 0x00, ..]) {
        return Kind::Other;
    }
    if OTHERS.iter().any(|mark| bytes.starts_with(mark)) {
        return Kind::Other;
    }
    if is_markup(bytes) { Kind::Html } else { Kind::Text }
}

fn package(bytes: &[u8]) -> Kind {
    let Ok(archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return Kind::Xlsx };
    let holds = |name: &str| archive.index_for_name(name).is_some();
    if holds("xl/workbook.bin") {
        Kind::Xlsb
    } else if holds("xl/workbook.xml") {
        Kind::Xlsx
    } else if holds("content.xml") && holds("mimetype") {
        Kind::OpenDocument
    } else {
        Kind::Other
    }
}

/// A web page or XML: it begins with a tag, whatever its encoding.
fn is_markup(bytes: &[u8]) -> bool {
    let start: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).take(LOOKED_AT).collect();
    let start = start.strip_prefix(b"\xEF\xBB\xBF").or_else(|| start.strip_prefix(b"\xFF\xFE")).unwrap_or(&start).trim_ascii_start();
    let holds = |tag: &[u8]| start.windows(tag.len()).any(|window| window.eq_ignore_ascii_case(tag));
    (start.starts_with(b"<") && [&b"<html"[..], b"<table", b"<?xml", b"<!doctype", b"<meta"].iter().any(|tag| holds(tag)))
        || start.starts_with(b"MIME-Version:")
}

/// Whether a compound document is a package locked by a password.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    holds_name(bytes, "EncryptedPackage")
}

/// Whether a compound document names one of its streams so.
fn holds_name(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}
