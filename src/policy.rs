//! Policies: TOML files in, rules that can be judged and the text that explains them out.
//!
//! One file is one policy. The files of `policies/` are embedded; `--policies DIR` adds others of the same format.

pub mod edit;
pub mod embedded;
mod load;
pub mod predicate;
pub mod sensitive;

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashSet;

use crate::checks::{Analysis, Judge};
use crate::estate;
use crate::plan::wanted::Wanted;
use edit::Edit;
use predicate::{Predicate, Test};

pub use load::load;

/// How bad a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Hygiene: widens the blast radius or depends on an AWS default
    Low,
    /// One layer of the defence is missing, others hold
    Medium,
    /// One step remains, or the account stops seeing attacks
    High,
    /// An outsider without credentials reaches data or administrative rights
    Critical,
}

impl Severity {
    /// Every severity, lowest first, with its word.
    pub const WORDS: [(&'static str, Self); 4] =
        [("low", Self::Low), ("medium", Self::Medium), ("high", Self::High), ("critical", Self::Critical)];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// Which layer of the defence a policy guards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Who can reach it
    Network,
    /// Who they prove to be
    Authentication,
    /// What they may do
    Authorization,
    /// What the object itself admits
    Resource,
    /// What is seen of it
    Monitoring,
    /// Several at once
    Chain,
}

impl Layer {
    /// Every layer with its word.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("network", Self::Network),
        ("authentication", Self::Authentication),
        ("authorization", Self::Authorization),
        ("resource", Self::Resource),
        ("monitoring", Self::Monitoring),
        ("chain", Self::Chain),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Authentication => "authentication",
            Self::Authorization => "authorization",
            Self::Resource => "resource",
            Self::Monitoring => "monitoring",
            Self::Chain => "chain",
        }
    }
}

/// From which profile on something is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// Judged always
    Default,
    /// Judged only on request
    Strict,
}

impl Profile {
    /// Both profiles with their words.
    pub const WORDS: [(&'static str, Self); 2] = [("default", Self::Default), ("strict", Self::Strict)];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Strict => "strict",
        }
    }
}

/// A policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its name everywhere
    pub id: String,
    /// One line: the state that it asks for
    pub title: String,
    /// How bad a failure is, unless a rule says otherwise
    pub severity: Severity,
    /// Which layer it guards
    pub layer: Layer,
    /// From which profile on it is judged
    pub profile: Profile,
    /// Why it matters
    pub why: String,
    /// What to write
    pub fix: String,
    /// When it fails, passes and is unknown, in words
    pub judged: Judged,
    /// A failing and a passing piece of HCL
    pub example: Example,
    /// Where it comes from
    pub references: Vec<String>,
    /// Framework -> ids
    pub frameworks: BTreeMap<String, Vec<String>>,
    /// What is judged
    pub body: Body,
    /// The fix as edits of HCL, where it is known
    pub edits: Vec<Edit>,
}

/// How a policy answers, in words.
#[derive(Clone, Debug)]
pub struct Judged {
    /// When it fails
    pub fail: String,
    /// When it passes
    pub pass: String,
    /// When it is unknown
    pub unknown: String,
}

/// HCL that fails and HCL that passes.
#[derive(Clone, Debug)]
pub struct Example {
    /// What fails
    pub fail: String,
    /// The same, mended
    pub pass: String,
}

/// What a policy judges with.
#[derive(Clone, Debug)]
pub enum Body {
    /// Predicates over single resources
    Rules(Vec<Rule>),
    /// A built-in analysis
    Analysis(&'static Analysis),
}

/// One declarative rule: which resources, and what must hold of each.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The resource types
    pub resources: Vec<String>,
    /// Which of them are judged; all where it is not given
    pub when: Option<Predicate>,
    /// What must hold
    pub pass: Predicate,
    /// What is wrong when it does not, after the resource's name
    pub message: String,
    /// The first severity whose predicate is proven replaces the policy's own
    pub severity: Vec<(Severity, Predicate)>,
    /// From which profile on it is judged
    pub profile: Profile,
    /// Whether it speaks of an account or region as a whole
    pub account: Option<AccountWide>,
}

/// How a rule speaks of a whole account.
#[derive(Clone, Debug)]
pub struct AccountWide {
    /// What one answer covers
    pub scope: Scope,
    /// Whether one resource that passes is enough for the scope
    pub union: bool,
    /// What the configuration may state of the account instead
    pub fact: Option<Statement>,
    /// What is wrong when there is no such resource
    pub missing: String,
}

/// A test of what the configuration states of the account.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The fact's name
    pub fact: String,
    /// What its value must pass
    pub test: Test,
}

/// What an account-wide answer covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A provider configuration: one account in one region
    Region,
    /// An account
    Account,
}

impl Policy {
    /// Asks for the types and attributes that it looks at in a plan that holds these types. An analysis of single subjects
    /// that finds none asks for no more than tells whose account it is.
    pub fn wants(&self, held: &HashSet<&str>, wanted: &mut Wanted) {
        match &self.body {
            Body::Rules(rules) => rules.iter().for_each(|rule| rule.wants(wanted)),
            Body::Analysis(analysis) => {
                let idle = matches!(analysis.judge, Judge::Each(_))
                    && !analysis.subjects.iter().any(|kind| held.contains(kind));
                for kind in analysis.kinds {
                    if idle && !estate::TELLING.contains(kind) { wanted.kind(kind) } else { wanted.whole(kind) }
                }
                let also = |kind: &&&str| analysis.also.is_some_and(|also| also(kind));
                held.iter().filter(also).for_each(|kind| wanted.whole(kind));
                analysis.hint.into_iter().for_each(|hint| wanted.wherever(hint));
            }
        }
    }

    /// The resource types it judges, for a person.
    pub fn judged_kinds(&self) -> BTreeSet<String> {
        match &self.body {
            Body::Rules(rules) => rules.iter().flat_map(|rule| rule.resources.iter().cloned()).collect(),
            Body::Analysis(analysis) => analysis.subjects.iter().map(|kind| (*kind).to_owned()).collect(),
        }
    }
}

impl Rule {
    fn wants(&self, wanted: &mut Wanted) {
        self.resources.iter().for_each(|kind| wanted.kind(kind));
        let severity = self.severity.iter().map(|(_, predicate)| predicate);
        for predicate in self.when.iter().chain([&self.pass]).chain(severity) {
            predicate.wants(&self.resources, &[], wanted);
        }
    }
}
