//! Resources that name the subject: the type and the place where they name it in, an answer over all of them out.

use super::{Predicate, Quantifier, Subject, first_place};
use crate::finding::Fact;
use crate::links::Certainty;
use crate::path::{Path, Place};
use crate::truth::Truth;

/// A question about the resources that name this one.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Their type
    pub kind: String,
    /// Where they name it
    pub by: Path,
    /// How many must satisfy
    pub quantifier: Quantifier,
    /// What must hold of them
    pub is: Option<Predicate>,
    /// Whether those are asked that this plan deletes, instead of those that exist
    pub gone: bool,
}

impl Linked {
    /// One of which it can't be told whether it names the subject leaves the answer open, unless the answer is the same
    /// with and without it.
    pub(super) fn judge(&self, subject: &Subject<'_, '_>) -> Truth {
        let named = subject.world.named_by(&self.kind, &self.by, subject.resource.kind(), self.gone);
        let (mut sure, mut open) = (Vec::new(), Vec::new());
        for (id, certainty) in named.of(subject.resource.id) {
            match certainty {
                Certainty::Must => sure.push(self.judge_one(subject, *id)),
                Certainty::May => open.push(self.judge_one(subject, *id)),
            }
        }
        open.extend(named.unresolved.iter().map(|(id, _)| self.judge_one(subject, *id)));
        match self.quantifier {
            Quantifier::Some => {
                let maybe = open.into_iter().map(|answer| answer.and(Truth::Unknown));
                Truth::any(sure.into_iter().chain(maybe))
            }
            // None names it, or those that may all fall short: either way there is not one of which it holds.
            Quantifier::Every if sure.is_empty() && open.iter().all(|answer| answer.is_false()) => Truth::False,
            Quantifier::Every => {
                let at_least_one = if sure.is_empty() { Truth::Unknown } else { Truth::True };
                let maybe = open.into_iter().map(|answer| answer.or(Truth::Unknown));
                Truth::all(sure.into_iter().chain(maybe)).and(at_least_one)
            }
        }
    }

    fn judge_one(&self, subject: &Subject<'_, '_>, id: usize) -> Truth {
        match (subject.world.resource(id), &self.is) {
            (Some(resource), Some(is)) => is.judge(&subject.other(resource)),
            (Some(_), None) => Truth::True,
            (None, _) => Truth::False,
        }
    }

    pub(super) fn explain(&self, subject: &Subject<'_, '_>, facts: &mut Vec<Fact>) {
        let named = subject.world.named_by(&self.kind, &self.by, subject.resource.kind(), self.gone);
        let before = facts.len();
        // What some resource is said to be is told of it; else those of which it is so are told apart from the others.
        let holds = self.judge(subject).is_true();
        for (id, certainty) in named.of(subject.resource.id) {
            let Some(resource) = subject.world.resource(*id) else { continue };
            let answer = self.judge_one(subject, *id);
            let mut found = Vec::new();
            if let Some(is) = self.is.as_ref().filter(|_| !answer.is_true() || holds) {
                is.explain(&subject.other(resource), &Place::default(), answer, &mut found);
            }
            if found.is_empty() {
                let note = match (certainty, self.gone) {
                    (Certainty::Must, true) => "is deleted by this plan",
                    (Certainty::Must, false) => "names it",
                    (Certainty::May, _) => "may name it or another: which is known after apply",
                };
                found.push(Fact::new(resource, &Place::default(), note));
            }
            facts.extend(found.into_iter().map(|fact| fact.at_most(*certainty)));
        }
        // Where the answer is the same with and without them, they are not asked for.
        let open = self.judge(subject).is_unknown();
        for (id, cause) in named.unresolved.iter().filter(|_| open) {
            let Some(resource) = subject.world.resource(*id) else { continue };
            let note = format!("may belong to it: what it names waits for {cause}");
            facts.push(Fact::new(resource, &first_place(&self.by, &Place::default()), note).waits_for(cause));
        }
        if facts.len() == before {
            let note = match named.unresolved.is_empty() {
                true => format!("no `{}` in the plan names it", self.kind),
                false => format!("no `{}` in the plan is known to name it", self.kind),
            };
            facts.push(Fact::assumed(note));
        }
    }
}
