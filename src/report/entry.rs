//! A finding as the renderers show it: its facts in, text that is redacted and acts on nothing out.
//!
//! What a format gives a meaning of its own (Markdown, XML, workflow commands) is left to that format.

use super::chain::Chain;
use super::change::Diff;
use super::location::{self, location};
use super::snippet::Snippet;
use super::{Finding, OnUnknown, Outcome, Report, Verdict};
use crate::finding::Fact;
use crate::policy::{Policy, Severity};
use crate::redact::plain;
use crate::standing::Standing;

/// A finding to show.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// The finding
    pub(super) finding: &'a Finding<'a>,
    /// Its policy
    pub(super) policy: &'a Policy,
    /// The label of its plan
    pub(super) plan: String,
    /// Its subject
    pub(super) address: String,
    /// Its file and line in the repository, where its source was read
    pub(super) at: Option<String>,
    /// What is wrong, with names in backticks
    pub(super) message: String,
    /// HCL of the values that decide
    pub(super) snippet: String,
    /// What it rests on beside the snippet
    pub(super) notes: Vec<String>,
    /// What keeps it unknown
    pub(super) causes: Vec<String>,
    /// What to write
    pub(super) fix: String,
    /// How the resources lead to one another, where that is the point
    pub(super) chain: Option<Chain>,
    /// What the plan changes
    pub(super) change: Option<&'a Diff>,
    /// The edit of the source that mends it, as a unified difference
    pub(super) edit: Option<String>,
    /// What it does to the verdict
    pub(super) counts: Option<Verdict>,
}

/// How loud a finding is, in the words of SARIF and of GitHub's annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Critical and high
    Error,
    /// Medium, and what can't be told
    Warning,
    /// Low
    Note,
}

impl<'a> Entry<'a> {
    /// The finding of a report.
    pub(super) fn new(report: &Report<'_>, finding: &'a Finding<'_>) -> Self {
        let chain = Chain::new(report, finding);
        // What the chain or the snippet shows need not be said again.
        let unsaid = |fact: &&Fact| !Snippet::shows(fact) && (chain.is_none() || fact.address.is_none());
        let mut notes: Vec<String> = finding.evidence.iter().filter(unsaid).map(note).collect();
        notes.extend(folded(finding));
        let waiting = finding.evidence.iter().filter(|fact| fact.waits_for.is_some());
        let undecided = finding.outcome == Outcome::Unknown;
        let way_out = if undecided { "; or make the value known in the plan" } else { "" };
        Self {
            finding,
            policy: finding.policy,
            plan: plain(&finding.plan),
            address: plain(&finding.address),
            at: location(report, finding).line(),
            message: plain(&finding.message),
            snippet: Snippet::new(finding).commented(),
            notes,
            causes: if undecided { waiting.map(note).collect() } else { Vec::new() },
            fix: format!("{}{way_out}", finding.policy.fix.trim_end()),
            chain,
            change: finding.change.as_ref(),
            edit: edit(report, finding),
            counts: report.gate.counts(finding),
        }
    }

    /// Severity, outcome and standing in words, such as `high, unknown, introduced`.
    pub(super) fn words(&self) -> String {
        let unknown = if self.finding.outcome == Outcome::Unknown { ", unknown" } else { "" };
        format!("{}{unknown}, {}", self.finding.severity.word(), self.finding.standing.word())
    }

    /// How loud it is.
    pub(super) fn level(&self) -> Level {
        match self.finding.outcome {
            Outcome::Fail => level(self.finding.severity),
            Outcome::Unknown => level(self.finding.severity).max(Level::Warning),
        }
    }
}

/// The edit of the source that mends a finding, as a unified difference of files from the root of the repository.
pub(super) fn edit(report: &Report<'_>, finding: &Finding<'_>) -> Option<String> {
    let hunks = finding.fix.iter().flat_map(|fix| &fix.files).map(|fixed| {
        let file = location::file(report, finding, &fixed.file)?;
        Some(format!("--- a/{file}\n+++ b/{file}\n{}", fixed.hunks))
    });
    let whole: String = hunks.collect::<Option<_>>()?;
    (!whole.is_empty()).then_some(whole)
}

/// How loud a failure is.
pub(super) fn level(severity: Severity) -> Level {
    match severity {
        Severity::Critical | Severity::High => Level::Error,
        Severity::Medium => Level::Warning,
        Severity::Low => Level::Note,
    }
}

/// A fact in one line.
pub(super) fn note(fact: &Fact) -> String {
    match &fact.address {
        Some(address) => plain(&format!("`{address}` {}", told(fact))),
        None => plain(&fact.note),
    }
}

/// A fact after the name of its resource: its place, and what is so there.
pub(super) fn told(fact: &Fact) -> String {
    let place = if fact.place.steps().is_empty() { String::new() } else { format!("`{}` ", fact.place) };
    plain(&format!("{place}{}", fact.note))
}

/// The findings of a report by what a person has to do about them.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    /// They fail, and are new or count
    pub(super) failing: Vec<Entry<'a>>,
    /// They can't be told, and are new or count
    pub(super) undecided: Vec<Entry<'a>>,
    /// They were there before and do not count
    pub(super) existing: Vec<Entry<'a>>,
    /// They are accepted
    pub(super) waived: Vec<Entry<'a>>,
    /// They are gone
    pub(super) resolved: Vec<Entry<'a>>,
}

impl<'a> Entries<'a> {
    /// The findings to show: unknown ones only where the gate does not ignore them.
    pub(super) fn new(report: &'a Report<'_>) -> Self {
        let (mut failing, mut undecided) = (Vec::new(), Vec::new());
        let (mut existing, mut waived, mut resolved) = (Vec::new(), Vec::new(), Vec::new());
        for finding in &report.findings {
            if finding.outcome == Outcome::Unknown && report.gate.unknown == OnUnknown::Ignore {
                continue;
            }
            let entry = Entry::new(report, finding);
            let counts = entry.counts.is_some();
            let group = match (finding.standing, finding.outcome) {
                (Standing::Resolved, _) => &mut resolved,
                _ if finding.waiver.is_some() => &mut waived,
                (Standing::Existing, _) if !counts => &mut existing,
                (_, Outcome::Fail) => &mut failing,
                (_, Outcome::Unknown) => &mut undecided,
            };
            group.push(entry);
        }
        Self { failing, undecided, existing, waived, resolved }
    }

    /// Those that stand and are not waived: failing, undecided, existing.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.failing.iter().chain(&self.undecided).chain(&self.existing)
    }

    /// All of them, in the order they are shown.
    pub(super) fn all(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.standing().chain(&self.waived).chain(&self.resolved)
    }
}

/// What decides, in one sentence: `4 introduced findings at medium or above`.
pub(super) fn headline(report: &Report<'_>) -> String {
    let counted = report.findings.iter().filter(|finding| report.gate.counts(finding).is_some()).count();
    let scope = if report.gate.existing { "" } else { "introduced " };
    let s = if counted == 1 { "" } else { "s" };
    format!("{counted} {scope}finding{s} at {} or above", report.gate.fail_on.word())
}

/// How many findings stand how: `4 introduced, 3 existing, 0 resolved, 1 unknown, 0 waived`.
pub(super) fn counts(report: &Report<'_>) -> String {
    let summary = &report.summary;
    format!(
        "{} introduced, {} existing, {} resolved; of these {} unknown; {} waived",
        summary.introduced, summary.existing, summary.resolved, summary.unknown, summary.waived
    )
}

/// What was judged: `13 resources by 15 policies: 12 checked, 5 passed`.
pub(super) fn judged(report: &Report<'_>) -> String {
    let resources: usize = report.plans.iter().map(|plan| plan.resources).sum();
    let plans = if report.plans.len() > 1 { format!(" in {} plans", report.plans.len()) } else { String::new() };
    let summary = &report.summary;
    format!(
        "judged {resources} resources{plans} by {} policies: {} checked, {} passed, {} failed",
        summary.policies, summary.checked, summary.passed, summary.failed
    )
}

/// The policies that are folded into a finding.
pub(super) fn folded(finding: &Finding<'_>) -> Option<String> {
    let what = if finding.outcome == Outcome::Unknown { "the same question for" } else { "the same fault for" };
    let also = &finding.details.also;
    (!also.is_empty()).then(|| format!("{what} {}", also.join(", ")))
}
