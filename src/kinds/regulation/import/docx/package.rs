//! The parts of a Word document: a package of files that say how they belong together.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::fault::Fault;
use super::xml::{Element, parse};
use crate::source::decode;

/// Bytes all parts read may unpack to.
const LARGEST: u64 = 64 << 20;

/// Files in a package.
const MOST: usize = 10_000;

/// An open package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    budget: u64,
}

/// Where a relationship leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The last word of its type: `styles`, `hyperlink`.
    pub kind: String,
    /// A path in the package, or an address outside.
    pub address: String,
    /// Whether it leads outside.
    pub external: bool,
}

/// Relationships of a part, by id.
pub(super) type Targets = BTreeMap<String, Target>;

impl<'a> Package<'a> {
    /// Opens a package.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        if archive.len() > MOST {
            return Err(Fault::TooLarge);
        }
        Ok(Self { archive, budget: LARGEST })
    }

    /// The path of the part with the text, which need not be the usual one.
    pub(super) fn main(&mut self) -> Result<String, Fault> {
        const USUAL: &str = "word/document.xml";
        let targets = self.targets("")?;
        let main = targets.into_values().find(|target| target.kind == "officeDocument" && !target.external).map(|target| target.address);
        let found = main.filter(|path| self.holds(path)).or_else(|| self.holds(USUAL).then(|| USUAL.to_owned()));
        found.ok_or(Fault::NotWord)
    }

    fn holds(&self, path: &str) -> bool {
        self.archive.index_for_name(path).is_some()
    }

    /// A part; absent where the package has none of that path.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Element>, Fault> {
        let file = match self.archive.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Fault::Encrypted),
            Err(_) => return Err(Fault::Damaged),
        };
        let mut bytes = Vec::new();
        // What a package says of its sizes is not believed.
        file.take(self.budget + 1).read_to_end(&mut bytes).map_err(|_| Fault::Damaged)?;
        self.budget = self.budget.checked_sub(bytes.len() as u64).ok_or(Fault::TooLarge)?;
        let (text, _) = decode(&bytes, Some("utf-8")).map_err(|_| Fault::Damaged)?;
        parse(&text).map(Some)
    }

    /// Where a part's relationships lead; of the package itself for an empty path.
    pub(super) fn targets(&mut self, path: &str) -> Result<Targets, Fault> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let file = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let Some(root) = self.part(&file)? else { return Ok(Targets::new()) };
        let target = |element: &Element| {
            let external = element.attribute("TargetMode") == Some("External");
            let address = element.attribute("Target")?;
            let address = if external { address.to_owned() } else { resolved(folder, address) };
            let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((element.attribute("Id")?.to_owned(), Target { kind, address, external }))
        };
        Ok(root.elements().filter_map(target).collect())
    }
}

/// A path as seen from a folder.
fn resolved(folder: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut steps: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn paths_in_a_package() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "/word/document.xml"), "word/document.xml");
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolved("word", "../../a.xml"), "a.xml");
    }
}
