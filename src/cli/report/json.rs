//! One JSON document: never capped, every key there.

use serde_json::{Value, json};

use super::Report;
use crate::diag::{Diagnostic, column_letter};

pub(super) fn draw(report: &Report<'_>) -> String {
    let (errors, warnings) = report.counts();
    let diagnostics: Vec<Value> = report.diagnostics.iter().map(|diagnostic| record(report, diagnostic)).collect();
    let document = json!({
        "format": 1,
        "diagnostics": diagnostics,
        "summary": { "errors": errors, "warnings": warnings },
    });
    format!("{document}\n")
}

fn record(report: &Report<'_>, diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.place.as_ref();
    let position = place.and_then(|place| report.map.position(&place.file, place.span.as_ref()?.start));
    let excerpt = place.and_then(|place| {
        let (lines, _) = report.map.lines(&place.file, place.span.as_ref()?)?;
        report
            .map
            .text(&place.file)?
            .get(lines)?
            .lines()
            .next()
            .map(|line| line.trim_end_matches('\r').chars().take(200).collect::<String>())
    });
    let sheet = place.and_then(|place| place.sheet.as_ref());
    let excerpt = excerpt.or_else(|| sheet.map(|sheet| sheet.line.clone()));
    let cell = place.and_then(|place| place.cell.as_ref());
    json!({
        "code": diagnostic.code.as_str(),
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message.get(report.language),
        "file": place.map(|place| place.file.as_ref()),
        "line": position.map(|(line, _)| line),
        "column": position.map(|(_, column)| column),
        "sheet": sheet.map(|sheet| sheet.sheet.as_ref()),
        "row": cell.map(|cell| cell.row),
        "column_letter": cell.and_then(|cell| cell.column).map(column_letter),
        "title": cell.and_then(|cell| cell.title.as_deref()),
        "cell": cell.and_then(|cell| cell.content.as_deref()),
        "excerpt": excerpt,
        "help": diagnostic.help.as_ref().map(|help| help.get(report.language)),
        "rule": diagnostic.rule,
        "check": diagnostic.check.as_ref().map(|(id, _)| id),
        "explained": diagnostic.check.as_ref().map(|(_, explained)| explained),
    })
}
