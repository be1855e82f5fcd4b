//! The checks of a ledger: those of its preset, and the site's own, which replace them by id.

use super::super::model::{LedgerCheck, Origin};
use super::{Resolver, findings};
use crate::config::{RawCheck, Test};

impl Resolver<'_> {
    pub(super) fn checks(&mut self, preset: &str, built_in: &[RawCheck], own: &[RawCheck]) -> Vec<LedgerCheck> {
        let origin = || Origin::Preset(preset.to_owned());
        let mut checks: Vec<LedgerCheck> = built_in.iter().filter_map(|raw| Some(check(raw, Test::of(raw)?, origin()))).collect();
        for (index, raw) in own.iter().enumerate() {
            let place = self.line_of(&raw.id);
            if own[..index].iter().any(|earlier| earlier.id == raw.id) {
                self.diagnostics.push(findings::check_twice(place, &raw.id));
                continue;
            }
            let Some(test) = Test::of(raw).filter(|_| raw.ledger.is_none()) else {
                self.diagnostics.push(findings::bad_check(place, &raw.id));
                continue;
            };
            let own = check(raw, test, Origin::Site(place));
            match checks.iter_mut().find(|known| known.id == own.id) {
                Some(known) => *known = own,
                None => checks.push(own),
            }
        }
        checks
    }
}

fn check(raw: &RawCheck, test: Test, origin: Origin) -> LedgerCheck {
    LedgerCheck {
        id: raw.id.clone(),
        title: raw.titles(),
        test,
        one_of: raw.one_of.clone(),
        message: raw.messages(),
        severity: raw.severity,
        rule: raw.rule.clone(),
        origin,
    }
}
