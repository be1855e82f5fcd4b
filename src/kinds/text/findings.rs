//! What can be wrong with pages and their addresses, in a clerk's words.

use std::sync::Arc;

use crate::diag::{Diagnostic, Place, front_matter, path};
use crate::format::{Document, nearest};
use crate::kinds::address::address_fault;
use crate::say;
use crate::view::AddressError;

pub(super) fn unnameable_page(file: &Arc<str>, name: &str, error: AddressError) -> Diagnostic {
    let (code, message) = address_fault(error, name);
    Diagnostic::error(code, message).at(Place::file(file)).help(say!(
        "请给文件或文件夹改名，或在文件开头的参数里写 slug = \"repairs\"",
        "rename the file or folder, or write slug = \"repairs\" in the front matter"
    ))
}

pub(super) fn bad_slug(place: Place, slug: &str) -> Diagnostic {
    let code = if slug.is_ascii() { path::UNSAFE } else { path::NOT_ASCII };
    Diagnostic::error(code, say!("slug = \"{slug}\" 不能作网址", "slug = \"{slug}\" cannot be an address"))
        .at(place)
        .help(say!("只用英文字母、数字和连字符，如 slug = \"repairs\"", "letters, digits and hyphens only, as in slug = \"repairs\""))
}

/// A page named in Chinese is found under its pinyin.
pub(super) fn named_by_pinyin(file: &Arc<str>, folder: &str) -> Diagnostic {
    Diagnostic::info(path::NOT_ASCII, say!("这一页的网址是 {folder}/", "the address of this page is {folder}/"))
        .at(Place::file(file))
        .help(say!("想换一个，请在开头的参数里写 slug = \"…\"", "for another one write slug = \"…\" in the front matter"))
}

pub(super) fn no_title(document: &Document) -> Diagnostic {
    let start = document.body.start;
    let end = document.source.text[start..].find('\n').map_or(document.source.text.len(), |length| start + length);
    Diagnostic::error(front_matter::MISSING_KEY, say!("这一页没有标题", "this page has no title"))
        .at(document.source.place(start..end))
        .help(say!(
            "请把正文的第一行写成 # 标题，或在开头的参数里写 title = \"标题\"",
            "begin the text with # title, or write title = \"…\" in the front matter"
        ))
}

pub(super) fn bad_date(place: Place, read: &str) -> Diagnostic {
    Diagnostic::error(front_matter::WRONG_TYPE, say!("日期不对：读到 {read}", "this is no date: found {read}"))
        .at(place)
        .help(say!("请写不加引号的日期，如 date = 2026-03-01", "write the date without quotes, as in date = 2026-03-01"))
}

pub(super) fn unknown_file(file: &Arc<str>) -> Diagnostic {
    Diagnostic::warning(path::UNKNOWN_FILE, say!("这个文件不属于任何一页，没有放进网站", "this file belongs to no page and is left out"))
        .at(Place::file(file))
        .help(say!(
            "正文请用 .md 文件；附件和图片请放进与页面同名的文件夹，如 repairs.md 的附件放进 repairs.files",
            "texts are .md files; put attachments and images into a folder named after the page: repairs.files for repairs.md"
        ))
}

/// A file in `<stem>.files/` of a page that does not exist.
pub(super) fn orphan_attachment(file: &Arc<str>, stem: &str, stems: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::warning(
        path::UNKNOWN_FILE,
        say!("没有 {stem}.md 这一页，它的附件没有放进网站", "there is no page {stem}.md; its attachments are left out"),
    )
    .at(Place::file(file));
    match nearest(stem, stems) {
        Some(near) => diagnostic.help(say!("请把文件夹改名为 {near}.files", "rename the folder to {near}.files")),
        None => diagnostic.help(say!("请按页面的文件名给文件夹命名", "name the folder after the file of the page")),
    }
}
