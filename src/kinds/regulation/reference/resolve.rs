//! Citations to units: which work, which version of it, which article, 款 and 项.

use std::ops::Range;

use super::super::check::numeral;
use super::super::model::{Collection, Version, VersionKey, Work};
use super::super::tree::{Kind, Number, Tree};
use super::super::words::Words;
use super::scan::{Citation, Named, scan};
use super::titles::{Meaning, Titles, WorkKey, same_number, version_key, versions};
use super::unit::{Level, Unit, unreadable};
use super::{Names, Reference, Target, findings};
use crate::diag::{Checked, Diagnostic};
use crate::value::fold;

/// All texts of a site, and what titles mean.
pub(super) struct Library<'a> {
    pub collections: &'a [Collection],
    pub titles: Titles,
}

impl<'a> Library<'a> {
    fn work(&self, (collection, work): WorkKey) -> &'a Work {
        &self.collections[collection].works[work]
    }

    fn version(&self, key: VersionKey) -> &'a Version {
        &self.collections[key.collection].works[key.work].versions[key.version]
    }

    /// Everything a version cites, in the order of its text.
    pub(super) fn references(&self, key: VersionKey, version: &Version) -> Checked<Vec<Reference>> {
        let mut reader =
            Reader { library: self, key, version, short: Vec::new(), unknown: Vec::new(), references: Vec::new(), found: Vec::new() };
        for (index, node) in version.tree.iter() {
            let from = match node.kind {
                Kind::Paragraph | Kind::Item | Kind::Subitem => index,
                Kind::Continuation | Kind::Footnote => version.tree.parent(index).unwrap_or(index),
                _ => continue,
            };
            reader.unit(index, from);
        }
        Checked::new(reader.references, reader.found)
    }
}

/// Reads one version.
struct Reader<'a> {
    library: &'a Library<'a>,
    key: VersionKey,
    version: &'a Version,
    /// Abbreviations this text makes, with what they mean.
    short: Vec<(String, Vec<Meaning>)>,
    /// Titles nothing is known of, that were told.
    unknown: Vec<String>,
    references: Vec<Reference>,
    found: Vec<Diagnostic>,
}

/// A text that units are looked for in.
struct Text<'a> {
    key: VersionKey,
    version: &'a Version,
}

/// A citation in the unit that holds it.
struct Here<'a> {
    words: &'a Words<'a>,
    from: usize,
}

impl Reader<'_> {
    fn tree(&self) -> &Tree {
        &self.version.tree
    }

    fn unit(&mut self, index: usize, from: usize) {
        let version = self.version;
        let words = Words::of(&version.tree, index, version.text());
        let (citations, abbreviations) = scan(&words.text);
        for one in abbreviations {
            let meanings = self.meanings(&words.text[one.title]).to_vec();
            self.short.push((fold(&words.text[one.short]), meanings));
        }
        for span in unreadable(&words.text) {
            let diagnostic = numeral(&words.text[span.clone()]);
            self.found.push(diagnostic.at(version.source.place(words.source(&span))));
        }
        let here = Here { words: &words, from };
        for citation in citations {
            // An amending text quotes the one it amends: 将第三条修改为：“本办法第五条…”
            let start = citation.units.first().map_or(0, |unit| unit.span.start);
            let quoted = version.tree.without_articles && is_quoted(&words.text[..start]);
            if !quoted || matches!(citation.work, Named::Title { .. }) {
                self.cite(&here, &citation);
            }
        }
    }

    fn cite(&mut self, here: &Here<'_>, citation: &Citation) {
        let own = Text { key: self.key, version: self.version };
        match &citation.work {
            Named::Nothing => self.bare(here, &own, &citation.units),
            Named::Own(level) => {
                let scope = level.map(|level| self.around(here.from, level));
                for unit in &citation.units {
                    let found = match scope {
                        Some(None) => None,
                        Some(Some(scope)) if !reaches_out(self.tree().node(scope).kind, &unit.path) => {
                            below(self.tree(), scope, &unit.path)
                        }
                        _ => find(self.tree(), None, &unit.path),
                    };
                    let whole = found.is_none().then(|| self.with_scope(here, scope.flatten(), unit)).flatten();
                    self.explicit(here, &own, whole.as_ref().unwrap_or(unit), found);
                }
            }
            Named::Before { level, count, span } => self.before(here, &own, citation, *level, *count, span),
            Named::Title { title, whole, number } => self.title(here, citation, title, whole, number.as_ref()),
            Named::Words(range) => self.named(here, &citation.units, range),
        }
    }

    /// 第三条 by itself: of this text, and of the annex it stands in if that has articles.
    fn bare(&mut self, here: &Here<'_>, own: &Text<'_>, units: &[Unit]) {
        let article = self.around(here.from, Level::Article);
        for unit in units {
            let level = unit.path.first().map_or(Level::Article, |(level, _)| *level);
            let tree = &own.version.tree;
            let found = match level {
                Level::Article if tree.without_articles => continue,
                Level::Article => {
                    let annex = tree.ancestor(here.from, Kind::Annex);
                    let found = annex.and_then(|annex| find(tree, Some(annex), &unit.path)).or_else(|| find(tree, None, &unit.path));
                    if found.is_none()
                        && let Some(told) = self.lost_marker(here.from, unit)
                    {
                        if !told {
                            let place = self.version.source.place(here.words.source(&unit.span));
                            self.found.push(findings::lost_marker(unit).at(place));
                        }
                        continue;
                    }
                    self.explicit(here, own, unit, found);
                    continue;
                }
                Level::Paragraph => article.and_then(|article| below(tree, article, &unit.path)),
                Level::Item | Level::Subitem => self
                    .around(here.from, Level::Paragraph)
                    .and_then(|paragraph| below(tree, paragraph, &unit.path))
                    .or_else(|| article.and_then(|article| below(tree, article, &unit.path))),
                Level::Section => [Level::Chapter, Level::Part]
                    .into_iter()
                    .filter_map(|level| self.around(here.from, level))
                    .find_map(|scope| below(tree, scope, &unit.path))
                    .or_else(|| find(tree, None, &unit.path)),
                Level::Chapter | Level::Subpart => self
                    .around(here.from, Level::Part)
                    .and_then(|part| below(tree, part, &unit.path))
                    .or_else(|| find(tree, None, &unit.path)),
                // 附件5 is a file of its own where files lie beside the text, and anybody's where it has no annexes.
                Level::Annex if own.version.attachments.is_empty() && tree.main_end() < tree.len() => {
                    self.explicit(here, own, unit, find(tree, None, &unit.path));
                    continue;
                }
                _ => find(tree, None, &unit.path),
            };
            // Without a work or an article named, such words need not be a citation at all.
            if found.is_some_and(|found| found != here.from) {
                self.explicit(here, own, unit, found);
            }
        }
    }

    /// Whether a line begins with a number that comes after the article before it: 第七条制度… without a space marks no article
    /// and cites none. Whether that is told where numbers are checked: where the number is due and articles follow.
    fn lost_marker(&self, from: usize, unit: &Unit) -> Option<bool> {
        let [(Level::Article, number)] = unit.path.as_slice() else { return None };
        let tree = self.tree();
        let before = (0..from).rev().map(|index| tree.node(index)).find(|node| node.kind == Kind::Article);
        let due = Number::plain(before.map_or(1, |article| article.number.base.saturating_add(1)));
        let follows = tree.articles().any(|(index, article)| index > from && article.number > *number);
        (unit.span.start == 0 && *number >= due).then_some(*number == due && follows)
    }

    /// 本条第二款 with the article it is in, from 本条 on: what is not there is told by its whole name.
    fn with_scope(&self, here: &Here<'_>, scope: Option<usize>, unit: &Unit) -> Option<Unit> {
        let tree = self.tree();
        let scope = scope.filter(|scope| *scope < tree.main_end() && !reaches_out(tree.node(*scope).kind, &unit.path))?;
        let mut path = Vec::new();
        for index in std::iter::successors(Some(scope), |index| tree.parent(*index)) {
            let level = match tree.node(index).kind {
                Kind::Article => Level::Article,
                Kind::Paragraph => Level::Paragraph,
                Kind::Item => Level::Item,
                _ => break,
            };
            path.insert(0, (level, tree.node(index).number));
        }
        let before = here.words.text[..unit.span.start].trim_end();
        let own =
            ["本条", "本款", "本项"].into_iter().find(|own| before.ends_with(own)).map_or(unit.span.start, |own| before.len() - own.len());
        (!path.is_empty()).then(|| Unit { span: own..unit.span.end, path: path.into_iter().chain(unit.path.iter().copied()).collect() })
    }

    /// A unit that certainly is one; it is there, or that is a finding.
    fn explicit(&mut self, here: &Here<'_>, text: &Text<'_>, unit: &Unit, found: Option<usize>) {
        let target = match found {
            Some(found) => Target::Here { version: text.key, unit: Some(found), through: None },
            None => {
                let place = self.version.source.place(here.words.source(&unit.span));
                self.found.push(
                    findings::unresolved(self.library.work((text.key.collection, text.key.work)), text.version, unit, self.key == text.key)
                        .at(place),
                );
                Target::Missing(Some(text.key))
            }
        };
        self.push(here, &unit.span, Names::Unit, target);
    }

    fn push(&mut self, here: &Here<'_>, span: &Range<usize>, names: Names, target: Target) {
        self.references.push(Reference { from: here.from, span: here.words.source(span), names, target });
    }

    /// 前款, 前条第二款, 前三款.
    fn before(&mut self, here: &Here<'_>, own: &Text<'_>, citation: &Citation, level: Level, count: u16, span: &Range<usize>) {
        let Some(current) = self.around(here.from, level) else { return };
        let tree = &own.version.tree;
        let before: Vec<usize> = match level {
            Level::Article => {
                let annex = tree.ancestor(current, Kind::Annex);
                let alike = |index: &usize| tree.node(*index).kind == Kind::Article && tree.ancestor(*index, Kind::Annex) == annex;
                (0..current).filter(alike).collect()
            }
            _ => siblings(tree, current),
        };
        let count = usize::from(count);
        if level == Level::Paragraph
            && before.len() < count
            && tree.parent(current).is_none_or(|parent| tree.node(parent).kind != Kind::Article)
        {
            return;
        }
        let (Some(last), true) = (before.last().copied(), before.len() >= count) else {
            let place = self.version.source.place(here.words.source(span));
            self.found.push(findings::nothing_before(&here.words.text[span.clone()], before.len()).at(place));
            return self.push(here, span, Names::Unit, Target::Missing(Some(own.key)));
        };
        let Some((first, rest)) = citation.units.split_first() else {
            let through = (count > 1).then_some(last);
            let target = Target::Here { version: own.key, unit: Some(before[before.len() - count]), through };
            return self.push(here, span, Names::Unit, target);
        };
        // 前款第二项 is one unit, its first words included.
        let whole = Unit { span: span.start..first.span.end, path: first.path.clone() };
        for unit in std::iter::once(&whole).chain(rest) {
            let found =
                if reaches_out(tree.node(last).kind, &unit.path) { find(tree, None, &unit.path) } else { below(tree, last, &unit.path) };
            self.explicit(here, own, unit, found);
        }
    }

    /// 《title》 and the units behind it.
    fn title(&mut self, here: &Here<'_>, citation: &Citation, title: &Range<usize>, whole: &Range<usize>, number: Option<&Range<usize>>) {
        let words = &here.words.text[title.clone()];
        let number = number.map(|number| &here.words.text[number.clone()]);
        let meanings = self.meanings(words).to_vec();
        let names = if citation.units.is_empty() { Names::Work } else { Names::WorkOfUnit };
        let place = || self.version.source.place(here.words.source(whole));
        if meanings.is_empty() {
            let key = fold(words);
            if findings::is_title_of_rules(words) && !self.unknown.contains(&key) && !self.short.iter().any(|(short, _)| *short == key) {
                self.found.push(findings::title_unknown(words).at(place()));
                self.unknown.push(key);
            }
            return;
        }
        match self.choose(&meanings, number) {
            Chosen::Works(works) => {
                let works: Vec<&Work> = works.into_iter().map(|work| self.library.work(work)).collect();
                let finding = match number {
                    Some(number) => findings::number_of_none(words, number, &works),
                    None => findings::ambiguous(words, &works),
                };
                self.found.push(finding.at(place()));
                self.push(here, whole, names, Target::Missing(None));
            }
            Chosen::External => {
                self.push(here, whole, names, Target::External);
                self.external(here, &citation.units);
            }
            Chosen::Version(mut key) => {
                // A text that puts itself out of force means the one before it.
                let after = &here.words.text[whole.end..];
                let sentence = after.split(['。', '；']).next().unwrap_or(after);
                if key == self.key && citation.units.is_empty() && sentence.contains("废止") {
                    let Some(before) = key.version.checked_sub(1) else { return };
                    key.version = before;
                }
                self.push(here, whole, names, Target::Here { version: key, unit: None, through: None });
                self.units_of(here, key, &citation.units);
            }
        }
    }

    fn external(&mut self, here: &Here<'_>, units: &[Unit]) {
        for unit in units {
            self.push(here, &unit.span, Names::Unit, Target::External);
        }
    }

    fn units_of(&mut self, here: &Here<'_>, key: VersionKey, units: &[Unit]) {
        let text = Text { key, version: self.library.version(key) };
        for unit in units {
            let found = find(&text.version.tree, None, &unit.path);
            self.explicit(here, &text, unit, found);
        }
    }

    /// 依照预算法第三条: a work without 《》. One that is not known is somebody else's, and left alone.
    fn named(&mut self, here: &Here<'_>, units: &[Unit], range: &Range<usize>) {
        let words = &here.words.text[range.clone()];
        let folded = fold(words);
        let short = self.short.iter().filter(|(short, _)| folded.ends_with(short.as_str())).max_by_key(|(short, _)| short.len());
        let known = self.library.titles.at_the_end(words);
        let meanings = match (short, known) {
            (Some((short, meanings)), Some((at, _))) if short.len() >= words.len() - at => meanings.clone(),
            (_, Some((_, meanings))) => meanings.to_vec(),
            (Some((_, meanings)), None) => meanings.clone(),
            (None, None) => return,
        };
        match self.choose(&meanings, None) {
            _ if meanings.is_empty() => {}
            Chosen::Version(key) => self.units_of(here, key, units),
            Chosen::External => self.external(here, units),
            Chosen::Works(_) => {}
        }
    }

    /// What a title means in this text.
    fn meanings(&self, title: &str) -> &[Meaning] {
        let known = self.library.titles.find(title);
        if !known.is_empty() {
            return known;
        }
        let key = fold(title);
        self.short.iter().find(|(short, _)| *short == key).map_or(&[], |(_, meanings)| meanings)
    }

    /// The one work that is meant: this one, the one of that 文号, the only one in force.
    fn choose(&self, meanings: &[Meaning], number: Option<&str>) -> Chosen {
        let own = (self.key.collection, self.key.work);
        let works: Vec<WorkKey> = versions(meanings).collect();
        if let Some(number) = number
            && let Some(key) = works.iter().find_map(|work| self.numbered(*work, number))
        {
            return Chosen::Version(key);
        }
        if works.contains(&own) {
            return Chosen::Version(self.key);
        }
        let date = self.version.effective;
        let in_force: Vec<WorkKey> = works.iter().copied().filter(|work| self.library.work(*work).in_force(date).is_some()).collect();
        match (works.as_slice(), in_force.as_slice()) {
            ([], _) => Chosen::External,
            ([only], _) | (_, [only]) => Chosen::Version(version_key(*only, self.library.work(*only).shown_at(date))),
            (_, []) => Chosen::Works(works),
            (_, _) => Chosen::Works(in_force),
        }
    }

    fn numbered(&self, work: WorkKey, number: &str) -> Option<VersionKey> {
        let of = |version: &Version| version.front.number.as_deref().is_some_and(|own| same_number(own, number));
        let version = self.library.work(work).versions.iter().position(of)?;
        Some(version_key(work, version))
    }

    /// The unit of a level that a unit stands in, or is.
    fn around(&self, from: usize, level: Level) -> Option<usize> {
        let kinds: &[Kind] = match level {
            Level::Annex => &[Kind::Annex],
            Level::Part => &[Kind::Part],
            Level::Subpart => &[Kind::Subpart],
            Level::Chapter => &[Kind::Chapter, Kind::General, Kind::Supplementary],
            Level::Section => &[Kind::Section],
            Level::Article => &[Kind::Article],
            Level::Paragraph => &[Kind::Paragraph],
            Level::Item => &[Kind::Item],
            Level::Subitem => &[Kind::Subitem],
        };
        let mut at = Some(from);
        while let Some(index) = at {
            if kinds.contains(&self.tree().node(index).kind) {
                return Some(index);
            }
            at = self.tree().parent(index);
        }
        None
    }
}

/// What a title turned out to mean.
enum Chosen {
    Version(VersionKey),
    External,
    /// More than one work.
    Works(Vec<WorkKey>),
}

/// Whether the words end within quotation marks.
fn is_quoted(words: &str) -> bool {
    words.matches('“').count() > words.matches('”').count()
}

/// Whether a path begins above the unit it is relative to: 本条第一款和第五条.
fn reaches_out(kind: Kind, path: &[(Level, Number)]) -> bool {
    let own = match kind {
        Kind::Part => Level::Part,
        Kind::Subpart => Level::Subpart,
        Kind::Chapter | Kind::General | Kind::Supplementary => Level::Chapter,
        Kind::Section => Level::Section,
        Kind::Article => Level::Article,
        Kind::Paragraph => Level::Paragraph,
        Kind::Item => Level::Item,
        _ => Level::Annex,
    };
    // Articles are numbered through the whole text, whichever chapter is named.
    path.first().is_some_and(|(level, _)| *level <= own || (*level == Level::Article && own < Level::Article))
}

/// Units of the same kind before one, in what it stands in.
fn siblings(tree: &Tree, index: usize) -> Vec<usize> {
    let kind = tree.node(index).kind;
    tree.parent(index).map_or_else(Vec::new, |parent| {
        tree.children(parent).take_while(|child| *child < index).filter(|child| tree.node(*child).kind == kind).collect()
    })
}

/// The unit of a path in a text; in an annex, if one is given.
pub(super) fn find(tree: &Tree, annex: Option<usize>, path: &[(Level, Number)]) -> Option<usize> {
    let mut at = annex;
    for (level, number) in path {
        at = Some(step(tree, at, *level, *number)?);
    }
    at.filter(|_| !path.is_empty())
}

/// The unit of a path below another unit.
fn below(tree: &Tree, scope: usize, path: &[(Level, Number)]) -> Option<usize> {
    path.iter().try_fold(scope, |at, (level, number)| step(tree, Some(at), *level, *number))
}

/// One step of a path.
fn step(tree: &Tree, at: Option<usize>, level: Level, number: Number) -> Option<usize> {
    let is = |kind: Kind| move |index: &usize| tree.node(*index).kind == kind && tree.node(*index).number == number;
    let within = |at: Option<usize>| at.map_or(0..tree.main_end(), |at| tree.below(at));
    let only = |kind: Kind| {
        let mut found = within(at).filter(is(kind));
        found.next().filter(|_| found.next().is_none())
    };
    match level {
        Level::Annex => tree.roots().find(is(Kind::Annex)),
        Level::Part => only(Kind::Part),
        Level::Subpart => only(Kind::Subpart),
        Level::Chapter => only(Kind::Chapter),
        Level::Section => only(Kind::Section),
        Level::Article => {
            let annex = at.filter(|at| tree.node(*at).kind == Kind::Annex);
            within(annex).find(is(Kind::Article))
        }
        Level::Paragraph => tree.children(at?).find(is(Kind::Paragraph)),
        Level::Item => item(tree, at?, number),
        Level::Subitem => below_any(tree, at?).find(is(Kind::Subitem)),
    }
}

/// 第N条第K项 means the only 款 that holds such an item.
fn item(tree: &Tree, at: usize, number: Number) -> Option<usize> {
    let of = |paragraph: usize| {
        tree.children(paragraph).find(|child| tree.node(*child).kind == Kind::Item && tree.node(*child).number == number)
    };
    if tree.node(at).kind != Kind::Article {
        return of(at);
    }
    let mut found = tree.children(at).filter_map(of);
    found.next().filter(|_| found.next().is_none())
}

fn below_any(tree: &Tree, at: usize) -> impl Iterator<Item = usize> {
    tree.children(at).chain(
        (tree.node(at).kind == Kind::Article).then(|| tree.children(at).flat_map(|child| tree.children(child))).into_iter().flatten(),
    )
}

/// How many units of a level an article has, for what is said of one that is not there.
pub(super) fn count(tree: &Tree, at: usize, kind: Kind) -> usize {
    tree.children(at).filter(|child| tree.node(*child).kind == kind).count()
}
