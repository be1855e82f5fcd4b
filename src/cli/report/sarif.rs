//! SARIF 2.1.0, the exchange format of static analysis results.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Report;
use crate::diag::{Diagnostic, Severity, code, explain};

pub(super) fn draw(report: &Report<'_>) -> String {
    let codes: BTreeSet<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|name| {
            let words = code(name).and_then(explain).map(|explanation| explanation.text().get(report.language).to_owned());
            json!({ "id": name, "fullDescription": { "text": words.unwrap_or_default() } })
        })
        .collect();
    let results: Vec<Value> = report.diagnostics.iter().map(|diagnostic| result(report, diagnostic)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "gongshi", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document}\n")
}

fn result(report: &Report<'_>, diagnostic: &Diagnostic) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\n{}", help.get(report.language)));
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "level": level,
        "message": { "text": format!("{}{help}", diagnostic.message.get(report.language)) },
    });
    if let Some(place) = &diagnostic.place {
        let mut physical = json!({ "artifactLocation": { "uri": uri(&place.file) } });
        if let Some(span) = &place.span {
            let (start, end) = (report.map.position(&place.file, span.start), report.map.position(&place.file, span.end));
            if let (Some(start), Some(end)) = (start, end) {
                physical["region"] = json!({ "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1 });
            }
        }
        result["locations"] = json!([{ "physicalLocation": physical }]);
    }
    result
}

/// A relative reference: all but unreserved characters and slashes escaped.
fn uri(path: &str) -> String {
    path.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}
