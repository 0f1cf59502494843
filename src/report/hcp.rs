//! `--format hcp`: the report as a run task of HCP Terraform answers with it, the body of the `PATCH` to its callback.
//!
//! <https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration>. An outcome is a finding
//! that stands or is waived. The whole body may have 5 MB, so that of more only the worst are in it.

use serde_json::{Value, json};

use super::entry::{Entries, Entry, Level, counts, headline};
use super::markdown::body;
use super::prints::Prints;
use super::{Outcome, Report, Verdict};
use crate::standing::Standing;

/// Bytes of all outcomes, with room for what stands around them.
const LIMIT: usize = 4_990_000;

/// Spaces before each line of an outcome.
const INDENT: usize = 10;

/// The report as the body of an answer.
pub fn render(report: &Report<'_>) -> serde_json::Result<String> {
    let entries = Entries::new(report);
    let many = report.plans.len() > 1;
    let mut prints = Prints::of_plans(report.plans.len());
    let (mut outcomes, mut size, mut omitted) = (Vec::new(), 0, 0);
    for entry in entries.standing().chain(&entries.waived) {
        let one = outcome(entry, many, prints.of(entry.finding));
        let text = serde_json::to_string_pretty(&one)?;
        let length = text.len() + text.lines().count() * (INDENT + 1);
        if size + length > LIMIT {
            omitted += 1;
            continue;
        }
        size += length;
        outcomes.push(one);
    }
    let left = if omitted > 0 { format!("; {omitted} are omitted here") } else { String::new() };
    let status = if report.verdict == Verdict::Pass { "passed" } else { "failed" };
    let body = json!({ "data": {
        "type": "task-results",
        "attributes": { "status": status, "message": format!("{} ({}){left}", headline(report), counts(report)) },
        "relationships": { "outcomes": { "data": outcomes } },
    } });
    serde_json::to_string_pretty(&body).map(|text| text + "\n")
}

fn outcome(entry: &Entry<'_>, many: bool, print: String) -> Value {
    let finding = entry.finding;
    let severity = match entry.level() {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "info",
    };
    let mut attributes = json!({
        "outcome-id": print,
        "description": entry.message,
        "body": body(entry, many),
        "tags": {
            "Status": [status(entry)],
            "Severity": [{ "label": capital(finding.severity.word()), "level": severity }],
            "Policy": [{ "label": entry.policy.id, "level": "none" }],
        },
    });
    if let (Some(link), Some(members)) = (entry.policy.references.first(), attributes.as_object_mut()) {
        members.insert("url".to_owned(), json!(link));
    }
    json!({ "type": "task-result-outcomes", "attributes": attributes })
}

/// What the finding does to the run.
fn status(entry: &Entry<'_>) -> Value {
    let finding = entry.finding;
    let (label, level) = match (entry.counts, finding.outcome, finding.standing) {
        (Some(_), Outcome::Fail, _) => ("Failed", "error"),
        (Some(_), Outcome::Unknown, _) => ("Unknown", "error"),
        (None, _, _) if finding.waiver.is_some() => ("Waived", "none"),
        (None, _, Standing::Existing) => ("Existing", "info"),
        (None, _, _) => ("Not counted", "info"),
    };
    json!({ "label": label, "level": level })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
