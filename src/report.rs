//! The finished report: findings of all plans in, one sorted report with its verdict out. Renderers only show it.

pub mod atlantis;
mod chain;
pub mod change;
mod entry;
mod escape;
pub mod github;
pub mod gitlab;
pub mod hcp;
pub mod html;
pub mod json;
pub mod junit;
mod located;
mod location;
pub mod markdown;
mod page;
mod prints;
mod rows;
pub mod sarif;
mod snippet;
pub mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::finding::{Details, Fact};
use crate::fix::Fix;
use crate::path::Place;
use crate::policy::{Policy, Severity};
use crate::source::place::{Located, Spot};
use crate::source::repository::Repository;
use crate::standing::Standing;
use change::Diff;

/// Whether a policy is violated, or whether that can't be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is violated
    Fail,
    /// It can't be told
    Unknown,
}

impl Outcome {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Unknown => "unknown",
        }
    }
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// The reason, who gave it, and until when it holds
    pub reason: String,
    /// Whether a comment in the source says so
    pub inline: bool,
}

/// A finding of the report.
#[derive(Clone, Debug)]
pub struct Finding<'r> {
    /// The policy
    pub policy: &'r Policy,
    /// Violated, or unknown
    pub outcome: Outcome,
    /// New, old or gone
    pub standing: Standing,
    /// How bad it is
    pub severity: Severity,
    /// The label of the plan
    pub plan: String,
    /// The resource, or `provider.<key>`
    pub address: String,
    /// Its type; empty for a provider
    pub kind: String,
    /// What is done to it, in Terraform's word; empty for a provider
    pub action: &'static str,
    /// The place that decides
    pub place: Place,
    /// What is wrong, in one sentence
    pub message: String,
    /// What it rests on
    pub evidence: Vec<Fact>,
    /// What the policy adds
    pub details: Details,
    /// What the plan changes at the place that decides
    pub change: Option<Diff>,
    /// What tells this finding apart from run to run
    pub fingerprint: String,
    /// Why it does not count, if it is waived
    pub waiver: Option<Waived>,
    /// Findings folded into this one that a waiver of it does not cover
    pub apart: Vec<Finding<'r>>,
    /// The policies of the findings at the same address that are folded into this one
    pub covers: Vec<&'r Policy>,
    /// The edit of the source that mends it, where it is known
    pub fix: Option<Fix>,
    /// Where the place stands in the source, if it was read
    pub source: Option<Located>,
    /// Where each piece of evidence stands, in the order of the evidence; empty without source
    pub evidence_source: Vec<Option<Spot>>,
}

impl Finding<'_> {
    /// What to write.
    pub fn remedy(&self) -> &str {
        self.details.remedy.as_deref().unwrap_or_else(|| self.policy.fix.trim_end())
    }
}

/// What is told of one plan.
#[derive(Clone, Debug, Default)]
pub struct PlanReport {
    /// The name it was given under
    pub label: String,
    /// The version of Terraform or OpenTofu
    pub terraform_version: Option<String>,
    /// `format_version`
    pub format_version: String,
    /// How many objects it manages
    pub resources: usize,
    /// How many of them are AWS's
    pub aws_resources: usize,
    /// Action -> how many
    pub changes: BTreeMap<&'static str, usize>,
    /// What was odd about the input
    pub warnings: Vec<String>,
    /// Texts in which secrets are looked for and that neither the plan nor the source shows
    pub unread: usize,
    /// Policy -> the subjects that passed
    pub passed: BTreeMap<String, Vec<Arc<str>>>,
    /// The file that stands for its findings where their source was not read, from the root of the repository
    pub anchor: Option<String>,
    /// The repository that its source stands in, where it was read
    pub repository: Option<Repository>,
}

/// When the gate closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The least severity that counts
    pub fail_on: Severity,
    /// Whether findings that were there before count too
    pub existing: bool,
    /// What unknown does
    pub unknown: OnUnknown,
}

/// What an unknown answer does to the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnUnknown {
    /// It closes it
    Fail,
    /// It is shown
    Warn,
    /// It is only counted
    Ignore,
}

/// The answer of the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing that counts
    Pass,
    /// Something that counts can't be decided
    Unknown,
    /// Something that counts fails
    Fail,
}

impl Verdict {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Unknown => "unknown",
            Self::Fail => "fail",
        }
    }
}

/// What was judged, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Subjects judged in the after world
    pub checked: usize,
    /// Of these, those that pass
    pub passed: usize,
    /// Those that fail
    pub failed: usize,
    /// Those that can't be decided
    pub unknown: usize,
    /// Those that are waived
    pub waived: usize,
    /// Findings that are new, whether they fail or are unknown
    pub introduced: usize,
    /// Findings that were there before
    pub existing: usize,
    /// Findings that are gone
    pub resolved: usize,
    /// How many findings of each severity fail, waived ones left out
    pub severity: BTreeMap<Severity, usize>,
    /// How many policies were judged
    pub policies: usize,
}

/// The finished report.
#[derive(Clone, Debug)]
pub struct Report<'r> {
    /// The answer
    pub verdict: Verdict,
    /// 0 or 1
    pub exit_code: u8,
    /// When the gate closes
    pub gate: Gate,
    /// The plans, by label
    pub plans: Vec<PlanReport>,
    /// What was judged
    pub summary: Summary,
    /// Findings, worst first
    pub findings: Vec<Finding<'r>>,
    /// Every policy that was judged
    pub policies: &'r [Policy],
}

impl<'r> Report<'r> {
    /// Sorts plans and findings, and fixes the verdict.
    pub fn new(mut plans: Vec<PlanReport>, mut findings: Vec<Finding<'r>>, policies: &'r [Policy], gate: Gate) -> Self {
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        plans.sort_by(|a, b| a.label.cmp(&b.label));
        let verdict = gate.verdict(findings.iter());
        let summary = Summary::new(&plans, &findings, policies.len());
        let exit_code = u8::from(verdict != Verdict::Pass);
        Self { verdict, exit_code, gate, plans, summary, findings, policies }
    }

    /// The answer of the gate for one of the plans.
    pub fn verdict_of(&self, plan: &PlanReport) -> Verdict {
        self.gate.verdict(self.findings.iter().filter(|finding| finding.plan == plan.label))
    }

    /// The whole report in one line: `plangate: fail: 4 introduced findings at medium or above`.
    pub fn line(&self) -> String {
        format!("plangate: {}: {}", self.verdict.word(), entry::headline(self))
    }
}

impl Gate {
    /// The worst that findings do.
    fn verdict<'f, 'r: 'f>(&self, findings: impl Iterator<Item = &'f Finding<'r>>) -> Verdict {
        findings.filter_map(|finding| self.counts(finding)).max().unwrap_or(Verdict::Pass)
    }

    /// What a finding does to the verdict; `None` when it does not count.
    pub fn counts(&self, finding: &Finding<'_>) -> Option<Verdict> {
        let in_scope = match finding.standing {
            Standing::Introduced => true,
            Standing::Existing => self.existing,
            Standing::Resolved => false,
        };
        if !in_scope || finding.severity < self.fail_on || finding.waiver.is_some() {
            return None;
        }
        match (finding.outcome, self.unknown) {
            (Outcome::Fail, _) => Some(Verdict::Fail),
            (Outcome::Unknown, OnUnknown::Fail) => Some(Verdict::Unknown),
            (Outcome::Unknown, OnUnknown::Warn | OnUnknown::Ignore) => None,
        }
    }
}

impl Finding<'_> {
    /// Where a piece of evidence stands in the source.
    pub fn evidence_at(&self, index: usize) -> Option<&Spot> {
        self.evidence_source.get(index).and_then(Option::as_ref)
    }

    /// Worst first, then by policy, plan, address and place.
    fn order(&self) -> impl Ord + use<'_> {
        let severity = std::cmp::Reverse(self.severity);
        (self.standing, severity, self.outcome, &self.policy.id, &self.plan, &self.address, &self.place, &self.message)
    }
}

/// `sha256:` over policy, address and sub-key, so that moved lines keep their finding.
pub fn fingerprint(policy: &str, address: &str, sub_key: Option<&str>) -> String {
    let mut hash = Sha256::new();
    for part in [policy, address, sub_key.unwrap_or_default()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

impl Summary {
    fn new(plans: &[PlanReport], findings: &[Finding<'_>], policies: usize) -> Self {
        let count = |which: &dyn Fn(&Finding<'_>) -> bool| findings.iter().filter(|finding| which(finding)).count();
        let stands = |finding: &Finding<'_>| finding.standing != Standing::Resolved;
        let counted = |finding: &Finding<'_>| stands(finding) && finding.waiver.is_none();
        let failed = count(&|finding| counted(finding) && finding.outcome == Outcome::Fail);
        let unknown = count(&|finding| counted(finding) && finding.outcome == Outcome::Unknown);
        let waived = count(&|finding| stands(finding) && finding.waiver.is_some());
        let passed = plans.iter().flat_map(|plan| plan.passed.values()).map(Vec::len).sum();
        let mut severity: BTreeMap<Severity, usize> = Severity::WORDS.map(|(_, severity)| (severity, 0)).into();
        for finding in findings.iter().filter(|finding| counted(finding) && finding.outcome == Outcome::Fail) {
            *severity.entry(finding.severity).or_default() += 1;
        }
        Self {
            checked: passed + failed + unknown + waived,
            passed,
            failed,
            unknown,
            waived,
            introduced: count(&|finding| counted(finding) && finding.standing == Standing::Introduced),
            existing: count(&|finding| counted(finding) && finding.standing == Standing::Existing),
            resolved: count(&|finding| finding.standing == Standing::Resolved),
            severity,
            policies,
        }
    }
}
