//! Roll-ups and charts: what the rows of a period are added up by.

use super::super::model::{Chart, ChartBy, Derived, Dimension, Measure};
use super::{Resolver, findings, position};
use crate::config::{ChartKind, ChartPage, RawChart, RawRollup};
use crate::record::{Field, FieldType};

/// What periods are called where a chart goes from one to the next.
const PERIOD: &str = "period";

/// Where a chart stands unless it says so.
fn usual_pages(by: ChartBy) -> Vec<ChartPage> {
    match by {
        ChartBy::Period => vec![ChartPage::Notice, ChartPage::Archive],
        ChartBy::Group(_) => vec![ChartPage::Notice, ChartPage::Span],
    }
}

impl Resolver<'_> {
    pub(super) fn rollups(&mut self, raw: &[RawRollup], fields: &[Field], derived: &[Derived]) -> Vec<Vec<Dimension>> {
        let mut rollups = Vec::new();
        for rollup in raw {
            let by: Vec<Dimension> = rollup.by.iter().filter_map(|name| self.dimension(name, fields, derived)).collect();
            if !by.is_empty() {
                rollups.push(by);
            }
        }
        rollups
    }

    pub(super) fn charts(&mut self, raw: &[RawChart], fields: &[Field], derived: &[Derived]) -> Vec<Chart> {
        let mut charts = Vec::new();
        for chart in raw {
            let by =
                if chart.by == PERIOD { Some(ChartBy::Period) } else { self.dimension(&chart.by, fields, derived).map(ChartBy::Group) };
            let measure = self.measure(chart, fields);
            // A line goes from one period to the next; groups have no order to go in.
            if let (Some(ChartBy::Group(_)), ChartKind::Line) = (by, chart.kind) {
                self.wrong("type", "line", &["bar"]);
                continue;
            }
            if let (Some(by), Some(measure)) = (by, measure) {
                let on = chart.on.clone().unwrap_or_else(|| usual_pages(by));
                charts.push(Chart { kind: chart.kind, title: chart.title.clone(), by, measure, on });
            }
        }
        charts
    }

    fn dimension(&mut self, name: &str, fields: &[Field], derived: &[Derived]) -> Option<Dimension> {
        let field = position(fields, name).map(Dimension::Field);
        let found = field.or_else(|| derived.iter().position(|derived| derived.name == *name).map(Dimension::Derived));
        if found.is_none() {
            let names = fields.iter().map(|field| field.name.as_str());
            let known: Vec<&str> = names.chain(derived.iter().map(|derived| derived.name.as_str())).collect();
            self.wrong("by", name, &known);
        }
        found
    }

    fn measure(&mut self, chart: &RawChart, fields: &[Field]) -> Option<Measure> {
        let (key, name) = match (&chart.money, &chart.number) {
            (None, None) => return Some(Measure::Rows),
            (Some(name), None) => ("money", name),
            (None, Some(name)) => ("number", name),
            (Some(money), Some(_)) => {
                self.diagnostics.push(findings::two_measures(self.line_of(money)));
                return None;
            }
        };
        let fits = |field: &Field| match &field.kind {
            FieldType::Money => key == "money",
            kind => key == "number" && kind.is_numeric(),
        };
        match position(fields, name).filter(|field| fits(&fields[*field])) {
            Some(field) if key == "money" => Some(Measure::Money(field)),
            Some(field) => Some(Measure::Number(field)),
            None => {
                let known: Vec<&str> = fields.iter().filter(|field| fits(field)).map(|field| field.name.as_str()).collect();
                self.wrong(key, name, &known);
                None
            }
        }
    }
}
