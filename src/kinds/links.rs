//! Links between the files of a site: what a text names is led to where that file's page stands in the output.
//!
//! Each kind adds the files it makes pages of, with the anchors there are on them; a text asks through
//! [`LinkBook::from`]. Anchors are asked for when a link names one, and not kept for every file.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diagnostic, Text, link};
use crate::format::nearest;
use crate::markdown::Links;
use crate::say;
use crate::view::{Address, Html, href};

/// The anchors of a page.
pub struct Anchors<'a> {
    has: Box<dyn Fn(&str) -> bool + Send + Sync + 'a>,
    all: Box<dyn Fn() -> Vec<String> + Send + Sync + 'a>,
}

impl<'a> Anchors<'a> {
    /// None: an attachment, a page that nobody links into.
    pub fn none() -> Self {
        Self::asked(|_| false, Vec::new)
    }

    /// Those a function lists; it is called when the first link names an anchor, and not again.
    pub fn listed(list: impl Fn() -> Vec<String> + Send + Sync + Clone + 'a) -> Self {
        let known = OnceLock::new();
        let again = list.clone();
        Self::asked(move |anchor| known.get_or_init(&list).iter().any(|known| known == anchor), again)
    }

    /// Those `has` knows, for a model that can tell without listing; `all` lists them for a near name after a miss.
    pub fn asked(has: impl Fn(&str) -> bool + Send + Sync + 'a, all: impl Fn() -> Vec<String> + Send + Sync + 'a) -> Self {
        Self { has: Box::new(has), all: Box::new(all) }
    }
}

/// Where the files of a site stand in the output.
#[derive(Default)]
pub struct LinkBook<'a> {
    /// By path from the site's root, `content/guide/repairs.md`.
    pages: BTreeMap<String, (Address, Anchors<'a>)>,
    /// Paths by their lower-case form.
    folded: BTreeMap<String, String>,
    /// What stands in the place of a block of a file, by where it begins.
    answers: BTreeMap<String, BTreeMap<usize, Html>>,
}

impl<'a> LinkBook<'a> {
    /// Takes in a file, or a folder whose page is no `_index.md` (a regulation with versions), by its path from the
    /// site's root without a slash at the end. The first one of a path counts.
    pub fn add(&mut self, path: &str, address: Address, anchors: Anchors<'a>) {
        self.folded.entry(path.to_lowercase()).or_insert_with(|| path.to_owned());
        self.pages.entry(path.to_owned()).or_insert((address, anchors));
    }

    /// Puts an answer in the place of a block of a file.
    pub fn answer(&mut self, file: &str, at: usize, html: Html) {
        self.answers.entry(file.to_owned()).or_default().insert(at, html);
    }

    /// What the links of a file are asked of; `file` is its path from the site's root.
    pub fn from<'b>(&'b self, file: &str) -> impl Links + use<'a, 'b> {
        FromFile { book: self, file: file.to_owned() }
    }

    /// The page of a path, which may be that of a section's folder.
    fn page(&self, path: &str) -> Option<&(Address, Anchors<'a>)> {
        self.pages.get(path).or_else(|| self.pages.get(&index_of(path)))
    }
}

/// The file that makes a folder a section.
fn index_of(folder: &str) -> String {
    format!("{folder}/_index.md")
}

/// The links of one file.
struct FromFile<'a, 'b> {
    book: &'b LinkBook<'a>,
    file: String,
}

impl Links for FromFile<'_, '_> {
    fn answer(&self, at: usize) -> Option<&Html> {
        self.book.answers.get(&self.file)?.get(&at)
    }

    fn resolve(&self, target: &str) -> Result<String, Box<Diagnostic>> {
        let (written, anchor) = target.trim().split_once('#').map_or((target.trim(), None), |(path, anchor)| (path, Some(anchor)));
        let anchor = anchor.map(decode).filter(|anchor| !anchor.is_empty());
        if written.is_empty() {
            let anchor = anchor.ok_or_else(|| Box::new(no_target()))?;
            return self.within(&anchor);
        }
        let decoded = decode(written);
        let path = self.path(&decoded).map_err(|help| Box::new(dead_link(written, Some(help))))?;
        let Some((address, anchors)) = self.book.page(&path) else {
            return Err(Box::new(self.missing(written, &path)));
        };
        match anchor {
            None => Ok(href(address.as_str())),
            Some(anchor) if (anchors.has)(&anchor) => Ok(href(&format!("{address}#{}", encode(&anchor)))),
            Some(anchor) => Err(Box::new(dead_anchor(written, &anchor, &(anchors.all)()))),
        }
    }
}

impl FromFile<'_, '_> {
    /// A link into the file itself stays on whatever page shows it.
    fn within(&self, anchor: &str) -> Result<String, Box<Diagnostic>> {
        match self.book.page(&self.file) {
            Some((_, anchors)) if !(anchors.has)(anchor) => Err(Box::new(dead_anchor("", anchor, &(anchors.all)()))),
            _ => Ok(format!("#{}", encode(anchor))),
        }
    }

    /// The path from the site's root of a relative target, without a slash at the end; or why there can be none.
    fn path(&self, target: &str) -> Result<String, Text> {
        if let Some(rest) = target.strip_prefix('/') {
            return Err(self.instead_of_root(rest));
        }
        if target.contains('\\') {
            let slashed = target.replace('\\', "/");
            return Err(say!("请把 \\ 改成 /，写成 {slashed}", "write / in place of \\: {slashed}"));
        }
        let target: String = target.nfc().collect();
        let mut parts: Vec<&str> = self.file.split('/').collect();
        parts.pop();
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
            if parts.is_empty() {
                return Err(say!("这个地址出了站点文件夹，请少写一个 ../", "this leaves the site's folder; write one ../ less"));
            }
        }
        Ok(parts.join("/"))
    }

    /// What to write for an address from the root: it works on a server alone, and not from a disc.
    fn instead_of_root(&self, rest: &str) -> Text {
        let up = "../".repeat(self.file.matches('/').count().saturating_sub(1));
        let rest = rest.trim_start_matches('/');
        say!(
            "以 / 开头的地址在光盘和 U 盘上打不开，请写相对地址 {up}{rest}",
            "an address that begins with / does not work from a disc; write it relative: {up}{rest}"
        )
    }

    /// Why nothing stands at a path: its case, or a near name.
    fn missing(&self, written: &str, path: &str) -> Diagnostic {
        let folded = path.to_lowercase();
        let real = self.book.folded.get(&folded).or_else(|| self.book.folded.get(&index_of(&folded)));
        if let Some(real) = real {
            return wrong_case(written, &self.relative(real, written));
        }
        let help = self.nearest(path, &folded).map(|near| {
            let near = self.relative(&near, written);
            say!("是不是想写 {near}？", "did you mean {near}?")
        });
        dead_link(written, help)
    }

    /// The path most like one that leads nowhere: of the same name elsewhere, else of a like name in the same folder.
    fn nearest(&self, path: &str, folded: &str) -> Option<String> {
        let (folder, name) = folded.rsplit_once('/')?;
        let slashed = format!("/{name}");
        if let Some((_, elsewhere)) =
            self.book.folded.iter().find(|(known, _)| known.ends_with(&slashed) || known.ends_with(&index_of(&slashed)))
        {
            return Some(elsewhere.clone());
        }
        let (real_folder, _) = path.rsplit_once('/')?;
        let prefix = format!("{folder}/");
        let beside: Vec<&str> = self
            .book
            .folded
            .range(prefix.clone()..)
            .take_while(|(known, _)| known.starts_with(&prefix))
            .map(|(known, _)| known[prefix.len()..].trim_end_matches("/_index.md"))
            .collect();
        // A name without its ending is near to that with it.
        let by_stem = beside.iter().find(|known| known.rsplit_once('.').is_some_and(|(stem, _)| stem == name)).copied();
        let near = by_stem.or_else(|| nearest(name, &beside))?;
        let known = format!("{prefix}{near}");
        let real = self.book.folded.get(&known).or_else(|| self.book.folded.get(&index_of(&known)));
        Some(real.cloned().unwrap_or_else(|| format!("{real_folder}/{near}")))
    }

    /// A path as this file would write it; a section by its folder where the text wrote it so.
    fn relative(&self, path: &str, written: &str) -> String {
        let path = if written.ends_with("_index.md") { path.to_owned() } else { path.replace("/_index.md", "/") };
        let from: Vec<&str> = self.file.split('/').collect();
        let from = &from[..from.len() - 1];
        let to: Vec<&str> = path.split('/').collect();
        let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
        format!("{}{}", "../".repeat(from.len() - shared), to[shared..].join("/"))
    }
}

/// Resolves `%E5…`; left as it is where that gives no text.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).unwrap_or_else(|| text.to_owned())
}

/// An anchor as an address holds it.
fn encode(anchor: &str) -> String {
    anchor.replace('%', "%25").replace(' ', "%20")
}

fn no_target() -> Diagnostic {
    Diagnostic::error(link::DEAD_LINK, say!("链接没有写地址", "the link has no address")).help(say!(
        "请在圆括号里写地址，如 (../regulations/CW-01.md)",
        "write the address in the brackets, as in (../regulations/CW-01.md)"
    ))
}

fn dead_link(written: &str, help: Option<Text>) -> Diagnostic {
    let diagnostic = Diagnostic::error(link::DEAD_LINK, say!("站内没有 {written}", "there is no {written} in this site"));
    diagnostic.help(help.unwrap_or_else(|| {
        say!(
            "请写从本文件出发的相对地址，如 ../regulations/CW-01.md",
            "write the address relative to this file, as in ../regulations/CW-01.md"
        )
    }))
}

fn wrong_case(written: &str, right: &str) -> Diagnostic {
    Diagnostic::error(
        link::WRONG_CASE,
        say!("{written} 的大小写不对，在服务器上会打不开", "{written} differs from the file's name in case, and fails on a server"),
    )
    .help(say!("请写 {right}", "write {right}"))
}

fn dead_anchor(written: &str, anchor: &str, all: &[String]) -> Diagnostic {
    let page = if written.is_empty() { say!("本页", "this page") } else { say!("{written}", "{written}") };
    let (zh, en) = (page.zh, page.en);
    let diagnostic =
        Diagnostic::error(link::DEAD_ANCHOR, Text { zh: format!("{zh} 里没有 #{anchor}"), en: format!("there is no #{anchor} in {en}") });
    let known: Vec<&str> = all.iter().map(String::as_str).collect();
    let near = nearest(anchor, &known).or_else(|| known.iter().find(|known| known.strip_prefix("h-") == Some(anchor)).copied());
    let first: Vec<String> = known.iter().take(8).map(|known| format!("#{known}")).collect();
    let list = first.join(" ");
    diagnostic.help(match near {
        Some(near) => say!("是不是想写 #{near}？", "did you mean #{near}?"),
        None if known.is_empty() => say!("这一页没有可以指向的位置，请删去 #{anchor}", "that page has no anchors; delete #{anchor}"),
        None => say!("可用的有：{list} 等", "there are {list} and others"),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Anchors, LinkBook};
    use crate::markdown::Links;
    use crate::view::Address;

    fn book() -> LinkBook<'static> {
        let mut book = LinkBook::default();
        let articles = || Anchors::asked(|anchor| matches!(anchor, "art-1" | "art-12"), || vec!["art-1".into(), "art-12".into()]);
        for (path, address, anchors) in [
            ("content/regulations/CW-01", "regulations/CW-01/index.html", articles()),
            ("content/regulations/CW-01/2026-03-01.md", "regulations/CW-01/2026-03-01/index.html", articles()),
            ("content/regulations/CL-02.md", "regulations/CL-02/index.html", articles()),
            ("content/spending/_index.md", "spending/index.html", Anchors::none()),
            ("content/spending/2026-10.csv", "spending/2026-10/index.html", Anchors::none()),
            ("content/guide/_index.md", "guide/index.html", Anchors::none()),
            ("content/guide/报修.md", "guide/bao-xiu/index.html", Anchors::listed(|| vec!["h-dian-hua".into()])),
            ("content/guide/报修.files/申请 表.pdf", "guide/bao-xiu/shen-qing-biao.pdf", Anchors::none()),
        ] {
            book.add(path, Address::known(address), anchors);
        }
        book
    }

    /// The link, `@` for the root; or the code and the help.
    fn resolve(target: &str) -> String {
        match book().from("content/guide/报修.md").resolve(target) {
            Ok(link) => link.replace('\0', "@"),
            Err(found) => format!("{} {}", found.code, found.help.map(|help| help.zh).unwrap_or_default()),
        }
    }

    #[test]
    fn links_lead_to_the_output() {
        for (target, expected) in [
            ("../regulations/CL-02.md", "@regulations/CL-02/index.html"),
            ("../regulations/CL-02.md#art-12", "@regulations/CL-02/index.html#art-12"),
            ("../regulations/CW-01/#art-1", "@regulations/CW-01/index.html#art-1"),
            ("../regulations/CW-01/2026-03-01.md", "@regulations/CW-01/2026-03-01/index.html"),
            ("../spending/", "@spending/index.html"),
            ("../spending", "@spending/index.html"),
            ("../spending/_index.md", "@spending/index.html"),
            ("./_index.md", "@guide/index.html"),
            ("../guide/", "@guide/index.html"),
            ("../spending/2026-10.csv", "@spending/2026-10/index.html"),
            ("报修.files/申请%20表.pdf", "@guide/bao-xiu/shen-qing-biao.pdf"),
            ("%E6%8A%A5%E4%BF%AE.md", "@guide/bao-xiu/index.html"),
            ("报修.md#h-dian-hua", "@guide/bao-xiu/index.html#h-dian-hua"),
            ("#h-dian-hua", "#h-dian-hua"),
        ] {
            assert_eq!(resolve(target), expected, "{target}");
        }
    }

    #[test]
    fn links_that_lead_nowhere() {
        for (target, expected) in [
            ("../regulations/CL-03.md", "link/dead-link 是不是想写 ../regulations/CL-02.md？"),
            ("../regulations/CL-02", "link/dead-link 是不是想写 ../regulations/CL-02.md？"),
            ("../rules/CL-02.md", "link/dead-link 是不是想写 ../regulations/CL-02.md？"),
            ("../spendin/", "link/dead-link 是不是想写 ../spending/？"),
            ("../spending/2026-11.csv", "link/dead-link 是不是想写 ../spending/2026-10.csv？"),
            ("../regulations/cl-02.md", "link/wrong-case 请写 ../regulations/CL-02.md"),
            ("../Spending/", "link/wrong-case 请写 ../spending/"),
            ("../Spending/_index.md", "link/wrong-case 请写 ../spending/_index.md"),
            ("/spending/", "link/dead-link 以 / 开头的地址在光盘和 U 盘上打不开，请写相对地址 ../spending/"),
            ("..\\spending", "link/dead-link 请把 \\ 改成 /，写成 ../spending"),
            ("../../../a.md", "link/dead-link 这个地址出了站点文件夹，请少写一个 ../"),
            ("完全不同.md", "link/dead-link 请写从本文件出发的相对地址，如 ../regulations/CW-01.md"),
            ("", "link/dead-link 请在圆括号里写地址，如 (../regulations/CW-01.md)"),
            ("../regulations/CL-02.md#art-122", "link/dead-anchor 是不是想写 #art-12？"),
            ("../regulations/CL-02.md#第一条", "link/dead-anchor 可用的有：#art-1 #art-12 等"),
            ("../spending/#a", "link/dead-anchor 这一页没有可以指向的位置，请删去 #a"),
            ("#dian-hua", "link/dead-anchor 是不是想写 #h-dian-hua？"),
        ] {
            assert_eq!(resolve(target), expected, "{target}");
        }
    }

    #[test]
    fn anchors_are_listed_when_asked_for_and_once() {
        let calls = AtomicUsize::new(0);
        let mut book = LinkBook::default();
        let list = || {
            calls.fetch_add(1, Ordering::Relaxed);
            vec!["h-a".to_owned()]
        };
        book.add("content/a/x.md", Address::known("a/x/index.html"), Anchors::listed(list));
        let links = book.from("content/a/y.md");
        assert!(links.resolve("x.md").is_ok());
        assert_eq!(calls.load(Ordering::Relaxed), 0);
        assert!(links.resolve("x.md#h-a").is_ok() && links.resolve("x.md#h-a").is_ok());
        assert_eq!(calls.load(Ordering::Relaxed), 1);
    }
}
