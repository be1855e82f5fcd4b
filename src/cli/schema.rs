//! `gongshi schema`: the JSON Schema of settings and front matter, for editors.

use schemars::schema_for;

use super::{Context, Exit};
use crate::config::{RawCheck, RawSite, SectionFront};
use crate::kinds::{ledger, regulation, text};

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    /// 哪一种参数 · settings of what
    #[arg(value_enum, default_value_t)]
    what: What,
}

/// What has settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum What {
    /// gongshi.toml
    #[default]
    Site,
    /// _index.md
    Section,
    /// 制度 · a regulation
    Regulation,
    /// 通报的说明 · the words of a notice
    Notice,
    /// 普通页面 · an ordinary page
    Page,
    /// 条文下的 check 块 · a check block below an article
    Check,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let schema = match arguments.what {
        What::Site => schema_for!(RawSite),
        What::Section => schema_for!(SectionFront),
        What::Regulation => schema_for!(regulation::front::RawRegulation),
        What::Notice => schema_for!(ledger::NoticeFront),
        What::Page => schema_for!(text::PageFront),
        What::Check => schema_for!(RawCheck),
    };
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    context.console.out(&format!("{text}\n"));
    Exit::Ok
}
