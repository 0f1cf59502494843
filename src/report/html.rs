//! `--format html`: the report as one page that needs no network and no script to be read.
//!
//! The template escapes every text. A content security policy names the page's own style and script by their hashes,
//! so that nothing else could run even if it got in.

mod finding;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::entry::{Entries, Entry, counts, headline, judged};
use super::{Finding, PlanReport, Report, Verdict, rows};
use crate::policy::Severity;
use crate::redact::plain;

const STYLE: &str = include_str!("html/report.css");
const SCRIPT: &str = include_str!("html/report.js");

/// Findings that stand open when the page is opened; of more, the reader opens what matters.
const OPEN: usize = 12;

/// The report as a page.
pub fn render(report: &Report<'_>) -> String {
    let entries = Entries::new(report);
    let title = format!("plangate: {}: {}", report.verdict.word(), headline(report));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content=(security());
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#findings" { "Skip to the findings" }
                (top(report))
                (filter(&entries))
                main #findings tabindex="-1" {
                    (sections(report, &entries))
                    (policies(report))
                }
                (foot(report))
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string() + "\n"
}

fn security() -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())));
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    format!("default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'")
}

/// The verdict, the counts and the plans.
fn top(report: &Report<'_>) -> Markup {
    let sign = match report.verdict {
        Verdict::Pass => "✓",
        Verdict::Unknown => "?",
        Verdict::Fail => "✕",
    };
    let word = report.verdict.word();
    html! {
        header {
            h1 class={ "verdict " (word) } { span.sign aria-hidden="true" { (sign) } " plangate: " (word) }
            p.headline { (headline(report)) }
            p { (counts(report)) br; (judged(report)) }
            div.overview {
                (table(report))
                div { @for plan in &report.plans { (about(report, plan)) } }
            }
        }
    }
}

/// Standing by severity.
fn table(report: &Report<'_>) -> Markup {
    let severities: Vec<Severity> = Severity::WORDS.iter().rev().map(|(_, severity)| *severity).collect();
    let count = |row: &rows::Row, severity: Severity| {
        let of = |finding: &&Finding<'_>| finding.severity == severity && (row.holds)(finding);
        report.findings.iter().filter(of).count()
    };
    html! {
        table.counts {
            caption { "Findings by severity" }
            thead { tr { td {} @for severity in &severities { th scope="col" { (severity.word()) } } } }
            tbody {
                @for row in &rows::ROWS {
                    tr {
                        th scope="row" { (row.name) }
                        @for severity in &severities {
                            @let count = count(row, *severity);
                            td .none[count == 0] { (count) }
                        }
                    }
                }
            }
        }
    }
}

fn about(report: &Report<'_>, plan: &PlanReport) -> Markup {
    let changes: Vec<String> =
        plan.changes.iter().filter(|(_, count)| **count > 0).map(|(word, count)| format!("{count} {word}")).collect();
    html! {
        dl.plan {
            dt { "Plan" } dd { code { (plain(&plan.label)) } }
            @if report.plans.len() > 1 { dt { "Verdict" } dd { (report.verdict_of(plan).word()) } }
            @if let Some(version) = &plan.terraform_version { dt { "Terraform" } dd { (plain(version)) } }
            dt { "Changes" } dd { (changes.join(", ")) }
            @if plan.aws_resources == 0 { dt { "Note" } dd { "no AWS resource: only secrets are looked for" } }
            @for warning in &plan.warnings { dt { "Warning" } dd { (plain(warning)) } }
        }
    }
}

/// Search and checkboxes. The script shows them, since they need it.
fn filter(entries: &Entries<'_>) -> Markup {
    let all: Vec<&Entry<'_>> = entries.all().collect();
    let present = |word: &str, of: fn(&Entry<'_>) -> &'static str| all.iter().any(|entry| of(entry) == word);
    let severity: fn(&Entry<'_>) -> &'static str = |entry| entry.finding.severity.word();
    let standing: fn(&Entry<'_>) -> &'static str = |entry| entry.finding.standing.word();
    let outcome: fn(&Entry<'_>) -> &'static str = |entry| entry.finding.outcome.word();
    let groups = [
        ("severity", severity, ["critical", "high", "medium", "low"].as_slice()),
        ("standing", standing, ["introduced", "existing", "resolved"].as_slice()),
        ("outcome", outcome, ["fail", "unknown"].as_slice()),
    ];
    html! {
        form #filter role="search" aria-label="Filter the findings" hidden {
            label.search {
                span { "Search " kbd { "/" } }
                input #search type="search" autocomplete="off" spellcheck="false"
                    placeholder="address, policy, text";
            }
            @for (name, of, words) in groups {
                fieldset {
                    legend { (name) }
                    @for word in words.iter().filter(|word| present(word, of)) {
                        label { input type="checkbox" name=(name) value=(word) checked; " " (word) }
                    }
                }
            }
            div.buttons {
                button #open type="button" { "Open all" }
                button #close type="button" { "Close all" }
                button type="reset" { "Reset" }
            }
            output #shown for="search" aria-live="polite" {}
        }
    }
}

fn sections(report: &Report<'_>, entries: &Entries<'_>) -> Markup {
    let groups = [
        ("Failing", "failing", &entries.failing),
        ("Undecided: the plan does not tell", "undecided", &entries.undecided),
        ("New, but not counted", "uncounted", &entries.uncounted),
        ("There before this plan, not counted", "existing", &entries.existing),
        ("Waived", "waived", &entries.waived),
        ("Resolved by this plan", "resolved", &entries.resolved),
    ];
    let many = report.plans.len() > 1;
    let first = entries.failing.len() + entries.undecided.len() <= OPEN;
    html! {
        @for (title, id, group) in groups.iter().filter(|(_, _, group)| !group.is_empty()) {
            section id=(id) aria-labelledby={ (id) "-title" } {
                h2 id={ (id) "-title" } { (title) " " span.number { (group.len()) } }
                @for entry in *group {
                    (finding::view(entry, many, first && matches!(*id, "failing" | "undecided")))
                }
            }
        }
        @if entries.all().next().is_none() { p.clean { "Nothing was found." } }
        p #nothing hidden { "No finding matches the filter." }
    }
}

/// What the policies say that something was found of, for who does not know them.
fn policies(report: &Report<'_>) -> Markup {
    let found: BTreeSet<&str> = report.findings.iter().map(|finding| finding.policy.id.as_str()).collect();
    let policies = report.policies.iter().filter(|policy| found.contains(policy.id.as_str()));
    html! {
        @if !found.is_empty() {
            section #policies aria-labelledby="policies-title" {
                h2 #policies-title { "Policies" }
                @for policy in policies { (finding::policy(policy)) }
            }
        }
    }
}

fn foot(report: &Report<'_>) -> Markup {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &report.findings {
        *found.entry(&finding.policy.id).or_default() += 1;
    }
    html! {
        footer {
            details {
                summary { (report.policies.len()) " policies were judged" }
                table.policies {
                    thead { tr { th scope="col" { "Policy" } th scope="col" { "Severity" } th scope="col" { "Asks for" } th scope="col" { "Findings" } } }
                    tbody {
                        @for policy in report.policies {
                            tr {
                                td { code { (policy.id) } } td { (policy.severity.word()) } td { (policy.title) }
                                td { (found.get(policy.id.as_str()).copied().unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
            p { "plangate " (env!("CARGO_PKG_VERSION")) }
        }
    }
}
