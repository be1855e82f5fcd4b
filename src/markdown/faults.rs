//! What can be wrong with a text, in words for the clerk who wrote it.

use crate::diag::{Diagnostic, Place, Text, link, markdown};
use crate::say;

/// Shortens what was read, so that a message stays a line.
fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.trim().lines().next().unwrap_or_default();
    let cut: String = line.chars().take(LONGEST).collect();
    if cut.len() < text.trim().len() { format!("{cut}…") } else { cut }
}

pub(super) fn raw_html(place: Place, html: &str) -> Diagnostic {
    let read = shown(html);
    Diagnostic::warning(
        markdown::RAW_HTML,
        say!("HTML 代码 {read} 不起作用，会原样显示为文字", "the HTML {read} has no effect and is shown as text"),
    )
    .at(place)
    .help(instead_of(html))
}

/// What Markdown writes for a tag.
fn instead_of(html: &str) -> Text {
    let name: String = html.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
    match name.to_ascii_lowercase().as_str() {
        "br" => say!("换行请在行尾写一个反斜杠 \\", "to break a line, end it with a backslash \\"),
        "b" | "strong" => say!("加粗请写 **文字**", "for bold write **words**"),
        "i" | "em" => say!("斜体请写 *文字*", "for italics write *words*"),
        "s" | "del" | "strike" => say!("删除线请写 ~~文字~~", "for struck text write ~~words~~"),
        "a" => say!("链接请写 [文字](地址)", "for a link write [words](address)"),
        "img" => say!("图片请写 ![说明](图片文件)", "for an image write ![description](file)"),
        "table" | "thead" | "tbody" | "tr" | "td" | "th" => {
            say!("表格请用竖线写：| 项目 | 金额 |，下一行 |---|---:|", "write tables with bars: | item | amount |, next line |---|---:|")
        }
        "hr" => say!("分隔线请单独写一行 ---，前后各空一行", "for a rule write --- on a line of its own between blank lines"),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => say!("标题请写 ## 标题", "for a heading write ## heading"),
        "" => say!("请删去它；注释也会显示出来", "delete it; comments are shown too"),
        _ => say!("请删去它，文字本身保留", "delete it and keep the words"),
    }
}

pub(super) fn unsafe_link(place: Place, target: &str) -> Diagnostic {
    let read = shown(&target.replace(char::is_control, " "));
    let help = if target.trim_start().starts_with(['/', '\\']) {
        say!(
            "站外网页请写全 https://…；共享文件夹里的文件请复制到本页的附件文件夹",
            "for another site write https://…; copy files of a share to the page's attachments"
        )
    } else {
        say!(
            "可以用 http、https、mailto、tel 和站内的相对地址；本机文件请复制到本页的附件文件夹",
            "use http, https, mailto, tel or a relative address; copy local files to the page's attachments"
        )
    };
    Diagnostic::warning(
        markdown::UNSAFE_LINK,
        say!("链接地址 {read} 不能用，只保留文字", "the address {read} is not allowed; only the words stay"),
    )
    .at(place)
    .help(help)
}

pub(super) fn external_image(place: Place, target: &str) -> Diagnostic {
    let read = shown(target);
    Diagnostic::warning(
        link::EXTERNAL,
        say!("站外图片 {read} 不会载入，只显示说明文字", "the image {read} of another site is not loaded; its description is shown"),
    )
    .at(place)
    .help(say!("请把图片放进本页的附件文件夹，再写相对地址", "put the image into the page's attachments and write its relative address"))
}

pub(super) fn too_deep(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::error(
        markdown::NESTING,
        say!("列表、引用或强调套了超过 {limit} 层", "lists, quotes or emphasis are nested more than {limit} deep"),
    )
    .at(place)
    .help(say!("请检查行首的 > 和列表符号，减少层次", "look at the > and list marks at the line's beginning and nest less"))
}

pub(super) fn too_long(place: Place, bytes: usize, limit: usize) -> Diagnostic {
    let (mib, most) = (bytes.div_ceil(1 << 20), limit >> 20);
    Diagnostic::error(markdown::NESTING, say!("文字有 {mib} MiB，最多 {most} MiB", "the text has {mib} MiB; the most is {most} MiB"))
        .at(place)
        .help(say!("请把它分成几个文件", "divide it into several files"))
}

pub(super) fn too_much_output(place: Place, limit: usize) -> Diagnostic {
    let most = limit >> 20;
    Diagnostic::error(
        markdown::NESTING,
        say!("排出的网页超过 {most} MiB，从这里起没有排出", "the page made of it has more than {most} MiB; nothing is shown from here on"),
    )
    .at(place)
    .help(say!(
        "请检查表格的列数和重复的引用，或把它分成几个文件",
        "look at the tables' columns and repeated references, or divide the text"
    ))
}
