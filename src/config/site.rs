//! `gongshi.toml`

use serde::Deserialize;

use crate::diag::{Checked, Diagnostic, Language, config};
use crate::format::{Area, read_toml};
use crate::say;
use crate::source::SourceText;

/// The formats this program reads.
const FORMAT: u32 = 1;

/// `gongshi.toml` as written.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "gongshi.toml")]
pub struct RawSite {
    /// Version of the format; 1.
    #[serde(default = "first_format")]
    format: u32,
    /// Name of the site in records and calendar entries; never changes. Default: `gongshi`.
    id: Option<String>,
    /// Title of the site.
    title: String,
    /// Name of the body that publishes it. Default: the title.
    organisation: Option<String>,
    /// IANA time zone; only Asia/Shanghai is known. Default: Asia/Shanghai.
    timezone: Option<String>,
    /// Language of the interface: `zh-CN` or `en`. Default: `zh-CN`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    lang: Language,
    /// Address the site is served at, if it is: feeds and site maps name it.
    base_url: Option<String>,
}

/// Settings of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Name in records and calendar entries.
    pub id: String,
    /// Title.
    pub title: String,
    /// The body that publishes it.
    pub organisation: String,
    /// Language of the interface.
    pub language: Language,
    /// Where it is served, without a slash at the end; absent on a disc or a share.
    pub base_url: Option<String>,
}

fn first_format() -> u32 {
    FORMAT
}

/// Reads `gongshi.toml`.
pub fn read_site(source: &SourceText) -> Checked<Option<Site>> {
    let mut diagnostics = Vec::new();
    let Some(raw) = read_toml::<RawSite>(source, &(0..source.text.len()), Area::Config).take(&mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    if raw.format != FORMAT {
        diagnostics.push(unknown_format(source, raw.format));
    }
    if let Some(zone) = raw.timezone.filter(|zone| zone != "Asia/Shanghai") {
        diagnostics.push(unknown_zone(source, &zone));
    }
    let id = raw.id.unwrap_or_else(|| "gongshi".to_owned());
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')) {
        diagnostics.push(bad_id(source, &id));
    }
    let site = Site {
        id,
        organisation: raw.organisation.unwrap_or_else(|| raw.title.clone()),
        title: raw.title,
        language: raw.lang,
        base_url: raw.base_url.map(|url| url.trim_end_matches('/').to_owned()),
    };
    Checked::new(Some(site), diagnostics)
}

/// Where a key's line stands.
fn key_place(source: &SourceText, key: &str) -> crate::diag::Place {
    let line_start = source.text.match_indices(key).map(|(at, _)| at).find(|at| *at == 0 || source.text[..*at].ends_with('\n'));
    let start = line_start.unwrap_or(0);
    let end = source.text[start..].find('\n').map_or(source.text.len(), |length| start + length);
    source.place(start..end)
}

fn unknown_format(source: &SourceText, format: u32) -> Diagnostic {
    Diagnostic::error(
        config::WRONG_TYPE,
        say!("format = {format}：本程序只认得 format = {FORMAT}", "format = {format}: this program knows format = {FORMAT} only"),
    )
    .at(key_place(source, "format"))
    .help(say!("请升级 gongshi，或改回 format = {FORMAT}", "upgrade gongshi, or write format = {FORMAT}"))
}

fn unknown_zone(source: &SourceText, zone: &str) -> Diagnostic {
    Diagnostic::error(config::WRONG_TYPE, say!("不认识的时区 {zone}", "unknown time zone {zone}"))
        .at(key_place(source, "timezone"))
        .help(say!("请写 timezone = \"Asia/Shanghai\"，或删去这一行", "write timezone = \"Asia/Shanghai\", or delete the line"))
}

fn bad_id(source: &SourceText, id: &str) -> Diagnostic {
    Diagnostic::error(
        config::WRONG_TYPE,
        say!("id = {id:?}：只能用英文字母、数字、连字符和点", "id = {id:?}: only letters, digits, hyphens and dots"),
    )
    .at(key_place(source, "id"))
    .help(say!("例如 id = \"yunling-jcy\"；定了就不要再改", "for example id = \"yunling-jcy\"; never change it later"))
}
