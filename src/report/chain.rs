//! How resources lead to one another: a finding's evidence in, its steps in order out.

use std::collections::BTreeSet;

use super::entry::told;
use super::location::location_of;
use super::{Finding, Report};
use crate::links::Certainty;
use crate::policy::{Body, Layer};
use crate::redact::plain;

/// The way from the first resource of the evidence to the last.
#[derive(Debug)]
pub(super) struct Chain {
    /// Its steps, one a resource
    pub(super) steps: Vec<Step>,
}

/// What is true of one resource on the way.
#[derive(Debug)]
pub(super) struct Step {
    /// The resource
    pub(super) address: String,
    /// The file and line of the first fact, where its source was read
    pub(super) at: Option<String>,
    /// The facts, each with its place
    pub(super) facts: Vec<String>,
    /// How sure all of them are
    pub(super) certainty: Certainty,
}

/// More resources than these are a chain, even where the policy guards one layer only.
const PAIR: usize = 2;

impl Chain {
    /// The chain of a finding; `None` where its evidence is about one resource, or about a resource and its neighbour.
    pub(super) fn new(report: &Report<'_>, finding: &Finding<'_>) -> Option<Self> {
        let mut steps: Vec<Step> = Vec::new();
        for (number, fact) in finding.evidence.iter().enumerate() {
            let Some(address) = fact.address.as_deref().map(plain) else { continue };
            let text = told(fact);
            match steps.last_mut().filter(|last| last.address == address) {
                Some(last) => {
                    last.facts.push(text);
                    last.certainty = last.certainty.min(fact.certainty);
                }
                None => {
                    let at = location_of(report, finding, number).line();
                    steps.push(Step { address, at, facts: vec![text], certainty: fact.certainty });
                }
            }
        }
        let resources: BTreeSet<&str> = steps.iter().map(|step| step.address.as_str()).collect();
        // An analysis gives its evidence in the order of the path; a rule names neighbours in any order.
        let ordered = matches!(finding.policy.body, Body::Analysis(_)) && resources.len() > PAIR;
        let chains = finding.policy.layer == Layer::Chain && resources.len() >= PAIR;
        (chains || ordered).then_some(Self { steps })
    }
}
