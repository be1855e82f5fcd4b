//! 适用于我: what applies to a department or a role, and what the texts say it has to do.

use memchr::memmem::Finder;

use super::Overview;
use super::duty::sayings;
use super::list::listed;
use crate::kinds::regulation::model::{Version, Work};
use crate::kinds::regulation::pages::version_address;
use crate::kinds::regulation::status::Status;
use crate::kinds::regulation::tree::Kind;
use crate::view::{ApplicableIndexView, ApplicableView, Duty, Link, Page, Planned, View, WorkDuties};

/// Whom a page is for.
#[derive(Debug, Clone)]
struct Reader {
    /// Id of a department, or the role itself.
    key: String,
    name: String,
    /// What texts call it.
    names: Vec<String>,
    department: bool,
    slug: String,
}

/// A page for every department and role, and one that lists them.
pub(super) fn pages(overview: Overview<'_>) -> Vec<Planned<'_>> {
    let mut pages = vec![Planned::page(overview.address("for/index.html"), move || index(overview))];
    for reader in readers(overview) {
        let address = overview.address(&format!("for/{}/index.html", reader.slug));
        pages.push(Planned::page(address, move || page(overview, &reader)));
    }
    pages
}

fn readers(overview: Overview<'_>) -> Vec<Reader> {
    let slugs = overview.slugs();
    let directory = &overview.corpus.shared.directory;
    let department = |key: &String| directory.departments.iter().position(|department| department.id == *key);
    let mut readers: Vec<(usize, Reader)> = slugs
        .into_iter()
        .map(|(key, slug)| match department(&key) {
            Some(at) => {
                let department = &directory.departments[at];
                let mut names = vec![department.name.clone(), department.short.clone()];
                names.dedup();
                (at, Reader { key, name: department.name.clone(), names, department: true, slug })
            }
            None => (usize::MAX, Reader { name: key.clone(), names: vec![key.clone()], department: false, key, slug }),
        })
        .collect();
    readers.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
    readers.into_iter().map(|(_, reader)| reader).collect()
}

fn index(overview: Overview<'_>) -> Page {
    let link = |reader: &Reader| Link::new(format!("{}/for/{}/index.html", overview.collection.name, reader.slug), &reader.name);
    let readers = readers(overview);
    let of = |department: bool| readers.iter().filter(|reader| reader.department == department).map(link).collect();
    let view = ApplicableIndexView { departments: of(true), roles: of(false) };
    overview.page(
        "applicable-index",
        "applicable-index.html",
        overview.words("overview.applicable").to_owned(),
        View::ApplicableIndex(view),
    )
}

/// The most works that name nobody and are listed for everybody; of more, the list of all works is a click away.
const MOST_GENERAL: usize = 200;

fn page(overview: Overview<'_>, reader: &Reader) -> Page {
    let as_of = overview.corpus.shared.as_of;
    let names: Vec<&str> = reader.names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let naming: Vec<Finder<'_>> = names.iter().map(Finder::new).collect();
    let departments = overview.corpus.shared.directory.departments.iter();
    let longer: Vec<&str> = departments.flat_map(|department| [department.name.as_str(), department.short.as_str()]).collect();
    let mut general: Vec<&Work> = Vec::new();
    let mut view = ApplicableView {
        name: reader.name.clone(),
        works: Vec::new(),
        general: Vec::new(),
        general_count: 0,
        duties: Vec::new(),
        count: 0,
    };
    for work in overview.works() {
        let version = work.shown(as_of);
        if !matches!(version.status(as_of), Status::InForce | Status::NotYet) {
            continue;
        }
        let front = &version.front;
        let named = if reader.department { &front.applies_to } else { &front.roles };
        if named.contains(&reader.key) || (reader.department && front.owner.as_ref() == Some(&reader.key)) {
            view.works.push(listed(overview, work));
        } else if front.applies_to.is_empty() && front.roles.is_empty() {
            general.push(work);
        }
        let is_named = |name: &Finder<'_>| name.find(version.text().as_bytes()).is_some();
        if !version.tree.wrapped && !naming.iter().any(is_named) {
            continue;
        }
        let duties = duties(overview, &Named { names: &names, naming: &naming, longer: &longer }, work, version);
        view.count += duties.len();
        if !duties.is_empty() {
            let work = Link::new(version_address(overview.collection, work, version), &front.title);
            view.duties.push(WorkDuties { work, duties });
        }
    }
    view.general_count = general.len();
    if general.len() <= MOST_GENERAL {
        view.general = general.into_iter().map(|work| listed(overview, work)).collect();
    }
    let title = overview.words("overview.for").replace("{name}", &reader.name);
    let mut page = overview.page("applicable", "applicable.html", title, View::Applicable(view));
    page.page.breadcrumbs.push(overview.link("for/index.html", "overview.applicable"));
    page
}

/// Whom sentences are to name.
struct Named<'a> {
    names: &'a [&'a str],
    /// Finds their names.
    naming: &'a [Finder<'a>],
    /// Names of others that theirs may be a part of.
    longer: &'a [&'a str],
}

/// What one text says of somebody.
fn duties(overview: Overview<'_>, named: &Named<'_>, work: &Work, version: &Version) -> Vec<Duty> {
    let tree = &version.tree;
    let mut duties = Vec::new();
    for (index, node) in tree.iter().take(tree.main_end()) {
        if !matches!(node.kind, Kind::Paragraph | Kind::Item) {
            continue;
        }
        let text = tree.text(index, version.text());
        // Most units name nobody, and every unit is asked for every department.
        let is_named = named.naming.iter().any(|name| name.find(text.as_bytes()).is_some());
        if !is_named || tree.ancestor(index, Kind::Article).is_none() {
            continue;
        }
        for saying in sayings(&text, named.names, named.longer) {
            // A sentence that ends in ： goes on in its items.
            let open = saying.sentence.ends_with(['：', ':']);
            let items = tree.children(index).filter(|child| open && tree.node(*child).kind == Kind::Item);
            let words = |item: usize| format!("{}{}", tree.node(item).label.of(version.text()), tree.text(item, version.text()));
            let address = format!("{}#{}", version_address(overview.collection, work, version), tree.id(index));
            duties.push(Duty {
                unit: Link::new(address, tree.citation(index, version.text())),
                kind: saying.force.as_str(),
                label: overview.words(&format!("duty-force.{}", saying.force.as_str())),
                text: saying.sentence.to_owned(),
                deadline: saying.deadline.to_owned(),
                items: items.map(words).collect(),
            });
        }
    }
    duties
}
