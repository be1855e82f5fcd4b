//! What an import changed or left out: one line for each kind of change, with how often and the first few texts.

use std::collections::BTreeMap;

use crate::diag::Text;
use crate::say;

/// A kind of change. The list is in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// A number Word made was written out.
    Numbered,
    /// A bullet Word made was left out.
    Bullet,
    /// A number in a format that is not known was written in Arabic digits.
    UnknownFormat,
    /// Spaces within 第 一 条 or 总 则 were taken out.
    Tightened,
    /// A number was parted from the words that stood directly behind it.
    Parted,
    /// Lines broken in the middle of a sentence were joined.
    Joined,
    /// A line break within a paragraph became the end of the paragraph.
    Broken,
    /// Tabs and no-break spaces became spaces.
    Spaces,
    /// Characters that are not seen were left out.
    Invisible,
    /// A backslash was put before what Markdown would have read as its own.
    Escaped,
    /// A table became a Markdown table.
    Table,
    /// A merged cell says its text once.
    Merged,
    /// A footnote stands in brackets where its mark stood.
    Footnote,
    /// The letters of an equation were kept.
    Equation,
    /// The text of a box stands behind the paragraph it hung on.
    TextBox,
    /// A tracked insertion was kept.
    Inserted,
    /// A tracked deletion was carried out.
    Deleted,
    /// A line with the page's number was left out.
    PageNumber,
    /// A line of a table of contents with page numbers was left out.
    Contents,
    /// The letterhead was left out.
    Letterhead,
    /// A paragraph of the notice a regulation was issued with was left out.
    Notice,
    /// Hidden text was left out.
    Hidden,
    /// A comment was left out.
    Comment,
    /// A character of a symbol font was left out.
    Symbol,
    /// Reading aids above characters were left out.
    Ruby,
    /// A picture, shape or embedded file was left out.
    Image,
    /// A document held within the document was left out.
    Embedded,
}

/// What has been changed so far.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// What the header said, in the order of its lines.
    said: Vec<Text>,
    tallies: BTreeMap<Change, Tally>,
}

#[derive(Debug, Default)]
struct Tally {
    count: usize,
    texts: Vec<String>,
}

/// Texts shown of a kind of change.
const SHOWN: usize = 3;

/// Characters shown of a text.
const LONGEST: usize = 30;

impl Changes {
    /// Says something once.
    pub(super) fn say(&mut self, text: Text) {
        self.said.push(text);
    }

    /// Notes a change and the text it was made to.
    pub(super) fn note(&mut self, change: Change, text: &str) {
        let tally = self.tallies.entry(change).or_default();
        tally.count += 1;
        if !text.is_empty() {
            tally.texts.push(text.to_owned());
        }
    }

    /// Notes changes whose texts say nothing.
    pub(super) fn count(&mut self, change: Change, times: usize) {
        if times > 0 {
            self.tallies.entry(change).or_default().count += times;
        }
    }

    /// All texts noted of a kind.
    #[cfg(test)]
    pub(super) fn texts(&self, change: Change) -> &[String] {
        self.tallies.get(&change).map_or(&[], |tally| &tally.texts)
    }

    /// The list.
    pub(super) fn into_texts(self) -> Vec<Text> {
        let tallies = self.tallies.into_iter().map(|(change, tally)| tally.text(change));
        self.said.into_iter().chain(tallies).collect()
    }
}

impl Tally {
    fn text(&self, change: Change) -> Text {
        let Text { zh, en } = phrase(change, self.count);
        let shown: Vec<String> = self.texts.iter().take(SHOWN).map(|text| format!("“{}”", short(text))).collect();
        if shown.is_empty() {
            return Text { zh, en };
        }
        let more = if self.count > shown.len() { "……" } else { "" };
        let ellipsis = if self.count > shown.len() { ", …" } else { "" };
        Text { zh: format!("{zh}：{}{more}", shown.join("、")), en: format!("{en}: {}{ellipsis}", shown.join(", ")) }
    }
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn phrase(change: Change, count: usize) -> Text {
    match change {
        Change::Numbered => say!("自动编号写成文字 {count} 处", "automatic numbers written out ({count})"),
        Change::Bullet => say!("项目符号没有保留 {count} 处", "bullets left out ({count})"),
        Change::UnknownFormat => {
            say!("编号格式不认得，写成阿拉伯数字 {count} 处，请核对", "numbers in an unknown format, written in digits: check ({count})")
        }
        Change::Tightened => say!("去掉编号和标题中间的空格 {count} 处", "spaces taken out of numbers and headings ({count})"),
        Change::Parted => say!("编号与正文相连，补了空格 {count} 处，请核对", "a space put between number and words: check ({count})"),
        Change::Joined => say!("接上断开的行 {count} 处", "broken lines joined ({count})"),
        Change::Broken => say!("段内换行改为分段 {count} 处", "line breaks made into paragraphs ({count})"),
        Change::Spaces => say!("制表符、不间断空格改为空格 {count} 处", "tabs and no-break spaces made into spaces ({count})"),
        Change::Invisible => say!("删去看不见的字符 {count} 个", "characters that are not seen, left out ({count})"),
        Change::Escaped => {
            say!("加反斜杠以照原样显示 {count} 段", "paragraphs with backslashes, so that they show as they stand ({count})")
        }
        Change::Table => say!("表格转为 Markdown 表格 {count} 个", "tables made into Markdown tables ({count})"),
        Change::Merged => say!("合并的单元格只在第一格写一次 {count} 处", "merged cells say their text in the first place only ({count})"),
        Change::Footnote => say!("脚注写进正文括号内 {count} 处", "footnotes put in brackets where they were marked ({count})"),
        Change::Equation => say!("公式只保留文字 {count} 处，请核对", "equations kept as plain letters: check ({count})"),
        Change::TextBox => {
            say!("文本框的文字移到所在段落之后 {count} 处，请核对", "text of boxes put behind their paragraph: check ({count})")
        }
        Change::Inserted => say!("修订标记：保留插入 {count} 处", "tracked insertions kept ({count})"),
        Change::Deleted => say!("修订标记：执行删除 {count} 处", "tracked deletions carried out ({count})"),
        Change::PageNumber => say!("删去页码 {count} 行", "lines with page numbers left out ({count})"),
        Change::Contents => say!("删去目录 {count} 行", "lines of the table of contents left out ({count})"),
        Change::Letterhead => say!("删去版头 {count} 行", "lines of the letterhead left out ({count})"),
        Change::Notice => say!("没有带入印发通知的正文 {count} 段", "paragraphs of the notice it was issued with left out ({count})"),
        Change::Hidden => say!("删去隐藏文字 {count} 处", "hidden texts left out ({count})"),
        Change::Comment => say!("删去批注 {count} 条", "comments left out ({count})"),
        Change::Symbol => say!("删去符号字体的字符 {count} 个，请核对", "characters of symbol fonts left out: check ({count})"),
        Change::Ruby => say!("删去拼音注音 {count} 处", "reading aids left out ({count})"),
        Change::Image => say!("没有带入图片、图形 {count} 个", "pictures and shapes left out ({count})"),
        Change::Embedded => say!("没有带入内嵌的文档 {count} 个", "embedded documents left out ({count})"),
    }
}
