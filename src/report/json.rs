//! `--format json`, schema `plangate/1`: a view of the report in which keys are only ever added.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Finding, PlanReport, Report, entry, location};
use crate::finding::Fact;
use crate::policy::Severity;
use crate::redact;
use crate::source::place::{self, Spot};

/// The report as JSON.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct View<'a> {
    /// Always `plangate/1`
    schema: &'a str,
    /// What wrote it
    tool: Tool,
    /// `pass`, `fail` or `unknown`
    verdict: &'a str,
    /// The exit code of the run: 0 when the gate passes, 1 when it fails
    exit_code: u8,
    /// The plans, by label
    plans: Vec<Plan<'a>>,
    /// What was judged, in numbers
    summary: Counts,
    /// The findings, worst first
    findings: Vec<Item<'a>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Plan<'a> {
    /// The name it was given under
    label: String,
    terraform_version: Option<String>,
    format_version: String,
    /// How many objects it manages
    resources: usize,
    /// Action -> how many objects
    changes: BTreeMap<&'a str, usize>,
    /// What was odd about the input
    warnings: Vec<String>,
    /// Texts in which secrets are looked for and that neither the plan nor the source shows, such as user data
    unread_texts: usize,
    /// `pass`, `fail` or `unknown`: the answer for this plan alone
    verdict: &'a str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Counts {
    /// Subjects judged as the plan leaves them: passed, failed, unknown and waived
    checked: usize,
    passed: usize,
    failed: usize,
    unknown: usize,
    waived: usize,
    introduced: usize,
    existing: usize,
    resolved: usize,
    /// How many policies were judged
    policies: usize,
    /// Severity -> how many findings fail
    severity: BTreeMap<&'static str, usize>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Item<'a> {
    policy: &'a str,
    title: &'a str,
    /// `low`, `medium`, `high` or `critical`
    severity: &'a str,
    /// `network`, `authentication`, `authorization`, `resource`, `monitoring` or `chain`
    layer: &'a str,
    /// `fail` or `unknown`
    outcome: &'a str,
    /// `introduced`, `existing` or `resolved`
    standing: &'a str,
    /// The plan's label
    plan: String,
    /// The resource, or `provider.<key>` where a whole account is meant
    address: String,
    #[serde(rename = "type")]
    kind: String,
    /// The place that decides, as a JSONPath
    path: String,
    message: String,
    evidence: Vec<Evidence<'a>>,
    /// Where the place stands in the source, if it was read
    source: Option<Source>,
    details: Details<'a>,
    /// The edit of the source that mends it, as a unified difference, where it is known
    edit: Option<String>,
    /// `sha256:` over policy, address and sub-key
    fingerprint: &'a str,
    /// Why it does not count, if it is waived
    waiver: Option<String>,
    references: &'a [String],
    frameworks: &'a BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Evidence<'a> {
    /// The resource; none for an assumption
    address: Option<String>,
    path: Option<String>,
    note: String,
    /// `must` or `may`
    certainty: &'a str,
    /// Where the place stands in the source, if it was read
    source: Option<Place>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Source {
    #[serde(flatten)]
    at: Place,
    /// The module calls that lead there, or the place inside of the module that is called, from the root down
    related: Vec<Place>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Place {
    /// From the root of the repository
    file: String,
    start: Position,
    /// After the last character
    end: Position,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Position {
    /// From 1
    line: usize,
    /// From 1, in characters
    column: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Details<'a> {
    /// Ids of escalation paths
    paths: &'a [String],
    /// Ids of policies that found the same fault
    also: &'a [String],
}

impl<'a> View<'a> {
    /// The view of a report.
    pub fn new(report: &'a Report<'_>) -> Self {
        let summary = &report.summary;
        let words = |(severity, count): (&Severity, &usize)| (severity.word(), *count);
        Self {
            schema: "plangate/1",
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            verdict: report.verdict.word(),
            exit_code: report.exit_code,
            plans: report.plans.iter().map(|plan| Plan::new(report, plan)).collect(),
            summary: Counts {
                checked: summary.checked,
                passed: summary.passed,
                failed: summary.failed,
                unknown: summary.unknown,
                waived: summary.waived,
                introduced: summary.introduced,
                existing: summary.existing,
                resolved: summary.resolved,
                policies: summary.policies,
                severity: summary.severity.iter().map(words).collect(),
            },
            findings: report.findings.iter().map(|finding| Item::new(report, finding)).collect(),
        }
    }

    /// The text, indented, with a line end.
    pub fn text(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

impl<'a> Plan<'a> {
    fn new(report: &Report<'_>, plan: &'a PlanReport) -> Self {
        Self {
            verdict: report.verdict_of(plan).word(),
            label: redact::plain(&plan.label),
            terraform_version: plan.terraform_version.as_deref().map(redact::plain),
            format_version: redact::plain(&plan.format_version),
            resources: plan.resources,
            changes: plan.changes.iter().map(|(word, count)| (*word, *count)).collect(),
            warnings: plan.warnings.iter().map(|warning| redact::plain(warning)).collect(),
            unread_texts: plan.unread,
        }
    }
}

impl<'a> Item<'a> {
    fn new(report: &Report<'_>, finding: &'a Finding<'_>) -> Self {
        let place = |spot: &Spot| Place::new(report, finding, spot);
        Self {
            policy: &finding.policy.id,
            title: &finding.policy.title,
            severity: finding.severity.word(),
            layer: finding.policy.layer.word(),
            outcome: finding.outcome.word(),
            standing: finding.standing.word(),
            plan: redact::plain(&finding.plan),
            address: redact::plain(&finding.address),
            kind: redact::plain(&finding.kind),
            path: redact::plain(&finding.place.to_string()),
            message: redact::plain(&finding.message),
            evidence: finding
                .evidence
                .iter()
                .enumerate()
                .map(|(at, fact)| Evidence::new(fact, finding.evidence_at(at).map(place)))
                .collect(),
            source: finding.source.as_ref().map(|located| Source {
                at: place(&located.main),
                related: located.related.iter().map(place).collect(),
            }),
            details: Details { paths: &finding.details.paths, also: &finding.details.also },
            edit: entry::edit(report, finding),
            fingerprint: &finding.fingerprint,
            waiver: finding.waiver.as_ref().map(|waived| redact::plain(&waived.reason)),
            references: &finding.policy.references,
            frameworks: &finding.policy.frameworks,
        }
    }
}

impl<'a> Evidence<'a> {
    fn new(fact: &'a Fact, source: Option<Place>) -> Self {
        Self {
            address: fact.address.as_deref().map(redact::plain),
            path: fact.address.as_ref().map(|_| redact::plain(&fact.place.to_string())),
            note: redact::plain(&fact.note),
            certainty: fact.certainty.word(),
            source,
        }
    }
}

impl Place {
    /// A file outside of the repository keeps the path that it was read by.
    fn new(report: &Report<'_>, finding: &Finding<'_>, spot: &Spot) -> Self {
        let position = |position: place::Position| Position { line: position.line, column: position.column };
        let file = location::file(report, finding, &spot.file).unwrap_or_else(|| redact::plain(&spot.file));
        Self { file, start: position(spot.start()), end: position(spot.end()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The published schema is what the types say. `PLANGATE_BLESS=1 cargo test` writes it anew.
    #[test]
    fn the_published_schema_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.schema.json");
        let schema = serde_json::to_string_pretty(&schemars::schema_for!(View<'static>)).unwrap() + "\n";
        if std::env::var_os("PLANGATE_BLESS").is_some() {
            std::fs::write(path, &schema).unwrap();
        }
        let published = std::fs::read_to_string(path).unwrap_or_default();
        assert!(published == schema, "docs/report.schema.json is not what the types say");
    }
}
