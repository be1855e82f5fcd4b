//! Roll-ups as a notice shows them: groups with their bars, and where the groups are parts of a tree, each branch with its
//! parts.

use super::model::{Declaration, Dimension, Group, PeriodTable, Rollup};
use super::{sentences, words};
use crate::diag::Language;
use crate::say;
use crate::value::Money;
use crate::view::{RollupGroup, RollupView};

/// The roll-ups of a period; one whose groups a tree shows with their branches is not shown again.
pub(super) fn views(declaration: &Declaration, table: &PeriodTable, language: Language) -> Vec<RollupView> {
    let all = &table.rollups;
    let in_tree = |rollup: &Rollup| all.iter().any(|tree| is_tree(declaration, tree) && tree.by[1..] == rollup.by[..]);
    let shown = all.iter().filter(|rollup| !rollup.groups.is_empty() && !in_tree(rollup));
    let mut views: Vec<(usize, RollupView)> =
        shown.map(|rollup| (place(all, rollup), view(declaration, table, rollup, language))).collect();
    views.sort_by_key(|(place, _)| *place);
    views.into_iter().map(|(_, view)| view).collect()
}

/// A tree stands where the plain roll-up of its parts would.
fn place(all: &[Rollup], rollup: &Rollup) -> usize {
    let parts = all.iter().position(|other| other.by[..] == rollup.by[1..]);
    parts.or_else(|| all.iter().position(|other| other.by == rollup.by)).unwrap_or_default()
}

/// Whether a roll-up is of branches and their parts, and any of its rows has a branch.
pub(super) fn is_tree(declaration: &Declaration, rollup: &Rollup) -> bool {
    is_tree_by(declaration, &rollup.by) && rollup.groups.iter().any(|group| group.key.first().is_some_and(Option::is_some))
}

/// Whether dimensions are those of branches and their parts.
pub(super) fn is_tree_by(declaration: &Declaration, by: &[Dimension]) -> bool {
    matches!(by, [Dimension::Derived(first), _, ..] if declaration.derived[*first].level.is_some())
}

/// What a branch is called: 302 商品和服务支出, or that what is below it is in none.
pub(super) fn branch_name(key: Option<&str>, language: Language) -> String {
    key.map_or_else(|| say!("未归入支出分类", "In no class").get(language).to_owned(), str::to_owned)
}

fn view(declaration: &Declaration, table: &PeriodTable, rollup: &Rollup, language: Language) -> RollupView {
    let title = |by: &[Dimension]| by.iter().map(|dimension| declaration.title(*dimension)).collect::<Vec<_>>().join(" · ");
    if is_tree(declaration, rollup) {
        return RollupView { title: title(&rollup.by[1..]), groups: tree(table, rollup, language) };
    }
    if is_tree_by(declaration, &rollup.by) {
        // No row is in the tree: the parts alone.
        let flat = Rollup { by: rollup.by[1..].to_vec(), groups: rollup.groups.iter().map(without_branch).collect() };
        return view(declaration, table, &flat, language);
    }
    let scale = Scale::of(&rollup.groups, table.total);
    RollupView { title: title(&rollup.by), groups: rollup.groups.iter().map(|group| scale.shown(group, 0, &group.key, language)).collect() }
}

fn without_branch(group: &Group) -> Group {
    Group { key: group.key[1..].to_vec(), ..group.clone() }
}

/// Branches, largest first, each before its parts; what is in no branch last.
fn tree(table: &PeriodTable, rollup: &Rollup, language: Language) -> Vec<RollupGroup> {
    let mut branches: Vec<Group> = Vec::new();
    for group in &rollup.groups {
        let key = vec![group.key[0].clone()];
        match branches.iter_mut().find(|branch| branch.key == key) {
            Some(branch) => {
                branch.amount = branch.amount.zip(group.amount).and_then(|(sum, amount)| sum.checked_add(amount));
                branch.rows += group.rows;
            }
            None => branches.push(Group { key, ..group.clone() }),
        }
    }
    branches.sort_by(|a, b| (a.key[0].is_none(), b.amount, b.rows, &a.key).cmp(&(b.key[0].is_none(), a.amount, a.rows, &b.key)));
    let scale = Scale::of(&rollup.groups, table.total);
    let mut shown = Vec::new();
    for branch in &branches {
        let name = vec![Some(branch_name(branch.key[0].as_deref(), language))];
        shown.push(scale.shown(branch, 1, &name, language));
        let parts = rollup.groups.iter().filter(|group| group.key[0] == branch.key[0]);
        shown.extend(parts.map(|part| scale.shown(part, 2, &part.key[1..], language)));
    }
    shown
}

/// What bars and shares are measured by.
struct Scale {
    largest: Money,
    most: usize,
    total: Option<Money>,
}

impl Scale {
    fn of(groups: &[Group], total: Option<Money>) -> Self {
        Self {
            largest: groups.iter().filter_map(|group| group.amount).map(Money::abs).max().unwrap_or_default(),
            most: groups.iter().map(|group| group.rows).max().unwrap_or(1),
            total,
        }
    }

    fn shown(&self, group: &Group, level: u8, key: &[Option<String>], language: Language) -> RollupGroup {
        let key = words::group_key(key, language);
        RollupGroup {
            level,
            amount: group.amount.map(words::amount),
            rows: group.rows,
            percent: group.amount.zip(self.total).and_then(|(amount, total)| share(amount, total)),
            sentence: match group.amount.zip(self.total) {
                Some((amount, total)) => sentences::share(&key, amount, total).get(language).to_owned(),
                None => String::new(),
            },
            bar: match group.amount {
                // The bars of branches would leave those of their parts no length to be told apart by.
                _ if level == 1 => 0,
                Some(amount) => hundredths(amount.abs().fen().into(), self.largest.fen().into()),
                None => hundredths(group.rows as i128, self.most as i128),
            },
            key,
        }
    }
}

/// A share in percent; what is there at all is not said to be none. Where amounts below zero make a part less than nothing
/// or more than all, it has no share.
pub(super) fn share(amount: Money, total: Money) -> Option<String> {
    if amount < Money::ZERO || amount > total {
        return None;
    }
    let percent = amount.percent_of(total)?;
    let little = amount > Money::ZERO && percent == "0.0";
    Some(if little { "<0.1".to_owned() } else { percent })
}

/// The length of a bar, 0–100; what is there at all shows.
fn hundredths(part: i128, whole: i128) -> u32 {
    if whole <= 0 || part <= 0 { 0 } else { u32::try_from(part * 100 / whole).unwrap_or(100).max(1) }
}

#[cfg(test)]
mod tests {
    use super::share;
    use crate::value::Money;

    #[test]
    fn parts_of_nothing_and_more_than_all_have_no_share() {
        for (part, whole, percent) in [
            (500, 1_000, Some("50.0")),
            (1_000, 1_000, Some("100.0")),
            (0, 1_000, Some("0.0")),
            (1, 1_000_000, Some("<0.1")),
            (-500, 1_000, None),
            (1_500, 1_000, None),
            (500, 0, None),
            (0, 0, None),
            (-500, -1_000, None),
        ] {
            assert_eq!(share(Money::from_fen(part), Money::from_fen(whole)).as_deref(), percent, "{part} of {whole}");
        }
    }
}
