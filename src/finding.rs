//! Findings: what a policy says of a subject in one world, and what a report says of both.

use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::HashSet;
use foldhash::fast::RandomState;

use crate::iam::grants::Basis;
use crate::json::Json;
use crate::links::Certainty;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::Resource;

/// A fact that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// The resource it is a fact of; none for an assumption
    pub address: Option<String>,
    /// The place in that resource
    pub place: Place,
    /// The fact in words, after the place
    pub note: String,
    /// How sure it is
    pub certainty: Certainty,
    /// What is shown at the place: a redacted value, or why there is none
    pub shown: Shown,
    /// What it waits for, when it is unknown
    pub waits_for: Option<String>,
    /// The statement it is a fact of, where a policy document stands at the place, from 0
    pub statement: Option<usize>,
}

/// What can be shown at a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Nothing
    Nothing,
    /// That it is not set
    NotSet,
    /// A redacted value
    Value(String),
    /// That it is known after apply
    Unknown,
}

impl Fact {
    /// A fact about a place of a resource.
    pub fn new(resource: &Resource<'_>, place: &Place, note: impl Into<String>) -> Self {
        Self {
            address: Some(resource.name().to_owned()),
            place: place.clone(),
            note: note.into(),
            certainty: Certainty::Must,
            shown: Shown::Nothing,
            waits_for: None,
            statement: None,
        }
    }

    /// What is not known yet at a place, and what it waits for.
    pub fn waiting(resource: &Resource<'_>, place: &Place, node: &Node<'_>) -> Self {
        let cause = node.cause().unwrap_or("a value known after apply");
        if let Some(each) = cause.starts_with("each.").then(|| resource.iterated()).flatten() {
            return Self::new(resource, place, format!("unknown until apply, waits for {each}")).waits_for(&each);
        }
        let open = || node.references().into_iter().rev().find(|reference| !resource.knows(reference));
        let cause = match resource.knows(cause).then(open) {
            Some(None) => {
                // A plan shows neither a literal null beside a condition nor a function that waits.
                let note = format!("unknown until apply, though {cause} is known: null, or what timestamp() gives");
                return Self::new(resource, place, note).waits_for("null or timestamp(), which look alike in a plan");
            }
            Some(Some(other)) => other,
            None => cause,
        };
        Self::new(resource, place, format!("unknown until apply, waits for {cause}")).waits_for(cause)
    }

    /// Something taken for granted because the plan does not speak of it.
    pub fn assumed(note: impl Into<String>) -> Self {
        Self {
            address: None,
            place: Place::default(),
            note: note.into(),
            certainty: Certainty::Must,
            shown: Shown::Nothing,
            waits_for: None,
            statement: None,
        }
    }

    /// With the value at the place.
    #[must_use]
    pub fn showing(self, value: String) -> Self {
        Self { shown: Shown::Value(value), ..self }
    }

    /// With the remark that nothing is set at the place.
    #[must_use]
    pub fn not_set(self) -> Self {
        Self { shown: Shown::NotSet, ..self }
    }

    /// With what keeps it unknown.
    #[must_use]
    pub fn waits_for(self, cause: &str) -> Self {
        let shown = if self.shown == Shown::Nothing { Shown::Unknown } else { self.shown };
        Self { waits_for: Some(cause.to_owned()), shown, ..self }
    }

    /// At a statement of the document at the place.
    #[must_use]
    pub fn in_statement(self, number: usize) -> Self {
        Self { statement: Some(number), ..self }
    }

    /// No surer than `certainty`.
    #[must_use]
    pub fn at_most(self, certainty: Certainty) -> Self {
        Self { certainty: self.certainty.min(certainty), ..self }
    }
}

/// What a policy answers for one subject in one world.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The address of the subject: a resource, or `provider.<key>`
    pub address: Arc<str>,
    /// The type of the subject; empty for a provider, and for a pass
    pub kind: String,
    /// What tells several findings of one policy at one address apart
    pub sub_key: Option<String>,
    /// Whether what the policy asks for holds
    pub passes: Truth,
    /// How bad it is, if it does not
    pub severity: Severity,
    /// What is wrong, in one sentence
    pub message: String,
    /// What the answer rests on; empty for a pass
    pub facts: Vec<Fact>,
    /// What concerns only this policy
    pub details: Details,
}

impl Answer {
    /// An answer about a resource, without facts or details.
    pub fn new(resource: &Resource<'_>, passes: Truth, severity: Severity, message: String) -> Self {
        let kind = if passes.is_true() { String::new() } else { resource.kind().to_owned() };
        let address = resource.shared_name();
        Self { address, kind, sub_key: None, passes, severity, message, facts: Vec::new(), details: Details::default() }
    }
}

/// What an analysis adds to its findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Ids of escalation paths
    pub paths: Vec<String>,
    /// Ids of policies that found the same fault and are folded into this finding
    pub also: Vec<String>,
    /// The statements that grant it: what one fault is told from another by
    pub grants: Basis,
    /// Whom it lets in, as patterns of which a wider one covers a narrower, and how bad that is: one who was not let in before is a
    /// fault of its own
    pub admits: Vec<(String, Severity)>,
    /// What the finding concerns beside the resource it stands at, such as the security group of a rule or the bucket
    /// that a block guarded: findings of the same may be folded
    pub concerns: BTreeSet<String>,
    /// The account or region, as it is addressed, of a policy that asks for something in each
    pub scope: Option<String>,
    /// Ids of policies whose findings of the same this one covers, beside those that it always covers
    pub covers: BTreeSet<&'static str>,
    /// What to write, where it is not what the policy advises
    pub remedy: Option<String>,
    /// A document before and after, both redacted
    pub change: Option<(String, String)>,
}

/// What is known of an attribute, for a document diff: the text of a string attribute.
pub fn text_of(resource: &Resource<'_>, attribute: &str) -> Option<String> {
    let node = resource.root().get(attribute);
    match node.state() {
        State::Known(Json::String(_)) => Some(node.shown(attribute)),
        _ => None,
    }
}

/// Each fact once, in the order they came.
pub(crate) fn distinct(mut facts: Vec<Fact>) -> Vec<Fact> {
    let mut seen = HashSet::with_capacity_and_hasher(facts.len(), RandomState::default());
    let mut new = facts.iter().map(|fact| seen.insert(fact)).collect::<Vec<bool>>().into_iter();
    facts.retain(|_| new.next() == Some(true));
    facts
}
