//! The Allows on one target: what each gives in, the answer before boundaries and Denies out.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::statement::Grant;
use super::{Answer, Basis, Cause, Held, StatementRef};
use crate::iam::pattern::Openness;
use crate::truth::Truth;

/// The Allows on one target, gathered.
#[derive(Clone, Debug, Default)]
pub(super) struct Allowed {
    /// Allowed without conditions on the caller
    plain: Option<Truth>,
    /// Allowed at all
    pub(super) all: Option<Truth>,
    openness: Option<Openness>,
    by: Vec<(Truth, StatementRef)>,
    /// The same of what was gathered once for several principals
    shared: Vec<(Truth, Arc<[StatementRef]>)>,
    causes: BTreeSet<Cause>,
}

impl Allowed {
    /// Allowed by a policy that is not the principal's.
    pub(super) fn elsewhere() -> Self {
        Self { plain: Some(Truth::True), all: Some(Truth::True), ..Self::default() }
    }

    pub(super) fn add(&mut self, held: &Held<'_>, mut grant: Grant) {
        if let Some(doubt) = held.doubt.filter(|_| grant.truth.is_true()) {
            grant.truth = Truth::Unknown;
            grant.causes.push(Cause::Attachment(doubt.clone()));
        }
        let (truth, by) = (grant.truth, held.reference());
        self.all = self.all.max(Some(truth));
        if !grant.caller {
            self.plain = self.plain.max(Some(truth));
        }
        self.openness = self.openness.max(grant.openness);
        self.causes.extend(grant.causes);
        self.by.push((truth, by));
    }

    /// Adds what was gathered before, open under a doubt.
    pub(super) fn join(&mut self, other: &Self, doubt: Option<&Arc<str>>) {
        self.all = self.all.max(other.all);
        self.plain = self.plain.max(other.plain);
        self.openness = self.openness.max(other.openness);
        self.causes.extend(other.causes.iter().cloned().chain(doubt.cloned().map(Cause::Attachment)));
        self.by.extend(other.by.iter().cloned());
        self.shared.extend(other.shared.iter().cloned());
    }

    /// The same, so that joining it is one step, and whether a doubt left it open, which it no longer names.
    pub(super) fn gathered(mut self, doubt: Option<&Arc<str>>) -> (Self, bool) {
        let by = self.all.map(|truth| (truth, self.by().in_order().cloned().collect()));
        let doubted = doubt.is_some_and(|doubt| self.causes.remove(&Cause::Attachment(doubt.clone())));
        (Self { by: Vec::new(), shared: by.into_iter().collect(), ..self }, doubted)
    }

    /// Allows what can't be read.
    pub(super) fn open(&mut self, cause: &Arc<str>) {
        self.all = self.all.max(Some(Truth::Unknown));
        self.plain = self.plain.max(Some(Truth::Unknown));
        self.causes.insert(Cause::Unreadable(cause.clone()));
    }

    /// Sorts as the answer that it becomes.
    pub(super) fn weight(&self) -> (Option<Truth>, bool, Option<Openness>) {
        (self.all, self.all <= self.plain.or(Some(Truth::False)), self.openness)
    }

    /// Takes away what a boundary does not allow.
    pub(super) fn bound(&mut self, ceiling: Self) {
        let within =
            |own: Option<Truth>, ceiling: Option<Truth>| own.map(|own| own.and(ceiling.unwrap_or(Truth::False)));
        self.all = within(self.all, ceiling.all);
        self.plain = within(self.plain, ceiling.plain);
        self.causes.extend(ceiling.causes);
    }

    /// The statements of the surest Allows.
    fn by(&self) -> Basis {
        let own = self.by.iter().map(|(truth, _)| *truth);
        let best = own.chain(self.shared.iter().map(|(truth, _)| *truth)).max();
        let own = self.by.iter().filter(|(truth, _)| Some(*truth) == best);
        let own: BTreeSet<&StatementRef> = own.map(|(_, by)| by).collect();
        let mut by = Basis::default();
        by.and(&own.into_iter().cloned().collect());
        by.extend(self.shared.iter().filter(|(truth, _)| Some(*truth) == best).map(|(_, by)| by));
        by
    }

    /// The answer, if anything was allowed in the first place.
    pub(super) fn answer(self) -> Option<Answer> {
        let (truth, by) = (self.all?, self.by());
        let caller_only = truth > self.plain.unwrap_or(Truth::False);
        let (openness, causes) = (self.openness, self.causes);
        Some(Answer { truth, openness, by, caller_only, causes, ..Answer::no() })
    }
}
