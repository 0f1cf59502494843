//! `--format sarif`: the report as SARIF 2.1.0, within the rules of GitHub code scanning.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html> and
//! <https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.
//! The objects are written as JSON because the schema, which refuses unknown keys, checks them in the tests.

mod rule;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::entry::{Entry, Level, headline, judged};
use super::location::{Location, Region, file, location, location_of, uri, way};
use super::prints::Prints;
use super::{Finding, OnUnknown, Outcome, PlanReport, Report};
use crate::finding::Fact;
use crate::fix::{Fixed, Lines};
use crate::redact::plain;
use crate::standing::Standing;

/// What is written of findings that are waived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suppressed {
    /// Nothing: GitHub ignores `suppressions` and would open an alert for each
    #[default]
    Omit,
    /// The finding, with its suppression
    Include,
}

/// GitHub refuses a file with more runs.
const RUNS: usize = 20;
/// GitHub keeps no more results of a run.
const RESULTS: usize = 5000;
/// Results of a whole file, so that it stays below GitHub's 10 MB when it is compressed: a result takes 90 to 400 bytes then.
const ALL: usize = 25_000;
/// GitHub shows no more locations of a result.
const RELATED: usize = 100;
/// Links to related locations in a message that is still read.
const LINKS: usize = 10;
/// GitHub keeps no more steps of a code flow.
const STEPS: usize = 1000;

/// The report as SARIF text.
pub fn render(report: &Report<'_>, suppressed: Suppressed) -> serde_json::Result<String> {
    let shown: Vec<&Finding<'_>> =
        report.findings.iter().filter(|finding| is_result(report, finding, suppressed)).collect();
    let labels: BTreeSet<&str> = report.plans.iter().map(|plan| plan.label.as_str()).collect();
    let apart = report.plans.len() > 1 && report.plans.len() <= RUNS && labels.len() == report.plans.len();
    let runs: Vec<Value> = if apart {
        let of = |plan: &PlanReport| shown.iter().copied().filter(|finding| finding.plan == plan.label).collect();
        let runs =
            report.plans.iter().map(|plan| Run { report, plans: std::slice::from_ref(plan), findings: of(plan) });
        runs.map(|run| run.value(&format!("plangate/{}/", plain(&run.label())))).collect()
    } else {
        vec![Run { report, plans: &report.plans, findings: shown }.value("plangate/")]
    };
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": runs,
    });
    serde_json::to_string_pretty(&log).map(|text| text + "\n")
}

/// What is gone is no result, and neither is what is accepted or what the gate ignores.
fn is_result(report: &Report<'_>, finding: &Finding<'_>, suppressed: Suppressed) -> bool {
    let ignored = finding.outcome == Outcome::Unknown && report.gate.unknown == OnUnknown::Ignore;
    let waived = finding.waiver.is_some() && suppressed == Suppressed::Omit;
    finding.standing != Standing::Resolved && !ignored && !waived
}

/// One run: one category of alerts.
struct Run<'a, 'r> {
    report: &'a Report<'r>,
    plans: &'a [PlanReport],
    findings: Vec<&'a Finding<'r>>,
}

impl Run<'_, '_> {
    fn label(&self) -> String {
        self.plans.first().map(|plan| plan.label.clone()).unwrap_or_default()
    }

    /// How many results fit.
    fn room(&self) -> usize {
        let runs = (self.report.plans.len() / self.plans.len().max(1)).max(1);
        RESULTS.min(ALL / runs)
    }

    fn value(&self, category: &str) -> Value {
        let report = self.report;
        let mut prints = Prints::of_plans(self.plans.len());
        let results: Vec<Value> =
            self.findings.iter().take(self.room()).map(|finding| self.result(finding, &mut prints)).collect();
        json!({
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": report.policies.iter().map(rule::value).collect::<Vec<_>>(),
            } },
            "automationDetails": { "id": category },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "exitCode": report.exit_code,
                "toolExecutionNotifications": self.notifications(),
            }],
            "properties": { "verdict": report.verdict.word(), "headline": headline(report), "judged": judged(report) },
            "results": results,
        })
    }

    /// What concerns the run as a whole.
    fn notifications(&self) -> Vec<Value> {
        let mut notes: Vec<(&str, String)> = Vec::new();
        for plan in self.plans {
            let warnings = plan.warnings.iter().map(|warning| format!("{}: {warning}", plan.label));
            notes.extend(warnings.map(|warning| ("warning", warning)));
        }
        let places = self.findings.iter().map(|finding| location(self.report, finding));
        let pinned: BTreeSet<String> = places.filter(|at| at.region.is_none()).map(|at| at.file).collect();
        for file in pinned {
            let text = format!("findings without a line in the source are pinned to the first line of {file}");
            notes.push(("note", text));
        }
        let room = self.room();
        if let Some(omitted) = self.findings.len().checked_sub(room).filter(|omitted| *omitted > 0) {
            notes.push(("warning", format!("{omitted} findings are omitted: {room} of a run are what GitHub takes")));
        }
        notes.into_iter().map(|(level, text)| json!({ "level": level, "message": message(&text, "") })).collect()
    }

    fn result(&self, finding: &Finding<'_>, prints: &mut Prints) -> Value {
        let entry = Entry::new(self.report, finding);
        let print = prints.of(finding);
        let place = location(self.report, finding);
        let facts = || finding.evidence.iter().enumerate().filter(|(_, fact)| fact.address.is_some());
        let others = facts().filter(|(_, fact)| fact.address.as_deref() != Some(&finding.address));
        let others: Vec<(usize, &Fact)> = others.take(RELATED).collect();
        let way = way(self.report, finding);
        let links = links(&others, &way);
        let mut result = json!({
            "ruleId": entry.policy.id,
            "ruleIndex": self.report.policies.iter().position(|policy| policy.id == entry.policy.id),
            "level": level(entry.level()),
            "message": message(&text(&entry), &links),
            "locations": [located(&place, &entry.address, &finding.kind)],
            "partialFingerprints": { "primaryLocationLineHash": print, "plangate/v1": print },
            "properties": {
                "severity": finding.severity.word(), "outcome": finding.outcome.word(),
                "standing": finding.standing.word(), "action": finding.action, "plan": entry.plan,
                "path": plain(&finding.place.to_string()), "blocks": entry.counts.is_some(),
            },
        });
        if let Some(members) = result.as_object_mut() {
            let facts_related = others.iter().zip(1..).map(|(fact, id)| self.fact(finding, *fact, id));
            let calls = way.iter().zip(others.len() + 1..).map(|((place, role), id)| called(place, role, id));
            let related: Vec<Value> = facts_related.chain(calls).take(RELATED).collect();
            if !related.is_empty() {
                members.insert("relatedLocations".to_owned(), related.into());
            }
            if let Some(fix) = self.fix(finding) {
                members.insert("fixes".to_owned(), fix);
            }
            if entry.chain.is_some() {
                let steps = facts().take(STEPS).zip(1..);
                let steps: Vec<Value> =
                    steps.map(|(fact, id)| json!({ "location": self.fact(finding, fact, id) })).collect();
                let flow = json!([{ "message": message(&entry.message, ""), "threadFlows": [{ "locations": steps }] }]);
                members.insert("codeFlows".to_owned(), flow);
            }
            if let Some(waived) = &finding.waiver {
                let (kind, reason) = (if waived.inline { "inSource" } else { "external" }, plain(&waived.reason));
                let suppression = json!([{ "kind": kind, "status": "accepted", "justification": reason }]);
                members.insert("suppressions".to_owned(), suppression);
            }
        }
        result
    }

    /// The edit that mends a finding, line by line. GitHub ignores it, others apply it.
    fn fix(&self, finding: &Finding<'_>) -> Option<Value> {
        let changed = |fixed: &Fixed| {
            let replacement = |lines: &Lines| {
                let first = lines.start + 1;
                let region =
                    Region { start_line: first, start_column: 1, end_line: first + lines.count, end_column: 1 };
                let text: String = lines.new.iter().map(|line| format!("{line}\n")).collect();
                json!({ "deletedRegion": self::region(region), "insertedContent": { "text": text } })
            };
            let replacements: Vec<Value> = fixed.changes.iter().map(replacement).collect();
            let file = file(self.report, finding, &fixed.file)?;
            Some(json!({ "artifactLocation": { "uri": uri(&file) }, "replacements": replacements }))
        };
        let fix = finding.fix.as_ref()?;
        let changes: Vec<Value> = fix.files.iter().map(changed).collect::<Option<_>>()?;
        let mends = fix.mends_others(&finding.policy.id).map(|policies| format!("the edit mends {policies}"));
        let words = mends.as_deref().unwrap_or_else(|| finding.remedy());
        Some(json!([{ "description": message(words, ""), "artifactChanges": changes }]))
    }

    /// A fact as a location of its own.
    fn fact(&self, finding: &Finding<'_>, (at, fact): (usize, &Fact), id: usize) -> Value {
        let place = location_of(self.report, finding, at);
        let address = plain(fact.address.as_deref().unwrap_or_default());
        let mut value = located(&place, &address, "");
        if let Some(members) = value.as_object_mut() {
            members.insert("id".to_owned(), id.into());
            members.insert("message".to_owned(), message(&super::entry::note(fact), ""));
        }
        value
    }
}

/// A module call on the way to where a finding stands, as a location of its own.
fn called(place: &Location, role: &str, id: usize) -> Value {
    json!({ "id": id, "physicalLocation": physical(place), "message": message(role, "") })
}

/// The sentence of an alert: what is wrong, why it can't be told, what to write.
fn text(entry: &Entry<'_>) -> String {
    let mut text = entry.message.clone();
    for cause in &entry.causes {
        text.push_str(&format!("\n{cause}"));
    }
    text.push_str(&format!("\nFix: {} (plangate explain {})", entry.fix, entry.policy.id));
    text
}

/// A message. `](` makes a link of the brackets before it, so the text must not hold it; the links follow it.
/// <https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317468>
fn message(text: &str, links: &str) -> Value {
    let lines: Vec<String> = text.lines().map(|line| unlinked(&plain(line))).collect();
    json!({ "text": lines.join("\n") + links })
}

fn unlinked(text: &str) -> String {
    text.replace("](", "]\\u{28}")
}

/// Links to the related locations, without which GitHub does not show them: one a resource, and one a module call.
fn links(related: &[(usize, &Fact)], way: &[(Location, &str)]) -> String {
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    for ((_, fact), id) in related.iter().zip(1..) {
        let Some(address) = fact.address.as_deref().filter(|address| seen.insert(*address)) else { continue };
        let name = unlinked(&plain(address)).replace('[', "\\[").replace(']', "\\]");
        links.push(format!("[{name}]({id})"));
    }
    let calls = way.iter().zip(related.len() + 1..).filter_map(|((place, _), id)| Some((place.line()?, id)));
    links
        .extend(calls.map(|(line, id)| format!("[{}]({id})", unlinked(&line).replace('[', "\\[").replace(']', "\\]"))));
    links.truncate(LINKS);
    if links.is_empty() { String::new() } else { format!("\nSee {}.", links.join(", ")) }
}

fn located(place: &Location, address: &str, kind: &str) -> Value {
    let logical = match kind {
        "" => json!({ "fullyQualifiedName": address, "kind": "resource" }),
        kind => json!({ "fullyQualifiedName": address, "kind": "resource", "properties": { "type": plain(kind) } }),
    };
    json!({ "physicalLocation": physical(place), "logicalLocations": [logical] })
}

/// File and lines. GitHub wants a line of every result; where no source was read it stands for the whole file.
fn physical(place: &Location) -> Value {
    let whole_file = Region { start_line: 1, start_column: 1, end_line: 1, end_column: 1 };
    let mut value = json!({
        "artifactLocation": { "uri": uri(&place.file) },
        "region": region(place.region.unwrap_or(whole_file)),
    });
    if let (Some(context), Some(members)) = (place.context, value.as_object_mut()) {
        members.insert("contextRegion".to_owned(), region(context));
    }
    value
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.start_line, "startColumn": region.start_column,
        "endLine": region.end_line, "endColumn": region.end_column,
    })
}

/// The word of a level.
fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}
