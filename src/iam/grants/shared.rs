//! A pool of documents as one principal may have it: a question in, what the documents give and deny it out.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::allowed::Allowed;
use super::index::Place;
use super::pool::{About, Gathered, Pool};
use super::statement::{Grant, Target, denial, grant, grants_of_some};
use super::{Answer, Held, Source};
use crate::iam::document::Statement;
use crate::iam::facts::Facts;
use crate::iam::pattern::{Object, Shape};
use crate::iam::text::Text;

/// A pool as one principal may have it.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The documents
    pub pool: Arc<Pool>,
    /// Why they may not be the principal's, where they don't say so themselves
    pub doubt: Option<Arc<str>>,
    /// The ranks of those that it has otherwise
    pub without: Arc<BTreeSet<usize>>,
}

/// Whether the facts say something of a condition of a statement.
fn decides(facts: &Facts, statement: &Statement) -> bool {
    statement.conditions.iter().any(|condition| facts.get(&condition.key).is_some())
}

impl Shared {
    /// The documents that the principal has by it alone.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.pool.documents.iter().filter(|source| !self.without.contains(&source.rank))
    }

    /// Whether the principal has any document by it.
    pub fn is_empty(&self) -> bool {
        self.sources().next().is_none()
    }

    /// The customer-managed policies that the principal has by it alone.
    pub fn policies(&self) -> impl Iterator<Item = &Object> {
        let own = self.pool.policies.iter().filter(|(rank, _)| !self.without.contains(rank));
        own.map(|(_, object)| object)
    }

    /// The documents that deny the principal something.
    pub fn denying(&self) -> impl Iterator<Item = Source> {
        let denying = self.pool.denying.iter().filter(|rank| !self.without.contains(rank));
        denying.filter_map(|rank| self.pool.source(*rank)).map(|source| match &self.doubt {
            Some(doubt) => Source { doubt: Some(doubt.clone()), ..source.clone() },
            None => source.clone(),
        })
    }

    /// What they deny the principal and nothing else, if it is anything.
    pub(crate) fn denials(&self) -> Option<Self> {
        Some(Self { pool: self.pool.denials()?, ..self.clone() })
    }

    /// Without those of the documents at `own` that deny something.
    #[must_use]
    pub(crate) fn without_denying(&self, own: &[Arc<str>]) -> Self {
        let denying = self.pool.denying.iter().copied();
        let gone = denying.filter(|rank| self.pool.source(*rank).is_some_and(|source| own.contains(&source.origin)));
        Self { without: Arc::new(self.without.iter().copied().chain(gone).collect()), ..self.clone() }
    }

    /// The statements about an action that may have a condition on such a context key.
    pub(super) fn conditional(&self, action: &str, is: impl Fn(&str) -> bool) -> impl Iterator<Item = &Statement> {
        let places: Vec<Place> = self.pool.about(action).conditional(is).copied().collect();
        places.into_iter().filter_map(|place| Some(self.held(place)?.statement))
    }

    fn held(&self, place: Place) -> Option<Held<'_>> {
        let (source, statement) = self.pool.statement(place)?;
        let doubt = self.doubt.as_ref().or(source.doubt.as_ref());
        (!self.without.contains(&source.rank)).then_some(Held { source, statement, doubt })
    }

    /// Takes off what the Denies take, all of which are in doubt. Of those that are alike one is asked; under a doubt of the
    /// principal's own, none takes more than the first that counts.
    pub(super) fn deny(&self, action: &str, target: Target<'_>, facts: &Facts, answer: &mut Answer) {
        for alike in &self.pool.about(action).denies {
            if answer.truth.is_false() {
                return;
            }
            let Some(held) = alike.iter().find_map(|place| self.held(*place)) else { continue };
            let Some(denial) = denial(held.statement, action, target, facts) else { continue };
            let counts = denial.counts;
            answer.deny(denial, held.doubt);
            if counts && self.doubt.is_some() {
                return;
            }
        }
    }

    /// Adds what the Allows give on a target. What all of them give alike is gathered once for all that have them.
    pub(super) fn grants(&self, action: &str, target: Target<'_>, facts: &Facts, allowed: &mut Allowed) {
        let about = self.pool.about(action);
        if !about.allows_any() {
            return;
        }
        let decided = about.is_decided_by(facts, Some((target, action)));
        let shape = match target {
            Target::Object(_) if about.tells_objects_apart => None,
            Target::Object(_) => Some(None),
            Target::Fresh(shape) => Some(Some(shape)),
        };
        let gathered = shape.map(|shape| {
            let gather = || {
                // Each principal has a doubt of its own, in whose place stands one for all.
                let doubt = self.doubt.as_ref().map(|_| Arc::default());
                let all = Self { pool: self.pool.clone(), doubt, without: Arc::default() };
                let mut gathered = Gathered::default();
                let of = |statement: &Statement| !decided || statement.conditions.is_empty();
                all.each(&about, (action, target, &Facts::none()), of, |held, grant| {
                    gathered.ranks.insert(held.source.rank);
                    gathered.allowed.add(held, grant);
                });
                let (allowed, doubted) = gathered.allowed.gathered(all.doubt.as_ref());
                Gathered { allowed, doubted, ..gathered }
            };
            about.gathered((shape, decided, self.doubt.is_some()), gather)
        });
        let all = gathered.filter(|gathered| self.without.iter().all(|rank| !gathered.ranks.contains(rank)));
        if let Some(gathered) = &all {
            allowed.join(&gathered.allowed, self.doubt.as_ref().filter(|_| gathered.doubted));
        }
        if all.is_none() || decided {
            let of = |statement: &Statement| all.is_none() || !statement.conditions.is_empty();
            self.each(&about, (action, target, facts), of, |held, grant| allowed.add(held, grant));
        }
    }

    /// What each of some Allows gives on a target.
    fn each(
        &self,
        about: &About,
        (action, target, facts): (&str, Target<'_>, &Facts),
        of: impl Fn(&Statement) -> bool,
        mut give: impl FnMut(&Held<'_>, Grant),
    ) {
        let ask = |held: &Held<'_>| grant(held.statement, action, target, facts);
        match target {
            Target::Object(_) => {
                for held in about.allows.iter().filter_map(|place| self.held(*place)).filter(|held| of(held.statement))
                {
                    ask(&held).into_iter().for_each(|grant| give(&held, grant));
                }
            }
            Target::Fresh(shape) => {
                for (place, known) in self.pool.fresh(about, action, shape).iter() {
                    let Some(held) = self.held(*place).filter(|held| of(held.statement)) else { continue };
                    let own = decides(facts, held.statement).then(|| ask(&held));
                    own.unwrap_or_else(|| known.clone()).into_iter().for_each(|grant| give(&held, grant));
                }
            }
        }
    }

    /// Whether something holds of a pattern of its Allows that can match a shape.
    pub(super) fn any_pattern(&self, action: &str, shape: Shape<'_>, mut is: impl FnMut(&Text) -> bool) -> bool {
        let all = self.pool.some(&self.pool.about(action), action, shape);
        let mut held = all.iter().filter(|(place, _)| self.held(*place).is_some());
        held.any(|(_, patterns)| patterns.iter().any(|(pattern, _)| is(pattern)))
    }

    /// What the Allows give on each of their patterns that can match a shape; only the widest of it where that is
    /// enough and can be told at once.
    pub(super) fn grants_of_some(
        &self,
        action: &str,
        (shape, widest): (Shape<'_>, bool),
        facts: &Facts,
        mut give: impl FnMut(&Held<'_>, Text, Grant),
    ) {
        let about = self.pool.about(action);
        let all = self.pool.some(&about, action, shape);
        if widest && !about.is_decided_by(facts, None) {
            if let Some((place, (pattern, grant))) = about.widest(shape, &all, |place| self.held(place).is_some())
                && let Some(held) = self.held(place)
            {
                give(&held, pattern.clone(), grant.clone());
            }
            return;
        }
        for (place, known) in all.iter() {
            let Some(held) = self.held(*place) else { continue };
            let own = decides(facts, held.statement).then(|| grants_of_some(held.statement, action, shape, facts));
            let given = own.unwrap_or_else(|| known.clone());
            given.into_iter().for_each(|(pattern, grant)| give(&held, pattern, grant));
        }
    }
}
