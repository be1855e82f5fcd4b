//! Why a package cannot be read as a Word document.

use crate::diag::Diagnostic;
use crate::kinds::regulation::import::form::unreadable;
use crate::say;

/// Why a package cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Fault {
    /// It is cut short or not well formed.
    Damaged,
    /// It has a password.
    Encrypted,
    /// It unpacks to more than any regulation is.
    TooLarge,
    /// It is a package, but not of a Word document.
    NotWord,
}

impl Fault {
    /// What to say of the file.
    pub(in super::super) fn diagnostic(self, name: &str) -> Diagnostic {
        let again = say!("请在 Word 或 WPS 里打开，另存为 .docx，再导入", "open it in Word or WPS, save it as .docx and import that");
        match self {
            Self::Damaged => unreadable(name, say!("{name} 已损坏，或者没有传输完整", "{name} is damaged or was cut short"), again),
            Self::Encrypted => unreadable(name, say!("{name} 加了密码", "{name} is encrypted"), again),
            Self::TooLarge => unreadable(
                name,
                say!("{name} 解开后过大，或者层次过深", "{name} unpacks to too much, or is nested too deep"),
                say!("请把制度正文单独存成一个文档，去掉图片后再导入", "save the text alone, without pictures, as a document of its own"),
            ),
            Self::NotWord => {
                unreadable(name, say!("{name} 是压缩包，但不是 Word 文档", "{name} is a package, but not a Word document"), again)
            }
        }
    }
}
