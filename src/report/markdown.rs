//! `--format markdown` and `--format comment`: the report as GitHub-flavoured Markdown, within what its place can hold.
//!
//! Both show the same and differ in how much: a job summary over 1 MiB is not shown at all
//! (<https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions>),
//! a comment over 65,536 characters is refused. What does not fit is left out finding by finding, and counted.

mod block;

pub(super) use block::body;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::entry::{Entries, Entry, counts, groups, headline, judged};
use super::escape::{code, sentence, words};
use super::page::{Group, Page, Part};
use super::{Finding, Report, Verdict, rows};
use crate::policy::Severity;
use crate::redact::plain;

/// Where the Markdown goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The summary of a job: 1 MiB
    Summary,
    /// A comment: 65,536 characters, of which a byte is at least one whatever is counted
    Comment,
}

impl Place {
    /// Bytes that may be written, with room for what a workflow adds around it.
    fn limit(self) -> usize {
        match self {
            Self::Summary => 1_000_000,
            Self::Comment => 65_000,
        }
    }
}

/// The report as Markdown.
pub fn render(report: &Report<'_>, place: Place) -> String {
    let entries = Entries::new(report);
    let mut page = Page::new(place.limit(), head(report, place), foot(report));
    let many = report.plans.len() > 1;
    // What is to be read at once is not folded.
    let open = entries.failing.len() + entries.undecided.len() <= OPEN;
    section(&mut page, "Failing", &entries.failing, many, open);
    section(&mut page, "Undecided: the plan does not tell", &entries.undecided, many, open);
    section(&mut page, "New, but not counted", &entries.uncounted, many, false);
    list(&mut page, "already there before this plan, not counted", &entries.existing, many);
    list(&mut page, "waived", &entries.waived, many);
    list(&mut page, "resolved by this plan", &entries.resolved, many);
    page.text(|omitted| {
        let findings = if omitted == 1 { "finding is" } else { "findings are" };
        format!(
            "\n**{omitted} more {findings} left out for want of room.** The JSON and HTML reports hold all of them.\n"
        )
    })
}

/// The marker by which a workflow finds its comment again, the verdict, the table of counts.
fn head(report: &Report<'_>, place: Place) -> String {
    let mut head = String::new();
    if place == Place::Comment {
        let labels: Vec<String> = report.plans.iter().map(|plan| marker(&plan.label)).collect();
        let _ = writeln!(head, "<!-- plangate:{} -->", labels.join(","));
    }
    let sign = match report.verdict {
        Verdict::Pass => "✅",
        Verdict::Unknown => "❔",
        Verdict::Fail => "❌",
    };
    let _ = writeln!(head, "## {sign} plangate: {} — {}\n", report.verdict.word(), headline(report));
    let _ = writeln!(head, "{}  ", counts(report));
    let _ = writeln!(head, "{}\n", judged(report));
    table(report, &mut head);
    plans(report, &mut head);
    for plan in report.plans.iter().filter(|plan| plan.aws_resources == 0) {
        let _ = writeln!(
            head,
            "\n{}: no AWS resource in this plan: only secrets are looked for",
            code(&plain(&plan.label))
        );
    }
    warnings(report, &mut head);
    head
}

/// Warnings that are told one by one.
const WARNINGS: usize = 20;

/// What the plans' readers had to look past, and what is not judged.
fn warnings(report: &Report<'_>, head: &mut String) {
    let all = report.plans.iter().flat_map(|plan| plan.warnings.iter().map(move |warning| (plan, warning)));
    for (plan, warning) in all.clone().take(WARNINGS) {
        let _ = writeln!(head, "\n⚠️ {}: {}", code(&plain(&plan.label)), sentence(&plain(warning)));
    }
    if let Some(more) = all.count().checked_sub(WARNINGS).filter(|more| *more > 0) {
        let _ = writeln!(head, "\n⚠️ {more} more warnings");
    }
}

/// Plans of which the verdict is told one by one.
const PLANS: usize = 100;

/// A verdict per plan, where there are several.
fn plans(report: &Report<'_>, head: &mut String) {
    if report.plans.len() < 2 {
        return;
    }
    let _ = writeln!(head, "\n| plan | verdict |\n|---|---|");
    for plan in report.plans.iter().take(PLANS) {
        let _ = writeln!(head, "| {} | {} |", cell(&plan.label), report.verdict_of(plan).word());
    }
    if let Some(more) = report.plans.len().checked_sub(PLANS).filter(|more| *more > 0) {
        let _ = writeln!(head, "| {more} more plans | |");
    }
}

/// A name in a cell, where a bar would end it even inside of code.
fn cell(name: &str) -> String {
    let name = plain(name);
    if name.contains('|') { words(&name) } else { code(&name) }
}

/// Only what can't end a comment of HTML.
fn marker(label: &str) -> String {
    label.chars().map(|c| if c.is_ascii_alphanumeric() || "._/".contains(c) { c } else { '_' }).collect()
}

/// Standing by severity, in rows that are not empty.
fn table(report: &Report<'_>, head: &mut String) {
    let severities: Vec<Severity> = Severity::WORDS.iter().rev().map(|(_, severity)| *severity).collect();
    let names: Vec<&str> = severities.iter().map(|severity| severity.word()).collect();
    if report.findings.is_empty() {
        return;
    }
    let _ = writeln!(head, "| | {} |\n|---|--:|--:|--:|--:|", names.join(" | "));
    for row in rows::ROWS.iter().filter(|row| report.findings.iter().any(row.holds)) {
        let cells = severities.iter().map(|severity| {
            let of = |finding: &&Finding<'_>| finding.severity == *severity && (row.holds)(finding);
            report.findings.iter().filter(of).count()
        });
        let cells: Vec<String> =
            cells.map(|count| if count == 0 { "·".to_owned() } else { count.to_string() }).collect();
        let _ = writeln!(head, "| {} | {} |", row.name, cells.join(" | "));
    }
}

fn foot(report: &Report<'_>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let uncounted = !report.gate.existing && report.summary.existing > 0;
    let scope = if uncounted { "; `--scope all` counts what was there before, too" } else { "" };
    format!("\n<sub>plangate {version}: `plangate explain ID` tells of a policy{scope}</sub>\n")
}

/// Findings that stand open when the page is opened, if there are no more.
const OPEN: usize = 3;
/// Findings of one policy that are not folded into one.
const FEW: usize = 3;

/// Findings shown whole, or in one line where there is no room; many of one policy are folded together.
fn section(page: &mut Page, title: &str, entries: &[Entry<'_>], many: bool, open: bool) {
    let group = |entries: &[Entry<'_>]| {
        let mut seen = BTreeSet::new();
        // Instances of one block that are wrong in the same way differ in their address alone.
        let mut whole = |entry: &Entry<'_>| seen.insert(entry.kin()).then(|| block::whole(entry, many, open));
        let parts = entries.iter().map(|entry| Part { whole: whole(entry), line: block::line(entry, many) }).collect();
        match entries.first().filter(|_| entries.len() > FEW) {
            Some(first) => {
                Group { head: block::group(first, entries.len()), close: "\n</details>\n\n".to_owned(), parts }
            }
            None => Group::plain(parts),
        }
    };
    page.section(format!("\n### {title} ({})\n\n", entries.len()), "", groups(entries).map(group).collect());
}

/// Findings of which one line is enough, folded away.
fn list(page: &mut Page, title: &str, entries: &[Entry<'_>], many: bool) {
    let head = format!("\n<details><summary>{} {title}</summary>\n\n", entries.len());
    let parts = entries.iter().map(|entry| Part { whole: None, line: block::line(entry, many) }).collect();
    page.section(head, "\n</details>\n", vec![Group::plain(parts)]);
}
