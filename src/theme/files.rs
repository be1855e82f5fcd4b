//! The files of a theme: the built-in ones under those of the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::{script, style};
use crate::diag::{Checked, Diagnostic, Place, path, template};
use crate::say;
use crate::source::{SourceFile, SourceText, SourceTree};
use crate::view::Address;

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Static files that pages carry in themselves; they are not copied.
const INLINE: &str = "inline/";

/// Templates and static files by name, `parts/toc.html`.
pub(super) struct Files {
    templates: BTreeMap<Arc<str>, Template>,
    statics: BTreeMap<String, Arc<[u8]>>,
    /// The site's own templates, kept for diagnostics even when they are set aside.
    own: Vec<SourceText>,
}

/// A template and whose it is.
struct Template {
    text: Arc<String>,
    /// Whether the site brought it; it then stands in `templates/<name>` of the site.
    own: bool,
}

/// A template of the site: its name and its text.
#[derive(Clone, Copy)]
pub(super) struct OwnTemplate<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

impl Files {
    /// Lays the site's files over the built-in ones.
    pub(super) fn gather(site: &SourceTree) -> Checked<Self> {
        let mut files = Self { templates: built_in_templates(), statics: built_in_statics(), own: Vec::new() };
        let mut diagnostics = Vec::new();
        for file in &site.files {
            if let Some(name) = file.path.strip_prefix("templates/") {
                diagnostics.extend(files.add_template(name, file));
            } else if let Some(name) = file.path.strip_prefix("static/") {
                diagnostics.extend(files.add_static(name, file));
            }
        }
        Checked::new(files, diagnostics)
    }

    fn add_template(&mut self, name: &str, file: &SourceFile) -> Option<Diagnostic> {
        let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
        let Ok(text) = std::str::from_utf8(bytes) else { return Some(not_utf8(&file.path)) };
        let name: Arc<str> = name.into();
        // The project's own repository is a site whose templates are the built-in ones.
        if self.templates.get(&name).is_some_and(|built_in| built_in.text.as_str() == text) {
            return None;
        }
        let source = SourceText::new(&file.path, text);
        self.templates.insert(name, Template { text: Arc::clone(&source.text), own: true });
        self.own.push(source);
        None
    }

    fn add_static(&mut self, name: &str, file: &SourceFile) -> Option<Diagnostic> {
        if Address::new(&asset(name)).is_err() {
            return Some(no_address(&file.path));
        }
        self.statics.insert(name.to_owned(), file.bytes.as_slice().into());
        None
    }

    /// Goes back to the built-in templates.
    pub(super) fn set_templates_aside(&mut self) {
        self.templates = built_in_templates();
    }

    /// Every template, by name.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.templates.iter().map(|(name, template)| (name.as_ref(), template.text.as_str()))
    }

    /// Names of all templates.
    pub(super) fn names(&self) -> Vec<&str> {
        self.templates.keys().map(AsRef::as_ref).collect()
    }

    /// The site's own templates, by name.
    pub(super) fn own_templates(&self) -> impl Iterator<Item = OwnTemplate<'_>> {
        self.templates.iter().filter(|(_, template)| template.own).map(|(name, template)| OwnTemplate { name, text: &template.text })
    }

    /// The site's own template of a name; `None` for a built-in one.
    pub(super) fn own_template(&self, name: &str) -> Option<OwnTemplate<'_>> {
        self.own_templates().find(|own| own.name == name)
    }

    /// The text of a file that pages carry in themselves.
    pub(super) fn inline(&self, name: &str) -> &str {
        let bytes = self.statics.get(&format!("{INLINE}{name}")).expect("every inline file has a built-in form");
        std::str::from_utf8(bytes).unwrap_or_default().trim()
    }

    /// Static files that are copied.
    pub(super) fn assets(&self) -> Vec<(Address, Arc<[u8]>)> {
        let copied =
            self.statics.iter().filter(|(name, _)| [INLINE, script::FOLDER, style::FOLDER].iter().all(|folder| !name.starts_with(folder)));
        let mut assets: Vec<(Address, Arc<[u8]>)> = copied.map(|(name, bytes)| (Address::known(&asset(name)), Arc::clone(bytes))).collect();
        if !self.statics.contains_key(script::NAME) {
            let joined = script::join(self.sources(script::FOLDER, ".js"));
            assets.push((Address::known(&asset(script::NAME)), joined.into_bytes().into()));
        }
        if !self.statics.contains_key(style::NAME) {
            let joined = style::join(self.sources(style::FOLDER, ".css"));
            assets.push((Address::known(&asset(style::NAME)), joined.into_bytes().into()));
        }
        assets
    }

    /// Sources that are joined into one file, each with its name below their folder.
    fn sources<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.statics.iter().filter_map(move |(name, bytes)| {
            let name = name.strip_prefix(folder).filter(|name| name.ends_with(ending))?;
            Some((name, std::str::from_utf8(bytes).unwrap_or_default()))
        })
    }

    /// The site's own templates with their paths.
    pub(super) fn texts(&self) -> Vec<SourceText> {
        self.own.clone()
    }
}

impl OwnTemplate<'_> {
    /// A range of it.
    pub(super) fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place::span(&self.path(), span)
    }

    /// All of it.
    pub(super) fn whole(&self) -> Place {
        Place::file(&self.path())
    }

    fn path(&self) -> Arc<str> {
        format!("templates/{}", self.name).into()
    }
}

fn asset(name: &str) -> String {
    format!("assets/{name}")
}

fn built_in_templates() -> BTreeMap<Arc<str>, Template> {
    let text = |file: &'static include_dir::File<'static>| file.contents_utf8().expect("the built-in templates are UTF-8");
    walk(&TEMPLATES).into_iter().map(|(name, file)| (name.into(), Template { text: Arc::new(text(file).to_owned()), own: false })).collect()
}

fn built_in_statics() -> BTreeMap<String, Arc<[u8]>> {
    walk(&STATIC).into_iter().map(|(name, file)| (name, file.contents().into())).collect()
}

/// Every file below a folder, named with `/` on every system.
fn walk(folder: &'static Dir<'static>) -> Vec<(String, &'static include_dir::File<'static>)> {
    let own = folder.files().map(|file| (file.path().to_string_lossy().replace('\\', "/"), file));
    own.chain(folder.dirs().flat_map(walk)).collect()
}

fn not_utf8(file: &Arc<str>) -> Diagnostic {
    Diagnostic::error(template::SYNTAX, say!("{file} 不是 UTF-8 文字，不能作模板", "{file} is not UTF-8 text and cannot be a template"))
        .at(Place::file(file))
        .help(say!("请另存为 UTF-8；图片等文件请放进 static 文件夹", "save it as UTF-8; pictures and the like belong into static/"))
}

fn no_address(file: &Arc<str>) -> Diagnostic {
    Diagnostic::error(path::NOT_ASCII, say!("{file} 的名称不能用作网址", "the name of {file} cannot stand in an address"))
        .at(Place::file(file))
        .help(say!("请只用英文字母、数字、连字符和点命名", "name it with letters, digits, hyphens and dots only"))
}
