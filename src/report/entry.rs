//! A finding as the renderers show it: its facts in, text that is redacted and acts on nothing out.
//!
//! What a format gives a meaning of its own (Markdown, XML, workflow commands) is left to that format.

use rayon::prelude::*;

use super::chain::Chain;
use super::change::Diff;
use super::location::{self, location};
use super::snippet::{self, Snippet};
use super::{Finding, OnUnknown, Outcome, Report, Summary, Verdict};
use crate::finding::Fact;
use crate::links::Certainty;
use crate::plan::address::Address;
use crate::policy::{Layer, Policy, Severity};
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
    /// Other policies that find the same
    also: Option<String>,
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
    /// The policies that the edit mends, where it is only what is folded into the finding
    pub(super) mends: Option<String>,
    /// What it does to the verdict
    pub(super) counts: Option<Verdict>,
}

/// What a finding rests on, in a line.
#[derive(Debug)]
pub(super) struct Reason {
    /// The line
    pub(super) text: String,
    /// Whether it is a step of a chain, and not a remark about it
    pub(super) is_step: bool,
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
        let also = also(finding);
        let unsaid = finding.evidence.iter().filter(|fact| is_unsaid(fact, chain.is_some()));
        let notes = unsaid.map(note).chain(also.clone()).collect();
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
            snippet: Snippet::new(finding, chain.is_some()).commented(),
            notes,
            also,
            causes: if undecided { waiting.map(note).collect() } else { Vec::new() },
            fix: format!("{}{way_out}", finding.remedy()),
            chain,
            change: finding.change.as_ref(),
            edit: edit(report, finding),
            mends: finding.fix.as_ref().and_then(|fix| fix.mends_others(&finding.policy.id)),
            counts: report.gate.counts(finding),
        }
    }

    /// Severity, outcome and standing in words, such as `high, unknown, introduced`.
    pub(super) fn words(&self) -> String {
        let unknown = if self.finding.outcome == Outcome::Unknown { ", unknown" } else { "" };
        format!("{}{unknown}, {}", self.finding.severity.word(), self.finding.standing.word())
    }

    /// What it rests on, one step after the other, but for what a snippet or a label in the source says.
    pub(super) fn reasons(&self) -> Vec<Reason> {
        let chained = |fact: &Fact| self.chain.is_some() && fact.address.is_some();
        let labelled = |at: usize, fact: &Fact| Snippet::shows(fact) || self.finding.evidence_at(at).is_some();
        let facts = self.finding.evidence.iter().enumerate();
        let unsaid = facts.filter(|(at, fact)| chained(fact) || !labelled(*at, fact));
        let told = unsaid.map(|(_, fact)| Reason { text: step(fact), is_step: chained(fact) });
        told.chain(self.also.iter().map(|also| Reason { text: also.clone(), is_step: false })).collect()
    }

    /// All that it rests on but what keeps it unknown, for a format that shows neither values nor lines.
    pub(super) fn evidence(&self) -> impl Iterator<Item = String> {
        let is_cause = |fact: &Fact| self.finding.outcome == Outcome::Unknown && fact.waits_for.is_some();
        let told = self.finding.evidence.iter().filter(move |fact| !is_cause(fact));
        told.map(step).chain(self.also.clone())
    }

    /// What it has in common with the other instances of its block that are wrong in the same way, at the same place: all but
    /// the address.
    pub(super) fn kin(&self) -> String {
        let Some(parsed) = Address::parse(&self.address) else { return self.address.clone() };
        let modules: String = parsed.module.iter().map(|step| format!("{}.", step.name)).collect();
        let said = [&self.message, &self.snippet].into_iter().chain(&self.notes).chain(&self.edit);
        let said: Vec<String> = said.map(|text| text.replace(&self.address, "")).collect();
        let (plan, policy, words) = (&self.plan, &self.policy.id, self.words());
        let at = self.at.as_deref().unwrap_or_default();
        format!("{plan} {policy} {words} {modules}{}.{} {at}\n{}", parsed.kind, parsed.name, said.join("\n"))
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

/// Whether neither the snippet nor the chain shows a fact.
fn is_unsaid(fact: &Fact, chain: bool) -> bool {
    !(Snippet::shows(fact) || chain && fact.address.is_some())
}

/// The policies that find the same, but for those that a fact names.
fn also(finding: &Finding<'_>) -> Option<String> {
    let names =
        |fact: &Fact, id: &str| fact.note.rsplit(": ").next().is_some_and(|ids| ids.split(", ").any(|one| one == id));
    let named = |id: &&String| finding.evidence.iter().any(|fact| names(fact, id));
    let also: Vec<&str> = finding.details.also.iter().filter(|id| !named(id)).map(String::as_str).collect();
    let verb = if finding.outcome == Outcome::Unknown { "leaves open" } else { "fails" };
    (!also.is_empty()).then(|| format!("the same cause also {verb} {}", also.join(", ")))
}

/// A fact in one line, after the reference of what it is about.
pub(super) fn note(fact: &Fact) -> String {
    let (layer, said) = layered(&fact.note);
    match &fact.address {
        Some(address) if fact.place.steps().is_empty() || names_place(fact) => {
            plain(&format!("{layer}`{address}` {said}"))
        }
        Some(address) => plain(&format!("{layer}`{address}.{}` {said}", snippet::path(fact))),
        None => plain(&fact.note),
    }
}

/// The layer that a note of a path begins with, if it does, and the rest: what is named between them reads as a sentence.
fn layered(note: &str) -> (&str, &str) {
    let end = note.find(": ").map_or(0, |at| at + ": ".len());
    let (layer, said) = note.split_at(end);
    let known = Layer::WORDS.iter().any(|(word, _)| layer.strip_suffix(": ") == Some(word));
    if known { (layer, said) } else { ("", note) }
}

/// Whether the sentence names its place: `has no permissions boundary` at `permissions_boundary`.
fn names_place(fact: &Fact) -> bool {
    fact.note.contains(&fact.place.name().replace('_', " "))
}

/// A fact as a step of the reasons.
pub(super) fn step(fact: &Fact) -> String {
    match fact.certainty {
        Certainty::Must => note(fact),
        Certainty::May => format!("perhaps: {}", note(fact)),
    }
}

/// A fact after the name of its resource: its place, and what is so there.
pub(super) fn told(fact: &Fact) -> String {
    let none = fact.place.steps().is_empty() || names_place(fact);
    let place = if none { String::new() } else { format!("`{}` ", snippet::path(fact)) };
    let (layer, said) = layered(&fact.note);
    plain(&format!("{layer}{place}{said}"))
}

/// The findings of a report by what a person has to do about them.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    /// They fail, and count
    pub(super) failing: Vec<Entry<'a>>,
    /// They can't be told, and count
    pub(super) undecided: Vec<Entry<'a>>,
    /// They are new and do not count
    pub(super) uncounted: Vec<Entry<'a>>,
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
        let (mut failing, mut undecided, mut uncounted) = (Vec::new(), Vec::new(), Vec::new());
        let (mut existing, mut waived, mut resolved) = (Vec::new(), Vec::new(), Vec::new());
        let ignored =
            |finding: &&Finding<'_>| finding.outcome == Outcome::Unknown && report.gate.unknown == OnUnknown::Ignore;
        let shown = report.findings.par_iter().filter(|finding| !ignored(finding));
        let entries: Vec<Entry<'a>> = shown.map(|finding| Entry::new(report, finding)).collect();
        for entry in entries {
            let counts = entry.counts.is_some();
            let group = match (entry.finding.standing, entry.finding.outcome) {
                (Standing::Resolved, _) => &mut resolved,
                _ if entry.finding.waiver.is_some() => &mut waived,
                (Standing::Existing, _) if !counts => &mut existing,
                (Standing::Introduced, _) if !counts => &mut uncounted,
                (_, Outcome::Fail) => &mut failing,
                (_, Outcome::Unknown) => &mut undecided,
            };
            group.push(entry);
        }
        Self { failing, undecided, uncounted, existing, waived, resolved }
    }

    /// Those that are new or count.
    pub(super) fn open(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.failing.iter().chain(&self.undecided).chain(&self.uncounted)
    }

    /// Those that stand and are not waived.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.open().chain(&self.existing)
    }

    /// All of them, in the order they are shown.
    pub(super) fn all(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.standing().chain(&self.waived).chain(&self.resolved)
    }
}

/// Findings of one policy that stand one after the other.
pub(super) fn groups<'e, 'a>(entries: &'e [Entry<'a>]) -> impl Iterator<Item = &'e [Entry<'a>]> {
    entries.chunk_by(|a, b| a.policy.id == b.policy.id && a.words() == b.words())
}

/// What decides, in one sentence: `4 introduced findings at medium or above, 1 of them unknown`.
pub(super) fn headline(report: &Report<'_>) -> String {
    let does = |what: Verdict| report.findings.iter().filter(|one| report.gate.counts(one) == Some(what)).count();
    let (failing, unknown) = (does(Verdict::Fail), does(Verdict::Unknown));
    let counted = failing + unknown;
    let scope = if report.gate.existing { "" } else { "introduced " };
    // Where nothing fails, the verdict says that they are unknown.
    let open = if failing > 0 && unknown > 0 { format!(", {unknown} of them unknown") } else { String::new() };
    let noun = if counted == 1 { "finding" } else { "findings" };
    format!("{counted} {scope}{noun} at {} or above{open}", report.gate.fail_on.word())
}

/// How many findings stand how: `4 introduced, 3 existing, 0 resolved, 1 waived`.
pub(super) fn counts(report: &Report<'_>) -> String {
    let Summary { introduced, existing, resolved, waived, .. } = report.summary;
    format!("{introduced} introduced, {existing} existing, {resolved} resolved{}", counted(waived, "waived"))
}

/// `, 2 waived`, or nothing where there is none.
fn counted(count: usize, word: &str) -> String {
    if count == 0 { String::new() } else { format!(", {count} {word}") }
}

/// What was judged: `judged 13 resources by 15 policies: 13 checked, 5 passed, 7 failed (1 high, 6 medium), 1 unknown`.
pub(super) fn judged(report: &Report<'_>) -> String {
    let resources: usize = report.plans.iter().map(|plan| plan.resources).sum();
    let plans = if report.plans.len() > 1 { format!(" in {} plans", report.plans.len()) } else { String::new() };
    let summary = &report.summary;
    let severities = summary.severity.iter().rev().filter(|(_, count)| **count > 0);
    let severities: Vec<String> = severities.map(|(severity, count)| format!("{count} {}", severity.word())).collect();
    let severities = if severities.is_empty() { String::new() } else { format!(" ({})", severities.join(", ")) };
    format!(
        "judged {resources} {}{plans} by {} {}: {} checked, {} passed, {} failed{severities}{}{}",
        if resources == 1 { "resource" } else { "resources" },
        summary.policies,
        if summary.policies == 1 { "policy" } else { "policies" },
        summary.checked,
        summary.passed,
        summary.failed,
        counted(summary.unknown, "unknown"),
        counted(summary.waived, "waived")
    )
}
