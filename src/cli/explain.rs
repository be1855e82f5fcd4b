//! `gongshi explain CODE`

use super::{Context, Exit};
use crate::diag::{ALL, code, explain};
use crate::format::nearest;
use crate::say;

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Arguments {
    /// 提示代码，如 ledger/amount-malformed；不写则列出全部 · a code; without one all are listed
    code: Option<String>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let language = context.language(None);
    let Some(name) = &arguments.code else {
        context.console.out(&ALL.iter().map(|code| format!("{code}\n")).collect::<String>());
        return Exit::Ok;
    };
    match code(name).and_then(|code| explain(code).map(|explanation| (code, explanation))) {
        Some((code, explanation)) => {
            context.console.out(&format!("{code}\n\n{}\n", explanation.text().get(language)));
            Exit::Ok
        }
        None => {
            let known: Vec<&str> = ALL.iter().map(|code| code.as_str()).collect();
            let text = match nearest(name, &known) {
                Some(near) => say!("没有代码 {name}；是不是 {near}？", "there is no code {name}; did you mean {near}?"),
                None => say!("没有代码 {name}；gongshi explain 列出全部代码", "there is no code {name}; gongshi explain lists them all"),
            };
            context.console.say(text.get(language));
            Exit::Usage
        }
    }
}
