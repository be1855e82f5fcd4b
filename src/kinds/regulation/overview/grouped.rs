//! Indexes: works by department, role, topic, issuer, year and first letter. They are the filters of the list, for
//! readers without script.

use std::collections::BTreeMap;

use super::Overview;
use super::list::listed;
use crate::kinds::regulation::model::{Front, Work};
use crate::value::slug;
use crate::view::{Group, GroupedView, Link, Page, Planned, View};

/// What works are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dimension {
    Department,
    Role,
    Topic,
    Issuer,
    Year,
    Number,
    Letter,
}

const DIMENSIONS: [Dimension; 7] =
    [Dimension::Department, Dimension::Role, Dimension::Topic, Dimension::Issuer, Dimension::Year, Dimension::Number, Dimension::Letter];

impl Dimension {
    /// Its name in addresses.
    fn name(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::Role => "role",
            Self::Topic => "topic",
            Self::Issuer => "issuer",
            Self::Year => "year",
            Self::Number => "number",
            Self::Letter => "letter",
        }
    }

    fn address(self) -> String {
        format!("by/{}/index.html", self.name())
    }

    /// Whether a work states it: where none states a role, there is nothing to look up by roles.
    fn is_stated(self, overview: Overview<'_>) -> bool {
        let stated = |has: fn(&Front) -> bool| overview.works().any(|work| has(&work.shown(overview.corpus.shared.as_of).front));
        match self {
            Self::Role => stated(|front| !front.roles.is_empty()),
            Self::Topic => stated(|front| !front.topics.is_empty()),
            Self::Issuer => stated(|front| front.issuer.is_some()),
            Self::Department | Self::Year | Self::Number | Self::Letter => true,
        }
    }
}

fn dimensions(overview: Overview<'_>) -> impl Iterator<Item = Dimension> {
    DIMENSIONS.into_iter().filter(move |dimension| dimension.is_stated(overview))
}

/// A page for each way to group works.
pub(super) fn pages(overview: Overview<'_>) -> Vec<Planned<'_>> {
    dimensions(overview).map(|dimension| Planned::page(overview.address(&dimension.address()), move || page(overview, dimension))).collect()
}

/// Links to them.
pub(super) fn links(overview: Overview<'_>) -> Vec<Link> {
    dimensions(overview).map(|dimension| link(overview, dimension)).collect()
}

fn link(overview: Overview<'_>, dimension: Dimension) -> Link {
    overview.link(&dimension.address(), &format!("overview.by-{}", dimension.name()))
}

fn page(overview: Overview<'_>, dimension: Dimension) -> Page {
    let mut groups: BTreeMap<(usize, String), Vec<&Work>> = BTreeMap::new();
    for work in overview.works() {
        for key in keys(overview, dimension, work) {
            groups.entry(key).or_default().push(work);
        }
    }
    let slugs = overview.slugs();
    let mut ids: Vec<String> = Vec::new();
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|((order, key), works)| {
            let id = format!("group-{}", if dimension == Dimension::Letter && key == "#" { "other".to_owned() } else { slug(&key) });
            let times = ids.iter().filter(|used| **used == id).count();
            ids.push(id.clone());
            let href = slugs.get(&key).filter(|_| order != LAST && matches!(dimension, Dimension::Department | Dimension::Role));
            Group {
                id: if times == 0 { id } else { format!("{id}-{}", times + 1) },
                title: title(overview, dimension, order, &key),
                href: href.map_or_else(String::new, |slug| format!("{}/for/{slug}/index.html", overview.collection.name)),
                works: works.into_iter().map(|work| listed(overview, work)).collect(),
            }
        })
        .collect();
    if dimension == Dimension::Number {
        groups.iter_mut().for_each(|group| group.works.sort_by_key(|work| serial(&work.number)));
    }
    if dimension == Dimension::Year {
        groups.reverse();
    }
    let others = dimensions(overview).filter(|other| *other != dimension).map(|other| link(overview, other)).collect();
    let heading = overview.words(&format!("overview.by-{}", dimension.name()));
    overview.page("grouped", "grouped.html", heading.to_owned(), View::Grouped(GroupedView { others, groups }))
}

/// The place of the group of works that say nothing.
const LAST: usize = usize::MAX;

/// The groups a work belongs to, by the version that is shown; each with its place among groups.
fn keys(overview: Overview<'_>, dimension: Dimension, work: &Work) -> Vec<(usize, String)> {
    let version = work.shown(overview.corpus.shared.as_of);
    let front = &version.front;
    let departments = &overview.corpus.shared.directory.departments;
    let place = |id: &String| departments.iter().position(|department| department.id == *id).unwrap_or(departments.len());
    let keys: Vec<(usize, String)> = match dimension {
        Dimension::Department => front.owner.iter().map(|owner| (place(owner), owner.clone())).collect(),
        Dimension::Role => front.roles.iter().map(|role| (0, role.clone())).collect(),
        Dimension::Topic => front.topics.iter().map(|topic| (0, topic.clone())).collect(),
        Dimension::Issuer => front.issuer.iter().map(|issuer| (0, issuer.clone())).collect(),
        Dimension::Year => {
            let day = front.published.or(front.adopted).unwrap_or(version.effective);
            vec![(0, chrono::Datelike::year(&day).to_string())]
        }
        Dimension::Number => front.number.iter().map(|number| (0, series(number).to_owned())).collect(),
        Dimension::Letter => {
            let first = slug(overview.short(&front.title)).chars().next().unwrap_or('#').to_ascii_uppercase();
            vec![if first.is_ascii_alphabetic() { (0, first.to_string()) } else { (1, String::from("#")) }]
        }
    };
    if keys.is_empty() { vec![(LAST, String::from("none"))] } else { keys }
}

/// What numbers of one series share: 云检办〔2026〕 of 云检办〔2026〕3号.
fn series(number: &str) -> &str {
    let end = number.trim_end().trim_end_matches('号');
    end.trim_end_matches(|c: char| c.is_numeric()).trim_end_matches('第')
}

/// Its place in the series.
fn serial(number: &str) -> u32 {
    let rest = &number[series(number).len()..];
    rest.chars().filter_map(|c| c.to_digit(10)).take(9).fold(0, |serial, digit| serial * 10 + digit)
}

fn title(overview: Overview<'_>, dimension: Dimension, order: usize, key: &str) -> String {
    if order == LAST {
        return overview.words("overview.none").to_owned();
    }
    match dimension {
        Dimension::Department => overview.corpus.shared.directory.department_name(key).to_owned(),
        Dimension::Year => overview.words("overview.year").replace("{year}", key),
        _ => key.to_owned(),
    }
}
