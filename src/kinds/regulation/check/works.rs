//! What is wrong between works: what they replace, rest on and repeal, and when they are to be looked at anew.

use std::collections::BTreeMap;

use super::super::model::{MadeBy, Version, VersionKey, Work};
use super::super::reference::{Names, Target};
use super::super::status::Status;
use crate::diag::{Diagnostic, regulation};
use crate::kinds::Corpus;
use crate::say;
use crate::value::{Date, fold};

/// All findings between the works of a site.
pub(in super::super) fn check(corpus: &Corpus) -> Vec<Diagnostic> {
    let works: BTreeMap<&str, &Work> =
        corpus.regulations.iter().flat_map(|collection| &collection.works).map(|work| (work.code.as_str(), work)).collect();
    let mut found = Vec::new();
    for (key, work, version) in corpus.versions() {
        let in_force = version.status(corpus.shared.as_of) == Status::InForce;
        replaced(&works, work, version, &mut found);
        repeals(corpus, key, work, version, &mut found);
        if in_force {
            review(version, corpus.shared.as_of, &mut found);
            basis(&works, work, version, corpus.shared.as_of, &mut found);
        }
    }
    found.extend(cycles(&works));
    found
}

/// What `replaces` names is there.
fn replaced(works: &BTreeMap<&str, &Work>, work: &Work, version: &Version, found: &mut Vec<Diagnostic>) {
    for target in &version.front.replaces {
        let place = version.quoted("replaces", &format!("{}@{}", target.code, target.date));
        match works.get(target.code.as_str()) {
            None => found.push(replaces_nothing(&target.code).at(place)),
            Some(other) if other.version(target.date).is_none() => found.push(replaces_no_version(other, target.date).at(place)),
            Some(_) if target.code == work.code && target.date >= version.effective => found.push(replaces_itself(&work.code).at(place)),
            Some(_) => {}
        }
    }
}

/// What the text says is repealed is what `replaces` names, both ways. An amended text keeps its old clause.
fn repeals(corpus: &Corpus, key: VersionKey, work: &Work, version: &Version, found: &mut Vec<Diagnostic>) {
    if version.made_by == MadeBy::Amend {
        return;
    }
    let mut named: Vec<VersionKey> = Vec::new();
    for reference in corpus.citations.references(key).iter().filter(|reference| reference.names != Names::Unit) {
        let Target::Here { version: target, .. } = reference.target else { continue };
        let after = &version.text()[reference.span.end..version.body.end];
        let sentence = after.split(['。', '；', '\n']).next().unwrap_or(after);
        let (other, text) = corpus.version(target);
        if other.code == work.code || !(sentence.ends_with("废止") || sentence.contains("同时废止")) {
            continue;
        }
        if !version.front.replaces.iter().any(|replaced| replaced.code == other.code) {
            found.push(repealed_in_text(other, text).at(version.source.place(reference.span.clone())));
        }
        named.push(target);
    }
    for target in version.front.replaces.iter().filter(|target| target.code != work.code) {
        if !named.iter().any(|key| corpus.version(*key).0.code == target.code) && version.made_by != MadeBy::Repeal {
            let place = version.quoted("replaces", &format!("{}@{}", target.code, target.date));
            found.push(replaced_in_silence(&target.code).at(place));
        }
    }
}

fn review(version: &Version, as_of: Date, found: &mut Vec<Diagnostic>) {
    if let Some(day) = version.front.review_by.filter(|day| *day < as_of) {
        found.push(review_overdue(day).at(version.setting("review-")));
    }
}

/// What a text rests on is still in force.
fn basis(works: &BTreeMap<&str, &Work>, work: &Work, version: &Version, as_of: Date, found: &mut Vec<Diagnostic>) {
    for basis in &version.front.based_on {
        let titled =
            |other: &&&Work| other.versions.iter().any(|version| fold(&version.front.title) == fold(basis.trim_matches(['《', '》'])));
        let other = works.get(basis.as_str()).or_else(|| works.values().find(titled));
        let Some(other) = other.filter(|other| other.code != work.code) else { continue };
        let shown = other.shown(as_of);
        if matches!(shown.status(as_of), Status::Repealed | Status::Expired) {
            found.push(basis_repealed(&shown.front.title, shown.ending.map(|ending| ending.from)).at(version.setting("based-on")));
        }
    }
}

/// Works that replace each other in a ring, each ring once.
fn cycles(works: &BTreeMap<&str, &Work>) -> Vec<Diagnostic> {
    let next = |work: &Work| -> Vec<String> {
        let replaced = work.versions.iter().flat_map(|version| &version.front.replaces);
        replaced.map(|target| target.code.clone()).filter(|code| *code != work.code).collect()
    };
    let mut found = Vec::new();
    let mut done: Vec<String> = Vec::new();
    for start in works.values() {
        let mut path = vec![start.code.clone()];
        let mut open = vec![next(start)];
        while let Some(codes) = open.last_mut() {
            let Some(code) = codes.pop() else {
                open.pop();
                done.extend(path.pop());
                continue;
            };
            if let Some(at) = path.iter().position(|one| *one == code) {
                let ring = &path[at..];
                if let Some(version) =
                    works.get(ring[0].as_str()).and_then(|work| work.versions.iter().find(|version| !version.front.replaces.is_empty()))
                {
                    found.push(cycle(ring).at(version.setting("replaces")));
                }
            } else if !done.contains(&code)
                && let Some(work) = works.get(code.as_str())
            {
                open.push(next(work));
                path.push(code);
            }
        }
    }
    found
}

fn replaces_nothing(code: &str) -> Diagnostic {
    Diagnostic::error(
        regulation::REFERENCE_UNRESOLVED,
        say!("replaces 里的 {code} 不是本站的制度", "replaces names {code}, which is no regulation of this site"),
    )
    .help(say!("请写本站制度的代码和施行日期，如 \"CW-09@2020-01-01\"", "write a code and a date, as \"CW-09@2020-01-01\""))
}

fn replaces_no_version(work: &Work, date: Date) -> Diagnostic {
    let (code, dates) = (&work.code, dates(work));
    Diagnostic::error(regulation::REFERENCE_UNRESOLVED, say!("{code} 没有 {date} 起施行的文本", "{code} has no version of {date}"))
        .help(say!("有：{dates}", "there are: {dates}"))
}

fn dates(work: &Work) -> String {
    let dates: Vec<String> = work.versions.iter().map(|version| format!("{}@{}", work.code, version.effective)).collect();
    dates.join(" ")
}

fn replaces_itself(code: &str) -> Diagnostic {
    Diagnostic::error(regulation::SUPERSESSION_CYCLE, say!("{code} 在 replaces 里写了自己", "{code} names itself in replaces"))
        .help(say!("同一部制度的旧文本放在同一个文件夹里即可，请删去 replaces", "versions of one work need no replaces: delete it"))
}

fn cycle(ring: &[String]) -> Diagnostic {
    let list = ring.iter().chain(ring.first()).map(String::as_str).collect::<Vec<_>>().join(" → ");
    Diagnostic::error(regulation::SUPERSESSION_CYCLE, say!("几部制度互相取代：{list}", "works replace each other in a ring: {list}"))
        .help(say!("请核对这几部制度的 replaces，删去写反的一处", "check replaces of these works and delete the one that is reversed"))
}

fn repealed_in_text(work: &Work, version: &Version) -> Diagnostic {
    let (title, code, date) = (&version.front.title, &work.code, version.effective);
    Diagnostic::warning(
        regulation::REPEAL_MISMATCH,
        say!("正文废止了《{title}》，参数 replaces 里没有", "the text repeals 《{title}》, but replaces does not name it"),
    )
    .help(say!("请在参数中写：replaces = [\"{code}@{date}\"]", "add to the settings: replaces = [\"{code}@{date}\"]"))
}

fn replaced_in_silence(code: &str) -> Diagnostic {
    Diagnostic::warning(
        regulation::REPEAL_MISMATCH,
        say!("replaces 里有 {code}，正文没有说废止它", "replaces names {code}, but the text does not repeal it"),
    )
    .help(say!("请核对正文的废止条款，或从 replaces 中删去它", "check the repealing clause, or take it out of replaces"))
}

fn review_overdue(day: Date) -> Diagnostic {
    Diagnostic::warning(regulation::REVIEW_OVERDUE, say!("复审期限 {day} 已过", "the review was due by {day}"))
        .help(say!("复审后请改 review-by，或修订后放入新文本", "after the review change review-by, or add the revised version"))
}

fn basis_repealed(title: &str, from: Option<Date>) -> Diagnostic {
    let since = from.map_or_else(String::new, |day| format!(" {day} "));
    Diagnostic::warning(
        regulation::BASIS_REPEALED,
        say!("制定依据《{title}》已于{since}失去效力", "《{title}》, on which this rests, is no longer in force{since}"),
    )
    .help(say!("请核对是否应当修订或废止本制度，并改正 based-on", "see whether this must be revised or repealed, and correct based-on"))
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostic;
    use crate::kinds::regulation;
    use crate::kinds::test_support::{Fixture, described, shared};
    use crate::kinds::{Corpus, Directory};

    fn found(files: &[(&str, String)]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let fixture = Fixture::new("regulations", "kind = \"regulations\"\n", &files, &mut found);
        let shared = shared("2026-11-05", Directory::default());
        let collection = regulation::read(&shared, &fixture.section()).take(&mut found);
        let mut corpus = Corpus { regulations: vec![collection], ..Corpus::empty(shared) };
        corpus.citations = regulation::reference::cite(&corpus.regulations, &corpus.shared.external, "").take(&mut found);
        found.extend(regulation::check_works(&corpus));
        found
    }

    fn text(title: &str, effective: &str, more: &str, body: &str) -> String {
        format!("+++\ntitle = \"{title}\"\neffective = {effective}\n{more}\n+++\n{body}\n")
    }

    #[test]
    fn between_works() {
        let plain = || text("旧办法", "2020-01-01", "", "第一条　甲。");
        for (case, new, expected) in [
            ("in order", text("新办法", "2024-01-01", "replaces = [\"A@2020-01-01\"]", "第一条　《旧办法》同时废止。"), vec![]),
            (
                "named in the text alone",
                text("新办法", "2024-01-01", "", "第一条　《旧办法》同时废止。"),
                vec!["regulation/repeal-mismatch B.md"],
            ),
            (
                "named in the settings alone",
                text("新办法", "2024-01-01", "replaces = [\"A@2020-01-01\"]", "第一条　乙。"),
                vec!["regulation/repeal-mismatch B.md"],
            ),
            (
                "an unknown work",
                text("新办法", "2024-01-01", "replaces = [\"X@2020-01-01\"]", "第一条　乙。"),
                vec!["regulation/reference-unresolved B.md", "regulation/repeal-mismatch B.md"],
            ),
            (
                "an unknown version",
                text("新办法", "2024-01-01", "replaces = [\"A@2021-01-01\"]", "第一条　《旧办法》同时废止。"),
                vec!["regulation/reference-unresolved B.md"],
            ),
            (
                "past its review",
                text("新办法", "2024-01-01", "review-by = 2026-11-04", "第一条　乙。"),
                vec!["regulation/review-overdue B.md"],
            ),
            ("due today", text("新办法", "2024-01-01", "review-by = 2026-11-05", "第一条　乙。"), vec![]),
        ] {
            assert_eq!(described(found(&[("A.md", plain()), ("B.md", new)])), expected, "{case}");
        }
    }

    #[test]
    fn a_basis_that_is_gone() {
        let basis = text("旧办法", "2020-01-01", "expires = 2025-12-31", "第一条　甲。");
        for setting in ["based-on = [\"A\"]", "based-on = [\"旧办法\"]", "based-on = [\"《旧办法》\"]"] {
            let resting = text("新办法", "2024-01-01", setting, "第一条　乙。");
            assert_eq!(described(found(&[("A.md", basis.clone()), ("B.md", resting)])), ["regulation/basis-repealed B.md"], "{setting}");
        }
    }

    #[test]
    fn a_ring() {
        let first = text("甲办法", "2020-01-01", "replaces = [\"B@2021-01-01\"]", "第一条　《乙办法》同时废止。");
        let second = text("乙办法", "2021-01-01", "replaces = [\"A@2020-01-01\"]", "第一条　《甲办法》同时废止。");
        assert_eq!(described(found(&[("A.md", first), ("B.md", second)])), ["regulation/supersession-cycle A.md"]);
    }
}
