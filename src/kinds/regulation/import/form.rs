//! What a file is, told from its first bytes, and what to say of those that cannot be read.

use crate::diag::{Diagnostic, Place, Text, import};
use crate::say;
use crate::source::{SourceText, decode};

/// A file that can be read.
pub(super) enum Form {
    /// A package that says it is a Word document, or a package of another kind, which the reader of it finds out.
    Word,
    /// Text.
    Text(String),
}

/// A file that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreign {
    /// The format of Word before 2007, of WPS, or of a document with a password: all begin alike.
    Old,
    /// As `Old`, and it says that it is encrypted.
    Encrypted,
    /// PDF.
    Pdf,
    /// RTF.
    Rtf,
    /// OpenDocument.
    OpenDocument,
    /// A page of the web, or XML.
    Markup,
    /// None of these, and no text.
    Unknown,
}

/// What a file is.
pub(super) fn form(bytes: &[u8]) -> Result<Form, Foreign> {
    if bytes.starts_with(b"PK\x03\x04") {
        // OpenDocument says first what it is, and not compressed.
        let open = bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument"));
        return if open { Err(Foreign::OpenDocument) } else { Ok(Form::Word) };
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(stream.len()).any(|window| window == stream);
        return Err(if encrypted { Foreign::Encrypted } else { Foreign::Old });
    }
    for (mark, foreign) in [(&b"%PDF"[..], Foreign::Pdf), (b"{\\rtf", Foreign::Rtf)] {
        if bytes.starts_with(mark) {
            return Err(foreign);
        }
    }
    let (text, _) = decode(bytes, None).map_err(|_| Foreign::Unknown)?;
    let start = text.trim_start();
    let markup = ["<?xml", "<!doctype", "<html"].iter().any(|mark| start.get(..mark.len()).is_some_and(|s| s.eq_ignore_ascii_case(mark)));
    if text.contains('\0') {
        return Err(Foreign::Unknown);
    }
    if markup { Err(Foreign::Markup) } else { Ok(Form::Text(text)) }
}

impl Foreign {
    /// What to say of the file.
    pub(super) fn diagnostic(self, name: &str) -> Diagnostic {
        let message = match self {
            Self::Old => say!("{name} 是旧格式的文档（.doc 或 .wps）", "{name} is a document in an old format (.doc or .wps)"),
            Self::Encrypted => say!("{name} 加了密码", "{name} is encrypted"),
            Self::Pdf => say!("{name} 是 PDF 文件", "{name} is a PDF file"),
            Self::Rtf => say!("{name} 是 RTF 文件", "{name} is an RTF file"),
            Self::OpenDocument => say!("{name} 是 OpenDocument 文件（.odt 等）", "{name} is an OpenDocument file (.odt or its like)"),
            Self::Markup => say!("{name} 是网页或 XML 文件", "{name} is a web page or XML file"),
            Self::Unknown => {
                say!("{name} 不是 Word 文档，也不是 UTF-8 或 GB18030 文字", "{name} is neither a Word document nor UTF-8 or GB18030 text")
            }
        };
        let help = match self {
            Self::Encrypted => say!(
                "请在 Word 或 WPS 里打开，取消密码，再另存为 .docx；涉密文件不得导入",
                "open it in Word or WPS, take the password off and save it as .docx"
            ),
            Self::Pdf => say!(
                "请找到当初的 Word 文档，另存为 .docx；只有 PDF 的，把文字复制到 .txt 再导入",
                "find the document it was made from and save it as .docx, or copy its text into a .txt file"
            ),
            _ => say!("请在 Word 或 WPS 里打开，另存为 .docx，再导入", "open it in Word or WPS, save it as .docx and import that"),
        };
        unreadable(name, message, help)
    }
}

/// An error that says a file cannot be read and what to do.
pub(super) fn unreadable(name: &str, message: Text, help: Text) -> Diagnostic {
    Diagnostic::error(import::UNREADABLE, message).at(Place::file(&SourceText::new(name, "").file)).help(help)
}
