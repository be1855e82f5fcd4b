//! Files to documents and tables.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::table::Table;
use super::workbook::{self, Kind};
use crate::diag::{Checked, Diagnostic, Place, Text, front_matter, ledger, markdown};
use crate::say;
use crate::source::{DecodeError, Encoding, SourceFile, SourceMap, SourceText, SourceTree, decode, suspicious};

/// A Markdown file: front matter between lines of `+++`, then the body.
#[derive(Debug, Clone)]
pub struct Document {
    /// The whole text.
    pub source: SourceText,
    /// Where the TOML of the front matter stands; `None` without front matter.
    pub front_matter: Option<Range<usize>>,
    /// Where the body stands.
    pub body: Range<usize>,
}

impl Document {
    /// Parts a text into front matter and body. A front matter that is never closed is an error, and all of it body.
    pub fn split(source: SourceText) -> Checked<Self> {
        let text = Arc::clone(&source.text);
        let whole = 0..text.len();
        let Some(first) = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "+++") else {
            return Checked::clean(Self { source, front_matter: None, body: whole });
        };
        let start = first.len();
        let mut at = start;
        for line in text[start..].split_inclusive('\n') {
            if line.trim_end() == "+++" {
                return Checked::clean(Self { source, front_matter: Some(start..at), body: at + line.len()..text.len() });
            }
            at += line.len();
        }
        let diagnostic = unclosed_front_matter(&source, first.trim_end().len());
        Checked::new(Self { source, front_matter: None, body: whole }, vec![diagnostic])
    }

    /// The line of the front matter that holds a text; the whole file where none does.
    pub fn front_line(&self, text: &str) -> Place {
        let range = self.front_matter.clone().unwrap_or(0..0);
        let front = self.source.slice(&range);
        let Some(at) = front.find(text) else { return Place::file(&self.source.file) };
        let start = front[..at].rfind('\n').map_or(0, |end| end + 1);
        let length = front[start..].find('\n').unwrap_or(front.len() - start);
        self.source.place(range.start + start..range.start + start + length)
    }

    /// The body.
    pub fn body_text(&self) -> &str {
        self.source.slice(&self.body)
    }
}

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub enum Parsed {
    /// `.md`
    Document(Document),
    /// `.csv`, `.txt`, `.xlsx` and `.xls`
    Table(Box<Table>),
    /// `.toml`
    Toml(SourceText),
    /// Anything else: an attachment.
    Bytes(Vec<u8>),
}

/// A file of `content/`, parsed.
#[derive(Debug, Clone)]
pub struct ParsedFile {
    /// Path relative to the site's root: `content/spending/2026-10.csv`.
    pub path: Arc<str>,
    /// What is in it.
    pub content: Parsed,
}

/// What a ledger declares of the files its tables are in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableSettings {
    /// WHATWG label of the encoding of texts.
    pub encoding: Option<String>,
    /// Name of the sheet to read of workbooks.
    pub sheet: Option<String>,
    /// Most bytes of a file. Default: 512 MiB.
    pub max_bytes: Option<u64>,
}

/// Most bytes of a table's file where nothing else is declared: 512 MiB. A million rows take some 115 MB.
pub const LARGEST: u64 = 512 << 20;

/// Parses all files of `content/` in parallel; `settings` are those a ledger declares for a table's path.
/// A file that cannot be read as text is reported and left out.
pub fn parse(tree: SourceTree, settings: &(dyn Fn(&str) -> TableSettings + Sync)) -> Checked<(Vec<ParsedFile>, SourceMap)> {
    let parsed: Vec<Checked<Option<ParsedFile>>> =
        tree.files.into_par_iter().filter(|file| file.path.starts_with("content/")).map(|file| parse_file(file, settings)).collect();
    let mut diagnostics = Vec::new();
    let mut map = SourceMap::default();
    let mut files = Vec::with_capacity(parsed.len());
    for file in parsed.into_iter().filter_map(|file| file.take(&mut diagnostics)) {
        match &file.content {
            Parsed::Document(Document { source, .. }) | Parsed::Toml(source) => map.insert(&source.file, &source.text),
            Parsed::Table(table) if table.sheet().is_none() => map.insert(&table.source().file, &table.source().text),
            Parsed::Table(_) | Parsed::Bytes(_) => {}
        }
        files.push(file);
    }
    Checked::new((files, map), diagnostics)
}

fn parse_file(file: SourceFile, settings: &(dyn Fn(&str) -> TableSettings + Sync)) -> Checked<Option<ParsedFile>> {
    let path = Arc::clone(&file.path);
    let attachment = path.split('/').any(|part| part.ends_with(".files"));
    let extension = extension(&path);
    if !attachment && matches!(extension.as_str(), "csv" | "txt" | "xlsx" | "xls" | "et" | "ods") {
        let table = parse_table(file, &settings(&path));
        let content = table.value.map(|table| ParsedFile { path, content: Parsed::Table(Box::new(table)) });
        return Checked::new(content, table.diagnostics);
    }
    if attachment || !matches!(extension.as_str(), "md" | "toml") {
        return Checked::clean(Some(ParsedFile { path, content: Parsed::Bytes(file.bytes) }));
    }
    let source = match decode(file.bytes, None) {
        Ok((text, encoding)) => SourceText { file: Arc::clone(&path), text: text.into(), encoding },
        Err(error) => return Checked::new(None, vec![undecodable(&path, false, error)]),
    };
    if extension == "toml" {
        return Checked::clean(Some(ParsedFile { path, content: Parsed::Toml(source) }));
    }
    let mut diagnostics = Vec::from_iter(nul(&source));
    let document = Document::split(source).take(&mut diagnostics);
    Checked::new(Some(ParsedFile { path, content: Parsed::Document(document) }), diagnostics)
}

fn extension(path: &str) -> String {
    path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// A file that should hold a table: what it is is told by its bytes. None where it cannot be read.
pub fn parse_table(file: SourceFile, settings: &TableSettings) -> Checked<Option<Table>> {
    let limit = settings.max_bytes.unwrap_or(LARGEST);
    if file.bytes.len() as u64 > limit {
        return Checked::new(None, vec![too_large(&file.path, file.bytes.len(), limit)]);
    }
    let extension = extension(&file.path);
    let kind = workbook::kind(&file.bytes);
    let named = match extension.as_str() {
        "xlsx" => Kind::Xlsx,
        "xls" => Kind::Xls,
        "et" => return Checked::new(None, vec![workbook::refused(&file.path, Kind::Xls)]),
        _ => Kind::Text,
    };
    let mut diagnostics = Vec::from_iter((kind != named).then(|| workbook::misnamed(&file.path, kind)));
    let table = match kind {
        Kind::Xlsx | Kind::Xls => workbook::read(&file.path, &file.bytes, kind, settings.sheet.as_deref()).take(&mut diagnostics),
        Kind::Text => text_table(file, settings).take(&mut diagnostics),
        _ => return Checked::new(None, vec![workbook::refused(&file.path, kind)]),
    };
    Checked::new(table, diagnostics)
}

fn text_table(file: SourceFile, settings: &TableSettings) -> Checked<Option<Table>> {
    if settings.encoding.is_none() && is_unmarked_utf16(&file.bytes) {
        return Checked::new(None, vec![unmarked_utf16(&file.path)]);
    }
    let source = match decode(file.bytes, settings.encoding.as_deref()) {
        Ok((text, encoding)) => SourceText { file: file.path, text: text.into(), encoding },
        Err(error) => return Checked::new(None, vec![undecodable(&file.path, true, error)]),
    };
    let mut diagnostics = Vec::from_iter(encoding_suspect(&source));
    let table = Table::scan(source).take(&mut diagnostics);
    Checked::new(Some(table), diagnostics)
}

/// Text of two bytes a character without the mark that would say so: of digits, commas and line ends every other byte is NUL.
fn is_unmarked_utf16(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 4096;
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let marked = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    let nul = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nul(0), nul(1));
    !marked && start.len() >= 16 && even.max(odd) * 8 >= start.len() && even.min(odd) * 8 <= even.max(odd)
}

fn unmarked_utf16(file: &Arc<str>) -> Diagnostic {
    Diagnostic::error(
        ledger::ENCODING_INVALID,
        say!("这个文件像是 UTF-16 编码，开头却没有标记（BOM）", "the file seems to be UTF-16 without a byte order mark"),
    )
    .at(Place::file(file))
    .help(say!(
        "请用 Excel 或 WPS 打开它，另存为“CSV UTF-8”；或在 _index.md 的 [ledger] 里写 encoding = \"utf-16le\"",
        "save it as CSV UTF-8 in Excel or WPS, or write encoding = \"utf-16le\" under [ledger] in _index.md"
    ))
}

fn too_large(file: &Arc<str>, bytes: usize, limit: u64) -> Diagnostic {
    let (megabytes, limit) = (bytes >> 20, limit >> 20);
    Diagnostic::error(
        ledger::LIMIT_EXCEEDED,
        say!("文件有 {megabytes} MB，最多 {limit} MB", "the file has {megabytes} MB, {limit} MB at most"),
    )
    .at(Place::file(file))
    .help(say!("请拆分，或在 [ledger] 里用 max-bytes 放宽", "split it, or raise max-bytes in [ledger]"))
}

fn unclosed_front_matter(source: &SourceText, length: usize) -> Diagnostic {
    Diagnostic::error(front_matter::MALFORMED, say!("开头的 +++ 没有找到对应的结束行", "the front matter opened by +++ is never closed"))
        .at(source.place(0..length))
        .help(say!(
            "请在参数之后另起一行写 +++，正文从下一行开始",
            "write +++ on a line of its own after the settings; the text begins below it"
        ))
}

/// A table that decoded as GB18030 and reads as if it were something else.
fn encoding_suspect(source: &SourceText) -> Option<Diagnostic> {
    let range = (source.encoding == Encoding::Gb18030).then(|| suspicious(&source.text)).flatten()?;
    let read = source.slice(&range);
    let diagnostic = Diagnostic::warning(
        ledger::ENCODING_SUSPECT,
        say!("按 GB18030 读出了不像中文表格的字：{read}", "read as GB18030 the table holds characters that look out of place: {read}"),
    );
    Some(diagnostic.at(source.place(range)).help(say!(
        "请打开核对；如果是别的编码，请在 _index.md 的 [ledger] 里写明，如 encoding = \"windows-1252\"",
        "look at it; if it is in another encoding, say so under [ledger] in _index.md, as in encoding = \"windows-1252\""
    )))
}

fn nul(source: &SourceText) -> Option<Diagnostic> {
    let at = source.text.find('\0')?;
    let diagnostic = Diagnostic::error(markdown::CHARACTER_FORBIDDEN, say!("文字中有空字符（NUL）", "the text holds a NUL character"));
    Some(diagnostic.at(source.place(at..at + 1)).help(say!("请删去这个字符，或重新另存这个文件", "delete it, or save the file anew")))
}

fn undecodable(file: &Arc<str>, table: bool, error: DecodeError) -> Diagnostic {
    let DecodeError { offset, line, byte, encoding } = error;
    let code = if table { ledger::ENCODING_INVALID } else { markdown::ENCODING_INVALID };
    // Only where GB18030 was tried had UTF-8 been tried before.
    let Text { zh: tried, en: tried_en } = match encoding {
        "GB18030" => say!("既不是 UTF-8 也不是 GB18030 文字", "is neither UTF-8 nor GB18030"),
        _ => say!("不是 {encoding} 文字", "is no {encoding}"),
    };
    let diagnostic = Diagnostic::error(
        code,
        say!(
            "第 {line} 行、第 {offset} 字节（0x{byte:02X}）{tried}：文件可能被截断或损坏",
            "row {line}, byte {offset} (0x{byte:02X}) {tried_en}: the file may be cut short or damaged"
        ),
    );
    let row = u32::try_from(line).unwrap_or(u32::MAX);
    let place = Place::file(file).cell(crate::diag::Cell { row, column: None, title: None, content: None });
    diagnostic.at(place).help(say!(
        "请在 Excel 或 WPS 里打开原文件，另存为“CSV UTF-8（逗号分隔）”",
        "open the original in Excel or WPS and save it as “CSV UTF-8 (comma delimited)”"
    ))
}
