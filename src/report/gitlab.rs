//! `--format gitlab`: the report as GitLab's Code Quality, an array of violations.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>. GitLab compares the reports of both
//! branches, so that what was there before has to be in it.

use serde_json::{Value, json};

use super::Report;
use super::entry::{Entries, Entry};
use super::location::location;
use super::prints::Prints;
use crate::policy::Severity;

/// The report as Code Quality.
pub fn render(report: &Report<'_>) -> serde_json::Result<String> {
    let mut prints = Prints::of_plans(report.plans.len());
    let entries = Entries::new(report);
    let violations: Vec<Value> = entries.standing().map(|entry| violation(report, entry, &mut prints)).collect();
    serde_json::to_string_pretty(&violations).map(|text| text + "\n")
}

fn violation(report: &Report<'_>, entry: &Entry<'_>, prints: &mut Prints) -> Value {
    let place = location(report, entry.finding);
    let causes: String = entry.causes.iter().map(|cause| format!("; {cause}")).collect();
    json!({
        "description": format!("{}{causes} ({})", entry.message, entry.words()),
        "check_name": entry.policy.id,
        "fingerprint": prints.of(entry.finding),
        "severity": severity(entry.finding.severity),
        // GitLab wants a line of every violation; where no source was read it stands for the whole file.
        "location": { "path": place.file, "lines": { "begin": place.region.map_or(1, |region| region.start_line) } },
    })
}

/// GitLab's word for a severity: it knows `info`, `minor`, `major`, `critical` and `blocker`.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "minor",
        Severity::Medium => "major",
        Severity::High => "critical",
        Severity::Critical => "blocker",
    }
}
