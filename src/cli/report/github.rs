//! Workflow commands of GitHub: each finding becomes an annotation of the line it points at.

use std::fmt::Write;

use super::Report;
use crate::diag::Severity;

pub(super) fn draw(report: &Report<'_>) -> String {
    let mut text = String::new();
    for diagnostic in report.diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut properties = Vec::new();
        if let Some(place) = &diagnostic.place {
            properties.push(format!("file={}", property(&place.file)));
            let start = place.span.as_ref().map(|span| span.start);
            if let Some((line, column)) = start.and_then(|start| report.map.position(&place.file, start)) {
                properties.push(format!("line={line},col={column}"));
            }
        }
        properties.push(format!("title={}", property(diagnostic.code.as_str())));
        let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\n{}", help.get(report.language)));
        let message = data(&format!("{}{help}", diagnostic.message.get(report.language)));
        writeln!(text, "::{command} {}::{message}", properties.join(",")).expect("writing into a string does not fail");
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
