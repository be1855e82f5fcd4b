//! The first page: who is on duty, what was spent, what changed.

use crate::kinds::regulation::label;
use crate::kinds::regulation::model::{Collection, Version, Work};
use crate::kinds::regulation::status::{Status, status};
use crate::kinds::text::model::Pages;
use crate::kinds::{Corpus, ledger, roster};
use crate::lang::catalogue;
use crate::view::{Head, HomeChange, HomeDuty, HomeGap, HomeNotice, HomeTask, HomeView, Link, Page, View};

/// Regulations shown as lately changed.
const CHANGES: usize = 8;

/// Findings of a notice told.
const FINDINGS: usize = 3;

/// Periods of a ledger told to be missing.
const GAPS: usize = 8;

pub(super) fn page(corpus: &Corpus, sections: Vec<Link>) -> Page {
    let in_first =
        |page: &str| corpus.regulations.first().map_or_else(String::new, |collection| format!("{}/{page}index.html", collection.name));
    Page {
        template: "home.html",
        page: Head { kind: "home", title: corpus.shared.site.title.clone(), ..Head::default() },
        view: View::Home(HomeView {
            intro: root(corpus).map(|root| root.intro(corpus)).unwrap_or_default(),
            tasks: tasks(corpus),
            sections,
            duty: corpus.rosters.iter().map(|roster| duty(corpus, roster)).collect(),
            notices: notices(corpus),
            budget: ledger::newest_budget(corpus),
            statement: ledger::newest_statement(corpus),
            gaps: gaps(corpus),
            changes: changes(corpus),
            in_force: corpus.regulations.iter().map(|collection| in_force(corpus, collection)).sum(),
            regulations: in_first(""),
            all_changes: in_first("changes/"),
        }),
    }
}

/// What `content/_index.md` says.
fn root(corpus: &Corpus) -> Option<&Pages> {
    corpus.pages.iter().find(|section| section.name.is_empty())
}

/// What readers come for: as `content/_index.md` has it, else the first section of each kind.
fn tasks(corpus: &Corpus) -> Vec<HomeTask> {
    let given = root(corpus).map(|root| root.tasks(corpus)).unwrap_or_default();
    if !given.is_empty() {
        return given;
    }
    let language = corpus.shared.site.language;
    let rules = corpus.regulations.first().map(|collection| ("rules", collection.name.clone(), collection.title.clone()));
    let money = in_order(corpus).first().map(|ledger| ("money", ledger.name.clone(), ledger.title.clone()));
    let duty = corpus.rosters.first().map(|roster| ("duty", roster.name.clone(), roster.title.clone()));
    let mine = corpus
        .regulations
        .first()
        .map(|collection| ("mine", format!("{}/for", collection.name), catalogue(language).get("overview.applicable").to_owned()));
    let task = |(key, name, title): (&str, String, String)| {
        let words = catalogue(language).get(&format!("task.{key}"));
        HomeTask { task: Link::new(format!("{name}/index.html"), words), text: title }
    };
    [rules, money, duty, mine].into_iter().flatten().map(task).collect()
}

fn duty(corpus: &Corpus, roster: &roster::model::Roster) -> HomeDuty {
    let (slots, covers) = roster::now_slots(corpus, roster);
    HomeDuty { roster: Link::new(format!("{}/index.html", roster.name), &roster.title), hotline: roster.hotline.clone(), slots, covers }
}

/// The newest notice of each ledger, in the order of the navigation.
fn notices(corpus: &Corpus) -> Vec<HomeNotice> {
    in_order(corpus).into_iter().filter_map(|ledger| notice(corpus, ledger)).collect()
}

fn notice(corpus: &Corpus, ledger: &ledger::model::Ledger) -> Option<HomeNotice> {
    let newest = ledger::newest(ledger, corpus.shared.site.language)?;
    let (finding_count, findings) = ledger::wanting_explanation(corpus, ledger, newest.period, FINDINGS);
    Some(HomeNotice {
        notice: Link::new(format!("{}/index.html", ledger.folder(newest.period)), newest.title),
        archive: Link::new(format!("{}/index.html", ledger.name), &ledger.title),
        total: newest.total,
        rows: newest.table.records.len(),
        sentence: newest.comparison.map(|comparison| comparison.sentence).unwrap_or_default(),
        finding_count,
        findings,
    })
}

/// Periods that are late, then those that are merely not there; the newest first, at most eight a ledger.
fn gaps(corpus: &Corpus) -> Vec<HomeGap> {
    let language = corpus.shared.site.language;
    let of = |ledger: &ledger::model::Ledger| {
        let standings = ledger::due::standings(ledger, &corpus.shared);
        let absent = standings.into_iter().rev().filter(|standing| standing.state != "open").take(GAPS);
        let gap = |standing: ledger::due::Standing| HomeGap {
            archive: Link::new(format!("{}/index.html", ledger.name), &ledger.title),
            period_title: ledger::period_title(standing.period, language),
            state: standing.state,
            state_label: catalogue(language).get(&format!("state.{}", standing.state)),
            due: standing.due.map(|due| due.to_string()).unwrap_or_default(),
        };
        absent.map(gap).collect::<Vec<_>>()
    };
    let mut gaps: Vec<HomeGap> = in_order(corpus).into_iter().flat_map(of).collect();
    gaps.sort_by_key(|gap| gap.state != "late");
    gaps
}

/// Ledgers in the order of the navigation.
fn in_order(corpus: &Corpus) -> Vec<&ledger::model::Ledger> {
    let mut ledgers: Vec<&ledger::model::Ledger> = corpus.ledgers.iter().collect();
    ledgers.sort_by(|a, b| (a.order.is_none(), a.order, &a.name).cmp(&(b.order.is_none(), b.order, &b.name)));
    ledgers
}

/// Versions by the day they took effect, newest first.
fn changes(corpus: &Corpus) -> Vec<HomeChange> {
    let all = corpus.regulations.iter().flat_map(|collection| {
        collection.works.iter().flat_map(move |work| work.versions.iter().map(move |version| (collection, work, version)))
    });
    let mut past: Vec<(&Collection, &Work, &Version)> = all.filter(|(_, _, version)| version.effective <= corpus.shared.as_of).collect();
    past.sort_by(|a, b| b.2.effective.cmp(&a.2.effective).then_with(|| a.1.code.cmp(&b.1.code)));
    let change = |(collection, work, version): (&Collection, &Work, &Version)| HomeChange {
        regulation: Link::new(format!("{}/{}/{}/index.html", collection.name, work.code, version.effective), &version.front.title),
        date: version.effective.to_string(),
        made_by: label::made_by(version.made_by, corpus.shared.site.language),
    };
    past.into_iter().take(CHANGES).map(change).collect()
}

fn in_force(corpus: &Corpus, collection: &Collection) -> usize {
    let as_of = corpus.shared.as_of;
    let stands = |work: &&Work| {
        let shown = work.shown(as_of);
        status(&shown.term(), shown.ending, as_of) == Status::InForce
    };
    collection.works.iter().filter(stands).count()
}
